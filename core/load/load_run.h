// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "load/report.h"

#include <QObject>

#include <memory>

namespace fanlight {

// How far a running load test is.
struct LoadProgress {
    enum class Stage { Connecting, Running, Draining }; // Connecting: the target is looked at
    Stage stage = Stage::Connecting;
    int phase = 0; // of the scenario, from 0
    std::chrono::milliseconds elapsed{0};
    std::chrono::milliseconds left{0}; // of all phases
    LoadTotals totals; // so far; expected, lost and unread are found at the end, but for gaps
    double p50Ms = Unknown; // over all so far, corrected
    double p95Ms = Unknown;
    double p99Ms = Unknown;
    double connectP99Ms = Unknown;
    LoadSample sample; // the newest interval
};

// Runs one load test: virtual clients in a thread of their own, publishing in another. Main thread
// (any with an event loop); destroying it ends the run at once, without a report.
class LoadRun : public QObject {
    Q_OBJECT
public:
    explicit LoadRun(QObject* parent = nullptr);
    ~LoadRun() override;

    // Begins; finished() follows in any case, also when nothing could begin (LoadReport::failure).
    // Only when not running.
    void start(const LoadScenario& scenario);
    bool isRunning() const;
    // Ends early: nobody arrives and nothing is published any more, what is on its way is waited
    // for as at the end of any run (some seconds at most), finished() follows.
    void stop();

    const LoadScenario& scenario() const;

    static constexpr std::chrono::milliseconds Interval{500}; // of samples

Q_SIGNALS:
    void progressed(const fanlight::LoadProgress& progress); // every Interval
    void finished(const fanlight::LoadReport& report);

private:
    struct Private;
    std::unique_ptr<Private> m;
};

} // namespace fanlight

Q_DECLARE_METATYPE(fanlight::LoadProgress)
