// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "log/log_delegate.h"

#include "log/log_model.h"

#include <QApplication>
#include <QPainter>

namespace fanlight {

namespace {
constexpr int CellPadding = 11; // as the style has it for items, and what Qt adds
} // namespace

LogDelegate::LogDelegate(const Theme& theme, QObject* parent)
    : QStyledItemDelegate(parent)
    , m_theme(theme)
{
}

void LogDelegate::paint(
    QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    QStyleOptionViewItem cell = option;
    initStyleOption(&cell, index);
    cell.state.setFlag(QStyle::State_HasFocus, false); // rows are selected, not cells
    const QStyle* style = cell.widget ? cell.widget->style() : QApplication::style();
    const bool highlights = index.column() == LogModel::Text && !m_search.isEmpty()
        && cell.text.contains(m_search, Qt::CaseInsensitive);
    if (!highlights) {
        style->drawControl(QStyle::CE_ItemViewItem, &cell, painter, cell.widget);
        return;
    }
    const QString text = std::exchange(cell.text, {});
    style->drawControl(QStyle::CE_ItemViewItem, &cell, painter, cell.widget);
    const QRect place = cell.rect.adjusted(CellPadding, 0, -CellPadding, 0);
    const QString shown = cell.fontMetrics.elidedText(text, Qt::ElideRight, place.width());

    painter->save();
    painter->setClipRect(cell.rect);
    painter->setFont(cell.font);
    const QColor ground = m_theme.color(Theme::Role::WarningSoft);
    for (qsizetype at = shown.indexOf(m_search, 0, Qt::CaseInsensitive); at >= 0;
         at = shown.indexOf(m_search, at + m_search.size(), Qt::CaseInsensitive)) {
        const int left = cell.fontMetrics.horizontalAdvance(shown, int(at));
        const int width
            = cell.fontMetrics.horizontalAdvance(shown, int(at + m_search.size())) - left;
        painter->fillRect(
            place.left() + left, cell.rect.top() + 3, width, cell.rect.height() - 7, ground);
    }
    painter->setPen(cell.palette.color(QPalette::Text));
    painter->drawText(place, Qt::AlignVCenter | Qt::AlignLeft | Qt::TextSingleLine, shown);
    painter->restore();
}

} // namespace fanlight
