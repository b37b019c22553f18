// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "hub/redis_move.h"

#include "hub/log.h"

#include <QPointer>

#include <utility>

namespace fanlight {

RedisMove::RedisMove(HubSide hub)
    : m_hub(std::move(hub))
{
}

void RedisMove::check(const QString& url, std::function<void(const RedisCheck&)> done)
{
    RedisChecker::check(url, m_hub.options.channelPrefix, &m_hub.hub, std::move(done));
}

void RedisMove::move(
    const QString& url, bool takesAlong, std::function<void(const MoveResult&)> done)
{
    // that of this run of the hub, which may be over when Redis answers
    check(url,
        [this, brokers = QPointer(m_hub.brokers()), url, takesAlong, done = std::move(done)](
            const RedisCheck& check) {
            for (const RedisCheckStep& step : check.steps) {
                if (step.outcome == RedisCheckStep::Outcome::Failed)
                    return done({step.text, {}, {}});
            }
            if (!brokers || m_hub.status.state != HubState::Listening || brokers->redis()
                || brokers->isMoving())
                return done(
                    {QStringLiteral("Only a listening hub that is in memory can move to Redis."),
                        {}, {}});
            const auto there = *redis::RedisUrl::parse(url, nullptr);
            const auto conclude = [this, url, done](const MoveResult& result) {
                if (result.error.isEmpty())
                    tellMoved(url, result.taken);
                done(result);
            };
            if (takesAlong)
                return brokers->moveAlongToRedis(there, conclude);
            brokers->moveToRedis(there);
            conclude({});
        });
}

void RedisMove::tellMoved(const QString& url, const KeptInMemory& taken)
{
    m_hub.options.broker = url;
    qCInfo(hubLog,
        "moved from memory to %s with %llu entries of the audience and %llu events of history; "
        "whatever else was in memory ends here",
        qPrintable(m_hub.status.broker.url), taken.audience, taken.history);
}

} // namespace fanlight
