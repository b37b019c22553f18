// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
// Longer, and otherwise: tests_e2e tst_ledger --seconds 600 [--seed N] [--instances N] [--history
// 10/1h] holds:forgets
#include "support/hub_process.h"
#include "support/ledger.h"
#include "support/ledger_devices.h"
#include "support/ledger_end.h"
#include "support/redis_cluster.h"
#include "support/redis_server.h"
#include "support/room.h"
#include "support/sentinel_cluster.h"

#include <QCommandLineParser>
#include <QJsonArray>
#include <QJsonDocument>
#include <QRandomGenerator>
#include <QTest>

#include <array>
#include <atomic>
#include <functional>
#include <numeric>
#include <random>
#include <thread>

using namespace fanlight::testing;
using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

namespace {

using Clock = LedgerClock;
using Random = LedgerRandom;

struct Settings {
    int seconds = 8; // of faults, a mode
    quint32 seed = 1; // 0: another one each time
    int instances = 3;
    QString history; // empty: as the mode has it
};
Settings settings;

constexpr int Users = 8;
constexpr int Nobody = Devices::Nobody;

// What one publishes over HTTP, and books. With a key it asks until it is told.
class HttpPublisher {
public:
    HttpPublisher(
        Ledger& ledger, const std::atomic<quint16>& port, int number, bool hasKeys = false)
        : m_ledger(ledger)
        , m_port(port)
        , m_publisher(number)
        , m_hasKeys(hasKeys)
    {
    }

    // Returns the number of the publish; `taken`: it was answered with 200.
    int publish(const std::vector<int>& users, bool isBatched, bool& taken)
    {
        const int number = m_ledger.begin(m_publisher, users, isBatched);
        QByteArray body = "{";
        if (users.empty()) {
            body += "\"broadcast\":true";
        } else if (users.size() == 1) {
            body += "\"userId\":\"" + userName(users.front()) + '"';
        } else {
            QByteArrayList names;
            for (const int user : users)
                names.append('"' + userName(user) + '"');
            body += "\"userIds\":[" + names.join(',') + ']';
        }
        body += ",\"data\":{\"n\":" + QByteArray::number(number) + '}'
            + (m_hasKeys ? ",\"once\":" + QByteArray::number(number) : QByteArray())
            + (isBatched ? ",\"batch\":true}" : "}");
        QJsonObject answer = post(body, taken);
        for (const QDeadlineTimer end(Patience);
             m_hasKeys && (!taken || answer.contains("failed"_L1)) && !end.hasExpired();) {
            std::this_thread::sleep_for(20ms);
            ++m_askedAgain;
            answer = post(body, taken);
        }
        std::set<int> left; // a publish may say for whom it could not be kept
        const QJsonArray failed = answer["failed"_L1].toArray();
        for (const QJsonValue& one : failed)
            left.insert(one["userId"_L1].toString().mid(1).toInt());
        m_ledger.end(number, taken ? Ledger::Answer::Taken : Ledger::Answer::Refused,
            answer["id"_L1].toString().toUtf8(), left);
        return number;
    }
    int askedAgain() const { return m_askedAgain; }

private:
    QJsonObject post(const QByteArray& body, bool& taken)
    {
        if (!m_client || !m_client->isConnected())
            m_client = std::make_unique<HttpClient>(m_port);
        const HttpResponse response = m_client->post("/api/publish", body);
        if (response.status == 0)
            m_client.reset();
        taken = response.status == 200;
        return response.json();
    }

