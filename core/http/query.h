// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace fanlight::http {

// Decodes %XX (and "+" as a blank when asked). Nothing when an escape is not two hexadecimal
// digits.
std::optional<std::string> percentDecode(std::string_view text, bool plusIsBlank);

// Letters, digits, "-", "_" and "." as they are, all else as %XX.
std::string percentEncode(std::string_view text);

// Whether a parameter is an element of the list `name`: name[], name[0], name[12].
bool isElementOf(std::string_view parameter, std::string_view name);

// The parameters of a query string, decoded, in their order.
class Query {
public:
    static std::optional<Query> parse(std::string_view query); // nothing when an escape is wrong
    // The first value of that name; nothing when it is not there.
    std::optional<std::string_view> value(std::string_view name) const;
    // All values of a list: of name, name[] and name[0], in their order.
    std::vector<std::string_view> list(std::string_view name) const;
    const std::vector<std::pair<std::string, std::string>>& parameters() const
    {
        return m_parameters;
    }

private:
    std::vector<std::pair<std::string, std::string>> m_parameters;
};

} // namespace fanlight::http
