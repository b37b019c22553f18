// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "metrics/latency_histogram.h"
#include "net/connection.h"
#include "sse/frame.h"

#include <deque>
#include <functional>

namespace fanlight {

class Shard;

// One stream of a shard that is looked at closely. The shard's thread.
struct StreamWatch {
    struct Sent {
        std::int64_t timeMs; // UTC, when its last byte was handed to the kernel
        FramePtr frame;
    };
    ConnectionRef connection;
    std::int64_t sinceMs = 0;
    std::size_t mostFrames = 0;
    std::size_t mostBytes = 0;
    std::deque<Sent> sent; // oldest first
    std::size_t sentBytes = 0;
    std::uint64_t sentBefore = 0; // were kept no longer
    LatencyHistogram ack; // of all it was sent, as far as one at a time can be asked for
    // called when it ends
    std::function<void(const Shard&, const Connection&, DisconnectReason)> ended;

    void add(std::int64_t timeMs, FramePtr frame)
    {
        sentBytes += frame->plain().size();
        sent.push_back({timeMs, std::move(frame)});
        while (sent.size() > mostFrames || (sentBytes > mostBytes && sent.size() > 1)) {
            sentBytes -= sent.front().frame->plain().size();
            sent.pop_front();
            ++sentBefore;
        }
    }
};

} // namespace fanlight
