// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/hub/hub_rig.h"
#include "support/room.h"

#include <QSignalSpy>
#include <QTcpServer>

using namespace fanlight;
using namespace fanlight::testing;

class TestHub : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void startsListensAndStops()
    {
        HubRig rig;
        QCOMPARE(rig.hub.status().state, HubState::Stopped);
        QVERIFY(rig.start());
        QVERIFY(rig.hub.isListening());
        QVERIFY(rig.port() > 0);
        QCOMPARE(rig.hub.status().shards, 2);
        QCOMPARE(rig.hub.status().broker.kind, u"memory"_qs);
        QVERIFY(!rig.hub.status().instance.isEmpty());
        QVERIFY(rig.hub.status().startedAtMs > 0 && rig.hub.status().fileLimit > 0);
        QCOMPARE(httpGet(rig.port(), "/healthz").status, 200);
        rig.hub.stop();
        QVERIFY(rig.reaches(HubState::Stopped));
        QCOMPARE(rig.states,
            QList<HubState>(
                {HubState::Starting, HubState::Listening, HubState::Draining, HubState::Stopped}));
    }

    void startsAgainAfterAStop()
    {
        HubRig rig;
        for (int round = 0; round < 3; ++round) {
            QVERIFY(rig.start());
            EventStream stream(rig.port(), "userId=1");
            QVERIFY(stream.waitForOpen());
            QCOMPARE(rig.publish(to({u"1"_qs}, "x")).recipients, quint64(1));
            rig.hub.stop();
            QVERIFY(stream.waitForCleanEnd());
            stream.socket().close();
            QVERIFY(rig.reaches(HubState::Stopped));
        }
    }

    // Whatever its clients are at: it lets go of all of it, destroyed at once or after it has
    // drained.
    void stopsAtEveryStage_data()
    {
        QTest::addColumn<bool>("drains");
        QTest::newRow("destroyed at once") << false;
        QTest::newRow("drains") << true;
    }
    void stopsAtEveryStage()
    {
        QFETCH(const bool, drains);
        for (int round = 0; round < 2; ++round) {
            HubRig rig;
            HubOptions options = onAnyPort();
            options.batchWindow = std::chrono::seconds(10);
            QVERIFY(rig.start(options));
            const quint16 port = rig.port();
            std::vector<HttpClient> clients;
            const auto send = [&](const QByteArray& bytes) {
                clients.emplace_back(port);
                clients.back().send(bytes);
            };
            const auto publish = [&](const QByteArray& more) {
                return requestBytes(
                    port, "POST", "/api/publish", {}, R"({"userId":"1","data":1)" + more + '}');
            };
            QByteArray first;
            {
                HttpClient client(port);
                first = client.post("/api/publish", R"({"userId":"1","data":"first"})")
                            .json()
                            .value(u"id"_qs)
                            .toString()
                            .toUtf8();
                for (int i = 0; i < 90; ++i)
                    QCOMPARE(
                        client
                            .post("/api/publish",
                                R"({"userId":"1","data":")" + QByteArray(20'000, 'x') + R"("})")
                            .status,
                        200);
            }
            EventStream idle(port, "userId=1");
            // and reads none of it
            EventStream resumes(port, "userId=1", {{"Last-Event-ID", first}}, "HTTP/1.1", 4096);
            EventStream asks(
                port, "userId=1&types=like&gaps=1&heartbeat=event", {{"Last-Event-ID", "1-0"}});
            QVERIFY(idle.waitForOpen() && resumes.waitForOpen() && asks.waitForOpen());
            send({});
            send("GET /api/stats HTTP/1.1\r\n");
            send(publish({}).chopped(3));
            send(requestBytes(port, "GET", "/api/stats").repeated(50));
            send(requestBytes(port, "GET", "/api/connections").repeated(50));
            send(publish(R"(,"batch":true,"receipt":true)").repeated(50));
            send(requestBytes(port, "POST", "/api/fanout", {}, R"({"authorId":"1","data":1})")
                     .repeated(50));
            send(requestBytes(port, "PUT", "/api/users/1/followers/2").repeated(50));
            rig.hub.publish(to({u"1"_qs}, "2"), [](const PublishResult&) {});
            rig.hub.requestConnections(true, [](ConnectionSnapshotPtr) {});
            EventStream late(port, "userId=1", {{"Last-Event-ID", first}});
            if (!drains)
                continue;
            rig.hub.stop();
            QVERIFY(rig.reaches(HubState::Stopped));
            QVERIFY(idle.waitForCleanEnd());
            QVERIFY(asks.waitForCleanEnd());
        }
    }

    // What the first run still had on its way must not reach the second.
    void aRestartWhileItDrainsStartsCleanly()
    {
        HubRig rig;
        for (int round = 0; round < 10; ++round) {
            QVERIFY(rig.start());
            std::vector<HttpClient> asking;
            for (int i = 0; i < 8; ++i) {
                asking.emplace_back(rig.port());
                asking.back().send(requestBytes(rig.port(), "GET", "/api/stats").repeated(4));
            }
            rig.hub.stop();
            rig.states.clear();
            QVERIFY(rig.start());
            QVERIFY(rig.states.count(HubState::Listening) == 1);
            QCOMPARE(httpGet(rig.port(), "/api/stats").status, 200);
            QVERIFY(rig.hub.isListening());
            rig.hub.stop();
            QVERIFY(rig.reaches(HubState::Stopped));
        }
    }

    void aPortInUseFailsWithAnotherToTake()
    {
        QTcpServer other;
        QVERIFY(other.listen(QHostAddress::LocalHost));
        HubRig rig;
        HubOptions options = onAnyPort();
        options.listenPort = other.serverPort();
        rig.hub.start(options);
        QVERIFY(rig.reaches(HubState::Failed));
        QVERIFY(rig.hub.status().error.contains(u"in use"_qs));
        QVERIFY(!rig.hub.isListening());
        QVERIFY(rig.hub.status().suggestedPort > other.serverPort());
        options.listenPort = rig.hub.status().suggestedPort;
        QVERIFY(rig.start(options));
        QCOMPARE(rig.hub.status().error, QString());
        QCOMPARE(rig.port(), options.listenPort);
    }

    // so that clients that were told to come back find it
    void aPortThatWasPickedStaysOverARestart()
    {
        HubRig rig;
        QVERIFY(rig.start());
        const quint16 port = rig.port();
        rig.hub.stop();
        QVERIFY(rig.reaches(HubState::Stopped));
        QVERIFY(rig.start());
        QCOMPARE(rig.port(), port);
        rig.hub.stop();
        QVERIFY(rig.reaches(HubState::Stopped));
        QTcpServer other;
        QVERIFY(other.listen(QHostAddress::LocalHost, port));
        QVERIFY(rig.start()); // unless somebody else took it
        QVERIFY(rig.port() != port);
    }

    void anAddressIsHeldWhileTheHubGoesOn()
    {
        HubRig rig;
        QVERIFY(rig.start());
        const quint16 before = rig.port();
        QTcpServer other;
        QVERIFY(other.listen(QHostAddress::LocalHost));
        HubOptions options = onAnyPort();
        options.listenPort = other.serverPort();
        const auto hold = [&rig](const HubOptions& wanted) {
            std::optional<std::pair<QString, quint16>> answer;
            rig.hub.holdAddress(wanted, [&answer](const QString& error, quint16 freePort) {
                answer = {error, freePort};
            });
            return QTest::qWaitFor([&] { return answer.has_value(); }, int(Patience.count()))
                ? *answer
                : std::pair(QString(u"no answer"_qs), quint16(0));
        };
        const auto [error, freePort] = hold(options);
        QVERIFY2(error.contains(QString::number(other.serverPort())), qPrintable(error));
        QVERIFY(freePort != 0);
        QCOMPARE(rig.states.last(), HubState::Listening);
        QCOMPARE(rig.port(), before);
        options.listenPort = freePort;
        QCOMPARE(hold(options).first, QString());
        QTcpServer late;
        QVERIFY(!late.listen(QHostAddress::LocalHost, freePort));
        rig.hub.stop();
        QVERIFY(rig.reaches(HubState::Stopped));
        QVERIFY(rig.start(options));
        QCOMPARE(rig.port(), freePort);
    }

    void itListensOnAllItsAddressesAndTellsThem()
    {
        QTemporaryDir folder;
        HubRig rig;
        HubOptions options = onAnyPort();
        const QString socket = u"unix:"_qs + folder.filePath(u"hub.sock"_qs);
        options.moreListeners = {socket, u"127.0.0.2:0"_qs, u"[::1]:0"_qs};
        QVERIFY(rig.start(options));
        const QStringList urls = rig.hub.status().urls;
        QCOMPARE(urls.size(), 4);
        QCOMPARE(rig.hub.status().url, urls[0]);
        QCOMPARE(urls[1], socket);
        QVERIFY(QUrl(urls[2]).port() != QUrl(urls[0]).port());
        rig.hub.stop();
        QVERIFY(rig.reaches(HubState::Stopped));
        QVERIFY(!QFileInfo::exists(folder.filePath(u"hub.sock"_qs)));
        QVERIFY(rig.start(options));
        QCOMPARE(rig.hub.status().urls, urls); // ports that were picked stay
        rig.hub.stop();
        QVERIFY(rig.reaches(HubState::Stopped));
        QTcpServer other; // one that is taken is all that is needed to fail, and nothing is offered
        QVERIFY(other.listen(QHostAddress::LocalHost));
        options.moreListeners.append(u"127.0.0.1:%1"_qs.arg(other.serverPort()));
        rig.hub.start(options);
        QVERIFY(rig.reaches(HubState::Failed));
        QVERIFY(rig.hub.status().error.contains(QString::number(other.serverPort())));
        QCOMPARE(rig.hub.status().suggestedPort, quint16(0));
        QVERIFY(!QFileInfo::exists(folder.filePath(u"hub.sock"_qs)));
    }

    void optionsThatDoNotGoTogetherFail()
    {
        HubRig rig;
        HubOptions options = onAnyPort();
        options.listenHost = u"0.0.0.0"_qs; // beyond loopback without a token
        rig.hub.start(options);
        QVERIFY(rig.reaches(HubState::Failed));
        QCOMPARE(rig.hub.status().error, checkHubOptions(options));
        QCOMPARE(rig.hub.status().suggestedPort, quint16(0));
    }

    void publishAnswersWithRecipientsAndTheirLatency()
    {
        HubRig rig;
        QVERIFY(rig.start());
        std::vector<EventStream> streams;
        for (int i = 0; i < 10; ++i) {
            streams.emplace_back(rig.port(), "userId=" + QByteArray::number(i % 2));
            QVERIFY(streams.back().waitForOpen());
        }
        PublishResult result = rig.publish(to({u"0"_qs, u"1"_qs, u"0"_qs, u"7"_qs}, "{\"n\":1}"));
        QCOMPARE(result.error, QString());
        QCOMPARE(result.channels, 3);
        QCOMPARE(result.recipients, quint64(10));
        QVERIFY(result.receipt != 0);
        for (EventStream& stream : streams) {
            const SseEvent event = stream.next();
            QCOMPARE(event.data, QByteArray("{\"n\":1}"));
            QCOMPARE(QString::fromUtf8(event.id), result.id);
        }
        result = rig.publish(to({}, "y"));
        QCOMPARE(result.recipients, quint64(10));
        QCOMPARE(result.channels, 1);
        result = rig.publish(to({u"nobody"_qs}, "z"));
        QCOMPARE(result.error, QString());
        QCOMPARE(result.recipients, quint64(0));
    }

    void publishTakesEveryField()
    {
        HubRig rig;
        QVERIFY(rig.start());
        EventStream stream(rig.port(), "userId=1&types=like");
        QVERIFY(stream.waitForOpen());
        PublishRequest request = to({u"1"_qs}, "a\nb");
        request.type = u"like"_qs;
        request.event = u"note"_qs;
        request.id = u"mine"_qs;
        request.retryMs = 5;
        QCOMPARE(rig.publish(request).id, u"mine"_qs);
        QCOMPARE(stream.next().wire,
            QByteArray("event: note\nid: mine\nretry: 5\ndata: a\ndata: b\n\n"));
        QCOMPARE(rig.publish(to({u"1"_qs}, "{\"type\":\"share\"}")).recipients, quint64(0));
        QCOMPARE(rig.publish(to({u"1"_qs}, "{\"type\":\"like\"}")).recipients, quint64(1));
        QCOMPARE(rig.publish(to({u"1"_qs}, "{\"type\":\"" + QByteArray(70'000, 'x') + "\"}")).error,
            QString());
    }

    void aPublishThatCannotBeIsRefusedWithItsField_data()
    {
        QTest::addColumn<QStringList>("userIds");
        QTest::addColumn<QString>("id");
        QTest::addColumn<int>("dataBytes");
        QTest::addColumn<QString>("error");
        QTest::newRow("user id") << QStringList({u"a\nb"_qs}) << QString() << 1
                                 << u"userId: must not contain"_qs;
        QTest::newRow("empty user id")
            << QStringList({QString()}) << QString() << 1 << u"userId: must not be empty"_qs;
        QTest::newRow("id") << QStringList({u"a"_qs}) << u"1\r"_qs << 1
                            << u"id: must not contain"_qs;
        QTest::newRow("data") << QStringList({u"a"_qs}) << QString() << (256 << 10) + 1
                              << u"data: 262145 bytes are over the limit"_qs;
    }
    void aPublishThatCannotBeIsRefusedWithItsField()
    {
        QFETCH(QStringList, userIds);
        QFETCH(QString, id);
        QFETCH(int, dataBytes);
        QFETCH(QString, error);
        HubRig rig;
        QVERIFY(rig.start());
        PublishRequest request = to(userIds, QByteArray(dataBytes, 'x'));
        request.id = id;
        const PublishResult result = rig.publish(request);
        QVERIFY2(result.error.startsWith(error), qPrintable(result.error));
    }

    void withoutAHubEveryQuestionIsAnsweredAllTheSame()
    {
        HubRig rig;
        QVERIFY(!rig.publish(to({u"1"_qs}, "x")).error.isEmpty());
        QCOMPARE(rig.connections()->total, quint64(0));
        QCOMPARE(rig.disconnect({1}, -1), 0);
        rig.hub.stop();
        QVERIFY(rig.reaches(HubState::Stopped));
    }

    void connectionsAreListedAsTheyStand()
    {
        HubRig rig;
        QVERIFY(rig.start());
        EventStream first(rig.port(), "userId=42&types=like,comment", {{"User-Agent", "test/1"}});
        QVERIFY(first.waitForOpen());
        EventStream second(rig.port(), {}, {{"Last-Event-ID", "0-1"}});
        QVERIFY(second.waitForOpen());
        rig.publish(to({u"42"_qs}, "{\"type\":\"like\"}"));
        const ConnectionSnapshotPtr snapshot = rig.connections(true);
        QCOMPARE(snapshot->total, quint64(2));
        QCOMPARE(snapshot->rows.size(), std::size_t(2));
        const ConnectionRow& row = snapshot->rows[0];
        QCOMPARE(connectionIdText(row.id).toLatin1(), first.connectionId());
        QCOMPARE(row.userId, u"42"_qs);
        QCOMPARE(row.types, QStringList({u"like"_qs, u"comment"_qs}));
        QCOMPARE(row.userAgent, u"test/1"_qs);
        QCOMPARE(row.address, u"127.0.0.1:%1"_qs.arg(first.socket().localPort()));
        QCOMPARE(row.events, quint64(1));
        QVERIFY(row.bytes > 0 && row.connectedAtMs > 0 && isKnown(row.rttMs));
        QCOMPARE(snapshot->rows[1].userId, QString());
        QCOMPARE(snapshot->rows[1].lastEventId, u"0-1"_qs);
        QVERIFY(!isKnown(rig.connections()->rows[0].rttMs)); // not asked for
    }

    void moreConnectionsThanASliceAreAllListed()
    {
        constexpr std::size_t Many = 1300; // over two shards, more than a slice each
        HubRig rig;
        QVERIFY(rig.start());
        std::vector<EventStream> streams;
        for (std::size_t i = 0; i < Many; ++i)
            streams.emplace_back(rig.port(), "userId=1");
        for (EventStream& stream : streams)
            QVERIFY(stream.waitForOpen());
        const ConnectionSnapshotPtr snapshot = rig.connections();
        QCOMPARE(snapshot->rows.size(), Many);
        QVERIFY(std::is_sorted(snapshot->rows.begin(), snapshot->rows.end(),
            [](const auto& a, const auto& b) { return a.id < b.id; }));
        QCOMPARE(rig.publish(to({u"1"_qs}, "x")).recipients, quint64(Many));
        rig.hub.stop();
        for (EventStream& stream : streams) {
            QVERIFY(stream.waitForCleanEnd());
            stream.socket().close();
        }
        QVERIFY(rig.reaches(HubState::Stopped));
    }

    void connectionsAreEndedWithIntent()
    {
        HubRig rig;
        QVERIFY(rig.start());
        EventStream never(rig.port(), "userId=1"), later(rig.port(), "userId=1"),
            stays(rig.port(), "userId=1");
        for (EventStream* stream : {&never, &later, &stays})
            QVERIFY(stream->waitForOpen());
        const auto idOf = [](const EventStream& stream) {
            return *parseConnectionId(QString::fromLatin1(stream.connectionId()));
        };
        QCOMPARE(rig.disconnect({idOf(never), 99'999}, LocalHub::NeverRetry), 1);
        QVERIFY(never.waitForCleanEnd());
        QCOMPARE(never.retries().last(), LocalHub::NeverRetry);
        QCOMPARE(rig.disconnect({idOf(later)}, -1), 1);
        QVERIFY(later.waitForCleanEnd());
        QCOMPARE(later.retries(), QList<qint64>({300}));
        QCOMPARE(rig.publish(to({u"1"_qs}, "x")).recipients, quint64(1));
        QCOMPARE(stays.next().data, QByteArray("x"));
    }

    void stoppingTellsEveryClientToComeBack()
    {
        HubRig rig;
        QVERIFY(rig.start());
        std::vector<EventStream> streams;
        for (int i = 0; i < 50; ++i) {
            streams.emplace_back(rig.port(), "userId=1");
            QVERIFY(streams.back().waitForOpen());
        }
        rig.hub.stop();
        for (EventStream& stream : streams) {
            QVERIFY(stream.waitForCleanEnd());
            QVERIFY(stream.retries().last() >= 300 && stream.retries().last() <= 600);
            stream.socket().close();
        }
        QVERIFY(rig.reaches(HubState::Stopped));
    }

    void samplesComeWhileItListensAndOnceMoreAtTheEnd()
    {
        HubRig rig;
        QSignalSpy samples(&rig.hub, &LocalHub::sampled);
        QVERIFY(rig.start());
        EventStream stream(rig.port(), "userId=1");
        QVERIFY(stream.waitForOpen());
        QTRY_VERIFY(samples.size() >= 2);
        stream.socket().close();
        rig.hub.stop();
        QVERIFY(rig.reaches(HubState::Stopped));
        quint64 connects = 0;
        quint64 disconnects = 0;
        for (const auto& arguments : samples) {
            connects += arguments.first().value<MetricsSample>().connects;
            disconnects += arguments.first().value<MetricsSample>().disconnects;
        }
        QCOMPARE(connects, quint64(1));
        QCOMPARE(disconnects, quint64(1));
    }

    void itMayGoWhileClientsAreConnected()
    {
        EventStream stream;
        {
            HubRig rig;
            QVERIFY(rig.start());
            stream = EventStream(rig.port(), "userId=1");
            QVERIFY(stream.waitForOpen());
            rig.hub.publish(to({u"1"_qs}, "x"), [](const PublishResult&) {});
        }
        stream.waitForCleanEnd();
        QVERIFY(stream.hasEnded());
    }
};

ROOM_TEST(TestHub, QCoreApplication)
#include "tst_hub.moc"
