// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "messages/ground_delegate.h"

#include "messages/message_model.h"

#include <QPainter>

namespace fanlight {

namespace {

constexpr int NarrowestPx = 3; // of a letter

} // namespace

void GroundDelegate::paint(
    QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    const QVariant ground = index.data(Qt::BackgroundRole);
    if (ground.isValid() && !(option.state & QStyle::State_Selected))
        painter->fillRect(option.rect.adjusted(0, 0, 0, -1), ground.value<QColor>());
    m_mostLetters = option.rect.width() / NarrowestPx + 1;
    QStyledItemDelegate::paint(painter, option, index);
    m_mostLetters = Unlimited;
    const QVariant boundary = index.data(MessageModel::BoundaryRole);
    if (boundary.isValid())
        painter->fillRect(option.rect.left(), option.rect.bottom() - 1, option.rect.width(), 2,
            boundary.value<QColor>());
}

void GroundDelegate::initStyleOption(QStyleOptionViewItem* option, const QModelIndex& index) const
{
    QStyledItemDelegate::initStyleOption(option, index);
    option->state.setFlag(QStyle::State_HasFocus, false);
    option->backgroundBrush = {};
    if (option->text.size() > m_mostLetters)
        option->text = option->text.first(m_mostLetters) + u'…';
}

} // namespace fanlight
