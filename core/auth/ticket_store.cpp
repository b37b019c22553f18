// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "auth/ticket_store.h"

#include "auth/jwt/base64url.h"

#include <openssl/rand.h>

#include <algorithm>
#include <array>
#include <cstdlib>

namespace fanlight::auth {

std::string newTicket()
{
    std::array<unsigned char, 32> bytes{};
    if (RAND_bytes(bytes.data(), static_cast<int>(bytes.size())) != 1)
        std::abort(); // a ticket that can be guessed would let anybody in
    return jwt::encodeBase64Url(
        std::string_view(reinterpret_cast<const char*>(bytes.data()), bytes.size()));
}

bool TicketStore::add(
    const Digest& ticket, TicketGrant grant, std::int64_t usableUntilMs, std::int64_t nowMs)
{
    const std::lock_guard lock(m_mutex);
    purge(nowMs);
    if (m_entries.size() >= MaxTickets)
        return false;
    m_entries.insert_or_assign(ticket, Entry{std::move(grant), usableUntilMs});
    m_byExpiry.emplace(usableUntilMs, ticket);
    return true;
}

TicketStore::Taking TicketStore::look(const Digest& ticket, std::int64_t nowMs)
{
    const std::lock_guard lock(m_mutex);
    return lookLocked(ticket, nowMs);
}

TicketStore::Taking TicketStore::lookLocked(const Digest& ticket, std::int64_t nowMs)
{
    purge(nowMs);
    const auto found = m_entries.find(ticket);
    if (found == m_entries.end())
        return {};
    const Entry& entry = found->second;
    if (entry.grant.untilMs != 0 && nowMs >= entry.grant.untilMs)
        return {};
    return {entry.expiresMs == 0 ? TicketOutcome::InUse : TicketOutcome::Taken, entry.grant};
}

TicketStore::Taking TicketStore::take(
    const Digest& ticket, std::uint64_t stream, std::int64_t nowMs)
{
    const std::lock_guard lock(m_mutex);
    Taking taking = lookLocked(ticket, nowMs);
    if (taking.outcome != TicketOutcome::Taken)
        return taking;
    Entry& entry = m_entries.find(ticket)->second;
    m_byExpiry.erase({entry.expiresMs, ticket});
    entry.expiresMs = 0;
    m_held.insert_or_assign(stream, Held{ticket, false});
    m_heldCount.store(m_held.size(), std::memory_order_relaxed);
    return taking;
}

void TicketStore::hold(const Digest& ticket, std::uint64_t stream)
{
    const std::lock_guard lock(m_mutex);
    m_held.insert_or_assign(stream, Held{ticket, true});
    m_heldCount.store(m_held.size(), std::memory_order_relaxed);
}

std::optional<Digest> TicketStore::ended(std::uint64_t stream, std::int64_t nowMs)
{
    // Whoever ends a stream was told of its beginning: what it holds was counted before.
    if (m_heldCount.load(std::memory_order_relaxed) == 0)
        return std::nullopt;
    const std::lock_guard lock(m_mutex);
    const auto found = m_held.find(stream);
    if (found == m_held.end())
        return std::nullopt;
    const Held held = found->second;
    m_held.erase(found);
    m_heldCount.store(m_held.size(), std::memory_order_relaxed);
    if (held.isElsewhere)
        return held.ticket;
    const auto entry = m_entries.find(held.ticket);
    if (entry != m_entries.end()) {
        std::int64_t expiresMs = nowMs + ComeBackMs;
        if (entry->second.grant.untilMs != 0)
            expiresMs = std::min(expiresMs, entry->second.grant.untilMs);
        entry->second.expiresMs = expiresMs;
        m_byExpiry.emplace(expiresMs, held.ticket);
    }
    return std::nullopt;
}

std::size_t TicketStore::size(std::int64_t nowMs)
{
    const std::lock_guard lock(m_mutex);
    purge(nowMs);
    return m_entries.size();
}

void TicketStore::purge(std::int64_t nowMs)
{
    while (!m_byExpiry.empty() && m_byExpiry.begin()->first <= nowMs) {
        m_entries.erase(m_byExpiry.begin()->second);
        m_byExpiry.erase(m_byExpiry.begin());
    }
}

} // namespace fanlight::auth
