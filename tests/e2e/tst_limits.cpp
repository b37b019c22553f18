// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/hub_process.h"
#include "support/room.h"

#include <QElapsedTimer>
#include <QJsonArray>
#include <QSet>
#include <QTest>

#include <algorithm>

using namespace fanlight::testing;
using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr int FileLimit = 256; // descriptors, where a test wants them short

std::vector<EventStream> subscribeMany(quint16 port, int count, int receiveBuffer = 0)
{
    std::vector<EventStream> streams;
    streams.reserve(std::size_t(count));
    for (int i = 0; i < count; ++i)
        streams.emplace_back(
            port, "userId=" + QByteArray::number(i), Headers(), "HTTP/1.1", receiveBuffer);
    return streams;
}

bool allOpen(std::vector<EventStream>& streams)
{
    return std::all_of(
        streams.begin(), streams.end(), [](EventStream& stream) { return stream.waitForOpen(); });
}

// Tries until the hub takes a subscriber for good: it answers each try, so nothing is waited for
// but it.
bool isTakenInTheEnd(quint16 port)
{
    const QDeadlineTimer deadline(Patience);
    while (!deadline.hasExpired()) {
        HttpClient publisher(port);
        EventStream stream(port, "userId=late");
        if (stream.waitForOpen()
            && publish(publisher, toUser("late", "1")).value("recipients"_L1).toInt() == 1)
            return stream.next().data == "1";
    }
    return false;
}

} // namespace

