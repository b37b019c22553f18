// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "load/virtual_client.h"

#include <deque>

namespace fanlight {

// The clients that are there, each at its place, and how many are in which phase. The clients'
// thread.
class ClientCrowd {
public:
    explicit ClientCrowd(ClientFigures& figures) // outlive it
        : m_figures(figures)
    {
    }

    // At once: above, the backlog of a listener overflows and seconds pass.
    static constexpr std::size_t MostHandshakes = 256;

    VirtualClient& operator[](std::uint32_t index) { return m_clients[index]; }
    const VirtualClient& operator[](std::uint32_t index) const { return m_clients[index]; }
    // All places, those that are free among them.
    std::uint32_t size() const { return static_cast<std::uint32_t>(m_clients.size()); }

    // The place of one more, who waits there.
    std::uint32_t add();
    void enter(VirtualClient& client, VirtualClient::Phase phase);
    void remove(std::uint32_t index); // the place is free

    std::size_t present() const { return m_present; }
    bool hasRoomForHandshake() const { return m_handshakes < MostHandshakes; }
    // Everyone who is there stays to the end of the run.
    bool onlyHolds() const { return m_holders == m_present; }

    static bool isHandshake(VirtualClient::Phase phase)
    {
        return phase == VirtualClient::Phase::Connecting || phase == VirtualClient::Phase::Asking;
    }

private:
    ClientFigures& m_figures;
    std::deque<VirtualClient> m_clients; // their places do not change
    std::vector<std::uint32_t> m_free;
    std::size_t m_present = 0; // clients that are not Free
    std::size_t m_holders = 0; // of them
    std::size_t m_handshakes = 0; // of them
};

} // namespace fanlight
