// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "log/log_model.h"

#include "format.h"
#include "theme/theme.h"

#include <algorithm>

namespace fanlight {
namespace {

// QtMsgType's own numbers are not in the order of severity.
int severity(QtMsgType level)
{
    switch (level) {
    case QtDebugMsg:
        return 0;
    case QtInfoMsg:
        return 1;
    case QtWarningMsg:
        return 2;
    case QtCriticalMsg:
    case QtFatalMsg:
        break;
    }
    return 3;
}

QString levelName(QtMsgType level)
{
    static const std::array names{QStringLiteral("debug"), QStringLiteral("info"),
        QStringLiteral("warning"), QStringLiteral("error")};
    return names[std::size_t(severity(level))];
}

} // namespace

LogModel::LogModel(const LogRing& ring, const Theme& theme, QObject* parent)
    : QAbstractTableModel(parent)
    , m_ring(ring)
    , m_theme(theme)
    , m_leastSeverity(severity(QtInfoMsg))
{
}

bool LogModel::pull()
{
    std::vector<LogLine> lines = m_ring.since(m_lastId);
    if (lines.empty())
        return false;
    // What the ring lost before we came for it was never kept here, and is counted all the same.
    m_evicted += lines.front().id - m_lastId - 1;
    m_lastId = lines.back().id;
    evict(lines.size());
    const auto shown = std::count_if(
        lines.begin(), lines.end(), [this](const LogLine& line) { return isShown(line); });
    if (shown > 0)
        beginInsertRows({}, rowCount(), rowCount() + int(shown) - 1);
    for (LogLine& line : lines) {
        if (isShown(line))
            m_shown.push_back(line.id);
        m_lines.push_back(std::move(line));
    }
    if (shown > 0)
        endInsertRows();
    return true;
}

// Makes room before rows are added, so that the view never sees more than fit.
void LogModel::evict(std::size_t incoming)
{
    const std::size_t room = LogRing::Capacity - std::min(incoming, LogRing::Capacity);
    if (m_lines.size() <= room)
        return;
    const auto count = std::ptrdiff_t(m_lines.size() - room);
    m_evicted += quint64(count);
    const quint64 lastId = m_lines[std::size_t(count - 1)].id;
    const auto shownEnd = std::upper_bound(m_shown.begin(), m_shown.end(), lastId);
    const int rows = int(shownEnd - m_shown.begin());
    if (rows > 0)
        beginRemoveRows({}, 0, rows - 1);
    m_shown.erase(m_shown.begin(), shownEnd);
    m_lines.erase(m_lines.begin(), m_lines.begin() + count);
    if (rows > 0)
        endRemoveRows();
}

void LogModel::clear()
{
    beginResetModel();
    m_lines.clear();
    m_shown.clear();
    m_evicted = 0;
    endResetModel();
}

void LogModel::setLeastLevel(QtMsgType level)
{
    beginResetModel();
    m_leastSeverity = severity(level);
    m_shown.clear();
    for (const LogLine& line : m_lines) {
        if (isShown(line))
            m_shown.push_back(line.id);
    }
    endResetModel();
}

bool LogModel::isShown(const LogLine& line) const
{
    return severity(line.level) >= m_leastSeverity;
}

int LogModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : int(m_shown.size());
}

int LogModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant LogModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    // Ids ascend without a gap, except where a clear came between.
    const quint64 id = m_shown[std::size_t(index.row())];
    const auto line = std::lower_bound(m_lines.begin(), m_lines.end(), id,
        [](const LogLine& candidate, quint64 wanted) { return candidate.id < wanted; });
    switch (role) {
    case Qt::DisplayRole:
        switch (index.column()) {
        case Time:
            return format::clock(line->timeMs);
        case Level:
            return levelName(line->level);
        case Category:
            return line->category;
        default:
            return line->text;
        }
    case Qt::ToolTipRole:
        return index.column() == Text ? QVariant(line->text) : QVariant();
    case Qt::FontRole:
        return index.column() == Time || index.column() == Category ? m_theme.monospace()
                                                                    : QVariant();
    case Qt::ForegroundRole:
        if (severity(line->level) == severity(QtWarningMsg))
            return m_theme.color(Theme::Role::Warning);
        if (severity(line->level) == severity(QtCriticalMsg))
            return m_theme.color(Theme::Role::Bad);
        return index.column() == Text ? QVariant() : m_theme.color(Theme::Role::Dim);
    default:
        return {};
    }
}

QVariant LogModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return int(Qt::AlignLeft | Qt::AlignVCenter);
    if (role != Qt::DisplayRole)
        return {};
    static const std::array names{tr("Time"), tr("Level"), tr("Part"), tr("Message")};
    return names.at(std::size_t(section));
}

QString LogModel::rowText(int row) const
{
    QStringList cells;
    for (int column = 0; column < ColumnCount; ++column)
        cells << data(index(row, column), Qt::DisplayRole).toString();
    return cells.join(QLatin1Char('\t'));
}

} // namespace fanlight
