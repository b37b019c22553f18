// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "auth/jwt/key.h"

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace fanlight::jwt {

// What a token must say, besides being signed.
struct TokenChecks {
    std::string issuer; // iss; empty: whoever
    std::string audience; // among aud; empty: a token that names one is for somebody else
    std::string userClaim = "sub";
    std::chrono::seconds leeway{30}; // for clocks that differ
    bool allowsNoExpiry = false;
};

// What came of a token.
struct Verdict {
    std::string refusal; // “token expired 12 s ago”; empty: it is good
    std::string user; // as the token has it
    // milliseconds since 1970, with the leeway; 0: for ever
    std::int64_t validUntilMs = 0;
    std::int64_t issuedAtMs = 0; // 0: it does not say
    // of the key that has signed it; null: it is not good
    std::shared_ptr<auth::LastUse> key = {};
    // It is refused since no key of the id (kid) that it names is here, or none of its kind: one
    // may yet come.
    std::optional<std::string> missingKey = {};
    bool isForged = false; // none of the keys has made it, as far as can be told

    bool isGood() const { return refusal.empty(); }
};

// Verifies tokens: JWS in the compact form (RFC 7515) with the claims of RFC 7519 and the advice of
// RFC 8725. A header chooses among what the keys allow; it brings no key and no algorithm of its
// own. Immutable; any thread.
class Verifier {
public:
    Verifier(std::vector<Key> keys, TokenChecks checks)
        : m_keys(std::move(keys))
        , m_checks(std::move(checks))
    {
    }

    bool hasKeys() const { return !m_keys.empty(); }
    const std::vector<Key>& keys() const { return m_keys; }
    const TokenChecks& checks() const { return m_checks; }
    // `nowMs`: since 1970.
    Verdict verify(std::string_view token, std::int64_t nowMs) const;

    // Each thing that is looked at, one by one, also behind one that is wrong: for who asks why a
    // token is refused. What they say is not to be trusted where the signature is wrong.
    struct Finding {
        const char* what; // "signature", "exp", "nbf", "iss", "aud", "user"
        std::string refusal; // empty: it is as it should be
    };
    std::vector<Finding> examine(std::string_view token, std::int64_t nowMs) const;

    struct Opened {
        std::string refusal; // empty: one of the keys has signed it
        std::string payload;
        const Key* key = nullptr; // the one
        std::optional<std::string> missingKey = {}; // as of a Verdict
    };
    // The signature alone.
    Opened open(std::string_view token) const;

    static constexpr std::size_t MaxTokenBytes = 8 << 10;
    // keys that are tried for one token; where more fit, it must name its own by kid
    static constexpr std::size_t MaxTried = 8;

private:
    std::string checkExpiry(const struct Times& times, std::int64_t nowMs) const;
    std::string checkBegin(const struct Times& times, std::int64_t nowMs) const;

    const std::vector<Key> m_keys;
    const TokenChecks m_checks;
};

// “12 s”, “3 min”, “5 h”, “2 days”
std::string roughly(std::int64_t ms);

} // namespace fanlight::jwt
