// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "hub/message_traces.h"

#include <algorithm>

namespace fanlight {

namespace {

std::uint64_t bytesOf(const MessageTrace::Client& client)
{
    return client.batch ? client.batch->allocatedBytes() : 0;
}

} // namespace

void MessageTraces::add(std::vector<TracedDelivery> steps)
{
    for (TracedDelivery& step : steps) {
        const auto found = m_traces.find(step.message);
        if (step.isAcknowledged) {
            if (found == m_traces.end())
                continue;
            auto& clients = found->second.clients;
            const auto client = std::find_if(clients.begin(), clients.end(),
                [&step](const auto& one) { return one.connection == step.connection; });
            if (client == clients.end())
                continue;
            client->isAcknowledged = true;
            if (client->acknowledgedNs == 0)
                client->acknowledgedNs = step.afterNs;
            continue;
        }
        auto& clients
            = found != m_traces.end() ? found->second.clients : m_traces[step.message].clients;
        if (clients.size() >= MessageTrace::MostClients)
            continue;
        clients.push_back({step.connection, step.afterNs, false, 0, step.events, step.batch});
        ++m_clients;
        m_bytes += bytesOf(clients.back());
    }
    while (m_traces.size() > 1 && (m_clients > MostClients || m_bytes > MostBytes))
        dropOldest();
}

void MessageTraces::dropOldest()
{
    for (const MessageTrace::Client& client : m_traces.begin()->second.clients) {
        --m_clients;
        m_bytes -= bytesOf(client);
    }
    m_traces.erase(m_traces.begin());
}

const MessageTrace* MessageTraces::find(std::uint64_t message) const
{
    const auto found = m_traces.find(message);
    return found == m_traces.end() ? nullptr : &found->second;
}

} // namespace fanlight
