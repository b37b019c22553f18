// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "load/load_time.h"

#include <optional>

namespace fanlight {

// How long the end of a run waits for what is still on its way, once nothing is published any more.
// A plain object; times are monotonicNs().
class DrainWatch {
public:
    // `events`: that came so far. `timeout`: how long an answer may take.
    DrainWatch(std::uint64_t nowNs, std::uint64_t events, std::chrono::milliseconds timeout)
        : m_beganNs(nowNs)
        , m_lastNs(nowNs)
        , m_events(events)
        , m_timeout(timeout)
    {
    }

    std::uint64_t beganNs() const { return m_beganNs; }
    struct Left {
        std::uint64_t events = 0; // that came so far
        std::uint64_t connecting = 0; // clients without an answer yet
        std::uint64_t returning = 0; // … on their way back to a stream they were in
        std::optional<std::uint64_t> owed; // messages; nothing: not known yet
    };
    // There is nothing more to wait for, or it was waited long enough. Asked in ascending order.
    bool isOver(std::uint64_t nowNs, const Left& left);

    // without an event, while some are owed
    static constexpr std::chrono::milliseconds Patience{2000};
    static constexpr std::chrono::milliseconds Longest{30'000};
    static constexpr std::chrono::milliseconds LongestReturn{10'000};

private:
    const std::uint64_t m_beganNs;
    std::uint64_t m_lastNs; // when an event last came
    std::uint64_t m_events;
    const std::chrono::milliseconds m_timeout;
};

} // namespace fanlight
