// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/share_bar.h"

#include <QPainter>

#include <algorithm>
#include <cmath>

namespace fanlight {
namespace {
constexpr int Height = 10;
constexpr int LeastBarWidth = 120;
constexpr double Radius = 4;
constexpr double LeastFilled = 2; // pixels, so that little is not nothing
} // namespace

ShareBar::ShareBar(const Theme& theme, QWidget* parent)
    : QWidget(parent)
    , m_theme(theme)
{
    setFixedHeight(Height);
    setMinimumWidth(LeastBarWidth);
    connect(&theme, &Theme::changed, this, qOverload<>(&QWidget::update));
}

void ShareBar::set(double used, Theme::Role color, double mark)
{
    m_used = used;
    m_color = color;
    m_mark = mark;
    update();
}

void ShareBar::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QRectF whole = QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5);
    painter.setPen(m_theme.color(Theme::Role::Line));
    painter.setBrush(m_theme.color(Theme::Role::Background));
    painter.drawRoundedRect(whole, Radius, Radius);
    if (m_used > 0) {
        QRectF used = whole;
        used.setWidth(std::max(LeastFilled, whole.width() * std::min(m_used, 1.0)));
        painter.setPen(Qt::NoPen);
        painter.setBrush(m_theme.color(m_color));
        painter.drawRoundedRect(used, Radius, Radius);
    }
    if (!std::isnan(m_mark)) {
        const double x = std::round(whole.left() + whole.width() * m_mark) + 0.5;
        painter.setPen(QPen(m_theme.color(Theme::Role::Text), 1));
        painter.drawLine(QPointF(x, 0), QPointF(x, height()));
    }
}

} // namespace fanlight
