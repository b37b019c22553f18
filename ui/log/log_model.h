// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "hub/log_ring.h"

#include <QAbstractTableModel>

#include <deque>

namespace fanlight {

class Theme;

// The log as a table. Rows are values pulled from the ring; their text is made when it is shown.
// Main thread.
class LogModel : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Column { Time, Level, Category, Text, ColumnCount };

    // Both must outlive the model.
    LogModel(const LogRing& ring, const Theme& theme, QObject* parent = nullptr);

    // Takes what came since the last time. False when there was nothing new.
    bool pull();
    void clear(); // what was shown does not come back
    void setLeastLevel(QtMsgType level); // Debug, Info, Warning or Critical; rows are made anew
    // Lines taken, those pushed out by newer ones, and those the level hides.
    quint64 kept() const { return m_lines.size(); }
    quint64 evicted() const { return m_evicted; }
    quint64 notShown() const { return m_lines.size() - m_shown.size(); }

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    QString rowText(int row) const; // one line, for the clipboard

private:
    bool isShown(const LogLine& line) const;
    void evict(std::size_t incoming);

    const LogRing& m_ring;
    const Theme& m_theme;
    std::deque<LogLine> m_lines;
    std::deque<quint64> m_shown; // ids of the lines the level lets through, ascending
    quint64 m_lastId = 0;
    quint64 m_evicted = 0;
    int m_leastSeverity;
};

} // namespace fanlight
