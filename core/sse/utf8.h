// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

namespace fanlight {

// What strangers send, made fit for where it goes. Pure functions; any thread.

// Whether the bytes are UTF-8 (RFC 3629), which a stream must be (WHATWG HTML §9.2.5).
bool isUtf8(std::string_view bytes);
// Where the first byte stands that is not; npos: nowhere.
std::size_t firstNotUtf8(std::string_view bytes);
// The text without a byte order mark in front, which a reader of JSON (RFC 8259 §8.1) or of a
// stream (WHATWG HTML §9.2.5) ignores.
inline std::string_view withoutByteOrderMark(std::string_view text)
{
    constexpr std::string_view Mark = "\xEF\xBB\xBF";
    if (text.starts_with(Mark))
        text.remove_prefix(Mark.size());
    return text;
}
// The same text with U+FFFD for whatever is not UTF-8; half a surrogate becomes one.
std::string toUtf8(std::string_view bytes);

// The first `most` bytes for people to read, as visibleText() shows them; those that are not UTF-8
// as \xff, “…” for more.
std::string escapeBytes(std::string_view bytes, std::size_t most);

} // namespace fanlight
