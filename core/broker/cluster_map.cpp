// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "broker/cluster_map.h"

#include <algorithm>

namespace fanlight {

namespace {

constexpr std::size_t MostReplicas = 100; // of a primary, that are kept in mind
constexpr std::size_t MostHostBytes = 255;

// Port 0: it makes no sense.
redis::Endpoint endpointOf(const redis::Reply& node, const redis::Endpoint& asked)
{
    const std::string_view host = node[0].text();
    const std::int64_t port = node[1].integer();
    const bool isSense = port > 0 && port <= 0xFFFF && host.size() <= MostHostBytes;
    return {host.empty() || host == "?" ? asked.host
            : isSense                   ? redis::toQString(host)
                                        : QString(),
        static_cast<quint16>(isSense ? port : 0)};
}

} // namespace

ClusterMap ClusterMap::read(const redis::Reply& slots, const redis::Endpoint& asked)
{
    ClusterMap map;
    // each: first slot, last slot, its primary, its replicas
    for (std::size_t i = 0; i < slots.size(); ++i) {
        const redis::Reply range = slots[i];
        if (range.size() < 3)
            continue;
        const redis::Endpoint keeper = endpointOf(range[2], asked);
        const std::int64_t first = range[0].integer(), last = range[1].integer();
        if (keeper.port == 0 || first < 0 || last < first || last >= redis::KeySlots)
            continue;
        const std::uint16_t index = map.indexOf(keeper);
        if (index == Nobody)
            continue;
        for (std::int64_t slot = first; slot <= last; ++slot)
            map.give(static_cast<int>(slot), index);
        for (std::size_t at = 3; at < range.size(); ++at) {
            auto& replicas = map.m_keepers[index].replicas;
            const redis::Endpoint replica = endpointOf(range[at], asked);
            if (replicas.size() < MostReplicas
                && std::find(replicas.begin(), replicas.end(), replica) == replicas.end())
                replicas.push_back(replica);
        }
    }
    return map;
}

const redis::Endpoint* ClusterMap::keeperOf(int slot) const
{
    const std::uint16_t index = m_keeperOf[static_cast<std::size_t>(slot)];
    return index == Nobody ? nullptr : &m_keepers[index].endpoint;
}

int ClusterMap::unkeptSlots() const
{
    return static_cast<int>(std::count(m_keeperOf.begin(), m_keeperOf.end(), Nobody));
}

void ClusterMap::move(int slot, const redis::Endpoint& to)
{
    if (slot < 0 || slot >= redis::KeySlots || to.port == 0)
        return;
    if (const std::uint16_t index = indexOf(to); index != Nobody)
        give(slot, index);
}

std::uint16_t ClusterMap::indexOf(const redis::Endpoint& keeper)
{
    const auto found = std::find_if(m_keepers.begin(), m_keepers.end(),
        [&](const Keeper& one) { return one.endpoint == keeper; });
    if (found != m_keepers.end())
        return static_cast<std::uint16_t>(found - m_keepers.begin());
    if (m_keepers.size() >= MostKeepers)
        return Nobody;
    m_keepers.push_back({keeper, 0, {}});
    return static_cast<std::uint16_t>(m_keepers.size() - 1);
}

void ClusterMap::give(int slot, std::uint16_t keeper)
{
    std::uint16_t& now = m_keeperOf[static_cast<std::size_t>(slot)];
    if (now != Nobody)
        --m_keepers[now].slots;
    now = keeper;
    ++m_keepers[keeper].slots;
}

} // namespace fanlight
