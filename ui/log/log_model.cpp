// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "log/log_model.h"

#include "format.h"
#include "theme/theme.h"

#include <QDateTime>

#include <algorithm>
#include <array>
#include <numeric>

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
    setToday(QDate::currentDate());
    std::vector<LogLine> lines = m_ring.since(m_lastId);
    if (lines.empty())
        return false;
    m_lastId = lines.back().id;
    evict(lines);
    std::vector<quint64> shown;
    for (LogLine& line : lines) {
        if (KnownCategory* category = categoryOf(line, true))
            ++category->kept;
        Kind& kind = m_kinds[std::size_t(logKindOf(line))];
        // What the ring lost before we came for it was never kept here, and is counted all the
        // same.
        kind.evicted += line.place - kind.lastPlace - 1;
        kind.lastPlace = line.place;
        ++kind.kept;
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
void LogModel::evict(const std::vector<LogLine>& incoming)
{
    std::array<std::size_t, LogKindCount> tooMany{};
    for (const LogLine& line : incoming)
        ++tooMany[std::size_t(logKindOf(line))];
    std::size_t gone = 0;
    for (std::size_t kind = 0; kind < LogKindCount; ++kind) {
        const std::size_t all = m_kinds[kind].kept + tooMany[kind];
        tooMany[kind] = all > LogRing::Capacity ? all - LogRing::Capacity : 0;
        gone += tooMany[kind];
    }
    std::vector<quint64> ids;
    ids.reserve(gone);
    for (auto line = m_lines.begin(); ids.size() < gone; ++line) {
        std::size_t& left = tooMany[std::size_t(logKindOf(*line))];
        if (left == 0)
            continue;
        --left;
        ids.push_back(line->id);
    }
    if (!ids.empty()) {
        dropRows(ids);
        forget(ids);
    }
}

void LogModel::forget(const std::vector<quint64>& ids)
{
    auto id = ids.begin();
    const auto last = std::upper_bound(m_lines.begin(), m_lines.end(), ids.back(),
        [](quint64 wanted, const LogLine& line) { return wanted < line.id; });
    const auto kept = std::remove_if(m_lines.begin(), last, [&](const LogLine& line) {
        if (id == ids.end() || *id != line.id)
            return false;
        ++id;
        if (KnownCategory* category = categoryOf(line, false))
            --category->kept;
        Kind& kind = m_kinds[std::size_t(logKindOf(line))];
        --kind.kept;
        ++kind.evicted;
        return true;
    });
    m_lines.erase(kept, last);
}

// However many lines of other kinds stand between them: what goes is moved to the end first, so
// that a view hears of two changes and not of thousands.
void LogModel::dropRows(const std::vector<quint64>& ids)
{
    std::deque<quint64> stay;
    std::deque<quint64> go;
    std::vector<int> places(m_shown.size()); // of each row, after what goes has moved
    auto id = ids.begin();
    for (std::size_t row = 0; row < m_shown.size(); ++row) {
        id = std::lower_bound(id, ids.end(), m_shown[row]);
        const bool goes = id != ids.end() && *id == m_shown[row];
        std::deque<quint64>& to = goes ? go : stay;
        places[row] = int(to.size());
        to.push_back(m_shown[row]);
        if (goes)
            places[row] = -places[row] - 1; // among those that go
    }
    if (go.empty())
        return;
    const int first = int(stay.size());
    const int last = rowCount() - 1;
    const bool areFirst = go.back() == m_shown[go.size() - 1];
    if (areFirst) {
        beginRemoveRows({}, 0, int(go.size()) - 1);
        m_shown = std::move(stay);
        endRemoveRows();
        return;
    }
    Q_EMIT layoutAboutToBeChanged({}, VerticalSortHint);
    const QModelIndexList from = persistentIndexList();
    QModelIndexList to;
    to.reserve(from.size());
    for (const QModelIndex& cell : from) {
        const int place = places[std::size_t(cell.row())];
        to.append(index(place >= 0 ? place : first - place - 1, cell.column()));
    }
    m_shown = stay;
    m_shown.insert(m_shown.end(), go.begin(), go.end());
    changePersistentIndexList(from, to);
    Q_EMIT layoutChanged({}, VerticalSortHint);
    beginRemoveRows({}, first, last);
    m_shown = std::move(stay);
    endRemoveRows();
}

void LogModel::setToday(const QDate& today)
{
    if (m_days.setToday(today) && rowCount() > 0)
        Q_EMIT dataChanged(index(0, Time), index(rowCount() - 1, Time));
}

quint64 LogModel::evicted() const
{
    return std::accumulate(m_kinds.begin(), m_kinds.end(), quint64(0),
        [](quint64 sum, const Kind& kind) { return sum + kind.evicted; });
}

std::vector<LogModel::KindCount> LogModel::kinds() const
{
    std::vector<KindCount> counts;
    for (std::size_t i = 0; i < LogKindCount; ++i) {
        if (m_kinds[i].kept > 0 || m_kinds[i].evicted > 0)
            counts.push_back({LogKind(i), m_kinds[i].kept, m_kinds[i].evicted});
    }
    return counts;
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
    for (Kind& kind : m_kinds)
        kind.kept = kind.evicted = 0;
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

QString LogModel::kindName(LogKind kind)
{
    static const std::array<QString, LogKindCount> names{tr("Publishes"), tr("Streams"),
        tr("Requests"), tr("Everything else"), tr("Publishes, warnings and errors"),
        tr("Streams, warnings and errors"), tr("Requests, warnings and errors"),
        tr("Everything else, warnings and errors")};
    return names.at(std::size_t(kind));
}

quint64 LogModel::heldBack() const
{
    return m_held ? quint64(m_lines.end() - find(m_heldAfter + 1)) : 0;
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

std::deque<LogLine>::const_iterator LogModel::find(quint64 id) const
{
    return std::lower_bound(m_lines.begin(), m_lines.end(), id,
        [](const LogLine& line, quint64 wanted) { return line.id < wanted; });
}

const LogLine& LogModel::line(int row) const
{
    return *find(m_shown[std::size_t(row)]);
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
            return m_days.text(shown.timeMs);
        case Level:
            return logLevelName(shown.level);
        case Category:
            return shown.category;
        default:
            return shown.text;
        }
    case Qt::ToolTipRole:
        return index.column() == Text ? QVariant(shown.text)
            : index.column() == Time  ? QVariant(format::dayAndClock(shown.timeMs))
                                      : QVariant();
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
