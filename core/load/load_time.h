// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <cstdint>

namespace fanlight {

// The clocks of a load test count nanoseconds (monotonicNs()); scenarios say milliseconds.
constexpr std::uint64_t MillisecondNs = 1'000'000;
constexpr std::uint64_t SecondNs = 1'000 * MillisecondNs;
constexpr std::uint64_t toNs(std::chrono::milliseconds time)
{
    return static_cast<std::uint64_t>(std::chrono::nanoseconds(time).count());
}

} // namespace fanlight
