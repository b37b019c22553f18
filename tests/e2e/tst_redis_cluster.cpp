// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/hub_process.h"
#include "support/ready.h"
#include "support/redis_cluster.h"
#include "support/room.h"

#include <QJsonArray>
#include <QProcess>
#include <QTest>

#include <atomic>
#include <thread>

using namespace fanlight::testing;
using namespace std::chrono_literals;

namespace {

// Publishes numbers to user 42, one after another, and keeps those that were answered with 200; the
// others are published again until they are. A thread of its own.
class CountingPublisher {
public:
    explicit CountingPublisher(quint16 port)
        : m_thread([this, port] { run(port); })
    {
    }
    ~CountingPublisher() { stop(); }
    void stop()
    {
        m_stopped = true;
        if (m_thread.joinable())
            m_thread.join();
    }
    int taken() const { return m_taken; }
    int refused() const { return m_refused; }
    QByteArray reasons() const { return m_reasons; } // once it has stopped

private:
    void run(quint16 port)
    {
        HttpClient client(port);
        for (int i = 0; !m_stopped; ++i) {
            const HttpResponse answer
                = client.post("/api/publish", toUser("42", "\"" + QByteArray::number(i) + '"'));
            if (answer.status == 200) {
                m_takenNumbers.append(QByteArray::number(i));
                ++m_taken;
            } else {
                ++m_refused;
                m_reasons += answer.body + '\n';
                std::this_thread::sleep_for(20ms);
            }
        }
    }

public:
    QList<QByteArray> m_takenNumbers; // once it has stopped

private:
    std::atomic<bool> m_stopped = false;
    std::atomic<int> m_taken = 0, m_refused = 0;
    QByteArray m_reasons;
    std::thread m_thread;
};

} // namespace

