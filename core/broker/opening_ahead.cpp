// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "broker/opening_ahead.h"

#include <utility>

namespace fanlight {

std::unique_ptr<Subscription> openingAhead(Subscription& rest, bool isReady)
{
    auto opening = std::make_unique<Subscription>();
    opening->connection = rest.connection;
    opening->channel = rest.channel;
    opening->id = rest.id;
    opening->head = std::move(rest.head);
    opening->opening = std::move(rest.opening);
    opening->opening
        += isReady ? ": history follows\n\n" : ": history follows when Redis is back\n\n";
    opening->types = std::move(rest.types);
    opening->userAgent = std::move(rest.userAgent);
    opening->expiresAtMs = rest.expiresAtMs;
    opening->provenBy = rest.provenBy;
    opening->traffic = rest.traffic;
    opening->lastEventId = rest.lastEventId;
    opening->wantsGaps = rest.wantsGaps;
    opening->wantsHeartbeats = rest.wantsHeartbeats;
    opening->step = Subscription::Step::Ahead;
    rest.step = Subscription::Step::History;
    return opening;
}

} // namespace fanlight
