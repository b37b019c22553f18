// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "broker/cluster_takeovers.h"

#include <algorithm>
#include <charconv>
#include <utility>

namespace fanlight {

namespace {

// The number a text begins with, which is cut off it with what stands behind; -1: there is none.
std::int64_t takeNumber(std::string_view& text)
{
    std::int64_t number = -1;
    const char* const end = std::from_chars(text.data(), text.data() + text.size(), number).ptr;
    text.remove_prefix(
        std::min(text.size(), static_cast<std::size_t>(end - text.data()) + std::size_t(1)));
    return number;
}

} // namespace

ClusterTakeovers::ClusterTakeovers(
    std::string key, std::chrono::milliseconds keptFor, AskHome askHome)
    : m_key(std::move(key))
    , m_keptFor(keptFor)
    , m_askHome(std::move(askHome))
    , m_isRead(!m_askHome)
{
}

void ClusterTakeovers::note(int slot, std::uint64_t nowMs)
{
    const auto at = static_cast<std::size_t>(slot);
    m_last[at] = std::max(m_last[at], nowMs);
    m_latest = std::max(m_latest, nowMs);
    m_isToShare[at] = m_hasToShare = true;
}

void ClusterTakeovers::read(const redis::Reply& reply, std::uint64_t nowMs)
{
    for (std::size_t i = 0; i + 1 < reply.size(); i += 2) {
        std::string_view range = reply[i].text(), when = reply[i + 1].text();
        const std::int64_t first = takeNumber(range), last = takeNumber(range);
        const std::int64_t ms = takeNumber(when);
        if (first < 0 || last < first || last >= redis::KeySlots || ms < 0
            || static_cast<std::uint64_t>(ms) > nowMs + AheadMs)
            continue; // what somebody else put there
        for (auto slot = static_cast<std::size_t>(first); slot <= std::size_t(last); ++slot)
            m_last[slot] = std::max(m_last[slot], static_cast<std::uint64_t>(ms));
        m_latest = std::max(m_latest, static_cast<std::uint64_t>(ms));
    }
}

void ClusterTakeovers::tick(std::uint64_t nowNs, std::uint64_t nowMs)
{
    if (!m_askHome)
        return;
    if (m_beganNs == 0)
        m_beganNs = nowNs;
    const bool isDue = m_answeredNs == 0 || nowNs - m_answeredNs > RereadNs;
    if (isDue && !m_isAsking && nowNs - m_askedNs > RetryNs) {
        m_isAsking = true;
        m_askedNs = nowNs;
        m_askHome({"HGETALL", m_key}, [this, nowNs, nowMs](const redis::Reply& reply) {
            m_isAsking = false;
            if (reply.isError())
                return;
            m_isRead = true;
            m_answeredNs = nowNs;
            read(reply, nowMs);
        });
    }
    m_isRead = m_isRead || nowNs - m_beganNs > PatienceNs;
    if (m_hasToShare && nowNs - m_sharedNs > RetryNs)
        share(nowNs);
}

// Those that follow each other as one.
void ClusterTakeovers::share(std::uint64_t nowNs)
{
    m_sharedNs = nowNs;
    m_hasToShare = false;
    for (std::size_t first = 0, end = 0; first < m_isToShare.size(); first = end + 1) {
        std::uint64_t latest = 0;
        for (end = first; end < m_isToShare.size() && m_isToShare[end]; ++end) {
            latest = std::max(latest, m_last[end]);
            m_isToShare[end] = false;
        }
        if (end == first)
            continue;
        const std::string range = std::to_string(first) + '-' + std::to_string(end - 1);
        m_askHome({"HSET", m_key, range, std::to_string(latest)},
            [this, first, end](const redis::Reply& reply) {
                if (!reply.isError())
                    return;
                std::fill_n(m_isToShare.begin() + std::ptrdiff_t(first), end - first, true);
                m_hasToShare = true; // again
            });
    }
    m_askHome({"PEXPIRE", m_key, std::to_string(m_keptFor.count())}, {});
}

} // namespace fanlight