// Two hubs behind a Redis Cluster of three primaries and their replicas.
class TstRedisCluster : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        START_CLUSTER(m_cluster);
        for (HubProcess* hub : {&m_hub, &m_other}) {
            // of all that a hub misses while it follows the cluster
            START_HUB(*hub, {u"--broker"_s, m_cluster.url(), u"--history"_s, u"100000/1h"_s});
            QVERIFY2(waitForReady(*hub), hub->story().constData());
        }
    }

    void cleanup()
    {
        QVERIFY2(m_cluster.waitUntilComplete(), m_cluster.story().constData());
        QVERIFY2(waitForReady(m_hub) && waitForReady(m_other), m_hub.story().constData());
    }

    void publishesReachBothAndAResumeIsExact()
    {
        EventStream stream(m_other.port(), "userId=7");
        QVERIFY(stream.waitForOpen());
        HttpClient client(m_hub.port());
        QList<QByteArray> ids;
        for (int i = 0; i < 20; ++i) {
            const QByteArray data = QByteArray::number(i);
            const QJsonObject answer
                = publish(client, i % 3 == 0 ? toEveryone(data) : toUser("7", data));
            ids.append(answer["id"_L1].toString().toUtf8());
            QVERIFY(answer["recipients"_L1].toInt() >= 1);
        }
        QList<QByteArray> cursors;
        for (int i = 0; i < 20; ++i) {
            const SseEvent event = stream.next();
            QCOMPARE(event.data, QByteArray::number(i));
            // of its user's channel, and of everyone's: both positions
            const QByteArrayList halves = event.id.split('.');
            QCOMPARE(halves.size(), 2);
            QCOMPARE(halves[i % 3 == 0 ? 1 : 0], ids[i]);
            if (!cursors.isEmpty())
                QCOMPARE(halves[i % 3 == 0 ? 0 : 1], cursors.last().split('.')[i % 3 == 0 ? 0 : 1]);
            cursors.append(event.id);
        }
        for (const int last : {0, 1, 2, 10}) { // of either kind
            EventStream resumed(m_hub.port(), "userId=7", {{"Last-Event-ID", cursors[last]}});
            // each channel in its order; what came on both at a time has none
            QByteArrayList everyones, owns;
            for (int i = last + 1; i < 20; ++i) {
                const QByteArray data = resumed.next().data;
                (data.toInt() % 3 == 0 ? everyones : owns).append(data);
            }
            for (int i = last + 1; i < 20; ++i)
                QCOMPARE((i % 3 == 0 ? everyones : owns).takeFirst(), QByteArray::number(i));
            QVERIFY(!resumed.content().contains("may be missing"));
        }
        // an id of one half says it of both, by the clock
        EventStream half(m_hub.port(), "userId=7", {{"Last-Event-ID", ids[10]}});
        QSet<QByteArray> got;
        while (!got.contains("19"_ba) || !got.contains("18"_ba)) {
            const SseEvent event = half.next();
            QVERIFY(!event.isNull());
            got.insert(event.data);
        }
        for (int i = 12; i < 20; ++i)
            QVERIFY(got.contains(QByteArray::number(i)));
        QVERIFY(!half.content().contains("may be missing"));
    }

    // At either hub, whose answer to the first was lost; users of several nodes, and everyone.
    void whatHasAKeyIsPublishedOnce()
    {
        EventStream one(m_hub.port(), "userId=u1");
        EventStream two(m_other.port(), "userId=u2");
        QVERIFY(one.waitForOpen() && two.waitForOpen());
        HttpClient here(m_hub.port());
        HttpClient there(m_other.port());
        const QByteArray toBoth
            = R"({"userIds":["u1","u2","u3","u4"],"data":"both","once":"key-1"})";
        const QJsonObject first = publish(here, toBoth);
        QVERIFY(!first["repeated"_L1].toBool());
        const QJsonObject again = publish(here, toBoth);
        QVERIFY(again["repeated"_L1].toBool());
        QCOMPARE(again["id"_L1], first["id"_L1]);
        const QJsonObject elsewhere = publish(there, toBoth);
        QVERIFY(elsewhere["repeated"_L1].toBool());
        QCOMPARE(elsewhere["id"_L1], first["id"_L1]);
        const QByteArray toAll = R"({"broadcast":true,"data":"all","once":"key-2"})";
        QVERIFY(!publish(there, toAll)["repeated"_L1].toBool());
        QVERIFY(publish(here, toAll)["repeated"_L1].toBool());
        publish(here, toEveryone("\"last\""));
        for (EventStream* stream : {&one, &two}) {
            for (const QByteArray& data : {"both"_ba, "all"_ba, "last"_ba})
                QCOMPARE(stream->next().data, data);
        }
        // and what the whole came to lies with what is of the whole app
        const QByteArray key = "fanlight:{notifications}:once:key-1";
        const QByteArray record = m_cluster.nodes[m_cluster.keeperOf(m_cluster.slotOf(key))]
                                      .command({"GET", key})
                                      .toByteArray();
        QVERIFY2(record.endsWith(first["id"_L1].toString().toUtf8()), record.constData());
    }

    void theKeysOfAChannelAreWhereItsSlotIs()
    {
        HttpClient client(m_hub.port());
        QSet<std::size_t> keepers;
        for (const QByteArray& user : {"a"_ba, "b"_ba, "c"_ba, "d"_ba, "e"_ba, "f"_ba, "g"_ba}) {
            const QByteArray id = publish(client, toUser(user, "1"))["id"_L1].toString().toUtf8();
            const QByteArray channel = "{notifications:" + user + '}';
            const std::size_t keeper = m_cluster.keeperOf(m_cluster.slotOf(channel));
            keepers.insert(keeper);
            RedisServer& node = m_cluster.nodes[keeper];
            QCOMPARE(node.command({"GET", "fanlight:last-id:" + channel}).toByteArray(), id);
            QCOMPARE(node.command({"XLEN", "fanlight:log:" + channel}).toInt(), 1);
        }
        QVERIFY(keepers.size() > 1);
        // to several at once, each at its node
        const QJsonObject answer = publish(client, R"({"userIds":["a","b","c"],"data":"x"})");
        QVERIFY(!answer.contains("failed"_L1));
    }

    // What a version kept that had all of an app at one node.
    void whatAnEarlierVersionKeptIsStillReplayed()
    {
        RedisServer& home
            = m_cluster
                  .nodes[m_cluster.keeperOf(m_cluster.slotOf("fanlight:{notifications}:last-id"))];
        const quint64 ms = quint64(QDateTime::currentMSecsSinceEpoch()) - 5000;
        QByteArray before = QByteArray::number(ms) + "-0";
        const QByteArray first = before;
        for (int i = 0; i < 4; ++i) {
            const QByteArray id = QByteArray::number(ms + quint64(i)) + "-0";
            home.command({"XADD", "fanlight:{notifications}:log:old", id, "m",
                ",0\",\"n\":" + QByteArray::number(i) + '}', "p", before});
            before = id;
        }
        home.command({"HSET", "fanlight:{notifications}:heads", ":old", before});
        HttpClient client(m_hub.port());
        publish(client, toUser("old", "\"new\""));
        EventStream stream(m_other.port(), "userId=old", {{"Last-Event-ID", first}});
        QByteArrayList got; // beside what there was for everyone
        while (!got.contains("new"_ba)) {
            const SseEvent event = stream.next();
            QVERIFY(!event.isNull());
            got.append(event.data);
        }
        got.removeIf([](const QByteArray& data) { return !data.contains("n"); });
        QCOMPARE(got, (QByteArrayList{"{\"n\":1}"_ba, "{\"n\":2}"_ba, "{\"n\":3}"_ba, "new"_ba}));
    }

    void whatIsPublishedAtAnyNodeReachesEveryone()
    {
        EventStream stream(m_hub.port(), "userId=8"), second(m_other.port(), "userId=8");
        QVERIFY(stream.waitForOpen() && second.waitForOpen());
        for (std::size_t i = 0; i < m_cluster.nodes.size(); ++i) {
            const QByteArray data = "{\"node\":" + QByteArray::number(quint64(i)) + '}';
            m_cluster.nodes[i].command({"PUBLISH", "notifications:8", data});
            QCOMPARE(stream.next().data, data);
            QCOMPARE(second.next().data, data);
        }
        QProcess client;
        client.start(u"redis-cli"_s,
            {u"-c"_s, u"-p"_s, QString::number(m_cluster.nodes[1].port()), u"PUBLISH"_s,
                u"notifications"_s, u"{\"by\":\"redis-cli\"}"_s});
        QVERIFY(client.waitForFinished());
        QCOMPARE(stream.next().data, "{\"by\":\"redis-cli\"}"_ba);
        QCOMPARE(second.next().data, "{\"by\":\"redis-cli\"}"_ba);
    }

    // What is kept there beside events: the audience, tickets, receipts, the board of instances.
    void allElseThatIsKeptInRedisWorks()
    {
        HttpClient client(m_hub.port());
        for (const QByteArray& follower : {"1"_ba, "2"_ba})
            QCOMPARE(client.request("PUT", "/api/users/ada/followers/" + follower).status, 200);
        EventStream stream(m_other.port(), "userId=2");
        QVERIFY(stream.waitForOpen());
        const HttpResponse fanned
            = client.post("/api/fanout", R"({"authorId":"ada","data":"posted"})");
        QCOMPARE(fanned.json()["followers"_L1].toInt(), 2);
        QCOMPARE(stream.next().data, "posted"_ba);
        QCOMPARE(client.request("PUT", "/api/users/2/interests/news").status, 200);
        QCOMPARE(client.post("/api/selective", R"({"type":"news","data":"read"})")
                     .json()["interested"_L1]
                     .toInt(),
            1);
        const SseEvent selected = stream.next();
        QVERIFY2(selected.data.contains("read"), selected.wire.constData());
        QCOMPARE(httpGet(m_other.port(), "/api/users/2/interests").status, 200);

        const HttpResponse ticket = client.post("/api/tickets", R"({"userId":"9"})");
        QVERIFY2(ticket.status == 200 || ticket.status == 201, ticket.body.constData());
        const QByteArray query = "ticket=" + ticket.json()["ticket"_L1].toString().toUtf8();
        EventStream byTicket(m_other.port(), query);
        QVERIFY(byTicket.waitForOpen());
        EventStream again(m_hub.port(), query);
        QVERIFY(!again.waitForOpen());

        const QJsonObject receipt = publish(client, R"({"userId":"2","data":"x","receipt":true})");
        QCOMPARE(stream.next().data, "x"_ba);
        const QByteArray path = "/api/receipts/" + receipt["id"_L1].toString().toUtf8();
        QTRY_VERIFY(httpGet(m_hub.port(), path).body.contains("\"acknowledged\":1"));
        QTRY_VERIFY2(httpGet(m_other.port(), "/api/stats").body.count("127.0.0.1:") >= 2,
            httpGet(m_other.port(), "/api/stats").body.constData());
    }

    void eachPrimaryHasItsFigures()
    {
        HttpClient client(m_hub.port());
        EventStream stream(m_hub.port(), "userId=42");
        QVERIFY(stream.waitForOpen());
        publish(client, toUser("42", "1"));
        QCOMPARE(stream.next().data, "1"_ba);
        const QJsonArray nodes
            = httpGet(m_hub.port(), "/api/stats").json()["redis"_L1]["nodes"_L1].toArray();
        QCOMPARE(nodes.size(), int(RedisCluster::Primaries));
        int slotCount = 0;
        const QString home
            = u"127.0.0.1:%1"_s.arg(m_cluster.nodes[m_cluster.keeperOf(homeSlot())].port());
        for (const QJsonValue& node : nodes) {
            slotCount += node["slots"_L1].toInt();
            QVERIFY(node["up"_L1].toBool() && node["problem"_L1].isNull());
            if (node["node"_L1].toString() == home) {
                QVERIFY(node["channels"_L1].toInt() > 0);
                QVERIFY(node["published"_L1].toInt() > 0);
                QVERIFY(node["received"_L1].toInt() > 0);
            }
        }
        QCOMPARE(slotCount, 16384);
    }

    // The node of its channel has yet to hear what the client was told elsewhere.
    void whoKnowsMoreThanItsNodeIsAskedToWait()
    {
        HttpClient client(m_hub.port());
        EventStream live(m_hub.port(), "userId=early");
        QVERIFY(live.waitForOpen());
        QList<SseEvent> all;
        for (const QByteArray& body : {"1"_ba, "2"_ba, "3"_ba}) {
            publish(client, toUser("early", body));
            all += live.next();
        }
        const QByteArray channel = "{notifications:early}", log = "fanlight:log:" + channel;
        const QByteArray lastId = "fanlight:last-id:" + channel;
        RedisServer& node = m_cluster.nodes[m_cluster.keeperOf(m_cluster.slotOf(channel))];
        const QByteArray kept = node.command({"DUMP", log}).toByteArray();
        const QByteArray newest = node.command({"GET", lastId}).toByteArray();
        QVERIFY(!kept.isEmpty() && all.size() == 3);
        node.command({"DEL", log});
        node.command({"SET", lastId, all[0].id.left(all[0].id.indexOf('.'))});

        EventStream back(m_other.port(), "userId=early&gaps=1", {{"Last-Event-ID", all[1].id}});
        QTest::qWait(500); // it is asked for again
        QVERIFY(node.command({"RESTORE", log, "0", kept, "REPLACE"}).toByteArray() == "OK");
        node.command({"SET", lastId, newest});
        const SseEvent event = back.next();
        QVERIFY2(event.event.isEmpty(), event.data.constData());
        QCOMPARE(event.data, "3"_ba);
    }

    // No publish that was answered with 200 is lost, comes twice or out of order, whatever the slot
    // of its channel does.
    void aSlotThatIsMovedUnderLoadLosesNothing()
    {
        fillHistory();
        const int slot = homeSlot();
        const std::size_t from = m_cluster.keeperOf(slot);
        const std::size_t to = (from + 1) % RedisCluster::Primaries;
        EventStream stream(m_other.port(), "userId=42");
        QVERIFY(stream.waitForOpen());
        CountingPublisher publisher(m_hub.port());
        QTRY_VERIFY(publisher.taken() > 50);
        m_cluster.moveSlot(slot, from, to, [&] {
            const int before = publisher.taken() + publisher.refused();
            QTest::qWait(400); // some of the keys are here, some there
            qInfo("half way: %d answered", publisher.taken() + publisher.refused() - before);
        });
        const int moved = publisher.taken();
        QTRY_VERIFY2(publisher.taken() > moved + 50, m_hub.story().constData());
        publisher.stop();
        qInfo("moved: %d taken, %d refused %s", publisher.taken(), publisher.refused(),
            publisher.reasons().left(300).constData());
        verify(stream, publisher);
        m_cluster.moveSlot(slot, to, from);
    }

    void aStoppedPrimaryOfOthersDoesNotMatter()
    {
        const std::size_t other = anotherPrimary();
        const int slot = m_cluster.slotOf("notifications:" + userOf(other));
        EventStream stream(m_other.port(), "userId=42");
        QVERIFY(stream.waitForOpen());
        CountingPublisher publisher(m_hub.port());
        QTRY_VERIFY(publisher.taken() > 20);
        m_cluster.nodes[other].pause();
        QTRY_VERIFY_WITH_TIMEOUT( // its replica takes over
            m_cluster.keeperOf(slot, other) != other, int(Patience.count()));
        const int before = publisher.taken();
        QTRY_VERIFY2(publisher.taken() > before + 20, m_hub.story().constData());
        m_cluster.nodes[other].resume();
        publisher.stop();
        qInfo("stopped node: %d taken, %d refused %s", publisher.taken(), publisher.refused(),
            publisher.reasons().left(300).constData());
        verify(stream, publisher);
    }

    void aKilledPrimaryIsFollowedByItsReplica()
    {
        const std::size_t home = m_cluster.keeperOf(homeSlot());
        EventStream stream(m_other.port(), "userId=42");
        QVERIFY(stream.waitForOpen());
        HttpClient client(m_hub.port());
        const QByteArray first
            = publish(client, toUser("42", "\"0\""))["id"_L1].toString().toUtf8();
        QCOMPARE(stream.next().data, "0"_ba);
        CountingPublisher publisher(m_hub.port());
        QTRY_VERIFY(publisher.taken() > 20);
        const QByteArray elsewhere = userOf(anotherPrimary());
        m_cluster.nodes[home].kill();
        QVERIFY(waitForReady(m_hub, 503));
        const QByteArray readiness = httpGet(m_hub.port(), "/readyz").body;
        const QByteArray where = "127.0.0.1:" + QByteArray::number(m_cluster.nodes[home].port());
        QVERIFY2(
            !readiness.contains("not ready") || readiness.contains(where), readiness.constData());
        // of the others each takes what is its own
        QCOMPARE(client.post("/api/publish", toUser(elsewhere, "1")).status, 200);
        QVERIFY2(waitForReady(m_hub) && waitForReady(m_other), m_hub.story().constData());
        const int before = publisher.taken();
        QTRY_VERIFY(publisher.taken() > before + 20);
        publisher.stop();
        qInfo("killed: %d taken, %d refused %s", publisher.taken(), publisher.refused(),
            publisher.reasons().left(300).constData());
        verify(stream, publisher);
        QVERIFY(m_cluster.startNode(home));
    }

    // A replica that took over lacks the last ones, which this hub had: whoever resumes here is
    // told.
    void whatAReplicaLacksIsToldToWhoResumes()
    {
        HttpClient client(m_hub.port());
        EventStream live(m_hub.port(), "userId=torn&gaps=1");
        QVERIFY(live.waitForOpen());
        QList<SseEvent> all;
        for (const QByteArray& body : {"1"_ba, "2"_ba, "3"_ba}) {
            publish(client, toUser("torn", body));
            all += live.next();
            QCOMPARE(all.last().data, body);
        }
        const QByteArray channel = "{notifications:torn}";
        RedisServer& node = m_cluster.nodes[m_cluster.keeperOf(m_cluster.slotOf(channel))];
        const QByteArray log = "fanlight:log:" + channel;
        const auto idOf
            = [](const SseEvent& event) { return event.id.left(event.id.indexOf('.')); };
        QCOMPARE(node.command({"XDEL", log, idOf(all[1]), idOf(all[2])}).toInt(), 2);
        node.command({"SET", "fanlight:last-id:" + channel, idOf(all[0])});

        EventStream back(m_hub.port(), "userId=torn&gaps=1", {{"Last-Event-ID", all[0].id}});
        const SseEvent gap = back.next();
        QCOMPARE(gap.event, "fanlight-gap"_ba);
        QVERIFY2(gap.data.contains(idOf(all[2])), gap.data.constData());
        QCOMPARE(node.command({"GET", "fanlight:last-id:" + channel}).toByteArray(), idOf(all[2]));
        publish(client, toUser("torn", "4"));
        QCOMPARE(back.next().data, "4"_ba);
        QCOMPARE(live.next().data, "4"_ba); // which had them all, and hears of no gap
    }

    // A primary was replaced, and answered a moment longer: what it gave last its successor does
    // not have, and what that gave meanwhile who listened to the old one does not have.
    void whoListenedToAReplacedPrimaryIsTold()
    {
        HttpClient client(m_hub.port());
        EventStream live(m_hub.port(), "userId=forked&gaps=1");
        EventStream beside(m_other.port(), "userId=forked&gaps=1");
        QVERIFY(live.waitForOpen() && beside.waitForOpen());
        const auto idOf
            = [](const SseEvent& event) { return event.id.left(event.id.indexOf('.')); };
        QList<QByteArray> ids;
        for (const QByteArray& body : {"1"_ba, "late"_ba}) {
            publish(client, toUser("forked", body == "1" ? body : "\"late\""));
            ids += idOf(live.next());
            QCOMPARE(idOf(beside.next()), ids.last());
            QTest::qWait(20); // so that one fits between them
        }
        const QByteArray channel = "{notifications:forked}", log = "fanlight:log:" + channel;
        const int slot = m_cluster.slotOf(channel);
        const std::size_t home = m_cluster.keeperOf(slot);
        m_hub.pause();
        m_cluster.nodes[home].kill();
        std::size_t next = home;
        QTRY_VERIFY((next = m_cluster.keeperOf(slot)) < m_cluster.nodes.size() && next != home);
        RedisServer& node = m_cluster.nodes[next];
        const QByteArray missed
            = QByteArray::number(ids[0].left(ids[0].indexOf('-')).toULongLong() + 5) + "-0";
        node.command({"DEL", log});
        node.command({"XADD", log, ids[0], "m", ",0\",\"data\":1}"});
        node.command({"XADD", log, missed, "m", ",0\",\"data\":\"missed\"}", "p", ids[0]});
        node.command({"SET", "fanlight:last-id:" + channel, missed});
        m_hub.resume();

        for (EventStream* stream : {&live, &beside}) {
            SseEvent gap = stream->next();
            while (gap.event == "fanlight-gap" && !gap.data.contains("may be missing"))
                gap = stream->next(); // of the moment until it listened to the successor
            QCOMPARE(gap.event, "fanlight-gap"_ba);
            QVERIFY2(gap.data.contains("a primary of the Redis Cluster was replaced"),
                gap.data.constData());
        }
        // the hole is there for whoever else listens
        const QByteArray newest
            = node.command({"GET", "fanlight:last-id:" + channel}).toByteArray();
        QVERIFY2(newest.startsWith(ids[1].left(ids[1].indexOf('-'))) && newest != ids[1],
            newest.constData());
        QVERIFY2(waitForReady(m_hub) && waitForReady(m_other), m_hub.story().constData());
        publish(client, toUser("forked", "4"));
        for (EventStream* stream : {&live, &beside}) {
            SseEvent event = stream->next();
            while (event.event == "fanlight-gap")
                event = stream->next();
            QCOMPARE(event.data, "4"_ba);
        }
        QVERIFY(m_cluster.startNode(home));
    }

    void aNodeThatIsGivenAsOneRedisIsSaidToBeANode()
    {
        HubProcess hub;
        const QByteArray where
            = "127.0.0.1:" + QByteArray::number(m_cluster.nodes[m_cluster.keeperOf(0)].port());
        START_HUB(hub, {u"--broker"_s, u"redis://"_s + QString::fromLatin1(where)});
        QTRY_VERIFY2(httpGet(hub.port(), "/readyz").body.contains("redis+cluster://"),
            httpGet(hub.port(), "/readyz").body.constData());
        QCOMPARE(httpGet(hub.port(), "/readyz").status, 503);
        QTRY_VERIFY2_WITH_TIMEOUT(hub.standardError().contains("This is a node of a Redis Cluster"),
            hub.standardError().constData(), int(Patience.count()));
        HttpClient client(hub.port());
        const HttpResponse refused = client.post("/api/publish", toUser("1", "1"));
        QCOMPARE(refused.status, 503);
        QVERIFY2(refused.body.contains("redis+cluster://"), refused.body.constData());
    }

    // SPUBLISH, of this hub and of others.
    void shardedPubSubGoesFromNodeToHub()
    {
        HubProcess hub;
        START_HUB(hub, {u"--broker"_s, QString(m_cluster.url() + u"?pubsub=sharded"_s)});
        QVERIFY2(waitForReady(hub), hub.story().constData());
        EventStream stream(hub.port(), "userId=sharded");
        QVERIFY(stream.waitForOpen());
        HttpClient client(hub.port());
        publish(client, toUser("sharded", "\"own\""));
        QCOMPARE(stream.next().data, "own"_ba);
        const int slot = m_cluster.slotOf("notifications:sharded");
        const std::size_t from = m_cluster.keeperOf(slot);
        m_cluster.nodes[from].command({"SPUBLISH", "notifications:sharded", "past"});
        QCOMPARE(stream.next().data, "past"_ba);
        // the node tells that it does not keep the channel any more
        const std::size_t to = anotherPrimaryThan(from);
        m_cluster.moveSlot(slot, from, to);
        QTRY_VERIFY_WITH_TIMEOUT( // while the nodes do not agree yet it may be refused
            client.post("/api/publish", toUser("sharded", "\"moved\"")).status == 200,
            int(Patience.count()));
        QCOMPARE(stream.next().data, "moved"_ba);
        m_cluster.moveSlot(slot, to, from);
        // many of one node at once
        std::vector<std::unique_ptr<EventStream>> streams;
        for (int i = 0; i < 12; ++i) {
            streams.push_back(std::make_unique<EventStream>(
                hub.port(), "userId=sharded" + QByteArray::number(i)));
            QVERIFY(streams.back()->waitForOpen());
        }
        for (RedisServer& node : m_cluster.nodes)
            node.command({"CLIENT", "KILL", "TYPE", "pubsub"});
        QVERIFY2(waitForReady(hub), hub.story().constData());
        for (int i = 0; i < 12; ++i) {
            const QByteArray body = toUser("sharded" + QByteArray::number(i), "\"again\"");
            QTRY_VERIFY_WITH_TIMEOUT(
                client.post("/api/publish", body).status == 200, int(Patience.count()));
            QCOMPARE(streams[std::size_t(i)]->next().data, "again"_ba);
        }
        QVERIFY2(hub.stop(), hub.story().constData());
    }

    void cleanupTestCase()
    {
        QVERIFY2(m_hub.stop(), m_hub.story().constData());
        QVERIFY2(m_other.stop(), m_other.story().constData());
    }

