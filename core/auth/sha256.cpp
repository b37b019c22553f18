// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "auth/sha256.h"

#include <openssl/crypto.h>
#include <openssl/sha.h>

namespace fanlight::auth {

Digest sha256(std::string_view text)
{
    Digest digest;
    SHA256(reinterpret_cast<const unsigned char*>(text.data()), text.size(), digest.data());
    return digest;
}

bool areEqual(const Digest& a, const Digest& b)
{
    return CRYPTO_memcmp(a.data(), b.data(), a.size()) == 0;
}

} // namespace fanlight::auth
