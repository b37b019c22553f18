// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "metrics/sample.h"
#include "net/heartbeats.h"
#include "net/sender.h"
#include "net/send_observers.h"
#include "net/shard_context.h"

#include <cstdint>
#include <functional>
#include <string>
#include <unordered_map>

namespace fanlight {

// What a connection needs to become a stream that somebody in another thread feeds.
struct FedStream {
    std::string head; // HTTP header
    std::string opening; // first text: retry, comments
    std::int64_t expiresAtMs = 0; // since 1970, when the proof of who reads it does; 0: never
    // It is over; called once, in the shard's thread.
    std::function<void(DisconnectReason reason)> ended;
};

// Streams that are subscribed to nothing: another thread makes what they are sent, one frame after
// the other, and is told when the socket has taken one, so that nothing piles up here. They are in
// no index: no recipients, no rows, and no figures but those of this program's own clients. Faults
// leave them alone unless their filter names them (StreamFault::concerns). The shard's thread.
class FedStreams {
public:
    FedStreams(ShardContext& context, const Transport& transport, Heartbeats& heartbeats,
        Sender& sender, SendObservers& observers, ConnectionOwner& owner, Shard& shard);

    // A connection whose request waits for its answer becomes one. False: it has gone, or the hub
    // ends, and `ended` is not called.
    bool open(ConnectionRef ref, FedStream stream);
    // Sends a frame; `written` is called once the socket has taken all there is, never where it
    // ends before. Of one that has gone nothing is done.
    void feed(ConnectionRef ref, FramePtr frame, std::function<void()> written);
    // Ends it after telling the client to come back after retryMs (-1: says nothing).
    void end(ConnectionRef ref, std::int64_t retryMs, DisconnectReason reason);
    void endAll(); // each with a retry of its own
    void unlink(std::uint32_t slot, DisconnectReason reason); // it has ended: whoever feeds is told

    void sent(std::uint32_t slot); // some of what was queued
    void timerFired(std::uint32_t slot);
    // Its client sent something, and has nothing to say. False: too much of it, it is closed.
    bool heard(std::uint32_t slot, std::size_t bytes);
    bool reviewFaults(std::uint32_t slot); // as StreamSide::reviewFaults()

    // What the kernel keeps of one that does not read, in bytes; it doubles it.
    static constexpr int SocketBuffer = 128 << 10;
    static constexpr std::size_t MaxInput = 16 << 10; // bytes its client may send

private:
    struct Entry {
        std::function<void(DisconnectReason)> ended;
        std::function<void()> written; // null: nobody waits
        std::uint32_t expiryTick = 0; // 0: never
    };
    void arm(std::uint32_t slot);

    ShardContext& m_context;
    const Transport& m_transport;
    Heartbeats& m_heartbeats;
    Sender& m_sender;
    SendObservers& m_observers;
    ConnectionOwner& m_owner;
    Shard& m_shard;
    const FramePtr m_lastChunk;
    std::unordered_map<std::uint32_t, Entry> m_entries; // by slot
};

} // namespace fanlight