    Ledger& m_ledger;
    const std::atomic<quint16>& m_port;
    const int m_publisher;
    const bool m_hasKeys;
    std::atomic<int> m_askedAgain = 0;
    std::unique_ptr<HttpClient> m_client;
};

// Publishes at a steady rate until it is stopped. A thread of its own.
class SteadyPublisher {
public:
    explicit SteadyPublisher(std::function<void()> publishOne, std::chrono::milliseconds pause)
        : m_thread([this, publishOne = std::move(publishOne), pause] {
            while (!m_stopped) {
                publishOne();
                std::this_thread::sleep_for(pause);
            }
        })
    {
    }
    ~SteadyPublisher()
    {
        m_stopped = true;
        m_thread.join();
    }

private:
    std::atomic<bool> m_stopped = false;
    std::thread m_thread;
};

std::vector<int> drawUsers(Random& random)
{
    const int kind = pick(random, 0, 3);
    if (kind == 0)
        return {}; // everyone
    std::set<int> users;
    for (int i = kind == 1 ? pick(random, 2, 5) : 1; i > 0; --i)
        users.insert(pick(random, 0, Users - 1));
    return {users.begin(), users.end()};
}

// Publishes to Redis itself, as any program can: with SPUBLISH at the node that keeps the channel.
class PastPublisher {
public:
    PastPublisher(
        Ledger& ledger, quint16 redisPort, int number, quint32 seed, bool isSharded = false)
        : m_ledger(ledger)
        , m_port(redisPort)
        , m_publisher(number)
        , m_random(seed)
        , m_command(isSharded ? "*3\r\n$8\r\nSPUBLISH\r\n" : "*3\r\n$7\r\nPUBLISH\r\n")
    {
    }
    void publishOne()
    {
        std::vector<int> users;
        if (pick(m_random, 0, 3) > 0)
            users = {pick(m_random, 0, Users - 1)};
        const int number = m_ledger.begin(m_publisher, users, false);
        const QByteArray channel = users.empty() ? QByteArray("notifications")
                                                 : "notifications:" + userName(users.front());
        const QByteArray data = "{\"n\":" + QByteArray::number(number) + '}';
        const auto bulk = [](const QByteArray& text) -> QByteArray {
            return '$' + QByteArray::number(text.size()) + "\r\n" + text + "\r\n";
        };
        QByteArray reply;
        quint16 port = m_port;
        for (int i = 0; i < MostMoves; ++i) {
            reply = ask(port, m_command + bulk(channel) + bulk(data));
            if (!reply.startsWith("-MOVED "))
                break;
            port = reply.mid(reply.lastIndexOf(':') + 1).trimmed().toUShort();
        }
        m_ledger.end(
            number, reply.startsWith(':') ? Ledger::Answer::Past : Ledger::Answer::Refused);
    }

private:
    static constexpr int MostMoves = 5;
    // Empty: there was none.
    QByteArray ask(quint16 port, const QByteArray& command)
    {
        Socket& socket = m_sockets[port];
        if (!socket.isOpen())
            socket = Socket(port);
        QByteArray reply;
        bool answered = socket.send(command);
        while (answered && !reply.contains("\r\n"))
            answered = socket.receive(reply, QDeadlineTimer(10s)) == Socket::Read::Data;
        if (answered)
            return reply;
        socket.close();
        return {};
    }

    Ledger& m_ledger;
    const quint16 m_port;
    const int m_publisher;
    Random m_random;
    const QByteArray m_command;
    std::map<quint16, Socket> m_sockets; // by port
};

enum class Mode { Keeps, Forgets, Short, Batches, Sentinel, Cluster, Sharded, Once };

// Redis, the instances, and what is done to them. Main thread.
class World {
public:
    World(Ledger& ledger, Mode mode, int instances, const QString& history, quint32 seed)
        : m_ledger(ledger)
        , m_mode(mode)
        , m_random(seed)
        , m_hubs(std::size_t(instances))
        , m_isDown(std::size_t(instances))
    {
        m_options = {u"--broker"_s, u"--history"_s, history, u"--batch-window"_s, u"40ms"_s,
            u"--backlog-limit"_s, u"16MiB"_s};
    }

    Ports ports{};
    const QByteArray& trouble() const { return m_trouble; }
    quint16 redisPort()
    {
        return m_cluster  ? m_cluster->nodes[1].port()
            : m_sentinels ? m_sentinels->primary.port()
                          : m_redis.port();
    }

    bool start()
    {
        if (!startRedis())
            return false;
        m_options.insert(1,
            m_cluster
                ? m_cluster->url() + (m_mode == Mode::Sharded ? u"?pubsub=sharded"_s : QString())
                : m_sentinels ? m_sentinels->url()
                              : m_redis.url());
        for (std::size_t i = 0; i < m_hubs.size(); ++i) {
            if (!startHub(i))
                return false;
        }
        return waitUntilReady();
    }

