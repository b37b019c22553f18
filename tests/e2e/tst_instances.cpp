// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "e2e/sequence.h"
#include "support/redis_server.h"
#include "support/room.h"
#include "support/sanitizer.h"

#include <QJsonArray>
#include <QRandomGenerator>
#include <QTest>

#include <memory>

using namespace fanlight::testing;
using namespace Qt::Literals::StringLiterals;

namespace {

// Hubs behind one Redis.
struct Instances {
    RedisServer redis;
    std::vector<std::unique_ptr<HubProcess>> hubs;

    bool start(int count, const QStringList& options = {})
    {
        if (!redis.start())
            return false;
        for (int i = 0; i < count; ++i) {
            hubs.push_back(std::make_unique<HubProcess>());
            if (!hubs.back()->start(QStringList{u"--broker"_s, redis.url(), u"--instance-name"_s,
                                        u"hub%1"_s.arg(i), u"--shards"_s, u"2"_s}
                    + options))
                return false;
        }
        for (const auto& hub : hubs) {
            if (!QTest::qWaitFor([&] { return httpGet(hub->port(), "/readyz").status == 200; },
                    int(Patience.count())))
                return false;
        }
        return true;
    }
    QByteArray story() const
    {
        QByteArray all = redis.story();
        for (const auto& hub : hubs)
            all += hub->story();
        return all;
    }
};

#define START_INSTANCES(instances, ...)                                                            \
    QVERIFY2((instances).start(__VA_ARGS__), (instances).story().constData())

QList<QByteArray> dataOf(EventStream& stream, int count)
{
    QList<QByteArray> data;
    for (int i = 0; i < count; ++i)
        data.append(stream.next().data);
    return data;
}

qint64 subscribers(RedisServer& redis, const QByteArray& channel)
{
    return redis.command({"PUBSUB", "NUMSUB", channel}).toList().value(1).toLongLong();
}

} // namespace

