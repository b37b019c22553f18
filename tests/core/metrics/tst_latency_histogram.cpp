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
        && std::equal(a.buckets().begin(), a.buckets().end(), b.buckets().begin(),
            b.buckets().end(),
            [](auto x, auto y) { return x.index == y.index && x.count == y.count; });
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
        QVERIFY(histogram.buckets().empty());
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
            QCOMPARE(histogramOf(values).percentileNs(percent),
                bucketTop(exactPercentile(values, percent)));
        }
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
