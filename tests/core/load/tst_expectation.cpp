// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "load/expectation.h"
#include "support/room.h"

using namespace fanlight;
using namespace Qt::Literals::StringLiterals;

namespace {

constexpr std::uint64_t NsPerMs = 1'000'000;

// Ten seconds: 1,000 deliveries of 3 ms, one of them lost, two errors in 100 streams.
LoadReport report()
{
    LoadReport report;
    report.startedAtMs = 1'000'000;
    report.endedAtMs = 1'010'000;
    report.latency.record(3 * NsPerMs, 999);
    report.connect.record(NsPerMs, 100);
    report.totals.opened = 100;
    report.totals.errors = 2;
    report.totals.events = 999;
    report.totals.bytes = 10 << 20;
    report.totals.expected = 1000;
    report.totals.received = 999;
    report.totals.lost = 1;
    return report;
}

ExpectationResult check(const QString& text, const LoadReport& report)
{
    QString error;
    const auto expectation = Expectation::parse(text, error);
    return expectation ? expectation->check(report) : ExpectationResult{text, error, false};
}

} // namespace

class TestExpectation : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void boundsFigures_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<bool>("met");
        QTest::addColumn<QString>("measured");
        QTest::newRow("less") << u"p99<50ms"_s << true << u"3 ms"_s;
        QTest::newRow("not less") << u"p99<3ms"_s << false << u"3 ms"_s;
        QTest::newRow("seconds") << u"p50<0.001s"_s << false << u"3 ms"_s;
        QTest::newRow("microseconds") << u"max>=2900us"_s << true << u"3 ms"_s;
        QTest::newRow("without a blank") << u"p99.9 < 3.1 ms"_s << true << u"3 ms"_s;
        QTest::newRow("another distribution") << u"connect.p95<=2ms"_s << true << u"1 ms"_s;
        QTest::newRow("equal") << u"lost=0"_s << false << u"1"_s;
        QTest::newRow("equal, as in C") << u"lost==1"_s << true << u"1"_s;
        QTest::newRow("unequal") << u"lost!=1"_s << false << u"1"_s;
        QTest::newRow("more") << u"received>998"_s << true << u"999"_s;
        QTest::newRow("in any case") << u"OUTOFORDER=0"_s << true << u"0"_s;
        QTest::newRow("a rate") << u"events/s>=100"_s << false << u"99.9 /s"_s;
        QTest::newRow("bytes") << u"bytes/s>=1MiB"_s << true << u"1 MiB/s"_s;
        QTest::newRow("a share") << u"errorRate<=1%"_s << false << u"2 %"_s;
    }

    void boundsFigures()
    {
        QFETCH(const QString, text);
        QFETCH(const bool, met);
        QFETCH(const QString, measured);
        const ExpectationResult result = check(text, report());
        QCOMPARE(result.measured, measured);
        QCOMPARE(result.met, met);
        QCOMPARE(result.text, text);
    }

    // What a bare number means stands in every report.
    void aTimeWithoutAUnitIsToldInMilliseconds()
    {
        const ExpectationResult result = check(u"p99.9 < 3.1"_s, report());
        QCOMPARE(result.text, u"p99.9 < 3.1ms"_s);
        QVERIFY(result.met);
        QCOMPARE(check(u"p50>=0"_s, report()).text, u"p50>=0"_s);
    }

    void aRunThatWasStoppedMeetsNothing()
    {
        LoadReport stopped = report();
        stopped.wasStopped = true;
        const ExpectationResult result = check(u"lost=1"_s, stopped);
        QVERIFY(!result.met);
        QCOMPARE(result.value, 1.0);
        QCOMPARE(stopped.verdict(), LoadVerdict::NotFinished);
    }

    void ratesAreOfTheTimeInWhichMessagesWent()
    {
        LoadReport kept = report();
        kept.totals.published = 300;
        kept.totals.events = 300;
        kept.publishSeconds = kept.eventSeconds = 6; // of ten
        QVERIFY(check(u"published/s>=50"_s, kept).met);
        QVERIFY(check(u"published/s=50"_s, kept).met);
        QVERIFY(check(u"events/s=50"_s, kept).met);
        kept.publishSeconds = 300 / 494.0;
        QVERIFY(check(u"published/s>=494"_s, kept).met);
    }

    void whatWasNotMeasuredMeetsNothing_data()
    {
        QTest::addColumn<QString>("text");
        for (const QString& text : {u"p99<50ms"_s, u"p99>=0"_s, u"lost=0"_s, u"twice=0"_s,
                 u"events/s<5"_s, u"errorRate<1%"_s, u"cpu<50%"_s, u"cpu!=1%"_s})
            QTest::addRow("%s", qPrintable(text)) << text;
    }

    void whatWasNotMeasuredMeetsNothing()
    {
        QFETCH(const QString, text);
        const ExpectationResult result = check(text, LoadReport());
        QCOMPARE(result.measured, u"not measured"_s);
        QVERIFY(!result.met);
    }

    void saysWhatCouldStandThere_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("error");
        const QString form
            = u" is no expectation; write a figure, < <= = != >= or >, and a bound: p99<50ms, lost=0, events/s>=10000"_s;
        QTest::newRow("nothing") << u""_s << QString(u"“”"_s + form);
        QTest::newRow("no bound") << u"p99<"_s << QString(u"“p99<”"_s + form);
        QTest::newRow("no comparison") << u"p99"_s << QString(u"“p99”"_s + form);
        QTest::newRow("a slip") << u"lots=0"_s << u"“lots” is no figure; did you mean lost?"_s;
        QTest::newRow("a unit") << u"lost=5ms"_s << u"“lost=5ms”: the bound of lost is a number"_s;
        QTest::newRow("a negative bound")
            << u"p99<-1"_s << u"“p99<-1”: the bound of p99 is a time such as 50ms or 1.5s"_s;
        QTest::newRow("a share of milliseconds")
            << u"cpu<5ms"_s << u"“cpu<5ms”: the bound of cpu is a share such as 1%"_s;
    }

    void saysWhatCouldStandThere()
    {
        QFETCH(const QString, text);
        QFETCH(const QString, error);
        QString said;
        QVERIFY(!Expectation::parse(text, said));
        QCOMPARE(said, error);
    }

    void everyFigureIsNamedOnceAndCanBeBounded()
    {
        QStringList names;
        for (const Expectation::Figure& figure : Expectation::figures()) {
            names.append(figure.name.toLower());
            QString error;
            QVERIFY2(Expectation::parse(figure.name + u">=0"_s, error), qPrintable(error));
            QVERIFY(!figure.help.isEmpty());
        }
        QCOMPARE(names.removeDuplicates(), 0);
    }

    void theReportKeepsTheOutcomeOfAll()
    {
        LoadReport checked = report();
        checked.scenario.expectations = {u"p99<50ms"_s, u"lost=0"_s, u"nonsense"_s};
        checkExpectations(checked);
        checkExpectations(checked); // anew, not once more
        QCOMPARE(checked.expectations.size(), 3U);
        QVERIFY(checked.expectations[0].met);
        QVERIFY(!checked.expectations[1].met);
        QVERIFY(!checked.expectations[2].met);
        QVERIFY(!checked.expectationsMet());
        checked.scenario.expectations = {u"lost=1"_s};
        checkExpectations(checked);
        QVERIFY(checked.expectationsMet());
    }
};

ROOM_TEST(TestExpectation, QCoreApplication)
#include "tst_expectation.moc"
