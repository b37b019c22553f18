// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/stream_side.h"

#include "net/dead_peer.h"
#include "sse/batch.h"

#include <algorithm>
#include <utility>

namespace fanlight {

namespace {

// of a proof that is good for longer no end is waited for: a year
constexpr std::int64_t MostExpiryMs = 365LL * 24 * 3600 * 1000;

} // namespace

StreamSide::StreamSide(ShardContext& context, const Transport& transport, Batches& batches,
    Heartbeats& heartbeats, Sender& sender, StreamIndex& index, SendObservers& observers,
    ConnectionOwner& owner, ShardHandler& handler, Shard& shard)
    : m_context(context)
    , m_transport(transport)
    , m_batches(batches)
    , m_heartbeats(heartbeats)
    , m_sender(sender)
    , m_index(index)
    , m_observers(observers)
    , m_owner(owner)
    , m_handler(handler)
    , m_shard(shard)
    , m_lastChunkFrame(Frame::raw("0\r\n\r\n"))
{
}

// ---------------------------------------------------------------- opening

void StreamSide::open(std::uint32_t slot, Subscription& item)
{
    Connection& connection = m_context.connections[slot];
    const bool isHttp10 = connection.http()->parser.request().version == 10;
    connection.state = ConnectionState::Stream;
    connection.side.reset();
    Connection::Stream& stream = connection.stream;
    stream = {};
    stream.id = item.id;
    stream.connectedAtMs = static_cast<std::int64_t>(realtimeNs() / 1'000'000);
    stream.channel = item.channel;
    stream.openedTick = m_context.tick;
    stream.http10 = isHttp10;
    stream.wantsGaps = item.wantsGaps;
    stream.wantsHeartbeats = item.wantsHeartbeats;
    stream.awaitsHistory = item.step == Subscription::Step::Ahead;
    stream.provenBy = item.provenBy;
    const bool resumed = !item.lastEventId.empty();
    if (resumed)
        connection.extra().lastEventId = std::move(item.lastEventId);
    m_sender.startCounting(slot, item.traffic);
    m_index.add(slot, item.types, item.userAgent);
    TrafficCounters& counters = m_context.counters.of(item.traffic);
    counters.streams.add();
    counters.connects.add();
    if (resumed)
        counters.resumed.add();

    if (!m_observers.faults.faults().empty())
        m_observers.faults.review(m_shard, slot);
    m_batches.queueText(slot, Frame::raw(item.head));
    m_batches.queueText(slot, Frame::text(item.opening));
    // The first at once: a page that is sent away hears "open", too, and must tell one from the
    // other.
    if (item.wantsHeartbeats)
        m_batches.queueText(slot, m_heartbeats.event());
    m_sender.exemptQueued(slot);
    if (!connection.stream.awaitsHistory)
        replay(slot, item);

    setExpiry(slot, item.expiresAtMs);
    connection.deadlineTick = earlierOf(drawLifetime(0), slot);
    m_sender.touch(slot);
    armTimer(slot);
    m_handler.streamOpened(m_shard, connection);
}

void StreamSide::replay(std::uint32_t slot, Subscription& item)
{
    Connection& connection = m_context.connections[slot];
    connection.stream.awaitsHistory = false;
    if (item.gap) {
        m_batches.queueText(
            slot, connection.stream.wantsGaps ? item.gap->event() : item.gap->comment());
        m_context.counters.gapsTold.add();
    }
    const bool isBatched = m_context.config.batchWindow.count() > 0;
    for (std::size_t i = 0; isBatched && i < item.replayIds.size(); ++i) {
        if (!item.replayIds[i].empty())
            item.replay[i] = item.replay[i]->withId(item.replayIds[i]);
    }
    if (!isBatched && !item.replayIds.empty())
        return replayUnderIds(slot, item);
    std::erase_if(item.replay,
        [&](const FramePtr& event) { return !m_index.takesType(connection, event->type()); });
    if (!item.replay.empty())
        connection.extra().replayed = static_cast<std::uint32_t>(item.replay.size());
    if (isBatched)
        item.replay = joinBatches(
            std::move(item.replay), m_context.config.batchAll, m_context.config.batchMax);
    for (FramePtr& replayed : item.replay)
        m_batches.queueText(slot, std::move(replayed));
    m_sender.exemptQueued(slot);
}

// Events that other streams share, too, under ids of this one.
void StreamSide::replayUnderIds(std::uint32_t slot, Subscription& item)
{
    Connection& connection = m_context.connections[slot];
    for (std::size_t i = 0; i < item.replay.size(); ++i) {
        if (!m_index.takesType(connection, item.replay[i]->type()))
            continue;
        ++connection.extra().replayed;
        if (!item.replayIds[i].empty())
            m_batches.queueText(slot, Frame::idLine(item.replayIds[i]));
        m_batches.queueText(slot, std::move(item.replay[i]));
    }
    m_sender.exemptQueued(slot);
}

void StreamSide::sendAway(std::uint32_t slot, const Subscription& subscription)
{
    Connection& connection = m_context.connections[slot];
    connection.stream.http10 = connection.http()->parser.request().version == 10;
    m_batches.queueText(slot, Frame::raw(subscription.head));
    m_batches.queueText(slot, Frame::text(subscription.opening));
    m_batches.queueText(slot, Frame::text("retry: " + std::to_string(drawRetryMs()) + "\n\n"));
    if (!connection.stream.http10)
        m_batches.queueText(slot, m_lastChunkFrame);
    m_sender.endAfterFlush(slot);
    m_context.timers.arm(slot, m_context.tickAfter(DrainTime));
}

// ---------------------------------------------------------------- while it lives

bool StreamSide::heard(std::uint32_t slot, std::size_t bytes)
{
    Connection::Stream& stream = m_context.connections[slot].stream;
    if (bytes > MaxStreamInput - stream.heardBytes) {
        m_owner.close(slot, DisconnectReason::Error);
        return false;
    }
    stream.heardBytes = static_cast<std::uint16_t>(stream.heardBytes + bytes);
    return true;
}

void StreamSide::armTimer(std::uint32_t slot)
{
    const Connection& connection = m_context.connections[slot];
    std::uint32_t tick = m_heartbeats.dueTick(slot);
    if (connection.deadlineTick != 0)
        tick = std::min(tick, connection.deadlineTick);
    m_context.timers.arm(slot, tick);
}

void StreamSide::timerFired(std::uint32_t slot)
{
    Connection& connection = m_context.connections[slot];
    const std::uint32_t now = m_context.tick;
    if (connection.faulty && m_observers.faults.isHalfOpen(slot)) {
        m_sender.touch(slot); // neither heartbeats nor ends get through
        if (connection.deadlineTick != 0 && connection.deadlineTick <= now)
            connection.deadlineTick = now + 1;
        m_context.timers.arm(slot, m_context.tickAfter(m_context.config.heartbeat));
        return;
    }
    if (connection.deadlineTick != 0 && now >= connection.deadlineTick) {
        const std::uint32_t expiry = expiryOf(slot);
        const bool isExpired = expiry != 0 && expiry <= now;
        end(slot, -1, isExpired ? DisconnectReason::Expired : DisconnectReason::Lifetime);
        return;
    }
    if (isPeerDead(connection)) {
        m_owner.close(slot, DisconnectReason::Client, true);
        return;
    }
    if (m_heartbeats.isDue(slot) && connection.queue.head == connection.heldFrom) {
        m_heartbeats.send(slot);
        m_sender.touch(slot);
    } else if (connection.queue.head != NoIndex) {
        m_sender.touch(slot); // it is not idle: frames wait for it
    }
    armTimer(slot);
}

bool StreamSide::isPeerDead(const Connection& connection) const
{
    tcp_info info{};
    return m_transport.readInfo(connection, info)
        && fanlight::isPeerDead(info, deadPeerTime(m_context.config.heartbeat));
}

void StreamSide::tellGap(const Gap& gap)
{
    const FramePtr comment = gap.comment();
    const FramePtr event = gap.event();
    m_index.visitAll([&](std::uint32_t slot) { queueGap(slot, comment, event); });
}

void StreamSide::tellGap(const Gap& gap, const std::vector<std::uint32_t>& channels)
{
    const FramePtr comment = gap.comment();
    const FramePtr event = gap.event();
    for (const std::uint32_t channel : channels)
        m_index.visitChannel(channel, [&](std::uint32_t slot) { queueGap(slot, comment, event); });
}

void StreamSide::queueGap(std::uint32_t slot, const FramePtr& comment, const FramePtr& event)
{
    const Connection::Stream& stream = m_context.connections[slot].stream;
    if (stream.awaitsHistory)
        return; // which tells what it lacks
    const FramePtr& frame = stream.wantsGaps ? event : comment;
    if (m_batches.mayQueueNotice(slot, frame->chunked().size())) {
        m_batches.queueText(slot, frame);
        m_context.counters.gapsTold.add();
    }
}

void StreamSide::retune(const ShardTuning& tuning)
{
    const bool newLifetime = tuning.maxLifetime != m_context.config.maxLifetime;
    static_cast<ShardTuning&>(m_context.config) = tuning;
    for (const std::uint32_t slot : m_index.all()) {
        Connection& connection = m_context.connections[slot];
        if (newLifetime)
            connection.deadlineTick
                = earlierOf(drawLifetime(static_cast<std::uint64_t>(openForMs(connection))), slot);
        armTimer(slot);
    }
}

std::int64_t StreamSide::lifetimeLeftMs(const Connection& connection) const
{
    if (connection.deadlineTick == 0)
        return -1;
    return std::max<std::int64_t>(0, std::int64_t(connection.deadlineTick) - m_context.tick)
        * std::int64_t(TimerWheel::TickMs);
}

std::int64_t StreamSide::openForMs(const Connection& connection) const
{
    return std::int64_t(m_context.tick - connection.stream.openedTick)
        * std::int64_t(TimerWheel::TickMs);
}

// When a stream that is so old already ends; 0: never.
std::uint32_t StreamSide::drawLifetime(std::uint64_t elapsedMs)
{
    const auto longest = static_cast<std::uint64_t>(m_context.config.maxLifetime.count());
    if (longest == 0)
        return 0;
    // a tick is taken off both ends, since a timer may be that much early or late
    std::uniform_int_distribution<std::uint64_t> lifetime(
        longest * 8 / 10 + TimerWheel::TickMs, longest - TimerWheel::TickMs);
    std::uint64_t left = lifetime(m_context.random);
    if (left > elapsedMs)
        left -= elapsedMs;
    else
        left = std::uniform_int_distribution<std::uint64_t>(0, longest)(
            m_context.random); // all of these at once would come back at once
    return m_context.tick + std::max<std::uint32_t>(1, TimerWheel::ticks(left));
}

// The clock of the wall is looked at once; from then on time is counted.
void StreamSide::setExpiry(std::uint32_t slot, std::int64_t expiresAtMs)
{
    if (expiresAtMs == 0 && m_expiryTicks.empty())
        return;
    if (slot >= m_expiryTicks.size())
        m_expiryTicks.resize(std::size_t(slot) + 1);
    m_expiryTicks[slot] = 0;
    const std::int64_t leftMs = expiresAtMs - static_cast<std::int64_t>(realtimeNs() / 1'000'000);
    if (expiresAtMs == 0 || leftMs > MostExpiryMs)
        return;
    m_expiryTicks[slot] = m_context.tick
        + std::max<std::uint32_t>(
            1, TimerWheel::ticks(static_cast<std::uint64_t>(std::max<std::int64_t>(1, leftMs))));
}

// Of two ends; 0 is none.
std::uint32_t StreamSide::earlierOf(std::uint32_t lifetimeTick, std::uint32_t slot) const
{
    const std::uint32_t expiry = expiryOf(slot);
    if (lifetimeTick == 0 || expiry == 0)
        return std::max(lifetimeTick, expiry);
    return std::min(lifetimeTick, expiry);
}

bool StreamSide::reviewFaults(std::uint32_t slot)
{
    FaultGate& faults = m_observers.faults;
    const bool wasHalfOpen = m_context.connections[slot].faulty && faults.isHalfOpen(slot);
    if (faults.review(m_shard, slot)) // it is freer now
        m_sender.schedule(slot, Sender::Priority::Urgent);
    if (!wasHalfOpen || faults.isHalfOpen(slot))
        return false;
    armTimer(slot);
    return true;
}

bool StreamSide::watch(std::uint64_t id, std::unique_ptr<StreamWatch> watch)
{
    std::unique_ptr<StreamWatch>& current = m_observers.watch;
    if (current) {
        if (Connection* before = m_context.connections.find(current->connection))
            before->watched = false;
    }
    current.reset();
    const std::uint32_t slot = watch ? m_index.slotOf(id) : NoIndex;
    if (slot == NoIndex)
        return false;
    m_context.connections[slot].watched = true;
    current = std::move(watch);
    current->connection = m_context.refOf(slot);
    return true;
}

// ---------------------------------------------------------------- its end

void StreamSide::unlink(std::uint32_t slot, DisconnectReason reason)
{
    Connection& connection = m_context.connections[slot];
    m_index.remove(slot);
    m_observers.faults.forget(slot);
    if (connection.watched) {
        connection.watched = false;
        m_observers.watch->ended(m_shard, connection, reason);
    }
    TrafficCounters& counters = m_context.counters.of(connection.traffic);
    counters.streams.subtract();
    counters.disconnects[static_cast<std::size_t>(reason)].add();
    m_handler.streamClosed(m_shard, connection, reason);
    m_index.release(slot);
    connection.stream.channel = nullptr;
}

void StreamSide::end(std::uint32_t slot, std::int64_t retryMs, DisconnectReason reason)
{
    Connection& connection = m_context.connections[slot];
    m_batches.close(slot, Sender::Priority::Urgent);
    unlink(slot, reason);
    connection.state = ConnectionState::Closing;
    if (retryMs >= 0)
        m_batches.queueText(slot, Frame::text("retry: " + std::to_string(retryMs) + "\n\n"));
    if (retryMs >= 0 && connection.stream.wantsHeartbeats)
        m_batches.queueText(slot, Heartbeats::eventSaying(retryMs));
    if (!connection.stream.http10)
        m_batches.queueText(slot, m_lastChunkFrame);
    m_sender.endAfterFlush(slot);
    m_sender.schedule(slot, Sender::Priority::Urgent);
    m_context.timers.arm(slot, m_context.tickAfter(DrainTime));
}

void StreamSide::endAll(DisconnectReason reason)
{
    while (!m_index.isEmpty())
        end(m_index.all().back(), drawRetryMs(), reason);
}

// Told to those who are sent away at the end, so that not all come back at once.
std::int64_t StreamSide::drawRetryMs()
{
    const auto retry = static_cast<std::int64_t>(m_context.config.retry.count());
    return std::uniform_int_distribution<std::int64_t>(retry, 2 * retry)(m_context.random);
}

} // namespace fanlight
