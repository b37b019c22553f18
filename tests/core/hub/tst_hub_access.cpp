// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "hub/access_snapshot.h"
#include "hub/hub_access.h"
#include "hub/stream_query.h"
#include "hub_rig.h"
#include "support/http_client.h"
#include "support/room.h"

#include <QtTest>

using namespace fanlight;
using namespace fanlight::testing;
using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qint64 AccessNowMs = 1'800'000'000'000;

HubOptions withASecret()
{
    HubOptions options;
    options.jwtSecret = u"a-secret-that-is-as-long-as-32-bytes"_s;
    options.jwtSecretPrevious = u"the-one-before-of-32-bytes-or-more!!"_s;
    options.jwtIssuer = u"https://id.example"_s;
    options.jwtAudience = u"hub"_s;
    options.publishToken = u"ci=publishes,shop=publishes-too"_s;
    options.monitorToken = u"reads"_s;
    return options;
}

http::Request bearing(const std::string& token)
{
    http::Request request;
    request.authorization = "Bearer " + token;
    return request;
}

AccessSnapshotPtr accessOf(LocalHub& hub)
{
    AccessSnapshotPtr taken;
    hub.requestAccess([&](const AccessSnapshotPtr& one) { taken = one; });
    return QTest::qWaitFor([&] { return bool(taken); }, int(Patience.count())) ? taken : nullptr;
}

TokenReport reportOf(LocalHub& hub, const QString& token)
{
    std::optional<TokenReport> report;
    hub.examineToken(token, [&](const TokenReport& one) { report = one; });
    std::ignore = QTest::qWaitFor([&] { return report.has_value(); }, int(Patience.count()));
    return report.value_or(TokenReport());
}

MintedToken mintedBy(LocalHub& hub, const QString& user, std::chrono::seconds lifetime)
{
    std::optional<MintedToken> minted;
    hub.mintToken(user, lifetime, [&](const MintedToken& one) { minted = one; });
    std::ignore = QTest::qWaitFor([&] { return minted.has_value(); }, int(Patience.count()));
    return minted.value_or(MintedToken());
}

QStringList linesOf(const TokenReport& report)
{
    QStringList lines;
    for (const TokenReport::Line& line : report.lines)
        lines.append(line.what + u": "_s + (line.timeMs > 0 ? u"(a time)"_s : line.value)
            + (line.refusal.isEmpty() ? QString() : u" – "_s + line.refusal));
    return lines;
}

Headers tokenFor(LocalHub& hub, const QString& user)
{
    return {{"Authorization",
        "Bearer " + mintedBy(hub, user, std::chrono::minutes(5)).token.toLatin1()}};
}

int refusalOf(quint16 port, const QByteArray& path, const Headers& headers)
{
    HttpClient one(port);
    one.send(requestBytes(port, "GET", path, headers));
    return one.read(true).status;
}

} // namespace

