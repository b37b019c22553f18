// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "load/load_mark.h"

#include <array>
#include <charconv>
#include <cstring>

namespace fanlight {

namespace {
constexpr std::string_view Name = "fl1.";
constexpr char Separator = '.';

void appendNumber(std::string& text, std::uint64_t number, int base = 10)
{
    std::array<char, 24> digits;
    const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), number, base).ptr;
    text.append(digits.data(), end);
    text += Separator;
}

void appendTag(std::string& text, std::uint32_t run)
{
    text += Name;
    appendNumber(text, run, 16);
}

// False where there is no number with its separator.
bool readNumber(std::string_view text, std::size_t& at, std::uint64_t& number)
{
    const std::size_t begin = at;
    number = 0;
    while (at < text.size() && text[at] >= '0' && text[at] <= '9')
        number = number * 10 + static_cast<std::uint64_t>(text[at++] - '0');
    return at > begin && at < text.size() && text[at++] == Separator;
}
} // namespace

std::string LoadMark::tag(std::uint32_t run)
{
    std::string text;
    appendTag(text, run);
    return text;
}

void LoadMark::appendTo(std::string& text) const
{
    appendTag(text, run);
    appendNumber(text, channel);
    appendNumber(text, sequence);
    appendNumber(text, intendedNs);
    appendNumber(text, sentNs - intendedNs);
}

bool LoadMark::find(std::string_view text, std::size_t& at, std::string_view tag)
{
    if (at >= text.size())
        return false;
    const void* const found = memmem(text.data() + at, text.size() - at, tag.data(), tag.size());
    if (!found) {
        at = text.size();
        return false;
    }
    at = static_cast<std::size_t>(static_cast<const char*>(found) - text.data()) + tag.size();
    std::uint64_t number = 0;
    std::uint64_t delay = 0;
    if (!readNumber(text, at, number) || !readNumber(text, at, sequence)
        || !readNumber(text, at, intendedNs) || !readNumber(text, at, delay))
        return false;
    channel = static_cast<std::uint32_t>(number);
    sentNs = intendedNs + delay;
    return true;
}

} // namespace fanlight