private:
    int homeSlot() { return m_cluster.slotOf("notifications:42"); }
    // One that does not keep the channel of user 42.
    std::size_t anotherPrimary() { return anotherPrimaryThan(m_cluster.keeperOf(homeSlot())); }
    std::size_t anotherPrimaryThan(std::size_t home)
    {
        for (int slot = 0; slot < 16384; slot += 2000) {
            if (const std::size_t keeper = m_cluster.keeperOf(slot); keeper != home)
                return keeper;
        }
        return home;
    }
    QByteArray userOf(std::size_t node)
    {
        for (int i = 100;; ++i) {
            const QByteArray user = QByteArray::number(i);
            if (m_cluster.keeperOf(m_cluster.slotOf("notifications:" + user)) == node)
                return user;
        }
    }
    // So that there is something to move.
    void fillHistory()
    {
        HttpClient client(m_hub.port());
        for (int i = 0; i < 150; ++i)
            publish(client, toUser("42", "\"before\""));
    }
    // The stream has had exactly what was taken, in its order, or was told that some is missing, as
    // where a primary dies before anybody has what it answered; others may have come, too.
    static void verify(EventStream& stream, const CountingPublisher& publisher)
    {
        int last = -1;
        SseEvent event = stream.next();
        for (const QByteArray& number : publisher.m_takenNumbers) {
            // one whose answer said that it is not known
            for (; !event.isNull() && event.data.toInt() < number.toInt(); event = stream.next())
                QVERIFY(event.data.toInt() > std::exchange(last, event.data.toInt()));
            const QByteArray comments = stream.comments().join(" | ");
            const QByteArray story
                = "expected " + number + ", came " + event.wire + "; comments: " + comments;
            QVERIFY2(event.data == number || comments.contains("Redis was away")
                    || comments.contains("events are missing")
                    || comments.contains("may be missing"),
                story.constData());
            if (event.data != number)
                continue;
            last = number.toInt();
            if (number != publisher.m_takenNumbers.last())
                event = stream.next();
        }
    }

    RedisCluster m_cluster;
    HubProcess m_hub, m_other;
};

ROOM_TEST(TstRedisCluster, QCoreApplication)
#include "tst_redis_cluster.moc"
