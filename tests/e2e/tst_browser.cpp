// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/hub_process.h"
#include "support/needed_program.h"
#include "support/redis_server.h"
#include "support/room.h"

#include <QElapsedTimer>
#include <QJsonArray>
#include <QJsonDocument>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTest>

using namespace fanlight::testing;
using namespace Qt::Literals::StringLiterals;

namespace {

// Listens to the hub given as ?hub= and posts what happens, in order, to where the page came from.
const QByteArray Page = R"html(<!doctype html><meta charset="utf-8"><title>test</title><script>
const hub = new URLSearchParams(location.search).get('hub');
let tail = Promise.resolve();
function report(what) {
    tail = tail.then(() => fetch('/report', { method: 'POST', body: JSON.stringify(what) }));
}
const source = new EventSource(hub + '/api/notifications?userId=42');
source.onopen = () => report({ kind: 'open' });
source.onmessage = e => report({ kind: 'message', data: e.data, id: e.lastEventId });
source.addEventListener('order', e => report({ kind: 'order', data: e.data, id: e.lastEventId }));
source.onerror = () => {
    report({ kind: 'error', state: source.readyState });
    setTimeout(() => report({ kind: 'later', state: source.readyState }), 1500);
};
setInterval(() => report({ kind: 'state', state: source.readyState }), 250);
</script>)html";

// Serves the page from an origin of its own and keeps what it reports.
class PageServer : public QTcpServer {
    Q_OBJECT
public:
    PageServer()
    {
        connect(this, &QTcpServer::newConnection, this, &PageServer::takeConnections);
        listen(QHostAddress::LocalHost);
    }
    QList<QJsonObject> reports;

    QList<QJsonObject> of(QLatin1StringView kind) const
    {
        QList<QJsonObject> some;
        for (const QJsonObject& report : reports) {
            if (report.value("kind"_L1).toString() == kind)
                some.append(report);
        }
        return some;
    }
    QStringList messages() const
    {
        QStringList data;
        for (const QJsonObject& message : of("message"_L1))
            data.append(message.value("data"_L1).toString());
        return data;
    }

private:
    void takeConnections()
    {
        while (QTcpSocket* socket = nextPendingConnection()) {
            connect(socket, &QTcpSocket::disconnected, socket, &QObject::deleteLater);
            connect(socket, &QTcpSocket::readyRead, this, [this, socket] { answer(*socket); });
        }
    }
    // One request a connection: what is incomplete stays in the socket's own buffer.
    void answer(QTcpSocket& socket)
    {
        QByteArray bytes = socket.peek(socket.bytesAvailable());
        const QByteArray requestLine = bytes.left(bytes.indexOf("\r\n"));
        const auto head = takeHead(bytes);
        if (!head || bytes.size() < head->header("Content-Length").toLongLong())
            return;
        socket.readAll();
        if (requestLine.startsWith("POST /report"))
            reports.append(QJsonDocument::fromJson(bytes).object());
        const QByteArray body = requestLine.startsWith("GET /?") ? Page : QByteArray();
        socket.write(
            "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nConnection: close\r\nContent-Length: "
            + QByteArray::number(body.size()) + "\r\n\r\n" + body);
        socket.disconnectFromHost();
    }
};

} // namespace

// A real EventSource, in Chromium, from a page of another origin.
class TstBrowser : public QObject {
    Q_OBJECT

    static constexpr int BrowserPatienceMs = 60'000; // it starts slowly on a busy machine

    HubProcess m_hub;
    QTemporaryDir m_profile;
    QProcess m_browser;

    QByteArray hubUrl() const { return "http://127.0.0.1:" + QByteArray::number(m_hub.port()); }

    void open(const QByteArray& url)
    {
        m_browser.setStandardOutputFile(QProcess::nullDevice());
        m_browser.setStandardErrorFile(QProcess::nullDevice());
        m_browser.start(u"chromium"_s,
            {u"--headless"_s, u"--no-sandbox"_s, u"--disable-gpu"_s, u"--disable-dev-shm-usage"_s,
                u"--disable-quic"_s, u"--no-first-run"_s, u"--disable-background-networking"_s,
                u"--disable-component-update"_s, u"--disable-sync"_s,
                u"--remote-debugging-port=0"_s, u"--user-data-dir="_s + m_profile.path(),
                QString::fromLatin1(url)});
    }
    QJsonObject connectionOf(const QByteArray& user) const
    {
        return httpGet(m_hub.port(), "/api/connections?filter=user:" + user)
            .json()
            .value("connections"_L1)
            .toArray()
            .first()
            .toObject();
    }

private Q_SLOTS:
    void initTestCase() { NEEDS_PROGRAM("chromium"); }
    void init() { START_HUB(m_hub, {u"--retry"_s, u"200ms"_s}); }
    void cleanup()
    {
        m_browser.terminate();
        if (!m_browser.waitForFinished(int(Patience.count())))
            m_browser.kill();
        QVERIFY2(m_hub.stop(), m_hub.story().constData());
    }

