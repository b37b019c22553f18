// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/hub_process.h"
#include "support/room.h"

#include <QDateTime>
#include <QJsonArray>
#include <QMessageAuthenticationCode>
#include <QRandomGenerator>

using namespace fanlight::testing;
using namespace Qt::Literals::StringLiterals;

namespace {

const QByteArray SigningSecret = "HUSH-this-is-what-signs-the-tokens-of-users";

QByteArray base64Url(const QByteArray& bytes)
{
    return bytes.toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals);
}

QByteArray signedToken(const QByteArray& claims, const QByteArray& secret = SigningSecret)
{
    const QByteArray text = base64Url(R"({"alg":"HS256","typ":"JWT"})") + '.' + base64Url(claims);
    return text + '.'
        + base64Url(QMessageAuthenticationCode::hash(text, secret, QCryptographicHash::Sha256));
}

// Of a user, good for so many seconds from now.
QByteArray tokenOf(const QByteArray& user, qint64 seconds = 600)
{
    return signedToken("{\"sub\":\"" + user
        + "\",\"exp\":" + QByteArray::number(QDateTime::currentSecsSinceEpoch() + seconds) + '}');
}

Headers bearing(const QByteArray& token)
{
    return {{"Authorization", "Bearer " + token}};
}

HttpResponse openStream(quint16 port, const QByteArray& query, const Headers& headers = {})
{
    HttpClient client(port);
    client.send(requestBytes(port, "GET", "/api/notifications" + query, headers));
    return client.read(true);
}

const QStringList WithSecret{u"--jwt-secret"_s, QString::fromLatin1(SigningSecret)};

} // namespace

