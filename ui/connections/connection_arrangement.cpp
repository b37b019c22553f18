// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "connections/connection_arrangement.h"

#include "natural_order.h"

#include <algorithm>

namespace fanlight {

namespace {

std::weak_ordering compareLists(const QStringList& a, const QStringList& b)
{
    for (qsizetype i = 0; i < std::min(a.size(), b.size()); ++i) {
        if (const auto result = compareNaturally(a[i], b[i]); result != 0)
            return result;
    }
    return a.size() <=> b.size();
}

std::weak_ordering compare(const ConnectionRow& a, const ConnectionRow& b, ConnectionColumn column)
{
    switch (column) {
    case ConnectionColumn::Id:
        return a.id <=> b.id;
    case ConnectionColumn::User:
        return compareNaturally(a.userId, b.userId);
    case ConnectionColumn::Address:
        return compareNaturally(a.address, b.address);
    case ConnectionColumn::Types:
        return compareLists(a.types, b.types);
    case ConnectionColumn::Connected:
        return b.connectedAtMs <=> a.connectedAtMs; // the later, the shorter
    case ConnectionColumn::Events:
        return a.events <=> b.events;
    case ConnectionColumn::Sent:
        return a.bytes <=> b.bytes;
    case ConnectionColumn::Backlog:
        return a.backlogBytes <=> b.backlogBytes;
    case ConnectionColumn::RoundTrip:
        return compareFigures(a.rttMs, b.rttMs);
    case ConnectionColumn::Agent:
        return compareNaturally(a.userAgent, b.userAgent);
    }
    Q_UNREACHABLE();
}

std::vector<quint32> matching(const ConnectionSnapshot& snapshot, const ConnectionFilter& filter)
{
    std::vector<quint32> indexes;
    indexes.reserve(snapshot.rows.size());
    for (quint32 i = 0; i < snapshot.rows.size(); ++i) {
        if (filter.isEmpty() || filter.matches(snapshot.rows[i], snapshot.takenAtMs))
            indexes.push_back(i);
    }
    return indexes;
}

} // namespace

ConnectionArrangement arrangeConnections(
    const ConnectionSnapshotPtr& snapshot, const ConnectionFilter& filter, ConnectionSort sort)
{
    ConnectionArrangement arrangement {snapshot, matching(*snapshot, filter)};
    const auto& rows = snapshot->rows;
    const bool ascending = sort.order == Qt::AscendingOrder;
    const auto before = [&rows, sort, ascending](quint32 a, quint32 b) {
        const auto result = compare(rows[a], rows[b], sort.column);
        return ascending ? result < 0 : result > 0;
    };
    std::stable_sort(arrangement.order.begin(), arrangement.order.end(), before);
    return arrangement;
}

ConnectionArranger::ConnectionArranger(QObject* parent)
    : QObject(parent)
{
    m_pool.setMaxThreadCount(1);
}

void ConnectionArranger::setSnapshot(ConnectionSnapshotPtr snapshot)
{
    m_snapshot = std::move(snapshot);
    run();
}

void ConnectionArranger::setFilter(const ConnectionFilter& filter)
{
    m_filter = filter;
    run();
}

void ConnectionArranger::setSort(ConnectionSort sort)
{
    m_sort = sort;
    run();
}

void ConnectionArranger::run()
{
    m_stale = m_running;
    if (m_running)
        return;
    if (m_snapshot->rows.size() <= InlineRows) {
        Q_EMIT arranged(arrangeConnections(m_snapshot, m_filter, m_sort));
        return;
    }
    m_running = true;
    m_pool.start([this, snapshot = m_snapshot, filter = m_filter, sort = m_sort] {
        const ConnectionArrangement arrangement = arrangeConnections(snapshot, filter, sort);
        QMetaObject::invokeMethod(this, [this, arrangement] { finished(arrangement); });
    });
}

void ConnectionArranger::finished(const ConnectionArrangement& arrangement)
{
    m_running = false;
    if (m_stale)
        run();
    else
        Q_EMIT arranged(arrangement);
}

} // namespace fanlight
