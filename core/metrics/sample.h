// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "metrics/latency_histogram.h"

#include <QMetaType>
#include <QString>

#include <array>
#include <cmath>
#include <limits>

namespace fanlight {

// Why a stream ended. The order is that of the counters; names() are the words used in the log,
// in Prometheus labels and in the window.
enum class DisconnectReason : std::uint8_t {
    Client, // it went, or its network did
    Slow, // its backlog was over the limit
    Lifetime, // it was over
    Limit, // its user has more than may be; the oldest goes
    Kicked, // by hand, or over the API
    Drain, // the hub ended
    Error, // of its socket, other than a lost connection
    Fault, // broken on purpose
    Expired, // the proof of who its user is
    Denied, // its user was locked out
};
constexpr std::size_t DisconnectReasonCount = 10;
const char* disconnectReasonName(DisconnectReason reason);

// A figure that was not measured: a dash in the window, an empty cell in CSV.
constexpr double Unknown = std::numeric_limits<double>::quiet_NaN();
inline bool isKnown(double figure)
{
    return !std::isnan(figure);
}

// What a connection takes of resident memory, and how that is known. A plain value.
struct ConnectionMemory {
    double bytes = Unknown;
    double kernelBytes = Unknown; // beside it, of its socket
    quint64 clients = 0; // it was measured with
    qint64 timeMs = 0; // UTC, when
};

// What streams did in one interval, and how they stood at its end. A plain value.
struct TrafficFigures {
    // counts of the interval
    quint64 connects = 0;
    quint64 resumed = 0; // connects that carried a Last-Event-ID
    quint64 disconnects = 0;
    std::array<quint64, DisconnectReasonCount> disconnectsByReason{};
    quint64 published = 0;
    quint64 delivered = 0; // events handed to the kernel
    quint64 bytes = 0; // bytes handed to the kernel
    quint64 droppedEvents = 0;
    quint64 batchedIn = 0; // notifications for a connection that went into a batch …
    quint64 batchedOut = 0; // … and the events they became
    LatencyHistogram write; // publish -> bytes handed to the kernel, every delivery
    // publish -> acknowledged by the client's TCP, a sample, each standing for the deliveries since
    // the one before
    LatencyHistogram ack;

    // levels at the end of the interval
    quint64 connections = 0;
    quint64 slowClients = 0; // with unsent events now
    quint64 backlogBytes = 0;

    bool isEmpty() const; // nothing was there, and nothing happened
    // Counts, and nothing else: of both, or those since `earlier`, which were counted from the same
    // start.
    void addCounts(const TrafficFigures& other);
    void subtractCounts(const TrafficFigures& earlier);
    // All of it but a part of it.
    TrafficFigures without(const TrafficFigures& part) const;
};

// What one hub did in one interval. Counts are of the interval, so two neighbouring samples merge
// by addition; levels are those at its end, so the later one wins. A plain value, copied between
// threads.
struct MetricsSample : TrafficFigures {
    qint64 timeMs = 0; // end of the interval, milliseconds since the epoch, UTC
    qint64 intervalMs = 0;

    // Of the figures above those of this program's own clients and of what it publishes for them:
    // test clients, load tests, the setup doctor.
    TrafficFigures own;

    // counts of the interval
    quint64 refused = 0; // subscribers told to come back: connection cap, descriptors
    double redisReceived = Unknown;
    LatencyHistogram redisLag; // published -> received from Redis

    // levels at the end of the interval
    double allConnections = Unknown; // over all instances; known only behind a broker
    double rssBytes = Unknown;
    double allRssBytes = Unknown;
    // resident memory over the idle baseline / connections, as it was last measured
    double bytesPerConnection = Unknown;
    ConnectionMemory memory; // how it was
    double kernelSocketBytes = Unknown;
    double openFiles = Unknown;
    double fileLimit = Unknown;
    double cpuPercent = Unknown; // of one core, the whole process
    double cpuCores = Unknown; // that this process may use
    // of one core: the threads of the shards and of the hub, without those of a window
    double hubCpuPercent = Unknown;
    quint64 historyBytes = 0;
    quint64 historyEvents = 0;

    // Of publish -> acknowledged, in milliseconds; NaN when none was timed.
    double ackMs(double percent) const { return ackPercentileMs(ack, write, percent); }
    double perSecond(double count) const
    {
        return intervalMs > 0 ? count * 1000.0 / double(intervalMs) : Unknown;
    }
    // Appends the interval of `later`, which follows this one.
    void merge(const MetricsSample& later);
    // The same without what is this program's own, or with nothing else. What is not known of
    // either stays whole (memory, processor time, Redis); how many there are over all instances is
    // not known then.
    MetricsSample onlyReal() const;
    MetricsSample onlyOwn() const;
};

} // namespace fanlight

Q_DECLARE_METATYPE(fanlight::MetricsSample)
