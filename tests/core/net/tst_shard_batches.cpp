// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/net/shard_rig.h"
#include "support/room.h"

#include <QElapsedTimer>
#include <QTest>

#include <random>

using namespace fanlight;
using namespace fanlight::testing;
using namespace std::chrono_literals;

namespace {

ShardConfig batching(std::chrono::milliseconds window = 100ms, bool all = false, int most = 100)
{
    ShardConfig config;
    config.batchWindow = window;
    config.batchAll = all;
    config.batchMax = most;
    return config;
}

EventFields json(std::string_view data, std::string_view id = {}, std::string_view event = {})
{
    return {id, event, data, -1, true};
}

constexpr BatchWish Hubs{BatchWish::HubsWindow};
constexpr BatchWish Never{0};

} // namespace

// Events that wait to become one.
class TestShardBatches : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void eventsOfAWindowBecomeOneInOrder()
    {
        ShardRig rig(batching());
        EventStream stream = rig.subscribe("channel=0");
        rig.deliver(json("{\"n\":1}", "1-0"), 0, {}, Hubs);
        rig.deliver({"2-0", {}, "a \"text\"\nof two lines"}, 0, {}, Hubs);
        rig.deliver(json("[3]", "3-0"), BroadcastIndex, {}, Hubs);
        const SseEvent event = stream.next();
        QCOMPARE(event.data,
            QByteArray("{\"batch\":[{\"n\":1},\"a \\\"text\\\"\\nof two lines\",[3]]}"));
        QCOMPARE(event.id, QByteArray("3-0"));
        QCOMPARE(rig.shard.counters().all(&TrafficCounters::batchedIn), 3U);
        QCOMPARE(rig.shard.counters().all(&TrafficCounters::batchedOut), 1U);
        QTRY_COMPARE(rig.shard.counters().all(&TrafficCounters::backlogBytes), 0U);
    }

    void theyWaitForTheWindowAndNoLonger()
    {
        ShardRig rig(batching(200ms));
        EventStream stream = rig.subscribe("channel=0");
        QElapsedTimer waited;
        waited.start();
        rig.deliver(json("1"), 0, {}, Hubs);
        QTest::qWait(100);
        rig.deliver(json("2"), 0, {}, Hubs); // does not begin it anew
        QCOMPARE(stream.next().data, QByteArray("{\"batch\":[1,2]}"));
        QVERIFY(waited.elapsed() >= 199);
    }

    void aWindowOfItsOwn()
    {
        ShardRig rig(batching(10s));
        EventStream stream = rig.subscribe("channel=0");
        rig.deliver(json("1"), 0, {}, Hubs);
        rig.deliver(json("2"), 0, {}, {20}); // cannot wait so long, and takes the first along
        QCOMPARE(stream.next().data, QByteArray("{\"batch\":[1,2]}"));
    }

    void asManyAsAreAllowed()
    {
        ShardRig rig(batching(10s, false, 3));
        EventStream stream = rig.subscribe("channel=0");
        for (int i = 1; i <= 6; ++i)
            rig.deliver(json(std::to_string(i)), 0, {}, Hubs);
        QCOMPARE(stream.next().data, QByteArray("{\"batch\":[1,2,3]}"));
        QCOMPARE(stream.next().data, QByteArray("{\"batch\":[4,5,6]}"));
        rig.deliver(json("7"), 0, {}, {5000, 2});
        rig.deliver(json("8"), 0, {}, {5000, 2});
        QCOMPARE(stream.next().data, QByteArray("{\"batch\":[7,8]}"));
    }

    void notMoreBytesThanABatchHolds()
    {
        ShardRig rig(batching(10s));
        EventStream stream = rig.subscribe("channel=0");
        std::string half(MaxBatchBytes / 2 + 2, 'x');
        half.front() = half.back() = '"';
        rig.deliver(json("1"), 0, {}, Hubs);
        rig.deliver(json(half), 0, {}, Hubs);
        rig.deliver(json(half), 0, {}, Hubs);
        QCOMPARE(stream.next().data, QByteArray::fromStdString("{\"batch\":[1," + half + "]}"));
        rig.deliver(json(half + ' '), 0, {}, Hubs);
        QCOMPARE(stream.next().data, QByteArray::fromStdString("{\"batch\":[" + half + "]}"));
    }

    void whatDoesNotWaitTakesThoseBeforeItAlong()
    {
        ShardRig rig(batching(10s));
        EventStream stream = rig.subscribe("channel=0");
        rig.deliver(json("1"), 0, {}, Hubs);
        rig.deliver(json("2"), 0, {}, Hubs);
        rig.deliver(json("3"), BroadcastIndex, {}, Never);
        rig.deliver(json("4"), 0, {}, {});
        QCOMPARE(stream.next().data, QByteArray("{\"batch\":[1,2]}"));
        QCOMPARE(stream.next().data, QByteArray("3"));
        QCOMPARE(stream.next().data, QByteArray("4"));
    }

    void anotherEventNameBeginsAnother()
    {
        ShardRig rig(batching());
        EventStream stream = rig.subscribe("channel=0");
        rig.deliver(json("1"), 0, {}, Hubs);
        rig.deliver(json("2", {}, "tick"), 0, {}, Hubs);
        rig.deliver(json("3", {}, "tick"), 0, {}, Hubs);
        rig.deliver(json("4"), 0, {}, Hubs);
        QCOMPARE(stream.next().data, QByteArray("{\"batch\":[1]}"));
        const SseEvent named = stream.next();
        QCOMPARE(named.data, QByteArray("{\"batch\":[2,3]}"));
        QCOMPARE(named.event, QByteArray("tick"));
        QCOMPARE(stream.next().data, QByteArray("{\"batch\":[4]}"));
    }

    // Whatever is not batched stays where and as it was published.
    void whatComesBetweenStaysBetween_data()
    {
        QTest::addColumn<QByteArray>("between"); // as it goes on the wire
        QTest::addColumn<QByteArray>("query");
        QTest::newRow("an event") << QByteArray("data: U\n\n") << QByteArray();
        QTest::newRow("an event with a name")
            << QByteArray("event: x\ndata: U\n\n") << QByteArray();
        QTest::newRow("an event with a retry")
            << QByteArray("retry: 7000\ndata: U\n\n") << QByteArray();
        QTest::newRow("a gap as a comment") << QByteArray(": lost some\n\n") << QByteArray();
        QTest::newRow("a gap as an event") << QByteArray(
            "event: fanlight-gap\ndata: {\"from\":\"1-0\",\"to\":null,\"reason\":\"lost "
            "some\"}\n\n") << QByteArray("&gaps=1");
    }
    void whatComesBetweenStaysBetween()
    {
        QFETCH(const QByteArray, between);
        QFETCH(const QByteArray, query);
        ShardRig rig(batching(300ms));
        EventStream stream = rig.subscribe("channel=0" + query);
        const qsizetype begin = stream.content().size();
        rig.inShard([&](Shard& shard) { // all in one turn
            const auto put = [&](const EventFields& fields) {
                shard.post(Deliver{Frame::event(fields), monotonicNs(), 0});
            };
            const auto batched = [&](std::string_view data, std::string_view id) {
                put({id, {}, data, -1, true, Batching::Batched});
            };
            batched("\"A\"", "1-0");
            if (between.contains("lost"))
                shard.post(Task([](Shard& same) { same.tellGap({"1-0", {}, "lost some"}); }));
            else
                put({{}, between.startsWith("event") ? "x" : "", "U",
                    between.startsWith("retry") ? 7000 : -1});
            batched("\"B\"", "2-0");
            batched("\"C\"", "3-0");
        });
        while (!stream.content().endsWith("\"C\"]}\n\n") && stream.readAvailable())
            QTest::qWait(1);
        QCOMPARE(stream.content().mid(begin),
            "id: 1-0\ndata: {\"batch\":[\"A\"]}\n\n" + between
                + "id: 3-0\ndata: {\"batch\":[\"B\",\"C\"]}\n\n");
        QTRY_COMPARE(rig.shard.counters().all(&TrafficCounters::backlogBytes), 0U);
    }

    // Large deliveries go out in slices: what is published meanwhile must not get into batches that
    // have not been sent.
    void everyoneGetsTheSameHoweverManyThereAre()
    {
        constexpr int Streams = 600;
        ShardRig rig(batching(100ms));
        std::vector<EventStream> streams;
        for (int i = 0; i < Streams; ++i)
            streams.push_back(
                rig.subscribe("channel=" + QByteArray::number(i % int(ShardRig::Channels))));
        rig.deliver(json("\"A\""), BroadcastIndex, {}, Hubs);
        rig.inShard([](Shard&) {});
        rig.deliver(json("\"U\""), BroadcastIndex, {}, Never);
        rig.inShard([](Shard&) {});
        rig.deliver(json("\"B\""), BroadcastIndex, {}, Hubs);
        rig.inShard([](Shard&) {});
        rig.deliver(json("\"C\""), BroadcastIndex, {}, Hubs);
        for (EventStream& stream : streams) {
            QCOMPARE(stream.next().data, QByteArray("{\"batch\":[\"A\"]}"));
            QCOMPARE(stream.next().data, QByteArray("\"U\""));
            QCOMPARE(stream.next().data, QByteArray("{\"batch\":[\"B\",\"C\"]}"));
        }
    }

    void aBlockedClientGetsTheSameToo()
    {
        ShardRig rig(batching(50ms));
        EventStream slow = rig.subscribeSlowly("channel=0");
        const std::string large(8 << 10, 'x');
        int first = 0;
        for (; rig.shard.counters().all(&TrafficCounters::slowClients) == 0; ++first) {
            rig.deliver(large, 0);
            rig.inShard([](Shard&) {});
        }
        rig.deliver(json("\"A\""), 0, {}, Hubs);
        rig.deliver(json("\"U\""), 0, {}, Never);
        rig.deliver(json("\"B\""), 0, {}, Hubs);
        QTest::qWait(100); // the window is over while it is blocked
        rig.deliver(json("\"C\""), 0, {}, Hubs);
        for (int i = 0; i < first; ++i)
            QCOMPARE(slow.next().data.size(), qsizetype(large.size()));
        for (const char* data :
            {"{\"batch\":[\"A\"]}", "\"U\"", "{\"batch\":[\"B\"]}", "{\"batch\":[\"C\"]}"})
            QCOMPARE(slow.next().data, QByteArray(data));
    }

    // Those published past the hub have no id: the client resumes behind the last that has.
    void theIdIsThatOfTheLastThatHasOne()
    {
        ShardRig rig(batching(50ms));
        EventStream stream = rig.subscribe("channel=0");
        rig.deliver(json("1", "5-0"), 0, {}, Hubs);
        rig.deliver(json("2"), 0, {}, Hubs);
        const SseEvent event = stream.next();
        QCOMPARE(event.id, QByteArray("5-0"));
        QCOMPARE(event.data, QByteArray("{\"batch\":[1,2]}"));
        rig.deliver(json("3"), 0, {}, Hubs);
        QVERIFY(stream.next().id.isNull());
    }

    void heartbeatsComeWhileABatchWaitsAndLeaveItWhole()
    {
        ShardConfig config = batching(2500ms);
        config.heartbeat = 1s;
        ShardRig rig(config);
        EventStream stream = rig.subscribe("channel=0");
        rig.deliver(json("1"), 0, {}, Hubs);
        QVERIFY(stream.waitForComment());
        rig.deliver(json("2"), 0, {}, Hubs);
        QVERIFY(stream.waitForComment());
        QCOMPARE(stream.next().data, QByteArray("{\"batch\":[1,2]}"));
        rig.deliver(json("3"), 0, {}, Hubs); // and all is as it was
        rig.deliver(json("4"), 0, {}, Never);
        QCOMPARE(stream.next().data, QByteArray("{\"batch\":[3]}"));
        QCOMPARE(stream.next().data, QByteArray("4"));
        QTRY_COMPARE(rig.shard.counters().all(&TrafficCounters::backlogBytes), 0U);
    }

    void eachClientGetsTheTypesItWants()
    {
        ShardRig rig(batching());
        EventStream all = rig.subscribe("channel=0");
        EventStream likes = rig.subscribe("channel=0&types=like");
        EventStream none = rig.subscribe("channel=0&types=follow");
        for (int i = 0; i < 6; ++i)
            rig.deliver(json(std::to_string(i)), 0, i % 3 ? "like" : "comment", Hubs);
        rig.deliver(json("\"end\""), 0, "follow", Hubs);
        QCOMPARE(all.next().data, QByteArray("{\"batch\":[0,1,2,3,4,5,\"end\"]}"));
        QCOMPARE(likes.next().data, QByteArray("{\"batch\":[1,2,4,5]}"));
        QCOMPARE(none.next().data, QByteArray("{\"batch\":[\"end\"]}"));
    }

    void aHubThatBatchesAllLeavesOutWhatMustNotWait()
    {
        ShardRig rig(batching(50ms, true));
        EventStream stream = rig.subscribe("channel=0");
        rig.deliver(json("1"), 0, {}, {});
        rig.deliver(json("2"), 0, {}, {});
        QCOMPARE(stream.next().data, QByteArray("{\"batch\":[1,2]}"));
        rig.deliver(json("3"), 0, {}, Never);
        QCOMPARE(stream.next().data, QByteArray("3"));
        EventFields withRetry = json("4");
        withRetry.retryMs = 100;
        rig.deliver(withRetry, 0, {}, Hubs);
        QCOMPARE(stream.next().data, QByteArray("4"));
    }

    void withoutAWindowNothingWaits()
    {
        ShardRig rig(batching(0ms, true));
        EventStream stream = rig.subscribe("channel=0");
        rig.deliver(json("1"), 0, {}, Hubs);
        QCOMPARE(stream.next().data, QByteArray("1"));
    }

    void replayIsBatchedAsItWasSent()
    {
        ShardRig rig(batching(100ms, false, 3));
        const auto kept = [](std::string_view id, std::string_view data, Batching how) {
            EventFields fields = json(data, id);
            fields.batching = how;
            return Frame::event(fields, "like");
        };
        rig.replay = {kept("1-0", "1", Batching::AsTheHub), kept("2-0", "2", Batching::Batched),
            kept("3-0", "3", Batching::Batched), kept("4-0", "4", Batching::Batched),
            kept("5-0", "5", Batching::Batched), kept("6-0", "6", Batching::Never)};
        EventStream stream = rig.subscribe("channel=0");
        QCOMPARE(stream.next().data, QByteArray("1"));
        const SseEvent three = stream.next();
        QCOMPARE(three.data, QByteArray("{\"batch\":[2,3,4]}"));
        QCOMPARE(three.id, QByteArray("4-0"));
        QCOMPARE(stream.next().data, QByteArray("{\"batch\":[5]}"));
        QCOMPARE(stream.next().data, QByteArray("6"));
    }

    void whatWaitsGoesOutWhenTheHubDrains()
    {
        ShardRig rig(batching(10s));
        EventStream stream = rig.subscribe("channel=0");
        rig.deliver(json("1"), 0, {}, Hubs);
        rig.deliver(json("2"), 0, {}, Hubs);
        rig.inShard([&](Shard& shard) { shard.drain([&] { rig.emptied = true; }); });
        QVERIFY(stream.waitForCleanEnd());
        QCOMPARE(stream.next().data, QByteArray("{\"batch\":[1,2]}"));
    }

    void aClientThatLeavesTakesNothingFromOthers()
    {
        ShardRig rig(batching(50ms));
        EventStream stays = rig.subscribe("channel=0");
        for (int round = 0; round < 20; ++round) {
            EventStream leaves = rig.subscribe("channel=0");
            rig.deliver(json("1"), 0, {}, Hubs);
            leaves.socket().reset();
            rig.deliver(json("2"), 0, {}, Hubs);
            QCOMPARE(stays.next().data, QByteArray("{\"batch\":[1,2]}"));
        }
        QTRY_COMPARE(rig.closed.load(), 20);
        QTRY_COMPARE(rig.shard.counters().all(&TrafficCounters::backlogBytes), 0U);
    }

    void aBacklogHoldsBatchesAndLosesTheOldest()
    {
        ShardConfig config = batching(20ms);
        config.backlogLimit = 64 << 10;
        config.dropWhenSlow = true;
        ShardRig rig(config);
        EventStream slow = rig.subscribeSlowly("channel=0");
        const std::string padding(4 << 10, 'x');
        int sent = 0;
        while (rig.shard.counters().all(&TrafficCounters::droppedEvents) < 50) {
            rig.deliver(json('"' + std::to_string(sent++) + ' ' + padding + '"'), 0, {}, Hubs);
            if (sent % 8 == 0)
                QTest::qWait(1);
            QVERIFY(sent < 100'000);
        }
        rig.deliver(json("\"end\""), 0, {}, Hubs);
        int last = -1;
        for (QByteArray data; !data.contains("\"end\"");) {
            data = slow.next().data;
            QVERIFY(data.startsWith("{\"batch\":["));
            for (const QJsonValue& value : QJsonDocument::fromJson(data)[u"batch"_qs].toArray()) {
                const int number = value.toString().section(u' ', 0, 0).toInt();
                if (value.toString() == u"end")
                    continue;
                QVERIFY(number > last); // in order, none twice
                last = number;
            }
        }
        QTRY_COMPARE(rig.shard.counters().all(&TrafficCounters::backlogBytes), 0U);
    }

    // Whatever mixture, every client gets what it is due, once and in order.
    void anyMixtureKeepsItsOrder()
    {
        ShardRig rig(batching(5ms, false, 7));
        std::vector<EventStream> streams;
        for (int i = 0; i < 4; ++i)
            streams.push_back(rig.subscribe("channel=" + QByteArray::number(i % 2)));
        std::mt19937 random(42);
        std::vector<int> due[2];
        for (int i = 0; i < 3000; ++i) {
            const auto where = random() % 3;
            const BatchWish wish = random() % 4 == 0 ? Never
                : random() % 5 == 0                  ? BatchWish{1 + int(random() % 20), 2}
                                                     : Hubs;
            rig.deliver(json(std::to_string(i), {}, random() % 50 == 0 ? "other" : ""),
                where == 2 ? BroadcastIndex : std::uint32_t(where), {}, wish);
            for (const std::size_t channel : {0, 1}) {
                if (where == 2 || where == channel)
                    due[channel].push_back(i);
            }
            if (random() % 100 == 0)
                QTest::qWait(2);
        }
        for (std::size_t i = 0; i < streams.size(); ++i) {
            std::vector<int> got;
            while (got.size() < due[i % 2].size()) {
                const QByteArray data = streams[i].next().data;
                QVERIFY(!data.isNull());
                if (!data.startsWith('{')) {
                    got.push_back(data.toInt());
                    continue;
                }
                for (const QJsonValue& value : QJsonDocument::fromJson(data)[u"batch"_qs].toArray())
                    got.push_back(value.toInt());
            }
            QVERIFY(got == due[i % 2]);
        }
        QVERIFY(rig.shard.counters().all(&TrafficCounters::batchedOut)
            < rig.shard.counters().all(&TrafficCounters::batchedIn));
    }
};

ROOM_TEST(TestShardBatches, QCoreApplication)
#include "tst_shard_batches.moc"
