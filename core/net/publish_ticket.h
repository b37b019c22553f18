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

class PublishTicket;
class Shard;

// Learns of the end of one publish, before whoever asked for it is answered; once, in the thread of
// the last shard.
class PublishEnd {
public:
    virtual ~PublishEnd() = default;
    virtual void ended(const PublishTicket& ticket, std::uint64_t recipients) = 0;
};

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
    // What the first publish with the same key (`once`) came to.
    struct FirstResult {
        std::string id;
        std::uint64_t audience = 0;
        std::uint64_t recipients = 0;
        bool hasReceipt = false;
        std::vector<Failure> failures = {};
        std::uint64_t failureCount = 0;
    };
    // Instead of being published it completes with that; `isSame`: what it asks for is, too. Before
    // it completes.
    void repeat(FirstResult first, bool isSame)
    {
        m_isRepeated = m_hasFirst = true;
        m_isSameAsFirst = isSame;
        m_id = std::move(first.id);
        setFailures(std::move(first.failures), first.failureCount);
        m_first = {{}, first.audience, first.recipients, first.hasReceipt};
    }
    // All of it had been published before, whatever was answered then.
    void markRepeated(std::string id)
    {
        m_isRepeated = true;
        m_id = std::move(id);
    }
    bool isRepeated() const { return m_isRepeated; } // nothing was published for it
    bool hasFirst() const { return m_hasFirst; } // what it completes with is a first one's
    bool isSameAsFirst() const { return m_isSameAsFirst; }
    bool hasReceipt() const { return m_hasFirst ? m_first.hasReceipt : m_receipt != nullptr; }
    // Users or channels it goes to.
    virtual std::uint64_t audience() const { return m_first.audience; }
    // What others are answered that ask for the same.
    FirstResult result(std::uint64_t recipients) const
    {
        return {m_id, audience(), recipients, hasReceipt(), m_failures, m_failureCount};
    }
    // Before it is published.
    void setEnd(std::unique_ptr<PublishEnd> end) { m_end = std::move(end); }
    bool hasEnd() const { return m_end != nullptr; }

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
        const std::uint64_t all
            = m_hasFirst ? m_first.recipients : m_recipients.load(std::memory_order_relaxed);
        if (const std::unique_ptr<PublishEnd> end = std::move(m_end))
            end->ended(*this, all);
        complete(all, shard);
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
    std::unique_ptr<PublishEnd> m_end;
    FirstResult m_first; // its numbers
    bool m_isRepeated = false;
    bool m_hasFirst = false;
    bool m_isSameAsFirst = true;
};

} // namespace fanlight
