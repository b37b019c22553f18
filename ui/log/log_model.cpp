// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "log/log_model.h"

#include "format.h"
#include "theme/theme.h"

#include <algorithm>
#include <array>

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

} // namespace

QString logLevelName(QtMsgType level)
{
    static const std::array names{QStringLiteral("debug"), QStringLiteral("info"),
        QStringLiteral("warning"), QStringLiteral("error")};
    return names[std::size_t(severity(level))];
}

LogModel::LogModel(const LogRing& ring, const Theme& theme, QObject* parent)
    : QAbstractTableModel(parent)
    , m_ring(ring)
    , m_theme(theme)
    , m_search(QString(), Qt::CaseInsensitive)
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
    std::vector<quint64> shown;
    for (LogLine& line : lines) {
        if (KnownCategory* category = categoryOf(line, true))
            ++category->kept;
        if (isShown(line))
            shown.push_back(line.id);
        m_lines.push_back(std::move(line));
    }
    if (shown.empty())
        return true;
    beginInsertRows({}, rowCount(), rowCount() + int(shown.size()) - 1);
    m_shown.insert(m_shown.end(), shown.begin(), shown.end());
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
    for (auto line = m_lines.begin(); line != m_lines.begin() + count; ++line) {
        if (KnownCategory* category = categoryOf(*line, false))
            --category->kept;
    }
    m_lines.erase(m_lines.begin(), m_lines.begin() + count);
    if (rows > 0)
        endRemoveRows();
}

// There are few of them, and mostly a line is of the category of one before.
LogModel::KnownCategory* LogModel::categoryOf(const LogLine& line, bool add)
{
    for (KnownCategory& category : m_categories) {
        if (category.name == line.category)
            return &category;
    }
    if (!add || m_categories.size() == MostCategories)
        return nullptr;
    m_categories.push_back({line.category, 0, m_hidden.contains(line.category)});
    return &m_categories.back();
}

const LogModel::KnownCategory* LogModel::categoryOf(const LogLine& line) const
{
    return const_cast<LogModel*>(this)->categoryOf(line, false);
}

void LogModel::clear()
{
    beginResetModel();
    m_lines.clear();
    m_shown.clear();
    for (KnownCategory& category : m_categories)
        category.kept = 0;
    m_evicted = 0;
    endResetModel();
}

void LogModel::setHeld(bool held)
{
    if (held == m_held)
        return;
    m_held = held;
    m_heldAfter = m_lastId;
    if (!held)
        showAnew();
}

void LogModel::setLeastLevel(QtMsgType level)
{
    m_leastSeverity = severity(level);
    showAnew();
}

void LogModel::setHiddenCategories(const QStringList& names)
{
    m_hidden = {names.begin(), names.end()};
    for (KnownCategory& category : m_categories)
        category.hidden = m_hidden.contains(category.name);
    showAnew();
}

void LogModel::setSearch(const QString& text, bool onlyMatches)
{
    const bool rowsChange = onlyMatches || m_onlyMatches;
    m_search.setPattern(text);
    m_onlyMatches = onlyMatches;
    if (rowsChange)
        showAnew();
    else if (rowCount() > 0)
        Q_EMIT dataChanged(index(0, Text), index(rowCount() - 1, Text));
}

// Rows that stay are not told apart from others: a new filter is a new look. When held lines come,
// they are told.
void LogModel::showAnew()
{
    std::deque<quint64> shown;
    for (const LogLine& line : m_lines) {
        if (isShown(line))
            shown.push_back(line.id);
    }
    const bool onlyMore = shown.size() >= m_shown.size()
        && std::equal(m_shown.begin(), m_shown.end(), shown.begin());
    if (onlyMore && shown.size() == m_shown.size())
        return;
    if (onlyMore) {
        beginInsertRows({}, rowCount(), int(shown.size()) - 1);
        m_shown = std::move(shown);
        endInsertRows();
        return;
    }
    beginResetModel();
    m_shown = std::move(shown);
    endResetModel();
}

bool LogModel::matches(const LogLine& line) const
{
    return !m_search.pattern().isEmpty() && m_search.indexIn(line.text) >= 0;
}

bool LogModel::isShown(const LogLine& line) const
{
    if (severity(line.level) < m_leastSeverity || (m_held && line.id > m_heldAfter))
        return false;
    if (!m_hidden.empty()) {
        if (const KnownCategory* category = categoryOf(line); category && category->hidden)
            return false;
    }
    return !m_onlyMatches || m_search.pattern().isEmpty() || matches(line);
}

quint64 LogModel::found() const
{
    if (m_search.pattern().isEmpty())
        return 0;
    quint64 count = 0;
    auto shown = m_shown.begin();
    for (const LogLine& line : m_lines) {
        if (shown == m_shown.end())
            break;
        if (*shown != line.id)
            continue;
        ++shown;
        count += matches(line);
    }
    return count;
}

std::vector<LogModel::CategoryCount> LogModel::categories() const
{
    std::vector<CategoryCount> counts;
    for (const KnownCategory& category : m_categories)
        counts.push_back({category.name, category.kept, category.hidden});
    std::sort(counts.begin(), counts.end(),
        [](const CategoryCount& a, const CategoryCount& b) { return a.name < b.name; });
    return counts;
}

const LogLine& LogModel::line(int row) const
{
    // Ids ascend without a gap, except where a clear came between.
    const quint64 id = m_shown[std::size_t(row)];
    const auto guess = m_lines.begin() + std::ptrdiff_t(id - m_lines.front().id);
    return *guess;
}

int LogModel::rowOf(quint64 id) const
{
    const auto shown = std::lower_bound(m_shown.begin(), m_shown.end(), id);
    return shown == m_shown.end() || *shown != id ? -1 : int(shown - m_shown.begin());
}

std::vector<LogLine> LogModel::shownLines() const
{
    std::vector<LogLine> lines;
    lines.reserve(m_shown.size());
    for (int row = 0; row < rowCount(); ++row)
        lines.push_back(line(row));
    return lines;
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
    const LogLine& shown = line(index.row());
    switch (role) {
    case Qt::DisplayRole:
        switch (index.column()) {
        case Time:
            return format::clock(shown.timeMs);
        case Level:
            return logLevelName(shown.level);
        case Category:
            return shown.category;
        default:
            return shown.text;
        }
    case Qt::ToolTipRole:
        return index.column() == Text ? QVariant(shown.text) : QVariant();
    case Qt::FontRole:
        return index.column() == Time || index.column() == Category ? m_theme.monospace()
                                                                    : QVariant();
    case Qt::ForegroundRole:
        if (severity(shown.level) == severity(QtWarningMsg))
            return m_theme.color(Theme::Role::Warning);
        if (severity(shown.level) == severity(QtCriticalMsg))
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

} // namespace fanlight
