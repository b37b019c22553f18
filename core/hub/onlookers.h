// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "hub/admin_streams.h"
#include "hub/closed_connections.h"
#include "hub/snapshots.h"

#include <QObject>

#include <optional>

namespace fanlight {

class BrokerSwitch;
class ConnectionWatch;
class ConnectionWindows;
class HttpApi;
class MessageLog;

// What the hub does only while somebody looks: records messages and streams that ended, has Redis'
// figures, looks closely at a stream, taps. Who looks is the window of this program, which goes
// first, and windows elsewhere over the admin streams. Hub thread; over all of the hub's starts,
// owned by HubCore.
class Onlookers : public QObject {
    Q_OBJECT
public:
    // All outlive it.
    Onlookers(MessageLog& messages, ClosedConnections& closed, ConnectionWindows& windows,
        QObject* parent);

    struct Parts { // of a hub that has begun; until end()
        HttpApi& api;
        BrokerSwitch& brokers;
        ConnectionWatch& watch;
    };
    void begin(const Parts& parts);
    void end();
    // What the admin streams are to have done; and those that are told of it, null: none.
    void serve(AdminStreams::HubSide& side);
    void setStreams(AdminStreams* streams) { m_streams = streams; }

    // The window of this program.
    void recordMessages(); // every one, from now on
    void recordClosed(); // every stream that ends, from now on
    void watchConnection(quint64 id); // 0: none
    void watchRedis(bool watched);
    void tapRedis(const QString& pattern); // empty: none

    MessageLog* messages() const { return m_messages; } // null: nobody looks
    ClosedConnections* closed() const { return m_closed; } // likewise

Q_SIGNALS: // for the window
    void connectionWatched(const fanlight::WatchedConnection& connection);
    void redisSampled(const fanlight::RedisSnapshot& redis);
    void tapped(const fanlight::TapBatch& batch);
    void tapFailed(const QString& error);

private:
    void setRecording();
    QString windowLooks() const; // why no reader can now
    void lookClosely();
    void connectWatch();
    void connectTap();

    struct Lookers {
        bool window = false;
        bool streams = false;
        bool any() const { return window || streams; }
    };
    struct Watched { // the streams that are looked at closely; 0: none
        quint64 forWindow = 0;
        quint64 forStreams = 0;
        quint64 now = 0;
    };
    static constexpr quint64 NotNow = ~quint64(0); // which none has

    MessageLog& m_messageLog;
    ClosedConnections& m_closedLog;
    ConnectionWindows& m_windows;
    std::optional<Parts> m_parts; // none: the hub is not there
    AdminStreams* m_streams = nullptr;
    MessageLog* m_messages = nullptr;
    ClosedConnections* m_closed = nullptr;
    Lookers m_messagesFor;
    Lookers m_closedFor;
    Lookers m_redisFor;
    Watched m_watched;
    bool m_windowTaps = false;
    bool m_tapsForStreams = false; // the one tap there is
};

} // namespace fanlight
