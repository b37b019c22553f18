// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/hub_process.h"
#include "support/redis_server.h"
#include "support/room.h"

#include <QJsonArray>
#include <QTest>

#include <sys/resource.h>

using namespace fanlight::testing;
using namespace Qt::Literals::StringLiterals;

namespace {

// The receipt of an answer to a publish, as it is now.
QJsonObject receipt(quint16 port, const QJsonObject& answer)
{
    return httpGet(port, answer["receipt"_L1].toString().toUtf8()).json();
}

int count(const QJsonObject& receipt, const char* name)
{
    return receipt[QLatin1StringView(name)].toInt(-1);
}

QByteArray withReceipt(const QByteArray& members)
{
    return '{' + members + ",\"receipt\":true}";
}

void raiseFileLimit()
{
    rlimit limit{};
    getrlimit(RLIMIT_NOFILE, &limit);
    limit.rlim_cur = limit.rlim_max;
    setrlimit(RLIMIT_NOFILE, &limit);
}

// Hubs behind one Redis, and streams of everyone's on them.
struct InstancePair {
    RedisServer redis;
    HubProcess hubs[2];
    std::vector<EventStream> streams;

    bool start(const QStringList& names, int streamsEach)
    {
        if (!redis.start())
            return false;
        for (int i = 0; i < 2; ++i) {
            if (!hubs[i].start({u"--broker"_s, redis.url(), u"--instance-name"_s, names[i],
                    u"--allow-faults"_s}))
                return false;
            if (!QTest::qWaitFor([&] { return httpGet(hubs[i].port(), "/readyz").status == 200; },
                    int(Patience.count())))
                return false;
            for (int k = 0; k < streamsEach; ++k) {
                streams.emplace_back(hubs[i].port(), "userId=" + QByteArray::number(k));
                if (!streams.back().waitForOpen())
                    return false;
            }
        }
        return true;
    }
    QByteArray story() const { return redis.story() + hubs[0].story() + hubs[1].story(); }
};

#define START_INSTANCES(instances, ...)                                                            \
    QVERIFY2((instances).start(__VA_ARGS__), (instances).story().constData())

bool isSettled(quint16 port, const QJsonObject& answer)
{
    return receipt(port, answer)["settled"_L1].toBool();
}

} // namespace

