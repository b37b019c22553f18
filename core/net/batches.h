// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "net/sender.h"
#include "net/shard_context.h"
#include "net/wake_queue.h"

#include <array>
#include <cstdint>
#include <vector>

namespace fanlight {

// Everything that is queued for a stream passes here first. Events that are to be batched wait at
// the end of their stream's queue; when their time is over, there are enough of them, or anything
// else is queued for that stream, they become one event. So nothing slips between two events of a
// batch, and order, backlog, filters and replay are what they are without batches. Owns when holds
// end, and the batch that was joined last, which other streams may share. The shard's thread.
class Batches {
public:
    using Priority = Sender::Priority;

    // An event that is being handed out.
    struct Delivery {
        std::uint32_t frame; // of the outbox
        std::uint64_t windowNs = 0; // 0: it does not wait
        std::uint32_t most = 0; // events of a batch
        bool isOutOfGap = false;
        std::array<std::uint64_t, 3> sentTo{}; // streams, by TrafficKind
        std::uint64_t to(TrafficKind kind) const { return sentTo[static_cast<std::size_t>(kind)]; }
    };

    Batches(ShardContext& context, Sender& sender, ConnectionOwner& owner)
        : m_context(context)
        , m_sender(sender)
        , m_owner(owner)
    {
    }

    // Whether and for how long it waits, by what its message and its publisher wish.
    void plan(Delivery& delivery, const BatchWish& wish);
    // What does not wait for others goes behind those that do, so that they wait no longer.
    void queue(std::uint32_t slot, std::uint32_t frame, Priority priority)
    {
        close(slot, priority);
        m_sender.append(slot, frame);
        m_sender.schedule(slot, priority);
    }
    void queueText(std::uint32_t slot, FramePtr frame)
    {
        queue(slot, m_sender.outbox().addFrame(std::move(frame), 0), Priority::Urgent);
    }
    // In front of what waits for others to share a batch with, which it does not concern.
    void queueHeartbeat(std::uint32_t slot, const FramePtr& frame);
    // Event or hold, as the delivery says; a client that is too slow may lose it.
    void deliver(std::uint32_t slot, const Delivery& delivery, Priority priority)
    {
        if (delivery.windowNs != 0)
            return hold(slot, delivery);
        const bool isExempt = mayExceedBacklog(m_context.connections[slot], delivery);
        if (!isExempt && !hasRoom(slot, delivery.frame))
            return;
        queue(slot, delivery.frame, priority);
        if (isExempt)
            m_sender.exemptQueued(slot);
    }
    // A notice of the hub's, which cannot be dropped: false when the client reads nothing of them
    // and was disconnected.
    bool mayQueueNotice(std::uint32_t slot, std::size_t bytes);
    // What waits becomes one event and is due.
    void close(std::uint32_t slot, Priority priority)
    {
        if (m_context.connections[slot].holdsBack())
            join(slot, priority);
    }
    void closeDue();
    int waitMs(std::uint64_t nowNs) const { return m_ends.waitMs(nowNs); } // -1: none waits
    // Before another event may take the number of one that was joined.
    void forgetJoined();

    // of a client, come out of a gap; more is backlog
    static constexpr std::uint64_t MaxExemptBytes = 64 << 20;
    // a delivery to more streams than this goes in slices
    static constexpr std::size_t BulkFanOut = 64;

private:
    // Of a connection that holds events back.
    struct Hold {
        std::uint64_t untilNs = 0;
        std::uint32_t after = NoIndex; // the node before its first, while there is one
        std::uint32_t count = 0;
        std::uint32_t bytes = 0;
    };
    void hold(std::uint32_t slot, const Delivery& delivery);
    void join(std::uint32_t slot, Priority priority);
    std::uint32_t joinedOf(const std::vector<std::uint32_t>& frames);
    std::uint32_t nodeBefore(std::uint32_t slot) const;
    bool makeRoom(std::uint32_t slot, std::size_t bytes);
    bool hasRoom(std::uint32_t slot, std::uint32_t frame)
    {
        const Connection& connection = m_context.connections[slot];
        const std::size_t size = m_sender.bytesOf(connection, frame).size();
        const bool isRecipient = !connection.isProbe(); // it may go for want of room
        if (connection.backlog() + size <= m_context.config.backlogLimit || makeRoom(slot, size))
            return true;
        if (isRecipient)
            m_sender.lose(frame);
        return false;
    }
    // What comes out of a gap comes at once, however well the client reads; of one that did not
    // read before, it is backlog.
    bool mayExceedBacklog(const Connection& connection, const Delivery& delivery)
    {
        return delivery.isOutOfGap
            && (!connection.queue.blocked || connection.queue.exemptBytes > 0)
            && connection.queue.bytes + m_sender.bytesOf(connection, delivery.frame).size()
            <= MaxExemptBytes;
    }

    ShardContext& m_context;
    Sender& m_sender;
    ConnectionOwner& m_owner;
    // by slot, valid of those that hold back; empty while nothing was ever batched
    std::vector<Hold> m_holds;
    WakeQueue m_ends; // some may be out of date
    // frames that became the last batch, which the next connection may be due as well
    std::vector<std::uint32_t> m_joined;
    std::uint32_t m_joinedFrame = NoIndex; // held while m_joined is valid
};

} // namespace fanlight
