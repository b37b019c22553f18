// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "metrics/latency_histogram.h"

#include <QElapsedTimer>
#include <QObject>
#include <QTimer>

#include <chrono>
#include <deque>

namespace fanlight {

// How late the window's own event loop is: twenty times a second a timer falls due, and what it is
// late by is what a key press of that moment would have waited. Owned by the window; main thread.
//
// The dispatcher's awake() and aboutToBlock() would cost nothing at rest, but GLib's dispatcher
// hands events out between aboutToBlock() and awake(), so that they measure the wrong half there.
class StallMeter : public QObject {
    Q_OBJECT
public:
    explicit StallMeter(QObject* parent = nullptr);

    void setRunning(bool running); // off while nobody looks: what is hidden is not slow
    void record(std::chrono::nanoseconds lateness);

    // Milliseconds over the last minute, and the greatest since the start; NaN before anything was
    // measured.
    double recentPercentileMs(double percent) const;
    double recentMaxMs() const;
    double maxMs() const;

private:
    struct Span { // ten seconds
        qint64 beganMs = 0;
        LatencyHistogram lateness;
        std::chrono::nanoseconds max{0};
    };

    void arm();
    void measure();

    QTimer m_timer;
    QElapsedTimer m_clock;
    qint64 m_dueNs = 0;
    std::deque<Span> m_spans;
    std::chrono::nanoseconds m_max{-1};
};

} // namespace fanlight
