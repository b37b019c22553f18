// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/hub_process.h"
#include "support/redis_server.h"
#include "support/room.h"

#include <QTest>

using namespace fanlight::testing;
using namespace Qt::Literals::StringLiterals;

// A hub behind Redis is asked to stop at each stage of what it does with Redis, and ends well:
// under a sanitizer that also says that nothing touches what has gone, since a report makes the
// exit code another one.
class TstStop : public QObject {
    Q_OBJECT

    enum Stage { Connecting, Subscribing, Resuming, Publishing, Receipts, Away, Recovering };

private Q_SLOTS:
    void endsWellBehindRedis_data()
    {
        QTest::addColumn<int>("stage");
        QTest::newRow("before Redis ever answered") << int(Connecting);
        QTest::newRow("while channels are subscribed") << int(Subscribing);
        QTest::newRow("while streams resume") << int(Resuming);
        QTest::newRow("with publishes not answered") << int(Publishing);
        QTest::newRow("with receipts open") << int(Receipts);
        QTest::newRow("while Redis is away") << int(Away);
        QTest::newRow("while a gap is filled") << int(Recovering);
    }
    void endsWellBehindRedis()
    {
        QFETCH(const int, stage);
        RedisServer redis;
        START_REDIS(redis);
        HubProcess hub;
        if (stage == Connecting)
            redis.pause();
        START_HUB(hub, {u"--broker"_s, redis.url()});
        const auto isReady = [&] { return httpGet(hub.port(), "/readyz").status == 200; };
        std::vector<EventStream> streams;
        std::vector<HttpClient> clients;
        if (stage != Connecting) {
            QTRY_VERIFY_WITH_TIMEOUT(isReady(), int(Patience.count()));
            for (int i = 0; i < 20; ++i) {
                streams.emplace_back(hub.port(), "gaps=1&userId=u" + QByteArray::number(i));
                QVERIFY(streams.back().waitForOpen());
            }
            HttpClient client(hub.port());
            for (int i = 0; i < 20; ++i)
                QVERIFY(!publish(client, toUser('u' + QByteArray::number(i), "1")).isEmpty());
        }
        const QByteArray lastId = streams.empty() ? QByteArray("1-0") : streams.front().next().id;
        QVERIFY(!lastId.isEmpty());

        const auto send
            = [&](const QByteArray& method, const QByteArray& target, const QByteArray& body = {}) {
                  clients.emplace_back(hub.port());
                  clients.back().send(requestBytes(hub.port(), method, target, {}, body));
              };
        if (stage == Away)
            redis.kill();
        else if (stage != Connecting)
            redis.pause();
        for (int i = 0; i < 20; ++i) {
            const QByteArray user = QByteArray::number(i);
            if (stage == Subscribing || stage == Connecting || stage == Away)
                send("GET", "/api/notifications?userId=new" + user);
            if (stage == Resuming || stage == Connecting || stage == Away)
                send("GET", "/api/notifications?userId=u" + user + "&lastEventId=" + lastId);
            if (stage == Publishing || stage == Connecting)
                send("POST", "/api/publish", toUser('u' + user, "2"));
            if (stage == Receipts)
                send("POST", "/api/publish", R"({"broadcast":true,"data":3,"receipt":true})");
        }
        // its link breaks, and what was published meanwhile is being read
        if (stage == Recovering) {
            redis.resume();
            HttpClient client(hub.port());
            for (int i = 0; i < 200; ++i)
                client.send(requestBytes(hub.port(), "POST", "/api/publish", {}, toEveryone("4")));
            redis.command({"CLIENT", "KILL", "TYPE", "pubsub"});
        } else {
            // by now what was sent before has been read
            QCOMPARE(httpGet(hub.port(), "/healthz").status, 200);
        }
        QVERIFY2(hub.stop(), hub.story().constData());
        redis.resume();
    }
};

ROOM_TEST(TstStop, QCoreApplication)
#include "tst_stop.moc"
