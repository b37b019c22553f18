// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/auth/signer.h"
#include "core/hub/hub_rig.h"
#include "support/http_client.h"
#include "support/redis_server.h"
#include "support/room.h"
#include "support/web_app.h"

#include <QJsonArray>

#include <memory>

using namespace fanlight;
using namespace fanlight::testing;
using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

namespace {

// An issuer: signs under an id, and publishes what it signs with.
struct Issuer {
    explicit Issuer(const char* keyId)
        : id(keyId)
    {
    }
    std::string jwk() const
    {
        std::string raw(32, '\0');
        std::size_t size = raw.size();
        EVP_PKEY_get_raw_public_key(
            signer.key().get(), reinterpret_cast<unsigned char*>(raw.data()), &size);
        return "{\"kty\":\"OKP\",\"crv\":\"Ed25519\",\"kid\":\"" + id + "\",\"x\":\""
            + jwt::encodeBase64Url(raw) + "\"}";
    }
    Headers bearing(const char* user, qint64 seconds = 600) const
    {
        const std::string header = "{\"alg\":\"EdDSA\",\"kid\":\"" + id + "\"}";
        const std::string claims = "{\"sub\":\"" + std::string(user)
            + "\",\"exp\":" + std::to_string(QDateTime::currentSecsSinceEpoch() + seconds) + "}";
        return {{"Authorization",
            "Bearer " + QByteArray::fromStdString(signer.token(header, claims, "EdDSA"))}};
    }

    const std::string id;
    const Signer signer = Signer::ed25519();
};

QByteArray publishedKeys(const std::vector<const Issuer*>& issuers)
{
    std::string all;
    for (const Issuer* issuer : issuers)
        all += (all.empty() ? "" : ",") + issuer->jwk();
    return QByteArray::fromStdString("{\"keys\":[" + all + "]}");
}

HubOptions withKeysOf(const WebApp& issuer, std::chrono::milliseconds interval = 60s)
{
    HubOptions options = onAnyPort();
    options.jwksUrl = issuer.url(u"/keys"_s);
    options.jwksInterval = interval;
    options.jwtLeeway = 0ms;
    return options;
}

HubOptions askingApp(const WebApp& app)
{
    HubOptions options = onAnyPort();
    options.authorizeUrl = app.url(u"/allow"_s);
    return options;
}

// 200 for a stream, 0 for one that is told to come back, else why not.
int streamStatus(quint16 port, const QByteArray& query, const Headers& headers = {})
{
    EventStream stream(port, query, headers);
    if (stream.waitForOpen() && !stream.connectionId().isEmpty())
        return 200;
    if (stream.head().status != 200)
        return stream.head().status;
    return stream.waitForCleanEnd() && !stream.retries().isEmpty() ? 0 : -1;
}

// The same, once whoever is asked has answered: on a machine that stood still it may be told to
// come back before.
int settledStatus(quint16 port, const QByteArray& query, const Headers& headers = {})
{
    int status = 0;
    const bool isSettled = QTest::qWaitFor(
        [&] { return (status = streamStatus(port, query, headers)) != 0; }, int(Patience.count()));
    return isSettled ? status : 0;
}

bool opensAtLast(quint16 port, const QByteArray& query, const Headers& headers)
{
    return QTest::qWaitFor(
        [&] { return streamStatus(port, query, headers) == 200; }, int(Patience.count()));
}

// Once the issuer's keys are new enough for that.
bool isRefusedAtLast(quint16 port, const Headers& headers)
{
    return QTest::qWaitFor(
        [&] { return streamStatus(port, {}, headers) == 401; }, int(Patience.count()));
}

// Whether all of user 42 are there yet: they hear of something new.
bool areThere(HubRig& rig, const std::vector<EventStream*>& streams)
{
    static int last = 0;
    const QByteArray data = QByteArray::number(++last);
    if (!rig.publish(to({u"42"_s}, data)).error.isEmpty())
        return false;
    return std::all_of(streams.begin(), streams.end(), [&data](EventStream* stream) {
        for (;;) {
            const SseEvent event = stream->next();
            if (event.isNull() || event.data == data)
                return !event.isNull();
        }
    });
}

} // namespace

