// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "auth/last_use.h"
#include "auth/sha256.h"

#include <array>
#include <cstdint>
#include <deque>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

namespace fanlight::auth {

// Tokens that were good, by their SHA-256, until they expire: clients that all come back at once
// cost no signatures. Bounded in number, the oldest go. Any thread; a lock of one of its parts is
// held for as long as it takes to look one up.
class TokenMemory {
public:
    struct Known {
        std::string user;
        std::int64_t validUntilMs = 0; // since 1970; 0: for ever
        std::int64_t issuedAtMs = 0; // likewise; 0: it does not say
        std::shared_ptr<LastUse> key = {}; // of the key that has signed it
        // of the keys it was verified with: of others it would have to be verified again
        std::uint64_t generation = 0;
    };

    std::optional<Known> find(
        const Digest& token, std::int64_t nowMs, std::uint64_t generation = 0);
    void remember(const Digest& token, Known known);
    std::size_t size() const;

    static constexpr std::size_t Parts = 16;
    static constexpr std::size_t MaxTokens = 1 << 16; // some 10 MB

private:
    struct Part {
        mutable std::mutex mutex;
        std::unordered_map<Digest, Known, DigestHash> tokens;
        std::deque<Digest> order; // as they came; some may have expired since
    };
    Part& partOf(const Digest& token) { return m_parts[token.back() % Parts]; }

    std::array<Part, Parts> m_parts;
};

} // namespace fanlight::auth
