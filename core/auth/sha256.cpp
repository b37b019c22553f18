// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "auth/sha256.h"

#include <openssl/crypto.h>
#include <openssl/evp.h>

namespace fanlight::auth {

Digest sha256(std::string_view text)
{
    // looked up once: SHA256() does so each time, which takes as long as the hash of a token
    static const EVP_MD* const Sha256 = EVP_MD_fetch(nullptr, "SHA256", nullptr);
    Digest digest{};
    EVP_Digest(text.data(), text.size(), digest.data(), nullptr, Sha256, nullptr);
    return digest;
}

bool areEqual(const Digest& a, const Digest& b)
{
    return CRYPTO_memcmp(a.data(), b.data(), a.size()) == 0;
}

} // namespace fanlight::auth
