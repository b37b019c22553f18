// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "hub/fault_desk.h"

#include <functional>

namespace fanlight {

class HttpApi;
class ShardSet;
class StreamEnder;

// What the faults reach of the hub: its shards' streams, those to come, and who is there. All
// outlive the desk that gets it. The hub's thread.
FaultDesk::HubSide faultSideOf(ShardSet& shards, HttpApi& api, StreamEnder& ender,
    std::function<void(
        bool withRoundTrip, const std::function<void(const ConnectionSnapshot&)>& done)>
        collect,
    decltype(FaultDesk::HubSide::breakReaders) breakReaders);

} // namespace fanlight
