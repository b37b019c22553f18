// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "metrics/time_series.h"

#include <algorithm>
#include <bit>
#include <iterator>
#include <limits>
#include <utility>

namespace fanlight {

namespace {
constexpr qint64 SecondMs = 1000;
constexpr qint64 MinuteMs = 60 * SecondMs;
constexpr qint64 HourMs = 60 * MinuteMs;

// The bound on samples that come unmerged, should they come faster than any sampler of ours, or
// should the clock stand still.
constexpr qint64 ShortestSampleMs = 100;

// A clock set back by less than this is taken as standing still; time synchronisation does that,
// and no history is worth losing for it. Set back further, what lies in the future is forgotten.
constexpr qint64 ClockSlackMs = 5 * SecondMs;

std::size_t capacity(const TimeSeries::Level& level)
{
    return static_cast<std::size_t>(level.keepMs / std::max(level.stepMs, ShortestSampleMs));
}

bool isOpen(const MetricsSample& sample)
{
    return sample.intervalMs > 0;
}

void extend(MetricsSample& sum, const MetricsSample& later)
{
    if (isOpen(sum))
        sum.merge(later);
    else
        sum = later;
}

// Whether nothing was measured for so long that a step over the gap would lie about both sides.
bool leavesGap(const MetricsSample& before, const MetricsSample& after, qint64 stepMs)
{
    return after.timeMs - after.intervalMs - before.timeMs > stepMs;
}

bool endsBefore(const MetricsSample& sample, qint64 timeMs)
{
    return sample.timeMs < timeMs;
}
bool isBeforeEnd(qint64 timeMs, const MetricsSample& sample)
{
    return timeMs < sample.timeMs;
}

constexpr std::size_t NoLimit = std::numeric_limits<std::size_t>::max();

constexpr struct {
    qint64 fromMs = std::numeric_limits<qint64>::min();
    qint64 toMs = std::numeric_limits<qint64>::max();
} Ever;

// Neighbours that fall into the same span of time become one. Spans are powers of two, counted from
// the epoch, so that points stay put while the range moves on. A range of n spans and less touches
// at most n + 1 of them, hence one less than maxPoints.
std::vector<MetricsSample> thinned(std::vector<MetricsSample> samples, int maxPoints)
{
    const auto limit = static_cast<std::size_t>(std::max(maxPoints, 1));
    if (samples.size() <= limit)
        return samples;
    const auto covered = static_cast<quint64>(samples.back().timeMs - samples.front().timeMs);
    const quint64 spans = limit - 1;
    const auto spanMs
        = spans == 0 ? 0 : static_cast<qint64>(std::bit_ceil((covered + spans - 1) / spans));
    const auto spanOf = [spanMs](const MetricsSample& sample) {
        return spanMs == 0 ? 0 : sample.timeMs / spanMs;
    };

    std::vector<MetricsSample> result;
    for (const MetricsSample& sample : samples) {
        if (!result.empty() && spanOf(result.back()) == spanOf(sample))
            result.back().merge(sample);
        else
            result.push_back(sample);
    }
    return result;
}
} // namespace

const std::array<TimeSeries::Level, TimeSeries::LevelCount>& TimeSeries::levels()
{
    static constexpr std::array<Level, LevelCount> Levels{{
        {0, 10 * MinuteMs},
        {5 * SecondMs, 2 * HourMs},
        {MinuteMs, 48 * HourMs},
        {HourMs, 30 * 24 * HourMs},
    }};
    return Levels;
}

void TimeSeries::append(const MetricsSample& sample)
{
    MetricsSample next = sample;
    if (const MetricsSample* last = newest(); last && next.timeMs <= last->timeMs) {
        if (last->timeMs - next.timeMs <= ClockSlackMs)
            next.timeMs = last->timeMs + 1;
        else
            forgetFrom(next.timeMs);
    }
    feed(0, next);
    for (std::size_t level = 0; level < m_stores.size(); ++level)
        trim(level, next.timeMs);
}

void TimeSeries::clear()
{
    m_stores = {};
}

void TimeSeries::putBefore(Steps earlier)
{
    const std::vector<MetricsSample> now = all();
    const qint64 nowFromMs = now.empty() ? Ever.toMs : now.front().timeMs - now.front().intervalMs;
    for (std::vector<MetricsSample>& steps : earlier) {
        qint64 lastMs = Ever.fromMs;
        std::erase_if(steps, [&lastMs, nowFromMs](const MetricsSample& step) {
            if (step.intervalMs <= 0 || step.timeMs <= lastMs || step.timeMs > nowFromMs)
                return true;
            lastMs = step.timeMs;
            return false;
        });
    }
    m_stores = {};
    take(std::move(earlier));
    for (const MetricsSample& sample : now)
        append(sample);
}

// What a level has not made a step of by then is made up from the finer ones.
void TimeSeries::take(Steps&& steps)
{
    for (std::size_t level = 0; level < LevelCount; ++level) {
        Store& store = m_stores[level];
        store.samples.assign(std::make_move_iterator(steps[level].begin()),
            std::make_move_iterator(steps[level].end()));
    }
    // What a coarser level tells of before a level begins was forgotten there.
    for (std::size_t level = 0; level + 1 < LevelCount; ++level) {
        Store& store = m_stores[level];
        const qint64 fromMs = store.samples.empty()
            ? Ever.toMs
            : store.samples.front().timeMs - store.samples.front().intervalMs;
        for (std::size_t coarser = level + 1; coarser < LevelCount; ++coarser) {
            const auto& samples = m_stores[coarser].samples;
            if (!samples.empty() && samples.front().timeMs - samples.front().intervalMs < fromMs)
                store.forgottenMs = std::max(
                    store.forgottenMs, fromMs == Ever.toMs ? samples.back().timeMs : fromMs);
        }
    }
    for (std::size_t level = LevelCount - 1; level > 0; --level) {
        const auto& coarse = m_stores[level].samples;
        const qint64 madeMs = coarse.empty() ? Ever.fromMs : coarse.back().timeMs;
        for (const MetricsSample& sample : closedAfter(level - 1, madeMs, NoLimit))
            feed(level, sample);
    }
}

std::vector<MetricsSample> TimeSeries::closedAfter(
    std::size_t level, qint64 timeMs, std::size_t most) const
{
    const std::deque<MetricsSample>& samples = m_stores[level].samples;
    const auto first = std::upper_bound(samples.begin(), samples.end(), timeMs, isBeforeEnd);
    const auto found = static_cast<std::size_t>(samples.end() - first);
    return {first, first + static_cast<std::ptrdiff_t>(std::min(found, most))};
}

bool TimeSeries::isEmpty() const
{
    return m_stores.front().samples.empty();
}

const MetricsSample* TimeSeries::newest() const
{
    return isEmpty() ? nullptr : &m_stores.front().samples.back();
}

qint64 TimeSeries::oldestMs() const
{
    if (isEmpty())
        return 0;
    qint64 oldest = m_stores.front().samples.front().timeMs;
    for (const Store& store : m_stores) {
        if (!store.samples.empty())
            oldest = std::min(oldest, store.samples.front().timeMs);
    }
    return oldest;
}

std::vector<MetricsSample> TimeSeries::range(qint64 fromMs, qint64 toMs, int maxPoints) const
{
    std::size_t level = 0;
    while (level + 1 < m_stores.size() && m_stores[level].forgottenMs >= fromMs)
        ++level;
    return thinned(samplesOf(level, fromMs, toMs), maxPoints);
}

std::vector<MetricsSample> TimeSeries::all() const
{
    return finest(Ever.fromMs, Ever.toMs);
}

MetricsSample TimeSeries::merged(qint64 fromMs, qint64 toMs) const
{
    MetricsSample sum;
    for (const MetricsSample& sample : finest(fromMs, toMs))
        extend(sum, sample);
    return sum;
}

TimeSeries::Whole TimeSeries::whole() const
{
    Whole whole;
    for (const Store& store : m_stores)
        whole.parts.push_back(
            {{store.samples.begin(), store.samples.end()}, store.open, store.forgottenMs});
    return whole;
}

void TimeSeries::restore(Whole whole)
{
    clear();
    for (std::size_t level = 0; level < std::min(m_stores.size(), whole.parts.size()); ++level) {
        Whole::Part& part = whole.parts[level];
        Store& store = m_stores[level];
        for (MetricsSample& sample : part.samples) {
            if (store.samples.empty() || store.samples.back().timeMs < sample.timeMs)
                store.samples.push_back(std::move(sample));
        }
        store.open = std::move(part.open);
        store.forgottenMs = part.forgottenMs;
    }
    if (const MetricsSample* last = newest()) {
        const qint64 newestMs = last->timeMs;
        for (std::size_t level = 0; level < m_stores.size(); ++level)
            trim(level, newestMs);
    }
}

// Gives the level a sample that is newer than all it has; a step it completes goes on to the next
// level. Steps thereby nest: the end of a coarse one is the end of a finer one as well.
void TimeSeries::feed(std::size_t level, const MetricsSample& sample)
{
    if (level == m_stores.size())
        return;
    const qint64 stepMs = levels()[level].stepMs;
    Store& store = m_stores[level];
    if (isOpen(store.open) && leavesGap(store.open, sample, stepMs))
        close(level);
    extend(store.open, sample);
    if (store.open.intervalMs >= stepMs)
        close(level);
}

void TimeSeries::close(std::size_t level)
{
    Store& store = m_stores[level];
    store.samples.push_back(std::exchange(store.open, {}));
    feed(level + 1, store.samples.back());
}

void TimeSeries::trim(std::size_t level, qint64 newestMs)
{
    Store& store = m_stores[level];
    const Level& bounds = levels()[level];
    while (!store.samples.empty()
        && (store.samples.size() > capacity(bounds)
            || store.samples.front().timeMs < newestMs - bounds.keepMs)) {
        store.forgottenMs = store.samples.front().timeMs;
        store.samples.pop_front();
    }
}

void TimeSeries::forgetFrom(qint64 timeMs)
{
    for (Store& store : m_stores) {
        while (!store.samples.empty() && store.samples.back().timeMs >= timeMs)
            store.samples.pop_back();
        if (store.open.timeMs >= timeMs)
            store.open = {};
        store.forgottenMs = std::min(store.forgottenMs, timeMs - 1);
    }
}

std::vector<MetricsSample> TimeSeries::samplesOf(
    std::size_t level, qint64 fromMs, qint64 toMs) const
{
    const std::deque<MetricsSample>& samples = m_stores[level].samples;
    const auto first = std::lower_bound(samples.begin(), samples.end(), fromMs, endsBefore);
    const auto last = std::upper_bound(first, samples.end(), toMs, isBeforeEnd);
    std::vector<MetricsSample> result(first, last);
    const MetricsSample tail = unfinished(level);
    if (isOpen(tail) && tail.timeMs >= fromMs && tail.timeMs <= toMs)
        result.push_back(tail);
    return result;
}

// What the level has not yet made a step of; the finer levels hold its newest part.
MetricsSample TimeSeries::unfinished(std::size_t level) const
{
    MetricsSample sum = m_stores[level].open;
    while (level-- > 0) {
        if (isOpen(m_stores[level].open))
            extend(sum, m_stores[level].open);
    }
    return sum;
}

// The time from which on the level has every sample: the end of the step of the next level that
// holds the last one forgotten here.
qint64 TimeSeries::completeAfterMs(std::size_t level) const
{
    const qint64 forgottenMs = m_stores[level].forgottenMs;
    if (forgottenMs == NothingForgotten || level + 1 == m_stores.size())
        return Ever.fromMs;
    const std::vector<MetricsSample> steps = samplesOf(level + 1, forgottenMs, Ever.toMs);
    return steps.empty() ? forgottenMs : steps.front().timeMs;
}

std::vector<MetricsSample> TimeSeries::finest(qint64 fromMs, qint64 toMs) const
{
    std::vector<MetricsSample> result;
    qint64 upToMs = toMs;
    for (std::size_t level = 0; level < m_stores.size() && upToMs >= fromMs; ++level) {
        const qint64 afterMs = completeAfterMs(level);
        const qint64 beginMs = afterMs == Ever.fromMs ? fromMs : std::max(fromMs, afterMs + 1);
        std::vector<MetricsSample> part = samplesOf(level, beginMs, upToMs);
        std::move(result.begin(), result.end(), std::back_inserter(part));
        result = std::move(part);
        upToMs = std::min(upToMs, afterMs);
    }
    return result;
}

} // namespace fanlight
