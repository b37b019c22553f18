// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "load/phase_model.h"

#include "format.h"
#include "load/load_text.h"
#include "metrics/units.h"

#include <algorithm>

namespace fanlight {

using namespace Qt::Literals::StringLiterals;
using std::chrono::milliseconds;

namespace {

LoadPhase freshPhase()
{
    LoadPhase phase;
    phase.name = u"phase"_s;
    phase.duration = std::chrono::seconds(10);
    phase.arrivalRate = 10;
    return phase;
}

} // namespace

PhaseModel::PhaseModel(const Theme& theme, QObject* parent)
    : QAbstractTableModel(parent)
    , m_theme(theme)
{
    connect(&theme, &Theme::changed, this, [this] {
        if (!m_rows.empty())
            Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
    });
}

PhaseModel::Row PhaseModel::rowOf(const LoadPhase& phase)
{
    Row row;
    row.phase = phase;
    row.texts = {phase.name, durationText(phase.duration), load_text::arrivalsText(phase),
        phase.maxClients > 0 ? QString::number(phase.maxClients) : QString()};
    return row;
}

void PhaseModel::setPhases(const std::vector<LoadPhase>& phases)
{
    beginResetModel();
    m_rows.clear();
    std::transform(phases.begin(), phases.end(), std::back_inserter(m_rows), rowOf);
    m_running = -1;
    endResetModel();
    Q_EMIT edited();
}

std::vector<LoadPhase> PhaseModel::phases() const
{
    std::vector<LoadPhase> phases;
    std::transform(m_rows.begin(), m_rows.end(), std::back_inserter(phases),
        [](const Row& row) { return row.phase; });
    return phases;
}

QString PhaseModel::error() const
{
    for (std::size_t i = 0; i < m_rows.size(); ++i) {
        for (const QString& error : m_rows[i].errors) {
            if (!error.isEmpty())
                return tr("phase %1: %2").arg(i + 1).arg(error);
        }
    }
    return {};
}

int PhaseModel::add(int after)
{
    if (m_rows.size() >= LoadScenario::MostPhases)
        return -1;
    const int row = after + 1;
    beginInsertRows({}, row, row);
    m_rows.insert(
        m_rows.begin() + row, after >= 0 ? m_rows[std::size_t(after)] : rowOf(freshPhase()));
    endInsertRows();
    changed(row);
    return row;
}

void PhaseModel::remove(int row)
{
    beginRemoveRows({}, row, row);
    m_rows.erase(m_rows.begin() + row);
    endRemoveRows();
    changed(row);
}

bool PhaseModel::move(int row, int by)
{
    const int to = row + by;
    if (row < 0 || by == 0 || to < 0 || to >= rowCount())
        return false;
    beginMoveRows({}, row, row, {}, by > 0 ? to + 1 : to);
    const auto at = [this](int place) { return m_rows.begin() + place; };
    if (by > 0)
        std::rotate(at(row), at(row + 1), at(to + 1));
    else
        std::rotate(at(to), at(row), at(row + 1));
    endMoveRows();
    changed(std::min(row, to));
    return true;
}

void PhaseModel::setRunning(int row)
{
    if (row == m_running)
        return;
    m_running = row;
    if (!m_rows.empty())
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
}

// Counts of clients of all that follow change with it.
void PhaseModel::changed(int row)
{
    if (row < rowCount())
        Q_EMIT dataChanged(index(row, 0), index(rowCount() - 1, ColumnCount - 1));
    Q_EMIT edited();
}

int PhaseModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : int(m_rows.size());
}

int PhaseModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

void PhaseModel::read(Row& row, int column)
{
    const QString text = row.texts[std::size_t(column)].trimmed();
    QString error;
    switch (column) {
    case Name:
        row.phase.name = text;
        break;
    case Duration: {
        const std::optional<milliseconds> duration = parseDuration(text);
        if (!duration)
            error = tr("“%1” is not a duration; write 10s or 2m").arg(text);
        row.phase.duration = duration.value_or(milliseconds(0));
        break;
    }
    case Arrivals: {
        const auto arrivals = load_text::parseArrivals(text);
        if (!arrivals)
            error = tr("“%1” is no rate of arrivals; write 150 a second, 10..200 for a ramp, or "
                       "500 in all")
                        .arg(text);
        row.phase.arrivalRate = arrivals ? arrivals->rate : 0;
        row.phase.rampTo = arrivals ? arrivals->rampTo : -1;
        row.phase.arrivalCount = arrivals ? arrivals->count : -1;
        break;
    }
    case Cap: {
        const std::optional<qint64> cap = text.isEmpty() ? 0 : parseWholeNumber(text);
        if (!cap)
            error = tr("“%1” is no limit; write a whole number, or nothing").arg(text);
        row.phase.maxClients = cap.value_or(0);
        break;
    }
    default:
        break;
    }
    row.errors[std::size_t(column)] = error;
}

