// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace fanlight::jwt {

// What a token says, whether or not it is to be believed: for people who look at one. Texts are
// bounded and fit to be shown; times are milliseconds since 1970. A plain value.
struct TokenText {
    std::string algorithm; // empty: it does not say, as below
    std::string keyId;
    std::string user;
    std::string issuer;
    std::string audience; // several with commas between
    std::optional<std::int64_t> expiresMs;
    std::optional<std::int64_t> notBeforeMs;
    std::optional<std::int64_t> issuedMs;

    static constexpr std::size_t MaxTextBytes = 200;
};

// Of what cannot be read nothing is said. Pure; any thread.
TokenText readTokenText(std::string_view token, std::string_view userClaim);

} // namespace fanlight::jwt
