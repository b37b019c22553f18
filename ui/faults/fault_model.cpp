// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "faults/fault_model.h"

#include "faults/fault_text.h"
#include "format.h"
#include "widgets/column_head.h"

#include <QDateTime>

#include <algorithm>
#include <array>

namespace fanlight {
namespace {

bool isFigure(int column)
{
    return column == FaultModel::Streams || column == FaultModel::Hits;
}

// By the clock, and with the day where that is not today.
QString moment(qint64 timeMs)
{
    const QDateTime at = QDateTime::fromMSecsSinceEpoch(timeMs);
    return at.toString(at.date() == QDate::currentDate() ? u"HH:mm:ss" : u"MM-dd HH:mm:ss");
}

// Those that act on streams that are there.
bool hasStreams(FaultKind kind)
{
    return !isRedisFault(kind) && kind != FaultKind::Refuse && kind != FaultKind::Unavailable;
}

} // namespace

Faults listedFaults(const Faults& faults)
{
    Faults listed;
    std::copy_if(faults.begin(), faults.end(), std::back_inserter(listed),
        [](const Fault& fault) { return fault.origin != Fault::Origin::Doctor; });
    return listed;
}

FaultModel::FaultModel(const Theme& theme, QObject* parent)
    : QAbstractTableModel(parent)
    , m_theme(theme)
{
    connect(&theme, &Theme::changed, this, [this] {
        if (!m_faults.empty())
            Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
    });
}

void FaultModel::setFaults(const Faults& faults)
{
    Faults next = listedFaults(faults);
    std::sort(next.begin(), next.end(), [](const Fault& a, const Fault& b) { return a.id < b.id; });
    std::size_t row = 0;
    for (const Fault& wanted : next) {
        while (row < m_faults.size() && m_faults[row].id < wanted.id) {
            beginRemoveRows({}, int(row), int(row));
            m_faults.erase(m_faults.begin() + std::ptrdiff_t(row));
            endRemoveRows();
        }
        if (row == m_faults.size() || m_faults[row].id != wanted.id) {
            beginInsertRows({}, int(row), int(row));
            m_faults.insert(m_faults.begin() + std::ptrdiff_t(row), wanted);
            endInsertRows();
        }
        m_faults[row++] = wanted;
    }
    if (row < m_faults.size()) {
        beginRemoveRows({}, int(row), rowCount() - 1);
        m_faults.resize(row);
        endRemoveRows();
    }
    if (!m_faults.empty())
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
}

int FaultModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : int(m_faults.size());
}

int FaultModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QString FaultModel::text(const Fault& fault, int column) const
{
    switch (column) {
    case Number:
        return faultIdText(fault.id);
    case What:
        return faultText(fault);
    case Scope:
        if (isRedisFault(fault.kind))
            return tr("Redis’ links");
        return fault.filter.isEmpty() ? tr("all") : fault.filter;
    case Since:
        return fault.sinceMs > 0 ? moment(fault.sinceMs) : format::Dash;
    case Ends:
        return fault.lasts.count() > 0 && fault.sinceMs > 0
            ? moment(fault.sinceMs + fault.lasts.count())
            : tr("by hand");
    case Streams:
        return hasStreams(fault.kind) ? format::count(double(fault.streams)) : format::Dash;
    case Hits:
        return format::count(double(fault.hits));
    case By:
        return fault.origin == Fault::Origin::Api ? tr("API") : tr("window");
    case Off:
        return tr("Stop");
    default:
        return {};
    }
}

QVariant FaultModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const Fault& fault = m_faults[std::size_t(index.row())];
    switch (role) {
    case Qt::DisplayRole:
        return text(fault, index.column());
    case Qt::ToolTipRole:
        return index.column() == Off ? tr("Stops this fault; so does the Delete key")
                                     : faultText(fault);
    case Qt::TextAlignmentRole:
        return QVariant(
            Qt::AlignVCenter | (isFigure(index.column()) ? Qt::AlignRight : Qt::AlignLeft));
    case Qt::FontRole:
        if (index.column() == Number || index.column() == Scope)
            return m_theme.monospace();
        return isFigure(index.column()) || index.column() == Since || index.column() == Ends
            ? QVariant(m_theme.tabular())
            : QVariant();
    case Qt::ForegroundRole:
        return index.column() == Off ? QVariant(m_theme.color(Theme::Role::Accent)) : QVariant();
    default:
        return {};
    }
}

QVariant FaultModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    return columnHead(section, orientation, role, isFigure(section), [] {
        return std::array{tr("Id"), tr("What"), tr("Scope"), tr("Since"), tr("Ends"), tr("Streams"),
            tr("Hits"), tr("By"), tr("Stop")};
    });
}

} // namespace fanlight
