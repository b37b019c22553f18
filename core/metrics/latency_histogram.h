// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <atomic>
#include <bit>
#include <cstdint>
#include <vector>

namespace fanlight {

// Log-linear buckets: 32 linear steps in each power of two, so that a value read back is within
// 3.2 % of the one recorded. Values are nanoseconds; what lies above 137 s counts as 137 s.
namespace latency_buckets {
constexpr int SubBits = 5;
constexpr int MaxBits = 37;
constexpr int Count = (MaxBits - SubBits + 1) << SubBits;

constexpr int indexOf(std::uint64_t ns)
{
    if (ns < (2U << SubBits))
        return static_cast<int>(ns);
    if (ns >= (std::uint64_t(1) << MaxBits))
        return Count - 1;
    const int exponent = std::bit_width(ns) - 1;
    return ((exponent - SubBits) << SubBits) + static_cast<int>(ns >> (exponent - SubBits));
}

// The largest value that falls into the bucket.
constexpr std::uint64_t upperEdge(int index)
{
    if (index < (2 << SubBits))
        return static_cast<std::uint64_t>(index);
    const int shift = (index >> SubBits) - 1;
    constexpr std::uint64_t steps = 1U << SubBits;
    const std::uint64_t mantissa = static_cast<std::uint64_t>(index) % steps + steps;
    return ((mantissa + 1) << shift) - 1;
}
constexpr std::uint64_t lowerEdge(int index)
{
    return index == 0 ? 0 : upperEdge(index - 1) + 1;
}
} // namespace latency_buckets

// Records latencies in one thread; any other thread may read a snapshot at any time without a
// lock. Counts only grow: what happened in an interval is the difference of two snapshots. The
// newest values are kept as they are, so that an interval with few of them is exact.
class LatencyRecorder {
public:
    static constexpr std::size_t Few = 64;

    // `times`: of how many this is the sample.
    void record(std::uint64_t ns, std::uint64_t times = 1)
    {
        const std::uint64_t number = m_begun.load(std::memory_order_relaxed);
        m_begun.store(number + 1, std::memory_order_relaxed);
        auto& count = m_counts[static_cast<std::size_t>(latency_buckets::indexOf(ns))];
        // release: whoever reads one of these sees that it was begun
        count.store(count.load(std::memory_order_relaxed) + times, std::memory_order_release);
        Newest& newest = m_newest[number % Few];
        newest.ns.store(ns, std::memory_order_release);
        newest.times.store(times, std::memory_order_release);
        m_done.store(number + 1, std::memory_order_release);
    }

    // What several recorders have counted.
    struct Counts {
        struct Value {
            std::uint64_t ns = 0;
            std::uint64_t times = 0;
        };
        struct Recent { // of one recorder
            const LatencyRecorder* recorder = nullptr;
            std::uint64_t recorded = 0; // values so far
            bool isWhole = false; // nothing was recorded while it was read
            std::array<Value, Few> newest{}; // by number
        };
        std::array<std::uint64_t, latency_buckets::Count> buckets{};
        std::vector<Recent> recent;
    };
    // Adds the counts so far to `into`; callable from any thread.
    void addTo(Counts& into) const;

private:
    struct Newest {
        std::atomic<std::uint64_t> ns{0};
        std::atomic<std::uint64_t> times{0};
    };
    std::atomic<std::uint64_t> m_begun{0}; // values
    std::atomic<std::uint64_t> m_done{0};
    std::array<std::atomic<std::uint64_t>, latency_buckets::Count> m_counts{};
    std::array<Newest, Few> m_newest{};
};

// A latency distribution as a value, mergeable without loss. Few different values are kept as they
// are; more of them by buckets, though the first and the last stay exact where they were recorded
// one by one. Percentiles over a range come from merged histograms, never from averaged
// percentiles.
class LatencyHistogram {
public:
    static constexpr std::size_t Few = LatencyRecorder::Few; // different values

    LatencyHistogram() = default;
    // What was recorded between two snapshots of the same recorders; `now` must not be older than
    // `before`.
    static LatencyHistogram difference(
        const LatencyRecorder::Counts& now, const LatencyRecorder::Counts& before);

    void record(std::uint64_t ns, std::uint64_t times = 1);
    // Values of which no more is known than their bucket.
    void recordBucket(int index, std::uint64_t times);
    // The bounds of what is kept by buckets, known from elsewhere.
    void narrow(std::uint64_t firstNs, std::uint64_t lastNs);
    void merge(const LatencyHistogram& other);
    // All values but those of a part that was merged into this; where either is known by buckets,
    // so is what is left.
    LatencyHistogram without(const LatencyHistogram& part) const;

    bool isEmpty() const { return m_total == 0; }
    bool isExact() const { return m_isExact; } // no value is known by its bucket only
    std::uint64_t count() const { return m_total; }
    // 0 when empty.
    std::uint64_t firstNs() const { return m_firstNs; }
    std::uint64_t lastNs() const { return m_lastNs; }
    // The latency in nanoseconds that `percent` (0 to 100) of the values do not exceed; 0 when
    // empty.
    std::uint64_t percentileNs(double percent) const;
    // The same in milliseconds; NaN when empty, since nothing was measured.
    double percentileMs(double percent) const;

    struct Step {
        std::uint64_t ns; // the value, or the largest of its bucket
        std::uint64_t count;
    };
    const std::vector<Step>& steps() const { return m_steps; } // ascending
    // The least value that counts as this step.
    std::uint64_t lowestNs(const Step& step) const;

private:
    void add(std::uint64_t ns, std::uint64_t times);
    void widen(std::uint64_t firstNs, std::uint64_t lastNs);
    void coarsen();

    std::vector<Step> m_steps;
    std::uint64_t m_total = 0;
    std::uint64_t m_firstNs = 0;
    std::uint64_t m_lastNs = 0;
    bool m_isExact = true;
};

// Publish to acknowledged, in milliseconds, for deliveries that were all written as `write` tells
// and of which a sample was timed until the acknowledgement. Nothing is acknowledged before it is
// written, so what the sample says is at least what all of them say. NaN when none was timed.
double ackPercentileMs(const LatencyHistogram& ack, const LatencyHistogram& write, double percent);

} // namespace fanlight