QString PhaseModel::shown(int row, int column) const
{
    const Row& one = m_rows[std::size_t(row)];
    if (column < Clients && !one.errors[std::size_t(column)].isEmpty())
        return one.texts[std::size_t(column)];
    switch (column) {
    case Arrivals:
        return load_text::arrivalsShown(one.phase);
    case Cap:
        return one.phase.maxClients > 0 ? format::count(double(one.phase.maxClients)) : tr("none");
    case Clients: {
        double sum = 0;
        for (int i = 0; i <= row; ++i)
            sum += m_rows[std::size_t(i)].phase.arrivals();
        return format::count(sum);
    }
    default:
        return one.texts[std::size_t(column)];
    }
}

QVariant PhaseModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const int column = index.column();
    const Row& row = m_rows[std::size_t(index.row())];
    const QString error = column < Clients ? row.errors[std::size_t(column)] : QString();
    switch (role) {
    case Qt::DisplayRole:
        return shown(index.row(), column);
    case Qt::EditRole:
        return column < Clients ? row.texts[std::size_t(column)] : shown(index.row(), column);
    case Qt::ToolTipRole:
        return error.isEmpty() ? QVariant() : error;
    case Qt::TextAlignmentRole:
        return QVariant(Qt::AlignVCenter | (column == Name ? Qt::AlignLeft : Qt::AlignRight));
    case Qt::FontRole:
        return column == Name ? QVariant() : m_theme.tabular();
    case Qt::ForegroundRole:
        if (!error.isEmpty())
            return m_theme.color(Theme::Role::Bad);
        return column == Cap && row.phase.maxClients == 0
            ? QVariant(m_theme.color(Theme::Role::Dim))
            : QVariant();
    case Qt::BackgroundRole:
        return index.row() == m_running ? QVariant(QBrush(m_theme.color(Theme::Role::AccentSoft)))
                                        : QVariant();
    default:
        return {};
    }
}

bool PhaseModel::setData(const QModelIndex& index, const QVariant& value, int role)
{
    if (role != Qt::EditRole || !checkIndex(index, CheckIndexOption::IndexIsValid)
        || index.column() >= Clients)
        return false;
    Row& row = m_rows[std::size_t(index.row())];
    QString& text = row.texts[std::size_t(index.column())];
    if (text == value.toString())
        return true;
    text = value.toString();
    read(row, index.column());
    changed(index.row());
    return true;
}

Qt::ItemFlags PhaseModel::flags(const QModelIndex& index) const
{
    const Qt::ItemFlags flags = QAbstractTableModel::flags(index);
    return index.isValid() && index.column() < Clients ? flags | Qt::ItemIsEditable : flags;
}

QVariant PhaseModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= ColumnCount)
        return {};
    static const std::array titles{
        tr("Phase"), tr("Duration"), tr("Arrivals/s"), tr("Cap"), tr("Clients")};
    static const std::array tips{tr("Its name"), tr("10s, 2m, 1h"),
        tr("150: so many a second; 10..200: a ramp; 500 in all: evenly over the duration; 0: a "
           "pause"),
        tr("While so many are there, no more arrive; nothing: no cap"),
        tr("Arrived until the end of the phase, caps not counted")};
    if (role == Qt::DisplayRole)
        return titles.at(std::size_t(section));
    if (role == Qt::ToolTipRole)
        return tips.at(std::size_t(section));
    if (role == Qt::TextAlignmentRole)
        return QVariant(Qt::AlignVCenter | (section == Name ? Qt::AlignLeft : Qt::AlignRight));
    return {};
}

} // namespace fanlight
