// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "broker/broker.h"
#include "broker/channel_table.h"
#include "broker/resume_id.h"
#include "sse/event_id.h"

#include <chrono>
#include <mutex>
#include <optional>
#include <unordered_map>
#include <vector>

namespace fanlight {

// Where a published notification goes when this process is all there is: it gives the id, keeps the
// history and puts the frame into the inbox of every shard that has a subscriber, in one order for
// all. Any thread; one mutex, held a message, never a delivery.
//
// That order is what makes resuming exact: ids ascend over all channels in the order in which every
// inbox holds the events, and a subscription enters its shard's inbox between the last event of its
// replay and the first that comes live.
class MemoryBroker final : public Broker {
public:
    struct Limits {
        int historyCount = 100; // events a channel; 0: no history
        std::chrono::milliseconds historyAge = std::chrono::hours(1);
        std::uint64_t historyBytes = 256 << 20; // over all channels, with what keeping them takes
    };
    MemoryBroker(
        std::vector<Shard*> shards, const Limits& limits, std::shared_ptr<OnceTable> once = {});
    ~MemoryBroker() override;

    void publish(
        const Notification& notification, const std::shared_ptr<PublishTicket>& ticket) override;
    void subscribe(Shard& shard, std::unique_ptr<Subscription> subscription,
        const std::string& userId) override;
    void unsubscribe(int shard, Channel* channel, std::uint64_t awaiting = 0) override;
    void reach(std::vector<std::string> userIds, bool everyone, std::string type,
        std::function<void(ReachFigures)> done) override;
    void preview(const std::string& userId, const std::string& lastEventId,
        std::function<void(ReplayFigures)> done) override;
    void expire() override;
    BrokerFigures figures() const override;
    std::string whyNotReady() const override { return {}; }
    const char* kind() const override { return "memory"; }

    // An event of its history, as somebody else keeps it.
    struct Kept {
        std::string userId; // empty: a broadcast
        EventId id;
        EventId before; // given on its channel, or forgotten there
        FramePtr frame;
        std::string customId; // when the publisher chose the id on the wire
    };
    // For whoever takes history along: from the oldest on, in order of id, at most `most` events
    // and about `mostBytes` of them a call, until none comes; then those that came since.
    void beginCopy();
    std::vector<Kept> copyNext(std::size_t most, std::size_t mostBytes);
    // Of a channel of which nothing was copied: what was given up to this one may be gone.
    EventId forgottenThrough() const;

    // Ends its work: whatever reaches it from now on goes to the successor, which outlives it. Its
    // history goes, but for `rest` (may be null), which gets what was not copied yet; the channels
    // anyone listens to are handed over.
    ChannelTable handOver(Broker& successor, std::vector<Kept>* rest = nullptr);

private:
    struct HistoryEntry;
    struct MemoryChannel;

    std::string nextId(const Notification& notification);
    MemoryChannel* findChannel(const std::string& userId) const;
    MemoryChannel& channel(const std::string& userId);
    void keep(MemoryChannel& channel, const FramePtr& frame, std::string_view customId);
    void forgetOldest(MemoryChannel& channel);
    void releaseIfIdle(MemoryChannel& channel);
    ReplayFigures replayAfter(const std::string& lastEventId, const MemoryChannel* own) const;
    std::optional<Cursor> resumePoint(const ResumeId& last, const MemoryChannel* own) const;
    std::size_t expire(std::size_t most);
    Kept copyOne();

    const std::vector<Shard*> m_shards;
    const Limits m_limits;

    mutable std::mutex m_mutex; // guards all below
    EventId m_lastId;
    ChannelTable m_channels;
    std::unique_ptr<MemoryChannel> m_broadcasts; // history of broadcasts
    HistoryEntry* m_oldest = nullptr; // all entries, in order of id
    HistoryEntry* m_newest = nullptr;
    HistoryEntry* m_copyNext = nullptr; // null: all there is was copied
    bool m_isCopied = false; // somebody takes history along
    std::unordered_map<const MemoryChannel*, EventId> m_copiedThrough; // … up to this event
    EventId m_forgottenThrough; // newest event forgotten of channels that are gone themselves
    BrokerFigures m_figures;
    Broker* m_successor = nullptr;
};

} // namespace fanlight
