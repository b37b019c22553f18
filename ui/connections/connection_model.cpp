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
    const ConnectionRow& row, ConnectionColumn column, qint64 nowMs, const QString& instance)
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
        return connectedForMs(row, nowMs);
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
        return row.instance.isEmpty() ? instance : row.instance;
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
        return format::orDash(row.instance.isEmpty() ? instance : row.instance);
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

void BehindBefore::look(qint64 nowMs, std::unordered_set<quint64> waiting)
{
    if (nowMs >= m_atMs && nowMs - m_atMs < ApartMs)
        return;
    m_before = std::exchange(m_last, std::move(waiting));
    m_atMs = nowMs;
}

quint64 ConnectionModel::rowKey(const ConnectionRow& row)
{
    return row.instance.isEmpty()
        ? row.id
        : Others | (quint64(qHash(row.instance, size_t(0x5eed))) << 20 ^ row.id);
}

ConnectionModel::Change ConnectionModel::show(
    const ConnectionWindow& window, int firstVisible, int lastVisible)
{
    m_takenAtMs = window.takenAtMs;
    m_instance = window.instance;
    Window next{ConnectionModel::rowsOf(window), window.first, window.rows, {}};
    std::unordered_set<quint64> waiting;
    for (const ConnectionRow& row : next.rows) {
        next.keys.push_back(rowKey(row));
        if (row.backlogBytes > 0 && !row.isClosed())
            waiting.insert(next.keys.back());
    }
    m_behindBefore.look(window.takenAtMs, std::move(waiting));
    return apply(std::move(next), firstVisible, lastVisible);
}

int ConnectionModel::rowsOf(const ConnectionWindow& window)
{
    return int(window.isCut() ? ConnectionWish::MostOfAll
                              : std::min<quint64>(window.matching, ConnectionWish::MostBefore));
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
    const ConnectionRow* const there = rowAt(index.row());
    if (!there)
        return role == Qt::DisplayRole && column == ConnectionColumn::Id ? QVariant(u"…"_s)
                                                                         : QVariant();
    const ConnectionRow& row = *there;
    switch (role) {
    case Qt::DisplayRole:
        return cellText(row, column, m_takenAtMs, m_instance);
    case SortRole:
        return rawValue(row, column, m_takenAtMs, m_instance);
    case ClosedRole:
        return row.isClosed();
    case ThereRole:
        return true;
    case BehindRole:
        return !row.isClosed() && row.backlogBytes > 0
            && (row.backlogBytes >= BehindFromBytes || m_behindBefore.contains(rowKey(row)));
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
