// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "metrics/time_series.h"
#include "support/room.h"

#include <QtTest>

#include <algorithm>
#include <numeric>

using namespace fanlight;

namespace {
constexpr qint64 Start = 1'800'000'000'000;
constexpr qint64 Interval = 500;
constexpr qint64 Minute = 60'000;
constexpr qint64 Hour = 60 * Minute;

// Each sample is told from all others by its figures, so that losing or doubling one shows.
MetricsSample sampleAt(qint64 timeMs, quint64 count = 1)
{
    MetricsSample sample;
    sample.timeMs = timeMs;
    sample.intervalMs = Interval;
    sample.delivered = count;
    sample.connections = count;
    sample.write.record(count * 1000);
    return sample;
}

// Appends samples that end at Start + Interval, Start + 2 Interval, … and says how many.
quint64 run(TimeSeries& series, qint64 durationMs, qint64 fromMs = Start)
{
    quint64 count = 0;
    for (qint64 time = fromMs + Interval; time <= fromMs + durationMs; time += Interval)
        series.append(sampleAt(time, ++count));
    return count;
}

quint64 deliveredIn(const std::vector<MetricsSample>& samples)
{
    return std::accumulate(samples.begin(), samples.end(), quint64(0),
        [](quint64 sum, const MetricsSample& sample) { return sum + sample.delivered; });
}

quint64 sumTo(quint64 n)
{
    return n * (n + 1) / 2;
}

bool ascends(const std::vector<MetricsSample>& samples)
{
    return std::adjacent_find(samples.begin(), samples.end(), [](const auto& a, const auto& b) {
        return a.timeMs >= b.timeMs;
    }) == samples.end();
}
} // namespace

