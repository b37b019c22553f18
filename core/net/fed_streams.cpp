// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/fed_streams.h"

#include "net/clock.h"
#include "net/shard.h"

#include <algorithm>
#include <random>
#include <utility>

namespace fanlight {

namespace {
// what is good for longer is looked at again then
constexpr std::int64_t LongestWaitMs = 24LL * 3600 * 1000;
} // namespace

FedStreams::FedStreams(ShardContext& context, const Transport& transport, Heartbeats& heartbeats,
    Sender& sender, SendObservers& observers, ConnectionOwner& owner, Shard& shard)
    : m_context(context)
    , m_transport(transport)
    , m_heartbeats(heartbeats)
    , m_sender(sender)
    , m_observers(observers)
    , m_owner(owner)
    , m_shard(shard)
    , m_lastChunk(Frame::raw("0\r\n\r\n"))
{
}

bool FedStreams::open(ConnectionRef ref, FedStream stream)
{
    Connection* const connection = m_context.connections.find(ref);
    if (!connection || !connection->http() || connection->http()->inputEnded
        || m_context.isDraining)
        return false;
    const bool isHttp10 = connection->http()->parser.request().version == 10;
    connection->state = ConnectionState::Fed;
    connection->side.reset();
    connection->stream = {};
    connection->stream.connectedAtMs = static_cast<std::int64_t>(realtimeNs() / 1'000'000);
    connection->stream.openedTick = m_context.tick;
    connection->stream.http10 = isHttp10;
    m_sender.startCounting(ref.slot, TrafficKind::Probe);
    m_transport.boundSendBuffer(*connection, SocketBuffer);
    Entry entry{std::move(stream.ended), {}, 0};
    if (stream.expiresAtMs != 0) {
        const std::int64_t leftMs
            = stream.expiresAtMs - static_cast<std::int64_t>(realtimeNs() / 1'000'000);
        entry.expiryTick = m_context.tickAfter(
            std::chrono::milliseconds(std::clamp<std::int64_t>(leftMs, 1, LongestWaitMs)));
    }
    m_entries[ref.slot] = std::move(entry);
    reviewFaults(ref.slot);
    m_sender.sendText(ref.slot, Frame::raw(stream.head));
    m_sender.sendText(ref.slot, Frame::text(stream.opening));
    m_sender.touch(ref.slot);
    arm(ref.slot);
    return true;
}

void FedStreams::feed(ConnectionRef ref, FramePtr frame, std::function<void()> written)
{
    const Connection* const connection = m_context.connections.find(ref);
    if (!connection || connection->state != ConnectionState::Fed)
        return;
    m_entries.at(ref.slot).written = std::move(written);
    m_sender.sendText(ref.slot, std::move(frame));
}

void FedStreams::sent(std::uint32_t slot)
{
    const Connection& connection = m_context.connections[slot];
    if (connection.queue.head != NoIndex || connection.queue.blocked)
        return;
    if (const auto written = std::exchange(m_entries.at(slot).written, nullptr))
        written();
}

void FedStreams::arm(std::uint32_t slot)
{
    std::uint32_t tick = m_heartbeats.dueTick(slot);
    if (const std::uint32_t expiry = m_entries.at(slot).expiryTick; expiry != 0)
        tick = std::min(tick, expiry);
    m_context.timers.arm(slot, tick);
}

void FedStreams::timerFired(std::uint32_t slot)
{
    const Connection& connection = m_context.connections[slot];
    const bool isHalfOpen = connection.faulty && m_observers.faults.isHalfOpen(slot);
    const std::uint32_t expiry = m_entries.at(slot).expiryTick;
    if (expiry != 0 && expiry <= m_context.tick && !isHalfOpen)
        return end(m_context.refOf(slot), -1, DisconnectReason::Expired);
    if (isHalfOpen || m_heartbeats.isDue(slot)) {
        if (!isHalfOpen && connection.queue.head == NoIndex)
            m_heartbeats.send(slot);
        m_sender.touch(slot);
    }
    if (isHalfOpen)
        return m_context.timers.arm(slot, m_context.tickAfter(m_context.config.heartbeat));
    arm(slot);
}

bool FedStreams::heard(std::uint32_t slot, std::size_t bytes)
{
    Connection::Stream& stream = m_context.connections[slot].stream;
    if (bytes > MaxInput - stream.heardBytes) {
        m_owner.close(slot, DisconnectReason::Error);
        return false;
    }
    stream.heardBytes = static_cast<std::uint16_t>(stream.heardBytes + bytes);
    return true;
}

bool FedStreams::reviewFaults(std::uint32_t slot)
{
    FaultGate& faults = m_observers.faults;
    const bool wasHalfOpen = m_context.connections[slot].faulty && faults.isHalfOpen(slot);
    if (faults.review(m_shard, slot)) // it is freer now
        m_sender.schedule(slot, Sender::Priority::Urgent);
    return wasHalfOpen && !faults.isHalfOpen(slot);
}

void FedStreams::unlink(std::uint32_t slot, DisconnectReason reason)
{
    m_observers.faults.forget(slot);
    const auto found = m_entries.find(slot);
    const auto ended = std::move(found->second.ended);
    m_entries.erase(found);
    if (ended)
        ended(reason);
}

void FedStreams::end(ConnectionRef ref, std::int64_t retryMs, DisconnectReason reason)
{
    Connection* const connection = m_context.connections.find(ref);
    if (!connection || connection->state != ConnectionState::Fed)
        return;
    unlink(ref.slot, reason);
    connection->state = ConnectionState::Closing;
    if (retryMs >= 0)
        m_sender.sendText(ref.slot, Frame::text("retry: " + std::to_string(retryMs) + "\n\n"));
    if (!connection->stream.http10)
        m_sender.sendText(ref.slot, m_lastChunk);
    m_sender.endAfterFlush(ref.slot);
    m_sender.schedule(ref.slot, Sender::Priority::Urgent);
    m_context.timers.arm(ref.slot, m_context.tickAfter(DrainTime));
}

void FedStreams::endAll()
{
    const auto retry = static_cast<std::int64_t>(m_context.config.retry.count());
    while (!m_entries.empty()) {
        std::uniform_int_distribution<std::int64_t> drawn(retry, 2 * retry);
        end(m_context.refOf(m_entries.begin()->first), drawn(m_context.random),
            DisconnectReason::Drain);
    }
}

} // namespace fanlight
