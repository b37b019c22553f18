// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "net/inbox.h"

#include <cstdint>
#include <functional>
#include <queue>
#include <vector>

namespace fanlight {

// Connections that are to be woken at a time of their own, some of them in vain: an entry is not
// taken back. Few wake ups at a time, finer than the timer wheel. One thread.
class WakeQueue {
public:
    void push(std::uint64_t ns, ConnectionRef connection) { m_wakes.push({ns, connection}); }
    bool isEmpty() const { return m_wakes.empty(); }
    // Those whose time has come, in its order; taken off.
    std::vector<ConnectionRef> takeDue(std::uint64_t nowNs)
    {
        std::vector<ConnectionRef> due;
        while (!m_wakes.empty() && m_wakes.top().ns <= nowNs) {
            due.push_back(m_wakes.top().connection);
            m_wakes.pop();
        }
        return due;
    }
    // until the first; -1: there is none
    int waitMs(std::uint64_t nowNs) const
    {
        if (m_wakes.empty())
            return -1;
        return m_wakes.top().ns <= nowNs
            ? 0
            : static_cast<int>((m_wakes.top().ns - nowNs + 999'999) / 1'000'000);
    }

private:
    struct Wake {
        std::uint64_t ns; // monotonic
        ConnectionRef connection;
        bool operator>(const Wake& other) const { return ns > other.ns; }
    };
    std::priority_queue<Wake, std::vector<Wake>, std::greater<>> m_wakes;
};

} // namespace fanlight
