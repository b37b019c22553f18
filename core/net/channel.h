// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "net/kept_name.h"

#include <atomic>
#include <cstdint>
#include <limits>

namespace fanlight {

constexpr std::uint32_t NoIndex = std::numeric_limits<std::uint32_t>::max();

// A user's channel as shards see it: a small number to index by and the user it belongs to. Owned
// by the broker, which keeps it while anyone subscribes; immutable while shared, but for the count.
struct Channel {
    KeptName userId;
    std::uint32_t index = NoIndex;
    std::atomic<std::uint32_t> streams{0}; // that are open, in all shards
};

// Stands for "every connection" where a channel index is expected.
constexpr std::uint32_t BroadcastIndex = NoIndex;

} // namespace fanlight
