// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/hub_process.h"
#include "support/room.h"
#include "support/sanitizer.h"

#include <QDir>
#include <QElapsedTimer>
#include <QTest>

#include <thread>

using namespace fanlight::testing;
using namespace Qt::Literals::StringLiterals;

// Connections that are used for more than one request, and what happens to them when the hub is
// stopped, full or put into another time.
class TstKeepAlive : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyPipelinedRequestIsAnswered_data()
    {
        QTest::addColumn<QByteArray>("method");
        QTest::addColumn<QByteArray>("target");
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<int>("status");
        QTest::addColumn<int>("begins"); // milliseconds until the client reads
        QTest::newRow("gets") << QByteArray("GET") << QByteArray("/healthz") << QByteArray() << 200
                              << 0;
        QTest::newRow("gets, read late")
            << QByteArray("GET") << QByteArray("/healthz") << QByteArray() << 200 << 500;
        QTest::newRow("answers of the hub's thread")
            << QByteArray("GET") << QByteArray("/api/users/1/followers") << QByteArray() << 200
            << 500;
        QTest::newRow("invalid publishes")
            << QByteArray("POST") << QByteArray("/api/publish") << QByteArray("{}") << 400 << 500;
        QTest::newRow("publishes") << QByteArray("POST") << QByteArray("/api/publish")
                                   << QByteArray(R"({"userId":"1","data":1})") << 200 << 500;
    }
    void everyPipelinedRequestIsAnswered()
    {
        QFETCH(const QByteArray, method);
        QFETCH(const QByteArray, target);
        QFETCH(const QByteArray, body);
        QFETCH(const int, status);
        QFETCH(const int, begins);
        constexpr int Requests = 15'000; // their answers are many times what may be unsent
        HubProcess hub;
        START_HUB(hub);
        HttpClient client(hub.port());
        std::thread sends([&] {
            QByteArray bytes;
            for (int i = 0; i < Requests; ++i)
                bytes += requestBytes(hub.port(), method, target, {}, body);
            client.send(bytes);
        });
        QTest::qWait(begins);
        int answered = 0;
        while (answered < Requests && client.read().status == status)
            ++answered;
        sends.join();
        QCOMPARE(answered, Requests);
        QVERIFY(hub.stop());
    }

    // Not an end without a word: who gets one does not know whether it was published.
    void aRequestThatHasArrivedWhenTheHubEndsHasAnAnswer()
    {
        HubProcess hub;
        START_HUB(hub);
        std::vector<HttpClient> publishers;
        for (int i = 0; i < 16; ++i) {
            publishers.emplace_back(hub.port());
            publish(publishers.back(), toUser("1", "1"));
        }
        hub.pause();
        for (HttpClient& publisher : publishers)
            publisher.send(requestBytes(hub.port(), "POST", "/api/publish", {}, toUser("1", "2")));
        hub.askToStop();
        hub.resume();
        for (HttpClient& publisher : publishers) {
            const HttpResponse response = publisher.read();
            QVERIFY2(response.status == 200 || response.status == 503,
                QByteArray::number(response.status).constData());
            QVERIFY(publisher.waitForEnd());
        }
        QVERIFY(hub.waitForEnd());
        QCOMPARE(hub.exitCode(), 0);
    }

    // Whoever watches over the hub must not end it because others keep its descriptors busy.
    void probesAreAnsweredWhenDescriptorsAreShort()
    {
        HubProcess hub;
        START_HUB(hub, {}, 64);
        std::vector<Socket> silent;
        for (int i = 0; i < 256; ++i)
            silent.emplace_back(hub.port());
        for (const char* probe : {"/healthz", "/readyz"}) {
            const HttpResponse response = httpGet(hub.port(), probe, {{"Connection", "close"}});
            QCOMPARE(response.status, 200);
        }
        QVERIFY(hub.stop());
    }

    void agesAreTrueWhenTheClockIsSetBack()
    {
        if (UnderSanitizer)
            QSKIP("a sanitizer's runtime must be loaded first, and so must the library that moves "
                  "the clock");
        const QFileInfoList found
            = QDir(u"/usr/lib"_s).entryInfoList({u"*-linux-gnu*"_s}, QDir::Dirs);
        QString library;
        for (const QFileInfo& folder : found) {
            if (const QString path = folder.filePath() + u"/faketime/libfaketimeMT.so.1"_s;
                QFile::exists(path))
                library = path;
        }
        if (library.isEmpty())
            QSKIP("faketime is not installed");
        HubProcess hub;
        const QString clock = hub.folder() + u"/clock"_s;
        const auto set = [&](const QByteArray& time) {
            QFile file(clock);
            QVERIFY(file.open(QIODevice::WriteOnly));
            file.write(time);
        };
        set("+0\n");
        hub.setEnvironment(u"LD_PRELOAD"_s, library);
        hub.setEnvironment(u"FAKETIME_TIMESTAMP_FILE"_s, clock);
        hub.setEnvironment(u"FAKETIME_NO_CACHE"_s, u"1"_s);
        hub.setEnvironment(u"FAKETIME_DONT_FAKE_MONOTONIC"_s, u"1"_s);
        START_HUB(hub);
        EventStream stream(hub.port(), "userId=1");
        QVERIFY(stream.waitForOpen());
        set("-1h\n");
        const double uptime
            = httpGet(hub.port(), "/api/stats").json()["uptimeSeconds"_L1].toDouble(-1);
        QVERIFY2(uptime >= 0 && uptime < 600, QByteArray::number(uptime).constData());
        const auto count = [&](const QByteArray& filter) {
            return httpGet(hub.port(), "/api/connections?filter=" + filter)
                .json()["connections"_L1]
                .toArray()
                .size();
        };
        QCOMPARE(count("age%3C10m"), 1);
        QCOMPARE(count("age%3E10m"), 0);
        set("+1h\n");
        QCOMPARE(count("age%3E10m"), 0);
        stream.socket().close();
        QTRY_VERIFY(hub.standardError().contains(" disconnected: "));
        const QByteArray line = hub.standardError();
        const double seconds = line.mid(line.indexOf(" after ") + 7).split(' ').first().toDouble();
        QVERIFY2(line.contains(" after ") && seconds >= 0 && seconds < 600, line.constData());
    }
};

ROOM_TEST(TstKeepAlive, QCoreApplication)
#include "tst_keep_alive.moc"
