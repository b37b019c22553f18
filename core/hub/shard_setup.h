// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "net/shard_config.h"

namespace fanlight {

struct HubOptions;

// What a shard is to know of the hub's options: from its start on, and what may change while it
// runs. Pure; any thread.
ShardConfig shardConfigOf(const HubOptions& options);
// How many a hub has: as --shards says, or one for each processor's worth of time that this process
// may use, be it bound to some of them or held to a share by its control group (a container).
int shardsOf(const HubOptions& options);
ShardTuning tuningOf(const HubOptions& options);

} // namespace fanlight
