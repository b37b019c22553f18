// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "load/test_clients.h"

#include "metrics/process_stats.h"
#include "support/room.h"

#include <QHostAddress>
#include <QSignalSpy>
#include <QTcpServer>
#include <QTcpSocket>
#include <QtTest>

#include <sys/resource.h>

using namespace fanlight;
using namespace Qt::Literals::StringLiterals;

namespace {
const QByteArray Header
    = "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n\r\nretry: 2000\n: c-1\n\n";
const QByteArray TwoEvents = "id: 1-0\ndata: {}\n\nid: 1-1\ndata: {}\n\n";
constexpr int ClientsPatience = 10'000; // milliseconds; nothing waits this long unless it fails

// Answers every request with a stream of two events.
class StreamServer : public QTcpServer {
public:
    explicit StreamServer(const QHostAddress& address = QHostAddress::LocalHost)
    {
        setListenBacklogSize(1024);
        connect(this, &QTcpServer::newConnection, this, [this] {
            while (QTcpSocket* socket = nextPendingConnection())
                serve(socket);
        });
        listen(address);
    }

    const QList<QByteArray>& requests() const { return m_requests; }
    const QList<QTcpSocket*>& sockets() const { return m_sockets; }
    int mostUnanswered() const { return m_mostUnanswered; }
    void holdAnswers() { m_hold = true; }
    void answerHeld()
    {
        m_hold = false;
        for (QTcpSocket* socket : std::as_const(m_sockets))
            answer(socket);
    }

private:
    void serve(QTcpSocket* socket)
    {
        m_sockets += socket;
        m_mostUnanswered = std::max(m_mostUnanswered, int(m_sockets.size()) - m_answered);
        connect(socket, &QTcpSocket::readyRead, this, [this, socket] { answer(socket); });
        connect(socket, &QTcpSocket::disconnected, this, [this, socket] {
            m_sockets.removeOne(socket);
            socket->deleteLater();
        });
    }

    void answer(QTcpSocket* socket)
    {
        if (m_hold || !socket->bytesAvailable())
            return;
        m_requests += socket->readAll();
        ++m_answered;
        socket->write(Header + TwoEvents);
    }

    QList<QByteArray> m_requests;
    QList<QTcpSocket*> m_sockets;
    int m_answered = 0;
    int m_mostUnanswered = 0;
    bool m_hold = false;
};

// Lowers the number of descriptors for as long as it lives.
class FewDescriptors {
public:
    explicit FewDescriptors(rlim_t limit)
    {
        getrlimit(RLIMIT_NOFILE, &m_before);
        rlimit lowered = m_before;
        lowered.rlim_cur = limit;
        setrlimit(RLIMIT_NOFILE, &lowered);
    }
    ~FewDescriptors() { setrlimit(RLIMIT_NOFILE, &m_before); }
    Q_DISABLE_COPY_MOVE(FewDescriptors)

private:
    rlimit m_before{};
};

// The last figures a progress signal brought.
struct Progress {
    explicit Progress(TestClients& clients)
    {
        QObject::connect(&clients, &TestClients::progress, &clients,
            [this](int nowWanted, int nowConnected, quint64 nowEvents) {
                wanted = nowWanted;
                connected = nowConnected;
                events = nowEvents;
            });
    }
    int wanted = -1;
    int connected = -1;
    quint64 events = 0;
};
} // namespace

