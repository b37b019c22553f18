// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "hub/kept_samples.h"

#include <algorithm>

namespace fanlight {

namespace {

std::size_t keptBytesOf(const MetricsSample& sample)
{
    std::size_t steps = sample.redisLag.steps().capacity();
    for (const TrafficFigures* figures : {static_cast<const TrafficFigures*>(&sample), &sample.own})
        steps += figures->write.steps().capacity() + figures->ack.steps().capacity();
    return sizeof(MetricsSample) + steps * sizeof(LatencyHistogram::Step);
}

} // namespace

void KeptSamples::add(const MetricsSample& sample)
{
    // A clock that was set back: what came before it stands at times that are still to come.
    while (!m_samples.empty() && m_samples.back().timeMs >= sample.timeMs) {
        m_bytes -= keptBytesOf(m_samples.back());
        m_samples.pop_back();
    }
    m_samples.push_back(sample);
    m_bytes += keptBytesOf(m_samples.back());
    while (m_samples.size() > Most || (m_bytes > MostBytes && m_samples.size() > 1)) {
        m_bytes -= keptBytesOf(m_samples.front());
        m_samples.pop_front();
    }
}

std::vector<MetricsSample> KeptSamples::since(qint64 timeMs, std::size_t most) const
{
    const auto first = std::upper_bound(m_samples.begin(), m_samples.end(), timeMs,
        [](qint64 time, const MetricsSample& sample) { return time < sample.timeMs; });
    const auto count = std::min(most, std::size_t(m_samples.end() - first));
    return {first, first + std::ptrdiff_t(count)};
}

} // namespace fanlight
