// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/handed_sockets.h"

#include "support/room.h"

#include <QFileInfo>
#include <QTemporaryDir>

#include <array>

#include <fcntl.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

using namespace fanlight;
using namespace Qt::Literals::StringLiterals;

namespace {

// A socket of loopback on a port of the kernel's choice; it listens when it should.
int inetSocket(int family, int type, bool listens)
{
    const int descriptor = ::socket(family, type, 0);
    sockaddr_in v4{};
    v4.sin_family = AF_INET;
    v4.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    sockaddr_in6 v6{};
    v6.sin6_family = AF_INET6;
    v6.sin6_addr = in6addr_loopback;
    const bool isV6 = family == AF_INET6;
    if (::bind(descriptor,
            isV6 ? reinterpret_cast<const sockaddr*>(&v6) : reinterpret_cast<const sockaddr*>(&v4),
            isV6 ? sizeof v6 : sizeof v4)
            != 0
        || (listens && ::listen(descriptor, 8) != 0)) {
        ::close(descriptor);
        return -1;
    }
    return descriptor;
}

// `path` that begins with NUL: an abstract one.
int listeningUnix(const QByteArray& path)
{
    const int descriptor = ::socket(AF_UNIX, SOCK_STREAM, 0);
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    std::copy(path.begin(), path.end(), address.sun_path);
    const auto size = socklen_t(offsetof(sockaddr_un, sun_path) + size_t(path.size()));
    return ::bind(descriptor, reinterpret_cast<const sockaddr*>(&address), size) == 0
            && ::listen(descriptor, 8) == 0
        ? descriptor
        : -1;
}

} // namespace

class TestHandedSockets : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void saysWhereEachListensAndWhatItIsCalled()
    {
        const QTemporaryDir folder;
        const QString path = folder.filePath(u"hub.sock"_s);
        const int tcp = inetSocket(AF_INET, SOCK_STREAM, true);
        const int local = listeningUnix(path.toUtf8());
        QString error;
        {
            const HandedSockets sockets
                = HandedSockets::take({tcp, local}, {u"http"_s, QString()}, error);
            QCOMPARE(error, QString());
            QCOMPARE(sockets.all().size(), std::size_t(2));
            const QString first = sockets.addresses().value(0);
            QVERIFY2(
                first.startsWith(u"127.0.0.1:"_s) && !first.endsWith(u":0"_s), qPrintable(first));
            QCOMPARE(sockets.addresses().value(1), u"unix:"_s + path);
            QCOMPARE(sockets.text(), u"%1 (http), unix:%2"_s.arg(first, path));
            for (const HandedSocket& socket : sockets.all())
                QVERIFY(::fcntl(socket.descriptor, F_GETFD) & FD_CLOEXEC);
        }
        QCOMPARE(::fcntl(tcp, F_GETFD), -1); // it was theirs
        QVERIFY(QFileInfo::exists(path)); // the file was not
    }

    void goesBeforeTheAddressesOfTheCommandLine()
    {
        const int descriptor = inetSocket(AF_INET, SOCK_STREAM, true);
        QString error;
        const HandedSockets sockets = HandedSockets::take({descriptor}, {}, error);
        using Words = std::vector<std::string>;
        const std::string address = sockets.addresses().value(0).toStdString();
        const Words applied = sockets.appliedTo(
            {"fanlightd", "--listen", "unix:/a", "--retry", "3s", "--listen=[::]:1", "--listen"});
        QCOMPARE(applied, (Words{"fanlightd", "--retry", "3s", "--listen", address}));
        const Words own{"fanlightd", "--listen", "unix:/a"};
        QCOMPARE(HandedSockets().appliedTo(own), own);
    }

    void knowsIpv6()
    {
        const int descriptor = inetSocket(AF_INET6, SOCK_STREAM, true);
        if (descriptor < 0)
            QSKIP("this machine has no IPv6");
        QString error;
        const HandedSockets sockets = HandedSockets::take({descriptor}, {}, error);
        QCOMPARE(error, QString());
        QVERIFY(sockets.addresses().value(0).startsWith(u"[::1]:"_s));
    }

    void whatCannotBeListenedOnIsSaidByItsName_data()
    {
        QTest::addColumn<int>("kind");
        QTest::addColumn<QString>("named");
        QTest::newRow("UDP") << 0 << u"stream socket"_s;
        QTest::newRow("a connection, or one that was only bound") << 1 << u"Accept=no"_s;
        QTest::newRow("a pipe") << 2 << u"no socket"_s;
        QTest::newRow("closed") << 3 << u"not open"_s;
        QTest::newRow("an abstract Unix socket") << 4 << u"with a path"_s;
    }
    void whatCannotBeListenedOnIsSaidByItsName()
    {
        QFETCH(const int, kind);
        QFETCH(const QString, named);
        std::array<int, 2> ends{-1, -1};
        int descriptor = -1;
        if (kind == 0)
            descriptor = inetSocket(AF_INET, SOCK_DGRAM, false);
        else if (kind == 1)
            descriptor = inetSocket(AF_INET, SOCK_STREAM, false);
        else if (kind == 4)
            descriptor = listeningUnix(
                QByteArray(1, '\0') + "fanlight-test-" + QByteArray::number(::getpid()));
        else if (::pipe(ends.data()) == 0)
            descriptor = ends[0];
        if (kind == 3)
            ::close(descriptor);
        QVERIFY(descriptor >= 0);
        QString error;
        std::ignore = HandedSockets::take({descriptor}, {u"web"_s}, error);
        QVERIFY2(error.contains(named), qPrintable(error));
        QVERIFY2(error.startsWith(u"LISTEN_FDS: descriptor %1 (web) "_s.arg(descriptor)),
            qPrintable(error));
        QVERIFY(!error.contains(u'\n'));
        if (ends[1] >= 0)
            ::close(ends[1]);
    }

    void takesNothingThatIsForAnotherProcess()
    {
        qputenv("LISTEN_PID", QByteArray::number(::getpid() + 1));
        qputenv("LISTEN_FDS", "2");
        qputenv("LISTEN_FDNAMES", "a:b");
        QString error;
        QVERIFY(HandedSockets::takeFromEnvironment(error).isEmpty());
        QCOMPARE(error, QString());
        for (const char* const variable : {"LISTEN_PID", "LISTEN_FDS", "LISTEN_FDNAMES"})
            QVERIFY2(!qEnvironmentVariableIsSet(variable), variable);
    }

    void aNumberThatIsNoneIsSaid_data()
    {
        QTest::addColumn<QByteArray>("count");
        QTest::newRow("no number") << QByteArray("two");
        QTest::newRow("negative") << QByteArray("-1");
        QTest::newRow("absurd") << QByteArray("100000");
    }
    void aNumberThatIsNoneIsSaid()
    {
        QFETCH(const QByteArray, count);
        qputenv("LISTEN_PID", QByteArray::number(::getpid()));
        qputenv("LISTEN_FDS", count);
        QString error;
        QVERIFY(HandedSockets::takeFromEnvironment(error).isEmpty());
        QVERIFY2(error.contains(QString::fromLatin1(count)), qPrintable(error));
    }
};

ROOM_TEST(TestHandedSockets, NoApplication)
#include "tst_handed_sockets.moc"
