// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace fanlight {

// The id the hub gives an event, in the form of Redis Streams: milliseconds since the epoch and a
// sequence number within that millisecond, both unsigned 64-bit decimals.
struct EventId {
    std::uint64_t ms = 0;
    std::uint64_t sequence = 0;

    auto operator<=>(const EventId&) const = default; // NOLINT(modernize-use-nullptr)

    // "1732449751000-18", or the milliseconds alone, which mean sequence 0. Nothing for any other
    // text.
    static std::optional<EventId> parse(std::string_view text);
    std::string text() const;
};

} // namespace fanlight
