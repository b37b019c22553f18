// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "load/load_run.h"
#include "load/run_store.h"

#include <QObject>

#include <functional>
#include <optional>

namespace fanlight {

// All that the page of load tests has in hand, without a widget: the test that runs, the report
// that is shown, the runs that are kept. Main thread; a member of the page.
class LoadDesk : public QObject {
    Q_OBJECT
public:
    // What runs a test; progress and report come back by takeProgress() and takeReport().
    struct Runner {
        std::function<void(const LoadScenario&)> start;
        std::function<void()> stop;
    };

    LoadDesk(const QString& runsFolder, RunStore::Form form, QObject* parent = nullptr);
    ~LoadDesk() override;

    void setRunner(Runner runner) { m_runner = std::move(runner); } // in place of a LoadRun
    // Descriptors free for a test; by default those of this process.
    void setFreeFiles(std::function<double()> freeFiles) { m_freeFiles = std::move(freeFiles); }

    // Nothing while another runs. A token goes with the requests, not into reports; `ofThisHub`:
    // begin and end are marked.
    // `certificate`: the file with that of this hub, where it speaks TLS.
    void run(const LoadScenario& scenario, bool ofThisHub, const QString& token,
        const QString& certificate = {});
    void stop();
    void takeProgress(const LoadProgress& progress);
    void takeReport(const LoadReport& report);

    bool isRunning() const { return m_running; }
    bool isStopping() const { return m_stopping; }
    const std::optional<LoadReport>& report() const { return m_report; } // that is shown
    const QString& file() const { return m_file; } // of the run that is shown; empty: not kept
    QString progressText(const LoadProgress& progress) const;
    // Why clients of this hub may be refused; empty: there are descriptors enough.
    QString descriptorNote(const LoadScenario& scenario) const;

    // Writes the report that is shown as what the suffix says: .html, .json, else CSV.
    void saveReport(const QString& path);

    RunStore& runs() { return m_store; }
    QString runsProblem() const; // empty: none
    QString runsHint() const;
    // Shows a kept run, unless a test runs meanwhile.
    void openRun(const QString& file, const std::function<void()>& then = {});
    void compareRuns(const QString& older, const QString& newer); // compared() follows
    void removeRuns(const QStringList& files);

    // "Phase 2 of 3, 00:48 left"
    static QString progressLine(const LoadProgress& progress, std::size_t phases);

Q_SIGNALS:
    void begun();
    void progressed(const fanlight::LoadProgress& progress);
    void reportShown();
    void stopping();
    void runNotKept(); // runsProblem() says why
    void compared(const fanlight::LoadReport& older, const fanlight::LoadReport& newer);
    void lastAction(const QString& text);
    void marked(const QString& text);

private:
    void show(const LoadReport& report, const QString& file);

    LoadRun m_run;
    Runner m_runner;
    RunStore m_store;
    std::function<double()> m_freeFiles;
    LoadScenario m_scenario; // of the test that runs, as it was filled in
    bool m_running = false;
    bool m_stopping = false;
    bool m_ofThisHub = false;
    bool m_notKept = false; // the last run, since there is no room
    std::optional<LoadReport> m_report;
    QString m_file;
};

} // namespace fanlight
