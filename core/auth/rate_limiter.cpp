// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "auth/rate_limiter.h"

namespace fanlight::auth {

void RateLimiter::setLimit(const RateLimit& limit)
{
    const std::int64_t intervalNs
        = limit.isOff() ? 0 : std::chrono::nanoseconds(limit.per).count() / limit.count;
    m_depthNs.store(intervalNs * limit.burst, std::memory_order_relaxed);
    m_intervalNs.store(intervalNs, std::memory_order_relaxed);
}

std::chrono::nanoseconds RateLimiter::take(const MemoryKey& key, std::uint64_t nowNs)
{
    const std::int64_t intervalNs = m_intervalNs.load(std::memory_order_relaxed);
    if (intervalNs == 0)
        return {};
    const std::int64_t depthNs = std::max(intervalNs, m_depthNs.load(std::memory_order_relaxed));
    const auto now = static_cast<std::int64_t>(nowNs);
    return m_buckets.with(key, [&](std::int64_t& fullAt) {
        // of a limit that was stricter before the bucket is empty, not in debt
        fullAt = std::min(std::max(fullAt, now), now + depthNs);
        const std::int64_t missing = fullAt + intervalNs - now - depthNs;
        if (missing <= 0)
            fullAt += intervalNs;
        return std::chrono::nanoseconds(std::max<std::int64_t>(missing, 0));
    });
}

} // namespace fanlight::auth
