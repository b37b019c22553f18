// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/hub_process.h"
#include "support/redis_server.h"
#include "support/room.h"

#include <QElapsedTimer>
#include <QJsonArray>
#include <QTest>

using namespace fanlight::testing;
using namespace Qt::Literals::StringLiterals;

namespace {

HttpResponse begin(quint16 port, const QByteArray& fault)
{
    return httpPost(port, "/api/faults", fault);
}

QJsonArray faults(quint16 port)
{
    return httpGet(port, "/api/faults").json().value("faults"_L1).toArray();
}

// The member of the one fault that is on.
QJsonValue figure(quint16 port, QLatin1StringView member)
{
    const QJsonArray all = faults(port);
    return all.size() == 1 ? all.first().toObject().value(member) : QJsonValue();
}

QString readiness(quint16 port)
{
    return httpGet(port, "/readyz").json().value("status"_L1).toString();
}

} // namespace

// Faults over the API, as a test suite uses them, against a real fanlightd.
class TstFaults : public QObject {
    Q_OBJECT

    HubProcess m_hub;

private Q_SLOTS:
    void cleanup() { QVERIFY2(m_hub.stop(), m_hub.story().constData()); }

    void withoutTheOptionTheApiRefuses()
    {
        START_HUB(m_hub);
        for (const HttpResponse& answer : {httpGet(m_hub.port(), "/api/faults"),
                 begin(m_hub.port(), R"({"kind":"drop"})"), httpDelete(m_hub.port(), "/api/faults"),
                 httpDelete(m_hub.port(), "/api/faults/f-1")}) {
            QCOMPARE(answer.status, 403);
            QVERIFY2(answer.error().contains("--allow-faults"_L1), qPrintable(answer.error()));
        }
    }

    void whatIsWrongIsNamed_data()
    {
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<QString>("error");
        QTest::newRow("no JSON") << QByteArray("kind=drop") << u"JSON"_s;
        QTest::newRow("no object") << QByteArray("[1]") << u"object"_s;
        QTest::newRow("no kind") << QByteArray("{}") << u"kind"_s;
        QTest::newRow("kind") << QByteArray(R"({"kind":"melt"})") << u"half-open"_s;
        QTest::newRow("member") << QByteArray(R"({"kind":"drop","shar":1})")
                                << u"shar: there is no such member"_s;
        QTest::newRow("share") << QByteArray(R"({"kind":"drop","share":0})")
                               << u"share: must be above 0"_s;
        QTest::newRow("share text")
            << QByteArray(R"({"kind":"drop","share":"half"})") << u"share: must be a number"_s;
        QTest::newRow("every") << QByteArray(R"({"kind":"drop","every":"1ms"})")
                               << u"every: must be off, or from 100ms"_s;
        QTest::newRow("delay missing")
            << QByteArray(R"({"kind":"delay"})") << u"delay: must be from 1ms"_s;
        QTest::newRow("delay") << QByteArray(R"({"kind":"delay","delay":5})")
                               << u"delay: must be a duration"_s;
        QTest::newRow("cut") << QByteArray(R"({"kind":"cut"})") << u"events: say after how many"_s;
        QTest::newRow("events") << QByteArray(R"({"kind":"cut","events":1.5})")
                                << u"events: must be a whole number"_s;
        QTest::newRow("drip") << QByteArray(R"({"kind":"drip","bytes":3})") << u"bytes: must be"_s;
        QTest::newRow("filter") << QByteArray(R"({"kind":"drop","filter":"colour:red"})")
                                << u"filter: "_s;
        QTest::newRow("redis filter")
            << QByteArray(R"({"kind":"cut-redis","filter":"user:1"})") << u"filter: "_s;
        QTest::newRow("for") << QByteArray(R"({"kind":"half-open","for":"30d"})")
                             << u"for: must be up to"_s;
    }
    void whatIsWrongIsNamed()
    {
        QFETCH(QByteArray, body);
        QFETCH(QString, error);
        START_HUB(m_hub, {u"--allow-faults"_s});
        const HttpResponse answer = begin(m_hub.port(), body);
        QCOMPARE(answer.status, 400);
        QVERIFY2(answer.error().contains(error), qPrintable(answer.error()));
        QCOMPARE(faults(m_hub.port()).size(), 0);
    }

