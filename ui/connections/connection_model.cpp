// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "connections/connection_model.h"

#include "format.h"

#include <algorithm>
#include <array>

using namespace Qt::Literals::StringLiterals;

namespace fanlight {

namespace {

// More runs of new or gone rows than this are cheaper told as one change of order.
constexpr std::size_t MostRuns = 48;
constexpr qint64 Nowhere = -1;

struct Run {
    int first;
    int last;
};

// For each row of `rows` the index of the same connection in `others`, or Nowhere. Both ascend by id.
std::vector<qint64> counterparts(
    const std::vector<ConnectionRow>& rows, const std::vector<ConnectionRow>& others)
{
    std::vector<qint64> found(rows.size(), Nowhere);
    auto other = others.begin();
    for (std::size_t i = 0; i < rows.size(); ++i) {
        while (other != others.end() && other->id < rows[i].id)
            ++other;
        if (other != others.end() && other->id == rows[i].id)
            found[i] = other - others.begin();
    }
    return found;
}

// For each row of the snapshot the position where it is shown, or Nowhere.
std::vector<qint64> positions(const ConnectionArrangement& arrangement)
{
    std::vector<qint64> shownAt(arrangement.snapshot->rows.size(), Nowhere);
    for (std::size_t i = 0; i < arrangement.order.size(); ++i)
        shownAt[arrangement.order[i]] = qint64(i);
    return shownAt;
}

void extend(std::vector<Run>& runs, int position)
{
    if (!runs.empty() && runs.back().last == position - 1)
        runs.back().last = position;
    else
        runs.push_back({position, position});
}

QVariant rawValue(const ConnectionRow& row, ConnectionColumn column)
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
        return row.connectedAtMs;
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
    }
    Q_UNREACHABLE();
}

QString orDash(const QString& text)
{
    return text.isEmpty() ? format::count(Unknown) : text;
}

} // namespace

// What leads from the shown rows to others.
struct ConnectionModel::Difference {
    std::vector<Run> gone; // positions before
    std::vector<Run> come; // positions afterwards
    std::vector<quint32> keptBefore; // the rows that stay, as indexes of the shown snapshot, in shown order
    std::vector<quint32> kept; // the same rows as indexes of the new snapshot
    bool sameOrder = true; // of the rows that stay
};

ConnectionModel::Difference ConnectionModel::differenceTo(const ConnectionArrangement& next) const
{
    const auto inNext = counterparts(m_shown.snapshot->rows, next.snapshot->rows);
    const auto inShown = counterparts(next.snapshot->rows, m_shown.snapshot->rows);
    const auto nextPosition = positions(next);
    const auto shownPosition = positions(m_shown);

    Difference difference;
    qint64 last = Nowhere;
    for (std::size_t i = 0; i < m_shown.order.size(); ++i) {
        const qint64 row = inNext[m_shown.order[i]];
        const qint64 position = row == Nowhere ? Nowhere : nextPosition[std::size_t(row)];
        if (position == Nowhere) {
            extend(difference.gone, int(i));
            continue;
        }
        difference.keptBefore.push_back(m_shown.order[i]);
        difference.kept.push_back(quint32(row));
        difference.sameOrder = difference.sameOrder && last < position;
        last = position;
    }
    for (std::size_t i = 0; i < next.order.size(); ++i) {
        const qint64 row = inShown[next.order[i]];
        if (row == Nowhere || shownPosition[std::size_t(row)] == Nowhere)
            extend(difference.come, int(i));
    }
    return difference;
}

ConnectionModel::Change ConnectionModel::apply(
    const ConnectionArrangement& arrangement, int firstVisible, int lastVisible)
{
    const Difference difference = differenceTo(arrangement);
    const std::size_t runs = difference.gone.size() + difference.come.size();
    Change change = Change::Figures;
    if (!difference.sameOrder || runs > MostRuns) {
        applyOrder(arrangement, difference);
        change = Change::Order;
    } else if (runs > 0) {
        applyRuns(arrangement, difference);
        change = Change::RowsOnly;
    } else {
        m_shown = arrangement;
    }
    tellFigures(firstVisible, lastVisible);
    return change;
}

void ConnectionModel::applyRuns(
    const ConnectionArrangement& arrangement, const Difference& difference)
{
    for (auto run = difference.gone.rbegin(); run != difference.gone.rend(); ++run)
        dropRows(run->first, run->last);
    m_shown = {arrangement.snapshot, difference.kept};
    for (const Run& run : difference.come) {
        const auto from = arrangement.order.begin();
        addRows(run.first, {from + run.first, from + run.last + 1});
    }
}

