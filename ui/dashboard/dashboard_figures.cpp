// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "dashboard/dashboard_figures.h"

#include "traffic_layer.h"

namespace fanlight {

namespace {

constexpr qint64 LeastGapMs = 3000; // a machine that was busy for a moment leaves none

} // namespace

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

std::vector<ChartGaps::Gap> DashboardFigures::gaps(
    qint64 fromMs, qint64 toMs, const std::vector<MetricsSample>& samples) const
{
    std::vector<ChartGaps::Gap> gaps;
    if (m_series.isEmpty())
        return gaps;
    qint64 endMs = m_series.oldestMs() < fromMs ? fromMs : 0; // of what is known so far
    const auto take = [&](qint64 beginMs) {
        if (endMs != 0 && beginMs - endMs > LeastGapMs)
            gaps.push_back({endMs, beginMs});
    };
    for (const MetricsSample& sample : samples) {
        take(sample.timeMs - sample.intervalMs);
        endMs = sample.timeMs;
    }
    take(toMs);
    return gaps;
}

} // namespace fanlight
