// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "load/load_figures.h"
#include "theme/theme.h"

#include <QAbstractTableModel>
#include <QDialog>

namespace fanlight {

class CompareCharts;
class RowTable;

// Two runs figure by figure: left, right, and how much better or worse the right one is. Main
// thread.
class ComparisonModel : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Column { Figure, Left, Right, Change, Percent, ColumnCount };

    // `theme` must outlive the model.
    ComparisonModel(const LoadReport& left, const LoadReport& right, const Theme& theme,
        QObject* parent = nullptr);

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    QVariant headerData(
        int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

private:
    QVariant color(const load_figures::Difference& line, int column) const;

    const Theme& m_theme;
    const QString m_left; // titles of the runs
    const QString m_right;
    const std::vector<load_figures::Difference> m_lines;
};

// Shows it, with the curves of both runs over each other, beside the window, so that several can be
// looked at. Deletes itself when closed.
class CompareDialog : public QDialog {
    Q_OBJECT
public:
    CompareDialog(
        const LoadReport& left, const LoadReport& right, const Theme& theme, QWidget* parent);
    RowTable* table() const { return m_table; }
    CompareCharts* charts() const { return m_charts; }

Q_SIGNALS:
    void actionDone(const QString& text); // a chart was saved

private:
    RowTable* m_table;
    CompareCharts* m_charts;
};

} // namespace fanlight