class TestHubAccess : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void tellsItsTokensByNameRoleAndLastUse()
    {
        QString error;
        const auto access = HubAccess::make(withASecret(), u"own"_s, error);
        QVERIFY2(access, qPrintable(error));
        access->callerOf(bearing("publishes-too"), AccessNowMs);
        access->callerOf(bearing("publishes-not"), AccessNowMs + 5000);
        access->callerOf(bearing("own"), AccessNowMs + 5000);
        QStringList told;
        for (const AccessTokenRow& row : access->tokens())
            told.append(u"%1 %2 %3"_s.arg(QString::fromStdString(row.name),
                QString::fromLatin1(roleName(row.role)),
                QString::number(row.lastUsedMs == 0 ? 0 : row.lastUsedMs - AccessNowMs + 1)));
        QCOMPARE(
            told, (QStringList{u"ci publish 0"_s, u"shop publish 1"_s, u"monitor monitor 0"_s}));
    }
    void tokensAndKeysAreExchangedWhileStreamsStay()
    {
        HubRig rig;
        HubOptions options = withASecret();
        options.jwtSecretPrevious.clear();
        options.listenHost = u"127.0.0.1"_s;
        options.listenPort = 0;
        QVERIFY(rig.start(options));
        const Headers old{{"Authorization",
            "Bearer " + mintedBy(rig.hub, u"42"_s, std::chrono::minutes(5)).token.toLatin1()}};
        EventStream stream(rig.port(), "", old);
        QVERIFY(stream.waitForOpen());
        const auto published = [&](const QByteArray& token) {
            return httpPost(rig.port(), "/api/publish", "{\"userId\":\"42\",\"data\":1}",
                {{"Authorization", "Bearer " + token}})
                .status;
        };
        QCOMPARE(published("publishes"), 200);
        QCOMPARE(stream.next().data, "1"_ba);

        options.publishToken = u"ci=publishes-anew"_s;
        options.jwtSecretPrevious
            = std::exchange(options.jwtSecret, u"another-secret-of-32-bytes-or-more!!"_s);
        QVERIFY(withLiveOptions(rig.hub.options(), options) == options);
        QCOMPARE(rig.change(options), QString());
        QVERIFY(rig.hub.options() == options);
        QCOMPARE(published("publishes"), 401);
        QCOMPARE(published("publishes-anew"), 200);
        QCOMPARE(stream.next().data, "1"_ba); // it goes on
        QVERIFY(EventStream(rig.port(), "", old).waitForOpen());
        const Headers anew{{"Authorization",
            "Bearer " + mintedBy(rig.hub, u"42"_s, std::chrono::minutes(5)).token.toLatin1()}};

        // one that will not do changes nothing
        HubOptions wrong = options;
        wrong.jwtKeys = QStringList{u"/no/such/key.pem"_s};
        QVERIFY(rig.change(wrong).startsWith(u"--jwt-key: /no/such/key.pem cannot be read"_s));
        QVERIFY(rig.hub.options() == options);
        QVERIFY(EventStream(rig.port(), "", old).waitForOpen());

        // with the key its streams go, and do not come back with what it has signed
        options.jwtSecretPrevious.clear();
        QCOMPARE(rig.change(options), QString());
        QVERIFY(stream.waitForCleanEnd());
        HttpClient refused(rig.port());
        refused.send(requestBytes(rig.port(), "GET", "/api/notifications", old));
        QCOMPARE(refused.read(true).status, 401);
        EventStream other(rig.port(), "", anew);
        QVERIFY(other.waitForOpen());
        QCOMPARE(published("publishes-anew"), 200);
        QCOMPARE(other.next().data, "1"_ba);
    }
    void theFirstKeyEndsWhatCameWithoutAndTheLastOpensTheHubAgain()
    {
        HubRig rig;
        HubOptions open;
        open.listenHost = u"127.0.0.1"_s;
        open.listenPort = 0;
        QVERIFY(rig.start(open));
        open = rig.hub.options();
        EventStream anybodys(rig.port(), "userId=42");
        EventStream nobodys(rig.port(), "");
        QVERIFY(anybodys.waitForOpen() && nobodys.waitForOpen());
        HubOptions closed = withASecret();
        closed.listenHost = open.listenHost;
        closed.listenPort = open.listenPort;
        closed.instanceName = open.instanceName;
        closed.jwtIssuer.clear();
        closed.jwtAudience.clear();
        QVERIFY(withLiveOptions(open, closed) == closed); // without a restart
        QCOMPARE(rig.change(closed), QString());
        QVERIFY(anybodys.waitForCleanEnd() && nobodys.waitForCleanEnd());
        QCOMPARE(refusalOf(rig.port(), "/api/notifications?userId=42", {}), 401);
        QCOMPARE(refusalOf(rig.port(), "/api/notifications", {}), 401);
        QCOMPARE(refusalOf(rig.port(), "/api/connections", {}), 401);
        const Headers own = tokenFor(rig.hub, u"42"_s);
        EventStream proven(rig.port(), "", own);
        QVERIFY(proven.waitForOpen());

        QCOMPARE(rig.change(open), QString());
        QVERIFY(proven.waitForCleanEnd());
        EventStream again(rig.port(), "userId=42");
        QVERIFY(again.waitForOpen());
        QCOMPARE(httpGet(rig.port(), "/api/connections").status, 200);
    }
    void onlyTheStreamsOfTheKeyOrTokenThatGoesEnd()
    {
        HubRig rig;
        HubOptions options = withASecret();
        options.jwtSecretPrevious.clear();
        options.adminToken = u"a=administers,b=administers-too"_s;
        options.listenHost = u"127.0.0.1"_s;
        options.listenPort = 0;
        QVERIFY(rig.start(options));
        options = rig.hub.options();
        const Headers before = tokenFor(rig.hub, u"42"_s);
        EventStream old(rig.port(), "", before);
        QVERIFY(old.waitForOpen());
        options.jwtSecretPrevious
            = std::exchange(options.jwtSecret, u"another-secret-of-32-bytes-or-more!!"_s);
        QCOMPARE(rig.change(options), QString());
        EventStream late(rig.port(), "", before); // by the same key, which is the previous one now
        EventStream anew(rig.port(), "", tokenFor(rig.hub, u"42"_s));
        EventStream byA(rig.port(), "userId=42", {{"Authorization", "Bearer administers"}});
        EventStream byB(rig.port(), "userId=42", {{"Authorization", "Bearer administers-too"}});
        for (EventStream* const one : {&late, &anew, &byA, &byB})
            QVERIFY(one->waitForOpen());

        options.jwtSecretPrevious.clear();
        options.adminToken = u"b=administers-too"_s;
        QCOMPARE(rig.change(options), QString());
        for (EventStream* const one : {&old, &late, &byA})
            QVERIFY(one->waitForCleanEnd());
        QCOMPARE(httpPost(rig.port(), "/api/publish", "{\"userId\":\"42\",\"data\":1}",
                     {{"Authorization", "Bearer publishes"}})
                     .status,
            200);
        for (EventStream* const one : {&anew, &byB})
            QCOMPARE(one->next().data, "1"_ba);
    }
    void whatItAsksOfATokenWantsARestart()
    {
        const HubOptions some = withASecret();
        HubOptions other = some;
        other.jwtIssuer = u"https://other.example"_s;
        QVERIFY(withLiveOptions(some, other) == some);
    }
    void tellsItsKeysBySourceAndLastUse()
    {
        QString error;
        const auto access = HubAccess::make(withASecret(), {}, error);
        QVERIFY2(access, qPrintable(error));
        QVERIFY(access->canMint());
        QCOMPARE(access->keys().size(), std::size_t(2));
        const AccessKeyRow before = access->keys().front();
        QCOMPARE(before.source, std::string("secret"));
        QCOMPARE(before.algorithms, (std::vector<std::string>{"HS256", "HS384", "HS512"}));
        QCOMPARE(before.lastUsedMs, qint64(0));
        QCOMPARE(access->keys().back().source, std::string("previous secret"));

        const std::string token = access->mint("42", std::chrono::minutes(1), AccessNowMs);
        const auto admission = access->admit(bearing(token), StreamQuery(), AccessNowMs);
        QCOMPARE(admission.status, 0);
        QCOMPARE(admission.user, std::optional<std::string>("42"));
        QCOMPARE(access->keys().front().lastUsedMs, AccessNowMs);
        QCOMPARE(access->keys().back().lastUsedMs, qint64(0));
        // again, by memory, and once it has expired
        access->admit(bearing(token), StreamQuery(), AccessNowMs + 1000);
        QCOMPARE(access->keys().front().lastUsedMs, AccessNowMs + 1000);
        QCOMPARE(access->admit(bearing(token), StreamQuery(), AccessNowMs + 91'000).status, 401);
        QCOMPARE(access->keys().front().lastUsedMs, AccessNowMs + 1000);
    }
    void makesTokensWithTheNewestSecretOnly()
    {
        QString error;
        HubOptions options = withASecret();
        const auto access = HubAccess::make(options, {}, error);
        const std::string token = access->mint("a \"user\"", std::chrono::hours(1), AccessNowMs);
        options.jwtSecretPrevious.clear();
        const auto after = HubAccess::make(options, {}, error);
        const jwt::Verdict verdict = after->judge(token, AccessNowMs);
        QVERIFY2(verdict.isGood(), verdict.refusal.c_str());
        QCOMPARE(verdict.user, std::string("a \"user\""));
        QCOMPARE(verdict.validUntilMs, AccessNowMs + 3'630'000);
        options.jwtSecret.clear();
        const auto without = HubAccess::make(options, {}, error);
        QVERIFY(!without->canMint());
        QCOMPARE(without->mint("42", std::chrono::hours(1), AccessNowMs), std::string());
    }
    void aTokenMadeHereIsGoodAndToldClaimByClaim()
    {
        HubRig rig;
        HubOptions options = withASecret();
        options.listenHost = u"127.0.0.1"_s;
        options.listenPort = 0;
        QVERIFY(rig.start(options));
        const MintedToken minted = mintedBy(rig.hub, u"zoë"_s, std::chrono::minutes(5));
        QCOMPARE(minted.error, QString());
        const TokenReport good = reportOf(rig.hub, u"  "_s + minted.token + u"\n"_s);
        QVERIFY(good.isGood());
        QCOMPARE(good.user, u"zoë"_s);
        QCOMPARE(linesOf(good),
            (QStringList{u"signature: HS256"_s, u"exp: (a time)"_s, u"nbf: "_s,
                u"iss: https://id.example"_s, u"aud: hub"_s, u"user: zoë"_s}));

        // bent in its signature: what it says is still told, with what is wrong
        QString bent = minted.token;
        bent[bent.size() - 10] = bent[bent.size() - 10] == u'A' ? u'B' : u'A';
        const TokenReport bad = reportOf(rig.hub, bent);
        QVERIFY(!bad.isGood());
        QCOMPARE(linesOf(bad).first(),
            u"signature: HS256 – token's signature is wrong: none of this hub's keys has made it"_s);
        QCOMPARE(linesOf(bad).last(), u"user: zoë"_s);
        QCOMPARE(bad.user, QString());

        QCOMPARE(reportOf(rig.hub, u"not a token"_s).refusal,
            u"token is not a JWT: it does not have three parts"_s);
        QVERIFY(!reportOf(rig.hub, QString(1 << 20, u'.')).isGood());
        QVERIFY(mintedBy(rig.hub, {}, std::chrono::minutes(5)).error.startsWith(u"user"_s));
        QVERIFY(mintedBy(rig.hub, u"42"_s, std::chrono::hours(25))
                    .error.contains(u"lives for 10s to "_s));
    }
    void aHubThatDoesNotListenOrHasNoKeySaysSo()
    {
        HubRig rig;
        QCOMPARE(reportOf(rig.hub, u"a.b.c"_s).error, u"The hub is not listening."_s);
        QCOMPARE(mintedBy(rig.hub, u"42"_s, std::chrono::minutes(1)).error,
            u"The hub is not listening."_s);
        QVERIFY(!accessOf(rig.hub)->isListening);
        QVERIFY(rig.start());
        QVERIFY(reportOf(rig.hub, u"a.b.c"_s).error.contains(u"no key"_s));
        QVERIFY(mintedBy(rig.hub, u"42"_s, std::chrono::minutes(1)).error.contains(u"no secret"_s));
    }
    void tellsHowItRunsAndWhomItRefused()
    {
        HubRig rig;
        HubOptions options = withASecret();
        options.listenHost = u"127.0.0.1"_s;
        options.listenPort = 0;
        QVERIFY(rig.start(options));
        const auto ask = [&](const char* method, const QByteArray& path, const QByteArray& token) {
            Headers headers;
            if (!token.isEmpty())
                headers.append({"Authorization", "Bearer " + token});
            HttpClient one(rig.port());
            one.send(requestBytes(rig.port(), method, path, headers, {}));
            return one.read(true).status;
        };
        QCOMPARE(ask("GET", "/api/connections?token=hush", {}), 401);
        QCOMPARE(ask("GET", "/api/connections?token=hush", {}), 401);
        QCOMPARE(ask("GET", "/api/connections", "publishes"), 403);
        QCOMPARE(ask("GET", "/api/notifications?userId=42", {}), 401);
        QCOMPARE(ask("GET", "/api/notifications", "a.b.c"), 401);
        QCOMPARE(ask("GET", "/nothing/here", {}), 404); // is not there for anybody
        const AccessSnapshotPtr access = accessOf(rig.hub);
        QVERIFY(access);
        QVERIFY(access->isListening && access->hasKeys && access->hasRoles && access->canMint);
        QVERIFY(!access->isReachable);
        QCOMPARE(access->keys.size(), std::size_t(2));
        QCOMPARE(access->tokens.size(), std::size_t(3));
        QVERIFY(access->tokens.front().lastUsedMs > 0);
        QStringList refused;
        for (const RefusalRow& row : access->refusals.rows) {
            refused.append(u"%1 %2 %3 x%4"_s.arg(QString::fromStdString(row.address),
                QString::fromStdString(row.wanted), QString::number(row.status),
                QString::number(row.count)));
            QVERIFY(row.why.find("hush") == std::string::npos);
        }
        QCOMPARE(refused,
            (QStringList{u"127.0.0.1 stream 401 x1"_s, u"127.0.0.1 stream of 42 401 x1"_s,
                u"127.0.0.1 GET /api/connections 403 x1"_s,
                u"127.0.0.1 GET /api/connections 401 x2"_s}));
    }
};

ROOM_TEST(TestHubAccess, QCoreApplication)
#include "tst_hub_access.moc"
