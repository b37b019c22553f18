// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "charts/chart_data.h"

#include <QAbstractTableModel>
#include <QDialog>

#include <functional>

namespace fanlight {

class RowTable;

// What a chart shows, as it was when it was asked for.
struct ChartFigures {
    QString title;
    QString summary; // in a sentence
    ChartRange range;
    QStringList series;
    std::vector<ChartData::Row> rows; // ascending
    QByteArray csv; // the same
};

// A row for each time, a column for each series, and one for what was marked where anything was.
// Main thread; owned by the table's window.
class ChartTableModel : public QAbstractTableModel {
    Q_OBJECT
public:
    using ValueText = std::function<QString(double)>;

    ChartTableModel(const ChartFigures& figures, ValueText valueText, QObject* parent = nullptr);

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    bool isMarks(int column) const { return column > m_figures.series.size(); }
    QString timeText(double timeMs) const;

    const ChartFigures m_figures;
    const ValueText m_valueText;
    bool m_isMarked;
};

// The same data as a table, for who reads figures rather than lines, or has them read out: by keys,
// to be copied and saved as CSV. It stays as it was opened. Goes when it is closed, or with the
// chart. Main thread.
class ChartTable : public QDialog {
    Q_OBJECT
public:
    ChartTable(const ChartFigures& figures, ChartTableModel::ValueText valueText, QWidget* chart);

    RowTable* table() const { return m_table; }

Q_SIGNALS:
    void saveRequested(const QByteArray& csv);
    void copied(); // rows, to the clipboard

private:
    void copy();

    RowTable* m_table;
};

} // namespace fanlight
