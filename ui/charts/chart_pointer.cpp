// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/chart_pointer.h"

#include "format.h"

#include <QPainter>

#include <algorithm>
#include <cmath>

namespace fanlight {
namespace {

constexpr int TooltipPadding = 9;
constexpr int TooltipLine = 18;
constexpr int TooltipTop = 18; // beneath the markers' labels
constexpr int TooltipGap = 8; // from the cross-hair
constexpr int Swatch = 12;

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

void ChartPointer::paint(QPainter& painter, const ChartData& data, const ChartAxes& axes,
    const Theme& theme, const ValueAt& valueAt) const
{
    if (m_dragFrom)
        paintSelection(painter, axes, theme);
    if (!m_timeMs || !axes.shows(*m_timeMs))
        return;
    paintCrossHair(painter, data, axes, theme);
    paintTooltip(painter, data, axes, theme, valueAt);
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

void ChartPointer::paintTooltip(QPainter& painter, const ChartData& data, const ChartAxes& axes,
    const Theme& theme, const ValueAt& valueAt) const
{
    struct Row {
        QString text;
        QColor color;
    };
    std::vector<Row> rows{{format::clock(*m_timeMs, false), {}}};
    for (std::size_t i = 0; i < data.lines().size(); ++i) {
        const ChartData::Line& line = data.lines()[i];
        if (line.isShown())
            rows.push_back({line.series.name + QLatin1Char(' ') + valueAt(int(i), *m_timeMs),
                theme.color(line.series.color)});
    }
    double width = 0;
    for (const Row& row : rows)
        width = std::max<double>(width, painter.fontMetrics().horizontalAdvance(row.text));
    width += 2 * TooltipPadding + Swatch;
    const double height = double(rows.size()) * TooltipLine + TooltipPadding;
    const QRectF& plot = axes.plot();
    const double x = axes.xOf(*m_timeMs);
    const bool fitsRight = x + TooltipGap + width <= plot.right();
    const QRectF box(fitsRight ? x + TooltipGap : x - TooltipGap - width, plot.top() + TooltipTop,
        width, height);

    painter.setPen(theme.color(Theme::Role::Line));
    painter.setBrush(theme.color(Theme::Role::Panel));
    painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 6, 6);
    double top = box.top() + TooltipPadding / 2.0;
    for (const Row& row : rows) {
        const double left = box.left() + TooltipPadding;
        if (row.color.isValid())
            painter.fillRect(QRectF(left, top + TooltipLine / 2.0 - 1.5, 8, 3), row.color);
        painter.setPen(theme.color(Theme::Role::Text));
        painter.drawText(
            QRectF(row.color.isValid() ? left + Swatch : left, top, width, TooltipLine),
            Qt::AlignVCenter | Qt::AlignLeft, row.text);
        top += TooltipLine;
    }
}

} // namespace fanlight
