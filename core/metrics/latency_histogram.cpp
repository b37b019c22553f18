// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "metrics/latency_histogram.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace fanlight {

namespace {
constexpr double NsPerMs = 1e6;

bool byIndex(const LatencyHistogram::Bucket& bucket, std::uint16_t index)
{
    return bucket.index < index;
}
} // namespace

LatencyHistogram LatencyHistogram::difference(
    const LatencyRecorder::Counts& now, const LatencyRecorder::Counts& before)
{
    LatencyHistogram result;
    for (std::size_t i = 0; i < now.size(); ++i) {
        if (now[i] <= before[i])
            continue;
        const std::uint64_t count = now[i] - before[i];
        result.m_buckets.push_back({static_cast<std::uint16_t>(i), count});
        result.m_total += count;
    }
    return result;
}

void LatencyHistogram::record(std::uint64_t ns, std::uint64_t times)
{
    if (times == 0)
        return;
    const auto index = static_cast<std::uint16_t>(latency_buckets::indexOf(ns));
    const auto at = std::lower_bound(m_buckets.begin(), m_buckets.end(), index, byIndex);
    if (at != m_buckets.end() && at->index == index)
        at->count += times;
    else
        m_buckets.insert(at, {index, times});
    m_total += times;
}

void LatencyHistogram::merge(const LatencyHistogram& other)
{
    if (other.isEmpty())
        return;
    std::vector<Bucket> merged;
    merged.reserve(m_buckets.size() + other.m_buckets.size());
    auto mine = m_buckets.cbegin();
    auto theirs = other.m_buckets.cbegin();
    while (mine != m_buckets.cend() && theirs != other.m_buckets.cend()) {
        if (mine->index < theirs->index) {
            merged.push_back(*mine++);
        } else if (theirs->index < mine->index) {
            merged.push_back(*theirs++);
        } else {
            merged.push_back({mine->index, mine->count + theirs->count});
            ++mine;
            ++theirs;
        }
    }
    merged.insert(merged.end(), mine, m_buckets.cend());
    merged.insert(merged.end(), theirs, other.m_buckets.cend());
    m_total += other.m_total;
    m_buckets = std::move(merged);
}

std::uint64_t LatencyHistogram::percentileNs(double percent) const
{
    if (isEmpty())
        return 0;
    const double share = std::clamp(percent, 0.0, 100.0) / 100.0;
    const auto rank = static_cast<std::uint64_t>(std::ceil(share * static_cast<double>(m_total)));
    std::uint64_t seen = 0;
    for (const Bucket& bucket : m_buckets) {
        seen += bucket.count;
        if (seen >= rank)
            return latency_buckets::upperEdge(bucket.index);
    }
    return latency_buckets::upperEdge(m_buckets.back().index);
}

double LatencyHistogram::percentileMs(double percent) const
{
    if (isEmpty())
        return std::numeric_limits<double>::quiet_NaN();
    return static_cast<double>(percentileNs(percent)) / NsPerMs;
}

} // namespace fanlight
