// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/hub_process.h"
#include "support/room.h"

#include <QDateTime>
#include <QJsonArray>
#include <QMessageAuthenticationCode>

using namespace fanlight::testing;
using namespace Qt::Literals::StringLiterals;

namespace {

const QByteArray LimitSecret = "HUSH-this-is-what-signs-tokens-for-limits";

QByteArray limitToken(
    const QByteArray& user, qint64 seconds, const QByteArray& secret = LimitSecret)
{
    const auto encode = [](const QByteArray& bytes) {
        return bytes.toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals);
    };
    const QByteArray text = encode(R"({"alg":"HS256"})") + '.'
        + encode("{\"sub\":\"" + user + "\",\"exp\":"
            + QByteArray::number(QDateTime::currentSecsSinceEpoch() + seconds) + '}');
    return text + '.'
        + encode(QMessageAuthenticationCode::hash(text, secret, QCryptographicHash::Sha256));
}

Headers withBearer(const QByteArray& token)
{
    return {{"Authorization", "Bearer " + token}};
}

Headers from(const QByteArray& address)
{
    return {{"X-Forwarded-For", address}};
}

int statusOfStream(quint16 port, const Headers& headers)
{
    HttpClient client(port);
    client.send(requestBytes(port, "GET", "/api/notifications", headers));
    return client.read(true).status;
}

// A stream that is told to come back later, and when.
qint64 retryOfSentAway(quint16 port, const QByteArray& query, const Headers& headers)
{
    EventStream stream(port, query, headers);
    const bool ended = stream.waitForCleanEnd();
    return ended && stream.head().status == 200 && stream.connectionId().isEmpty()
            && stream.retries().size() == 1
        ? stream.retries().first()
        : -1;
}

double metric(quint16 port, const QByteArray& name, const Headers& headers = {})
{
    const QByteArray line = '\n' + name + ' ';
    const QByteArray text = httpGet(port, "/metrics", headers).body;
    const qsizetype at = text.indexOf(line);
    const qsizetype value = at + line.size();
    return at < 0 ? -1 : text.mid(value, text.indexOf('\n', value) - value).toDouble();
}

} // namespace

