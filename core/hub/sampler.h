// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "broker/broker.h"
#include "metrics/prometheus.h"
#include "metrics/sample.h"
#include "net/shard.h"

#include <memory>
#include <vector>

namespace fanlight {

class Acceptor;

// Turns the counters of the shards and the broker into samples, and keeps their sum since the
// start. Reads plain counters only; nothing waits for it. Lives in the hub's thread.
class Sampler {
public:
    Sampler(std::vector<Shard*> shards, const Broker& broker, const Acceptor& acceptor,
        const QString& instance);

    // Another broker took over; it outlives this, or is replaced before.
    void setBroker(const Broker& broker);
    // What happened since the last call (or the start).
    MetricsSample sample();
    // Sums since the start up to now, beside the intervals: asking for them makes no sample,
    // however often it is done.
    prometheus_text::Totals live() const;
    // Handshakes since the start; of the certificate it knows nothing.
    prometheus_text::TlsTotals tls() const;

    // A window lives in this process: what the process grows by says nothing of a connection, and
    // what one takes is what it is told, as it was measured elsewhere.
    void setConnectionMemory(const ConnectionMemory& measured)
    {
        m_isShared = true;
        m_memory = measured;
    }

    // Fewer connections than this say nothing about the memory of one.
    static constexpr std::uint64_t MinConnectionsForMemory = 100;

private:
    struct Counts {
        MetricsSample figures; // counts since the start
        struct Latency {
            LatencyRecorder::Counts write{};
            LatencyRecorder::Counts ack{};
        };
        Latency real;
        Latency own;
        LatencyRecorder::Counts redisLag{};
    };
    void read(Counts& counts) const;
    static MetricsSample between(const Counts& before, const Counts& now);
    std::uint64_t hubCpuNs() const;
    void addCpu(MetricsSample& sample);
    void addProcessFigures(MetricsSample& sample);
    void measureMemory(const MetricsSample& sample);
    void addKernelMemory(MetricsSample& sample);

    const std::vector<Shard*> m_shards;
    const Broker* m_broker;
    std::uint64_t m_publishedBefore = 0; // over brokers that served earlier
    std::uint64_t m_publishedOwnBefore = 0;
    const Acceptor& m_acceptor;
    std::unique_ptr<Counts> m_now;
    std::unique_ptr<Counts> m_before;
    const std::unique_ptr<Counts> m_live; // memory of live()
    prometheus_text::Totals m_totals;
    const double m_socketObjectBytes; // NaN where the system does not say
    bool m_isShared = false; // with a window
    ConnectionMemory m_memory;
    double m_idleResidentBytes = Unknown; // with nothing connected, as last seen
    std::uint64_t m_publishedSinceIdle = 0;
    std::uint64_t m_mostSinceIdle = 0; // connections
    const double m_cores;
    double m_filesBesidesSockets = 0;
    int m_samplesUntilFileCount = 0;
    std::uint64_t m_lastNs;
    std::uint64_t m_lastCpuNs;
    std::uint64_t m_lastCpuAtNs;
    std::uint64_t m_lastHubCpuNs;
    int m_samplesUntilKernelSample = 0;
};

} // namespace fanlight
