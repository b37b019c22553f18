// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "qtredis/link_socket.h"

#include "support/room.h"

#include <QSignalSpy>
#include <QTcpServer>
#include <QTcpSocket>
#include <QtTest>

using namespace fanlight::redis;

namespace {

RedisUrl urlOf(const QString& text)
{
    QString error;
    const auto url = RedisUrl::parse(text, &error);
    if (!url)
        qFatal("%s", qPrintable(error));
    return *url;
}

} // namespace

// Bytes to a server and back, and why they do not come.
class TstLinkSocket : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void carriesBytesBothWays()
    {
        QTcpServer server;
        QVERIFY(server.listen(QHostAddress::LocalHost));
        LinkSocket socket(urlOf(QStringLiteral("redis://localhost")));
        QSignalSpy connected(&socket, &LinkSocket::connected);
        QSignalSpy readable(&socket, &LinkSocket::readable);
        QCOMPARE(socket.open({{QStringLiteral("127.0.0.1"), server.serverPort()}}), QString());
        QVERIFY(!socket.isConnected());
        QTRY_COMPARE(connected.count(), 1);
        QVERIFY(socket.isConnected());
        QTRY_VERIFY(server.hasPendingConnections());
        QTcpSocket* const far = server.nextPendingConnection();
        QCOMPARE(socket.write("PING"), qint64(4));
        QTRY_COMPARE(far->bytesAvailable(), qint64(4));
        far->write("PONG");
        QTRY_VERIFY(readable.count() > 0);
        char bytes[8];
        QCOMPARE(socket.read(bytes, sizeof bytes), qint64(4));
    }
    void hearsNothingOfWhatItHasClosed()
    {
        QTcpServer server;
        QVERIFY(server.listen(QHostAddress::LocalHost));
        LinkSocket socket(urlOf(QStringLiteral("redis://localhost")));
        QSignalSpy connected(&socket, &LinkSocket::connected);
        QCOMPARE(socket.open({{QStringLiteral("127.0.0.1"), server.serverPort()}}), QString());
        QTRY_COMPARE(connected.count(), 1);
        QTRY_VERIFY(server.hasPendingConnections());
        QTcpSocket* const far = server.nextPendingConnection();
        far->write("PONG");
        QVERIFY(far->waitForBytesWritten());
        QSignalSpy readable(&socket, &LinkSocket::readable);
        QSignalSpy failed(&socket, &LinkSocket::failed);
        socket.close();
        QVERIFY(!socket.isOpen());
        QVERIFY(!socket.isConnected());
        QTRY_COMPARE(far->state(), QAbstractSocket::UnconnectedState); // it is gone, indeed
        QCOMPARE(readable.count() + failed.count(), 0);
    }
    void saysThatNothingListens()
    {
        quint16 port;
        {
            QTcpServer server;
            QVERIFY(server.listen(QHostAddress::LocalHost));
            port = server.serverPort();
        }
        LinkSocket socket(urlOf(QStringLiteral("redis://localhost")));
        QSignalSpy failed(&socket, &LinkSocket::failed);
        QCOMPARE(socket.open({{QStringLiteral("127.0.0.1"), port}, true}), QString());
        QTRY_VERIFY(failed.count() > 0);
        QCOMPARE(socket.failure(false),
            QStringLiteral("Nothing listens at 127.0.0.1:%1: start the sentinel there, or correct "
                           "the address.")
                .arg(port));
    }
    void saysWhichFileIsNoCertificate()
    {
        LinkSocket socket(urlOf(QStringLiteral("rediss://localhost?ca=/no/such/file")));
        QSignalSpy failed(&socket, &LinkSocket::failed);
        QVERIFY(socket.open({{QStringLiteral("localhost"), 1}})
                    .startsWith(QStringLiteral("The file “/no/such/file” holds no certificate")));
        QCOMPARE(failed.count(), 0);
        QVERIFY(socket.isOpen());
    }
};

ROOM_TEST(TstLinkSocket, QCoreApplication)
#include "tst_link_socket.moc"
