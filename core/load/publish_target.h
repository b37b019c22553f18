// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "load/load_address.h"
#include "load/load_plan.h"
#include "qtredis/redis_url.h"

namespace fanlight {

// Where a test publishes, and what is said there; the URL's host may be another than the clients'.
struct PublishTarget {
    LoadAddress address;
    // by HTTP
    std::string authority; // for the Host field
    LoadText path;
    LoadText body;
    std::string headers; // whole lines
    // in Redis: then there is no HTTP
    std::optional<redis::RedisUrl> redis;
    LoadText channel;
};
// Blocks: resolves and connects. `clients`: the address of the plan's target. Nothing, and `error`
// says why.
std::optional<PublishTarget> findPublishTarget(
    const LoadPlan& plan, const LoadAddress& clients, QString& error);

} // namespace fanlight
