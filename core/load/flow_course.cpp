// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "load/flow_course.h"

namespace fanlight {

void FlowCourse::begin(const std::vector<LoadPlan::Step>& steps)
{
    m_places = {{&steps, 0, 1}};
}

const LoadPlan::Step* FlowCourse::next()
{
    while (!m_places.empty()) {
        Place& place = m_places.back();
        if (place.at == place.steps->size()) {
            if (--place.roundsLeft == 0)
                m_places.pop_back();
            else
                place.at = 0;
            continue;
        }
        const LoadPlan::Step& step = (*place.steps)[place.at++];
        if (step.kind != LoadStep::Kind::Loop)
            return &step;
        m_places.push_back({&step.steps, 0, step.count});
    }
    return nullptr;
}

} // namespace fanlight
