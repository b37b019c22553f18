// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "load/virtual_client.h"

namespace fanlight {

// What clients prove who they are by: the token each comes with, the ticket for its stream. Pure
// but for the client it is given; the clients' thread.
class ClientProof {
public:
    explicit ClientProof(const LoadPlan& plan) // outlives it
        : m_plan(plan)
    {
    }

    // What is asked for now: the request of the client's step, or the ticket that it takes. Gives
    // it its token, a new one where the last has run out.
    const LoadPlan::Step& stepToAsk(VirtualClient& client) const;
    static bool isTicket(const VirtualClient& client) // what is asked for
    {
        return client.exchange.step != client.errand.step;
    }
    bool hasTicket(const VirtualClient& client) const;
    void forgetTicket(VirtualClient& client) const;
    // Whether an answer with this status means that the ticket is too old to come back with: it is
    // for one stream, and a page then asks for another one.
    static bool isOutdated(const VirtualClient& client, int status);

private:
    const LoadPlan& m_plan;
};

} // namespace fanlight
