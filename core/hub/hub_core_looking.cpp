// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
// How a HubCore looks after what windows look at, its program's own and those elsewhere.
#include "hub/hub_core.h"

#include "hub/message_log.h"

namespace fanlight {

void HubCore::startAdminStreams()
{
    AdminStreams::HubSide side{m_status, m_api->access(), m_samples, m_kept.messages, m_kept.closed,
        m_audit, m_log, m_windows};
    side.retryMs = [this] { return std::int64_t(m_options.retry.count()); };
    side.features = [this] { return m_admin->features(); };
    side.faults = [this] { return m_faults->faults(); };
    side.instances
        = [this] { return m_switch->board() ? m_switch->board()->instances() : nullptr; };
    side.sources = [this] { return m_sources->snapshot(); };
    side.recordMessages = [this](bool isWanted) {
        m_messagesFor.streams = isWanted;
        setRecording();
    };
    side.recordClosed = [this](bool isWanted) {
        m_closedFor.streams = isWanted;
        setRecording();
    };
    side.followReceipts = [this](bool isWanted) { m_receipts->setFollowed(isWanted); };
    side.watchRedis = [this](bool isWanted) {
        m_redisFor.streams = isWanted;
        m_switch->setWatched(m_redisFor.any());
    };
    side.watchConnection = [this](quint64 id) {
        m_watched.forStreams = id;
        lookClosely();
    };
    side.tap = [this](const QString& pattern) {
        m_tapsForStreams = !pattern.isEmpty();
        m_switch->tap(pattern);
    };
    side.whyNotWatch = [this](quint64 id) {
        return m_watched.forWindow == 0 || m_watched.forWindow == id
            ? QString()
            : QStringLiteral("the hub's own window looks closely at %1, and a hub does so at one "
                             "stream at a time")
                  .arg(connectionIdText(m_watched.forWindow));
    };
    side.whyNotTap = [this] {
        if (!m_switch->redis())
            return QStringLiteral("this hub is not behind Redis");
        return m_windowTaps
            ? QStringLiteral("the hub's own window taps, and a hub has one tap at a time")
            : QString();
    };
    m_adminStreams = std::make_unique<AdminStreams>(std::move(side));
    connect(m_receipts.get(), &ReceiptBook::followed, m_adminStreams.get(),
        [streams = m_adminStreams.get()](
            const ReceiptSnapshot& receipt) { streams->take(receipt); });
}

// ---------------------------------------------------------------- what is recorded

void HubCore::recordMessages()
{
    m_messagesFor.window = true;
    setRecording();
}

void HubCore::recordClosed()
{
    m_closedFor.window = true;
    setRecording();
}

// What nobody looks at is let go.
void HubCore::setRecording()
{
    const bool wasRecording = m_messages;
    m_messages = m_messagesFor.any() ? &m_kept.messages : nullptr;
    m_closed = m_closedFor.any() ? &m_kept.closed : nullptr;
    m_windows.setClosed(m_closed);
    if (wasRecording && !m_messages)
        m_kept.messages.clear();
    if (!m_api)
        return;
    m_api->publishing().setMessageLog(m_messages);
    m_api->streams().setClosedConnections(m_closed);
}

// ---------------------------------------------------------------- one at a time

void HubCore::watchConnection(quint64 id)
{
    m_watched.forWindow = id;
    m_watched.now = NotNow; // one that has ended is told of again
    lookClosely();
}

// At one stream at a time: the window of this program goes first.
void HubCore::lookClosely()
{
    const quint64 id = m_watched.forWindow != 0 ? m_watched.forWindow : m_watched.forStreams;
    if (m_connectionWatch && std::exchange(m_watched.now, id) != id)
        m_connectionWatch->watch(id);
}

void HubCore::connectWatch()
{
    m_watched = {};
    connect(m_connectionWatch.get(), &ConnectionWatch::sampled, this,
        [this](const WatchedConnection& connection) {
            if (connection.id == m_watched.forWindow)
                Q_EMIT connectionWatched(connection);
            if (connection.id == m_watched.forStreams && m_adminStreams)
                m_adminStreams->take(connection);
        });
}

void HubCore::watchRedis(bool watched)
{
    m_redisFor.window = watched;
    if (m_switch)
        m_switch->setWatched(m_redisFor.any());
}

void HubCore::tapRedis(const QString& pattern)
{
    if (!m_switch)
        return;
    m_windowTaps = !pattern.isEmpty();
    if (std::exchange(m_tapsForStreams, false) && m_adminStreams)
        m_adminStreams->tapFailed(QStringLiteral("the hub's own window taps now"));
    m_switch->tap(pattern);
}

void HubCore::connectTap()
{
    m_windowTaps = m_tapsForStreams = false;
    connect(m_switch.get(), &BrokerSwitch::sampled, this, [this](const RedisSnapshot& redis) {
        if (m_redisFor.window)
            Q_EMIT redisSampled(redis);
        if (m_adminStreams)
            m_adminStreams->take(redis);
    });
    connect(m_switch.get(), &BrokerSwitch::tapped, this, [this](const TapBatch& batch) {
        if (m_tapsForStreams && m_adminStreams)
            m_adminStreams->take(batch);
        else
            Q_EMIT tapped(batch);
    });
    connect(m_switch.get(), &BrokerSwitch::tapFailed, this, [this](const QString& error) {
        if (m_tapsForStreams && m_adminStreams)
            m_adminStreams->tapFailed(error);
        else
            Q_EMIT tapFailed(error);
    });
}

} // namespace fanlight
