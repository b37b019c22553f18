// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "load/drain_watch.h"
#include "support/room.h"

using namespace fanlight;
using namespace std::chrono_literals;

namespace {
constexpr std::uint64_t Begin = 100 * SecondNs;

std::uint64_t after(std::chrono::milliseconds time)
{
    return Begin + toNs(time);
}
} // namespace

class TestDrainWatch : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void itIsOverWhenNothingIsOwed()
    {
        DrainWatch watch(Begin, 10, 10s);
        QVERIFY(!watch.isOver(after(100ms), {10, 0, 0, std::nullopt}));
        QVERIFY(!watch.isOver(after(200ms), {10, 0, 0, 1}));
        QVERIFY(watch.isOver(after(300ms), {11, 0, 0, 0}));
    }

    void whileEventsComeItIsWaitedOn()
    {
        DrainWatch watch(Begin, 0, 10s);
        std::uint64_t events = 0;
        for (auto time = 1000ms; time < 20'000ms; time += 1000ms)
            QVERIFY(!watch.isOver(after(time), {++events, 0, 0, 5}));
        QVERIFY(!watch.isOver(after(21s), {events, 0, 0, 5}));
        QVERIFY(watch.isOver(after(21s + 1ms), {events, 0, 0, 5})); // the last came at 19 s
    }

    void thereIsAnEndOfWaiting()
    {
        DrainWatch watch(Begin, 0, 10s);
        std::uint64_t events = 0;
        for (auto time = 1000ms; time <= 30'000ms; time += 1000ms)
            QVERIFY(!watch.isOver(after(time), {++events, 0, 0, 5}));
        QVERIFY(watch.isOver(after(30s + 1ms), {++events, 0, 0, 5}));
    }

    void lateAnswersAreWaitedForAsLongAsTheyMayTake()
    {
        DrainWatch watch(Begin, 0, 500ms);
        QVERIFY(!watch.isOver(after(500ms), {0, 1, 0, 0}));
        QVERIFY(watch.isOver(after(501ms), {0, 1, 0, 0}));
        DrainWatch patient(Begin, 0, 10s);
        QVERIFY(!patient.isOver(after(2s), {0, 1, 0, 0}));
        QVERIFY(patient.isOver(after(2s + 1ms), {0, 1, 0, 0}));
    }

    void clientsOnTheirWayBackAreWaitedForLonger()
    {
        DrainWatch watch(Begin, 0, 10s);
        QVERIFY(!watch.isOver(after(9s), {0, 0, 1, 5}));
        QVERIFY(!watch.isOver(after(10s), {0, 0, 1, 5}));
        QVERIFY(watch.isOver(after(10s + 1ms), {0, 0, 1, 5}));
    }
};

ROOM_TEST(TestDrainWatch, QCoreApplication)
#include "tst_drain_watch.moc"