class TestTestClients : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { process_stats::raiseFileLimit(); }

    void kindsAreGroupsThatGoByThemselves()
    {
        StreamServer server;
        TestClients clients;
        TestClientKind likes;
        likes.users = 2;
        likes.types = {u"like"_s, u"new post"_s};
        QCOMPARE(clients.add(1, server.serverPort()), QString());
        QCOMPARE(clients.add(3, server.serverPort(), likes), QString());
        QCOMPARE(clients.add(1, server.serverPort()), QString()); // joins the first
        QCOMPARE(clients.wanted(), 5);
        QTRY_COMPARE_WITH_TIMEOUT(server.requests().size(), 5, ClientsPatience);
        const std::vector<TestClients::Group> groups = clients.groups();
        QCOMPARE(groups.size(), std::size_t(2));
        QCOMPARE(groups[0].wanted, 2);
        QCOMPARE(groups[1].wanted, 3);
        QCOMPARE(groups[1].kind, likes);
        QStringList targets;
        for (const QByteArray& request : server.requests())
            targets << QString::fromLatin1(request.split(' ').at(1));
        targets.sort();
        QCOMPARE(targets,
            (QStringList{u"/api/notifications?userId=1"_s,
                u"/api/notifications?userId=1&types=like%2Cnew%20post"_s,
                u"/api/notifications?userId=1&types=like%2Cnew%20post"_s,
                u"/api/notifications?userId=2"_s,
                u"/api/notifications?userId=2&types=like%2Cnew%20post"_s}));
        clients.remove(0);
        QCOMPARE(clients.wanted(), 3);
        QTRY_COMPARE_WITH_TIMEOUT(server.sockets().size(), 3, ClientsPatience);
        QCOMPARE(clients.groups().front().kind, likes);
        clients.remove(7); // there is none
        clients.removeAll();
        QCOMPARE(clients.wanted(), 0);
        QTRY_COMPARE_WITH_TIMEOUT(server.sockets().size(), 0, ClientsPatience);
    }

    void aKindThatCannotBeIsRefused()
    {
        StreamServer server;
        TestClients clients;
        TestClientKind kind;
        kind.slowShare = 1.5;
        QVERIFY(!clients.add(1, server.serverPort(), kind).isEmpty());
        kind = {};
        kind.users = 0;
        QVERIFY(!clients.add(1, server.serverPort(), kind).isEmpty());
        QCOMPARE(clients.wanted(), 0);
        QVERIFY(clients.groups().empty());
    }

    void eachClientSubscribesAsItsOwnUserAndCounts()
    {
        StreamServer server;
        TestClients clients;
        Progress progress(clients);
        QCOMPARE(clients.wanted(), 0);
        QCOMPARE(clients.add(30, server.serverPort()), QString());
        QCOMPARE(clients.wanted(), 30);
        QTRY_COMPARE_WITH_TIMEOUT(progress.events, 60U, ClientsPatience);
        QCOMPARE(progress.connected, 30);
        QCOMPARE(progress.wanted, 30);

        const QByteArray host
            = "\r\nHost: localhost:" + QByteArray::number(server.serverPort()) + "\r\n";
        QStringList targets;
        for (const QByteArray& request : server.requests()) {
            targets += QString::fromLatin1(request.split('\r').first());
            QVERIFY(request.contains("\r\nUser-Agent: Fanlight test client\r\n"));
            QVERIFY(request.contains(host));
        }
        for (int user = 1; user <= 30; ++user)
            QVERIFY(targets.contains(u"GET /api/notifications?userId=%1 HTTP/1.1"_s.arg(user)));
    }

    void moreClientsGoOnCountingUsers()
    {
        StreamServer server;
        TestClients clients;
        Progress progress(clients);
        QCOMPARE(clients.add(1, server.serverPort()), QString());
        QCOMPARE(clients.add(1, server.serverPort()), QString());
        QTRY_COMPARE_WITH_TIMEOUT(server.requests().size(), 2, ClientsPatience);
        QCOMPARE(clients.wanted(), 2);
        QVERIFY(std::any_of(server.requests().begin(), server.requests().end(),
            [](const QByteArray& request) { return request.contains("userId=2 "); }));
    }

    void theyReachAHubOnIpv6Too()
    {
        StreamServer server(QHostAddress::LocalHostIPv6);
        if (!server.isListening())
            QSKIP("This machine has no IPv6 loopback.");
        TestClients clients;
        Progress progress(clients);
        QCOMPARE(clients.add(3, server.serverPort()), QString());
        QTRY_COMPARE_WITH_TIMEOUT(progress.connected, 3, ClientsPatience);
    }

    void handshakesInFlightAreLimited()
    {
        StreamServer server;
        server.holdAnswers();
        TestClients clients;
        Progress progress(clients);
        QCOMPARE(clients.add(400, server.serverPort()), QString());
        QTRY_COMPARE_WITH_TIMEOUT(server.sockets().size(), 256, ClientsPatience);
        QTRY_COMPARE_WITH_TIMEOUT(progress.wanted, 400, ClientsPatience);
        QCOMPARE(progress.connected, 0);
        server.answerHeld();
        QTRY_COMPARE_WITH_TIMEOUT(progress.connected, 400, ClientsPatience);
        QVERIFY(server.mostUnanswered() <= 257); // one looked whether anybody is there
    }

    void theyComeBackWhenTheHubEndsTheStream()
    {
        StreamServer server;
        TestClients clients;
        Progress progress(clients);
        QCOMPARE(clients.add(5, server.serverPort()), QString());
        QTRY_COMPARE_WITH_TIMEOUT(progress.connected, 5, ClientsPatience);
        QElapsedTimer sinceEnd;
        sinceEnd.start();
        for (QTcpSocket* socket : QList(server.sockets()))
            socket->disconnectFromHost();
        QTRY_COMPARE_WITH_TIMEOUT(progress.connected, 0, ClientsPatience);
        QTRY_COMPARE_WITH_TIMEOUT(server.requests().size(), 10, ClientsPatience);
        QVERIFY(sinceEnd.elapsed() >= 1900);
        QTRY_COMPARE_WITH_TIMEOUT(progress.events, 20U, ClientsPatience);
        QCOMPARE(progress.connected, 5);
    }

    void removeAllClosesEveryConnectionAndStartsOver()
    {
        StreamServer server;
        TestClients clients;
        Progress progress(clients);
        QCOMPARE(clients.add(20, server.serverPort()), QString());
        QTRY_COMPARE_WITH_TIMEOUT(progress.events, 40U, ClientsPatience);
        clients.removeAll();
        QCOMPARE(clients.wanted(), 0);
        QCOMPARE(progress.wanted, 0);
        QCOMPARE(progress.connected, 0);
        QTRY_COMPARE_WITH_TIMEOUT(server.sockets().size(), 0, ClientsPatience);
        QCOMPARE(clients.add(1, server.serverPort()), QString());
        QTRY_COMPARE_WITH_TIMEOUT(progress.events, 2U, ClientsPatience);
        QVERIFY(server.requests().last().contains("userId=1 "));
    }

    void destructionClosesEveryConnection()
    {
        StreamServer server;
        {
            TestClients clients;
            QCOMPARE(clients.add(20, server.serverPort()), QString());
            QTRY_COMPARE_WITH_TIMEOUT(server.requests().size(), 20, ClientsPatience);
        }
        QTRY_COMPARE_WITH_TIMEOUT(server.sockets().size(), 0, ClientsPatience);
    }

    void removingNoneIsNothing()
    {
        TestClients clients;
        QSignalSpy progress(&clients, &TestClients::progress);
        clients.removeAll();
        QVERIFY(progress.isEmpty());
    }

    void countsThatDoNotFitAreRefused()
    {
        StreamServer server;
        const auto open = process_stats::openFiles();
        QVERIFY(open);
        const FewDescriptors limit(static_cast<rlim_t>(*open) + 64 + 21);
        TestClients clients;
        QCOMPARE(clients.add(11, server.serverPort()),
            u"11 test clients take 22 file descriptors; what is left is enough for 10 clients."_s);
        QCOMPARE(clients.wanted(), 0);
        QCOMPARE(clients.add(10, server.serverPort()), QString());
        QCOMPARE(clients.wanted(), 10);
    }

    void clientsUnderWayCountAsIfConnected()
    {
        StreamServer server;
        server.holdAnswers();
        const auto open = process_stats::openFiles();
        QVERIFY(open);
        const FewDescriptors limit(static_cast<rlim_t>(*open) + 64 + 20);
        TestClients clients;
        QCOMPARE(clients.add(6, server.serverPort()), QString());
        QVERIFY(!clients.add(6, server.serverPort()).isEmpty());
    }

    void atLeastOneIsAskedFor()
    {
        TestClients clients;
        QVERIFY(!clients.add(0, 1).isEmpty());
        QVERIFY(!clients.add(-3, 1).isEmpty());
        QCOMPARE(clients.wanted(), 0);
    }
};

ROOM_TEST(TestTestClients, QCoreApplication)
#include "tst_test_clients.moc"
