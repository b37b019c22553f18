// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/chart_axes.h"

#include "format.h"

#include <QPainter>

#include <algorithm>
#include <cmath>

namespace fanlight {
namespace {

constexpr double Headroom = 1.02; // so that a line on a round number is not cut in half at the top
constexpr QMargins PlotMargins{46, 8, 14, 24};
constexpr int LabelGap = 6;
constexpr double NearPixels = 6; // a value is shown for a cross-hair that close to its point

} // namespace

void ChartAxes::resize(const QRect& chart)
{
    m_plot = QRectF(chart.marginsRemoved(PlotMargins));
}

void ChartAxes::setScale(double most, bool wholeNumbers)
{
    m_scale = ValueScale::upTo(most * Headroom, wholeNumbers);
}

int ChartAxes::plotWidth() const
{
    return std::max(1, int(m_plot.width()));
}

double ChartAxes::xOf(qint64 timeMs) const
{
    return m_plot.left()
        + m_plot.width() * double(timeMs - m_range.fromMs) / std::max(1.0, m_range.spanMs());
}

double ChartAxes::yOf(double figure) const
{
    return m_plot.bottom() - m_plot.height() * figure / m_scale.top;
}

qint64 ChartAxes::timeAt(double x) const
{
    const double share = std::clamp((x - m_plot.left()) / std::max(1.0, m_plot.width()), 0.0, 1.0);
    return m_range.fromMs + std::llround(share * m_range.spanMs());
}

double ChartAxes::nearMs() const
{
    return NearPixels * m_range.spanMs() / std::max(m_plot.width(), 1.0);
}

// Qt Charts lays its own grid out anew only when an axis' range changes, not when the chart grows.
void ChartAxes::paintGrid(QPainter& painter, const Theme& theme) const
{
    painter.setPen(theme.color(Theme::Role::Line));
    for (int step = 0; step <= m_scale.steps; ++step) {
        const double y = std::floor(m_plot.bottom() - m_plot.height() * step / m_scale.steps) + 0.5;
        painter.drawLine(QPointF(m_plot.left(), y), QPointF(m_plot.right(), y));
    }
}

void ChartAxes::paintLabels(QPainter& painter, const Theme& theme) const
{
    painter.setPen(theme.color(Theme::Role::Dim));
    paintValueLabels(painter);
    paintTimeLabels(painter);
}

void ChartAxes::paintValueLabels(QPainter& painter) const
{
    for (int step = 0; step <= m_scale.steps; ++step) {
        const double y = m_plot.bottom() - m_plot.height() * step / m_scale.steps;
        const QRectF place(0, y - 10, m_plot.left() - LabelGap, 20);
        painter.drawText(
            place, Qt::AlignRight | Qt::AlignVCenter, format::decimal(m_scale.value(step), 4));
    }
}

void ChartAxes::paintTimeLabels(QPainter& painter) const
{
    const double gap = painter.fontMetrics().averageCharWidth();
    double freeFrom = m_plot.left();
    for (const TimeMark& mark : timeMarks(m_range.fromMs, m_range.toMs, m_range.live)) {
        const double width = painter.fontMetrics().horizontalAdvance(mark.text);
        const double left
            = std::clamp(xOf(mark.timeMs) - width / 2, m_plot.left(), m_plot.right() - width);
        if (left < freeFrom)
            continue; // in a narrow chart they would lie over one another
        freeFrom = left + width + gap;
        painter.drawText(
            QPointF(left, m_plot.bottom() + LabelGap + painter.fontMetrics().ascent()), mark.text);
    }
}

} // namespace fanlight
