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
} // namespace latency_buckets

// Records latencies in one thread; any other thread may read a snapshot at any time without a
// lock. Counts only grow: what happened in an interval is the difference of two snapshots.
class LatencyRecorder {
public:
    void record(std::uint64_t ns)
    {
        add(m_counts[static_cast<std::size_t>(latency_buckets::indexOf(ns))], 1);
    }

    using Counts = std::array<std::uint64_t, latency_buckets::Count>;
    // Adds the counts so far to `into`; callable from any thread.
    void addTo(Counts& into) const
    {
        for (std::size_t i = 0; i < into.size(); ++i)
            into[i] += m_counts[i].load(std::memory_order_relaxed);
    }

private:
    static void add(std::atomic<std::uint64_t>& counter, std::uint64_t n)
    {
        counter.store(counter.load(std::memory_order_relaxed) + n, std::memory_order_relaxed);
    }
    std::array<std::atomic<std::uint64_t>, latency_buckets::Count> m_counts{};
};

// A latency distribution as a value: only the buckets that hold something, mergeable without loss.
// Percentiles over a range come from merged histograms, never from averaged percentiles.
class LatencyHistogram {
public:
    LatencyHistogram() = default;
    // What was recorded between two snapshots of a recorder; `now` must not be older than `before`.
    static LatencyHistogram difference(
        const LatencyRecorder::Counts& now, const LatencyRecorder::Counts& before);

    void record(std::uint64_t ns, std::uint64_t times = 1);
    void merge(const LatencyHistogram& other);

    bool isEmpty() const { return m_total == 0; }
    std::uint64_t count() const { return m_total; }
    // The latency in nanoseconds that `percent` (0 to 100) of the values do not exceed; 0 when
    // empty.
    std::uint64_t percentileNs(double percent) const;
    // The same in milliseconds; NaN when empty, since nothing was measured.
    double percentileMs(double percent) const;

    struct Bucket {
        std::uint16_t index;
        std::uint64_t count;
    };
    const std::vector<Bucket>& buckets() const { return m_buckets; } // ascending by index

private:
    std::vector<Bucket> m_buckets;
    std::uint64_t m_total = 0;
};

} // namespace fanlight
