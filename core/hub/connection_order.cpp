// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "hub/connection_order.h"

#include "metrics/natural_order.h"

#include <algorithm>
#include <tuple>

namespace fanlight {

namespace {

std::weak_ordering compareTypes(const QStringList& a, const QStringList& b)
{
    for (qsizetype i = 0; i < std::min(a.size(), b.size()); ++i) {
        if (const auto result = compareNaturally(a[i], b[i]); std::is_neq(result))
            return result;
    }
    return a.size() <=> b.size();
}

bool isText(ConnectionColumn column)
{
    return column == ConnectionColumn::User || column == ConnectionColumn::Address
        || column == ConnectionColumn::Types || column == ConnectionColumn::Agent
        || column == ConnectionColumn::LastEventId || column == ConnectionColumn::Instance;
}

std::weak_ordering compareTexts(
    const ConnectionRow& a, const ConnectionRow& b, ConnectionColumn column)
{
    switch (column) {
    case ConnectionColumn::User:
        return compareNaturally(a.userId, b.userId);
    case ConnectionColumn::Address:
        return compareNaturally(a.address, b.address);
    case ConnectionColumn::Types:
        return compareTypes(a.types, b.types);
    case ConnectionColumn::Agent:
        return compareNaturally(a.userAgent, b.userAgent);
    case ConnectionColumn::Instance:
        return compareNaturally(a.instance, b.instance);
    default:
        return compareNaturally(a.lastEventId, b.lastEventId);
    }
}

// An unknown figure is less than any known one.
double figureOf(const ConnectionRow& row, ConnectionColumn column, qint64 nowMs)
{
    switch (column) {
    case ConnectionColumn::Id:
        return double(row.id);
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
        return 0;
    }
}

std::vector<quint32> matchingStreams(
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

void orderById(std::vector<quint32>& order, const StreamRows& rows, Qt::SortOrder direction)
{
    if (direction == Qt::DescendingOrder)
        std::reverse(order.begin(), order.end());
    if (rows.closedCount > 0)
        std::stable_partition(order.begin(), order.end(),
            [&rows](quint32 index) { return !rows.at(index).isClosed(); });
}

void orderByFigure(
    std::vector<quint32>& order, const StreamRows& rows, ConnectionSort sort, Part part)
{
    using Key = std::tuple<bool, double, quint32>; // what has ended stands below
    std::vector<Key> keys;
    keys.reserve(order.size());
    const double sign = sort.order == Qt::AscendingOrder ? 1 : -1;
    for (const quint32 index : order) {
        const ConnectionRow& row = rows.at(index);
        keys.emplace_back(sort.column != ConnectionColumn::State && row.isClosed(),
            sign * figureOf(row, sort.column, rows.snapshot->takenAtMs), index);
    }
    orderPart(keys, part, std::less<Key>());
    std::transform(
        keys.begin(), keys.end(), order.begin(), [](const Key& key) { return std::get<2>(key); });
}

void orderByText(
    std::vector<quint32>& order, const StreamRows& rows, ConnectionSort sort, Part part)
{
    const bool ascending = sort.order == Qt::AscendingOrder;
    orderPart(order, part, [&rows, sort, ascending](quint32 a, quint32 b) {
        const ConnectionRow& x = rows.at(a);
        const ConnectionRow& y = rows.at(b);
        if (x.isClosed() != y.isClosed())
            return y.isClosed();
        const auto result = compareTexts(x, y, sort.column);
        if (std::is_eq(result))
            return a < b;
        return ascending ? std::is_lt(result) : std::is_gt(result);
    });
}

} // namespace

qint64 connectedForMs(const ConnectionRow& row, qint64 nowMs)
{
    return std::max<qint64>(0, row.openForMs(nowMs));
}

std::vector<quint32> orderedStreams(const StreamRows& rows, const ConnectionFilter& filter,
    ConnectionSort sort, Traffic traffic, Part part)
{
    std::vector<quint32> order = matchingStreams(rows, filter, traffic);
    if (sort.column == ConnectionColumn::Id)
        orderById(order, rows, sort.order);
    else if (isText(sort.column))
        orderByText(order, rows, sort, part);
    else
        orderByFigure(order, rows, sort, part);
    return order;
}

std::weak_ordering compareConnections(
    const ConnectionRow& a, const ConnectionRow& b, ConnectionSort sort, qint64 nowMs)
{
    if (sort.column != ConnectionColumn::State && a.isClosed() != b.isClosed())
        return a.isClosed() <=> b.isClosed();
    const ConnectionRow& x = sort.order == Qt::AscendingOrder ? a : b;
    const ConnectionRow& y = sort.order == Qt::AscendingOrder ? b : a;
    if (isText(sort.column))
        return compareTexts(x, y, sort.column);
    return compareFigures(figureOf(x, sort.column, nowMs), figureOf(y, sort.column, nowMs));
}

} // namespace fanlight
