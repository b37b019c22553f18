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
        QCOMPARE(texts(timeMarks(now - 5 * MinuteMs, now, true)),
            (QStringList{QStringLiteral("-5 min"), QStringLiteral("-4"), QStringLiteral("-3"),
                QStringLiteral("-2"), QStringLiteral("-1"), QStringLiteral("now")}));
        QCOMPARE(texts(timeMarks(now - MinuteMs, now, true)).constFirst(), QStringLiteral("-60 s"));
        QCOMPARE(texts(timeMarks(now - 60 * MinuteMs, now, true)).constFirst(),
            QStringLiteral("-60 min"));
    }

    void otherTimeStandsAtRoundClockTimes()
    {
        QCOMPARE(texts(timeMarks(at(14, 0, 30), at(14, 4, 10), false)),
            (QStringList{QStringLiteral("14:01"), QStringLiteral("14:02"), QStringLiteral("14:03"),
                QStringLiteral("14:04")}));
        QCOMPARE(texts(timeMarks(at(14, 0, 1), at(14, 0, 21), false)),
            (QStringList{QStringLiteral("14:00:05"), QStringLiteral("14:00:10"),
                QStringLiteral("14:00:15"), QStringLiteral("14:00:20")}));
    }

    void thereAreNeverTooManyMarks()
    {
        for (qint64 span = 1000; span < 60LL * 24 * 3'600'000; span = span * 3 / 2) {
            QVERIFY(timeMarks(0, span, true).size() <= 7);
            QVERIFY(timeMarks(0, span, false).size() <= 8);
        }
    }

    void anEmptyRangeHasNone() { QVERIFY(timeMarks(5, 5, true).empty()); }
};

ROOM_TEST(TestAxisMarks, QCoreApplication)
#include "tst_axis_marks.moc"
