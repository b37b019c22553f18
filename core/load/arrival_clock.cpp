// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "load/arrival_clock.h"

#include "load/load_time.h"

#include <algorithm>

namespace fanlight {

namespace {
constexpr double Rounding = 1e-9; // of sums that should be whole
constexpr double LeastRate = 0.001;

std::uint64_t lengthNs(const LoadPhase& phase)
{
    return toNs(phase.duration);
}

double mostRate(const LoadPhase& phase)
{
    if (phase.arrivalCount < 0)
        return std::max(phase.arrivalRate, phase.rampTo);
    return phase.duration.count() > 0
        ? double(phase.arrivalCount) * double(SecondNs) / double(lengthNs(phase))
        : 0;
}
} // namespace

ArrivalClock::Due ArrivalClock::take(std::uint64_t ns, std::uint64_t present)
{
    Due due;
    while (!isOver() && ns >= m_phaseBegin) {
        const LoadPhase& phase = m_phases[m_phase];
        const std::uint64_t at = ns - m_phaseBegin;
        const auto offered = static_cast<std::uint64_t>(
            phase.arrivals(
                std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::nanoseconds(at)))
            + Rounding);
        for (; m_offered < offered; ++m_offered) {
            if (phase.maxClients > 0
                && present + due.admitted >= static_cast<std::uint64_t>(phase.maxClients))
                ++due.heldBack;
            else
                ++due.admitted;
        }
        if (at < lengthNs(phase))
            break;
        m_phaseBegin += lengthNs(phase);
        m_offered = 0;
        ++m_phase;
    }
    return due;
}

std::uint64_t ArrivalClock::untilNextNs(std::uint64_t ns) const
{
    if (isOver())
        return MostWaitNs;
    const LoadPhase& phase = m_phases[m_phase];
    const std::uint64_t end = m_phaseBegin + lengthNs(phase);
    const std::uint64_t toEnd = end > ns ? end - ns : 0;
    if (phase.arrivals() <= double(m_offered))
        return std::min(toEnd, MostWaitNs);
    const auto gap = static_cast<std::uint64_t>(
        std::min(double(MostWaitNs), double(SecondNs) / std::max(mostRate(phase), LeastRate)));
    return std::min(toEnd, gap);
}

} // namespace fanlight
