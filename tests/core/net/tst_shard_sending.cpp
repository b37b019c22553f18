// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/net/shard_rig.h"
#include "support/room.h"

using namespace fanlight;
using namespace fanlight::testing;
using namespace std::chrono_literals;

namespace {

ShardConfig gathering(std::chrono::milliseconds time)
{
    ShardConfig config;
    config.gather = time;
    return config;
}

Deliver eventOf(const char* data, std::uint32_t channel = BroadcastIndex)
{
    return Deliver{Frame::event({{}, {}, data}), monotonicNs(), channel, {}, {}};
}

// Posts these so that they are taken in one turn, and says how many deliveries that turn has sent,
// looked at in the next one, before that sends.
std::uint64_t sentInATurn(ShardRig& rig, std::vector<InboxItem> items)
{
    const std::uint64_t before = rig.shard.counters().all(&TrafficCounters::delivered);
    std::promise<std::uint64_t> after;
    items.emplace_back(Task([&](Shard& one) {
        one.post(Task([&](Shard& same) {
            after.set_value(same.counters().all(&TrafficCounters::delivered));
        }));
    }));
    rig.shard.post(std::move(items));
    return after.get_future().get() - before;
}

std::uint64_t sentInATurn(ShardRig& rig, InboxItem item)
{
    std::vector<InboxItem> items;
    items.push_back(std::move(item));
    return sentInATurn(rig, std::move(items));
}

} // namespace

// When what is queued goes out: at once, in slices, or gathered.
class TestShardSending : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void anEventGoesOutInItsTurn()
    {
        ShardRig rig;
        EventStream stream = rig.subscribe("channel=0");
        QCOMPARE(sentInATurn(rig, eventOf("x", 0)), 1U);
        QCOMPARE(sentInATurn(rig, eventOf("y")), 1U);
        QCOMPARE(stream.next().data, QByteArray("x"));
        QCOMPARE(stream.next().data, QByteArray("y"));
    }

    // The shard turns between the slices, and who is published to alone does not wait for all.
    void aLargeDeliveryGoesOutInSlices_data()
    {
        QTest::addColumn<bool>("isBroadcast");
        QTest::newRow("a broadcast") << true;
        QTest::newRow("to many users") << false;
    }
    void aLargeDeliveryGoesOutInSlices()
    {
        QFETCH(const bool, isBroadcast);
        constexpr int Streams = 300;
        ShardRig rig;
        std::vector<EventStream> streams;
        for (int i = 0; i < Streams; ++i)
            streams.push_back(rig.subscribe("channel=0"));
        EventStream alone = rig.subscribe("channel=1&types=other");
        Deliver large = eventOf("large");
        if (!isBroadcast) { // of the others nobody is there
            for (std::uint32_t channel = 0; channel <= Batches::BulkFanOut; ++channel)
                large.channels.push_back(channel == 0 ? 0 : 100 + channel);
        }
        std::vector<InboxItem> items;
        items.emplace_back(std::move(large));
        items.emplace_back(
            Deliver{Frame::event({{}, {}, "alone"}, "other"), monotonicNs(), 1, {}, {}});
        const std::uint64_t sent = sentInATurn(rig, std::move(items));
        QVERIFY2(sent > 1 && sent < Streams, qPrintable(QString::number(sent)));
        QCOMPARE(alone.next().data, QByteArray("alone"));
        for (EventStream& stream : streams)
            QCOMPARE(stream.next().data, QByteArray("large"));
        QTRY_COMPARE(rig.shard.counters().all(&TrafficCounters::backlogBytes), 0U);
    }

    // However late the thread is: what is due is looked at when a turn begins.
    void gatheredEventsWaitForOthers()
    {
        ShardRig rig(gathering(20ms));
        EventStream first = rig.subscribe("channel=0");
        EventStream second = rig.subscribe("channel=1");
        QCOMPARE(sentInATurn(rig, eventOf("a", 0)), 0U);
        rig.shard.post(eventOf("b", 0));
        rig.shard.post(eventOf("c"));
        for (const char* data : {"a", "b", "c"})
            QCOMPARE(first.next().data, QByteArray(data));
        QCOMPARE(second.next().data, QByteArray("c"));
        QTRY_COMPARE(rig.shard.counters().all(&TrafficCounters::delivered), 4U);
    }

    // What is not an event does not wait, and takes those in front of it along.
    void anEndWaitsForNothing()
    {
        ShardRig rig(gathering(20ms));
        EventStream stream = rig.subscribe("channel=0");
        std::vector<InboxItem> items;
        items.emplace_back(eventOf("a", 0));
        items.emplace_back(
            Task([](Shard& shard) { shard.endStreams({1}, 7, DisconnectReason::Kicked); }));
        sentInATurn(rig, std::move(items));
        QCOMPARE(stream.next().data, QByteArray("a"));
        QVERIFY(stream.waitForCleanEnd());
        QCOMPARE(stream.retries(), QList<qint64>({7}));
        HttpClient client = rig.connect();
        QCOMPARE(client.get("/now").status, 200);
    }

    void gatheringBeginsAndEndsWhileItRuns()
    {
        ShardRig rig;
        EventStream stream = rig.subscribe("channel=0");
        ShardTuning tuning;
        tuning.gather = 20ms;
        rig.inShard([&](Shard& shard) { shard.retune(tuning); });
        QCOMPARE(sentInATurn(rig, eventOf("a", 0)), 0U);
        QCOMPARE(stream.next().data, QByteArray("a"));
        rig.shard.post(eventOf("b", 0));
        tuning.gather = 0ms;
        rig.inShard([&](Shard& shard) { shard.retune(tuning); });
        QCOMPARE(stream.next().data, QByteArray("b")); // though it began to wait
        QCOMPARE(sentInATurn(rig, eventOf("c", 0)), 1U);
        QCOMPARE(stream.next().data, QByteArray("c"));
    }

    void gatheredEventsOfOneWhoLeavesAreForgotten()
    {
        ShardRig rig(gathering(20ms));
        EventStream stays = rig.subscribe("channel=0");
        EventStream leaves = rig.subscribe("channel=1");
        std::vector<InboxItem> items;
        items.emplace_back(eventOf("a"));
        items.emplace_back(Task([](Shard& shard) {
            QCOMPARE(shard.breakStreams({2}, DisconnectReason::Kicked, true), 1);
        }));
        sentInATurn(rig, std::move(items));
        EventStream comes = rig.subscribe("channel=1"); // perhaps in its place
        rig.shard.post(eventOf("b"));
        QCOMPARE(stays.next().data, QByteArray("a"));
        QCOMPARE(stays.next().data, QByteArray("b"));
        QCOMPARE(comes.next().data, QByteArray("b"));
        QTRY_COMPARE(rig.shard.counters().all(&TrafficCounters::backlogBytes), 0U);
    }
};

ROOM_TEST(TestShardSending, QCoreApplication)
#include "tst_shard_sending.moc"
