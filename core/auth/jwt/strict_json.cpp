// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "auth/jwt/strict_json.h"

#include <algorithm>
#include <vector>

namespace fanlight::jwt {

namespace {

// A name that stands twice in one object, in whatever depth. Nothing: there is none.
std::optional<std::string_view> repeatedName(const simdjson::dom::element& element)
{
    simdjson::dom::array array;
    if (element.get_array().get(array) == simdjson::SUCCESS) {
        for (const simdjson::dom::element item : array) {
            if (const auto name = repeatedName(item))
                return name;
        }
        return std::nullopt;
    }
    simdjson::dom::object object;
    if (element.get_object().get(object) != simdjson::SUCCESS)
        return std::nullopt;
    std::vector<std::string_view> names;
    for (const auto [name, value] : object) {
        if (const auto inside = repeatedName(value))
            return inside;
        names.push_back(name);
    }
    std::sort(names.begin(), names.end());
    const auto twice = std::adjacent_find(names.begin(), names.end());
    return twice == names.end() ? std::nullopt : std::optional(*twice);
}

} // namespace

std::string StrictJson::read(std::string_view text)
{
    simdjson::dom::element all;
    simdjson::error_code code = m_parser.allocate(text.size() + 1, MaxDepth);
    if (code == simdjson::SUCCESS)
        code = m_parser.parse(text.data(), text.size()).get(all);
    if (code != simdjson::SUCCESS)
        return "is not JSON";
    if (all.get_object().get(m_object) != simdjson::SUCCESS)
        return "is not a JSON object";
    if (const auto twice = repeatedName(all))
        return "names “" + std::string(twice->substr(0, 40)) + "” twice";
    return {};
}

std::optional<std::string_view> textOf(const simdjson::dom::object& object, std::string_view name)
{
    std::string_view text;
    if (object.at_key(name).get_string().get(text) != simdjson::SUCCESS)
        return std::nullopt;
    return text;
}

bool has(const simdjson::dom::object& object, std::string_view name)
{
    return object.at_key(name).error() == simdjson::SUCCESS;
}

bool holdsText(const simdjson::dom::object& object, std::string_view name, std::string_view text)
{
    if (textOf(object, name) == text)
        return true;
    simdjson::dom::array array;
    if (object.at_key(name).get_array().get(array) != simdjson::SUCCESS)
        return false;
    return std::any_of(array.begin(), array.end(), [text](const simdjson::dom::element& item) {
        std::string_view one;
        return item.get_string().get(one) == simdjson::SUCCESS && one == text;
    });
}

} // namespace fanlight::jwt
