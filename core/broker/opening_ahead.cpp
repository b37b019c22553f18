// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "broker/opening_ahead.h"

#include "broker/redis_delivery.h"
#include "net/clock.h"
#include "net/shard.h"

#include <utility>

namespace fanlight {

namespace {

// Of a subscription whose history is not there yet: what makes it a stream.
std::unique_ptr<Subscription> openingOf(Subscription& rest, bool isReady)
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

} // namespace

OpeningAhead::OpeningAhead(RedisDelivery& delivery, Keeper keeper)
    : m_delivery(delivery)
    , m_keeper(std::move(keeper))
{
    m_timer.setSingleShot(true);
    m_timer.setInterval(OpenAfterMs);
    m_timer.callOnTimeout([this] {
        openOverdue();
        m_keeper.turnEnded();
    });
}

void OpeningAhead::stop()
{
    m_timer.stop();
}

void OpeningAhead::add(std::uint64_t connection)
{
    m_unopened.push_back(connection);
    if (!m_timer.isActive())
        m_timer.start();
}

void OpeningAhead::open(WaitingSubscription& one)
{
    if (std::exchange(one.isOpened, true))
        return;
    m_delivery.add(static_cast<std::size_t>(one.shard->index()),
        openingOf(*one.subscription, m_keeper.isReady()));
}

void OpeningAhead::openOverdue()
{
    const std::uint64_t nowNs = monotonicNs();
    for (; !m_unopened.empty(); m_unopened.pop_front()) {
        const std::uint64_t connection = m_unopened.front();
        WaitingSubscription* const one = m_keeper.find(connection);
        if (!one || one->isOpened)
            continue;
        if (nowNs - one->sinceNs < std::uint64_t(OpenAfterMs) * 1'000'000) {
            m_timer.start();
            break;
        }
        if (one->subscription->lastEventId.empty())
            m_keeper.letIn(connection);
        else
            open(*one);
    }
}

} // namespace fanlight
