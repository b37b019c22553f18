// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStyledItemDelegate>

#include <limits>

namespace fanlight {

// Draws a row with the colour its model gives it behind it, but for the line below; what is
// selected has that colour alone. Below the last row of before this window was opened is a line.
// Rows are selected, not cells. Main thread; owned by its table.
class GroundDelegate : public QStyledItemDelegate {
    Q_OBJECT
public:
    using QStyledItemDelegate::QStyledItemDelegate;
    void paint(QPainter* painter, const QStyleOptionViewItem& option,
        const QModelIndex& index) const override;

protected:
    void initStyleOption(QStyleOptionViewItem* option, const QModelIndex& index) const override;

private:
    static constexpr qsizetype Unlimited = std::numeric_limits<qsizetype>::max();
    // While a cell is painted: what it has no room for is not laid out either, many times a second;
    // what is left is elided as ever. Whoever asks how wide a text is gets the whole.
    mutable qsizetype m_mostLetters = Unlimited;
};

} // namespace fanlight
