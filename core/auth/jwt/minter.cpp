// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "auth/jwt/minter.h"

#include "auth/jwt/base64url.h"
#include "sse/json_string.h"

namespace fanlight::jwt {

std::string mintToken(const Key& key, const TokenChecks& checks, std::string_view user,
    std::chrono::seconds lifetime, std::int64_t nowMs)
{
    const std::vector<Algorithm> algorithms = key.algorithms();
    if (algorithms.empty() || !key.isSecret())
        return {};
    const auto member = [](std::string_view name, std::string_view text) {
        return "," + jsonString(name) + ":" + jsonString(text);
    };
    std::string header = std::string(R"({"alg":")") + algorithmName(algorithms.front()) + '"';
    header += member("typ", "JWT");
    if (!key.id().empty())
        header += member("kid", key.id());
    const std::int64_t now = nowMs / 1000;
    std::string claims
        = "{\"iat\":" + std::to_string(now) + ",\"exp\":" + std::to_string(now + lifetime.count());
    if (!checks.issuer.empty())
        claims += member("iss", checks.issuer);
    if (!checks.audience.empty())
        claims += member("aud", checks.audience);
    claims += member(checks.userClaim, user);
    const std::string text = encodeBase64Url(header + '}') + '.' + encodeBase64Url(claims + '}');
    return text + '.' + encodeBase64Url(key.hmac(algorithms.front(), text));
}

} // namespace fanlight::jwt
