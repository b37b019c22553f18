// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "metrics/receipt.h"
#include "metrics/traffic.h"
#include "net/channel.h"
#include "net/publish_ticket.h"
#include "sse/batch.h"
#include "sse/event_id.h"
#include "sse/frame.h"
#include "sse/gap.h"

#include <functional>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace fanlight {

class Shard;

// Names a connection of a shard; stale once the connection has gone, which is always checked.
struct ConnectionRef {
    std::uint32_t slot = NoIndex;
    std::uint32_t generation = 0;
};

// What other threads (and the shard itself) put into a shard's inbox. Items are taken in order; an
// order the broker keeps over all shards, so that a subscription stands between the last event its
// replay holds and the first that reaches it live.

struct Adopt { // an accepted socket; the shard closes it
    int descriptor = -1;
    bool shed = false; // over the cap: answer politely and end
};

struct Deliver {
    FramePtr frame;
    std::uint64_t publishedNs = 0; // monotonic
    std::uint32_t channel = BroadcastIndex;
    std::vector<std::uint32_t> channels = {}; // not empty: these instead of `channel`
    std::shared_ptr<PublishTicket> ticket = {}; // may be null
    BatchWish batch = {};
    std::uint64_t message = 0; // its number in the message log; 0: none
    std::shared_ptr<Receipt> receipt = {}; // may be null
    // history has it for a time without Redis: many at once, not counted as a client's backlog
    bool isOutOfGap = false;
    // Where ids are comparable within a channel only (Redis Cluster), else none: of a user's event,
    // whose frame has the whole id; of one for everyone, whose frame has none, since its id tells
    // how far each user's channel is.
    EventId position = {};
};

// Turns an HTTP connection into a stream: at once, or in two steps where history is slow to come.
// Ahead of it the stream is open and sent no events; with its history it goes on. A stream that
// ends in between is told as closed, once.
struct Subscription {
    enum class Step : std::uint8_t { Whole, Ahead, History };
    Step step = Step::Whole;
    ConnectionRef connection;
    Channel* channel = nullptr; // null: broadcasts only
    std::uint64_t id = 0;
    std::string head; // HTTP header
    std::string opening; // first text of the stream: retry, comments
    std::string types; // "like,comment"; empty: all
    std::string userAgent;
    std::int64_t expiresAtMs = 0; // since 1970, when the proof of its user does; 0: never
    std::uint16_t provenBy = 0; // what let it in, by a number that the shard only keeps
    TrafficKind traffic = TrafficKind::Real;
    std::string lastEventId; // where it resumes; empty: it does not
    std::optional<Gap> gap; // told before the replay
    std::vector<FramePtr> replay; // in order of id
    // Where ids are comparable within a channel only, else empty: of each of these, which has none
    // of its own; empty: that of the publisher. And how far the user's channel is behind them.
    std::vector<std::string> replayIds;
    EventId position = {};
    bool wantsGaps = false; // gaps are events, not comments
    bool wantsHeartbeats = false; // heartbeats are
};

struct Answer { // to an HTTP request
    ConnectionRef connection;
    std::uint32_t number = 0; // of the request on its connection
    FramePtr bytes;
    bool close = false;
};

using Task = std::function<void(Shard&)>;

using InboxItem = std::variant<Adopt, Deliver, std::unique_ptr<Subscription>, Answer, Task>;

} // namespace fanlight
