// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "auth/jwt/key.h"

#include "auth/jwt/openssl_ptr.h"

#include <openssl/core_names.h>
#include <openssl/hmac.h>
#include <openssl/rsa.h>

#include <array>
#include <cstring>

namespace fanlight::jwt {

namespace {

constexpr std::array AlgorithmNames{"HS256", "HS384", "HS512", "RS256", "RS384", "RS512", "PS256",
    "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA"};

constexpr std::uint32_t bitOf(Algorithm algorithm)
{
    return 1U << int(algorithm);
}
constexpr std::uint32_t HmacAlgorithms
    = bitOf(Algorithm::HS256) | bitOf(Algorithm::HS384) | bitOf(Algorithm::HS512);
constexpr std::uint32_t RsaAlgorithms = bitOf(Algorithm::RS256) | bitOf(Algorithm::RS384)
    | bitOf(Algorithm::RS512) | bitOf(Algorithm::PS256) | bitOf(Algorithm::PS384)
    | bitOf(Algorithm::PS512);

struct Curve {
    const char* group; // as OpenSSL calls it
    const char* name;
    Algorithm algorithm;
    std::size_t coordinateBytes;
    int bits;
};
constexpr std::array Curves{Curve{"prime256v1", "P-256", Algorithm::ES256, 32, 256},
    Curve{"secp384r1", "P-384", Algorithm::ES384, 48, 384},
    Curve{"secp521r1", "P-521", Algorithm::ES512, 66, 521}};

const char* digestOf(Algorithm algorithm)
{
    switch (algorithm) {
    case Algorithm::HS256:
    case Algorithm::RS256:
    case Algorithm::PS256:
    case Algorithm::ES256:
        return "SHA256";
    case Algorithm::HS384:
    case Algorithm::RS384:
    case Algorithm::PS384:
    case Algorithm::ES384:
        return "SHA384";
    case Algorithm::HS512:
    case Algorithm::RS512:
    case Algorithm::PS512:
    case Algorithm::ES512:
        return "SHA512";
    case Algorithm::EdDSA:
        break;
    }
    return nullptr; // it hashes by itself
}

bool isPss(Algorithm algorithm)
{
    return algorithm == Algorithm::PS256 || algorithm == Algorithm::PS384
        || algorithm == Algorithm::PS512;
}

const Curve* curveOf(const EVP_PKEY* key)
{
    std::array<char, 64> group{};
    if (EVP_PKEY_get_group_name(key, group.data(), group.size(), nullptr) != 1)
        return nullptr;
    for (const Curve& curve : Curves) {
        if (std::strcmp(curve.group, group.data()) == 0)
            return &curve;
    }
    return nullptr;
}

// Odd, more than 1, and no longer than signatures need: verifying takes the longer the longer it
// is.
bool hasSoundExponent(const EVP_PKEY* key)
{
    BIGNUM* found = nullptr;
    if (EVP_PKEY_get_bn_param(key, OSSL_PKEY_PARAM_RSA_E, &found) != 1)
        return false;
    const BigPtr exponent(found);
    return BN_is_odd(found) && !BN_is_one(found) && BN_num_bits(found) <= 64;
}

bool isSound(EVP_PKEY* key)
{
    const KeyContextPtr context(EVP_PKEY_CTX_new(key, nullptr));
    return context && EVP_PKEY_public_check(context.get()) == 1;
}

} // namespace

const char* algorithmName(Algorithm algorithm)
{
    return AlgorithmNames[static_cast<std::size_t>(algorithm)];
}

std::optional<Algorithm> algorithmOf(std::string_view name)
{
    for (std::size_t i = 0; i < AlgorithmNames.size(); ++i) {
        if (name == AlgorithmNames[i])
            return static_cast<Algorithm>(i);
    }
    return std::nullopt;
}

std::optional<Key> Key::ofSecret(std::string_view secret, std::string& error)
{
    if (secret.size() < MinSecretBytes) {
        error = "a secret has at least " + std::to_string(MinSecretBytes)
            + " bytes, such as “openssl rand -base64 32” makes; this one has "
            + std::to_string(secret.size());
        return std::nullopt;
    }
    if (secret.find("-----BEGIN") != std::string_view::npos) {
        error = "this is a key in PEM and no secret; give it as --jwt-key";
        return std::nullopt;
    }
    Key key;
    key.m_kind = "HMAC secret";
    key.m_algorithms = HmacAlgorithms;
    key.m_secret = secret;
    return key;
}

std::optional<Key> Key::ofPublic(std::shared_ptr<evp_pkey_st> pkey, std::string& error)
{
    const ErrorsForgotten forgotten;
    Key key;
    switch (EVP_PKEY_get_base_id(pkey.get())) {
    case EVP_PKEY_RSA: {
        const int bits = EVP_PKEY_get_bits(pkey.get());
        key.m_kind = "RSA " + std::to_string(bits);
        key.m_algorithms = RsaAlgorithms;
        if (bits < MinRsaBits || bits > MaxRsaBits)
            error = "an RSA key has " + std::to_string(MinRsaBits) + " to "
                + std::to_string(MaxRsaBits) + " bits; this one has " + std::to_string(bits);
        else if (!hasSoundExponent(pkey.get()))
            error = "its RSA exponent is not sound";
        break;
    }
    case EVP_PKEY_EC: {
        const Curve* const curve = curveOf(pkey.get());
        if (curve) {
            key.m_kind = std::string("EC ") + curve->name;
            key.m_algorithms = bitOf(curve->algorithm);
            key.m_coordinateBytes = curve->coordinateBytes;
        } else {
            error = "its curve is none of P-256, P-384 and P-521";
        }
        break;
    }
    case EVP_PKEY_ED25519:
        key.m_kind = "Ed25519";
        key.m_algorithms = bitOf(Algorithm::EdDSA);
        break;
    default:
        error = "it is none of RSA, EC and Ed25519";
    }
    if (error.empty() && !isSound(pkey.get()))
        error = "it is not a valid " + key.m_kind + " key";
    if (!error.empty())
        return std::nullopt;
    key.m_public = std::move(pkey);
    return key;
}

bool Key::isSameAs(const Key& other) const
{
    if (m_id != other.m_id || m_algorithms != other.m_algorithms || isSecret() != other.isSecret())
        return false;
    if (isSecret())
        return m_secret.size() == other.m_secret.size()
            && CRYPTO_memcmp(m_secret.data(), other.m_secret.data(), m_secret.size()) == 0;
    return EVP_PKEY_eq(m_public.get(), other.m_public.get()) == 1;
}

std::vector<Algorithm> Key::algorithms() const
{
    std::vector<Algorithm> all;
    for (std::size_t i = 0; i < AlgorithmNames.size(); ++i) {
        if (allows(static_cast<Algorithm>(i)))
            all.push_back(static_cast<Algorithm>(i));
    }
    return all;
}

bool Key::narrowTo(Algorithm algorithm)
{
    m_algorithms &= bitOf(algorithm);
    return m_algorithms != 0;
}

bool Key::verifies(Algorithm algorithm, std::string_view text, std::string_view signature) const
{
    if (!allows(algorithm))
        return false;
    const ErrorsForgotten forgotten;
    const char* const digest = digestOf(algorithm);
    if (m_public)
        return m_coordinateBytes > 0 ? verifiesEcdsa(digest, text, signature)
                                     : verifiesPublic(algorithm, digest, text, signature);
    const std::string mac = hmac(algorithm, text);
    return !mac.empty() && signature.size() == mac.size()
        && CRYPTO_memcmp(mac.data(), signature.data(), mac.size()) == 0;
}

std::string Key::hmac(Algorithm algorithm, std::string_view text) const
{
    if (!isSecret() || !allows(algorithm))
        return {};
    std::array<unsigned char, EVP_MAX_MD_SIZE> mac{};
    unsigned size = 0;
    if (!HMAC(EVP_get_digestbyname(digestOf(algorithm)), m_secret.data(),
            static_cast<int>(m_secret.size()), octets(text), text.size(), mac.data(), &size))
        return {};
    return {reinterpret_cast<const char*>(mac.data()), size};
}

// RFC 7518 §3.4: r and s, each as long as a coordinate, one behind the other. OpenSSL takes them in
// DER, of which one signature would have several spellings.
bool Key::verifiesEcdsa(const char* digest, std::string_view text, std::string_view signature) const
{
    if (signature.size() != 2 * m_coordinateBytes)
        return false;
    const int half = static_cast<int>(m_coordinateBytes);
    BigPtr r(BN_bin2bn(octets(signature), half, nullptr));
    BigPtr s(BN_bin2bn(octets(signature) + half, half, nullptr));
    const Curve* const curve = curveOf(m_public.get());
    const GroupPtr group(curve ? EC_GROUP_new_by_curve_name(OBJ_sn2nid(curve->group)) : nullptr);
    if (!r || !s || !group || BN_is_zero(r.get()) || BN_is_zero(s.get())
        || BN_cmp(r.get(), EC_GROUP_get0_order(group.get())) >= 0
        || BN_cmp(s.get(), EC_GROUP_get0_order(group.get())) >= 0)
        return false;
    const SignaturePtr both(ECDSA_SIG_new());
    if (!both || ECDSA_SIG_set0(both.get(), r.get(), s.get()) != 1)
        return false;
    static_cast<void>(r.release()); // they are its now
    static_cast<void>(s.release());
    unsigned char* bytes = nullptr;
    const int size = i2d_ECDSA_SIG(both.get(), &bytes);
    if (size <= 0)
        return false;
    const std::string der(reinterpret_cast<const char*>(bytes), static_cast<std::size_t>(size));
    OPENSSL_free(bytes);
    return verifiesPublic(Algorithm::ES256, digest, text, der);
}

bool Key::verifiesPublic(Algorithm algorithm, const char* digest, std::string_view text,
    std::string_view signature) const
{
    const EVP_MD* const hash = digest ? EVP_get_digestbyname(digest) : nullptr;
    const DigestContextPtr context(EVP_MD_CTX_new());
    EVP_PKEY_CTX* padding = nullptr; // the context's
    if (!context
        || EVP_DigestVerifyInit(context.get(), &padding, hash, nullptr, m_public.get()) != 1)
        return false;
    // RFC 7518 §3.5: the salt is as long as the hash, and the mask is made with it, too
    if (isPss(algorithm)
        && (EVP_PKEY_CTX_set_rsa_padding(padding, RSA_PKCS1_PSS_PADDING) != 1
            || EVP_PKEY_CTX_set_rsa_pss_saltlen(padding, RSA_PSS_SALTLEN_DIGEST) != 1
            || EVP_PKEY_CTX_set_rsa_mgf1_md(padding, hash) != 1))
        return false;
    return EVP_DigestVerify(
               context.get(), octets(signature), signature.size(), octets(text), text.size())
        == 1;
}

} // namespace fanlight::jwt
