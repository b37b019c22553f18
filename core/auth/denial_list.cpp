// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "auth/denial_list.h"

#include <algorithm>

namespace fanlight::auth {

DenialList::Adding DenialList::add(
    const std::string& user, const Denial& denial, std::int64_t nowMs)
{
    const std::lock_guard lock(m_mutex);
    if (m_denials.size() >= MaxUsers)
        std::erase_if(m_denials, [nowMs](const auto& one) { return one.second.untilMs <= nowMs; });
    const auto found = m_denials.find(user);
    Adding outcome = Adding::New;
    if (found == m_denials.end()) {
        if (m_denials.size() >= MaxUsers)
            return Adding::Full;
        m_denials.emplace(user, denial);
    } else {
        Denial& known = found->second;
        if (known.sinceMs >= denial.sinceMs && known.untilMs >= denial.untilMs)
            outcome = Adding::Known;
        known.sinceMs = std::max(known.sinceMs, denial.sinceMs);
        known.untilMs = std::max(known.untilMs, denial.untilMs);
        if (outcome == Adding::New)
            known.firstStream = denial.firstStream;
    }
    m_size.store(m_denials.size(), std::memory_order_release);
    return outcome;
}

void DenialList::setFirstStream(const std::string& user, std::uint64_t stream)
{
    const std::lock_guard lock(m_mutex);
    if (const auto found = m_denials.find(user); found != m_denials.end())
        found->second.firstStream = stream;
}

std::vector<std::pair<std::string, DenialList::Denial>> DenialList::all(std::int64_t nowMs) const
{
    std::vector<std::pair<std::string, Denial>> all;
    const std::lock_guard lock(m_mutex);
    for (const auto& one : m_denials) {
        if (one.second.untilMs > nowMs)
            all.push_back(one);
    }
    return all;
}

std::optional<DenialList::Denial> DenialList::find(
    const std::string& user, std::int64_t nowMs) const
{
    if (isEmpty())
        return std::nullopt;
    const std::lock_guard lock(m_mutex);
    const auto found = m_denials.find(user);
    if (found == m_denials.end() || found->second.untilMs <= nowMs)
        return std::nullopt;
    return found->second;
}

} // namespace fanlight::auth
