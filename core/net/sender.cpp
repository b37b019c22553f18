// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/sender.h"

#include "sse/batch.h"
#include "sse/gap.h"

#include <sys/uio.h>

#include <algorithm>
#include <cerrno>
#include <limits>
#include <utility>

namespace fanlight {

namespace {

constexpr int MaxPieces = 64; // frames a system call
// sends of a slice, whatever they take
constexpr std::size_t LeastSlice = 8;
constexpr std::size_t MostSlice = 4096;
const Outbox::OutFrame NoFrame;

} // namespace

Sender::Sender(ShardContext& context, const Transport& transport, SendObservers& observers,
    ConnectionOwner& owner)
    : m_context(context)
    , m_transport(transport)
    , m_observers(observers)
    , m_owner(owner)
    , m_acks(context, transport, observers)
    , m_lossMark(m_outbox.addFrame(Frame::raw({}), 0))
{
    m_outbox.hold(m_lossMark);
}

// ---------------------------------------------------------------- the queue

void Sender::letGo(std::uint32_t frame)
{
    const std::uint32_t tally = m_outbox.frame(frame).tally;
    if (m_outbox.letGo(frame) && tally != NoIndex)
        m_observers.follower.done(tally);
}

std::uint32_t Sender::addBatch(const std::vector<std::uint32_t>& frames)
{
    std::vector<const Frame*> events;
    std::vector<std::uint32_t> tallies;
    for (const std::uint32_t frame : frames) {
        events.push_back(m_outbox.frame(frame).frame.get());
        if (const std::uint32_t tally = m_outbox.frame(frame).tally; tally != NoIndex)
            tallies.push_back(tally);
    }
    const std::uint64_t publishedNs = m_outbox.frame(frames.front()).publishedNs;
    const std::uint32_t batch = m_outbox.addFrame(
        makeBatch(events), publishedNs, m_observers.follower.openBatch(std::move(tallies)));
    m_outbox.hold(batch);
    return batch;
}

// Frees a queue node and returns the one behind it.
std::uint32_t Sender::freeNode(std::uint32_t node)
{
    const Outbox::OutFrame& out = m_outbox.frame(m_outbox.node(node).frame);
    const std::uint32_t done = out.pending == 1 ? out.tally : NoIndex;
    const std::uint32_t next = m_outbox.freeNode(node);
    if (done != NoIndex)
        m_observers.follower.done(done);
    return next;
}

std::uint32_t Sender::insertBehind(std::uint32_t slot, std::uint32_t previous, std::uint32_t frame)
{
    Connection& connection = m_context.connections[slot];
    const std::uint32_t node = m_outbox.addNode(frame);
    std::uint32_t& link
        = previous == NoIndex ? connection.queue.head : m_outbox.node(previous).next;
    m_outbox.node(node).next = std::exchange(link, node);
    addBytes(connection, bytesOf(connection, frame).size());
    return node;
}

void Sender::replaceBehind(
    std::uint32_t slot, std::uint32_t previous, std::uint32_t frame, std::size_t size)
{
    Connection& connection = m_context.connections[slot];
    const std::uint32_t node = m_outbox.addNode(frame);
    std::uint32_t& link
        = previous == NoIndex ? connection.queue.head : m_outbox.node(previous).next;
    for (std::uint32_t freed = std::exchange(link, node); freed != NoIndex;)
        freed = freeNode(freed);
    connection.queue.tail = node;
    takeBytes(connection, size);
    const std::uint64_t before = connection.queue.bytes;
    addBytes(connection, bytesOf(connection, frame).size());
    if (connection.queue.exemptBytes > before) // some of it was
        connection.queue.exemptBytes = connection.queue.bytes;
}

void Sender::exemptQueued(std::uint32_t slot)
{
    Connection& connection = m_context.connections[slot];
    connection.queue.exemptBytes = connection.queue.bytes;
}

// What is queued of answers to earlier requests counts where it will be taken off again.
void Sender::startCounting(std::uint32_t slot, TrafficKind traffic)
{
    Connection& connection = m_context.connections[slot];
    connection.sent = {};
    TrafficCounters& before = m_context.counters.of(connection.traffic);
    connection.traffic = traffic;
    TrafficCounters& now = m_context.counters.of(traffic);
    before.backlogBytes.subtract(connection.queue.bytes);
    now.backlogBytes.add(connection.queue.bytes);
    if (connection.queue.blocked) {
        before.slowClients.subtract();
        now.slowClients.add();
    }
}

void Sender::forget(std::uint32_t slot)
{
    Connection& connection = m_context.connections[slot];
    TrafficCounters& counters = m_context.counters.of(connection.traffic);
    if (connection.queue.blocked)
        counters.slowClients.subtract();
    m_acks.forget(slot);
    counters.backlogBytes.subtract(connection.queue.bytes);
    m_observers.follower.connectionClosed(m_context.refOf(slot));
    if (connection.queue.hasLost)
        forgetLoss(slot);
    if (slot < m_lastIds.size())
        m_lastIds[slot].clear();
    while (connection.queue.head != NoIndex) {
        if (!connection.isProbe())
            lose(m_outbox.node(connection.queue.head).frame);
        connection.queue.head = freeNode(connection.queue.head);
    }
}

// ---------------------------------------------------------------- backlog

bool Sender::makeRoom(std::uint32_t slot, std::size_t bytes)
{
    const ConnectionRef ref = m_context.refOf(slot);
    const auto isOver = [&] {
        const std::uint64_t counted = m_context.connections[slot].backlog();
        return counted > 0 && counted + bytes > m_context.config.backlogLimit;
    };
    if (!m_context.connections[slot].queue.blocked)
        flush(slot); // it may only have waited for its turn
    const Connection* connection = m_context.connections.find(ref);
    if (!connection || !connection->isStream())
        return false;
    if (!isOver())
        return true;
    if (m_context.config.dropWhenSlow) {
        dropOldest(slot, bytes);
        return true;
    }
    m_owner.close(slot, DisconnectReason::Slow, true);
    return false;
}

// Drops whole events that are not replayed ones, oldest first, until `bytes` more fit.
void Sender::dropOldest(std::uint32_t slot, std::size_t bytes)
{
    Connection& connection = m_context.connections[slot];
    std::uint64_t seen = 0; // bytes in front of `node`
    bool isMarked = false; // where events are missing
    std::uint32_t previous = NoIndex;
    std::uint32_t node = connection.queue.head;
    while (node != NoIndex && connection.backlog() + bytes > m_context.config.backlogLimit) {
        const std::uint32_t frame = m_outbox.node(node).frame;
        const std::size_t size = bytesOf(connection, frame).size();
        const bool begun = node == connection.queue.head && connection.queue.headOffset > 0;
        if (begun || seen < connection.queue.exemptBytes
            || !m_outbox.frame(frame).frame->isEvent()) {
            seen += size - (node == connection.queue.head ? connection.queue.headOffset : 0);
            previous = node;
            node = m_outbox.node(node).next;
            continue;
        }
        if (!std::exchange(isMarked, true) && markLoss(slot, previous))
            previous = m_losses[slot].node;
        ++m_losses[slot].events;
        if (connection.queue.tail == node)
            connection.queue.tail = previous;
        if (!connection.isProbe())
            lose(frame);
        node = freeNode(node);
        m_outbox.node(previous).next = node;
        takeBytes(connection, size);
        m_context.counters.of(connection.traffic).droppedEvents.add();
        ++connection.extra().dropped;
    }
}

// Events behind the queue node `previous` are about to be dropped. They belong to those dropped
// before, of which the client has not been told, since no event is left between them; else (true) a
// node of their own stands behind that one now.
bool Sender::markLoss(std::uint32_t slot, std::uint32_t previous)
{
    Connection& connection = m_context.connections[slot];
    if (connection.queue.hasLost) {
        Loss& known = m_losses[slot];
        const std::size_t told = bytesOf(connection, m_outbox.node(known.node).frame).size();
        // else it is being told
        if (connection.queue.head != known.node || connection.queue.headOffset == 0) {
            m_outbox.setFrame(known.node, m_lossMark);
            takeBytes(connection, told);
            connection.queue.exemptBytes
                = std::min(connection.queue.exemptBytes, connection.queue.bytes);
            return false;
        }
    }
    Loss loss;
    loss.from = lastIdBefore(slot, previous);
    loss.node = insertBehind(slot, previous, m_lossMark);
    connection.queue.hasLost = true;
    m_losses[slot] = std::move(loss);
    return true;
}

// Of the last event with an id up to the queue node `previous`; NoIndex: of those already sent.
std::string Sender::lastIdBefore(std::uint32_t slot, std::uint32_t previous)
{
    const Connection& connection = m_context.connections[slot];
    std::string last = slot < m_lastIds.size() ? m_lastIds[slot] : std::string();
    if (last.empty())
        last = connection.knownExtra().lastEventId;
    for (std::uint32_t node = previous == NoIndex ? NoIndex : connection.queue.head;
         node != NoIndex; node = node == previous ? NoIndex : m_outbox.node(node).next) {
        const Frame& frame = *m_outbox.frame(m_outbox.node(node).frame).frame;
        if (const std::string_view id = frame.isEvent() ? frame.id() : std::string_view();
            !id.empty())
            last = id;
    }
    return last;
}

// Before anything is sent: says what was dropped so far.
void Sender::tellLoss(std::uint32_t slot)
{
    Connection& connection = m_context.connections[slot];
    const Loss& loss = m_losses[slot];
    if (m_outbox.node(loss.node).frame != m_lossMark)
        return;
    Gap gap{loss.from, {},
        std::to_string(loss.events) + (loss.events == 1 ? " event was" : " events were")
            + " dropped, since this client reads too slowly"};
    for (std::uint32_t node = m_outbox.node(loss.node).next; node != NoIndex && gap.to.empty();
         node = m_outbox.node(node).next) {
        const Frame& frame = *m_outbox.frame(m_outbox.node(node).frame).frame;
        if (frame.isEvent())
            gap.to = frame.id();
    }
    m_outbox.setFrame(
        loss.node, m_outbox.addFrame(connection.stream.wantsGaps ? gap.event() : gap.comment(), 0));
    m_context.counters.gapsTold.add();
    addBytes(connection, bytesOf(connection, m_outbox.node(loss.node).frame).size());
}

void Sender::forgetLoss(std::uint32_t slot)
{
    m_losses.erase(slot);
    m_context.connections[slot].queue.hasLost = false;
}

void Sender::rememberId(std::uint32_t slot, const Frame& event)
{
    const std::string_view id = event.id();
    if (id.empty())
        return;
    if (slot >= m_lastIds.size())
        m_lastIds.resize(m_context.connections.capacity());
    m_lastIds[slot] = id;
}

// ---------------------------------------------------------------- sending

void Sender::writable(std::uint32_t slot)
{
    Connection& connection = m_context.connections[slot];
    if (!connection.queue.blocked)
        return;
    connection.queue.blocked = false;
    m_context.counters.of(connection.traffic).slowClients.subtract();
    schedule(slot, Priority::Urgent);
}

void Sender::noticed(std::uint32_t slot)
{
    const Transport::Notice notice = m_transport.readNotice(m_context.connections[slot]);
    if (notice.acknowledgedNs)
        m_acks.acknowledged(slot, *notice.acknowledgedNs);
    else if (notice.error != 0)
        m_owner.close(slot, reasonOf(notice.error));
}

void Sender::flushUrgent()
{
    // flushing may put a connection here again (a heartbeat, an end); it is then sent in the same
    // turn
    for (std::size_t i = 0; i < m_urgent.size(); ++i) {
        const std::uint32_t slot = m_urgent[i];
        m_context.connections[slot].queue.inUrgent = false;
        flush(slot);
    }
    m_urgent.clear();
}

std::size_t Sender::sliceSends() const
{
    return std::clamp(static_cast<std::size_t>(SliceNs / m_sendNs), LeastSlice, MostSlice);
}

void Sender::flushBulkSlice()
{
    if (!hasBulk())
        return;
    const std::size_t count = std::min(m_bulk.size() - m_bulkBegin, sliceSends());
    const std::uint64_t beganNs = monotonicNs();
    for (const std::size_t end = m_bulkBegin + count; m_bulkBegin < end; ++m_bulkBegin) {
        const std::uint32_t slot = m_bulk[m_bulkBegin];
        m_context.connections[slot].queue.inBulk = false;
        flush(slot);
    }
    // one slice in which the thread was interrupted says little
    const std::uint64_t each = std::min((monotonicNs() - beganNs) / count, 4 * m_sendNs);
    m_sendNs = std::max<std::uint64_t>(1, (7 * m_sendNs + each) / 8);
    if (m_bulkBegin == m_bulk.size()) {
        m_bulk.clear();
        m_bulkBegin = 0;
    } else if (m_bulkBegin > m_bulk.size() / 2 && m_bulkBegin > 4096) {
        m_bulk.erase(m_bulk.begin(), m_bulk.begin() + static_cast<std::ptrdiff_t>(m_bulkBegin));
        m_bulkBegin = 0;
    }
}

// What TLS has encrypted goes first. False: the connection is over.
bool Sender::flushHeldBack(std::uint32_t slot)
{
    Connection& connection = m_context.connections[slot];
    if (m_transport.flush(connection))
        return true;
    if (errno != EAGAIN && errno != EWOULDBLOCK) {
        m_owner.close(slot, reasonOf(errno));
        return false;
    }
    block(connection);
    return true;
}

void Sender::block(Connection& connection)
{
    connection.queue.blocked = true;
    m_context.counters.of(connection.traffic).slowClients.add();
}

// Sends what a connection is due, several frames a system call, until all is sent or the socket is
// full.
void Sender::flush(std::uint32_t slot)
{
    Connection& connection = m_context.connections[slot];
    const std::uint32_t end = connection.heldFrom;
    if (connection.isTls && !connection.queue.blocked && !flushHeldBack(slot))
        return;
    if (connection.queue.hasLost && !connection.queue.blocked)
        tellLoss(slot);
    while (connection.state != ConnectionState::Free && !connection.queue.blocked
        && connection.queue.head != end) {
        std::size_t room = connection.faulty
            ? m_observers.faults.allowance(slot, m_outbox, monotonicNs())
            : std::numeric_limits<std::size_t>::max();
        if (room == 0)
            return;
        iovec pieces[MaxPieces];
        int count = 0;
        std::uint32_t last = NoIndex;
        std::uint32_t offset = connection.queue.headOffset;
        for (std::uint32_t node = connection.queue.head;
             node != end && count < MaxPieces && room > 0; node = m_outbox.node(node).next) {
            const std::string_view bytes = bytesOf(connection, m_outbox.node(node).frame);
            pieces[count].iov_base = const_cast<char*>(bytes.data()) + offset;
            pieces[count].iov_len = std::min(room, bytes.size() - offset);
            room -= pieces[count].iov_len;
            // of a part nothing is measured
            last = pieces[count].iov_len + offset == bytes.size() ? node : NoIndex;
            offset = 0;
            ++count;
        }
        const Sending sending = sendQueued(slot, pieces, count, last);
        if (sending.bytes < 0) {
            if (errno == EINTR)
                continue;
            if (errno != EAGAIN && errno != EWOULDBLOCK) {
                m_owner.close(slot, reasonOf(errno));
                return;
            }
            block(connection);
            break;
        }
        settleSent(slot, sending);
        if (connection.faulty) {
            m_observers.faults.sent(slot, static_cast<std::size_t>(sending.bytes));
            if (m_observers.faults.isCutDue(slot)) {
                m_owner.close(slot, DisconnectReason::Fault);
                return;
            }
        }
    }
    if (!connection.queue.blocked && m_transport.holdsBack(connection))
        block(connection); // all is taken, but not all is in the socket
    if (connection.queue.head == NoIndex && connection.queue.endAfterFlush
        && !connection.queue.blocked && connection.state != ConnectionState::Free) {
        connection.queue.endAfterFlush = false;
        m_owner.finish(slot);
    } else if (connection.state == ConnectionState::Http || connection.isFed()) {
        m_owner.answersSent(slot);
    }
}

// One send; on a sample of deliveries the kernel is asked to say when the client has acknowledged
// it.
Sender::Sending Sender::sendQueued(
    std::uint32_t slot, iovec* pieces, int count, std::uint32_t lastNode)
{
    Connection& connection = m_context.connections[slot];
    const Outbox::OutFrame& last
        = lastNode == NoIndex ? NoFrame : m_outbox.frame(m_outbox.node(lastNode).frame);
    std::optional<AckSampler::Sample> sample = m_acks.take(connection, last, count);
    if (!sample) {
        const std::uint64_t beganNs = monotonicNs();
        return {m_transport.send(connection, pieces, count), beganNs};
    }
    const std::uint64_t beganNs = sample->sentNs; // so that the stamp is not before it
    const Sending sending{m_transport.sendStamped(connection, pieces, count), beganNs};
    if (sending.bytes <= 0)
        return sending;
    std::size_t whole = 0;
    for (int i = 0; i < count; ++i)
        whole += pieces[i].iov_len;
    m_acks.sent(slot, std::move(*sample), count,
        static_cast<std::size_t>(sending.bytes) == whole && !m_transport.holdsBack(connection));
    return sending;
}

// What it finished was handed over when the system call began: the kernel takes the bytes in its
// course, and on a machine's own network the client has often acknowledged them before it returns.
void Sender::settleSent(std::uint32_t slot, const Sending& sending)
{
    Connection& connection = m_context.connections[slot];
    TrafficCounters& counters = m_context.counters.of(connection.traffic);
    const auto sent = static_cast<std::size_t>(sending.bytes);
    const std::uint64_t handedNs = sending.beganNs;
    takeBytes(connection, sent);
    connection.queue.exemptBytes -= std::min<std::uint64_t>(connection.queue.exemptBytes, sent);
    connection.queue.lastWriteTick = m_context.tick;
    if (connection.isStream())
        counters.bytes.add(sent);
    std::size_t left = sent + connection.queue.headOffset;
    std::size_t offset = connection.queue.headOffset; // of the first frame, sent before
    while (connection.queue.head != NoIndex) {
        const Outbox::OutFrame& out = m_outbox.frame(m_outbox.node(connection.queue.head).frame);
        const std::size_t size
            = connection.stream.http10 ? out.frame->plain().size() : out.frame->chunked().size();
        if (left < size)
            break;
        left -= size;
        connection.sent.bytes += size - offset;
        offset = 0;
        if (out.frame->isEvent()) {
            if (m_context.config.dropWhenSlow)
                rememberId(slot, *out.frame);
            ++connection.sent.events;
            counters.delivered.add();
            if (out.publishedNs != 0) {
                counters.write.record(handedNs - out.publishedNs);
                m_acks.delivered(connection);
            }
            if (out.tally != NoIndex && !connection.isProbe())
                m_observers.follower.written(out.tally, {slot, connection.generation},
                    m_transport.sentBytes(connection), handedNs, m_acks.isStamped(slot, out.tally),
                    out.frame);
        }
        if (connection.watched)
            m_observers.watch->add(static_cast<std::int64_t>(realtimeNs() / 1'000'000), out.frame);
        if (connection.queue.hasLost && m_losses[slot].node == connection.queue.head)
            forgetLoss(slot); // it has been told
        connection.queue.head = freeNode(connection.queue.head);
    }
    connection.sent.bytes += left - offset;
    connection.queue.headOffset = static_cast<std::uint32_t>(left);
    if (connection.queue.head == NoIndex)
        connection.queue.tail = NoIndex;
}

} // namespace fanlight
