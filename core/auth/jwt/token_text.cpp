// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "auth/jwt/token_text.h"

#include "auth/jwt/base64url.h"
#include "auth/jwt/strict_json.h"
#include "auth/jwt/verifier.h"
#include "sse/utf8.h"

#include <algorithm>
#include <cmath>

namespace fanlight::jwt {

namespace {

std::string bounded(std::string_view text)
{
    return escapeBytes(text, TokenText::MaxTextBytes);
}

std::string memberText(const simdjson::dom::object& object, std::string_view name)
{
    if (const auto text = textOf(object, name))
        return bounded(*text);
    simdjson::dom::element element;
    if (object.at_key(name).get(element) != simdjson::SUCCESS || element.is_object())
        return {};
    simdjson::dom::array array;
    if (element.get_array().get(array) != simdjson::SUCCESS)
        return bounded(simdjson::minify(element));
    std::string joined;
    for (const simdjson::dom::element item : array) {
        std::string_view text;
        if (item.get_string().get(text) == simdjson::SUCCESS)
            joined += (joined.empty() ? "" : ", ") + std::string(text);
    }
    return bounded(joined);
}

std::optional<std::int64_t> memberTime(const simdjson::dom::object& object, std::string_view name)
{
    constexpr double Latest = 253'402'300'799; // the end of the year 9999
    double seconds = 0;
    if (object.at_key(name).get_double().get(seconds) != simdjson::SUCCESS
        || !std::isfinite(seconds) || seconds < 0 || seconds > Latest)
        return std::nullopt;
    return static_cast<std::int64_t>(seconds * 1000);
}

} // namespace

TokenText readTokenText(std::string_view token, std::string_view userClaim)
{
    TokenText said;
    if (token.size() > Verifier::MaxTokenBytes || std::count(token.begin(), token.end(), '.') != 2)
        return said;
    const std::size_t first = token.find('.');
    const std::size_t second = token.rfind('.');
    StrictJson header;
    if (header.read(decodeBase64Url(token.substr(0, first)).value_or("")).empty()) {
        said.algorithm = memberText(header.object(), "alg");
        said.keyId = memberText(header.object(), "kid");
    }
    StrictJson claims;
    if (!claims.read(decodeBase64Url(token.substr(first + 1, second - first - 1)).value_or(""))
             .empty())
        return said;
    said.user = memberText(claims.object(), userClaim);
    said.issuer = memberText(claims.object(), "iss");
    said.audience = memberText(claims.object(), "aud");
    said.expiresMs = memberTime(claims.object(), "exp");
    said.notBeforeMs = memberTime(claims.object(), "nbf");
    said.issuedMs = memberTime(claims.object(), "iat");
    return said;
}

} // namespace fanlight::jwt