class TstAccess : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aStreamIsThatOfItsTokensUser_data()
    {
        QTest::addColumn<QByteArray>("name");
        QTest::addColumn<QByteArray>("before");
        QTest::addColumn<QByteArray>("query");
        QTest::newRow("bearer") << QByteArray("Authorization") << QByteArray("Bearer ")
                                << QByteArray();
        QTest::newRow("cookie") << QByteArray("Cookie") << QByteArray("a=b; fanlight_token=")
                                << QByteArray();
        QTest::newRow("cookie of the host")
            << QByteArray("Cookie") << QByteArray("fanlight_token=x; __Host-fanlight_token=")
            << QByteArray();
        QTest::newRow("beside its user") << QByteArray("Cookie") << QByteArray("fanlight_token=")
                                         << QByteArray("userId=42&types=like");
    }
    void aStreamIsThatOfItsTokensUser()
    {
        QFETCH(QByteArray, name);
        QFETCH(QByteArray, before);
        QFETCH(QByteArray, query);
        HubProcess hub;
        START_HUB(hub, WithSecret);
        EventStream stream(hub.port(), query, {{name, before + tokenOf("42")}});
        QVERIFY2(stream.waitForOpen(), stream.content().constData());
        EventStream other(hub.port(), {}, bearing(tokenOf("43")));
        QVERIFY(other.waitForOpen());
        HttpClient publisher(hub.port());
        publish(publisher, R"({"userId":"42","type":"like","data":"for 42"})");
        publish(publisher, R"({"broadcast":true,"type":"like","data":"for all"})");
        QCOMPARE(stream.next().data, QByteArray("for 42"));
        QCOMPARE(stream.next().data, QByteArray("for all"));
        QCOMPARE(other.next().data, QByteArray("for all"));
    }
    void nobodyIsAnonymousWhoNamesAUser_data()
    {
        QTest::addColumn<QByteArray>("query");
        QTest::addColumn<QByteArray>("token");
        QTest::addColumn<int>("status");
        QTest::addColumn<QString>("why");
        const auto now = QDateTime::currentSecsSinceEpoch();
        const auto row
            = [](const char* name, const QByteArray& query, const QByteArray& token, int status,
                  const QString& why) { QTest::newRow(name) << query << token << status << why; };
        row("no token", "?userId=42", {}, 401, u"needs the user's token"_s);
        row("nobody at all", "", {}, 401, u"needs a token"_s);
        row("another user", "?userId=43", tokenOf("42"), 403, u"another user"_s);
        row("expired", "?userId=42", tokenOf("42", -90), 401, u"token expired 9"_s);
        row("expired, and names nobody", "", tokenOf("42", -90), 401, u"token expired"_s);
        row("not yet", "",
            signedToken(
                "{\"sub\":\"42\",\"exp\":9999999999,\"nbf\":" + QByteArray::number(now + 99) + '}'),
            401, u"not valid yet"_s);
        row("for ever", "", signedToken("{\"sub\":\"42\"}"), 401, u"(exp)"_s);
        row("another secret", "",
            signedToken("{\"sub\":\"42\",\"exp\":9999999999}", SigningSecret + 'x'), 401,
            u"signature is wrong"_s);
        row("unsigned", "", base64Url(R"({"alg":"none"})") + ".e30.", 401, u"does not take"_s);
        row("no token at all", "", "HUSH", 401, u"not a JWT"_s);
        row("a user with a line in it", "", signedToken("{\"sub\":\"4\\n2\",\"exp\":9999999999}"),
            401, u"user"_s);
    }
    void nobodyIsAnonymousWhoNamesAUser()
    {
        QFETCH(QByteArray, query);
        QFETCH(QByteArray, token);
        QFETCH(int, status);
        QFETCH(QString, why);
        HubProcess hub;
        START_HUB(hub, WithSecret);
        const HttpResponse answer
            = openStream(hub.port(), query, token.isEmpty() ? Headers() : bearing(token));
        QCOMPARE(answer.status, status);
        HttpClient client(hub.port());
        const HttpResponse whole = client.get(
            "/api/notifications" + query, token.isEmpty() ? Headers() : bearing(token));
        QVERIFY2(whole.error().contains(why), whole.body.constData());
        QCOMPARE(whole.hasHeader("WWW-Authenticate"), status == 401);
    }
    void broadcastsMayBeForAll()
    {
        HubProcess hub;
        START_HUB(hub, WithSecret + QStringList{u"--anonymous"_s, u"broadcasts"_s});
        QCOMPARE(openStream(hub.port(), "?userId=42").status, 401);
        EventStream stream(hub.port(), {});
        QVERIFY(stream.waitForOpen());
        HubProcess insisting; // “all” opens no user's stream once there is a key
        START_HUB(insisting, WithSecret + QStringList{u"--anonymous"_s, u"all"_s});
        QCOMPARE(openStream(insisting.port(), "?userId=42").status, 401);
        QCOMPARE(openStream(insisting.port(), "").status, 200);
    }
    void aTokenInTheUrlIsTakenOnlyWhereItMayAndNeverLogged()
    {
        const QByteArray token = tokenOf("42");
        for (const bool may : {false, true}) {
            HubProcess hub;
            QStringList options = WithSecret + QStringList{u"--log-level"_s, u"debug"_s};
            if (may)
                options << u"--jwt-in-url"_s;
            START_HUB(hub, options);
            QCOMPARE(openStream(hub.port(), "?token=" + token).status, may ? 200 : 401);
            QCOMPARE(
                openStream(hub.port(), "?%74oken=" + token + "&userId=43").status, may ? 403 : 401);
            // misspelt, twice with different values, on another path
            openStream(hub.port(), "?access_token=" + token);
            openStream(hub.port(), "?token=" + token + "&token=x" + token);
            HttpClient other(hub.port());
            other.get("/api/nothing?token=" + token);
            QVERIFY2(hub.stop(), hub.story().constData());
            QTRY_VERIFY(hub.standardError().contains("refused")
                || hub.standardError().contains("/api/notifications"));
            const QByteArray signature = token.mid(token.lastIndexOf('.') + 1);
            QVERIFY2(!hub.standardError().contains(signature), hub.standardError().constData());
            QVERIFY(!hub.standardError().contains("HUSH"));
        }
    }
    void theAuditTellsWhoDidWhatAndNoSecret()
    {
        const QByteArray token = tokenOf("42");
        HubProcess hub;
        const QString path = hub.folder() + u"/audit.jsonl"_s;
        START_HUB(hub,
            WithSecret
                + QStringList{u"--audit-file"_s, path, u"--admin-token"_s, u"ops=HUSH-ops"_s,
                    u"--publish-token"_s, u"ci=HUSH-ci"_s, u"--allow-faults"_s});
        QCOMPARE(openStream(hub.port(), "?token=" + token).status, 401);
        QCOMPARE(openStream(hub.port(), "?userId=" + token).status, 401);
        QCOMPARE(httpGet(hub.port(), "/api/stats?token=HUSH-in-a-query", bearing("HUSH-no")).status,
            401);
        HttpClient client(hub.port());
        client.send(requestBytes(hub.port(), "DELETE", "/api/faults", bearing("HUSH-ops"), {}));
        QCOMPARE(client.read().status, 200);
        client.send(requestBytes(hub.port(), "DELETE", "/api/faults", bearing("HUSH-ci"), {}));
        QCOMPARE(client.read().status, 403);
        QVERIFY2(hub.stop(), hub.story().constData());

        QFile file(path);
        QVERIFY(file.open(QIODevice::ReadOnly));
        QVERIFY(!(file.permissions() & (QFile::ReadGroup | QFile::WriteGroup | QFile::ReadOther)));
        const QByteArray text = file.readAll();
        QVERIFY2(!text.contains("HUSH") && !text.contains(token.mid(token.lastIndexOf('.'))),
            text.constData());
        QStringList told;
        for (const QByteArray& line : text.split('\n')) {
            if (line.isEmpty())
                continue;
            const QJsonObject object = QJsonDocument::fromJson(line).object();
            QCOMPARE(object.size(), 7);
            told << object["actor"_L1].toString() + u'|' + object["role"_L1].toString() + u'|'
                    + object["address"_L1].toString() + u'|' + object["action"_L1].toString() + u'|'
                    + object["target"_L1].toString() + u'|' + object["outcome"_L1].toString();
        }
        const auto has = [&](const QString& begin) {
            return std::any_of(told.begin(), told.end(),
                [&](const QString& line) { return line.startsWith(begin); });
        };
        const QByteArray all = told.join(u'\n').toUtf8();
        QVERIFY2(has(u"local|admin||settings|--jwt-secret|changed"_s), all.constData());
        QVERIFY2(has(u"local|admin||start|http://"_s), all.constData());
        QVERIFY2(has(u"ops|admin|127.0.0.1|end fault|/api/faults|done"_s), all.constData());
        QVERIFY2(has(u"||127.0.0.1|refused|DELETE /api/faults|403: “ci” has the role"_s),
            all.constData());
        QVERIFY2(has(u"||127.0.0.1|refused|GET /api/stats|401: "_s), all.constData());
        QVERIFY2(has(u"||127.0.0.1|refused|stream|401: a token in the URL"_s), all.constData());
        QVERIFY2(has(u"||127.0.0.1|refused|stream of (a token)|401: "_s), all.constData());
        QVERIFY2(has(u"local|admin||stop|"_s), all.constData());
    }
    void anAuditFileThatCannotBeWrittenIsSaidAtTheStart()
    {
        HubProcess hub;
        QVERIFY2(hub.runToEnd({u"--audit-file"_s, u"/no/such/folder/audit.jsonl"_s}),
            hub.story().constData());
        QCOMPARE(hub.exitCode(), 2);
        QVERIFY2(hub.standardError().contains("--audit-file: cannot write /no/such/folder"),
            hub.standardError().constData());
    }
    void aStreamEndsWithItsTokenAndGoesOnWithAFreshOne()
    {
        HubProcess hub;
        START_HUB(hub, WithSecret + QStringList{u"--jwt-leeway"_s, u"off"_s});
        EventStream stream(hub.port(), {}, bearing(tokenOf("42", 2)));
        QVERIFY2(stream.waitForOpen(), hub.story().constData());
        HttpClient publisher(hub.port());
        publish(publisher, R"({"userId":"42","data":"one"})");
        QCOMPARE(stream.next().data, QByteArray("one"));
        QVERIFY(stream.waitForCleanEnd());
        publish(publisher, R"({"userId":"42","data":"two"})");
        EventStream again(hub.port(), {},
            {{"Cookie", "fanlight_token=" + tokenOf("42")},
                {"Last-Event-ID", stream.lastEventId()}});
        QVERIFY(again.waitForOpen());
        QCOMPARE(again.next().data, QByteArray("two"));
        const HttpResponse stats = httpGet(hub.port(), "/api/stats");
        QCOMPARE(stats.json()["disconnects"_L1]["expired"_L1].toInt(), 1);
        QVERIFY(httpGet(hub.port(), "/metrics").body.contains("reason=\"expired\"} 1"));
        QTRY_VERIFY2(hub.standardError().contains("disconnected: expired after"),
            hub.standardError().constData());
    }
    void whoamiTellsRoleNameAndFeatures()
    {
        HubProcess open;
        START_HUB(open);
        const QJsonObject all = httpGet(open.port(), "/api/whoami").json();
        QCOMPARE(all["role"_L1].toString(), u"admin"_s);
        QVERIFY(all["name"_L1].isNull());
        QVERIFY(
            !all["instance"_L1].toString().isEmpty() && !all["version"_L1].toString().isEmpty());

        HubProcess hub;
        START_HUB(hub,
            WithSecret
                + QStringList{u"--publish-token"_s, u"ci=HUSH-ci"_s, u"--publish-token"_s,
                    u"HUSH-other"_s, u"--monitor-token"_s, u"HUSH-mon"_s});
        const auto who = [&](const QByteArray& token) -> QString {
            const QJsonObject answer = httpGet(hub.port(), "/api/whoami", bearing(token)).json();
            return answer["name"_L1].toString() + u'/' + answer["role"_L1].toString();
        };
        QCOMPARE(who("HUSH-ci"), u"ci/publish"_s);
        QCOMPARE(who("HUSH-other"), u"publish/publish"_s);
        QCOMPARE(who("HUSH-mon"), u"monitor/monitor"_s);
        QCOMPARE(who(tokenOf("42")), u"42/user"_s);
        QCOMPARE(httpGet(hub.port(), "/api/whoami").status, 401);
        QCOMPARE(httpGet(hub.port(), "/api/whoami", bearing("ci")).status, 401);
        QVERIFY(httpGet(hub.port(), "/api/whoami", bearing("HUSH-ci")).body.contains("\"roles\""));
        // nor may a user read administration
        QCOMPARE(httpGet(hub.port(), "/api/connections", bearing(tokenOf("42"))).status, 403);
        QCOMPARE(httpGet(hub.port(), "/api/connections", bearing("HUSH-mon")).status, 200);
        QVERIFY(!hub.standardError().contains("HUSH"));
    }
    void secretsMayStandInFilesAndTheEnvironment()
    {
        HubProcess hub;
        const auto file = [&](const QString& name, const QByteArray& text) {
            QFile made(hub.folder() + u'/' + name);
            if (made.open(QIODevice::WriteOnly))
                made.write(text + '\n');
            return QString(u'@' + made.fileName());
        };
        hub.setEnvironment(u"FANLIGHT_JWT_SECRET"_s, QString::fromLatin1(SigningSecret));
        START_HUB(hub,
            {u"--jwt-secret-previous"_s, file(u"before"_s, "HUSH-the-secret-of-before-this-one-is"),
                u"--admin-token"_s, u"ops="_s + file(u"ops"_s, "HUSH-ops")});
        QCOMPARE(openStream(hub.port(), "", bearing(tokenOf("42"))).status, 200);
        QCOMPARE(openStream(hub.port(), "",
                     bearing(signedToken("{\"sub\":\"1\",\"exp\":9999999999}",
                         "HUSH-the-secret-of-before-this-one-is")))
                     .status,
            200);
        QCOMPARE(httpGet(hub.port(), "/api/stats", bearing("HUSH-ops")).status, 200);
        QVERIFY(!httpGet(hub.port(), "/api/stats", bearing("HUSH-ops")).body.contains("HUSH"));
        QVERIFY(!hub.standardError().contains("HUSH"));
    }
    void whatWillNotDoIsSaidAtTheStart_data()
    {
        QTest::addColumn<QStringList>("options");
        QTest::addColumn<QByteArray>("why");
        QTest::newRow("no key") << QStringList{u"--jwt-key"_s, u"/nowhere/key.pem"_s}
                                << QByteArray("/nowhere/key.pem");
        QTest::newRow("a short secret")
            << QStringList{u"--jwt-secret"_s, u"HUSH"_s} << QByteArray("32 bytes");
        QTest::newRow("no file of a token")
            << QStringList{u"--admin-token"_s, u"a=@/nowhere"_s} << QByteArray("/nowhere");
        QTest::newRow("two without names")
            << QStringList{u"--publish-token"_s, u"HUSH,HUSH"_s} << QByteArray("name");
        QTest::newRow("whose readers nobody knows") << QStringList{u"--listen"_s, u"0.0.0.0:0"_s,
            u"--publish-token"_s, u"HUSH"_s} << QByteArray("--anonymous all");
        QTest::newRow("a name that a proxy passes on") << QStringList{u"--host"_s, u"hub.example"_s,
            u"--publish-token"_s, u"HUSH"_s} << QByteArray("--jwt-key");
        QTest::newRow("a name, and whoever publishes") << QStringList{u"--host"_s, u"hub.example"_s,
            u"--anonymous"_s, u"all"_s} << QByteArray("--publish-token");
    }
    void whatWillNotDoIsSaidAtTheStart()
    {
        QFETCH(QStringList, options);
        QFETCH(QByteArray, why);
        HubProcess hub;
        QVERIFY2(hub.runToEnd(options), hub.story().constData());
        QCOMPARE(hub.exitCode(), 2);
        QVERIFY2(hub.standardError().contains(why), hub.standardError().constData());
        QVERIFY2(!hub.standardError().contains("HUSH"), hub.standardError().constData());
    }
    void aHubThatCanBeReachedServesTheUsersItKnows()
    {
        HubProcess hub;
        START_HUB(hub,
            WithSecret
                + QStringList{u"--listen"_s, u"0.0.0.0:0"_s, u"--publish-token"_s, u"HUSH-p"_s});
        QCOMPARE(openStream(hub.port(), "", bearing(tokenOf("42"))).status, 200);
        for (const char* path : {"/api/connections", "/api/stats", "/metrics",
                 "/api/users/1/followers", "/api/faults", "/api/whoami"})
            QCOMPARE(httpGet(hub.port(), path).status, 401);
        for (const char* path : {"/healthz", "/readyz"})
            QCOMPARE(httpGet(hub.port(), path, {{"Host", "who.ever"}}).status, 200);
    }
    void curlReadsAStreamWithATokenAndHearsWhyNot()
    {
        HubProcess hub;
        START_HUB(hub, WithSecret + QStringList{u"--jwt-leeway"_s, u"off"_s});
        const auto curl = [&](const QStringList& options) {
            QProcess process;
            process.start(u"curl"_s,
                QStringList{u"-sN"_s, u"-w"_s, u" %{http_code}"_s} + options
                    + QStringList{
                        u"http://127.0.0.1:%1/api/notifications?userId=42"_s.arg(hub.port())});
            return process.waitForStarted() && process.waitForFinished()
                ? process.readAllStandardOutput()
                : QByteArray("no curl");
        };
        if (curl({u"--version"_s}) == "no curl")
            QSKIP("there is no curl");
        const QByteArray good
            = curl({u"-b"_s, QString::fromLatin1("fanlight_token=" + tokenOf("42", 2))});
        QVERIFY2(good.startsWith("retry: ") && good.endsWith(" 200"), good.constData());
        const QByteArray late
            = curl({u"-H"_s, QString::fromLatin1("Authorization: Bearer " + tokenOf("42", -3))});
        QVERIFY2(late.contains("token expired") && late.endsWith(" 401"), late.constData());
    }
    void whyATokenIsRefusedIsToldClaimByClaim()
    {
        HubProcess hub;
        START_HUB(hub, WithSecret + QStringList{u"--admin-token"_s, u"HUSH-ops"_s});
        const auto check = [&](const QByteArray& token) {
            return httpPost(hub.port(), "/api/tokens/check", "{\"token\":\"" + token + "\"}",
                bearing("HUSH-ops"))
                .json();
        };
        const QJsonObject good = check(tokenOf("42"));
        QVERIFY(good["ok"_L1].toBool() && good["reason"_L1].isNull());
        QCOMPARE(good["userId"_L1].toString(), u"42"_s);
        QVERIFY(good["expiresAt"_L1].toString().endsWith(u'Z'));
        const QJsonObject late = check(tokenOf("42", -90));
        QVERIFY(!late["ok"_L1].toBool() && late["userId"_L1].isNull());
        QVERIFY(late["reason"_L1].toString().startsWith(u"token expired"));
        QCOMPARE(late["checks"_L1].toArray().size(), 6);
        QVERIFY(late["checks"_L1][0]["ok"_L1].toBool()); // signature
        QVERIFY(!late["checks"_L1][1]["ok"_L1].toBool()); // exp
        QCOMPARE(httpPost(hub.port(), "/api/tokens/check", "{}", bearing("HUSH-ops")).status, 400);
        QCOMPARE(httpPost(hub.port(), "/api/tokens/check", "{}").status, 401);
    }
    void aProxyThatIsBelievedTellsTheClientsAddress()
    {
        const auto addressOf = [](const HubProcess& hub) {
            return httpGet(hub.port(), "/api/connections")
                .json()["connections"_L1][0]["address"_L1]
                .toString();
        };
        const Headers forged{{"X-Forwarded-For", "198.51.100.1, 203.0.113.9"}};
        HubProcess plain;
        START_HUB(plain);
        EventStream direct(plain.port(), "userId=1", forged);
        QVERIFY(direct.waitForOpen());
        QVERIFY(addressOf(plain).startsWith(u"127.0.0.1:"));
        HubProcess other; // another proxy's word counts for nothing
        START_HUB(other, {u"--trusted-proxy"_s, u"10.0.0.0/8"_s});
        EventStream through(other.port(), "userId=1", forged);
        QVERIFY(through.waitForOpen());
        QVERIFY(addressOf(other).startsWith(u"127.0.0.1:"));

        HubProcess hub;
        START_HUB(hub, {u"--trusted-proxy"_s, u"127.0.0.1,::1"_s});
        EventStream stream(hub.port(), "userId=1", forged);
        QVERIFY(stream.waitForOpen());
        QCOMPARE(addressOf(hub), u"203.0.113.9"_s);
        QTRY_VERIFY2(hub.standardError().contains("user 1 from 203.0.113.9\n"),
            hub.standardError().constData());
        const QJsonObject found
            = httpGet(hub.port(), "/api/connections?filter=address:203.*").json();
        QCOMPARE(found["total"_L1].toInt(), 1);
    }
    void aConnectionOfAProxyCarriesManyClients()
    {
        HubProcess hub;
        START_HUB(hub, {u"--trusted-proxy"_s, u"127.0.0.1"_s, u"--log-level"_s, u"debug"_s});
        HttpClient proxy(hub.port());
        proxy.get("/one", {{"X-Forwarded-For", "203.0.113.1"}});
        proxy.get("/two", {{"Forwarded", "for=\"[2001:db8::2]:80\""}});
        proxy.get("/three");
        // it is logged behind the answer
        QTRY_VERIFY2(hub.standardError().contains("GET /three from 127.0.0.1:"),
            hub.standardError().constData());
        const QByteArray log = hub.standardError();
        QVERIFY2(log.contains("GET /one from 203.0.113.1: 404"), log.constData());
        QVERIFY2(log.contains("GET /two from [2001:db8::2]: 404"), log.constData());
    }
    void pagesOfTheNameAProxyWasAskedForMayPublish()
    {
        HubProcess hub;
        START_HUB(hub,
            {u"--trusted-proxy"_s, u"127.0.0.1"_s, u"--host"_s, u"app.example"_s,
                u"--publish-token"_s, u"t"_s, u"--anonymous"_s, u"all"_s});
        const auto status = [&](const QByteArray& host, const QByteArray& forwarded) {
            return httpPost(hub.port(), "/api/publish", toUser("42", "1"),
                {{"Host", host}, {"X-Forwarded-Host", forwarded}, {"Origin", "https://app.example"},
                    {"Authorization", "Bearer t"}})
                .status;
        };
        QCOMPARE(status("127.0.0.1", "app.example"), 200);
        QCOMPARE(status("127.0.0.1", "evil.example"), 403);
        // a page at a browser beside the proxy forges no name by one field alone
        QCOMPARE(status("evil.example", "app.example"), 403);
        QCOMPARE(status("127.0.0.1", ""), 403); // https://app.example is a foreign page there
    }
    void garbageOpensNothing()
    {
        HubProcess hub;
        START_HUB(hub,
            WithSecret
                + QStringList{u"--admin-token"_s, u"HUSH-ops"_s, u"--jwt-in-url"_s,
                    u"--trusted-proxy"_s, u"127.0.0.1"_s});
        QRandomGenerator random(15); // the same each time
        const auto bytes = [&random](int most) {
            QByteArray text(random.bounded(most) + 1, Qt::Uninitialized);
            for (char& c : text)
                c = char(random.bounded(0x21, 0x7f)); // a field's line is one
            return text;
        };
        const QByteArray good = tokenOf("42");
        const auto token = [&]() -> QByteArray {
            QByteArray bent = good;
            switch (random.bounded(4)) {
            case 0: // another character somewhere; of the last some bits do not count
                bent[random.bounded(int(bent.size()) - 2)] = '!';
                return bent;
            case 1:
                return bent.left(random.bounded(int(bent.size())));
            case 2:
                return bytes(60) + '.' + bytes(60) + '.' + bytes(60);
            default:
                return bytes(200);
            }
        };
        QList<QByteArray> requests;
        for (int i = 0; i < 10'000; ++i) {
            const QByteArray query = "?userId=" + bytes(9).toPercentEncoding()
                + (random.bounded(2) ? "&token=" + token().toPercentEncoding() : QByteArray());
            // most from an address of their own, or they would be slowed down
            const QByteArray from
                = "10.0." + QByteArray::number(i / 250) + '.' + QByteArray::number(i % 250);
            Headers headers{{"X-Forwarded-For", bytes(40) + ", " + from},
                {"Forwarded", "for=" + (random.bounded(8) ? from : bytes(30))}};
            if (random.bounded(2))
                headers.append({"Authorization", (random.bounded(2) ? "Bearer " : "") + token()});
            if (random.bounded(2))
                headers.append({"Cookie", "fanlight_token=" + token()});
            const QByteArray path = random.bounded(4)
                ? "/api/notifications" + query
                : QByteArray(random.bounded(2) ? "/metrics" : "/api/connections");
            requests.append(requestBytes(hub.port(), "GET", path, headers));
        }
        QHash<int, int> answers;
        for (const HttpResponse& answer : askAll(hub.port(), requests)) {
            ++answers[answer.status];
            QVERIFY2(answer.status >= 400 && answer.status < 500, answer.body.constData());
        }
        QVERIFY(answers[401] > 7'000 && answers[429] > 100);
        QCOMPARE(
            openStream(hub.port(), "", bearing(good) + Headers{{"X-Forwarded-For", "203.0.113.9"}})
                .status,
            200);
        const QByteArray log = hub.standardError();
        QVERIFY2(log.size() < 20'000, QByteArray::number(log.size()).constData());
        QVERIFY(std::all_of(log.begin(), log.end(),
            [](char c) { return c == '\n' || static_cast<unsigned char>(c) >= 0x20; }));
        QVERIFY2(hub.stop(), hub.story().constData());
    }
    void twoAuthorizationFieldsAreRefused()
    {
        HubProcess hub;
        START_HUB(hub, WithSecret);
        QCOMPARE(openStream(hub.port(), "",
                     {{"Authorization", "Bearer " + tokenOf("42")},
                         {"Authorization", "Bearer " + tokenOf("43")}})
                     .status,
            400);
    }
};

ROOM_TEST(TstAccess, QCoreApplication)
#include "tst_access.moc"
