// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/acceptor.h"

#include "core/net/shard_rig.h"
#include "support/room.h"

#include <QSignalSpy>
#include <QTemporaryDir>

#include <netinet/tcp.h>
#include <poll.h>
#include <sys/stat.h>
#include <sys/un.h>

using namespace fanlight;
using namespace fanlight::testing;

namespace {

// An acceptor and the one shard it feeds: answers every request with the path, or "shed".
class AcceptorRig : public ShardHandler {
public:
    explicit AcceptorRig(const Acceptor::Limits& limits = {})
        : shard({}, *this)
        , acceptor({&shard}, limits)
    {
        if (!shard.start().empty())
            qFatal("no descriptors to test with");
    }
    ~AcceptorRig() override
    {
        acceptor.stop();
        shard.stop();
    }

    void handleRequest(
        Shard& one, ConnectionRef connection, std::uint32_t number, http::Request& request) override
    {
        const bool keepAlive = one.keepsAlive(connection);
        lastDescriptor = one.find(connection)->descriptor;
        {
            const std::lock_guard lock(m_mutex);
            m_lastAddress = one.addressOf(connection);
        }
        one.answer(connection, number,
            ShardRig::answerOf(one.isShed(connection) ? "shed" : request.target, keepAlive),
            !keepAlive);
    }
    void streamOpened(Shard&, const Connection&) override { }
    void streamClosed(Shard&, const Connection&, DisconnectReason) override { }
    void messagesDelivered(std::vector<MessageFigures>) override { }
    void subscriptionLost(Shard&, const Subscription&) override { }
    void socketClosed() override { acceptor.socketClosed(); }

    std::string lastAddress()
    {
        const std::lock_guard lock(m_mutex);
        return m_lastAddress;
    }

    std::atomic<int> lastDescriptor = -1;
    Shard shard;
    Acceptor acceptor;

private:
    std::mutex m_mutex;
    std::string m_lastAddress; // guarded by m_mutex
};

// Requests the path and reads the answer while the acceptor's event loop turns.
QByteArray answerTo(HttpClient& client, const QByteArray& path)
{
    client.send(requestBytes(1, "GET", path));
    QByteArray body;
    const auto arrived = [&] {
        pollfd wanted{client.socket().descriptor(), POLLIN, 0};
        return ::poll(&wanted, 1, 0) > 0;
    };
    if (QTest::qWaitFor(arrived, int(Patience.count())))
        body = client.read().body;
    return body;
}

} // namespace

