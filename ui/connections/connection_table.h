// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "theme/theme.h"

#include <QStyledItemDelegate>
#include <QTableView>

namespace fanlight {

// Draws a cell of the connections: ids and addresses in fixed width, figures of one width, a backlog as an
// amber pill. Main thread; owned by the table.
class ConnectionDelegate : public QStyledItemDelegate {
    Q_OBJECT
public:
    ConnectionDelegate(const Theme& theme, QObject* parent);
    void paint(QPainter* painter, const QStyleOptionViewItem& option,
        const QModelIndex& index) const override;

protected:
    void initStyleOption(QStyleOptionViewItem* option, const QModelIndex& index) const override;

private:
    void takeFonts();
    void paintPill(QPainter& painter, const QRect& cell, const QString& text) const;

    const Theme& m_theme;
    QFont m_monospace; // kept, since finding a font is dearer than painting a cell
    QFont m_tabular;
};

// A table of many rows of one height; asking nothing of rows that are not seen. Main thread.
class ConnectionTable : public QTableView {
    Q_OBJECT
public:
    explicit ConnectionTable(const Theme& theme, QWidget* parent = nullptr);

    int topRow() const { return rowAt(0); } // -1: no rows
    int bottomRow() const; // the last row that is seen at least in part; -1: no rows
    void setTopRow(int row);
};

} // namespace fanlight
