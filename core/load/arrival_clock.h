// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "load/scenario.h"

namespace fanlight {

// Says when the clients of a load test arrive, phase by phase. One thread; the phases outlive it.
class ArrivalClock {
public:
    explicit ArrivalClock(const std::vector<LoadPhase>& phases)
        : m_phases(phases)
    {
    }

    struct Due {
        std::uint64_t admitted = 0;
        std::uint64_t heldBack = 0; // by a phase's cap
    };
    // Who arrives by `ns` after the begin and did not before; asked in ascending order. `present`:
    // how many there are, those that wait to begin among them.
    Due take(std::uint64_t ns, std::uint64_t present);
    // All phases have passed.
    bool isOver() const { return m_phase == m_phases.size(); }
    // After `ns`: until the next is due, or a little before; at most MostWaitNs.
    std::uint64_t untilNextNs(std::uint64_t ns) const;

    static constexpr std::uint64_t MostWaitNs = 100'000'000;

private:
    const std::vector<LoadPhase>& m_phases;
    std::size_t m_phase = 0;
    std::uint64_t m_phaseBegin = 0;
    std::uint64_t m_offered = 0; // arrivals of this phase
};

} // namespace fanlight
