// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "hub/sampler.h"

#include "broker/memory_broker.h"

#include "core/net/shard_rig.h"
#include "metrics/process_stats.h"
#include "net/acceptor.h"
#include "net/clock.h"
#include "support/room.h"

using namespace fanlight;
using namespace fanlight::testing;

namespace {

struct SamplerRig : ShardRig {
    explicit SamplerRig(const ShardConfig& config = {})
        : ShardRig(config)
        , broker({&shard}, {})
        , acceptor({&shard}, {})
        , sampler({&shard}, broker, acceptor, u"one"_qs)
    {
    }
    ~SamplerRig() override { shard.stop(); } // before anything of this goes
    quint64& of(MetricsSample& sample, DisconnectReason reason)
    {
        return sample.disconnectsByReason[std::size_t(reason)];
    }

    MemoryBroker broker;
    Acceptor acceptor;
    Sampler sampler;
};

} // namespace

class TestSampler : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aSampleHoldsWhatHappenedSinceTheOneBefore()
    {
        SamplerRig rig;
        QCOMPARE(rig.sampler.sample().connects, 0U);
        EventStream first = rig.subscribe("channel=0");
        EventStream second = rig.subscribe("channel=0");
        rig.deliver("x", 0);
        QCOMPARE(first.next().data, QByteArray("x"));
        QCOMPARE(second.next().data, QByteArray("x"));
        rig.inShard([](Shard&) {});
        MetricsSample sample = rig.sampler.sample();
        QCOMPARE(sample.connects, 2U);
        QCOMPARE(sample.connections, 2U);
        QCOMPARE(sample.delivered, 2U);
        QCOMPARE(sample.write.count(), 2U);
        QVERIFY(sample.bytes > 0);
        QVERIFY(sample.timeMs > 0);

        sample = rig.sampler.sample();
        QCOMPARE(sample.connects, 0U);
        QCOMPARE(sample.connections, 2U); // a level stays
        QCOMPARE(sample.delivered, 0U);
        QVERIFY(sample.write.isEmpty());
    }

    void theProgramsOwnTrafficIsToldApart()
    {
        SamplerRig rig;
        EventStream real = rig.subscribe("channel=0");
        EventStream test = rig.subscribe("channel=0&traffic=test");
        EventStream probe = rig.subscribe("channel=0&traffic=probe");
        rig.deliver("x", 0);
        for (EventStream* stream : {&real, &test, &probe})
            QCOMPARE(stream->next().data, QByteArray("x"));
        const auto own = std::make_shared<TestTicket>();
        own->markOwn();
        Notification notification;
        notification.data = "ours";
        rig.broker.publish(notification, own);
        notification.data = "theirs";
        rig.broker.publish(notification, std::make_shared<TestTicket>());
        for (EventStream* stream : {&real, &test, &probe})
            QCOMPARE((stream->next(), stream->next().data), QByteArray("theirs"));
        rig.inShard([](Shard&) {});
        const MetricsSample all = rig.sampler.sample();
        QCOMPARE(all.connections, 3U);
        QCOMPARE(all.connects, 3U);
        QCOMPARE(all.published, 2U);
        QCOMPARE(all.delivered, 9U);
        QCOMPARE(all.write.count(), 3U); // those of the broker have no time of publishing
        QCOMPARE(all.own.connections, 2U);
        QCOMPARE(all.own.published, 1U);
        QCOMPARE(all.own.delivered, 6U);
        QCOMPARE(all.own.write.count(), 2U);
        const MetricsSample others = all.onlyReal();
        QCOMPARE(others.connections, 1U);
        QCOMPARE(others.published, 1U);
        QCOMPARE(others.delivered, 3U);
        QCOMPARE(others.bytes + all.own.bytes, all.bytes);
        QCOMPARE(others.write.count(), 1U);

        test.socket().close();
        QTRY_COMPARE(rig.shard.counters().own.streams.value(), 1U);
        const MetricsSample next = rig.sampler.sample();
        QCOMPARE(next.own.disconnects, 1U);
        QCOMPARE(next.onlyReal().disconnects, 0U);
        QCOMPARE(next.own.published, 0U);
        QCOMPARE(rig.sampler.live().sum.own.delivered, 6U);
    }

    void whoAsksInBetweenMakesNoSample()
    {
        SamplerRig rig;
        EventStream stream = rig.subscribe("channel=0");
        rig.sampler.sample();
        rig.deliver("x", 0);
        QCOMPARE(stream.next().data, QByteArray("x"));
        rig.inShard([](Shard&) {});
        for (int i = 0; i < 3; ++i) { // what came since the last sample is told, once
            const MetricsSample sum = rig.sampler.live().sum;
            QCOMPARE(sum.delivered, 1U);
            QCOMPARE(sum.write.count(), 1U);
            QCOMPARE(sum.connects, 1U);
            QCOMPARE(sum.connections, 1U);
            QVERIFY(isKnown(sum.rssBytes));
        }
        const MetricsSample sample = rig.sampler.sample(); // and left to the next one
        QCOMPARE(sample.delivered, 1U);
        QCOMPARE(rig.sampler.live().sum.delivered, 1U);
    }

    void disconnectsAreCountedByReason()
    {
        SamplerRig rig;
        EventStream leaves = rig.subscribe("channel=0");
        EventStream kicked = rig.subscribe("channel=0");
        EventStream drained = rig.subscribe("channel=0");
        leaves.socket().close();
        QTRY_COMPARE(rig.closed.load(), 1);
        rig.inShard([](Shard& shard) { shard.endStreams({2}, -1, DisconnectReason::Kicked); });
        MetricsSample sample = rig.sampler.sample();
        QCOMPARE(sample.disconnects, 2U);
        QCOMPARE(rig.of(sample, DisconnectReason::Client), 1U);
        QCOMPARE(rig.of(sample, DisconnectReason::Kicked), 1U);
        rig.inShard([](Shard& shard) { shard.drain([] {}); });
        sample = rig.sampler.sample();
        QCOMPARE(sample.disconnects, 1U);
        QCOMPARE(rig.of(sample, DisconnectReason::Drain), 1U);
        QCOMPARE(rig.of(sample, DisconnectReason::Client), 0U);
        QCOMPARE(sample.connections, 0U);
    }

    void publishesAndHistoryAreThoseOfTheBroker()
    {
        SamplerRig rig;
        const std::vector<std::string> users = {"a"};
        for (int i = 0; i < 3; ++i)
            rig.broker.publish(
                {.userIds = users, .type = {}, .data = "x", .event = {}, .id = {}}, {});
        const MetricsSample sample = rig.sampler.sample();
        QCOMPARE(sample.published, 3U);
        QCOMPARE(sample.historyEvents, 3U);
        QVERIFY(sample.historyBytes > 0);
        QCOMPARE(rig.sampler.sample().published, 0U);
    }

    void countsGoOnWhenAnotherBrokerTakesOver()
    {
        SamplerRig rig;
        MemoryBroker other({&rig.shard}, {});
        const std::vector<std::string> users = {"a"};
        const Notification notification{
            .userIds = users, .type = {}, .data = "x", .event = {}, .id = {}};
        for (int i = 0; i < 3; ++i)
            rig.broker.publish(notification, {});
        QCOMPARE(rig.sampler.sample().published, 3U);
        rig.broker.publish(notification, {});
        rig.sampler.setBroker(other);
        other.publish(notification, {});
        QCOMPARE(rig.sampler.sample().published, 2U);
        QCOMPARE(rig.sampler.live().sum.published, 5U);
    }

    // Two that follow each other within a millisecond, as a scrape and the timer may.
    void totalsHoldEverySampleHoweverShort()
    {
        SamplerRig rig;
        const std::vector<std::string> users = {"a"};
        for (int i = 0; i < 100; ++i) {
            rig.broker.publish(
                {.userIds = users, .type = {}, .data = "x", .event = {}, .id = {}}, {});
            rig.sampler.sample();
        }
        QCOMPARE(rig.sampler.live().sum.published, 100U);
        QCOMPARE(rig.sampler.live().instance, u"one"_qs);
    }

    void whatWasNotMeasuredIsUnknown()
    {
        SamplerRig rig;
        EventStream stream = rig.subscribe("channel=0");
        const MetricsSample sample = rig.sampler.sample();
        QVERIFY(!isKnown(sample.bytesPerConnection)); // one connection says nothing
        QVERIFY(!isKnown(sample.redisReceived));
        QVERIFY(isKnown(sample.rssBytes) && sample.rssBytes > 0);
        QVERIFY(isKnown(sample.openFiles) && isKnown(sample.fileLimit)
            && sample.openFiles < sample.fileLimit);
    }

    void whatAConnectionTakesIsWhatIsToldWhereAWindowLivesToo()
    {
        SamplerRig rig;
        rig.sampler.setConnectionMemory({});
        std::vector<EventStream> streams;
        for (std::uint64_t i = 0; i < Sampler::MinConnectionsForMemory; ++i)
            streams.push_back(rig.subscribe("channel=0"));
        // what else the process takes is none of it
        const std::vector<char> window(32 << 20, 'x');
        QVERIFY(!isKnown(rig.sampler.sample().bytesPerConnection));
        rig.sampler.setConnectionMemory({421, 9000, 2000, 1'700'000'000'000});
        for (const MetricsSample& one : {rig.sampler.sample(), rig.sampler.live().sum}) {
            QCOMPARE(one.bytesPerConnection, 421.0);
            QCOMPARE(one.memory.clients, 2000U);
            QCOMPARE(one.memory.timeMs, 1'700'000'000'000);
        }
        QCOMPARE(window.back(), 'x');
    }

    void whatAConnectionTakesStaysAsItWasMeasured()
    {
        SamplerRig rig;
        rig.sampler.sample(); // with nothing connected
        std::vector<EventStream> streams;
        for (std::uint64_t i = 0; i < Sampler::MinConnectionsForMemory; ++i)
            streams.push_back(rig.subscribe("channel=0"));
        std::vector<char> grown(4 << 20, 'x'); // so that there is something to measure
        const double measured = rig.sampler.sample().bytesPerConnection;
        QVERIFY(isKnown(measured));
        rig.deliver("x", 0);
        QCOMPARE(streams.back().next().data, QByteArray("x"));
        rig.inShard([](Shard&) {});
        grown.resize(32 << 20, 'y'); // not of the connections
        QCOMPARE(rig.sampler.sample().bytesPerConnection, measured);
        QCOMPARE(grown.back(), 'y');
    }

    void processorTimeIsNeverMoreThanThereIs()
    {
        SamplerRig rig;
        const double cores = process_stats::usableCores().value_or(0);
        const std::uint64_t beganNs = monotonicNs();
        rig.sampler.sample();
        const std::uint64_t cpuNs = process_stats::cpuTimeNs();
        while (process_stats::cpuTimeNs() - cpuNs < 50'000'000) { }
        const MetricsSample sample = rig.sampler.sample();
        QCOMPARE(sample.cpuCores, cores);
        QVERIFY(sample.cpuPercent <= 100 * cores);
        // 50 ms of a processor's time in at most so long
        QVERIFY(sample.cpuPercent >= 100.0 * 50e6 / double(monotonicNs() - beganNs));
    }

    void fewLatenciesAreTheVeryValues()
    {
        SamplerRig rig;
        EventStream stream = rig.subscribe("channel=0");
        rig.sampler.sample();
        rig.deliver("x", 0);
        QCOMPARE(stream.next().data, QByteArray("x"));
        MetricsSample sum = rig.sampler.sample();
        QTRY_VERIFY((sum.merge(rig.sampler.sample()), !sum.ack.isEmpty()));
        QVERIFY(sum.write.isExact() && sum.ack.isExact());
        QCOMPARE(sum.write.count(), 1U);
        QCOMPARE(sum.ack.count(), 1U);
        QVERIFY(sum.ack.firstNs() >= sum.write.firstNs());
    }

    void kernelMemoryIsMeasuredOnSockets()
    {
        SamplerRig rig;
        EventStream stream = rig.subscribe("channel=0");
        QTRY_VERIFY(isKnown(rig.sampler.sample().kernelSocketBytes));
    }
};

ROOM_TEST(TestSampler, QCoreApplication)
#include "tst_sampler.moc"
