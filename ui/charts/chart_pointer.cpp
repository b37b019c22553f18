// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/chart_pointer.h"

#include <QPainter>

#include <algorithm>
#include <cmath>

namespace fanlight {
namespace {

constexpr int TooltipPadding = 9;
constexpr int TooltipTop = 18; // beneath the markers' labels
constexpr int TooltipGap = 8; // from the cross-hair
constexpr int Swatch = 12;
constexpr int LineSlack = 4; // between the lines of a tip
constexpr int Edge = 2; // that a tip keeps from the chart's

} // namespace

void ChartPointer::press(double x)
{
    m_dragFrom = x;
    m_dragTo = x;
}

bool ChartPointer::move(double x)
{
    if (m_dragFrom)
        m_dragTo = x;
    return m_dragFrom.has_value();
}

std::optional<std::pair<qint64, qint64>> ChartPointer::release(
    double x, const ChartAxes& axes, double leastPixels)
{
    const std::optional<double> from = std::exchange(m_dragFrom, std::nullopt);
    if (!from || std::abs(x - *from) < leastPixels)
        return std::nullopt;
    return std::minmax({axes.timeAt(*from), axes.timeAt(x)});
}

void ChartPointer::paint(QPainter& painter, const QRectF& chart, const ChartData& data,
    const ChartAxes& axes, const Theme& theme, const std::vector<TipLine>& tip) const
{
    if (m_dragFrom)
        paintSelection(painter, axes, theme);
    if (!m_timeMs || !axes.shows(*m_timeMs))
        return;
    paintCrossHair(painter, data, axes, theme);
    paintTip(painter, chart, axes, theme, tip);
}

void ChartPointer::paintSelection(
    QPainter& painter, const ChartAxes& axes, const Theme& theme) const
{
    const QRectF& plot = axes.plot();
    const double left = std::clamp(std::min(*m_dragFrom, m_dragTo), plot.left(), plot.right());
    const double right = std::clamp(std::max(*m_dragFrom, m_dragTo), plot.left(), plot.right());
    painter.fillRect(QRectF(left, plot.top(), right - left, plot.height()),
        translucent(theme.color(Theme::Role::Accent), 0.15));
}

void ChartPointer::paintCrossHair(
    QPainter& painter, const ChartData& data, const ChartAxes& axes, const Theme& theme) const
{
    const QRectF& plot = axes.plot();
    const double x = axes.xOf(*m_timeMs);
    painter.setPen(QPen(theme.color(Theme::Role::Dim), 1, Qt::DashLine));
    painter.drawLine(QPointF(x, plot.top()), QPointF(x, plot.bottom()));
    for (const ChartData::Line& line : data.lines()) {
        const QPointF* point
            = line.isShown() ? data.pointAt(line, *m_timeMs, axes.nearMs()) : nullptr;
        if (!point || ChartData::isGap(*point))
            continue;
        const QPointF at(axes.xOf(std::llround(point->x())), axes.yOf(point->y()));
        painter.setPen(QPen(theme.color(Theme::Role::Panel), 1.5));
        painter.setBrush(theme.color(line.series.color));
        painter.drawEllipse(at, 3.5, 3.5);
    }
}

QRectF ChartPointer::tipPlace(
    const QSizeF& size, double crossHair, const QRectF& chart, const QRectF& plot)
{
    const bool fitsRight = crossHair + TooltipGap + size.width() <= plot.right();
    const double left = fitsRight ? crossHair + TooltipGap : crossHair - TooltipGap - size.width();
    const double mostLeft = std::max(chart.left() + Edge, chart.right() - Edge - size.width());
    const double mostTop = std::max(chart.top() + Edge, chart.bottom() - Edge - size.height());
    return {QPointF(std::clamp(left, chart.left() + Edge, mostLeft),
                std::clamp(plot.top() + TooltipTop, chart.top() + Edge, mostTop)),
        size};
}

void ChartPointer::paintTip(QPainter& painter, const QRectF& chart, const ChartAxes& axes,
    const Theme& theme, const std::vector<TipLine>& tip) const
{
    const QFontMetrics metrics = painter.fontMetrics();
    const double lineHeight = metrics.height() + LineSlack;
    double width = 0;
    for (const TipLine& line : tip)
        width = std::max<double>(
            width, metrics.horizontalAdvance(line.text) + (line.color.isValid() ? Swatch : 0));
    width = std::min(std::ceil(width) + 2 * TooltipPadding, chart.width() - 2 * Edge);
    const QSizeF size(width, double(tip.size()) * lineHeight + TooltipPadding);
    const QRectF box = tipPlace(size, axes.xOf(*m_timeMs), chart, axes.plot());

    painter.setPen(theme.color(Theme::Role::Line));
    painter.setBrush(theme.color(Theme::Role::Panel));
    painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 6, 6);
    double top = box.top() + TooltipPadding / 2.0;
    for (const TipLine& line : tip) {
        double left = box.left() + TooltipPadding;
        if (line.color.isValid()) {
            painter.fillRect(QRectF(left, top + lineHeight / 2.0 - 1.5, 8, 3), line.color);
            left += Swatch;
        }
        const double room = box.right() - TooltipPadding - left + 1; // widths are rounded
        painter.setPen(theme.color(Theme::Role::Text));
        painter.drawText(QRectF(left, top, room, lineHeight), Qt::AlignVCenter | Qt::AlignLeft,
            metrics.elidedText(line.text, Qt::ElideRight, int(std::ceil(room))));
        top += lineHeight;
    }
}

} // namespace fanlight
