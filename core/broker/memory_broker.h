// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "net/inbox.h"
#include "sse/event_id.h"

#include <chrono>
#include <memory>
#include <mutex>
#include <optional>
#include <span>
#include <unordered_map>
#include <vector>

namespace fanlight {

class Shard;

// What is published, checked and ready: views, valid during publish().
struct Notification {
    std::span<const std::string> userIds; // empty: a broadcast
    std::string_view type;
    std::string_view data;
    std::string_view event;
    std::string_view id; // empty: assigned
    int retryMs = -1;
    std::uint64_t publishedNs = 0; // monotonic; where latency begins
};

// Where a published notification goes when this process is all there is: it gives the id, keeps the history and
// puts the frame into the inbox of every shard that has a subscriber, in one order for all. Any thread; one
// mutex, held a message, never a delivery.
//
// That order is what makes resuming exact: ids ascend over all channels in the order in which every inbox holds
// the events, and a subscription enters its shard's inbox between the last event of its replay and the first
// that comes live.
class MemoryBroker {
public:
    struct Limits {
        int historyCount = 100; // events a channel; 0: no history
        std::chrono::milliseconds historyAge = std::chrono::hours(1);
        std::uint64_t historyBytes = 256 << 20; // over all channels, with what keeping them takes
    };
    struct Figures {
        std::uint64_t published = 0;
        std::uint64_t historyEvents = 0;
        std::uint64_t historyBytes = 0;
        std::uint64_t channels = 0; // with subscribers or history
    };

    MemoryBroker(std::vector<Shard*> shards, const Limits& limits);
    ~MemoryBroker();

    // Publishes; the ticket (may be null) completes once every shard that takes part has queued it, at once when
    // there is none. Returns the id on the wire. `id` of a ticket's answer is known before it completes only through
    // `onId`, which is called under the lock: it must not call back.
    template<class OnId>
    void publish(const Notification& notification, const std::shared_ptr<PublishTicket>& ticket, OnId onId)
    {
        const std::unique_lock lock(m_mutex);
        const std::string id = nextId(notification);
        onId(id);
        distribute(notification, id, ticket, lock);
    }

    // Subscribes a connection of `shard` to the user's channel (empty: broadcasts only) and to broadcasts. What came
    // after its last event id is replayed as far as history reaches; a comment is added to its opening where
    // it does not reach.
    void subscribe(Shard& shard, std::unique_ptr<Subscription> subscription, const std::string& userId);
    // A stream of `shard` on the channel ended.
    void unsubscribe(int shard, Channel* channel);

    // Forgets what is older than the age limit; called now and then. Returns how many events went.
    std::size_t expire();
    Figures figures() const;

private:
    struct HistoryEntry;
    struct MemoryChannel;

    std::string nextId(const Notification& notification);
    void distribute(const Notification& notification, const std::string& id, const std::shared_ptr<PublishTicket>& ticket, const std::unique_lock<std::mutex>&);
    MemoryChannel* findChannel(const std::string& userId);
    MemoryChannel& channel(const std::string& userId);
    void keep(MemoryChannel& channel, const FramePtr& frame, std::string_view customId);
    void forgetOldest(MemoryChannel& channel);
    void releaseIfIdle(MemoryChannel& channel);
    std::optional<EventId> resumePoint(const std::string& lastEventId, const MemoryChannel* own) const;
    std::size_t expireBefore(std::uint64_t ms, std::size_t most);

    const std::vector<Shard*> m_shards;
    const Limits m_limits;

    mutable std::mutex m_mutex; // guards all below
    EventId m_lastId;
    std::unordered_map<std::string_view, std::unique_ptr<MemoryChannel>> m_channels; // keys are the channels' own names
    std::unique_ptr<MemoryChannel> m_broadcasts; // history of broadcasts
    std::vector<std::uint32_t> m_freeIndices;
    std::uint32_t m_nextIndex = 0;
    HistoryEntry* m_oldest = nullptr; // all entries, in order of id
    HistoryEntry* m_newest = nullptr;
    EventId m_forgottenThrough; // newest event forgotten of channels that are gone themselves
    Figures m_figures;
};

} // namespace fanlight
