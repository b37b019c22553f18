// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sse/foreign_json.h"

#include "sse/utf8.h"

#include <algorithm>

namespace fanlight {

namespace {

constexpr std::size_t LongestPlainNumber = 18; // characters, of one that fits 64 bits for sure

int hexDigit(char c)
{
    return c >= '0' && c <= '9' ? c - '0'
        : c >= 'a' && c <= 'f'  ? c - 'a' + 10
        : c >= 'A' && c <= 'F'  ? c - 'A' + 10
                                : -1;
}

// The code unit of the escape \uXXXX at `at`; -1: there is none.
int unitAt(std::string_view text, std::size_t at)
{
    if (at + 6 > text.size() || text[at] != '\\' || text[at + 1] != 'u')
        return -1;
    int unit = 0;
    for (std::size_t i = at + 2; i < at + 6; ++i) {
        const int digit = hexDigit(text[i]);
        if (digit < 0)
            return -1;
        unit = 16 * unit + digit;
    }
    return unit;
}

bool isHigh(int unit)
{
    return unit >= 0xD800 && unit < 0xDC00;
}
bool isLow(int unit)
{
    return unit >= 0xDC00 && unit < 0xE000;
}

// RFC 8259 §6
bool isNumber(std::string_view text)
{
    const auto digits = [&text] {
        const std::size_t size = std::min(text.find_first_not_of("0123456789"), text.size());
        text.remove_prefix(size);
        return size;
    };
    if (text.starts_with('-'))
        text.remove_prefix(1);
    const bool beginsWithZero = text.starts_with('0');
    const std::size_t whole = digits();
    if (whole == 0 || (beginsWithZero && whole > 1))
        return false;
    if (text.starts_with('.')) {
        text.remove_prefix(1);
        if (digits() == 0)
            return false;
    }
    if (text.starts_with('e') || text.starts_with('E')) {
        text.remove_prefix(1);
        if (text.starts_with('+') || text.starts_with('-'))
            text.remove_prefix(1);
        if (digits() == 0)
            return false;
    }
    return text.empty();
}

std::size_t endOfString(std::string_view text, std::size_t at)
{
    at = text.find_first_of("\"\\", at + 1);
    while (at != std::string_view::npos && text[at] == '\\')
        at = text.find_first_of("\"\\", at + 2);
    return at == std::string_view::npos ? text.size() : at + 1;
}

} // namespace

bool mendHalfSurrogates(std::string& json)
{
    bool isMended = false;
    for (std::size_t at = json.find('\\'); at != std::string::npos; at = json.find('\\', at)) {
        const int unit = unitAt(json, at);
        if (isHigh(unit) && isLow(unitAt(json, at + 6))) {
            at += 12;
        } else if (isHigh(unit) || isLow(unit)) {
            json.replace(at, 6, "\\ufffd");
            isMended = true;
            at += 6;
        } else {
            at += 2;
        }
    }
    return isMended;
}

bool blankLongNumbers(std::string& json)
{
    bool isChanged = false;
    for (std::size_t at = json.find_first_of("\"-0123456789"); at != std::string::npos;
         at = json.find_first_of("\"-0123456789", at)) {
        if (json[at] == '"') {
            at = endOfString(json, at);
            continue;
        }
        const std::size_t end = std::min(json.find_first_of(",]} \t\r\n\"", at), json.size());
        const std::string_view number = std::string_view(json).substr(at, end - at);
        const bool isLong = number.size() > LongestPlainNumber
            || number.find_first_of("eE") != std::string_view::npos;
        if (isLong && isNumber(number)) {
            std::fill(json.begin() + static_cast<std::ptrdiff_t>(at),
                json.begin() + static_cast<std::ptrdiff_t>(end), ' ');
            json[at] = '0';
            isChanged = true;
        }
        at = std::max(end, at + 1);
    }
    return isChanged;
}

std::string_view typeOfNearlyJson(std::string_view text)
{
    constexpr std::string_view Name = "\"type\"";
    text = withoutByteOrderMark(text);
    text.remove_prefix(std::min(text.find_first_not_of(" \t\r\n"), text.size()));
    std::string_view type;
    int depth = 0;
    for (std::size_t at = text.find_first_of("\"{}[]");
         at != std::string_view::npos && at < text.size(); at = text.find_first_of("\"{}[]", at)) {
        if (text[at] != '"') {
            depth += text[at] == '{' || text[at] == '[' ? 1 : -1;
            ++at;
            continue;
        }
        const std::size_t end = endOfString(text, at);
        const std::size_t colon = std::min(text.find_first_not_of(" \t\r\n", end), text.size());
        const bool isType = depth == 1 && text.substr(at, end - at) == Name
            && text.substr(colon).starts_with(':');
        at = end;
        if (!isType)
            continue;
        at = std::min(text.find_first_not_of(" \t\r\n", colon + 1), text.size());
        if (at == text.size() || text[at] != '"')
            continue;
        const std::size_t valueEnd = endOfString(text, at);
        const std::string_view value = text.substr(at, valueEnd - at);
        if (value.size() >= 2 && value.ends_with('"') && value.find('\\') == std::string_view::npos)
            type = value.substr(1, value.size() - 2);
        at = valueEnd;
    }
    return text.starts_with('{') ? type : std::string_view();
}

std::string_view JsonText::memberValue(std::size_t index)
{
    skipTo('{');
    for (;;) {
        skipTo('"');
        --m_at;
        skipValue();
        skipTo(':');
        skipBlanks();
        const std::size_t begin = m_at;
        skipValue();
        if (index-- == 0)
            return m_text.substr(begin, m_at - begin);
    }
}

std::vector<std::string_view> JsonText::elements()
{
    std::vector<std::string_view> all;
    skipTo('[');
    for (skipBlanks(); m_text[m_at] != ']'; skipBlanks()) {
        if (m_text[m_at] == ',') {
            ++m_at;
            continue;
        }
        const std::size_t begin = m_at;
        skipValue();
        all.push_back(m_text.substr(begin, m_at - begin));
    }
    return all;
}

void JsonText::skipString()
{
    m_at = m_text.find_first_of("\"\\", m_at + 1);
    while (m_text[m_at] == '\\')
        m_at = m_text.find_first_of("\"\\", m_at + 2);
    ++m_at;
}

void JsonText::skipValue()
{
    if (m_text[m_at] == '"')
        return skipString();
    if (m_text[m_at] != '{' && m_text[m_at] != '[') {
        m_at = std::min(m_text.find_first_of(",}] \t\r\n", m_at), m_text.size());
        return;
    }
    int depth = 0;
    do {
        m_at = m_text.find_first_of("\"{}[]", m_at);
        const char c = m_text[m_at];
        if (c == '"') {
            skipString();
            continue;
        }
        depth += c == '{' || c == '[' ? 1 : -1;
        ++m_at;
    } while (depth > 0);
}

} // namespace fanlight
