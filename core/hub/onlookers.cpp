// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "hub/onlookers.h"

#include "hub/broker_switch.h"
#include "hub/connection_watch.h"
#include "hub/connection_windows.h"
#include "hub/http_api.h"
#include "hub/message_log.h"

#include <utility>

namespace fanlight {

Onlookers::Onlookers(
    MessageLog& messages, ClosedConnections& closed, ConnectionWindows& windows, QObject* parent)
    : QObject(parent)
    , m_messageLog(messages)
    , m_closedLog(closed)
    , m_windows(windows)
{
}

void Onlookers::begin(const Parts& parts)
{
    m_parts.emplace(parts);
    connectWatch();
    connectTap();
    m_parts->brokers.setWatched(m_redisFor.any());
    if (m_messages)
        m_parts->api.publishing().setMessageLog(m_messages);
    if (m_closed)
        m_parts->api.streams().setClosedConnections(m_closed);
}

void Onlookers::end()
{
    m_streams = nullptr;
    m_parts.reset();
}

void Onlookers::serve(AdminStreams::HubSide& side)
{
    side.recordMessages = [this](bool isWanted) {
        m_messagesFor.streams = isWanted;
        setRecording();
    };
    side.recordClosed = [this](bool isWanted) {
        m_closedFor.streams = isWanted;
        setRecording();
    };
    side.watchRedis = [this](bool isWanted) {
        m_redisFor.streams = isWanted;
        m_parts->brokers.setWatched(m_redisFor.any());
    };
    side.watchConnection = [this](quint64 id) {
        m_watched.forStreams = id;
        lookClosely();
    };
    side.tap = [this](const QString& pattern) {
        m_tapsForStreams = !pattern.isEmpty();
        m_parts->brokers.tap(pattern);
    };
    side.whyNotWatch = [this](quint64 id) {
        return m_watched.forWindow == 0 || m_watched.forWindow == id ? QString() : windowLooks();
    };
    side.whyNotTap = [this] {
        if (!m_parts->brokers.redis())
            return QStringLiteral("this hub is not behind Redis");
        return m_windowTaps
            ? QStringLiteral("the hub's own window taps, and a hub has one tap at a time")
            : QString();
    };
}

// ---------------------------------------------------------------- what is recorded

void Onlookers::recordMessages()
{
    m_messagesFor.window = true;
    setRecording();
}

void Onlookers::recordClosed()
{
    m_closedFor.window = true;
    setRecording();
}

// What nobody looks at is let go.
void Onlookers::setRecording()
{
    const bool wasRecording = m_messages;
    m_messages = m_messagesFor.any() ? &m_messageLog : nullptr;
    m_closed = m_closedFor.any() ? &m_closedLog : nullptr;
    m_windows.setClosed(m_closed);
    if (wasRecording && !m_messages)
        m_messageLog.clear();
    if (!m_parts)
        return;
    m_parts->api.publishing().setMessageLog(m_messages);
    m_parts->api.streams().setClosedConnections(m_closed);
}

// ---------------------------------------------------------------- one at a time

void Onlookers::watchConnection(quint64 id)
{
    m_watched.forWindow = id;
    m_watched.now = NotNow; // one that has ended is told of again
    lookClosely();
}

QString Onlookers::windowLooks() const
{
    return QStringLiteral("the hub's own window looks closely at %1, and a hub does so at one "
                          "stream at a time")
        .arg(connectionIdText(m_watched.forWindow));
}

// At one stream at a time: the window of this program goes first.
void Onlookers::lookClosely()
{
    const quint64 id = m_watched.forWindow != 0 ? m_watched.forWindow : m_watched.forStreams;
    if (!m_parts || std::exchange(m_watched.now, id) == id)
        return;
    m_parts->watch.watch(id);
    if (m_watched.forStreams != 0 && m_watched.forStreams != id && m_streams)
        m_streams->lookFailed(windowLooks());
}

void Onlookers::connectWatch()
{
    m_watched = {};
    connect(&m_parts->watch, &ConnectionWatch::sampled, this,
        [this](const WatchedConnection& connection) {
            if (connection.id == m_watched.forWindow)
                Q_EMIT connectionWatched(connection);
            // what was on its way when the window took over comes too late
            if (connection.id == m_watched.forStreams && connection.id == m_watched.now
                && m_streams)
                m_streams->take(connection);
        });
}

void Onlookers::watchRedis(bool watched)
{
    m_redisFor.window = watched;
    if (m_parts)
        m_parts->brokers.setWatched(m_redisFor.any());
}

void Onlookers::tapRedis(const QString& pattern)
{
    if (!m_parts)
        return;
    m_windowTaps = !pattern.isEmpty();
    if (std::exchange(m_tapsForStreams, false) && m_streams)
        m_streams->tapFailed(QStringLiteral("the hub's own window taps now"));
    m_parts->brokers.tap(pattern);
}

void Onlookers::connectTap()
{
    m_windowTaps = m_tapsForStreams = false;
    connect(&m_parts->brokers, &BrokerSwitch::sampled, this, [this](const RedisSnapshot& redis) {
        if (m_redisFor.window)
            Q_EMIT redisSampled(redis);
        if (m_streams)
            m_streams->take(redis);
    });
    connect(&m_parts->brokers, &BrokerSwitch::tapped, this, [this](const TapBatch& batch) {
        if (m_tapsForStreams && m_streams)
            m_streams->take(batch);
        else
            Q_EMIT tapped(batch);
    });
    connect(&m_parts->brokers, &BrokerSwitch::tapFailed, this, [this](const QString& error) {
        if (m_tapsForStreams && m_streams)
            m_streams->tapFailed(error);
        else
            Q_EMIT tapFailed(error);
    });
}

} // namespace fanlight
