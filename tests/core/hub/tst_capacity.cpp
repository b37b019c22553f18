// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QtTest>

#include "hub/capacity.h"
#include "support/room.h"

using namespace fanlight;

namespace {

constexpr double KiB = 1024;
constexpr double MiB = 1024 * KiB;

MetricsSample sample(quint64 connections, quint64 delivered, double cpuPercent)
{
    MetricsSample one;
    one.timeMs = 1'700'000'000'000;
    one.intervalMs = 500;
    one.connections = connections;
    one.delivered = delivered;
    one.published = delivered > 0 ? 1 : 0;
    one.hubCpuPercent = cpuPercent;
    return one;
}

CostFigures costs()
{
    CostFigures one;
    one.bytesPerConnection = 1 * KiB;
    one.kernelBytesPerConnection = 3 * KiB;
    one.cpuUsPerDelivery = 2;
    one.cpuUsPerConnection = 1;
    return one;
}

InstanceBounds bounds()
{
    InstanceBounds one;
    one.fileLimit = 20'100;
    one.otherFiles = 100;
    one.memoryBytes = 100 * MiB;
    one.cpuPercent = 200;
    return one;
}

} // namespace

class TestCapacity : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void memoryIsThatOfTheLastMeasurement()
    {
        CostMeter meter;
        MetricsSample one = sample(1000, 0, Unknown);
        one.memory = {1200, Unknown, 2000, 1'700'000'000'000};
        one.kernelSocketBytes = 4'000'000;
        meter.add(one);
        QCOMPARE(meter.figures().bytesPerConnection, 1200.0);
        QCOMPARE(meter.figures().kernelBytesPerConnection, 4000.0);
        QCOMPARE(meter.figures().connections, quint64(2000));
        QCOMPARE(meter.figures().memoryMs, 1'700'000'000'000);
        meter.add(sample(0, 0, Unknown)); // they went: what was measured stays
        QCOMPARE(meter.figures().bytesPerConnection, 1200.0);
        meter.clear();
        QVERIFY(!isKnown(meter.figures().bytesPerConnection));
    }

    void aHandfulOfConnectionsTellsNothingOfMemory()
    {
        CostMeter meter;
        MetricsSample one = sample(CostMeter::LeastConnections - 1, 0, Unknown);
        one.kernelSocketBytes = 4000;
        meter.add(one);
        QVERIFY(!isKnown(meter.figures().bytesPerConnection));
        QVERIFY(!isKnown(meter.figures().kernelBytesPerConnection));
    }

    void whatWasMeasuredElsewhereIsTakenWithItsKernelPart()
    {
        CostMeter meter;
        MetricsSample one = sample(0, 0, Unknown);
        one.memory = {421, 9000, 2000, 1'700'000'000'000};
        meter.add(one);
        QCOMPARE(meter.figures().bytesPerConnection, 421.0);
        QCOMPARE(meter.figures().kernelBytesPerConnection, 9000.0);
    }

    void theCostOfADeliveryIsWithoutThatOfResting()
    {
        CostMeter meter;
        for (int i = 0; i < 4; ++i)
            meter.add(
                sample(1000, 0, 0.2)); // 1,000 µs in half a second: 2 µs a second and connection
        QCOMPARE(meter.figures().cpuUsPerConnection, 2.0);
        QVERIFY(!isKnown(meter.figures().cpuUsPerDelivery));
        meter.add(sample(1000, 1000, 1.2)); // 6,000 µs, of which 1,000 resting
        QVERIFY(!isKnown(meter.figures().cpuUsPerDelivery)); // too few in all
        meter.add(sample(1000, 1000, 1.2));
        QCOMPARE(meter.figures().cpuUsPerDelivery, 5.0);
        QCOMPARE(meter.figures().deliveries, 2000.0);
    }

    void whatIsNotCleanIsNotCounted()
    {
        CostMeter meter;
        MetricsSample coming = sample(1000, 5000, 50);
        coming.connects = 10;
        meter.add(coming); // accepting is no delivering
        meter.add(sample(1000, CostMeter::LeastDeliveries - 1, 50));
        meter.add(sample(1000, 5000, Unknown));
        MetricsSample instant = sample(1000, 5000, 50);
        instant.intervalMs = 0;
        meter.add(instant);
        QVERIFY(!isKnown(meter.figures().cpuUsPerDelivery));
        QVERIFY(!isKnown(meter.figures().cpuUsPerConnection));
        QCOMPARE(meter.figures().deliveries, 0.0);
    }

    void theNewestSamplesCount()
    {
        CostMeter meter;
        for (std::size_t i = 0; i < CostMeter::MostSamples; ++i)
            meter.add(sample(1000, 1000, 2)); // 10 µs
        QCOMPARE(meter.figures().cpuUsPerDelivery, 10.0);
        for (std::size_t i = 0; i < CostMeter::MostSamples; ++i)
            meter.add(sample(1000, 1000, 1));
        QCOMPARE(meter.figures().cpuUsPerDelivery, 5.0);
        QCOMPARE(meter.figures().deliveries, 1000.0 * CostMeter::MostSamples);
    }

    void roomIsTheLeastThatIsLeft()
    {
        RoomQuestion question;
        question.openFiles = 1050;
        question.fileLimit = 20'000;
        question.connections = 1000;
        question.availableBytes = 40 * MiB;
        question.budgetBytes = 64 * KiB;
        Room room = roomLeft(question, costs());
        QCOMPARE(room.byDescriptors, 20'000.0 - 1050 - 128);
        QVERIFY(!isKnown(room.byCap));
        QCOMPARE(room.byMemory, 10'240.0);
        QVERIFY(!room.isBudgeted);
        QCOMPARE(room.more, 10'240.0);
        QCOMPARE(room.first, CapacityBound::Memory);

        question.connectionCap = 1500;
        room = roomLeft(question, costs());
        QCOMPARE(room.more, 500.0);
        QCOMPARE(room.first, CapacityBound::Cap);

        question.openFiles = 19'999;
        room = roomLeft(question, costs());
        QCOMPARE(room.more, 0.0);
        QCOMPARE(room.first, CapacityBound::Descriptors);
    }

    void withoutAMeasurementTheBudgetCounts()
    {
        RoomQuestion question;
        question.availableBytes = 64 * MiB;
        question.budgetBytes = 64 * KiB;
        CostFigures half;
        half.bytesPerConnection = 1000;
        const Room room = roomLeft(question, half);
        QVERIFY(room.isBudgeted);
        QCOMPARE(room.byMemory, 1024.0);
        QCOMPARE(room.first, CapacityBound::Memory);
    }

    void withoutAnyFigureTheRoomIsNotKnown()
    {
        const Room room = roomLeft({}, {});
        QVERIFY(!isKnown(room.more));
        QCOMPARE(room.first, CapacityBound::None);
    }

    void reservesAsManyDescriptorsAsTheHub()
    {
        QCOMPARE(reservedDescriptors(256), 24.0);
        QCOMPARE(reservedDescriptors(1024), 64.0);
        QCOMPARE(reservedDescriptors(1'000'000), 128.0);
    }

    void plansOneInstanceInMemory()
    {
        CapacityQuestion question;
        question.users = 10'000;
        question.devices = 1.5;
        question.messagesPerSecond = 20;
        question.fanOut = 500;
        const CapacityPlan plan = planCapacity(question, costs(), bounds());
        QCOMPARE(plan.perInstance.connections, 15'000.0);
        QCOMPARE(plan.perInstance.userBytes, 15'000 * KiB);
        QCOMPARE(plan.perInstance.kernelBytes, 45'000 * KiB);
        QCOMPARE(plan.perInstance.memoryBytes(), 60'000 * KiB);
        QCOMPARE(plan.perInstance.descriptors, 15'100.0);
        QCOMPARE(plan.perInstance.deliveriesPerSecond, 15'000.0);
        QCOMPARE(plan.perInstance.cpuPercent, 4.5); // 15,000 × 2 µs and 15,000 × 1 µs
        QCOMPARE(plan.perInstance.redisIn, 0.0);
        QCOMPARE(plan.perInstance.redisOut, 0.0);
        QVERIFY(!plan.usesRedis);
        QCOMPARE(plan.first, CapacityBound::Descriptors);
        QCOMPARE(plan.firstPercent, 75.0);
        QCOMPARE(plan.instancesNeeded, 1.0);
    }

    void plansManyInstancesBehindRedis()
    {
        CapacityQuestion question;
        question.users = 100'000;
        question.devices = 2;
        question.instances = 4;
        question.messagesPerSecond = 40;
        question.fanOut = 120;
        const CapacityPlan plan = planCapacity(question, costs(), bounds());
        QVERIFY(plan.usesRedis);
        QCOMPARE(plan.perInstance.connections, 50'000.0);
        QCOMPARE(plan.perInstance.deliveriesPerSecond, 2400.0);
        // A user's two streams are on 4 × (1 − (3/4)²) = 1.75 of the four; and the probe comes
        // back.
        QCOMPARE(plan.perInstance.redisIn, 40.0 * 120 * 1.75 / 4 + 1);
        // Three scripts of at most fifty users a message; a probe, six commands of the heartbeat, a
        // look at each instance.
        QCOMPARE(plan.perInstance.redisOut, 40.0 * 3 / 4 + 1 + 6 + 4);
        QCOMPARE(plan.redisPublishes, 4800.0);
        QCOMPARE(plan.total.connections, 200'000.0);
        QCOMPARE(plan.total.deliveriesPerSecond, 9600.0);
        QCOMPARE(plan.total.redisIn, 4 * plan.perInstance.redisIn);
        QCOMPARE(plan.first, CapacityBound::Descriptors);
        QCOMPARE(plan.firstPercent, 250.0);
        QCOMPARE(plan.instancesNeeded, 10.0);
    }

    void saysWhichBoundIsHitFirst_data()
    {
        QTest::addColumn<double>("cap");
        QTest::addColumn<double>("memory");
        QTest::addColumn<double>("cpu");
        QTest::addColumn<int>("bound");
        QTest::addColumn<double>("needed");
        const auto row = [](const char* name, double cap, double memory, double cpu,
                             CapacityBound bound, double needed) {
            QTest::newRow(name) << cap << memory << cpu << int(bound) << needed;
        };
        row("cap", 1000, 100 * MiB, 200, CapacityBound::Cap, 10);
        row("memory", 0, 10 * MiB, 200, CapacityBound::Memory, 4); // 40,000 KiB
        row("cpu", 0, 100 * MiB, 1.6, CapacityBound::Cpu, 2); // 3 % in all
    }

    void saysWhichBoundIsHitFirst()
    {
        QFETCH(const double, cap);
        QFETCH(const double, memory);
        QFETCH(const double, cpu);
        QFETCH(const int, bound);
        QFETCH(const double, needed);
        CapacityQuestion question;
        question.users = 10'000;
        question.messagesPerSecond = 10;
        question.fanOut = 1000;
        InstanceBounds allowed = bounds();
        allowed.connectionCap = cap;
        allowed.memoryBytes = memory;
        allowed.cpuPercent = cpu;
        const CapacityPlan plan = planCapacity(question, costs(), allowed);
        QCOMPARE(int(plan.first), bound);
        QCOMPARE(plan.instancesNeeded, needed);
    }

    void whatWasNotMeasuredIsNotPlanned()
    {
        CapacityQuestion question;
        const CapacityPlan plan = planCapacity(question, {}, {});
        QCOMPARE(plan.perInstance.connections, 10'000.0);
        QVERIFY(!isKnown(plan.perInstance.userBytes));
        QVERIFY(!isKnown(plan.perInstance.kernelBytes));
        QVERIFY(!isKnown(plan.perInstance.cpuPercent));
        QCOMPARE(plan.perInstance.deliveriesPerSecond, 1000.0);
        QCOMPARE(plan.first, CapacityBound::None);
        QVERIFY(!isKnown(plan.instancesNeeded));
    }

    void restingConnectionsAreLeftOutOfCpuUntilMeasured()
    {
        CostFigures figures = costs();
        figures.cpuUsPerConnection = Unknown;
        CapacityQuestion question;
        QCOMPARE(planCapacity(question, figures, {}).perInstance.cpuPercent, 0.2); // 1,000 × 2 µs
        question.messagesPerSecond = 0;
        QVERIFY(!isKnown(planCapacity(question, figures, {}).perInstance.cpuPercent));
    }

    void aMessageGoesToNoMoreThanThereAre()
    {
        CapacityQuestion question;
        question.users = 10;
        question.messagesPerSecond = 1;
        question.fanOut = 5000;
        QCOMPARE(planCapacity(question, costs(), {}).perInstance.deliveriesPerSecond, 10.0);
    }

    void noNumberOfInstancesHelpsWhereNothingFits()
    {
        InstanceBounds none = bounds();
        none.fileLimit = 50; // fewer than it needs itself
        const CapacityPlan plan = planCapacity({}, costs(), none);
        QCOMPARE(plan.first, CapacityBound::Descriptors);
        QVERIFY(!isKnown(plan.instancesNeeded));
    }

    void forecastsReconnectsOfALifetime()
    {
        QCOMPARE(reconnectsPerSecond(10'800, 60), 200.0);
        QCOMPARE(reconnectsAfterBurst(12'000, 60), 1000.0);
        QVERIFY(!isKnown(reconnectsPerSecond(10'000, 0)));
        QVERIFY(!isKnown(reconnectsAfterBurst(10'000, 0)));
    }
};

ROOM_TEST(TestCapacity, QCoreApplication)
#include "tst_capacity.moc"
