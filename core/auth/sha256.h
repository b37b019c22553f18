// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstddef>
#include <cstring>
#include <string_view>

namespace fanlight::auth {

// What is kept of a token instead of the token.
using Digest = std::array<unsigned char, 32>;
Digest sha256(std::string_view text);
// Takes the same time wherever they differ.
bool areEqual(const Digest& a, const Digest& b);

// Of digests, of which any part is as good as any other.
struct DigestHash {
    std::size_t operator()(const Digest& digest) const
    {
        std::size_t hash = 0;
        std::memcpy(&hash, digest.data(), sizeof hash);
        return hash;
    }
};

} // namespace fanlight::auth
