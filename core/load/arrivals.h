// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "load/arrival_clock.h"
#include "load/load_counters.h"
#include "load/virtual_client.h"

namespace fanlight {

// Who comes, and when: the phases' arrivals and those that were added beside them; who each of them
// is, and which flow it takes. The clients' thread; times are monotonicNs().
class Arrivals {
public:
    // Plan, chance and figures outlive it. `startNs`: when the first phase begins.
    Arrivals(const LoadPlan& plan, std::uint64_t startNs, LoadText::Random& random,
        ClientFigures& figures);

    // Takes note of who was to arrive by now; `present`: how many are there.
    void offer(std::uint64_t nowNs, std::uint64_t present);
    void add(std::uint64_t clients); // that many more, now
    void stop(); // nobody comes any more
    // All phases have passed, or it was stopped, and offer() has seen it.
    bool isOver() const { return m_isOver; }
    // They were to come, and have not been let in yet.
    std::uint64_t waiting() const { return m_waiting; }
    // Until the next is due, or a little before; at most `most`.
    std::uint64_t untilNextNs(std::uint64_t nowNs, std::uint64_t most) const;

    // The next of those that wait comes in. Only when some do.
    VirtualClient::Person next();
    // The flow of one who begins, by the weights.
    const LoadPlan::Flow& drawFlow();

private:
    const LoadPlan& m_plan;
    const std::uint64_t m_startNs;
    LoadText::Random& m_random;
    ClientFigures& m_figures;
    ArrivalClock m_clock;
    double m_weights = 0; // of all flows
    std::uint64_t m_waiting = 0;
    bool m_isStopped = false;
    bool m_isOver = false;
};

} // namespace fanlight
