// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "hub/snapshots.h"
#include "load/load_run.h"
#include "load/run_store.h"
#include "theme/theme.h"

#include <QScrollArea>

#include <functional>

class QGridLayout;
class QLabel;
class QProgressBar;
class QPushButton;
class QStackedWidget;

namespace fanlight {

class Card;
class EmptyState;
class Hub;
class RowTable;
class RunModel;
class RunView;
class ScenarioForm;
class UiState;

// Load-tests any hub: the scenario at the left, what is measured at the right, the runs that were
// kept below. Owned by the window; main thread. A test goes on while the page is hidden.
class LoadPage : public QScrollArea {
    Q_OBJECT
public:
    // What runs a test; progress and report come back by showProgress() and showReport().
    struct Runner {
        std::function<void(const LoadScenario&)> start;
        std::function<void()> stop;
    };

    // All must outlive the page; `runsFolder` is where runs are kept.
    LoadPage(Hub& hub, const Theme& theme, UiState& state,
        const QString& runsFolder = RunStore::defaultFolder(),
        RunStore::Form form = RunStore::json(), QWidget* parent = nullptr);
    ~LoadPage() override;

    void setRunner(Runner runner) { m_runner = std::move(runner); } // in place of a LoadRun
    void run(); // what is filled in; nothing when it cannot
    void stop();
    bool isRunning() const { return m_running; }
    void showProgress(const LoadProgress& progress);
    void showReport(const LoadReport& report);
    // Writes the report that is shown as what the suffix says: .html, .json, else CSV.
    void saveReport(const QString& path);
    void openScenario(const QString& path);
    void saveScenario(const QString& path);

    ScenarioForm* form() const { return m_form; }
    RunView* view() const { return m_view; }
    RunStore& store() { return m_store; }
    RunModel* model() const { return m_model; }
    RowTable* table() const { return m_table; }
    EmptyState* emptyState() const { return m_empty; }
    QPushButton* runButton() const { return m_runButton; }
    QPushButton* saveReportButton() const { return m_saveReport; }
    QPushButton* compareButton() const { return m_compare; }
    QString progressText() const;
    QString
    noteText() const; // descriptors, what a scenario file says in vain, what could not be saved
    // Descriptors free for a test; by default those of this process.
    void setFreeFiles(std::function<double()> freeFiles);

    // "Phase 2 of 3, 00:48 left"
    static QString progressLine(const LoadProgress& progress, std::size_t phases);

Q_SIGNALS:
    void lastAction(const QString& text);
    // A test of this hub began or ended, for the charts of the dashboard.
    void marked(const QString& text);

protected:
    void showEvent(QShowEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    Card* makeScenario();
    QLayout* makeRunLine();
    Card* makeRuns(UiState& state);
    void makeShortcuts();
    void arrange();

    void takeStatus(const HubStatus& status);
    void restoreScenario();
    void keepScenario();
    void formEdited();
    void updateNote();
    void updateButtons();
    QString descriptorNote() const;
    void beginRunning();

    void askForScenario();
    void askToSaveScenario();
    void askToSaveReport();
    void copyCommand();

    QList<int> selectedRows() const;
    void openSelected(const std::function<void()>& then = {});
    void compareSelected();
    void deleteSelected();
    void showRunMenu(const QPoint& where);
    void runsChanged();
    void showKept(const LoadReport& report, const QString& file);

    Hub& m_hub;
    const Theme& m_theme;
    UiState& m_state;
    HubStatus m_status; // as last signalled
    LoadRun m_run;
    Runner m_runner;
    RunStore m_store;
    std::function<double()> m_freeFiles;
    LoadScenario m_runScenario; // of the test that runs, as it was filled in
    bool m_running = false;
    bool m_stopping = false;
    bool m_ofThisHub = false;
    bool m_runsLoaded = false;
    std::optional<LoadReport> m_report; // that is shown
    QStringList m_fileNotes; // of the scenario file that was opened
    QString m_fileError;
    int m_columns = 0;

    QWidget* m_content;
    QGridLayout* m_grid;
    QWidget* m_right;
    ScenarioForm* m_form;
    RunView* m_view;
    RunModel* m_model;
    RowTable* m_table;
    EmptyState* m_empty;
    QStackedWidget* m_stack;
    Card* m_scenarioCard;
    QLabel* m_runsHint;
    QLabel* m_runsProblem;
    QPushButton* m_openScenario;
    QPushButton* m_saveScenario;
    QPushButton* m_runButton;
    QPushButton* m_saveReport;
    QPushButton* m_copyCommand;
    QPushButton* m_open;
    QPushButton* m_compare;
    QPushButton* m_delete;
    QLabel* m_progressText;
    QProgressBar* m_progress;
    QLabel* m_note;
    QLabel* m_error;
};

} // namespace fanlight
