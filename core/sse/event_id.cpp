// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sse/event_id.h"

#include <charconv>

namespace fanlight {

namespace {

bool parseWhole(std::string_view text, std::uint64_t& value)
{
    const char* end = text.data() + text.size();
    const auto [next, error] = std::from_chars(text.data(), end, value);
    return error == std::errc() && next == end;
}

} // namespace

std::optional<EventId> EventId::parse(std::string_view text)
{
    EventId id;
    const std::size_t dash = text.find('-');
    if (!parseWhole(text.substr(0, dash), id.ms))
        return std::nullopt;
    if (dash != std::string_view::npos && !parseWhole(text.substr(dash + 1), id.sequence))
        return std::nullopt;
    return id;
}

std::string EventId::text() const
{
    return std::to_string(ms) + '-' + std::to_string(sequence);
}

} // namespace fanlight
