// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "net/slab.h"

#include <array>

namespace fanlight {

// One timer a connection, kept in the connections themselves: arming and disarming are a few
// stores, and a turn of the wheel looks at the slots that have passed only. Deadlines further away
// than one revolution stay in their slot for another round. One thread.
class TimerWheel {
public:
    static constexpr std::uint64_t TickMs = 50;
    static constexpr std::uint32_t Slots = 512; // a revolution is 25.6 s

    explicit TimerWheel(ConnectionSlab& connections)
        : m_connections(connections)
    {
        m_heads.fill(NoIndex);
    }

    static std::uint32_t ticks(std::uint64_t ms)
    {
        return static_cast<std::uint32_t>((ms + TickMs - 1) / TickMs);
    }
    std::uint32_t now() const { return m_now; }

    // Fires at `tick`, at the next tick when that has passed.
    void arm(std::uint32_t slot, std::uint32_t tick)
    {
        disarm(slot);
        Connection& connection = m_connections[slot];
        connection.timer.tick = tick > m_now ? tick : m_now + 1;
        std::uint32_t& head = m_heads[connection.timer.tick % Slots];
        connection.timer.next = head;
        connection.timer.previous = NoIndex;
        if (head != NoIndex)
            m_connections[head].timer.previous = slot;
        head = slot;
        ++m_armed;
    }
    void disarm(std::uint32_t slot)
    {
        Connection& connection = m_connections[slot];
        if (connection.timer.tick == 0)
            return;
        if (connection.timer.previous != NoIndex)
            m_connections[connection.timer.previous].timer.next = connection.timer.next;
        else
            m_heads[connection.timer.tick % Slots] = connection.timer.next;
        if (connection.timer.next != NoIndex)
            m_connections[connection.timer.next].timer.previous = connection.timer.previous;
        connection.timer.next = connection.timer.previous = NoIndex;
        connection.timer.tick = 0;
        --m_armed;
    }

    // Moves on to `tick`; calls `fire(slot)` for each that is due, disarmed. `fire` may arm and
    // disarm any.
    template <class Fire> void advance(std::uint32_t tick, Fire fire)
    {
        while (m_now < tick) {
            if (m_armed == 0) {
                m_now = tick;
                return;
            }
            ++m_now;
            m_due.clear();
            for (std::uint32_t slot = m_heads[m_now % Slots]; slot != NoIndex;
                 slot = m_connections[slot].timer.next) {
                if (m_connections[slot].timer.tick <= m_now)
                    m_due.push_back({slot, m_connections[slot].generation});
            }
            for (const ConnectionRef due : m_due) {
                Connection* connection = m_connections.find(due);
                if (!connection || connection->timer.tick == 0 || connection->timer.tick > m_now)
                    continue;
                disarm(due.slot);
                fire(due.slot);
            }
        }
    }

    // Ticks until the next slot that holds anything; 0 when nothing is armed.
    std::uint32_t ticksToNext() const
    {
        if (m_armed == 0)
            return 0;
        for (std::uint32_t i = 1; i < Slots; ++i) {
            if (m_heads[(m_now + i) % Slots] != NoIndex)
                return i;
        }
        return Slots;
    }

private:
    ConnectionSlab& m_connections;
    std::array<std::uint32_t, Slots> m_heads;
    std::vector<ConnectionRef> m_due;
    std::uint32_t m_now = 1; // 0 means "not armed" in a connection
    std::size_t m_armed = 0;
};

} // namespace fanlight
