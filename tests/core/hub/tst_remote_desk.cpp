// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "hub/admin_answers.h"
#include "hub/audit_log.h"
#include "hub/remote_desk.h"
#include "hub_rig.h"
#include "support/http_client.h"
#include "support/room.h"

#include <QJsonArray>
#include <QJsonDocument>

using namespace fanlight;
using namespace fanlight::testing;
using namespace Qt::Literals::StringLiterals;

namespace {

HubOptions deskOptions()
{
    HubOptions options = onAnyPort();
    options.adminToken = u"ops=HUSH-admin"_s;
    options.publishToken = u"shop=HUSH-publish"_s;
    options.monitorToken = u"grafana=HUSH-monitor"_s;
    options.jwtSecret = u"HUSH-secret-that-is-as-long-as-32-bytes"_s;
    options.jwksUrl = u"https://id.example/keys"_s;
    options.historyCount = 50;
    return options;
}

class DeskCaller {
public:
    DeskCaller(quint16 port, const QByteArray& token)
        : m_client(port)
        , m_headers{{"Authorization", "Bearer HUSH-" + token}, {"Content-Type", "application/json"}}
    {
    }
    HttpResponse get(const QByteArray& path) { return m_client.get(path, m_headers); }
    HttpResponse send(const QByteArray& method, const QByteArray& path, const QByteArray& body)
    {
        return m_client.request(method, path, m_headers, body);
    }

private:
    HttpClient m_client;
    Headers m_headers;
};

} // namespace

