// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "auth/jwt/key.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace fanlight::jwt {

// What a token of one's own making says. Times in seconds since 1970; empty texts and 0 are left
// out.
struct TokenClaims {
    std::string user;
    std::string userClaim = "sub";
    std::int64_t expiresAt = 0; // exp
    std::int64_t issuedAt = 0; // iat
    std::string issuer; // iss
    std::string audience; // aud
};

// Makes tokens where a secret is known: for test clients, and for who tries a hub. Real tokens come
// from the application. JWS in the compact form (RFC 7515) with HMAC (RFC 7518 §3.2). Immutable;
// any thread.
class TokenSigner {
public:
    // Nothing, with why in `error`: the algorithm is none of HS256, HS384 and HS512, or the secret
    // is shorter than its hash, or is no secret (Key::ofSecret()). `keyId`: kid of the header;
    // empty: none.
    static std::optional<TokenSigner> ofSecret(std::string_view secret, std::string& error,
        Algorithm algorithm = Algorithm::HS256, std::string_view keyId = {});

    // Empty: OpenSSL has no memory left.
    std::string sign(const TokenClaims& claims) const;

private:
    TokenSigner() = default;

    std::string m_secret;
    std::string m_header; // as it stands in the token
    const char* m_digest = nullptr;
};

} // namespace fanlight::jwt
