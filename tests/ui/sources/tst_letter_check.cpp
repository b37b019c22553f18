// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/letter_check.h"

#include "support/room.h"

#include <QTest>

using namespace fanlight;
using namespace Qt::Literals::StringLiterals;

class TestLetterCheck : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void saysWhatTheHubWouldSay_data()
    {
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<QString>("problem"); // a part of it; empty: none
        QTest::newRow("good") << QByteArray("{\"userId\":\"1\",\"data\":{\"a\":1}}") << QString();
        QTest::newRow("everyone") << QByteArray("{\"broadcast\":true,\"data\":\"x\"}") << QString();
        QTest::newRow("nobody") << QByteArray("{\"data\":{}}") << u"userId"_s;
        QTest::newRow("no data") << QByteArray("{\"userId\":\"1\"}") << u"data"_s;
        QTest::newRow("no JSON") << QByteArray("{\"userId\":") << u"JSON"_s;
        QTest::newRow("empty") << QByteArray() << u"JSON"_s;
        QTest::newRow("too much") << "{\"userId\":\"1\",\"data\":\""_ba + QByteArray(2000, 'x')
                + "\"}" << u"data"_s;
    }

    void saysWhatTheHubWouldSay()
    {
        QFETCH(const QByteArray, body);
        QFETCH(const QString, problem);
        SourceContent content;
        content.body = body.toStdString();
        const QString said = letterProblem(content, hub());
        QVERIFY2(problem.isEmpty() ? said.isEmpty() : said.contains(problem), qPrintable(said));
        QCOMPARE(content.body, body.toStdString());
    }

    void withHeadersTheBodyIsRawData()
    {
        SourceContent content;
        content.user = "7";
        content.body = "no JSON at all";
        QCOMPARE(letterProblem(content, hub()), QString());
        content.user = ""; // everyone
        QCOMPARE(letterProblem(content, hub()), QString());
        content.type = "two\nlines";
        QCOMPARE(letterProblem(content, hub()), u"Event type: must be one line"_s);
        content.type.reset();
        content.user.reset();
        content.event = "news";
        QVERIFY(letterProblem(content, hub()).contains(u"fan-user"_s));
        content.user = "7";
        content.body.assign(2000, 'x');
        QVERIFY(letterProblem(content, hub()).startsWith(u"Payload: "_s));
    }

private:
    static HubOptions hub()
    {
        HubOptions options;
        options.dataLimit = 1024;
        return options;
    }
};

ROOM_TEST(TestLetterCheck, QCoreApplication)
#include "tst_letter_check.moc"
