// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "hub/kept_samples.h"
#include "support/room.h"

using namespace fanlight;
using namespace fanlight::testing;

namespace {

MetricsSample sampleEnding(qint64 timeMs)
{
    MetricsSample sample;
    sample.timeMs = timeMs;
    return sample;
}

} // namespace

class TestKeptSamples : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void keepsTenMinutesAndTellsWhatCameSince()
    {
        KeptSamples kept;
        QVERIFY(!kept.newest());
        for (int i = 1; i <= 1500; ++i)
            kept.add(sampleEnding(i * 500));
        QCOMPARE(kept.size(), KeptSamples::Most);
        QCOMPARE(kept.newest()->timeMs, 750'000);
        QCOMPARE(kept.since(0, 5).front().timeMs, 150'500);
        QCOMPARE(kept.since(0, 5).size(), std::size_t(5));
        QCOMPARE(kept.since(749'500, 5).size(), std::size_t(1));
        QVERIFY(kept.since(750'000, 5).empty());
    }

    void isBoundedByBytes()
    {
        KeptSamples kept;
        MetricsSample large;
        for (int i = 0; i < latency_buckets::Count; ++i)
            large.write.recordBucket(i, 1);
        for (int i = 1; i <= 1000; ++i) {
            large.timeMs = i;
            kept.add(large);
            QVERIFY(kept.bytes() <= KeptSamples::MostBytes);
        }
        QVERIFY(kept.size() < 1000 && kept.size() > 100);
    }

    void aClockThatWasSetBackHidesNothing()
    {
        KeptSamples kept;
        kept.add(sampleEnding(5000));
        kept.add(sampleEnding(6000));
        kept.add(sampleEnding(1000));
        QCOMPARE(kept.size(), std::size_t(1));
        QCOMPARE(kept.newest()->timeMs, 1000);
    }
};

ROOM_TEST(TestKeptSamples, NoApplication)
#include "tst_kept_samples.moc"