    void faultsAreListedAndEnded()
    {
        START_HUB(m_hub, {u"--allow-faults"_s});
        const QJsonObject first
            = begin(m_hub.port(), R"({"kind":"delay","delay":"100ms","filter":"user:1*"})").json();
        QCOMPARE(first.value("id"_L1).toString(), u"f-1"_s);
        QCOMPARE(first.value("delay"_L1).toString(), u"100ms"_s);
        QCOMPARE(begin(m_hub.port(), R"({"kind":"half-open","for":"200ms"})").status, 200);
        QCOMPARE(faults(m_hub.port()).size(), 2);
        QTRY_COMPARE(faults(m_hub.port()).size(), 1); // the other has ended by itself
        QCOMPARE(figure(m_hub.port(), "what"_L1).toString(),
            u"streams of user:1* get everything 100ms late"_s);
        QCOMPARE(httpDelete(m_hub.port(), "/api/faults/f-7").status, 404);
        QCOMPARE(httpDelete(m_hub.port(), "/api/faults/x").status, 404);
        QCOMPARE(httpDelete(m_hub.port(), "/api/faults/f-1").status, 200);
        QCOMPARE(faults(m_hub.port()).size(), 0);
        for (int i = 0; i < 32; ++i)
            QCOMPARE(begin(m_hub.port(), R"({"kind":"half-open","filter":"user:x"})").status, 200);
        QCOMPARE(begin(m_hub.port(), R"({"kind":"half-open","filter":"user:x"})").status, 409);
        QCOMPARE(httpDelete(m_hub.port(), "/api/faults").json().value("ended"_L1).toInt(), 32);
    }

    void aShareOfTheStreamsBreaksOff()
    {
        START_HUB(m_hub, {u"--allow-faults"_s});
        std::vector<EventStream> streams;
        for (int i = 0; i < 20; ++i)
            streams.emplace_back(m_hub.port(), "userId=" + QByteArray::number(i));
        for (EventStream& stream : streams)
            QVERIFY(stream.waitForOpen());
        const QJsonObject drop
            = begin(m_hub.port(), R"({"kind":"drop","share":0.5,"filter":"user:1*"})").json();
        QCOMPARE(drop.value("hits"_L1).toInt(), 6); // of 1, 10…19
        QCOMPARE(faults(m_hub.port()).size(), 0); // done and over
        QTRY_COMPARE(connectionCount(m_hub.port()), 14);
        QCOMPARE(httpGet(m_hub.port(), "/api/stats")
                     .json()
                     .value("disconnects"_L1)
                     .toObject()
                     .value("fault"_L1)
                     .toInt(),
            6);
        int broken = 0;
        for (EventStream& stream : streams) {
            if (stream.readAvailable())
                continue;
            QVERIFY(!stream.endedCleanly());
            ++broken;
        }
        QCOMPARE(broken, 6);
    }

    void streamsBreakOffAgainAndAgain()
    {
        START_HUB(m_hub, {u"--allow-faults"_s});
        QCOMPARE(begin(m_hub.port(), R"({"kind":"drop","every":"200ms"})").status, 200);
        for (int i = 0; i < 3; ++i) {
            EventStream stream(m_hub.port(), "userId=1");
            QVERIFY(stream.waitForOpen());
            QVERIFY(stream.next().isNull());
            QVERIFY(stream.hasEnded() && !stream.endedCleanly());
        }
        QTRY_COMPARE(figure(m_hub.port(), "hits"_L1).toInt(), 3);
    }

    void newStreamsAreRefusedOrAnswered503ByTheirFilter()
    {
        START_HUB(m_hub, {u"--allow-faults"_s});
        EventStream before(m_hub.port(), "userId=1");
        QVERIFY(before.waitForOpen());
        QCOMPARE(
            begin(m_hub.port(), R"({"kind":"unavailable","filter":"user:1 type:like"})").status,
            200);
        const HttpResponse answer
            = httpGet(m_hub.port(), "/api/notifications?userId=1&types=like,comment");
        QCOMPARE(answer.status, 503);
        QVERIFY(answer.hasHeader("Retry-After"));
        EventStream other(m_hub.port(), "userId=1");
        QVERIFY(other.waitForOpen());
        QCOMPARE(figure(m_hub.port(), "hits"_L1).toInt(), 1);
        QCOMPARE(httpDelete(m_hub.port(), "/api/faults").status, 200);

        QCOMPARE(begin(m_hub.port(), R"({"kind":"refuse","filter":"user:1"})").status, 200);
        EventStream refused(m_hub.port(), "userId=1");
        QVERIFY(!refused.waitForOpen());
        QCOMPARE(refused.head().status, 0); // not a byte of an answer
        EventStream another(m_hub.port(), "userId=2");
        QVERIFY(another.waitForOpen());
        QVERIFY(before.readAvailable());
        QCOMPARE(httpGet(m_hub.port(), "/api/stats").json().value("refused"_L1).toInt(), 2);
    }

    // A filter that looks at figures is looked at again while the fault is on.
    void whomAFaultConcernsIsLookedAtAgain()
    {
        START_HUB(m_hub, {u"--allow-faults"_s});
        EventStream stream(m_hub.port(), "userId=1");
        QVERIFY(stream.waitForOpen());
        QCOMPARE(begin(m_hub.port(), R"({"kind":"half-open","filter":"events>=1"})").status, 200);
        HttpClient publisher(m_hub.port());
        publish(publisher, toUser("1", "1"));
        QCOMPARE(stream.next().data, "1");
        QTRY_COMPARE(figure(m_hub.port(), "streams"_L1).toInt(), 1);
        publish(publisher, toUser("1", "2"));
        QVERIFY(stream.next(QDeadlineTimer(200)).isNull());
        QCOMPARE(httpDelete(m_hub.port(), "/api/faults").status, 200);
        QCOMPARE(stream.next().data, "2");
    }

