// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "qtredis/redis_link.h"
#include "sse/event_id.h"

#include <QObject>

#include <cstdint>
#include <deque>
#include <functional>
#include <initializer_list>
#include <span>
#include <string>
#include <string_view>

namespace fanlight {

// A primary of a Redis Cluster as the hub uses it: one link subscribes to the channels whose slots
// it keeps, one publishes to them and reads their history. It is up while both are. Hub thread;
// owned by ClusterTopology, which is told.
class ClusterNode final : public QObject {
    Q_OBJECT
public:
    struct Handlers {
        std::function<void()> up; // again after each lost(): nothing is subscribed then
        std::function<void(const QString& reason)> lost; // each attempt in vain, too
        std::function<void(std::string_view channel, std::string_view payload)> message;
        std::function<void(std::string_view channel, bool isSubscribed)> confirmed;
        // Of a sharded channel, which it does not keep (now).
        std::function<void(std::string_view channel, std::string_view error)> refused;
        std::function<void()> turnEnded;
    };
    struct Settings {
        redis::RedisUrl cluster;
        QByteArray clientName; // the links' begin with it
        QString rules; // what the user needs
        bool isSharded = false;
    };
    ClusterNode(const Settings& settings, const redis::Endpoint& endpoint, Handlers handlers);
    ~ClusterNode() override { close(); }
    void open();
    void close(); // what is outstanding is answered as lost

    const redis::Endpoint& endpoint() const { return m_endpoint; }
    bool isUp() const { return m_isUp; }
    int ups() const { return m_ups; } // how often it came up
    bool wasLost() const { return m_wasLost; } // else it is on its way, or up
    const QString& problem() const { return m_problem; } // why it is not up
    qint64 awaySinceMs() const { return m_awaySinceMs; } // since the epoch; 0: it is not

    void subscribe(std::span<const std::string_view> names);
    void unsubscribe(std::span<const std::string_view> names);
    void send(std::span<const std::string_view> args, redis::RedisLink::Callback callback)
    {
        m_commands.send(args, std::move(callback));
    }
    void send(std::initializer_list<std::string_view> args, redis::RedisLink::Callback callback)
    {
        m_commands.send(args, std::move(callback));
    }
    std::uint64_t reconnects() const { return m_subscriber.reconnects() + m_commands.reconnects(); }
    void setBroken(bool paused, bool cut); // as RedisBroker's

    // ---- its clock
    void askTime(); // now and then, which shows whether it hangs, too
    void told(std::uint64_t nowMs);
    // Whether it can have given that id by now.
    bool mayHaveGiven(EventId id) const;
    static constexpr std::uint64_t AheadMs = 2000; // an id so far ahead was not given by it
    std::uint64_t nowMs() const; // as far as it was told; 0: it was not

    // ---- one that hangs, and may be replaced meanwhile
    // When it wakes up it answers for some milliseconds as if it were not, so from when it hangs it
    // is in doubt, until whoever keeps which slot was asked after it spoke again.
    static constexpr std::uint64_t SilentNs = 500'000'000;
    bool isInDoubt() const { return m_doubt != Doubt::None; }
    void lookWhetherItHangs(std::uint64_t nowNs);
    void slotsAsked(); // if it speaks again by now, the answer settles it
    void slotsAnswered();

    // ---- figures
    std::uint64_t published = 0; // over it
    std::uint64_t received = 0; // messages
    std::uint64_t channels = 0; // subscribed to at it

private:
    static redis::RedisLink::Settings linkSettings(
        const Settings& settings, const redis::Endpoint& endpoint, const char* purpose);
    void lookUp();
    void linkLost(const QString& reason);

    const redis::Endpoint m_endpoint;
    const bool m_isSharded;
    const Handlers m_handlers;
    redis::RedisLink m_subscriber;
    redis::RedisLink m_commands;
    bool m_isUp = false;
    std::deque<std::string> m_asked; // sharded channels it has not confirmed yet, in their order
    int m_ups = 0;
    bool m_wasLost = false;
    QString m_problem;
    qint64 m_awaySinceMs = 0;
    std::uint64_t m_clockMs = 0; // as last told; 0: never
    std::uint64_t m_clockToldNs = 0; // monotonic
    std::uint64_t m_timeAskedNs = 0; // monotonic; 0: it has answered
    enum class Doubt : std::uint8_t { None, Hangs, IsAsked };
    Doubt m_doubt = Doubt::None;
};

} // namespace fanlight