    void anEventSourceListensReturnsAndStaysAway()
    {
        PageServer server;
        open("http://localhost:" + QByteArray::number(server.serverPort()) + "/?hub=" + hubUrl());
        QTRY_COMPARE_WITH_TIMEOUT(server.of("open"_L1).size(), 1, BrowserPatienceMs);

        HttpClient publisher(m_hub.port());
        const QJsonObject answer = publish(publisher, toUser("42", R"({"n":1})"));
        publish(publisher, R"({"userId":"42","data":"zwei\nZeilen ü"})");
        publish(publisher, R"({"userId":"42","event":"order","data":"named"})");
        publish(publisher, toEveryone("3"));
        const QStringList before{u"{\"n\":1}"_s, u"zwei\nZeilen ü"_s, u"3"_s};
        QTRY_COMPARE_WITH_TIMEOUT(server.messages(), before, BrowserPatienceMs);
        QCOMPARE(server.of("message"_L1).first().value("id"_L1), answer.value("id"_L1));
        QCOMPARE(server.of("order"_L1).size(), 1);
        QCOMPARE(server.of("order"_L1).first().value("data"_L1).toString(), u"named"_s);

        // Sent away, it returns by itself and misses nothing of what was published meanwhile.
        const QByteArray id = connectionOf("42").value("id"_L1).toString().toLatin1();
        QCOMPARE(httpDelete(m_hub.port(), "/api/connections/" + id).status / 100, 2);
        QStringList expected = before;
        for (int i = 4; i < 24; ++i) {
            QVERIFY(!publish(publisher, toUser("42", QByteArray::number(i))).isEmpty());
            expected.append(QString::number(i));
        }
        QTRY_COMPARE_WITH_TIMEOUT(server.messages(), expected, BrowserPatienceMs);
        QTRY_COMPARE_WITH_TIMEOUT(server.of("open"_L1).size(), 2, BrowserPatienceMs);
        const QJsonObject returned = connectionOf("42");
        QVERIFY(returned.value("id"_L1).toString().toLatin1() != id);
        QVERIFY(!returned.value("lastEventId"_L1).toString().isEmpty());

        // Sent away for good, it does not: asked again by the page's own clock, many retries later.
        QTRY_COMPARE_WITH_TIMEOUT(server.of("later"_L1).size(), 1, BrowserPatienceMs);
        QCOMPARE(
            httpDelete(m_hub.port(),
                "/api/connections/" + returned.value("id"_L1).toString().toLatin1() + "?retry=off")
                    .status
                / 100,
            2);
        QTRY_COMPARE_WITH_TIMEOUT(server.of("later"_L1).size(), 2, BrowserPatienceMs);
        QCOMPARE(server.of("open"_L1).size(), 2);
        QCOMPARE(connectionCount(m_hub.port()), 0);
    }

