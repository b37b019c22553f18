// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/chart_group.h"

namespace fanlight {

ChartGroup::ChartGroup(QObject* parent)
    : QObject(parent)
{
}

void ChartGroup::add(TimeChart* chart)
{
    chart->setPaintDelay(PaintInterval * int(m_charts.size()));
    m_charts.push_back(chart);
    chart->setRange(range());
    chart->setMarkers(m_markers);
    chart->setSource(m_source);
    connect(chart, &TimeChart::noteWritten, this, &ChartGroup::noteWritten);
    connect(chart, &TimeChart::cursorMoved, this, &ChartGroup::setCursorTime);
    connect(chart, &TimeChart::zoomRequested, this, &ChartGroup::zoom);
    connect(chart, &TimeChart::liveRequested, this, &ChartGroup::backToLive);
}

void ChartGroup::setLiveRange(const TimeChart::Range& range)
{
    m_live = range;
    showRange();
}

void ChartGroup::zoom(qint64 fromMs, qint64 toMs)
{
    if (const qint64 missing = ShortestZoomMs - (toMs - fromMs); missing > 0) {
        fromMs -= missing / 2;
        toMs = fromMs + ShortestZoomMs;
    }
    m_zoom = TimeChart::Range{fromMs, toMs, false, m_live.elapsed};
    showRange();
    Q_EMIT rangeChanged();
}

void ChartGroup::backToLive()
{
    setCursorTime({});
    if (!m_zoom)
        return;
    m_zoom.reset();
    showRange();
    Q_EMIT rangeChanged();
}

void ChartGroup::setMarkers(const std::vector<TimeChart::Marker>& markers)
{
    m_markers = markers;
    for (TimeChart* chart : m_charts)
        chart->setMarkers(m_markers);
}

void ChartGroup::setSource(const QString& source)
{
    m_source = source;
    for (TimeChart* chart : m_charts)
        chart->setSource(m_source);
}

void ChartGroup::setCursorTime(std::optional<qint64> timeMs)
{
    for (TimeChart* chart : m_charts)
        chart->setCursorTime(timeMs);
}

void ChartGroup::showRange()
{
    for (TimeChart* chart : m_charts)
        chart->setRange(range());
}

} // namespace fanlight
