// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/hub_process.h"
#include "support/ready.h"
#include "support/redis_server.h"
#include "support/room.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QTest>

using namespace fanlight::testing;
using namespace Qt::Literals::StringLiterals;

namespace {

// The subscribing link of the first hub goes while it hangs, and comes back with what the other
// published meanwhile missed.
struct Gap {
    RedisServer redis;
    HubProcess cutOff;
    HubProcess other;

    bool begin()
    {
        cutOff.pause();
        redis.command({"CLIENT", "KILL", "TYPE", "pubsub"});
        return waitForReady(other)
            && QTest::qWaitFor(
                [&] {
                    return redis.command({"PUBSUB", "NUMSUB", "notifications"})
                               .toList()
                               .value(1)
                               .toInt()
                        == 1;
                },
                int(Patience.count()));
    }
};
#define START_GAP(gap, history)                                                                    \
    START_REDIS((gap).redis);                                                                      \
    START_HUB((gap).cutOff, {u"--broker"_s, (gap).redis.url(), u"--history"_s, history});          \
    START_HUB((gap).other, {u"--broker"_s, (gap).redis.url(), u"--history"_s, history});           \
    QVERIFY(waitForReady((gap).cutOff) && waitForReady((gap).other))

} // namespace

// Clients that resume while Redis is away or slow, and what streams are told of the time between.
class TstResumeOutage : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void whoeverResumesHasAStreamAtOnceAndItsHistoryWhenRedisIsBack_data()
    {
        QTest::addColumn<bool>("hangs");
        QTest::addColumn<QByteArray>("version");
        QTest::newRow("Redis is gone") << false << "HTTP/1.1"_ba;
        QTest::newRow("Redis hangs") << true << "HTTP/1.1"_ba;
        QTest::newRow("Redis hangs, HTTP/1.0") << true << "HTTP/1.0"_ba;
    }
    void whoeverResumesHasAStreamAtOnceAndItsHistoryWhenRedisIsBack()
    {
        QFETCH(const bool, hangs);
        QFETCH(const QByteArray, version);
        const QStringList persistence
            = {u"--appendonly"_s, u"yes"_s, u"--appendfsync"_s, u"always"_s};
        RedisServer redis;
        START_REDIS(redis, persistence);
        HubProcess hub;
        START_HUB(
            hub, {u"--broker"_s, redis.url(), u"--shards"_s, u"2"_s, u"--heartbeat"_s, u"1s"_s});
        QVERIFY(waitForReady(hub));
        HttpClient client(hub.port());
        const QByteArray first = publish(client, toUser("42", "1"))["id"_L1].toString().toUtf8();
        publish(client, toUser("42", "2"));
        publish(client, toEveryone("3"));
        if (hangs)
            redis.pause();
        else
            redis.kill();

        std::vector<EventStream> streams;
        for (int i = 0; i < 4; ++i) {
            streams.emplace_back(
                hub.port(), "userId=42", Headers{{"Last-Event-ID", first}}, version);
            QVERIFY(streams.back().waitForOpen(QDeadlineTimer(1500)));
        }
        EventStream fresh(hub.port(), "userId=43", {}, version); // whose channel is not confirmed
        QVERIFY(fresh.waitForOpen(QDeadlineTimer(1500)));
        QCOMPARE(connectionCount(hub.port()), 5);
        QVERIFY(QTest::qWaitFor(
            [&] {
                streams[0].readAvailable();
                return streams[0].content().contains(": keep-alive");
            },
            int(Patience.count())));
        QVERIFY2(
            streams[0].content().contains(": history follows"), streams[0].content().constData());

        if (hangs)
            redis.resume();
        else
            START_REDIS(redis, persistence);
        QVERIFY(waitForReady(hub));
        publish(client, toUser("42", "4"));
        publish(client, toUser("43", "5"));
        for (EventStream& stream : streams) {
            for (const QByteArray expected : {"2", "3", "4"})
                QCOMPARE(stream.next().data, expected);
            QVERIFY2(
                !stream.content().contains("does not reach back"), stream.content().constData());
        }
        QCOMPARE(fresh.next().data, "5"_ba);
        QVERIFY2(hub.stop(), hub.story().constData());
    }

    void aRedisThatIsKilledWhileManyResumeLosesNobody()
    {
        constexpr int Events = 100;
        const QStringList persistence
            = {u"--appendonly"_s, u"yes"_s, u"--appendfsync"_s, u"always"_s};
        RedisServer redis;
        START_REDIS(redis, persistence);
        HubProcess hub;
        START_HUB(hub, {u"--broker"_s, redis.url(), u"--history"_s, u"1000/1h"_s});
        QVERIFY(waitForReady(hub));
        HttpClient client(hub.port());
        const auto publishNumber = [&](int number) {
            return publish(client,
                toUser("42", '"' + QByteArray::number(number).leftJustified(20'000, ' ') + '"'))
                .value("id"_L1)
                .toString()
                .toUtf8();
        };
        const QByteArray before = publishNumber(0);
        for (int i = 1; i <= Events; ++i)
            QVERIFY(!publishNumber(i).isEmpty());

        std::vector<EventStream> streams;
        for (int i = 0; i < 40; ++i)
            streams.emplace_back(hub.port(), "userId=42", Headers{{"Last-Event-ID", before}});
        QVERIFY(streams.front().waitForOpen());
        redis.kill(); // in the midst of their history, or before it, or behind it
        for (std::size_t i = 1; i < streams.size(); i += 2)
            streams[i].socket().reset();
        QVERIFY(waitForReady(hub, 503));
        START_REDIS(redis, persistence);
        QVERIFY(waitForReady(hub));
        QVERIFY(!publishNumber(Events + 1).isEmpty());
        for (std::size_t stream = 0; stream < streams.size(); stream += 2) {
            for (int i = 1; i <= Events + 1; ++i)
                QCOMPARE(streams[stream].next().data.trimmed(), QByteArray::number(i));
        }
        QVERIFY2(hub.stop(), hub.story().constData());
    }

    void whoeverLeavesMeanwhileLeavesNothingBehind_data()
    {
        QTest::addColumn<bool>("hangs");
        QTest::newRow("Redis is gone") << false;
        QTest::newRow("Redis hangs") << true;
    }
    void whoeverLeavesMeanwhileLeavesNothingBehind()
    {
        QFETCH(const bool, hangs);
        constexpr int Rounds = 50;
        constexpr int AtOnce = 10; // as many as the hub takes
        RedisServer redis;
        START_REDIS(redis);
        HubProcess hub;
        START_HUB(hub,
            {u"--broker"_s, redis.url(), u"--shards"_s, u"2"_s, u"--max-connections"_s,
                QString::number(AtOnce)});
        QVERIFY(waitForReady(hub));
        if (hangs)
            redis.pause();
        else
            redis.kill();
        QVERIFY(waitForReady(hub, 503));
        for (int round = 0; round < Rounds; ++round) {
            std::vector<EventStream> streams;
            for (int i = 0; i < AtOnce; ++i) {
                streams.emplace_back(hub.port(), "userId=" + QByteArray::number(i % 3),
                    Headers{{"Last-Event-ID", "1-0"}}, i % 4 ? "HTTP/1.1" : "HTTP/1.0");
                QVERIFY(streams.back().waitForOpen());
                // it is not sent away
                QVERIFY2(streams.back().content().contains(": history follows"),
                    streams.back().content().constData());
            }
            for (std::size_t i = 0; i < streams.size(); i += 2)
                streams[i].socket().reset();
            streams.clear();
            QTRY_COMPARE_WITH_TIMEOUT(connectionCount(hub.port()), 0, int(Patience.count()));
        }
        if (hangs)
            redis.resume();
        else
            START_REDIS(redis);
        QVERIFY(waitForReady(hub));
        QTRY_COMPARE_WITH_TIMEOUT(
            redis.command({"PUBSUB", "NUMSUB", "notifications:1"}).toList().value(1).toInt(), 0,
            int(Patience.count()));
        QVERIFY2(hub.stop(), hub.story().constData());
    }

    void whoeverIsEndedMeanwhileLeavesNothingBehind()
    {
        RedisServer redis;
        START_REDIS(redis);
        HubProcess hub;
        START_HUB(hub, {u"--broker"_s, redis.url(), u"--max-lifetime"_s, u"2s"_s});
        QVERIFY(waitForReady(hub));
        redis.kill();
        QVERIFY(waitForReady(hub, 503));
        EventStream kicked(hub.port(), "userId=42", {{"Last-Event-ID", "1-0"}});
        EventStream old(hub.port(), "userId=42", {{"Last-Event-ID", "1-0"}});
        QVERIFY(kicked.waitForOpen() && old.waitForOpen());
        HttpClient client(hub.port());
        QCOMPARE(client.request("DELETE", "/api/connections/" + kicked.connectionId()).status, 200);
        QVERIFY(kicked.waitForCleanEnd());
        QVERIFY(old.waitForCleanEnd()); // of age
        QCOMPARE(connectionCount(hub.port()), 0);
        EventStream drained(hub.port(), "userId=42", {{"Last-Event-ID", "1-0"}});
        QVERIFY(drained.waitForOpen());
        hub.askToStop();
        QVERIFY(drained.waitForCleanEnd());
        QVERIFY2(hub.stop(), hub.story().constData());
    }

    void aGapLongerThanHistoryIsToldToWhoeverItConcerns_data()
    {
        QTest::addColumn<QString>("history");
        QTest::addColumn<int>("published");
        QTest::addColumn<bool>("isTold");
        QTest::newRow("history holds it") << u"100/1h"_s << 20 << false;
        QTest::newRow("history is shorter") << u"10/1h"_s << 20 << true;
        QTest::newRow("history is off") << u"off"_s << 20 << true;
        QTest::newRow("nothing was published") << u"off"_s << 0 << false;
    }
    void aGapLongerThanHistoryIsToldToWhoeverItConcerns()
    {
        QFETCH(const QString, history);
        QFETCH(const int, published);
        QFETCH(const bool, isTold);
        Gap gap;
        START_GAP(gap, history);
        EventStream own(gap.cutOff.port(), "userId=42");
        EventStream others(gap.cutOff.port(), "userId=43");
        QVERIFY(own.waitForOpen() && others.waitForOpen());
        HttpClient client(gap.other.port());
        publish(client, toUser("42", "\"before\""));
        QCOMPARE(own.next().data, "before"_ba);
        QVERIFY(gap.begin());
        for (int i = 0; i < published; ++i)
            publish(client, toUser("42", QByteArray::number(i)));
        gap.cutOff.resume();
        QVERIFY(waitForReady(gap.cutOff));
        QVERIFY(own.waitForContent("Redis was away") && others.waitForContent("Redis was away"));
        publish(client, toEveryone("\"after\""));
        SseEvent event = own.next();
        int replayed = 0;
        for (; !event.isNull() && event.data != "after"; event = own.next())
            ++replayed;
        QCOMPARE(replayed == published, !isTold);
        QCOMPARE(others.next().data, "after"_ba);
        QCOMPARE(own.content().contains("does not hold all"), isTold);
        QVERIFY2(!others.content().contains("does not hold all"), others.content().constData());
    }

    void idsOfStrangersAreNone()
    {
        Gap gap;
        START_GAP(gap, u"100/1h"_s);
        EventStream stream(gap.cutOff.port(), "userId=42");
        QVERIFY(stream.waitForOpen());
        HttpClient client(gap.other.port());
        publish(client, toUser("42", "\"before\""));
        const SseEvent before = stream.next();
        QCOMPARE(before.data, "before"_ba);
        for (const QByteArray id :
            {"99999999999999-0,5", "18446744073709551615-0,18446744073709551615", "5-0,5"}) {
            gap.redis.command({"PUBLISH", "notifications:42", "{\"$fan\":\"" + id + "\",\"x\":1}"});
            const SseEvent event = stream.next();
            QCOMPARE(event.data, "{\"x\":1}"_ba);
            QVERIFY2(event.id.isNull(), event.wire.constData());
        }
        QVERIFY(gap.begin());
        for (int i = 0; i < 5; ++i)
            publish(client, toUser("42", QByteArray::number(i)));
        gap.cutOff.resume();
        for (int i = 0; i < 5; ++i)
            QCOMPARE(stream.next().data, QByteArray::number(i));
        EventStream again(gap.cutOff.port(), "userId=42", {{"Last-Event-ID", before.id}});
        for (int i = 0; i < 5; ++i)
            QCOMPARE(again.next().data, QByteArray::number(i));
        QVERIFY2(!again.content().contains("does not reach back"), again.content().constData());
    }

    void whatWasReceivedJustBeforeTheLinkWentIsNotRepeated()
    {
        Gap gap;
        START_GAP(gap, u"100/1h"_s);
        EventStream stream(gap.cutOff.port(), "userId=42");
        QVERIFY(stream.waitForOpen());
        HttpClient client(gap.other.port());
        int next = 0;
        for (int round = 0; round < 5; ++round) {
            for (const int end = next + 3; next < end; ++next) {
                publish(client, toUser("42", QByteArray::number(next)));
                QCOMPARE(stream.next().data, QByteArray::number(next));
            }
            gap.redis.command({"CLIENT", "KILL", "TYPE", "pubsub"});
            QVERIFY(stream.waitForComment());
            QVERIFY(waitForReady(gap.other));
        }
    }

    void aNewStreamOpenedWhileRedisIsAwayGetsWhatIsPublishedFromThenOn()
    {
        RedisServer redis;
        START_REDIS(redis);
        HubProcess cutOff;
        HubProcess other;
        START_HUB(cutOff, {u"--broker"_s, redis.url(), u"--allow-faults"_s});
        START_HUB(other, {u"--broker"_s, redis.url()});
        QVERIFY(waitForReady(cutOff) && waitForReady(other));
        HttpClient client(other.port());
        publish(client, toUser("42", "\"before\""));
        QCOMPARE(httpPost(cutOff.port(), "/api/faults", R"({"kind":"cut-redis"})").status, 200);
        QVERIFY(waitForReady(cutOff, 503));
        EventStream stream(cutOff.port(), "userId=42");
        QVERIFY(stream.waitForOpen());
        for (int i = 0; i < 3; ++i)
            publish(client, toUser("42", QByteArray::number(i)));
        QCOMPARE(httpDelete(cutOff.port(), "/api/faults").status, 200);
        QByteArray first = stream.next().data;
        // when it began to listen is known to some milliseconds, and rather too early
        if (first == "before")
            first = stream.next().data;
        QCOMPARE(first, QByteArray("0"));
        for (int i = 1; i < 3; ++i)
            QCOMPARE(stream.next().data, QByteArray::number(i));
    }
};

ROOM_TEST(TstResumeOutage, QCoreApplication)
#include "tst_resume_outage.moc"
