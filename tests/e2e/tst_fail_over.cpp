// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/certificate_authority.h"
#include "support/hub_process.h"
#include "support/ready.h"
#include "support/room.h"
#include "support/sentinel_cluster.h"

#include <QFile>
#include <QTest>

using namespace fanlight::testing;

// A hub behind Sentinel, and behind TLS.
class TstFailOver : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void clientsAndHistorySurviveAFailOver()
    {
        SentinelCluster cluster;
        QVERIFY(cluster.start() && cluster.waitUntilComplete());
        HubProcess hub;
        START_HUB(hub, {u"--broker"_s, cluster.url()});
        QVERIFY2(waitForReady(hub), hub.story().constData());
        EventStream stream(hub.port(), "userId=42");
        QVERIFY(stream.waitForOpen());
        HttpClient client(hub.port());
        const QByteArray first = publish(client, toUser("42", "1"))["id"_L1].toString().toUtf8();
        publish(client, toUser("42", "2"));
        QCOMPARE(stream.next().data, "1"_ba);
        QCOMPARE(stream.next().data, "2"_ba);
        // replication is not instant
        QTRY_COMPARE(cluster.replica.command({"XLEN", "fanlight:log:42"}).toInt(), 2);

        cluster.primary.kill();
        QVERIFY(waitForReady(hub, 503));
        QVERIFY2(waitForReady(hub), hub.story().constData());
        publish(client, toUser("42", "3"));
        QCOMPARE(stream.next().data, "3"_ba);
        EventStream resumed(hub.port(), "userId=42", {{"Last-Event-ID", first}});
        QCOMPARE(resumed.next().data, "2"_ba);
        QCOMPARE(resumed.next().data, "3"_ba);
        QVERIFY(!resumed.content().contains("history does not reach back"));
        QVERIFY(!stream.hasEnded());
        QVERIFY2(hub.stop(), hub.story().constData());
    }

    void aHubWorksOverTls()
    {
        CertificateAuthority authority;
        QVERIFY(authority.make());
        RedisServer redis;
        START_REDIS(redis, authority.serverArguments(redis.port()));
        const QString url = u"rediss://localhost:%1/0"_s.arg(redis.port());
        HubProcess trusting;
        START_HUB(trusting, {u"--broker"_s, url + u"?ca="_s + authority.file(u"ca.pem"_s)});
        QVERIFY2(waitForReady(trusting), trusting.story().constData());
        EventStream stream(trusting.port(), "userId=42");
        QVERIFY(stream.waitForOpen());
        HttpClient client(trusting.port());
        publish(client, toUser("42", "1"));
        QCOMPARE(stream.next().data, "1"_ba);
        HubProcess wary; // the system does not know that authority
        START_HUB(wary, {u"--broker"_s, url});
        QTRY_VERIFY2_WITH_TIMEOUT(
            httpGet(wary.port(), "/readyz").error().contains(u"certificate"_s),
            qPrintable(httpGet(wary.port(), "/readyz").error()), int(Patience.count()));
    }

    // With a password in a file, which is told nowhere.
    void aHubWorksOverAUnixSocket()
    {
        RedisServer redis;
        const QString path = redis.filePath(u"redis.sock"_s);
        START_REDIS(redis, {u"--unixsocket"_s, path, u"--requirepass"_s, u"of-this-test"_s});
        QFile file(redis.filePath(u"password"_s));
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write("of-this-test\n") > 0);
        file.close();
        HubProcess hub;
        START_HUB(hub, {u"--broker"_s, u"unix://%1?password=@%2"_s.arg(path, file.fileName())});
        QVERIFY2(waitForReady(hub), hub.story().constData());
        EventStream stream(hub.port(), "userId=42");
        QVERIFY(stream.waitForOpen());
        HttpClient client(hub.port());
        const QByteArray first = publish(client, toUser("42", "1"))["id"_L1].toString().toUtf8();
        publish(client, toUser("42", "2"));
        QCOMPARE(stream.next().data, "1"_ba);
        QCOMPARE(stream.next().data, "2"_ba);
        EventStream resumed(hub.port(), "userId=42", {{"Last-Event-ID", first}});
        QCOMPARE(resumed.next().data, "2"_ba);
        redis.kill();
        QTRY_VERIFY2(httpGet(hub.port(), "/readyz").error().contains(path),
            qPrintable(httpGet(hub.port(), "/readyz").error()));
        QVERIFY(!hub.standardError().contains("of-this-test"));
        QVERIFY2(hub.stop(), hub.story().constData());
    }
};

ROOM_TEST(TstFailOver, QCoreApplication)
#include "tst_fail_over.moc"
