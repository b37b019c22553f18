// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "metrics/sample.h"

#include <deque>

namespace fanlight {

// What this hub costs, as measured; what was not measured is Unknown. A plain value.
struct CostFigures {
    double bytesPerConnection = Unknown; // resident memory
    // Beside it, where TLS is spoken: not measured here, but as it was on Debian 12
    // (docs/access.md).
    double tlsBytesPerConnection = 0;
    double kernelBytesPerConnection = Unknown;
    double cpuUsPerDelivery = Unknown;
    double cpuUsPerConnection = Unknown; // a second, while nothing is delivered
    quint64 connections = 0; // with which the memory was measured
    qint64 memoryMs = 0; // UTC, when; 0: never
    double deliveries = 0; // the CPU time of a delivery is from so many

    static constexpr double TlsBytes = 14 * 1024; // of a connection
    // All of it.
    double memoryPerConnection() const
    {
        return bytesPerConnection + tlsBytesPerConnection + kernelBytesPerConnection;
    }
};

// Measures what a connection and a delivery cost from the samples of the hub. Figures of memory
// stay as they were last measured, those of CPU are of the newest samples. A plain value; one
// thread.
class CostMeter {
public:
    static constexpr quint64 LeastConnections = 100; // with fewer, memory tells nothing
    // of a sample, else it tells nothing of a delivery
    static constexpr quint64 LeastDeliveries = 100;
    static constexpr double LeastInAll = 2000; // deliveries, before there is a figure
    // seconds of connections without any traffic, before there is a figure
    static constexpr double LeastIdleSeconds = 1000;
    static constexpr std::size_t MostSamples = 120; // of each kind, the newest; a minute

    void add(const MetricsSample& sample);
    void clear() { *this = {}; }
    const CostFigures& figures() const { return m_figures; }

private:
    struct Part {
        double cpuUs;
        double deliveries;
        double connectionSeconds;
    };
    static Part sum(const std::deque<Part>& parts);
    static void keep(std::deque<Part>& parts, const Part& part);
    void measure();

    CostFigures m_figures;
    std::deque<Part> m_busy;
    std::deque<Part> m_idle;
};

// What runs out first.
enum class CapacityBound : std::uint8_t { None, Descriptors, Cap, Memory, Cpu };

// Descriptors the hub keeps for the program itself and for those it sends away, of `fileLimit`.
double reservedDescriptors(double fileLimit);

// How many more connections fit into this process on this machine; Unknown where a figure is
// missing.
struct Room {
    double byDescriptors = Unknown;
    double byCap = Unknown; // Unknown: there is none of its own
    double byMemory = Unknown;
    bool isBudgeted = false; // memory is by the budget, since nothing was measured
    double more = Unknown; // the least of these
    CapacityBound first = CapacityBound::None;
};
struct RoomQuestion {
    double openFiles = Unknown;
    double fileLimit = Unknown;
    double connections = 0;
    double connectionCap = 0; // 0: none
    double availableBytes = Unknown;
    double budgetBytes = 0; // of a connection, user and kernel; used while nothing was measured
};
Room roomLeft(const RoomQuestion& question, const CostFigures& costs);

// What is to be carried, over all instances.
struct CapacityQuestion {
    double users = 10'000; // online
    double devices = 1; // streams of a user
    double instances = 1;
    double messagesPerSecond = 10; // published
    double fanOut = 100; // users online that a message goes to
    bool redis = false; // with more than one instance it is taken for granted

    // What may be asked for.
    static constexpr double MostUsers = 1e9;
    static constexpr double MostDevices = 1000;
    static constexpr double MostInstances = 10'000;
    static constexpr double MostMessages = 1e6;
};

// What an instance may take; Unknown, or no cap: no bound is known.
struct InstanceBounds {
    double fileLimit = Unknown;
    double otherFiles = 0; // descriptors beside those of connections, and those in reserve
    double connectionCap = 0; // 0: none
    double memoryBytes = Unknown; // for connections, user and kernel
    double cpuPercent = Unknown; // of one core: 100 for each thread that delivers
};

// A load; what cannot be computed for want of a figure is Unknown.
struct CapacityLoad {
    double connections = Unknown;
    double userBytes = Unknown;
    double kernelBytes = Unknown;
    double descriptors = Unknown;
    double cpuPercent = Unknown; // of one core
    double deliveriesPerSecond = Unknown;
    double redisIn = Unknown; // messages a second, received; 0 without Redis
    double redisOut = Unknown; // commands a second, sent
    double memoryBytes() const { return userBytes + kernelBytes; }
};

struct CapacityPlan {
    CapacityLoad perInstance; // users spread evenly
    CapacityLoad total;
    bool usesRedis = false;
    double redisPublishes = 0; // PUBLISHes a second Redis executes for all of them
    CapacityBound first = CapacityBound::None; // of those that are known
    double firstPercent = Unknown; // how far an instance comes to it
    // with which no known bound is passed; Unknown: no number would do
    double instancesNeeded = Unknown;
};
CapacityPlan planCapacity(
    const CapacityQuestion& question, const CostFigures& costs, const InstanceBounds& bounds);

// Clients that come back each second because their streams' lifetime is over, on average: lifetimes
// are drawn evenly from 80 to 100 % of the maximum. Unknown: it is off.
double reconnectsPerSecond(double connections, double maxLifetimeSeconds);
// … and at most, after all of them came at once: each returns within a fifth of the maximum.
double reconnectsAfterBurst(double connections, double maxLifetimeSeconds);

} // namespace fanlight
