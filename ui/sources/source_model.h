// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sources/source_watch.h"
#include "theme/theme.h"
#include "widgets/filtered_rows.h"

#include <QAbstractTableModel>
#include <QStyledItemDelegate>

#include <vector>

namespace fanlight {

// The sources as a table, in the order of the options; rows that stay keep their place in views,
// texts are made when they are asked for. Main thread; owned by the page.
class SourceModel : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Column {
        Name,
        Kind,
        State,
        Lag,
        Course, // of the lag, drawn
        Rate,
        Acknowledged,
        Refused,
        Dead,
        InHand,
        Error,
        Url,
        ColumnCount,
    };
    static constexpr int SortRole = FilteredRows::SortRole; // the raw figure or text of a cell
    static constexpr std::chrono::minutes CourseSpan{5};

    // Both must outlive the model.
    SourceModel(const SourceWatch& watch, const Theme& theme, QObject* parent = nullptr);

    void pull(); // what the watch has now
    const SourceRow& source(int row) const { return m_rows[std::size_t(row)]; }
    int rowOf(const QString& name) const; // -1: it is not there
    // The lag of the last minutes, for a line of it.
    std::vector<QPointF> course(int row) const;
    static bool isNumber(int column)
    {
        return column == Lag || (column >= Rate && column <= InHand);
    }

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    QVariant headerData(
        int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

private:
    QString text(const SourceRow& row, int column) const;
    QVariant raw(int row, int column) const;
    QVariant look(const SourceRow& row, int column, int role) const;
    QString tip(const SourceRow& row, int column) const;
    QString courseText(int row) const;

    const SourceWatch& m_watch;
    const Theme& m_theme;
    std::vector<SourceRow> m_rows;
};

// Sorted by raw figures; all of them. Main thread.
class SourceArrangement : public FilteredRows {
    Q_OBJECT
public:
    explicit SourceArrangement(SourceModel& model, QObject* parent = nullptr);

protected:
    QStringList textsOf(int) const override { return {}; }
};

// Draws the mark of a state and the course of the lag. Main thread; owned by the table.
class SourceDelegate : public QStyledItemDelegate {
    Q_OBJECT
public:
    // Both must outlive it.
    SourceDelegate(const SourceModel& model, const Theme& theme, QObject* parent);

    static constexpr int MarkRoom = 16; // of the mark, with the gap behind it
    void paint(QPainter* painter, const QStyleOptionViewItem& option,
        const QModelIndex& index) const override;
    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;

protected:
    void initStyleOption(QStyleOptionViewItem* option, const QModelIndex& index) const override;

private:
    int rowOf(const QModelIndex& index) const;
    void paintState(QPainter& painter, const QStyleOptionViewItem& cell, int row) const;
    void paintCourse(QPainter& painter, const QRect& place, int row) const;

    const SourceModel& m_model;
    const Theme& m_theme;
};

} // namespace fanlight
