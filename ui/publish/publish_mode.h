// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "delivery/publish_request.h"

namespace fanlight {

// The ways to send by hand, in the order they are offered.
enum class PublishMode { Broadcast, OneUser, SeveralUsers, Fanout, Selective, Batch };
constexpr int PublishModeCount = 6;

// The way that sends a request; never Batch, since a batched request goes any way.
inline PublishMode modeOf(const PublishRequest& request)
{
    if (request.kind == PublishKind::Fanout)
        return PublishMode::Fanout;
    if (request.kind == PublishKind::Selective)
        return PublishMode::Selective;
    if (request.broadcast)
        return PublishMode::Broadcast;
    return request.userIds.size() > 1 ? PublishMode::SeveralUsers : PublishMode::OneUser;
}

// Notifications that the batch mode sends at once.
constexpr int DefaultBatchCount = 10;
constexpr int MostBatchCount = 1000;

} // namespace fanlight