    bool waitUntilReady()
    {
        for (std::size_t i = 0; i < m_hubs.size(); ++i) {
            if (!QTest::qWaitFor([&] { return httpGet(ports[i], "/readyz").status == 200; },
                    2 * int(Patience.count()))) {
                m_trouble += "instance " + QByteArray::number(int(i)) + " never got ready again: "
                    + httpGet(ports[i], "/readyz").body + '\n' + m_hubs[i]->story();
                return false;
            }
        }
        return true;
    }

    // Draws faults until then, one after another and over one another.
    void torment(Devices& devices, std::chrono::seconds howLong)
    {
        const Clock::time_point end = Clock::now() + howLong;
        Clock::time_point next = Clock::now();
        while (Clock::now() < end && m_trouble.isEmpty()) {
            doWhatIsDue();
            if (Clock::now() >= next) {
                drawFault(devices);
                next = Clock::now() + std::chrono::milliseconds(pick(m_random, 20, 250));
            }
            QTest::qWait(5);
        }
        while (!m_due.empty() && m_trouble.isEmpty()) {
            doWhatIsDue();
            QTest::qWait(5);
        }
    }

private:
    void after(int leastMs, int mostMs, std::function<void()> what)
    {
        m_due.emplace(Clock::now() + std::chrono::milliseconds(pick(m_random, leastMs, mostMs)),
            std::move(what));
    }
    void doWhatIsDue()
    {
        while (!m_due.empty() && m_due.begin()->first <= Clock::now()) {
            const std::function<void()> what = std::move(m_due.begin()->second);
            m_due.erase(m_due.begin());
            what();
        }
    }

    bool keepsData() const { return m_mode != Mode::Forgets; }
    bool startRedis()
    {
        if (m_mode == Mode::Sentinel) {
            m_sentinels = std::make_unique<SentinelCluster>();
            if (m_sentinels->start() && m_sentinels->waitUntilComplete())
                return true;
            m_trouble += "Redis or its sentinels did not start: " + m_sentinels->primary.story();
            return false;
        }
        if (m_mode == Mode::Cluster || m_mode == Mode::Sharded) {
            m_cluster = std::make_unique<RedisCluster>();
            if (m_cluster->start())
                return true;
            m_trouble += "no cluster came about: " + m_cluster->story();
            return false;
        }
        const bool started = m_redis.start({u"--appendonly"_s, keepsData() ? u"yes"_s : u"no"_s});
        if (!started)
            m_trouble += "Redis did not start: " + m_redis.story();
        return started;
    }
    bool startHub(std::size_t i)
    {
        QStringList options = m_options + QStringList{u"--instance-name"_s, u"hub%1"_s.arg(i)};
        if (ports[i] != 0)
            options += {u"--listen"_s, u"127.0.0.1:%1"_s.arg(ports[i].load())};
        // somebody else's port for a moment, perhaps
        for (int attempt = 0; attempt < 20; ++attempt) {
            m_hubs[i] = std::make_unique<HubProcess>();
            if (m_hubs[i]->start(options)) {
                ports[i] = m_hubs[i]->port();
                m_isDown[i] = false;
                return true;
            }
            QTest::qWait(100);
        }
        m_trouble
            += "instance " + QByteArray::number(int(i)) + " did not start: " + m_hubs[i]->story();
        return false;
    }

    void drawFault(Devices& devices)
    {
        const int kind = pick(m_random, 0, 99);
        if (kind < 45)
            cutClient(devices);
        else if (kind < 55)
            kickClient(devices);
        else if (kind < 61)
            killHub();
        else if (kind < 67)
            drainHub();
        else if (!m_redisIsBusy)
            m_cluster ? faultOfCluster() : m_sentinels ? faultBehindSentinel() : faultOfRedis();
    }

