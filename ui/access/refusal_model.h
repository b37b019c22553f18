// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "day_clock.h"
#include "hub/refusal_book.h"
#include "theme/theme.h"
#include "widgets/filtered_rows.h"

#include <QAbstractTableModel>

namespace fanlight {

// Who was refused what, as a table, in the order they came up; rows that stay keep their place in
// views. Main thread; owned by the page.
class RefusalModel : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Column { Last, From, Wanted, Why, Times, ColumnCount };
    static constexpr int SortRole = FilteredRows::SortRole; // the raw figure or text of a cell

    // `theme` must outlive the model.
    explicit RefusalModel(const Theme& theme, QObject* parent = nullptr);

    void setRows(std::vector<RefusalRow> rows); // in any order
    // “no token, answered 401”; a handshake has no status
    static QString whyText(const RefusalRow& row);
    const RefusalRow& refusal(int row) const { return m_rows[std::size_t(row)]; }
    void setToday(const QDate& today);
    static bool isNumber(int column) { return column == Times; }

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    QVariant headerData(
        int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

private:
    QVariant raw(const RefusalRow& row, int column) const;

    const Theme& m_theme;
    std::vector<RefusalRow> m_rows; // ascending by id
    DayClock m_days;
};

// Those that match a filter, sorted. Main thread.
class RefusalArrangement : public FilteredRows {
    Q_OBJECT
public:
    explicit RefusalArrangement(RefusalModel& model, QObject* parent = nullptr);
    std::vector<RefusalRow> shownRows() const; // in their order, for an export

protected:
    QStringList textsOf(int row) const override;

private:
    RefusalModel& m_model;
};

// Writes rows as CSV (RFC 4180, one header row). An empty string, or what the device said. Any
// thread.
QString writeRefusalsCsv(QIODevice& device, const std::vector<RefusalRow>& rows);

} // namespace fanlight
