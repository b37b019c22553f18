// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "broker/redis_gap.h"
#include "broker/redis_history.h"
#include "broker/redis_marks.h"
#include "broker/redis_subscriptions.h"
#include "metrics/sample.h"
#include "qtredis/link_user.h"

#include <QString>

#include <functional>
#include <mutex>
#include <optional>
#include <string>

namespace fanlight {

// Whether Redis is there and does what is asked of it. Both links are proven by a message of our
// own, with where history stood before it; publishing by its very script, which meets what would
// refuse a publish (the memory limit, a replica, the rights of the user). Once both are known the
// gap is read, if there is one, and Redis is ready. A message of our own that goes round every
// second tells when it no longer is.
//
// Hub thread, but for whyNotReady(). Its owner is told; answers to what it asks are forgotten when
// it goes. History outlives it, and answers no more once the link is closed.
class RedisReadiness {
public:
    struct Handlers {
        // set(); `hasChanged`: it was not so before.
        std::function<void(bool isReady, bool hasChanged)> turned;
        // Publishing is refused, or is not any more, while Redis is ready.
        std::function<void()> refusalChanged;
    };
    static constexpr int ProbeMs = 1000; // a message of our own goes round so often
    static constexpr int ProbeLimitMs = 2000; // not back after that: Redis is away

    // `token`: of this process alone. `where`: the address of Redis, for a person.
    RedisReadiness(redis::RedisLink& commands, RedisHistory& history, RedisMarks& marks,
        const RedisSubscriptions& subscriptions, RedisGap& gap, std::string token, QString where,
        Handlers handlers);

    bool isReady() const { return m_isReady; }
    bool isLinkUp() const { return m_link.state() == redis::RedisLink::State::Ready; }
    std::string whyNotReady() const; // any thread; empty: it is
    // since the epoch; 0: it is not away, or has only now begun
    qint64 awaySinceMs() const { return m_awaySinceMs; }
    qint64 awayMs() const; // how long
    // of the last message of our own; Unknown before
    double roundTripMs() const { return m_roundTripMs; }
    // of the links, the last one; there was one
    RedisGap::Proof proof() const { return {*m_newestInRedis, m_historyBorn, m_wentBack}; }

    void set(bool isReady, const std::string& why = {});
    void filled(); // the gap, by proof()
    void linksLost();
    void proveIfPossible(); // something it needs is there now
    void provePublishing(); // is it refused to all?
    // A message of our own has come back.
    void cameBack(std::uint64_t number);
    // What Redis told of them (RedisMarks): how history is kept, whether it went back …
    void told(const RedisHistory::Standing& standing);
    void tellsNothing(std::uint64_t number); // … of what is in front of this one
    // … and of this one, before which `newest` was the newest event.
    void stands(std::uint64_t number, EventId newest, const RedisHistory::Standing& standing);
    void tick(std::uint64_t nowNs);

private:
    void publishingProven(const std::string& error);
    void lookAtEviction();

    redis::LinkUser m_link;
    RedisHistory& m_history;
    RedisMarks& m_marks;
    const RedisSubscriptions& m_subscriptions;
    RedisGap& m_gap;
    const std::string m_token;
    const QString m_where;
    const Handlers m_handlers;

    bool m_isReady = false;
    mutable std::mutex m_whyMutex;
    std::string m_whyNotReady = "Redis has not answered yet."; // guarded by m_whyMutex
    // why Redis refuses publishes though it answers; guarded by m_whyMutex
    std::string m_publishRefusal;
    qint64 m_awaySinceMs = 0;
    qint64 m_awaySinceSteadyMs = 0; // by the clock that nobody sets

    // the proof
    std::uint64_t m_proof = 0; // the message that proves the links; 0: none is under way
    bool m_isProven = false; // on these links: that publishes are taken, or why not
    bool m_isProving = false;
    std::optional<EventId> m_newestInRedis; // as told by the last proof
    EventId m_historyBorn; // likewise
    bool m_isSettled = true; // likewise: history may be read
    bool m_wentBack = false; // Redis did, since the links were lost

    // the probe
    std::uint64_t m_probe = 0; // the message whose round trip is measured
    std::uint64_t m_probeSentNs = 0; // 0: it is back
    std::uint64_t m_lastProbeNs = 0;
    double m_roundTripMs = Unknown;

    // said once
    std::string m_keptOtherwise; // how another instance keeps history
    bool m_isEvictionKnown = false;
};

} // namespace fanlight
