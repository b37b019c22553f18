// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "hub/user_rows.h"

#include "metrics/natural_order.h"

#include <QHash>

#include <algorithm>
#include <compare>
#include <numeric>

namespace fanlight {

namespace {

void addName(QStringList& names, qint64& more, const QString& name)
{
    if (name.isEmpty() || names.contains(name))
        return;
    if (names.size() < UserRow::MostNames)
        names.append(name);
    else
        ++more;
}

void addStream(UserRow& user, const ConnectionRow& stream)
{
    addName(user.agents, user.moreAgents, stream.userAgent);
    if (stream.isClosed()) {
        ++user.closed;
        if (stream.closedAtMs >= user.closedAtMs) {
            user.closedAtMs = stream.closedAtMs;
            user.reason = stream.reason;
        }
        return;
    }
    ++user.streams;
    user.allTypes = user.allTypes || stream.types.isEmpty();
    for (const QString& type : stream.types)
        addName(user.types, user.moreTypes, type);
    if (user.connectedAtMs == 0 || stream.connectedAtMs < user.connectedAtMs)
        user.connectedAtMs = stream.connectedAtMs;
    user.events += stream.events;
    user.bytes += stream.bytes;
    user.backlogBytes += stream.backlogBytes;
}

std::weak_ordering compareUsers(const UserRow& a, const UserRow& b, UserColumn column)
{
    const auto lists = [](const QStringList& x, const QStringList& y) {
        for (qsizetype i = 0; i < std::min(x.size(), y.size()); ++i) {
            if (const auto result = compareNaturally(x[i], y[i]); std::is_neq(result))
                return result;
        }
        return std::weak_ordering(x.size() <=> y.size());
    };
    switch (column) {
    case UserColumn::User:
        return compareNaturally(a.userId, b.userId);
    case UserColumn::Streams:
        return a.streams <=> b.streams;
    case UserColumn::Types:
        return a.allTypes != b.allTypes ? b.allTypes <=> a.allTypes : lists(a.types, b.types);
    case UserColumn::Connected: // the later, the shorter; nobody there is shortest
        if (a.connectedAtMs == 0 || b.connectedAtMs == 0)
            return (a.connectedAtMs != 0) <=> (b.connectedAtMs != 0);
        return b.connectedAtMs <=> a.connectedAtMs;
    case UserColumn::Events:
        return a.events <=> b.events;
    case UserColumn::Sent:
        return a.bytes <=> b.bytes;
    case UserColumn::Backlog:
        return a.backlogBytes <=> b.backlogBytes;
    case UserColumn::Closed:
        return a.closed <=> b.closed;
    case UserColumn::Reason:
        return (a.closed ? int(a.reason) : -1) <=> (b.closed ? int(b.reason) : -1);
    case UserColumn::Agents:
        return lists(a.agents, b.agents);
    }
    Q_UNREACHABLE();
}

} // namespace

OrderedUsers orderedUsers(const StreamRows& rows, const ConnectionFilter& filter, UserSort sort,
    bool withClosed, Traffic traffic, Part part)
{
    struct Building {
        UserRow row;
        bool matches = false;
    };
    QHash<QString, quint32> places;
    places.reserve(qsizetype(rows.rows.size()));
    std::vector<Building> users;
    for (const ConnectionRow* stream : rows.rows) {
        if (!isIn(traffic, stream->userAgent))
            continue;
        const auto place = places.constFind(stream->userId);
        const quint32 at = place == places.constEnd() ? quint32(users.size()) : *place;
        if (place == places.constEnd()) {
            places.insert(stream->userId, at);
            users.emplace_back().row.userId = stream->userId;
        }
        Building& user = users[at];
        addStream(user.row, *stream);
        const bool counts = withClosed || !stream->isClosed();
        if (counts && !user.matches)
            user.matches = filter.isEmpty() || filter.matches(*stream, rows.snapshot->takenAtMs);
    }
    OrderedUsers all;
    all.total = std::size_t(std::count_if(users.begin(), users.end(),
        [withClosed](const Building& user) { return withClosed || user.row.streams > 0; }));
    std::erase_if(users, [](const Building& user) { return !user.matches; });

    std::vector<quint32> order(users.size()); // rows are large: what is sorted is where they are
    std::iota(order.begin(), order.end(), 0);
    const bool ascending = sort.order == Qt::AscendingOrder;
    orderPart(order, part, [&users, sort, ascending](quint32 a, quint32 b) {
        const UserRow& x = users[a].row;
        const UserRow& y = users[b].row;
        if ((x.streams == 0) != (y.streams == 0))
            return y.streams == 0;
        if (const auto result = compareUsers(x, y, sort.column); std::is_neq(result))
            return ascending ? std::is_lt(result) : std::is_gt(result);
        if (const auto result = compareNaturally(x.userId, y.userId); std::is_neq(result))
            return std::is_lt(result);
        return a < b;
    });
    all.rows.reserve(order.size());
    for (const quint32 index : order)
        all.rows.push_back(std::move(users[index].row));
    return all;
}

} // namespace fanlight