class TestTimeSeries : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void anEmptyOneHasNothing()
    {
        const TimeSeries series;
        QVERIFY(series.isEmpty());
        QVERIFY(!series.newest());
        QCOMPARE(series.oldestMs(), 0);
        QVERIFY(series.all().empty());
        QVERIFY(series.range(0, Start, 100).empty());
        QCOMPARE(series.merged(0, Start).intervalMs, 0);
    }

    void clearForgetsEverything()
    {
        TimeSeries series;
        run(series, 3 * Hour);
        series.clear();
        QVERIFY(series.isEmpty());
        QVERIFY(series.all().empty());
        run(series, Minute);
        QCOMPARE(series.all().size(), std::size_t(Minute / Interval));
    }

    void aShortRunIsKeptAsSampled()
    {
        TimeSeries series;
        const quint64 count = run(series, 2 * Minute);
        QCOMPARE(series.all().size(), std::size_t(count));
        QCOMPARE(series.newest()->timeMs, Start + 2 * Minute);
        QCOMPARE(series.oldestMs(), Start + Interval);
        const auto samples = series.range(Start - Hour, Start + Hour, 10000);
        QCOMPARE(samples.size(), std::size_t(count));
        QCOMPARE(deliveredIn(samples), sumTo(count));
    }

    void allHoldsEachSampleOnce_data()
    {
        QTest::addColumn<qint64>("durationMs");
        QTest::newRow("10 min") << 10 * Minute;
        QTest::newRow("10 min and a sample") << 10 * Minute + Interval;
        QTest::newRow("10 min and half a step") << 10 * Minute + 2500;
        QTest::newRow("17 min") << 17 * Minute + 1500;
        QTest::newRow("2 h and a sample") << 2 * Hour + Interval;
        QTest::newRow("5 h") << 5 * Hour + 33'500;
    }
    void allHoldsEachSampleOnce()
    {
        QFETCH(qint64, durationMs);
        TimeSeries series;
        const quint64 count = run(series, durationMs);
        const auto samples = series.all();
        QCOMPARE(deliveredIn(samples), sumTo(count));
        QVERIFY(ascends(samples));
        QCOMPARE(samples.back().intervalMs, Interval);
    }

    void percentilesOfMergedStepsAreExact()
    {
        TimeSeries series;
        const quint64 count = run(series, 3 * Hour);
        LatencyHistogram model;
        for (quint64 n = 1; n <= count; ++n)
            model.record(n * 1000);
        const MetricsSample sum = series.merged(0, Start + 3 * Hour);
        QCOMPARE(sum.write.count(), model.count());
        for (const double percent : {1.0, 50.0, 95.0, 99.0})
            QCOMPARE(sum.write.percentileNs(percent), model.percentileNs(percent));
        QCOMPARE(sum.intervalMs, 3 * Hour);
        QCOMPARE(sum.connections, count);
    }

    void theFinestLevelThatReachesBackIsShown_data()
    {
        QTest::addColumn<qint64>("backMs");
        QTest::addColumn<qint64>("stepMs");
        QTest::newRow("1 min") << Minute << Interval;
        QTest::newRow("9 min") << 9 * Minute << Interval;
        QTest::newRow("11 min") << 11 * Minute << qint64(5000);
        QTest::newRow("1 h") << Hour << qint64(5000);
        QTest::newRow("119 min") << 119 * Minute << qint64(5000);
        QTest::newRow("3 h") << 3 * Hour << Minute;
    }
    void theFinestLevelThatReachesBackIsShown()
    {
        QFETCH(qint64, backMs);
        QFETCH(qint64, stepMs);
        TimeSeries series;
        const qint64 end = Start + 4 * Hour;
        run(series, 4 * Hour);
        const auto samples = series.range(end - backMs, end, 1'000'000);
        QCOMPARE(samples.front().intervalMs, stepMs);
        QCOMPARE(samples.size(), std::size_t(backMs / stepMs + 1));
    }

    void whatIsNotYetAStepIsShownToo()
    {
        TimeSeries series;
        const quint64 count = run(series, 3 * Hour + 7 * Interval);
        const auto samples = series.range(Start, Start + 4 * Hour, 1'000'000);
        QCOMPARE(samples.back().timeMs, series.newest()->timeMs);
        QCOMPARE(deliveredIn(samples), sumTo(count));
    }

    void rangeNeverExceedsItsPoints_data()
    {
        QTest::addColumn<int>("maxPoints");
        for (const int points : {-1, 0, 1, 2, 3, 7, 100, 599, 1199, 1200, 1201})
            QTest::addRow("%d", points) << points;
    }
    void rangeNeverExceedsItsPoints()
    {
        QFETCH(int, maxPoints);
        TimeSeries series;
        const quint64 count = run(series, 10 * Minute);
        const auto samples = series.range(Start, Start + Hour, maxPoints);
        QVERIFY(!samples.empty());
        QVERIFY(samples.size() <= std::size_t(std::max(maxPoints, 1)));
        QCOMPARE(deliveredIn(samples), sumTo(count));
        QVERIFY(ascends(samples));
    }

    void pointsStayPutWhileTheRangeMovesOn()
    {
        TimeSeries series;
        run(series, 9 * Minute);
        const auto before = series.range(Start + Minute, Start + 8 * Minute, 100);
        const auto after
            = series.range(Start + Minute + Interval, Start + 8 * Minute + Interval, 100);
        const auto endsOf = [](const std::vector<MetricsSample>& samples) {
            QSet<qint64> ends;
            for (std::size_t i = 1; i + 1 < samples.size(); ++i)
                ends.insert(samples[i].timeMs);
            return ends;
        };
        const QSet<qint64> common = endsOf(before) & endsOf(after);
        QVERIFY(common.size() + 1 >= endsOf(before).size());
    }

    void bothEndsOfARangeBelongToIt()
    {
        TimeSeries series;
        run(series, Minute);
        QCOMPARE(series.range(Start + 1000, Start + 2000, 100).size(), 3U);
        QCOMPARE(series.merged(Start + 1000, Start + 2000).intervalMs, 3 * Interval);
        QVERIFY(series.range(Start + 2000, Start + 1000, 100).empty());
    }

    void memoryIsBounded()
    {
        TimeSeries series;
        run(series, 72 * Hour);
        const auto samples = series.all();
        QVERIFY(samples.size() < 20 * 60 + 24 * 60 + 48 * 60 + 30 * 24);
        QVERIFY(series.range(Start + 25 * Hour, Start + 72 * Hour, 10'000).size() > 2000);
        QCOMPARE(series.oldestMs(), Start + Hour); // by the hour, for 30 days
        QVERIFY(ascends(samples));
    }

    void aFrozenClockDoesNotGrowIt()
    {
        TimeSeries series;
        for (int i = 0; i < 100'000; ++i)
            series.append(sampleAt(Start));
        QVERIFY(series.all().size() < 10'000);
        QVERIFY(ascends(series.all()));
    }

    void aSmallStepBackLosesNothing()
    {
        TimeSeries series;
        const quint64 count = run(series, 15 * Minute);
        series.append(sampleAt(series.newest()->timeMs - 300, 1));
        QCOMPARE(deliveredIn(series.all()), sumTo(count) + 1);
        QVERIFY(ascends(series.all()));
    }

    void aJumpBackForgetsWhatNowLiesInTheFuture()
    {
        TimeSeries series;
        run(series, 3 * Hour);
        const qint64 newTime = Start + 2 * Hour;
        series.append(sampleAt(newTime));
        QCOMPARE(series.newest()->timeMs, newTime);
        QVERIFY(ascends(series.all()));
        QCOMPARE(series.all().back().timeMs, newTime);

        const quint64 before = deliveredIn(series.all());
        const quint64 count = run(series, 20 * Minute, newTime);
        QCOMPARE(deliveredIn(series.all()), before + sumTo(count));
        QVERIFY(ascends(series.all()));
    }

    void aJumpToBeforeAllSamplesStartsOver()
    {
        TimeSeries series;
        run(series, 3 * Hour);
        series.append(sampleAt(Start - 24 * Hour));
        QCOMPARE(series.all().size(), 1U);
        QCOMPARE(series.oldestMs(), Start - 24 * Hour);
    }

    void aJumpAheadKeepsTheNewest()
    {
        TimeSeries series;
        run(series, Hour);
        series.append(sampleAt(Start + 1000 * Hour));
        QCOMPARE(series.newest()->timeMs, Start + 1000 * Hour);
        QVERIFY(ascends(series.all()));
    }

    // To the point, and it goes on as if it had been there.
    void aSeriesIsRestoredWhole()
    {
        TimeSeries series;
        run(series, 3 * Hour);
        TimeSeries other;
        other.append(sampleAt(Start)); // is replaced
        other.restore(series.whole());
        run(series, Hour, Start + 3 * Hour);
        run(other, Hour, Start + 3 * Hour);
        for (const qint64 from : {Start, Start + 3 * Hour, Start + 4 * Hour - 5 * Minute}) {
            const std::vector<MetricsSample> one = series.range(from, Start + 4 * Hour, 300);
            const std::vector<MetricsSample> two = other.range(from, Start + 4 * Hour, 300);
            QCOMPARE(two.size(), one.size());
            for (std::size_t i = 0; i < one.size(); ++i) {
                QCOMPARE(two[i].timeMs, one[i].timeMs);
                QCOMPARE(two[i].intervalMs, one[i].intervalMs);
                QCOMPARE(two[i].delivered, one[i].delivered);
            }
        }
    }

    void whatIsNotAscendingIsNotRestored()
    {
        TimeSeries::Whole whole;
        whole.parts.resize(20); // more levels than there are
        whole.parts[0].samples = {sampleAt(Start + 2000), sampleAt(Start), sampleAt(Start + 3000)};
        TimeSeries series;
        series.restore(whole);
        QCOMPARE(series.range(Start, Start + Hour, 100).size(), 2U);
        QVERIFY(ascends(series.all()));
        series.restore({});
        QVERIFY(series.isEmpty());
    }

    void aStepDoesNotReachOverAPause()
    {
        TimeSeries series;
        run(series, 2000);
        run(series, 20 * Minute, Start + Hour);
        for (const MetricsSample& sample : series.range(Start, Start + 2 * Hour, 1'000'000))
            QVERIFY(
                sample.timeMs <= Start + 2000 || sample.timeMs - sample.intervalMs >= Start + Hour);
    }

    void whatWasKeptComesBackWhole()
    {
        TimeSeries before;
        const quint64 count = run(before, 30 * Hour);
        TimeSeries after;
        after.putBefore(stepsOf(before));
        QCOMPARE(after.newest()->timeMs, before.newest()->timeMs);
        QVERIFY(ascends(after.all()));
        // At most the step that the finest level had not finished is missing: here there is none.
        QCOMPARE(deliveredIn(after.all()), sumTo(count));
        QCOMPARE(after.range(Start, Start + 30 * Hour, 10'000).size(),
            before.range(Start, Start + 30 * Hour, 10'000).size());
    }

    void whatIsThereStandsBehindWhatWas()
    {
        TimeSeries before;
        const quint64 count = run(before, 3 * Hour);
        TimeSeries after;
        const qint64 restart = Start + 4 * Hour;
        const quint64 more = run(after, 20 * Minute, restart);
        after.putBefore(stepsOf(before));
        QCOMPARE(deliveredIn(after.all()), sumTo(count) + sumTo(more));
        for (const MetricsSample& sample : after.range(Start, restart + Hour, 1'000'000))
            QVERIFY(
                sample.timeMs <= Start + 3 * Hour || sample.timeMs - sample.intervalMs >= restart);
    }

    void stepsOfTheFutureOrOutOfOrderAreLeftOut()
    {
        TimeSeries::Steps steps;
        steps[0] = {
            sampleAt(Start), sampleAt(Start - 500), sampleAt(Start + 500), sampleAt(Start + Hour)};
        steps[0].push_back(MetricsSample());
        TimeSeries series;
        series.append(sampleAt(Start + Minute));
        series.putBefore(steps);
        QCOMPARE(series.all().size(), std::size_t(3));
        QVERIFY(ascends(series.all()));
    }

    void thirtyDaysAreKeptByTheHour()
    {
        TimeSeries::Steps steps;
        for (int hour = 1; hour <= 29 * 24; ++hour) {
            MetricsSample sample = sampleAt(Start + hour * Hour);
            sample.intervalMs = Hour;
            steps[3].push_back(sample);
        }
        TimeSeries series;
        series.putBefore(steps);
        run(series, Minute, Start + 29 * 24 * Hour);
        QCOMPARE(series.oldestMs(), Start + Hour);
        const qint64 now = series.newest()->timeMs;
        QVERIFY(series.range(now - 30 * 24 * Hour, now, 1000).size() >= 29 * 24);
    }

    void tellsTheStepsThatAreDone()
    {
        TimeSeries series;
        run(series, 12'000);
        QCOMPARE(series.closedAfter(0, Start + 11'000, 100).size(), std::size_t(2));
        QCOMPARE(series.closedAfter(0, Start, 5).back().timeMs, Start + 5 * Interval);
        QCOMPARE(series.closedAfter(1, 0, 100).size(), std::size_t(2));
        QVERIFY(series.closedAfter(3, 0, 100).empty());
    }

private:
    static TimeSeries::Steps stepsOf(const TimeSeries& series)
    {
        TimeSeries::Steps steps;
        for (std::size_t level = 0; level < TimeSeries::LevelCount; ++level)
            steps[level] = series.closedAfter(level, 0, 1'000'000);
        return steps;
    }
};

ROOM_TEST(TestTimeSeries, QCoreApplication)
#include "tst_time_series.moc"