    void cutClient(Devices& devices)
    {
        const int device = pick(m_random, 0, devices.count() - 1);
        const bool byReset = pick(m_random, 0, 1);
        m_ledger.fault(byReset ? u"client reset"_s : u"client closed"_s, device);
        devices.cut(device, byReset);
    }
    void kickClient(Devices& devices)
    {
        const int device = pick(m_random, 0, devices.count() - 1);
        const auto [instance, id] = devices.placeOf(device);
        if (id.isEmpty() || m_isDown[std::size_t(instance)])
            return;
        m_ledger.fault(u"client disconnected (DELETE)"_s, device);
        httpDelete(ports[std::size_t(instance)], "/api/connections/" + id);
    }
    // One that is up, while another is; -1: there is none.
    int drawHub()
    {
        const auto up = std::count(m_isDown.begin(), m_isDown.end(), false);
        const auto i = std::size_t(pick(m_random, 0, int(m_hubs.size()) - 1));
        return up > 1 && !m_isDown[i] ? int(i) : -1;
    }
    void killHub()
    {
        const int i = drawHub();
        if (i < 0)
            return;
        m_ledger.fault(u"instance killed"_s);
        m_isDown[std::size_t(i)] = true;
        m_hubs[std::size_t(i)]->crash();
        m_hubs[std::size_t(i)]->waitForEnd();
        after(0, 1000, [this, i] { startHub(std::size_t(i)); });
    }
    void drainHub()
    {
        const int i = drawHub();
        if (i < 0)
            return;
        m_ledger.fault(u"instance drained"_s);
        m_isDown[std::size_t(i)] = true;
        m_hubs[std::size_t(i)]->askToStop();
        awaitDrained(std::size_t(i), Clock::now() + Patience);
    }
    void awaitDrained(std::size_t i, Clock::time_point deadline)
    {
        if (m_hubs[i]->isRunning() && Clock::now() < deadline) {
            after(20, 20, [this, i, deadline] { awaitDrained(i, deadline); });
            return;
        }
        if (m_hubs[i]->isRunning() || !m_hubs[i]->waitForEnd() || m_hubs[i]->exitCode() != 0)
            m_trouble += "a drain did not end well: " + m_hubs[i]->story();
        after(0, 1000, [this, i] { startHub(i); });
    }

    int mostFrozenMs() { return pick(m_random, 0, 2) ? 1000 : 4000; }

