// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/hub_process.h"
#include "support/redis_server.h"
#include "support/room.h"

#include <QJsonArray>
#include <QTest>

#include <functional>
#include <vector>

using namespace fanlight::testing;
using namespace Qt::Literals::StringLiterals;

namespace {

const QStringList Durable{u"--appendonly"_s, u"yes"_s, u"--appendfsync"_s, u"always"_s};

QString sourceOf(RedisServer& queue, const QString& more = {})
{
    return u"redis-stream://127.0.0.1:%1/0?key=outbox%2"_s.arg(queue.port()).arg(more);
}

QJsonObject sourceFigures(quint16 port)
{
    return httpGet(port, "/api/sources").json().value("sources"_L1).toArray().first().toObject();
}

QString sourceState(quint16 port)
{
    return sourceFigures(port).value("state"_L1).toString();
}

int sourceCount(quint16 port, QLatin1StringView member)
{
    return sourceFigures(port).value(member).toInt(-1);
}

qint64 pendingOf(RedisServer& queue)
{
    const QVariantList answer = queue.command({"XPENDING", "outbox", "fanlight"}).toList();
    return answer.isEmpty() ? -1 : answer.first().toLongLong();
}

// As an app adds them, in one turn.
void addMany(RedisServer& queue, int from, int to)
{
    queue.command({"EVAL",
        "for i = tonumber(ARGV[1]), tonumber(ARGV[2]) do redis.call('XADD', KEYS[1], '*', 'id', "
        "'m' "
        ".. i, 'body', '{\"userId\":\"42\",\"data\":' .. i .. '}') end",
        "1", "outbox", QByteArray::number(from), QByteArray::number(to)});
}

// What a stream that is open has not got, for a failure message.
QByteArray missing(const std::vector<int>& seen, const EventStream& user, const QByteArray& last)
{
    QByteArray text = "after " + last + " nothing came; missing:";
    for (std::size_t number = 1; number < seen.size(); ++number) {
        if (seen[number] == 0)
            text += ' ' + QByteArray::number(qint64(number));
    }
    for (const QByteArray& comment : user.comments())
        text += "\n: " + comment;
    return text.left(2000);
}

// Whether the hub takes a message that comes twice for one.
bool takesOnce(quint16 port)
{
    return httpGet(port, "/api/openapi.json").body.contains("\"once\"");
}

} // namespace

// Queues that feed a real fanlightd: a stream of a real Redis.
class TstSources : public QObject {
    Q_OBJECT

    RedisServer m_queue;
    HubProcess m_hub;

private Q_SLOTS:
    void init() { START_REDIS(m_queue, Durable); }
    void cleanup()
    {
        QVERIFY2(m_hub.stop(), m_hub.story().constData());
        m_queue.command({"FLUSHALL"});
        m_queue.stop();
    }

    void whatTheAppPutsIntoTheStreamReachesTheUser()
    {
        START_HUB(m_hub, {u"--source"_s, sourceOf(m_queue)});
        EventStream user(m_hub.port(), "userId=42");
        EventStream other(m_hub.port(), "userId=43");
        QVERIFY(user.waitForOpen());
        QVERIFY(other.waitForOpen());
        m_queue.command({"XADD", "outbox", "*", "body",
            R"({"userIds":["42"],"type":"like","event":"news","data":{"n":1}})"});
        const SseEvent first = user.next();
        QCOMPARE(first.data, QByteArray(R"({"type":"like","n":1})"));
        QCOMPARE(first.event, QByteArray("news"));
        QVERIFY(!first.id.isEmpty());
        m_queue.command({"XADD", "outbox", "*", "data", "to all", "fan-user", ""});
        QCOMPARE(user.next().data, QByteArray("to all"));
        QCOMPARE(other.next().data, QByteArray("to all")); // and nothing before it
        QTRY_COMPARE(sourceCount(m_hub.port(), "acknowledged"_L1), 2);
        QCOMPARE(pendingOf(m_queue), 0);
        const QJsonObject figures = sourceFigures(m_hub.port());
        QCOMPARE(figures.value("name"_L1).toString(), u"outbox"_s);
        QCOMPARE(figures.value("kind"_L1).toString(), u"redis-stream"_s);
        QCOMPARE(figures.value("state"_L1).toString(), u"taking"_s);
        QCOMPARE(
            httpGet(m_hub.port(), "/api/stats").json().value("sources"_L1).toArray().size(), 1);
    }

