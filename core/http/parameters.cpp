// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "http/parameters.h"

#include "metrics/nearest_name.h"

#include <algorithm>

namespace fanlight::http {

namespace {

// "User_ID[]" -> "userid"
std::string normalized(std::string_view name)
{
    std::string out;
    for (const char c : name.substr(0, name.find('['))) {
        if (c != '_' && c != '-' && c != '.' && c != ' ')
            out += c >= 'A' && c <= 'Z' ? static_cast<char>(c | 0x20) : c;
    }
    return out;
}

bool isAmong(std::string_view words, std::string_view word)
{
    while (!words.empty()) {
        const std::string_view one = words.substr(0, words.find(' '));
        if (one == word)
            return true;
        words.remove_prefix(std::min(words.size(), one.size() + 1));
    }
    return false;
}

} // namespace

std::string_view meantBy(std::string_view given, std::span<const Parameter> known)
{
    const std::string name = normalized(given);
    if (name.empty())
        return {};
    QStringList names;
    for (const Parameter& one : known) {
        if (normalized(one.name) == name || isAmong(one.otherNames, name))
            return one.name;
        names.append(QString::fromStdString(normalized(one.name)));
    }
    const QString nearest = nearestName(QString::fromStdString(name), names);
    return nearest.isEmpty() ? std::string_view()
                             : known[static_cast<std::size_t>(names.indexOf(nearest))].name;
}

std::string whatIsKnown(std::string_view given, std::span<const Parameter> known)
{
    if (const std::string_view meant = meantBy(given, known); !meant.empty())
        return "did you mean " + std::string(meant) + "?";
    std::string names;
    for (const Parameter& one : known)
        names += (names.empty() ? "known are " : ", ") + std::string(one.name);
    return names;
}

std::string checkParameters(
    const Query& query, std::span<const Parameter> known, std::string_view of)
{
    for (const auto& given : query.parameters()) {
        const std::string& name = given.first;
        const std::string& value = given.second;
        const auto parameter = std::find_if(known.begin(), known.end(), [&](const Parameter& one) {
            return one.name == name || (one.isList && isElementOf(name, one.name));
        });
        if (parameter == known.end()) {
            if (std::find(std::begin(CacheBusters), std::end(CacheBusters), name)
                != std::end(CacheBusters))
                continue;
            return name + ": is not a parameter of " + std::string(of) + "; "
                + whatIsKnown(name, known);
        }
        if (!parameter->isList && query.value(name) != value)
            return name + ": is given twice with different values";
    }
    return {};
}

} // namespace fanlight::http
