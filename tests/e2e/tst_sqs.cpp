// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/hub_process.h"
#include "support/redis_server.h"
#include "support/room.h"
#include "support/sqs_server.h"

#include <QJsonArray>
#include <QTest>

#include <vector>

using namespace fanlight::testing;
using namespace Qt::Literals::StringLiterals;

namespace {

const QString SqsHubSecret = u"wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY"_s;

QJsonObject sqsFigures(quint16 port)
{
    return httpGet(port, "/api/sources").json().value("sources"_L1).toArray().first().toObject();
}

int sqsCount(quint16 port, QLatin1StringView member)
{
    return sqsFigures(port).value(member).toInt(-1);
}

QStringList sqsPublishes(int from, int to)
{
    QStringList bodies;
    for (int i = from; i <= to; ++i)
        bodies.append(u"{\"userId\":\"42\",\"data\":%1}"_s.arg(i));
    return bodies;
}

void giveKeys(HubProcess& hub)
{
    hub.setEnvironment(u"AWS_ACCESS_KEY_ID"_s, u"AKIDEXAMPLE"_s);
    hub.setEnvironment(u"AWS_SECRET_ACCESS_KEY"_s, SqsHubSecret);
}

} // namespace

// Queues of SQS that feed a real fanlightd, with a foreign server.
class TstSqs : public QObject {
    Q_OBJECT

    SqsServer m_server;

private Q_SLOTS:
    void initTestCase()
    {
        NEEDS_SQS();
        START_SQS(m_server);
    }

    void whatTheAppPutsIntoTheQueueReachesTheUserAndNoKeyIsShown()
    {
        const QString queue = m_server.createQueue(u"first"_s);
        HubProcess hub;
        giveKeys(hub);
        START_HUB(hub, {u"--source"_s, m_server.source(u"first"_s), u"--log-level"_s, u"debug"_s});
        EventStream user(hub.port(), "userId=42");
        QVERIFY2(user.waitForOpen(), QByteArray(user.content() + hub.story()).constData());
        m_server.send(queue, u"{\"userId\":\"42\",\"type\":\"like\",\"data\":{\"n\":1}}"_s);
        QCOMPARE(user.next().data, R"({"type":"like","n":1})"_ba);
        m_server.send(queue, u"raw"_s, {{u"fan-user"_s, u"42"_s}, {u"fan-event"_s, u"paid"_s}});
        const SseEvent raw = user.next();
        QCOMPARE(raw.data, "raw"_ba);
        QCOMPARE(raw.event, "paid"_ba);
        QTRY_COMPARE(sqsCount(hub.port(), "acknowledged"_L1), 2);
        QTRY_COMPARE(m_server.size(u"first"_s), 0);
        const QJsonObject figures = sqsFigures(hub.port());
        QCOMPARE(figures.value("name"_L1).toString(), u"first"_s);
        QCOMPARE(figures.value("kind"_L1).toString(), u"sqs"_s);
        QCOMPARE(figures.value("state"_L1).toString(), u"taking"_s);
        for (const char* path : {"/api/sources", "/api/stats", "/metrics", "/readyz"})
            QVERIFY2(!httpGet(hub.port(), path).body.contains(SqsHubSecret.toLatin1()), path);
        QVERIFY2(hub.stop(), hub.story().constData());
        QVERIFY(!hub.standardError().contains(SqsHubSecret.toLatin1()));
    }

    void aPoisonousMessageEndsWithTheDeadBlocksNobodyAndIsSentAgainMended()
    {
        const QString queue = m_server.createQueue(u"poisoned"_s);
        m_server.createQueue(u"poisoned-dead"_s);
        HubProcess hub;
        giveKeys(hub);
        START_HUB(hub, {u"--source"_s, m_server.source(u"poisoned"_s)});
        EventStream user(hub.port(), "userId=42");
        QVERIFY2(user.waitForOpen(), QByteArray(user.content() + hub.story()).constData());
        m_server.send(queue, u"{\"data\":\"to nobody\"}"_s);
        m_server.send(queue, u"{\"userId\":\"42\",\"data\":\"good\"}"_s);
        QCOMPARE(user.next().data, "good"_ba);
        QTRY_COMPARE(sqsCount(hub.port(), "buried"_L1), 1);
        QTRY_COMPARE(m_server.size(u"poisoned"_s), 0);
        const QJsonArray dead
            = httpGet(hub.port(), "/api/sources/poisoned/dead").json().value("dead"_L1).toArray();
        QCOMPARE(dead.size(), 1);
        QCOMPARE(dead[0]["tries"_L1].toInt(), 5);
        QVERIFY2(dead[0]["reason"_L1].toString().contains(u"userId"_s),
            qPrintable(dead[0]["reason"_L1].toString()));
        const HttpResponse sent = httpPost(hub.port(),
            "/api/sources/poisoned/dead/" + dead[0]["handle"_L1].toString().toLatin1(),
            R"({"body":{"userId":"42","data":"found"}})");
        QVERIFY2(sent.status == 200, sent.body.constData());
        QCOMPARE(user.next().data, "found"_ba);
        QCOMPARE(m_server.size(u"poisoned-dead"_s), 0);
        QVERIFY2(hub.stop(), hub.story().constData());
    }

    void tenThousandMessagesOverCrashesOfHubAndServer()
    {
        constexpr int all = 10'000;
        constexpr int part = 2500;
        RedisServer broker;
        START_REDIS(broker);
        const QString queue = m_server.createQueue(u"outbox"_s, {{u"VisibilityTimeout"_s, u"2"_s}});
        QVERIFY(m_server.sendAll(queue, sqsPublishes(1, all)));
        const QStringList options{u"--source"_s, m_server.source(u"outbox"_s), u"--broker"_s,
            broker.url(), u"--history"_s, u"20000/1h"_s, u"--log-level"_s, u"warning"_s};
        HubProcess hub;
        giveKeys(hub);
        START_HUB(hub, options);
        std::vector<int> seen(all + 1);
        int distinct = 0;
        int twice = 0;
        int crashes = 0;
        EventStream user(hub.port(), "userId=42");
        QVERIFY2(user.waitForOpen(), QByteArray(user.content() + hub.story()).constData());
        QByteArray last;
        while (distinct < all) {
            const SseEvent event = user.next();
            if (event.isNull()) { // the hub has gone, or the stream was too slow
                QVERIFY2(!last.isEmpty(), hub.story().constData());
                user = EventStream(hub.port(), "userId=42", {{"Last-Event-ID", last}});
                QVERIFY2(user.waitForOpen(), hub.story().constData());
                continue;
            }
            last = event.id;
            const int number = event.data.toInt();
            QVERIFY2(number >= 1 && number <= all, event.wire.constData());
            ++seen[std::size_t(number)] == 1 ? ++distinct : ++twice;
            if (crashes == 3 || distinct != (crashes + 1) * part)
                continue;
            // the hub, the server, both
            ++crashes;
            if (crashes != 1)
                m_server.kill();
            if (crashes != 2) {
                hub.crash();
                std::ignore = hub.waitForEnd();
            }
            if (crashes != 1)
                START_SQS(m_server);
            if (crashes != 2)
                START_HUB(hub, options);
        }
        QCOMPARE(crashes, 3);
        QTRY_COMPARE(m_server.size(u"outbox"_s), 0);
        // what was taken and not deleted came again, and `once` knew it
        QCOMPARE(twice, 0);
        QVERIFY2(hub.stop(), hub.story().constData());
    }
};

ROOM_TEST(TstSqs, QCoreApplication)
#include "tst_sqs.moc"
