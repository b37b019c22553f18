// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "net/shard_config.h"

namespace fanlight {

struct HubOptions;

// What a shard is to know of the hub's options: from its start on, and what may change while it
// runs. Pure; any thread.
ShardConfig shardConfigOf(const HubOptions& options);
ShardTuning tuningOf(const HubOptions& options);

} // namespace fanlight
