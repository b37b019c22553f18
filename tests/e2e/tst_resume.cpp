// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "e2e/sequence.h"
#include "support/room.h"

#include <QRandomGenerator>
#include <QTest>

#include <memory>

using namespace fanlight::testing;
using namespace Qt::Literals::StringLiterals;

// Last-Event-ID under fire: whatever the moment a client leaves at, it finds every event once.
class TstResume : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void resumesWithoutGapOrRepeatWhilePublishingGoesOn()
    {
        constexpr int Reconnects = 1000;
        constexpr int Ahead = 200;
        constexpr int MostEventsAConnection = 20;

        const quint32 seed = QRandomGenerator::global()->generate();
        qInfo("seed %u", seed);
        QRandomGenerator random(seed);

        HubProcess hub;
        START_HUB(hub, {u"--history"_s, u"10000/1h"_s});
        EventStream first(hub.port(), "userId=42");
        QVERIFY(first.waitForOpen());
        Publisher publisher(hub.port(), Ahead);
        Follower follower;

        QByteArray lastId;
        EventStream stream = std::move(first);
        for (int connection = 0; connection <= Reconnects; ++connection) {
            // The first one has to see an event, or there would be nothing to resume after.
            const int events = random.bounded(connection == 0 ? 1 : 0, MostEventsAConnection + 1);
            for (int i = 0; i < events; ++i) {
                const QByteArray wrong = takeNext(stream, publisher, follower);
                QVERIFY2(wrong.isEmpty(), wrong.constData());
                lastId = stream.lastEventId();
            }
            if (random.bounded(2))
                stream.socket().reset();
            stream = random.bounded(2)
                ? EventStream(hub.port(), "userId=42", {{"Last-Event-ID", lastId}})
                : EventStream(hub.port(), "userId=42&lastEventId=" + lastId.toPercentEncoding());
        }
        QVERIFY2(hub.stop(), hub.story().constData());
    }

    void manyClientsResumeAtOnce()
    {
        HubProcess hub;
        START_HUB(hub, {u"--history"_s, u"1000/1h"_s});
        HttpClient client(hub.port());
        const QByteArray before
            = publish(client, toUser("42", "-1")).value("id"_L1).toString().toUtf8();
        for (int i = 0; i < 500; ++i)
            QVERIFY(!publish(client, toUser("42", QByteArray::number(i))).isEmpty());
        std::vector<EventStream> streams;
        for (int i = 0; i < 100; ++i)
            streams.emplace_back(hub.port(), "userId=42", Headers{{"Last-Event-ID", before}});
        for (int i = 500; i < 600; ++i)
            QVERIFY(!publish(client, toUser("42", QByteArray::number(i))).isEmpty());
        for (EventStream& stream : streams) {
            for (int i = 0; i < 600; ++i)
                QCOMPARE(stream.next().data, QByteArray::number(i));
        }
        QVERIFY2(hub.stop(), hub.story().constData());
    }

    void historyReachesAsFarAsItWasSet()
    {
        HubProcess hub;
        START_HUB(hub, {u"--history"_s, u"10/1h"_s});
        HttpClient client(hub.port());
        const QByteArray first
            = publish(client, toUser("42", "0")).value("id"_L1).toString().toUtf8();
        for (int i = 1; i <= 30; ++i)
            QVERIFY(!publish(client, toUser("42", QByteArray::number(i))).isEmpty());
        EventStream stream(hub.port(), "userId=42", {{"Last-Event-ID", first}});
        QVERIFY(stream.waitForOpen());
        QByteArrayList numbers;
        while (numbers.isEmpty() || numbers.last() != "30") {
            const SseEvent event = stream.next();
            QVERIFY2(!event.isNull(), numbers.join(' ').constData());
            if (event.event
                    .isEmpty()) // what says that something was lost is a named event or a comment
                numbers.append(event.data);
        }
        QCOMPARE(numbers.size(), 10);
        QCOMPARE(numbers.first(), "21");
    }

    void withHistoryOffNothingIsReplayed()
    {
        HubProcess hub;
        START_HUB(hub, {u"--history"_s, u"off"_s});
        HttpClient client(hub.port());
        const QByteArray first
            = publish(client, toUser("42", "0")).value("id"_L1).toString().toUtf8();
        publish(client, toUser("42", "1"));
        EventStream stream(hub.port(), "userId=42", {{"Last-Event-ID", first}});
        QVERIFY(stream.waitForOpen());
        publish(client, toUser("42", "2"));
        SseEvent event = stream.next();
        while (!event.isNull() && !event.event.isEmpty())
            event = stream.next();
        QCOMPARE(event.data, "2");
    }

    void anIdNobodyGaveDoesNoHarm_data()
    {
        QTest::addColumn<QByteArray>("id");
        QTest::newRow("words") << QByteArray("hello");
        QTest::newRow("far in the future") << QByteArray("99999999999999-0");
        QTest::newRow("too large") << QByteArray("99999999999999999999999999-1");
        QTest::newRow("negative") << QByteArray("-5--5");
        QTest::newRow("long") << QByteArray(4000, '7');
    }
    void anIdNobodyGaveDoesNoHarm()
    {
        QFETCH(const QByteArray, id);
        HubProcess hub;
        START_HUB(hub);
        EventStream stream(hub.port(), "userId=42", {{"Last-Event-ID", id}});
        QVERIFY2(stream.waitForOpen(),
            "a browser sends what it once got, so it must be answered with a stream");
        HttpClient client(hub.port());
        publish(client, toUser("42", "1"));
        SseEvent event = stream.next();
        while (!event.isNull() && !event.event.isEmpty())
            event = stream.next();
        QCOMPARE(event.data, "1");
        QVERIFY2(hub.stop(), hub.story().constData());
    }
};

ROOM_TEST(TstResume, QCoreApplication)
#include "tst_resume.moc"
