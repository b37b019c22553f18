// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "auth/bounded_memory.h"
#include "auth/sha256.h"

#include <chrono>
#include <cstdint>

namespace fanlight::auth {

// Slows down who tries tokens that nobody has made: after FreeTries of one address its tokens are
// not looked at for a time, which doubles with each wrong one that follows it. What was good from
// there before goes on being so, and a token that only expired counts for nothing. Of 65,536
// addresses and as many pairs of an address and a token. Any thread; times are of any clock that
// does not go back, in milliseconds.
class WrongTokens {
public:
    static constexpr int FreeTries = 10;
    static constexpr std::chrono::milliseconds FirstPause{1000};
    static constexpr std::chrono::milliseconds LongestPause{300'000};
    // without a wrong one, after which all are forgiven
    static constexpr std::chrono::milliseconds Forgiven{900'000};
    static constexpr std::size_t MaxAddresses = 1 << 16; // some 10 MB

    struct Standing {
        int tries = 0; // wrong ones, since they were forgiven last
        std::chrono::milliseconds left{0}; // until tokens from there are looked at again
        bool isSlowedDown() const { return left.count() > 0; }
    };
    Standing standingOf(const MemoryKey& address, std::int64_t nowMs) const;
    void countWrong(const MemoryKey& address, std::int64_t nowMs);
    // One of those that do not stand in the memory of users' tokens was good.
    void noteGood(const MemoryKey& address, const Digest& token);
    bool wasGood(const MemoryKey& address, const Digest& token) const;
    std::size_t addresses() const { return m_addresses.size(); }

private:
    struct Entry {
        int tries = 0;
        std::int64_t lastMs = 0;
        std::int64_t untilMs = 0;
    };
    static MemoryKey pairOf(const MemoryKey& address, const Digest& token);

    BoundedMemory<Entry> m_addresses{MaxAddresses};
    BoundedMemory<bool> m_good{MaxAddresses};
};

} // namespace fanlight::auth
