// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "broker/redis_keys.h"
#include "core/auth/signer.h"
#include "core/hub/hub_rig.h"
#include "hub/access_snapshot.h"
#include "hub/proof_desk.h"
#include "support/http_client.h"
#include "support/redis_server.h"
#include "support/room.h"

#include <QJsonArray>

using namespace fanlight;
using namespace fanlight::testing;
using namespace Qt::Literals::StringLiterals;

namespace {

const std::string TicketSecret = "HUSH-this-signs-the-tokens-of-users!";

HubOptions ticketOptions(const QString& broker = u"memory"_s)
{
    HubOptions options = onAnyPort();
    options.adminToken = u"admin"_s;
    options.publishToken = u"publisher"_s;
    options.jwtSecret = QString::fromStdString(TicketSecret);
    options.jwtLeeway = std::chrono::milliseconds(0);
    options.broker = broker;
    return options;
}

Headers as(const QByteArray& token)
{
    return {{"Authorization", "Bearer " + token}};
}

// Of a user, issued and good for so many seconds from now; without `issued` it does not say.
QByteArray ticketUserToken(const char* user, qint64 seconds = 600, std::optional<qint64> issued = 0)
{
    const qint64 now = QDateTime::currentSecsSinceEpoch();
    QByteArray claims
        = "{\"sub\":\"" + QByteArray(user) + "\",\"exp\":" + QByteArray::number(now + seconds);
    if (issued)
        claims += ",\"iat\":" + QByteArray::number(now + *issued);
    return QByteArray::fromStdString(
        Signer::hmacToken("{\"alg\":\"HS256\"}", claims.toStdString() + '}', TicketSecret));
}

HttpResponse makeTicket(quint16 port, const QByteArray& body, const QByteArray& token = "publisher")
{
    return httpPost(port, "/api/tickets", body, as(token));
}

QByteArray ticketOf(const HttpResponse& answer)
{
    return answer.json()["ticket"_L1].toString().toLatin1();
}

HttpResponse showTicket(
    quint16 port, const QByteArray& ticket, const Headers& headers = {}, bool headOnly = true)
{
    HttpClient client(port);
    client.send(requestBytes(port, "GET", "/api/notifications?ticket=" + ticket, headers));
    return client.read(headOnly);
}

HttpResponse endUser(quint16 port, const QByteArray& user, const QByteArray& query = {})
{
    HttpClient client(port);
    return client.request("DELETE", "/api/users/" + user + "/streams" + query, as("admin"));
}

} // namespace

