// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "load/sample_series.h"

namespace fanlight {

void SampleSeries::add(const LoadSample& sample, const LatencyHistogram& latency)
{
    if (m_inLast > 0 && m_inLast < m_perKept) {
        merge(m_kept.back(), sample, latency);
        ++m_inLast;
        return;
    }
    if (m_kept.size() == LoadReport::MostSamples)
        halve();
    m_kept.push_back({sample, latency});
    m_inLast = 1;
}

void SampleSeries::merge(Kept& into, const LoadSample& sample, const LatencyHistogram& latency)
{
    const LoadSample earlier = into.sample;
    into.latency.merge(latency);
    into.sample = sample;
    LoadSample& merged = into.sample;
    merged.intervalMs += earlier.intervalMs;
    for (auto count : {&LoadSample::arrived, &LoadSample::opened, &LoadSample::events,
             &LoadSample::bytes, &LoadSample::published, &LoadSample::errors, &LoadSample::lost,
             &LoadSample::twice, &LoadSample::reconnects})
        merged.*count += earlier.*count;
    merged.p50Ms = into.latency.percentileMs(50);
    merged.p95Ms = into.latency.percentileMs(95);
    merged.p99Ms = into.latency.percentileMs(99);
    for (auto most :
        {&LoadSample::connectP99Ms, &LoadSample::cpuPercent, &LoadSample::publishLagMs}) {
        if (!isKnown(merged.*most) || earlier.*most > merged.*most)
            merged.*most = earlier.*most;
    }
    for (auto level :
        {&LoadSample::hubConnections, &LoadSample::hubCpuPercent, &LoadSample::hubRssBytes}) {
        if (!isKnown(merged.*level))
            merged.*level = earlier.*level;
    }
    if (!isKnown(merged.hubDelivered))
        merged.hubDelivered = earlier.hubDelivered;
    else if (isKnown(earlier.hubDelivered))
        merged.hubDelivered += earlier.hubDelivered;
}

// A long run: two neighbours become one, from now on all are that long.
void SampleSeries::halve()
{
    std::vector<Kept> merged;
    for (std::size_t i = 0; i < m_kept.size(); ++i) {
        if (i % 2 == 0)
            merged.push_back(std::move(m_kept[i]));
        else
            merge(merged.back(), m_kept[i].sample, m_kept[i].latency);
    }
    m_kept = std::move(merged);
    m_perKept *= 2;
}

void SampleSeries::addToLast(quint64 events, quint64 bytes, quint64 errors)
{
    if (m_kept.empty())
        return;
    LoadSample& last = m_kept.back().sample;
    last.events += events;
    last.bytes += bytes;
    last.errors += errors;
}

std::vector<LoadSample> SampleSeries::samples() const
{
    std::vector<LoadSample> all;
    all.reserve(m_kept.size());
    for (const Kept& kept : m_kept)
        all.push_back(kept.sample);
    return all;
}

} // namespace fanlight
