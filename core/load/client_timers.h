// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <queue>
#include <vector>

namespace fanlight {

// The time of a turn of the clients' thread, and what is to happen at which. One thread; times are
// monotonicNs(). What is armed is not taken back: who goes on to something else changes the serial.
class ClientTimers {
public:
    enum class Kind : std::uint8_t {
        Answer, // it has not begun
        End, // of an answer: it has not come
        Hold, // of a stream: it was held long enough
        Drop, // of a connection
        Read, // a slow reader's next bytes
        GoOn, // what it waited for
    };
    struct Due {
        std::uint64_t ns;
        std::uint32_t client;
        std::uint32_t serial;
        Kind kind;
        bool operator>(const Due& other) const { return ns > other.ns; }
    };

    void setNow(std::uint64_t ns) { m_now = ns; }
    std::uint64_t now() const { return m_now; }
    void arm(std::uint32_t client, std::uint32_t serial, std::uint64_t afterNs, Kind kind)
    {
        m_due.push({m_now + afterNs, client, serial, kind});
    }
    // The first that is due by now, once.
    std::optional<Due> take()
    {
        if (m_due.empty() || m_due.top().ns > m_now)
            return std::nullopt;
        const Due due = m_due.top();
        m_due.pop();
        return due;
    }
    // From `ns` on until the next is due; at most `most`.
    std::uint64_t untilNextNs(std::uint64_t ns, std::uint64_t most) const
    {
        if (m_due.empty() || m_due.top().ns >= ns + most)
            return most;
        return m_due.top().ns > ns ? m_due.top().ns - ns : 0;
    }

private:
    std::uint64_t m_now = 0;
    std::priority_queue<Due, std::vector<Due>, std::greater<>> m_due;
};

} // namespace fanlight
