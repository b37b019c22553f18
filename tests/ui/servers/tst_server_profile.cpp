// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "servers/server_profile.h"

#include "support/room.h"

#include <QTest>

using namespace fanlight;
using namespace Qt::Literals::StringLiterals;

class TestServerProfile : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void readsAddresses_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("url"); // empty: it will not do
        QTest::newRow("whole") << u"https://eu-1.example:3000"_s << u"https://eu-1.example:3000"_s;
        QTest::newRow("host alone") << u" eu-1.example "_s << u"https://eu-1.example"_s;
        QTest::newRow("slash") << u"http://127.0.0.1:3000/"_s << u"http://127.0.0.1:3000"_s;
        QTest::newRow("IPv6") << u"http://[::1]:3000"_s << u"http://[::1]:3000"_s;
        QTest::newRow("nothing") << u"  "_s << QString();
        QTest::newRow("file") << u"file:///etc/passwd"_s << QString();
        QTest::newRow("script") << u"javascript://x/alert"_s << QString();
        QTest::newRow("password") << u"https://me:secret@eu-1.example"_s << QString();
        QTest::newRow("name") << u"https://me@eu-1.example"_s << QString();
        QTest::newRow("query") << u"https://eu-1.example?a=b"_s << QString();
        QTest::newRow("fragment") << u"https://eu-1.example#a"_s << QString();
        QTest::newRow("path") << u"https://eu-1.example/api"_s << QString();
        QTest::newRow("no host") << u"https://:3000"_s << QString();
        QTest::newRow("port 0") << u"https://eu-1.example:0"_s << QString();
        QTest::newRow("port too high") << u"https://eu-1.example:70000"_s << QString();
        QTest::newRow("dash") << u"https://-oProxyCommand=x"_s << QString();
        QTest::newRow("blank") << u"https://eu 1.example"_s << QString();
        QTest::newRow("long") << u"https://"_s + QString(300, u'a') << QString();
    }

    void readsAddresses()
    {
        QFETCH(const QString, text);
        QFETCH(const QString, url);
        QString problem;
        QCOMPARE(ServerProfile::readUrl(text, problem).toString(), url);
        QCOMPARE(problem.isEmpty(), !url.isEmpty());
        QVERIFY(problem.isEmpty() || problem.endsWith(u'.'));
    }

    void anAliasIsNoOption_data()
    {
        QTest::addColumn<QString>("alias");
        QTest::addColumn<bool>("good");
        QTest::newRow("none") << QString() << true;
        QTest::newRow("name") << u"bastion-eu"_s << true;
        QTest::newRow("user") << u"me@bastion.example"_s << true;
        QTest::newRow("option") << u"-oProxyCommand=touch /tmp/x"_s << false;
        QTest::newRow("dash") << u"-v"_s << false;
        QTest::newRow("blank") << u"a b"_s << false;
        QTest::newRow("shell") << u"a;reboot"_s << false;
        QTest::newRow("substitution") << u"$(reboot)"_s << false;
        QTest::newRow("line") << u"a\nb"_s << false;
        QTest::newRow("URL") << u"ssh://a"_s << false;
        QTest::newRow("long") << QString(101, u'a') << false;
    }

    void anAliasIsNoOption()
    {
        QFETCH(const QString, alias);
        QFETCH(const bool, good);
        QCOMPARE(ServerProfile::aliasProblem(alias).isEmpty(), good);
    }

    void namesAreOneLine()
    {
        QVERIFY(ServerProfile::nameProblem(u"eu-1"_s).isEmpty());
        for (const QString& bad : {QString(), u"  "_s, u"a,b"_s, u"a\nb"_s, QString(61, u'a'),
                 u"http://x"_s, u"a\u202eb"_s})
            QVERIFY2(!ServerProfile::nameProblem(bad).isEmpty(), qPrintable(bad));
    }

    void aTokenInClearIsSaid()
    {
        ServerProfile profile;
        profile.url = QUrl(u"http://eu-1.example:3000"_s);
        QVERIFY(!profile.warning().isEmpty());
        profile.sshAlias = u"bastion"_s;
        QVERIFY(profile.warning().isEmpty());
        profile.sshAlias.clear();
        profile.url.setScheme(u"https"_s);
        QVERIFY(profile.warning().isEmpty());
        profile.url = QUrl(u"http://127.0.0.1:3000"_s);
        QVERIFY(profile.warning().isEmpty());
    }

    void aPassingServerHasTheSameIdEachTime()
    {
        const QUrl url(u"https://eu-1.example:3000"_s);
        const ServerProfile one = ServerProfile::passing(url);
        QVERIFY(ServerProfile::isId(one.id));
        QCOMPARE(one, ServerProfile::passing(url));
        QCOMPARE(one.name, u"eu-1.example:3000"_s);
        QVERIFY(one.problem().isEmpty());
        QVERIFY(one.id != ServerProfile::passing(QUrl(u"https://eu-2.example:3000"_s)).id);
    }

    void idsArePlainFolderNames()
    {
        QVERIFY(ServerProfile::isId(ServerProfile::newId()));
        for (const QString& bad :
            {QString(), u"../../.."_s, u"0123456"_s, u"0123456g"_s, u"0123456A"_s, u"012345678"_s})
            QVERIFY2(!ServerProfile::isId(bad), qPrintable(bad));
    }

    void eachColourHasAName()
    {
        QCOMPARE(ServerProfile::colorNames().size(), ServerProfile::Colors);
        QSet<QRgb> seen;
        for (int color = 0; color < ServerProfile::Colors; ++color)
            seen << ServerProfile::colorOf(color, false).rgb()
                 << ServerProfile::colorOf(color, true).rgb();
        QCOMPARE(seen.size(), 2 * ServerProfile::Colors);
        QVERIFY(ServerProfile::colorOf(-1, false).isValid());
        QVERIFY(ServerProfile::colorOf(1000, true).isValid());
    }
};

ROOM_TEST(TestServerProfile, QCoreApplication)
#include "tst_server_profile.moc"
