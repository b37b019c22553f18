// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "broker/cluster_topology.h"
#include "broker/fan_payload.h"
#include "broker/redis_history.h"
#include "broker/redis_keys.h"
#include "broker/redis_script.h"
#include "sse/event_id.h"
#include "sse/frame.h"

#include <QTimer>

#include <deque>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace fanlight {

// Publishing and history in a Redis Cluster, by channel: each has its ids, its history and its
// node. One script at that node gives the id, adds the event to the channel's stream and publishes
// it.
//
// Of a channel there is fanlight:log:{channel}, a stream of what was published (fields "m", the
// payload behind its id, and "p", the id before it), and fanlight:last-id:{channel}, the newest id
// that was given on it. Each event names the one before it, its message does, too: whoever listens
// sees what is missing, and reads it here. What is missing here is seen by a hole in that chain, or
// at its end by the newest id. A hub that knows a newer one than Redis, after a fail-over that lost
// some, puts it back (look()), so that all the others see the hole. A hub that knows one which the
// successor of a primary does not have, though it has newer ones, makes a hole there for all to
// see.
//
// What a node does not keep (any more) is asked again where it is, for a moment. Hub thread; the
// topology outlives it.
class ClusterHistory {
public:
    // As RedisHistory::recall(): what is of the whole app is not here.
    using Recall = std::function<void(const std::string& key,
        std::function<void(const std::string& error, std::optional<OnceRecord> record)> done)>;
    struct Settings {
        RedisHistory::Limits limits;
        bool isSharded = false;
        std::string grant; // what lets the Redis user do all this, as a line
        Recall recall;
        // Whether the primary of the slot was replaced lately.
        std::function<bool(int slot)> wasReplaced = [](int) { return false; };
    };
    ClusterHistory(ClusterTopology& topology, RedisKeys keys, Settings settings);
    void close(); // what waits to be asked again is refused

    const RedisKeys& keys() const { return m_keys; }
    const RedisHistory::Limits& limits() const { return m_settings.limits; }
    bool isSharded() const { return m_settings.isSharded; }
    std::chrono::milliseconds keptFor() const; // the newest id of a channel nobody uses
    // The slot of a user's channel; empty: of everyone's.
    int slotOf(std::string_view userId) const;
    // It is up. `restarted`: it was before, as another process, which may have lost something.
    void prepare(ClusterNode& node, std::function<void()> restarted);

    // As RedisHistory::publish(), but each channel has an id of its own; the answer has the first.
    // With a key (`once` may be null) each channel keeps what it had of it, at its own node; what
    // the whole came to is recalled.
    void publish(std::span<const std::string> userIds, std::shared_ptr<const std::string> afterId,
        const RedisHistory::OnceWish* once,
        std::function<void(const RedisHistory::Published&)> done);

    struct Event {
        EventId id;
        std::optional<EventId> before; // on its channel; nothing: not known
        FramePtr frame; // without an id, unless the publisher chose one
        std::string customId;
        std::string receipt; // its token; empty: none was asked for
        std::string by; // who published it …
        std::uint64_t publishedUs; // … and when
        BatchWish batch;
    };
    using EventPtr = std::shared_ptr<const Event>;

    // A channel's history from an event on.
    struct Channel : EventChain<EventPtr> { // `newest` {}: not known
        std::string error; // one sentence; empty: it was read
        bool mayPass = false; // the cluster, or the link, is changing: ask again
        std::uint64_t nowMs = 0; // by Redis' clock

        // Whether the events behind this one of the channel are all there were.
        bool isWholeBehind(EventId after) const;
        // The event behind the last that is missing there; {}: not known.
        EventId missingTo(EventId after) const;
    };
    // Where a channel is now, which it is from then on at least; and what came behind `from` ({}:
    // nothing is read). `told`: the newest id known here, {}: none; it is put back where Redis has
    // an older one, or none (`wentBack`). Once, at that node.
    struct Look {
        Channel channel;
        bool wentBack = false;
        // Its history is not the one that `told` is of: some of it may never have come here.
        bool isForked = false;
    };
    void look(ClusterNode& node, const std::string& userId, EventId told, EventId from,
        std::function<void(Look)> done);
    // What there is behind and at `from`; asked again while the cluster is changing.
    void read(const std::string& userId, EventId from, std::function<void(Channel)> done);
    void keep(ClusterNode& node, const std::string& userId); // the newest id for another while

    // What was told of channels shortly before their node was lost, or another has taken over,
    // which may not have it all: it is put back.
    void putBack();
    void nodeLost(const ClusterNode& node);
    EventId toldOn(const std::string& userId) const; // {}: nothing, lately
    void forgetTold(std::uint64_t nowNs);
    static constexpr std::uint64_t ToldNs = 30'000'000'000; // so long it is kept in mind

    void retry(std::uint64_t nowNs); // what waits

    // so long what a cluster is moving is asked again
    static constexpr std::uint64_t RetryNs = 2'500'000'000;
    static constexpr int RetryMs = 50;

private:
    struct One; // a channel of a publish
    struct Held { // asked again
        std::uint64_t untilNs;
        std::string why; // as Redis said
        std::function<void()> again;
        std::function<void(const std::string& why)> giveUp;
    };
    void run(ClusterNode& node, const RedisScript& script, bool isWhole,
        std::shared_ptr<std::vector<std::string>> arguments, redis::RedisLink::Callback done);
    void publishAll(const std::vector<std::string>& userIds, const std::string& afterId,
        const std::string& onceKey, std::function<void(const RedisHistory::Published&)> done);
    void publishOne(std::shared_ptr<One> one);
    void readOnce(const std::string& userId, EventId from, std::uint64_t untilNs,
        std::function<void(Channel)> done);
    void hold(Held held);
    void readEntries(const redis::Reply& reply, std::vector<EventPtr>& events);
    std::string whyAway(const ClusterNode* node) const;

    ClusterTopology& m_topology;
    const RedisKeys m_keys;
    const Settings m_settings;
    const RedisScript m_publish;
    const RedisScript m_look;
    const RedisScript m_mark; // does nothing; of this hub alone
    FanPayloadReader m_reader;
    struct Told { // an answer to a publish
        EventId id;
        std::uint64_t atNs;
        const ClusterNode* node; // who gave it; null: it may have gone since
    };
    std::unordered_map<std::string, Told> m_told; // by user; everyone: empty
    std::deque<Held> m_held;
    QTimer m_timer;
};

} // namespace fanlight
