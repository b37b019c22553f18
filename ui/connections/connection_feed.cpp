// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "connections/connection_feed.h"

#include <QDateTime>
#include <QPointer>

namespace fanlight {

bool isOfSameRows(const ConnectionWish& window, const ConnectionWish& wanted)
{
    ConnectionWish same = wanted;
    same.columns = window.columns;
    same.first = window.first;
    same.count = window.count;
    same.withRoundTrip = window.withRoundTrip;
    same.lookedAt = window.lookedAt;
    same.valuesOf = window.valuesOf;
    same.valuesLike = window.valuesLike;
    return same == window;
}

ConnectionFeed::ConnectionFeed(Hands hands, const ClosedConnections& record, QObject* parent)
    : QObject(parent)
    , m_hands(std::move(hands))
    , m_record(record)
{
    connect(&m_still, &StillConnections::answered, this, &ConnectionFeed::setWindow);
}

ConnectionFeed::~ConnectionFeed()
{
    if (m_watched)
        m_hands.watch(std::nullopt);
}

void ConnectionFeed::setSeen(bool seen)
{
    m_seen = seen;
    update();
}

void ConnectionFeed::setListening(bool listening)
{
    if (m_listening && !listening) {
        m_closed.clear();
        m_returns = {};
        if (!m_paused) {
            m_still.clear();
            auto empty = std::make_shared<ConnectionWindow>();
            empty->wish = m_wish;
            setWindow(empty);
        }
        Q_EMIT returnsChanged();
    }
    m_listening = listening;
    update();
}

void ConnectionFeed::setPaused(bool paused)
{
    if (paused == m_paused)
        return;
    m_paused = paused;
    ++m_pause;
    if (paused)
        hold();
    else if (m_listening)
        m_still.clear();
    update();
}

// Whoever pauses wants to look around in what there is: that needs each of the rows, once.
void ConnectionFeed::hold()
{
    if (!m_listening || m_still.snapshot())
        return;
    m_hands.all(m_wish.withRoundTrip,
        [feed = QPointer(this), pause = m_pause](const ConnectionSnapshotPtr& snapshot) {
            if (feed && feed->m_pause == pause)
                feed->show(snapshot);
        });
}

void ConnectionFeed::setWish(const ConnectionWish& wish)
{
    if (wish == m_wish)
        return;
    m_wish = wish;
    if (m_still.snapshot())
        m_still.answer(m_wish);
    update();
}

void ConnectionFeed::update()
{
    const bool isWanted = m_seen && m_listening && (!m_paused || m_returns.isWaiting);
    std::optional<ConnectionWish> wanted;
    if (isWanted)
        wanted = m_wish;
    if (isWanted && m_paused) { // who comes back is told with no rows at all
        wanted = ConnectionWish();
        wanted->count = 0;
    }
    if (wanted == m_watched)
        return;
    m_watched = wanted;
    m_hands.watch(wanted);
}

void ConnectionFeed::take(const ConnectionWindowPtr& window)
{
    if (!m_watched)
        return;
    if (m_returns != window->returns) {
        m_returns = window->returns;
        Q_EMIT returnsChanged();
    }
    if (m_paused)
        return update();
    if (!isOfSameRows(window->wish, m_wish))
        return;
    m_still.clear();
    setWindow(window);
}

void ConnectionFeed::show(const ConnectionSnapshotPtr& snapshot)
{
    m_still.set(snapshot, closed());
    m_still.answer(m_wish);
}

void ConnectionFeed::setWindow(const ConnectionWindowPtr& window)
{
    m_window = window;
    Q_EMIT shown();
}

void ConnectionFeed::takeClosed(const std::vector<ClosedConnectionPtr>& closed, qint64 nowMs)
{
    m_closed.take(closed, nowMs);
}

ClosedRowsPtr ConnectionFeed::closed()
{
    if (m_listening)
        takeClosed(m_record.since(m_closed.lastNumber(), ClosedRows::Most),
            QDateTime::currentMSecsSinceEpoch());
    return m_closed.rows();
}

quint64 ConnectionFeed::lastClosed()
{
    if (const auto newest = m_record.since(m_lastClosed, 1); !newest.empty())
        m_lastClosed = newest.back()->number;
    return m_lastClosed;
}

ConnectionReturns ConnectionFeed::returns() const
{
    return m_returns.sinceMs == m_dismissedMs ? ConnectionReturns() : m_returns;
}

void ConnectionFeed::dismissReturns()
{
    m_dismissedMs = m_returns.sinceMs;
    Q_EMIT returnsChanged();
}

} // namespace fanlight
