// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "metrics/latency_histogram.h"

#include <cstdint>

namespace fanlight {

// How far one publish has come on one instance, or over several. A plain value; counts are of connections.
struct ReceiptFigures {
    std::uint64_t recipients = 0;
    std::uint64_t acknowledged = 0; // by the client's TCP
    std::uint64_t gone = 0; // disconnected, or dropped from a full backlog, before that
    LatencyHistogram write; // publish -> handed to the kernel
    LatencyHistogram ack; // publish -> acknowledged
    bool settled = false; // it is followed no longer

    std::uint64_t unacknowledged() const { return recipients - acknowledged - gone; }
    void merge(const ReceiptFigures& other); // settled where both are
};

} // namespace fanlight