class TestHubProofs : public QObject {
    Q_OBJECT

private Q_SLOTS:
    // ---- the issuer's keys
    void streamsWaitForTheFirstKeys()
    {
        const Issuer issuer("one");
        WebApp server;
        server.setHandler([&issuer](const WebApp::Request&) {
            return WebApp::Reply{200, publishedKeys({&issuer}), {}, 300};
        });
        HubRig rig;
        QVERIFY(rig.start(withKeysOf(server)));
        EventStream early(rig.port(), {}, issuer.bearing("42"));
        QVERIFY2(early.waitForOpen(), early.content().constData());
        QCOMPARE(rig.connections()->rows.front().userId, u"42"_s);
        QCOMPARE(settledStatus(rig.port(), "userId=42"), 401); // nobody is anonymous
        QCOMPARE(server.requests(), 1);
    }
    void aHubStartsWhileTheIssuerIsAwayAndItsReadersComeBack()
    {
        const Issuer issuer("one");
        WebApp server;
        server.answer(publishedKeys({&issuer}));
        server.goAway();
        HubRig rig;
        QVERIFY(rig.start(withKeysOf(server, 50ms)));
        QCOMPARE(streamStatus(rig.port(), {}, issuer.bearing("42")), 0);
        QVERIFY(server.comeBack());
        QVERIFY(opensAtLast(rig.port(), {}, issuer.bearing("42")));
    }
    void keysRotateAndGoodTokensGoOn()
    {
        const Issuer before("before");
        const Issuer after("after");
        WebApp server;
        server.answer(publishedKeys({&before}));
        HubRig rig;
        QVERIFY(rig.start(withKeysOf(server, 1ms)));
        EventStream open(rig.port(), {}, before.bearing("42"));
        QVERIFY(open.waitForOpen());
        server.answer(publishedKeys({&before, &after}));
        QVERIFY(opensAtLast(rig.port(), {}, after.bearing("42")));
        QCOMPARE(settledStatus(rig.port(), {}, before.bearing("42")), 200);
        // what a key that is gone had signed is good no longer, though it was remembered
        const Headers remembered = before.bearing("43");
        QCOMPARE(settledStatus(rig.port(), {}, remembered), 200);
        const Issuer third("third");
        server.answer(publishedKeys({&after, &third}));
        QVERIFY(opensAtLast(rig.port(), {}, third.bearing("42")));
        QTRY_COMPARE_WITH_TIMEOUT(
            streamStatus(rig.port(), {}, remembered), 401, int(Patience.count()));
        QVERIFY(!open.hasEnded() && open.readAvailable());
        // another key under the same id is another
        const Issuer impostor("after");
        server.answer(publishedKeys({&impostor, &before}));
        QVERIFY(opensAtLast(rig.port(), {}, before.bearing("42")));
        QCOMPARE(settledStatus(rig.port(), {}, after.bearing("42")), 401);
        QCOMPARE(settledStatus(rig.port(), {}, impostor.bearing("42")), 200);
    }
    void whateverTokensNameTheIssuerIsAskedOnceInAWhile()
    {
        const Issuer issuer("one");
        WebApp server;
        server.answer(publishedKeys({&issuer}));
        HubRig rig;
        QVERIFY(rig.start(withKeysOf(server)));
        QCOMPARE(settledStatus(rig.port(), {}, issuer.bearing("42")), 200);
        for (int i = 0; i < 50; ++i) {
            const Issuer nobody(i % 2 ? "nobody" : "nobody else");
            QCOMPARE(streamStatus(rig.port(), {}, nobody.bearing("42")), 0);
            HttpClient client(rig.port());
            QCOMPARE(
                client.get("/api/whoami", nobody.bearing("42")).status, 200); // open, without roles
        }
        QCOMPARE(server.requests(), 1);
        QCOMPARE(settledStatus(rig.port(), {}, issuer.bearing("42")), 200);
    }
    void whatTheIssuerDoesNotKnowIsRefusedInTheEnd()
    {
        const Issuer issuer("one");
        const Issuer nobody("nobody");
        WebApp server;
        server.answer(publishedKeys({&issuer}));
        HubRig rig;
        QVERIFY(rig.start(withKeysOf(server, 1ms)));
        QTRY_COMPARE_WITH_TIMEOUT(
            streamStatus(rig.port(), {}, nobody.bearing("42")), 401, int(Patience.count()));
        // a bent signature under a known id asks nobody
        const int asked = server.requests();
        Issuer forger("one");
        QCOMPARE(settledStatus(rig.port(), {}, forger.bearing("42")), 401);
        QCOMPARE(server.requests(), asked);
    }
    void anIssuerThatIsAwayOrLiesTakesNoKeyAway()
    {
        const Issuer issuer("one");
        const Issuer other("other");
        WebApp server;
        server.answer(publishedKeys({&issuer}));
        HubRig rig;
        QVERIFY(rig.start(withKeysOf(server, 1ms)));
        QCOMPARE(settledStatus(rig.port(), {}, issuer.bearing("42")), 200);
        for (const QByteArray& lie :
            {QByteArray("<p>"), QByteArray("{\"keys\":[]}"), QByteArray()}) {
            server.answer(lie);
            QTRY_COMPARE_WITH_TIMEOUT(
                streamStatus(rig.port(), {}, other.bearing("42")), 0, int(Patience.count()));
            QCOMPARE(settledStatus(rig.port(), {}, issuer.bearing("43")), 200);
        }
        server.goAway();
        QCOMPARE(streamStatus(rig.port(), {}, other.bearing("42")), 0);
        QCOMPARE(settledStatus(rig.port(), {}, issuer.bearing("44")), 200);
    }
    void keysOfFilesStandBesideThem()
    {
        const Issuer issuer("one");
        const Issuer filed("filed");
        QTemporaryDir folder;
        QFile file(folder.filePath(u"key.json"_s));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(QByteArray::fromStdString(filed.jwk()));
        file.close();
        WebApp server;
        server.answer(publishedKeys({&issuer}));
        server.goAway();
        HubOptions options = withKeysOf(server, 50ms);
        options.jwtKeys = {file.fileName()};
        HubRig rig;
        QVERIFY(rig.start(options));
        QCOMPARE(settledStatus(rig.port(), {}, filed.bearing("42")), 200);
        QVERIFY(server.comeBack());
        QVERIFY(opensAtLast(rig.port(), {}, issuer.bearing("42")));
        QCOMPARE(settledStatus(rig.port(), {}, filed.bearing("42")), 200);
        const QJsonObject who = httpGet(rig.port(), "/api/whoami").json();
        for (const QString& feature : {u"jwt"_s, u"jwks"_s, u"tickets"_s})
            QVERIFY(who["features"_L1].toArray().contains(feature));
    }