// What a window elsewhere does over HTTP.
class TestRemoteDesk : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void optionsAreToldWithoutSecrets()
    {
        HubRig rig;
        QVERIFY(rig.start(deskOptions()));
        DeskCaller monitor(rig.port(), "monitor");
        const HttpResponse answer = monitor.get("/api/admin/options");
        QCOMPARE(answer.status, 200);
        QVERIFY2(!answer.body.contains("HUSH"), answer.body.constData());
        const QJsonObject told = answer.json();
        QCOMPARE(told["options"_L1]["history"_L1].toString(), u"50/1h"_s);
        QVERIFY(!told["options"_L1].toObject().contains("admin-token"_L1));
        QVERIFY(told["secret"_L1].toArray().contains(u"jwt-secret"_s));
        QVERIFY(told["live"_L1].toArray().contains(u"heartbeat"_s));

        HubOptions read;
        QStringList secrets;
        QVERIFY(admin_answers::readOptions(told, read, secrets));
        QCOMPARE(read.historyCount, 50);
        QCOMPARE(read.jwksUrl, u"https://id.example/keys"_s);
        QVERIFY(secrets.contains(u"admin-token"_s));
    }

    void anAddressIsToldWithoutWhoGoesThere()
    {
        HubOptions options;
        options.broker = u"redis://app:HUSH-word@redis.example:6379/2"_s;
        const QJsonObject told = admin_answers::toJson(options)["options"_L1].toObject();
        QCOMPARE(told["broker"_L1].toString(), u"redis://redis.example:6379/2"_s);
    }

    void liveOptionsChangeAndAreAudited()
    {
        HubRig rig;
        QVERIFY(rig.start(deskOptions()));
        QSignalSpy changed(&rig.hub, &HubPort::optionsChanged);
        DeskCaller admin(rig.port(), "admin");
        const HttpResponse answer
            = admin.send("PATCH", "/api/admin/options", R"({"heartbeat":"7s","max-per-user":"3"})");
        QVERIFY2(answer.status == 200, answer.body.constData());
        QCOMPARE(answer.json()["options"_L1]["heartbeat"_L1].toString(), u"7s"_s);
        QTRY_COMPARE(rig.hub.options().heartbeat, std::chrono::milliseconds(7000));
        QCOMPARE(rig.hub.options().maxPerUser, 3);
        QVERIFY(!changed.isEmpty());
        const std::vector<AuditEntry> entries = rig.hub.audit().since(0);
        const auto told = std::find_if(entries.begin(), entries.end(), [](const AuditEntry& one) {
            return one.action == u"settings"_s && one.target == u"--heartbeat"_s;
        });
        QVERIFY(told != entries.end());
        QCOMPARE(told->actor, u"ops"_s);
        QCOMPARE(told->address, u"127.0.0.1"_s);
    }

    void whatMayNotChangeFromElsewhereIsSaid_data()
    {
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<QString>("said");
        QTest::newRow("a restart")
            << QByteArray(R"({"shards":"3"})") << u"shards: it takes a restart"_s;
        QTest::newRow("a secret") << QByteArray(R"({"admin-token":"HUSH-other"})")
                                  << u"admin-token: tokens and secrets are changed"_s;
        QTest::newRow("a file") << QByteArray(R"({"log-file":"/tmp/HUSH"})")
                                << u"log-file: files are named"_s;
        QTest::newRow("unknown") << QByteArray(R"({"haertbeat":"1s"})")
                                 << u"haertbeat: there is no such option"_s;
        QTest::newRow("no text") << QByteArray(R"({"heartbeat":7})")
                                 << u"heartbeat: must be a text"_s;
        QTest::newRow("no duration")
            << QByteArray(R"({"heartbeat":"soon"})") << u"--heartbeat: “soon”"_s;
        QTest::newRow("all or none")
            << QByteArray(R"({"heartbeat":"9s","shards":"3"})") << u"shards: it takes a restart"_s;
        QTest::newRow("no object") << QByteArray("[1]") << u"the body must be a JSON object"_s;
    }
    void whatMayNotChangeFromElsewhereIsSaid()
    {
        QFETCH(const QByteArray, body);
        QFETCH(const QString, said);
        HubRig rig;
        QVERIFY(rig.start(deskOptions()));
        const HubOptions before = rig.hub.options();
        DeskCaller admin(rig.port(), "admin");
        const HttpResponse answer = admin.send("PATCH", "/api/admin/options", body);
        QCOMPARE(answer.status, 400);
        QVERIFY2(answer.error().startsWith(said), qPrintable(answer.error()));
        QCOMPARE(DeskCaller(rig.port(), "monitor")
                     .get("/api/admin/options")
                     .json()["options"_L1]["heartbeat"_L1]
                     .toString(),
            hubOptionText(before, u"heartbeat"));
        for (const AuditEntry& one : rig.hub.audit().since(0))
            QVERIFY(!one.target.contains(u"HUSH"_s) && !one.outcome.contains(u"HUSH"_s));
    }

    void reachIsThatOfThePublish()
    {
        HubRig rig;
        QVERIFY(rig.start(deskOptions()));
        DeskCaller shop(rig.port(), "publish");
        QCOMPARE(shop.send("POST", "/api/admin/audience",
                         R"({"changes":[{"kind":"followers","set":"7","users":["1","2","3"]}]})")
                     .json()["changed"_L1]
                     .toInt(),
            3);
        Reach reach;
        const HttpResponse fan
            = shop.send("POST", "/api/admin/reach?kind=fanout", R"({"authorId":"7","data":null})");
        QVERIFY2(admin_answers::readReach(fan.json(), reach), fan.body.constData());
        QCOMPARE(reach.audience, 3);
        Reach everyone;
        const HttpResponse all
            = shop.send("POST", "/api/admin/reach", R"({"broadcast":true,"data":1})");
        QVERIFY(admin_answers::readReach(all.json(), everyone));
        QCOMPARE(everyone.audience, -1);
        QCOMPARE(shop.send("POST", "/api/admin/reach", R"({"user":1,"data":1})").status, 400);
        QCOMPARE(shop.send("POST", "/api/admin/reach?kind=else", R"({"data":1})").status, 400);
    }

    void replayIsWhatAClientWouldBeSent()
    {
        HubRig rig;
        QVERIFY(rig.start(deskOptions()));
        const QString first = rig.publish(to({u"42"_s}, R"({"n":1})")).id;
        rig.publish(to({u"42"_s}, R"({"n":2,"text":"schön"})"));
        DeskCaller monitor(rig.port(), "monitor");
        const HttpResponse answer
            = monitor.get("/api/admin/replay?userId=42&lastEventId=" + first.toLatin1());
        ReplayPreview replay;
        QVERIFY2(admin_answers::readReplay(answer.json(), replay), answer.body.constData());
        QCOMPARE(replay.events.size(), 1U);
        QVERIFY(replay.events[0].wire.contains("\"text\":\"schön\""));
        QVERIFY(replay.events[0].toUser);
        QCOMPARE(monitor.get("/api/admin/replay?userId=42").status, 400);
    }

    void setsAndTheirMembersAreListed()
    {
        HubRig rig;
        QVERIFY(rig.start(deskOptions()));
        DeskCaller shop(rig.port(), "publish");
        shop.send("POST", "/api/admin/audience",
            R"({"changes":[{"kind":"followers","set":"a/b","users":["10","9"]},
                           {"kind":"interests","set":"like","users":["4"]}]})");
        AudienceSets sets;
        QVERIFY(admin_answers::readSets(
            shop.get("/api/admin/audience/followers?contains=a").json(), sets));
        QCOMPARE(sets.sets.size(), 1U);
        QCOMPARE(sets.sets[0].name, u"a/b"_s);
        QCOMPARE(sets.sets[0].size, 2);
        AudienceMembers members;
        QVERIFY(admin_answers::readMembers(
            shop.get("/api/admin/audience/followers/a%2Fb").json(), members));
        QCOMPARE(members.users, QStringList({u"9"_s, u"10"_s}));
        QCOMPARE(shop.get("/api/admin/audience/else").status, 404);
        const HttpResponse wrong = shop.send(
            "POST", "/api/admin/audience", R"({"changes":[{"kind":"friends","set":"1"}]})");
        QCOMPARE(wrong.status, 400);
        QVERIFY(wrong.error().startsWith(u"changes: "_s));
    }

    void accessIsToldWithoutSecrets()
    {
        HubRig rig;
        QVERIFY(rig.start(deskOptions()));
        httpGet(rig.port(), "/api/stats", {{"Authorization", "Bearer HUSH-wrong"}});
        const HttpResponse answer = DeskCaller(rig.port(), "monitor").get("/api/admin/access");
        QVERIFY2(!answer.body.contains("HUSH"), answer.body.constData());
        AccessSnapshot access;
        QVERIFY2(admin_answers::readAccess(answer.json(), access), answer.body.constData());
        QVERIFY(access.isListening && access.hasRoles && access.hasKeys && access.canMint);
        QCOMPARE(access.tokens.size(), 3U);
        QCOMPARE(access.keys.size(), 1U);
        QCOMPARE(access.limits.size(), 4U);
        QVERIFY(!access.refusals.rows.empty());
        QCOMPARE(access.refusals.rows.front().status, 401);
        QVERIFY(access.features.contains(u"jwt"_s));
    }

    void aMintedTokenIsGood()
    {
        HubRig rig;
        QVERIFY(rig.start(deskOptions()));
        DeskCaller admin(rig.port(), "admin");
        const HttpResponse minted
            = admin.send("POST", "/api/admin/tokens", R"({"userId":"42","lifetime":"1h"})");
        const QByteArray token = minted.json()["token"_L1].toString().toUtf8();
        QVERIFY2(!token.isEmpty(), minted.body.constData());
        TokenReport report;
        const HttpResponse checked
            = admin.send("POST", "/api/tokens/check", "{\"token\":\"" + token + "\"}");
        QVERIFY2(admin_answers::readTokenReport(checked.json(), report), checked.body.constData());
        QVERIFY(report.isGood());
        QCOMPARE(report.user, u"42"_s);
        const auto expires = std::find_if(report.lines.begin(), report.lines.end(),
            [](const TokenReport::Line& line) { return line.what == u"exp"_s; });
        QVERIFY(expires != report.lines.end() && expires->timeMs > 0);
        QCOMPARE(
            admin.send("POST", "/api/admin/tokens", R"({"userId":"42","lifetime":"1y"})").status,
            400);
        QCOMPARE(
            admin.send("POST", "/api/admin/tokens", R"({"userId":"42","lifetime":"48h"})").status,
            409);
    }

    void aRedisThatIsNotThereIsTold()
    {
        HubRig rig;
        QVERIFY(rig.start(deskOptions()));
        DeskCaller admin(rig.port(), "admin");
        RedisCheck check;
        const HttpResponse answer = admin.send(
            "POST", "/api/admin/redis/check", "{\"url\":\"redis://app:HUSH-word@127.0.0.1:1\"}");
        QVERIFY2(admin_answers::readCheck(answer.json(), check), answer.body.constData());
        QVERIFY(!check.passed && !check.steps.empty());
        QVERIFY2(!answer.body.contains("HUSH"), answer.body.constData());
        for (const AuditEntry& one : rig.hub.audit().since(0))
            QVERIFY(!one.target.contains(u"HUSH"_s));
    }

    void filesAreReadAnew()
    {
        HubRig rig;
        QVERIFY(rig.start(deskOptions()));
        const HttpResponse answer
            = DeskCaller(rig.port(), "admin").send("POST", "/api/admin/files", {});
        QCOMPARE(answer.status, 200);
        QVERIFY(answer.json()["problem"_L1].isNull());
    }

    void severalStreamsEndAtOnce()
    {
        HubOptions options = deskOptions();
        options.anonymous = Anonymous::Broadcasts;
        HubRig rig;
        QVERIFY(rig.start(options));
        EventStream one(rig.port(), {});
        EventStream two(rig.port(), {});
        QVERIFY(one.waitForOpen() && two.waitForOpen());
        DeskCaller admin(rig.port(), "admin");
        const QByteArray ids = "[\"" + one.connectionId() + "\",\"" + two.connectionId() + "\"]";
        const HttpResponse answer = admin.send(
            "POST", "/api/admin/disconnect", "{\"ids\":" + ids + ",\"retry\":\"off\"}");
        QCOMPARE(answer.json()["disconnected"_L1].toInt(), 2);
        QCOMPARE(admin.send("POST", "/api/admin/disconnect", R"({"ids":["x"]})").status, 400);
        QCOMPARE(admin.send("POST", "/api/admin/disconnect", R"({"ids":["c-1"],"retry":"later"})")
                     .status,
            400);
    }

    void aReceiptIsToldWhole()
    {
        HubRig rig;
        QVERIFY(rig.start(deskOptions()));
        DeskCaller shop(rig.port(), "publish");
        shop.send(
            "POST", "/api/publish", R"({"broadcast":true,"data":1,"id":"x-1","receipt":true})");
        const HttpResponse answer = shop.get("/api/admin/receipts/x-1");
        QCOMPARE(answer.status, 200);
        QCOMPARE(answer.json()["id"_L1].toString(), u"x-1"_s);
        QCOMPARE(shop.get("/api/admin/receipts/none").status, 404);
    }

    // What comes from a hub is held for nothing but what it proves to be.
    void whatIsNoneIsNotTaken_data()
    {
        QTest::addColumn<QByteArray>("json");
        for (const char* json : {"{}", R"({"users":[1]})", R"({"sets":[{"size":1}]})",
                 R"({"connections":-1})", R"({"connections":1e300})", R"({"connections":0.5})",
                 R"({"events":[{"wire":"%%%"}]})", R"({"events":"x"})",
                 R"({"takenAtMs":1,"limits":[{"count":-1}]})", R"({"takenAtMs":1,"keys":[[]]})",
                 R"({"takenAtMs":1,"issuer":7})", R"({"options":{"history":7}})",
                 R"({"options":[]})", R"({"passed":true,"steps":[{}]})",
                 R"({"ok":true,"reason":"but no"})"})
            QTest::newRow(json) << QByteArray(json);
    }
    void whatIsNoneIsNotTaken()
    {
        QFETCH(const QByteArray, json);
        const QJsonObject object = QJsonDocument::fromJson(json).object();
        Reach reach;
        ReplayPreview replay;
        AudienceSets sets;
        AudienceMembers members;
        AccessSnapshot access;
        RedisCheck check;
        HubOptions options;
        QStringList secrets;
        TokenReport report;
        QVERIFY(!admin_answers::readReach(object, reach));
        QVERIFY(!admin_answers::readReplay(object, replay));
        QVERIFY(!admin_answers::readSets(object, sets));
        QVERIFY(!admin_answers::readMembers(object, members));
        QVERIFY(!admin_answers::readAccess(object, access));
        QVERIFY(!admin_answers::readCheck(object, check));
        QVERIFY(!admin_answers::readOptions(object, options, secrets));
        QVERIFY(!admin_answers::readTokenReport(object, report));
    }
};

ROOM_TEST(TestRemoteDesk, QCoreApplication)
#include "tst_remote_desk.moc"
