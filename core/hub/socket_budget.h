// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace fanlight {

struct HubOptions;

// How the descriptors of this process are shared out.
struct SocketBudget {
    int sockets; // held at most by the hub
    int streams; // of these, so that requests still get through
    int shedRoom; // more, to be sent away
};

// As this process stands now. `held`: sockets the hub has already.
SocketBudget socketBudget(const HubOptions& options, int held = 0);

} // namespace fanlight
