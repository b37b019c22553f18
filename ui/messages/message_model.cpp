// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "messages/message_model.h"

#include "messages/work_slice.h"
#include "metrics/worker.h"

#include <QDateTime>

#include <algorithm>

namespace fanlight {

namespace {

void dropNumbersBefore(std::deque<quint64>& numbers, quint64 number)
{
    numbers.erase(numbers.begin(), std::lower_bound(numbers.begin(), numbers.end(), number));
}

} // namespace

MessageModel::MessageModel(const Theme& theme, QObject* parent)
    : QAbstractTableModel(parent)
    , m_openedAtMs(QDateTime::currentMSecsSinceEpoch())
    , m_cells(theme)
{
    connect(&theme, &Theme::changed, this, [this] { m_cells.takeFonts(); });
}

void MessageModel::take(MessageLog::Pull&& pull, qint64 nowMs)
{
    m_firstKept = pull.firstKept;
    m_evicted = pull.evicted;
    m_bytes = pull.bytes;
    m_lastNumber
        = pull.added.empty() ? std::max(m_lastNumber, m_firstKept - 1) : pull.added.back().number;
    // Rows go before rows come, so that the view never sees more than fit.
    if (!m_held)
        dropBefore(m_firstKept);
    m_waiting.dropBefore(m_firstKept);
    (m_held ? m_waiting : m_records).append(std::move(pull.added));
    takeFigures(std::move(pull.changed));
    const bool agesAreDue = m_filter.changesWithTime() && nowMs - m_agesAtMs >= AgeInterval.count();
    if (agesAreDue && !m_held && !m_records.isEmpty()) {
        m_agesAtMs = nowMs;
        recheck(m_records.first(), m_records.last());
    }
}

void MessageModel::takeFigures(std::vector<MessageFigures>&& changed)
{
    if (changed.empty())
        return;
    quint64 least = ~quint64(0);
    quint64 most = 0;
    std::vector<quint64> numbers;
    for (MessageFigures& figures : changed) {
        const quint64 number = figures.number;
        for (auto* records : {&m_records, &m_waiting}) {
            MessageRecord* record = records->find(number);
            if (!record)
                continue;
            record->figures = std::move(figures);
            least = std::min(least, number);
            most = std::max(most, number);
            numbers.push_back(number);
            break;
        }
    }
    if (most == 0)
        return;
    const auto from = std::lower_bound(m_shown.begin(), m_shown.end(), least);
    const auto to = std::upper_bound(from, m_shown.end(), most);
    if (from != to && !m_order) {
        Q_EMIT dataChanged(index(int(from - m_shown.begin()), Recipients),
            index(int(to - m_shown.begin()) - 1, Ack));
    } else if (from != to) {
        Q_EMIT dataChanged(index(0, Recipients), index(rowCount() - 1, Ack));
    }
    if (m_next)
        m_stale.insert(m_stale.end(), numbers.begin(), numbers.end());
    else if (isSortedByFigure())
        resort(std::move(numbers));
    if (m_filter.changesWithFigures() && !m_held)
        recheck(least, most);
    Q_EMIT figuresChanged();
}

void MessageModel::recheck(quint64 from, quint64 last)
{
    m_recheck = m_recheck ? Recheck{std::min(m_recheck->at, from), std::max(m_recheck->last, last)}
                          : Recheck{from, last};
}

void MessageModel::dropBefore(quint64 number)
{
    const auto end = std::lower_bound(m_shown.begin(), m_shown.end(), number);
    const int rows = int(end - m_shown.begin());
    if (m_order && rows > 0)
        rearrange({m_shown.begin(), end}, {}, {});
    else if (rows > 0)
        beginRemoveRows({}, 0, rows - 1);
    m_shown.erase(m_shown.begin(), end);
    m_coming.erase(m_coming.begin(), std::lower_bound(m_coming.begin(), m_coming.end(), number));
    m_records.dropBefore(number);
    if (!m_order && rows > 0)
        endRemoveRows();
    if (m_next) {
        dropNumbersBefore(*m_next, number);
        std::erase_if(m_nextKeys, [number](const SortKey& key) { return key.number < number; });
    }
}

void MessageModel::setHeld(bool held)
{
    m_held = held;
    if (held)
        return;
    dropBefore(m_firstKept);
    m_records.append(std::move(m_waiting));
    if (!m_records.isEmpty() && (m_filter.changesWithFigures() || m_filter.changesWithTime()))
        recheck(m_records.first(), m_records.last());
}

void MessageModel::setFilter(const MessageFilter& filter)
{
    m_filter = filter;
    rebuildRows();
}

void MessageModel::sort(int column, Qt::SortOrder order)
{
    if (column < 0 || column >= columnCount())
        column = Time;
    if (column == m_sortColumn && order == m_sortOrder)
        return;
    m_sortColumn = column;
    m_sortOrder = order;
    rebuildRows();
    Q_EMIT workToDo();
}

void MessageModel::rebuildRows()
{
    m_recheck.reset();
    m_next.emplace();
    m_nextKeys.clear();
    m_stale.clear();
    m_coming.clear();
    m_nextAt = m_records.isEmpty() ? 0 : m_records.first();
}

std::vector<SortKey> MessageModel::keysOf(const std::vector<quint64>& numbers) const
{
    std::vector<SortKey> keys;
    keys.reserve(numbers.size());
    for (const quint64 number : numbers)
        keys.push_back(keyOf(number));
    return keys;
}

void MessageModel::resort(std::vector<quint64>&& numbers)
{
    std::sort(numbers.begin(), numbers.end());
    numbers.erase(std::unique(numbers.begin(), numbers.end()), numbers.end());
    std::erase_if(numbers, [this](quint64 number) { return m_order->rowOf(number) < 0; });
    rearrange({}, {}, numbers);
}

// Of sorted rows: new ones come to the end, all are put in their place, those that leave go from
// the front: three signals, however many there are. Numbers ascend.
void MessageModel::rearrange(const std::vector<quint64>& leaving,
    const std::vector<quint64>& coming, const std::vector<quint64>& changed)
{
    if (leaving.empty() && coming.empty() && changed.empty())
        return;
    if (!coming.empty()) {
        beginInsertRows({}, m_order->size(), m_order->size() + int(coming.size()) - 1);
        m_order->append(keysOf(coming));
        endInsertRows();
    }
    Q_EMIT layoutAboutToBeChanged({}, VerticalSortHint);
    const QModelIndexList before = persistentIndexList();
    std::vector<quint64> numbers;
    for (const QModelIndex& index : before)
        numbers.push_back(m_order->at(index.row()));
    m_order->arrange(leaving, keysOf(changed));
    QModelIndexList after;
    for (qsizetype i = 0; i < before.size(); ++i)
        after << index(m_order->rowOf(numbers[std::size_t(i)]), before[i].column());
    changePersistentIndexList(before, after);
    Q_EMIT layoutChanged({}, VerticalSortHint);
    if (!leaving.empty()) {
        beginRemoveRows({}, 0, int(leaving.size()) - 1);
        m_order->dropFront(int(leaving.size()));
        endRemoveRows();
    }
}

void MessageModel::clear()
{
    beginResetModel();
    // Tens of thousands are let go elsewhere, since that would hold up the window.
    Worker::spare().start([gone = std::make_shared<std::pair<MessageStore, MessageStore>>(
                               std::exchange(m_records, {}), std::exchange(m_waiting, {}))] {});
    m_shown.clear();
    m_coming.clear();
    m_next.reset();
    m_order.reset();
    if (isOrderWished())
        m_order.emplace(m_sortOrder == Qt::DescendingOrder);
    m_recheck.reset();
    m_firstKept = m_lastNumber + 1;
    m_evicted = 0;
    m_bytes = 0;
    endResetModel();
}

void MessageModel::startAgain()
{
    clear();
    m_judged = 0;
    m_lastNumber = 0;
    m_firstKept = 1;
}

bool MessageModel::isShown(quint64 number, qint64 nowMs) const
{
    return m_filter.isEmpty() || m_filter.matches(m_records.at(number), nowMs);
}

bool MessageModel::work(qint64 nowMs)
{
    if (m_next)
        return rebuild(nowMs);
    if (m_judged < m_records.end()) {
        judgeNew(nowMs);
        return m_judged < m_records.end() || m_recheck;
    }
    if (m_recheck)
        judgeAgain(nowMs);
    return m_recheck.has_value();
}

bool MessageModel::rebuild(qint64 nowMs)
{
    WorkSlice budget(Slice);
    const bool isWanted = isOrderWished();
    if (!m_records.isEmpty())
        m_nextAt = std::max<quint64>(m_nextAt, m_records.first());
    while (m_nextAt < m_records.end()) {
        if (isShown(m_nextAt, nowMs)) {
            m_next->push_back(m_nextAt);
            if (isWanted)
                m_nextKeys.push_back(keyOf(m_nextAt));
        }
        ++m_nextAt;
        if (budget.isSpent())
            return true;
    }
    beginResetModel();
    m_shown = std::move(*m_next);
    m_next.reset();
    m_order.reset();
    if (isWanted) {
        m_order.emplace(m_sortOrder == Qt::DescendingOrder);
        m_order->append(std::exchange(m_nextKeys, {}));
        m_order->arrange({}, {});
    }
    m_judged = m_records.end();
    endResetModel();
    if (isSortedByFigure())
        resort(std::exchange(m_stale, {}));
    m_stale.clear();
    return m_recheck.has_value();
}

// New messages become rows at the end, in one block a slice.
void MessageModel::judgeNew(qint64 nowMs)
{
    WorkSlice budget(Slice);
    quint64 at = std::max<quint64>(m_judged, m_records.first());
    std::vector<quint64> come;
    while (at < m_records.end()) {
        if (isShown(at, nowMs))
            come.push_back(at);
        ++at;
        if (budget.isSpent())
            break;
    }
    m_judged = at;
    if (m_order) {
        // to put them in their place costs a pass over all rows, so it is done once for all slices
        m_coming.insert(m_coming.end(), come.begin(), come.end());
        if (m_judged < m_records.end())
            return;
        m_shown.insert(m_shown.end(), m_coming.begin(), m_coming.end());
        return rearrange({}, std::exchange(m_coming, {}), {});
    }
    if (come.empty())
        return;
    beginInsertRows({}, rowCount(), rowCount() + int(come.size()) - 1);
    m_shown.insert(m_shown.end(), come.begin(), come.end());
    endInsertRows();
}

// Goes through the messages of the recheck; rows that come or go side by side do so in one block.
void MessageModel::judgeAgain(qint64 nowMs)
{
    WorkSlice budget(Slice);
    quint64 at = std::max<quint64>(
        m_recheck->at, m_records.isEmpty() ? m_recheck->last + 1 : m_records.first());
    const quint64 last = std::min(m_recheck->last, std::max<quint64>(m_judged, 1) - 1);
    auto row = std::size_t(std::lower_bound(m_shown.begin(), m_shown.end(), at) - m_shown.begin());
    std::size_t leaving = 0; // rows before `row` that go
    std::vector<quint64> coming; // to be put before `row`
    std::vector<quint64> allLeaving; // of sorted rows
    std::vector<quint64> allComing;
    const auto flush = [&] {
        if (leaving > 0) {
            const auto end = m_shown.begin() + std::ptrdiff_t(row);
            const auto first = end - std::ptrdiff_t(leaving);
            if (m_order)
                allLeaving.insert(allLeaving.end(), first, end);
            else
                beginRemoveRows({}, int(row - leaving), int(row) - 1);
            m_shown.erase(first, end);
            if (!m_order)
                endRemoveRows();
            row -= leaving;
        }
        if (!coming.empty()) {
            if (m_order)
                allComing.insert(allComing.end(), coming.begin(), coming.end());
            else
                beginInsertRows({}, int(row), int(row + coming.size()) - 1);
            m_shown.insert(m_shown.begin() + std::ptrdiff_t(row), coming.begin(), coming.end());
            if (!m_order)
                endInsertRows();
            row += coming.size();
        }
        leaving = 0;
        coming.clear();
    };
    for (; at <= last && !budget.isSpent(); ++at) {
        const bool was = row < m_shown.size() && m_shown[row] == at;
        const bool is = isShown(at, nowMs);
        if (was && is) {
            flush();
            ++row;
        } else if (was) {
            if (!coming.empty())
                flush();
            ++row;
            ++leaving;
        } else if (is) {
            if (leaving > 0)
                flush();
            coming.push_back(at);
        }
    }
    flush();
    if (m_order)
        rearrange(allLeaving, allComing, {});
    m_recheck->at = at;
    if (at > last)
        m_recheck.reset();
}

quint64 MessageModel::notShown() const
{
    const auto from = std::lower_bound(m_shown.begin(), m_shown.end(), m_firstKept);
    return kept() - quint64(m_shown.end() - from);
}

int MessageModel::rowOf(quint64 number) const
{
    if (m_order)
        return m_order->rowOf(number);
    const auto at = std::lower_bound(m_shown.begin(), m_shown.end(), number);
    return at != m_shown.end() && *at == number ? int(at - m_shown.begin()) : -1;
}

int MessageModel::firstRowFrom(quint64 number) const
{
    if (m_order)
        return m_order->rowOf(number);
    const auto at = std::lower_bound(m_shown.begin(), m_shown.end(), number);
    return std::min(int(at - m_shown.begin()), rowCount() - 1);
}

void MessageModel::takeWhole(const MessageRecord& message)
{
    for (auto* records : {&m_records, &m_waiting}) {
        if (MessageRecord* const record = records->find(message.number)) {
            record->frame = message.frame;
            record->bytesElsewhere = message.bytesElsewhere;
        }
    }
    if (const int row = rowOf(message.number); row >= 0)
        Q_EMIT dataChanged(index(row, 0), index(row, columnCount() - 1));
}

const MessageRecord* MessageModel::find(quint64 number) const
{
    const MessageRecord* record = m_records.find(number);
    return record ? record : m_waiting.find(number);
}

void MessageModel::copyRows(int from, int most, std::vector<MessageRecord>& into) const
{
    for (int row = from; row < std::min(rowCount(), from + most); ++row)
        into.push_back(message(row));
}

// -- columns of the payload

int MessageModel::addField(const QString& path)
{
    if (const int at = m_cells.fields.indexOf(path); at >= 0)
        return ColumnCount + at;
    if (path.isEmpty() || m_cells.fields.size() >= MostFields)
        return -1;
    const int column = columnCount();
    beginInsertColumns({}, column, column);
    m_cells.fields.add(path);
    endInsertColumns();
    return column;
}

void MessageModel::removeField(const QString& path)
{
    const int at = m_cells.fields.indexOf(path);
    if (at < 0)
        return;
    const int column = ColumnCount + at;
    if (m_sortColumn == column)
        sort(Time, Qt::AscendingOrder);
    else if (m_sortColumn > column)
        --m_sortColumn;
    beginRemoveColumns({}, column, column);
    m_cells.fields.remove(at);
    endRemoveColumns();
    if (m_next)
        rebuildRows(); // its keys may be of the column that went
}

// -- looks

void MessageModel::setLooks(std::function<Look(const MessageRecord&)> looks)
{
    m_cells.looks = std::move(looks);
    looksChanged();
}

void MessageModel::looksChanged()
{
    if (rowCount() > 0)
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, columnCount() - 1));
}

