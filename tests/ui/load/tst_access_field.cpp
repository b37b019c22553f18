// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QtTest>

#include "load/access_field.h"
#include "support/room.h"

using namespace fanlight;
using namespace Qt::Literals::StringLiterals;

class TestAccessField : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void whatIsTypedIsReadAndShownAgain_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("file");
        QTest::addColumn<QString>("secret");
        QTest::addColumn<int>("as");
        QTest::addColumn<bool>("tickets");
        const int bearer = int(LoadAccess::As::Bearer);
        QTest::newRow("nothing") << QString() << QString() << QString() << bearer << false;
        QTest::newRow("a file") << u"tokens.csv"_s << u"tokens.csv"_s << QString() << bearer
                                << false;
        QTest::newRow("a file with blanks, as a cookie")
            << u"/a b/my tokens.csv as cookie"_s << u"/a b/my tokens.csv"_s << QString()
            << int(LoadAccess::As::Cookie) << false;
        QTest::newRow("a secret") << u"@secret for 5m as url"_s << QString() << u"@secret"_s
                                  << int(LoadAccess::As::Url) << false;
        QTest::newRow("tickets") << u"tickets"_s << QString() << QString() << bearer << true;
        QTest::newRow("tickets by users")
            << u"@secret tickets"_s << QString() << u"@secret"_s << bearer << true;
    }
    void whatIsTypedIsReadAndShownAgain()
    {
        QFETCH(QString, text);
        QFETCH(QString, file);
        QFETCH(QString, secret);
        QFETCH(int, as);
        QFETCH(bool, tickets);
        LoadScenario scenario;
        QVERIFY(access_field::readTokens(text, scenario));
        QCOMPARE(scenario.access.tokenFile, file);
        QCOMPARE(scenario.access.secret, secret);
        QCOMPARE(int(scenario.access.as), as);
        QCOMPARE(scenario.access.tickets, tickets);
        QCOMPARE(access_field::tokensText(scenario), text);
    }

    void whatIsNoneIsRefusedAndChangesNothing_data()
    {
        QTest::addColumn<QString>("text");
        QTest::newRow("how it is sent") << u"tokens.csv as header"_s;
        QTest::newRow("how long") << u"@secret for ever"_s;
    }
    void whatIsNoneIsRefusedAndChangesNothing()
    {
        QFETCH(QString, text);
        LoadScenario scenario;
        QVERIFY(!access_field::readTokens(text, scenario));
        QVERIFY(scenario.access == LoadAccess());
    }

    void aSecretOfTheScenarioIsNotShownAndStays()
    {
        LoadScenario scenario;
        scenario.access.secret = u"HUSH"_s;
        scenario.access.issuer = u"me"_s;
        const QString text = access_field::tokensText(scenario);
        QCOMPARE(text, u"***"_s);
        QVERIFY(access_field::readTokens(u"*** as cookie"_s, scenario));
        QCOMPARE(scenario.access.secret, u"HUSH"_s);
        QCOMPARE(scenario.access.issuer, u"me"_s);
        QVERIFY(scenario.access.as == LoadAccess::As::Cookie);
    }

    void whatClientsShowIsReadAndShownAgain()
    {
        for (const QString& text :
            {QString(), u"client.pem"_s, u"my client.pem key my client.key"_s}) {
            LoadScenario scenario;
            QVERIFY(access_field::readShown(text, scenario));
            QCOMPARE(access_field::shownText(scenario), text);
        }
        LoadScenario scenario;
        QVERIFY(access_field::readShown(u"my client.pem key my client.key"_s, scenario));
        QCOMPARE(scenario.tls.own.certFile, u"my client.pem"_s);
        QCOMPARE(scenario.tls.own.keyFile, u"my client.key"_s);
    }

    void whomToTrustIsReadAndShownAgain()
    {
        for (const QString& text : {QString(), u"own-ca.pem"_s, u"anyone"_s}) {
            LoadScenario scenario;
            QVERIFY(access_field::readTrust(text, scenario));
            QCOMPARE(scenario.tls.trustsAnyone, text == u"anyone"_s);
            QCOMPARE(access_field::trustText(scenario), text);
        }
    }
};

ROOM_TEST(TestAccessField, QCoreApplication)
#include "tst_access_field.moc"
