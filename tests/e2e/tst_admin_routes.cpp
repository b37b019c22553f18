// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/hub_process.h"
#include "support/room.h"

#include <QJsonArray>

using namespace fanlight::testing;
using namespace Qt::Literals::StringLiterals;

// What a window elsewhere asks for and does, as /api/openapi.json describes it: each exchange is
// held against that.
class TstAdminRoutes : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        START_HUB(m_hub,
            {u"--admin-token"_s, u"ops=admin"_s, u"--publish-token"_s, u"shop=publish"_s,
                u"--monitor-token"_s, u"grafana=monitor"_s, u"--jwt-secret"_s,
                u"a-secret-that-is-as-long-as-32-bytes"_s, u"--anonymous"_s, u"broadcasts"_s});
    }

    void whatIsAskedForIsAnswered_data()
    {
        QTest::addColumn<QByteArray>("token");
        QTest::addColumn<QByteArray>("method");
        QTest::addColumn<QByteArray>("path");
        QTest::addColumn<QByteArray>("body");
        const auto row
            = [](const char* token, const char* method, const char* path, const char* body = "") {
                  QTest::addRow("%s %s", method, path) << QByteArray(token) << QByteArray(method)
                                                       << QByteArray(path) << QByteArray(body);
              };
        row("monitor", "GET", "/api/admin/options");
        row("admin", "PATCH", "/api/admin/options", R"({"heartbeat":"20s"})");
        row("publish", "POST", "/api/admin/audience",
            R"({"changes":[{"kind":"followers","set":"7","users":["42"]}]})");
        row("publish", "POST", "/api/admin/reach?kind=fanout", R"({"authorId":"7","data":1})");
        row("publish", "POST", "/api/admin/reach", R"({"broadcast":true,"data":1})");
        row("publish", "GET", "/api/admin/audience/followers");
        row("publish", "GET", "/api/admin/audience/interests?contains=like");
        row("publish", "GET", "/api/admin/audience/followers/7");
        row("publish", "POST", "/api/publish",
            R"({"userId":"42","data":1,"id":"e-1","receipt":true})");
        row("publish", "GET", "/api/admin/receipts/e-1");
        row("monitor", "GET", "/api/admin/replay?userId=42&lastEventId=1-0");
        row("monitor", "GET", "/api/admin/access");
        row("admin", "POST", "/api/admin/tokens", R"({"userId":"42","lifetime":"1h"})");
        row("admin", "POST", "/api/admin/redis/check", R"({"url":"redis:\/\/127.0.0.1:1"})");
        row("admin", "POST", "/api/admin/files");
        row("admin", "POST", "/api/admin/disconnect", R"({"ids":["c-1"],"retry":"break"})");
        row("admin", "POST", "/api/tokens/check", R"({"token":"a.b.c"})");
        row("monitor", "GET", "/api/whoami");
    }
    void whatIsAskedForIsAnswered()
    {
        QFETCH(const QByteArray, token);
        QFETCH(const QByteArray, method);
        QFETCH(const QByteArray, path);
        QFETCH(const QByteArray, body);
        HttpClient client(m_hub.port());
        const HttpResponse answer
            = client.request(method, path, {{"Authorization", "Bearer " + token}}, body);
        QVERIFY2(answer.status == 200, answer.body.constData());
    }

    void whoeverReadsChangesNothing()
    {
        HttpClient client(m_hub.port());
        for (const char* path : {"/api/admin/tokens", "/api/admin/redis/check", "/api/admin/files",
                 "/api/admin/disconnect", "/api/admin/audience", "/api/admin/reach"})
            QCOMPARE(
                client.request("POST", path, {{"Authorization", "Bearer monitor"}}, "{}").status,
                403);
        QCOMPARE(
            client
                .request("PATCH", "/api/admin/options", {{"Authorization", "Bearer monitor"}}, "{}")
                .status,
            403);
    }

    void cleanupTestCase() { QVERIFY2(m_hub.stop(), m_hub.story().constData()); }

private:
    HubProcess m_hub;
};

ROOM_TEST(TstAdminRoutes, QCoreApplication)
#include "tst_admin_routes.moc"
