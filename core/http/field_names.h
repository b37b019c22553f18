// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace fanlight::http {

// Names of header fields as a preflight asks for them (Fetch §4.8). Pure; any thread.

// Whether it is a token (RFC 9110 §5.6.2).
bool isFieldName(std::string_view text);
// The names of these comma separated lists that are some, each once whatever its case, as far as
// the bounds go.
std::string joinedFieldNames(std::initializer_list<std::string_view> lists);

constexpr std::size_t MaxFieldNames = 64;
constexpr std::size_t MaxFieldNamesBytes = 2048;

} // namespace fanlight::http
