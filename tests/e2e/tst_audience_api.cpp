// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/hub_process.h"
#include "support/redis_server.h"
#include "support/room.h"

#include <QJsonArray>
#include <QTest>

using namespace fanlight::testing;
using namespace Qt::Literals::StringLiterals;

namespace {

QJsonArray strings(std::initializer_list<const char*> texts)
{
    QJsonArray array;
    for (const char* text : texts)
        array.append(QString::fromUtf8(text));
    return array;
}

} // namespace

// Followers, interests, fan-out and selective publishing over HTTP, in memory and behind Redis.
class TstAudienceApi : public QObject {
    Q_OBJECT

    RedisServer m_redis;
    HubProcess m_memoryHub;
    HubProcess m_redisHub;

    quint16 port() const
    {
        QFETCH_GLOBAL(bool, inRedis);
        return inRedis ? m_redisHub.port() : m_memoryHub.port();
    }
    QJsonObject ask(const QByteArray& method, const QByteArray& target, const QByteArray& body = {})
    {
        return HttpClient(port()).request(method, target, {}, body).json();
    }

private Q_SLOTS:
    void initTestCase_data()
    {
        QTest::addColumn<bool>("inRedis");
        QTest::newRow("memory") << false;
        QTest::newRow("redis") << true;
    }
    void initTestCase()
    {
        START_REDIS(m_redis);
        START_HUB(m_memoryHub);
        START_HUB(m_redisHub, {u"--broker"_s, m_redis.url()});
        QTRY_COMPARE(httpGet(m_redisHub.port(), "/readyz").status, 200);
    }

    void followersComeAndGo()
    {
        QCOMPARE(
            ask("PUT", "/api/users/a%2Fb/followers", "[\"1\",2,\"d\\u00e9\"]")["added"_L1].toInt(),
            3);
        QCOMPARE(ask("PUT", "/api/users/a%2Fb/followers/4")["added"_L1].toInt(), 1);
        QCOMPARE(ask("PUT", "/api/users/a%2Fb/followers/4")["added"_L1].toInt(), 0);
        QJsonObject all = ask("GET", "/api/users/a%2Fb/followers");
        QCOMPARE(all["userId"_L1].toString(), u"a/b"_s);
        QCOMPARE(all["followers"_L1].toArray(), strings({"1", "2", "4", "dé"}));
        QCOMPARE(all["total"_L1].toInt(), 4);
        const QJsonObject page = ask("GET", "/api/users/a%2Fb/followers?limit=2");
        QCOMPARE(page["followers"_L1].toArray(), strings({"1", "2"}));
        QCOMPARE(page["next"_L1].toString(), u"2"_s);
        QCOMPARE(ask("GET", "/api/users/a%2Fb/followers?limit=2&after=2")["followers"_L1].toArray(),
            strings({"4", "dé"}));
        QCOMPARE(ask("GET", "/api/users/a%2Fb/followers/4")["follows"_L1].toBool(), true);
        QCOMPARE(ask("DELETE", "/api/users/a%2Fb/followers/4")["removed"_L1].toInt(), 1);
        QCOMPARE(ask("GET", "/api/users/a%2Fb/followers/4")["follows"_L1].toBool(true), false);
        QCOMPARE(ask("DELETE", "/api/users/a%2Fb/followers")["removed"_L1].toInt(), 3);
        QCOMPARE(ask("GET", "/api/users/a%2Fb/followers")["total"_L1].toInt(-1), 0);
    }

    void interestsComeAndGo()
    {
        QCOMPARE(
            ask("PUT", "/api/users/42/interests", "[\"like\",\"comment\"]")["added"_L1].toInt(), 2);
        QCOMPARE(ask("PUT", "/api/users/43/interests/like")["added"_L1].toInt(), 1);
        QCOMPARE(ask("GET", "/api/users/42/interests")["interests"_L1].toArray(),
            strings({"comment", "like"}));
        QCOMPARE(ask("GET", "/api/users/42/interests/like")["interested"_L1].toBool(), true);
        QCOMPARE(ask("DELETE", "/api/users/42/interests/like")["removed"_L1].toInt(), 1);
        QCOMPARE(
            ask("GET", "/api/users/42/interests")["interests"_L1].toArray(), strings({"comment"}));
        QCOMPARE(ask("DELETE", "/api/users/42/interests")["removed"_L1].toInt(), 1);
        QCOMPARE(ask("DELETE", "/api/users/43/interests")["removed"_L1].toInt(), 1);
    }

