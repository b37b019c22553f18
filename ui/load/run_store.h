// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "load/report.h"
#include "metrics/worker.h"

#include <QObject>

#include <functional>
#include <vector>

namespace fanlight {

// What a list of runs shows of one. A plain value.
struct RunSummary {
    QString file; // its name in the folder
    QString name; // given by the user; empty: none
    qint64 startedAtMs = 0; // UTC
    QString mode;
    double clients = Unknown;
    double eventsPerSecond = Unknown;
    double p50Ms = Unknown;
    double p95Ms = Unknown;
    double p99Ms = Unknown;
    double lost = Unknown;
    bool wasStopped = false;
    bool expectationsMet = true;

    static RunSummary of(const LoadReport& report, const QString& file);
};

// The load tests that were run, kept across restarts: a folder with a report as JSON for each, read
// and written in a thread of its own. Main thread; owned by the desk.
class RunStore : public QObject {
    Q_OBJECT
public:
    // Of more, the oldest that has no name goes.
    static constexpr std::size_t MostRuns = 100;
    static constexpr qsizetype MostNameCharacters = 80;
    static constexpr qint64 MostFileBytes = 64 << 20;

    // How a report becomes a file and a file a report; any thread.
    struct Form {
        std::function<QByteArray(const LoadReport&)> write;
        std::function<std::optional<LoadReport>(const QByteArray&, QString& error)> read;
    };
    static Form json();
    static QString defaultFolder();

    explicit RunStore(const QString& folder, Form form = json(), QObject* parent = nullptr);
    ~RunStore() override; // waits for the last write

    // Reads what is in the folder; changed() follows.
    void load();
    // Newest first.
    const std::vector<RunSummary>& runs() const { return m_runs; }
    // Keeps a report and answers with its file. Empty: MostRuns have names, so that there is no
    // room.
    QString add(const LoadReport& report);
    void remove(QString file);
    // An empty name takes it away; a longer one is cut.
    void rename(QString file, const QString& name);
    // Reads one; `done` follows on the main thread, with why not.
    using Opened
        = std::function<void(const std::optional<LoadReport>& report, const QString& error)>;
    void open(const QString& file, Opened done);

    QString problem() const { return m_problem; } // of the last load or write; empty: none

Q_SIGNALS:
    void changed(); // runs() or problem()

private:
    std::vector<RunSummary>::iterator find(const QString& file);
    void insert(const RunSummary& run);
    void loaded(const std::vector<RunSummary>& runs, const QString& problem);
    void setProblem(const QString& problem);
    QString freeFileName(qint64 startedAtMs) const;
    QString path(const QString& file) const { return m_folder + u'/' + file; }
    std::optional<LoadReport> read(const QString& file, QString& error) const;
    QString write(const QString& file, const LoadReport& report) const;

    const QString m_folder;
    const Form m_form;
    std::vector<RunSummary> m_runs;
    QString m_problem;
    Worker m_worker; // one thread, so that all happens in order
};

} // namespace fanlight
