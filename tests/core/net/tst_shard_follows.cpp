// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/net/shard_rig.h"
#include "support/room.h"

#include <QTest>

using namespace fanlight;
using namespace fanlight::testing;
using namespace std::chrono_literals;

namespace {

void fillUntilBlocked(ShardRig& rig, std::uint32_t channel)
{
    while (rig.shard.counters().all(&TrafficCounters::slowClients) == 0) {
        rig.deliver(std::string(8 << 10, 'x'), channel);
        rig.inShard([](Shard&) {}); // the next turn has sent what this one queued
    }
}

bool isSettled(const Receipt& receipt)
{
    return receipt.figures().settled;
}

} // namespace

// What becomes of deliveries: receipts, and figures for the message log.
class TestShardFollows : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void aReceiptCountsWhoHasAcknowledged_data()
    {
        QTest::addColumn<int>("clients");
        QTest::newRow("one") << 1;
        QTest::newRow("more than are stamped") << 300;
    }
    void aReceiptCountsWhoHasAcknowledged()
    {
        QFETCH(const int, clients);
        ShardRig rig;
        std::vector<EventStream> streams;
        for (int i = 0; i < clients; ++i)
            streams.push_back(rig.subscribe("channel=0"));
        for (const std::uint32_t channel : {0U, BroadcastIndex, 2U}) {
            const auto receipt = rig.deliverWithReceipt("x", channel);
            for (EventStream& stream : streams)
                QCOMPARE(channel == 2 ? QByteArray("x") : stream.next().data, QByteArray("x"));
            QTRY_VERIFY(isSettled(*receipt));
            const ReceiptFigures figures = receipt->figures();
            const auto expected = channel == 2 ? 0U : static_cast<std::uint64_t>(clients);
            QCOMPARE(figures.recipients, expected);
            QCOMPARE(figures.acknowledged, expected);
            QCOMPARE(figures.gone, 0U);
            QCOMPARE(figures.write.count(), expected);
            QVERIFY(clients > 1 || figures.measured == expected); // few are timed one and all
            QVERIFY(figures.measured <= 2 * DeliveryFollower::Stamps);
            QVERIFY(expected == 0 || figures.measured > 0);
            QVERIFY(expected == 0 || figures.lastAckMs() >= figures.ack.percentileMs(99));
            QVERIFY(figures.ack.count() <= expected);
            for (const double percent : {1.0, 50.0, 90.0, 99.0, 100.0})
                QVERIFY(
                    expected == 0 || figures.ackMs(percent) >= figures.write.percentileMs(percent));
        }
    }

    // Over loopback the client has acknowledged before the system call returns.
    void noneIsAcknowledgedBeforeItIsWritten()
    {
        ShardRig rig;
        EventStream stream = rig.subscribe("channel=0");
        for (std::uint64_t message = 1; message <= 200; ++message) {
            auto receipt = std::make_shared<Receipt>("t", message);
            rig.deliver({{}, {}, "x"}, 0, {}, {}, receipt, message);
            QCOMPARE(stream.next().data, QByteArray("x"));
            QTRY_VERIFY(isSettled(*receipt));
            const ReceiptFigures figures = receipt->figures();
            QVERIFY(figures.write.isExact() && figures.ack.isExact());
            QCOMPARE(figures.ack.count(), 1U);
            QVERIFY2(figures.ack.firstNs() >= figures.write.firstNs(),
                qPrintable(QStringLiteral("written after %1 ns, acknowledged after %2 ns")
                               .arg(figures.write.firstNs())
                               .arg(figures.ack.firstNs())));
            // one delivery is one figure, wherever it is told
            QCOMPARE(figures.lastAckMs(), figures.ack.percentileMs(50));
            QTRY_COMPARE(rig.reportOf(message).ack.count(), 1U);
            QTRY_COMPARE(rig.reportOf(message).write.count(), 1U);
            QCOMPARE(rig.reportOf(message).ack.firstNs(), figures.ack.firstNs());
            QCOMPARE(rig.reportOf(message).write.firstNs(), figures.write.firstNs());
        }
    }

    // Each that is timed stands for those since the one before, so that what is written and what is
    // acknowledged is told of the same deliveries.
    void theSampleOfAMessageStandsForAllOfIt()
    {
        constexpr std::uint64_t Clients = 600;
        ShardRig rig;
        std::vector<EventStream> streams;
        for (std::uint64_t i = 0; i < Clients; ++i)
            streams.push_back(rig.subscribe("channel=0"));
        const auto receipt = rig.deliverWithReceipt("x");
        for (EventStream& stream : streams)
            QCOMPARE(stream.next().data, QByteArray("x"));
        QTRY_VERIFY(isSettled(*receipt));
        const ReceiptFigures figures = receipt->figures();
        QCOMPARE(figures.write.count(), Clients);
        QVERIFY(figures.measured < Clients);
        QVERIFY(figures.ack.count() <= Clients);
        QVERIFY(figures.ack.count() > Clients / 2);
    }

    void whoDoesNotReadIsNotAcknowledgedUntilItDoes()
    {
        ShardRig rig(withBacklog(64 << 20));
        EventStream slow = rig.subscribeSlowly("channel=0");
        EventStream quick = rig.subscribe("channel=1");
        fillUntilBlocked(rig, 0);
        const auto receipt = rig.deliverWithReceipt("the one");
        QCOMPARE(quick.next().data, QByteArray("the one"));
        QTRY_COMPARE(receipt->figures().acknowledged, 1U);
        QTest::qWait(300); // it would have been seen by now
        QCOMPARE(receipt->figures().recipients, 2U);
        QCOMPARE(receipt->figures().unacknowledged(), 1U);
        QCOMPARE(receipt->figures().write.count(), 1U);
        QVERIFY(!isSettled(*receipt));
        while (slow.next().data != "the one") { }
        QTRY_VERIFY(isSettled(*receipt));
        QCOMPARE(receipt->figures().acknowledged, 2U);
    }

    void whoLeavesBeforeIsGone()
    {
        ShardRig rig(withBacklog(64 << 20));
        EventStream slow = rig.subscribeSlowly("channel=0");
        fillUntilBlocked(rig, 0);
        const auto receipt = rig.deliverWithReceipt("x", 0);
        rig.inShard([](Shard&) {});
        slow.socket().reset();
        QTRY_VERIFY(isSettled(*receipt));
        QCOMPARE(receipt->figures().gone, 1U);
        QCOMPARE(receipt->figures().acknowledged, 0U);
    }

    void whoLeavesAfterwardsHasAcknowledged()
    {
        ShardRig rig;
        for (int i = 0; i < 50; ++i) {
            EventStream stream = rig.subscribe("channel=0");
            const auto receipt = rig.deliverWithReceipt("x", 0);
            QCOMPARE(stream.next().data, QByteArray("x"));
            stream.socket().reset(); // perhaps before the shard looks
            QTRY_VERIFY(isSettled(*receipt));
            QCOMPARE(receipt->figures().acknowledged, 1U);
        }
    }

    void anEventDroppedFromABacklogIsGone()
    {
        ShardRig rig(withBacklog(32 << 10, true));
        EventStream slow = rig.subscribeSlowly("channel=0");
        fillUntilBlocked(rig, 0);
        const auto receipt = rig.deliverWithReceipt("x", 0);
        for (int i = 0; i < 20; ++i)
            rig.deliver(std::string(8 << 10, 'y'), 0);
        QTRY_VERIFY(isSettled(*receipt));
        QCOMPARE(receipt->figures().gone, 1U);
    }

    void aClientTooSlowForItIsGone()
    {
        ShardRig rig(withBacklog(32 << 10));
        EventStream slow = rig.subscribeSlowly("channel=0");
        fillUntilBlocked(rig, 0);
        std::vector<std::shared_ptr<Receipt>> receipts;
        for (int i = 0; i < 20; ++i)
            receipts.push_back(rig.deliverWithReceipt(std::string(8 << 10, 'y'), 0));
        QTRY_COMPARE(rig.closed.load(), 1);
        for (const auto& receipt : receipts) {
            QTRY_VERIFY(isSettled(*receipt));
            QCOMPARE(receipt->figures().gone, receipt->figures().recipients);
        }
        QCOMPARE(receipts.front()->figures().recipients, 1U);
        QCOMPARE(receipts.back()->figures().recipients, 0U);
    }

    void aBatchIsAcknowledgedForAllThatAreInIt()
    {
        ShardConfig config;
        config.batchWindow = 50ms;
        ShardRig rig(config);
        EventStream one = rig.subscribe("channel=0");
        EventStream other = rig.subscribe("channel=0&types=like");
        std::vector<std::shared_ptr<Receipt>> receipts;
        for (int i = 0; i < 10; ++i) {
            receipts.push_back(std::make_shared<Receipt>("t", i));
            rig.deliver({{}, {}, "1", -1, true}, 0, i % 2 ? "like" : "follow",
                {BatchWish::HubsWindow}, receipts.back());
        }
        QCOMPARE(one.next().data, QByteArray("{\"batch\":[1,1,1,1,1,1,1,1,1,1]}"));
        QCOMPARE(other.next().data, QByteArray("{\"batch\":[1,1,1,1,1]}"));
        for (std::size_t i = 0; i < receipts.size(); ++i) {
            QTRY_VERIFY(isSettled(*receipts[i]));
            const ReceiptFigures figures = receipts[i]->figures();
            QCOMPARE(figures.recipients, i % 2 ? 2U : 1U);
            QCOMPARE(figures.acknowledged, figures.recipients);
            QCOMPARE(figures.write.count(), figures.recipients);
            QCOMPARE(figures.measured, figures.recipients);
            QVERIFY(figures.ack.percentileMs(0) > 10);
            // it waited for its batch, and that is not hidden
            QVERIFY(figures.write.percentileMs(0) > 10);
        }
    }

    void theOldestReceiptEndsWhereThereAreTooMany()
    {
        ShardRig rig(withBacklog(64 << 20));
        EventStream slow = rig.subscribeSlowly("channel=0");
        fillUntilBlocked(rig, 0);
        std::vector<std::shared_ptr<Receipt>> receipts;
        for (std::size_t i = 0; i <= DeliveryFollower::MaxReceipts; ++i)
            receipts.push_back(rig.deliverWithReceipt("x", 0));
        rig.inShard([](Shard&) {});
        QVERIFY(isSettled(*receipts[0]));
        QCOMPARE(receipts[0]->figures().unacknowledged(), 1U);
        QVERIFY(!isSettled(*receipts[1]));
        QVERIFY(!isSettled(*receipts.back()));
        rig.shard.stop();
        for (const auto& receipt : receipts)
            QVERIFY(isSettled(*receipt));
    }

    void messagesOfTheLogAreReported()
    {
        ShardRig rig(withBacklog(64 << 20));
        EventStream slow = rig.subscribeSlowly("channel=1");
        EventStream quick = rig.subscribe("channel=0");
        fillUntilBlocked(rig, 1);
        rig.deliver({{}, {}, "to both"}, BroadcastIndex, {}, {}, {}, 7);
        rig.deliver({{}, {}, "to nobody"}, 2, {}, {}, {}, 8);
        rig.deliver({{}, {}, "to one"}, 0, {}, {}, {}, 9);
        QTRY_COMPARE(rig.reportOf(9).write.count(), 1U);
        QCOMPARE(rig.reportOf(9).recipients, 1U);
        // the slow one has it queued, which must not keep the rest from being told
        QTRY_COMPARE(rig.reportOf(7).recipients, 2U);
        QCOMPARE(rig.reportOf(7).write.count(), 1U);
        QCOMPARE(rig.reportOf(8).recipients, 0U);
        while (slow.next().data != "to both") { }
        QTRY_COMPARE(rig.reportOf(7).write.count(), 2U);
        QCOMPARE(rig.reportOf(7).recipients, 2U);
    }

    void aSampleOfThemSaysWhenItWasAcknowledged()
    {
        ShardRig rig;
        EventStream stream = rig.subscribe("channel=0");
        std::uint64_t acks = 0;
        for (std::uint64_t message = 1; message <= 50; ++message) {
            rig.deliver({{}, {}, "x"}, 0, {}, {}, {}, message);
            QCOMPARE(stream.next().data, QByteArray("x"));
        }
        const auto count = [&] {
            acks = 0;
            for (std::uint64_t message = 1; message <= 50; ++message)
                acks += rig.reportOf(message).ack.count();
            return acks;
        };
        QTRY_VERIFY(count() > 0);
        QVERIFY(count() <= 50);
    }

    void whoTakesATypeIsCounted()
    {
        ShardRig rig;
        EventStream all = rig.subscribe("channel=0");
        EventStream likes = rig.subscribe("channel=0&types=like");
        EventStream other = rig.subscribe("channel=1&types=like,follow");
        EventStream nobody = rig.subscribe("types=comment");
        rig.inShard([](Shard& shard) {
            QCOMPARE(shard.countTaking({0}, false, "like"), 2U);
            QCOMPARE(shard.countTaking({0}, false, "follow"), 1U);
            QCOMPARE(shard.countTaking({0, 1, 3}, false, "follow"), 2U);
            QCOMPARE(shard.countTaking({}, true, "like"), 3U);
            QCOMPARE(shard.countTaking({}, true, {}), 1U);
        });
    }
};

ROOM_TEST(TestShardFollows, QCoreApplication)
#include "tst_shard_follows.moc"
