// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "metrics/latency_histogram.h"
#include "support/room.h"

#include <QtTest>

#include <algorithm>
#include <cmath>
#include <memory>
#include <random>

using namespace fanlight;

namespace {
using Values = std::vector<std::uint64_t>;

Values randomLatencies(std::size_t count, unsigned seed)
{
    std::mt19937_64 random(seed);
    std::lognormal_distribution<double> latencies(13, 3);
    Values values(count);
    std::generate(values.begin(), values.end(),
        [&] { return static_cast<std::uint64_t>(latencies(random)); });
    return values;
}

LatencyHistogram histogramOf(const Values& values)
{
    LatencyHistogram histogram;
    for (const std::uint64_t value : values)
        histogram.record(value);
    return histogram;
}

// The nearest-rank percentile of the values themselves.
std::uint64_t exactPercentile(Values values, double percent)
{
    std::sort(values.begin(), values.end());
    const double rank = std::ceil(percent / 100 * static_cast<double>(values.size()));
    return values[static_cast<std::size_t>(std::max(rank, 1.0)) - 1];
}

std::uint64_t bucketTop(std::uint64_t ns)
{
    return latency_buckets::upperEdge(latency_buckets::indexOf(ns));
}

bool same(const LatencyHistogram& a, const LatencyHistogram& b)
{
    return a.count() == b.count()
        && std::equal(a.steps().begin(), a.steps().end(), b.steps().begin(), b.steps().end(),
            [](auto x, auto y) { return x.ns == y.ns && x.count == y.count; });
}
} // namespace

