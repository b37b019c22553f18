// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "load/arrival_clock.h"
#include "core/load/times.h"
#include "support/room.h"

using namespace fanlight;
using namespace fanlight::testing;
using namespace std::chrono_literals;

namespace {

LoadPhase phase(std::chrono::milliseconds duration, double rate, double rampTo = -1)
{
    LoadPhase one;
    one.duration = duration;
    one.arrivalRate = rate;
    one.rampTo = rampTo;
    return one;
}

LoadPhase counted(std::chrono::milliseconds duration, std::int64_t count)
{
    LoadPhase one;
    one.duration = duration;
    one.arrivalCount = count;
    return one;
}
} // namespace

class TestArrivalClock : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void clientsArriveEvenly()
    {
        const std::vector<LoadPhase> phases{phase(10s, 5)};
        ArrivalClock clock(phases);
        QCOMPARE(clock.take(0, 0).admitted, 0u);
        QCOMPARE(clock.take(Second / 5, 0).admitted, 1u);
        QCOMPARE(clock.take(Second, 0).admitted, 4u);
        QVERIFY(!clock.isOver());
        QCOMPARE(clock.take(20 * Second, 0).admitted, 45u);
        QVERIFY(clock.isOver());
        QCOMPARE(clock.take(30 * Second, 0).admitted, 0u);
    }

    void aRampArrivesAsTheCurveSays()
    {
        const std::vector<LoadPhase> phases{phase(10s, 0, 10)};
        ArrivalClock clock(phases);
        QCOMPARE(clock.take(5 * Second, 0).admitted, 12u); // a quarter of 50
        QCOMPARE(clock.take(10 * Second, 0).admitted, 38u);
    }

    void aCountWithoutDurationArrivesAtOnce()
    {
        const std::vector<LoadPhase> phases{counted(0s, 100), phase(1s, 0), counted(2s, 10)};
        ArrivalClock clock(phases);
        QCOMPARE(clock.take(0, 0).admitted, 100u);
        QCOMPARE(clock.take(Second, 0).admitted, 0u);
        QCOMPARE(clock.take(2 * Second, 0).admitted, 5u);
        QCOMPARE(clock.take(3 * Second, 0).admitted, 5u);
        QVERIFY(clock.isOver());
    }

    void aLateQuestionGetsAllPhasesBetween()
    {
        const std::vector<LoadPhase> phases{phase(1s, 10), phase(1s, 0), phase(1s, 20)};
        ArrivalClock clock(phases);
        QCOMPARE(clock.take(10 * Second, 0).admitted, 30u);
    }

    void aCapHoldsBackWhoIsTooMany()
    {
        std::vector<LoadPhase> phases{counted(0s, 10)};
        phases.front().maxClients = 4;
        ArrivalClock clock(phases);
        const ArrivalClock::Due due = clock.take(0, 1);
        QCOMPARE(due.admitted, 3u);
        QCOMPARE(due.heldBack, 7u);
    }

    void isAskedAgainInTime()
    {
        const std::vector<LoadPhase> phases{phase(10s, 1000), phase(50ms, 0), phase(1s, 1)};
        ArrivalClock clock(phases);
        clock.take(0, 0);
        QCOMPARE(clock.untilNextNs(0), Second / 1000);
        clock.take(10 * Second, 0); // the pause has begun
        QCOMPARE(clock.untilNextNs(10 * Second), Second / 20);
        clock.take(12 * Second, 0);
        QCOMPARE(clock.untilNextNs(12 * Second), ArrivalClock::MostWaitNs);
    }
};

ROOM_TEST(TestArrivalClock, QCoreApplication)
#include "tst_arrival_clock.moc"
