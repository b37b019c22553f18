// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "connections/connection_arrangement.h"

#include "natural_order.h"

#include <algorithm>
#include <compare>
#include <iterator>
#include <numeric>

namespace fanlight {

namespace {

constexpr qint64 Nowhere = -1;

std::weak_ordering compareLists(const QStringList& a, const QStringList& b)
{
    for (qsizetype i = 0; i < std::min(a.size(), b.size()); ++i) {
        if (const auto result = compareNaturally(a[i], b[i]); std::is_neq(result))
            return result;
    }
    return a.size() <=> b.size();
}

// Of what does not change while a stream is there.
std::weak_ordering compareTexts(
    const ConnectionRow& a, const ConnectionRow& b, ConnectionColumn column)
{
    switch (column) {
    case ConnectionColumn::User:
        return compareNaturally(a.userId, b.userId);
    case ConnectionColumn::Address:
        return compareNaturally(a.address, b.address);
    case ConnectionColumn::Types:
        return compareLists(a.types, b.types);
    case ConnectionColumn::Agent:
        return compareNaturally(a.userAgent, b.userAgent);
    default:
        return compareNaturally(a.lastEventId, b.lastEventId);
    }
}

bool isText(ConnectionColumn column)
{
    return column == ConnectionColumn::User || column == ConnectionColumn::Address
        || column == ConnectionColumn::Types || column == ConnectionColumn::Agent
        || column == ConnectionColumn::LastEventId;
}

// An unknown figure is less than any known one.
double figure(const ConnectionRow& row, ConnectionColumn column, qint64 nowMs)
{
    switch (column) {
    case ConnectionColumn::Connected:
        return double(connectedForMs(row, nowMs));
    case ConnectionColumn::Events:
        return double(row.events);
    case ConnectionColumn::Sent:
        return double(row.bytes);
    case ConnectionColumn::Backlog:
        return double(row.backlogBytes);
    case ConnectionColumn::RoundTrip:
        return isKnown(row.rttMs) ? row.rttMs : -1;
    case ConnectionColumn::State: // live ones first, then by reason, then who left last
        return row.isClosed() ? double(int(row.reason) + 1) * 1e15 - double(row.closedAtMs) : 0;
    default:
        return 0; // of one instance, or by id
    }
}

std::vector<quint32> matching(
    const StreamRows& rows, const ConnectionFilter& filter, Traffic traffic)
{
    std::vector<quint32> indexes;
    indexes.reserve(rows.rows.size());
    for (quint32 i = 0; i < rows.rows.size(); ++i) {
        const ConnectionRow& row = *rows.rows[i];
        if (isIn(traffic, row.userAgent)
            && (filter.isEmpty() || filter.matches(row, rows.snapshot->takenAtMs)))
            indexes.push_back(i);
    }
    return indexes;
}

void sortByFigure(std::vector<quint32>& order, const StreamRows& rows, ConnectionSort sort)
{
    std::vector<std::pair<double, quint32>> keys;
    keys.reserve(order.size());
    const double sign = sort.order == Qt::AscendingOrder ? 1 : -1;
    for (const quint32 index : order)
        keys.push_back(
            {sign * figure(rows.at(index), sort.column, rows.snapshot->takenAtMs), index});
    std::sort(keys.begin(), keys.end());
    std::transform(
        keys.begin(), keys.end(), order.begin(), [](const auto& key) { return key.second; });
}

// The rows of `order` that were arranged before, in that order; the others stay in `order`.
std::vector<quint32> takeKnown(
    std::vector<quint32>& order, const StreamRows& rows, const ConnectionArrangement& before)
{
    // where rows of before are, where they match
    std::vector<qint64> now(before.rows->ids.size(), Nowhere);
    std::vector<quint32> fresh;
    auto old = before.rows->ids.begin();
    for (const quint32 index : order) {
        while (old != before.rows->ids.end() && *old < rows.ids[index])
            ++old;
        if (old != before.rows->ids.end() && *old == rows.ids[index])
            now[std::size_t(old - before.rows->ids.begin())] = index;
    }
    std::vector<bool> isKnown(rows.rows.size());
    std::vector<quint32> known;
    known.reserve(order.size());
    for (const quint32 index : before.order) {
        const qint64 at = now[index];
        if (at == Nowhere)
            continue;
        // A hub that was started again gives the same ids to others; one that has ended since
        // stands elsewhere.
        const ConnectionRow& row = rows.at(std::size_t(at));
        const ConnectionRow& earlier = before.rows->at(index);
        if (row.connectedAtMs != earlier.connectedAtMs || row.isClosed() != earlier.isClosed())
            continue;
        known.push_back(quint32(at));
        isKnown[std::size_t(at)] = true;
    }
    std::erase_if(order, [&isKnown](quint32 index) { return isKnown[index]; });
    return known;
}

void sortByText(std::vector<quint32>& order, const StreamRows& rows, ConnectionSort sort,
    const ConnectionArrangement* before)
{
    const bool ascending = sort.order == Qt::AscendingOrder;
    const auto isBefore = [&rows, sort, ascending](quint32 a, quint32 b) {
        if (rows.at(a).isClosed() != rows.at(b).isClosed())
            return rows.at(b).isClosed();
        const auto result = compareTexts(rows.at(a), rows.at(b), sort.column);
        if (std::is_eq(result))
            return a < b;
        return ascending ? std::is_lt(result) : std::is_gt(result);
    };
    const std::vector<quint32> known
        = before ? takeKnown(order, rows, *before) : std::vector<quint32>();
    std::sort(order.begin(), order.end(), isBefore);
    std::vector<quint32> all;
    all.reserve(known.size() + order.size());
    std::merge(
        known.begin(), known.end(), order.begin(), order.end(), std::back_inserter(all), isBefore);
    order = std::move(all);
}

} // namespace

qint64 connectedForMs(const ConnectionRow& row, qint64 nowMs)
{
    return std::max<qint64>(0, row.openForMs(nowMs));
}

ConnectionArrangement arrangeConnections(std::shared_ptr<const StreamRows> rows,
    const ConnectionFilter& filter, ConnectionSort sort, const ConnectionArrangement* before,
    Traffic traffic)
{
    ConnectionArrangement arrangement{rows, matching(*rows, filter, traffic)};
    std::vector<quint32>& order = arrangement.order;
    if (isText(sort.column)) {
        sortByText(order, *rows, sort, before);
        return arrangement;
    }
    if (sort.column != ConnectionColumn::Id)
        sortByFigure(order, *rows, sort);
    else if (sort.order == Qt::DescendingOrder)
        std::reverse(order.begin(), order.end());
    if (sort.column != ConnectionColumn::State && rows->closedCount > 0)
        std::stable_partition(order.begin(), order.end(),
            [&rows](quint32 index) { return !rows->at(index).isClosed(); });
    return arrangement;
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

ConnectionArranger::Answer ConnectionArranger::answer(
    const Wish& wish, ConnectionArrangement& before, ConnectionSort& beforeSort)
{
    Answer answer;
    if (wish.view == View::Users) {
        answer.users = arrangeUsers(mergeRows(wish.snapshot, wish.closed), wish.filter,
            wish.userSort, wish.closedShown, wish.traffic);
        return answer;
    }
    static const auto none = std::make_shared<const std::vector<ConnectionRowPtr>>();
    const auto rows = mergeRows(wish.snapshot, wish.closedShown ? wish.closed : none);
    const bool isSameSort = beforeSort == wish.sort;
    answer.streams = arrangeConnections(
        rows, wish.filter, wish.sort, isSameSort ? &before : nullptr, wish.traffic);
    before = *answer.streams;
    beforeSort = wish.sort;
    return answer;
}

void ConnectionArranger::run()
{
    m_stale = m_running;
    if (m_running)
        return;
    if (m_wish.snapshot->rows.size() + m_wish.closed->size() <= InlineRows) {
        tell(answer(m_wish, m_before, m_beforeSort));
        return;
    }
    m_running = true;
    m_worker.start([this, wish = m_wish] {
        Worker::answer(
            this, [this, made = answer(wish, m_before, m_beforeSort)] { finished(made); });
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
