// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "charts/chart_gaps.h"
#include "metrics/time_series.h"

#include <vector>

namespace fanlight {

class TrafficLayer;

// What the dashboard shows, of the traffic that is looked at: the series in that layer, and what
// was counted since the hub started. Both must outlive it. Main thread; a member of the page.
class DashboardFigures {
public:
    DashboardFigures(const TimeSeries& series, const TrafficLayer& layer)
        : m_series(series)
        , m_layer(layer)
    {
    }

    void take(const MetricsSample& sample); // each once
    void restarted(); // counts begin anew

    MetricsSample newest() const; // of a series that is not empty
    MetricsSample last(qint64 spanMs) const; // all of it as one, up to the newest
    std::vector<MetricsSample> range(qint64 fromMs, qint64 toMs, int maxPoints) const;
    // Of a range with these samples, the times behind the first one ever of which nothing is known.
    std::vector<ChartGaps::Gap> gaps(
        qint64 fromMs, qint64 toMs, const std::vector<MetricsSample>& samples) const;
    TrafficFigures sinceStart() const; // counts alone

private:
    const TimeSeries& m_series;
    const TrafficLayer& m_layer;
    TrafficFigures m_all; // since the start
    TrafficFigures m_own;
};

} // namespace fanlight
