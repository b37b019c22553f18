// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "hub/service_manager.h"

#include "support/notify_socket.h"
#include "support/room.h"

#include <unistd.h>

using namespace fanlight;
using namespace fanlight::testing;
using namespace Qt::Literals::StringLiterals;

class TestServiceManager : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void tellsNobodyWhereNobodyAsked()
    {
        QString warning;
        const ServiceManager manager = ServiceManager::takeFromEnvironment(warning);
        QVERIFY(!manager.isThere());
        QVERIFY(!manager.watchdog());
        QCOMPARE(warning, QString());
        manager.ready(u"nobody hears this"_s);
    }

    void speaksTheProtocol_data()
    {
        QTest::addColumn<bool>("isAbstract");
        QTest::newRow("a socket with a path") << false;
        QTest::newRow("an abstract socket") << true;
    }
    void speaksTheProtocol()
    {
        QFETCH(const bool, isAbstract);
        NotifySocket socket(isAbstract);
        qputenv("NOTIFY_SOCKET", socket.name());
        qputenv("WATCHDOG_USEC", "30000000");
        qputenv("WATCHDOG_PID", QByteArray::number(::getpid()));
        QString warning;
        const ServiceManager manager = ServiceManager::takeFromEnvironment(warning);
        QCOMPARE(warning, QString());
        QVERIFY(manager.isThere());
        QCOMPARE(manager.watchdog().value_or(std::chrono::microseconds(0)),
            std::chrono::microseconds(30'000'000));
        for (const char* const variable : {"NOTIFY_SOCKET", "WATCHDOG_USEC", "WATCHDOG_PID"})
            QVERIFY2(!qEnvironmentVariableIsSet(variable), variable);
        manager.ready(u"two\nlines"_s);
        QCOMPARE(socket.next(), "READY=1\nSTATUS=two lines");
        manager.reloading();
        QVERIFY(socket.next().startsWith("RELOADING=1\nMONOTONIC_USEC="));
        manager.tell(u"fine"_s);
        QCOMPARE(socket.next(), "STATUS=fine");
        manager.alive();
        QCOMPARE(socket.next(), "WATCHDOG=1");
        manager.stopping({});
        QCOMPARE(socket.next(), "STOPPING=1");
    }

    void aWatchdogOfAnotherProcessIsNotOurs()
    {
        const NotifySocket socket(false);
        qputenv("NOTIFY_SOCKET", socket.name());
        qputenv("WATCHDOG_USEC", "30000000");
        qputenv("WATCHDOG_PID", QByteArray::number(::getpid() + 1));
        QString warning;
        QVERIFY(!ServiceManager::takeFromEnvironment(warning).watchdog());
    }

    void whoCannotBeToldIsSaid_data()
    {
        QTest::addColumn<QByteArray>("name");
        QTest::newRow("not there") << QByteArray("/nonexistent/notify");
        QTest::newRow("of a virtual machine's host") << QByteArray("vsock:2:1234");
        QTest::newRow("too long") << '/' + QByteArray(200, 'x');
    }
    void whoCannotBeToldIsSaid()
    {
        QFETCH(const QByteArray, name);
        qputenv("NOTIFY_SOCKET", name);
        QString warning;
        QVERIFY(!ServiceManager::takeFromEnvironment(warning).isThere());
        QVERIFY2(warning.contains(QString::fromLatin1(name)), qPrintable(warning));
    }
};

ROOM_TEST(TestServiceManager, NoApplication)
#include "tst_service_manager.moc"
