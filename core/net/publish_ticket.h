// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "metrics/latency_histogram.h"

#include <atomic>
#include <cstdint>
#include <memory>
#include <mutex>
#include <string>

namespace fanlight {

class Shard;

// Follows one publish over the shards that deliver it: each adds its recipients, the last one completes it.
// Any thread.
class PublishTicket {
public:
    virtual ~PublishTicket() = default;

    // The id on the wire, or why it is refused. By the broker, before it lets the ticket complete; perhaps under its lock.
    virtual void setId(std::string id) { m_id = std::move(id); }
    void refuse(std::string reason) { m_refusal = std::move(reason); }
    const std::string& id() const { return m_id; }
    const std::string& refusal() const { return m_refusal; } // empty: it was published
    // Recipients that are not connections of this instance.
    void addElsewhere(std::uint64_t recipients) { m_recipients.fetch_add(recipients, std::memory_order_relaxed); }

    // Before the first delivery is posted: how many shards take part (at least 1).
    void expect(std::uint32_t shards) { m_remaining.store(shards, std::memory_order_relaxed); }
    // While it is held by one arrival that is yet to come: so many more.
    void expectMore(std::uint32_t shards) { m_remaining.fetch_add(shards, std::memory_order_relaxed); }
    // From each shard once; `shard` is the calling shard, or null when no shard takes part.
    void arrived(std::uint64_t recipients, Shard* shard)
    {
        m_recipients.fetch_add(recipients, std::memory_order_relaxed);
        if (m_remaining.fetch_sub(1, std::memory_order_acq_rel) == 1)
            complete(m_recipients.load(std::memory_order_relaxed), shard);
    }

    // A measuring ticket also collects the write latency of its own deliveries; a shard has then arrived only
    // once they were handed to the kernel, or MeasureMs later at most.
    static constexpr std::uint64_t MeasureMs = 500;
    bool measures() const { return m_measures; }
    void add(const LatencyHistogram& write)
    {
        const std::lock_guard lock(m_mutex);
        m_write.merge(write);
    }

protected:
    explicit PublishTicket(bool measures = false) : m_measures(measures) { }
    // Once, in the thread of the last shard.
    virtual void complete(std::uint64_t recipients, Shard* shard) = 0;
    LatencyHistogram takeWrite()
    {
        const std::lock_guard lock(m_mutex);
        return std::move(m_write);
    }

private:
    std::atomic<std::uint32_t> m_remaining {1};
    std::atomic<std::uint64_t> m_recipients {0};
    const bool m_measures;
    std::string m_id;
    std::string m_refusal;
    std::mutex m_mutex;
    LatencyHistogram m_write;
};

} // namespace fanlight