// Several real hubs behind a real Redis.
class TstInstances : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void whatIsPublishedOnEachReachesClientsOfAllOnce_data()
    {
        QTest::addColumn<int>("count");
        QTest::newRow("two") << 2;
        QTest::newRow("eight") << 8;
    }
    void whatIsPublishedOnEachReachesClientsOfAllOnce()
    {
        QFETCH(int, count);
        Instances instances;
        START_INSTANCES(instances, count);
        std::vector<EventStream> streams;
        for (const auto& hub : instances.hubs) {
            streams.emplace_back(hub->port(), "userId=42");
            QVERIFY(streams.back().waitForOpen());
        }
        QList<QByteArray> expected;
        QByteArray lastId;
        for (int i = 0; i < count; ++i) {
            HttpClient client(instances.hubs[std::size_t(i)]->port());
            const QJsonObject own = publish(client, toUser("42", QByteArray::number(i)));
            QCOMPARE(own["recipients"_L1].toInt(), count);
            QCOMPARE(own["channels"_L1].toInt(), 1);
            const QJsonObject all
                = publish(client, toEveryone("\"all " + QByteArray::number(i) + '"'));
            QCOMPARE(all["recipients"_L1].toInt(), count);
            lastId = all["id"_L1].toString().toUtf8();
            expected << QByteArray::number(i) << "all " + QByteArray::number(i);
        }
        HttpClient client(instances.hubs[0]->port());
        publish(client, toUser("42", "\"end\"")); // nothing came twice, or it would be before this
        expected << "end";
        for (EventStream& stream : streams)
            QCOMPARE(dataOf(stream, int(expected.size())), expected);
        for (const auto& hub : instances.hubs)
            hub->askToStop();
        for (const auto& hub : instances.hubs)
            QVERIFY2(hub->waitForEnd() && hub->exitCode() == 0, hub->story().constData());
    }

    void whatAnyRedisClientPublishesIsDeliveredAsItIs()
    {
        Instances instances;
        START_INSTANCES(instances, 1);
        EventStream own(instances.hubs[0]->port(), "userId=42");
        EventStream likes(instances.hubs[0]->port(), "userId=42&types=like");
        QVERIFY(own.waitForOpen() && likes.waitForOpen());
        const QList<QByteArray> payloads
            = {"{\"type\":\"like\", \"n\" : 1}", "plain text", "{\"$fan\":\"no id\",\"a\":1}",
                "{\"$fan\":\"1-1,x\"}", "{\"type\":\"comment\"}", "", "line\nbreak"};
        for (const QByteArray& payload : payloads)
            QCOMPARE(
                instances.redis.command({"PUBLISH", "notifications:42", payload}).toLongLong(), 1);
        QCOMPARE(instances.redis.command({"PUBLISH", "notifications", "{\"type\":\"like\"}"})
                     .toLongLong(),
            1);
        for (const QByteArray& payload : payloads) {
            const SseEvent event = own.next();
            QCOMPARE(event.data, payload);
            QVERIFY(event.id.isNull()); // history does not hold it, so it cannot be resumed after
        }
        QCOMPARE(dataOf(likes, 2),
            (QList<QByteArray>{"{\"type\":\"like\", \"n\" : 1}", "{\"type\":\"like\"}"}));
    }

    void whatFanlightPublishesIsValidJsonForForeignSubscribers()
    {
        Instances instances;
        START_INSTANCES(instances, 1);
        Socket foreign(instances.redis.port());
        QByteArray received;
        QVERIFY(foreign.send("SUBSCRIBE notifications:42\r\n"));
        while (!received.endsWith(":1\r\n"))
            QCOMPARE(foreign.receive(received), Socket::Read::Data);
        HttpClient client(instances.hubs[0]->port());
        const QJsonObject answer
            = publish(client, "{\"userId\":\"42\",\"data\":{\"type\":\"like\",\"n\":1.50}}");
        QCOMPARE(answer["recipients"_L1].toInt(), 1); // the foreign one
        received.clear();
        while (!received.endsWith("}\r\n"))
            QCOMPARE(foreign.receive(received), Socket::Read::Data);
        const QByteArray payload = received.sliced(received.indexOf('{')).trimmed();
        const QByteArray begin = "{\"$fan\":\"" + answer["id"_L1].toString().toUtf8() + ',';
        QVERIFY2(payload.startsWith(begin), payload.constData());
        QVERIFY2(payload.endsWith("\",\"type\":\"like\",\"n\":1.50}"), payload.constData());
        const QJsonObject json = QJsonDocument::fromJson(payload).object();
        QCOMPARE(json["n"_L1].toDouble(), 1.5);
        const qint64 us
            = json["$fan"_L1].toString().section(u',', 1).section(u';', 0, 0).toLongLong();
        QVERIFY(qAbs(us / 1000 - QDateTime::currentMSecsSinceEpoch()) < 60'000);
    }

    void whatAPublishCarriesSurvivesTheHop()
    {
        Instances instances;
        START_INSTANCES(instances, 2);
        EventStream stream(instances.hubs[1]->port(), "userId=a%3Bb%20%C3%A9&types=like");
        QVERIFY(stream.waitForOpen());
        HttpClient client(instances.hubs[0]->port());
        publish(client,
            "{\"userId\":\"a;b "
            "é\",\"type\":\"like\",\"event\":\"pi;ng=\\\"é\",\"id\":\"order;1,\\\"x\\\"\","
            "\"retry\":1234,\"data\":\"two\\nlines \\\"quoted\\\" \\\\\"}");
        publish(client,
            "{\"userId\":\"a;b é\",\"data\":{\"type\":\"like\",\"big\":12345678901234567890}}");
        publish(client, "{\"userId\":\"a;b é\",\"type\":\"like\",\"data\":{}}");
        publish(client, "{\"userId\":\"a;b é\",\"type\":\"like\",\"data\":[1,{\"a\":null}]}");
        publish(client,
            "{\"userId\":\"a;b é\",\"type\":\"like\",\"data\":\"{\\\"looks\\\":\\\"like "
            "JSON\\\"}\"}");
        publish(client, "{\"userId\":\"a;b é\",\"type\":\"like\",\"data\":\"{broken\"}");
        const SseEvent first = stream.next();
        QCOMPARE(first.event, "pi;ng=\"é"_ba);
        QCOMPARE(first.id, "order;1,\"x\""_ba);
        QCOMPARE(first.data, "two\nlines \"quoted\" \\"_ba);
        QCOMPARE(stream.retries().last(), 1234);
        QCOMPARE(dataOf(stream, 5),
            (QList<QByteArray>{"{\"type\":\"like\",\"big\":12345678901234567890}",
                "{\"type\":\"like\"}", "[1,{\"a\":null}]", "{\"looks\":\"like JSON\"}",
                "{broken"}));
        // and history
        EventStream again(
            instances.hubs[0]->port(), "userId=a%3Bb%20%C3%A9", {{"Last-Event-ID", first.id}});
        QCOMPARE(dataOf(again, 5),
            (QList<QByteArray>{"{\"type\":\"like\",\"big\":12345678901234567890}",
                "{\"type\":\"like\"}", "[1,{\"a\":null}]", "{\"looks\":\"like JSON\"}",
                "{broken"}));
        QVERIFY(!again.content().contains("history does not reach back"));
    }

    void resumesOnAnyInstanceWithoutGapOrRepeatWhilePublishingGoesOn()
    {
        constexpr int Reconnects = 300;
        constexpr int Ahead = 100;
        const quint32 seed = QRandomGenerator::global()->generate();
        qInfo("seed %u", seed);
        QRandomGenerator random(seed);
        Instances instances;
        START_INSTANCES(instances, 2, {u"--history"_s, u"10000/1h"_s});
        EventStream stream(instances.hubs[0]->port(), "userId=42");
        QVERIFY(stream.waitForOpen());
        Publisher publisher(instances.hubs[1]->port(), Ahead);
        Follower follower;
        QByteArray lastId;
        for (int connection = 0; connection <= Reconnects; ++connection) {
            const int events = random.bounded(connection == 0 ? 1 : 0, 21);
            for (int i = 0; i < events; ++i) {
                const QByteArray wrong = takeNext(stream, publisher, follower);
                QVERIFY2(wrong.isEmpty(), wrong.constData());
                lastId = stream.lastEventId();
            }
            if (random.bounded(2))
                stream.socket().reset();
            stream = EventStream(instances.hubs[random.bounded(2)]->port(), "userId=42",
                {{"Last-Event-ID", lastId}});
        }
    }

    void saysWhereHistoryDoesNotReach()
    {
        Instances instances;
        START_INSTANCES(instances, 1, {u"--history"_s, u"3/1h"_s});
        const quint16 port = instances.hubs[0]->port();
        HttpClient client(port);
        QList<QByteArray> ids;
        for (int i = 0; i < 6; ++i)
            ids << publish(client, toUser("42", QByteArray::number(i)))["id"_L1]
                       .toString()
                       .toUtf8();
        const auto resume = [&](const QByteArray& id, int expected) {
            EventStream stream(port, "userId=42", {{"Last-Event-ID", id}});
            QList<QByteArray> data = dataOf(stream, expected);
            publish(client, toUser("42", "\"end\""));
            data << stream.next().data;
            return std::pair{data, stream.content().contains("history does not reach back")};
        };
        using Expected = std::pair<QList<QByteArray>, bool>;
        QCOMPARE(resume(ids[5], 0), (Expected{{"end"}, false}));
        instances.redis.command({"DEL", "fanlight:log:42"});
        ids.clear();
        for (int i = 0; i < 6; ++i)
            ids << publish(client, toUser("42", QByteArray::number(i)))["id"_L1]
                       .toString()
                       .toUtf8();
        // as far back as it reaches
        QCOMPARE(resume(ids[2], 3), (Expected{{"3", "4", "5", "end"}, false}));
        QCOMPARE(resume(ids[0], 3).second, true);
        // or one that is yet to come
        for (const QByteArray id : {"an id nobody gave", "99999999999999-0"}) {
            const auto [data, isMissing] = resume(id, 3); // then all there is
            QCOMPARE(data.last(), "end"_ba);
            QVERIFY(isMissing);
        }
        // one more than is replayed
        QCOMPARE(instances.redis.command({"XLEN", "fanlight:log:42"}).toLongLong(), 4);
        const qint64 expiry = instances.redis.command({"PTTL", "fanlight:log:42"}).toLongLong();
        QVERIFY(expiry > 3'500'000 && expiry <= 3'600'000);
    }

    void aGapReachesOverAllThatIsMissing_data()
    {
        QTest::addColumn<bool>("behindRedis");
        QTest::newRow("memory") << false;
        QTest::newRow("behind Redis") << true;
    }
    void aGapReachesOverAllThatIsMissing()
    {
        QFETCH(const bool, behindRedis);
        Instances instances;
        START_INSTANCES(instances, behindRedis ? 1 : 0, {u"--history"_s, u"3/1h"_s});
        HubProcess memory;
        if (!behindRedis)
            START_HUB(memory, {u"--history"_s, u"3/1h"_s});
        const quint16 port = behindRedis ? instances.hubs[0]->port() : memory.port();
        HttpClient client(port);
        const QByteArray first = publish(client, toUser("42", "0"))["id"_L1].toString().toUtf8();
        publish(client, toEveryone("\"all\"")); // kept, and older than what is not
        QByteArrayList ids;
        for (int i = 1; i <= 6; ++i)
            ids << publish(client, toUser("42", QByteArray::number(i)))["id"_L1]
                       .toString()
                       .toUtf8();
        EventStream stream(port, "userId=42&gaps=1", {{"Last-Event-ID", first}});
        const SseEvent gap = stream.next();
        QCOMPARE(gap.event, "fanlight-gap"_ba);
        const QJsonObject told = QJsonDocument::fromJson(gap.data).object();
        QCOMPARE(told["from"_L1].toString().toUtf8(), first);
        QCOMPARE(told["to"_L1].toString().toUtf8(), ids[3]);
        QCOMPARE(dataOf(stream, 4), (QList<QByteArray>{"all", "4", "5", "6"}));
    }

    void anIdAPublisherChoseIsFoundInHistory()
    {
        Instances instances;
        START_INSTANCES(instances, 2);
        HttpClient client(instances.hubs[0]->port());
        // also one that looks like Redis' own
        publish(client, "{\"userId\":\"42\",\"id\":\"99999999999999-0\",\"data\":1}");
        publish(client, "{\"userId\":\"42\",\"id\":\"order-2\",\"data\":2}");
        publish(client, toEveryone("3"));
        publish(client, toUser("42", "4"));
        EventStream first(
            instances.hubs[1]->port(), "userId=42", {{"Last-Event-ID", "99999999999999-0"}});
        EventStream second(instances.hubs[1]->port(), "userId=42", {{"Last-Event-ID", "order-2"}});
        QCOMPARE(dataOf(first, 3), (QList<QByteArray>{"2", "3", "4"}));
        QCOMPARE(dataOf(second, 2), (QList<QByteArray>{"3", "4"}));
        QVERIFY(!first.content().contains("history does not reach back"));
        QVERIFY(!second.content().contains("history does not reach back"));
    }

    void channelsAreSubscribedOnceAndLetGo()
    {
        Instances instances;
        START_INSTANCES(instances, 1);
        const quint16 port = instances.hubs[0]->port();
        {
            std::vector<EventStream> streams;
            for (int i = 0; i < 20; ++i) {
                streams.emplace_back(port, i % 2 ? "userId=42" : "userId=43");
                QVERIFY(streams.back().waitForOpen());
            }
            QCOMPARE(subscribers(instances.redis, "notifications:42"), 1);
            QCOMPARE(subscribers(instances.redis, "notifications:43"), 1);
        }
        QTRY_COMPARE_WITH_TIMEOUT(
            subscribers(instances.redis, "notifications:42"), 0, int(Patience.count()));
        QCOMPARE(subscribers(instances.redis, "notifications"), 1);
        // and again, while one leaves and another comes
        for (int i = 0; i < 50; ++i) {
            EventStream stream(port, "userId=42");
            QVERIFY(stream.waitForOpen());
            HttpClient client(port);
            QCOMPARE(
                publish(client, toUser("42", QByteArray::number(i)))["recipients"_L1].toInt(), 1);
            QCOMPARE(stream.next().data, QByteArray::number(i));
            stream.socket().reset();
            QTRY_COMPARE(connectionCount(port), 0);
        }
    }

    void scriptsAreLoadedAgainWhenRedisHasForgottenThem()
    {
        Instances instances;
        START_INSTANCES(instances, 1);
        HttpClient client(instances.hubs[0]->port());
        QVERIFY(!publish(client, toUser("42", "1"))["id"_L1].toString().isEmpty());
        instances.redis.command({"SCRIPT", "FLUSH"});
        QVERIFY(!publish(client, toUser("42", "2"))["id"_L1].toString().isEmpty());
        QCOMPARE(instances.redis.command({"XLEN", "fanlight:log:42"}).toLongLong(), 2);
    }

    void whereOneUsersHistoryCannotBeWrittenTheOthersGetItOnce()
    {
        Instances instances;
        START_INSTANCES(instances, 1);
        const quint16 port = instances.hubs[0]->port();
        std::vector<EventStream> streams;
        for (const char* user : {"a", "b", "c"}) {
            streams.emplace_back(port, QByteArray("userId=") + user);
            QVERIFY(streams.back().waitForOpen());
        }
        instances.redis.command({"SET", "fanlight:log:b", "no stream"});
        instances.redis.command({"SADD", "followers:7", "a", "b", "c"});
        instances.redis.command({"SADD", "interests:like", "a", "b", "c"});
        HttpClient client(port);
        const std::pair<const char*, const char*> requests[]
            = {{"/api/publish", R"({"userIds":["a","b","c"],"data":"0"})"},
                {"/api/fanout", R"({"authorId":"7","data":"1"})"},
                {"/api/selective", R"({"type":"like","data":"2"})"}};
        for (const auto& [target, body] : requests) {
            const HttpResponse answer = client.post(target, body);
            QCOMPARE(answer.status, 200);
            QCOMPARE(answer.json()["failedCount"_L1].toInt(), 1);
            const QJsonArray failed = answer.json()["failed"_L1].toArray();
            QCOMPARE(failed.size(), 1);
            QCOMPARE(failed[0]["userId"_L1].toString(), u"b"_s);
            QVERIFY2(
                failed[0]["error"_L1].toString().contains(u"WRONGTYPE"_s), answer.body.constData());
            QCOMPARE(answer.json()["recipients"_L1].toInt(), 2);
        }
        // nobody got it: that is a refusal
        const HttpResponse refused = client.post("/api/publish", toUser("b", "3"));
        QCOMPARE(refused.status, 503);
        QVERIFY(refused.hasHeader("Retry-After"));
        // over several slices, more than are listed
        QByteArray many = R"({"data":"4","userIds":["a","c")";
        for (int i = 0; i < 150; ++i) {
            instances.redis.command(
                {"SET", "fanlight:log:bad" + QByteArray::number(i), "no stream"});
            many += ",\"bad" + QByteArray::number(i) + '"';
        }
        const QJsonObject most = client.post("/api/publish", many + "]}").json();
        QCOMPARE(most["channels"_L1].toInt(), 152);
        QCOMPARE(most["recipients"_L1].toInt(), 2);
        QCOMPARE(most["failedCount"_L1].toInt(), 150);
        QCOMPARE(most["failed"_L1].toArray().size(), 100);
        instances.redis.command({"DEL", "fanlight:log:b"});
        const HttpResponse whole
            = client.post("/api/publish", "{\"userIds\":[\"a\",\"b\",\"c\"],\"data\":\"end\"}");
        QVERIFY(!whole.json().contains("failed"_L1));
        for (EventStream* stream : {&streams[0], &streams[2]})
            QCOMPARE(dataOf(*stream, 5), QList<QByteArray>({"0", "1", "2", "4", "end"}));
        QCOMPARE(streams[1].next().data, "end"_ba);
    }

    void whatWouldBeTooLargeAMessageIsRefusedAtThePublish()
    {
        Instances instances;
        START_INSTANCES(instances, 1);
        const quint16 port = instances.hubs[0]->port();
        EventStream stream(port, "userId=42");
        QVERIFY(stream.waitForOpen());
        HttpClient client(port);
        const QByteArray begin = "{\"userId\":\"42\",\"data\":\"";
        QCOMPARE(
            client.post("/api/publish", begin + QByteArray("\\u0001").repeated(174'000) + "\"}")
                .status,
            200);
        QCOMPARE(stream.next().data.size(), 174'000);
        const HttpResponse escaped
            = client.post("/api/publish", begin + QByteArray("\\u0001").repeated(174'757) + "\"}");
        QCOMPARE(escaped.status, 413);
        QVERIFY2(escaped.error().contains(u"message in Redis"_s), escaped.body.constData());
        publish(client, toUser("42", "\"end\""));
        QCOMPARE(stream.next().data, "end"_ba);
    }

    void aForeignTimeIsTakenForNoneOfOurs()
    {
        Instances instances;
        START_INSTANCES(instances, 1);
        const quint16 port = instances.hubs[0]->port();
        EventStream stream(port, "userId=42");
        QVERIFY(stream.waitForOpen());
        for (const char* us : {"18446744073709551615", "9223372036854775808", "0"})
            QCOMPARE(instances.redis
                         .command({"PUBLISH", "notifications:42",
                             QByteArray("{\"$fan\":\"1-0,") + us + "\",\"n\":1}"})
                         .toInt(),
                1);
        for (int i = 0; i < 3; ++i)
            QCOMPARE(stream.next().data, "{\"n\":1}"_ba);
        HttpClient client(port);
        QCOMPARE(publish(client, toUser("42", "1"))["recipients"_L1].toInt(), 1);
    }

    void publishesThatWaitAreBoundedInBytes()
    {
        if (UnderThreadSanitizer)
            QSKIP("so slowed down, the hub notices that Redis hangs before as much waits for it");
        Instances instances;
        START_INSTANCES(instances, 1);
        const quint16 port = instances.hubs[0]->port();
        // A user takes more memory than bytes of the request.
        QByteArray body = "{\"data\":1,\"userIds\":[\"0\"";
        for (int i = 1; i < 10'000; ++i)
            body += ",\"" + QByteArray::number(i) + '"';
        body += "]}";
        constexpr int Requests = 100; // of each of six: 400 MiB
        int tooSlow = 0;
        // a slow machine may notice first that Redis hangs
        for (int attempt = 0; attempt < 5 && tooSlow == 0; ++attempt) {
            QTRY_COMPARE_WITH_TIMEOUT(httpGet(port, "/readyz").status, 200, int(Patience.count()));
            instances.redis.pause();
            std::vector<HttpClient> clients;
            for (int i = 0; i < 6; ++i) {
                clients.emplace_back(port);
                for (int k = 0; k < Requests; ++k)
                    QVERIFY(
                        clients.back().send(requestBytes(port, "POST", "/api/publish", {}, body)));
            }
            for (HttpClient& client : clients) {
                for (int k = 0; k < Requests; ++k) {
                    // six million users are a lot of work for a busy machine
                    const HttpResponse answer = client.read(false, QDeadlineTimer(6 * Patience));
                    QCOMPARE(answer.status, 503);
                    tooSlow += answer.error().contains(u"256 MiB wait"_s);
                }
            }
            instances.redis.resume();
        }
        QVERIFY2(tooSlow > 0 && tooSlow < 5 * Requests, QByteArray::number(tooSlow).constData());
        QTRY_COMPARE_WITH_TIMEOUT(httpGet(port, "/readyz").status, 200, int(Patience.count()));
        HttpClient client(port);
        for (int i = 0; i < 5; ++i)
            QVERIFY(!publish(client, body)["id"_L1].toString().isEmpty());
    }

    void appsOfDifferentPrefixesShareNothing()
    {
        RedisServer redis;
        START_REDIS(redis);
        HubProcess shop, forum;
        START_HUB(shop,
            {u"--broker"_s, redis.url(), u"--channel-prefix"_s, u"shop:"_s, u"--instance-name"_s,
                u"hub"_s});
        START_HUB(forum,
            {u"--broker"_s, redis.url(), u"--channel-prefix"_s, u"forum:"_s, u"--instance-name"_s,
                u"hub"_s});
        for (const HubProcess* hub : {&shop, &forum})
            QTRY_COMPARE_WITH_TIMEOUT(
                httpGet(hub->port(), "/readyz").status, 200, int(Patience.count()));
        EventStream own(shop.port(), "userId=42");
        QVERIFY(own.waitForOpen());
        HttpClient client(shop.port());
        HttpClient other(forum.port());
        const QByteArray first
            = publish(other, toUser("42", "\"forum 0\""))["id"_L1].toString().toUtf8();
        const QByteArray body = R"({"userId":"42","data":"secret","receipt":true})";
        const QByteArray id = client.post("/api/publish", body).json()["id"_L1].toString().toUtf8();
        QCOMPARE(own.next().data, "secret"_ba);
        publish(client, toEveryone("\"secret to all\""));
        QCOMPARE(client.request("PUT", "/api/users/7/followers/42").status, 200);
        QCOMPARE(client.request("PUT", "/api/users/42/interests/like").status, 200);

        publish(other, toUser("42", "\"forum 1\""));
        EventStream resumed(forum.port(), "userId=42&lastEventId=" + first);
        QCOMPARE(resumed.next().data, "forum 1"_ba); // history
        QCOMPARE(other.get("/api/users/7/followers").json()["total"_L1].toInt(-1), 0);
        QCOMPARE(other.get("/api/users/42/interests").json()["total"_L1].toInt(-1), 0);
        QCOMPARE(other.get("/api/receipts/" + id).status, 404);
        const auto stats = [&] { return httpGet(forum.port(), "/api/stats").json(); };
        QTRY_COMPARE_WITH_TIMEOUT(
            stats()["instances"_L1].toArray().size(), 1, int(Patience.count()));
        QTRY_COMPARE_WITH_TIMEOUT(
            stats()["total"_L1]["connections"_L1].toInt(-1), 1, int(Patience.count()));
        for (const QVariant& key : redis.command({"KEYS", "*"}).toList())
            QVERIFY2(key.toByteArray().startsWith("fanlight:shop:")
                    || key.toByteArray().startsWith("fanlight:forum:"),
                key.toByteArray().constData());
    }

    void aDatabaseNumberIsSaidToPartNoChannels()
    {
        Instances instances;
        START_REDIS(instances.redis);
        HubProcess hub;
        START_HUB(hub, {u"--broker"_s, instances.redis.url() + u"/5"_s});
        QTRY_VERIFY_WITH_TIMEOUT(
            hub.standardError().contains("database numbers do not part channels"),
            int(Patience.count()));
    }

    void everyInstanceKnowsTheOthers()
    {
        Instances instances;
        START_INSTANCES(instances, 3);
        const quint16 port = instances.hubs[0]->port();
        std::vector<EventStream> streams;
        for (const auto& hub : instances.hubs) {
            streams.emplace_back(hub->port(), "userId=42");
            QVERIFY(streams.back().waitForOpen());
        }
        const auto stats = [&] { return httpGet(port, "/api/stats").json(); };
        QTRY_COMPARE_WITH_TIMEOUT(
            stats()["total"_L1]["connections"_L1].toInt(), 3, int(Patience.count()));
        QJsonArray rows = stats()["instances"_L1].toArray();
        QCOMPARE(rows.size(), 3);
        QCOMPARE(rows[1]["name"_L1].toString(), u"hub1"_s);
        QVERIFY(rows[1]["rssBytes"_L1].toDouble() > 1e6);
        QVERIFY(instances.hubs[1]->stop()); // says goodbye
        QTRY_COMPARE_WITH_TIMEOUT(
            stats()["instances"_L1].toArray().size(), 2, int(Patience.count()));
        instances.hubs[2]->crash(); // does not
        const auto isStale = [&] { return stats()["instances"_L1][1]["stale"_L1].toBool(); };
        QTRY_VERIFY_WITH_TIMEOUT(isStale(), int(Patience.count()));
        QTRY_COMPARE_WITH_TIMEOUT(
            stats()["total"_L1]["connections"_L1].toInt(), 1, int(Patience.count()));
        const qint64 expiry
            = instances.redis.command({"PTTL", "fanlight:instance:hub2"}).toLongLong();
        QVERIFY(expiry > 0 && expiry <= 60'000);
    }
};

ROOM_TEST(TstInstances, QCoreApplication)
#include "tst_instances.moc"
