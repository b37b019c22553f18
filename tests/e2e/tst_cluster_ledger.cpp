// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
// In full: tests_e2e tst_cluster_ledger --slots 4096 --rate 2000
#include "support/hub_process.h"
#include "support/ledger.h"
#include "support/ledger_devices.h"
#include "support/ledger_end.h"
#include "support/ready.h"
#include "support/redis_cluster.h"
#include "support/room.h"

#include <QProcess>
#include <QTest>

#include <functional>
#include <memory>
#include <vector>

using namespace fanlight::testing;
using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

namespace {

struct ClusterLedgerSettings {
    int slotCount = 256; // that are moved
    int rate = 300; // publishes a second, over all
};
ClusterLedgerSettings clusterLedger;

constexpr int UsersThatMove = 8;
constexpr int UsersOfCluster = 24;
constexpr std::size_t HubsOfCluster = 2;

// One of several who publish together at a rate, each over a connection of its own: as fast as it
// is answered, where that is slower. A thread of its own.
class RatedPublisher {
public:
    RatedPublisher(Ledger& ledger, const std::vector<int>& users, quint16 port, int number,
        std::chrono::microseconds period)
        : m_users(users)
        , m_thread([this, &ledger, port, number, period] {
            LedgerRandom random(quint32(number) + 1);
            for (auto next = LedgerClock::now(); !m_stopped; next += period) {
                std::this_thread::sleep_until(next);
                next = std::max(next, LedgerClock::now() - 100 * period);
                publishOne(ledger, port, number, random);
            }
        })
    {
    }
    ~RatedPublisher()
    {
        m_stopped = true;
        m_thread.join();
    }
    int taken() const { return m_taken; }
    int refused() const { return m_refused; }

private:
    void publishOne(Ledger& ledger, quint16 port, int number, LedgerRandom& random)
    {
        std::vector<int> users;
        if (pick(random, 0, 19) > 0)
            users = {m_users[std::size_t(pick(random, 0, int(m_users.size()) - 1))]};
        const int publish = ledger.begin(number, users, false);
        const QByteArray body = (users.empty() ? "{\"broadcast\":true"_ba
                                               : "{\"userId\":\"" + userName(users.front()) + '"')
            + ",\"data\":{\"n\":" + QByteArray::number(publish) + "}}";
        if (!m_socket.isOpen())
            m_socket = Socket(port);
        QByteArray answer;
        bool isThere = m_socket.send(
            "POST /api/publish HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
            "Content-Length: "
            + QByteArray::number(body.size()) + "\r\n\r\n" + body);
        while (isThere && !isWhole(answer))
            isThere = m_socket.receive(answer, QDeadlineTimer(20s)) == Socket::Read::Data;
        if (!isThere)
            m_socket.close();
        const bool isTaken = isThere && answer.startsWith("HTTP/1.1 200");
        const qsizetype id = answer.indexOf("\"id\":\"") + 6;
        ++(isTaken ? m_taken : m_refused);
        ledger.end(publish, isTaken ? Ledger::Answer::Taken : Ledger::Answer::Refused,
            isTaken ? answer.mid(id, answer.indexOf('"', id) - id) : QByteArray());
    }
    static bool isWhole(const QByteArray& answer)
    {
        const qsizetype end = answer.indexOf("\r\n\r\n");
        const qsizetype length = answer.toLower().indexOf("content-length: ");
        if (end < 0 || length < 0)
            return false;
        const qsizetype from = length + 16;
        return answer.size()
            >= end + 4 + answer.mid(from, answer.indexOf('\r', from) - from).toLongLong();
    }

    const std::vector<int> m_users;
    Socket m_socket; // of the thread
    std::atomic<int> m_taken = 0, m_refused = 0;
    std::atomic<bool> m_stopped = false;
    std::thread m_thread;
};

} // namespace

