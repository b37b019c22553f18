// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/chart_axes.h"

#include "format.h"

#include <QDateTime>
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

void ChartAxes::resize(const QRect& chart, const QFontMetrics& labels)
{
    int widest = 0;
    for (int step = 0; step <= m_scale.steps; ++step)
        widest = std::max(widest, labels.horizontalAdvance(valueLabel(step)));
    QMargins margins = PlotMargins;
    margins.setLeft(std::max(margins.left(), widest + LabelGap + 1));
    margins.setBottom(std::max(margins.bottom(), labels.height() + LabelGap + 2));
    margins.setTop(std::max(margins.top(), labels.height() / 2 + 1)); // half of the topmost label
    m_plot = QRectF(chart.marginsRemoved(margins));
}

QString ChartAxes::valueLabel(int step) const
{
    return format::decimal(m_scale.value(step), 4);
}

QString ChartAxes::moment(qint64 timeMs) const
{
    return momentText(
        timeMs, m_range.fromMs, m_range.toMs, m_range.form(), QDateTime::currentMSecsSinceEpoch());
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

std::vector<int> ChartAxes::labelledSteps(double lineHeight) const
{
    const double stepHeight = std::max(1.0, m_plot.height() / m_scale.steps);
    const int every = std::max(1, int(std::ceil(lineHeight / stepHeight)));
    std::vector<int> steps;
    for (int step = 0; step <= m_scale.steps; step += every)
        steps.push_back(step);
    if (steps.size() == 1 && m_plot.height() >= lineHeight)
        steps.push_back(m_scale.steps); // a scale says nothing without its top
    return steps;
}

double ChartAxes::labelLeft(const TimeMark& mark, double width) const
{
    const double most = std::max(m_plot.left(), m_plot.right() - width);
    return std::clamp(xOf(mark.timeMs) - width / 2, m_plot.left(), most);
}

// As many as stand beside one another.
std::vector<TimeMark> ChartAxes::labelledTimes(const QFontMetrics& labels) const
{
    const double gap = 2.0 * labels.averageCharWidth();
    for (int most = MostTimeMarks; most > 1; --most) {
        std::vector<TimeMark> marks = timeMarks(m_range.fromMs, m_range.toMs, m_range.form(), most);
        double freeFrom = m_plot.left();
        bool fits = true;
        for (const TimeMark& mark : marks) {
            const double width = labels.horizontalAdvance(mark.text);
            const double left = labelLeft(mark, width);
            fits = fits && left >= freeFrom && left + width <= m_plot.right() + 1;
            freeFrom = left + width + gap;
        }
        if (fits)
            return marks;
        if (most == 2 && !marks.empty()
            && labels.horizontalAdvance(marks.back().text) <= m_plot.width())
            return {marks.back()}; // the end at least
    }
    return {};
}

void ChartAxes::paintValueLabels(QPainter& painter) const
{
    const double height = painter.fontMetrics().height();
    for (const int step : labelledSteps(height)) {
        const double y = m_plot.bottom() - m_plot.height() * step / m_scale.steps;
        const QRectF place(0, y - height / 2, m_plot.left() - LabelGap, height);
        painter.drawText(place, Qt::AlignRight | Qt::AlignVCenter, valueLabel(step));
    }
}

void ChartAxes::paintTimeLabels(QPainter& painter) const
{
    const double y = m_plot.bottom() + LabelGap + painter.fontMetrics().ascent();
    for (const TimeMark& mark : labelledTimes(painter.fontMetrics())) {
        const double width = painter.fontMetrics().horizontalAdvance(mark.text);
        painter.drawText(QPointF(labelLeft(mark, width), y), mark.text);
    }
}

} // namespace fanlight