    // What was cut comes back and has it all.
    void acrossCutsNothingIsLost()
    {
        START_HUB(m_hub, {u"--allow-faults"_s});
        EventStream stream(m_hub.port(), "userId=1");
        QVERIFY(stream.waitForOpen());
        QCOMPARE(begin(m_hub.port(), R"({"kind":"cut","events":3})").status, 200);
        HttpClient publisher(m_hub.port());
        for (int i = 0; i < 20; ++i)
            publish(publisher, toUser("1", QByteArray::number(i)));
        QByteArray lastId;
        int cuts = 0;
        for (int i = 0; i < 20;) {
            const SseEvent event = stream.next();
            if (event.isNull()) {
                ++cuts;
                QVERIFY(stream.hasEnded());
                stream = EventStream(m_hub.port(), "userId=1", {{"Last-Event-ID", lastId}});
                QVERIFY(stream.waitForOpen());
                continue;
            }
            QCOMPARE(event.data, QByteArray::number(i++));
            lastId = event.id;
        }
        QCOMPARE(cuts, 6);
    }

    // ---- Redis

    void withoutRedisItsFaultsAreRefused()
    {
        START_HUB(m_hub, {u"--allow-faults"_s});
        for (const char* kind : {"pause-redis", "cut-redis"}) {
            const HttpResponse answer
                = begin(m_hub.port(), "{\"kind\":\"" + QByteArray(kind) + "\"}");
            QCOMPARE(answer.status, 409);
            QVERIFY(answer.error().contains("not behind Redis"_L1));
        }
    }

    void theLinkToRedisIsCutAndMadeAgain()
    {
        RedisServer redis;
        START_REDIS(redis);
        START_HUB(m_hub, {u"--allow-faults"_s, u"--broker"_s, redis.url()});
        QTRY_COMPARE(readiness(m_hub.port()), u"ready"_s);
        EventStream stream(m_hub.port(), "userId=1");
        QVERIFY(stream.waitForOpen());
        QCOMPARE(begin(m_hub.port(), R"({"kind":"cut-redis"})").status, 200);
        QTRY_COMPARE(readiness(m_hub.port()), u"not ready"_s);
        const HttpResponse refused = httpPost(m_hub.port(), "/api/publish", toUser("1", "1"));
        QCOMPARE(refused.status, 503);
        QVERIFY2(refused.error().contains("on purpose"_L1), qPrintable(refused.error()));
        QTest::qWait(2500); // longer than it waits between attempts
        QCOMPARE(readiness(m_hub.port()), u"not ready"_s);
        QVERIFY(stream.readAvailable()); // clients stay
        QCOMPARE(httpDelete(m_hub.port(), "/api/faults").status, 200);
        QTRY_COMPARE(readiness(m_hub.port()), u"ready"_s);
        HttpClient publisher(m_hub.port());
        publish(publisher, toUser("1", "2"));
        QCOMPARE(stream.next().data, "2");
    }

    void whatIsNotReadFromRedisComesAfterwards()
    {
        RedisServer redis;
        START_REDIS(redis);
        HubProcess other;
        START_HUB(m_hub,
            {u"--allow-faults"_s, u"--broker"_s, redis.url(), u"--instance-name"_s, u"paused"_s});
        START_HUB(other, {u"--broker"_s, redis.url(), u"--instance-name"_s, u"other"_s});
        QTRY_COMPARE(readiness(m_hub.port()), u"ready"_s);
        QTRY_COMPARE(readiness(other.port()), u"ready"_s);
        EventStream stream(m_hub.port(), "userId=1");
        QVERIFY(stream.waitForOpen());
        QCOMPARE(begin(m_hub.port(), R"({"kind":"pause-redis"})").status, 200);
        HttpClient publisher(other.port());
        for (int i = 0; i < 5; ++i)
            publish(publisher, toUser("1", QByteArray::number(i)));
        QVERIFY(stream.next(QDeadlineTimer(300)).isNull());
        QTRY_COMPARE(readiness(m_hub.port()), u"not ready"_s); // its own message does not come back
        QCOMPARE(httpDelete(m_hub.port(), "/api/faults").status, 200);
        for (int i = 0; i < 5; ++i)
            QCOMPARE(stream.next().data, QByteArray::number(i));
        QTRY_COMPARE(readiness(m_hub.port()), u"ready"_s);
        publish(publisher, toUser("1", "6"));
        QCOMPARE(stream.next().data, "6"); // each once
        QVERIFY2(other.stop(), other.story().constData());
    }
};

ROOM_TEST(TstFaults, QCoreApplication)
#include "tst_faults.moc"
