// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/certificate_authority.h"
#include "support/hub_process.h"
#include "support/room.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QProcessEnvironment>
#include <QStandardPaths>
#include <QTcpServer>
#include <QTest>

using namespace fanlight::testing;
using namespace Qt::Literals::StringLiterals;

// What an operator has before and beside a running fanlightd: --config, --check-config, --check.
class TstCheck : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void optionsStandInAFile()
    {
        HubProcess hub;
        const QString file = write(hub, u"hub.conf"_s,
            "# of a test\n[hub]\nlisten = 127.0.0.1:0\nretry = 7s\ncsv = " + hub.folder().toUtf8()
                + "/figures.csv\n");
        // what the settings file of the window says is not read then
        write(hub, u"fanlight/fanlight.conf"_s, "[hub]\nretry=9s\nheartbeat=nonsense\n");
        START_HUB(hub, {u"--config"_s, file, u"--listen"_s, u"127.0.0.1:0"_s});
        EventStream stream(hub.port(), "userId=42");
        QVERIFY(stream.waitForOpen());
        QCOMPARE(stream.retries(), QList<qint64>{7000});
        QTRY_VERIFY(QFile::exists(hub.folder() + u"/figures.csv"_s));
        QVERIFY2(hub.stop(), hub.story().constData());
    }

    void theEnvironmentMayNameTheFileAndGoesBeforeIt()
    {
        HubProcess hub;
        hub.setEnvironment(u"FANLIGHT_CONFIG"_s,
            write(hub, u"hub.conf"_s, "[hub]\nretry = 7s\nheartbeat = 30s\n"));
        hub.setEnvironment(u"FANLIGHT_RETRY"_s, u"8s"_s);
        START_HUB(hub);
        EventStream stream(hub.port(), "userId=42");
        QVERIFY(stream.waitForOpen());
        QCOMPARE(stream.retries(), QList<qint64>{8000});
        QVERIFY2(hub.stop(), hub.story().constData());
    }

    void aFaultInTheFileKeepsItFromStarting_data()
    {
        QTest::addColumn<QByteArray>("lines");
        QTest::addColumn<QByteArray>("says"); // behind the file's name
        QTest::newRow("a value") << "\nretry = soon\n"_ba
                                 << ":3: retry: “soon” is not a duration"_ba;
        QTest::newRow("a name") << "rety = 1s\n"_ba
                                << ":2: rety: there is no such option; did you mean retry?"_ba;
        QTest::newRow("a file it names") << "tls-cert = /nowhere/cert.pem\n"_ba
                                         << ":2: tls-cert: "_ba;
        QTest::newRow("of two options") << "tls-key = /nowhere/key.pem\n"_ba
                                        << ":2: tls-key: "_ba;
        QTest::newRow("the program's own") << "csv-interval = 1ms\n"_ba
                                           << ":2: csv-interval: "_ba;
    }
    void aFaultInTheFileKeepsItFromStarting()
    {
        QFETCH(const QByteArray, lines);
        QFETCH(const QByteArray, says);
        HubProcess hub;
        const QString file = write(hub, u"hub.conf"_s, "[hub]\n" + lines);
        QVERIFY2(hub.runToEnd({u"--config"_s, file}), hub.story().constData());
        QCOMPARE(hub.exitCode(), 2);
        QCOMPARE(hub.standardError().count('\n'), 1);
        QVERIFY2(hub.standardError().startsWith(QByteArray("fanlightd: " + file.toUtf8() + says)),
            hub.story().constData());
    }

    void aGoodConfigurationIsSaidToBeOne()
    {
        HubProcess hub;
        const QString file = write(hub, u"hub.conf"_s,
            "[hub]\nlisten = 127.0.0.1:3456\nbroker = redis://me:hidden@127.0.0.1:1/0\n");
        QVERIFY2(hub.runToEnd({u"--check-config"_s, u"--config"_s, file}), hub.story().constData());
        QCOMPARE(hub.exitCode(), 0);
        const QByteArray said = hub.standardOutput();
        QVERIFY2(said.contains("127.0.0.1:3456") && said.contains("redis"), said.constData());
        QVERIFY(!said.contains("hidden") && !hub.standardError().contains("hidden"));
        QCOMPARE(said.count('\n'), 1);
    }

    void eachFaultIsToldWithTheLineToMend()
    {
        HubProcess hub;
        hub.setEnvironment(u"FANLIGHT_RETRY"_s, u"soon"_s);
        const QString file = write(hub, u"hub.conf"_s,
            "[hub]\nheartbeat = never\nlisen = x\njwt-key = /nowhere/a.pem\n"
            "jwt-key = /nowhere/b.pem\npublish-token = @/nowhere/token\n"
            "log-file = /nowhere/hub.log\n");
        QVERIFY2(hub.runToEnd({u"--check-config"_s, u"--config"_s, file}), hub.story().constData());
        QCOMPARE(hub.exitCode(), 1);
        QCOMPARE(hub.standardOutput(), QByteArray());
        const QByteArray said = hub.standardError();
        const QByteArray at = "fanlightd: " + file.toUtf8() + ':';
        for (const QByteArray& fault :
            {QByteArray(at + "2: heartbeat: "), QByteArray(at + "3: lisen: there is no such"),
                QByteArray(at + "4: jwt-key: "), QByteArray("/nowhere/a.pem"),
                QByteArray("/nowhere/b.pem"), QByteArray(at + "6: publish-token: "),
                QByteArray(at + "7: log-file: "), QByteArray("fanlightd: FANLIGHT_RETRY: “soon”")})
            QVERIFY2(said.contains(fault), QByteArray(fault + "\nin\n" + said).constData());
        QCOMPARE(said.count('\n'), 7);
        QVERIFY(!QFile::exists(u"/nowhere"_s));
    }

    void aFaultOfTheSettingsFileHasItsLine()
    {
        HubProcess hub;
        const QString file
            = write(hub, u"fanlight/fanlight.conf"_s, "[window]\nwidth=3\n[hub]\nretry=soon\n");
        QVERIFY2(hub.runToEnd({u"--check-config"_s}), hub.story().constData());
        QCOMPARE(hub.exitCode(), 1);
        QVERIFY2(hub.standardError().contains(QByteArray(file.toUtf8() + ":4: retry: “soon”")),
            hub.story().constData());
    }

    void aWrongCommandLineIsTwo()
    {
        HubProcess hub;
        QVERIFY2(
            hub.runToEnd({u"--check-config"_s, u"--retry"_s, u"soon"_s}), hub.story().constData());
        QCOMPARE(hub.exitCode(), 2);
        QVERIFY(hub.standardError().contains("--retry: “soon”"));
    }

    void whatIsOddAndDoesNoHarmIsANote()
    {
        HubProcess hub;
        hub.setEnvironment(u"FANLIGHT_HISTROY"_s, u"5/1h"_s);
        const QString file = write(
            hub, u"hub.conf"_s, "[hub]\npublish-token = ci=letmeinplease\n[window]\nwidth=3\n");
        QVERIFY(QFile::setPermissions(
            file, QFile::ReadOwner | QFile::WriteOwner | QFile::ReadGroup | QFile::ReadOther));
        QVERIFY2(hub.runToEnd({u"--check-config"_s, u"--config"_s, file}), hub.story().constData());
        QCOMPARE(hub.exitCode(), 0);
        const QByteArray said = hub.standardError();
        for (const char* note : {"note: FANLIGHT_HISTROY: ", "did you mean FANLIGHT_HISTORY?",
                 ":3: [window] is left out", ":2: publish-token: all users of this machine"})
            QVERIFY2(said.contains(note), hub.story().constData());
        QVERIFY(!said.contains("letmein"));
    }

    void itTakesNoPort()
    {
        HubProcess running;
        START_HUB(running);
        HubProcess checked;
        QVERIFY(checked.runToEnd(
            {u"--check-config"_s, u"--listen"_s, u"127.0.0.1:%1"_s.arg(running.port())}));
        QCOMPARE(checked.exitCode(), 0);
    }

    void aHubThatLivesIsHealthy_data()
    {
        QTest::addColumn<QStringList>("where"); // %1: its port
        QTest::newRow("as it listens") << QStringList{u"--listen"_s, u"127.0.0.1:%1"_s};
        QTest::newRow("all addresses") << QStringList{u"--listen"_s, u"0.0.0.0:%1"_s};
        QTest::newRow("by a URL") << QStringList{u"--check=http://127.0.0.1:%1"_s};
        QTest::newRow("whether it serves")
            << QStringList{u"--check"_s, u"/readyz"_s, u"--listen"_s, u"localhost:%1"_s};
        QTest::newRow("a whole URL") << QStringList{u"--check"_s, u"http://localhost:%1/readyz"_s};
    }
    void aHubThatLivesIsHealthy()
    {
        QFETCH(QStringList, where);
        HubProcess hub;
        START_HUB(hub);
        where.replaceInStrings(u"%1"_s, QString::number(hub.port()));
        if (where.first() == u"--listen"_s)
            where.prepend(u"--check"_s);
        HubProcess check;
        QVERIFY2(check.runToEnd(where), check.story().constData());
        QVERIFY2(check.exitCode() == 0, check.story().constData());
        QCOMPARE(check.standardError(), QByteArray());
        QCOMPARE(check.standardOutput().count('\n'), 1);
    }

    void unixSocketsAreAskedToo()
    {
        HubProcess hub;
        const QString socket = u"unix:"_s + hub.folder() + u"/hub.sock"_s;
        START_HUB(hub, {u"--listen"_s, socket, u"--listen"_s, u"127.0.0.1:0"_s});
        for (const QStringList& where :
            {QStringList{u"--check"_s, socket}, {u"--check"_s, u"--listen"_s, socket}}) {
            HubProcess check;
            QVERIFY2(check.runToEnd(where), check.story().constData());
            QVERIFY2(check.exitCode() == 0, check.story().constData());
        }
    }

    void overTlsTheCertificateOfOnesOwnHubIsNoMatter()
    {
        if (QStandardPaths::findExecutable(u"openssl"_s).isEmpty())
            QSKIP("openssl is not installed");
        CertificateAuthority authority;
        QVERIFY(authority.make());
        for (const bool asking : {false, true}) {
            const QStringList tls = authority.ofHub(asking);
            HubProcess hub;
            START_HUB(hub, tls);
            const QString address = u"127.0.0.1:%1"_s.arg(hub.port());
            HubProcess check;
            QVERIFY(check.runToEnd(QStringList{u"--check"_s, u"--listen"_s, address} + tls));
            QVERIFY2(check.exitCode() == 0, check.story().constData());
            HubProcess stranger; // that of a URL is looked at
            QVERIFY(stranger.runToEnd({u"--check"_s, u"https://"_s + address}));
            QVERIFY2(stranger.exitCode() == 1, stranger.story().constData());
        }
    }

    void whatDoesNotLiveIsNot()
    {
        QTcpServer silent; // whose port is free again
        QVERIFY(silent.listen(QHostAddress::LocalHost));
        const quint16 port = silent.serverPort();
        silent.close();
        HubProcess gone;
        QVERIFY(gone.runToEnd({u"--check"_s, u"--listen"_s, u"127.0.0.1:%1"_s.arg(port)}));
        QCOMPARE(gone.exitCode(), 1);
        QCOMPARE(gone.standardError().count('\n'), 1);
        QCOMPARE(gone.standardOutput(), QByteArray());
    }

    void aHubThatHangsIsNotHealthy()
    {
        HubProcess hub;
        START_HUB(hub);
        hub.pause();
        HubProcess check;
        QVERIFY(check.runToEnd({u"--check"_s, u"http://127.0.0.1:%1"_s.arg(hub.port())}));
        QCOMPARE(check.exitCode(), 1);
        hub.resume();
    }

    void aHubWithoutItsBrokerLivesAndDoesNotServe()
    {
        HubProcess hub;
        START_HUB(hub, {u"--broker"_s, u"redis://127.0.0.1:1/0"_s});
        const QString address = u"http://127.0.0.1:%1"_s.arg(hub.port());
        HubProcess lives;
        QVERIFY(lives.runToEnd({u"--check"_s, address}));
        QCOMPARE(lives.exitCode(), 0);
        HubProcess serves;
        QVERIFY(serves.runToEnd({u"--check"_s, address + u"/readyz"_s}));
        QCOMPARE(serves.exitCode(), 1);
        QVERIFY2(serves.standardError().contains("503"), serves.story().constData());
    }

    void whatCannotBeAskedIsAWrongOption_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::newRow("no URL") << QStringList{u"--check"_s, u"hub"_s};
        QTest::newRow("a scheme") << QStringList{u"--check=ftp://hub"_s};
        QTest::newRow("any port") << QStringList{u"--check"_s, u"--listen"_s, u"127.0.0.1:0"_s};
        QTest::newRow("an unknown option") << QStringList{u"--check"_s, u"--chek"_s};
    }
    void whatCannotBeAskedIsAWrongOption()
    {
        QFETCH(const QStringList, arguments);
        HubProcess check;
        QVERIFY(check.runToEnd(arguments));
        QCOMPARE(check.exitCode(), 2);
        QCOMPARE(check.standardError().count('\n'), 1);
    }

private:
    // A file in the folder of a hub; the settings of the window are looked for there, too.
    static QString write(const HubProcess& hub, const QString& name, const QByteArray& text)
    {
        const QString path = hub.folder() + u'/' + name;
        QDir().mkpath(QFileInfo(path).path());
        QFile file(path);
        if (!file.open(QIODevice::WriteOnly) || file.write(text) != text.size())
            qFatal("the file of the test cannot be written");
        file.close();
        QFile::setPermissions(path, QFile::ReadOwner | QFile::WriteOwner);
        return path;
    }
};

ROOM_TEST(TstCheck, QCoreApplication)
#include "tst_check.moc"
