// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "load/load_plan.h"

namespace fanlight {

// Where a client is in the steps of its flow: what it does next, loops taken round by round. A
// plain value; the steps outlive it.
class FlowCourse {
public:
    void begin(const std::vector<LoadPlan::Step>& steps);
    // What comes next, which is no loop; null: the flow is over.
    const LoadPlan::Step* next();

private:
    struct Place {
        const std::vector<LoadPlan::Step>* steps;
        std::size_t at;
        std::uint64_t roundsLeft;
    };
    std::vector<Place> m_places; // the innermost loop last
};

} // namespace fanlight