class TestHubTickets : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void theLinkIsByTheNameThatAClientOfAProxyAskedBy()
    {
        HubRig rig;
        HubOptions options = ticketOptions();
        options.hostNames = QStringList{u"app.example"_s};
        options.trustedProxies = QStringList{u"127.0.0.1"_s};
        QVERIFY(rig.start(options));
        Headers headers = as("publisher");
        headers.push_back({"X-Forwarded-Proto", "https"});
        headers.push_back({"X-Forwarded-Host", "app.example"});
        const auto made = [&] {
            return httpPost(rig.port(), "/api/tickets", "{\"userId\":\"42\"}", headers).json();
        };
        QJsonObject ticket = made();
        QCOMPARE(
            ticket["link"_L1].toString(), u"https://app.example"_s + ticket["url"_L1].toString());
        AccessSnapshotPtr access; // which the window makes its links of
        rig.hub.requestAccess([&](const AccessSnapshotPtr& one) { access = one; });
        QTRY_VERIFY(access);
        QCOMPARE(access->front, u"https://app.example"_s);
        // whom nobody trusts changes nothing
        options.trustedProxies.clear();
        rig.hub.stop();
        QVERIFY(rig.reaches(HubState::Stopped));
        QVERIFY(rig.start(options));
        ticket = made();
        QCOMPARE(ticket["link"_L1].toString(),
            u"http://127.0.0.1:%1"_s.arg(rig.port()) + ticket["url"_L1].toString());
    }
    void whatTheHubsOwnThreadRefusesIsKeptLikeAllElse()
    {
        HubRig rig;
        QVERIFY(rig.start(ticketOptions()));
        const QByteArray own = ticketUserToken("42");
        QCOMPARE(makeTicket(rig.port(), "{\"userId\":\"77\"}", own).status, 403);
        QCOMPARE(httpPost(rig.port(), "/api/faults", "{}", as("admin")).status, 403);
        HttpClient client(rig.port());
        int status = 200;
        for (int i = 0; status == 200 && i <= ProofDesk::OwnTicketsAMinute; ++i)
            status = client.request("POST", "/api/tickets", as(own), "{}").status;
        QCOMPARE(status, 429);
        AccessSnapshotPtr access;
        rig.hub.requestAccess([&](const AccessSnapshotPtr& one) { access = one; });
        QTRY_VERIFY(access);
        QStringList rows;
        for (const RefusalRow& row : access->refusals.rows)
            rows.append(u"%1 %2: %3 %4"_s.arg(QString::fromStdString(row.address),
                QString::fromStdString(row.wanted), QString::number(row.status),
                QString::fromStdString(row.why)));
        QCOMPARE(rows,
            (QStringList{
                u"127.0.0.1 POST /api/tickets: 429 a user may make 60 tickets a minute for himself"_s,
                u"127.0.0.1 POST /api/faults: 403 faults are not for the API here; start the hub "
                "with --allow-faults"_s,
                u"127.0.0.1 POST /api/tickets: 403 userId: the token is of another user"_s}));
    }
    void oneOpensOneStreamWhichMayComeBack_data()
    {
        QTest::addColumn<bool>("isBehindRedis");
        QTest::addColumn<QByteArray>("prefix");
        QTest::newRow("memory") << false << QByteArray();
        QTest::newRow("redis") << true << QByteArray("notifications:");
        QTest::newRow("redis of two apps") << true << QByteArray("shop:");
    }
    void oneOpensOneStreamWhichMayComeBack()
    {
        QFETCH(bool, isBehindRedis);
        QFETCH(QByteArray, prefix);
        RedisServer redis;
        HubOptions options = ticketOptions();
        if (isBehindRedis) { // with no more rights than the documents name
            START_REDIS(redis);
            const RedisKeys keys(prefix.toStdString());
            std::vector<QByteArray> user{"ACL", "SETUSER", "fanlight", "on", ">pass"};
            for (const QByteArray& rule : QByteArray::fromStdString(keys.accessRules()).split(' '))
                user.push_back(rule);
            QCOMPARE(redis.command(user).toByteArray(), "OK"_ba);
            options.broker = u"redis://fanlight:pass@127.0.0.1:%1"_s.arg(redis.port());
            options.channelPrefix = QString::fromLatin1(prefix);
        }
        HubRig rig;
        QVERIFY(rig.start(options));
        QTRY_VERIFY_WITH_TIMEOUT(rig.hub.status().broker.ready, int(Patience.count()));
        const HttpResponse made = makeTicket(rig.port(), "{\"userId\":\"42\",\"ttl\":\"30s\"}");
        QCOMPARE(made.status, 200);
        const QByteArray ticket = ticketOf(made);
        QCOMPARE(ticket.size(), 43);
        QCOMPARE(made.json()["expiresIn"_L1].toInt(), 30);
        QCOMPARE(made.json()["url"_L1].toString(),
            u"/api/notifications?ticket="_s + QString::fromLatin1(ticket));
        QCOMPARE(made.json()["link"_L1].toString(),
            u"http://127.0.0.1:%1"_s.arg(rig.port()) + made.json()["url"_L1].toString());
        QCOMPARE(made.header("Cache-Control"), "no-store"_ba);

        HttpClient head(rig.port()); // which does not use it up
        QCOMPARE(head.request("HEAD", "/api/notifications?ticket=" + ticket).status, 200);
        EventStream stream(rig.port(), "ticket=" + ticket);
        QVERIFY2(stream.waitForOpen(), stream.content().constData());
        rig.publish(to({u"42"_s}, "1"));
        QCOMPARE(stream.next().data, "1"_ba);
        // another is turned away, and one that has read events is told to try again
        const HttpResponse second = showTicket(rig.port(), ticket, {}, false);
        QCOMPARE(second.status, 401);
        QVERIFY2(second.error().contains(u"was used"_s), second.body.constData());
        EventStream early(rig.port(), "ticket=" + ticket, {{"Last-Event-ID", "1-0"}});
        QVERIFY(early.waitForCleanEnd());
        QVERIFY(!early.retries().isEmpty() && early.connectionId().isEmpty());

        const QByteArray last = stream.lastEventId();
        stream.socket().reset();
        QTRY_COMPARE_WITH_TIMEOUT(rig.connections()->total, 0U, int(Patience.count()));
        rig.publish(to({u"42"_s}, "2"));
        EventStream again(rig.port(), "ticket=" + ticket, {{"Last-Event-ID", last}});
        QVERIFY2(again.waitForOpen(), again.content().constData());
        QCOMPARE(again.next().data, "2"_ba);
        QCOMPARE(showTicket(rig.port(), QByteArray("x" + ticket.mid(1))).status, 401);
        if (isBehindRedis) { // where the ticket itself stands nowhere
            const QByteArray root
                = prefix == "shop:" ? QByteArray("fanlight:shop:") : QByteArray("fanlight:");
            const QVariantList keys = redis.command({"KEYS", root + "ticket:*"}).toList();
            QCOMPARE(keys.size(), 1);
            QVERIFY(!keys.first().toByteArray().contains(ticket));
            QVERIFY(redis.command({"PTTL", keys.first().toByteArray()}).toLongLong() > 0);
            QVERIFY(!redis.command({"HGETALL", keys.first().toByteArray()})
                         .toList()
                         .contains(QVariant(ticket)));
            const QJsonObject ended = endUser(rig.port(), "42", "?deny=1h").json();
            QVERIFY(ended["complete"_L1].toBool());
            QCOMPARE(redis.command({"ZCARD", root + "denied"}).toLongLong(), 1);
        }
    }
    void anyInstanceTakesItAndTakesItOverFromTheDead()
    {
        RedisServer redis;
        START_REDIS(redis);
        HubRig one;
        HubRig other;
        QVERIFY(one.start(ticketOptions(redis.url())) && other.start(ticketOptions(redis.url())));
        QTRY_VERIFY_WITH_TIMEOUT(one.hub.status().broker.ready && other.hub.status().broker.ready,
            int(Patience.count()));
        const QByteArray ticket = ticketOf(makeTicket(one.port(), "{\"userId\":\"42\"}"));
        EventStream stream(other.port(), "ticket=" + ticket);
        QVERIFY2(stream.waitForOpen(), stream.content().constData());
        QCOMPARE(showTicket(one.port(), ticket).status, 401);
        // the other one dies with the stream open: as if it had not been heard of since
        const QByteArray key
            = redis.command({"KEYS", "fanlight:ticket:*"}).toList().first().toByteArray();
        const QByteArray holder
            = redis.command({"HGET", key, "holder"}).toByteArray().split(' ').first();
        const qint64 now = QDateTime::currentMSecsSinceEpoch();
        redis.command({"HSET", key, "holder", "dead 7"});
        redis.command({"SET", "fanlight:ticket-holder:dead", QByteArray::number(now - 30'000)});
        QVERIFY(holder != "dead");
        EventStream taken(one.port(), "ticket=" + ticket);
        QVERIFY2(taken.waitForOpen(), taken.content().constData());
        redis.command({"HSET", key, "holder", "dead 7"});
        redis.command({"SET", "fanlight:ticket-holder:dead", QByteArray::number(now - 70'000)});
        QCOMPARE(showTicket(one.port(), ticket).status, 401); // its time to come back is over
        QVERIFY(redis.command({"EXISTS", key}).toLongLong() == 0);
    }
    void whileRedisIsAwayItsClientComesBackLater()
    {
        RedisServer redis;
        START_REDIS(redis);
        HubRig rig;
        QVERIFY(rig.start(ticketOptions(redis.url())));
        QTRY_VERIFY_WITH_TIMEOUT(rig.hub.status().broker.ready, int(Patience.count()));
        const QByteArray ticket = ticketOf(makeTicket(rig.port(), "{\"userId\":\"42\"}"));
        redis.kill();
        QTRY_VERIFY_WITH_TIMEOUT(!rig.hub.status().broker.ready, int(Patience.count()));
        HttpClient head(rig.port());
        QCOMPARE(head.request("HEAD", "/api/notifications?ticket=" + ticket).status, 503);
        EventStream away(rig.port(), "ticket=" + ticket);
        QVERIFY(away.waitForCleanEnd());
        QVERIFY(!away.retries().isEmpty() && away.connectionId().isEmpty());
        const HttpResponse none = makeTicket(rig.port(), "{\"userId\":\"42\"}");
        QCOMPARE(none.status, 503);
        QVERIFY(none.hasHeader("Retry-After"));
        QVERIFY2(none.error().contains(u"Redis"_s), none.body.constData());
    }
    void itsTypesAndItsEndHold()
    {
        HubRig rig;
        QVERIFY(rig.start(ticketOptions()));
        const qint64 until = QDateTime::currentSecsSinceEpoch() + 2;
        const QByteArray ticket = ticketOf(makeTicket(rig.port(),
            "{\"userId\":\"42\",\"types\":[\"like\",\"comment\"],\"until\":"
                + QByteArray::number(until) + '}'));
        QCOMPARE(showTicket(rig.port(), ticket + "&types=secret").status, 403);
        QCOMPARE(showTicket(rig.port(), ticket + "&userId=43").status, 403);
        EventStream stream(rig.port(), "userId=42&types=like,secret&ticket=" + ticket);
        QVERIFY2(stream.waitForOpen(), stream.content().constData());
        QCOMPARE(rig.connections()->rows.front().types, QStringList{u"like"_s});
        QVERIFY(stream.waitForCleanEnd()); // at its time, and its client comes in vain
        QTRY_COMPARE_WITH_TIMEOUT(
            showTicket(rig.port(), ticket).status, 401, int(Patience.count()));
        const HttpResponse stats = httpGet(rig.port(), "/api/stats", as("admin"));
        QCOMPARE(stats.json()["disconnects"_L1]["expired"_L1].toInt(), 1);
    }
    void aUserMakesThemForHimselfAlone()
    {
        HubRig rig;
        QVERIFY(rig.start(ticketOptions()));
        const QByteArray own = ticketUserToken("42", 600);
        QCOMPARE(makeTicket(rig.port(), "{\"userId\":\"43\"}", own).status, 403);
        QCOMPARE(makeTicket(rig.port(), "{}", ticketUserToken("42", -5)).status, 401);
        const HttpResponse made = makeTicket(rig.port(), "{}", own);
        QCOMPARE(made.status, 200);
        EventStream stream(rig.port(), "ticket=" + ticketOf(made));
        QVERIFY(stream.waitForOpen());
        QCOMPARE(rig.connections()->rows.front().userId, u"42"_s);
        // it ends with the token it was made for, whatever is asked for
        const HttpResponse brief = makeTicket(
            rig.port(), "{\"until\":\"2099-01-01T00:00:00Z\"}", ticketUserToken("44", 2));
        EventStream short_(rig.port(), "ticket=" + ticketOf(brief));
        QVERIFY(short_.waitForOpen() && short_.waitForCleanEnd());
        // nor may he fill the memory
        int status = 200;
        for (int i = 0; i < 100 && status == 200; ++i)
            status = makeTicket(rig.port(), "{}", own).status;
        QCOMPARE(status, 429);
        QCOMPARE(makeTicket(rig.port(), "{}", ticketUserToken("43")).status, 200);
        QCOMPARE(makeTicket(rig.port(), "{\"userId\":\"42\"}").status, 200); // the app may
    }
    void whatIsWrongWithAWishIsTold_data()
    {
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<QString>("why");
        const auto row = [](const char* body, const char* why) {
            QTest::newRow(body) << QByteArray(body) << QString::fromUtf8(why);
        };
        row("{}", "userId: must be there");
        row("[]", "JSON object");
        row("{\"userId\":4.5}", "userId: must be a text");
        row("{\"userId\":[]}", "userId: must be a text");
        row("{\"userId\":null}", "userId: must be there");
        row("{\"userId\":\"4\\n2\"}", "userId");
        row("{\"user\":\"42\"}", "did you mean userId");
        row("{\"userId\":\"42\",\"ttl\":\"2h\"}", "1s to 1h");
        row("{\"userId\":\"42\",\"ttl\":0}", "1s to 1h");
        row("{\"userId\":\"42\",\"ttl\":true}", "1s to 1h");
        row("{\"userId\":\"42\",\"until\":\"tomorrow\"}", "until: must be a time");
        row("{\"userId\":\"42\",\"until\":\"2099-01-01T00:00:00\"}", "with its zone");
        row("{\"userId\":\"42\",\"until\":1}", "that is over");
        row("{\"userId\":\"42\",\"types\":[1]}", "types: must be a list");
        row("{\"userId\":\"42\",\"types\":[\"a\\nb\"]}", "types");
    }
    void whatIsWrongWithAWishIsTold()
    {
        QFETCH(QByteArray, body);
        QFETCH(QString, why);
        HubRig rig;
        QVERIFY(rig.start(ticketOptions()));
        const HttpResponse answer = makeTicket(rig.port(), body);
        QCOMPARE(answer.status, 400);
        QVERIFY2(answer.error().contains(why), answer.body.constData());
    }
    void aHubOfTicketsAloneNeedsNoKey()
    {
        HubOptions options = onAnyPort();
        options.publishToken = u"publisher"_s;
        options.hostNames = {u"hub.example"_s};
        QVERIFY(checkHubOptions(options).contains(u"--anonymous none"_s));
        options.anonymous = Anonymous::None;
        QCOMPARE(checkHubOptions(options), QString());
        HubRig rig;
        QVERIFY(rig.start(options));
        QCOMPARE(httpGet(rig.port(), "/api/notifications?userId=42").status, 401);
        const QByteArray ticket = ticketOf(makeTicket(rig.port(), "{\"userId\":\"42\"}"));
        EventStream stream(rig.port(), "ticket=" + ticket);
        QVERIFY(stream.waitForOpen());
    }
    void theWindowMakesThem()
    {
        HubRig rig;
        QVERIFY(rig.start(ticketOptions()));
        std::optional<TicketMade> made;
        TicketWish wish;
        wish.userId = u"42"_s;
        rig.hub.requestTicket(wish, [&](const TicketMade& one) { made = one; });
        QTRY_VERIFY_WITH_TIMEOUT(made.has_value(), int(Patience.count()));
        QCOMPARE(made->error, QString());
        QCOMPARE(made->expiresInMs, 60'000);
        EventStream stream(rig.port(), "ticket=" + made->ticket.toLatin1());
        QVERIFY(stream.waitForOpen());
        made.reset();
        // numbers are as good as texts
        const HttpResponse numbered = makeTicket(rig.port(), "{\"userId\":9007199254740993}");
        EventStream other(rig.port(), "userId=9007199254740993&ticket=" + ticketOf(numbered));
        QVERIFY2(other.waitForOpen(), numbered.body.constData());
        wish.userId.clear();
        rig.hub.requestTicket(wish, [&](const TicketMade& one) { made = one; });
        QTRY_VERIFY_WITH_TIMEOUT(made.has_value(), int(Patience.count()));
        QVERIFY(made->error.contains(u"userId"_s));
    }

    void aUsersStreamsEndAndWhatWasIssuedBeforeIsRefused()
    {
        HubRig rig;
        QVERIFY(rig.start(ticketOptions()));
        EventStream byToken(rig.port(), {}, as(ticketUserToken("42", 600, -10)));
        EventStream other(rig.port(), {}, as(ticketUserToken("43", 600, -10)));
        const QByteArray ticket = ticketOf(makeTicket(rig.port(), "{\"userId\":\"42\"}"));
        const QByteArray unused = ticketOf(makeTicket(rig.port(), "{\"userId\":\"42\"}"));
        EventStream byTicket(rig.port(), "ticket=" + ticket);
        QVERIFY(byToken.waitForOpen() && other.waitForOpen() && byTicket.waitForOpen());

        // without a denial they come back
        QJsonObject answer = endUser(rig.port(), "42").json();
        QCOMPARE(answer["ended"_L1].toInt(), 2);
        QVERIFY(answer["deniedUntil"_L1].isNull());
        QVERIFY(byToken.waitForCleanEnd() && byTicket.waitForCleanEnd());
        EventStream again(rig.port(), {}, as(ticketUserToken("42", 600, -10)));
        QVERIFY(again.waitForOpen());

        answer = endUser(rig.port(), "42", "?deny=1h").json();
        QCOMPARE(answer["ended"_L1].toInt(), 1);
        QCOMPARE(answer["instances"_L1].toInt(), 1);
        QVERIFY(answer["complete"_L1].toBool());
        QVERIFY(answer["deniedUntil"_L1].toString().endsWith(u'Z'));
        QVERIFY(again.waitForCleanEnd());
        const auto status = [&](const QByteArray& token) {
            return httpGet(rig.port(), "/api/whoami", as(token)).status;
        };
        HttpClient client(rig.port());
        const HttpResponse refused
            = client.get("/api/notifications", as(ticketUserToken("42", 600, -10)));
        QCOMPARE(refused.status, 401);
        QVERIFY2(refused.error().contains(u"withdrawn"_s), refused.body.constData());
        QCOMPARE(status(ticketUserToken("42", 600, {})), 401); // it does not say when
        QCOMPARE(status(ticketUserToken("42", 600, 5)), 200); // signed in anew
        QCOMPARE(status(ticketUserToken("43", 600, -10)), 200);
        QCOMPARE(showTicket(rig.port(), unused).status, 401);
        QCOMPARE(showTicket(rig.port(), ticket).status, 401);
        QVERIFY(!other.hasEnded() && other.readAvailable());
        // the app lets him in again
        EventStream fresh(
            rig.port(), "ticket=" + ticketOf(makeTicket(rig.port(), "{\"userId\":\"42\"}")));
        QVERIFY(fresh.waitForOpen());
        const QJsonObject stats = httpGet(rig.port(), "/api/stats", as("admin")).json();
        QCOMPARE(stats["disconnects"_L1]["denied"_L1].toInt(), 1);
        QCOMPARE(stats["disconnects"_L1]["kicked"_L1].toInt(), 2);
        // and whoever asks why is told
        const QJsonObject why = httpPost(rig.port(), "/api/tokens/check",
            "{\"token\":\"" + ticketUserToken("42", 600, -10) + "\"}", as("admin"))
                                    .json();
        QVERIFY(!why["ok"_L1].toBool());
        QCOMPARE(why["checks"_L1].toArray().last()["what"_L1].toString(), u"denied"_s);
    }
    void whatIsWrongWithADenialIsTold()
    {
        HubRig rig;
        QVERIFY(rig.start(ticketOptions()));
        for (const char* deny : {"", "0", "soon", "-1h", "721h", "1h&deny=2h"})
            QCOMPARE(endUser(rig.port(), "42", QByteArray("?deny=") + deny).status, 400);
        QCOMPARE(endUser(rig.port(), "42", "?ban=1h").status, 400);
        QCOMPARE(endUser(rig.port(), "4%0a2").status, 400);
        QCOMPARE(endUser(rig.port(), "4%2F2").json()["userId"_L1].toString(), u"4/2"_s);
    }
    void aUserWithoutAProofIsDeniedToo()
    {
        HubRig rig; // that is open to all
        QVERIFY(rig.start());
        EventStream stream(rig.port(), "userId=42");
        QVERIFY(stream.waitForOpen());
        HttpClient client(rig.port());
        QCOMPARE(client.request("DELETE", "/api/users/42/streams?deny=1h").status, 200);
        QVERIFY(stream.waitForCleanEnd());
        QCOMPARE(httpGet(rig.port(), "/api/notifications?userId=42").status, 401);
        EventStream other(rig.port(), "userId=43");
        QVERIFY(other.waitForOpen());
    }
    void allInstancesEndThemAndOneThatStartsLaterKnows()
    {
        RedisServer redis;
        START_REDIS(redis);
        HubRig one;
        HubRig other;
        QVERIFY(one.start(ticketOptions(redis.url())) && other.start(ticketOptions(redis.url())));
        QTRY_VERIFY_WITH_TIMEOUT(one.hub.status().broker.ready && other.hub.status().broker.ready,
            int(Patience.count()));
        const Headers old = as(ticketUserToken("42", 600, -10));
        EventStream here(one.port(), {}, old);
        EventStream there(other.port(), {}, old);
        EventStream alsoThere(other.port(), {}, old);
        QVERIFY(here.waitForOpen() && there.waitForOpen() && alsoThere.waitForOpen());
        // who listens by a pattern is no instance that would not answer
        one.hub.tapRedis(u"*"_s);
        QTRY_VERIFY_WITH_TIMEOUT(
            redis.command({"PUBSUB", "NUMPAT"}).toLongLong() == 1, int(Patience.count()));
        const QJsonObject answer = endUser(one.port(), "42", "?deny=10m").json();
        QCOMPARE(answer["ended"_L1].toInt(), 3);
        QCOMPARE(answer["instances"_L1].toInt(), 2);
        QVERIFY(answer["complete"_L1].toBool());
        QVERIFY(here.waitForCleanEnd() && there.waitForCleanEnd() && alsoThere.waitForCleanEnd());
        const auto status
            = [&](HubRig& rig) { return httpGet(rig.port(), "/api/whoami", old).status; };
        QCOMPARE(status(other), 401);
        HubRig late;
        QVERIFY(late.start(ticketOptions(redis.url())));
        QTRY_COMPARE_WITH_TIMEOUT(status(late), 401, int(Patience.count()));
        // an end without a denial reaches all as well
        EventStream again(late.port(), {}, as(ticketUserToken("42", 600, 5)));
        QVERIFY(again.waitForOpen());
        QTRY_COMPARE_WITH_TIMEOUT(
            endUser(one.port(), "42").json()["instances"_L1].toInt(), 3, int(Patience.count()));
        QVERIFY(again.waitForCleanEnd());
    }
    void whatWasDeniedWhileRedisWasAwayIsToldWhenItIsBack()
    {
        RedisServer redis;
        START_REDIS(redis);
        HubRig one;
        HubRig other;
        QVERIFY(one.start(ticketOptions(redis.url())) && other.start(ticketOptions(redis.url())));
        QTRY_VERIFY_WITH_TIMEOUT(one.hub.status().broker.ready && other.hub.status().broker.ready,
            int(Patience.count()));
        const Headers old = as(ticketUserToken("42", 600, -10));
        EventStream there(other.port(), {}, old);
        QVERIFY(there.waitForOpen());
        redis.kill();
        QTRY_VERIFY_WITH_TIMEOUT(!one.hub.status().broker.ready, int(Patience.count()));
        const HttpResponse answer = endUser(one.port(), "42", "?deny=10m");
        QCOMPARE(answer.status, 503);
        QVERIFY2(answer.error().contains(u"when it is back"_s), answer.body.constData());
        QCOMPARE(httpGet(one.port(), "/api/whoami", old).status, 401);
        START_REDIS(redis);
        QVERIFY(there.waitForCleanEnd());
        QCOMPARE(httpGet(other.port(), "/api/whoami", old).status, 401);
    }
    void aMoveToRedisTakesDenialsAlongAndKeepsTickets()
    {
        RedisServer redis;
        START_REDIS(redis);
        HubRig rig;
        QVERIFY(rig.start(ticketOptions()));
        const QByteArray before = ticketOf(makeTicket(rig.port(), "{\"userId\":\"7\"}"));
        QCOMPARE(endUser(rig.port(), "42", "?deny=10m").status, 200);
        std::optional<QString> error;
        rig.hub.moveToRedis(redis.url(), LocalHub::Along::Everything,
            [&](const MoveResult& one) { error = one.error; });
        QTRY_VERIFY_WITH_TIMEOUT(error.has_value(), int(Patience.count()));
        QCOMPARE(*error, QString());
        QTRY_VERIFY_WITH_TIMEOUT(rig.hub.status().broker.ready, int(Patience.count()));
        EventStream stream(rig.port(), "ticket=" + before);
        QVERIFY2(stream.waitForOpen(), stream.content().constData());
        const QByteArray after = ticketOf(makeTicket(rig.port(), "{\"userId\":\"7\"}"));
        EventStream other(rig.port(), "ticket=" + after);
        QVERIFY2(other.waitForOpen(), other.content().constData());
        QTRY_COMPARE_WITH_TIMEOUT(
            redis.command({"ZCARD", "fanlight:denied"}).toLongLong(), 1, int(Patience.count()));
        HubRig late;
        QVERIFY(late.start(ticketOptions(redis.url())));
        QTRY_COMPARE_WITH_TIMEOUT(
            httpGet(late.port(), "/api/whoami", as(ticketUserToken("42", 600, -10))).status, 401,
            int(Patience.count()));
    }
    void whatIsNoMessageOfAnInstanceIsLeftAlone()
    {
        RedisServer redis;
        START_REDIS(redis);
        HubRig rig;
        QVERIFY(rig.start(ticketOptions(redis.url())));
        QTRY_VERIFY_WITH_TIMEOUT(rig.hub.status().broker.ready, int(Patience.count()));
        EventStream stream(rig.port(), {}, as(ticketUserToken("42", 600, -10)));
        QVERIFY(stream.waitForOpen());
        for (const char* rubbish : {"", "{", "[]", "{\"end\":\"42\"}", "{\"by\":\"x\",\"end\":7}",
                 "{\"by\":\"x\",\"end\":\"4\\n2\"}", "{\"by\":\"x\",\"to\":\"y\",\"ask\":1}",
                 "\xff"})
            redis.command({"PUBLISH", "fanlight:loop:instances", rubbish});
        redis.command({"ZADD", "fanlight:denied", "9999999999999", "rubbish"});
        redis.command({"PUBLISH", "fanlight:loop:instances", QByteArray(100'000, '[')});
        rig.publish(to({u"42"_s}, "1"));
        QCOMPARE(stream.next().data, "1"_ba);
    }
};

ROOM_TEST(TestHubTickets, QCoreApplication)
#include "tst_hub_tickets.moc"
