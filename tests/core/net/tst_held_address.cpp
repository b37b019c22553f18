// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/held_address.h"
#include "support/room.h"

#include <QTcpServer>
#include <QTest>

using namespace fanlight;
using namespace Qt::Literals::StringLiterals;

class TestHeldAddress : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void nobodyElseGetsItUntilItIsLetGo()
    {
        QTcpServer probe;
        QVERIFY(probe.listen(QHostAddress::LocalHost));
        const quint16 port = probe.serverPort();
        probe.close();
        quint16 freePort = 0;
        {
            HeldAddress held;
            QCOMPARE(held.hold(u"localhost"_s, port, freePort), QString());
            QVERIFY(!probe.listen(QHostAddress::LocalHost, port));
        }
        QVERIFY(probe.listen(QHostAddress::LocalHost, port));
        QCOMPARE(freePort, 0);
    }

    void saysThatItIsTakenAndWhichPortIsFree()
    {
        QTcpServer other;
        QVERIFY(other.listen(QHostAddress::LocalHost));
        quint16 freePort = 0;
        HeldAddress held;
        QCOMPARE(held.hold(u"127.0.0.1"_s, other.serverPort(), freePort),
            u"Cannot listen on 127.0.0.1:%1: the port is in use by another program."_s.arg(
                other.serverPort()));
        QVERIFY(freePort > other.serverPort());
        QTcpServer there;
        QVERIFY(there.listen(QHostAddress::LocalHost, freePort));
    }

    void anAddressOfAnotherMachineIsSaidToBeNone()
    {
        quint16 freePort = 0;
        HeldAddress held;
        const QString error = held.hold(u"192.0.2.1"_s, 3000, freePort);
        QVERIFY2(error.startsWith(u"Cannot listen on 192.0.2.1:3000: "_s), qPrintable(error));
        QCOMPARE(freePort, 0);
    }
};

ROOM_TEST(TestHeldAddress, QCoreApplication)
#include "tst_held_address.moc"
