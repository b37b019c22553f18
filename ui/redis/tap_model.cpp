// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "redis/tap_model.h"

#include "format.h"
#include "widgets/column_head.h"

#include <QDateTime>

#include <algorithm>
#include <array>

namespace fanlight {

namespace {

constexpr qsizetype PreviewBytes = 400;

// The first line, as much of it as may be seen in a row.
QString preview(const QByteArray& payload)
{
    QByteArray text = payload.left(PreviewBytes);
    if (const qsizetype end = text.indexOf('\n'); end >= 0)
        text.truncate(end);
    return QString::fromUtf8(text);
}

} // namespace

void TapRecord::append(const TapBatch& batch)
{
    m_leftOut += batch.left;
    for (const TapMessage& message : batch.messages) {
        if (m_lines.size() == Capacity) {
            m_lines.pop_front();
            ++m_evicted;
        }
        m_lines.push_back({++m_lastNumber, message});
    }
}

void TapRecord::clear()
{
    *this = {};
}

TapModel::TapModel(const TapRecord& record, const Theme& theme, QObject* parent)
    : QAbstractTableModel(parent)
    , m_record(record)
    , m_theme(theme)
{
}

void TapModel::pull()
{
    const std::deque<TapLine>& lines = m_record.lines();
    if (lines.empty())
        return;
    // Rows go before rows come, so that the view never sees more than fit.
    dropBefore(lines.front().number);
    const quint64 have = m_lines.empty() ? 0 : m_lines.back().number;
    const auto first = std::upper_bound(lines.begin(), lines.end(), have,
        [](quint64 number, const TapLine& line) { return number < line.number; });
    const auto shown
        = std::count_if(first, lines.end(), [this](const TapLine& line) { return isShown(line); });
    if (shown > 0)
        beginInsertRows({}, rowCount(), rowCount() + int(shown) - 1);
    for (auto line = first; line != lines.end(); ++line) {
        m_lines.push_back(*line);
        if (isShown(*line))
            m_shown.push_back(line->number);
    }
    if (shown > 0)
        endInsertRows();
    updateDays();
}

void TapModel::updateDays()
{
    const auto day = [](const TapLine& line) {
        return QDateTime::fromMSecsSinceEpoch(line.message.timeMs).date();
    };
    const bool spans = !m_lines.empty() && day(m_lines.front()) != day(m_lines.back());
    if (spans == m_spansDays)
        return;
    m_spansDays = spans;
    if (rowCount() > 0)
        Q_EMIT dataChanged(index(0, Time), index(rowCount() - 1, Time));
}

void TapModel::dropBefore(quint64 number)
{
    const auto shownEnd = std::lower_bound(m_shown.begin(), m_shown.end(), number);
    const int rows = int(shownEnd - m_shown.begin());
    if (rows > 0)
        beginRemoveRows({}, 0, rows - 1);
    m_shown.erase(m_shown.begin(), shownEnd);
    const auto end = std::lower_bound(m_lines.begin(), m_lines.end(), number,
        [](const TapLine& line, quint64 wanted) { return line.number < wanted; });
    m_lines.erase(m_lines.begin(), end);
    if (rows > 0)
        endRemoveRows();
}

void TapModel::clear()
{
    beginResetModel();
    m_lines.clear();
    m_shown.clear();
    endResetModel();
}

void TapModel::setFilter(const TextFilter& filter)
{
    beginResetModel();
    m_filter = filter;
    m_shown.clear();
    for (const TapLine& line : m_lines) {
        if (isShown(line))
            m_shown.push_back(line.number);
    }
    endResetModel();
}

bool TapModel::isShown(const TapLine& line) const
{
    return m_filter.isEmpty()
        || m_filter.matches({line.message.channel, QString::fromUtf8(line.message.payload)});
}

quint64 TapModel::notShown() const
{
    const std::deque<TapLine>& kept = m_record.lines();
    if (kept.empty())
        return 0;
    const auto first = std::lower_bound(m_shown.begin(), m_shown.end(), kept.front().number);
    return kept.size() - quint64(m_shown.end() - first);
}

int TapModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : int(m_shown.size());
}

int TapModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant TapModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const int column = index.column();
    switch (role) {
    case Qt::DisplayRole: {
        const TapMessage& one = message(index.row());
        switch (column) {
        case Time:
            return m_spansDays ? format::dayAndClock(one.timeMs) : format::clock(one.timeMs);
        case Channel:
            return one.channel;
        case Size:
            return format::bytes(double(one.payloadBytes));
        default:
            return preview(one.payload);
        }
    }
    case Qt::ToolTipRole:
        return column == Time ? QVariant(format::dayAndClock(message(index.row()).timeMs))
                              : QVariant();
    case Qt::FontRole:
        return column == Size ? m_theme.tabular() : m_theme.monospace();
    case Qt::ForegroundRole:
        return column == Time ? m_theme.color(Theme::Role::Dim) : QVariant();
    case Qt::TextAlignmentRole:
        return QVariant(Qt::AlignVCenter | (column == Size ? Qt::AlignRight : Qt::AlignLeft));
    default:
        return {};
    }
}

QVariant TapModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    return columnHead(section, orientation, role, section == Size, [] {
        return std::array{tr("Time"), tr("Channel"), tr("Size"), tr("Payload")};
    });
}

} // namespace fanlight
