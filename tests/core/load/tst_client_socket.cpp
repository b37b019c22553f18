// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "load/client_poller.h"
#include "load/load_address.h"
#include "net/clock.h"
#include "support/room.h"

#include <QTcpServer>
#include <QTcpSocket>

#include <cerrno>

using namespace fanlight;
using namespace Qt::Literals::StringLiterals;

namespace {
constexpr int PatienceMs = 20'000;
constexpr std::uint32_t Client = 7;
constexpr std::uint32_t Serial = 3;

LoadAddress loopback(quint16 port)
{
    LoadAddress address;
    auto* const in = reinterpret_cast<sockaddr_in*>(&address.storage);
    in->sin_family = AF_INET;
    in->sin_port = htons(port);
    in->sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    address.size = sizeof(sockaddr_in);
    return address;
}
} // namespace

// A listener, and a socket on its way to it.
struct SocketRig {
    bool connect(const ClientSocket::Options& options = {})
    {
        if (!server.listen(QHostAddress::LocalHost)
            || socket.connect(loopback(server.serverPort()), options) != 0)
            return false;
        poller.watch(socket, Client, Serial);
        if (!until([](const ClientPoller::Ready& ready) { return ready.canSend(); })
            || socket.finishConnecting() != 0 || !server.waitForNewConnection(PatienceMs))
            return false;
        peer.reset(server.nextPendingConnection());
        return true;
    }
    // Waits for such an event of the socket.
    template <class Wanted> bool until(Wanted wanted)
    {
        for (;;) {
            const auto all = poller.wait(PatienceMs);
            if (all.empty())
                return false;
            for (const ClientPoller::Ready& ready : all) {
                if (ready.client == Client && ready.serial == Serial && wanted(ready))
                    return true;
            }
        }
    }
    bool peerSends(const QByteArray& bytes)
    {
        return peer->write(bytes) == bytes.size() && peer->waitForBytesWritten(PatienceMs)
            && until([](const ClientPoller::Ready& ready) { return ready.canReceive(); });
    }

    QTcpServer server;
    std::unique_ptr<QTcpSocket> peer;
    ClientPoller poller;
    ClientSocket socket;
    std::array<char, 64> buffer{};
};

class TestClientSocket : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void bytesGoBothWays()
    {
        SocketRig rig;
        QVERIFY(rig.connect());
        QCOMPARE(rig.socket.send("question").count, 8u);
        QVERIFY(rig.peer->waitForReadyRead(PatienceMs));
        QCOMPARE(rig.peer->readAll(), "question"_ba);
        const ClientSocket::Received none = rig.socket.receive(rig.buffer);
        QVERIFY(none.count == 0 && !none.isOver);
        QVERIFY(rig.peerSends("answer"_ba));
        const ClientSocket::Received some = rig.socket.receive(rig.buffer);
        QCOMPARE(QByteArray(rig.buffer.data(), qsizetype(some.count)), "answer"_ba);
        QVERIFY(!some.mayHaveMore && !some.isOver);
    }

    void aFullBufferMayNotHaveBeenAll()
    {
        SocketRig rig;
        QVERIFY(rig.connect());
        QVERIFY(rig.peerSends(QByteArray(100, 'x')));
        QVERIFY(rig.socket.receive(rig.buffer).mayHaveMore);
    }

    void theEndIsNoErrorAndAResetIsOne()
    {
        SocketRig rig;
        QVERIFY(rig.connect());
        rig.peer->disconnectFromHost();
        QVERIFY(rig.until([](const ClientPoller::Ready& ready) { return ready.isClosing(); }));
        const ClientSocket::Received end = rig.socket.receive(rig.buffer);
        QVERIFY(end.isOver && end.error == 0);

        SocketRig other;
        QVERIFY(other.connect());
        other.peer->abort();
        other.peer.reset();
        QVERIFY(other.until([](const ClientPoller::Ready& ready) { return ready.isClosing(); }));
        QVERIFY(other.socket.send("to nobody").error == 0
            || other.socket.receive(other.buffer).error != 0);
    }

    void nobodyListensThere()
    {
        QTcpServer server;
        QVERIFY(server.listen(QHostAddress::LocalHost));
        const quint16 port = server.serverPort();
        server.close();
        SocketRig rig;
        int error = rig.socket.connect(loopback(port), {});
        if (error == 0) {
            rig.poller.watch(rig.socket, Client, Serial);
            QVERIFY(rig.until([](const ClientPoller::Ready& ready) { return ready.isBroken(); }));
            error = rig.socket.finishConnecting();
        }
        QCOMPARE(error, ECONNREFUSED);
    }

    void whatIsAbandonedIsResetAndWhatIsClosedEnds()
    {
        SocketRig rig;
        QVERIFY(rig.connect());
        rig.socket.abandon();
        QVERIFY(!rig.socket.isOpen());
        QVERIFY(rig.peer->waitForDisconnected(PatienceMs));
        QCOMPARE(rig.peer->error(), QAbstractSocket::RemoteHostClosedError);
        rig.socket.abandon(); // of none: nothing
    }

    // It begins to do so a moment after it was first asked to.
    void theKernelSaysWhenBytesCame()
    {
        constexpr int Tries = 100;
        constexpr std::uint64_t Slack = 5'000'000; // two clocks, read one after the other
        SocketRig rig;
        QVERIFY(rig.connect({.stampsReceipt = true}));
        bool isStamped = false;
        for (int i = 0; i < Tries && !isStamped; ++i) {
            const std::uint64_t before = monotonicNs();
            QVERIFY(rig.peerSends("answer"_ba));
            const std::uint64_t there = monotonicNs();
            QTest::qSleep(10); // this is what must not count
            std::uint64_t came = 0;
            QCOMPARE(rig.socket.receiveStamped(rig.buffer, came).count, 6u);
            QVERIFY(came + Slack >= before);
            QVERIFY(came <= monotonicNs());
            isStamped = came <= there + Slack;
        }
        QVERIFY(isStamped);
    }

    void manyComeFromSeveralAddressesOfLoopback()
    {
        SocketRig rig;
        QVERIFY(rig.connect({.place = 16'000}));
        QCOMPARE(rig.peer->peerAddress(), QHostAddress(u"127.0.0.3"_s));
    }

    void theBellWakesAndIsNobodys()
    {
        ClientPoller poller;
        poller.wake();
        QVERIFY(poller.wait(PatienceMs).empty());
    }
};

ROOM_TEST(TestClientSocket, QCoreApplication)
#include "tst_client_socket.moc"
