// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>
#include <chrono>
#include <cstdint>

namespace fanlight::auth {

// So many in a time, as a bucket that holds `burst` and is filled at that rate. A plain value.
struct RateLimit {
    std::int64_t count = 0; // 0: there is no limit
    std::chrono::seconds per{1}; // a second, a minute, an hour
    std::int64_t burst = 0; // at once, after a time of silence
    bool isAuto = false; // as where the hub listens asks for

    bool isOff() const { return count == 0; }
    bool operator==(const RateLimit&) const = default;

    // Ten seconds' worth, and at least ten.
    static constexpr std::int64_t usualBurst(std::int64_t count, std::chrono::seconds per)
    {
        return std::max<std::int64_t>(10, count * 10 / per.count());
    }
    static constexpr RateLimit of(std::int64_t count, std::chrono::seconds per)
    {
        return {count, per, usualBurst(count, per), false};
    }
    static constexpr RateLimit automatic() { return {0, std::chrono::seconds(1), 0, true}; }
};

} // namespace fanlight::auth
