// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "http/field_names.h"

#include <algorithm>
#include <vector>

namespace fanlight::http {

namespace {

bool isSameName(std::string_view a, std::string_view b)
{
    const auto lowered = [](char c) { return c >= 'A' && c <= 'Z' ? char(c | 0x20) : c; };
    return std::equal(a.begin(), a.end(), b.begin(), b.end(),
        [&](char x, char y) { return lowered(x) == lowered(y); });
}

} // namespace

bool isFieldName(std::string_view text)
{
    static constexpr std::string_view TokenMarks = "!#$%&'*+-.^_`|~";
    return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z')
            || TokenMarks.find(c) != std::string_view::npos;
    });
}

std::string joinedFieldNames(std::initializer_list<std::string_view> lists)
{
    std::string joined;
    std::vector<std::string_view> names;
    for (std::string_view left : lists) {
        while (!left.empty()) {
            std::string_view name = left.substr(0, left.find(','));
            left.remove_prefix(std::min(left.size(), name.size() + 1));
            name.remove_prefix(std::min(name.find_first_not_of(" \t"), name.size()));
            name = name.substr(0, name.find_last_not_of(" \t") + 1);
            const bool isThere = std::any_of(names.begin(), names.end(),
                [name](std::string_view other) { return isSameName(name, other); });
            if (!isFieldName(name) || isThere)
                continue;
            if (names.size() == MaxFieldNames || joined.size() + name.size() > MaxFieldNamesBytes)
                return joined;
            names.push_back(name);
            joined += joined.empty() ? "" : ", ";
            joined += name;
        }
    }
    return joined;
}

} // namespace fanlight::http
