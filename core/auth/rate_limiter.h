// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "auth/bounded_memory.h"
#include "auth/rate_limit.h"

#include <atomic>
#include <chrono>
#include <cstdint>

namespace fanlight::auth {

// A token bucket for each key, as one point in time each (GCRA, ITU-T I.371): that at which it
// would be full again. Of 65,536 keys; what is forgotten of more is that they were full. The rate
// may change at any time. Any thread.
class RateLimiter {
public:
    static constexpr std::size_t MaxKeys = 1 << 16; // some 8 MB

    void setLimit(const RateLimit& limit);
    bool isOn() const { return m_intervalNs.load(std::memory_order_relaxed) > 0; }
    // Takes one, at this time of a monotonic clock. Zero: there was one. Else how long until there
    // is, and nothing was taken.
    std::chrono::nanoseconds take(const MemoryKey& key, std::uint64_t nowNs);
    std::size_t size() const { return m_buckets.size(); }

private:
    std::atomic<std::int64_t> m_intervalNs{0}; // from one to the next; 0: no limit
    std::atomic<std::int64_t> m_depthNs{0}; // of a full bucket
    BoundedMemory<std::int64_t> m_buckets{MaxKeys};
};

} // namespace fanlight::auth
