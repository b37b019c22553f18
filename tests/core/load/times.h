// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>

namespace fanlight::testing {

// Nanoseconds.
constexpr std::uint64_t Ms = 1'000'000;
constexpr std::uint64_t Second = 1000 * Ms;
constexpr std::uint64_t Start = 100 * Second;

} // namespace fanlight::testing