    void aPoisonousMessageEndsWithTheDeadIsMendedAndSentAgain()
    {
        START_HUB(m_hub, {u"--source"_s, sourceOf(m_queue)});
        EventStream user(m_hub.port(), "userId=42");
        QVERIFY(user.waitForOpen());
        m_queue.command({"XADD", "outbox", "*", "body", R"({"data":"lost"})", "id", "bad-1"});
        m_queue.command({"XADD", "outbox", "*", "body", "no JSON"});
        m_queue.command({"XADD", "outbox", "*", "body", R"({"userId":"42","data":"good"})"});
        QCOMPARE(user.next().data, QByteArray("good")); // which did not wait
        QTRY_COMPARE(sourceCount(m_hub.port(), "dead"_L1), 2);
        QCOMPARE(pendingOf(m_queue), 0);
        const QJsonArray dead
            = httpGet(m_hub.port(), "/api/sources/outbox/dead").json().value("dead"_L1).toArray();
        QCOMPARE(dead.size(), 2);
        for (const QJsonValue one : dead)
            QCOMPARE(one["tries"_L1].toInt(), 5);
        const bool isFirst = dead[0]["id"_L1] == "bad-1"_L1;
        const QJsonValue lost = dead[isFirst ? 0 : 1];
        const QJsonValue broken = dead[isFirst ? 1 : 0];
        QVERIFY2(lost["reason"_L1].toString().contains(u"userId"_s),
            qPrintable(lost["reason"_L1].toString()));
        QCOMPARE(broken["body"_L1].toString(), u"no JSON"_s);
        QVERIFY(broken["reason"_L1].toString().contains(u"JSON"_s));

        const QByteArray path
            = "/api/sources/outbox/dead/" + lost["handle"_L1].toString().toLatin1();
        QCOMPARE(httpPost(m_hub.port(), path, {}).status, 400); // as it is
        const HttpResponse sent
            = httpPost(m_hub.port(), path, R"({"body":{"userId":"42","data":"found"}})");
        QCOMPARE(sent.status, 200);
        QCOMPARE(user.next().data, QByteArray("found"));
        QCOMPARE(httpPost(m_hub.port(), path, {}).status, 404);
        QCOMPARE(httpDelete(m_hub.port(),
                     "/api/sources/outbox/dead/" + broken["handle"_L1].toString().toLatin1())
                     .status,
            200);
        QTRY_COMPARE(sourceCount(m_hub.port(), "dead"_L1), 0);
    }

    void isPausedAndGoesOnByHand()
    {
        START_HUB(m_hub, {u"--source"_s, sourceOf(m_queue, u"&name=mail"_s)});
        QTRY_COMPARE(sourceState(m_hub.port()), u"taking"_s);
        QCOMPARE(httpPost(m_hub.port(), "/api/sources/outbox/pause", {}).status, 404);
        QCOMPARE(httpPost(m_hub.port(), "/api/sources/mail/pause", {}).status, 200);
        QCOMPARE(sourceState(m_hub.port()), u"paused"_s);
        addMany(m_queue, 1, 500);
        // more than was asked for before
        QTRY_VERIFY(sourceCount(m_hub.port(), "lag"_L1) >= 400);
        QVERIFY(sourceCount(m_hub.port(), "taken"_L1) <= 100);
        QCOMPARE(httpPost(m_hub.port(), "/api/sources/mail/resume", {}).status, 200);
        QTRY_COMPARE(sourceCount(m_hub.port(), "acknowledged"_L1), 500);
    }

    void whileTheBrokerIsAwayNothingIsAcknowledgedAndNothingLost()
    {
        RedisServer broker;
        START_REDIS(broker);
        START_HUB(m_hub, {u"--source"_s, sourceOf(m_queue), u"--broker"_s, broker.url()});
        QTRY_COMPARE(sourceState(m_hub.port()), u"taking"_s);
        EventStream user(m_hub.port(), "userId=42");
        QVERIFY(user.waitForOpen());
        broker.kill();
        QTRY_COMPARE(sourceState(m_hub.port()), u"waiting"_s);
        addMany(m_queue, 1, 300);
        QTRY_VERIFY(sourceCount(m_hub.port(), "lag"_L1) >= 200);
        QCOMPARE(sourceCount(m_hub.port(), "acknowledged"_L1), 0);
        START_REDIS(broker);
        for (int i = 1; i <= 300; ++i)
            QVERIFY(!user.next().isNull());
        QTRY_COMPARE(sourceCount(m_hub.port(), "acknowledged"_L1), 300);
        QCOMPARE(sourceCount(m_hub.port(), "refused"_L1), 0);
    }

    void aQueueThatIsAwayIsToldAndTakesNobodyFromTheHub()
    {
        START_HUB(m_hub, {u"--source"_s, sourceOf(m_queue)});
        QTRY_COMPARE(sourceState(m_hub.port()), u"taking"_s);
        QVERIFY(!httpGet(m_hub.port(), "/readyz").json().contains("remark"_L1));
        m_queue.kill();
        QTRY_COMPARE(sourceState(m_hub.port()), u"connecting"_s);
        QTRY_VERIFY(httpGet(m_hub.port(), "/readyz").json().contains("remark"_L1));
        const HttpResponse ready = httpGet(m_hub.port(), "/readyz");
        QCOMPARE(ready.status, 200);
        QVERIFY(ready.json().value("remark"_L1).toString().contains(u"source outbox"_s));
        const QByteArray metrics = httpGet(m_hub.port(), "/metrics").body;
        QVERIFY(metrics.contains("fanlight_source_state{source=\"outbox\",kind=\"redis-stream\","
                                 "state=\"connecting\"} 1"));
        QVERIFY(metrics.contains(
            "fanlight_source_acknowledged_total{source=\"outbox\",kind=\"redis-stream\"} 0"));
        START_REDIS(m_queue, Durable);
        QTRY_COMPARE(sourceState(m_hub.port()), u"taking"_s);
    }