    // ---- the app's word
    void theAppDecidesAndSaysWhoseStreamItIs()
    {
        WebApp app;
        app.setHandler([](const WebApp::Request& request) {
            if (request.header("Cookie") == "sid=of-42")
                return WebApp::Reply{200, "{\"userId\":\"42\",\"types\":[\"like\"]}", {}, 0};
            if (request.header("Cookie") == "sid=banned")
                return WebApp::Reply{403, "{\"error\":\"you are banned\"}", {}, 0};
            return WebApp::Reply{401, "", {}, 0};
        });
        HubRig rig;
        QVERIFY(rig.start(askingApp(app)));
        EventStream stream(rig.port(), {}, {{"Cookie", "sid=of-42"}});
        QVERIFY2(stream.waitForOpen(), stream.content().constData());
        const ConnectionRow row = rig.connections()->rows.front();
        QCOMPARE(row.userId, u"42"_s);
        QCOMPARE(row.types, QStringList{u"like"_s});
        QCOMPARE(app.seen().first().header("X-Original-URI"), "/api/notifications"_ba);
        QCOMPARE(app.seen().first().header("X-Forwarded-For"), "127.0.0.1"_ba);
        HttpClient client(rig.port()); // whose connection is kept
        const HttpResponse banned = client.get("/api/notifications", {{"Cookie", "sid=banned"}});
        QCOMPARE(banned.status, 403);
        QCOMPARE(banned.error(), u"you are banned"_s);
        QCOMPARE(client.get("/api/notifications").status, 401);
        QCOMPARE(settledStatus(rig.port(), "userId=43", {{"Cookie", "sid=of-42"}}), 403);
        QCOMPARE(settledStatus(rig.port(), "types=comment", {{"Cookie", "sid=of-42"}}), 403);
        QCOMPARE(httpGet(rig.port(), "/healthz").status, 200);
    }
    void withoutAUserItIsTheOneThatWasAskedFor()
    {
        WebApp app;
        app.answer("", 204);
        HubRig rig;
        QVERIFY(rig.start(askingApp(app)));
        EventStream named(rig.port(), "userId=42");
        EventStream unnamed(rig.port(), {});
        QVERIFY(named.waitForOpen() && unnamed.waitForOpen());
        QStringList users;
        const ConnectionSnapshotPtr found = rig.connections();
        for (const ConnectionRow& row : found->rows)
            users.append(row.userId);
        users.sort();
        QCOMPARE(users, (QStringList{QString(), u"42"_s}));
    }
    void aStreamEndsWhenTheAppSays()
    {
        WebApp app;
        app.setHandler([](const WebApp::Request&) {
            return WebApp::Reply{200,
                "{\"userId\":\"42\",\"expiresAt\":"
                    + QByteArray::number(QDateTime::currentSecsSinceEpoch() + 2) + '}',
                {}, 0};
        });
        HubRig rig;
        QVERIFY(rig.start(askingApp(app)));
        EventStream stream(rig.port(), {});
        QVERIFY(stream.waitForOpen() && stream.waitForCleanEnd());
        app.answer("{\"userId\":\"42\",\"expiresAt\":1}");
        QCOMPARE(settledStatus(rig.port(), {}), 401);
    }
    void anAppThatDoesNotAnswerLetsNobodyInAndTurnsNobodyAway()
    {
        WebApp app;
        HubRig rig;
        QVERIFY(rig.start(askingApp(app)));
        app.answer("<!doctype html>");
        QCOMPARE(streamStatus(rig.port(), "userId=42"), 0);
        app.answer("", 500);
        QCOMPARE(streamStatus(rig.port(), "userId=42"), 0);
        app.answer("{\"userId\":\"4\\n2\"}");
        QCOMPARE(streamStatus(rig.port(), {}), 0);
        app.goAway();
        QCOMPARE(streamStatus(rig.port(), "userId=42"), 0);
        QVERIFY(app.comeBack());
        app.answer("");
        QCOMPARE(settledStatus(rig.port(), "userId=42"), 200);
        app.setHandler([](const WebApp::Request&) { return WebApp::Reply{200, {}, {}, -1}; });
        const QDeadlineTimer longest(10'000);
        QCOMPARE(streamStatus(rig.port(), "userId=42"), 0); // 1 s, twice
        QVERIFY(!longest.hasExpired());
    }
    void manyAtOnceOfASlowAppAllGetTheirStream()
    {
        WebApp app;
        app.setHandler([](const WebApp::Request&) { return WebApp::Reply{204, {}, {}, 100}; });
        HubRig rig;
        QVERIFY(rig.start(askingApp(app)));
        std::vector<EventStream> streams;
        for (int i = 0; i < 300; ++i)
            streams.emplace_back(rig.port(), "userId=" + QByteArray::number(i));
        for (int i = 0; i < 100; ++i)
            streams[std::size_t(i)].socket().reset(); // they have better things to do
        // deliveries go on meanwhile
        QCOMPARE(
            httpPost(rig.port(), "/api/publish", "{\"broadcast\":true,\"data\":1}").status, 200);
        for (int i = 100; i < 300; ++i)
            QVERIFY2(streams[std::size_t(i)].waitForOpen(), QByteArray::number(i).constData());
        QCOMPARE(rig.connections()->total, 200U);
        QVERIFY(app.requests() < 300); // nobody asks for who has gone
        rig.hub.stop();
        QVERIFY(rig.reaches(HubState::Stopped));
    }
    void aHubStopsWhileTheAppIsAsked()
    {
        WebApp app;
        app.setHandler([](const WebApp::Request&) { return WebApp::Reply{204, {}, {}, -1}; });
        HubRig rig;
        QVERIFY(rig.start(askingApp(app)));
        std::vector<EventStream> streams;
        for (int i = 0; i < 50; ++i)
            streams.emplace_back(rig.port(), "userId=" + QByteArray::number(i));
        QTRY_VERIFY_WITH_TIMEOUT(app.requests() > 0, int(Patience.count()));
        rig.hub.stop();
        QVERIFY(rig.reaches(HubState::Stopped));
    }
    void aTokenAndTheAppHaveToAgree()
    {
        const Issuer issuer("one");
        WebApp server;
        server.setHandler([&issuer](const WebApp::Request& request) {
            if (request.target == "/keys")
                return WebApp::Reply{200, publishedKeys({&issuer}), {}, 0};
            if (request.header("X-Original-URI").contains("types=no"))
                return WebApp::Reply{403, "", {}, 0};
            if (request.header("X-Original-URI").contains("types=43"))
                return WebApp::Reply{200, "{\"userId\":\"43\"}", {}, 0};
            return WebApp::Reply{200, "", {}, 0};
        });
        HubOptions options = withKeysOf(server);
        options.authorizeUrl = server.url(u"/allow"_s);
        options.adminToken = u"admin"_s;
        HubRig rig;
        QVERIFY(rig.start(options));
        QVERIFY(opensAtLast(rig.port(), {}, issuer.bearing("42")));
        EventStream stream(rig.port(), {}, issuer.bearing("42"));
        QVERIFY(stream.waitForOpen());
        QCOMPARE(rig.connections()->rows.front().userId, u"42"_s);
        QCOMPARE(settledStatus(rig.port(), "types=no", issuer.bearing("42")), 403);
        QCOMPARE(settledStatus(rig.port(), "types=43", issuer.bearing("42")), 403);
        QCOMPARE(settledStatus(rig.port(), "userId=42", issuer.bearing("42", -5)), 401);
        // a ticket is the app's word already, and an administrator needs none
        server.answer("", 403);
        const QByteArray ticket = httpPost(
            rig.port(), "/api/tickets", "{\"userId\":\"7\"}", {{"Authorization", "Bearer admin"}})
                                      .json()["ticket"_L1]
                                      .toString()
                                      .toLatin1();
        QCOMPARE(settledStatus(rig.port(), "ticket=" + ticket), 200);
        QCOMPARE(settledStatus(rig.port(), "userId=7", {{"Authorization", "Bearer admin"}}), 200);
        QCOMPARE(settledStatus(rig.port(), "userId=7"), 403);
    }

    // ---- others are asked from now on
    void anotherIssuerTakesTheFirstOnesPlace()
    {
        const Issuer first("one");
        const Issuer second("two");
        WebApp firstServer;
        firstServer.answer(publishedKeys({&first}));
        WebApp secondServer;
        secondServer.answer(publishedKeys({&second}));
        HubRig rig;
        HubOptions options = withKeysOf(firstServer, 1ms);
        options.adminToken = u"administers"_s;
        QVERIFY(rig.start(options));
        options = rig.hub.options();
        EventStream old(rig.port(), {}, first.bearing("42"));
        EventStream admins(rig.port(), "userId=42", {{"Authorization", "Bearer administers"}});
        QVERIFY(old.waitForOpen() && admins.waitForOpen());

        options.jwksUrl = secondServer.url(u"/keys"_s);
        QCOMPARE(rig.change(options), QString());
        QVERIFY(old.waitForCleanEnd());
        QVERIFY(opensAtLast(rig.port(), {}, second.bearing("42")));
        QVERIFY(isRefusedAtLast(rig.port(), first.bearing("42")));
        QVERIFY(areThere(rig, {&admins}));

        // one that is added and has nothing to do with either
        options.jwtSecret = u"a-secret-that-is-as-long-as-32-bytes"_s;
        EventStream stays(rig.port(), {}, second.bearing("42"));
        QVERIFY(stays.waitForOpen());
        QCOMPARE(rig.change(options), QString());
        QCOMPARE(settledStatus(rig.port(), {}, second.bearing("42")), 200);
        QVERIFY(areThere(rig, {&stays, &admins}));
    }
    void whatAnIssuerSaysThatIsAskedNoLongerDoesNotCount()
    {
        const Issuer first("one");
        const Issuer second("two");
        WebApp slow;
        slow.setHandler([&first](const WebApp::Request&) {
            return WebApp::Reply{200, publishedKeys({&first}), {}, 200};
        });
        WebApp server;
        server.answer(publishedKeys({&second}));
        HubRig rig;
        HubOptions options = withKeysOf(slow, 1ms);
        QVERIFY(rig.start(options));
        options = rig.hub.options();
        QTRY_COMPARE(slow.requests(), 1);
        EventStream waiting(rig.port(), {}, first.bearing("42"));
        options.jwksUrl = server.url(u"/keys"_s);
        QCOMPARE(rig.change(options), QString());
        QVERIFY(!waiting.waitForOpen() || waiting.connectionId().isEmpty()); // told to come back
        QVERIFY(opensAtLast(rig.port(), {}, second.bearing("42")));
        QTest::qWait(250); // it has answered by now
        QVERIFY(isRefusedAtLast(rig.port(), first.bearing("42")));
    }
    void anAppThatIsAskedFromNowOnIsAskedOfAllThatAreThere()
    {
        WebApp app;
        app.setHandler([](const WebApp::Request& request) {
            const bool isFriend = request.header("Cookie") == "sid=friend";
            return WebApp::Reply{isFriend ? 200 : 403, "", {}, 0};
        });
        const Issuer issuer("one");
        WebApp server;
        server.answer(publishedKeys({&issuer}));
        HubRig rig;
        HubOptions options = withKeysOf(server);
        options.adminToken = u"administers"_s;
        options.anonymous = Anonymous::Broadcasts;
        QVERIFY(rig.start(options));
        options = rig.hub.options();
        Headers friendly = issuer.bearing("42");
        friendly += Headers{{"Cookie", "sid=friend"}};
        EventStream friends(rig.port(), {}, friendly);
        EventStream strangers(rig.port(), {}, issuer.bearing("42"));
        EventStream nobodys(rig.port(), {});
        EventStream admins(rig.port(), "userId=42", {{"Authorization", "Bearer administers"}});
        for (EventStream* const one : {&friends, &strangers, &nobodys, &admins})
            QVERIFY(one->waitForOpen());
        QCOMPARE(app.requests(), 0);

        options.authorizeUrl = app.url(u"/allow"_s);
        QCOMPARE(rig.change(options), QString());
        for (EventStream* const one : {&friends, &strangers, &nobodys})
            QVERIFY(one->waitForCleanEnd());
        QCOMPARE(settledStatus(rig.port(), {}, issuer.bearing("42")), 403);
        QCOMPARE(settledStatus(rig.port(), {}), 403);
        EventStream byBoth(rig.port(), {}, friendly);
        EventStream byApp(rig.port(), "userId=42", {{"Cookie", "sid=friend"}});
        QVERIFY(byBoth.waitForOpen() && byApp.waitForOpen());
        QVERIFY(areThere(rig, {&admins, &byBoth, &byApp}));

        // another word than that of the app before
        options.authorizeUrl = app.url(u"/other"_s);
        QCOMPARE(rig.change(options), QString());
        QVERIFY(byBoth.waitForCleanEnd() && byApp.waitForCleanEnd());
        EventStream byKey(rig.port(), {}, friendly);
        EventStream byOther(rig.port(), "userId=42", {{"Cookie", "sid=friend"}});
        QVERIFY(byKey.waitForOpen() && byOther.waitForOpen());
        QCOMPARE(app.seen().last().target, "/other"_ba);

        // nobody is asked any more: what a key proves is enough again
        options.authorizeUrl.clear();
        QCOMPARE(rig.change(options), QString());
        QVERIFY(byOther.waitForCleanEnd());
        QCOMPARE(settledStatus(rig.port(), {}, issuer.bearing("42")), 200);
        QVERIFY(areThere(rig, {&byKey, &admins}));
    }
    void whoWaitsForAnAppThatIsAskedNoLongerComesBack()
    {
        WebApp app;
        app.setHandler([](const WebApp::Request&) { return WebApp::Reply{200, "", {}, -1}; });
        HubRig rig;
        HubOptions options = askingApp(app);
        QVERIFY(rig.start(options));
        options = rig.hub.options();
        EventStream waiting(rig.port(), "userId=42");
        QTRY_COMPARE(app.requests(), 1);
        WebApp other;
        other.answer("");
        options.authorizeUrl = other.url();
        QCOMPARE(rig.change(options), QString());
        QVERIFY(waiting.waitForCleanEnd());
        QVERIFY(waiting.connectionId().isEmpty() && !waiting.retries().isEmpty());
        QCOMPARE(settledStatus(rig.port(), "userId=42"), 200);
        QCOMPARE(other.requests(), 1);
    }
    void theAppIsAWayToKnowItsReaders()
    {
        HubOptions options = onAnyPort();
        options.publishToken = u"publisher"_s;
        options.hostNames = {u"hub.example"_s};
        QVERIFY(checkHubOptions(options).contains(u"--authorize"_s));
        options.authorizeUrl = u"https://app.example/allow"_s;
        QCOMPARE(checkHubOptions(options), QString());
        QCOMPARE(options.admits(), Anonymous::None);
        options.anonymous = Anonymous::All;
        QCOMPARE(options.admits(), Anonymous::Broadcasts);
        for (const QStringView option : {u"jwks-url", u"authorize"}) {
            QVERIFY(setHubOption(options, option, u"http://app.example/x"_s).contains(u"https"_s));
            QCOMPARE(setHubOption(options, option, u"http://localhost:8000/x"_s), QString());
            QCOMPARE(setHubOption(options, option, QString()), QString());
        }
    }
    void aStreamBehindRedisGoesOnWithAFreshCookieWhereItsTokenEnded()
    {
        RedisServer redis;
        START_REDIS(redis);
        const Issuer issuer("one");
        WebApp server;
        server.answer(publishedKeys({&issuer}));
        HubOptions options = withKeysOf(server);
        options.broker = redis.url();
        HubRig rig;
        QVERIFY(rig.start(options));
        QTRY_VERIFY_WITH_TIMEOUT(rig.hub.status().broker.ready, int(Patience.count()));
        const auto cookie = [&issuer](qint64 seconds) {
            const QByteArray token = issuer.bearing("42", seconds).first().second.mid(7);
            return Headers{{"Cookie", "fanlight_token=" + token}};
        };
        QByteArray last;
        int published = 0;
        for (int expiries = 0; expiries < 2; ++expiries) {
            EventStream stream(rig.port(), {},
                last.isEmpty() ? cookie(2) : cookie(2) + Headers{{"Last-Event-ID", last}});
            QVERIFY(stream.waitForOpen());
            if (expiries > 0) {
                QCOMPARE(stream.next().data, QByteArray::number(published)); // of in between
                last = stream.lastEventId();
            }
            rig.publish(to({u"42"_s}, QByteArray::number(++published)));
            QCOMPARE(stream.next().data, QByteArray::number(published));
            last = stream.lastEventId();
            QVERIFY(stream.waitForCleanEnd());
            rig.publish(to({u"42"_s}, QByteArray::number(++published)));
        }
        EventStream again(rig.port(), {}, cookie(600) + Headers{{"Last-Event-ID", last}});
        QVERIFY(again.waitForOpen());
        QCOMPARE(again.next().data, QByteArray::number(published));
    }
};

ROOM_TEST(TestHubProofs, QCoreApplication)
#include "tst_hub_proofs.moc"
