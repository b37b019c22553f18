// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTableView>

class QMenu;

namespace fanlight {

// A table of many rows of one height, selected by rows; asking nothing of rows that are not seen.
// Columns can be moved, hidden and sorted by. Ctrl+C copies the selected rows. What is cut in a
// cell is told whole by its tip; what stands in tips may be a stranger's and is never taken for
// rich text. Main thread.
class RowTable : public QTableView {
    Q_OBJECT
public:
    explicit RowTable(QWidget* parent = nullptr);

    int topRow() const { return rowAt(0); } // -1: no rows
    int bottomRow() const; // the last row that is seen at least in part; -1: no rows
    void setTopRow(int row);

    // Wide enough for its title and for `sample`, in the font the delegate draws the column with.
    void fitColumn(int column, const QString& sample, const QFont& font);
    int columnWidthFor(int column, const QString& sample, const QFont& font) const;

    // "Sort by" and "Columns", of the header as it is.
    void addSortMenu(QMenu& menu);
    void addColumnMenu(QMenu& menu);
    // The selected rows from top to bottom, shown columns in their order with tabs between.
    QString selectedText() const;
    virtual void copySelection() const;
    // The menu of rows that can only be copied, and of the columns.
    void showRowMenu(const QPoint& where);

Q_SIGNALS:
    void columnsChanged(); // one was shown or hidden by the menu

protected:
    bool viewportEvent(QEvent* event) override;

private:
    QString tipAt(const QPoint& where) const;
    void showHeaderMenu(const QPoint& where);
};

// A tip that shows the text as it is, whatever signs it has, broken where it is long.
QString plainTip(const QString& text);

} // namespace fanlight
