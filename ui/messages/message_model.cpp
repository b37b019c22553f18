// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "messages/message_model.h"

#include "format.h"
#include "metrics/sample.h"
#include "metrics/worker.h"

#include <QElapsedTimer>

#include <algorithm>
#include <array>

using namespace Qt::Literals::StringLiterals;

namespace fanlight {

namespace {

constexpr int LooksBetweenClocks = 32; // the clock is asked once in so many messages

QString text(std::string_view utf8)
{
    return utf8.empty() ? format::Dash : QString::fromUtf8(utf8.data(), qsizetype(utf8.size()));
}

QString msText(double ms)
{
    return isKnown(ms) ? QString(format::milliseconds(ms) + u" ms"_s) : format::Dash;
}

// Ends a slice in time.
class Budget {
public:
    Budget() { m_timer.start(); }
    bool isSpent()
    {
        return ++m_looks % LooksBetweenClocks == 0
            && m_timer.hasExpired(MessageModel::Slice.count());
    }

private:
    QElapsedTimer m_timer;
    int m_looks = 0;
};

void dropNumbersBefore(std::deque<quint64>& numbers, quint64 number)
{
    numbers.erase(numbers.begin(), std::lower_bound(numbers.begin(), numbers.end(), number));
}

} // namespace

MessageModel::MessageModel(const Theme& theme, QObject* parent)
    : QAbstractTableModel(parent)
    , m_theme(theme)
{
    takeFonts();
    connect(&theme, &Theme::changed, this, &MessageModel::takeFonts);
}

void MessageModel::takeFonts()
{
    m_monospace = m_theme.monospace();
    m_tabular = m_theme.tabular();
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
    for (MessageFigures& figures : changed) {
        const quint64 number = figures.number;
        for (auto* records : {&m_records, &m_waiting}) {
            MessageRecord* record = records->find(number);
            if (!record)
                continue;
            record->figures = std::move(figures);
            least = std::min(least, number);
            most = std::max(most, number);
            break;
        }
    }
    if (most == 0)
        return;
    const auto from = std::lower_bound(m_shown.begin(), m_shown.end(), least);
    const auto to = std::upper_bound(from, m_shown.end(), most);
    if (from != to) {
        Q_EMIT dataChanged(index(int(from - m_shown.begin()), Recipients),
            index(int(to - m_shown.begin()) - 1, AckP99));
    }
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
    if (rows > 0)
        beginRemoveRows({}, 0, rows - 1);
    m_shown.erase(m_shown.begin(), end);
    m_records.dropBefore(number);
    if (rows > 0)
        endRemoveRows();
    if (m_next)
        dropNumbersBefore(*m_next, number);
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
    m_recheck.reset();
    m_next.emplace();
    m_nextAt = m_records.isEmpty() ? 0 : m_records.first();
}

void MessageModel::clear()
{
    beginResetModel();
    // Tens of thousands are let go elsewhere, since that would hold up the window.
    Worker::spare().start([gone = std::make_shared<std::pair<MessageStore, MessageStore>>(
                               std::exchange(m_records, {}), std::exchange(m_waiting, {}))] {});
    m_shown.clear();
    m_next.reset();
    m_recheck.reset();
    m_firstKept = m_lastNumber + 1;
    m_evicted = 0;
    m_bytes = 0;
    endResetModel();
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
    Budget budget;
    if (!m_records.isEmpty())
        m_nextAt = std::max<quint64>(m_nextAt, m_records.first());
    while (m_nextAt < m_records.end()) {
        if (isShown(m_nextAt, nowMs))
            m_next->push_back(m_nextAt);
        ++m_nextAt;
        if (budget.isSpent())
            return true;
    }
    beginResetModel();
    m_shown = std::move(*m_next);
    m_next.reset();
    m_judged = m_records.end();
    endResetModel();
    return m_recheck.has_value();
}

// New messages become rows at the end, in one block a slice.
void MessageModel::judgeNew(qint64 nowMs)
{
    Budget budget;
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
    if (come.empty())
        return;
    beginInsertRows({}, rowCount(), rowCount() + int(come.size()) - 1);
    m_shown.insert(m_shown.end(), come.begin(), come.end());
    endInsertRows();
}

// Goes through the messages of the recheck; rows that come or go side by side do so in one block.
void MessageModel::judgeAgain(qint64 nowMs)
{
    Budget budget;
    quint64 at = std::max<quint64>(
        m_recheck->at, m_records.isEmpty() ? m_recheck->last + 1 : m_records.first());
    const quint64 last = std::min(m_recheck->last, std::max<quint64>(m_judged, 1) - 1);
    auto row = std::size_t(std::lower_bound(m_shown.begin(), m_shown.end(), at) - m_shown.begin());
    std::size_t leaving = 0; // rows before `row` that go
    std::vector<quint64> coming; // to be put before `row`
    const auto flush = [&] {
        if (leaving > 0) {
            beginRemoveRows({}, int(row - leaving), int(row) - 1);
            const auto end = m_shown.begin() + std::ptrdiff_t(row);
            m_shown.erase(end - std::ptrdiff_t(leaving), end);
            endRemoveRows();
            row -= leaving;
        }
        if (!coming.empty()) {
            beginInsertRows({}, int(row), int(row + coming.size()) - 1);
            m_shown.insert(m_shown.begin() + std::ptrdiff_t(row), coming.begin(), coming.end());
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
    const auto at = std::lower_bound(m_shown.begin(), m_shown.end(), number);
    return at != m_shown.end() && *at == number ? int(at - m_shown.begin()) : -1;
}

int MessageModel::firstRowFrom(quint64 number) const
{
    const auto at = std::lower_bound(m_shown.begin(), m_shown.end(), number);
    return std::min(int(at - m_shown.begin()), rowCount() - 1);
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

QString MessageModel::columnTitle(Column column)
{
    static const std::array titles{tr("Time"), tr("Channel"), tr("Type"), tr("Id"), tr("Size"),
        tr("Recipients"), tr("Write p99"), tr("Ack p99"), tr("Source")};
    return titles.at(std::size_t(column));
}

bool MessageModel::isNumber(int column)
{
    return column >= Size && column <= AckP99;
}

QString MessageModel::cellText(const MessageRecord& message, int column)
{
    switch (column) {
    case Time:
        return format::clock(message.timeMs);
    case Channel:
        return channelText(message);
    case Type:
        return text(message.frame->type());
    case Id:
        return text(message.frame->id());
    case Size:
        return format::bytes(double(message.frame->dataSize()));
    case Recipients:
        return message.figures.isKnown ? format::count(double(message.figures.recipients))
                                       : format::Dash;
    case WriteP99:
        return msText(message.figures.write.percentileMs(99));
    case AckP99:
        return msText(message.figures.ackMs(99));
    case Source:
        return sourceText(message.source);
    default:
        return {};
    }
}

int MessageModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : int(m_shown.size());
}

int MessageModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant MessageModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const int column = index.column();
    switch (role) {
    case Qt::DisplayRole:
        return cellText(message(index.row()), column);
    case Qt::ToolTipRole: // of what may be cut
        return column == Channel || column == Type || column == Id
            ? cellText(message(index.row()), column)
            : QVariant();
    case Qt::FontRole:
        if (column == Time || column == Id)
            return m_monospace;
        return isNumber(column) ? QVariant(m_tabular) : QVariant();
    case Qt::TextAlignmentRole:
        return QVariant(Qt::AlignVCenter | (isNumber(column) ? Qt::AlignRight : Qt::AlignLeft));
    default:
        return {};
    }
}

QVariant MessageModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= ColumnCount)
        return {};
    if (role == Qt::DisplayRole)
        return columnTitle(Column(section));
    if (role == Qt::TextAlignmentRole)
        return QVariant(Qt::AlignVCenter | (isNumber(section) ? Qt::AlignRight : Qt::AlignLeft));
    if (role == Qt::ToolTipRole && section == WriteP99)
        return tr(
            "From publish until the bytes were handed to the kernel, of this instance's clients.");
    if (role == Qt::ToolTipRole && section == AckP99)
        return tr("From publish until the clients' TCP acknowledged them; all with a receipt, else "
                  "a sample.");
    return {};
}

} // namespace fanlight
