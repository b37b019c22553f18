// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace fanlight {

// What the tester writes into every payload it publishes, and finds again in whatever a hub makes
// of it: digits, a letter's name and dots, which stay as they are in JSON, in a JSON string within
// JSON, and percent-encoded. A plain value.
struct LoadMark {
    std::uint32_t run = 0; // of this run; events of others are not counted as ours
    std::uint32_t channel = 0; // the user; 0: everyone
    std::uint64_t sequence = 0; // within the channel, from 0
    std::uint64_t intendedNs = 0; // when it was meant to go; monotonicNs()
    std::uint64_t sentNs = 0; // when it went

    static constexpr std::size_t MostLength = 96;
    void appendTo(std::string& text) const;
    // The first mark of this run from `at` on, which is moved behind it; false: there is none.
    bool find(std::string_view text, std::size_t& at, std::string_view tag);
    // What marks of a run begin with.
    static std::string tag(std::uint32_t run);
};

} // namespace fanlight