class TestAcceptor : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void localhostIsBothAddressesOnOnePort()
    {
        AcceptorRig rig;
        QCOMPARE(rig.acceptor.listen(u"localhost"_qs, 0), QString());
        QVERIFY(rig.acceptor.port() > 0);
        HttpClient four(rig.acceptor.port());
        QCOMPARE(answerTo(four, "/four"), QByteArray("/four"));
        QCOMPARE(rig.acceptor.addresses().first(), QHostAddress(QHostAddress::LocalHost));
        if (rig.acceptor.addresses().size() < 2)
            QSKIP("this machine has no IPv6");
        HttpClient six(rig.acceptor.port(), true);
        QCOMPARE(answerTo(six, "/six"), QByteArray("/six"));
        QCOMPARE(rig.acceptor.openSockets(), 2);
    }

    void anAddressIsThatAddressAlone()
    {
        AcceptorRig rig;
        QCOMPARE(rig.acceptor.listen(u"127.0.0.1"_qs, 0), QString());
        QCOMPARE(
            rig.acceptor.addresses(), QList<QHostAddress>({QHostAddress(QHostAddress::LocalHost)}));
    }

    void aPortInUseIsSaidAndAnotherOffered_data()
    {
        QTest::addColumn<QHostAddress>("taken");
        QTest::newRow("IPv4") << QHostAddress(QHostAddress::LocalHost);
        QTest::newRow("IPv6") << QHostAddress(QHostAddress::LocalHostIPv6);
    }
    void aPortInUseIsSaidAndAnotherOffered()
    {
        QFETCH(QHostAddress, taken);
        QTcpServer other;
        if (!other.listen(taken))
            QSKIP("this machine does not have the address");
        AcceptorRig rig;
        const QString error = rig.acceptor.listen(u"localhost"_qs, other.serverPort());
        QVERIFY2(error.contains(u"the port is in use by another program"_qs), qPrintable(error));
        QVERIFY(error.contains(QString::number(other.serverPort())));
        QVERIFY(rig.acceptor.portInUse());
        QVERIFY(rig.acceptor.addresses().isEmpty()); // not half of it either
        const quint16 free = Acceptor::freePortAfter(u"localhost"_qs, other.serverPort());
        QVERIFY(free > other.serverPort());
        QCOMPARE(rig.acceptor.listen(u"localhost"_qs, free), QString());
        QVERIFY(!rig.acceptor.portInUse());
    }

    void severalAddressesAreListenedOn()
    {
        QTemporaryDir folder;
        AcceptorRig rig;
        const QString path = folder.filePath(u"hub.sock"_qs);
        QCOMPARE(rig.acceptor.listen(u"127.0.0.1"_qs, 0), QString());
        QCOMPARE(rig.acceptor.listen(ListenAddress{.path = path}), QString());
        QCOMPARE(rig.acceptor.listen(u"127.0.0.1"_qs, 0), QString());
        QCOMPARE(rig.acceptor.ports().size(), 2);
        QCOMPARE(rig.acceptor.urls(),
            QStringList({u"http://127.0.0.1:%1"_qs.arg(rig.acceptor.ports()[0]), u"unix:"_qs + path,
                u"http://127.0.0.1:%1"_qs.arg(rig.acceptor.ports()[1])}));
        for (const quint16 port : rig.acceptor.ports()) {
            HttpClient client(port);
            QCOMPARE(answerTo(client, "/tcp"), QByteArray("/tcp"));
        }
        HttpClient client((Socket(path)));
        QCOMPARE(answerTo(client, "/unix"), QByteArray("/unix"));
        const quint16 port = rig.acceptor.port();
        const QString error = rig.acceptor.listen(u"localhost"_qs, port);
        QVERIFY2(error.contains(u"another --listen of this hub"_qs), qPrintable(error));
        QVERIFY(!rig.acceptor.portInUse());
        QCOMPARE(rig.acceptor.urls().size(), 3);
    }

    void anyIsBothFamilies()
    {
        AcceptorRig rig;
        QCOMPARE(rig.acceptor.listen(u"::"_qs, 0), QString());
        QCOMPARE(rig.acceptor.urls(), QStringList(u"http://[::]:%1"_qs.arg(rig.acceptor.port())));
        for (const bool six : {false, true}) {
            HttpClient client(rig.acceptor.port(), six);
            if (six && !client.isConnected())
                QSKIP("this machine has no IPv6");
            QCOMPARE(answerTo(client, "/any"), QByteArray("/any"));
            QCOMPARE(QByteArray::fromStdString(rig.lastAddress()).left(six ? 6 : 10),
                QByteArray(six ? "[::1]:" : "127.0.0.1:"));
        }
    }

    void aUnixSocketIsThereWhileItIsListenedOn()
    {
        QTemporaryDir folder;
        const QString path = folder.filePath(u"hub.sock"_qs);
        for (const int mode : {0600, 0660, 0666}) {
            AcceptorRig rig;
            QCOMPARE(rig.acceptor.listen(ListenAddress{.path = path, .mode = mode}), QString());
            struct stat made { };
            QCOMPARE(::stat(qPrintable(path), &made), 0);
            QCOMPARE(int(made.st_mode & 0777), mode);
            HttpClient client((Socket(path)));
            QCOMPARE(answerTo(client, "/x"), QByteArray("/x"));
            QCOMPARE(rig.lastAddress(), std::string("unix"));
            rig.acceptor.stop();
            QVERIFY(!QFileInfo::exists(path));
        }
    }

    void aUnixSocketThatWasLeftIsMadeAnewAndNobodyElses()
    {
        QTemporaryDir folder;
        const QString path = folder.filePath(u"hub.sock"_qs);
        const QByteArray name = path.toUtf8();
        const int left = ::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
        sockaddr_un address{};
        address.sun_family = AF_UNIX;
        std::memcpy(address.sun_path, name.constData(), std::size_t(name.size()));
        QCOMPARE(::bind(left, reinterpret_cast<sockaddr*>(&address), sizeof address), 0);
        QCOMPARE(::listen(left, 1), 0);
        {
            AcceptorRig rig;
            const QString error = rig.acceptor.listen(ListenAddress{.path = path});
            QVERIFY2(error.contains(u"another program listens there"_qs), qPrintable(error));
            QVERIFY(rig.acceptor.portInUse());
        }
        QVERIFY(QFileInfo::exists(path)); // its owner's still
        ::close(left); // as a crash does it: the file stays
        QVERIFY(QFileInfo::exists(path));
        AcceptorRig rig;
        QCOMPARE(rig.acceptor.listen(ListenAddress{.path = path}), QString());
        // whatever is there once it stops is taken away only when it is its own
        QVERIFY(QFile::remove(path));
        QFile other(path);
        QVERIFY(other.open(QIODevice::WriteOnly));
        rig.acceptor.stop();
        QVERIFY(QFileInfo::exists(path));
        AcceptorRig second;
        const QString error = second.acceptor.listen(ListenAddress{.path = path});
        QVERIFY2(error.contains(u"no socket"_qs), qPrintable(error));
        QVERIFY(QFileInfo::exists(path));
        QVERIFY(second.acceptor.listen(ListenAddress{.path = folder.filePath(u"none/hub.sock"_qs)})
                    .contains(u"is not there"_qs));
    }

    void aUnixSocketWaitsAndGoesOnAsOthersDo()
    {
        QTemporaryDir folder;
        const QString path = folder.filePath(u"hub.sock"_qs);
        AcceptorRig rig({.maxSockets = 2, .shedRoom = 2});
        QCOMPARE(rig.acceptor.listen(ListenAddress{.path = path}), QString());
        std::vector<HttpClient> clients;
        for (int i = 0; i < 20; ++i)
            clients.emplace_back(Socket(path));
        QTRY_COMPARE(rig.acceptor.openSockets(), 4);
        for (HttpClient& client : clients) {
            const QByteArray body = answerTo(client, "/x");
            QVERIFY2(body == "/x" || body == "shed", body.constData());
            client.socket().close();
            QVERIFY(rig.acceptor.openSockets() <= 4);
        }
        QTRY_COMPARE(rig.acceptor.openSockets(), 0);
    }

    void otherTroubleIsNoPortInUse()
    {
        AcceptorRig rig;
        // an address of documentation, nobody's
        QVERIFY(!rig.acceptor.listen(u"192.0.2.1"_qs, 0).isEmpty());
        QVERIFY(!rig.acceptor.portInUse());
        QVERIFY(rig.acceptor.addresses().isEmpty());
        QVERIFY(rig.acceptor.listen(u"no such name.invalid"_qs, 0)
                    .contains(u"there is no address of that name"_qs));
    }

    void noPortIsOfferedBeyondTheLast()
    {
        QCOMPARE(Acceptor::freePortAfter(u"localhost"_qs, 65535), quint16(0));
    }

    void socketsAreCountedUntilTheyClose()
    {
        AcceptorRig rig;
        rig.acceptor.listen(u"127.0.0.1"_qs, 0);
        std::vector<HttpClient> clients;
        for (int i = 0; i < 10; ++i) {
            clients.emplace_back(rig.acceptor.port());
            QCOMPARE(answerTo(clients.back(), "/x"), QByteArray("/x"));
        }
        QCOMPARE(rig.acceptor.openSockets(), 10);
        clients.clear();
        QTRY_COMPARE(rig.acceptor.openSockets(), 0);
    }

    void overTheCapNewcomersAreSentAway()
    {
        AcceptorRig rig({.maxSockets = 2, .shedRoom = 4});
        QSignalSpy shortOf(&rig.acceptor, &Acceptor::descriptorsShort);
        rig.acceptor.listen(u"127.0.0.1"_qs, 0);
        HttpClient first(rig.acceptor.port()), second(rig.acceptor.port());
        QCOMPARE(answerTo(first, "/1"), QByteArray("/1"));
        QCOMPARE(answerTo(second, "/2"), QByteArray("/2"));
        QCOMPARE(shortOf.size(), 0);
        HttpClient third(rig.acceptor.port());
        QCOMPARE(answerTo(third, "/3"), QByteArray("shed"));
        QVERIFY(third.waitForEnd());
        QCOMPARE(shortOf.size(), 1);
        third.socket().close();
        first.socket().close();
        QTRY_COMPARE(rig.acceptor.openSockets(), 1);
        HttpClient fourth(rig.acceptor.port());
        QCOMPARE(answerTo(fourth, "/4"), QByteArray("/4"));
    }

    // A burst waits in the kernel's queue already when the first of it is accepted.
    void whenThatRoomIsUsedUpTooTheRestWaitsInTheKernel()
    {
        AcceptorRig rig({.maxSockets = 2, .shedRoom = 2});
        rig.acceptor.listen(u"127.0.0.1"_qs, 0);
        std::vector<HttpClient> clients;
        for (int i = 0; i < 20; ++i)
            clients.emplace_back(rig.acceptor.port());
        QTRY_COMPARE(rig.acceptor.openSockets(), 4);
        QCoreApplication::processEvents();
        QCOMPARE(rig.acceptor.openSockets(), 4);
        // Each that leaves makes room for one that waits, to the last.
        for (HttpClient& client : clients) {
            const QByteArray body = answerTo(client, "/x");
            QVERIFY2(body == "/x" || body == "shed", body.constData());
            client.socket().close();
            QVERIFY(rig.acceptor.openSockets() <= 4);
        }
        QTRY_COMPARE(rig.acceptor.openSockets(), 0);
    }

    void withoutADescriptorTheNewcomerIsToldToComeBackAndAcceptingGoesOn()
    {
        AcceptorRig rig({.retryMs = 700});
        QSignalSpy shortOf(&rig.acceptor, &Acceptor::descriptorsShort);
        rig.acceptor.listen(u"127.0.0.1"_qs, 0);
        EventStream newcomer(rig.acceptor.port(), "userId=1");
        std::vector<int> all; // every descriptor this process may have
        for (int descriptor = ::dup(0); descriptor >= 0; descriptor = ::dup(0))
            all.push_back(descriptor);
        QVERIFY(errno == EMFILE);
        const bool announced
            = QTest::qWaitFor([&] { return !shortOf.isEmpty(); }, int(Patience.count()));
        const bool ended = newcomer.waitForCleanEnd();
        for (const int descriptor : all)
            ::close(descriptor);
        QVERIFY(announced && ended);
        QCOMPARE(newcomer.retries().size(), 1);
        QVERIFY(newcomer.retries().first() >= 700 && newcomer.retries().first() <= 1400);
        HttpClient next(rig.acceptor.port());
        QCOMPARE(answerTo(next, "/next"), QByteArray("/next"));
    }

    // So that even a stream that is never sent anything notices.
    void theKernelAsksSilentClientsWhetherTheyAreThere()
    {
        AcceptorRig rig({.deadPeerTime = std::chrono::seconds(90)});
        rig.acceptor.listen(u"127.0.0.1"_qs, 0);
        const auto optionOf = [&](int level, int name) {
            HttpClient client(rig.acceptor.port());
            answerTo(client, "/x");
            int value = -1;
            socklen_t size = sizeof value;
            ::getsockopt(rig.lastDescriptor, level, name, &value, &size);
            return value;
        };
        QCOMPARE(optionOf(SOL_SOCKET, SO_KEEPALIVE), 1);
        QCOMPARE(optionOf(IPPROTO_TCP, TCP_KEEPIDLE), 30);
        QCOMPARE(optionOf(IPPROTO_TCP, TCP_KEEPINTVL), 30);
        QCOMPARE(optionOf(IPPROTO_TCP, TCP_KEEPCNT), 2);
        rig.acceptor.setDeadPeerTime(std::chrono::seconds(30));
        QCOMPARE(optionOf(IPPROTO_TCP, TCP_KEEPIDLE), 10);
    }

    void whoHadConnectedWhenItStopsIsStillServed()
    {
        AcceptorRig rig;
        rig.acceptor.listen(u"127.0.0.1"_qs, 0);
        std::vector<HttpClient> clients;
        for (int i = 0; i < 20; ++i) {
            clients.emplace_back(rig.acceptor.port());
            clients.back().send(requestBytes(1, "GET", "/x"));
        }
        rig.acceptor.stop(); // nobody was accepted yet: its event loop has not turned
        for (HttpClient& client : clients)
            QCOMPARE(client.read().body, QByteArray("/x"));
    }

    void afterStoppingNobodyIsAccepted()
    {
        AcceptorRig rig;
        rig.acceptor.listen(u"127.0.0.1"_qs, 0);
        const quint16 port = rig.acceptor.port();
        rig.acceptor.stop();
        QVERIFY(!HttpClient(port).isConnected());
        QVERIFY(rig.acceptor.addresses().isEmpty());
    }
};

ROOM_TEST(TestAcceptor, QCoreApplication)
#include "tst_acceptor.moc"
