// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "load/drain_watch.h"

#include <algorithm>

namespace fanlight {

bool DrainWatch::isOver(std::uint64_t nowNs, const Left& left)
{
    if (left.events != m_events) {
        m_events = left.events;
        m_lastNs = nowNs;
    }
    const auto passed = [nowNs](std::uint64_t since, std::chrono::milliseconds limit) {
        return nowNs - since > toNs(limit);
    };
    // Late answers may still come; who has none by then is counted as unanswered.
    if (left.connecting > 0 && !passed(m_beganNs, std::min(m_timeout, Patience)))
        return false;
    const bool waitsForReturns = left.returning > 0 && !passed(m_beganNs, LongestReturn);
    return left.owed == 0u || (passed(m_lastNs, Patience) && !waitsForReturns)
        || passed(m_beganNs, Longest);
}

} // namespace fanlight