// Who has received what was published, without a word from the clients: GET /api/receipts/{id}.
class TstReceipts : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { raiseFileLimit(); }

    void onlyWhatAskedForOneHasOne()
    {
        HubProcess hub;
        START_HUB(hub);
        HttpClient client(hub.port());
        const QJsonObject without = publish(client, toUser("42", "1"));
        QVERIFY(!without.contains("receipt"_L1));
        const HttpResponse none
            = client.get("/api/receipts/" + without["id"_L1].toString().toUtf8());
        QCOMPARE(none.status, 404);
        QVERIFY(none.error().contains(u"\"receipt\":true"_s));
        const QJsonObject nobody = publish(client, withReceipt(R"("userId":"42","data":1)"));
        QTRY_VERIFY(receipt(hub.port(), nobody)["settled"_L1].toBool());
        QCOMPARE(count(receipt(hub.port(), nobody), "recipients"), 0);
        QVERIFY(receipt(hub.port(), nobody)["ack"_L1].toObject()["p99Ms"_L1].isNull());
        QCOMPARE(client.post("/api/receipts/1-0", "{}").status, 405);
        QCOMPARE(
            client.post("/api/publish", R"({"userId":"42","data":1,"receipt":"yes"})").status, 400);
        // one chosen by the publisher may hold anything
        const QJsonObject chosen
            = publish(client, withReceipt(R"("userId":"42","data":1,"id":"a/b c?")"));
        QCOMPARE(receipt(hub.port(), chosen)["id"_L1].toString(), u"a/b c?"_s);
    }

    void theLastThousandAreKept()
    {
        HubProcess hub;
        START_HUB(hub);
        HttpClient client(hub.port());
        std::vector<QJsonObject> answers;
        for (int i = 0; i < 1001; ++i)
            answers.push_back(publish(client, withReceipt(R"("userId":"42","data":1)")));
        QVERIFY(receipt(hub.port(), answers.front()).contains("error"_L1));
        QVERIFY(!receipt(hub.port(), answers[1]).contains("error"_L1));
    }

    // 10,000 clients: 9,800 read, 100 do not, 100 are killed when half of the others have read. Of
    // those killed, 50 have read before and 50 cannot have. What the receipt says is what the
    // clients themselves say.
    void itsCountsAreWhatTheClientsSay()
    {
        constexpr std::size_t Readers = 9800;
        constexpr std::size_t Stuck = 100;
        HubProcess hub;
        START_HUB(hub, {u"--backlog-limit"_s, u"16MiB"_s});
        HttpClient client(hub.port());
        std::vector<EventStream> readers, killed, stuck;
        const auto subscribe = [&](std::vector<EventStream>& to, std::size_t number,
                                   const QByteArray& query, int receiveBuffer) {
            for (std::size_t i = 0; i < number; ++i)
                to.emplace_back(hub.port(), query, Headers(), "HTTP/1.1", receiveBuffer);
            return std::all_of(
                to.begin(), to.end(), [](EventStream& one) { return one.waitForOpen(); });
        };
        QVERIFY(subscribe(readers, Readers, {}, 0));
        QVERIFY(subscribe(killed, 50, {}, 0));
        QVERIFY(subscribe(killed, 50, "userId=stuck", 4096));
        QVERIFY(subscribe(stuck, Stuck, "userId=stuck", 4096));
        // fills what they can take in
        QCOMPARE(publish(client, toUser("stuck", jsonText(200'000)))["recipients"_L1].toInt(), 150);

        const QJsonObject answer
            = publish(client, withReceipt(R"("broadcast":true,"data":"the one")"));
        QCOMPARE(answer["recipients"_L1].toInt(), 10'000);
        int read = 0;
        const auto readOn = [&](std::size_t from, std::size_t to) {
            for (std::size_t i = from; i < to; ++i)
                read += readers[i].next().data == "the one";
        };
        readOn(0, Readers / 2);
        for (EventStream& one : killed) {
            if (&one - killed.data() < 50)
                read += one.next().data == "the one";
            one.socket().reset();
        }
        readOn(Readers / 2, Readers);
        QCOMPARE(read, int(Readers) + 50);
        QTRY_COMPARE_WITH_TIMEOUT(
            count(receipt(hub.port(), answer), "acknowledged"), read, int(Patience.count()));
        QTRY_COMPARE(count(receipt(hub.port(), answer), "gone"), 50);
        QJsonObject now = receipt(hub.port(), answer);
        QCOMPARE(count(now, "recipients"), 10'000);
        QCOMPARE(count(now, "unacknowledged"), int(Stuck));
        QCOMPARE(now["settled"_L1].toBool(true), false);
        int inHistogram = 0;
        for (const QJsonValue& bucket : now["histogram"_L1].toArray())
            inHistogram += bucket.toArray()[1].toInt();
        const QJsonObject ack = now["ack"_L1].toObject();
        // evenly spread, they stand for all
        QVERIFY2(count(ack, "measured") >= 100 && count(ack, "measured") < 1000,
            QByteArray::number(count(ack, "measured")).constData());
        QVERIFY2(
            std::abs(inHistogram - read) < read / 5, QByteArray::number(inHistogram).constData());
        QVERIFY(ack["firstMs"_L1].toDouble() > 0
            && ack["firstMs"_L1].toDouble() <= ack["p50Ms"_L1].toDouble());
        QVERIFY(ack["p50Ms"_L1].toDouble() <= ack["p99Ms"_L1].toDouble()
            && ack["p99Ms"_L1].toDouble() <= ack["lastMs"_L1].toDouble());

        for (EventStream& one : stuck) {
            QCOMPARE(one.next().data.size(), 200'000);
            read += one.next().data == "the one";
        }
        QTRY_VERIFY(receipt(hub.port(), answer)["settled"_L1].toBool());
        now = receipt(hub.port(), answer);
        QCOMPARE(count(now, "acknowledged"), read);
        QCOMPARE(count(now, "gone"), 50);
        QCOMPARE(count(now, "unacknowledged"), 0);
    }

    void behindRedisEveryInstanceCountsItsOwn()
    {
        RedisServer redis;
        START_REDIS(redis);
        HubProcess hubs[3];
        for (int i = 0; i < 3; ++i) {
            START_HUB(hubs[i], {u"--broker"_s, redis.url(), u"--instance-name"_s, u"i%1"_s.arg(i)});
            QTRY_COMPARE(httpGet(hubs[i].port(), "/readyz").status, 200);
        }
        std::vector<EventStream> streams;
        QByteArrayList followers;
        for (int i = 0; i < 300; ++i) { // more users than one slice of a publish
            streams.emplace_back(hubs[i % 3].port(), "userId=u" + QByteArray::number(i / 2));
            followers.append("\"u" + QByteArray::number(i / 2) + '"');
        }
        for (EventStream& stream : streams)
            QVERIFY(stream.waitForOpen());
        HttpClient client(hubs[0].port());
        QCOMPARE(
            client.request("PUT", "/api/users/7/followers", {}, '[' + followers.join(',') + ']')
                .json()["added"_L1]
                .toInt(),
            150);
        for (const QByteArray& how : {QByteArray("fanout"), QByteArray("publish")}) {
            const QByteArray body = how == "fanout"
                ? withReceipt(R"("authorId":"7","type":"new-post","data":{})")
                : withReceipt(R"("broadcast":true,"data":{})");
            const QJsonObject answer = client.post("/api/" + how, body).json();
            for (EventStream& stream : streams)
                QCOMPARE(stream.next().data,
                    how == "fanout" ? QByteArray("{\"type\":\"new-post\"}") : QByteArray("{}"));
            for (const HubProcess& asked : hubs) { // whichever is asked
                QTRY_COMPARE(count(receipt(asked.port(), answer), "acknowledged"), 300);
                QTRY_VERIFY(receipt(asked.port(), answer)["settled"_L1].toBool());
                const QJsonObject now = receipt(asked.port(), answer);
                QCOMPARE(count(now, "recipients"), 300);
                QCOMPARE(count(now, "gone"), 0);
                const QJsonArray parts = now["instances"_L1].toArray();
                QCOMPARE(parts.size(), 3);
                for (int i = 0; i < 3; ++i) {
                    QCOMPARE(parts[i].toObject()["instance"_L1].toString(), u"i%1"_s.arg(i));
                    QCOMPARE(count(parts[i].toObject(), "acknowledged"), 100);
                    QVERIFY(count(parts[i].toObject()["ack"_L1].toObject(), "measured") >= 90);
                }
            }
        }
        QCOMPARE(httpGet(hubs[1].port(), "/api/receipts/1-0").status, 404);
        redis.stop();
        QTRY_COMPARE(httpGet(hubs[1].port(), "/api/receipts/1-0").status, 503);
    }

    void whatAnInstanceTookThatDiedIsUnknown_data()
    {
        QTest::addColumn<QByteArray>("to");
        QTest::addColumn<int>("unknown"); // a message for each user
        QTest::newRow("everyone") << QByteArray(R"("broadcast":true)") << 1;
        QTest::newRow("users") << QByteArray(R"("userIds":["0","1","2","nobody"])") << 3;
    }
    void whatAnInstanceTookThatDiedIsUnknown()
    {
        QFETCH(QByteArray, to);
        QFETCH(int, unknown);
        InstancePair instances;
        START_INSTANCES(instances, {u"a"_s, u"b"_s}, 3);
        HubProcess& dying = instances.hubs[1];
        const quint16 port = instances.hubs[0].port();
        HttpClient client(port);
        QTRY_COMPARE(instances.redis.command({"EXISTS", "fanlight:instance:b"}).toLongLong(), 1);
        dying.pause(); // Redis hands it over, and nobody tells what became of it
        const QJsonObject answer = publish(client, withReceipt(to + R"(,"data":1)"));
        dying.crash();
        dying.resume();
        QTRY_COMPARE(count(receipt(port, answer), "acknowledged"), 3);
        // long after all others have told
        QTRY_VERIFY(QDateTime::fromString(
                        receipt(port, answer)["publishedAt"_L1].toString(), Qt::ISODateWithMs)
                        .msecsTo(QDateTime::currentDateTimeUtc())
            > 4000);
        QJsonObject now = receipt(port, answer);
        // it is on the board yet, and might come back
        QCOMPARE(now["settled"_L1].toBool(true), false);
        QCOMPARE(count(now, "unknown"), unknown);
        QCOMPARE(count(now, "recipients"), 3);
        // as when its heartbeat expires
        QCOMPARE(instances.redis.command({"DEL", "fanlight:instance:b"}).toLongLong(), 1);
        QCOMPARE(instances.redis.command({"ZREM", "fanlight:instances", "b"}).toLongLong(), 1);
        QTRY_VERIFY(isSettled(port, answer));
        now = receipt(port, answer);
        QCOMPARE(count(now, "unknown"), unknown);
        QCOMPARE(count(now, "recipients"), 3);
    }

    // A subscriber that is no Fanlight never tells.
    void aForeignSubscriberIsUnknownAndHoldsNothingUp()
    {
        InstancePair instances;
        START_INSTANCES(instances, {u"a"_s, u"b"_s}, 1);
        Socket foreign(instances.redis.port());
        QByteArray received;
        QVERIFY(foreign.send("SUBSCRIBE notifications\r\n"));
        while (!received.endsWith(":1\r\n"))
            QCOMPARE(foreign.receive(received), Socket::Read::Data);
        HttpClient client(instances.hubs[0].port());
        const QJsonObject answer = publish(client, withReceipt(R"("broadcast":true,"data":1)"));
        for (const HubProcess& asked : instances.hubs) {
            QTRY_VERIFY(isSettled(asked.port(), answer));
            const QJsonObject now = receipt(asked.port(), answer);
            QCOMPARE(count(now, "acknowledged"), 2);
            QCOMPARE(count(now, "unknown"), 1);
        }
    }

    void everyPartIsWrittenAgainWhenRedisIsEmptied_data()
    {
        QTest::addColumn<bool>("restarted");
        QTest::newRow("FLUSHALL") << false;
        QTest::newRow("restarted") << true;
    }
    void everyPartIsWrittenAgainWhenRedisIsEmptied()
    {
        QFETCH(bool, restarted);
        InstancePair instances;
        START_INSTANCES(instances, {u"a"_s, u"b"_s}, 3);
        HttpClient client(instances.hubs[0].port());
        const QJsonObject answer = publish(client, withReceipt(R"("broadcast":true,"data":1)"));
        for (const HubProcess& asked : instances.hubs)
            QTRY_VERIFY(isSettled(asked.port(), answer));
        if (restarted) {
            instances.redis.kill();
            START_REDIS(instances.redis);
        } else {
            instances.redis.command({"FLUSHALL"});
        }
        for (const HubProcess& asked : instances.hubs) {
            QTRY_COMPARE(count(receipt(asked.port(), answer), "acknowledged"), 6);
            QTRY_VERIFY(isSettled(asked.port(), answer));
            QCOMPARE(count(receipt(asked.port(), answer), "unknown"), 0);
        }
    }

    void whatComesOutOfAGapCounts()
    {
        InstancePair instances;
        START_INSTANCES(instances, {u"a"_s, u"b"_s}, 3);
        HttpClient client(instances.hubs[0].port());
        HttpClient other(instances.hubs[1].port());
        QCOMPARE(other.post("/api/faults", R"({"kind":"cut-redis"})").status, 200);
        QTRY_COMPARE(httpGet(instances.hubs[1].port(), "/readyz").status, 503);
        const QJsonObject answer
            = publish(client, withReceipt(R"("broadcast":true,"data":"meanwhile")"));
        QTRY_COMPARE(count(receipt(instances.hubs[0].port(), answer), "acknowledged"), 3);
        QCOMPARE(other.request("DELETE", "/api/faults", {}, {}).status, 200);
        for (EventStream& stream : instances.streams)
            QCOMPARE(stream.next().data, "meanwhile"_ba);
        for (const HubProcess& asked : instances.hubs) {
            QTRY_COMPARE(count(receipt(asked.port(), answer), "acknowledged"), 6);
            QTRY_VERIFY(isSettled(asked.port(), answer));
            QCOMPARE(count(receipt(asked.port(), answer), "unknown"), 0);
            // the length of a gap is no latency
            QCOMPARE(
                receipt(asked.port(), answer)["write"_L1].toObject()["measured"_L1].toInt(), 3);
        }
    }

    void twoInstancesOfOneNameAreKeptApartAndTold()
    {
        InstancePair instances;
        START_INSTANCES(instances, {u"twin"_s, u"twin"_s}, 4);
        for (const HubProcess& hub : instances.hubs) {
            const auto stats = [&] { return httpGet(hub.port(), "/api/stats").json(); };
            QTRY_COMPARE(stats()["nameConflict"_L1].toString(), u"twin"_s);
            QTRY_COMPARE(stats()["instances"_L1].toArray().size(), 2);
            QTRY_COMPARE(stats()["total"_L1].toObject()["connections"_L1].toInt(), 8);
            QTRY_VERIFY(hub.standardError().contains("another instance goes by the name"));
            QCOMPARE(hub.standardError().count("another instance goes by the name"), 1);
        }
        HttpClient client(instances.hubs[0].port());
        const QJsonObject answer = publish(client, withReceipt(R"("broadcast":true,"data":1)"));
        for (const HubProcess& asked : instances.hubs) {
            QTRY_COMPARE(count(receipt(asked.port(), answer), "acknowledged"), 8);
            QTRY_VERIFY(isSettled(asked.port(), answer));
            const QJsonArray parts = receipt(asked.port(), answer)["instances"_L1].toArray();
            QCOMPARE(parts.size(), 2);
            for (const QJsonValue& part : parts) {
                QVERIFY(part["instance"_L1].toString().startsWith("twin~"_L1));
                QCOMPARE(count(part.toObject(), "acknowledged"), 4);
            }
        }
    }

    void theNameOfOneThatDiedIsTakenOverWithoutAWord()
    {
        InstancePair instances;
        START_INSTANCES(instances, {u"first"_s, u"other"_s}, 0);
        QTRY_COMPARE(
            instances.redis.command({"EXISTS", "fanlight:instance:first"}).toLongLong(), 1);
        instances.hubs[0].crash();
        QVERIFY(!instances.hubs[0].waitForEnd());
        HubProcess again;
        START_HUB(again, {u"--broker"_s, instances.redis.url(), u"--instance-name"_s, u"first"_s});
        const auto pid = [&] {
            return instances.redis.command({"HGET", "fanlight:instance:first", "pid"})
                .toByteArray()
                .toLongLong();
        };
        const qint64 before = pid();
        QVERIFY(before > 0);
        QTRY_VERIFY(pid() != before);
        QTRY_COMPARE(instances.redis.command({"ZCARD", "fanlight:instances"}).toLongLong(), 2);
        QVERIFY(!again.standardError().contains("another instance"));
    }
};

ROOM_TEST(TstReceipts, QCoreApplication)
#include "tst_receipts.moc"
