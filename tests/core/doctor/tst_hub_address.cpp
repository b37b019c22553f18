// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "doctor/hub_address.h"
#include "support/room.h"

#include <QtTest>

using namespace fanlight;
using namespace Qt::Literals::StringLiterals;

class TestHubAddress : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void addressesAsTyped_data()
    {
        QTest::addColumn<QString>("typed");
        QTest::addColumn<QString>("url");
        QTest::newRow("origin") << u"https://app.example"_s
                                << u"https://app.example/api/notifications"_s;
        QTest::newRow("root") << u" https://app.example/ "_s
                              << u"https://app.example/api/notifications"_s;
        QTest::newRow("path") << u"https://app.example/live?x=1#y"_s
                              << u"https://app.example/live?x=1"_s;
        QTest::newRow("escapes") << u"https://app.example/a%20b?x=%26"_s
                                 << u"https://app.example/a%20b?x=%26"_s;
        QTest::newRow("name") << u"app.example"_s << u"https://app.example/api/notifications"_s;
        QTest::newRow("loopback") << u"localhost:3000"_s
                                  << u"http://localhost:3000/api/notifications"_s;
        QTest::newRow("nothing") << u"  "_s << QString();
        QTest::newRow("scheme") << u"ws://app.example"_s << QString();
        QTest::newRow("no host") << u"https://"_s << QString();
        QTest::newRow("blank") << u"https://app example"_s << QString();
    }

    void addressesAsTyped()
    {
        QFETCH(const QString, typed);
        QFETCH(const QString, url);
        QString problem;
        QCOMPARE(hubUrlFromText(typed, &problem).toString(QUrl::FullyEncoded), url);
        QCOMPARE(problem.isEmpty(), !url.isEmpty());
    }

    void originsAsBrowsersWriteThem()
    {
        QCOMPARE(originOf(QUrl(u"HTTPS://App.example:443/x?y"_s)), u"https://app.example"_s);
        QCOMPARE(originOf(QUrl(u"http://app.example:8080"_s)), u"http://app.example:8080"_s);
        QCOMPARE(originOf(QUrl(u"http://[::1]:80/"_s)), u"http://[::1]"_s);
        QCOMPARE(originOf(QUrl(u"file:///x"_s)), QString());
    }
};

ROOM_TEST(TestHubAddress, QCoreApplication)
#include "tst_hub_address.moc"
