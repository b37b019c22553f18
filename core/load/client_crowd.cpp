// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "load/client_crowd.h"

#include <utility>

namespace fanlight {

using Phase = VirtualClient::Phase;

std::uint32_t ClientCrowd::add()
{
    std::uint32_t index = 0;
    if (m_free.empty()) {
        index = static_cast<std::uint32_t>(m_clients.size());
        m_clients.emplace_back();
    } else {
        index = m_free.back();
        m_free.pop_back();
        const std::uint32_t serial = m_clients[index].serial;
        m_clients[index] = VirtualClient();
        m_clients[index].serial = serial;
    }
    m_clients[index].phase = Phase::Waiting;
    ++m_present;
    return index;
}

void ClientCrowd::enter(VirtualClient& client, Phase phase)
{
    const bool was = isHandshake(client.phase);
    const bool is = isHandshake(phase);
    if (was && !is) {
        --m_handshakes;
        m_figures.connecting.subtract();
    } else if (is && !was) {
        ++m_handshakes;
        m_figures.connecting.add();
    }
    if (client.phase == Phase::Streaming && phase != Phase::Streaming) {
        m_figures.streaming.subtract();
    } else if (phase == Phase::Streaming && client.phase != Phase::Streaming) {
        m_figures.streaming.add();
        m_figures.mostStreaming.raise(m_figures.streaming.value());
    }
    // Who stays to the end of the run is not waited for.
    const bool holds = client.isHolder() && phase != Phase::Free;
    m_holders += std::size_t(holds) - std::size_t(std::exchange(client.countsAsHolder, holds));
    client.phase = phase;
}

void ClientCrowd::remove(std::uint32_t index)
{
    enter(m_clients[index], Phase::Free);
    --m_present;
    m_free.push_back(index);
}

} // namespace fanlight
