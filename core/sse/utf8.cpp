// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sse/utf8.h"

#include "sse/visible_text.h"

#include <simdjson.h>

#include <algorithm>

namespace fanlight {

namespace {

constexpr std::string_view Replacement = "\xEF\xBF\xBD"; // U+FFFD

bool isContinuation(char c)
{
    return (static_cast<unsigned char>(c) & 0xC0) == 0x80;
}

// Bytes of the character `text` begins with; 0: it begins with none.
std::size_t characterAt(std::string_view text)
{
    const auto first = static_cast<unsigned char>(text.front());
    const std::size_t size = first < 0x80 ? 1
        : first < 0xC2                    ? 0
        : first < 0xE0                    ? 2
        : first < 0xF0                    ? 3
        : first < 0xF5                    ? 4
                                          : 0;
    if (size > text.size() || size == 0)
        return 0;
    for (std::size_t i = 1; i < size; ++i) {
        if (!isContinuation(text[i]))
            return 0;
    }
    if (size < 3)
        return size;
    const auto second = static_cast<unsigned char>(text[1]);
    const bool isWrong = (first == 0xE0 && second < 0xA0) || (first == 0xED && second > 0x9F)
        || (first == 0xF0 && second < 0x90) || (first == 0xF4 && second > 0x8F);
    return isWrong ? 0 : size;
}

// Half a surrogate as some writers put it into three bytes.
bool isHalfSurrogate(std::string_view text)
{
    return text.size() >= 3 && text[0] == '\xED' && static_cast<unsigned char>(text[1]) > 0x9F
        && isContinuation(text[1]) && isContinuation(text[2]);
}

} // namespace

bool isUtf8(std::string_view bytes)
{
    return simdjson::validate_utf8(bytes.data(), bytes.size());
}

std::size_t firstNotUtf8(std::string_view bytes)
{
    if (isUtf8(bytes))
        return std::string_view::npos;
    std::string_view left = bytes;
    while (const std::size_t size = left.empty() ? 0 : characterAt(left))
        left.remove_prefix(size);
    return bytes.size() - left.size();
}

std::string toUtf8(std::string_view bytes)
{
    if (isUtf8(bytes))
        return std::string(bytes);
    std::string text;
    text.reserve(bytes.size() + 16);
    while (!bytes.empty()) {
        std::size_t size = characterAt(bytes);
        text += size > 0 ? bytes.substr(0, size) : Replacement;
        bytes.remove_prefix(size > 0 ? size : isHalfSurrogate(bytes) ? 3 : 1);
    }
    return text;
}

std::string escapeBytes(std::string_view bytes, std::size_t most)
{
    const bool isCut = bytes.size() > most;
    std::string out;
    for (std::string_view left = bytes.substr(0, most); !left.empty();) {
        const std::size_t size = characterAt(left);
        if (size > 0)
            out += left.substr(0, size);
        else
            out += QStringLiteral("\\x%1")
                       .arg(static_cast<unsigned char>(left.front()), 2, 16, QLatin1Char('0'))
                       .toStdString();
        left.remove_prefix(std::max<std::size_t>(1, size));
    }
    return visibleText(QString::fromStdString(out)).toStdString() + (isCut ? "…" : "");
}

} // namespace fanlight
