// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "net/delivery_follower.h"
#include "net/stream_faults.h"
#include "net/stream_watch.h"

#include <memory>

namespace fanlight {

// What stands beside a shard's sender and is told of what it sends. The shard's thread.
struct SendObservers {
    SendObservers(ConnectionSlab& connections, const Transport& transport)
        : follower(connections, transport)
        , faults(connections)
    {
    }
    DeliveryFollower follower;
    FaultGate faults; // has a word in it, too
    std::unique_ptr<StreamWatch> watch; // null: no stream is looked at closely
};

} // namespace fanlight
