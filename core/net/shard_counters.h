// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "metrics/latency_histogram.h"
#include "metrics/sample.h"
#include "metrics/traffic.h"
#include "net/handshake_failure.h"

#include <array>
#include <atomic>

namespace fanlight {

// A figure written by one thread and read by any; an increment is a plain add.
class Counter {
public:
    void add(std::uint64_t n = 1)
    {
        m_value.store(m_value.load(std::memory_order_relaxed) + n, std::memory_order_relaxed);
    }
    void subtract(std::uint64_t n = 1)
    {
        m_value.store(m_value.load(std::memory_order_relaxed) - n, std::memory_order_relaxed);
    }
    void set(std::uint64_t n) { m_value.store(n, std::memory_order_relaxed); }
    std::uint64_t value() const { return m_value.load(std::memory_order_relaxed); }

private:
    std::atomic<std::uint64_t> m_value{0};
};

// What one shard counts of the streams of others, or of this program's own.
struct TrafficCounters {
    Counter connects;
    Counter resumed;
    std::array<Counter, DisconnectReasonCount> disconnects;
    Counter delivered; // events whose last byte was handed to the kernel
    Counter bytes; // handed to the kernel on streams
    Counter droppedEvents;
    Counter batchedIn; // events that went into a batch of a connection …
    Counter batchedOut; // … and the batches
    LatencyRecorder write;
    LatencyRecorder ack;

    // levels
    Counter streams;
    Counter slowClients;
    Counter backlogBytes;
};

// What one shard counts: written by its thread alone, read by the sampler. A connection's kind
// chooses which of two equal sets of counters it counts in, so that to tell them apart costs no
// more than to count.
struct alignas(64) ShardCounters {
    TrafficCounters real; // requests among it
    TrafficCounters own;
    Counter refused;
    std::array<Counter, 4> answers; // of HTTP, beside streams: 2xx, 3xx, 4xx, 5xx
    Counter gapsTold; // to streams
    // of TLS
    Counter handshakes; // whole ones …
    Counter handshakesResumed; // … and those that took up an earlier session
    std::array<Counter, HandshakeFailureCount> handshakeFailures;

    // levels
    Counter sockets; // streams, requests and those being closed
    Counter sampledKernelBytes; // of the sockets last looked at …
    Counter sampledSockets; // … and how many that were

    TrafficCounters& of(TrafficKind kind) { return kind == TrafficKind::Real ? real : own; }
    // Of both.
    std::uint64_t all(Counter TrafficCounters::*figure) const
    {
        return (real.*figure).value() + (own.*figure).value();
    }
};

} // namespace fanlight
