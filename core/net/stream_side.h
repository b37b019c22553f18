// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "net/batches.h"
#include "net/heartbeats.h"
#include "net/send_observers.h"
#include "net/shard_context.h"
#include "net/shard_handler.h"
#include "net/stream_index.h"
#include "net/transport.h"

#include <cstdint>
#include <memory>
#include <vector>

namespace fanlight {

// A stream's life: it opens with what it missed, is kept alive by heartbeats, is told of gaps, and
// ends with a reason, at the latest when its lifetime is over. Owns the frames that all streams
// share. The shard's thread; the shard itself is only passed on to the handler.
class StreamSide {
public:
    StreamSide(ShardContext& context, const Transport& transport, Batches& batches,
        Heartbeats& heartbeats, Sender& sender, StreamIndex& index, SendObservers& observers,
        ConnectionOwner& owner, ShardHandler& handler, Shard& shard);

    // The connection becomes a stream, with its history or ahead of it.
    void open(std::uint32_t slot, Subscription& subscription);
    // What the stream missed; behind it comes what is published from now on.
    void replay(std::uint32_t slot, Subscription& subscription);
    // It came just before the hub's end: it is told when to come back.
    void sendAway(std::uint32_t slot, const Subscription& subscription);
    // Its client sent something, and has nothing to say. False: too much of it, it is closed.
    bool heard(std::uint32_t slot, std::size_t bytes);
    void timerFired(std::uint32_t slot);
    // Ends it after telling the client to come back after retryMs (-1: says nothing).
    void end(std::uint32_t slot, std::int64_t retryMs, DisconnectReason reason);
    void endAll(DisconnectReason reason); // each with a retry of its own
    // It is a stream no longer: everyone who has to know is told.
    void unlink(std::uint32_t slot, DisconnectReason reason);

    // Tells of what will not be sent: all streams, or those of these channels.
    void tellGap(const Gap& gap);
    void tellGap(const Gap& gap, const std::vector<std::uint32_t>& channels);
    // For streams that are there, too; of a new lifetime those who are over it are spread.
    void retune(const ShardTuning& tuning);
    std::int64_t lifetimeLeftMs(const Connection& connection) const; // -1: it has none
    std::int64_t openForMs(const Connection& connection) const; // by the monotonic clock, to 50 ms
    // Looks which faults concern it. True: it may be read again, since it was half open until now.
    bool reviewFaults(std::uint32_t slot);
    bool watch(std::uint64_t id, std::unique_ptr<StreamWatch> watch);

    // bytes a stream's client may send; more is an error
    static constexpr std::size_t MaxStreamInput = 16 << 10;

private:
    void replayUnderIds(std::uint32_t slot, Subscription& subscription);
    void queueGap(std::uint32_t slot, const FramePtr& comment, const FramePtr& event);
    void armTimer(std::uint32_t slot);
    bool isPeerDead(const Connection& connection) const;
    std::int64_t drawRetryMs();
    std::uint32_t drawLifetime(std::uint64_t elapsedMs);
    void setExpiry(std::uint32_t slot, std::int64_t expiresAtMs);
    std::uint32_t expiryOf(std::uint32_t slot) const
    {
        return slot < m_expiryTicks.size() ? m_expiryTicks[slot] : 0;
    }
    std::uint32_t earlierOf(std::uint32_t lifetimeTick, std::uint32_t slot) const;

    ShardContext& m_context;
    const Transport& m_transport;
    Batches& m_batches;
    Heartbeats& m_heartbeats;
    Sender& m_sender;
    StreamIndex& m_index;
    SendObservers& m_observers;
    ConnectionOwner& m_owner;
    ShardHandler& m_handler;
    Shard& m_shard;
    FramePtr m_lastChunkFrame;
    // By slot, when the proof of the stream's user expires; 0: never. Empty while no stream has
    // one, so that those cost nothing without.
    std::vector<std::uint32_t> m_expiryTicks;
};

} // namespace fanlight
