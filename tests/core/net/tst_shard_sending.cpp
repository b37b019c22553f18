// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/net/shard_rig.h"
#include "support/room.h"

using namespace fanlight;
using namespace fanlight::testing;

namespace {

Deliver eventOf(const char* data, std::uint32_t channel = BroadcastIndex)
{
    return Deliver{Frame::event({{}, {}, data}), monotonicNs(), channel, {}, {}};
}

// Posts these so that they are taken in one turn, and says how many deliveries that turn has sent,
// looked at in the next one, before that sends.
std::uint64_t sentInATurn(ShardRig& rig, std::vector<InboxItem> items)
{
    std::uint64_t before = 0; // looked at there, since a client may have what is not yet counted
    rig.inShard([&](Shard& one) { before = one.counters().all(&TrafficCounters::delivered); });
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

// When what is queued goes out: at once, or in slices.
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
};

ROOM_TEST(TestShardSending, QCoreApplication)
#include "tst_shard_sending.moc"
