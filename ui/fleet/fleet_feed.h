// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "hub/snapshots.h"
#include "metrics/sample.h"

#include <QList>

#include <array>
#include <deque>

namespace fanlight {

// What the fleet page shows of a hub, over the last seconds. A plain value; what was not measured
// is Unknown.
struct FleetFigures {
    static constexpr std::array Percents{50.0, 90.0, 95.0, 99.0, 99.9};
    using Latency = std::array<double, Percents.size()>; // milliseconds, by Percents
    static constexpr Latency NoLatency{Unknown, Unknown, Unknown, Unknown, Unknown};

    double streams = Unknown;
    double testStreams = Unknown; // of these, of the hub's own test clients
    double deliveredPerSecond = Unknown;
    double testDeliveredPerSecond = Unknown;
    double publishedPerSecond = Unknown;
    double slowClients = Unknown;
    double backlogBytes = Unknown;
    double rssBytes = Unknown;
    double cpuPercent = Unknown; // of one core
    double cpuCores = Unknown;
    double openFiles = Unknown;
    double fileLimit = Unknown;
    double redisLagP99Ms = Unknown;
    Latency ackMs = NoLatency;
    Latency writeMs = NoLatency;

    static double of(const Latency& latency, double percent); // Unknown also of another percent
    double filesPercent() const;
    double cpuOfAll() const; // percent of all cores; where these are not known, of one
    double realStreams() const; // where nothing is said of test clients, all
    double realDelivered() const;
};

// The course of a figure, oldest first; NaN: not measured.
using FleetTrend = QList<float>;

// Makes figures and their course of what one hub tells, sample by sample or by its heartbeats. A
// plain value; times are of this computer.
class FleetFeed {
public:
    static constexpr int TrendSteps = 60;
    static constexpr qint64 TrendStepMs = 2000;
    static constexpr qint64 WindowMs = 2000; // figures are over so long, by the hub's clock
    // Slow: p99 of ACK beyond, or more of the streams slow than …
    static constexpr double SlowAckMs = 20;
    static constexpr double SlowShare = 0.01;

    void take(const MetricsSample& sample, qint64 nowMs);
    void take(const InstanceRow& heartbeat, qint64 nowMs);
    void forget(); // it is of another run

    const FleetFigures& figures() const { return m_figures; }
    qint64 heardAtMs() const { return m_heardAtMs; } // 0: never
    qint64 slowSinceMs() const { return m_slowSinceMs; } // 0: it is not
    const FleetTrend& streams() const { return m_trends[0]; }
    const FleetTrend& delivered() const { return m_trends[1]; }
    const FleetTrend& ack() const { return m_trends[2]; } // p99

private:
    void follow(qint64 nowMs);

    std::deque<MetricsSample> m_recent;
    FleetFigures m_figures;
    qint64 m_heardAtMs = 0;
    qint64 m_heartbeatMs = 0;
    qint64 m_slowSinceMs = 0;
    qint64 m_stepMs = 0; // when the newest step of the trends began
    std::array<FleetTrend, 3> m_trends;
};

} // namespace fanlight
