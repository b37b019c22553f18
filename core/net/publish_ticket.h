// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "metrics/message_figures.h"
#include "metrics/receipt.h"
#include "sse/frame.h"

#include <atomic>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

namespace fanlight {

class Shard;

// Follows one publish over the shards that deliver it: each adds its recipients, the last one
// completes it. Any thread.
class PublishTicket {
public:
    virtual ~PublishTicket() = default;

    // The id on the wire, or why it is refused. By the broker, before it lets the ticket complete;
    // perhaps under its lock.
    virtual void setId(std::string id) { m_id = std::move(id); }
    // The status is that of an answer over HTTP.
    void refuse(std::string reason, int status = 503)
    {
        m_refusal = std::move(reason);
        m_refusalStatus = status;
    }
    // Users it could not be published to, though to others it was: the first of them, and how many
    // in all.
    struct Failure {
        std::string userId;
        std::string error;
    };
    static constexpr std::size_t MostFailures = 100; // listed
    void setFailures(std::vector<Failure> first, std::uint64_t count)
    {
        m_failures = std::move(first);
        m_failureCount = count;
    }
    const std::vector<Failure>& failures() const { return m_failures; }
    std::uint64_t failureCount() const { return m_failureCount; }
    // Published by this program for its own clients: a demonstration, a load test, the setup
    // doctor. Before it is published.
    void markOwn() { m_isOwn = true; }
    bool isOwn() const { return m_isOwn; }
    const std::string& id() const { return m_id; }
    const std::string& refusal() const { return m_refusal; } // empty: it was published
    int refusalStatus() const { return m_refusalStatus; }
    // Recipients that are not connections of this instance.
    void addElsewhere(std::uint64_t recipients)
    {
        m_recipients.fetch_add(recipients, std::memory_order_relaxed);
    }

    // Before the first delivery is posted: how many shards take part (at least 1).
    void expect(std::uint32_t shards) { m_remaining.store(shards, std::memory_order_relaxed); }
    // While it is held by one arrival that is yet to come: so many more.
    void expectMore(std::uint32_t shards)
    {
        m_remaining.fetch_add(shards, std::memory_order_relaxed);
    }
    // From each shard once; `shard` is the calling shard, or null when no shard takes part.
    void arrived(std::uint64_t recipients, Shard* shard)
    {
        m_recipients.fetch_add(recipients, std::memory_order_relaxed);
        if (m_remaining.fetch_sub(1, std::memory_order_acq_rel) > 1)
            return;
        complete(m_recipients.load(std::memory_order_relaxed), shard);
        if (m_receipt)
            m_receipt->release();
    }

    // Followed to the clients' acknowledgement; null: it is not.
    const std::shared_ptr<Receipt>& receipt() const { return m_receipt; }
    // What is published, once, by the broker when it is encoded, perhaps under its lock: to be kept
    // in the message log. Returns its number there; 0: it is not kept.
    virtual std::uint64_t record(const FramePtr&, const MessageSteps&) { return 0; }
    // What became known since of one that is kept: once a step, not once a delivery.
    virtual void stepped(const MessageSteps&) { }

protected:
    // Once, in the thread of the last shard.
    virtual void complete(std::uint64_t recipients, Shard* shard) = 0;
    // Before it is published; the receipt is held until this completes.
    void setReceipt(std::shared_ptr<Receipt> receipt)
    {
        m_receipt = std::move(receipt);
        m_receipt->hold();
    }

private:
    std::atomic<std::uint32_t> m_remaining{1};
    std::atomic<std::uint64_t> m_recipients{0};
    std::string m_id;
    std::string m_refusal;
    int m_refusalStatus = 503;
    bool m_isOwn = false;
    std::vector<Failure> m_failures;
    std::uint64_t m_failureCount = 0;
    std::shared_ptr<Receipt> m_receipt;
};

} // namespace fanlight
