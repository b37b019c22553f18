// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/hub_process.h"
#include "support/redis_server.h"
#include "support/room.h"

#include <QTest>

using namespace fanlight::testing;
using namespace Qt::Literals::StringLiterals;

// Notifications that become one event: "batch" of a publish, --batch, --batch-window, --batch-max.
class TstBatches : public QObject {
    Q_OBJECT

    static QByteArray batched(
        const QByteArray& data, const QByteArray& batch = "true", const QByteArray& more = {})
    {
        return R"({"userId":"42","data":)" + data + R"(,"batch":)" + batch + more + '}';
    }

private Q_SLOTS:
    void aPublishMayAskForIt_data()
    {
        QTest::addColumn<bool>("inRedis");
        QTest::newRow("memory") << false;
        QTest::newRow("redis") << true;
    }
    void aPublishMayAskForIt()
    {
        QFETCH(const bool, inRedis);
        RedisServer redis;
        HubProcess hub;
        QStringList options = {u"--batch-window"_s, u"300ms"_s};
        if (inRedis) {
            START_REDIS(redis);
            options += {u"--broker"_s, redis.url()};
        }
        START_HUB(hub, options);
        QTRY_COMPARE(httpGet(hub.port(), "/readyz").status, 200);
        EventStream all(hub.port(), "userId=42");
        EventStream likes(hub.port(), "userId=42&types=like");
        QVERIFY(all.waitForOpen() && likes.waitForOpen());
        HttpClient client(hub.port());
        const QJsonObject first = publish(client, batched(R"({"type":"like","n":1})"));
        QCOMPARE(first["recipients"_L1].toInt(), 2); // at once, though nothing has gone out
        publish(client, batched(R"("a text")"));
        const QJsonObject last = publish(client, batched(R"({"type":"like","n":3})"));
        const SseEvent event = all.next();
        QCOMPARE(event.data,
            QByteArray(R"({"batch":[{"type":"like","n":1},"a text",{"type":"like","n":3}]})"));
        QCOMPARE(QString::fromUtf8(event.id), last["id"_L1].toString());
        QCOMPARE(likes.next().data,
            QByteArray(R"({"batch":[{"type":"like","n":1},{"type":"like","n":3}]})"));
        const QJsonObject saved = httpGet(hub.port(), "/api/stats").json()["batched"_L1].toObject();
        QCOMPARE(saved["notifications"_L1].toInt(), 5);
        QCOMPARE(saved["events"_L1].toInt(), 2);

        publish(client, batched("5", R"({"windowMs":10000,"max":2})"));
        publish(client, batched("6", R"({"windowMs":10000,"max":2})"));
        QCOMPARE(all.next().data, QByteArray(R"({"batch":[5,6]})"));
        publish(client, batched("7"));
        publish(client, batched("8", "false"));
        QCOMPARE(all.next().data, QByteArray(R"({"batch":[7]})"));
        QCOMPARE(all.next().data, QByteArray("8"));

        // Whoever comes back is sent the same in the same form.
        EventStream back(
            hub.port(), "userId=42", {{"Last-Event-ID", first["id"_L1].toString().toUtf8()}});
        QVERIFY(back.waitForOpen());
        QCOMPARE(
            back.next().data, QByteArray(R"({"batch":["a text",{"type":"like","n":3},5,6,7]})"));
        QCOMPARE(back.next().data, QByteArray("8"));
        QVERIFY(hub.stop());
    }

    void orAllAreBatched()
    {
        RedisServer redis;
        START_REDIS(redis);
        HubProcess hub;
        START_HUB(hub,
            {u"--broker"_s, redis.url(), u"--batch"_s, u"all"_s, u"--batch-window"_s, u"300ms"_s,
                u"--batch-max"_s, u"3"_s});
        QTRY_COMPARE(httpGet(hub.port(), "/readyz").status, 200);
        EventStream stream(hub.port(), "userId=42");
        QVERIFY(stream.waitForOpen());
        // what the app itself publishes, too
        redis.command({"PUBLISH", "notifications:42", R"({"n":1})"});
        redis.command({"PUBLISH", "notifications:42", "no json"});
        HttpClient client(hub.port());
        publish(client, toUser("42", "3"));
        QCOMPARE(stream.next().data, QByteArray(R"({"batch":[{"n":1},"no json",3]})"));
        publish(client, batched("4", "false"));
        QCOMPARE(stream.next().data, QByteArray("4"));
        // belongs to the stream, not into a batch
        publish(client, R"({"userId":"42","data":5,"retry":100})");
        QCOMPARE(stream.next().data, QByteArray("5"));
    }

