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