    void faultOfRedis()
    {
        switch (pick(m_random, 0, keepsData() && m_mode != Mode::Short ? 4 : 9)) {
        case 0:
            return killRedis(u"Redis killed"_s);
        case 1:
            m_ledger.fault(u"Redis frozen"_s);
            m_redisIsBusy = true;
            m_redis.pause();
            after(100, pick(m_random, 0, 2) ? 1000 : 5000, [this] {
                m_redis.resume();
                m_redisIsBusy = false;
            });
            return;
        case 2:
        case 3:
            m_ledger.fault(u"subscriptions cut"_s);
            m_redis.command({"CLIENT", "KILL", "TYPE", "pubsub"});
            return;
        case 4:
            m_ledger.fault(u"all links cut"_s);
            m_redis.command({"CLIENT", "KILL", "TYPE", "pubsub"});
            m_redis.command({"CLIENT", "KILL", "TYPE", "normal"});
            return;
        default:
            return loseHistory();
        }
    }
    void faultBehindSentinel()
    {
        const bool isFirst = m_sentinels->primaryPort() == m_sentinels->primary.port();
        RedisServer& primary = isFirst ? m_sentinels->primary : m_sentinels->replica;
        RedisServer& other = isFirst ? m_sentinels->replica : m_sentinels->primary;
        switch (pick(m_random, 0, 4)) {
        case 0:
            m_ledger.fault(u"primary killed"_s);
            m_redisIsBusy = true;
            primary.kill();
            after(1000, 4000, [this, &primary, &other] {
                startReplica(primary, other, Clock::now() + 2 * Patience);
            });
            return;
        case 1: {
            m_ledger.fault(u"primary frozen"_s);
            m_redisIsBusy = true;
            primary.pause();
            after(100, pick(m_random, 0, 2) ? 400 : 3000, [this, &primary] {
                primary.resume();
                awaitSentinels(Clock::now() + 2 * Patience);
            });
            return;
        }
        case 2:
            m_ledger.fault(u"replica killed"_s);
            m_redisIsBusy = true;
            other.kill();
            after(0, 1000, [this, &primary, &other] {
                startReplica(other, primary, Clock::now() + 2 * Patience);
            });
            return;
        case 3:
            m_ledger.fault(u"subscriptions cut"_s);
            primary.command({"CLIENT", "KILL", "TYPE", "pubsub"});
            return;
        default: // the sentinels, too
            m_ledger.fault(u"all links cut"_s);
            primary.command({"CLIENT", "KILL", "TYPE", "pubsub"});
            primary.command({"CLIENT", "KILL", "TYPE", "normal"});
            return;
        }
    }
    // As an operator does it who knows that another one has taken over, once one has.
    void startReplica(RedisServer& server, RedisServer& of, Clock::time_point deadline)
    {
        if (m_sentinels->primaryPort() != of.port() && Clock::now() < deadline) {
            after(50, 50, [this, &server, &of, deadline] { startReplica(server, of, deadline); });
            return;
        }
        if (!server.start({u"--replicaof"_s, u"127.0.0.1"_s, QString::number(of.port()),
                u"--repl-diskless-sync-delay"_s, u"0"_s}))
            m_trouble += "Redis did not start: " + server.story();
        awaitSentinels(deadline);
    }
    void awaitSentinels(Clock::time_point deadline)
    {
        if (m_sentinels->isWhole())
            m_redisIsBusy = false;
        else if (Clock::now() < deadline)
            after(50, 50, [this, deadline] { awaitSentinels(deadline); });
        else
            m_trouble += "the fail-over did not end: " + m_sentinels->sentinels[0].story();
    }
    void faultOfCluster()
    {
        // of a user's channel, or of everyone's, and with it of what is of the whole app
        const int user = pick(m_random, 0, Users);
        const int home = m_cluster->slotOf(
            user == Users ? QByteArray("notifications") : "notifications:" + userName(user));
        const std::size_t keeper = m_cluster->keeperOf(home);
        if (keeper >= m_cluster->nodes.size())
            return;
        RedisServer& node = m_cluster->nodes[keeper];
        switch (pick(m_random, 0, 6)) {
        case 0:
            return killNode(u"primary killed"_s, keeper);
        case 1:
            return killNode(u"other node killed"_s, (keeper + 1) % m_cluster->nodes.size());
        case 2:
            m_ledger.fault(u"primary frozen"_s);
            m_redisIsBusy = true;
            node.pause();
            after(100, mostFrozenMs(), [this, &node] {
                node.resume();
                awaitCluster();
            });
            return;
        case 3:
        case 4: {
            m_ledger.fault(u"slot moved"_s);
            std::size_t to = keeper;
            for (int slot = 0; to == keeper; slot += 1000) // to a primary
                to = m_cluster->keeperOf(slot);
            m_cluster->moveSlot(home, keeper, to, [this] { QTest::qWait(pick(m_random, 0, 200)); });
            return;
        }
        case 5:
            m_ledger.fault(u"subscriptions cut"_s);
            node.command({"CLIENT", "KILL", "TYPE", "pubsub"});
            return;
        default:
            m_ledger.fault(u"all links cut"_s);
            node.command({"CLIENT", "KILL", "TYPE", "pubsub"});
            node.command({"CLIENT", "KILL", "TYPE", "normal"});
            return;
        }
    }
    void killNode(const QString& kind, std::size_t i)
    {
        m_ledger.fault(kind);
        m_redisIsBusy = true;
        m_cluster->nodes[i].kill();
        after(0, 4000, [this, i] {
            if (!m_cluster->startNode(i))
                m_trouble += "a node did not start: " + m_cluster->nodes[i].story();
            awaitCluster();
        });
    }
    // No further fault of it before it is whole again. One that does not become so by itself had a
    // move cut by a fail-over, and is fixed as its operator would.
    void awaitCluster() { awaitCluster(Clock::now(), false); }
    void awaitCluster(Clock::time_point since, bool isFixed)
    {
        if (m_cluster->isComplete())
            m_redisIsBusy = false;
        else if (Clock::now() < since + (isFixed ? 2 * Patience : Patience / 2))
            after(50, 50, [this, since, isFixed] { awaitCluster(since, isFixed); });
        else if (!isFixed) {
            m_ledger.fault(u"slots given anew"_s);
            m_cluster->fix();
            awaitCluster(Clock::now(), true);
        } else
            m_trouble
                += "the cluster did not mend: " + m_cluster->whyNotComplete() + m_cluster->story();
    }
    void killRedis(const QString& kind)
    {
        m_ledger.fault(kind);
        m_redisIsBusy = true;
        m_redis.kill();
        after(0, 1500, [this] {
            startRedis();
            QFile::remove(m_redis.filePath(u"dump.rdb"_s));
            m_redisIsBusy = false;
        });
    }
    void loseHistory()
    {
        const QString saved = m_redis.filePath(u"saved.rdb"_s);
        const QString dump = m_redis.filePath(u"dump.rdb"_s);
        switch (pick(m_random, 0, keepsData() ? 1 : 3)) {
        case 0:
        case 1: {
            const QVariantList keys = m_redis.command({"KEYS", "fanlight:log*"}).toList();
            if (keys.isEmpty())
                return;
            m_ledger.fault(u"a history deleted"_s);
            m_redis.command({"DEL", keys[pick(m_random, 0, int(keys.size()) - 1)].toByteArray()});
            return;
        }
        case 2:
            m_ledger.fault(u"FLUSHALL"_s);
            m_redis.command({"FLUSHALL"});
            return;
        default:
            if (!QFile::exists(saved)) { // to be put back another time
                m_redis.command({"SAVE"});
                QFile::rename(dump, saved);
                return;
            }
            QFile::rename(saved, dump);
            killRedis(u"Redis rolled back"_s);
        }
    }

