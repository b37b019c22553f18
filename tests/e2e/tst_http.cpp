// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/hub_process.h"
#include "support/room.h"

#include <QTest>

using namespace fanlight::testing;
using namespace Qt::Literals::StringLiterals;

// HTTP itself: routes and methods, limits, malformed requests, connections kept and closed, and
// what a browser of a foreign page may not do.
class TstHttp : public QObject {
    Q_OBJECT

    HubProcess m_hub;
    HubProcess m_named; // goes by other names

    HttpResponse raw(const QByteArray& bytes) const
    {
        HttpClient client(m_hub.port());
        client.send(bytes);
        return client.read();
    }
    HttpResponse publishFrom(const QByteArray& origin) const
    {
        return httpPost(m_hub.port(), "/api/publish", toUser("42", "1"), {{"Origin", origin}});
    }

private Q_SLOTS:
    void initTestCase()
    {
        START_HUB(m_hub, {u"--cors-origin"_s, u"https://app.example"_s});
        START_HUB(m_named,
            {u"--host"_s, u"hub.example"_s, u"--host=*.svc.example"_s, u"--admin-token"_s, u"t"_s,
                u"--anonymous"_s, u"all"_s});
    }
    void cleanupTestCase()
    {
        QVERIFY2(m_hub.stop(), m_hub.story().constData());
        QVERIFY2(m_named.stop(), m_named.story().constData());
    }

    // Whatever a test did to it, the hub goes on.
    void cleanup() { QCOMPARE(httpGet(m_hub.port(), "/healthz").status, 200); }

    void unknownPathsAre404()
    {
        for (const char* path :
            {"/nope", "/api", "/api/publish/", "/api/connections/c-1/x", "/../etc/passwd"}) {
            const HttpResponse response = httpGet(m_hub.port(), path);
            QVERIFY2(response.status == 404, path);
            QVERIFY2(!response.error().isEmpty(), response.body.constData());
        }
    }

    void wrongMethodsAre405AndNameTheRightOnes_data()
    {
        QTest::addColumn<QByteArray>("method");
        QTest::addColumn<QByteArray>("path");
        QTest::addColumn<QByteArray>("allowed");
        QTest::newRow("GET publish")
            << QByteArray("GET") << QByteArray("/api/publish") << QByteArray("POST");
        QTest::newRow("PUT publish")
            << QByteArray("PUT") << QByteArray("/api/publish") << QByteArray("POST");
        QTest::newRow("POST notifications")
            << QByteArray("POST") << QByteArray("/api/notifications") << QByteArray("GET");
        QTest::newRow("DELETE metrics")
            << QByteArray("DELETE") << QByteArray("/metrics") << QByteArray("GET");
        QTest::newRow("POST page") << QByteArray("POST") << QByteArray("/") << QByteArray("GET");
    }
    void wrongMethodsAre405AndNameTheRightOnes()
    {
        QFETCH(const QByteArray, method);
        QFETCH(const QByteArray, path);
        QFETCH(const QByteArray, allowed);
        HttpClient client(m_hub.port());
        const HttpResponse response = client.request(method, path);
        QCOMPARE(response.status, 405);
        QVERIFY2(response.header("Allow").contains(allowed), response.header("Allow").constData());
        QVERIFY2(!response.error().isEmpty(), response.body.constData());
    }

