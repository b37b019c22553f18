// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "net/traced_delivery.h"

#include <cstdint>
#include <map>
#include <vector>

namespace fanlight {

// How one message came to its clients on this instance: the first of them, one by one. A plain
// value.
struct MessageTrace {
    static constexpr std::size_t MostClients = 64;
    struct Client {
        std::uint64_t connection = 0; // its id
        std::uint64_t writtenNs = 0; // after the publish; 0: it is not known when
        bool isAcknowledged = false;
        std::uint64_t acknowledgedNs = 0; // after the publish; 0: it is not known when
        std::uint32_t events = 1; // that were written as one
        FramePtr batch; // what was written; null: the message as it is
    };
    std::vector<Client> clients; // in the order they were written to
};

// The traces of the newest messages, bounded by clients and by bytes; the oldest go first. Not
// every message has one: shards trace only so many a second. One thread at a time.
class MessageTraces {
public:
    static constexpr std::size_t MostClients = 50'000; // of all messages
    static constexpr std::uint64_t MostBytes = 16 << 20; // of batches

    void add(std::vector<TracedDelivery> steps);
    const MessageTrace* find(std::uint64_t message) const; // null: there is none, or no longer
    std::uint64_t bytes() const { return m_bytes; }

private:
    void dropOldest();

    std::map<std::uint64_t, MessageTrace> m_traces; // by message
    std::size_t m_clients = 0;
    std::uint64_t m_bytes = 0; // a batch is counted for each client it went to
};

} // namespace fanlight
