// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "hub/snapshots.h"
#include "text_filter.h"
#include "theme/theme.h"

#include <QAbstractTableModel>

#include <deque>

namespace fanlight {

// A message as the tap saw it, numbered from 1 without a gap since the last clear.
struct TapLine {
    quint64 number = 0;
    TapMessage message;
};

// What the tap brought, the newest lines of it; goes on while the view is held. A value; main
// thread.
class TapRecord {
public:
    static constexpr std::size_t Capacity = 10'000;

    void append(const TapBatch& batch);
    void clear();
    const std::deque<TapLine>& lines() const { return m_lines; } // ascending by number
    quint64 evicted() const { return m_evicted; } // pushed out by newer ones
    quint64 leftOut() const { return m_leftOut; } // never came here: too many at once
    quint64 lastNumber() const { return m_lastNumber; }

private:
    std::deque<TapLine> m_lines;
    quint64 m_lastNumber = 0;
    quint64 m_evicted = 0;
    quint64 m_leftOut = 0;
};

// The record as a table: what was pulled and the filter lets through. Until the next pull the rows
// stay, even those the record has let go meanwhile. Main thread.
class TapModel : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Column { Time, Channel, Size, Payload, ColumnCount };

    // Both must outlive the model.
    TapModel(const TapRecord& record, const Theme& theme, QObject* parent = nullptr);

    void pull(); // takes what came since the last time
    void clear(); // to be called when the record was cleared
    void setFilter(const TextFilter& filter);
    quint64 notShown() const; // lines of the record that are no rows
    const TapMessage& message(int row) const
    {
        return m_lines[m_shown[std::size_t(row)] - m_lines.front().number].message;
    }

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    QVariant headerData(
        int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

private:
    bool isShown(const TapLine& line) const;
    void dropBefore(quint64 number);
    void updateDays();

    const TapRecord& m_record;
    const Theme& m_theme;
    TextFilter m_filter;
    std::deque<TapLine> m_lines; // pulled; numbers without a gap
    std::deque<quint64> m_shown; // their numbers, ascending
    bool m_spansDays = false; // then times are told with their day
};

} // namespace fanlight
