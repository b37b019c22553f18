// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "servers/server_button.h"

#include <QPainter>
#include <QStyleOptionButton>

#include <algorithm>

namespace fanlight {

namespace {

constexpr int MarkRoom = 16;
constexpr int ButtonPadding = 11;
constexpr int MarkSide = 9;
constexpr int MarkGap = 8;
constexpr int ArrowRoom = 16;
constexpr QSizeF Arrow{7, 4};
constexpr int ButtonHeight = 33;

QFont nameFont(const QWidget& widget)
{
    QFont font = widget.font();
    font.setWeight(QFont::DemiBold);
    return font;
}

void paintServerMark(QPainter& painter, const QRectF& place, const QColor& color)
{
    painter.setPen(Qt::NoPen);
    painter.setBrush(color);
    painter.drawRoundedRect(place, 2.5, 2.5);
}

} // namespace

ServerButton::ServerButton(const Theme& theme, QWidget* parent)
    : QPushButton(parent)
    , m_theme(theme)
{
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed); // it may shrink
    connect(&theme, &Theme::changed, this, [this] {
        updateGeometry();
        update();
    });
}

void ServerButton::setServer(const QString& name, const QColor& color, const QString& state)
{
    m_name = name;
    m_color = color;
    setAccessibleName(tr("Hub shown: %1").arg(name));
    setAccessibleDescription(state);
    setToolTip(state.isEmpty() ? name : tr("%1: %2", "name of a hub, its state").arg(name, state));
    updateGeometry();
    update();
}

QColor ServerButton::color() const
{
    return m_color.isValid() ? m_color : m_theme.color(Theme::Role::Accent);
}

QSize ServerButton::sizeHint() const
{
    const int text = QFontMetrics(nameFont(*this)).horizontalAdvance(m_name);
    return {std::min(MostWidth, text + 2 * ButtonPadding + MarkSide + MarkGap + ArrowRoom),
        ButtonHeight};
}

QSize ServerButton::minimumSizeHint() const
{
    const QSize whole = sizeHint();
    return {std::min(LeastWidth, whole.width()), whole.height()};
}

QPixmap ServerButton::mark(const QColor& color, int inset)
{
    QPixmap pixmap(MarkRoom * 2, MarkRoom * 2);
    pixmap.setDevicePixelRatio(2);
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    painter.setRenderHint(QPainter::Antialiasing);
    const int side = MarkRoom - 2 * inset;
    paintServerMark(painter, QRectF(inset, inset, side, side), color);
    return pixmap;
}

void ServerButton::paintEvent(QPaintEvent*)
{
    QStyleOptionButton option;
    initStyleOption(&option);
    option.features.setFlag(QStyleOptionButton::HasMenu, false); // it has an arrow of its own
    option.text.clear();
    QPainter painter(this);
    style()->drawControl(QStyle::CE_PushButtonBevel, &option, &painter, this);
    painter.setRenderHint(QPainter::Antialiasing);
    paintServerMark(
        painter, QRectF(ButtonPadding, (height() - MarkSide) / 2.0, MarkSide, MarkSide), color());
    const QColor ink = m_theme.color(isEnabled() ? Theme::Role::Text : Theme::Role::Dim);
    painter.setBrush(ink);
    const QPointF at(width() - ButtonPadding - Arrow.width(), (height() - Arrow.height()) / 2.0);
    painter.drawPolygon(QPolygonF(
        {at, at + QPointF(Arrow.width(), 0), at + QPointF(Arrow.width() / 2, Arrow.height())}));
    const QRect text
        = rect().adjusted(ButtonPadding + MarkSide + MarkGap, 0, -ButtonPadding - ArrowRoom + 4, 0);
    painter.setPen(ink);
    painter.setFont(nameFont(*this));
    painter.drawText(text, Qt::AlignVCenter | Qt::AlignLeft,
        painter.fontMetrics().elidedText(m_name, Qt::ElideRight, text.width()));
}

} // namespace fanlight
