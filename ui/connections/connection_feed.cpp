// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "connections/connection_feed.h"

#include <QDateTime>
#include <QPointer>

namespace fanlight {

ConnectionFeed::ConnectionFeed(Ask ask, const ClosedConnections& record, QObject* parent)
    : QObject(parent)
    , m_ask(std::move(ask))
    , m_record(record)
{
    m_next.setSingleShot(true);
    m_next.setInterval(Interval);
    connect(&m_next, &QTimer::timeout, this, &ConnectionFeed::request);
}

void ConnectionFeed::setSeen(bool seen)
{
    m_seen = seen;
    if (seen)
        request();
    else
        m_next.stop();
}

void ConnectionFeed::setListening(bool listening)
{
    m_listening = listening;
    if (!listening) {
        ++m_hubRun;
        m_asking = false;
        m_closed.clear();
        if (!m_paused)
            show(std::make_shared<ConnectionSnapshot>());
    }
    request();
}

void ConnectionFeed::setPaused(bool paused)
{
    m_paused = paused;
    request();
}

bool ConnectionFeed::isWanted() const
{
    return m_seen && m_listening
        && (!m_paused || m_returns.isWaiting(QDateTime::currentMSecsSinceEpoch()));
}

void ConnectionFeed::request()
{
    if (m_asking || !isWanted())
        return;
    m_next.stop();
    m_asking = true;
    m_ask([feed = QPointer(this), run = m_hubRun](const ConnectionSnapshotPtr& snapshot) {
        if (feed && feed->m_hubRun == run)
            feed->answer(snapshot);
    });
}

void ConnectionFeed::answer(const ConnectionSnapshotPtr& snapshot)
{
    m_asking = false;
    if (!isWanted())
        return;
    takeClosed(m_record.since(m_closed.lastNumber(), ClosedRows::Most), snapshot->takenAtMs);
    if (m_paused) {
        m_returns.take(*snapshot, *m_closed.rows());
        Q_EMIT returnsChanged();
    } else {
        show(snapshot);
    }
    m_next.start();
}

void ConnectionFeed::takeClosed(const std::vector<ClosedConnectionPtr>& closed, qint64 nowMs)
{
    m_closed.take(closed, nowMs);
}

void ConnectionFeed::show(const ConnectionSnapshotPtr& snapshot)
{
    m_snapshot = snapshot;
    if (m_returns.isActive()) {
        m_returns.take(*snapshot, *m_closed.rows());
        Q_EMIT returnsChanged();
    }
    Q_EMIT shown();
}

void ConnectionFeed::watchReturns(const std::vector<ConnectionRow>& left, qint64 nowMs)
{
    m_returns.begin(left, nowMs);
    Q_EMIT returnsChanged();
}

void ConnectionFeed::stopWatching()
{
    m_returns.stop();
    Q_EMIT returnsChanged();
}

} // namespace fanlight
