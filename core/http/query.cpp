// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "http/query.h"

#include <charconv>

namespace fanlight::http {

std::optional<std::string> percentDecode(std::string_view text, bool plusIsBlank)
{
    std::string decoded;
    decoded.reserve(text.size());
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '+' && plusIsBlank) {
            decoded += ' ';
        } else if (text[i] != '%') {
            decoded += text[i];
        } else {
            unsigned value = 0;
            const std::string_view digits = text.substr(i + 1, 2);
            const auto [end, error]
                = std::from_chars(digits.data(), digits.data() + digits.size(), value, 16);
            if (digits.size() != 2 || error != std::errc() || end != digits.data() + 2)
                return std::nullopt;
            decoded += static_cast<char>(value);
            i += 2;
        }
    }
    return decoded;
}

std::string percentEncode(std::string_view text)
{
    constexpr std::string_view Digits = "0123456789ABCDEF";
    std::string out;
    for (const char c : text) {
        const bool isPlain = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z')
            || (c >= 'A' && c <= 'Z') || c == '-' || c == '_' || c == '.';
        const auto byte = static_cast<unsigned char>(c);
        if (isPlain)
            out += c;
        else
            out += {'%', Digits[byte >> 4], Digits[byte & 15]};
    }
    return out;
}

bool isElementOf(std::string_view parameter, std::string_view name)
{
    if (!parameter.starts_with(name) || !parameter.ends_with(']'))
        return false;
    parameter.remove_prefix(name.size());
    return parameter.starts_with('[')
        && parameter.find_first_not_of("0123456789", 1) == parameter.size() - 1;
}

std::optional<Query> Query::parse(std::string_view query)
{
    Query result;
    while (!query.empty()) {
        const std::size_t end = query.find('&');
        const std::string_view pair = query.substr(0, end);
        query.remove_prefix(end == std::string_view::npos ? query.size() : end + 1);
        if (pair.empty())
            continue;
        const std::size_t equals = pair.find('=');
        auto name = percentDecode(pair.substr(0, equals), true);
        auto value = percentDecode(
            equals == std::string_view::npos ? std::string_view() : pair.substr(equals + 1), true);
        if (!name || !value)
            return std::nullopt;
        result.m_parameters.emplace_back(std::move(*name), std::move(*value));
    }
    return result;
}

std::optional<std::string_view> Query::value(std::string_view name) const
{
    for (const auto& [key, value] : m_parameters) {
        if (key == name)
            return value;
    }
    return std::nullopt;
}

std::vector<std::string_view> Query::list(std::string_view name) const
{
    std::vector<std::string_view> values;
    for (const auto& [key, value] : m_parameters) {
        if (key == name || isElementOf(key, name))
            values.push_back(value);
    }
    return values;
}

} // namespace fanlight::http
