// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "qtredis/key_slot.h"
#include "qtredis/redis_url.h"
#include "qtredis/reply.h"

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace fanlight {

// Which primary of a Redis Cluster keeps which slots, as a node told it (CLUSTER SLOTS, MOVED). A
// plain value.
class ClusterMap {
public:
    struct Keeper {
        redis::Endpoint endpoint;
        int slots = 0;
        std::vector<redis::Endpoint> replicas = {};
        bool operator==(const Keeper&) const = default;
    };

    static constexpr std::size_t MostKeepers = 1000; // as many as Redis says a cluster may have

    ClusterMap() { m_keeperOf.fill(Nobody); }
    // The answer of a node to CLUSTER SLOTS; one that knows no other name for itself is where it
    // was asked.
    static ClusterMap read(const redis::Reply& slots, const redis::Endpoint& asked);

    const std::vector<Keeper>& keepers() const { return m_keepers; }
    const redis::Endpoint* keeperOf(int slot) const; // null: nobody
    int unkeptSlots() const;
    void move(int slot, const redis::Endpoint& to);
    bool operator==(const ClusterMap&) const = default;

private:
    static constexpr std::uint16_t Nobody = 0xFFFF;
    std::uint16_t indexOf(const redis::Endpoint& keeper); // Nobody: there are too many
    void give(int slot, std::uint16_t keeper);

    std::vector<Keeper> m_keepers;
    std::array<std::uint16_t, redis::KeySlots> m_keeperOf; // index, or Nobody
};

} // namespace fanlight
