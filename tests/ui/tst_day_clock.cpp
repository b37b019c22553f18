// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "day_clock.h"

#include "support/room.h"

#include <QDateTime>
#include <QTest>

using namespace fanlight;
using namespace Qt::Literals::StringLiterals;

class TestDayClock : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void aDayStandsBesideTheTimesOfOtherDays()
    {
        const QDate day(2026, 11, 29);
        const qint64 late = QDateTime(day, QTime(23, 59, 59, 500)).toMSecsSinceEpoch();
        DayClock clock(day);
        QVERIFY(!clock.needsDay(late));
        QCOMPARE(clock.text(late), u"23:59:59.500"_s);
        QVERIFY(!clock.setToday(day));
        QVERIFY(clock.setToday(day.addDays(1))); // midnight
        QCOMPARE(clock.text(late), u"2026-11-29 23:59:59.500"_s);
        QCOMPARE(clock.text(late, DayClock::Precision::Minutes), u"2026-11-29 23:59"_s);
        QCOMPARE(clock.text(late + 500), u"00:00:00.000"_s);
        QVERIFY(DayClock(day).needsDay(late + 500)); // a clock that was set back
    }
};

ROOM_TEST(TestDayClock, QCoreApplication)
#include "tst_day_clock.moc"