// What is done to a cluster on purpose, or happens to it, while much is published: the book is even
// in the end.
class TstClusterLedger : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void holds_data()
    {
        QTest::addColumn<bool>("isSharded");
        QTest::addColumn<bool>("isKilled");
        QTest::newRow("slots are moved") << false << false;
        QTest::newRow("slots are moved, sharded") << true << false;
        QTest::newRow("a primary is killed") << false << true;
    }
    void holds()
    {
        QFETCH(const bool, isSharded);
        QFETCH(const bool, isKilled);
        RedisCluster cluster;
        START_CLUSTER(cluster);
        std::array<HubProcess, HubsOfCluster> hubs;
        Ports ports{};
        for (std::size_t i = 0; i < HubsOfCluster; ++i) {
            START_HUB(hubs[i],
                {u"--broker"_s, cluster.url() + (isSharded ? u"?pubsub=sharded"_s : QString()),
                    u"--history"_s, u"100000/1h"_s, u"--backlog-limit"_s, u"64MiB"_s,
                    u"--limit-publishes"_s, u"off"_s});
            QVERIFY2(waitForReady(hubs[i]), hubs[i].story().constData());
            ports[i] = hubs[i].port();
        }
        Ledger ledger;
        const std::vector<int> users = drawUsersOf(cluster);
        Devices devices(ledger, ports, int(HubsOfCluster), users, 1);
        QTRY_VERIFY_WITH_TIMEOUT(devices.areAllOpen(), int(Patience.count()));

        const LedgerClock::time_point begin = LedgerClock::now();
        {
            constexpr int Threads = 16;
            std::vector<std::unique_ptr<RatedPublisher>> publishers;
            for (int i = 0; i < Threads; ++i)
                publishers.push_back(std::make_unique<RatedPublisher>(ledger, users,
                    ports[std::size_t(i) % HubsOfCluster], i,
                    std::chrono::microseconds(1'000'000 * Threads / clusterLedger.rate)));
            const auto sum = [&](int (RatedPublisher::*count)() const) {
                int all = 0;
                for (const auto& one : publishers)
                    all += ((*one).*count)();
                return all;
            };
            const auto waitForMore = [&](int more) {
                const int before = sum(&RatedPublisher::taken);
                return QTest::qWaitFor([&] { return sum(&RatedPublisher::taken) >= before + more; },
                    int(2 * Patience.count()));
            };
            QVERIFY2(waitForMore(clusterLedger.rate), hubs[0].story().constData());
            const LedgerClock::time_point faultAt = LedgerClock::now();
            if (isKilled)
                killAPrimary(cluster, ledger);
            else
                moveSlots(cluster, ledger);
            if (QTest::currentTestFailed())
                return;
            const auto tookMs = std::chrono::duration_cast<std::chrono::milliseconds>(
                LedgerClock::now() - faultAt);
            // and clients that come back behind it
            for (int device = 0; device < devices.count(); device += 2)
                devices.cut(device, true);
            QVERIFY2(waitForMore(clusterLedger.rate), hubs[0].story().constData());
            const double seconds
                = std::chrono::duration<double>(LedgerClock::now() - begin).count();
            qInfo("%s took %lld ms; %d taken (%.0f a second), %d refused", QTest::currentDataTag(),
                static_cast<long long>(tookMs.count()), sum(&RatedPublisher::taken),
                sum(&RatedPublisher::taken) / seconds, sum(&RatedPublisher::refused));
        }
        QVERIFY2(cluster.waitUntilComplete(), cluster.story().constData());
        for (HubProcess& hub : hubs)
            QVERIFY2(waitForReady(hub), hub.story().constData());
        QTRY_VERIFY_WITH_TIMEOUT(devices.areAllOpen(), int(Patience.count()));
        publishToEach(
            ledger, devices, users, [&](int user) { return publishOver(ledger, ports[0], user); });
        if (QTest::currentTestFailed())
            return;

        const Ledger::Verdict verdict = ledger.verdict();
        checkBook(verdict, devices);
        if (QTest::currentTestFailed())
            return;
        QVERIFY(verdict.sum.published >= 2 * clusterLedger.rate);
        QVERIFY(verdict.resumed > 0);
        // a moved slot loses nothing, so none has to be told
        QVERIFY2(isKilled || verdict.sum.told == 0, verdict.table().constData());
    }