class TstAccessLimits : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void newStreamsOfAnAddressAreToldToComeBack()
    {
        HubProcess hub;
        START_HUB(hub,
            {u"--limit-streams"_s, u"1/m:3"_s, u"--trusted-proxy"_s, u"127.0.0.1"_s, u"--retry"_s,
                u"1s"_s});
        std::vector<EventStream> streams;
        for (int i = 0; i < 3; ++i) {
            streams.emplace_back(hub.port(), "userId=1", from("203.0.113.9"));
            QVERIFY(streams.back().waitForOpen());
        }
        // until there is room, and not all at once
        const qint64 retry = retryOfSentAway(hub.port(), "userId=1", from("203.0.113.9"));
        QVERIFY2(retry > 50'000 && retry <= 180'000, QByteArray::number(retry).constData());
        QVERIFY(EventStream(hub.port(), "userId=1", from("203.0.113.10")).waitForOpen());
        QVERIFY(EventStream(hub.port(), "userId=1").waitForOpen()); // the proxy's own
        QCOMPARE(metric(hub.port(), "fanlight_limited_total{limit=\"streams\"}"), 1.0);
        QCOMPARE(metric(hub.port(), "fanlight_refused_total"), 1.0);
        QTRY_VERIFY2(
            hub.standardError().contains(
                "1 refused by --limit-streams; the last from 203.0.113.9: too many new streams"),
            hub.standardError().constData());
        const QJsonObject limits = httpGet(hub.port(), "/api/stats").json()["limits"_L1].toObject();
        QCOMPARE(limits["streams"_L1]["limit"_L1].toString(), u"1/m:3"_s);
        QCOMPARE(limits["streams"_L1]["refused"_L1].toInt(), 1);
        // who comes by IPv6 has 64 bits of its own
        for (int i = 0; i < 3; ++i)
            QVERIFY(EventStream(hub.port(), {}, from("2001:db8:0:1::" + QByteArray::number(i)))
                        .waitForOpen());
        QVERIFY(retryOfSentAway(hub.port(), {}, from("2001:db8:0:1:ffff::9")) > 0);
        QVERIFY(EventStream(hub.port(), {}, from("2001:db8:0:2::9")).waitForOpen());
    }
    void requestsOfAnAddressGetALater()
    {
        HubProcess hub;
        START_HUB(hub, {u"--limit-requests"_s, u"1/m:4"_s, u"--trusted-proxy"_s, u"127.0.0.1"_s});
        HttpClient client(hub.port());
        const Headers headers = from("203.0.113.9");
        for (const char* path : {"/api/stats", "/", "/nothing/there", "/api/connections"})
            QVERIFY(client.get(path, headers).status != 429);
        const HttpResponse later = client.get("/api/stats", headers);
        QCOMPARE(later.status, 429);
        QVERIFY2(later.error().contains(u"more than 1 a minute"_s), later.body.constData());
        const int seconds = later.header("Retry-After").toInt();
        QVERIFY2(seconds > 50 && seconds <= 60, later.header("Retry-After").constData());
        QCOMPARE(client.get("/healthz", headers).status, 200); // whoever asks
        QCOMPARE(client.get("/readyz", headers).status, 200);
        QCOMPARE(client.get("/api/stats", from("203.0.113.10")).status, 200);
        QVERIFY(
            EventStream(hub.port(), {}, headers).waitForOpen()); // these have a limit of their own
        QCOMPARE(client.post("/api/publish", toUser("1", "1"), headers).status, 200); // likewise
        QCOMPARE(metric(hub.port(), "fanlight_limited_total{limit=\"requests\"}"), 1.0);
    }
    void publishesOfATokenGetALater()
    {
        HubProcess hub;
        START_HUB(hub,
            {u"--limit-publishes"_s, u"1/h:2"_s, u"--publish-token"_s, u"ci=HUSH-a"_s,
                u"--publish-token"_s, u"shop=HUSH-b"_s, u"--monitor-token"_s, u"HUSH-m"_s});
        HttpClient client(hub.port());
        const auto publishAs = [&](const QByteArray& token) {
            return client.post("/api/publish", toUser("1", "1"), withBearer(token));
        };
        QCOMPARE(publishAs("HUSH-a").status, 200);
        QCOMPARE(publishAs("HUSH-a").status, 200);
        const HttpResponse later = publishAs("HUSH-a");
        QCOMPARE(later.status, 429);
        QVERIFY2(later.error().contains(u"“ci”"_s), later.body.constData());
        QVERIFY(later.header("Retry-After").toInt() > 3500);
        QCOMPARE(publishAs("HUSH-b").status, 200);
        QCOMPARE(client.get("/api/users/1/followers", withBearer("HUSH-a")).status, 200);
        QCOMPARE(
            metric(hub.port(), "fanlight_limited_total{limit=\"publishes\"}", withBearer("HUSH-m")),
            1.0);
        QCOMPARE(metric(hub.port(), "fanlight_publishes_refused_total{reason=\"limited\"}",
                     withBearer("HUSH-m")),
            1.0);
        QVERIFY2(hub.stop(), hub.story().constData());
        QVERIFY(!hub.standardError().contains("HUSH"));
    }
    void byThemselvesTheyAreForThoseWhoComeFromElsewhere()
    {
        HubProcess alone;
        START_HUB(alone);
        HubProcess reachable;
        START_HUB(reachable,
            {u"--host"_s, u"app.example"_s, u"--publish-token"_s, u"t"_s, u"--anonymous"_s,
                u"all"_s, u"--trusted-proxy"_s, u"127.0.0.1"_s, u"--limit-streams"_s, u"auto"_s});
        const auto refusedOf = [](const HubProcess& hub, const Headers& headers) {
            const QList<QByteArray> requests(
                2500, requestBytes(hub.port(), "GET", "/nothing", headers));
            const QList<HttpResponse> answers = askAll(hub.port(), requests);
            return std::count_if(answers.begin(), answers.end(),
                [](const HttpResponse& answer) { return answer.status == 429; });
        };
        QCOMPARE(refusedOf(alone, {}), 0);
        QTRY_VERIFY(refusedOf(reachable, from("203.0.113.9")) > 0); // asked fast enough
        HubProcess direct;
        START_HUB(direct,
            {u"--host"_s, u"app.example"_s, u"--publish-token"_s, u"t"_s, u"--anonymous"_s,
                u"all"_s});
        QCOMPARE(refusedOf(direct, {}), 0); // this machine itself
    }
    void whoTriesTokensIsSlowedDownAndOthersAreNot()
    {
        HubProcess hub;
        START_HUB(hub,
            {u"--jwt-secret"_s, QString::fromLatin1(LimitSecret), u"--trusted-proxy"_s,
                u"127.0.0.1"_s, u"--admin-token"_s, u"HUSH-admin"_s});
        const Headers here = from("203.0.113.9");
        const QByteArray known = limitToken("42", 600);
        QCOMPARE(statusOfStream(hub.port(), here + withBearer(known)), 200);
        // a page whose token has expired tries nothing
        for (int i = 0; i < 20; ++i)
            QCOMPARE(statusOfStream(hub.port(), here + withBearer(limitToken("42", -90))), 401);
        QCOMPARE(httpGet(hub.port(), "/api/stats", here + withBearer("HUSH-admin")).status, 200);
        for (int i = 0; i < 10; ++i)
            QCOMPARE(
                statusOfStream(hub.port(),
                    here + withBearer(limitToken("42", 600, "HUSH-another-secret-of-32-bytes!"))),
                401);
        HttpClient client(hub.port());
        const auto slowed = [&](const Headers& headers, const QByteArray& path) {
            const HttpResponse answer = client.get(path, here + headers);
            return answer.status == 429
                && answer.error().startsWith(u"slowed down: 10 wrong tokens"_s)
                && answer.header("Retry-After").toInt() >= 1;
        };
        // good or not: it is not looked at
        QVERIFY(slowed(withBearer(limitToken("43", 600)), "/api/notifications"));
        QVERIFY(
            slowed({{"Cookie", "fanlight_token=" + limitToken("44", 600)}}, "/api/notifications"));
        QVERIFY(slowed(withBearer("HUSH-guess"), "/api/stats"));
        // an EventSource would never come back from that
        QVERIFY(retryOfSentAway(hub.port(), {}, here + withBearer(limitToken("43", 600))) >= 1000);
        // who was known before, who shows none, and who is elsewhere
        QCOMPARE(statusOfStream(hub.port(), here + withBearer(known)), 200);
        QCOMPARE(httpGet(hub.port(), "/api/stats", here + withBearer("HUSH-admin")).status, 200);
        QCOMPARE(client.get("/", here).status, 200);
        QCOMPARE(client.get("/api/notifications", here).status, 401);
        QCOMPARE(statusOfStream(hub.port(), withBearer(limitToken("43", 600))), 200);
        QVERIFY(metric(hub.port(), "fanlight_limited_total{limit=\"wrong_tokens\"}",
                    withBearer("HUSH-admin"))
            >= 4);
        QTRY_VERIFY2(hub.standardError().contains("slowed down: 10 wrong tokens"),
            hub.standardError().constData());
        // and it is over after a while
        QTRY_COMPARE_WITH_TIMEOUT(
            statusOfStream(hub.port(), here + withBearer(limitToken("43", 600))), 200,
            int(Patience.count()));
        QVERIFY2(hub.stop(), hub.story().constData());
        QVERIFY(!hub.standardError().contains("HUSH"));
    }
    void whoGuessesTokensOfRolesIsSlowedDown()
    {
        HubProcess hub;
        START_HUB(hub, {u"--publish-token"_s, u"HUSH-right"_s});
        HttpClient client(hub.port());
        const auto publishAs = [&](const QByteArray& token) {
            return client.post("/api/publish", toUser("1", "1"), withBearer(token)).status;
        };
        for (int i = 0; i < 10; ++i)
            QCOMPARE(publishAs("HUSH-guess" + QByteArray::number(i)), 401);
        QCOMPARE(publishAs("HUSH-guess"), 429);
        QCOMPARE(publishAs("HUSH-right"), 429); // a guess like any other, from there
        QTRY_COMPARE_WITH_TIMEOUT(publishAs("HUSH-right"), 200, int(Patience.count()));
        QCOMPARE(publishAs("HUSH-guess"), 401);
        QCOMPARE(publishAs("HUSH-guess"), 429);
        QCOMPARE(publishAs("HUSH-right"), 200); // it was good before
    }
};

ROOM_TEST(TstAccessLimits, QCoreApplication)
#include "tst_access_limits.moc"
