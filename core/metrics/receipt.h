// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "metrics/latency_histogram.h"
#include "metrics/sample.h"

#include <algorithm>
#include <cstdint>
#include <mutex>
#include <string>

namespace fanlight {

// How far one publish has come on one instance, or over several. A plain value; counts are of
// connections.
struct ReceiptFigures {
    std::uint64_t recipients = 0;
    std::uint64_t acknowledged = 0; // by the client's TCP
    std::uint64_t gone = 0; // disconnected, or dropped from a full backlog, before that
    LatencyHistogram write; // publish -> handed to the kernel
    // publish -> acknowledged: measured ones, each standing for those written since the one before
    LatencyHistogram ack;
    std::uint64_t measured = 0; // of the acknowledged, timed by the kernel; of few recipients all
    std::uint64_t lastAckNs = 0; // when the last one had been acknowledged, or was seen to be
    bool settled = false; // it is followed no longer
    // Behind Redis, where its messages are counted, one a channel and subscriber:
    // by Redis to its subscribers, over all instances; known where it was published
    std::uint64_t handed = 0;
    std::uint64_t taken = 0; // of these, come to this instance
    // of the recipients of this instance, clients that this program makes
    std::uint64_t testRecipients = 0;

    // In milliseconds; NaN when none was timed. No percentile is above it.
    double lastAckMs() const;
    // Of publish -> acknowledged, in milliseconds; NaN when none was timed.
    double ackMs(double percent) const;
    std::uint64_t unacknowledged() const { return recipients - acknowledged - gone; }
    // Over all parts: messages of which no instance has told what became of them.
    std::uint64_t unknown() const { return handed - std::min(handed, taken); }
    void merge(const ReceiptFigures& other); // settled where both are
};

// The receipt of one publish on this instance: shards add to it, whoever asked reads it. Any
// thread; its lock is taken by a shard some times a second, not for each delivery.
class Receipt {
public:
    Receipt(std::string token, std::uint64_t number)
        : m_token(std::move(token))
        , m_number(number)
    {
    }

    // By which instances know it, letters and digits, unique over all of them; and by which this
    // process does.
    const std::string& token() const { return m_token; }
    std::uint64_t number() const { return m_number; }
    // Whoever holds it may yet add deliveries: the publish until all of them are posted, a shard
    // while it follows some.
    void hold();
    void release();
    void add(const ReceiptFigures& more); // `settled` is not looked at
    void addHanded(std::uint64_t messages);
    void addTaken();
    ReceiptFigures figures() const;
    // Grows with every change.
    std::uint64_t revision() const;

private:
    const std::string m_token;
    const std::uint64_t m_number;
    mutable std::mutex m_mutex; // guards all below
    ReceiptFigures m_figures;
    std::uint32_t m_holds = 0;
    std::uint64_t m_revision = 0;
};

} // namespace fanlight