private:
    // Some of them have their channels in the slots that are moved, the first ones.
    static std::vector<int> drawUsersOf(RedisCluster& cluster)
    {
        const int moved = std::min(clusterLedger.slotCount, 256);
        std::vector<int> users;
        int others = 0;
        for (int user = Devices::Nobody + 1; int(users.size()) < UsersOfCluster; ++user) {
            const bool isMoved = cluster.slotOf("notifications:" + userName(user)) < moved;
            if (!isMoved && others == UsersOfCluster - UsersThatMove)
                continue;
            others += !isMoved;
            users.push_back(user);
        }
        return users;
    }
    // As an operator does it, from the first primary to the second.
    static void moveSlots(RedisCluster& cluster, Ledger& ledger)
    {
        ledger.fault(u"slots moved"_s);
        QProcess cli;
        cli.setProcessChannelMode(QProcess::MergedChannels);
        cli.start(u"redis-cli"_s,
            {u"--cluster"_s, u"reshard"_s, u"127.0.0.1:%1"_s.arg(cluster.nodes[0].port()),
                u"--cluster-from"_s, QString::fromLatin1(cluster.idOf(0)), u"--cluster-to"_s,
                QString::fromLatin1(cluster.idOf(1)), u"--cluster-slots"_s,
                QString::number(clusterLedger.slotCount), u"--cluster-pipeline"_s, u"100"_s,
                u"--cluster-yes"_s});
        QVERIFY(QTest::qWaitFor([&cli] { return cli.state() == QProcess::NotRunning; }, 400'000));
        const QByteArray said = cli.readAll();
        QVERIFY2(cli.exitCode() == 0, said.right(300).constData());
        QCOMPARE(cluster.keeperOf(0), std::size_t(1)); // the first of them
    }
    // SIGKILL; its replica takes over, and it comes back as a replica of that.
    static void killAPrimary(RedisCluster& cluster, Ledger& ledger)
    {
        ledger.fault(u"primary killed"_s);
        cluster.nodes[0].kill();
        QTRY_COMPARE_WITH_TIMEOUT(
            cluster.keeperOf(0, 0), RedisCluster::Primaries, int(2 * Patience.count()));
        QVERIFY2(cluster.startNode(0), cluster.story().constData());
    }
    // To a user, or to everyone. Its number in the book; nothing: it was not taken.
    static std::optional<int> publishOver(Ledger& ledger, quint16 port, int user)
    {
        constexpr int LastPublisher = 100; // none of the others
        const bool isToAll = user == Devices::Nobody;
        const int number
            = ledger.begin(LastPublisher, isToAll ? std::vector<int>() : std::vector{user}, false);
        const QByteArray data = "{\"n\":" + QByteArray::number(number) + '}';
        const HttpResponse answer = httpPost(
            port, "/api/publish", isToAll ? toEveryone(data) : toUser(userName(user), data));
        const bool isTaken = answer.status == 200;
        ledger.end(number, isTaken ? Ledger::Answer::Taken : Ledger::Answer::Refused,
            answer.json()["id"_L1].toString().toUtf8());
        return isTaken ? std::optional(number) : std::nullopt;
    }
};

static int runClusterLedger(int argc, char* argv[])
{
    QCoreApplication application(argc, argv);
    QStringList rest = {application.arguments().constFirst()};
    const QStringList arguments = application.arguments().mid(1);
    for (qsizetype i = 0; i < arguments.size(); ++i) {
        if (arguments[i] == u"--slots"_s)
            clusterLedger.slotCount = arguments.value(++i).toInt();
        else if (arguments[i] == u"--rate"_s)
            clusterLedger.rate = std::max(1, arguments.value(++i).toInt());
        else
            rest.append(arguments[i]);
    }
    TstClusterLedger test;
    return QTest::qExec(&test, rest);
}

ROOM_TEST_BY(runClusterLedger)
#include "tst_cluster_ledger.moc"
