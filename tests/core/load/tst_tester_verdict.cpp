// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "load/tester_verdict.h"
#include "support/room.h"

using namespace fanlight;
using namespace Qt::Literals::StringLiterals;

class TestTesterVerdict : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void figuresMakeTheVerdict_data()
    {
        QTest::addColumn<double>("most"); // percent of a core
        QTest::addColumn<double>("mean");
        QTest::addColumn<double>("waited");
        QTest::addColumn<double>("lagMs");
        QTest::addColumn<bool>("wasBottleneck");
        QTest::addColumn<QString>("begin");
        QTest::newRow("idle")
            << 0.5 << 0.2 << 0.0 << Unknown << false
            << u"The tester was not the bottleneck: its busiest thread took less"_s;
        QTest::newRow("some")
            << 40.0 << 20.0 << 10.0 << 1.0 << false
            << u"The tester was not the bottleneck: its busiest thread took at most 40 %"_s;
        QTest::newRow("busy") << 86.0 << 20.0 << 90.0 << 50.0 << true
                              << u"The tester was the bottleneck: its busiest thread took 86 %"_s;
        QTest::newRow("starved") << 40.0 << 20.0 << 41.0 << 50.0 << true
                                 << u"The machine was short of CPU"_s;
        QTest::newRow("starved of little")
            << 8.0 << 4.0 << 90.0 << 1.0 << false << u"The tester was not the bottleneck"_s;
        QTest::newRow("late") << 40.0 << 20.0 << 10.0 << 25.0 << false
                              << u"Publishing fell behind by 25.0 ms (p99)"_s;
        QTest::newRow("nothing known") << Unknown << Unknown << Unknown << Unknown << false
                                       << u"The tester was not the bottleneck"_s;
    }
    void figuresMakeTheVerdict()
    {
        QFETCH(double, most);
        QFETCH(double, mean);
        QFETCH(double, waited);
        QFETCH(double, lagMs);
        QFETCH(bool, wasBottleneck);
        QFETCH(QString, begin);
        TesterLoad tester;
        tester.mostCpuPercent = most;
        tester.meanCpuPercent = mean;
        tester.waitPercent = waited;
        tester.publishLagP99Ms = lagMs;
        judgeTester(tester);
        QCOMPARE(tester.wasBottleneck, wasBottleneck);
        QVERIFY2(tester.verdict.startsWith(begin), qPrintable(tester.verdict));
    }
};

ROOM_TEST(TestTesterVerdict, QCoreApplication)
#include "tst_tester_verdict.moc"
