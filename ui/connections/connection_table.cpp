// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "connections/connection_table.h"

#include "connections/connection_model.h"

#include <QApplication>
#include <QPainter>

namespace fanlight {

namespace {

constexpr int CellPadding = 8; // as the style sheet has it for items
constexpr int PillPadding = 9;
constexpr int PillHeight = 22;

bool isMonospace(ConnectionColumn column)
{
    return column == ConnectionColumn::Id || column == ConnectionColumn::Address;
}

bool isBehind(const QModelIndex& index)
{
    return ConnectionColumn(index.column()) == ConnectionColumn::Backlog
        && index.data(ConnectionModel::SortRole).toLongLong() > 0;
}

} // namespace

ConnectionDelegate::ConnectionDelegate(const Theme& theme, QObject* parent)
    : QStyledItemDelegate(parent)
    , m_theme(theme)
{
    takeFonts();
    connect(&theme, &Theme::changed, this, &ConnectionDelegate::takeFonts);
}

void ConnectionDelegate::takeFonts()
{
    m_monospace = m_theme.monospace();
    m_tabular = m_theme.tabular();
}

void ConnectionDelegate::initStyleOption(
    QStyleOptionViewItem* option, const QModelIndex& index) const
{
    QStyledItemDelegate::initStyleOption(option, index);
    const auto column = ConnectionColumn(index.column());
    if (isMonospace(column))
        option->font = m_monospace;
    else if (ConnectionModel::isNumber(column))
        option->font = m_tabular;
    option->fontMetrics = QFontMetrics(option->font);
    option->state.setFlag(QStyle::State_HasFocus, false); // rows are selected, not cells
}

void ConnectionDelegate::paint(
    QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    if (!isBehind(index)) {
        QStyledItemDelegate::paint(painter, option, index);
        return;
    }
    QStyleOptionViewItem cell = option;
    initStyleOption(&cell, index);
    const QString text = std::exchange(cell.text, {});
    const QStyle* style = cell.widget ? cell.widget->style() : QApplication::style();
    style->drawControl(QStyle::CE_ItemViewItem, &cell, painter, cell.widget);
    paintPill(*painter, cell.rect, text);
}

void ConnectionDelegate::paintPill(QPainter& painter, const QRect& cell, const QString& text) const
{
    QFont font = m_tabular;
    font.setWeight(QFont::Medium);
    const int width = QFontMetrics(font).horizontalAdvance(text) + 2 * PillPadding;
    QRectF pill(0, 0, std::min(width, cell.width()), PillHeight);
    pill.moveCenter(QRectF(cell).center());
    pill.moveRight(cell.right() + 1 - CellPadding + PillPadding / 2);

    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(m_theme.color(Theme::Role::WarningSoft));
    painter.drawRoundedRect(pill, pill.height() / 2, pill.height() / 2);
    painter.setPen(m_theme.color(Theme::Role::Warning));
    painter.setFont(font);
    painter.drawText(pill, Qt::AlignCenter, text);
    painter.restore();
}

ConnectionTable::ConnectionTable(const Theme& theme, QWidget* parent)
    : RowTable(parent)
{
    setItemDelegate(new ConnectionDelegate(theme, this));
}

} // namespace fanlight
