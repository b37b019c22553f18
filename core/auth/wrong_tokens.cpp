// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "auth/wrong_tokens.h"

#include <algorithm>

namespace fanlight::auth {

WrongTokens::Standing WrongTokens::standingOf(const MemoryKey& address, std::int64_t nowMs) const
{
    const Entry entry = m_addresses.valueOf(address);
    return {
        entry.tries, std::chrono::milliseconds(std::max<std::int64_t>(0, entry.untilMs - nowMs))};
}

void WrongTokens::countWrong(const MemoryKey& address, std::int64_t nowMs)
{
    m_addresses.with(address, [nowMs](Entry& entry) {
        if (entry.tries > 0 && nowMs - std::max(entry.lastMs, entry.untilMs) >= Forgiven.count())
            entry = {};
        ++entry.tries;
        entry.lastMs = nowMs;
        if (entry.tries < FreeTries)
            return;
        const int doublings = std::min(entry.tries - FreeTries, 20);
        entry.untilMs = nowMs + std::min(FirstPause.count() << doublings, LongestPause.count());
    });
}

void WrongTokens::noteGood(const MemoryKey& address, const Digest& token)
{
    m_good.with(pairOf(address, token), [](bool& isGood) { isGood = true; });
}

bool WrongTokens::wasGood(const MemoryKey& address, const Digest& token) const
{
    return m_good.valueOf(pairOf(address, token));
}

// The token's part cannot be chosen so that it meets another's.
MemoryKey WrongTokens::pairOf(const MemoryKey& address, const Digest& token)
{
    MemoryKey key = address;
    for (std::size_t i = 0; i < key.size(); ++i)
        key[i] = static_cast<std::uint8_t>(key[i] ^ static_cast<std::uint8_t>(token[i]));
    return key;
}

} // namespace fanlight::auth
