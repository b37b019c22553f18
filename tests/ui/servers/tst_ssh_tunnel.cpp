// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "servers/ssh_tunnel.h"

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
using fanlight::testing::SshServer;

// With a real sshd.
class TestSshTunnel : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase()
    {
        NEEDS_PROGRAM("/usr/sbin/sshd");
        QVERIFY(m_behind.listen(QHostAddress::LocalHost, 0));
        connect(&m_behind, &QTcpServer::newConnection, this, [this] {
            QTcpSocket* socket = m_behind.nextPendingConnection();
            socket->write(QByteArray("behind\n"));
            connect(socket, &QTcpSocket::disconnected, socket, &QObject::deleteLater);
        });
        QVERIFY2(m_sshd.start(), m_sshd.story().constData());
    }

    void init() { QVERIFY(m_sshd.writeClient()); }

    void leadsToWhatIsBehindTheAlias()
    {
        SshTunnel tunnel(way());
        QSignalSpy up(&tunnel, &SshTunnel::up);
        tunnel.start();
        QTRY_VERIFY2(up.size() == 1, qPrintable(tunnel.problem()));
        QVERIFY(tunnel.isUp());
        QVERIFY(tunnel.problem().isEmpty());
        QCOMPARE(firstLine(tunnel.port()), QByteArray("behind\n"));
        tunnel.stop();
        QVERIFY(!tunnel.isUp());
        QCOMPARE(firstLine(tunnel.port()), QByteArray());
    }

    void endsWithItsOwner()
    {
        quint16 port = 0;
        {
            SshTunnel tunnel(way());
            tunnel.start();
            QTRY_VERIFY(tunnel.isUp());
            port = tunnel.port();
        }
        QCOMPARE(firstLine(port), QByteArray());
    }

    void sshSaysWhyInItsOwnWords_data()
    {
        QTest::addColumn<bool>("isLetIn");
        QTest::addColumn<bool>("isKnown");
        QTest::addColumn<QString>("alias");
        QTest::addColumn<QString>("words");
        const QString alias = QString::fromLatin1(SshServer::Alias);
        QTest::newRow("key") << false << true << alias << u"Permission denied"_s;
        QTest::newRow("host key") << true << false << alias << u"Host key verification failed"_s;
        QTest::newRow("name") << true << true << u"no-such-host.invalid"_s
                              << u"Could not resolve hostname no-such-host.invalid"_s;
    }

    void sshSaysWhyInItsOwnWords()
    {
        QFETCH(const bool, isLetIn);
        QFETCH(const bool, isKnown);
        QFETCH(const QString, alias);
        QFETCH(const QString, words);
        QVERIFY(m_sshd.writeClient(isLetIn, isKnown));
        SshTunnel::Way there = way();
        there.alias = alias;
        SshTunnel tunnel(there);
        QSignalSpy down(&tunnel, &SshTunnel::down);
        tunnel.start();
        QTRY_COMPARE(down.size(), 1);
        QVERIFY2(tunnel.problem().contains(words), qPrintable(tunnel.problem()));
        QVERIFY(tunnel.problem().startsWith(u"SSH to %1: "_s.arg(alias)));
        QVERIFY(!tunnel.isUp());
    }

    void comesBackByItselfOnTheSamePort()
    {
        SshTunnel tunnel(way());
        QSignalSpy up(&tunnel, &SshTunnel::up);
        QSignalSpy down(&tunnel, &SshTunnel::down);
        tunnel.start();
        QTRY_COMPARE(up.size(), 1);
        const quint16 port = tunnel.port();
        killSession();
        QTRY_VERIFY(down.size() >= 1);
        QVERIFY(!tunnel.isUp());
        QVERIFY(!tunnel.problem().isEmpty());
        QTRY_COMPARE(up.size(), 2);
        QCOMPARE(tunnel.port(), port);
        QCOMPARE(firstLine(port), QByteArray("behind\n"));
    }

    // Between two attempts somebody else has taken it.
    void takesAnotherPortWhereItsOwnIsGone()
    {
        SshTunnel tunnel(way());
        QSignalSpy up(&tunnel, &SshTunnel::up);
        QSignalSpy down(&tunnel, &SshTunnel::down);
        tunnel.start();
        QTRY_COMPARE(up.size(), 1);
        const quint16 port = tunnel.port();
        killSession();
        QTRY_VERIFY(down.size() >= 1);
        QTcpServer other;
        QVERIFY(other.listen(QHostAddress::LocalHost, port));
        QTRY_COMPARE(up.size(), 2);
        QVERIFY(tunnel.port() != port);
        QCOMPARE(firstLine(tunnel.port()), QByteArray("behind\n"));
    }

    void anAliasThatCouldBeAnOptionIsNotGivenToSsh()
    {
        SshTunnel::Way there = way();
        there.alias = u"-oProxyCommand=false"_s;
        SshTunnel tunnel(there);
        QSignalSpy gaveUp(&tunnel, &SshTunnel::gaveUp);
        QSignalSpy down(&tunnel, &SshTunnel::down);
        tunnel.start();
        QTRY_COMPARE(gaveUp.size(), 1);
        QVERIFY(down.isEmpty());
        QCOMPARE(tunnel.port(), quint16(0));
    }

    void whatItIsBegunWith()
    {
        const QStringList arguments = SshTunnel::arguments({u"eu"_s, u"::1"_s, 3000}, 4711);
        QCOMPARE(arguments.sliced(arguments.size() - 2), QStringList({u"--"_s, u"eu"_s}));
        QVERIFY(arguments.contains(u"127.0.0.1:4711:[::1]:3000"_s));
        for (const QString& option : {u"ExitOnForwardFailure=yes"_s, u"BatchMode=yes"_s})
            QVERIFY(arguments.contains(option));
    }

    void aMissingProgramIsSaid()
    {
        SshTunnel::Way there = way();
        there.program = u"no-such-ssh"_s;
        SshTunnel tunnel(there);
        QSignalSpy down(&tunnel, &SshTunnel::down);
        tunnel.start();
        QTRY_COMPARE(down.size(), 1);
        QVERIFY(tunnel.problem().contains(u"no-such-ssh"_s));
    }

private:
    SshTunnel::Way way() const
    {
        return {.alias = QString::fromLatin1(SshServer::Alias),
            .host = u"127.0.0.1"_s,
            .port = m_behind.serverPort(),
            .more = m_sshd.clientArguments()};
    }

    // Ends the sessions, as a reboot of the machine does; the server is there again at once.
    void killSession() { QVERIFY(m_sshd.endSessions()); }

    // Of whoever listens on this port; empty: nobody does.
    static QByteArray firstLine(quint16 port)
    {
        QTcpSocket socket;
        socket.connectToHost(u"127.0.0.1"_s, port);
        if (!QTest::qWaitFor(
                [&] {
                    return socket.state() != QAbstractSocket::HostLookupState
                        && socket.state() != QAbstractSocket::ConnectingState;
                },
                Wait))
            return {};
        static_cast<void>(QTest::qWaitFor(
            [&] {
                return socket.canReadLine() || socket.state() == QAbstractSocket::UnconnectedState;
            },
            Wait));
        return socket.readLine();
    }

    static constexpr int Wait = int(fanlight::testing::Patience.count());
    QTcpServer m_behind;
    SshServer m_sshd;
};

ROOM_TEST(TestSshTunnel, QCoreApplication)
#include "tst_ssh_tunnel.moc"
