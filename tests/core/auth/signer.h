// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "auth/jwt/base64url.h"
#include "auth/jwt/openssl_ptr.h"
#include "auth/jwt/verifier.h"

#include <openssl/hmac.h>
#include <openssl/pem.h>
#include <openssl/rsa.h>

#include <QString>

#include <memory>
#include <string>

namespace fanlight::testing {

// Whoever signs: makes keys, and tokens good and bad. What it makes is checked against other
// implementations in tst_foreign_tokens.
class Signer {
public:
    static Signer rsa(int bits = 2048) { return Signer(EVP_RSA_gen(unsigned(bits))); }
    static Signer ec(const char* curve)
    {
        return Signer(EVP_PKEY_Q_keygen(nullptr, nullptr, "EC", curve));
    }
    static Signer ed25519() { return Signer(EVP_PKEY_Q_keygen(nullptr, nullptr, "ED25519")); }

    std::shared_ptr<EVP_PKEY> key() const { return m_key; }
    std::string publicPem() const
    {
        const jwt::BioPtr bio(BIO_new(BIO_s_mem()));
        PEM_write_bio_PUBKEY(bio.get(), m_key.get());
        return read(bio.get());
    }
    std::string privatePem() const
    {
        const jwt::BioPtr bio(BIO_new(BIO_s_mem()));
        PEM_write_bio_PrivateKey(bio.get(), m_key.get(), nullptr, nullptr, 0, nullptr, nullptr);
        return read(bio.get());
    }
    std::string publicDer() const
    {
        unsigned char* bytes = nullptr;
        const int size = i2d_PUBKEY(m_key.get(), &bytes);
        std::string der(reinterpret_cast<char*>(bytes), std::size_t(size));
        OPENSSL_free(bytes);
        return der;
    }
    // As OpenSSL has it: ECDSA in DER.
    std::string signature(const std::string& text, const char* digest, bool pss = false) const
    {
        const jwt::DigestContextPtr context(EVP_MD_CTX_new());
        EVP_PKEY_CTX* padding = nullptr;
        const EVP_MD* const hash = digest ? EVP_get_digestbyname(digest) : nullptr;
        EVP_DigestSignInit(context.get(), &padding, hash, nullptr, m_key.get());
        if (pss) {
            EVP_PKEY_CTX_set_rsa_padding(padding, RSA_PKCS1_PSS_PADDING);
            EVP_PKEY_CTX_set_rsa_pss_saltlen(padding, RSA_PSS_SALTLEN_DIGEST);
        }
        std::size_t size = 0;
        EVP_DigestSign(context.get(), nullptr, &size, jwt::octets(text), text.size());
        std::string out(size, '\0');
        EVP_DigestSign(context.get(), reinterpret_cast<unsigned char*>(out.data()), &size,
            jwt::octets(text), text.size());
        out.resize(size);
        return out;
    }
    // r and s, each of so many bytes.
    std::string rawEcdsa(const std::string& text, const char* digest, int half) const
    {
        const std::string der = signature(text, digest);
        const unsigned char* at = jwt::octets(der);
        const jwt::SignaturePtr both(d2i_ECDSA_SIG(nullptr, &at, long(der.size())));
        std::string out(std::size_t(2 * half), '\0');
        auto* const bytes = reinterpret_cast<unsigned char*>(out.data());
        BN_bn2binpad(ECDSA_SIG_get0_r(both.get()), bytes, half);
        BN_bn2binpad(ECDSA_SIG_get0_s(both.get()), bytes + half, half);
        return out;
    }
    // The token of a header and claims, with the signature that `alg` asks for.
    std::string token(
        const std::string& header, const std::string& claims, const std::string& alg) const
    {
        const std::string text = jwt::encodeBase64Url(header) + '.' + jwt::encodeBase64Url(claims);
        const std::string digest = "SHA" + alg.substr(2);
        std::string bytes;
        if (alg == "EdDSA")
            bytes = signature(text, nullptr);
        else if (alg.starts_with("ES"))
            bytes = rawEcdsa(text, digest.c_str(), alg == "ES256" ? 32 : alg == "ES384" ? 48 : 66);
        else
            bytes = signature(text, digest.c_str(), alg.starts_with("PS"));
        return text + '.' + jwt::encodeBase64Url(bytes);
    }
    std::string token(const std::string& claims, const std::string& alg) const
    {
        return token("{\"alg\":\"" + alg + "\",\"typ\":\"JWT\"}", claims, alg);
    }
    static std::string hmacToken(const std::string& header, const std::string& claims,
        const std::string& secret, const char* digest = "SHA256")
    {
        const std::string text = jwt::encodeBase64Url(header) + '.' + jwt::encodeBase64Url(claims);
        unsigned char mac[EVP_MAX_MD_SIZE];
        unsigned size = 0;
        HMAC(EVP_get_digestbyname(digest), secret.data(), int(secret.size()), jwt::octets(text),
            text.size(), mac, &size);
        return text + '.' + jwt::encodeBase64Url({reinterpret_cast<char*>(mac), size});
    }

private:
    explicit Signer(EVP_PKEY* key)
        : m_key(key, EVP_PKEY_free)
    {
    }
    static std::string read(BIO* bio)
    {
        char* data = nullptr;
        const long size = BIO_get_mem_data(bio, &data);
        return {data, std::size_t(size)};
    }
    std::shared_ptr<EVP_PKEY> m_key;
};

} // namespace fanlight::testing
