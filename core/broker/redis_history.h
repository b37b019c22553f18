// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "broker/fan_payload.h"
#include "broker/redis_keys.h"
#include "qtredis/link_user.h"
#include "sse/event_id.h"
#include "sse/frame.h"

#include <chrono>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <vector>

namespace fanlight {

// Publishing and history in Redis. One script gives the id, adds the event to the stream of its channel and publishes it,
// so that no message is seen without its history. Ids ascend over all channels of the app (key fanlight:last-id), which makes
// resuming over a user's events and broadcasts exact.
//
// History of a user: stream fanlight:log:{userId}, of broadcasts: fanlight:log; one field "m", the payload behind its
// id. One event more is kept than replayed, to tell whether anything is missing before it. Hub thread.
class RedisHistory {
public:
    struct Limits {
        int count = 100; // events a channel; 0: no history
        std::chrono::milliseconds age = std::chrono::hours(1);
    };
    RedisHistory(redis::RedisLink& link, RedisKeys keys, const Limits& limits);

    const RedisKeys& keys() const { return m_keys; }
    const std::string& prefix() const { return m_keys.prefix(); }
    const std::string& broadcastChannel() const { return m_keys.broadcastChannel(); }
    bool isOn() const { return m_limits.count > 0; }

    // Once the link is ready: loads the script.
    void prepare();

    // What became of a publish: why not, or its id and how many of Redis' subscribers were sent it, by channel.
    struct Published {
        std::string error; // one sentence
        std::string id;
        std::vector<std::int64_t> receivers;
    };
    // Users (at most PublishSlice), or none for a broadcast. `done` follows in order.
    void publish(std::span<const std::string> userIds, const std::string& afterId, std::function<void(const Published&)> done);
    static constexpr std::size_t PublishSlice = 50;

    struct Event {
        EventId id;
        FramePtr frame;
        bool isBroadcast = false;
    };
    // What a client that was last sent `lastEventId` has missed.
    struct Replay {
        bool isLost = false; // the link went: ask again
        bool isUnknown = false; // no id Redis gave; perhaps one a publisher chose: ask again for `whole`
        std::string missing; // why events may be missing, for a comment on the stream; empty: none are
        std::vector<Event> events; // in order of id
        EventId throughOwn, throughBroadcasts; // newest events that were looked at
    };
    // `userId` empty: broadcasts only. `whole`: looks through all that is kept for an id a publisher chose, and replays
    // all of it where it is not found. `done` follows in order with other commands.
    void replay(const std::string& userId, const std::string& lastEventId, bool whole, std::function<void(Replay)> done);
    // Whether an id has the form of those Redis gives.
    static bool isGiven(const std::string& lastEventId) { return EventId::parse(lastEventId).has_value(); }

    // Events of one channel (empty: broadcasts) behind an id, for all who listen to it.
    void readAfter(const std::string& userId, EventId after, std::function<void(bool isLost, std::vector<Event>)> done);
    // The newest id given; nothing when Redis holds none.
    void readLastId(std::function<void(bool isLost, std::optional<EventId>)> done);

private:
    struct Query;
    void sendScript(bool whole, std::shared_ptr<std::vector<std::string>> arguments, std::function<void(const Published&)> done);
    void readEntries(const redis::Reply& reply, bool isBroadcast, std::vector<Event>& events, std::string_view customId, std::optional<EventId>* found);
    void finish(Query& query);

    redis::LinkUser m_link;
    const RedisKeys m_keys;
    const std::string m_lastIdKey;
    const Limits m_limits;
    const std::string m_script;
    const std::string m_scriptSha;
    FanPayloadReader m_reader;
};

} // namespace fanlight
