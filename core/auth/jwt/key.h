// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "auth/last_use.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

struct evp_pkey_st;

namespace fanlight::jwt {

// How a token is signed (RFC 7518 §3.1, RFC 8037). “none” is not among them.
enum class Algorithm : std::uint8_t {
    HS256,
    HS384,
    HS512,
    RS256,
    RS384,
    RS512,
    PS256,
    PS384,
    PS512,
    ES256,
    ES384,
    ES512,
    EdDSA,
};
const char* algorithmName(Algorithm algorithm);
std::optional<Algorithm> algorithmOf(std::string_view name); // nothing: there is none of that name

// One key that tokens are verified with. What it may be used for follows from its type, never from
// a token: a public key is no HMAC secret. Immutable; any thread.
class Key {
public:
    // The bytes of a secret shared with who signs (RFC 7518 §3.2: as long as the hash of HS256, at
    // least). Nothing when it is shorter, with why in `error`.
    static std::optional<Key> ofSecret(std::string_view secret, std::string& error);
    // A public key, whose owner it becomes: RSA from 2048 to 8192 bits, EC on P-256, P-384 or
    // P-521, Ed25519. Nothing for any other, with why in `error`.
    static std::optional<Key> ofPublic(std::shared_ptr<evp_pkey_st> key, std::string& error);

    const std::string& id() const { return m_id; } // kid; empty: it has none
    void setId(std::string_view id) { m_id = id; }
    const std::string& kind() const { return m_kind; } // “RSA 2048”, “EC P-256”, “HMAC secret”
    // Whether it is one key under one name, wherever it was read.
    bool isSameAs(const Key& other) const;
    bool allows(Algorithm algorithm) const { return (m_algorithms >> int(algorithm) & 1) != 0; }
    std::vector<Algorithm> algorithms() const; // all that it allows
    // For this one only, as a JWK's alg says. False: its type does not go with it.
    bool narrowTo(Algorithm algorithm);
    // Where it comes from, as people are told (“file issuer.pem”, “JWKS”), and when it was read, in
    // milliseconds since 1970; 0: it is not read again.
    struct Origin {
        std::string source;
        std::int64_t readAtMs = 0;
    };
    const Origin& origin() const { return m_origin; }
    void setOrigin(Origin origin) { m_origin = std::move(origin); }
    // When a token was taken that it had signed; of all copies of the key.
    const std::shared_ptr<auth::LastUse>& lastUse() const { return m_lastUse; }
    // As one that was known before: what is told of its use goes on.
    void continueUseOf(const Key& before) { m_lastUse = before.m_lastUse; }
    bool isSecret() const { return !m_public; } // HMAC; else it verifies and signs nothing
    // What a secret signs the text with; empty where it is none, or does not allow that.
    std::string hmac(Algorithm algorithm, std::string_view text) const;
    // Whether this is its signature of the text.
    bool verifies(Algorithm algorithm, std::string_view text, std::string_view signature) const;

    static constexpr std::size_t MinSecretBytes = 32;
    static constexpr int MinRsaBits = 2048;
    static constexpr int MaxRsaBits = 8192; // a signature of more takes long

private:
    Key() = default;
    bool verifiesEcdsa(const char* digest, std::string_view text, std::string_view signature) const;
    bool verifiesPublic(Algorithm algorithm, const char* digest, std::string_view text,
        std::string_view signature) const;

    std::string m_id;
    std::string m_kind;
    Origin m_origin;
    std::shared_ptr<auth::LastUse> m_lastUse = std::make_shared<auth::LastUse>();
    std::uint32_t m_algorithms = 0; // a bit each
    std::size_t m_coordinateBytes = 0; // of an EC key
    std::string m_secret;
    std::shared_ptr<evp_pkey_st> m_public; // null: it is a secret
};

// What a file of keys holds.
struct KeysRead {
    std::vector<Key> keys;
    std::vector<std::string> passedOver; // keys of a set that are not for us, each with why
    std::string error; // empty: there is one key at least
};
// PEM (SubjectPublicKeyInfo, PKCS #1 public keys, certificates, several in a row), a JWK or a JWKS
// (RFC 7517). A private key is refused: the hub has no use for it.
KeysRead readKeys(std::string_view text);

constexpr std::size_t MaxKeys = 32; // of one file, and of a hub
constexpr std::size_t MaxKeyFileBytes = 1 << 20;

} // namespace fanlight::jwt
