// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "load/command_line.h"
#include "load/report.h"
#include "load/scenario_yaml.h"
#include "load/secrets.h"
#include "support/room.h"

using namespace fanlight;
using namespace Qt::Literals::StringLiterals;

class TestSecrets : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void whatLooksLikeASecretIsMasked_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("masked");
        QTest::newRow("password of a URL") << u"http://bob:p@ss@h:1/x"_s << u"http://***@h:1/x"_s;
        QTest::newRow("Redis") << u"redis://:hush@h:6379"_s << u"redis://***@h:6379"_s;
        QTest::newRow("a parameter")
            << u"/s?userId=1&token=abc&x=y"_s << u"/s?userId=1&token=***&x=y"_s;
        QTest::newRow("the first parameter")
            << u"/s?access_token=abc"_s << u"/s?access_token=***"_s;
        QTest::newRow("more of them")
            << u"/s?key=1&apiKey=2&client_secret=3&password=4&ticket=5&sid=6"_s
            << u"/s?key=***&apiKey=***&client_secret=***&password=***&ticket=***&sid=***"_s;
        QTest::newRow("a form") << u"user=a&password=b"_s << u"user=a&password=***"_s;
        QTest::newRow("JSON") << u"{\"user\":\"a\",\"password\":\"b\\\"c\",\"pin\": 1234}"_s
                              << u"{\"user\":\"a\",\"password\":\"***\",\"pin\": ***}"_s;
        QTest::newRow("within a sentence") << u"“Authorization: Bearer abcdef” is wrong"_s
                                           << u"“Authorization: Bearer ***” is wrong"_s;
        QTest::newRow("a variable stays")
            << u"/s?token={{ token }}&key={i}"_s << u"/s?token={{ token }}&key={i}"_s;
        // in doubt it is one
        QTest::newRow("a token wherever it stands")
            << u"at /x/eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.abc_-d it broke"_s
            << u"at /x/*** it broke"_s;
        QTest::newRow("no secret")
            << u"/s?monkey=1&tokens_used=a&userId=7"_s << u"/s?monkey=1&tokens_used=***&userId=7"_s;
        QTest::newRow("plain") << u"http://127.0.0.1:3000/api/notifications?userId=1"_s
                               << u"http://127.0.0.1:3000/api/notifications?userId=1"_s;
    }
    void whatLooksLikeASecretIsMasked()
    {
        QFETCH(QString, text);
        QFETCH(QString, masked);
        QCOMPARE(withoutSecrets(text), masked);
        QCOMPARE(withoutSecrets(masked), masked);
    }

    void headersAreMaskedByTheirNames()
    {
        QCOMPARE(
            headerWithoutSecrets(u"Authorization: Bearer abc"_s), u"Authorization: Bearer ***"_s);
        QCOMPARE(headerWithoutSecrets(u"authorization:abc"_s), u"authorization:***"_s);
        QCOMPARE(headerWithoutSecrets(u"Cookie: sid=1; b=2"_s), u"Cookie: ***"_s);
        QCOMPARE(headerWithoutSecrets(u"X-Api-Key: k"_s), u"X-Api-Key: ***"_s);
        QCOMPARE(headerWithoutSecrets(u"Proxy-Authorization: Basic k"_s),
            u"Proxy-Authorization: Basic ***"_s);
        QCOMPARE(headerWithoutSecrets(u"Authorization: Bearer {{ $env.TOKEN }}"_s),
            u"Authorization: Bearer {{ $env.TOKEN }}"_s);
        QCOMPARE(headerWithoutSecrets(u"X-Tenant: a"_s), u"X-Tenant: a"_s);
        QCOMPARE(headerWithoutSecrets(u"Referer: http://u:p@h/"_s), u"Referer: http://***@h/"_s);
    }

    void noReportHoldsASecret()
    {
        LoadReport report;
        report.scenario = parseLoadArguments(
            {u"--target"_s, u"http://u:HUSH1@127.0.0.1:1/base"_s, u"--path"_s, u"/s?ticket=HUSH2"_s,
                u"--header"_s, u"Authorization: Basic HUSH3"_s, u"--header"_s, u"Cookie: a=HUSH4"_s,
                u"--publish-rate"_s, u"1"_s, u"--publish-token"_s, u"HUSH5"_s, u"--publish-url"_s,
                u"http://127.0.0.1:2/p?key=HUSH6"_s, u"--publish-body"_s,
                u"{\"secret\":\"HUSH7\",\"data\":{payload}}"_s, u"--jwt-secret"_s, u"HUSH12"_s})
                              .scenario;
        report.scenario.variables = {{u"token"_s, u"HUSH8"_s}};
        report.scenario.choices = {{u"password"_s, {u"HUSH9"_s, u"HUSH10"_s}}};
        report.failure = u"nobody at http://u:HUSH11@h"_s;
        for (const QByteArray& text : {toJson(report), toHtml(report), toCsv(report),
                 toText(report).toUtf8(), writeScenario(withoutSecrets(report.scenario))})
            QVERIFY2(!text.contains("HUSH"),
                text.mid(std::max<qsizetype>(text.indexOf("HUSH") - 60, 0), 120).constData());
        QVERIFY(toJson(report).contains("***"));
    }

    void aReportWithMasksIsReadBack()
    {
        LoadReport report;
        report.scenario = parseLoadArguments({u"--target"_s, u"http://u:p@127.0.0.1:1"_s,
                                                 u"--header"_s, u"Authorization: Bearer x"_s})
                              .scenario;
        QString error;
        const auto back = reportFromJson(toJson(report), error);
        QVERIFY2(back, qPrintable(error));
        QCOMPARE(back->scenario.target, u"http://***@127.0.0.1:1"_s);
    }
};

ROOM_TEST(TestSecrets, QCoreApplication)
#include "tst_secrets.moc"