void MessageModel::setPercent(double percent)
{
    if (std::exchange(m_cells.percent, percent) == percent)
        return;
    Q_EMIT headerDataChanged(Qt::Horizontal, Write, Ack);
    if (rowCount() > 0)
        Q_EMIT dataChanged(index(0, Write), index(rowCount() - 1, Ack));
    if (m_sortColumn == Write || m_sortColumn == Ack) {
        rebuildRows();
        Q_EMIT workToDo();
    }
}

void MessageModel::setToday(const QDate& today)
{
    if (m_cells.days.setToday(today))
        looksChanged();
}

bool MessageModel::hasOtherDays() const
{
    return !m_shown.empty()
        && (m_cells.days.needsDay(m_records.at(m_shown.front()).timeMs)
            || m_cells.days.needsDay(m_records.at(m_shown.back()).timeMs));
}

bool MessageModel::isLastOfBefore(int row) const
{
    return !m_order && row + 1 < rowCount() && message(row).timeMs < m_openedAtMs
        && message(row + 1).timeMs >= m_openedAtMs;
}

// -- the table

int MessageModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : m_order ? m_order->size() : int(m_shown.size());
}

int MessageModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : m_cells.columnCount();
}

QVariant MessageModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const int row = index.row();
    const bool isBoundary = (index.column() == Time || role == BoundaryRole) && isLastOfBefore(row);
    return m_cells.data(message(row), index.column(), role, isBoundary);
}

QVariant MessageModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= columnCount())
        return {};
    return m_cells.header(section, role);
}

} // namespace fanlight
