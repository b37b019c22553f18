// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "connections/connection_model.h"

#include "format.h"

#include <algorithm>
#include <array>

using namespace Qt::Literals::StringLiterals;

namespace fanlight {

namespace {

QVariant rawValue(
    const ConnectionRow& row, ConnectionColumn column, const ConnectionSnapshot& snapshot)
{
    switch (column) {
    case ConnectionColumn::Id:
        return row.id;
    case ConnectionColumn::User:
        return row.userId;
    case ConnectionColumn::Address:
        return row.address;
    case ConnectionColumn::Types:
        return row.types;
    case ConnectionColumn::Connected:
        return connectedForMs(row, snapshot.takenAtMs);
    case ConnectionColumn::Events:
        return row.events;
    case ConnectionColumn::Sent:
        return row.bytes;
    case ConnectionColumn::Backlog:
        return row.backlogBytes;
    case ConnectionColumn::RoundTrip:
        return row.rttMs;
    case ConnectionColumn::Agent:
        return row.userAgent;
    case ConnectionColumn::LastEventId:
        return row.lastEventId;
    case ConnectionColumn::Instance:
        return snapshot.instance;
    case ConnectionColumn::State:
        return row.isClosed() ? int(row.reason) : -1;
    }
    Q_UNREACHABLE();
}

QVariant toolTip(const ConnectionRow& row, ConnectionColumn column)
{
    if (!row.isClosed() || column == ConnectionColumn::User || column == ConnectionColumn::Types
        || column == ConnectionColumn::Agent)
        return {}; // what is cut is told whole by the table
    return ConnectionModel::tr("closed at %1 (%2), after %3", "when, why, how long")
        .arg(format::dayAndClock(row.closedAtMs),
            QString::fromLatin1(disconnectReasonName(row.reason)),
            format::duration(connectedForMs(row, 0)));
}

} // namespace

QString ConnectionModel::columnTitle(ConnectionColumn column)
{
    static const std::array<QString, ConnectionColumnCount> titles{tr("Id"), tr("User"),
        tr("Address"), tr("Types"), tr("Connected"), tr("Events"), tr("Sent"), tr("Backlog"),
        tr("RTT"), tr("Agent"), tr("Last event id"), tr("Instance"), tr("State")};
    return titles[std::size_t(column)];
}

bool ConnectionModel::isNumber(ConnectionColumn column)
{
    return column >= ConnectionColumn::Connected && column <= ConnectionColumn::RoundTrip;
}

QString ConnectionModel::cellText(
    const ConnectionRow& row, ConnectionColumn column, qint64 nowMs, const QString& instance)
{
    switch (column) {
    case ConnectionColumn::Id:
        return connectionIdText(row.id);
    case ConnectionColumn::User:
        return format::orDash(row.userId);
    case ConnectionColumn::Address:
        return row.address;
    case ConnectionColumn::Types:
        return row.types.isEmpty() ? tr("all", "types") : row.types.join(u", "_s);
    case ConnectionColumn::Connected:
        return format::duration(connectedForMs(row, nowMs));
    case ConnectionColumn::Events:
        return format::count(double(row.events));
    case ConnectionColumn::Sent:
        return format::bytes(double(row.bytes));
    case ConnectionColumn::Backlog:
        return row.backlogBytes > 0 ? format::bytes(double(row.backlogBytes)) : u"0"_s;
    case ConnectionColumn::RoundTrip:
        return isKnown(row.rttMs) && !row.isClosed() ? format::milliseconds(row.rttMs) + u" ms"_s
                                                     : format::count(Unknown);
    case ConnectionColumn::Agent:
        return format::orDash(row.userAgent);
    case ConnectionColumn::LastEventId:
        return format::orDash(row.lastEventId);
    case ConnectionColumn::Instance:
        return format::orDash(instance);
    case ConnectionColumn::State:
        return row.isClosed() ? QString::fromLatin1(disconnectReasonName(row.reason)) : tr("live");
    }
    Q_UNREACHABLE();
}

QString ConnectionModel::behindText()
{
    return tr("What waits for a client whose socket is full. Amber from %1 on, or when something "
              "waited a second ago, too.")
        .arg(format::bytes(double(BehindFromBytes)));
}

int ConnectionModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : ConnectionColumnCount;
}

QVariant ConnectionModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const auto column = ConnectionColumn(index.column());
    const ConnectionRow& row = connection(index.row());
    const ConnectionSnapshot& snapshot = *arrangement().rows->snapshot;
    switch (role) {
    case Qt::DisplayRole:
        return cellText(row, column, snapshot.takenAtMs, snapshot.instance);
    case SortRole:
        return rawValue(row, column, snapshot);
    case ClosedRole:
        return row.isClosed();
    case BehindRole:
        return !row.isClosed() && row.backlogBytes > 0
            && (row.backlogBytes >= BehindFromBytes
                || std::binary_search(m_behindBefore.begin(), m_behindBefore.end(), row.id));
    case Qt::ToolTipRole:
        return toolTip(row, column);
    case Qt::AccessibleDescriptionRole:
        return row.isClosed() ? toolTip(row, ConnectionColumn::State) : QVariant();
    case Qt::TextAlignmentRole:
        return QVariant(Qt::AlignVCenter | (isNumber(column) ? Qt::AlignRight : Qt::AlignLeft));
    default:
        return {};
    }
}

QVariant ConnectionModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= ConnectionColumnCount)
        return {};
    const auto column = ConnectionColumn(section);
    if (role == Qt::DisplayRole)
        return columnTitle(column);
    if (role == Qt::TextAlignmentRole)
        return QVariant(Qt::AlignVCenter | (isNumber(column) ? Qt::AlignRight : Qt::AlignLeft));
    if (role == Qt::ToolTipRole && column == ConnectionColumn::RoundTrip)
        return tr("The round trip TCP measured");
    if (role == Qt::ToolTipRole && column == ConnectionColumn::Backlog)
        return behindText();
    if (role == Qt::ToolTipRole && column == ConnectionColumn::State)
        return tr("live, or why the stream ended: client, slow, lifetime, limit, kicked, drain, "
                  "error, fault, expired, denied");
    return {};
}

} // namespace fanlight
