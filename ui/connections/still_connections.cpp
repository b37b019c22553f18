// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "connections/still_connections.h"

#include "hub/connection_windows.h"

namespace fanlight {

AllConnectionsPtr allOf(
    const ConnectionSnapshotPtr& snapshot, const ClosedRowsPtr& closed, const ConnectionWish& wish)
{
    static const auto none = std::make_shared<const std::vector<ConnectionRowPtr>>();
    auto all = std::make_shared<AllConnections>();
    const ConnectionFilter filter = ConnectionFilter::parse(wish.filter);
    const bool isUsers = wish.group == ConnectionWish::Group::Users;
    all->group = wish.group;
    all->streams = mergeRows(snapshot, wish.withClosed || isUsers ? closed : none);
    if (isUsers)
        all->users
            = orderedUsers(*all->streams, filter, wish.userSort, wish.withClosed, wish.traffic);
    else
        all->order = orderedStreams(*all->streams, filter, wish.sort, wish.traffic);
    return all;
}

void StillConnections::set(const ConnectionSnapshotPtr& snapshot, const ClosedRowsPtr& closed)
{
    m_snapshot = snapshot;
    m_closed = closed;
}

// Letting go of many rows takes its time.
void StillConnections::clear()
{
    if (m_snapshot)
        m_worker.start(
            [snapshot = std::exchange(m_snapshot, nullptr)]() mutable { snapshot.reset(); });
}

void StillConnections::answer(const ConnectionWish& wish)
{
    m_wish = wish;
    run();
}

void StillConnections::run()
{
    m_isStale = m_isRunning;
    if (m_isRunning || !m_snapshot)
        return;
    if (m_snapshot->rows.size() + m_closed->size() <= InlineRows) {
        Q_EMIT answered(windowOf(m_snapshot, m_closed, m_wish));
        return;
    }
    m_isRunning = true;
    m_worker.start([this, snapshot = m_snapshot, closed = m_closed, wish = m_wish] {
        Worker::answer(this, [this, window = windowOf(snapshot, closed, wish)] {
            m_isRunning = false;
            if (m_isStale)
                run();
            else if (m_snapshot)
                Q_EMIT answered(window);
        });
    });
}

void StillConnections::all(const ConnectionSnapshotPtr& snapshot, const ClosedRowsPtr& closed,
    const ConnectionWish& wish, const std::function<void(const AllConnectionsPtr&)>& done)
{
    if (snapshot->rows.size() + closed->size() <= InlineRows)
        return done(allOf(snapshot, closed, wish));
    m_worker.start([this, snapshot, closed, wish, done] {
        Worker::answer(this, [all = allOf(snapshot, closed, wish), done] { done(all); });
    });
}

} // namespace fanlight