    Ledger& m_ledger;
    const Mode m_mode;
    Random m_random;
    QStringList m_options;
    RedisServer m_redis;
    std::unique_ptr<RedisCluster> m_cluster; // instead …
    std::unique_ptr<SentinelCluster> m_sentinels; // … or these
    bool m_redisIsBusy = false;
    std::vector<std::unique_ptr<HubProcess>> m_hubs;
    std::vector<bool> m_isDown;
    std::multimap<Clock::time_point, std::function<void()>> m_due;
    QByteArray m_trouble;
};

} // namespace

// Instances behind one Redis, publishers on each and past them, devices that always come back; all
// of it is killed, cut, frozen, drained, emptied and rolled back, over and over. A book is kept of
// it, and in the end it must be even.
class TstLedger : public QObject {
    Q_OBJECT

private Q_SLOTS:
    // The book itself: what it would not find, no run could show.
    void findsWhatIsLost()
    {
        Ledger ledger;
        const int device = ledger.addDevice(1);
        ledger.opened(device);
        publish(ledger, {1}, "5-0");
        publish(ledger, {1}, "6-0");
        publish(ledger, {2}, "7-0");
        publish(ledger, {}, "8-0");
        ledger.received(device, 1, "6-0");
        Ledger::Verdict verdict = ledger.verdict();
        QCOMPARE(verdict.sum.owed, 3);
        QCOMPARE(verdict.sum.lost, 2); // the first, and the broadcast
        QVERIFY(!verdict.isExact());
        ledger.received(device, 3, "8-0");
        ledger.gap(device, {}, {});
        QCOMPARE(ledger.verdict().sum.lost, 1); // told too late
    }

    void findsWhatComesTwiceOrOutOfOrder()
    {
        Ledger ledger;
        const int device = ledger.addDevice(1);
        ledger.opened(device);
        publish(ledger, {1}, "5-0");
        publish(ledger, {1}, "6-0");
        ledger.received(device, 1, "6-0");
        ledger.received(device, 0, "5-0");
        ledger.received(device, 1, "6-0");
        const Ledger::Verdict verdict = ledger.verdict();
        QCOMPARE(verdict.sum.twice, 1);
        QCOMPARE(verdict.sum.outOfOrder, 2); // by its publisher, and by its id
        QCOMPARE(verdict.sum.lost, 0);
    }

    void aGapCoversWhatLiesInIt_data()
    {
        QTest::addColumn<QByteArray>("from");
        QTest::addColumn<QByteArray>("to");
        QTest::addColumn<int>("place"); // 1: between the events around it
        QTest::addColumn<int>("lost");
        QTest::newRow("in its place") << "5-0"_ba
                                      << "7-0"_ba << 1 << 0;
        QTest::newRow("ends unknown") << ""_ba
                                      << ""_ba << 1 << 0;
        QTest::newRow("before the event before") << "5-0"_ba
                                                 << "7-0"_ba << 0 << 0;
        QTest::newRow("after its place") << "5-0"_ba
                                         << "7-0"_ba << 3 << 1;
        QTest::newRow("begins too late") << "6-1"_ba
                                         << ""_ba << 1 << 1;
        QTest::newRow("ends too early") << ""_ba
                                        << "5-9"_ba << 1 << 1;
    }
    void aGapCoversWhatLiesInIt()
    {
        QFETCH(QByteArray, from);
        QFETCH(QByteArray, to);
        QFETCH(int, place);
        Ledger ledger;
        const int device = ledger.addDevice(1);
        ledger.opened(device);
        for (const QByteArray id : {"5-0", "6-0", "7-0"})
            publish(ledger, {1}, id);
        for (int i = 0; i <= 3; ++i) {
            if (i == place)
                ledger.gap(device, from, to);
            if (i == 0 || i == 2)
                ledger.received(device, i, QByteArray::number(5 + i) + "-0");
        }
        QTEST(int(ledger.verdict().sum.lost), "lost");
    }

