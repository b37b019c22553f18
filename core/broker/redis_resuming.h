// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "broker/opening_ahead.h"
#include "broker/redis_delivery.h"
#include "broker/redis_history.h"
#include "broker/redis_marks.h"
#include "broker/redis_readiness.h"
#include "broker/redis_subscriptions.h"

#include <cstdint>
#include <deque>
#include <functional>
#include <memory>
#include <string>
#include <unordered_map>
#include <vector>

namespace fanlight {

// Subscriptions on their way to a shard. One that resumes waits until its channel is confirmed,
// history is read, and a message of our own that Redis took after that has come back: whatever
// history told by then has been seen on the channel, too, so ids decide what follows the replay. If
// that takes longer than a moment, or Redis is away, it is a stream meanwhile that is sent no
// events yet. History is read for many that resume at once, a few reads at a time.
//
// Hub thread. Answers to reads of before the links were lost are let go; the history outlives it,
// and answers no more once the link is closed.
class RedisResuming {
public:
    // events of a channel kept for those who resume, before it is looked who needs them
    static constexpr std::size_t ArrivedKept = 1000;
    static constexpr std::size_t ReadsAtOnce = 2; // of history, for those who resume
    static constexpr std::size_t ResumesARead = 1000; // that share one …
    // … of so many users: as few as keep Redis busy where many hubs read at once, so that what is
    // published goes between; more where each answer is long on its way
    static constexpr std::size_t LeastChannelsARead = 8, ChannelsARead = 64;
    // of events, beyond which the next read is of fewer users …
    static constexpr std::size_t ReadBytes = 16 << 20;
    // … and likewise where a read takes so much longer than the quickest; one of more users follows
    // where it is within
    static constexpr std::uint64_t SlowReadNs = 10'000'000, QuickReadNs = 3'000'000;
    // of events that are being replayed, each counted once; who resumes beyond waits …
    static constexpr std::size_t ReplayBytes = 256 << 20;
    static constexpr int ReplayWaitMs = 10'000; // … so long, and then is told of a gap
    // once a storm of so many is over its memory is given back to the system
    static constexpr std::size_t StormBytes = 4 << 20;

    // `turnEnded` is called after what its timer does.
    RedisResuming(RedisHistory& history, RedisMarks& marks, RedisSubscriptions& subscriptions,
        RedisReadiness& readiness, RedisDelivery& delivery, std::function<void()> turnEnded);
    void stop(); // its timer

    // The channel, null for broadcasts only, is joined.
    void subscribe(
        Shard* shard, std::unique_ptr<Subscription> subscription, SubscribedChannel* channel);
    void forget(std::uint64_t connection); // it left before its history came
    void confirmed(const SubscribedChannel* channel);
    void redisReady(); // those that wait for Redis go on
    void linksLost(); // whoever is being read for starts anew when Redis is back
    // The subscribing link: those that wait for their channels wait for Redis; called around what
    // becomes of the channels.
    std::vector<std::uint64_t> takeWaiting();
    void proceed(const std::vector<std::uint64_t>& connections);
    // A message for whoever listens to the channel.
    void arrived(const SubscribedChannel* channel, RedisChannelState& state,
        const std::optional<EventId>& id, const FramePtr& frame);
    void cameBack(std::uint64_t number); // a message of our own
    void readHistory(); // for those whose turn it is, while Redis answers
    void tick(std::uint64_t nowNs);

private:
    enum class Awaits : std::uint8_t { Redis, Channel, Turn, History };
    struct Pending : WaitingSubscription { // by id of its connection
        Awaits awaits = Awaits::Redis;
    };
    struct HistoryRead { // for many that resume
        std::vector<std::uint64_t> connections;
        std::uint64_t firstArrival; // what arrives from here on may have to follow the replays
        std::vector<RedisHistory::Replay> replays; // in the same order
        // the message of our own that must have come back; 0: history has not answered
        std::uint64_t barrier = 0;
    };
    using Arrived = RedisChannelState::Arrived;

    RedisChannelState::Resuming& stateOf(const SubscribedChannel* channel);
    void proceed(std::uint64_t connection);
    void letIn(std::uint64_t connection);
    void pace(std::size_t bytes, std::uint64_t tookNs);
    void finishRead(HistoryRead read);
    void finishResume(std::uint64_t connection, const RedisHistory::Replay& replay);
    void refuseOverdueReplays(std::uint64_t nowNs);
    void stopResuming(Pending& pending);
    void release(Pending& pending);
    void forgetArrived(RedisChannelState::Resuming& state);

    RedisHistory& m_history;
    RedisMarks& m_marks;
    RedisSubscriptions& m_subscriptions;
    RedisReadiness& m_readiness;
    RedisDelivery& m_delivery;

    std::unordered_map<std::uint64_t, Pending> m_pending;
    OpeningAhead m_ahead; // of these
    // those whose history is to be read, in the order they came; some may have gone
    std::deque<std::uint64_t> m_turns;
    std::vector<HistoryRead> m_reads; // under way
    std::uint64_t m_readsRun = 0; // answers to an earlier one come too late
    std::size_t m_channelsARead = LeastChannelsARead;
    std::uint64_t m_quickestReadNs = 0; // since Redis is there; 0: none was
    std::uint64_t m_lastReleaseNs = 0; // of decoded history
    std::size_t m_mostBytes = 0; // of it, since memory was given back
    std::size_t m_resuming = 0; // pending subscriptions that history is read for
    std::uint64_t m_arrivals = 0;
};

} // namespace fanlight
