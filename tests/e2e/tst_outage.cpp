// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/hub_process.h"
#include "support/ready.h"
#include "support/redis_server.h"
#include "support/room.h"

#include <QTcpServer>
#include <QTcpSocket>
#include <QTest>

using namespace fanlight::testing;
using namespace Qt::Literals::StringLiterals;

namespace {

QString whyNotReady(const HubProcess& hub)
{
    return httpGet(hub.port(), "/readyz").error();
}

} // namespace

// Redis goes, hangs, comes back, refuses: with a real one.
class TstOutage : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void clientsStayWhileRedisIsAwayAndGoOnWhenItIsBack()
    {
        RedisServer redis;
        START_REDIS(redis);
        HubProcess hub;
        START_HUB(hub, {u"--broker"_s, redis.url()});
        QVERIFY(waitForReady(hub));
        EventStream before(hub.port(), "userId=42");
        QVERIFY(before.waitForOpen());
        HttpClient client(hub.port());
        publish(client, toUser("42", "1"));
        QCOMPARE(before.next().data, "1"_ba);

        redis.kill();
        QVERIFY(waitForReady(hub, 503));
        QVERIFY2(
            whyNotReady(hub).contains(QString::number(redis.port())), qPrintable(whyNotReady(hub)));
        const HttpResponse refused = client.post("/api/publish", toUser("42", "2"));
        QCOMPARE(refused.status, 503);
        QVERIFY(!refused.header("Retry-After").isEmpty());
        QCOMPARE(httpGet(hub.port(), "/healthz").status, 200);
        EventStream meanwhile(hub.port(), "userId=43"); // whoever comes is let in
        QVERIFY(meanwhile.waitForOpen());
        // and waits for its history
        EventStream resuming(hub.port(), "userId=42", {{"Last-Event-ID", before.lastEventId()}});

        START_REDIS(redis);
        QVERIFY(waitForReady(hub));
        QVERIFY(before.waitForContent(": Redis was away for "));
        QVERIFY(before.waitForContent("its history is lost")); // nothing was saved
        QVERIFY(resuming.waitForOpen());
        QVERIFY(resuming.waitForContent("history does not reach back"));
        publish(client, toUser("42", "3"));
        publish(client, toUser("43", "4"));
        QCOMPARE(before.next().data, "3"_ba);
        QCOMPARE(resuming.next().data, "3"_ba);
        QCOMPARE(meanwhile.next().data, "4"_ba);
        QCOMPARE(connectionCount(hub.port()), 3);
        const QByteArray log = hub.standardError();
        QVERIFY(log.contains("Redis is away") && log.contains("Redis is back after"));
        QVERIFY2(hub.stop(), hub.story().constData());
    }

    void whatHistoryHoldsIsDeliveredOnceAfterTheGap()
    {
        RedisServer redis;
        START_REDIS(redis);
        HubProcess cutOff;
        HubProcess other;
        START_HUB(cutOff, {u"--broker"_s, redis.url()});
        START_HUB(other, {u"--broker"_s, redis.url()});
        QVERIFY(waitForReady(cutOff) && waitForReady(other));
        EventStream own(cutOff.port(), "userId=42");
        EventStream everyone(cutOff.port(), "");
        QVERIFY(own.waitForOpen() && everyone.waitForOpen());
        HttpClient client(other.port());
        publish(client, toUser("42", "\"before\""));
        QCOMPARE(own.next().data, "before"_ba);

        cutOff.pause();
        redis.command({"CLIENT", "KILL", "TYPE", "pubsub"});
        QVERIFY(waitForReady(other));
        QTRY_COMPARE(
            redis.command({"PUBSUB", "NUMSUB", "notifications"}).toList().value(1).toInt(), 1);
        for (int i = 0; i < 5; ++i) {
            publish(client, toUser("42", QByteArray::number(i)));
            publish(client, toUser("43", "\"not mine\""));
            publish(client, toEveryone("\"all " + QByteArray::number(i) + '"'));
        }
        redis.command({"PUBLISH", "notifications:42", "\"past Fanlight: nobody keeps it\""});
        cutOff.resume();
        QVERIFY(own.waitForContent("Redis was away"));
        for (int i = 0; i < 5; ++i) {
            QCOMPARE(own.next().data, QByteArray::number(i));
            QCOMPARE(own.next().data, "all " + QByteArray::number(i));
            QCOMPARE(everyone.next().data, "all " + QByteArray::number(i));
        }
        publish(client, toUser("42", "\"after\""));
        QCOMPARE(own.next().data, "after"_ba);
        QVERIFY2(
            own.content().contains("; 10 events follow from history"), own.content().constData());
    }

    void aRedisThatHangsIsNotReady()
    {
        RedisServer redis;
        START_REDIS(redis);
        HubProcess hub;
        START_HUB(hub, {u"--broker"_s, redis.url()});
        QVERIFY(waitForReady(hub));
        EventStream stream(hub.port(), "userId=42");
        QVERIFY(stream.waitForOpen());
        redis.pause();
        QVERIFY(waitForReady(hub, 503));
        QVERIFY2(whyNotReady(hub).contains("does not answer"_L1), qPrintable(whyNotReady(hub)));
        HttpClient client(hub.port());
        QCOMPARE(client.post("/api/publish", toUser("42", "1")).status, 503);
        redis.resume();
        QVERIFY(waitForReady(hub));
        publish(client, toUser("42", "2"));
        QCOMPARE(stream.next().data, "2"_ba);
    }

    void saysWhatIsWrong_data()
    {
        QTest::addColumn<QStringList>("serverArguments");
        QTest::addColumn<QList<QByteArrayList>>("commands");
        QTest::addColumn<QString>("user");
        QTest::addColumn<QString>("expected");
        QTest::newRow("wrong password") << QStringList{u"--requirepass"_s, u"right"_s}
                                        << QList<QByteArrayList>{} << u":wrong@"_s << u"password"_s;
        QTest::newRow("no password") << QStringList{u"--requirepass"_s, u"right"_s}
                                     << QList<QByteArrayList>{} << u""_s << u"password"_s;
        QTest::newRow("read-only user")
            << QStringList{}
            << QList<QByteArrayList>{{"ACL", "SETUSER", "reader", "on", ">pw", "~*", "&*", "+@read",
                   "+@connection", "+subscribe", "+unsubscribe"}}
            << u"reader:pw@"_s << u"may not"_s;
    }
    void saysWhatIsWrong()
    {
        QFETCH(QStringList, serverArguments);
        QFETCH(QList<QByteArrayList>, commands);
        QFETCH(QString, user);
        QFETCH(QString, expected);
        RedisServer redis;
        START_REDIS(redis, serverArguments);
        for (const QByteArrayList& command : commands)
            QCOMPARE(redis.command({command.begin(), command.end()}).toByteArray(), "OK"_ba);
        HubProcess hub;
        START_HUB(hub,
            {u"--broker"_s, QString(redis.url()).replace(u"redis://"_s, u"redis://"_s + user)});
        QVERIFY(waitForReady(hub, 503));
        QTRY_VERIFY2_WITH_TIMEOUT(whyNotReady(hub).contains(expected), qPrintable(whyNotReady(hub)),
            int(Patience.count()));
        HttpClient client(hub.port());
        const HttpResponse refused = client.post("/api/publish", toUser("42", "1"));
        QCOMPARE(refused.status, 503);
        QVERIFY2(refused.error().contains(expected), refused.body.constData());
        QVERIFY(!hub.standardError().contains("wrong@") && !hub.standardError().contains("pw@"));
        EventStream stream(hub.port(), "userId=42");
        QVERIFY(stream.waitForOpen());
        QVERIFY2(hub.stop(), hub.story().constData());
    }

    void aForeignServerOnThePortIsNamed()
    {
        QTcpServer foreign;
        QVERIFY(foreign.listen(QHostAddress::LocalHost));
        connect(&foreign, &QTcpServer::newConnection, &foreign, [&] {
            while (QTcpSocket* socket = foreign.nextPendingConnection())
                socket->write("HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n");
        });
        HubProcess hub;
        START_HUB(hub, {u"--broker"_s, u"redis://127.0.0.1:%1"_s.arg(foreign.serverPort())});
        QTRY_VERIFY2_WITH_TIMEOUT(whyNotReady(hub).contains(u"not Redis"_s),
            qPrintable(whyNotReady(hub)), int(Patience.count()));
    }

    void aRedisWithoutMemoryRefusesClearlyAndHistoryStays()
    {
        RedisServer redis;
        START_REDIS(redis, {u"--maxmemory-policy"_s, u"noeviction"_s});
        HubProcess hub;
        START_HUB(hub, {u"--broker"_s, redis.url()});
        QVERIFY(waitForReady(hub));
        EventStream stream(hub.port(), "userId=42");
        QVERIFY(stream.waitForOpen());
        HttpClient client(hub.port());
        publish(client, toUser("42", "1"));
        QCOMPARE(stream.next().data, "1"_ba);
        redis.command({"CONFIG", "SET", "maxmemory", "1"});
        const HttpResponse refused = client.post("/api/publish", toUser("42", "2"));
        QCOMPARE(refused.status, 503);
        QVERIFY2(refused.error().contains("maxmemory"_L1), refused.body.constData());
        redis.command({"CONFIG", "SET", "maxmemory", "0"});
        publish(client, toUser("42", "3"));
        const SseEvent next = stream.next();
        QCOMPARE(next.data, "3"_ba);
        EventStream again(hub.port(), "userId=42", {{"Last-Event-ID", next.id}});
        QVERIFY(again.waitForOpen());
        QCOMPARE(redis.command({"XLEN", "fanlight:log:42"}).toLongLong(), 2);
    }
};

ROOM_TEST(TstOutage, QCoreApplication)
#include "tst_outage.moc"
