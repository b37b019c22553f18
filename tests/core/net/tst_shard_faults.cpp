// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/net/shard_rig.h"
#include "support/room.h"

using namespace fanlight;
using namespace fanlight::testing;
using namespace std::chrono_literals;

namespace {

std::shared_ptr<StreamFault> fault(
    StreamFault::Kind kind, std::function<bool(const Shard&, const Connection&)> concerns = {})
{
    auto made = std::make_shared<StreamFault>();
    made->kind = kind;
    made->concerns = std::move(concerns);
    made->tally = std::make_shared<StreamFaultTally>();
    return made;
}

bool isOnChannel0(const Shard&, const Connection& connection)
{
    return connection.stream.channel && connection.stream.channel->index == 0;
}

void setFaults(ShardRig& rig, const StreamFaults& faults)
{
    rig.inShard([&](Shard& shard) { shard.setFaults(faults); });
    rig.inShard([](Shard&) {}); // its slices are over, there being few connections
}

} // namespace

// What is broken on purpose in a shard's streams, and one that is looked at closely.
class TestShardFaults : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void whatIsDelayedLeavesLateInOrderAndTheRestAtOnce()
    {
        ShardRig rig;
        EventStream late = rig.subscribe("channel=0");
        EventStream prompt = rig.subscribe("channel=1");
        auto delay = fault(StreamFault::Kind::Delay, isOnChannel0);
        delay->delayNs = 1'000'000'000;
        setFaults(rig, {delay});
        QCOMPARE(delay->tally->streams.load(), 1U);

        QElapsedTimer clock;
        clock.start();
        for (const char* data : {"1", "2", "3"})
            rig.deliver(data);
        for (const char* data : {"1", "2", "3"})
            QCOMPARE(prompt.next().data, QByteArray(data));
        QVERIFY(clock.elapsed() < 1000);
        for (const char* data : {"1", "2", "3"})
            QCOMPARE(late.next().data, QByteArray(data));
        QVERIFY(clock.elapsed() >= 1000);

        // each is as late as the others, whatever waits already
        clock.restart();
        rig.deliver("4");
        QTest::qWait(150);
        const qint64 second = clock.elapsed();
        rig.deliver("5");
        QCOMPARE(late.next().data, QByteArray("4"));
        QVERIFY(clock.elapsed() >= 1000);
        QCOMPARE(late.next().data, QByteArray("5"));
        QVERIFY(clock.elapsed() >= second + 1000);
    }

    void whatWaitsLeavesWhenTheFaultEnds()
    {
        ShardRig rig;
        EventStream stream = rig.subscribe("channel=0");
        auto delay = fault(StreamFault::Kind::Delay);
        delay->delayNs = 3'600'000'000'000;
        setFaults(rig, {delay});
        rig.deliver("1");
        rig.deliver("2");
        QVERIFY(stream.next(QDeadlineTimer(100)).isNull());
        setFaults(rig, {});
        QCOMPARE(delay->tally->streams.load(), 0U);
        QCOMPARE(stream.next().data, QByteArray("1"));
        QCOMPARE(stream.next().data, QByteArray("2"));
    }

    void aStreamIsCutAfterItsEventsAndNotBefore()
    {
        ShardRig rig;
        EventStream stream = rig.subscribe("channel=0");
        rig.deliver("before");
        QCOMPARE(stream.next().data, QByteArray("before"));
        auto cut = fault(StreamFault::Kind::Cut, isOnChannel0);
        cut->events = 2;
        setFaults(rig, {cut});
        EventStream other = rig.subscribe("channel=1");
        rig.inShard([&](Shard&) { // all in one turn: the third must not be in the same send
            for (const char* data : {"1", "2", "3"})
                rig.deliver(data);
        });
        QCOMPARE(stream.next().data, QByteArray("1"));
        QCOMPARE(stream.next().data, QByteArray("2"));
        QVERIFY(stream.next().isNull());
        QVERIFY(stream.hasEnded());
        QVERIFY(!stream.endedCleanly());
        QCOMPARE(rig.lastReason.load(), int(DisconnectReason::Fault));
        QCOMPARE(
            rig.shard.counters().real.disconnects[std::size_t(DisconnectReason::Fault)].value(),
            1U);
        QCOMPARE(cut->tally->hits.load(), 1U);
        for (const char* data : {"1", "2", "3"})
            QCOMPARE(other.next().data, QByteArray(data));

        // A stream that begins later is counted from its beginning.
        EventStream again = rig.subscribe("channel=0");
        rig.deliver("4", 0);
        rig.deliver("5", 0);
        QCOMPARE(again.next().data, QByteArray("4"));
        QCOMPARE(again.next().data, QByteArray("5"));
        QVERIFY(again.next().isNull());
        QCOMPARE(cut->tally->hits.load(), 2U);
    }

    void ofTwoCutsTheOneThatIsLeftStandsAsItDid()
    {
        ShardRig rig;
        EventStream stream = rig.subscribe("channel=0");
        auto soon = fault(StreamFault::Kind::Cut);
        soon->events = 2;
        auto late = fault(StreamFault::Kind::Cut);
        late->events = 4;
        setFaults(rig, {soon, late});
        rig.deliver("1", 0);
        QCOMPARE(stream.next().data, QByteArray("1"));
        setFaults(rig, {late});
        for (const char* data : {"2", "3", "4", "5"})
            rig.deliver(data, 0);
        for (const char* data : {"2", "3", "4"})
            QCOMPARE(stream.next().data, QByteArray(data));
        QVERIFY(stream.next().isNull());
        QCOMPARE(soon->tally->hits.load(), 0U);
        QCOMPARE(late->tally->hits.load(), 1U);
    }

    void aStreamIsCutAfterItsBytesInTheMiddleOfAnEvent()
    {
        ShardRig rig;
        EventStream stream = rig.subscribe("channel=0");
        const qsizetype before = stream.content().size();
        auto cut = fault(StreamFault::Kind::Cut);
        cut->bytes = 1000;
        setFaults(rig, {cut});
        rig.deliver(std::string(5000, 'x'), 0);
        QVERIFY(stream.next().isNull());
        QVERIFY(stream.hasEnded());
        QVERIFY(!stream.endedCleanly());
        QCOMPARE(rig.shard.counters().all(&TrafficCounters::delivered), 0U);
        QVERIFY(stream.content().size() - before < 1000);
        QTRY_COMPARE(rig.lastReason.load(), int(DisconnectReason::Fault));
    }

    void aHalfOpenStreamIsSentNothingAndMissesNothing()
    {
        ShardConfig config;
        config.heartbeat = 200ms;
        ShardRig rig(config);
        EventStream stream = rig.subscribe("channel=0");
        EventStream gone = rig.subscribe("channel=1");
        const auto halfOpen = fault(StreamFault::Kind::HalfOpen);
        setFaults(rig, {halfOpen});
        QCOMPARE(halfOpen->tally->streams.load(), 2U);
        rig.deliver("1", 0);
        gone.socket().close();
        QVERIFY(stream.next(QDeadlineTimer(500)).isNull());
        QVERIFY(!stream.waitForComment(QDeadlineTimer(100)));
        QCOMPARE(rig.closed.load(), 0); // that the other has gone is not noticed

        setFaults(rig, {});
        QCOMPARE(stream.next().data, QByteArray("1"));
        QTRY_COMPARE(rig.closed.load(), 1);
        QCOMPARE(rig.lastReason.load(), int(DisconnectReason::Client));
        QVERIFY(stream.waitForComment()); // heartbeats go on
    }

    void aDripIsAsSlowAsItIsSaid()
    {
        ShardRig rig;
        EventStream stream = rig.subscribe("channel=0");
        auto drip = fault(StreamFault::Kind::Drip);
        drip->bytes = 10'000;
        setFaults(rig, {drip});
        QElapsedTimer clock;
        clock.start();
        rig.deliver(std::string(5000, 'x'), 0);
        QCOMPARE(stream.next().data.size(), 5000);
        // some of a period is there at once
        QVERIFY2(clock.elapsed() >= 350, qPrintable(QString::number(clock.elapsed())));
        setFaults(rig, {});
        clock.restart();
        rig.deliver(std::string(100'000, 'x'), 0);
        QCOMPARE(stream.next().data.size(), 100'000);
        QVERIFY(clock.elapsed() < 5000);
    }

    void manyStreamsAreReviewedInSlicesAndAllLetGo()
    {
        ShardRig rig;
        constexpr int Streams = int(Shard::ReviewSlice) + 100;
        std::vector<EventStream> streams;
        for (int i = 0; i < Streams; ++i)
            streams.push_back(rig.subscribe("channel=0"));
        const auto halfOpen = fault(StreamFault::Kind::HalfOpen);
        rig.inShard([&](Shard& shard) { shard.setFaults({halfOpen}); });
        QTRY_COMPARE(halfOpen->tally->streams.load(), std::uint64_t(Streams));
        rig.deliver("1");
        rig.inShard([&](Shard& shard) { shard.setFaults({}); });
        for (EventStream& stream : streams)
            QCOMPARE(stream.next().data, QByteArray("1"));
        QCOMPARE(halfOpen->tally->streams.load(), 0U);
    }

    void aFaultOverWhichAStreamEndsLetsItGo()
    {
        ShardRig rig;
        EventStream stream = rig.subscribe("channel=0");
        const auto halfOpen = fault(StreamFault::Kind::HalfOpen);
        setFaults(rig, {halfOpen});
        rig.deliver("1", 0);
        rig.inShard(
            [](Shard& shard) { QCOMPARE(shard.endStreams({1}, 7, DisconnectReason::Kicked), 1); });
        QCOMPARE(halfOpen->tally->streams.load(), 0U);
        QCOMPARE(stream.next().data, QByteArray("1"));
        QVERIFY(stream.waitForCleanEnd());
    }

    void streamsBreakOffWithoutAnEnd()
    {
        ShardRig rig;
        EventStream closed = rig.subscribe("channel=0");
        EventStream reset = rig.subscribe("channel=0");
        rig.inShard([](Shard& shard) {
            QCOMPARE(shard.breakStreams({1, 99}, DisconnectReason::Fault, false), 1);
            QCOMPARE(shard.breakStreams({2}, DisconnectReason::Kicked, true), 1);
        });
        QVERIFY(!closed.waitForCleanEnd());
        QVERIFY(!reset.waitForCleanEnd());
        QVERIFY(closed.hasEnded() && reset.hasEnded());
        QCOMPARE(rig.closed.load(), 2);
    }

    // ---- changed while it runs

    void aNewLifetimeHoldsForStreamsThatAreThere()
    {
        ShardRig rig;
        EventStream stream = rig.subscribe("channel=0");
        rig.inShard([](Shard& shard) {
            shard.visitStreams(0, 1, [&](const Connection& connection) {
                QCOMPARE(shard.lifetimeLeftMs(connection), -1);
            });
            ShardTuning tuning;
            tuning.maxLifetime = 1s;
            shard.retune(tuning);
            shard.visitStreams(0, 1, [&](const Connection& connection) {
                QVERIFY(shard.lifetimeLeftMs(connection) <= 1000);
            });
        });
        QVERIFY(stream.waitForCleanEnd());
        QCOMPARE(rig.lastReason.load(), int(DisconnectReason::Lifetime));
    }

    void whoIsOverANewLifetimeIsSpreadOverIt()
    {
        ShardRig rig;
        std::vector<EventStream> streams;
        for (int i = 0; i < 60; ++i)
            streams.push_back(rig.subscribe("channel=0"));
        QTest::qWait(1100); // all are older than the new lifetime
        rig.inShard([](Shard& shard) {
            ShardTuning tuning;
            tuning.maxLifetime = 1s;
            shard.retune(tuning);
            int early = 0;
            int late = 0;
            shard.visitStreams(0, 60, [&](const Connection& connection) {
                ++(shard.lifetimeLeftMs(connection) < 500 ? early : late);
            });
            QVERIFY2(early > 10 && late > 10, qPrintable(QString::number(early)));
        });
    }

    void aNewHeartbeatAndBacklogLimitHoldAtOnce()
    {
        ShardRig rig;
        EventStream idle = rig.subscribe("channel=1");
        EventStream slow = rig.subscribeSlowly("channel=0");
        rig.inShard([](Shard& shard) {
            ShardTuning tuning;
            tuning.heartbeat = 100ms;
            tuning.backlogLimit = 4096;
            shard.retune(tuning);
        });
        QVERIFY(idle.waitForComment());
        for (int i = 0; i < 2000 && rig.closed == 0; ++i) {
            rig.deliver(std::string(8 << 10, 'x'), 0);
            rig.inShard([](Shard&) {});
        }
        QCOMPARE(rig.lastReason.load(), int(DisconnectReason::Slow));
    }

    // ---- looked at closely

    void aWatchedStreamShowsWhatItWasSent()
    {
        ShardRig rig;
        EventStream stream = rig.subscribe("channel=0");
        EventStream other = rig.subscribe("channel=0");
        int ended = -1;
        const auto watch = [&](std::size_t mostFrames) {
            auto made = std::make_unique<StreamWatch>();
            made->mostFrames = mostFrames;
            made->mostBytes = 10'000;
            made->ended
                = [&ended](const Shard&, const Connection& connection, DisconnectReason reason) {
                      ended = int(reason);
                      QCOMPARE(connection.sent.events, 4U);
                  };
            return made;
        };
        rig.deliver("before", 0);
        QVERIFY(!stream.next().isNull());
        rig.inShard([&](Shard& shard) {
            QVERIFY(!shard.watch(99, watch(2)));
            QVERIFY(!shard.watched());
            QVERIFY(shard.watch(1, watch(2)));
        });
        const auto measured = [&rig] {
            std::uint64_t count = 0;
            rig.inShard([&](Shard& shard) { count = shard.watched()->ack.count(); });
            return count;
        };
        for (std::uint64_t i = 1; i <= 3; ++i) {
            rig.deliver(std::to_string(i), 0);
            QVERIFY(!stream.next().isNull());
            // one at a time can be asked for; that of “before” may have been under way
            QTRY_VERIFY(measured() >= i);
        }
        rig.inShard([](Shard& shard) {
            const StreamWatch& seen = *shard.watched();
            QCOMPARE(seen.sent.size(), 2U);
            QCOMPARE(seen.sentBefore, 1U);
            QCOMPARE(std::string(seen.sent.back().frame->data()), std::string("3"));
            QVERIFY(shard.find(seen.connection));
        });
        stream.socket().close();
        QTRY_COMPARE(rig.closed.load(), 1);
        rig.inShard([&](Shard& shard) {
            QCOMPARE(ended, int(DisconnectReason::Client));
            QVERIFY(shard.watched()); // what was seen stays until another is watched
            QVERIFY(!shard.find(shard.watched()->connection));
            QVERIFY(!shard.watch(0, nullptr));
            QVERIFY(!shard.watched());
        });
        rig.deliver("4", 0);
        while (other.next().data != "4") { }
    }

    void whatAWatchKeepsIsBoundedInBytes()
    {
        ShardRig rig;
        EventStream stream = rig.subscribe("channel=0");
        rig.inShard([](Shard& shard) {
            auto watch = std::make_unique<StreamWatch>();
            watch->mostFrames = 100;
            watch->mostBytes = 1000;
            watch->ended = [](const Shard&, const Connection&, DisconnectReason) {};
            QVERIFY(shard.watch(1, std::move(watch)));
        });
        for (int i = 0; i < 10; ++i)
            rig.deliver(std::string(400, 'x'), 0);
        for (int i = 0; i < 10; ++i)
            QVERIFY(!stream.next().isNull());
        rig.inShard([](Shard& shard) {
            QCOMPARE(shard.watched()->sent.size(), 2U);
            QCOMPARE(shard.watched()->sentBefore, 8U);
        });
    }
};

ROOM_TEST(TestShardFaults, QCoreApplication)
#include "tst_shard_faults.moc"
