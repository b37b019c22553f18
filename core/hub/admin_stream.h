// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "http/request.h"
#include "hub/admin_stream_wish.h"
#include "hub/admin_told.h"
#include "net/connection.h"
#include "sse/frame.h"

#include <QString>

#include <cstdint>
#include <deque>
#include <optional>
#include <string>

namespace fanlight {

class Shard;

// One admin stream: who reads it and where, what it looks at and has been told, and its last
// events for a reader that comes back. A plain value of AdminStreams; the hub's thread.
struct AdminStream {
    // Kept for a reader that comes back: the newest events, as far as both leave room.
    static constexpr std::size_t MostKept = 64;
    static constexpr std::size_t MostKeptBytes = 1 << 20;
    // A larger event is made again of smaller windows.
    static constexpr std::size_t MostBytes = 256 << 10;
    static constexpr int MostShrunk = 256;
    // One that was behind for more turns is told all that is there anew.
    static constexpr int TurnsBehind = 4;

    struct Event {
        quint64 rid = 0;
        FramePtr frame;
    };

    std::string id; // "a-1f2e3d4c"
    Role role = Role::None; // of who reads it …
    std::string caller; // … and by which name; empty: nobody in particular
    http::Request shown; // what it was let in by
    AdminStreamWish wish;
    AdminTold told;
    AdminTold::Own own;
    quint64 window = 0; // number of its watch of connections; 0: none
    Shard* shard = nullptr; // null: nobody reads it now
    ConnectionRef connection;
    quint64 opening = 0; // of all that were opened or resumed; what an earlier reader says is stale
    bool isWriting = false; // the last event is not in the socket yet
    int turnsBehind = 0;
    bool isSnapshotDue = true;
    quint64 pausedAtNs = 0; // monotonic; nobody reads it since
    std::deque<Event> kept; // ascending by rid

    bool isOpen() const { return shard != nullptr; }
    // The next event, and a number for it; none: nothing is new. `nextRid`: of all streams.
    std::optional<Event> next(AdminFacts& facts, const std::string& epoch, quint64& nextRid);
    // Events behind this one are all kept: it can go on from there.
    bool canResume(quint64 rid) const;
};

} // namespace fanlight
