// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "hub/snapshots.h"
#include "load/load_desk.h"
#include "load/scenario_file.h"
#include "theme/theme.h"

#include <QScrollArea>

#include <functional>

class QGridLayout;
class QLabel;
class QProgressBar;
class QPushButton;

namespace fanlight {

class Card;
class EmptyState;
class Hub;
class RowTable;
class RunModel;
class RunView;
class RunsCard;
class ScenarioForm;
class UiState;

// Load-tests any hub: the scenario at the left, what is measured at the right, the runs that were
// kept below. The desk runs, keeps and opens; the page lays out and asks the user. Owned by the
// window; main thread. A test goes on while the page is hidden.
class LoadPage : public QScrollArea {
    Q_OBJECT
public:
    // All must outlive the page; `runsFolder` is where runs are kept.
    LoadPage(Hub& hub, const Theme& theme, UiState& state,
        const QString& runsFolder = RunStore::defaultFolder(),
        RunStore::Form form = RunStore::json(), QWidget* parent = nullptr);
    ~LoadPage() override;

    void run(); // what is filled in; nothing when it cannot
    LoadDesk& desk() { return m_desk; }
    void openScenario(const QString& path);
    void saveScenario(const QString& path);

    ScenarioForm* form() const { return m_form; }
    RunView* view() const { return m_view; }
    RunModel* model() const;
    RowTable* table() const;
    EmptyState* emptyState() const;
    QPushButton* runButton() const { return m_runButton; }
    QPushButton* saveReportButton() const { return m_saveReport; }
    QPushButton* compareButton() const;
    QString progressText() const;
    QString
    noteText() const; // descriptors, what a scenario file says in vain, what could not be saved
    // Descriptors free for a test; by default those of this process.
    void setFreeFiles(std::function<double()> freeFiles);

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
    void makeShortcuts();
    void arrange();

    void takeStatus(const HubStatus& status);
    void restoreScenario();
    void keepScenario();
    void formEdited();
    void updateNote();
    void updateButtons();
    void connectDesk();
    void showBegun();
    void showProgress(const LoadProgress& progress);
    void showReport();

    void askForScenario();
    void askToSaveScenario();
    void askToSaveReport();
    void copyCommand();

    Hub& m_hub;
    const Theme& m_theme;
    UiState& m_state;
    HubStatus m_status; // as last signalled
    LoadDesk m_desk;
    ScenarioFile m_file;
    bool m_runsLoaded = false;
    int m_columns = 0;

    QWidget* m_content;
    QGridLayout* m_grid;
    QWidget* m_right;
    ScenarioForm* m_form;
    RunView* m_view;
    RunsCard* m_runs;
    Card* m_scenarioCard;
    QPushButton* m_openScenario;
    QPushButton* m_saveScenario;
    QPushButton* m_runButton;
    QPushButton* m_saveReport;
    QPushButton* m_copyCommand;
    QLabel* m_progressText;
    QProgressBar* m_progress;
    QLabel* m_note;
    QLabel* m_error;
};

} // namespace fanlight
