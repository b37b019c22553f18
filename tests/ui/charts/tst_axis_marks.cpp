// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/axis_marks.h"
#include "support/room.h"

#include <QDateTime>
#include <QStringList>
#include <QTest>

using namespace fanlight;

namespace {
constexpr qint64 MinuteMs = 60'000;

QStringList texts(const std::vector<TimeMark>& marks)
{
    QStringList list;
    for (const TimeMark& mark : marks)
        list << mark.text;
    return list;
}

qint64 at(int hour, int minute, int second = 0)
{
    return QDateTime(QDate(2026, 5, 17), QTime(hour, minute, second)).toMSecsSinceEpoch();
}
} // namespace

class TestAxisMarks : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void valueScaleHasRoundSteps_data()
    {
        QTest::addColumn<double>("most");
        QTest::addColumn<bool>("whole");
        QTest::addColumn<double>("top");
        QTest::addColumn<int>("steps");
        QTest::newRow("nothing") << 0.0 << false << 1.0 << 1;
        QTest::newRow("unknown") << qQNaN() << false << 1.0 << 1;
        QTest::newRow("19,400") << 19400.0 << true << 20000.0 << 4;
        QTest::newRow("48,920") << 48920.0 << true << 50000.0 << 5;
        QTest::newRow("on a mark") << 20000.0 << true << 20000.0 << 4;
        QTest::newRow("7.3") << 7.3 << false << 8.0 << 4;
        QTest::newRow("10.1") << 10.1 << false << 12.5 << 5;
        QTest::newRow("0.3") << 0.3 << false << 0.3 << 3;
        QTest::newRow("one client") << 1.0 << true << 1.0 << 1;
        QTest::newRow("three clients") << 3.0 << true << 3.0 << 3;
        QTest::newRow("twelve clients") << 12.0 << true << 15.0 << 3;
    }

    void valueScaleHasRoundSteps()
    {
        QFETCH(double, most);
        QFETCH(bool, whole);
        const ValueScale scale = ValueScale::upTo(most, whole);
        QTEST(scale.top, "top");
        QTEST(scale.steps, "steps");
        QVERIFY(scale.steps <= ValueScale::MostSteps);
    }

    void liveTimeCountsBackFromNow()
    {
        const qint64 now = at(14, 4, 11);
        QCOMPARE(texts(timeMarks(now - 5 * MinuteMs, now, TimeForm::Ago)),
            (QStringList{QStringLiteral("-5 min"), QStringLiteral("-4"), QStringLiteral("-3"),
                QStringLiteral("-2"), QStringLiteral("-1"), QStringLiteral("now")}));
        QCOMPARE(texts(timeMarks(now - MinuteMs, now, TimeForm::Ago)).constFirst(),
            QStringLiteral("-60 s"));
        QCOMPARE(texts(timeMarks(now - 60 * MinuteMs, now, TimeForm::Ago)).constFirst(),
            QStringLiteral("-60 min"));
    }

    void otherTimeStandsAtRoundClockTimes()
    {
        QCOMPARE(texts(timeMarks(
                     at(14, 0, 30), at(14, 4, 10), TimeForm::Clock, MostTimeMarks, at(15, 0))),
            (QStringList{QStringLiteral("14:01"), QStringLiteral("14:02"), QStringLiteral("14:03"),
                QStringLiteral("14:04")}));
        QCOMPARE(texts(timeMarks(
                     at(14, 0, 1), at(14, 0, 21), TimeForm::Clock, MostTimeMarks, at(15, 0))),
            (QStringList{QStringLiteral("14:00:05"), QStringLiteral("14:00:10"),
                QStringLiteral("14:00:15"), QStringLiteral("14:00:20")}));
    }

    void thereAreNeverTooManyMarks()
    {
        for (qint64 span = 1000; span < 60LL * 24 * 3'600'000; span = span * 3 / 2) {
            QVERIFY(timeMarks(0, span, TimeForm::Ago).size() <= 7);
            QVERIFY(timeMarks(0, span, TimeForm::Clock).size() <= 8);
        }
    }

    void aRangeOverMidnightSaysWhichDayItIs()
    {
        const auto day = [](int date, int hour, int minute, int second = 0) {
            return QDateTime(QDate(2026, 5, date), QTime(hour, minute, second)).toMSecsSinceEpoch();
        };
        const qint64 now = day(18, 0, 10);
        QCOMPARE(texts(timeMarks(day(17, 23, 50), now, TimeForm::Clock, MostTimeMarks, now)),
            (QStringList{QStringLiteral("05-17 23:50"), QStringLiteral("23:55"),
                QStringLiteral("05-18 00:00"), QStringLiteral("00:05"), QStringLiteral("00:10")}));
        const auto moment = [&](qint64 at, qint64 from, qint64 to) {
            return momentText(at, from, to, TimeForm::Clock, now);
        };
        QCOMPARE(moment(day(17, 23, 59, 58), day(17, 23, 50), now),
            QStringLiteral("2026-05-17 23:59:58"));
        QCOMPARE(moment(day(18, 0, 5), day(18, 0, 1), now), QStringLiteral("00:05:00"));
        // Wholly of another day: a time alone would be taken for today's.
        QCOMPARE(moment(day(16, 14, 2), day(16, 14, 0), day(16, 14, 5)),
            QStringLiteral("2026-05-16 14:02:00"));
    }

    void timeSinceAStartIsCountedFromZero()
    {
        QCOMPARE(texts(timeMarks(0, 5 * MinuteMs, TimeForm::Elapsed)).constFirst(),
            QStringLiteral("0:00"));
        QCOMPARE(texts(timeMarks(0, 5 * MinuteMs, TimeForm::Elapsed)).constLast(),
            QStringLiteral("5:00"));
        QCOMPARE(texts(timeMarks(0, 120 * MinuteMs, TimeForm::Elapsed)).constLast(),
            QStringLiteral("2:00:00"));
        QCOMPARE(momentText(65'000, 0, 5 * MinuteMs, TimeForm::Elapsed, 0),
            QStringLiteral("1:05 after the start"));
    }

    void aRangeForACaptionHasDateAndZone()
    {
        const QString text = rangeText(at(14, 0), at(14, 5));
        QVERIFY2(text.startsWith(QStringLiteral("2026-05-17 14:00:00 to 14:05:00, UTC")),
            qPrintable(text));
        QVERIFY(rangeText(at(14, 0), at(14, 0) + 24 * 60 * MinuteMs)
                    .startsWith(QStringLiteral("2026-05-17 14:00:00 to 2026-05-18 14:00:00, UTC")));
    }

    void aNarrowChartHasFewerMarks()
    {
        for (int most = 2; most <= MostTimeMarks; ++most) {
            const qint64 now = at(14, 4, 11);
            QVERIFY(int(timeMarks(now - 5 * MinuteMs, now, TimeForm::Ago, most).size()) <= most);
        }
    }

    void anEmptyRangeHasNone() { QVERIFY(timeMarks(5, 5, TimeForm::Ago).empty()); }
};

ROOM_TEST(TestAxisMarks, QCoreApplication)
#include "tst_axis_marks.moc"
