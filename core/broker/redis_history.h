// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "broker/event_chain.h"
#include "broker/once_table.h"
#include "broker/redis_decoded.h"
#include "broker/redis_keys.h"
#include "broker/redis_scripts.h"
#include "broker/resume_id.h"
#include "qtredis/link_user.h"
#include "sse/event_id.h"
#include "sse/frame.h"

#include <QObject>

#include <array>
#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <unordered_map>
#include <vector>

namespace fanlight {

// Publishing and history in Redis. One script (RedisScripts) gives the id, adds the event to the
// stream of its channel and publishes it, so that no message is seen without its history. Ids
// ascend over all channels of the app (key fanlight:last-id), which makes resuming over a user's
// events and broadcasts exact.
//
// History of a user: stream fanlight:log:{userId}, of broadcasts: fanlight:log; fields "m", the
// payload behind its id, and "p", the id before it on its channel. One event more is kept than
// replayed.
//
// What history has lost is seen, whichever part of it went (a restart without persistence,
// FLUSHALL, eviction of one stream, a replica that was behind): every event names the one before
// it, so a hole in the chain shows; hash fanlight:heads has the newest id of each channel that was
// published to, so the end of a chain shows; its field "since" is the id behind which it has them
// all; an id that stands in none of these was given by a history that is no more; and hubs see that
// Redis went back behind what it had told them (stand()), which is noted in field "lost". After
// Redis was started anew each hub has to have looked before anybody reads: that is kept in hash
// fanlight:stands. The hash is begun anew each time it is as old as history reaches, the one before
// it is kept as fanlight:heads-before: it grows with the channels that are in use. Hub thread.
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

    // What became of a publish: why not to anybody, or its id and what became of it on each
    // channel: how many of Redis' subscribers were sent it, or why it is neither in its history nor
    // on the channel.
    struct Published {
        std::string error; // one sentence
        bool isElsewhere = false; // a cluster is moving it: not published, and may be tried again
        std::string id; // given to it, where there is a channel it is new on
        struct Channel {
            std::int64_t receivers = 0;
            bool isRepeated = false; // it had it already: not published there again
            std::string error; // one sentence
        };
        std::vector<Channel> channels;
        // Of one with a key: the id that was told first; or what the first with the key came to,
        // and nothing was published.
        std::string firstId = {};
        std::optional<OnceRecord> first = {};
    };
    // What a publish with a key of `once` adds; the same for all of its slices.
    struct OnceWish {
        std::string key;
        std::string middle; // OnceRecord::middleText()
        std::string customId;
        bool isWhole = true; // all of it is in this slice
    };
    // Users (at most PublishSlice), or none for a broadcast. `once` may be null. `done` follows in
    // order.
    void publish(std::span<const std::string> userIds, std::shared_ptr<const std::string> afterId,
        const OnceWish* once, std::function<void(const Published&)> done);
    // What a publish with the key came to, for others; and what it did.
    void remember(const std::string& key, const OnceRecord& record);
    void recall(const std::string& key,
        std::function<void(const std::string& error, std::optional<OnceRecord>)> done);
    static constexpr std::size_t PublishSlice = 50;

    using Event = RedisEvent;
    using EventPtr = RedisEventPtr;

    // One channel's history from an event on.
    struct Channel : EventChain<EventPtr> {
        Channel() { newest = Unknowable; } // which of it is not known
        // the newest when Redis had gone back: behind it, on whatever channel, some is gone
        EventId lost;
        // Whether the events behind this one are all there were. Exact for an event of this
        // channel, or of another while history stood.
        bool isWholeBehind(EventId after) const;
        // The event behind the last that is missing there, or the newest given where none is left;
        // Unknowable: not known.
        EventId missingTo(EventId after) const;
    };
    static constexpr EventId Unknowable{~std::uint64_t(0), ~std::uint64_t(0)};
    struct Asked {
        std::string userId; // empty: broadcasts
        EventId from; // this event and all behind it
    };
    struct Reading {
        bool isLost = false; // the link went: ask again
        bool isElsewhere = false; // a cluster is moving what was asked for
        std::string error; // one sentence
        std::uint64_t nowMs = 0; // by Redis' clock
        std::vector<Channel> channels; // in the order asked
    };
    // What is published before it is asked for is in it. Long histories come in pieces, of so many
    // channels at a time, so that what is published meanwhile is not held up; in a cluster that is
    // moving it it is asked again. What was read a moment ago, and is still there, is not read
    // again, and events that are still in use somewhere are decoded only once.
    void read(std::vector<Asked> channels, std::function<void(Reading)> done)
    {
        readOnce(std::move(channels), MostReadTries, std::move(done));
    }

