// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "http/parameters.h"

#include <optional>
#include <span>
#include <string>

namespace fanlight {

// What GET /api/notifications asks for in its query. A value; any thread.
struct StreamQuery {
    std::optional<std::string> userId; // nothing: broadcasts only
    std::optional<std::string> token; // of its user, where it may stand in the URL
    std::optional<std::string> ticket; // that opens it
    std::string types; // "like,comment", each once; empty: all
    std::string lastEventId;
    bool wantsGaps = false; // as events
    bool wantsHeartbeats = false; // likewise
    std::string error; // with the parameter named; empty: it can be taken

    static std::span<const http::Parameter> parameters(); // that there are
    static StreamQuery read(std::string_view query);
    // Types by themselves, with commas or blanks between, each once in `types`. Empty, or why they
    // cannot be taken.
    static std::string readTypes(std::string_view list, std::string& types);

    static constexpr std::size_t MaxTypes = 64;
    static constexpr std::size_t MaxTypesBytes = 2048;
};

} // namespace fanlight
