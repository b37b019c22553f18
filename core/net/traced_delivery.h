// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sse/frame.h"

#include <cstdint>

namespace fanlight {

// A step of one message on its way to one client: it was written, or acknowledged. A plain value.
struct TracedDelivery {
    std::uint64_t message = 0; // its number in the message log
    std::uint64_t connection = 0; // its id
    bool isAcknowledged = false; // else it was written: handed to the kernel
    std::uint64_t afterNs = 0; // the publish; 0: it happened, when is not known
    std::uint32_t events = 1; // written as one: more are a batch
    FramePtr batch = {}; // what was written; null: the message as it is
};

} // namespace fanlight