    void whatWasLeftOutForAUserMayComeLate()
    {
        Ledger ledger;
        const int device = ledger.addDevice(1);
        const int other = ledger.addDevice(2);
        for (const int each : {device, other})
            ledger.opened(each);
        const int first = ledger.begin(0, {1, 2}, false);
        ledger.end(first, Ledger::Answer::Taken, "5-0", {1});
        publish(ledger, {1, 2}, "6-0");
        for (const int each : {device, other}) {
            ledger.received(each, first + 1, "6-0");
            ledger.received(each, first, {});
        }
        QCOMPARE(
            ledger.verdict().sum.outOfOrder, 2); // of the other: by its publisher and by its id
    }

    void whatWasNotAnsweredMayCome()
    {
        Ledger ledger;
        const int device = ledger.addDevice(1);
        ledger.opened(device);
        const int refused = ledger.begin(0, {1}, false);
        ledger.end(refused, Ledger::Answer::Refused);
        QVERIFY(ledger.verdict().isExact());
        ledger.received(device, refused, {});
        QVERIFY(ledger.verdict().isExact());
        ledger.received(device, refused, {});
        QCOMPARE(ledger.verdict().sum.twice, 1);
        const int left = ledger.begin(0, {1, 2}, false);
        ledger.end(left, Ledger::Answer::Taken, "9-0", {1});
        QCOMPARE(ledger.verdict().sum.owed, 0);
    }

