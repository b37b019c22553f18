// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "broker/redis_history.h"
#include "qtredis/link_user.h"
#include "sse/event_id.h"

#include <algorithm>
#include <cstdint>
#include <deque>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_set>

namespace fanlight {

// How far what Redis has given was seen here. That is told by Redis alone: the newest id it gave
// before a message of our own, once that message has come back, since all events before it were in
// front of it then. Ids of messages are believed where Redis can have given them; anybody may
// publish.
//
// Hub thread. Answers to what it sends are told to its owner, and are forgotten when it goes; the
// history outlives it, and answers no more once the link is closed.
class RedisMarks {
public:
    struct Handlers {
        // Where history stood before a message of our own: all of it is to be taken into account,
        // with told(), stands() or forget(), and pass().
        std::function<void(std::uint64_t number, const RedisHistory::Standing&)> stood;
        std::function<void(std::string_view error)> refused; // such a message, by Redis
    };
    // an event that streams were sent
    struct Seen {
        std::uint32_t channel; // its index
        EventId id;
        bool operator==(const Seen&) const = default;
        struct Hash {
            std::size_t operator()(const Seen& seen) const
            {
                return std::hash<std::uint64_t>()(
                    seen.id.ms ^ seen.id.sequence << 40 ^ std::uint64_t(seen.channel) << 20);
            }
        };
    };
    using SeenSet = std::unordered_set<Seen, Seen::Hash>;

    // an id that far ahead of Redis' clock was not given by it
    static constexpr std::uint64_t AheadMs = 2000;
    // events seen since Redis last told the newest id, before it is asked out of turn
    static constexpr std::size_t RecentKept = 200'000;
    static constexpr std::size_t MaxSeen = 1'000'000; // of these, should it not answer

    // `channel`: where messages of our own go, of this process alone.
    RedisMarks(
        redis::RedisLink& commands, RedisHistory& history, std::string channel, Handlers handlers);

    // ---- messages of our own
    const std::string& channel() const { return m_channel; }
    std::uint64_t send(); // one; its number
    std::uint64_t next() const { return m_lastSent + 1; } // the number of the next
    void wish() { m_isWished = true; } // one is needed this turn …
    void sendWished(); // … at its end
    // Its number; nothing: it is somebody else's.
    std::optional<std::uint64_t> cameBack(std::string_view payload);
    bool isBack(std::uint64_t number) const { return m_lastBack >= number; }
    void linksLost() { m_loops.clear(); }

    // ---- what Redis tells of them
    void told(const RedisHistory::Standing& standing); // its clock
    void stands(std::uint64_t number, EventId newest); // before that message
    void forget(std::uint64_t number); // it tells nothing
    // Takes into account what has come back; not while there is a gap.
    void pass(bool isInGap);

    // ---- ids
    // Whether Redis can have given it to a message that comes now, on a channel where `newest` was
    // received before. Not for what comes in a gap, where that may be another Redis.
    bool isGiven(EventId id, EventId newest) const;
    void saw(std::uint32_t channel, EventId id);
    void given(EventId id) { m_newestGiven = std::max(m_newestGiven, id); } // an answer of Redis
    EventId newestGiven() const { return m_newestGiven; } // this instance was told of
    const std::optional<EventId>& lastSeen() const { return m_lastSeen; }
    const std::deque<Seen>& seen() const { return m_seen; } // behind that, in order
    EventId passed() const { return m_passed; }

    // ---- the links
    void subscriberReady() { m_likelyThrough.reset(); } // perhaps of another Redis
    void begin(EventId newest) { m_lastSeen = m_newestGiven = newest; } // both are proven
    void fill(EventId newest); // what is missing until now will have been delivered

    // The last id before now by Redis' clock, rather early than late; the lowest where that is not
    // known.
    EventId now() const;
    std::uint64_t redisMs() const { return m_redisMs; } // as last told; 0: never

private:
    struct Loop { // a message of our own, under way
        std::uint64_t number;
        std::optional<EventId> newest; // in Redis before it
    };
    void forgetPassed();

    redis::LinkUser m_link;
    RedisHistory& m_history;
    const std::string m_channel;
    const Handlers m_handlers;

    std::uint64_t m_lastSent = 0; // messages of our own: number of the last sent
    std::uint64_t m_lastBack = 0; // … and of the last that came back
    bool m_isWished = false;
    std::deque<Loop> m_loops;
    EventId m_passed; // the newest of these that came back
    // everything up to this event was received; nothing before the first proof
    std::optional<EventId> m_lastSeen;
    std::deque<Seen> m_seen;
    EventId m_newestGiven;
    std::optional<EventId> m_likelyThrough; // when Redis told its time: its newest id, or that time
    std::uint64_t m_redisMs = 0;
    std::uint64_t m_redisMsToldNs = 0; // monotonic
};

} // namespace fanlight
