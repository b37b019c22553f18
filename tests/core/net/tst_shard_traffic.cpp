// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/net/shard_rig.h"
#include "support/room.h"

#include <QTest>

using namespace fanlight;
using namespace fanlight::testing;

namespace {

void blockTheReader(ShardRig& rig, std::uint32_t channel)
{
    while (rig.shard.counters().all(&TrafficCounters::slowClients) == 0) {
        rig.deliver(std::string(8 << 10, 'x'), channel);
        rig.inShard([](Shard&) {}); // the next turn has sent what this one queued
    }
}

std::uint64_t sum(const TrafficCounters& counters)
{
    std::uint64_t disconnects = 0;
    for (const Counter& one : counters.disconnects)
        disconnects += one.value();
    return disconnects;
}

} // namespace

// Whose streams are counted as what, and whose deliveries as a recipient's.
class TestShardTraffic : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void eachKindIsCountedByItself()
    {
        ShardRig rig;
        EventStream real = rig.subscribe("channel=0");
        EventStream test = rig.subscribe("channel=0&traffic=test");
        EventStream probe = rig.subscribe("channel=0&traffic=probe");
        const ShardCounters& counters = rig.shard.counters();
        rig.deliver("to three", 0);
        for (EventStream* stream : {&real, &test, &probe})
            QCOMPARE(stream->next().data, QByteArray("to three"));
        rig.inShard([](Shard&) {});
        QCOMPARE(counters.real.connects.value(), 1U);
        QCOMPARE(counters.own.connects.value(), 2U);
        QCOMPARE(counters.real.streams.value(), 1U);
        QCOMPARE(counters.own.streams.value(), 2U);
        QCOMPARE(counters.real.delivered.value(), 1U);
        QCOMPARE(counters.own.delivered.value(), 2U);
        // of the same bytes, but for the number in the first comment
        QCOMPARE(counters.own.bytes.value(), 2 * counters.real.bytes.value());
        LatencyRecorder::Counts realWrites;
        LatencyRecorder::Counts ownWrites;
        counters.real.write.addTo(realWrites);
        counters.own.write.addTo(ownWrites);
        QCOMPARE(LatencyHistogram::difference(realWrites, {}).count(), 1U);
        QCOMPARE(LatencyHistogram::difference(ownWrites, {}).count(), 2U);

        test.socket().close();
        QTRY_COMPARE(counters.own.streams.value(), 1U);
        QCOMPARE(sum(counters.own), 1U);
        QCOMPARE(sum(counters.real), 0U);
        QCOMPARE(counters.real.streams.value(), 1U);
    }

    void acknowledgementsAreSampledOfEachKind()
    {
        ShardRig rig;
        EventStream real = rig.subscribe("channel=0");
        std::vector<EventStream> tests;
        for (int i = 0; i < 50; ++i)
            tests.push_back(rig.subscribe("channel=1&traffic=test"));
        for (int i = 0; i < 40; ++i) { // the many must not take the samples of the one
            rig.deliver("to many", 1);
            if (i == 20)
                rig.deliver("to one", 0);
        }
        QCOMPARE(real.next().data, QByteArray("to one"));
        const auto acknowledged = [](const TrafficCounters& counters) {
            LatencyRecorder::Counts counts;
            counters.ack.addTo(counts);
            return LatencyHistogram::difference(counts, {}).count();
        };
        QTRY_COMPARE(acknowledged(rig.shard.counters().real), 1U);
        QTRY_VERIFY(acknowledged(rig.shard.counters().own) > 0);
    }

    void slownessAndBacklogAreOfTheirKind()
    {
        ShardRig rig(withBacklog(64 << 20));
        EventStream real = rig.subscribe("channel=1");
        EventStream slow = rig.subscribeSlowly("channel=0&traffic=test");
        blockTheReader(rig, 0);
        const ShardCounters& counters = rig.shard.counters();
        QCOMPARE(counters.own.slowClients.value(), 1U);
        QCOMPARE(counters.real.slowClients.value(), 0U);
        rig.inShard([&](Shard&) {
            QVERIFY(counters.own.backlogBytes.value() > 0);
            QCOMPARE(counters.real.backlogBytes.value(), 0U);
        });
        slow.socket().close();
        QTRY_COMPARE(counters.own.streams.value(), 0U);
        QCOMPARE(counters.own.slowClients.value(), 0U);
        QCOMPARE(counters.own.backlogBytes.value(), 0U);
        QCOMPARE(counters.real.streams.value(), 1U);
    }

    // Its answers are counted before it is known whose it is.
    void aConnectionThatBecomesAStreamLeavesNothingBehind()
    {
        ShardRig rig;
        {
            HttpClient client = rig.connect();
            QByteArray requests;
            for (int i = 0; i < 8; ++i)
                requests += requestBytes(rig.port, "GET", "/now/" + QByteArray(8 << 10, 'x'));
            requests += requestBytes(rig.port, "GET", "/api/notifications?channel=0&traffic=test");
            QVERIFY(client.send(requests));
            QTRY_COMPARE(rig.opened.load(), 1);
        }
        QTRY_COMPARE(rig.closed.load(), 1);
        rig.inShard([&](Shard& shard) {
            for (const TrafficCounters* counters :
                {&shard.counters().real, &shard.counters().own}) {
                QCOMPARE(counters->backlogBytes.value(), 0U);
                QCOMPARE(counters->slowClients.value(), 0U);
                QCOMPARE(counters->streams.value(), 0U);
            }
        });
    }

    void aProbeIsSentWhatOthersAreAndIsNobodysRecipient()
    {
        ShardRig rig;
        EventStream real = rig.subscribe();
        EventStream test = rig.subscribe("traffic=test");
        EventStream probe = rig.subscribe("traffic=probe");
        const auto ticket = std::make_shared<TestTicket>();
        rig.deliver("counted", BroadcastIndex, {}, ticket);
        QTRY_COMPARE(ticket->completed.load(), 1);
        QCOMPARE(ticket->recipients.load(), 2U);
        const auto receipt = std::make_shared<Receipt>("t", 1);
        rig.deliver({{}, {}, "followed"}, BroadcastIndex, {}, {}, receipt, 7);
        for (EventStream* stream : {&real, &test, &probe}) {
            QCOMPARE(stream->next().data, QByteArray("counted"));
            QCOMPARE(stream->next().data, QByteArray("followed"));
        }
        QTRY_VERIFY(receipt->figures().settled);
        const ReceiptFigures figures = receipt->figures();
        QCOMPARE(figures.recipients, 2U);
        QCOMPARE(figures.testRecipients, 1U);
        QCOMPARE(figures.acknowledged, 2U);
        QCOMPARE(figures.write.count(), 2U);
        QCOMPARE(figures.gone, 0U);
        QTRY_COMPARE(rig.reportOf(7).ack.count(), 2U);
        QCOMPARE(rig.reportOf(7).recipients, 2U);
        QCOMPARE(rig.reportOf(7).testRecipients, 1U);
        QCOMPARE(rig.reportOf(7).write.count(), 2U);
        std::uint64_t reached = 0;
        rig.inShard([&](Shard& shard) { reached = shard.countTaking({}, true, {}); });
        QCOMPARE(reached, 2U);
    }

    void aProbeInABatchIsNobodysRecipient()
    {
        ShardConfig config;
        config.batchWindow = std::chrono::milliseconds(20);
        ShardRig rig(config);
        EventStream real = rig.subscribe("channel=0");
        EventStream probe = rig.subscribe("channel=0&traffic=probe");
        std::vector<std::shared_ptr<Receipt>> receipts;
        for (int i = 0; i < 3; ++i) {
            receipts.push_back(std::make_shared<Receipt>("t", i));
            rig.deliver({{}, {}, "1", -1, true}, 0, {}, {BatchWish::HubsWindow}, receipts.back());
        }
        QCOMPARE(real.next().data, QByteArray("{\"batch\":[1,1,1]}"));
        QCOMPARE(probe.next().data, QByteArray("{\"batch\":[1,1,1]}"));
        for (const auto& receipt : receipts) {
            QTRY_VERIFY(receipt->figures().settled);
            QCOMPARE(receipt->figures().recipients, 1U);
            QCOMPARE(receipt->figures().acknowledged, 1U);
        }
    }

    void aProbeThatLosesEventsOrGoesIsNobodysLoss_data()
    {
        QTest::addColumn<bool>("drop");
        QTest::newRow("disconnected") << false;
        QTest::newRow("dropped") << true;
    }
    void aProbeThatLosesEventsOrGoesIsNobodysLoss()
    {
        QFETCH(const bool, drop);
        ShardRig rig(withBacklog(64 << 10, drop));
        EventStream real = rig.subscribe("channel=1");
        EventStream probe = rig.subscribeSlowly("channel=0&traffic=probe");
        blockTheReader(rig, 0);
        std::vector<std::shared_ptr<Receipt>> receipts;
        for (int i = 0; i < 12; ++i) { // more than its backlog holds
            receipts.push_back(rig.deliverWithReceipt(std::string(8 << 10, 'y')));
            QCOMPARE(real.next().data.size(), 8 << 10);
        }
        probe.socket().close();
        for (const auto& receipt : receipts) {
            QTRY_VERIFY(receipt->figures().settled);
            QCOMPARE(receipt->figures().recipients, 1U);
            QCOMPARE(receipt->figures().acknowledged, 1U);
            QCOMPARE(receipt->figures().gone, 0U);
        }
    }
};

ROOM_TEST(TestShardTraffic, QCoreApplication)
#include "tst_shard_traffic.moc"
