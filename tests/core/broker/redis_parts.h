// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "broker/redis_gap.h"
#include "broker/redis_history.h"
#include "broker/redis_marks.h"
#include "broker/redis_publishing.h"
#include "broker/redis_readiness.h"
#include "broker/redis_subscriptions.h"
#include "qtredis/redis_link.h"

namespace fanlight::testing {

// The parts of RedisBroker over links that are not open: what Redis says is said by the test, and
// what is asked of it is answered as lost, at once. Without shards: what was delivered is seen in
// the marks, and in receipts.
struct RedisParts {
    static redis::RedisLink::Settings linkSettings()
    {
        redis::RedisLink::Settings settings;
        settings.url = *redis::RedisUrl::parse(QStringLiteral("redis://localhost"), nullptr);
        return settings;
    }

    int turns = 0; // of readiness
    redis::RedisLink subscriber{linkSettings()};
    redis::RedisLink commands{linkSettings()};
    RedisHistory history{commands, RedisKeys(), {}};
    RedisDelivery delivery{{}};
    RedisMarks marks{commands, history, "fanlight:loop:test", {[](auto, auto&) {}, [](auto) {}}};
    RedisSubscriptions subscriptions{subscriber, history.keys(), marks.channel(), 1};
    RedisGap gap{history, marks, subscriptions, delivery, {}};
    RedisReadiness readiness{commands, history, marks, subscriptions, gap, "test",
        QStringLiteral("localhost"), {[this](bool, bool) { ++turns; }, [] {}}};
    std::shared_ptr<OnceTable> once = std::make_shared<OnceTable>();
    RedisPublishing publishing{
        history, marks, subscriptions, readiness, *once, {.token = "test", .messageLimit = 1000}};
};

} // namespace fanlight::testing
