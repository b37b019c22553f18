// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <netinet/tcp.h>

#include <algorithm>
#include <chrono>

namespace fanlight {

constexpr int DeadRetransmits = 4; // of what nobody acknowledges, at the least: some seconds

// Whether a client's machine has gone: nothing was heard of its TCP for `silence` although it was
// sent something, again and again. One that reads nothing still acknowledges, and so do its probes;
// TCP_USER_TIMEOUT would end it, too.
inline bool isPeerDead(const tcp_info& info, std::chrono::milliseconds silence)
{
    return std::max(info.tcpi_retransmits, info.tcpi_probes) >= DeadRetransmits
        && std::chrono::milliseconds(info.tcpi_last_ack_recv) >= silence;
}

} // namespace fanlight
