// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "connections/connection_arrangement.h"

namespace fanlight {

ConnectionArrangement arrangeConnections(const std::shared_ptr<const StreamRows>& rows,
    const ConnectionFilter& filter, ConnectionSort sort, Traffic traffic)
{
    return {rows, orderedStreams(*rows, filter, sort, traffic)};
}

ConnectionArrangement arrangeConnections(
    const ConnectionSnapshotPtr& snapshot, const ConnectionFilter& filter, ConnectionSort sort)
{
    return arrangeConnections(
        mergeRows(snapshot, std::make_shared<std::vector<ConnectionRowPtr>>()), filter, sort);
}

ConnectionArranger::ConnectionArranger(QObject* parent)
    : QObject(parent)
{
}

void ConnectionArranger::setSnapshot(ConnectionSnapshotPtr snapshot, ClosedRowsPtr closed)
{
    m_wish.snapshot = std::move(snapshot);
    m_wish.closed = std::move(closed);
    run();
}

void ConnectionArranger::setFilter(const ConnectionFilter& filter)
{
    m_wish.filter = filter;
    run();
}

void ConnectionArranger::setSort(ConnectionSort sort)
{
    m_wish.sort = sort;
    run();
}

void ConnectionArranger::setUserSort(UserSort sort)
{
    m_wish.userSort = sort;
    run();
}

void ConnectionArranger::setClosedShown(bool shown)
{
    m_wish.closedShown = shown;
    run();
}

void ConnectionArranger::setTraffic(Traffic traffic)
{
    m_wish.traffic = traffic;
    run();
}

void ConnectionArranger::setView(View view)
{
    m_wish.view = view;
    run();
}

void ConnectionArranger::dispose(std::shared_ptr<const void> rows)
{
    m_worker.start([rows = std::move(rows)]() mutable { rows.reset(); });
}

ConnectionArranger::Answer ConnectionArranger::answer(const Wish& wish)
{
    Answer answer;
    if (wish.view == View::Users) {
        answer.users = arrangeUsers(mergeRows(wish.snapshot, wish.closed), wish.filter,
            wish.userSort, wish.closedShown, wish.traffic);
        return answer;
    }
    static const auto none = std::make_shared<const std::vector<ConnectionRowPtr>>();
    const auto rows = mergeRows(wish.snapshot, wish.closedShown ? wish.closed : none);
    answer.streams = arrangeConnections(rows, wish.filter, wish.sort, wish.traffic);
    return answer;
}

void ConnectionArranger::run()
{
    m_stale = m_running;
    if (m_running)
        return;
    if (m_wish.snapshot->rows.size() + m_wish.closed->size() <= InlineRows) {
        tell(answer(m_wish));
        return;
    }
    m_running = true;
    m_worker.start([this, wish = m_wish] {
        Worker::answer(this, [this, made = answer(wish)] { finished(made); });
    });
}

void ConnectionArranger::finished(const Answer& answer)
{
    m_running = false;
    if (m_stale)
        run();
    else
        tell(answer);
}

void ConnectionArranger::tell(const Answer& answer)
{
    if (answer.streams)
        Q_EMIT arranged(*answer.streams);
    else
        Q_EMIT usersArranged(*answer.users);
}

} // namespace fanlight
