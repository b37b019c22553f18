// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "format.h"

#include "metrics/sample.h"
#include "support/room.h"

#include <QTest>

using namespace fanlight;

class TestFormat : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void showsADashForWhatIsUnknown()
    {
        for (const QString& text : {format::count(Unknown), format::rate(Unknown),
                 format::decimal(Unknown, 1), format::milliseconds(Unknown), format::bytes(Unknown),
                 format::kibPerClient(Unknown), format::percent(Unknown)})
            QCOMPARE(text, format::Dash);
    }

    void groupsCountsByThousands()
    {
        QCOMPARE(format::count(0), QStringLiteral("0"));
        QCOMPARE(format::count(-0.0), QStringLiteral("0"));
        QCOMPARE(format::count(999), QStringLiteral("999"));
        QCOMPARE(format::count(10214), QStringLiteral("10,214"));
        QCOMPARE(format::count(1234567), QStringLiteral("1,234,567"));
    }

    void showsRatesBelowTenWithOneDecimal()
    {
        QCOMPARE(format::rate(0), QStringLiteral("0"));
        QCOMPARE(format::rate(0.5), QStringLiteral("0.5"));
        QCOMPARE(format::rate(9.94), QStringLiteral("9.9"));
        QCOMPARE(format::rate(9.96), QStringLiteral("10"));
        QCOMPARE(format::rate(48920.4), QStringLiteral("48,920"));
    }

    void showsMillisecondsByTheirSize()
    {
        QCOMPARE(format::milliseconds(0), QStringLiteral("0"));
        QCOMPARE(format::milliseconds(0.804), QStringLiteral("0.80"));
        QCOMPARE(format::milliseconds(0.999), QStringLiteral("1.0"));
        QCOMPARE(format::milliseconds(4.94), QStringLiteral("4.9"));
        QCOMPARE(format::milliseconds(99.97), QStringLiteral("100"));
        QCOMPARE(format::milliseconds(2340), QStringLiteral("2,340"));
    }

    void showsBytesInTheLargestFittingUnit()
    {
        QCOMPARE(format::bytes(0), QStringLiteral("0 B"));
        QCOMPARE(format::bytes(1023), QStringLiteral("1,023 B"));
        QCOMPARE(format::bytes(1023.9), QStringLiteral("1 KiB"));
        QCOMPARE(format::bytes(481 * 1024.0), QStringLiteral("481 KiB"));
        QCOMPARE(format::bytes(38.4 * 1024 * 1024), QStringLiteral("38.4 MiB"));
        QCOMPARE(format::bytes(46.0 * 1024 * 1024), QStringLiteral("46 MiB"));
        QCOMPARE(format::kibPerClient(0.9 * 1024), QStringLiteral("0.9"));
    }

    void showsSmallPercentagesWithOneDecimal()
    {
        QCOMPARE(format::percent(0), QStringLiteral("0 %"));
        QCOMPARE(format::percent(0.42), QStringLiteral("0.4 %"));
        QCOMPARE(format::percent(50.6), QStringLiteral("51 %"));
    }

    void showsDurationsWithDaysInFront()
    {
        QCOMPARE(format::duration(-1), QStringLiteral("00:00:00"));
        QCOMPARE(format::duration(659'000), QStringLiteral("00:10:59"));
        QCOMPARE(format::duration((2 * 86400 + 3 * 3600 + 4 * 60 + 5) * 1000LL),
            QStringLiteral("2 d 03:04:05"));
    }

    void showsTheLocalTimeOfDay()
    {
        const QDateTime time(QDate(2026, 5, 17), QTime(14, 4, 11, 204));
        QCOMPARE(format::clock(time.toMSecsSinceEpoch()), QStringLiteral("14:04:11.204"));
        QCOMPARE(format::clock(time.toMSecsSinceEpoch(), false), QStringLiteral("14:04:11"));
    }

    void minutesGrowIntoHours()
    {
        QCOMPARE(format::minutes(12'999), QStringLiteral("00:12"));
        QCOMPARE(format::minutes(3'599'000), QStringLiteral("59:59"));
        QCOMPARE(format::minutes(3'600'000), QStringLiteral("01:00:00"));
    }
};

ROOM_TEST(TestFormat, QCoreApplication)
#include "tst_format.moc"
