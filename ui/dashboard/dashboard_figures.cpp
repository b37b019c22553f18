// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "dashboard/dashboard_figures.h"

#include "traffic_layer.h"

namespace fanlight {

void DashboardFigures::take(const MetricsSample& sample)
{
    m_all.addCounts(sample);
    m_own.addCounts(sample.own);
}

void DashboardFigures::restarted()
{
    m_all = {};
    m_own = {};
}

MetricsSample DashboardFigures::newest() const
{
    return inLayer(m_layer.current(), *m_series.newest());
}

MetricsSample DashboardFigures::last(qint64 spanMs) const
{
    const qint64 now = m_series.newest()->timeMs;
    return inLayer(m_layer.current(), m_series.merged(now - spanMs + 1, now));
}

std::vector<MetricsSample> DashboardFigures::range(qint64 fromMs, qint64 toMs, int maxPoints) const
{
    return inLayer(m_layer.current(), m_series.range(fromMs, toMs, maxPoints));
}

TrafficFigures DashboardFigures::sinceStart() const
{
    if (m_layer.current() == Traffic::Test)
        return m_own;
    TrafficFigures counts = m_all;
    if (m_layer.current() == Traffic::Real)
        counts.subtractCounts(m_own);
    return counts;
}

} // namespace fanlight
