// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "load/load_text.h"
#include "support/room.h"

using namespace fanlight;
using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

class TestLoadText : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void arrivalsAreARateARampOrACount()
    {
        using load_text::parseArrivals;
        using load_text::TypedArrivals;
        QCOMPARE(*parseArrivals(u" 150 "_s), (TypedArrivals{150, -1, -1}));
        QCOMPARE(*parseArrivals(u"0.5"_s), (TypedArrivals{0.5, -1, -1}));
        QCOMPARE(*parseArrivals({}), TypedArrivals());
        for (const QString& ramp :
            {u"10..200"_s, u"10-200"_s, u"10 → 200"_s, u"10 -> 200"_s, u"10…200"_s, u"10–200"_s})
            QCOMPARE(*parseArrivals(ramp), (TypedArrivals{10, 200, -1}));
        QCOMPARE(*parseArrivals(u"500 in all"_s), (TypedArrivals{0, -1, 500}));
        QCOMPARE(*parseArrivals(u"1 client"_s), (TypedArrivals{0, -1, 1}));
        for (const QString& wrong : {u"many"_s, u"-5"_s, u"10.."_s, u"..10"_s, u"1..2..3"_s,
                 u"nan"_s, u"inf"_s, u"x in all"_s})
            QVERIFY2(!parseArrivals(wrong), qPrintable(wrong));
    }

    void arrivalsAreReadBackAsTheyAreWritten()
    {
        for (const load_text::TypedArrivals& arrivals : {load_text::TypedArrivals{150, -1, -1},
                 {0.25, 1e6, -1}, {200, 0, -1}, {0, -1, 0}, {0, -1, 1'000'000}}) {
            LoadPhase phase;
            phase.arrivalRate = arrivals.rate;
            phase.rampTo = arrivals.rampTo;
            phase.arrivalCount = arrivals.count;
            QCOMPARE(
                load_text::parseArrivals(load_text::arrivalsText(phase)), std::optional(arrivals));
            QCOMPARE(
                load_text::parseArrivals(load_text::arrivalsShown(phase)), std::optional(arrivals));
        }
    }

    void sizesAreOneOrARange()
    {
        using load_text::parseSizes;
        using load_text::Sizes;
        QCOMPARE(*parseSizes(u"200"_s), (Sizes{200, 200}));
        QCOMPARE(*parseSizes(u"200 B"_s), (Sizes{200, 200}));
        QCOMPARE(*parseSizes(u"200..1KiB"_s), (Sizes{200, 1024}));
        LoadPublishing publishing;
        publishing.leastBytes = 100;
        publishing.mostBytes = 2048;
        QCOMPARE(*parseSizes(load_text::sizesText(publishing)), (Sizes{100, 2048}));
        for (const QString& wrong : {QString(), u"large"_s, u"200.."_s, u"9999999999"_s})
            QVERIFY2(!parseSizes(wrong), qPrintable(wrong));
    }

    void slowReadersAreAShareAndTheirRate()
    {
        using load_text::parseSlowness;
        using load_text::Slowness;
        QCOMPARE(*parseSlowness(u"off"_s), Slowness());
        QCOMPARE(*parseSlowness({}), Slowness());
        QCOMPARE(*parseSlowness(u"1 %"_s), (Slowness{0.01, 1024}));
        QCOMPARE(*parseSlowness(u"5"_s), (Slowness{0.05, 1024})); // the field speaks of percent
        QCOMPARE(*parseSlowness(u"0.5"_s), (Slowness{0.005, 1024}));
        QCOMPARE(*parseSlowness(u"50 at 2KiB/s"_s), (Slowness{0.5, 2048}));
        LoadScenario scenario;
        QCOMPARE(load_text::slownessText(scenario), u"off"_s);
        scenario.slowShare = 0.02;
        QCOMPARE(load_text::slownessText(scenario), u"2 %"_s);
        scenario.slowBytesPerSecond = 100;
        QCOMPARE(*parseSlowness(load_text::slownessText(scenario)), (Slowness{0.02, 100}));
        for (const QString& wrong : {u"few"_s, u"1 % at"_s, u"1 % at home"_s, u"1 % at 1 at 2"_s})
            QVERIFY2(!parseSlowness(wrong), qPrintable(wrong));
    }

    void dropsAreAShareHowOftenAndHowLong()
    {
        using load_text::Drops;
        using load_text::parseDrops;
        QCOMPARE(*parseDrops(u"off"_s), Drops());
        QCOMPARE(*parseDrops(u"5 % every 30s"_s), (Drops{0.05, 30s, 0ms}));
        QCOMPARE(*parseDrops(u"5%"_s), (Drops{0.05, LoadScenario().dropEvery, 0ms}));
        QCOMPARE(*parseDrops(u"50 every 1m for 2s"_s), (Drops{0.5, 60s, 2s}));
        LoadScenario scenario;
        QCOMPARE(load_text::dropsText(scenario), u"off"_s);
        scenario.dropShare = 0.05;
        scenario.dropAway = 500ms;
        QCOMPARE(*parseDrops(load_text::dropsText(scenario)), (Drops{0.05, 30s, 500ms}));
        for (const QString& wrong : {u"some"_s, u"5 % every"_s, u"5 % every now"_s, u"5 % or so"_s})
            QVERIFY2(!parseDrops(wrong), qPrintable(wrong));
    }
};

ROOM_TEST(TestLoadText, QCoreApplication)
#include "tst_load_text.moc"