class TestLatencyHistogram : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void bucketsFollowEachOtherWithoutGap()
    {
        for (int index = 0; index < latency_buckets::Count; ++index) {
            const std::uint64_t top = latency_buckets::upperEdge(index);
            QCOMPARE(latency_buckets::indexOf(top), index);
            QCOMPARE(
                latency_buckets::indexOf(top + 1), std::min(index + 1, latency_buckets::Count - 1));
        }
    }

    void valuesReadBackWithinTheStatedError()
    {
        for (const std::uint64_t ns : randomLatencies(10000, 1)) {
            if (ns >= std::uint64_t(1) << latency_buckets::MaxBits)
                continue;
            QVERIFY(bucketTop(ns) >= ns);
            QVERIFY(static_cast<double>(bucketTop(ns) - ns) <= 0.032 * static_cast<double>(ns));
        }
    }

    void anythingAboveTheRangeCountsAsItsTop()
    {
        const LatencyHistogram histogram = histogramOf({~std::uint64_t(0)});
        QCOMPARE(histogram.percentileNs(50), (std::uint64_t(1) << latency_buckets::MaxBits) - 1);
    }

    void anEmptyOneHasNoPercentiles()
    {
        const LatencyHistogram empty;
        QVERIFY(empty.isEmpty());
        QCOMPARE(empty.count(), 0U);
        QCOMPARE(empty.percentileNs(99), 0U);
        QVERIFY(std::isnan(empty.percentileMs(99)));
    }

    void recordingNothingLeavesItEmpty()
    {
        LatencyHistogram histogram;
        histogram.record(5, 0);
        QVERIFY(histogram.isEmpty());
        QVERIFY(histogram.steps().empty());
    }

    void percentilesAgreeWithTheSortedValues_data()
    {
        QTest::addColumn<double>("percent");
        for (const double percent : {0.0, 1.0, 50.0, 95.0, 99.0, 99.9, 100.0})
            QTest::addRow("p%g", percent) << percent;
    }
    void percentilesAgreeWithTheSortedValues()
    {
        QFETCH(double, percent);
        for (const std::size_t count : {1U, 2U, 99U, 100U, 101U, 5000U}) {
            const Values values = randomLatencies(count, 7);
            const std::uint64_t exact = exactPercentile(values, percent);
            const std::uint64_t last = exactPercentile(values, 100);
            // the first and the last are known, the others by their buckets where there are many
            QCOMPARE(histogramOf(values).percentileNs(percent),
                count <= LatencyHistogram::Few || percent == 0 ? exact
                                                               : std::min(bucketTop(exact), last));
        }
    }

    void fewValuesAreExactWhateverWayTheyCome()
    {
        const Values values = randomLatencies(LatencyHistogram::Few, 8);
        LatencyHistogram merged;
        for (const std::uint64_t ns : values)
            merged.merge(histogramOf({ns}));
        const auto recorder = std::make_unique<LatencyRecorder>();
        const auto before = std::make_unique<LatencyRecorder::Counts>();
        for (const std::uint64_t ns : randomLatencies(1000, 9))
            recorder->record(ns);
        recorder->addTo(*before);
        for (const std::uint64_t ns : values)
            recorder->record(ns);
        const auto now = std::make_unique<LatencyRecorder::Counts>();
        recorder->addTo(*now);
        for (const LatencyHistogram& one :
            {histogramOf(values), merged, LatencyHistogram::difference(*now, *before)}) {
            QVERIFY(one.isExact());
            for (const double percent : {0.0, 50.0, 90.0, 99.0, 100.0})
                QCOMPARE(one.percentileNs(percent), exactPercentile(values, percent));
            QCOMPARE(one.firstNs(), exactPercentile(values, 0));
            QCOMPARE(one.lastNs(), exactPercentile(values, 100));
        }
    }

    void oneValueIsTheSameFigureEverywhere()
    {
        const LatencyHistogram histogram = histogramOf({98'612'345});
        for (const double percent : {0.0, 50.0, 99.9, 100.0})
            QCOMPARE(histogram.percentileMs(percent), 98.612345);
        QCOMPARE(histogram.steps().size(), std::size_t(1));
        QCOMPARE(histogram.lowestNs(histogram.steps().front()), 98'612'345U);
    }

    // Each of them, in order: none is counted twice or left out where few and many take turns.
    void intervalsOfFewAndOfManyAddUp()
    {
        const auto one = std::make_unique<LatencyRecorder>();
        const auto other = std::make_unique<LatencyRecorder>();
        auto before = std::make_unique<LatencyRecorder::Counts>();
        std::uint64_t counted = 0;
        std::uint64_t recorded = 0;
        for (const unsigned count : {3U, 200U, 0U, 30U, 64U, 65U, 1U}) {
            for (const std::uint64_t ns : randomLatencies(count, count)) {
                one->record(ns);
                other->record(ns, 3);
            }
            auto now = std::make_unique<LatencyRecorder::Counts>();
            one->addTo(*now);
            other->addTo(*now);
            const LatencyHistogram interval = LatencyHistogram::difference(*now, *before);
            QCOMPARE(interval.isExact(), 2 * count <= LatencyHistogram::Few);
            counted += interval.count();
            recorded += 4 * count;
            before = std::move(now);
        }
        QCOMPARE(counted, recorded);
    }

    void boundsThatAreKnownElsewhereNarrowTheOuterBuckets()
    {
        LatencyHistogram histogram;
        const int low = latency_buckets::indexOf(1'000'000);
        const int high = latency_buckets::indexOf(5'000'000);
        histogram.recordBucket(low, 10);
        histogram.recordBucket(high, 1);
        QVERIFY(!histogram.isExact());
        histogram.narrow(1'000'100, 5'000'001);
        QCOMPARE(histogram.percentileNs(0), 1'000'100U);
        QCOMPARE(histogram.percentileNs(100), 5'000'001U);
        histogram.narrow(0, ~std::uint64_t(0)); // tells nothing
        QCOMPARE(histogram.percentileNs(100), 5'000'001U);
    }

    void anAcknowledgementIsNeverBeforeItsWrite()
    {
        LatencyHistogram write = histogramOf({100, 100, 100, 900});
        const LatencyHistogram ack = histogramOf({150}); // of one that was soon
        for (const double percent : {50.0, 90.0, 99.0})
            QVERIFY(ackPercentileMs(ack, write, percent) >= write.percentileMs(percent));
        QCOMPARE(ackPercentileMs(ack, write, 50), 150e-6);
        QCOMPARE(ackPercentileMs(ack, write, 99), 900e-6);
        QCOMPARE(ackPercentileMs(ack, {}, 99), 150e-6);
        QVERIFY(std::isnan(ackPercentileMs({}, write, 99)));
    }

    void percentagesOutOfRangeAreTheEnds()
    {
        const LatencyHistogram histogram = histogramOf({1, 2, 3});
        QCOMPARE(histogram.percentileNs(-5), 1U);
        QCOMPARE(histogram.percentileNs(250), 3U);
    }

    void millisecondsAreNanosecondsOverAMillion()
    {
        const LatencyHistogram histogram = histogramOf({3});
        QCOMPARE(histogram.percentileMs(50), 3e-6);
    }

    void mergingEqualsRecordingTogether()
    {
        Values all;
        LatencyHistogram merged;
        for (unsigned part = 0; part < 20; ++part) {
            const Values values = randomLatencies(part * 37, part);
            all.insert(all.end(), values.begin(), values.end());
            merged.merge(histogramOf(values));
        }
        QVERIFY(same(merged, histogramOf(all)));
    }

    void whatIsLeftWithoutAPartIsTheOtherPart_data()
    {
        QTest::addColumn<int>("ones");
        QTest::addColumn<int>("others");
        QTest::newRow("nothing") << 0 << 0;
        QTest::newRow("no part") << 10 << 0;
        QTest::newRow("all of it") << 0 << 10;
        QTest::newRow("few") << 20 << 30;
        QTest::newRow("few of many") << 20 << 500;
        QTest::newRow("many of many") << 700 << 500;
    }
    void whatIsLeftWithoutAPartIsTheOtherPart()
    {
        QFETCH(const int, ones);
        QFETCH(const int, others);
        LatencyHistogram left;
        LatencyHistogram part;
        for (int i = 0; i < ones; ++i)
            left.record(std::uint64_t(1000 + i * 137));
        for (int i = 0; i < others; ++i)
            part.record(std::uint64_t(900 + i * 211));
        LatencyHistogram all = left;
        all.merge(part);
        const LatencyHistogram rest = all.without(part);
        QCOMPARE(rest.count(), left.count());
        QCOMPARE(rest.isEmpty(), left.isEmpty());
        if (ones + others <= int(LatencyHistogram::Few)) {
            QVERIFY(rest.isExact());
            QCOMPARE(rest.firstNs(), left.firstNs());
            QCOMPARE(rest.lastNs(), left.lastNs());
        }
        for (const double percent : {0.0, 50.0, 99.0, 100.0}) {
            const auto exact = double(left.percentileNs(percent));
            QVERIFY2(std::abs(double(rest.percentileNs(percent)) - exact) <= 0.032 * exact,
                qPrintable(QString::number(percent)));
        }
    }

    void mergingWithItselfDoubles()
    {
        const Values values = randomLatencies(100, 3);
        LatencyHistogram histogram = histogramOf(values);
        histogram.merge(histogram);
        QCOMPARE(histogram.count(), 200U);
        QCOMPARE(histogram.percentileNs(50), histogramOf(values).percentileNs(50));
    }

    void theDifferenceOfTwoSnapshotsIsWhatCameBetween()
    {
        const auto recorder = std::make_unique<LatencyRecorder>();
        const auto before = std::make_unique<LatencyRecorder::Counts>();
        const auto now = std::make_unique<LatencyRecorder::Counts>();
        for (const std::uint64_t ns : randomLatencies(500, 4))
            recorder->record(ns);
        recorder->addTo(*before);
        const Values between = randomLatencies(300, 5);
        for (const std::uint64_t ns : between)
            recorder->record(ns);
        recorder->addTo(*now);
        QVERIFY(same(LatencyHistogram::difference(*now, *before), histogramOf(between)));
        QVERIFY(LatencyHistogram::difference(*now, *now).isEmpty());
    }
};

ROOM_TEST(TestLatencyHistogram, QCoreApplication)
#include "tst_latency_histogram.moc"