// What the hub does at its limits: connections, descriptors, slow readers, lifetimes, idle streams.
class TstLimits : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void atTheCapSubscribersAreToldToComeBack()
    {
        HubProcess hub;
        START_HUB(hub, {u"--max-connections"_s, u"5"_s});
        std::vector<EventStream> streams = subscribeMany(hub.port(), 5);
        QVERIFY(allOpen(streams));

        QSet<qint64> retries;
        for (int i = 0; i < 20; ++i) {
            EventStream refused(hub.port(), "userId=late");
            QVERIFY2(refused.waitForCleanEnd(), "a browser comes back only after a 200 that ends");
            QVERIFY(refused.head().header("Content-Type").startsWith("text/event-stream"));
            QCOMPARE(refused.retries().size(), 1);
            QVERIFY(refused.retries().first() > 0);
            retries.insert(refused.retries().first());
        }
        QVERIFY2(retries.size() > 1, "retry must be jittered, or all come back at once");

        streams.pop_back();
        QVERIFY2(
            isTakenInTheEnd(hub.port()), "a place that was given up must be given to the next");
        QVERIFY2(hub.stop(), hub.story().constData());
    }

    // The cap counts streams: whoever is to make room again must still get through.
    void atTheCapTheHubCanStillBePublishedToAndRun()
    {
        HubProcess hub;
        START_HUB(hub, {u"--max-connections"_s, u"5"_s});
        std::vector<EventStream> streams = subscribeMany(hub.port(), 5);
        QVERIFY(allOpen(streams));
        QCOMPARE(httpPost(hub.port(), "/api/publish", toEveryone("1")).status, 200);
        QCOMPARE(streams.front().next().data, "1");
        QCOMPARE(httpDelete(hub.port(), "/api/connections/" + streams.front().connectionId()).status
                / 100,
            2);
        QVERIFY(isTakenInTheEnd(hub.port()));
    }

    void outOfDescriptorsSubscribersComeBack()
    {
        HubProcess hub;
        QVERIFY2(hub.start({}, FileLimit), hub.story().constData());
        std::vector<EventStream> streams;
        while (streams.empty() || streams.back().waitForOpen()) {
            QVERIFY2(streams.size() < FileLimit, "more streams than descriptors");
            streams.emplace_back(hub.port(), "userId=42");
        }
        EventStream& refused = streams.back();
        QVERIFY(refused.waitForCleanEnd());
        QCOMPARE(refused.retries().size(), 1);
    }

    void outOfDescriptorsOtherRequestsAre503()
    {
        HubProcess hub;
        QVERIFY2(hub.start({}, FileLimit), hub.story().constData());
        std::vector<Socket> unfinished; // idle connections would be closed to make room
        HttpResponse response;
        response.status = 200;
        while (response.status == 200) {
            QVERIFY2(unfinished.size() < FileLimit, "more connections than descriptors");
            unfinished.emplace_back(hub.port());
            QVERIFY(unfinished.back().send("POST /api/publish"));
            response = httpGet(hub.port(), "/", {{"Connection", "close"}});
        }
        QCOMPARE(response.status, 503);
        QVERIFY(response.header("Retry-After").toInt() > 0);
        QVERIFY2(!response.error().isEmpty(), response.body.constData());
        // but whoever watches over it must not end it for that
        QCOMPARE(httpGet(hub.port(), "/healthz", {{"Connection", "close"}}).status, 200);
    }

    void aFloodBeyondTheDescriptorsLeavesEarlierClientsServed()
    {
        HubProcess hub;
        QVERIFY2(hub.start({}, FileLimit), hub.story().constData());
        std::vector<EventStream> early = subscribeMany(hub.port(), 50);
        QVERIFY(allOpen(early));
        {
            // Half a request before the flood and the rest after it: an idle connection the hub may
            // close to make room, one that is being used it may not.
            HttpClient publisher(hub.port());
            const QByteArray first
                = requestBytes(hub.port(), "POST", "/api/publish", {}, toEveryone("0"));
            QVERIFY(publisher.send(first.first(10)));
            std::vector<EventStream> flood = subscribeMany(hub.port(), 400);
            QByteArray rest = first.sliced(10);
            for (int i = 1; i < 20; ++i)
                rest += requestBytes(
                    hub.port(), "POST", "/api/publish", {}, toEveryone(QByteArray::number(i)));
            QVERIFY(publisher.send(rest));
            for (int i = 0; i < 20; ++i)
                QCOMPARE(publisher.read().status, 200);
            for (EventStream& stream : early) {
                for (int i = 0; i < 20; ++i)
                    QCOMPARE(stream.next().data, QByteArray::number(i));
            }
            // More came than fit: of those who were answered and sent away, each was told when to
            // return.
            int sentAway = 0;
            const QDeadlineTimer deadline(Patience);
            while (sentAway == 0 && !deadline.hasExpired()) {
                for (EventStream& stream : flood) {
                    if (!stream.readAvailable() && stream.head().status != 0) {
                        QCOMPARE(stream.head().status, 200);
                        QVERIFY(!stream.retries().isEmpty());
                        ++sentAway;
                    }
                }
            }
            QVERIFY2(sentAway > 0, "those beyond the limit must get an answer, not silence");
        }
        QVERIFY2(isTakenInTheEnd(hub.port()), "after the flood the hub must take clients again");
        HttpClient publisher(hub.port());
        QVERIFY(!publish(publisher, toEveryone("20")).isEmpty());
        for (EventStream& stream : early)
            QCOMPARE(stream.next().data, "20");
        QVERIFY2(hub.stop(), hub.story().constData());
    }

    void clientsThatNeverReadAreDisconnectedAndHoldNobodyUp()
    {
        HubProcess hub;
        START_HUB(hub, {u"--backlog-limit"_s, u"64KiB"_s, u"--slow-client"_s, u"disconnect"_s});
        std::vector<EventStream> stuck = subscribeMany(hub.port(), 100, 4096);
        EventStream reader(hub.port(), "userId=reader");
        QVERIFY(reader.waitForOpen());
        HttpClient publisher(hub.port());
        const QByteArray body = toEveryone(jsonText(60'000));
        // Kernels buffer some megabytes a client before the hub can see that it does not read.
        constexpr int Most = 300;
        int published = 0;
        while (connectionCount(hub.port()) > 1 && published++ < Most) {
            QVERIFY(!publish(publisher, body).isEmpty());
            QCOMPARE(reader.next().data.size(), 60'000);
        }
        QCOMPARE(connectionCount(hub.port()), 1);
        QVERIFY2(hub.stop(), hub.story().constData());
    }

    void clientsThatNeverReadLoseTheOldestAndHoldNobodyUp()
    {
        HubProcess hub;
        START_HUB(hub, {u"--backlog-limit"_s, u"64KiB"_s, u"--slow-client"_s, u"drop"_s});
        std::vector<EventStream> stuck = subscribeMany(hub.port(), 100, 4096);
        EventStream reader(hub.port(), "userId=reader");
        QVERIFY(reader.waitForOpen());
        HttpClient publisher(hub.port());
        constexpr int Published = 200;
        const QByteArray filler(30'000, 'x');
        for (int i = 0; i < Published; ++i) {
            QVERIFY(
                !publish(publisher, toEveryone('"' + QByteArray::number(i) + ' ' + filler + '"'))
                     .isEmpty());
            const QByteArray got = reader.next().data;
            QCOMPARE(got.left(got.indexOf(' ')), QByteArray::number(i));
        }
        QCOMPARE(connectionCount(hub.port()), 101);
        const QJsonArray rows = httpGet(hub.port(), "/api/connections?limit=1000")
                                    .json()
                                    .value("connections"_L1)
                                    .toArray();
        for (const QJsonValue& row : rows) {
            const int backlog = row[u"backlogBytes"].toInt(-1);
            QVERIFY2(backlog >= 0 && backlog <= 64 * 1024, QByteArray::number(backlog).constData());
        }

        // The one that wakes up finds the frames it gets whole, in order, with a gap, up to the
        // newest.
        EventStream& awake = stuck.front();
        int last = -1;
        bool hasGap = false;
        while (last < Published - 1) {
            const SseEvent event = awake.next();
            QVERIFY2(!event.isNull(), "the newest event never came");
            const int number = event.data.left(event.data.indexOf(' ')).toInt();
            QVERIFY2(number > last, "events must stay in order");
            QCOMPARE(event.data.size(), QByteArray::number(number).size() + 1 + filler.size());
            hasGap = hasGap || number > last + 1;
            last = number;
        }
        QVERIFY2(hasGap, "more was published than kernel and backlog can hold");
        QCOMPARE(awake.comments().size(), 2); // that of the opening, and one that tells of the gap
        QVERIFY(
            awake.comments().last().endsWith("were dropped, since this client reads too slowly"));
        QVERIFY2(hub.stop(), hub.story().constData());
    }

    void lifetimesEndBetween80And100Percent()
    {
        HubProcess hub;
        START_HUB(hub, {u"--max-lifetime"_s, u"1s"_s});
        QElapsedTimer clock;
        clock.start();
        std::vector<EventStream> streams = subscribeMany(hub.port(), 40);
        QVERIFY(allOpen(streams));
        const qint64 openedWithinMs = clock.elapsed();

        std::vector<qint64> endedAtMs;
        std::vector<const Socket*> sockets;
        std::vector<EventStream*> running;
        for (EventStream& stream : streams) {
            running.push_back(&stream);
            sockets.push_back(&stream.socket());
        }
        while (!running.empty()) {
            const auto readable = waitForAny(sockets, QDeadlineTimer(Patience));
            QVERIFY2(!readable.empty(), "a lifetime must end");
            for (auto it = readable.rbegin(); it != readable.rend(); ++it) {
                if (running[*it]->readAvailable())
                    continue;
                endedAtMs.push_back(clock.elapsed());
                running.erase(running.begin() + qsizetype(*it));
                sockets.erase(sockets.begin() + qsizetype(*it));
            }
        }
        for (EventStream& stream : streams)
            QVERIFY2(stream.waitForCleanEnd(), "a lifetime must end with the last chunk");
        const auto [earliest, latest] = std::minmax_element(endedAtMs.begin(), endedAtMs.end());
        QVERIFY2(
            *earliest >= 750, QByteArray::number(*earliest).constData()); // a tick early is allowed
        // What is above 100 % is the tick, the opening of the 40, and how busy the machine is.
        QVERIFY2(*latest <= 1000 + openedWithinMs + Patience.count(),
            QByteArray::number(*latest).constData());
        if (*earliest < 950) // else the machine was held up until all of them were over
            QVERIFY2(*latest - *earliest >= 20, "lifetimes must be spread");
        QVERIFY2(hub.stop(), hub.story().constData());
    }

    void heartbeatsComeOnIdleStreamsOnly()
    {
        HubProcess hub;
        START_HUB(hub, {u"--heartbeat"_s, u"1s"_s});
        EventStream idle(hub.port(), "userId=idle");
        EventStream busy(hub.port(), "userId=busy");
        QVERIFY(idle.waitForOpen() && busy.waitForOpen());
        HttpClient publisher(hub.port());
        const qsizetype greeting = busy.comments().size();
        QElapsedTimer clock;
        clock.start();
        // The busy one is never idle for long: every event is published when the one before has
        // come.
        for (int heard = 0; heard < 2;) {
            QVERIFY2(
                clock.elapsed() < 2 * Patience.count(), "an idle stream must get its heartbeat");
            QVERIFY(!publish(publisher, toUser("busy", "1")).isEmpty());
            QCOMPARE(busy.next().data, "1");
            if (idle.waitForComment(QDeadlineTimer(0)))
                ++heard;
        }
        QVERIFY2(clock.elapsed() >= 1000, "two heartbeats cannot come faster than their interval");
        QCOMPARE(busy.comments().size(), greeting);
        QVERIFY2(hub.stop(), hub.story().constData());
    }

    void idleStreamsStayOpen()
    {
        HubProcess hub;
        START_HUB(hub, {u"--heartbeat"_s, u"1s"_s});
        EventStream idle(hub.port(), "userId=idle");
        QVERIFY(idle.waitForOpen());
        for (int i = 0; i < 3; ++i)
            QVERIFY(idle.waitForComment());
        HttpClient publisher(hub.port());
        publish(publisher, toUser("idle", "1"));
        QCOMPARE(idle.next().data, "1");
        QVERIFY2(hub.stop(), hub.story().constData());
    }
};

ROOM_TEST(TstLimits, QCoreApplication)
#include "tst_limits.moc"
