// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "hub/limit_options.h"
#include "hub/options.h"
#include "support/room.h"

#include <QtTest>

using namespace fanlight;
using namespace Qt::Literals::StringLiterals;

class TestLimitOptions : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aLimitIsARateWithABurst_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<qint64>("count");
        QTest::addColumn<qint64>("seconds");
        QTest::addColumn<qint64>("burst");
        const auto row = [](const char* text, qint64 count, qint64 seconds, qint64 burst) {
            QTest::addRow("%s", text) << QString::fromLatin1(text) << count << seconds << burst;
        };
        row("20/s", 20, 1, 200);
        row("20/s:5", 20, 1, 5);
        row("1/s", 1, 1, 10);
        row("300/m", 300, 60, 50);
        row("1000/h", 1000, 3600, 10);
        row("1000000/s:9000000", 1'000'000, 1, 9'000'000);
    }
    void aLimitIsARateWithABurst()
    {
        QFETCH(QString, text);
        QString wrong;
        const auto limit = limit_options::parse(text, false, wrong);
        QVERIFY2(limit, qPrintable(wrong));
        QTEST(qint64(limit->count), "count");
        QTEST(qint64(limit->per.count()), "seconds");
        QTEST(qint64(limit->burst), "burst");
        QCOMPARE(limit_options::text(*limit), text);
    }
    void whatIsNoneIsSaid()
    {
        for (const char* text : {"", "20", "/s", "20/", "0/s", "-1/s", "20/d", "20/ss", "1000001/s",
                 "20/s:", "20/s:0", "20/s:x", "20:5/s", "s/20", "on", "20 / s", "20/s:10000001"}) {
            QString wrong;
            QVERIFY2(!limit_options::parse(QString::fromLatin1(text), true, wrong), text);
            QVERIFY2(wrong.contains(u"20/s:100"_s), qPrintable(wrong));
        }
        QString wrong;
        QVERIFY(!limit_options::parse(u"auto"_s, false, wrong));
    }
    void theyStandInTheTableOfOptions()
    {
        HubOptions options;
        QCOMPARE(hubOptionText(options, u"limit-streams"), u"auto"_s);
        QCOMPARE(hubOptionText(options, u"limit-requests"), u"auto"_s);
        QCOMPARE(hubOptionText(options, u"limit-publishes"), u"off"_s);
        for (const QStringView name : {u"limit-streams", u"limit-requests", u"limit-publishes"}) {
            QVERIFY(isLiveOption(name));
            for (const QString& text : {u"20/s"_s, u"7/m:30"_s, u"off"_s}) {
                QCOMPARE(setHubOption(options, name, text), QString());
                QCOMPARE(hubOptionText(options, name), text);
            }
            QVERIFY(!setHubOption(options, name, u"many"_s).isEmpty());
        }
        QVERIFY(!setHubOption(options, u"limit-publishes", u"auto"_s).isEmpty());
    }
};

ROOM_TEST(TestLimitOptions, QCoreApplication)
#include "tst_limit_options.moc"
