// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "fleet/fleet_feed.h"

#include <algorithm>
#include <functional>

namespace fanlight {

namespace {

FleetFigures::Latency latencyOf(const std::function<double(double)>& ms)
{
    FleetFigures::Latency latency = FleetFigures::NoLatency;
    for (std::size_t i = 0; i < latency.size(); ++i)
        latency[i] = ms(FleetFigures::Percents[i]);
    return latency;
}

} // namespace

double FleetFigures::of(const Latency& latency, double percent)
{
    const auto* const found = std::find(Percents.begin(), Percents.end(), percent);
    return found == Percents.end() ? Unknown : latency[std::size_t(found - Percents.begin())];
}

double FleetFigures::filesPercent() const
{
    return isKnown(fileLimit) && fileLimit > 0 ? openFiles * 100 / fileLimit : Unknown;
}

double FleetFigures::cpuOfAll() const
{
    return isKnown(cpuCores) && cpuCores > 0 ? cpuPercent / cpuCores : cpuPercent;
}

double FleetFigures::realStreams() const
{
    return isKnown(testStreams) ? streams - testStreams : streams;
}

double FleetFigures::realDelivered() const
{
    return isKnown(testDeliveredPerSecond) ? deliveredPerSecond - testDeliveredPerSecond
                                           : deliveredPerSecond;
}

void FleetFeed::take(const MetricsSample& sample, qint64 nowMs)
{
    if (!m_recent.empty() && sample.timeMs <= m_recent.back().timeMs) {
        if (sample.timeMs > m_recent.back().timeMs - WindowMs)
            return; // it was told before
        m_recent.clear(); // a clock was set back
    }
    m_recent.push_back(sample);
    while (m_recent.size() > 1 && m_recent.front().timeMs <= sample.timeMs - WindowMs)
        m_recent.pop_front();
    MetricsSample all = m_recent.front();
    for (std::size_t i = 1; i < m_recent.size(); ++i)
        all.merge(m_recent[i]);
    FleetFigures next;
    next.streams = double(all.connections);
    next.testStreams = double(all.own.connections);
    next.deliveredPerSecond = all.perSecond(double(all.delivered));
    next.testDeliveredPerSecond = all.perSecond(double(all.own.delivered));
    next.publishedPerSecond = all.perSecond(double(all.published));
    next.slowClients = double(all.slowClients);
    next.backlogBytes = double(all.backlogBytes);
    next.rssBytes = all.rssBytes;
    next.cpuPercent = all.cpuPercent;
    next.cpuCores = all.cpuCores;
    next.openFiles = all.openFiles;
    next.fileLimit = all.fileLimit;
    next.redisLagP99Ms = all.redisLag.percentileMs(99);
    next.ackMs = latencyOf([&all](double percent) { return all.ackMs(percent); });
    next.writeMs = latencyOf([&all](double percent) { return all.write.percentileMs(percent); });
    m_figures = next;
    follow(nowMs);
}

void FleetFeed::take(const InstanceRow& heartbeat, qint64 nowMs)
{
    if (heartbeat.heartbeatAtMs == m_heartbeatMs)
        return;
    m_heartbeatMs = heartbeat.heartbeatAtMs;
    FleetFigures next;
    next.streams = heartbeat.connections;
    next.deliveredPerSecond = heartbeat.deliveredPerSecond;
    next.publishedPerSecond = heartbeat.publishedPerSecond;
    next.rssBytes = heartbeat.rssBytes;
    next.cpuPercent = heartbeat.cpuPercent;
    next.cpuCores = heartbeat.cpuCores;
    next.writeMs = latencyOf([&heartbeat](double percent) { return heartbeat.writeMs(percent); });
    m_figures = next;
    follow(nowMs);
}

void FleetFeed::forget()
{
    *this = {};
}

void FleetFeed::follow(qint64 nowMs)
{
    const double ack = FleetFigures::of(m_figures.ackMs, 99);
    const bool isSlow = (isKnown(ack) && ack > SlowAckMs)
        || (isKnown(m_figures.slowClients) && m_figures.slowClients > 0
            && m_figures.slowClients >= m_figures.streams * SlowShare);
    if (!isSlow)
        m_slowSinceMs = 0;
    else if (m_slowSinceMs == 0)
        m_slowSinceMs = nowMs;

    // What was missed stays a gap.
    const qint64 steps = m_stepMs == 0 ? 1
        : nowMs < m_stepMs             ? TrendSteps
                           : std::min<qint64>((nowMs - m_stepMs) / TrendStepMs, TrendSteps);
    if (steps > 0)
        m_stepMs = m_stepMs == 0 || steps == TrendSteps ? nowMs : m_stepMs + steps * TrendStepMs;
    const std::array now{float(m_figures.streams), float(m_figures.deliveredPerSecond), float(ack)};
    for (std::size_t i = 0; i < m_trends.size(); ++i) {
        for (qint64 step = 0; step < steps; ++step)
            m_trends[i].append(float(Unknown));
        while (m_trends[i].size() > TrendSteps)
            m_trends[i].removeFirst();
        m_trends[i].last() = now[i];
    }
    m_heardAtMs = nowMs;
}

} // namespace fanlight
