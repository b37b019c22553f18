// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "load/client_proof.h"

#include "load/load_time.h"
#include "net/clock.h"

namespace fanlight {

namespace {
constexpr int NoProof = 401;
}

const LoadPlan::Step& ClientProof::stepToAsk(VirtualClient& client) const
{
    const LoadPlan::Step& step = *client.errand.step;
    VirtualClient::Person& person = client.person;
    if (m_plan.tokens)
        person.variables[m_plan.tokenVariable] = m_plan.tokens->of(person.user, person.name,
            static_cast<std::int64_t>(realtimeNs() / SecondNs), person.tokenIssuedAt);
    return step.ticket.empty() || hasTicket(client) ? step : step.ticket.front();
}

bool ClientProof::hasTicket(const VirtualClient& client) const
{
    return m_plan.ticketVariable != LoadPlan::NoVariable
        && !client.person.variables[m_plan.ticketVariable].empty();
}

void ClientProof::forgetTicket(VirtualClient& client) const
{
    if (m_plan.ticketVariable != LoadPlan::NoVariable)
        client.person.variables[m_plan.ticketVariable].clear();
}

bool ClientProof::isOutdated(const VirtualClient& client, int status)
{
    return status == NoProof && !client.exchange.step->ticket.empty() && client.stream.openedNs > 0
        && !client.errand.hasFreshTicket;
}

} // namespace fanlight
