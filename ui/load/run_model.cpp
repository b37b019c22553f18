// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "load/run_model.h"

#include "format.h"
#include "load/load_figures.h"

#include <QDateTime>

#include <algorithm>
#include <array>

namespace fanlight {

RunModel::RunModel(RunStore& store, const Theme& theme, QObject* parent)
    : QAbstractTableModel(parent)
    , m_store(store)
    , m_theme(theme)
    , m_runs(store.runs())
{
    connect(&store, &RunStore::changed, this, &RunModel::follow);
    connect(&theme, &Theme::changed, this, [this] {
        if (!m_runs.empty())
            Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
    });
}

// Rows that are gone go, new ones come, so that the selection stays.
void RunModel::follow()
{
    const std::vector<RunSummary>& next = m_store.runs();
    const auto isIn = [](const std::vector<RunSummary>& runs, const QString& file) {
        return std::any_of(
            runs.begin(), runs.end(), [&file](const RunSummary& run) { return run.file == file; });
    };
    for (int row = rowCount() - 1; row >= 0; --row) {
        if (isIn(next, m_runs[std::size_t(row)].file))
            continue;
        beginRemoveRows({}, row, row);
        m_runs.erase(m_runs.begin() + row);
        endRemoveRows();
    }
    for (std::size_t row = 0; row < next.size(); ++row) {
        if (row < m_runs.size() && m_runs[row].file == next[row].file) {
            m_runs[row] = next[row];
            continue;
        }
        beginInsertRows({}, int(row), int(row));
        m_runs.insert(m_runs.begin() + std::ptrdiff_t(row), next[row]);
        endInsertRows();
    }
    if (!m_runs.empty())
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
}

void RunModel::setShown(const QString& file)
{
    if (file == m_shown)
        return;
    m_shown = file;
    if (!m_runs.empty())
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1), {Qt::FontRole});
}

int RunModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : int(m_runs.size());
}

int RunModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QString RunModel::text(const RunSummary& run, int column) const
{
    switch (column) {
    case Name:
        if (!run.name.isEmpty())
            return run.name;
        [[fallthrough]];
    case When:
        return load_figures::when(run.startedAtMs, QDateTime::currentMSecsSinceEpoch());
    case Mode:
        return run.wasStopped ? tr("%1, stopped").arg(run.mode) : run.mode;
    case Clients:
        return format::count(run.clients);
    case Events:
        return format::rate(run.eventsPerSecond);
    case P50:
        return format::milliseconds(run.p50Ms);
    case P95:
        return format::milliseconds(run.p95Ms);
    case P99:
        return format::milliseconds(run.p99Ms);
    case Lost:
        return format::count(run.lost);
    default:
        return {};
    }
}

QString RunModel::toolTip(const RunSummary& run)
{
    const QString when = load_figures::when(run.startedAtMs, QDateTime::currentMSecsSinceEpoch());
    return run.expectationsMet ? tr("%1; F2 names it").arg(when)
                               : tr("%1, not as expected; F2 names it").arg(when);
}

QVariant RunModel::color(const RunSummary& run, int column) const
{
    if (column == Lost && run.lost > 0)
        return m_theme.color(Theme::Role::Bad);
    if (column == Name && !run.expectationsMet)
        return m_theme.color(Theme::Role::Bad);
    return {};
}

QVariant RunModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const RunSummary& run = m_runs[std::size_t(index.row())];
    const int column = index.column();
    switch (role) {
    case Qt::DisplayRole:
        return text(run, column);
    case Qt::EditRole:
        return column == Name ? run.name : text(run, column);
    case Qt::ToolTipRole:
        return column == Name ? QVariant(toolTip(run)) : QVariant();
    case Qt::TextAlignmentRole:
        return QVariant(Qt::AlignVCenter | (column >= Clients ? Qt::AlignRight : Qt::AlignLeft));
    case Qt::ForegroundRole:
        return color(run, column);
    case Qt::FontRole: {
        QFont font = column == Name || column == Mode ? QFont() : m_theme.tabular();
        if (run.file == m_shown)
            font.setWeight(QFont::DemiBold);
        return font;
    }
    default:
        return {};
    }
}

bool RunModel::setData(const QModelIndex& index, const QVariant& value, int role)
{
    if (role != Qt::EditRole || !checkIndex(index, CheckIndexOption::IndexIsValid)
        || index.column() != Name)
        return false;
    m_store.rename(run(index.row()).file, value.toString());
    return true;
}

Qt::ItemFlags RunModel::flags(const QModelIndex& index) const
{
    const Qt::ItemFlags flags = QAbstractTableModel::flags(index);
    return index.isValid() && index.column() == Name ? flags | Qt::ItemIsEditable : flags;
}

QVariant RunModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= ColumnCount)
        return {};
    static const std::array titles{tr("Run"), tr("When"), tr("Mode"), tr("Clients"), tr("Events/s"),
        tr("p50"), tr("p95"), tr("p99"), tr("Lost")};
    if (role == Qt::DisplayRole)
        return titles.at(std::size_t(section));
    if (role == Qt::ToolTipRole && section >= P50 && section <= P99)
        return tr(
            "Publish to receive, milliseconds, from when a message was meant to be published");
    if (role == Qt::TextAlignmentRole)
        return QVariant(Qt::AlignVCenter | (section >= Clients ? Qt::AlignRight : Qt::AlignLeft));
    return {};
}

} // namespace fanlight
