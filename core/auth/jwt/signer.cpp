// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "auth/jwt/signer.h"

#include "auth/jwt/base64url.h"
#include "auth/jwt/openssl_ptr.h"
#include "sse/json_string.h"

#include <openssl/hmac.h>

#include <array>

namespace fanlight::jwt {

namespace {

struct Hmac {
    Algorithm algorithm;
    const char* digest;
    std::size_t bytes;
};
constexpr std::array Hmacs{Hmac{Algorithm::HS256, "SHA256", 32},
    Hmac{Algorithm::HS384, "SHA384", 48}, Hmac{Algorithm::HS512, "SHA512", 64}};

void addMember(std::string& json, std::string_view name, const std::string& value)
{
    json += json.empty() ? '{' : ',';
    json += jsonString(name);
    json += ':';
    json += value;
}

void addText(std::string& json, std::string_view name, const std::string& text)
{
    if (!text.empty())
        addMember(json, name, jsonString(text));
}

void addTime(std::string& json, std::string_view name, std::int64_t seconds)
{
    if (seconds != 0)
        addMember(json, name, std::to_string(seconds));
}

} // namespace

std::optional<TokenSigner> TokenSigner::ofSecret(
    std::string_view secret, std::string& error, Algorithm algorithm, std::string_view keyId)
{
    if (!Key::ofSecret(secret, error))
        return std::nullopt;
    for (const Hmac& hmac : Hmacs) {
        if (hmac.algorithm != algorithm)
            continue;
        if (secret.size() < hmac.bytes) {
            error = std::string("a secret for ") + algorithmName(algorithm) + " has at least ";
            error += std::to_string(hmac.bytes) + " bytes; this one has ";
            error += std::to_string(secret.size());
            return std::nullopt;
        }
        TokenSigner signer;
        signer.m_secret = secret;
        signer.m_digest = hmac.digest;
        std::string header;
        addText(header, "alg", algorithmName(algorithm));
        addText(header, "typ", "JWT");
        addText(header, "kid", std::string(keyId));
        signer.m_header = encodeBase64Url(header + '}');
        return signer;
    }
    error = std::string(algorithmName(algorithm)) + " takes a private key; a secret signs HS256";
    return std::nullopt;
}

std::string TokenSigner::sign(const TokenClaims& claims) const
{
    std::string payload;
    addText(payload, claims.userClaim, claims.user);
    addText(payload, "iss", claims.issuer);
    addText(payload, "aud", claims.audience);
    addTime(payload, "iat", claims.issuedAt);
    addTime(payload, "exp", claims.expiresAt);
    if (payload.empty())
        payload = "{";
    const std::string text = m_header + '.' + encodeBase64Url(payload + '}');
    const ErrorsForgotten forgotten;
    std::array<unsigned char, EVP_MAX_MD_SIZE> mac{};
    unsigned size = 0;
    if (!HMAC(EVP_get_digestbyname(m_digest), m_secret.data(), static_cast<int>(m_secret.size()),
            octets(text), text.size(), mac.data(), &size))
        return {};
    return text + '.' + encodeBase64Url({reinterpret_cast<const char*>(mac.data()), size});
}

} // namespace fanlight::jwt
