// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "http/request_parser.h"

#include <chrono>
#include <cstdint>

namespace fanlight {

// What of it can change while a shard runs.
struct ShardTuning {
    std::chrono::milliseconds heartbeat = std::chrono::seconds(15);
    std::chrono::milliseconds maxLifetime{0}; // 0: off
    std::chrono::milliseconds retry = std::chrono::seconds(2);
    std::uint64_t backlogLimit = 256 << 10;
    bool dropWhenSlow = false; // else disconnect
};

// What a shard needs to know; the same for all of a hub but for the index.
struct ShardConfig : ShardTuning {
    int index = 0;
    http::RequestParser::Limits limits;
    bool batchAll = false; // what does not say otherwise waits to be batched
    std::chrono::milliseconds batchWindow{0}; // for what waits; 0: nothing does
    int batchMax = 100; // events of one batch
    // from its first byte to its last
    std::chrono::milliseconds requestTimeout = std::chrono::seconds(10);
    // Between requests, and without any progress of an answer. Above the 60 s for which load
    // balancers use a connection again.
    std::chrono::milliseconds idleTimeout = std::chrono::seconds(90);
};

} // namespace fanlight
