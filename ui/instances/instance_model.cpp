// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "instances/instance_model.h"

#include "format.h"
#include "percentiles.h"

#include <algorithm>
#include <array>

namespace fanlight {

InstanceModel::InstanceModel(const Theme& theme, QObject* parent)
    : QAbstractTableModel(parent)
    , m_theme(theme)
{
    connect(&theme, &Theme::changed, this, [this] {
        if (!m_rows.empty())
            Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
    });
}

void InstanceModel::setSnapshot(const InstanceSnapshotPtr& snapshot)
{
    m_snapshot = snapshot;
    const std::vector<InstanceRow>& next = snapshot->rows;
    std::size_t row = 0;
    for (const InstanceRow& wanted : next) {
        while (row < m_rows.size() && m_rows[row].name < wanted.name) {
            beginRemoveRows({}, int(row), int(row));
            m_rows.erase(m_rows.begin() + std::ptrdiff_t(row));
            endRemoveRows();
        }
        if (row == m_rows.size() || m_rows[row].name != wanted.name) {
            beginInsertRows({}, int(row), int(row));
            m_rows.insert(m_rows.begin() + std::ptrdiff_t(row), wanted);
            endInsertRows();
        }
        m_rows[row++] = wanted;
    }
    if (row < m_rows.size()) {
        beginRemoveRows({}, int(row), rowCount() - 1);
        m_rows.resize(row);
        endRemoveRows();
    }
    if (!m_rows.empty())
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
}

void InstanceModel::setPercent(double percent)
{
    if (std::exchange(m_percent, percent) == percent)
        return;
    Q_EMIT headerDataChanged(Qt::Horizontal, Latency, Latency);
    if (!m_rows.empty())
        Q_EMIT dataChanged(index(0, Latency), index(rowCount() - 1, Latency));
}

QString InstanceModel::columnTitle(int column) const
{
    const std::array titles{tr("Instance"), tr("Host"), tr("Pid"), tr("Version"), tr("Connections"),
        tr("Delivered/s"), tr("Memory"),
        tr("Write %1", "a percentile of it").arg(Percentiles::name(m_percent)), tr("CPU"),
        tr("Heartbeat")};
    return titles.at(std::size_t(column));
}

int InstanceModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : int(m_rows.size());
}

int InstanceModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QString InstanceModel::text(int row, int column) const
{
    const InstanceRow& one = instance(row);
    switch (column) {
    case Name:
        if (one.sharesName)
            return one.isThis ? tr("%1 (this one; name used twice)").arg(one.name)
                              : tr("%1 (name used twice)").arg(one.name);
        return one.isThis ? tr("%1 (this one)").arg(one.name) : one.name;
    case Host:
        return format::orDash(one.host);
    case Pid:
        return one.pid > 0 ? QString::number(one.pid) : format::Dash;
    case Version:
        return format::orDash(one.version);
    case Connections:
        return format::count(one.connections);
    case Delivered:
        return format::rate(one.deliveredPerSecond);
    case Memory:
        return format::bytes(one.rssBytes);
    case Latency:
        return withUnit(format::milliseconds(one.writeMs(m_percent)), tr(" ms"));
    case Cpu:
        return format::cpu(one.cpuPercent, one.cpuCores);
    default:
        break;
    }
    return heartbeatText(one, *m_snapshot);
}

QString InstanceModel::heartbeatText(const InstanceRow& row, const InstanceSnapshot& snapshot)
{
    const qint64 ageMs = std::max<qint64>(0, snapshot.takenAtMs - row.heartbeatAtMs);
    const QString seconds = format::count(double(ageMs / 1000));
    return snapshot.isStale(row) ? tr("silent for %1 s").arg(seconds) : tr("%1 s ago").arg(seconds);
}

QString InstanceModel::withUnit(const QString& figure, const QString& unit)
{
    return figure == format::Dash ? figure : figure + unit;
}

QVariant InstanceModel::look(int row, int column, int role) const
{
    if (role == Qt::ForegroundRole)
        return isStale(row)                              ? m_theme.color(Theme::Role::Dim)
            : column == Name && instance(row).sharesName ? m_theme.color(Theme::Role::Warning)
                                                         : QVariant();
    if (column == Name && instance(row).isThis) {
        QFont bold;
        bold.setWeight(QFont::DemiBold);
        return bold;
    }
    if (column == Host)
        return m_theme.monospace();
    return isNumber(column) ? m_theme.tabular() : QVariant();
}

QVariant InstanceModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const int row = index.row();
    const int column = index.column();
    const InstanceRow& one = instance(row);
    switch (role) {
    case Qt::DisplayRole:
        return text(row, column);
    case Qt::ToolTipRole:
        if (column == Name && one.sharesName)
            return tr("Another instance goes by the name “%1”, too: give each its own with "
                      "--instance-name.")
                .arg(one.givenName);
        return column == Name && !one.url.isEmpty() ? tr("listens on %1").arg(one.url) : QVariant();
    case Qt::TextAlignmentRole:
        return QVariant(Qt::AlignVCenter | (isNumber(column) ? Qt::AlignRight : Qt::AlignLeft));
    case Qt::ForegroundRole:
    case Qt::FontRole:
        return look(row, column, role);
    case SortRole:
        break;
    default:
        return {};
    }
    const std::array<QVariant, ColumnCount> raw{one.name, one.host, double(one.pid), one.version,
        one.connections, one.deliveredPerSecond, one.rssBytes, one.writeMs(m_percent),
        one.cpuPercent / one.cpuCores, // as it is shown; of a core nothing is said
        double(m_snapshot->takenAtMs - one.heartbeatAtMs)};
    return raw[std::size_t(column)];
}

QVariant InstanceModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= ColumnCount)
        return {};
    if (role == Qt::DisplayRole)
        return columnTitle(section);
    if (role == Qt::TextAlignmentRole)
        return QVariant(Qt::AlignVCenter | (isNumber(section) ? Qt::AlignRight : Qt::AlignLeft));
    return {};
}

InstanceArrangement::InstanceArrangement(InstanceModel& model, QObject* parent)
    : FilteredRows(model, parent)
    , m_model(model)
{
}

QStringList InstanceArrangement::textsOf(int row) const
{
    const InstanceRow& one = m_model.instance(row);
    return {one.name, one.host, one.version, one.url, QString::number(one.pid)};
}

} // namespace fanlight
