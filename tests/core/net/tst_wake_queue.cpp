// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "net/wake_queue.h"

#include "support/room.h"

using namespace fanlight;
using namespace fanlight::testing;

class TestWakeQueue : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void wakesInOrderOfTime()
    {
        WakeQueue queue;
        queue.push(3'000'000, {.slot = 3});
        queue.push(1'000'000, {.slot = 1});
        queue.push(2'000'000, {.slot = 2});
        QVERIFY(queue.takeDue(999'999).empty());
        const std::vector<ConnectionRef> due = queue.takeDue(2'000'000);
        QCOMPARE(due.size(), 2U);
        QCOMPARE(due[0].slot, 1U);
        QCOMPARE(due[1].slot, 2U);
        QVERIFY(!queue.isEmpty());
        QCOMPARE(queue.takeDue(3'000'000).size(), 1U);
        QVERIFY(queue.isEmpty());
    }

    void waitsForTheFirst()
    {
        WakeQueue queue;
        QCOMPARE(queue.waitMs(0), -1);
        queue.push(5'000'000, {});
        queue.push(9'000'000, {});
        QCOMPARE(queue.waitMs(0), 5);
        QCOMPARE(queue.waitMs(4'999'999), 1); // never too early
        QCOMPARE(queue.waitMs(5'000'000), 0);
        QCOMPARE(queue.waitMs(8'000'000), 0);
    }
};

ROOM_TEST(TestWakeQueue, NoApplication)
#include "tst_wake_queue.moc"
