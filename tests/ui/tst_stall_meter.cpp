// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "stall_meter.h"

#include "metrics/sample.h"
#include "support/room.h"

#include <QTest>

using namespace fanlight;
using namespace std::chrono_literals;

class TestStallMeter : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void knowsNothingBeforeAnythingWasMeasured()
    {
        const StallMeter meter;
        QVERIFY(!isKnown(meter.recentPercentileMs(99)));
        QVERIFY(!isKnown(meter.recentMaxMs()));
        QVERIFY(!isKnown(meter.maxMs()));
    }

    void tellsThePercentileAndTheGreatest()
    {
        StallMeter meter;
        for (int i = 0; i < 99; ++i)
            meter.record(2ms);
        meter.record(80ms);
        QVERIFY(std::abs(meter.recentPercentileMs(50) - 2) < 0.1);
        QVERIFY(std::abs(meter.recentPercentileMs(99) - 2) < 0.1);
        QCOMPARE(meter.recentMaxMs(), 80.0);
        QCOMPARE(meter.maxMs(), 80.0);
    }

    void neverTellsAPercentileAboveTheGreatest()
    {
        StallMeter meter;
        meter.record(12345678ns);
        QCOMPARE(meter.recentPercentileMs(99), meter.recentMaxMs());
    }

    void measuresAStallOfTheEventLoop()
    {
        StallMeter meter;
        meter.setRunning(true);
        // The loop does nothing else for a while that is longer than the meter's interval.
        QElapsedTimer busy;
        busy.start();
        while (busy.elapsed() < 200) { }
        QTRY_VERIFY(isKnown(meter.maxMs()));
        QVERIFY2(meter.maxMs() >= 140, qPrintable(QString::number(meter.maxMs())));
    }
};

ROOM_TEST(TestStallMeter, QCoreApplication)
#include "tst_stall_meter.moc"
