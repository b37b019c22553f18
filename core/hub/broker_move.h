// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "broker/fan_payload.h"
#include "broker/memory_broker.h"
#include "broker/redis_history.h"
#include "broker/redis_keys.h"
#include "delivery/memory_sets.h"
#include "hub/kept_in_memory.h"
#include "qtredis/redis_link.h"

#include <QObject>
#include <QTimer>

#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

namespace fanlight {

// Takes along to Redis what a hub keeps in memory, while it serves: first the audience, then
// history, in pieces, a few of which are under way at a time; what changes meanwhile follows.
// Events keep their ids, so that whoever comes back with one resumes. What stands in Redis stays:
// sets are joined, and where a channel's history there goes on behind ours, ours is left out, and
// clients are told of the gap.
//
// Once caughtUp() the hub moves, and copyRest() takes what came in the last moment; nothing may be
// published to that Redis before finished() or failed(). The hub's thread; of use once.
class BrokerMove : public QObject {
    Q_OBJECT
public:
    static constexpr std::size_t MembersAtOnce = 500;
    static constexpr std::size_t EventsAtOnce = 100;
    static constexpr std::size_t BytesAtOnce = 256 << 10;
    static constexpr int UnderWay = 16; // commands
    static constexpr std::size_t MostChanges = 100'000; // of the audience, while it is copied
    static constexpr int SilenceMs = 8000; // of Redis, after which it is given up

    struct From {
        MemoryBroker& history; // both until copyRest()
        MemorySets& audience;
        RedisHistory::Limits limits;
        std::string prefix; // of channels
    };
    BrokerMove(From from, const redis::RedisUrl& to, QObject* parent = nullptr);
    ~BrokerMove() override;

    void start();
    // The hub has moved: `rest` is what history got since, `forgotten` its forgottenThrough().
    void copyRest(std::vector<MemoryBroker::Kept> rest, EventId forgotten);
    const MoveProgress& progress() const { return m_progress; }
    quint64 leftOut() const { return m_leftOut; } // events that Redis' own are newer than

Q_SIGNALS:
    void progressed(); // up to ten times a second
    void caughtUp();
    void finished();
    void failed(const QString& error); // one sentence

private:
    enum class Step { Audience, History, Waiting, Rest };
    void goOn();
    bool sendNext();
    bool sendMembers();
    bool sendEvents(std::vector<MemoryBroker::Kept> events);
    bool sendChange();
    void stepDone();
    void send(
        const std::vector<std::string>& command, std::function<void(const redis::Reply&)> answered);
    std::string keyOf(const std::string& set) const;
    std::string payloadOf(const MemoryBroker::Kept& event);
    void fail(const QString& error);
    void report();

    From m_from;
    const RedisKeys m_keys;
    const std::string m_grant; // what lets the Redis user do all this, as a line
    redis::RedisLink m_link;
    FanPayloadWriter m_payloads;
    MoveProgress m_progress;
    Step m_step = Step::Audience;
    MemorySets::Place m_place;
    bool m_hasAllSets = false;
    std::vector<MemorySets::Change> m_changes; // that came while it was copied
    std::size_t m_nextChange = 0;
    std::vector<MemoryBroker::Kept> m_rest;
    std::size_t m_nextRest = 0;
    EventId m_forgotten;
    quint64 m_leftOut = 0;
    int m_underWay = 0;
    bool m_isOver = false;
    QTimer m_silence;
    QTimer m_reports;
};

} // namespace fanlight
