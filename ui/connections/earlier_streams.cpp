// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "connections/earlier_streams.h"

#include "hub/connection_order.h"
#include "format.h"
#include "widgets/column_head.h"

#include <QDateTime>

#include <array>

using namespace Qt::Literals::StringLiterals;

namespace fanlight {

void EarlierStreams::set(std::vector<ClosedConnectionPtr> streams)
{
    if (streams.size() > Most)
        streams.resize(Most);
    if (streams == m_streams)
        return;
    beginResetModel();
    m_streams = std::move(streams);
    endResetModel();
}

int EarlierStreams::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : int(m_streams.size());
}

int EarlierStreams::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant EarlierStreams::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const ConnectionRow& stream = m_streams[std::size_t(index.row())]->row;
    const bool isNumber = index.column() == Duration || index.column() == Events;
    if (role == Qt::TextAlignmentRole)
        return QVariant(Qt::AlignVCenter | (isNumber ? Qt::AlignRight : Qt::AlignLeft));
    if (role == Qt::ToolTipRole && index.column() == Agent)
        return stream.userAgent;
    if (role != Qt::DisplayRole)
        return {};
    switch (index.column()) {
    case Time:
        return QDateTime::fromMSecsSinceEpoch(stream.closedAtMs).date() == QDate::currentDate()
            ? format::clock(stream.closedAtMs, false)
            : format::dayAndClock(stream.closedAtMs);
    case Duration:
        return format::duration(std::max<qint64>(0, stream.openForMs(stream.closedAtMs)));
    case Reason:
        return QString::fromLatin1(disconnectReasonName(stream.reason));
    case Events:
        return format::count(double(stream.events));
    default:
        return stream.userAgent.isEmpty() ? format::count(Unknown) : stream.userAgent;
    }
}

QVariant EarlierStreams::headerData(int section, Qt::Orientation orientation, int role) const
{
    return columnHead(section, orientation, role, section == Duration || section == Events, [] {
        return std::array{tr("Left"), tr("Lasted"), tr("Reason"), tr("Events"), tr("Agent")};
    });
}

} // namespace fanlight
