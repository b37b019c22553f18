// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "publish/latency_bars.h"
#include "support/room.h"

#include <QTest>

#include <algorithm>
#include <cmath>
#include <numeric>

using namespace fanlight;

class TestLatencyBars : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void nothingMeasuredIsNoBars()
    {
        QVERIFY(linearBins({}, 44).empty());
        QVERIFY(std::isnan(firstMs({})));
        QVERIFY(std::isnan(lastMs({})));
    }

    void theSumStays()
    {
        LatencyHistogram histogram;
        for (std::uint64_t ns = 1; ns < 5'000'000; ns += 4999)
            histogram.record(ns);
        const auto bins = linearBins(histogram, 44);
        QCOMPARE(bins.size(), 44U);
        const double sum = std::accumulate(bins.begin(), bins.end(), 0.0);
        QVERIFY(std::abs(sum - double(histogram.count())) < 1e-6);
    }

    void evenValuesMakeEvenBars()
    {
        LatencyHistogram histogram;
        for (std::uint64_t ns = 500; ns < 1'048'576; ns += 1000)
            histogram.record(ns);
        const auto bins = linearBins(histogram, 8);
        const auto [least, most] = std::minmax_element(bins.begin(), bins.end());
        QVERIFY(*most / *least < 1.1);
    }

    void oneDeliveryIsOneBar()
    {
        LatencyHistogram histogram;
        histogram.record(98'612'345);
        const auto bins = linearBins(histogram, 44);
        QCOMPARE(std::count(bins.begin(), bins.end(), 0.0), 43);
        QCOMPARE(bins.back(), 1.0);
        QCOMPARE(firstMs(histogram), 98.612345);
        QCOMPARE(lastMs(histogram), 98.612345);
    }

    void firstAndLastEncloseWhatWasRecorded()
    {
        LatencyHistogram histogram;
        histogram.record(200'000);
        histogram.record(4'400'000);
        QCOMPARE(firstMs(histogram), 0.2);
        QCOMPARE(lastMs(histogram), 4.4);
    }
};

ROOM_TEST(TestLatencyBars, QCoreApplication)
#include "tst_latency_bars.moc"