    // Pipelined, so that all is there in one turn: what is not batched keeps its place, its form
    // and its retry.
    void whatIsPublishedBetweenStaysBetween_data() { aPublishMayAskForIt_data(); }
    void whatIsPublishedBetweenStaysBetween()
    {
        QFETCH(const bool, inRedis);
        RedisServer redis;
        HubProcess hub;
        QStringList options = {u"--batch-window"_s, u"200ms"_s};
        if (inRedis) {
            START_REDIS(redis);
            options += {u"--broker"_s, redis.url()};
        }
        START_HUB(hub, options);
        QTRY_COMPARE(httpGet(hub.port(), "/readyz").status, 200);
        EventStream stream(hub.port(), "userId=42");
        QVERIFY(stream.waitForOpen());
        HttpClient client(hub.port());
        QByteArray requests;
        for (const QByteArray& body :
            {batched("1"), QByteArray(R"({"userId":"42","data":2,"batch":false,"retry":7000})"),
                batched("3"), QByteArray(R"({"userId":"42","data":4,"batch":false,"event":"x"})"),
                batched("5"), batched("6")})
            requests += requestBytes(hub.port(), "POST", "/api/publish", {}, body);
        QVERIFY(client.send(requests));
        QJsonObject last;
        for (int i = 0; i < 6; ++i)
            last = client.read().json();
        for (const char* data : {R"({"batch":[1]})", "2", R"({"batch":[3]})", "4"}) {
            const SseEvent event = stream.next();
            QCOMPARE(event.data, QByteArray(data));
            QCOMPARE(event.event, QByteArray(event.data == "4" ? "x" : ""));
        }
        const SseEvent batch = stream.next();
        QCOMPARE(batch.data, QByteArray(R"({"batch":[5,6]})"));
        QCOMPARE(QString::fromUtf8(batch.id), last["id"_L1].toString());
        QCOMPARE(stream.retries(), QList<qint64>({2000, 7000}));
    }

    // What the app publishes past Fanlight has no id and waits for nobody: no batch loses its id,
    // or its form, to it.
    void whatIsPublishedPastTheHubStaysBetween()
    {
        RedisServer redis;
        START_REDIS(redis);
        HubProcess hub;
        START_HUB(hub, {u"--broker"_s, redis.url(), u"--batch-window"_s, u"300ms"_s});
        QTRY_COMPARE(httpGet(hub.port(), "/readyz").status, 200);
        EventStream stream(hub.port(), "userId=42");
        QVERIFY(stream.waitForOpen());
        HttpClient client(hub.port());
        const QJsonObject first = publish(client, batched("1"));
        redis.command({"PUBLISH", "notifications:42", R"({"k":"raw"})"});
        const QJsonObject second = publish(client, batched("3"));
        const SseEvent one = stream.next();
        QCOMPARE(one.data, QByteArray(R"({"batch":[1]})"));
        QCOMPARE(QString::fromUtf8(one.id), first["id"_L1].toString());
        QCOMPARE(stream.next().data, QByteArray(R"({"k":"raw"})"));
        QCOMPARE(QString::fromUtf8(stream.next().id), second["id"_L1].toString());
    }

    void whatWaitsGoesOutAtTheEnd()
    {
        HubProcess hub;
        START_HUB(hub, {u"--batch-window"_s, u"10s"_s});
        EventStream stream(hub.port(), "userId=42");
        QVERIFY(stream.waitForOpen());
        HttpClient client(hub.port());
        publish(client, batched("1"));
        publish(client, batched("2"));
        hub.askToStop();
        QVERIFY(stream.waitForCleanEnd());
        QCOMPARE(stream.next().data, QByteArray(R"({"batch":[1,2]})"));
    }

    void offIsOff()
    {
        HubProcess hub;
        START_HUB(hub, {u"--batch-window"_s, u"off"_s});
        EventStream stream(hub.port(), "userId=42");
        QVERIFY(stream.waitForOpen());
        HttpClient client(hub.port());
        publish(client, batched("1"));
        QCOMPARE(stream.next().data, QByteArray("1"));
    }

    void aWrongWishIsRefusedWithWhatIsKnown_data()
    {
        QTest::addColumn<QByteArray>("batch");
        QTest::addColumn<QString>("says");
        QTest::newRow("a number") << QByteArray("100") << u"true, false or an object"_s;
        QTest::newRow("another member")
            << QByteArray(R"({"window":100})") << u"known are windowMs, max"_s;
        QTest::newRow("no window") << QByteArray(R"({"windowMs":0})") << u"from 1 to 10000"_s;
        QTest::newRow("too long") << QByteArray(R"({"windowMs":10001})") << u"from 1 to 10000"_s;
        QTest::newRow("too many") << QByteArray(R"({"max":1001})") << u"from 1 to 1000"_s;
        QTest::newRow("a fraction") << QByteArray(R"({"max":1.5})") << u"whole number"_s;
    }
    void aWrongWishIsRefusedWithWhatIsKnown()
    {
        QFETCH(const QByteArray, batch);
        QFETCH(const QString, says);
        static HubProcess hub;
        if (!hub.isRunning())
            START_HUB(hub);
        const HttpResponse response = httpPost(hub.port(), "/api/publish", batched("1", batch));
        QCOMPARE(response.status, 400);
        QVERIFY2(response.error().startsWith(u"batch: "_s) && response.error().contains(says),
            response.body.constData());
    }
};

ROOM_TEST(TstBatches, QCoreApplication)
#include "tst_batches.moc"
