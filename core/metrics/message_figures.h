// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "metrics/latency_histogram.h"

#include <cstdint>

namespace fanlight {

// What became of a message of the log on this instance; several of one message add up.
struct MessageFigures {
    std::uint64_t number = 0; // of the message
    std::uint64_t recipients = 0; // connections
    bool isKnown = false; // they were counted; until then 0 says nothing
    LatencyHistogram write; // publish -> handed to the kernel, every delivery
    // publish -> acknowledged by the client's TCP, a sample: all of a receipt for few; may be
    // empty. Each stands for the deliveries since the one before.
    LatencyHistogram ack;
    std::uint64_t measured = 0; // acknowledgements that were timed
    double ackMs(double percent) const { return ackPercentileMs(ack, write, percent); }
};

} // namespace fanlight
