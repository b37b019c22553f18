// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "hub/connection_window.h"

#include "hub/connection_filter.h"

#include <algorithm>
#include <array>

namespace fanlight {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr std::array ConnectionColumnNames{"id"_L1, "user"_L1, "address"_L1, "types"_L1,
    "connected"_L1, "events"_L1, "sent"_L1, "backlog"_L1, "rtt"_L1, "agent"_L1, "event"_L1,
    "instance"_L1, "state"_L1};
constexpr std::array UserColumnNames{"user"_L1, "streams"_L1, "types"_L1, "connected"_L1,
    "events"_L1, "sent"_L1, "backlog"_L1, "closed"_L1, "reason"_L1, "agents"_L1};
static_assert(ConnectionColumnNames.size() == ConnectionColumnCount);
static_assert(UserColumnNames.size() == UserColumnCount);

template <class Column, class Names>
std::optional<Column> columnOf(const Names& names, QStringView name)
{
    const auto found = std::find(names.begin(), names.end(), name);
    return found == names.end() ? std::nullopt : std::optional(Column(found - names.begin()));
}

QString fromTo(QLatin1StringView what, int least, int most)
{
    return QStringLiteral("%1: must be a number from %2 to %3").arg(what).arg(least).arg(most);
}

} // namespace

QLatin1StringView columnName(ConnectionColumn column)
{
    return ConnectionColumnNames[std::size_t(column)];
}

std::optional<ConnectionColumn> connectionColumn(QStringView name)
{
    return columnOf<ConnectionColumn>(ConnectionColumnNames, name);
}

QLatin1StringView columnName(UserColumn column)
{
    return UserColumnNames[std::size_t(column)];
}

std::optional<UserColumn> userColumn(QStringView name)
{
    return columnOf<UserColumn>(UserColumnNames, name);
}

ConnectionKey keyOf(const ConnectionRow& row)
{
    return {row.id, row.connectedAtMs, row.instance};
}

QString ConnectionWish::problem() const
{
    if (const QString error = ConnectionFilter::parse(filter).error(); !error.isEmpty())
        return u"filter: "_s + error;
    if (first < 0 || first > MostBefore)
        return fromTo("first"_L1, 0, MostBefore);
    if (count < 0 || count > MostRows)
        return fromTo("count"_L1, 0, MostRows);
    if (scope == Scope::All && group == Group::Users)
        return u"instances: users are those of one instance; leave it at “this”"_s;
    if (scope == Scope::All && first + count > MostOfAll)
        return u"first: of all instances only the first %1 rows can be looked at; narrow them down "
               u"by a filter"_s.arg(MostOfAll);
    if (valuesLike.size() > filter::MaxLength)
        return u"valuesLike: has at most %1 characters"_s.arg(filter::MaxLength);
    return {};
}

} // namespace fanlight
