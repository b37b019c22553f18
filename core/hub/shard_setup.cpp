// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "hub/shard_setup.h"

#include "hub/options.h"
#include "metrics/process_stats.h"

#include <algorithm>
#include <cmath>

namespace fanlight {

int shardsOf(const HubOptions& options)
{
    if (options.shards > 0)
        return options.shards;
    return std::max(1, static_cast<int>(std::ceil(process_stats::usableCores().value_or(1))));
}

ShardTuning tuningOf(const HubOptions& options)
{
    ShardTuning tuning;
    tuning.heartbeat = options.heartbeat;
    tuning.maxLifetime = options.maxLifetime;
    tuning.retry = options.retry;
    tuning.backlogLimit = static_cast<std::uint64_t>(options.backlogLimit);
    tuning.dropWhenSlow = options.slowClient == SlowClientPolicy::Drop;
    return tuning;
}

ShardConfig shardConfigOf(const HubOptions& options)
{
    ShardConfig config;
    static_cast<ShardTuning&>(config) = tuningOf(options);
    config.limits = {static_cast<std::uint32_t>(options.headerLimit),
        static_cast<std::uint64_t>(options.bodyLimit)};
    config.batchAll = options.batchAll;
    config.batchWindow = options.batchWindow;
    config.batchMax = options.batchMax;
    return config;
}

} // namespace fanlight
