// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/hub_process.h"

#include <QTest>

using namespace fanlight::testing;
using namespace Qt::Literals::StringLiterals;

// HTTP itself: routes and methods, limits, malformed requests, connections kept and closed, and
// what a browser of a foreign page may not do.
class TstHttp : public QObject {
    Q_OBJECT

    HubProcess m_hub;

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
    void initTestCase() { START_HUB(m_hub, {u"--cors-origin"_s, u"https://app.example"_s}); }
    void cleanupTestCase() { QVERIFY2(m_hub.stop(), m_hub.story().constData()); }

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
        QTest::newRow("foreign") << "evil.example" + port << 403;
        QTest::newRow("foreign, no port") << QByteArray("evil.example") << 403;
        QTest::newRow("looks like localhost") << "localhost.evil.example" + port << 403;
        QTest::newRow("foreign address") << "192.0.2.1" + port << 403;
    }
    void hostsThisHubDoesNotGoByAre403()
    {
        QFETCH(const QByteArray, host);
        QFETCH(const int, status);
        QCOMPARE(httpGet(m_hub.port(), "/healthz", {{"Host", host}}).status, status);
        const HttpResponse posted
            = httpPost(m_hub.port(), "/api/publish", toUser("42", "1"), {{"Host", host}});
        QCOMPARE(posted.status, status);
        EventStream stream(m_hub.port(), "userId=42", {{"Host", host}});
        QCOMPARE(stream.waitForOpen(), status == 200);
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

    void preflightOfAForeignPageAllowsNothing()
    {
        HttpClient client(m_hub.port());
        const HttpResponse response = client.request("OPTIONS", "/api/publish",
            {{"Origin", "https://evil.example"}, {"Access-Control-Request-Method", "POST"}});
        QVERIFY(response.status != 0);
        QVERIFY(!response.hasHeader("Access-Control-Allow-Origin"));
    }
};

QTEST_GUILESS_MAIN(TstHttp)
#include "tst_http.moc"
