// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "load/virtual_client.h"

#include <string>

namespace fanlight {

// Writes the requests of clients: the one of a step, with the values of whoever asks, and the event
// it goes on behind. The clients' thread.
class RequestComposer {
public:
    RequestComposer(const LoadPlan& plan, LoadText::Random& random) // both outlive it
        : m_plan(plan)
        , m_random(random)
    {
    }

    void compose(VirtualClient& client); // of what it asks for now

private:
    const LoadPlan& m_plan;
    LoadText::Random& m_random;
    std::string m_body; // of the request that is composed
};

} // namespace fanlight
