// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "theme/theme.h"
#include "widgets/row_table.h"

#include <QStyledItemDelegate>

namespace fanlight {

// Draws cells of the fleet: a state as a pill, a figure with its course beside it. Main thread.
class FleetDelegate : public QStyledItemDelegate {
    Q_OBJECT
public:
    static constexpr int TrendWidth = 44; // of a course, where the column has room for it
    static constexpr int TrendGap = 8;

    explicit FleetDelegate(const Theme& theme, QObject* parent = nullptr);

    void paint(QPainter* painter, const QStyleOptionViewItem& option,
        const QModelIndex& index) const override;
    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;

private:
    void paintPill(
        QPainter& painter, const QStyleOptionViewItem& cell, const QModelIndex& index) const;
    void paintTrend(QPainter& painter, const QRect& place, const QModelIndex& index) const;

    const Theme& m_theme;
};

// The table of the fleet: headings stand over all columns, and hold still where these scroll. Main
// thread.
class FleetTable : public RowTable {
    Q_OBJECT
public:
    explicit FleetTable(const Theme& theme, QWidget* parent = nullptr);

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    void showColumnMenu(const QPoint& where);

    const Theme& m_theme;
};

} // namespace fanlight
