// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <string_view>

namespace fanlight {

constexpr std::size_t MaxJsonDepth = 1024; // arrays and objects within one another

// Whether `text` is one JSON value (RFC 8259), with blanks around it. Looks at the form alone:
// numbers may have any number of digits, and bytes of strings are not looked at beyond quotes,
// escapes and controls. Deeper ones than MaxJsonDepth are none.
bool isJsonText(std::string_view text);

} // namespace fanlight
