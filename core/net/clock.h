// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <ctime>

namespace fanlight {

inline std::uint64_t clockNs(clockid_t clock)
{
    timespec time;
    clock_gettime(clock, &time);
    return std::uint64_t(time.tv_sec) * 1'000'000'000 + std::uint64_t(time.tv_nsec);
}

// Nanoseconds that never go back; what latencies are measured with.
inline std::uint64_t monotonicNs()
{
    return clockNs(CLOCK_MONOTONIC);
}
// Milliseconds of the same clock.
inline std::int64_t monotonicMs()
{
    return std::int64_t(monotonicNs() / 1'000'000);
}
// Nanoseconds since the epoch; what ids and the kernel's timestamps are made of.
inline std::uint64_t realtimeNs()
{
    return clockNs(CLOCK_REALTIME);
}

} // namespace fanlight