    void holds_data()
    {
        QTest::addColumn<int>("mode");
        QTest::addColumn<QString>("history");
        QTest::newRow("keeps") << int(Mode::Keeps) << u"10000/1h"_s;
        QTest::newRow("batches") << int(Mode::Batches) << u"10000/1h"_s;
        QTest::newRow("forgets") << int(Mode::Forgets) << u"10000/1h"_s;
        QTest::newRow("short") << int(Mode::Short) << u"10/1h"_s;
        QTest::newRow("once") << int(Mode::Once) << u"10000/1h"_s;
        QTest::newRow("sentinel") << int(Mode::Sentinel) << u"10000/1h"_s;
        QTest::newRow("cluster") << int(Mode::Cluster) << u"10000/1h"_s;
        QTest::newRow("sharded") << int(Mode::Sharded) << u"10000/1h"_s;
    }
    void holds()
    {
        QFETCH(const int, mode);
        QFETCH(const QString, history);
        const quint32 seed = settings.seed ? settings.seed : QRandomGenerator::global()->generate();
        qInfo("seed %u", seed);
        const int instances = std::clamp(settings.instances, 1, MostInstances);
        const bool isCluster = Mode(mode) == Mode::Cluster || Mode(mode) == Mode::Sharded;
        // of this one the suite has but a short form: "cluster" has the rest
        const int seconds
            = Mode(mode) == Mode::Sharded ? std::max(2, settings.seconds / 2) : settings.seconds;
        Ledger ledger;
        World world(ledger, Mode(mode), instances,
            settings.history.isEmpty() ? history : settings.history, seed);
        QVERIFY2(world.start(), world.trouble().constData());
        std::vector<int> users(Users);
        std::iota(users.begin(), users.end(), 0);
        Devices devices(ledger, world.ports, instances, users, seed + 1);
        QTRY_VERIFY_WITH_TIMEOUT(devices.areAllOpen(), int(Patience.count()));
        HttpPublisher own(ledger, world.ports[0], instances + 1);
        const auto publishOne = [&own](int user) {
            bool taken = false;
            const int number = own.publish(
                user == Nobody ? std::vector<int>() : std::vector{user}, false, taken);
            return taken ? std::optional(number) : std::nullopt;
        };
        // so that all have an id to come back with
        publishToEach(ledger, devices, users, publishOne);
        if (QTest::currentTestFailed())
            return;

        std::vector<std::shared_ptr<HttpPublisher>> withKeys;
        {
            std::vector<std::unique_ptr<SteadyPublisher>> publishers;
            for (int i = 0; i < instances; ++i) {
                auto http = std::make_shared<HttpPublisher>(
                    ledger, world.ports[std::size_t(i)], i, Mode(mode) == Mode::Once);
                if (Mode(mode) == Mode::Once)
                    withKeys.push_back(http);
                auto random = std::make_shared<Random>(seed + 10 + quint32(i));
                publishers.push_back(std::make_unique<SteadyPublisher>(
                    [http, random, mode] {
                        bool taken = false;
                        http->publish(drawUsers(*random),
                            Mode(mode) == Mode::Batches && pick(*random, 0, 1), taken);
                    },
                    12ms));
            }
            auto past = std::make_shared<PastPublisher>(
                ledger, world.redisPort(), instances, seed + 2, Mode(mode) == Mode::Sharded);
            publishers.push_back(
                std::make_unique<SteadyPublisher>([past] { past->publishOne(); }, 30ms));
            world.torment(devices, std::chrono::seconds(seconds));
        }
        QVERIFY2(world.trouble().isEmpty(), world.trouble().constData());
        QVERIFY2(world.waitUntilReady(), world.trouble().constData());
        QTRY_VERIFY_WITH_TIMEOUT(devices.areAllOpen(), int(Patience.count()));
        for (int round = 0; round < 2; ++round) { // behind the last there is nothing any more
            publishToEach(ledger, devices, users, publishOne);
            if (QTest::currentTestFailed())
                break;
        }

        const Ledger::Verdict verdict = ledger.verdict();
        checkBook(verdict, devices);
        if (QTest::currentTestFailed())
            return;
        // What others publish has no id by which it is known again: where the nodes of a cluster
        // hear it at different times, one who changes the node, or the hub, may hear it twice.
        QVERIFY2(verdict.pastTwice == 0 || isCluster, verdict.table().constData());
        // and something happened
        // as much as on the slowest machine: a second has some ten faults and a hundred publishes
        QVERIFY(verdict.sum.faults > seconds / 2);
        QVERIFY(verdict.sum.published > 2 * seconds);
        QVERIFY(verdict.resumed > seconds / 2);
        QVERIFY(withKeys.empty()
            || std::any_of(withKeys.begin(), withKeys.end(),
                [](const auto& one) { return one->askedAgain() > 0; }));
        QVERIFY(Mode(mode) != Mode::Batches || devices.batches() > settings.seconds / 2);
        QVERIFY((Mode(mode) != Mode::Forgets && Mode(mode) != Mode::Short) || verdict.sum.told > 0);
    }

private:
    static void publish(Ledger& ledger, const std::vector<int>& users, const QByteArray& id)
    {
        ledger.end(ledger.begin(0, users, false), Ledger::Answer::Taken, id);
    }
};

static int runLedger(int argc, char* argv[])
{
    QCoreApplication application(argc, argv);
    QStringList rest = {application.arguments().constFirst()};
    const QStringList arguments = application.arguments().mid(1);
    for (qsizetype i = 0; i < arguments.size(); ++i) {
        const auto number = [&] { return arguments.value(++i).toUInt(); };
        if (arguments[i] == u"--seconds"_s) {
            settings.seconds = int(number());
            // a longer run tries something else each time
            settings.seed = settings.seed == 1 ? 0 : settings.seed;
        } else if (arguments[i] == u"--seed"_s)
            settings.seed = number();
        else if (arguments[i] == u"--instances"_s)
            settings.instances = int(number());
        else if (arguments[i] == u"--history"_s)
            settings.history = arguments.value(++i);
        else
            rest.append(arguments[i]);
    }
    // beyond Qt Test's five minutes
    qputenv("QTEST_FUNCTION_TIMEOUT", QByteArray::number((settings.seconds + 300) * 1000));
    TstLedger test;
    return QTest::qExec(&test, rest);
}

ROOM_TEST_BY(runLedger)
#include "tst_ledger.moc"
