// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "auth/token_memory.h"

#include <utility>

namespace fanlight::auth {

std::optional<TokenMemory::Known> TokenMemory::find(
    const Digest& token, std::int64_t nowMs, std::uint64_t generation)
{
    Part& part = partOf(token);
    const std::lock_guard lock(part.mutex);
    const auto found = part.tokens.find(token);
    if (found == part.tokens.end())
        return std::nullopt;
    const Known& known = found->second;
    if ((known.validUntilMs != 0 && nowMs >= known.validUntilMs)
        || known.generation != generation) {
        part.tokens.erase(found);
        return std::nullopt;
    }
    return known;
}

void TokenMemory::remember(const Digest& token, Known known)
{
    Part& part = partOf(token);
    const std::lock_guard lock(part.mutex);
    if (!part.tokens.insert_or_assign(token, std::move(known)).second)
        return;
    part.order.push_back(token);
    while (part.order.size() > MaxTokens / Parts) {
        part.tokens.erase(part.order.front());
        part.order.pop_front();
    }
}

std::size_t TokenMemory::size() const
{
    std::size_t size = 0;
    for (const Part& part : m_parts) {
        const std::lock_guard lock(part.mutex);
        size += part.tokens.size();
    }
    return size;
}

} // namespace fanlight::auth
