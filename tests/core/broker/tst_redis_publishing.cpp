// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "broker/redis_publishing.h"

#include "core/broker/redis_parts.h"
#include "support/room.h"

using namespace fanlight;
using namespace fanlight::testing;

namespace {

class Ticket final : public PublishTicket {
public:
    int completed = 0;

protected:
    void complete(std::uint64_t, Shard*) override { ++completed; }
};

std::shared_ptr<Ticket> publish(RedisParts& parts, std::string_view data = "x")
{
    const auto ticket = std::make_shared<Ticket>();
    Notification notification;
    notification.data = data;
    auto job = parts.publishing.job(notification, ticket);
    if (!job)
        qFatal("refused for want of memory");
    parts.publishing.publish(*job);
    return ticket;
}

} // namespace

// When a publish is answered, and with what, while Redis does not answer.
class TstRedisPublishing : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void waitsUntilItIsKnownWhetherRedisIsThere()
    {
        RedisParts parts;
        const auto early = publish(parts);
        QCOMPARE(early->completed, 0);
        parts.readiness.set(false, "Redis is nowhere.");
        QCOMPARE(parts.turns, 1);
        parts.publishing.publishEarly();
        QCOMPARE(early->completed, 1);
        QCOMPARE(early->refusal(), std::string("Redis is nowhere."));
        const auto late = publish(parts);
        QCOMPARE(late->completed, 1);
        QCOMPARE(late->refusal(), std::string("Redis is nowhere."));
    }
    void endsWithTheBroker()
    {
        RedisParts parts;
        const auto ticket = publish(parts);
        parts.publishing.refuseEarly("The hub has stopped.");
        QCOMPARE(ticket->completed, 1);
        QCOMPARE(ticket->refusal(), std::string("The hub has stopped."));
        parts.publishing.refuseEarly("The hub has stopped.");
        QCOMPARE(ticket->completed, 1);
    }
    void isNotKnownWhereTheLinkWent()
    {
        RedisParts parts;
        parts.readiness.set(true);
        const auto ticket = publish(parts);
        QCOMPARE(ticket->completed, 1);
        QVERIFY2(ticket->refusal().ends_with("Whether this was published is not known."),
            ticket->refusal().c_str());
        QCOMPARE(parts.publishing.published(), std::uint64_t(0));
    }
    void refusesWhatWouldNotBeDelivered()
    {
        RedisParts parts;
        parts.readiness.set(true);
        const auto ticket = publish(parts, std::string(1000, 'x'));
        QCOMPARE(ticket->completed, 1);
        QCOMPARE(ticket->refusalStatus(), 413);
    }
};

ROOM_TEST(TstRedisPublishing, QCoreApplication)
#include "tst_redis_publishing.moc"
