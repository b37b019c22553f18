// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "delivery/publish_request.h"

namespace fanlight {

// Lines that publish the same past Fanlight, straight to Redis: one for each channel, and beyond
// MostChannels a comment that says how many are left out. The payload is the data as it is; an
// event name, a retry or a type that is not that of the data has no place in it, and a comment says
// so.
constexpr int MostChannels = 10;

// Why no such line can be made: a fan-out and a selective publish name no channel. Empty: one can.
QString redisLineProblem(const PublishRequest& request);

// For a POSIX shell: redis-cli -u 'redis://…' PUBLISH 'notifications:42' '{…}'. An empty `url`
// leaves it to redis-cli's own default. `prefix` is that of the users' channels. What is too long
// for an argument, or binary, comes through a pipe: printf %s '{…}' | redis-cli -x PUBLISH '…'.
QString redisCliPublish(const QString& url, const QString& prefix, const PublishRequest& request);

// For Node.js: await redis.publish("notifications:42", JSON.stringify({…})); data that would not
// survive a JavaScript object (no JSON object or array, large or unusual numbers, "__proto__") goes
// as a string instead.
QString ioredisPublish(const QString& prefix, const PublishRequest& request);

} // namespace fanlight
