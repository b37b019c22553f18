// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/net/shard_rig.h"
#include "support/room.h"

#include <QTest>

using namespace fanlight;
using namespace fanlight::testing;
using namespace std::chrono_literals;

namespace {

void deliverAt(ShardRig& rig, const EventFields& fields, std::uint32_t channel, EventId position,
    BatchWish wish = {})
{
    Deliver item{Frame::event(fields), monotonicNs(), channel, {}, {}, wish};
    item.position = position;
    rig.shard.post(std::move(item));
}

} // namespace

// Where ids are comparable within a channel only, an event for everyone tells each stream how far
// its own user's channel is.
class TestShardPositions : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void anEventForEveryoneHasTheIdOfEachStream_data()
    {
        QTest::addColumn<QByteArray>("version");
        QTest::newRow("chunks") << QByteArray("HTTP/1.1");
        QTest::newRow("none") << QByteArray("HTTP/1.0");
    }
    void anEventForEveryoneHasTheIdOfEachStream()
    {
        QFETCH(const QByteArray, version);
        ShardRig rig;
        EventStream one = rig.subscribe("channel=0", version);
        EventStream other = rig.subscribe("channel=1", version);
        EventStream nobody = rig.subscribe({}, version);
        deliverAt(rig, {"5-0.1-0", {}, "own"}, 0, {5, 0});
        QCOMPARE(one.next().id, "5-0.1-0");
        rig.inShard([](Shard& shard) { shard.setPosition(1, {6, 2}); });
        deliverAt(rig, {{}, {}, "all"}, BroadcastIndex, {9, 1});
        for (const auto& [stream, id] :
            {std::pair(&one, "5-0.9-1"), std::pair(&other, "6-2.9-1"), std::pair(&nobody, "9-1")}) {
            const SseEvent event = stream->next();
            QCOMPARE(event.data, "all");
            QCOMPARE(event.id, QByteArray(id));
        }
        QTRY_COMPARE(rig.shard.counters().all(&TrafficCounters::delivered), 4U);
    }

    void theIdThatAPublisherChoseStays()
    {
        ShardRig rig;
        EventStream stream = rig.subscribe("channel=0");
        deliverAt(rig, {"mine", {}, "all"}, BroadcastIndex, {9, 1});
        QCOMPARE(stream.next().id, "mine");
    }

    void aBatchHasTheIdOfItsLast()
    {
        ShardConfig config;
        config.batchWindow = 50ms;
        ShardRig rig(config);
        EventStream stream = rig.subscribe("channel=0");
        const BatchWish wish{BatchWish::HubsWindow};
        EventFields fields{"5-0.1-0", {}, "1", -1, true, wish.batching()};
        deliverAt(rig, fields, 0, {5, 0}, wish);
        fields.id = {};
        fields.data = "2";
        deliverAt(rig, fields, BroadcastIndex, {9, 1}, wish);
        const SseEvent event = stream.next();
        QCOMPARE(event.data, "{\"batch\":[1,2]}");
        QCOMPARE(event.id, "5-0.9-1");
    }
};

ROOM_TEST(TestShardPositions, QCoreApplication)
#include "tst_shard_positions.moc"
