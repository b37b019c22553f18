// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "qtredis/key_slot.h"
#include "qtredis/redis_link.h"

#include <array>
#include <chrono>
#include <cstdint>
#include <functional>
#include <initializer_list>
#include <string>
#include <string_view>

namespace fanlight {

// When the primary of a slot was last replaced by one that may lack what was answered shortly
// before: its replica took over, or it came back as another process. Whoever goes on behind an
// event from before then is told that some may be missing, since nothing in Redis shows it. A hub
// sees that for itself, and what others saw before it was there it reads where they keep it: a hash
// with what is of the whole app, "first slot-last slot" → milliseconds since the epoch. Hub thread;
// part of ClusterChannels.
class ClusterTakeovers {
public:
    // Asks whoever keeps what is of the whole app; answered in any case.
    using AskHome = std::function<void(
        std::initializer_list<std::string_view> command, redis::RedisLink::Callback done)>;
    // `keptFor`: no event is kept longer.
    ClusterTakeovers(std::string key, std::chrono::milliseconds keptFor, AskHome askHome);

    void note(int slot, std::uint64_t nowMs); // by the clocks of the nodes
    std::uint64_t lastOf(int slot) const
    {
        return m_last[static_cast<std::size_t>(slot)];
    } // 0: none
    std::uint64_t latest() const { return m_latest; } // of all slots
    // What others saw is known, or could not be had for a while.
    bool isRead() const { return m_isRead; }
    void tick(std::uint64_t nowNs, std::uint64_t nowMs);

    static constexpr std::uint64_t PatienceNs = 2'000'000'000;
    static constexpr std::uint64_t RetryNs = 200'000'000;
    static constexpr std::uint64_t RereadNs = 5'000'000'000;
    static constexpr std::uint64_t AheadMs = 60'000; // what is later was seen by nobody

private:
    void read(const redis::Reply& reply, std::uint64_t nowMs);
    void share(std::uint64_t nowNs);

    const std::string m_key;
    const std::chrono::milliseconds m_keptFor;
    const AskHome m_askHome; // may be empty: nobody is asked or told
    std::array<std::uint64_t, redis::KeySlots> m_last{};
    std::uint64_t m_latest = 0;
    std::array<bool, redis::KeySlots> m_isToShare{};
    bool m_hasToShare = false;
    bool m_isAsking = false;
    bool m_isRead = false;
    std::uint64_t m_answeredNs = 0; // monotonic; 0: never
    std::uint64_t m_beganNs = 0; // monotonic
    std::uint64_t m_askedNs = 0;
    std::uint64_t m_sharedNs = 0;
};

} // namespace fanlight
