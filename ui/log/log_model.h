// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "day_clock.h"
#include "hub/log_ring.h"

#include <QAbstractTableModel>
#include <QStringMatcher>

#include <array>
#include <deque>
#include <set>

namespace fanlight {

class Theme;

// The log as a table: by level, by category, by a text looked for. Rows are values pulled from the
// ring; their text is made when it is shown. Of each kind at most LogRing::Capacity lines are kept,
// the oldest go first. Main thread.
class LogModel : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Column { Time, Level, Category, Text, ColumnCount };
    // told apart; a line of another is never hidden by its category
    static constexpr std::size_t MostCategories = 100;

    // Both must outlive the model.
    LogModel(const LogRing& ring, const Theme& theme, QObject* parent = nullptr);

    // Takes what came since the last time, shown or held. False when there was nothing new.
    bool pull();
    void clear(); // what was shown does not come back
    // While held, new lines are kept and not shown.
    void setHeld(bool held);
    // These make the rows anew:
    void setLeastLevel(QtMsgType level); // Debug, Info, Warning or Critical
    void setHiddenCategories(const QStringList& names);
    // plain, case does not count; empty: none
    void setSearch(const QString& text, bool onlyMatches);

    // Lines taken, those pushed out by newer ones, and those that are not shown.
    quint64 kept() const { return m_lines.size(); }
    quint64 evicted() const;
    quint64 notShown() const { return m_lines.size() - m_shown.size(); }
    quint64 found() const; // shown lines that hold the text looked for
    QString search() const { return m_search.pattern(); }

    struct KindCount {
        LogKind kind = LogKind::Others;
        quint64 kept = 0;
        quint64 evicted = 0;
    };
    std::vector<KindCount> kinds() const; // of which there are, or were, lines
    static QString kindName(LogKind kind); // "publishes", "streams: warnings and errors"
    quint64 heldBack() const; // lines that came while it is held
    void setToday(const QDate& today); // times of other days have their date

    struct CategoryCount {
        QString name;
        quint64 kept = 0;
        bool hidden = false;
    };
    std::vector<CategoryCount> categories() const; // seen since the start, by name

    const LogLine& line(int row) const;
    int rowOf(quint64 id) const; // -1: not shown
    bool matches(const LogLine& line) const; // what is looked for stands in it
    std::vector<LogLine> shownLines() const; // for an export

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    struct Kind {
        quint64 kept = 0;
        quint64 evicted = 0;
        quint64 lastPlace = 0; // of the last line that was taken
    };
    struct KnownCategory {
        QString name;
        quint64 kept = 0;
        bool hidden = false;
    };
    bool isShown(const LogLine& line) const;
    void evict(const std::vector<LogLine>& incoming);
    void forget(const std::vector<quint64>& ids);
    void dropRows(const std::vector<quint64>& ids);
    void showAnew();
    std::deque<LogLine>::const_iterator find(quint64 id) const;
    KnownCategory* categoryOf(const LogLine& line, bool add);
    const KnownCategory* categoryOf(const LogLine& line) const;

    const LogRing& m_ring;
    const Theme& m_theme;
    std::deque<LogLine> m_lines; // ascending by id, with gaps where some went
    std::deque<quint64> m_shown; // ids of the lines that are shown, ascending
    std::array<Kind, LogKindCount> m_kinds;
    std::vector<KnownCategory> m_categories; // in the order they were seen
    std::set<QString> m_hidden; // also such as were not seen yet
    QStringMatcher m_search;
    bool m_onlyMatches = false;
    bool m_held = false;
    quint64 m_heldAfter = 0; // the last line when it was held
    quint64 m_lastId = 0;
    DayClock m_days;
    int m_leastSeverity;
};

// "debug", "info", "warning", "error".
QString logLevelName(QtMsgType level);

} // namespace fanlight
