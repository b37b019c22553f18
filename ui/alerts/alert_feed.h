// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "alerts/alert_book.h"
#include "hub/fault.h"
#include "sources/source_rows.h"

#include <QObject>
#include <QTimer>

#include <deque>

namespace fanlight {

class HubPort;
class TimeSeries;

// Reads what the rules are held against off one hub: with each sample, and once a second while
// there is none, since a hub that is away says nothing. Nothing is computed without rules. Main
// thread; owned by who owns what else belongs to that hub, and gone before the hub is.
class AlertFeed : public QObject {
    Q_OBJECT
public:
    // A sample that is older says nothing of the hub as it is.
    static constexpr qint64 FreshMs = 3000;

    // All must outlive it. `series` is appended to before this hears of the sample.
    AlertFeed(HubPort& hub, const AlertHub& place, const TimeSeries& series, AlertBook& book,
        QObject* parent = nullptr);

    AlertReading read(qint64 nowMs) const; // UTC

private:
    void takeSample(const MetricsSample& sample);
    void tell();
    double hubAway() const;
    double redisAway() const;
    void readSources(AlertReading& reading) const;

    struct Load {
        qint64 timeMs;
        qint64 intervalMs;
        double cpuPercent;
    };

    const HubPort& m_hub;
    const AlertHub m_place;
    const TimeSeries& m_series;
    AlertBook& m_book;
    std::deque<Load> m_loads; // of the last AlertReading::WindowMs
    qint64 m_runSinceMs = 0; // start of the hub the newest sample is of
    qint64 m_toldMs = 0;
    qint64 m_heardMs = 0; // of the newest sample
    bool m_hasSample = false; // of the hub as it runs now
    double m_faults = 0;
    SourceSnapshotPtr m_sources;
    QTimer m_tick;
};

} // namespace fanlight
