// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "metrics/latency_histogram.h"

#include <cstdint>

namespace fanlight {

// How long after its publish a message was where; 0: it is not known, or it was not there. A plain
// value.
struct MessageSteps {
    // its history has it; behind Redis: Redis answered that it keeps it and has published it
    std::uint64_t storedNs = 0;
    std::uint64_t receivedNs = 0; // this instance has it, to send it to its streams
    // Takes what was not known; false: nothing was.
    bool add(const MessageSteps& more)
    {
        const MessageSteps before = *this;
        storedNs = storedNs != 0 ? storedNs : more.storedNs;
        receivedNs = receivedNs != 0 ? receivedNs : more.receivedNs;
        return *this != before;
    }
    bool operator==(const MessageSteps&) const = default;
};

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
    std::uint64_t testRecipients = 0; // of the recipients, clients that this program makes
    double ackMs(double percent) const { return ackPercentileMs(ack, write, percent); }
};

} // namespace fanlight
