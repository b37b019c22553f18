// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "servers/server_check.h"

#include "hub/local_hub.h"
#include "support/certificate_authority.h"
#include "support/needed_program.h"
#include "support/patience.h"
#include "support/room.h"
#include "support/ssh_server.h"

#include <QSignalSpy>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTest>

#include <memory>

using namespace fanlight;
using namespace Qt::Literals::StringLiterals;
using fanlight::testing::CertificateAuthority;
using fanlight::testing::SshServer;

// With real hubs.
class TestServerCheck : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void saysWhoTheHubIsAndAsWhomOneIsThere()
    {
        HubOptions options;
        options.listenPort = 0;
        LocalHub hub;
        QVERIFY(start(hub, options));
        const ServerFinding found = check(hub.status().url);
        QCOMPARE(found.problem, QString());
        QCOMPARE(found.version, QStringLiteral(FANLIGHT_VERSION));
        QCOMPARE(found.role, u"admin"_s); // on loopback, without tokens
        QVERIFY(found.text().contains(found.version));
    }

    void aHubThatAsksForATokenSaysSo()
    {
        HubOptions options;
        options.listenPort = 0;
        options.adminToken = u"s3cret-s3cret-s3cret"_s;
        LocalHub hub;
        QVERIFY(start(hub, options));
        QVERIFY(check(hub.status().url).problem.contains(u"token"_s));
        QVERIFY(check(hub.status().url, u"another"_s).problem.contains(u"does not know"_s));
        const ServerFinding found = check(hub.status().url, u"s3cret-s3cret-s3cret"_s);
        QCOMPARE(found.problem, QString());
        QCOMPARE(found.role, u"admin"_s);
    }

    void aCertificateThatNobodyKnowsIsToldAsThat()
    {
        NEEDS_PROGRAM("openssl");
        CertificateAuthority authority;
        QVERIFY(authority.make());
        HubOptions options;
        options.listenPort = 0;
        options.tlsCert = authority.file(u"server.pem"_s);
        options.tlsKey = authority.file(u"server.key"_s);
        LocalHub hub;
        QVERIFY(start(hub, options));
        const QUrl url(hub.status().url);
        const ServerFinding found = check(u"https://localhost:%1"_s.arg(url.port()));
        QVERIFY2(found.problem.contains(u"certificate"_s), qPrintable(found.problem));
        QVERIFY(found.role.isEmpty());
    }

    void whatIsNoHubIsSaid()
    {
        QTcpServer other;
        QVERIFY(other.listen(QHostAddress::LocalHost, 0));
        connect(&other, &QTcpServer::newConnection, &other, [&other] {
            QTcpSocket* socket = other.nextPendingConnection();
            socket->write("HTTP/1.1 200 OK\r\nContent-Length: 7\r\n\r\n<html/>");
        });
        const ServerFinding found = check(u"http://127.0.0.1:%1"_s.arg(other.serverPort()));
        QVERIFY2(found.problem.contains(u"Fanlight"_s), qPrintable(found.problem));
        other.close();
        QVERIFY(!check(u"http://127.0.0.1:%1"_s.arg(other.serverPort())).problem.isEmpty());
    }

    void goesThroughSsh()
    {
        NEEDS_PROGRAM("/usr/sbin/sshd");
        SshServer sshd;
        QVERIFY2(sshd.start(), sshd.story().constData());
        HubOptions options;
        options.listenPort = 0;
        LocalHub hub;
        QVERIFY(start(hub, options));
        const ServerFinding found = check(hub.status().url, {}, sshd.clientArguments());
        QCOMPARE(found.problem, QString());
        QCOMPARE(found.version, QStringLiteral(FANLIGHT_VERSION));
        QVERIFY(sshd.writeClient(false));
        QVERIFY(check(hub.status().url, {}, sshd.clientArguments())
                    .problem.contains(u"Permission denied"_s));
    }

private:
    static bool start(LocalHub& hub, const HubOptions& options)
    {
        hub.start(options);
        return QTest::qWaitFor([&hub] { return hub.isListening(); }, Wait);
    }

    // Without `ssh` directly.
    static ServerFinding check(
        const QString& url, const QString& token = {}, const QStringList& ssh = {})
    {
        ServerProfile profile;
        profile.name = u"one"_s;
        profile.url = QUrl(url);
        if (!ssh.isEmpty())
            profile.sshAlias = QString::fromLatin1(SshServer::Alias);
        ServerCheck asking;
        QSignalSpy done(&asking, &ServerCheck::done);
        ServerFinding found;
        connect(&asking, &ServerCheck::done, &asking,
            [&found](const ServerFinding& finding) { found = finding; });
        asking.start(profile, token, ssh);
        if (!QTest::qWaitFor([&done] { return !done.isEmpty(); }, Wait))
            found.problem = u"it took too long"_s;
        return found;
    }

    static constexpr int Wait = int(fanlight::testing::Patience.count());
};

ROOM_TEST(TestServerCheck, QCoreApplication)
#include "tst_server_check.moc"
