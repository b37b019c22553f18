// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sse/event_id.h"
#include "sse/frame.h"

#include <QtGlobal>

#include <cstdint>
#include <optional>
#include <vector>

namespace fanlight {

// What is known of a channel in Redis, in one place for each, since a message asks for all of it.
// Each group is written by one object alone; RedisSubscriptions keeps them, and clears all of it
// when the channel goes. A plain value.
struct RedisChannelState {
    struct Subscribed { // RedisSubscriptions'
        bool isWanted = false; // SUBSCRIBE was the last command for it
        std::uint32_t unconfirmed = 0; // commands Redis has not confirmed
        bool isListedIdle = false;
        qint64 idleSinceMs = 0; // nobody listens; 0: somebody does
    } subscribed;
    struct Arrived { // while somebody resumes on its channel
        std::uint64_t number; // in order of arrival
        std::optional<EventId> id;
        FramePtr frame;
    };
    struct Resuming { // RedisResuming's
        std::uint32_t streams = 0; // that history is read for
        // for its confirmation: numbers of pending subscriptions
        std::vector<std::uint64_t> waiting;
        std::vector<Arrived> arrived; // while streams > 0
    } resuming;
    EventId newest; // received; RedisReceiving's
    EventId listensSince; // where it began to miss events, should Redis be away; RedisGap's

    bool isConfirmed() const { return subscribed.isWanted && subscribed.unconfirmed == 0; }
};

} // namespace fanlight
