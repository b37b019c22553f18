// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "metrics/sample.h"
#include "support/room.h"

#include <QtTest>

using namespace fanlight;

class TestSample : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void countsAddUpAndLevelsAreTheLater()
    {
        MetricsSample first;
        first.timeMs = 1000;
        first.intervalMs = 500;
        first.connects = 3;
        first.disconnectsByReason[std::size_t(DisconnectReason::Slow)] = 2;
        first.connections = 10;
        first.rssBytes = 100;
        first.write.record(5);
        MetricsSample later;
        later.timeMs = 1600;
        later.intervalMs = 600;
        later.connects = 4;
        later.disconnectsByReason[std::size_t(DisconnectReason::Slow)] = 1;
        later.connections = 7;
        later.write.record(6);

        first.merge(later);
        QCOMPARE(first.timeMs, 1600);
        QCOMPARE(first.intervalMs, 1100);
        QCOMPARE(first.connects, 7U);
        QCOMPARE(first.disconnectsByReason[std::size_t(DisconnectReason::Slow)], 3U);
        QCOMPARE(first.connections, 7U);
        QVERIFY(!isKnown(first.rssBytes));
        QCOMPARE(first.write.count(), 2U);
    }

    void aSampleIsShownWithoutTheProgramsOwnTrafficOrWithNothingElse()
    {
        MetricsSample sample;
        sample.timeMs = 5;
        sample.rssBytes = 1000;
        sample.allConnections = 30;
        sample.connections = 12;
        sample.delivered = 120;
        sample.disconnects = 3;
        sample.disconnectsByReason[std::size_t(DisconnectReason::Kicked)] = 3;
        sample.write.record(5);
        sample.write.record(7, 2);
        sample.own.connections = 10;
        sample.own.delivered = 100;
        sample.own.disconnects = 2;
        sample.own.disconnectsByReason[std::size_t(DisconnectReason::Kicked)] = 2;
        sample.own.write.record(7);
        const MetricsSample real = sample.onlyReal();
        QCOMPARE(real.connections, 2U);
        QCOMPARE(real.delivered, 20U);
        QCOMPARE(real.disconnects, 1U);
        QCOMPARE(real.disconnectsByReason[std::size_t(DisconnectReason::Kicked)], 1U);
        QCOMPARE(real.write.count(), 2U);
        QCOMPARE(real.write.lastNs(), 7U);
        QVERIFY(real.own.isEmpty());
        const MetricsSample own = sample.onlyOwn();
        QCOMPARE(own.connections, 10U);
        QCOMPARE(own.delivered, 100U);
        QCOMPARE(own.write.count(), 1U);
        for (const MetricsSample& one : {real, own}) {
            QCOMPARE(one.rssBytes, 1000.0); // of the whole program
            QVERIFY(!isKnown(one.allConnections));
            QCOMPARE(one.timeMs, 5);
        }
        QVERIFY(!sample.own.isEmpty());
    }

    void theProgramsOwnTrafficIsMergedLikeAll()
    {
        MetricsSample first;
        first.connections = first.own.connections = 5;
        first.delivered = 3;
        first.own.delivered = 2;
        first.own.write.record(9);
        MetricsSample later = first;
        later.own.connections = 4;
        first.merge(later);
        QCOMPARE(first.own.connections, 4U);
        QCOMPARE(first.own.delivered, 4U);
        QCOMPARE(first.own.write.count(), 2U);
        QCOMPARE(first.onlyReal().delivered, 2U);
    }

    void unknownCountsDoNotSpoilKnownOnes()
    {
        MetricsSample known;
        known.redisReceived = 5;
        MetricsSample sum;
        sum.merge(MetricsSample{});
        QVERIFY(!isKnown(sum.redisReceived));
        sum.merge(known);
        QCOMPARE(sum.redisReceived, 5.0);
        sum.merge(MetricsSample{});
        QCOMPARE(sum.redisReceived, 5.0);
        sum.merge(known);
        QCOMPARE(sum.redisReceived, 10.0);
    }

    void ratesNeedAnInterval()
    {
        MetricsSample sample;
        QVERIFY(!isKnown(sample.perSecond(4)));
        sample.intervalMs = 500;
        QCOMPARE(sample.perSecond(4), 8.0);
    }

    void everyReasonHasItsOwnName()
    {
        QSet<QByteArray> names;
        for (std::size_t i = 0; i < DisconnectReasonCount; ++i)
            names.insert(disconnectReasonName(static_cast<DisconnectReason>(i)));
        QCOMPARE(names.size(), qsizetype(DisconnectReasonCount));
        QCOMPARE(disconnectReasonName(DisconnectReason::Error), "error");
    }
};

ROOM_TEST(TestSample, QCoreApplication)
#include "tst_sample.moc"
