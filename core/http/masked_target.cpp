// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "http/masked_target.h"

#include "http/query.h"

#include <algorithm>

namespace fanlight::http {

namespace {

bool soundsSecret(std::string_view parameter)
{
    std::string name = percentDecode(parameter, true).value_or(std::string(parameter));
    std::transform(name.begin(), name.end(), name.begin(),
        [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c | 0x20) : c; });
    constexpr std::string_view Words[]
        = {"token", "ticket", "jwt", "auth", "secret", "passw", "key", "signature", "session"};
    return std::any_of(std::begin(Words), std::end(Words),
        [&name](std::string_view word) { return name.find(word) != std::string::npos; });
}

} // namespace

std::string maskedTarget(std::string_view target)
{
    const std::size_t mark = std::min(target.find('?'), target.size());
    std::string out(target.substr(0, mark));
    std::string_view left = target.substr(mark);
    while (!left.empty()) {
        out += left.front(); // ? or &
        left.remove_prefix(1);
        const std::string_view one = left.substr(0, left.find('&'));
        left.remove_prefix(one.size());
        const std::size_t sign = std::min(one.find('='), one.size());
        const bool isSecret = sign < one.size() && soundsSecret(one.substr(0, sign));
        out += isSecret ? one.substr(0, sign + 1) : one;
        out += isSecret ? "…" : "";
    }
    return out;
}

} // namespace fanlight::http
