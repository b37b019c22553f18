// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "metrics/latency_histogram.h"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <limits>
#include <optional>

namespace fanlight {

namespace {

using Step = LatencyHistogram::Step;
using Counts = LatencyRecorder::Counts;

constexpr double NsPerMs = 1e6;
constexpr std::uint64_t MostNs = latency_buckets::upperEdge(latency_buckets::Count - 1);
constexpr int ReadsAtMost = 4; // of a recorder that is recording

std::uint64_t edgeOf(std::uint64_t ns)
{
    return latency_buckets::upperEdge(latency_buckets::indexOf(ns));
}

// Steps of the same value, which are neighbours, become one.
void gather(std::vector<Step>& steps)
{
    std::size_t kept = 0;
    for (const Step& step : steps) {
        if (kept > 0 && steps[kept - 1].ns == step.ns)
            steps[kept - 1].count += step.count;
        else
            steps[kept++] = step;
    }
    steps.resize(kept);
}

// What a recorder has recorded since; nothing when not all of it is known as it is.
std::optional<std::uint64_t> fewSince(const Counts::Recent& now, const Counts& before)
{
    const auto found = std::find_if(before.recent.begin(), before.recent.end(),
        [&now](const Counts::Recent& one) { return one.recorder == now.recorder; });
    const bool isNew = found == before.recent.end();
    if (!now.isWhole || (!isNew && !found->isWhole))
        return std::nullopt;
    const std::uint64_t recorded = now.recorded - (isNew ? 0 : found->recorded);
    return recorded <= LatencyRecorder::Few ? std::optional(recorded) : std::nullopt;
}

} // namespace

void LatencyRecorder::addTo(Counts& into) const
{
    Counts::Recent recent;
    recent.recorder = this;
    std::array<std::uint64_t, latency_buckets::Count> buckets;
    for (int i = 0; i < ReadsAtMost && !recent.isWhole; ++i) {
        recent.recorded = m_done.load(std::memory_order_acquire);
        for (std::size_t index = 0; index < buckets.size(); ++index)
            buckets[index] = m_counts[index].load(std::memory_order_acquire);
        for (std::size_t index = 0; index < Few; ++index)
            recent.newest[index] = {m_newest[index].ns.load(std::memory_order_acquire),
                m_newest[index].times.load(std::memory_order_acquire)};
        recent.isWhole = m_begun.load(std::memory_order_relaxed) == recent.recorded;
    }
    for (std::size_t index = 0; index < buckets.size(); ++index)
        into.buckets[index] += buckets[index];
    into.recent.push_back(recent);
}

LatencyHistogram LatencyHistogram::difference(const Counts& now, const Counts& before)
{
    LatencyHistogram result;
    std::vector<std::uint64_t> begins; // numbers of the first values, by recorder
    std::uint64_t all = 0;
    for (const Counts::Recent& one : now.recent) {
        const std::uint64_t few = fewSince(one, before).value_or(Few + 1);
        begins.push_back(one.recorded - few);
        all += few;
    }
    if (all <= Few) {
        for (std::size_t i = 0; i < begins.size(); ++i) {
            const Counts::Recent& one = now.recent[i];
            for (std::uint64_t number = begins[i]; number < one.recorded; ++number) {
                const Counts::Value& value = one.newest[number % Few];
                result.record(value.ns, value.times);
            }
        }
        return result;
    }
    for (std::size_t i = 0; i < now.buckets.size(); ++i) {
        if (now.buckets[i] > before.buckets[i])
            result.recordBucket(static_cast<int>(i), now.buckets[i] - before.buckets[i]);
    }
    return result;
}

void LatencyHistogram::widen(std::uint64_t firstNs, std::uint64_t lastNs)
{
    m_firstNs = isEmpty() ? firstNs : std::min(m_firstNs, firstNs);
    m_lastNs = std::max(m_lastNs, lastNs);
}

void LatencyHistogram::add(std::uint64_t ns, std::uint64_t times)
{
    const auto at = std::lower_bound(m_steps.begin(), m_steps.end(), ns,
        [](const Step& step, std::uint64_t value) { return step.ns < value; });
    if (at != m_steps.end() && at->ns == ns)
        at->count += times;
    else
        m_steps.insert(at, {ns, times});
    m_total += times;
}

void LatencyHistogram::record(std::uint64_t ns, std::uint64_t times)
{
    if (times == 0)
        return;
    ns = std::min(ns, MostNs);
    widen(ns, ns);
    add(m_isExact ? ns : edgeOf(ns), times);
    if (m_isExact && m_steps.size() > Few)
        coarsen();
}

void LatencyHistogram::recordBucket(int index, std::uint64_t times)
{
    if (times == 0)
        return;
    widen(latency_buckets::lowerEdge(index), latency_buckets::upperEdge(index));
    if (m_isExact)
        coarsen();
    add(latency_buckets::upperEdge(index), times);
}

void LatencyHistogram::narrow(std::uint64_t firstNs, std::uint64_t lastNs)
{
    if (isEmpty() || firstNs > lastNs)
        return;
    m_firstNs = std::clamp(firstNs, m_firstNs, m_steps.front().ns);
    m_lastNs = std::clamp(lastNs, lowestNs(m_steps.back()), m_lastNs);
}

void LatencyHistogram::coarsen()
{
    m_isExact = false;
    for (Step& step : m_steps)
        step.ns = edgeOf(step.ns);
    gather(m_steps);
}

void LatencyHistogram::merge(const LatencyHistogram& other)
{
    if (other.isEmpty())
        return;
    const bool isExact = m_isExact && other.m_isExact;
    std::vector<Step> merged;
    merged.reserve(m_steps.size() + other.m_steps.size());
    std::merge(m_steps.begin(), m_steps.end(), other.m_steps.begin(), other.m_steps.end(),
        std::back_inserter(merged), [](const Step& a, const Step& b) { return a.ns < b.ns; });
    gather(merged);
    widen(other.m_firstNs, other.m_lastNs);
    m_total += other.m_total;
    m_steps = std::move(merged);
    m_isExact = isExact;
    if (!isExact || m_steps.size() > Few)
        coarsen();
}

LatencyHistogram LatencyHistogram::without(const LatencyHistogram& part) const
{
    if (part.isEmpty())
        return *this;
    LatencyHistogram rest;
    rest.m_isExact = m_isExact && part.m_isExact;
    const auto valueOf
        = [&rest](const Step& step) { return rest.m_isExact ? step.ns : edgeOf(step.ns); };
    std::vector<Step> all;
    for (const Step& step : m_steps)
        all.push_back({valueOf(step), step.count});
    gather(all);
    auto taken = part.m_steps.begin();
    for (Step& step : all) {
        while (taken != part.m_steps.end() && valueOf(*taken) < step.ns)
            ++taken;
        for (; taken != part.m_steps.end() && valueOf(*taken) == step.ns; ++taken)
            step.count -= std::min(step.count, taken->count);
        if (step.count == 0)
            continue;
        rest.m_steps.push_back(step);
        rest.m_total += step.count;
    }
    if (!rest.isEmpty()) { // its bounds are within those of all
        rest.m_firstNs = std::max(m_firstNs, rest.lowestNs(rest.m_steps.front()));
        rest.m_lastNs = std::min(m_lastNs, rest.m_steps.back().ns);
    }
    return rest;
}

std::uint64_t LatencyHistogram::lowestNs(const Step& step) const
{
    return m_isExact ? step.ns : latency_buckets::lowerEdge(latency_buckets::indexOf(step.ns));
}

std::uint64_t LatencyHistogram::percentileNs(double percent) const
{
    if (isEmpty())
        return 0;
    const double share = std::clamp(percent, 0.0, 100.0) / 100.0;
    const auto rank = static_cast<std::uint64_t>(std::ceil(share * static_cast<double>(m_total)));
    if (rank == 0)
        return m_firstNs;
    std::uint64_t seen = 0;
    for (const Step& step : m_steps) {
        seen += step.count;
        if (seen >= rank)
            return std::min(step.ns, m_lastNs);
    }
    return m_lastNs;
}

double LatencyHistogram::percentileMs(double percent) const
{
    if (isEmpty())
        return std::numeric_limits<double>::quiet_NaN();
    return static_cast<double>(percentileNs(percent)) / NsPerMs;
}

double ackPercentileMs(const LatencyHistogram& ack, const LatencyHistogram& write, double percent)
{
    const double ackMs = ack.percentileMs(percent);
    const double writeMs = write.percentileMs(percent);
    return writeMs > ackMs ? writeMs : ackMs; // NaN is not greater
}

} // namespace fanlight