// However many rows moved, came and went: what goes is first moved to the end, what comes is first
// put at the end, so that the views hear of at most four changes.
void ConnectionModel::applyOrder(
    const ConnectionArrangement& arrangement, const Difference& difference)
{
    const int kept = int(difference.kept.size());
    if (kept < rowCount()) {
        std::vector<quint32> goneLast = difference.keptBefore;
        for (const Run& run : difference.gone) {
            const auto from = m_shown.order.begin();
            goneLast.insert(goneLast.end(), from + run.first, from + run.last + 1);
        }
        reorder(std::move(goneLast));
        dropRows(kept, rowCount() - 1);
    }
    m_shown = {arrangement.snapshot, difference.kept};
    std::vector<quint32> come;
    for (const Run& run : difference.come) {
        const auto from = arrangement.order.begin();
        come.insert(come.end(), from + run.first, from + run.last + 1);
    }
    if (!come.empty())
        addRows(kept, come);
    reorder(arrangement.order);
}

void ConnectionModel::dropRows(int first, int last)
{
    beginRemoveRows({}, first, last);
    const auto from = m_shown.order.begin();
    m_shown.order.erase(from + first, from + last + 1);
    endRemoveRows();
}

void ConnectionModel::addRows(int first, const std::vector<quint32>& rows)
{
    beginInsertRows({}, first, first + int(rows.size()) - 1);
    m_shown.order.insert(m_shown.order.begin() + first, rows.begin(), rows.end());
    endInsertRows();
}

void ConnectionModel::reorder(std::vector<quint32> order)
{
    if (order == m_shown.order)
        return;
    Q_EMIT layoutAboutToBeChanged({}, VerticalSortHint);
    const std::vector<quint32> before = std::exchange(m_shown.order, std::move(order));
    const auto shownAt = positions(m_shown);
    const QModelIndexList from = persistentIndexList();
    QModelIndexList to;
    to.reserve(from.size());
    for (const QModelIndex& cell : from)
        to.append(index(int(shownAt[before[std::size_t(cell.row())]]), cell.column()));
    changePersistentIndexList(from, to);
    Q_EMIT layoutChanged({}, VerticalSortHint);
}

void ConnectionModel::tellFigures(int first, int last)
{
    first = std::max(first, 0);
    last = std::min(last, rowCount() - 1);
    if (first <= last)
        Q_EMIT dataChanged(index(first, 0), index(last, ConnectionColumnCount - 1));
}

int ConnectionModel::rowOf(quint64 id) const
{
    const auto& rows = m_shown.snapshot->rows;
    const auto found = std::lower_bound(rows.begin(), rows.end(), id,
        [](const ConnectionRow& row, quint64 wanted) { return row.id < wanted; });
    if (found == rows.end() || found->id != id)
        return -1;
    const auto index = quint32(found - rows.begin());
    const auto position = std::find(m_shown.order.begin(), m_shown.order.end(), index);
    return position == m_shown.order.end() ? -1 : int(position - m_shown.order.begin());
}

QString ConnectionModel::columnTitle(ConnectionColumn column)
{
    static const std::array<QString, ConnectionColumnCount> titles {u"Id"_s, u"User"_s, u"Address"_s,
        u"Types"_s, u"Connected"_s, u"Events"_s, u"Sent"_s, u"Backlog"_s, u"RTT"_s, u"Agent"_s};
    return titles[std::size_t(column)];
}

bool ConnectionModel::isNumber(ConnectionColumn column)
{
    return column >= ConnectionColumn::Connected && column <= ConnectionColumn::RoundTrip;
}

QString ConnectionModel::cellText(const ConnectionRow& row, ConnectionColumn column, qint64 nowMs)
{
    switch (column) {
    case ConnectionColumn::Id:
        return connectionIdText(row.id);
    case ConnectionColumn::User:
        return orDash(row.userId);
    case ConnectionColumn::Address:
        return row.address;
    case ConnectionColumn::Types:
        return row.types.isEmpty() ? u"all"_s : row.types.join(u", "_s);
    case ConnectionColumn::Connected:
        return format::duration(std::max<qint64>(0, nowMs - row.connectedAtMs));
    case ConnectionColumn::Events:
        return format::count(double(row.events));
    case ConnectionColumn::Sent:
        return format::bytes(double(row.bytes));
    case ConnectionColumn::Backlog:
        return row.backlogBytes > 0 ? format::bytes(double(row.backlogBytes)) : u"0"_s;
    case ConnectionColumn::RoundTrip:
        return isKnown(row.rttMs) ? format::milliseconds(row.rttMs) + u" ms"_s
                                  : format::milliseconds(row.rttMs);
    case ConnectionColumn::Agent:
        return orDash(row.userAgent);
    }
    Q_UNREACHABLE();
}

int ConnectionModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : int(m_shown.order.size());
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
    switch (role) {
    case Qt::DisplayRole:
        return cellText(connection(index.row()), column, m_shown.snapshot->takenAtMs);
    case SortRole:
        return rawValue(connection(index.row()), column);
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
    return {};
}

} // namespace fanlight