    // Every fault is what it claims to be to an EventSource, and nothing is lost across any that
    // history reaches over.
    void anEventSourceSeesEveryFaultAsWhatItIs()
    {
        enum State { Connecting, Open, Closed }; // as of EventSource
        QVERIFY2(m_hub.stop(), m_hub.story().constData());
        RedisServer redis;
        START_REDIS(redis);
        START_HUB(
            m_hub, {u"--retry"_s, u"300ms"_s, u"--allow-faults"_s, u"--broker"_s, redis.url()});
        QTRY_COMPARE(httpGet(m_hub.port(), "/readyz").status, 200);
        PageServer server;
        open("http://localhost:" + QByteArray::number(server.serverPort()) + "/?hub=" + hubUrl());
        QTRY_COMPARE_WITH_TIMEOUT(server.of("open"_L1).size(), 1, BrowserPatienceMs);

        const quint16 port = m_hub.port();
        const auto begin = [port](const QByteArray& fault) {
            return httpPost(port, "/api/faults", fault).status == 200;
        };
        const auto endAll
            = [port] { return httpDelete(port, "/api/faults").json().value("ended"_L1).toInt(); };
        QStringList expected;
        const auto send = [&](const QByteArray& text) {
            expected.append(QString::fromLatin1(text));
            return httpPost(port, "/api/publish", toUser("42", '"' + text + '"')).status == 200;
        };
        const auto errors = [&] { return server.of("error"_L1).size(); };
        const auto opens = [&] { return server.of("open"_L1).size(); };
        const auto state = [&] { return server.of("state"_L1).last().value("state"_L1).toInt(); };
        const auto states = [&] { return server.of("state"_L1).size(); };
        QElapsedTimer clock;

        // delay: late, without an error
        QVERIFY(begin(R"({"kind":"delay","delay":"900ms","filter":"agent:*chrom*"})"));
        clock.start();
        QVERIFY(send("delayed"));
        QTRY_COMPARE_WITH_TIMEOUT(server.messages(), expected, BrowserPatienceMs);
        QVERIFY2(clock.elapsed() >= 900, QByteArray::number(clock.elapsed()).constData());
        QCOMPARE(errors(), 0);
        QCOMPARE(endAll(), 1);

        // drip: bytes trickle in, an event is there when its last one is
        QVERIFY(begin(R"({"kind":"drip","bytes":1000})"));
        clock.restart();
        QVERIFY(send(QByteArray(1500, 'd')));
        QTRY_COMPARE_WITH_TIMEOUT(server.messages(), expected, BrowserPatienceMs);
        QVERIFY2(clock.elapsed() >= 1200, QByteArray::number(clock.elapsed()).constData());
        QCOMPARE(errors(), 0);
        QCOMPARE(endAll(), 1);

        // half-open: silence, while it believes to be connected
        QVERIFY(begin(R"({"kind":"half-open"})"));
        QVERIFY(send("half-open"));
        const auto before = states();
        QTRY_VERIFY_WITH_TIMEOUT(states() >= before + 5, BrowserPatienceMs);
        QCOMPARE(server.messages().size(), expected.size() - 1);
        QCOMPARE(state(), Open);
        QCOMPARE(errors(), 0);
        QCOMPARE(endAll(), 1);
        QTRY_COMPARE_WITH_TIMEOUT(server.messages(), expected, BrowserPatienceMs);

        // pause-redis: what was published comes afterwards
        QVERIFY(begin(R"({"kind":"pause-redis"})"));
        redis.command({"PUBLISH", "notifications:42", R"("through Redis")"});
        expected.append(u"\"through Redis\""_s);
        const auto paused = states();
        QTRY_VERIFY_WITH_TIMEOUT(states() >= paused + 4, BrowserPatienceMs);
        QCOMPARE(server.messages().size(), expected.size() - 1);
        QCOMPARE(errors(), 0);
        QCOMPARE(endAll(), 1);
        QTRY_COMPARE_WITH_TIMEOUT(server.messages(), expected, BrowserPatienceMs);

        // cut-redis: the hub cannot publish, its clients stay
        QVERIFY(begin(R"({"kind":"cut-redis"})"));
        QTRY_COMPARE(httpPost(port, "/api/publish", toUser("42", "1")).status, 503);
        const auto cut = states();
        QTRY_VERIFY_WITH_TIMEOUT(states() >= cut + 3, BrowserPatienceMs);
        QCOMPARE(state(), Open);
        QCOMPARE(errors(), 0);
        QCOMPARE(endAll(), 1);
        QTRY_COMPARE(httpGet(port, "/readyz").status, 200);

        // cut: breaks off after two, comes back, misses nothing
        QVERIFY(begin(R"({"kind":"cut","events":2})"));
        for (int i = 0; i < 5; ++i)
            QVERIFY(send("cut " + QByteArray::number(i)));
        QTRY_COMPARE_WITH_TIMEOUT(server.messages(), expected, BrowserPatienceMs);
        QTRY_COMPARE_WITH_TIMEOUT(opens(), 3, BrowserPatienceMs);
        QCOMPARE(errors(), 2);
        QCOMPARE(server.of("error"_L1).last().value("state"_L1).toInt(), Connecting);
        QCOMPARE(endAll(), 1);

        // drop: the same at once
        QVERIFY(begin(R"({"kind":"drop","share":1})"));
        QVERIFY(send("while it was away"));
        QTRY_COMPARE_WITH_TIMEOUT(opens(), 4, BrowserPatienceMs);
        QTRY_COMPARE_WITH_TIMEOUT(server.messages(), expected, BrowserPatienceMs);
        QCOMPARE(errors(), 3);

        // refuse: it tries and tries
        QVERIFY(begin(R"({"kind":"refuse"})"));
        QVERIFY(begin(R"({"kind":"drop"})"));
        QTRY_VERIFY_WITH_TIMEOUT(errors() >= 5, BrowserPatienceMs);
        QCOMPARE(state(), Connecting);
        QCOMPARE(opens(), 4);
        QCOMPARE(endAll(), 1);
        QTRY_COMPARE_WITH_TIMEOUT(opens(), 5, BrowserPatienceMs);

        // unavailable: it gives up for good
        QVERIFY(begin(R"({"kind":"unavailable"})"));
        QVERIFY(begin(R"({"kind":"drop"})"));
        QTRY_COMPARE_WITH_TIMEOUT(state(), Closed, BrowserPatienceMs);
        QCOMPARE(endAll(), 1);
        const auto givenUp = states();
        QTRY_VERIFY_WITH_TIMEOUT(states() >= givenUp + 6, BrowserPatienceMs);
        QCOMPARE(state(), Closed);
        QCOMPARE(opens(), 5);
        QCOMPARE(connectionCount(port), 0);
        QCOMPARE(server.messages(), expected);
    }

    void theHubsOwnPageConnectsOnOpening()
    {
        open(hubUrl() + "/?userId=page");
        QTRY_VERIFY_WITH_TIMEOUT(!connectionOf("page").isEmpty(), BrowserPatienceMs);
        QVERIFY(connectionOf("page").value("userAgent"_L1).toString().contains("Chrom"_L1));
    }
};

ROOM_TEST(TstBrowser, QCoreApplication)
#include "tst_browser.moc"
