// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "net/clock.h"
#include "net/shard_config.h"
#include "net/shard_counters.h"
#include "net/slab.h"
#include "net/timer_wheel.h"

#include <chrono>
#include <cstdint>
#include <random>

namespace fanlight {

// What the rooms of one shard have in common: its connections with their timers, the time of the
// turn, its configuration and counters. The shard owns it and writes the turn; its thread.
struct ShardContext {
    explicit ShardContext(const ShardConfig& wanted)
        : config(wanted)
    {
    }

    ShardConfig config;
    ShardCounters counters;
    ConnectionSlab connections;
    TimerWheel timers{connections};
    std::mt19937_64 random{std::random_device{}()};
    std::uint64_t startNs = 0;
    std::uint64_t turnNs = 0; // when this turn began, monotonic
    std::uint32_t tick = 1; // of this turn; timers that are due by now fire in its course
    // this turn is late by more than a second, and timers have not fired since
    bool wasAway = false;
    bool isDraining = false;

    std::uint32_t tickAfter(std::chrono::milliseconds time) const
    {
        return tick + TimerWheel::ticks(static_cast<std::uint64_t>(time.count()));
    }
    ConnectionRef refOf(std::uint32_t slot) const { return {slot, connections[slot].generation}; }
};

// What a room asks of the shard when a connection is over or has to wait. Each may be called from
// within any call to a room, so whoever calls a room looks anew at what it knew of a connection.
class ConnectionOwner {
public:
    // Its socket is closed, or reset, and what was queued for it is given up; the slot is free.
    virtual void close(std::uint32_t slot, DisconnectReason reason, bool reset = false) = 0;
    // Everything is sent: shuts down and waits for the client to close.
    virtual void finish(std::uint32_t slot) = 0;
    // Its socket, or what was read before, is looked at again in the next turn.
    virtual void readLater(std::uint32_t slot) = 0;
    // Some of what was queued for a connection that is not a stream has been sent.
    virtual void answersSent(std::uint32_t slot) = 0;

protected:
    ~ConnectionOwner() = default;
};

// for the client to close after our end
constexpr std::chrono::milliseconds LingerTime = std::chrono::seconds(2);
// for slow clients to take what they are due
constexpr std::chrono::milliseconds DrainTime = std::chrono::seconds(4);

} // namespace fanlight
