// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "load/sample_series.h"
#include "core/load/times.h"
#include "support/room.h"

#include <memory>

using namespace fanlight;
using namespace fanlight::testing;

namespace {

LoadSample sampleOf(qint64 timeMs)
{
    LoadSample sample;
    sample.timeMs = timeMs;
    sample.intervalMs = 500;
    sample.clients = quint64(timeMs);
    sample.events = 3;
    sample.cpuPercent = double(timeMs % 7);
    return sample;
}

LatencyHistogram latencyOf(std::uint64_t ns, int count)
{
    const auto recorder = std::make_unique<LatencyRecorder>();
    for (int i = 0; i < count; ++i)
        recorder->record(ns);
    const auto counts = std::make_unique<LatencyRecorder::Counts>();
    recorder->addTo(*counts);
    return LatencyHistogram::difference(*counts, {});
}
} // namespace

class TestSampleSeries : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void aShortRunKeepsAll()
    {
        SampleSeries series;
        for (int i = 0; i < 10; ++i)
            series.add(sampleOf(i), {});
        QCOMPARE(series.samples().size(), 10u);
        QCOMPARE(series.samples().back().timeMs, 9);
    }

    void aLongRunIsKeptInLongerSamplesAndLosesNothing()
    {
        constexpr int Count = int(LoadReport::MostSamples) * 5;
        SampleSeries series;
        for (int i = 0; i < Count; ++i)
            series.add(sampleOf(i), {});
        const std::vector<LoadSample> samples = series.samples();
        QVERIFY(samples.size() <= LoadReport::MostSamples);
        QVERIFY(samples.size() > LoadReport::MostSamples / 2);
        quint64 events = 0;
        qint64 lasted = 0;
        for (const LoadSample& sample : samples) {
            events += sample.events;
            lasted += sample.intervalMs;
        }
        QCOMPARE(events, quint64(3 * Count));
        QCOMPARE(lasted, qint64(500) * Count);
        QCOMPARE(samples.front().intervalMs, 8 * 500);
        QCOMPARE(samples.front().timeMs, 7); // its end …
        QCOMPARE(samples.front().clients, 7u); // … and the level there
        QCOMPARE(samples.front().cpuPercent, 6.0); // the most
    }

    void percentilesOfTwoAreOfAllTheirEvents()
    {
        SampleSeries series;
        const LatencyHistogram quick = latencyOf(Ms, 99);
        const LatencyHistogram slow = latencyOf(100 * Ms, 1);
        for (std::size_t i = 0; i < LoadReport::MostSamples; ++i)
            series.add(sampleOf(qint64(i)), i % 2 == 0 ? quick : slow);
        series.add(sampleOf(0), quick);
        const LoadSample first = series.samples().front();
        QVERIFY2(first.p50Ms < 2, qPrintable(QString::number(first.p50Ms)));
        QVERIFY2(first.p99Ms < 2, qPrintable(QString::number(first.p99Ms)));
    }

    void whatIsLeftGoesToTheLast()
    {
        SampleSeries series;
        series.addToLast(1, 1, 1); // there is none
        series.add(sampleOf(0), {});
        series.addToLast(2, 30, 4);
        QCOMPARE(series.samples().back().events, 5u);
        QCOMPARE(series.samples().back().bytes, 30u);
        QCOMPARE(series.samples().back().errors, 4u);
    }
};

ROOM_TEST(TestSampleSeries, QCoreApplication)
#include "tst_sample_series.moc"
