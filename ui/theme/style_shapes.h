// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPainterPath>

class QColor;
class QPainter;
class QRect;
class QStyleOption;

namespace fanlight {

// The shapes that Style paints everything of: boxes, segments, chevrons, ticks. Functions of what
// they are given; main thread.
namespace style_shapes {

// A border of one pixel with its middle on that pixel; without a pen the ground is the whole.
void drawBox(QPainter& painter, const QRect& rect, double radius, const QColor& ground,
    const QColor& border);
// Round only where a row of segments ends; the border between two belongs to the right one.
QPainterPath segmentPath(const QRectF& rect, double radius, bool roundLeft, bool roundRight);
void drawChevron(QPainter& painter, const QRect& place, bool up);
// Check boxes and radio buttons are outlined as clearly as text (Fusion's outline is a shade of the
// window's ground, which in the dark nobody sees).
void drawMark(const QStyleOption& option, QPainter& painter, bool box);

} // namespace style_shapes
} // namespace fanlight
