// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "broker/redis_subscriptions.h"

#include "core/broker/redis_parts.h"
#include "support/room.h"

using namespace fanlight;
using namespace fanlight::testing;

namespace {

constexpr qint64 Start = 1'000'000; // ms of the steady clock
constexpr const char* Channel42 = "notifications:42";

} // namespace

// What is subscribed to, and what of it counts as confirmed.
class TstRedisSubscriptions : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void isConfirmedOnceForAllThatListen()
    {
        RedisParts parts;
        RedisSubscriptions& subscriptions = parts.subscriptions;
        subscriptions.ready();
        const auto [channel, isNew] = subscriptions.join("42", 0);
        QVERIFY(isNew);
        QCOMPARE(subscriptions.join("42", 0), std::pair(channel, false));
        QVERIFY(!subscriptions.hears("42"));
        QVERIFY(!subscriptions.hearsBroadcasts());
        QCOMPARE(subscriptions.confirmed(Channel42), std::optional(channel));
        QVERIFY(subscriptions.hears("42"));
        QVERIFY(!subscriptions.confirmed(Channel42)); // no command is left
        QVERIFY(!subscriptions.confirmed("notifications:43"));
        QCOMPARE(
            subscriptions.confirmed("notifications"), std::optional<SubscribedChannel*>(nullptr));
        QVERIFY(subscriptions.hearsBroadcasts());
    }
    void leavesAChannelThatNobodyComesBackTo()
    {
        RedisParts parts;
        RedisSubscriptions& subscriptions = parts.subscriptions;
        subscriptions.ready();
        SubscribedChannel* channel = subscriptions.join("42", 0).first;
        QVERIFY(subscriptions.confirmed(Channel42));
        subscriptions.leave(*channel, 0, Start);
        subscriptions.releaseIdle(Start + RedisSubscriptions::IdleMs - 1);
        QVERIFY(subscriptions.hears("42"));
        subscriptions.join("42", 0);
        subscriptions.releaseIdle(Start + 2 * RedisSubscriptions::IdleMs);
        QVERIFY(subscriptions.hears("42")); // somebody came back
        subscriptions.leave(*channel, 0, Start);
        subscriptions.releaseIdle(Start + RedisSubscriptions::IdleMs);
        QVERIFY(!subscriptions.hears("42"));
        QVERIFY(subscriptions.find("42"));
        QVERIFY(!subscriptions.confirmed(Channel42)); // UNSUBSCRIBE
        QVERIFY(!subscriptions.find("42"));
    }
    // The confirmation of the command before the last one says nothing.
    void comesBackWhileItIsLeft()
    {
        RedisParts parts;
        RedisSubscriptions& subscriptions = parts.subscriptions;
        subscriptions.ready();
        SubscribedChannel* channel = subscriptions.join("42", 0).first;
        QVERIFY(subscriptions.confirmed(Channel42));
        subscriptions.leave(*channel, 0, Start);
        subscriptions.releaseIdle(Start + RedisSubscriptions::IdleMs);
        QVERIFY(!subscriptions.join("42", 0).second);
        QVERIFY(!subscriptions.confirmed(Channel42)); // UNSUBSCRIBE
        QVERIFY(!subscriptions.hears("42"));
        QCOMPARE(subscriptions.confirmed(Channel42), std::optional(channel));
    }
    void isSubscribedToAnewWithTheLink()
    {
        RedisParts parts;
        RedisSubscriptions& subscriptions = parts.subscriptions;
        subscriptions.ready();
        SubscribedChannel* stays = subscriptions.join("42", 0).first;
        SubscribedChannel* leaves = subscriptions.join("43", 0).first;
        QVERIFY(subscriptions.confirmed(Channel42));
        QVERIFY(subscriptions.confirmed("notifications:43"));
        subscriptions.leave(*leaves, 0, Start);
        subscriptions.releaseIdle(Start + RedisSubscriptions::IdleMs);
        subscriptions.loopConfirmed(true);
        subscriptions.lost();
        QVERIFY(!subscriptions.isLoopConfirmed());
        QVERIFY(!subscriptions.find("43")); // no confirmation will come
        subscriptions.ready();
        QVERIFY(!subscriptions.hears("42"));
        QCOMPARE(subscriptions.confirmed(Channel42), std::optional(stays));
    }
    void goesAtOnceWhileTheLinkIsAway()
    {
        RedisParts parts;
        RedisSubscriptions& subscriptions = parts.subscriptions;
        SubscribedChannel* channel = subscriptions.join("42", 0).first;
        subscriptions.stateOf(channel).newest = {5, 0};
        subscriptions.leave(*channel, 0, Start);
        subscriptions.releaseIdle(Start + RedisSubscriptions::IdleMs);
        QVERIFY(!subscriptions.find("42"));
        channel = subscriptions.join("43", 0).first; // with its index
        QCOMPARE(subscriptions.stateOf(channel).newest, EventId());
    }
};

ROOM_TEST(TstRedisSubscriptions, QCoreApplication)
#include "tst_redis_subscriptions.moc"
