// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/chart_markers.h"

#include <QPainter>

#include <algorithm>
#include <array>

namespace fanlight {
namespace {

constexpr double LabelGap = 4; // pixels

} // namespace

std::vector<ChartMarkers::Place> ChartMarkers::places(
    const ChartAxes& axes, const std::function<double(const QString&)>& widthOf) const
{
    std::array<double, MostLanes> freeFrom;
    freeFrom.fill(axes.plot().left());
    std::vector<Place> places;
    for (std::size_t i = 0; i < m_markers.size(); ++i) {
        if (!axes.shows(m_markers[i].timeMs))
            continue;
        const double x = axes.xOf(m_markers[i].timeMs);
        const double width = widthOf(m_markers[i].text);
        const bool fitsRight = x + LabelGap + width <= axes.plot().right();
        const double left = fitsRight ? x + LabelGap : x - LabelGap - width;
        const auto lane = std::find_if(
            freeFrom.begin(), freeFrom.end(), [left](double from) { return left >= from; });
        const bool isFree = lane != freeFrom.end();
        if (isFree)
            *lane = left + width + LabelGap;
        places.push_back({i, left, isFree ? int(lane - freeFrom.begin()) : -1});
    }
    return places;
}

void ChartMarkers::paint(QPainter& painter, const ChartAxes& axes, const Theme& theme) const
{
    const QRectF& plot = axes.plot();
    const QFontMetrics metrics = painter.fontMetrics();
    const auto widthOf
        = [&metrics](const QString& text) { return double(metrics.horizontalAdvance(text)); };
    for (const Place& place : places(axes, widthOf)) {
        const ChartMarker& marker = m_markers[place.marker];
        const double x = axes.xOf(marker.timeMs);
        const QColor color = theme.color(
            marker.kind == ChartMarker::Kind::Fault ? Theme::Role::Bad : Theme::Role::Dim);
        painter.setPen(QPen(translucent(color, 0.7), 1, Qt::DotLine));
        painter.drawLine(QPointF(x, plot.top()), QPointF(x, plot.bottom()));
        if (place.lane < 0)
            continue;
        const double top = plot.top() + double(place.lane) * metrics.height();
        painter.setPen(color);
        painter.drawText(QPointF(place.left, top + metrics.ascent()), marker.text);
    }
}

} // namespace fanlight
