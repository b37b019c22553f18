// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <netinet/tcp.h>

#include <algorithm>
#include <chrono>

namespace fanlight {

// a client's TCP that is silent for so long while it has something to acknowledge is gone …
constexpr int DeadPeerHeartbeats = 3;
// … but for no less
constexpr std::chrono::milliseconds LeastDeadPeerTime = std::chrono::seconds(30);
constexpr int DeadRetransmits = 4; // of what nobody acknowledges, at the least: some seconds

inline std::chrono::milliseconds deadPeerTime(std::chrono::milliseconds heartbeat)
{
    return std::max<std::chrono::milliseconds>(DeadPeerHeartbeats * heartbeat, LeastDeadPeerTime);
}

// Whether a client's machine has gone: nothing was heard of its TCP for `silence` although it was
// sent something, again and again. One that reads nothing still acknowledges, and so do its probes;
// TCP_USER_TIMEOUT would end it, too.
inline bool isPeerDead(const tcp_info& info, std::chrono::milliseconds silence)
{
    return std::max(info.tcpi_retransmits, info.tcpi_probes) >= DeadRetransmits
        && std::chrono::milliseconds(info.tcpi_last_ack_recv) >= silence;
}

} // namespace fanlight
