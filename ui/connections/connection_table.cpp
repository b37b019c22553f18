// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "connections/connection_table.h"

#include "connections/connection_model.h"
#include "connections/user_model.h"
#include "windowed_selection.h"

#include <QApplication>
#include <QPainter>

namespace fanlight {

namespace {

constexpr int CellPadding = 8; // as the style has it for items
constexpr int PillPadding = 9;
constexpr int PillHeight = 22;
constexpr int PillOverhang = 4; // over the edge of the figures

} // namespace

ConnectionDelegate::ConnectionDelegate(
    const Theme& theme, ConnectionWish::Group view, QObject* parent)
    : QStyledItemDelegate(parent)
    , m_theme(theme)
    , m_view(view)
{
    takeFonts();
    connect(&theme, &Theme::changed, this, &ConnectionDelegate::takeFonts);
}

void ConnectionDelegate::takeFonts()
{
    m_monospace = m_theme.monospace();
    m_tabular = m_theme.tabular();
}

bool ConnectionDelegate::isMonospace(int column) const
{
    return m_view == ConnectionWish::Group::Streams
        && (ConnectionColumn(column) == ConnectionColumn::Id
            || ConnectionColumn(column) == ConnectionColumn::Address
            || ConnectionColumn(column) == ConnectionColumn::LastEventId);
}

bool ConnectionDelegate::isId(int column) const
{
    return m_view == ConnectionWish::Group::Users
        ? UserColumn(column) == UserColumn::User
        : ConnectionColumn(column) == ConnectionColumn::User
            || ConnectionColumn(column) == ConnectionColumn::LastEventId;
}

bool ConnectionDelegate::isNumber(int column) const
{
    return m_view == ConnectionWish::Group::Streams
        ? ConnectionModel::isNumber(ConnectionColumn(column))
        : UserModel::isNumber(UserColumn(column));
}

bool ConnectionDelegate::isBehind(const QModelIndex& index) const
{
    const int backlog = m_view == ConnectionWish::Group::Streams ? int(ConnectionColumn::Backlog)
                                                                 : int(UserColumn::Backlog);
    return index.column() == backlog && index.data(ConnectionModel::BehindRole).toBool();
}

void ConnectionDelegate::initStyleOption(
    QStyleOptionViewItem* option, const QModelIndex& index) const
{
    QStyledItemDelegate::initStyleOption(option, index);
    if (isMonospace(index.column()))
        option->font = m_monospace;
    else if (isNumber(index.column()))
        option->font = m_tabular;
    if (index.data(ConnectionModel::ClosedRole).toBool()) {
        option->palette.setColor(QPalette::Text, m_theme.color(Theme::Role::Dim));
        option->palette.setColor(QPalette::HighlightedText, m_theme.color(Theme::Role::Dim));
    }
    if (isId(index.column())) // the ends of ids tell them apart
        option->textElideMode = Qt::ElideMiddle;
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
    pill.moveRight(cell.right() + 1 - CellPadding + PillOverhang);

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

ConnectionTable::ConnectionTable(const Theme& theme, ConnectionWish::Group view, QWidget* parent)
    : RowTable(parent)
{
    setItemDelegate(new ConnectionDelegate(theme, view, this));
}

void ConnectionTable::copySelection() const
{
    const QModelIndexList rows
        = selectionModel() ? selectionModel()->selectedRows() : QModelIndexList();
    const bool isThere = std::all_of(rows.begin(), rows.end(),
        [](const QModelIndex& row) { return row.data(ConnectionModel::ThereRole).toBool(); });
    const auto* const known = qobject_cast<const WindowedSelection*>(selectionModel());
    if (isThere
        && (!known || (!known->isAll() && known->keys().size() <= std::size_t(rows.size()))))
        RowTable::copySelection();
    else
        Q_EMIT copyOfUnseenRequested();
}

} // namespace fanlight
