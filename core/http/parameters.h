// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "http/query.h"

#include <span>
#include <string>
#include <string_view>

namespace fanlight::http {

// A parameter of a query, or a member of a JSON body, as people may name it.
struct Parameter {
    std::string_view name;
    bool isList = false; // several times, also as name[] and name[0]
    std::string_view otherNames = {}; // lower case, without "_" and "-", blanks between
};

// Tolerated in every query: what pages and proxies add so that nothing is taken from a cache.
constexpr std::string_view CacheBusters[] = {"_", "t", "ts", "cb", "v"};

// The known one that was probably meant: whatever the case, "_", "-" and brackets, one of its other
// names, or the nearest by edits. Empty: none comes close.
std::string_view meantBy(std::string_view given, std::span<const Parameter> known);
// “…; did you mean userId?”, or the ones there are.
std::string whatIsKnown(std::string_view given, std::span<const Parameter> known);

// Empty, or why the query cannot be taken: a parameter nobody knows (a stream that ignored it would
// be silent for ever), or one given several times with different values. `of`: “a stream”.
std::string checkParameters(
    const Query& query, std::span<const Parameter> known, std::string_view of);

} // namespace fanlight::http
