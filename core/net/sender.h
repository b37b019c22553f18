// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "net/ack_sampler.h"
#include "net/outbox.h"
#include "net/send_observers.h"
#include "net/shard_context.h"
#include "net/transport.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

struct iovec;

namespace fanlight {

// The queue in front of each socket: frames are appended, room is made when a backlog is full, and
// what is due goes out with one system call a connection and turn. Knows bytes and frames, not what
// events mean. Owns the Outbox, who is to be sent what in this turn, and what slow clients have
// lost. The shard's thread.
//
// Urgent ones are sent at the end of the turn; bulk ones (a delivery to very many) in slices
// between which the shard turns again: whatever arrives meanwhile joins the queues that have not
// been sent yet, in order. A slice has as many sends as fit into SliceNs, by what those before it
// took.
class Sender {
public:
    enum class Priority : std::uint8_t { Urgent, Bulk };

    Sender(ShardContext& context, const Transport& transport, SendObservers& observers,
        ConnectionOwner& owner);

    Outbox& outbox() { return m_outbox; }
    std::string_view bytesOf(const Connection& connection, std::uint32_t frame)
    {
        const Frame& one = *m_outbox.frame(frame).frame;
        return connection.stream.http10 ? one.plain() : one.chunked();
    }
    // One event of several; held until letGo().
    std::uint32_t addBatch(const std::vector<std::uint32_t>& frames);
    // Ends a hold on a frame (Outbox::hold()).
    void letGo(std::uint32_t frame);
    void lose(std::uint32_t frame) // a recipient will not be sent this event
    {
        if (const std::uint32_t tally = m_outbox.frame(frame).tally; tally != NoIndex)
            m_observers.follower.lost(tally);
    }

    // At the end of the queue; returns the node. It is not due yet.
    std::uint32_t append(std::uint32_t slot, std::uint32_t frame)
    {
        Connection& connection = m_context.connections[slot];
        const std::uint32_t node = m_outbox.addNode(frame);
        if (connection.queue.tail == NoIndex)
            connection.queue.head = node;
        else
            m_outbox.node(connection.queue.tail).next = node;
        connection.queue.tail = node;
        addBytes(connection, bytesOf(connection, frame).size());
        return node;
    }
    // Behind the node `previous`, which is not the last; NoIndex: in front of all.
    std::uint32_t insertBehind(std::uint32_t slot, std::uint32_t previous, std::uint32_t frame);
    // Puts a frame into the place of everything behind the node `previous` (NoIndex: of all), which
    // has `size` bytes.
    void replaceBehind(
        std::uint32_t slot, std::uint32_t previous, std::uint32_t frame, std::size_t size);
    // What is queued now does not count as backlog.
    void exemptQueued(std::uint32_t slot);
    // Counts as written to: its heartbeat is later.
    void touch(std::uint32_t slot)
    {
        m_context.connections[slot].queue.lastWriteTick = m_context.tick;
    }
    void endAfterFlush(std::uint32_t slot)
    {
        m_context.connections[slot].queue.endAfterFlush = true;
    }
    void startCounting(std::uint32_t slot, TrafficKind traffic); // it is a stream now
    // It is due.
    void schedule(std::uint32_t slot, Priority priority)
    {
        Connection& connection = m_context.connections[slot];
        if (connection.queue.blocked)
            return;
        if (priority == Priority::Urgent && !connection.queue.inUrgent) {
            connection.queue.inUrgent = true;
            m_urgent.push_back(slot);
        } else if (priority == Priority::Bulk && !connection.queue.inBulk
            && !connection.queue.inUrgent) {
            connection.queue.inBulk = true;
            m_bulk.push_back(slot);
        }
    }
    // A text of the hub's or an answer, for a connection that holds nothing back.
    void sendText(std::uint32_t slot, FramePtr frame)
    {
        append(slot, m_outbox.addFrame(std::move(frame), 0));
        schedule(slot, Priority::Urgent);
    }
    // Makes room in a backlog that `bytes` more would take over its limit; one event always has
    // room. False when the client had to be disconnected for it.
    bool makeRoom(std::uint32_t slot, std::size_t bytes);

    void writable(std::uint32_t slot); // its socket has room again
    void noticed(std::uint32_t slot); // its error queue has something
    void flushUrgent();
    void flushBulkSlice();
    bool hasUrgent() const { return !m_urgent.empty(); }
    bool hasBulk() const { return m_bulkBegin < m_bulk.size(); }
    std::size_t sliceSends() const; // of the next slice

    static constexpr std::uint64_t SliceNs = 200'000; // others wait so long for a slice
    void forget(std::uint32_t slot); // it ends: what is queued is lost

private:
    void addBytes(Connection& connection, std::size_t size)
    {
        connection.queue.bytes += size;
        m_context.counters.of(connection.traffic).backlogBytes.add(size);
    }
    void takeBytes(Connection& connection, std::size_t size)
    {
        connection.queue.bytes -= size;
        m_context.counters.of(connection.traffic).backlogBytes.subtract(size);
    }
    void flush(std::uint32_t slot);
    bool flushHeldBack(std::uint32_t slot);
    void block(Connection& connection); // its socket is full
    struct Sending {
        long bytes; // or -1, with errno
        std::uint64_t beganNs; // monotonic
    };
    Sending sendQueued(std::uint32_t slot, iovec* pieces, int count, std::uint32_t lastNode);
    void settleSent(std::uint32_t slot, const Sending& sending);
    std::uint32_t freeNode(std::uint32_t node);
    void dropOldest(std::uint32_t slot, std::size_t bytes);
    bool markLoss(std::uint32_t slot, std::uint32_t previous);
    std::string lastIdBefore(std::uint32_t slot, std::uint32_t previous);
    void tellLoss(std::uint32_t slot);
    void forgetLoss(std::uint32_t slot);
    void rememberId(std::uint32_t slot, const Frame& event);

    ShardContext& m_context;
    const Transport& m_transport;
    SendObservers& m_observers;
    ConnectionOwner& m_owner;
    AckSampler m_acks;
    Outbox m_outbox;
    std::vector<std::uint32_t> m_urgent; // slots
    std::vector<std::uint32_t> m_bulk;
    std::size_t m_bulkBegin = 0;
    std::uint64_t m_sendNs = 10'000; // what a send of a slice takes, of late

    // Events in a row that a slow client lost. It is told where they are missing, in one notice
    // that is written when it is about to be sent: until then more of them may be dropped.
    struct Loss {
        std::uint32_t node = NoIndex; // of its queue: stands where they were
        std::string from; // the last event before them
        std::uint32_t events = 0;
    };
    std::unordered_map<std::uint32_t, Loss> m_losses; // by slot, of those with Queue::hasLost
    std::uint32_t m_lossMark; // frame of such a node until then; without a byte
    // by slot, while events may be dropped: of the last event sent
    std::vector<std::string> m_lastIds;
};

} // namespace fanlight
