// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "broker/channel_table.h"
#include "net/inbox.h"
#include "net/publish_ticket.h"
#include "sse/event_id.h"
#include "sse/frame.h"

#include <memory>
#include <optional>
#include <utility>
#include <vector>

namespace fanlight {

class Shard;

// What goes to the shards: gathered for each, and handed over once for each read from a socket. Hub
// thread; the shards outlive it.
class RedisDelivery {
public:
    // One message of Redis for whoever listens to its channel.
    struct Message {
        SubscribedChannel* channel; // null: broadcast
        std::optional<EventId> id;
        FramePtr frame;
        std::uint64_t publishedNs; // monotonic
        std::shared_ptr<PublishTicket> ticket; // may be null
        BatchWish batch;
        std::uint64_t message; // in the message log; 0: it is not there
        std::shared_ptr<Receipt> receipt; // may be null
        bool isOutOfGap = false;
        EventId position = {}; // as Deliver's
    };

    explicit RedisDelivery(std::vector<Shard*> shards)
        : m_shards(std::move(shards))
        , m_batches(m_shards.size())
    {
    }

    const std::vector<Shard*>& shards() const { return m_shards; }
    void deliver(Message message);
    template <typename Item> void add(std::size_t shard, Item&& item)
    {
        m_batches[shard].emplace_back(std::forward<Item>(item));
    }
    void addToAll(const Task& task);
    void flush(); // hands it over

private:
    const std::vector<Shard*> m_shards;
    std::vector<std::vector<InboxItem>> m_batches; // by shard
};

} // namespace fanlight
