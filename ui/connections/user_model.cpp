// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "connections/user_model.h"

#include "connections/connection_model.h"
#include "format.h"

#include <algorithm>
#include <array>

using namespace Qt::Literals::StringLiterals;

namespace fanlight {

namespace {

QString listed(const QStringList& names, qint64 more)
{
    if (names.isEmpty())
        return format::count(Unknown);
    const QString text = names.join(u", "_s);
    return more == 0 ? text
                     : UserModel::tr("%1 and %2 more", nullptr, format::plural(double(more)))
                           .arg(text, format::count(double(more)));
}

} // namespace

QString UserModel::columnTitle(UserColumn column)
{
    static const std::array<QString, UserColumnCount> titles{tr("User"), tr("Streams"), tr("Types"),
        tr("Connected"), tr("Events"), tr("Sent"), tr("Backlog"), tr("Closed"), tr("Last reason"),
        tr("Agents")};
    return titles[std::size_t(column)];
}

bool UserModel::isNumber(UserColumn column)
{
    return column == UserColumn::Streams
        || (column >= UserColumn::Connected && column <= UserColumn::Closed);
}

QString UserModel::cellText(const UserRow& row, UserColumn column, qint64 nowMs)
{
    switch (column) {
    case UserColumn::User:
        return row.userId.isEmpty() ? tr("none: broadcasts only") : row.userId;
    case UserColumn::Streams:
        return format::count(row.streams);
    case UserColumn::Types:
        return row.allTypes ? tr("all", "types") : listed(row.types, row.moreTypes);
    case UserColumn::Connected:
        return row.connectedAtMs == 0
            ? format::count(Unknown)
            : format::duration(std::max<qint64>(0, nowMs - row.connectedAtMs));
    case UserColumn::Events:
        return format::count(double(row.events));
    case UserColumn::Sent:
        return format::bytes(double(row.bytes));
    case UserColumn::Backlog:
        return row.backlogBytes > 0 ? format::bytes(double(row.backlogBytes)) : u"0"_s;
    case UserColumn::Closed:
        return format::count(row.closed);
    case UserColumn::Reason:
        return row.closed == 0 ? format::count(Unknown)
                               : QString::fromLatin1(disconnectReasonName(row.reason));
    case UserColumn::Agents:
        return listed(row.agents, row.moreAgents);
    }
    Q_UNREACHABLE();
}

UserModel::Change UserModel::show(const ConnectionWindow& window, int firstVisible, int lastVisible)
{
    m_takenAtMs = window.takenAtMs;
    Window next{int(std::min<quint64>(window.matching, ConnectionWish::MostBefore)), window.first,
        window.users, {}};
    std::unordered_set<quint64> waiting;
    std::unordered_set<quint64> taken{0};
    for (const UserRow& row : next.rows) {
        quint64 key = qHash(row.userId, size_t(0x5eed));
        while (!taken.insert(key).second)
            ++key;
        next.keys.push_back(key);
        if (row.backlogBytes > 0)
            waiting.insert(key);
    }
    m_behindBefore.look(window.takenAtMs, std::move(waiting));
    return apply(std::move(next), firstVisible, lastVisible);
}

int UserModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : UserColumnCount;
}

QVariant UserModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const auto column = UserColumn(index.column());
    const UserRow* const there = rowAt(index.row());
    if (!there)
        return role == Qt::DisplayRole && column == UserColumn::User ? QVariant(u"…"_s)
                                                                     : QVariant();
    const UserRow& row = *there;
    switch (role) {
    case Qt::DisplayRole:
        return cellText(row, column, m_takenAtMs);
    case ConnectionModel::ClosedRole:
        return row.streams == 0;
    case ConnectionModel::ThereRole:
        return true;
    case ConnectionModel::BehindRole:
        return isBehind(index.row());
    case Qt::TextAlignmentRole:
        return QVariant(Qt::AlignVCenter | (isNumber(column) ? Qt::AlignRight : Qt::AlignLeft));
    default:
        return {};
    }
}

bool UserModel::isBehind(int row) const
{
    const qint64 bytes = rowAt(row)->backlogBytes;
    return bytes >= ConnectionModel::BehindFromBytes
        || (bytes > 0 && m_behindBefore.contains(keyAt(row)));
}

QVariant UserModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= UserColumnCount)
        return {};
    const auto column = UserColumn(section);
    if (role == Qt::DisplayRole)
        return columnTitle(column);
    if (role == Qt::TextAlignmentRole)
        return QVariant(Qt::AlignVCenter | (isNumber(column) ? Qt::AlignRight : Qt::AlignLeft));
    if (role == Qt::ToolTipRole && (column == UserColumn::Closed || column == UserColumn::Reason))
        return tr("Streams that ended in the last minute, of the last %1 the hub closed")
            .arg(format::count(double(ClosedRows::Most)));
    if (role == Qt::ToolTipRole && column == UserColumn::Backlog)
        return ConnectionModel::behindText();
    if (role == Qt::ToolTipRole && column == UserColumn::Connected)
        return tr("The open stream that is there longest");
    return {};
}

} // namespace fanlight