    // Whoever was sent an event last.
    struct Ask {
        std::string userId; // empty: broadcasts only
        ResumeId lastEventId;
    };
    struct Replayed {
        EventPtr event;
        bool isBroadcast = false;
        std::string receipt = {}; // its token; empty: none was asked for
    };
    // What it has missed.
    struct Replay {
        // why events may be missing, for a comment on the stream; empty: none are
        std::string missing;
        std::string missingTo; // those before this event, of any of its channels; empty: not known
        std::vector<Replayed> events; // in order of id
        EventId throughOwn, throughBroadcasts; // newest events that were looked at
    };
    // For many at once: what several of them ask for is read once. `done` gets them in the order
    // asked, or isLost: the link went, ask again.
    void replay(std::vector<Ask> asks, std::function<void(bool isLost, std::vector<Replay>)> done);

    // Of decoded events that streams still have to send; what nobody needs any more is let go with
    // releaseUnused().
    std::size_t decodedBytes() const { return m_decoded.bytes(); }
    // `isAll`: also of what was read a moment ago.
    void releaseUnused(bool isAll);

    // Where history stands; begins the marks of one that has none.
    struct Standing {
        std::string error; // one sentence; empty: it is known
        EventId newest; // given by now, or the one it begins at
        // where it began with nothing before it; the lowest id where that was long ago
        EventId born;
        std::uint64_t nowMs = 0; // by Redis' clock
        // when whoever published last keeps history otherwise: how, for a person
        std::string keptOtherwise = {};
        bool wentBack = false; // Redis does not know what it told this process before
        // else Redis was started anew, and not all who published before have looked: read
        // nothing yet
        bool isSettled = true;
        // Redis did not know the script, so this is how it stood behind what was sent after it.
        bool isLate = false;
    };
    void stand(std::function<void(bool isLost, Standing)> done);
    // Before the end: nobody need wait for this process.
    void leave();

    // Runs the script that publishes, with keys and the channel of the kinds it takes, so that
    // whatever would refuse a publish refuses this; what it writes it removes again. Why publishing
    // does not work, as one sentence.
    void prove(const std::string& name, const std::string& channel,
        std::function<void(bool isLost, const std::string& error)> done);
    // `line`: what grants the Redis user what is needed, for such a sentence.
    void setGrant(std::string line) { m_grant = std::move(line); }

private:
    static constexpr int MostReadTries = 100; // in a cluster that is moving it …
    static constexpr int ReadAgainMs = 50; // … so long apart
    static constexpr std::size_t ChannelsUnderWay = 32; // of one reading
    static constexpr std::size_t PieceBytes = 256 << 10; // of a history …
    static constexpr std::size_t LeastAPiece = 2, MostAPiece = 200; // … that many events
    struct Read;
    struct Resumes;
    void readOnce(std::vector<Asked> channels, int tries, std::function<void(Reading)> done);
    void takePublished(
        const redis::Reply& reply, std::size_t channels, std::uint64_t call, Published& published);
    std::string keptText() const;
    std::array<std::string, 3> keptArguments() const;
    // of fanlight:heads
    std::string fieldOf(const std::string& userId) const
    {
        return userId.empty() ? std::string() : ':' + userId;
    }
    void readMarks(const std::shared_ptr<Read>& read, std::size_t begin, std::size_t end);
    void readNextChannel(const std::shared_ptr<Read>& read);
    void readPiece(const std::shared_ptr<Read>& read, std::size_t channel, EventId from);
    void pieceRead(const std::shared_ptr<Read>& read, std::size_t channel, std::size_t most,
        const redis::Reply& reply);
    void finishRead(const std::shared_ptr<Read>& read);
    void readForResumes(std::shared_ptr<Resumes> resumes);
    std::optional<Replay> replayOf(const Ask& ask, const Channel* own, const Channel& broadcasts,
        bool isAll, const Reading& reading) const;

    redis::LinkUser m_link;
    QObject m_timers; // what is asked again is forgotten with it
    RedisScripts m_scripts;
    const RedisKeys m_keys;
    const std::string m_lastIdKey;
    std::string m_grant;
    const Limits m_limits;
    std::uint64_t m_answered = 0; // the highest number of a call that Redis has recorded
    std::int64_t m_run = 0; // of Redis; 0: none is known
    EventId m_newestTold;
    RedisDecoded m_decoded;
};

} // namespace fanlight
