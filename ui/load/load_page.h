// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "hub/snapshots.h"
#include "load/load_desk.h"
#include "load/scenario_file.h"
#include "shell/ability_gate.h"
#include "theme/theme.h"

#include <QWidget>

#include <functional>

class QGridLayout;
class QLabel;
class QProgressBar;
class QPushButton;
class QScrollArea;

namespace fanlight {

class Card;
class EmptyState;
class HubPort;
class MarkerLog;
class RowTable;
class RunModel;
class RunView;
class RunsCard;
class ScenarioForm;
class Segmented;
class UiState;

// Load-tests any hub: the scenario at the left, what is measured at the right, the runs that were
// kept below; one or the other where there is no room for both. Each scrolls by itself, and what
// runs and stops a test is always in view. The desk runs, keeps and opens; the page lays out and
// asks the user. Owned by the window; main thread. A test goes on while the page is hidden.
class LoadPage : public QWidget {
    Q_OBJECT
public:
    // All must outlive the page; `runsFolder` is where runs are kept.
    LoadPage(HubPort& hub, const Theme& theme, UiState& state,
        const QString& runsFolder = RunStore::defaultFolder(),
        RunStore::Form form = RunStore::json(), QWidget* parent = nullptr);
    ~LoadPage() override;

    // Shows what happened to the hub on its charts, and adds to it; it must outlive the page.
    void follow(MarkerLog& markers);
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
    bool isWide() const { return m_wide; } // scenario and results beside each other
    Segmented* tabs() const { return m_tabs; } // which of them is shown; seen where it is not wide
    QScrollArea* results() const { return m_results; }
    QScrollArea* scenarioPlace() const { return m_scenarioPlace; }
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
    enum Tab { ScenarioTab, ResultsTab };

    Card* makeScenario();
    Card* makeRunCard();
    QLayout* makeRunLine();
    void makeShortcuts();
    void arrange();
    void place();

    void takeStatus(const HubStatus& status);
    void restoreScenario();
    void keepScenario();
    void formEdited();
    void updateNote();
    QString blockedReason() const; // why no test can run against what is set; empty: it can
    void updateButtons();
    void connectDesk();
    void showBegun();
    void showProgress(const LoadProgress& progress);
    void showReport();

    void askForScenario();
    void askToSaveScenario();
    void askToSaveReport();
    void copyCommand();

    HubPort& m_hub;
    const Theme& m_theme;
    UiState& m_state;
    HubStatus m_status; // as last signalled
    AbilityGate m_gate;
    LoadDesk m_desk;
    ScenarioFile m_file;
    bool m_runsLoaded = false;
    bool m_wide = true;
    bool m_enlarged = false; // one chart has the page, but for what stops the test

    QGridLayout* m_grid;
    Segmented* m_tabs;
    QScrollArea* m_scenarioPlace;
    QScrollArea* m_results;
    ScenarioForm* m_form;
    RunView* m_view;
    RunsCard* m_runs;
    Card* m_scenarioCard;
    Card* m_runCard;
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