    void malformedRequestsAre400AndTheEnd_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::newRow("no request line") << QByteArray("HELLO\r\n\r\n");
        QTest::newRow("binary") << QByteArray(
            "\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n", 15);
        QTest::newRow("unknown version") << QByteArray("GET / HTTP/9.9\r\nHost: localhost\r\n\r\n");
        QTest::newRow("blank before the colon")
            << QByteArray("GET / HTTP/1.1\r\nHost : localhost\r\n\r\n");
        QTest::newRow("no colon") << QByteArray("GET / HTTP/1.1\r\nHost localhost\r\n\r\n");
        QTest::newRow("NUL in a field")
            << QByteArray("GET / HTTP/1.1\r\nHost: local\0host\r\n\r\n", 37);
        QTest::newRow("length is no number") << QByteArray(
            "POST /api/publish HTTP/1.1\r\nHost: localhost\r\nContent-Length: ten\r\n\r\n");
        QTest::newRow("length is negative") << QByteArray(
            "POST /api/publish HTTP/1.1\r\nHost: localhost\r\nContent-Length: -1\r\n\r\n");
        QTest::newRow("two lengths")
            << QByteArray("POST /api/publish HTTP/1.1\r\nHost: localhost\r\n"
                          "Content-Length: 2\r\nContent-Length: 3\r\n\r\n{}");
        QTest::newRow("broken chunk")
            << QByteArray("POST /api/publish HTTP/1.1\r\nHost: localhost\r\n"
                          "Transfer-Encoding: chunked\r\n\r\nxyz\r\n");
    }
    void malformedRequestsAre400AndTheEnd()
    {
        QFETCH(const QByteArray, bytes);
        HttpClient client(m_hub.port());
        client.send(bytes);
        const HttpResponse response = client.read();
        QCOMPARE(response.status, 400);
        QVERIFY2(
            client.waitForEnd(), "after bytes nobody understood the next request cannot be found");
    }

    void aHeaderBeyondItsLimitIs431_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        const QByteArray start = "GET / HTTP/1.1\r\nHost: localhost\r\n";
        QTest::newRow("one long field")
            << start + "X-Long: " + QByteArray(17'000, 'x') + "\r\n\r\n";
        QTest::newRow("many fields") << start + QByteArray("X: y\r\n").repeated(3'000) + "\r\n";
        QTest::newRow("without an end") << start + "X-Long: " + QByteArray(20'000, 'x');
        QTest::newRow("a long path")
            << "GET /" + QByteArray(17'000, 'x') + " HTTP/1.1\r\nHost: localhost\r\n\r\n";
    }
    void aHeaderBeyondItsLimitIs431()
    {
        QFETCH(const QByteArray, bytes);
        QCOMPARE(raw(bytes).status, 431);
    }

    void aHeaderBelowItsLimitIsTaken()
    {
        const QByteArray port = QByteArray::number(m_hub.port());
        QCOMPARE(raw("GET /healthz HTTP/1.1\r\nHost: localhost:" + port
                     + "\r\nX-Long: " + QByteArray(15'000, 'x') + "\r\n\r\n")
                     .status,
            200);
    }

    void connectionsAreKept()
    {
        HttpClient client(m_hub.port());
        for (int i = 0; i < 50; ++i)
            QCOMPARE(client.get("/healthz").status, 200);
        QCOMPARE(client.get("/nope").status, 404);
        QCOMPARE(client.get("/healthz").status, 200);
    }

    void connectionsAreClosedWhenAskedFor()
    {
        HttpClient client(m_hub.port());
        const HttpResponse response = client.get("/healthz", {{"Connection", "close"}});
        QCOMPARE(response.status, 200);
        QVERIFY(client.waitForEnd());
    }

    void http10IsAnsweredAndClosed()
    {
        HttpClient client(m_hub.port());
        client.send(requestBytes(m_hub.port(), "GET", "/healthz", {}, {}, "HTTP/1.0"));
        QCOMPARE(client.read().status, 200);
        QVERIFY(client.waitForEnd());
    }

    void aStreamMayFollowOtherRequests()
    {
        HttpClient client(m_hub.port());
        QCOMPARE(client.get("/healthz").status, 200);
        client.send(requestBytes(m_hub.port(), "GET", "/api/notifications?userId=later"));
        QCOMPARE(client.read(true).status, 200);
    }

    void slowHeadersAreCutOff()
    {
        std::vector<HttpClient> clients;
        for (int i = 0; i < 8; ++i) {
            clients.emplace_back(m_hub.port());
            QVERIFY(clients.back().send("GET / HTTP/1.1\r\nHost: local"));
        }
        // The contract leaves the time open; a minute is what common servers allow at most.
        const QDeadlineTimer deadline(std::chrono::minutes(1));
        for (HttpClient& client : clients)
            QVERIFY2(client.waitForEnd(deadline),
                "a client that never finishes its header must be closed");
    }

    void aClientThatLeavesInTheMiddleDoesNoHarm()
    {
        for (int i = 0; i < 100; ++i) {
            Socket socket(m_hub.port());
            QVERIFY(socket.send(
                "POST /api/publish HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100\r\n\r\n{"));
            if (i % 2)
                socket.reset();
        }
    }

    void hostsThisHubDoesNotGoByAre403_data()
    {
        QTest::addColumn<QByteArray>("host");
        QTest::addColumn<int>("status");
        const QByteArray port = ':' + QByteArray::number(m_hub.port());
        QTest::newRow("address") << "127.0.0.1" + port << 200;
        QTest::newRow("localhost") << "localhost" + port << 200;
        QTest::newRow("LOCALHOST") << "LOCALHOST" + port << 200;
        QTest::newRow("IPv6") << "[::1]" + port << 200;
        QTest::newRow("localhost with a dot") << "localhost." + port << 200;
        QTest::newRow("allowed by --host") << "hub.example" + port << 200;
        QTest::newRow("allowed by a wildcard") << QByteArray("a.svc.example") << 200;
        QTest::newRow("the wildcard itself") << QByteArray("svc.example") << 403;
        QTest::newRow("user before it") << "localhost@evil.example" + port << 403;
        QTest::newRow("port that is none") << QByteArray("localhost:x") << 403;
        QTest::newRow("foreign") << "evil.example" + port << 403;
        QTest::newRow("foreign, no port") << QByteArray("evil.example") << 403;
        QTest::newRow("looks like localhost") << "localhost.evil.example" + port << 403;
        QTest::newRow("foreign address") << "192.0.2.1" + port << 403;
    }
    void hostsThisHubDoesNotGoByAre403()
    {
        QFETCH(const QByteArray, host);
        QFETCH(const int, status);
        const quint16 port = m_named.port();
        const Headers headers{{"Host", host}, {"Authorization", "Bearer t"}};
        QCOMPARE(httpGet(port, "/api/stats", headers).status, status);
        // an orchestrator has a name of its own for the hub
        for (const char* probe : {"/healthz", "/readyz"})
            QCOMPARE(httpGet(port, probe, {{"Host", host}}).status, 200);
        const HttpResponse posted = httpPost(port, "/api/publish", toUser("42", "1"), headers);
        QCOMPARE(posted.status, status);
        EventStream stream(port, "userId=42", {{"Host", host}});
        QCOMPARE(stream.waitForOpen(), status == 200);
    }

    void aRefusedNameIsToldHowToAllowIt()
    {
        const HttpResponse response
            = httpGet(m_hub.port(), "/api/stats", {{"Host", "hub.test:3000"}});
        QVERIFY2(response.error().contains(u"--host hub.test"_s), response.body.constData());
    }

    void theHostOfAnAbsoluteTargetCounts()
    {
        QCOMPARE(
            raw("GET http://localhost/api/stats HTTP/1.1\r\nHost: evil.example\r\n\r\n").status,
            200);
        QCOMPARE(
            raw("GET http://evil.example/api/stats HTTP/1.1\r\nHost: localhost\r\n\r\n").status,
            403);
        QCOMPARE(raw("GET http://evil.example/api/stats HTTP/1.0\r\n\r\n").status, 403);
        QCOMPARE(
            raw("GET http://localhost@evil.example/api/stats HTTP/1.1\r\nHost: localhost\r\n\r\n")
                .status,
            403);
        QCOMPARE(raw("GET /api/stats HTTP/1.0\r\n\r\n").status, 200);
    }

    void everyAnswerPassesOneTable_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<int>("status");
        const auto row = [](int status, const QByteArray& bytes) {
            QTest::addRow("%d %.40s", status, bytes.constData()) << bytes << status;
        };
        const QByteArray ours = " HTTP/1.1\r\nHost: localhost\r\nOrigin: http://localhost:5173\r\n";
        row(200, "GET /api/stats" + ours + "\r\n");
        row(200, "GET /" + ours + "\r\n");
        row(204, "OPTIONS /api/publish" + ours + "\r\n");
        row(400, "GET /api/notifications?user=1" + ours + "\r\n");
        row(400, "POST /api/publish" + ours + "Content-Length: 1, 1\r\n\r\nx");
        row(403,
            "GET /api/stats HTTP/1.1\r\nHost: evil.example\r\nOrigin: "
            "http://localhost:5173\r\n\r\n");
        row(404, "GET /nope" + ours + "\r\n");
        row(405, "PUT /api/publish" + ours + "\r\n");
        row(413, "POST /api/publish" + ours + "Content-Length: 99999999\r\n\r\n");
        row(415,
            "POST /api/publish" + ours + "Content-Encoding: gzip\r\nContent-Length: 1\r\n\r\nx");
        row(417, "POST /api/publish" + ours + "Expect: a-rabbit\r\nContent-Length: 0\r\n\r\n");
        row(431, "GET /" + ours + "X: " + QByteArray(17'000, 'x') + "\r\n\r\n");
        row(501, "POST /api/publish" + ours + "Transfer-Encoding: gzip\r\n\r\n");
    }
    void everyAnswerPassesOneTable()
    {
        QFETCH(const QByteArray, bytes);
        QFETCH(const int, status);
        const HttpResponse response = raw(bytes);
        QCOMPARE(response.status, status);
        QVERIFY(response.header("Date").endsWith(" GMT"));
        QVERIFY(response.hasHeader("Cache-Control"));
        QVERIFY(response.header("Vary").contains("Origin"));
        QCOMPARE(response.header("Access-Control-Allow-Origin"), "http://localhost:5173");
        QVERIFY(status == 204 || response.header("Content-Type").endsWith("; charset=utf-8"));
        QVERIFY(status < 400 || !response.error().isEmpty());
    }

    void aBodyOfACodingNobodyUnderstandsIsNeverASecondRequest_data()
    {
        QTest::addColumn<QByteArray>("head");
        QTest::addColumn<int>("status");
        QTest::newRow("gzip") << QByteArray(
            "HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: gzip")
                              << 501;
        QTest::newRow("xchunked") << QByteArray(
            "HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: xchunked")
                                  << 501;
        QTest::newRow("identity") << QByteArray(
            "HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: identity")
                                  << 501;
        QTest::newRow("HTTP/1.0") << QByteArray(
            "HTTP/1.0\r\nHost: localhost\r\nConnection: keep-alive\r\nTransfer-Encoding: chunked")
                                  << 400;
        QTest::newRow("lengths") << QByteArray(
            "HTTP/1.1\r\nHost: localhost\r\nContent-Length: 0, 0")
                                 << 400;
    }
    void aBodyOfACodingNobodyUnderstandsIsNeverASecondRequest()
    {
        QFETCH(const QByteArray, head);
        QFETCH(const int, status);
        HttpClient client(m_hub.port());
        client.send("POST /api/publish " + head
            + "\r\n\r\nGET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n");
        QCOMPARE(client.read().status, status);
        QCOMPARE(client.read().status, 0);
        QVERIFY(client.waitForEnd());
    }

    void otherProtocolsAreToldApart_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QString>("name");
        QTest::newRow("PROXY 1") << QByteArray("PROXY TCP4 203.0.113.9 127.0.0.1 4444 80\r\nGET "
                                               "/healthz HTTP/1.1\r\nHost: localhost\r\n\r\n")
                                 << u"PROXY"_s;
        QTest::newRow("PROXY 2") << QByteArray("\r\n\r\n\0\r\nQUIT\n\x21\x11\0\x0c", 16)
                                 << u"PROXY"_s;
        QTest::newRow("TLS") << QByteArray("\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03", 11)
                             << u"TLS"_s;
        QTest::newRow("HTTP/2") << QByteArray("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n") << u"HTTP/2"_s;
    }
    void otherProtocolsAreToldApart()
    {
        QFETCH(const QByteArray, bytes);
        QFETCH(const QString, name);
        const HttpResponse response = raw(bytes);
        QCOMPARE(response.status, 400);
        QVERIFY2(response.error().contains(name), response.body.constData());
    }

    void emptyLinesBeforeARequestAreSkipped()
    {
        QCOMPARE(raw("\r\nGET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n").status, 200);
    }

    void headIsAnsweredWhereverGetIs()
    {
        HttpClient client(m_hub.port());
        for (const char* path : {"/", "/healthz", "/readyz", "/metrics", "/api/stats",
                 "/api/connections", "/api/notifications?userId=1", "/api/users/1/followers"}) {
            client.send(requestBytes(m_hub.port(), "HEAD", path));
            QVERIFY2(client.read(true).status == 200, path);
        }
    }

    void optionsAreToldForEveryPath()
    {
        HttpClient client(m_hub.port());
        const HttpResponse all = client.request("OPTIONS", "*");
        QCOMPARE(all.status, 204);
        for (const char* method : {"GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS"})
            QVERIFY2(all.header("Allow").contains(method), all.header("Allow").constData());
        QCOMPARE(
            client.request("OPTIONS", "/api/notifications").header("Allow"), "GET, HEAD, OPTIONS");
        QCOMPARE(client.request("OPTIONS", "/healthz").status, 204);
        QCOMPARE(client.request("OPTIONS", "/nope").status, 404);
    }

    void parametersOfListsAreChecked_data()
    {
        QTest::addColumn<QByteArray>("path");
        QTest::addColumn<QString>("error");
        const auto row = [](const char* path, const QString& error) {
            QTest::newRow(path) << QByteArray(path) << error;
        };
        row("/api/connections?Limit=5", u"limit"_s);
        row("/api/connections?after=c-1", u"cursor"_s);
        row("/api/connections?filters=user:1", u"filter"_s);
        row("/api/connections?limit=5&limit=6", u"limit"_s);
        row("/api/connections?limit=-1", u"limit"_s);
        row("/api/connections?filter=%zz", u"escape"_s);
        row("/api/users/1/followers?cursor=5", u"after"_s);
        row("/api/users/1/interests?limit=many", u"limit"_s);
        row("/api/users/%ff/followers", u"UTF-8"_s);
        row("/api/users/%4/followers", u"escape"_s);
    }
    void parametersOfListsAreChecked()
    {
        QFETCH(const QByteArray, path);
        QFETCH(const QString, error);
        const HttpResponse response = httpGet(m_hub.port(), path);
        QCOMPARE(response.status, 400);
        QVERIFY2(response.error().contains(error), response.body.constData());
    }

    void aRequestWithoutHostIsRefused()
    {
        const int status = raw("GET /healthz HTTP/1.1\r\n\r\n").status;
        QVERIFY2(status == 400 || status == 403, QByteArray::number(status).constData());
    }

    void foreignPagesCannotChangeAnything_data()
    {
        QTest::addColumn<QByteArray>("origin");
        QTest::addColumn<int>("status");
        QTest::newRow("loopback name") << QByteArray("http://localhost:5173") << 200;
        QTest::newRow("loopback address") << QByteArray("http://127.0.0.1:8080") << 200;
        QTest::newRow("loopback IPv6") << QByteArray("http://[::1]:8080") << 200;
        QTest::newRow("the one allowed") << QByteArray("https://app.example") << 200;
        QTest::newRow("foreign") << QByteArray("https://evil.example") << 403;
        QTest::newRow("allowed name, other scheme") << QByteArray("http://app.example") << 403;
        QTest::newRow("allowed name, other port") << QByteArray("https://app.example:8443") << 403;
        QTest::newRow("looks like localhost") << QByteArray("http://localhost.evil.example") << 403;
        QTest::newRow("null") << QByteArray("null") << 403;
    }
    void foreignPagesCannotChangeAnything()
    {
        QFETCH(const QByteArray, origin);
        QFETCH(const int, status);
        EventStream stream(m_hub.port(), "userId=42");
        QVERIFY(stream.waitForOpen());
        QCOMPARE(publishFrom(origin).status, status);
        HttpClient client(m_hub.port());
        const int deleted
            = client
                  .request("DELETE", "/api/connections/" + stream.connectionId() + "?retry=off",
                      {{"Origin", origin}})
                  .status;
        QCOMPARE(deleted / 100 == 2, status == 200);
        QCOMPARE(stream.waitForCleanEnd(QDeadlineTimer(status == 200 ? Patience.count() : 0)),
            status == 200);
    }

    void pagesOfANameTheHubGoesByMayPublish()
    {
        const auto status = [&](const QByteArray& host, const QByteArray& origin) {
            return httpPost(m_named.port(), "/api/publish", toUser("42", "1"),
                {{"Host", host}, {"Origin", origin}, {"Authorization", "Bearer t"}})
                .status;
        };
        // through a proxy that passes its name on
        QCOMPARE(status("hub.example", "https://hub.example"), 200);
        QCOMPARE(status("hub.example", "https://evil.example"), 403);
        QCOMPARE(status("evil.example", "https://evil.example"), 403);
    }

    void crossOriginReadingIsAllowedToLoopbackAndTheOneNamed_data()
    {
        QTest::addColumn<QByteArray>("origin");
        QTest::addColumn<bool>("allowed");
        QTest::newRow("loopback name") << QByteArray("http://localhost:5173") << true;
        QTest::newRow("loopback address") << QByteArray("http://127.0.0.1:8080") << true;
        QTest::newRow("the one allowed") << QByteArray("https://app.example") << true;
        QTest::newRow("foreign") << QByteArray("https://evil.example") << false;
        QTest::newRow("null") << QByteArray("null") << false;
    }
    void crossOriginReadingIsAllowedToLoopbackAndTheOneNamed()
    {
        QFETCH(const QByteArray, origin);
        QFETCH(const bool, allowed);
        EventStream stream(m_hub.port(), "userId=42", {{"Origin", origin}});
        (void)stream.waitForOpen(QDeadlineTimer(allowed ? Patience.count() : 2000));
        const QByteArray granted = stream.head().header("Access-Control-Allow-Origin");
        QVERIFY2(
            allowed ? granted == origin || granted == "*" : granted.isEmpty(), granted.constData());
        const QByteArray toJson = httpGet(m_hub.port(), "/api/stats",
            {{"Origin", origin}}).header("Access-Control-Allow-Origin");
        QVERIFY2(
            allowed ? toJson == origin || toJson == "*" : toJson.isEmpty(), toJson.constData());
    }

    void preflightAllowsAPostOfJson()
    {
        HttpClient client(m_hub.port());
        const HttpResponse response = client.request("OPTIONS", "/api/publish",
            {{"Origin", "http://localhost:5173"}, {"Access-Control-Request-Method", "POST"},
                {"Access-Control-Request-Headers", "content-type"}});
        QCOMPARE(response.status / 100, 2);
        QCOMPARE(response.header("Access-Control-Allow-Origin"), "http://localhost:5173");
        QVERIFY(response.header("Access-Control-Allow-Methods").contains("POST"));
        QVERIFY(response.header("Access-Control-Allow-Headers").toLower().contains("content-type"));
    }

    void preflightGrantsTheNamesItAsksFor()
    {
        HttpClient client(m_hub.port());
        const auto granted
            = [&](const QByteArray& asked, const QByteArray& path = "/api/notifications") {
                  const HttpResponse response = client.request("OPTIONS", path,
                      {{"Origin", "https://app.example"}, {"Access-Control-Request-Method", "GET"},
                          {"Access-Control-Request-Headers", asked}});
                  return response.status == 204 ? response.header("Access-Control-Allow-Headers")
                                                : QByteArray::number(response.status);
              };
        QCOMPARE(granted("traceparent,x-csrf-token"), "traceparent, x-csrf-token");
        QCOMPARE(granted("x-a, b@d, x-c"), "x-a, x-c"); // no token
        QCOMPARE(granted("x-a", "/nope"), "x-a"); // so that the page sees the 404
        QByteArray many;
        for (int i = 0; i < 100; ++i)
            many += "x-" + QByteArray::number(i) + ',';
        QCOMPARE(granted(many).split(',').size(), 64);
    }

    void preflightFromAPublicSiteToThisMachineIsGrantedWhenAskedFor()
    {
        HttpClient client(m_hub.port());
        const auto ask = [&](const QByteArray& origin) {
            return client.request("OPTIONS", "/api/publish",
                {{"Origin", origin}, {"Access-Control-Request-Method", "POST"},
                    {"Access-Control-Request-Private-Network", "true"}});
        };
        QCOMPARE(ask("https://app.example").header("Access-Control-Allow-Private-Network"), "true");
        QVERIFY(!ask("https://evil.example").hasHeader("Access-Control-Allow-Private-Network"));
    }

    void preflightOfAForeignPageAllowsNothing()
    {
        HttpClient client(m_hub.port());
        const HttpResponse response = client.request("OPTIONS", "/api/publish",
            {{"Origin", "https://evil.example"}, {"Access-Control-Request-Method", "POST"}});
        QVERIFY(response.status != 0);
        QVERIFY(!response.hasHeader("Access-Control-Allow-Origin"));
    }
};

ROOM_TEST(TstHttp, QCoreApplication)
#include "tst_http.moc"
