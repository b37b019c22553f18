// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "theme/style_shapes.h"

#include "theme/style_parts.h"

#include <QIcon>
#include <QPainter>
#include <QStyleOption>

#include <algorithm>

namespace fanlight::style_shapes {

void drawBox(
    QPainter& painter, const QRect& rect, double radius, const QColor& ground, const QColor& border)
{
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setBrush(ground.isValid() && ground.alpha() > 0 ? QBrush(ground) : QBrush());
    if (border.isValid() && border.alpha() > 0) {
        painter.setPen(QPen(border, 1));
        const double inner = std::max(0.0, radius - 0.5);
        painter.drawRoundedRect(QRectF(rect).adjusted(0.5, 0.5, -0.5, -0.5), inner, inner);
    } else {
        painter.setPen(Qt::NoPen);
        painter.drawRoundedRect(QRectF(rect), radius, radius);
    }
    painter.restore();
}

QPainterPath segmentPath(const QRectF& rect, double radius, bool roundLeft, bool roundRight)
{
    QPainterPath path;
    path.setFillRule(Qt::WindingFill);
    path.addRoundedRect(rect, radius, radius);
    const double half = rect.width() / 2;
    if (!roundLeft)
        path.addRect(rect.adjusted(0, 0, -half, 0));
    if (!roundRight)
        path.addRect(rect.adjusted(half, 0, 0, 0));
    return path.simplified();
}

void drawChevron(QPainter& painter, const QRect& place, bool up)
{
    static const QIcon down(QStringLiteral(":/fanlight/theme/chevron-down.png"));
    static const QIcon upward(QStringLiteral(":/fanlight/theme/chevron-up.png"));
    QRect chevron({}, style_parts::Chevron);
    chevron.moveCenter(place.center());
    (up ? upward : down).paint(&painter, chevron);
}

void drawMark(const QStyleOption& option, QPainter& painter, bool box)
{
    const QPalette& colors = option.palette;
    const bool enabled = option.state.testFlag(QStyle::State_Enabled);
    const bool undecided = option.state.testFlag(QStyle::State_NoChange);
    const bool on = option.state.testFlag(QStyle::State_On) || undecided;
    const bool marked = option.state.testFlag(QStyle::State_HasFocus)
        || option.state.testFlag(QStyle::State_MouseOver);
    const QColor accent = colors.color(QPalette::Link);
    const QColor ground = colors.color(QPalette::Base);
    const QColor dim = colors.color(QPalette::PlaceholderText);
    const double side = std::min(option.rect.width(), option.rect.height()) - 1;
    QRectF frame(0, 0, side, side);
    frame.moveCenter(QRectF(option.rect).center());

    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(enabled && (on || marked) ? accent : dim, 1));
    painter.setBrush(on && enabled && box ? accent : ground);
    const double radius = box ? 3 : side / 2;
    painter.drawRoundedRect(frame, radius, radius);
    const QColor ink = !enabled ? dim : (box ? ground : accent);
    if (on && box && undecided) {
        painter.fillRect(frame.adjusted(side * 0.25, side * 0.44, -side * 0.25, -side * 0.44), ink);
    } else if (on && box) {
        painter.setPen(QPen(ink, 1.8, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
        const auto at
            = [&frame, side](double x, double y) { return frame.topLeft() + QPointF(x, y) * side; };
        painter.drawPolyline(QPolygonF({at(0.24, 0.52), at(0.43, 0.71), at(0.77, 0.30)}));
    } else if (on) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(ink);
        painter.drawEllipse(frame.center(), side * 0.24, side * 0.24);
    }
    painter.restore();
}

} // namespace fanlight::style_shapes