    void aFanOutReachesTheFollowersWhoAreThere()
    {
        ask("PUT", "/api/users/7/followers", "[\"42\",\"43\",\"not here\"]");
        EventStream first(port(), "userId=42");
        EventStream second(port(), "userId=43&types=new-post");
        EventStream filtered(port(), "userId=43&types=like");
        EventStream other(port(), "userId=44");
        for (EventStream* stream : {&first, &second, &filtered, &other})
            QVERIFY(stream->waitForOpen());
        const QJsonObject sent = ask(
            "POST", "/api/fanout", "{\"authorId\":7,\"type\":\"new-post\",\"data\":{\"post\":1}}");
        QCOMPARE(sent["followers"_L1].toInt(), 3);
        QCOMPARE(sent["recipients"_L1].toInt(), 2);
        const SseEvent event = first.next();
        QCOMPARE(event.data, "{\"type\":\"new-post\",\"post\":1}"_ba);
        QCOMPARE(QString::fromUtf8(event.id), sent["id"_L1].toString());
        QCOMPARE(second.next().data, "{\"type\":\"new-post\",\"post\":1}"_ba);
        ask("POST", "/api/publish", "{\"broadcast\":true,\"type\":\"like\",\"data\":\"end\"}");
        QCOMPARE(filtered.next().data, "end"_ba);
        QCOMPARE(other.next().data, "end"_ba);
        const QJsonObject nobody
            = ask("POST", "/api/fanout", "{\"authorId\":\"nobody\",\"data\":1}");
        QCOMPARE(nobody["followers"_L1].toInt(-1), 0);
        QCOMPARE(nobody["recipients"_L1].toInt(-1), 0);
        QVERIFY(nobody["id"_L1].isNull());
    }

    void aSelectivePublishReachesThoseInterested()
    {
        ask("PUT", "/api/users/8/followers", "[\"51\",\"52\"]");
        for (const char* user : {"51", "53"})
            ask("PUT", QByteArray("/api/users/") + user + "/interests/sale");
        EventStream s51(port(), "userId=51");
        EventStream s52(port(), "userId=52");
        EventStream s53(port(), "userId=53");
        for (EventStream* stream : {&s51, &s52, &s53})
            QVERIFY(stream->waitForOpen());
        const QJsonObject all
            = ask("POST", "/api/selective", "{\"type\":\"sale\",\"data\":\"all\"}");
        QCOMPARE(all["interested"_L1].toInt(), 2);
        QCOMPARE(all["recipients"_L1].toInt(), 2);
        const QJsonObject followers = ask("POST", "/api/selective",
            "{\"type\":\"sale\",\"authorId\":\"8\",\"data\":\"followers\"}");
        QCOMPARE(followers["interested"_L1].toInt(), 1);
        QCOMPARE(followers["recipients"_L1].toInt(), 1);
        ask("POST", "/api/publish", "{\"broadcast\":true,\"data\":\"end\"}");
        QCOMPARE(s51.next().data, "all"_ba);
        QCOMPARE(s51.next().data, "followers"_ba);
        QCOMPARE(s51.next().data, "end"_ba);
        QCOMPARE(s52.next().data, "end"_ba);
        QCOMPARE(s53.next().data, "all"_ba);
        QCOMPARE(s53.next().data, "end"_ba);
    }

    void badInputIsNamed_data()
    {
        QTest::addColumn<QByteArray>("method");
        QTest::addColumn<QByteArray>("target");
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<int>("status");
        QTest::addColumn<QString>("error");
        const auto row = [](const char* name, const char* method, const char* target,
                             const char* body, int status, const char* error) {
            QTest::newRow(name) << QByteArray(method) << QByteArray(target) << QByteArray(body)
                                << status << QString::fromUtf8(error);
        };
        row("no author", "POST", "/api/fanout", "{\"data\":1}", 400, "authorId: is missing");
        row("no data", "POST", "/api/fanout", "{\"authorId\":\"1\"}", 400, "data: is missing");
        row("a field of another", "POST", "/api/fanout",
            "{\"authorId\":\"1\",\"userId\":\"2\",\"data\":1}", 400,
            "userId: is not a field of a fan-out; known are authorId, type, data");
        row("no type", "POST", "/api/selective", "{\"data\":1}", 400, "type: is missing");
        row("no array", "PUT", "/api/users/1/followers", "{}", 400,
            "the body must be a JSON array of followers");
        row("no JSON", "PUT", "/api/users/1/interests", "[", 400, "not valid JSON");
        row("no names", "PUT", "/api/users/1/interests", "[{}]", 400, "interests: must be strings");
        row("an empty name", "PUT", "/api/users/1/interests", "[\"\"]", 400,
            "interests: must not be empty");
        row("a line break", "PUT", "/api/users/1/followers/a%0Ab", "", 400,
            "follower: must not contain CR");
        row("a page too large", "GET", "/api/users/1/followers?limit=0", "", 400,
            "limit: must be a number");
        row("a method", "POST", "/api/users/1/followers", "", 405, "GET, HEAD, PUT, DELETE");
        row("a path", "GET", "/api/users/1", "", 404, "there is nothing at");
        row("one more segment", "GET", "/api/users/1/followers/2/3", "", 404,
            "there is nothing at");
    }
    void badInputIsNamed()
    {
        QFETCH(QByteArray, method);
        QFETCH(QByteArray, target);
        QFETCH(QByteArray, body);
        QFETCH(int, status);
        QFETCH(QString, error);
        const HttpResponse response = HttpClient(port()).request(method, target, {}, body);
        QCOMPARE(response.status, status);
        QVERIFY2(response.error().contains(error), qPrintable(response.error()));
    }

    void pagesOfOthersMayNotChangeIt()
    {
        const HttpResponse response = HttpClient(port()).request(
            "PUT", "/api/users/1/followers/2", {{"Origin", "https://evil.example"}});
        QCOMPARE(response.status, 403);
    }
};

ROOM_TEST(TstAudienceApi, QCoreApplication)
#include "tst_audience_api.moc"
