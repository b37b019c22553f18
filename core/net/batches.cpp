// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/batches.h"

#include "sse/batch.h"

#include <algorithm>
#include <utility>

namespace fanlight {

namespace {

// over the backlog limit, of a client whose events are dropped
constexpr std::uint64_t MaxNoticeBytes = 1 << 20;

} // namespace

void Batches::plan(Delivery& delivery, const BatchWish& wish)
{
    const ShardConfig& config = m_context.config;
    const Batching batching = m_sender.outbox().frame(delivery.frame).frame->batching();
    if (batching != Batching::Batched && (batching != Batching::AsTheHub || !config.batchAll))
        return;
    delivery.windowNs = static_cast<std::uint64_t>(config.batchWindow.count()) * 1'000'000;
    if (delivery.windowNs != 0 && wish.windowMs > 0 && wish.windowMs <= BatchWish::MaxWindowMs)
        delivery.windowNs = static_cast<std::uint64_t>(wish.windowMs) * 1'000'000;
    delivery.most = static_cast<std::uint32_t>(wish.most > 0 ? wish.most : config.batchMax);
}

// The node in front of those that wait; NoIndex: they are the first. It may have been sent since.
std::uint32_t Batches::nodeBefore(std::uint32_t slot) const
{
    const Connection& connection = m_context.connections[slot];
    return connection.queue.head == connection.heldFrom ? NoIndex : m_holds[slot].after;
}

void Batches::queueHeartbeat(std::uint32_t slot, const FramePtr& heartbeat)
{
    const std::uint32_t frame = m_sender.outbox().addFrame(heartbeat, 0);
    if (!m_context.connections[slot].holdsBack())
        return queue(slot, frame, Priority::Bulk);
    m_holds[slot].after = m_sender.insertBehind(slot, nodeBefore(slot), frame);
    m_sender.schedule(slot, Priority::Bulk);
}

// What the hub says itself cannot be dropped, so a client that reads nothing of it is not kept for
// ever.
bool Batches::mayQueueNotice(std::uint32_t slot, std::size_t bytes)
{
    const Connection& connection = m_context.connections[slot];
    if (connection.backlog() + bytes <= m_context.config.backlogLimit)
        return true;
    if (!makeRoom(slot, bytes))
        return false;
    if (connection.backlog() <= m_context.config.backlogLimit + MaxNoticeBytes)
        return true;
    m_owner.close(slot, DisconnectReason::Slow, true);
    return false;
}

bool Batches::makeRoom(std::uint32_t slot, std::size_t bytes)
{
    close(slot, Priority::Urgent);
    return m_sender.makeRoom(slot, bytes);
}

// Queues an event that waits for others.
void Batches::hold(std::uint32_t slot, const Delivery& delivery)
{
    const bool isExempt = mayExceedBacklog(m_context.connections[slot], delivery);
    if (!isExempt && !hasRoom(slot, delivery.frame))
        return;
    Outbox& outbox = m_sender.outbox();
    Connection& connection = m_context.connections[slot];
    const std::size_t size = m_sender.bytesOf(connection, delivery.frame).size();
    if (slot >= m_holds.size())
        m_holds.resize(m_context.connections.capacity());
    Hold& held = m_holds[slot];
    if (connection.holdsBack()) {
        const Frame& last = *outbox.frame(outbox.node(connection.queue.tail).frame).frame;
        if (held.bytes + size > MaxBatchBytes
            || !mayShareBatch(last, *outbox.frame(delivery.frame).frame))
            close(slot, Priority::Urgent);
    }
    const std::uint64_t untilNs = m_context.turnNs + delivery.windowNs;
    const bool isFirst = !connection.holdsBack();
    if (isFirst) {
        held = {};
        held.after = connection.queue.tail;
    }
    if (isFirst || untilNs < held.untilNs) {
        held.untilNs = untilNs;
        m_ends.push(untilNs, {slot, connection.generation});
    }
    const std::uint32_t node = m_sender.append(slot, delivery.frame);
    if (isFirst)
        connection.heldFrom = node;
    if (isExempt)
        m_sender.exemptQueued(slot);
    held.bytes += static_cast<std::uint32_t>(size);
    if (++held.count >= delivery.most)
        close(slot, Priority::Urgent);
}

void Batches::join(std::uint32_t slot, Priority priority)
{
    Connection& connection = m_context.connections[slot];
    Outbox& outbox = m_sender.outbox();
    std::vector<std::uint32_t> frames;
    for (std::uint32_t node = connection.heldFrom; node != NoIndex; node = outbox.node(node).next)
        frames.push_back(outbox.node(node).frame);
    const std::uint32_t before = nodeBefore(slot);
    const std::uint32_t bytes = m_holds[slot].bytes;
    connection.heldFrom = NoIndex;
    m_sender.replaceBehind(slot, before, joinedOf(frames), bytes);
    TrafficCounters& counters = m_context.counters.of(connection.traffic);
    counters.batchedIn.add(frames.size());
    counters.batchedOut.add();
    m_sender.schedule(slot, priority);
}

// Many connections wait for the same events: a broadcast. They share its batch.
std::uint32_t Batches::joinedOf(const std::vector<std::uint32_t>& frames)
{
    if (m_joinedFrame != NoIndex && frames == m_joined)
        return m_joinedFrame;
    forgetJoined();
    m_joinedFrame = m_sender.addBatch(frames);
    m_joined = frames;
    return m_joinedFrame;
}

void Batches::forgetJoined()
{
    if (m_joinedFrame != NoIndex)
        m_sender.letGo(std::exchange(m_joinedFrame, NoIndex));
}

void Batches::closeDue()
{
    if (m_ends.isEmpty())
        return;
    std::vector<ConnectionRef> due = m_ends.takeDue(m_context.turnNs);
    std::erase_if(due, [this](ConnectionRef ref) {
        const Connection* connection = m_context.connections.find(ref);
        return !connection || !connection->holdsBack()
            || m_holds[ref.slot].untilNs > m_context.turnNs;
    });
    const Priority priority = due.size() > BulkFanOut ? Priority::Bulk : Priority::Urgent;
    for (const ConnectionRef ref : due)
        close(ref.slot, priority); // once, though it may be listed twice
}

} // namespace fanlight
