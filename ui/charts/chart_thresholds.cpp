// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/chart_thresholds.h"

#include "theme/theme.h"

#include <QPainter>

#include <algorithm>
#include <cmath>
#include <utility>

namespace fanlight {

namespace {

constexpr double ThresholdStepPixels = 2;
constexpr double ThresholdGround = 0.8; // behind its text

double figurePerPixel(const ChartAxes& axes)
{
    return axes.scale().top / std::max(1.0, axes.plot().height());
}

// The smallest of 1, 2 and 5, times a power of ten, that is not less.
double niceStep(double least)
{
    const double power = std::pow(10, std::floor(std::log10(std::max(least, 1e-12))));
    for (const double one : {1., 2., 5.}) {
        if (one * power >= least)
            return one * power;
    }
    return 10 * power;
}

std::optional<double> newestFigure(const ChartData::Line& line, const ChartRange& range)
{
    for (auto point = line.points.rbegin(); point != line.points.rend(); ++point) {
        if (!ChartData::isGap(*point) && range.contains(point->x()))
            return point->y();
    }
    return std::nullopt;
}

} // namespace

bool ChartThresholds::set(std::vector<ChartThreshold> thresholds)
{
    if (thresholds == m_all)
        return false;
    m_all = std::move(thresholds);
    return true;
}

bool ChartThresholds::isHandle(const QPointF& where, const ChartAxes& axes)
{
    const QRectF& plot = axes.plot();
    return where.x() < plot.left() && where.y() >= plot.top() && where.y() <= plot.bottom();
}

// What a pixel can tell apart, and no more figures than that.
double ChartThresholds::rounded(double value, const ChartAxes& axes) const
{
    const double step = niceStep(figurePerPixel(axes));
    const double whole = m_wholeNumbers ? std::max(1.0, step) : step;
    const double figure = std::round(value / whole) * whole;
    return std::clamp(figure, 0.0, axes.scale().top);
}

void ChartThresholds::press(const QPointF& where, const ChartAxes& axes, bool wholeNumbers)
{
    m_pressedAt = where;
    m_wholeNumbers = wholeNumbers;
    m_setting.emplace();
    move(where.y(), axes);
}

void ChartThresholds::move(double y, const ChartAxes& axes)
{
    m_setting = rounded((axes.plot().bottom() - y) * figurePerPixel(axes), axes);
}

std::optional<double> ChartThresholds::release(
    const QPointF& where, const ChartAxes& axes, double leastPixels)
{
    const bool isMeant
        = axes.plot().contains(where) && (where - m_pressedAt).manhattanLength() >= leastPixels;
    if (!isMeant) {
        cancel();
        return std::nullopt;
    }
    move(where.y(), axes);
    return take();
}

void ChartThresholds::begin(double value, const ChartAxes& axes, bool wholeNumbers)
{
    m_wholeNumbers = wholeNumbers;
    m_setting = rounded(value, axes);
}

void ChartThresholds::step(int steps, const ChartAxes& axes)
{
    if (!m_setting)
        return;
    const double least = ThresholdStepPixels * figurePerPixel(axes);
    m_setting = rounded(*m_setting + steps * (m_wholeNumbers ? std::max(1.0, least) : least), axes);
}

std::optional<double> ChartThresholds::take()
{
    return std::exchange(m_setting, std::nullopt);
}

ChartThresholds::Aim ChartThresholds::aim(
    const ChartData& data, const ChartRange& range, double value)
{
    Aim aim;
    std::optional<double> best;
    for (std::size_t i = 0; i < data.lines().size(); ++i) {
        const ChartData::Line& line = data.lines()[i];
        const std::optional<double> newest
            = line.isShown() ? newestFigure(line, range) : std::nullopt;
        if (!newest)
            continue;
        const bool isBelow = *newest <= value;
        const bool isBetter = !best || (isBelow && (!aim.isAbove || *newest > *best))
            || (!isBelow && !aim.isAbove && *newest < *best);
        if (!isBetter)
            continue;
        best = newest;
        aim = {int(i), isBelow};
    }
    return aim;
}

void ChartThresholds::paint(
    QPainter& painter, const ChartAxes& axes, const Theme& theme, const QString& settingText) const
{
    const QFontMetricsF metrics(painter.font());
    const QRectF& plot = axes.plot();
    const auto draw = [&](double value, const QString& text, const QColor& color, double width) {
        if (value > axes.scale().top)
            return;
        const double y = std::floor(axes.yOf(value)) + 0.5;
        painter.setPen(QPen(color, width, Qt::DashLine));
        painter.drawLine(QPointF(plot.left(), y), QPointF(plot.right(), y));
        const QString shown = metrics.elidedText(text, Qt::ElideRight, plot.width());
        const double textWidth = metrics.horizontalAdvance(shown);
        const double above = y - metrics.height() - 2;
        const QRectF place(plot.right() - textWidth, above >= plot.top() ? above : y + 2, textWidth,
            metrics.height());
        painter.fillRect(place.adjusted(-2, 0, 2, 0),
            translucent(theme.color(Theme::Role::Panel), ThresholdGround));
        painter.setPen(color);
        painter.drawText(place, Qt::AlignRight | Qt::AlignVCenter, shown);
    };
    for (const ChartThreshold& one : m_all)
        draw(one.value, one.text,
            theme.color(one.isReached ? Theme::Role::Bad : Theme::Role::Warning), 1);
    if (m_setting)
        draw(*m_setting, settingText, theme.color(Theme::Role::Accent), 2);
}

} // namespace fanlight
