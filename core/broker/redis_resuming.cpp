// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "broker/redis_resuming.h"

#include "net/clock.h"
#include "net/shard.h"

#include <algorithm>
#include <unordered_set>

#ifdef __GLIBC__
#include <malloc.h>
#endif

namespace fanlight {

namespace {

// Events of a storm of resumes lie between what stays, and the allocator keeps their pages.
void giveBackMemory()
{
#ifdef __GLIBC__
    malloc_trim(0);
#endif
}

} // namespace

RedisResuming::RedisResuming(RedisHistory& history, RedisMarks& marks,
    RedisSubscriptions& subscriptions, RedisReadiness& readiness, RedisDelivery& delivery,
    std::function<void()> turnEnded)
    : m_history(history)
    , m_marks(marks)
    , m_subscriptions(subscriptions)
    , m_readiness(readiness)
    , m_delivery(delivery)
    , m_ahead(delivery,
          {[this](std::uint64_t connection) -> WaitingSubscription* {
               const auto found = m_pending.find(connection);
               return found == m_pending.end() ? nullptr : &found->second;
           },
              [this] { return m_readiness.isReady(); },
              [this](std::uint64_t connection) { letIn(connection); }, std::move(turnEnded)})
{
}

void RedisResuming::stop()
{
    m_ahead.stop();
}

RedisChannelState::Resuming& RedisResuming::stateOf(const SubscribedChannel* channel)
{
    return m_subscriptions.stateOf(channel).resuming;
}

void RedisResuming::subscribe(
    Shard* shard, std::unique_ptr<Subscription> subscription, SubscribedChannel* channel)
{
    const std::uint64_t connection = subscription->id;
    m_pending.emplace(
        connection, Pending{{shard, std::move(subscription), channel, monotonicNs()}});
    m_ahead.add(connection);
    if (m_subscriptions.isUp() && !m_subscriptions.stateOf(channel).isConfirmed()) {
        m_pending.at(connection).awaits = Awaits::Channel;
        stateOf(channel).waiting.push_back(connection);
    } else {
        proceed(connection);
    }
}

// Its channel is confirmed, or Redis is away.
void RedisResuming::proceed(std::uint64_t connection)
{
    const auto found = m_pending.find(connection);
    if (found == m_pending.end())
        return; // it has left
    Pending& pending = found->second;
    Subscription& subscription = *pending.subscription;
    if (subscription.lastEventId.empty()) {
        if (!m_subscriptions.isUp())
            subscription.opening += ": Redis is away; events come when it is back\n\n";
        return release(pending), void(m_pending.erase(found));
    }
    pending.awaits = m_readiness.isReady() ? Awaits::Turn : Awaits::Redis;
    pending.sinceNs = monotonicNs();
    if (m_readiness.isReady())
        m_turns.push_back(connection);
    else
        m_ahead.open(pending);
}

void RedisResuming::proceed(const std::vector<std::uint64_t>& connections)
{
    for (const std::uint64_t connection : connections)
        proceed(connection);
}

void RedisResuming::confirmed(const SubscribedChannel* channel)
{
    proceed(std::exchange(stateOf(channel).waiting, {}));
}

void RedisResuming::redisReady()
{
    std::vector<std::uint64_t> waiting;
    for (const auto& [connection, pending] : m_pending) {
        if (pending.awaits == Awaits::Redis)
            waiting.push_back(connection);
    }
    std::sort(waiting.begin(), waiting.end());
    proceed(waiting);
}

void RedisResuming::linksLost()
{
    ++m_readsRun;
    m_quickestReadNs = 0; // it may come back elsewhere
    m_reads.clear();
    m_turns.clear();
    for (auto& [connection, pending] : m_pending) {
        if (pending.awaits == Awaits::Channel)
            continue;
        pending.awaits = Awaits::Redis;
        m_ahead.open(pending);
    }
    m_resuming = 0;
    stateOf(nullptr).arrived.clear();
    m_subscriptions.channels().forEach([this](SubscribedChannel& channel) {
        stateOf(&channel).streams = 0;
        stateOf(&channel).arrived.clear();
    });
}

std::vector<std::uint64_t> RedisResuming::takeWaiting()
{
    std::vector<std::uint64_t> waiting = std::exchange(stateOf(nullptr).waiting, {});
    m_subscriptions.channels().forEach([&](SubscribedChannel& channel) {
        auto& state = stateOf(&channel);
        waiting.insert(waiting.end(), state.waiting.begin(), state.waiting.end());
        state.waiting.clear();
    });
    return waiting;
}

// It has waited for a moment, and has nothing to be told but what comes.
void RedisResuming::letIn(std::uint64_t connection)
{
    const auto found = m_pending.find(connection);
    Pending& pending = found->second;
    pending.subscription->opening
        += ": Redis is slow; events come once it has confirmed the channel\n\n";
    std::erase(stateOf(pending.channel).waiting, connection);
    release(pending);
    m_pending.erase(found);
}

// Those whose turn it is share a read. A storm of them goes a read at a time, so that publishing
// has its turns, too.
void RedisResuming::readHistory()
{
    while (m_readiness.isLinkUp() && !m_turns.empty() && m_reads.size() < ReadsAtOnce
        && m_history.decodedBytes() < ReplayBytes) {
        HistoryRead read{{}, m_arrivals + 1, {}};
        std::vector<RedisHistory::Ask> asks;
        std::unordered_set<const SubscribedChannel*> channels;
        for (; !m_turns.empty() && asks.size() < ResumesARead; m_turns.pop_front()) {
            const auto found = m_pending.find(m_turns.front());
            if (found == m_pending.end() || found->second.awaits != Awaits::Turn)
                continue;
            Pending& pending = found->second;
            if (channels.size() >= m_channelsARead && !channels.contains(pending.channel))
                break;
            channels.insert(pending.channel);
            pending.awaits = Awaits::History;
            ++m_resuming;
            if (pending.channel)
                ++stateOf(pending.channel).streams;
            read.connections.push_back(found->first);
            asks.push_back(
                {userIdOf(pending.channel), ResumeId(pending.subscription->lastEventId)});
        }
        if (asks.empty())
            return;
        const std::uint64_t first = read.connections.front(); // no other read has it
        m_reads.push_back(std::move(read));
        m_history.replay(std::move(asks),
            [this, first, run = m_readsRun, before = m_history.decodedBytes(),
                sentNs = monotonicNs()](bool isLost, std::vector<RedisHistory::Replay> replays) {
                if (isLost || run != m_readsRun)
                    return; // they start anew when Redis is back
                pace(m_history.decodedBytes() - std::min(before, m_history.decodedBytes()),
                    monotonicNs() - sentNs);
                for (HistoryRead& one : m_reads) {
                    if (one.connections.front() != first)
                        continue;
                    one.replays = std::move(replays);
                    one.barrier = m_marks.next();
                    m_marks.wish();
                    return;
                }
            });
    }
}

// How many users the next read is of.
void RedisResuming::pace(std::size_t bytes, std::uint64_t tookNs)
{
    if (m_quickestReadNs == 0 || tookNs < m_quickestReadNs)
        m_quickestReadNs = tookNs;
    const std::uint64_t waitedNs = tookNs - m_quickestReadNs;
    if (bytes > ReadBytes)
        m_channelsARead = std::max<std::size_t>(1, m_channelsARead / 2);
    else if (waitedNs > SlowReadNs)
        m_channelsARead
            = std::max(m_channelsARead / 2, std::min(m_channelsARead, LeastChannelsARead));
    else if (bytes < ReadBytes / 4 && waitedNs < QuickReadNs)
        m_channelsARead = std::min(ChannelsARead, m_channelsARead * 2);
}

void RedisResuming::finishRead(HistoryRead read)
{
    for (std::size_t i = 0; i < read.connections.size(); ++i)
        finishResume(read.connections[i], read.replays[i]);
    forgetArrived(stateOf(nullptr));
}

void RedisResuming::finishResume(std::uint64_t connection, const RedisHistory::Replay& replay)
{
    const auto found = m_pending.find(connection);
    if (found == m_pending.end() || found->second.awaits != Awaits::History)
        return; // it has left
    Pending& pending = found->second;
    Subscription& subscription = *pending.subscription;
    if (!replay.missing.empty())
        subscription.gap = Gap{subscription.lastEventId, replay.missingTo, replay.missing};
    subscription.replay.reserve(replay.events.size());
    for (const RedisHistory::Replayed& one : replay.events)
        subscription.replay.push_back(one.event->frame);

    // What came since is in no stream yet that is only now opened.
    std::vector<const Arrived*> since;
    const auto collect = [&](const RedisChannelState::Resuming& state, EventId through) {
        for (const Arrived& arrived : state.arrived) {
            if (!arrived.id || *arrived.id > through)
                since.push_back(&arrived);
        }
    };
    if (pending.channel)
        collect(stateOf(pending.channel), replay.throughOwn);
    collect(stateOf(nullptr), replay.throughBroadcasts);
    std::sort(since.begin(), since.end(),
        [](const Arrived* a, const Arrived* b) { return a->number < b->number; });
    for (const Arrived* arrived : since)
        subscription.replay.push_back(arrived->frame);

    release(pending);
    stopResuming(pending);
    SubscribedChannel* channel = pending.channel;
    m_pending.erase(found);
    if (channel)
        forgetArrived(stateOf(channel));
}

// Those for whose replay there was no room for too long go on without it.
void RedisResuming::refuseOverdueReplays(std::uint64_t nowNs)
{
    for (; !m_turns.empty() && m_history.decodedBytes() >= ReplayBytes; m_turns.pop_front()) {
        const auto found = m_pending.find(m_turns.front());
        if (found == m_pending.end() || found->second.awaits != Awaits::Turn)
            continue;
        Pending& pending = found->second;
        if (nowNs - pending.sinceNs < std::uint64_t(ReplayWaitMs) * 1'000'000)
            return;
        pending.subscription->gap = Gap{pending.subscription->lastEventId, {},
            "too many replays are under way for history to be read; events may be missing"};
        release(pending);
        m_pending.erase(found);
    }
}

void RedisResuming::stopResuming(Pending& pending)
{
    if (pending.awaits != Awaits::History)
        return;
    pending.awaits = Awaits::Redis;
    if (pending.channel && --stateOf(pending.channel).streams == 0)
        stateOf(pending.channel).arrived.clear();
    if (--m_resuming == 0)
        stateOf(nullptr).arrived.clear();
}

// It left before its history came.
void RedisResuming::forget(std::uint64_t connection)
{
    const auto found = m_pending.find(connection);
    if (found == m_pending.end())
        return;
    stopResuming(found->second);
    if (found->second.awaits == Awaits::Channel)
        std::erase(stateOf(found->second.channel).waiting, connection);
    m_pending.erase(found);
}

// Somebody may be resuming at all times: what came before any of them began is not needed.
void RedisResuming::forgetArrived(RedisChannelState::Resuming& state)
{
    if (state.arrived.size() <= ArrivedKept)
        return;
    std::uint64_t first = m_arrivals + 1;
    for (const HistoryRead& read : m_reads)
        first = std::min(first, read.firstArrival);
    std::erase_if(state.arrived, [&](const Arrived& arrived) { return arrived.number < first; });
}

void RedisResuming::release(Pending& pending)
{
    m_delivery.add(
        static_cast<std::size_t>(pending.shard->index()), std::move(pending.subscription));
}

// ---------------------------------------------------------------- meanwhile

void RedisResuming::arrived(const SubscribedChannel* channel, RedisChannelState& state,
    const std::optional<EventId>& id, const FramePtr& frame)
{
    if (channel ? state.resuming.streams > 0 : m_resuming > 0)
        state.resuming.arrived.push_back({++m_arrivals, id, frame});
}

void RedisResuming::cameBack(std::uint64_t number)
{
    std::vector<HistoryRead> complete;
    std::erase_if(m_reads, [&](HistoryRead& read) {
        if (read.barrier == 0 || read.barrier > number)
            return false;
        complete.push_back(std::move(read));
        return true;
    });
    for (HistoryRead& read : complete)
        finishRead(std::move(read));
}

void RedisResuming::tick(std::uint64_t nowNs)
{
    const std::size_t bytes = m_history.decodedBytes();
    m_mostBytes = std::max(m_mostBytes, bytes);
    if (bytes >= ReplayBytes || (bytes > 0 && nowNs - m_lastReleaseNs > 1'000'000'000)) {
        m_lastReleaseNs = nowNs;
        m_history.releaseUnused(bytes >= ReplayBytes);
        refuseOverdueReplays(nowNs);
    }
    if (m_mostBytes >= StormBytes && m_history.decodedBytes() < m_mostBytes / 16) {
        m_mostBytes = 0;
        giveBackMemory();
    }
}

} // namespace fanlight
