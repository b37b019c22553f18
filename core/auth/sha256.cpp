// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "auth/sha256.h"

#include <QtGlobal>

#include <openssl/crypto.h>
#include <openssl/evp.h>

#include <cstdlib>

namespace fanlight::auth {

namespace {

// One of each thread, used again and again: to make one takes as long as the hash of a token.
struct HashContext {
    EVP_MD_CTX* const context = EVP_MD_CTX_new();
    HashContext() = default;
    ~HashContext() { EVP_MD_CTX_free(context); }
    Q_DISABLE_COPY_MOVE(HashContext)
};

} // namespace

Digest sha256(std::string_view text)
{
    // looked up once: SHA256() does so each time, which takes as long as the hash of a token, too
    static const EVP_MD* const Sha256 = EVP_MD_fetch(nullptr, "SHA256", nullptr);
    thread_local const HashContext Own;
    Digest digest{};
    if (EVP_DigestInit_ex2(Own.context, Sha256, nullptr) != 1
        || EVP_DigestUpdate(Own.context, text.data(), text.size()) != 1
        || EVP_DigestFinal_ex(Own.context, digest.data(), nullptr) != 1)
        std::abort(); // tokens that have no hash would all be one
    return digest;
}

bool areEqual(const Digest& a, const Digest& b)
{
    return CRYPTO_memcmp(a.data(), b.data(), a.size()) == 0;
}

} // namespace fanlight::auth