    void noPasswordIsShownAnywhere()
    {
        m_queue.command({"CONFIG", "SET", "requirepass", "hush-hush"});
        START_HUB(m_hub,
            {u"--source"_s,
                u"redis-stream://:hush-hush@127.0.0.1:%1?key=outbox"_s.arg(m_queue.port()),
                u"--log-level"_s, u"debug"_s});
        QTRY_COMPARE(sourceState(m_hub.port()), u"taking"_s);
        for (const char* path : {"/api/sources", "/api/stats", "/metrics", "/readyz"})
            QVERIFY2(!httpGet(m_hub.port(), path).body.contains("hush-hush"), path);
        QVERIFY(m_hub.stop());
        QVERIFY(!m_hub.standardError().contains("hush-hush"));
        m_queue.command({"AUTH", "hush-hush"});
        m_queue.command({"CONFIG", "SET", "requirepass", ""});
    }

    void anAddressThatWillNotDoIsToldBeforeTheStart()
    {
        for (const auto& [address, why] :
            {std::pair(u"redis-stream://:hush-hush@cache"_s, "“key=” is missing"),
                {u"ftp://:hush-hush@cache"_s, "no source is called ftp://"},
                {u"redis-stream://a?key=k,redis-stream://b?key=k"_s, "two sources are called “k”"},
                {u"redis-stream://a?key=k&password=@/no/such/file"_s, "/no/such/file"}}) {
            HubProcess hub;
            QVERIFY(hub.runToEnd({u"--check-config"_s, u"--source"_s, address}));
            QCOMPARE(hub.exitCode(), 2);
            const QByteArray said = hub.standardError();
            QVERIFY2(said.contains("--source: ") && said.contains(why), said.constData());
            QVERIFY2(!said.contains("hush-hush"), said.constData());
        }
    }

    void tenThousandMessagesOverCrashesOfHubAndQueue_data()
    {
        QTest::addColumn<bool>("isHub");
        QTest::addColumn<bool>("isQueue");
        QTest::newRow("kill -9 of the hub") << true << false;
        QTest::newRow("kill -9 of the queue's Redis") << false << true;
        QTest::newRow("kill -9 of both") << true << true;
    }
    void tenThousandMessagesOverCrashesOfHubAndQueue()
    {
        constexpr int all = 10'000;
        constexpr int part = 2000;
        constexpr int prefetch = 100;
        QFETCH(const bool, isHub);
        QFETCH(const bool, isQueue);
        RedisServer broker;
        START_REDIS(broker);
        const QStringList options{u"--source"_s,
            sourceOf(m_queue, u"&consumer=one&prefetch=%1"_s.arg(prefetch)), u"--broker"_s,
            broker.url(), u"--history"_s, u"20000/1h"_s, u"--log-level"_s, u"warning"_s};
        START_HUB(m_hub, options);
        const bool isOnce = takesOnce(m_hub.port());
        EventStream user(m_hub.port(), "userId=42");
        QVERIFY(user.waitForOpen());
        int added = 2 * part;
        addMany(m_queue, 1, added);
        std::vector<int> seen(all + 1);
        int distinct = 0;
        int twice = 0;
        int crashes = 0;
        QByteArray last;
        while (distinct < all) {
            const SseEvent event = user.next();
            if (event.isNull()) { // the hub has gone, or the stream was too slow
                QVERIFY2(user.hasEnded(), missing(seen, user, last).constData());
                user = EventStream(m_hub.port(), "userId=42", {{"Last-Event-ID", last}});
                QVERIFY2(user.waitForOpen(), m_hub.story().constData());
                continue;
            }
            last = event.id;
            const int number = event.data.toInt();
            QVERIFY2(number >= 1 && number <= all, event.wire.constData());
            ++seen[std::size_t(number)] == 1 ? ++distinct : ++twice;
            if (added < all && distinct == (crashes + 1) * part) {
                ++crashes;
                addMany(m_queue, added + 1, added + part); // so that some are in hand
                added += part;
                if (isQueue)
                    m_queue.kill();
                if (isHub) {
                    m_hub.crash();
                    std::ignore = m_hub.waitForEnd();
                }
                if (isQueue)
                    START_REDIS(m_queue, Durable);
                if (isHub)
                    START_HUB(m_hub, options);
            }
        }
        QCOMPARE(crashes, 3);
        QTRY_COMPARE(pendingOf(m_queue), 0);
        // what was published and not acknowledged comes once more where the hub does not know it
        QVERIFY2(
            twice <= (isOnce ? 0 : crashes * 2 * prefetch), QByteArray::number(twice).constData());
        QCOMPARE(m_queue.command({"XLEN", "outbox:dead"}).toLongLong(), 0);
    }
};

ROOM_TEST(TstSources, QCoreApplication)
#include "tst_sources.moc"
