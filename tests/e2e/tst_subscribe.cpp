// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/hub_process.h"
#include "support/room.h"

#include <QTest>

using namespace fanlight::testing;
using namespace Qt::Literals::StringLiterals;

// GET /api/notifications and what then comes over the wire.
class TstSubscribe : public QObject {
    Q_OBJECT

    HubProcess m_hub;

    EventStream subscribe(const QByteArray& query, const Headers& headers = {}) const
    {
        return EventStream(m_hub.port(), query, headers);
    }
    QByteArray publishNow(const QByteArray& body) const
    {
        HttpClient client(m_hub.port());
        return publish(client, body).value("id"_L1).toString().toUtf8();
    }

private Q_SLOTS:
    void initTestCase() { START_HUB(m_hub); }
    void cleanupTestCase() { QVERIFY2(m_hub.stop(), m_hub.story().constData()); }

    void answersWithTheHeadersOfAnEventStream()
    {
        EventStream stream = subscribe("userId=42");
        QVERIFY(stream.waitForOpen());
        QCOMPARE(stream.head().version, "HTTP/1.1");
        QCOMPARE(stream.head().status, 200);
        QCOMPARE(stream.head().header("Content-Type"), "text/event-stream; charset=utf-8");
        QCOMPARE(stream.head().header("Cache-Control"), "no-store, no-transform");
        QVERIFY(stream.head().header("Date").endsWith(" GMT"));
        QCOMPARE(stream.head().header("Vary"), "Origin");
        QCOMPARE(stream.head().header("X-Accel-Buffering"), "no");
        QVERIFY(stream.head().isChunked());
        QCOMPARE(stream.head().header("Connection"), "close"); // nothing else comes on it
        QVERIFY(!stream.head().hasHeader("Content-Length"));
    }

    void headAnswersAsGetWouldButTakesNoPlace()
    {
        QTRY_COMPARE_WITH_TIMEOUT(connectionCount(m_hub.port()), 0, int(Patience.count()));
        HttpClient client(m_hub.port());
        client.send(requestBytes(m_hub.port(), "HEAD", "/api/notifications?userId=42"));
        const HttpResponse head = client.read(true);
        QCOMPARE(head.status, 200);
        QCOMPARE(head.header("Content-Type"), "text/event-stream; charset=utf-8");
        // on the same connection
        QCOMPARE(client.get("/api/stats").json().value("connections"_L1).toInt(-1), 0);
        client.send(requestBytes(m_hub.port(), "HEAD", "/api/notifications?user=42"));
        QCOMPARE(client.read(true).status, 400);
    }

    void aMisspeltQueryIs400AndNamesTheRightOne_data()
    {
        QTest::addColumn<QByteArray>("query");
        QTest::addColumn<QString>("meant");
        const auto row = [](const char* query, const QString& meant) {
            QTest::newRow(query) << QByteArray(query) << meant;
        };
        row("userid=42", u"userId"_s);
        row("user=42", u"userId"_s);
        row("userId%5B%5D=42", u"userId"_s);
        row("type=like", u"types"_s);
        row("lastEventID=5", u"lastEventId"_s);
        row("userId=42&userId=43", u"userId"_s);
        row("userId=", u"userId"_s);
    }
    void aMisspeltQueryIs400AndNamesTheRightOne()
    {
        QFETCH(const QByteArray, query);
        QFETCH(const QString, meant);
        const HttpResponse response = httpGet(m_hub.port(), "/api/notifications?" + query);
        QCOMPARE(response.status, 400);
        QVERIFY2(response.error().contains(meant), response.body.constData());
    }

    void typesMayBeRepeatedAndBracketed()
    {
        for (const char* query : {"types=like&types=comment", "types=like,%20comment",
                 "types%5B%5D=like&types%5B%5D=comment", "types[0]=like&types[1]=comment&_=17"}) {
            EventStream stream = subscribe(QByteArray("userId=many&") + query);
            QVERIFY(stream.waitForOpen());
            publishNow(R"({"userId":"many","type":"other","data":"o"})");
            publishNow(R"({"userId":"many","type":"comment","data":"c"})");
            QCOMPARE(stream.next().data, "c");
        }
    }

    void pagesOfOtherSitesCannotHoldAStreamOpen()
    {
        const auto status = [&](const Headers& headers) {
            EventStream stream = subscribe("userId=42", headers);
            (void)stream.waitForOpen();
            return stream.head().status;
        };
        QCOMPARE(status({{"Origin", "https://evil.example"}}), 403);
        QCOMPARE(status({{"Origin", "null"}}), 403);
        QCOMPARE(status({{"Origin", "http://localhost:5173"}}), 200);
        // sends no Origin
        QCOMPARE(status({{"Sec-Fetch-Site", "cross-site"}, {"Sec-Fetch-Dest", "image"}}), 403);
        // a link was followed
        QCOMPARE(status({{"Sec-Fetch-Site", "cross-site"}, {"Sec-Fetch-Dest", "document"}}), 200);
        QCOMPARE(status({{"Sec-Fetch-Site", "same-origin"}, {"Sec-Fetch-Dest", "empty"}}), 200);
    }

    void sendsRetryAndTheConnectionIdAtOnce()
    {
        EventStream stream = subscribe("userId=42");
        QVERIFY(stream.waitForOpen());
        QVERIFY2(stream.content().contains("retry: 2000\n"), stream.content().constData());
        QVERIFY2(!stream.connectionId().isEmpty(), stream.content().constData());
        EventStream other = subscribe("userId=42");
        QVERIFY(other.waitForOpen());
        QVERIFY(other.connectionId() != stream.connectionId());
    }

    void http10GetsAStreamThatEndsWithTheConnection()
    {
        EventStream stream(m_hub.port(), "userId=old", {}, "HTTP/1.0");
        QVERIFY(stream.waitForOpen());
        QVERIFY(!stream.head().hasHeader("Transfer-Encoding"));
        QVERIFY(!stream.head().hasHeader("Content-Length"));
        publishNow(toUser("old", "1"));
        QCOMPARE(stream.next().data, "1");
    }

    void aRequestInManySmallPiecesIsUnderstood()
    {
        Socket socket(m_hub.port());
        const QByteArray request
            = requestBytes(m_hub.port(), "GET", "/api/notifications?userId=pieces");
        for (const char c : request)
            QVERIFY(socket.send(QByteArray(1, c)));
        QByteArray bytes;
        while (!bytes.contains("retry: 2000"))
            QCOMPARE(socket.receive(bytes), Socket::Read::Data);
    }

    void withoutUserIdThereAreBroadcastsOnly()
    {
        EventStream stream = subscribe({});
        QVERIFY(stream.waitForOpen());
        publishNow(toUser("42", "\"private\""));
        publishNow(toEveryone("\"public\""));
        QCOMPARE(stream.next().data, "public");
    }

    void aUserGetsItsOwnAndBroadcastsInOrder()
    {
        EventStream stream = subscribe("userId=42");
        QVERIFY(stream.waitForOpen());
        publishNow(toUser("42", "1"));
        publishNow(toUser("43", "\"for another\""));
        publishNow(toEveryone("2"));
        publishNow(toUser("42", "3"));
        for (const char* expected : {"1", "2", "3"})
            QCOMPARE(stream.next().data, expected);
    }

    void userIdsArePercentDecoded()
    {
        EventStream stream = subscribe("userId=J%C3%BCrgen%20%26%2B1");
        QVERIFY(stream.waitForOpen());
        publishNow(toUser("Jürgen &+1", "1"));
        QCOMPARE(stream.next().data, "1");
    }

    void userIdsRefuseLineBreaksAndNul_data()
    {
        QTest::addColumn<QByteArray>("query");
        QTest::newRow("CR") << QByteArray("userId=a%0Db");
        QTest::newRow("LF") << QByteArray("userId=a%0Ab");
        QTest::newRow("NUL") << QByteArray("userId=a%00b");
    }
    void userIdsRefuseLineBreaksAndNul()
    {
        QFETCH(const QByteArray, query);
        const HttpResponse response = httpGet(m_hub.port(), "/api/notifications?" + query);
        QCOMPARE(response.status, 400);
        QVERIFY2(response.error().contains(u"userId"_s), response.body.constData());
    }

    void typesFilterOnTheServer()
    {
        EventStream some = subscribe("userId=42&types=like,comment");
        EventStream all = subscribe("userId=42");
        QVERIFY(some.waitForOpen() && all.waitForOpen());
        publishNow(R"({"userId":"42","type":"follow","data":1})");
        publishNow(R"({"userId":"42","type":"comment","data":2})");
        publishNow(R"({"userId":"42","data":{"type":"share","n":3}})");
        publishNow(R"({"userId":"42","data":{"type":"like","n":4}})");
        publishNow(R"({"broadcast":true,"type":"like","data":5})");
        publishNow(
            R"({"userId":"42","type":"like","data":{"type":"share","n":6}})"); // the request's type
                                                                               // wins
        for (const char* expected :
            {"2", R"({"type":"like","n":4})", "5", R"({"type":"share","n":6})"})
            QCOMPARE(some.next().data, expected);
        for (const char* expected : {"1", "2", R"({"type":"share","n":3})"})
            QCOMPARE(all.next().data, expected);
    }

    void theWireIsIdThenData()
    {
        EventStream stream = subscribe("userId=wire");
        QVERIFY(stream.waitForOpen());
        const QByteArray id = publishNow(toUser("wire", R"({"a":1})"));
        QCOMPARE(stream.next().wire, "id: " + id + "\ndata: {\"a\":1}\n\n");
    }

    void aNamedEventComesWithItsName()
    {
        EventStream stream = subscribe("userId=wire");
        QVERIFY(stream.waitForOpen());
        const QByteArray id = publishNow(R"({"userId":"wire","event":"order","data":"x"})");
        QCOMPARE(stream.next().wire, "event: order\nid: " + id + "\ndata: x\n\n");
    }

    void thePublishersIdAndRetryAreSent()
    {
        EventStream stream = subscribe("userId=wire");
        QVERIFY(stream.waitForOpen());
        QCOMPARE(
            publishNow(R"({"userId":"wire","id":"order-7","retry":4500,"data":"x"})"), "order-7");
        const SseEvent event = stream.next();
        QCOMPARE(event.id, "order-7");
        QCOMPARE(event.data, "x");
        QVERIFY2(event.wire.contains("retry: 4500\n"), event.wire.constData());
        QCOMPARE(stream.retries().last(), 4500);
    }

    void dataGoesOnTheWireAsDescribed_data()
    {
        QTest::addColumn<QByteArray>("json");
        QTest::addColumn<QByteArray>("wire");
        const auto row = [](const char* name, const QByteArray& json, const QByteArray& wire) {
            QTest::newRow(name) << json << wire;
        };
        row("a text as it is", R"("hello")", "data: hello\n");
        row("LF splits", R"("a\nb")", "data: a\ndata: b\n");
        row("CR splits", R"("a\rb")", "data: a\ndata: b\n");
        row("CRLF splits once", R"("a\r\nb")", "data: a\ndata: b\n");
        row("empty lines are kept", R"("a\n\nb\r\r\n")",
            "data: a\ndata: \ndata: b\ndata: \ndata: \n");
        row("an empty text", R"("")", "data: \n");
        row("a text with a blank in front", R"(" a")", "data:  a\n");
        row("a text that looks like a field", R"("id: 1\nevent: x")",
            "data: id: 1\ndata: event: x\n");
        row("a text that looks like JSON", "\"{\\\"a\\\": 1}\"", "data: {\"a\": 1}\n");
        row("an object made compact", "{ \"a\" : [ 1 , 2 ] ,\n \"b\" : { } }",
            R"(data: {"a":[1,2],"b":{}})"
            "\n");
        row("order and numbers untouched", R"({"z":1.50,"a":12345678901234567890})",
            R"(data: {"z":1.50,"a":12345678901234567890})"
            "\n");
        row("line ends inside a value stay escaped", R"({"a":"x\ny"})",
            R"(data: {"a":"x\ny"})"
            "\n");
        row("blanks inside a value stay", R"({ "a" : " x  y " })",
            R"(data: {"a":" x  y "})"
            "\n");
        row("an array", "[1, 2]", "data: [1,2]\n");
        row("a number", "17", "data: 17\n");
        row("true", "true", "data: true\n");
        row("null", "null", "data: null\n");
        row("unicode", "\"grüße, 世界 🎉\"", "data: grüße, 世界 🎉\n");
        row("escaped unicode in a text", R"("\u00fc\ud83c\udf89")", "data: ü🎉\n");
        row("line separators that are none in SSE", "\"a\u2028b\u0085c\"",
            "data: a\u2028b\u0085c\n");
    }
    void dataGoesOnTheWireAsDescribed()
    {
        QFETCH(const QByteArray, json);
        QFETCH(const QByteArray, wire);
        EventStream stream = subscribe("userId=data");
        QVERIFY(stream.waitForOpen());
        const QByteArray id = publishNow(toUser("data", json));
        QVERIFY(!id.isEmpty());
        QCOMPARE(stream.next().wire, "id: " + id + '\n' + wire + '\n');
    }

    void dataOfTheFullSizeArrivesWhole()
    {
        EventStream stream = subscribe("userId=big");
        QVERIFY(stream.waitForOpen());
        const QByteArray text = jsonText(256 * 1024 - 2);
        publishNow(toUser("big", text));
        QCOMPARE(stream.next().data, text.sliced(1, text.size() - 2));
    }

    void idsHaveTheFormOfRedisStreamsAndAscend()
    {
        EventStream stream = subscribe("userId=ids");
        QVERIFY(stream.waitForOpen());
        std::pair<qint64, qint64> last{0, -1};
        HttpClient client(m_hub.port());
        for (int i = 0; i < 500; ++i) {
            const QByteArray answered = publish(client, toUser("ids", QByteArray::number(i)))
                                            .value("id"_L1)
                                            .toString()
                                            .toUtf8();
            const SseEvent event = stream.next();
            QCOMPARE(event.id, answered);
            const QByteArrayList parts = event.id.split('-');
            QCOMPARE(parts.size(), 2);
            const std::pair<qint64, qint64> id{parts[0].toLongLong(), parts[1].toLongLong()};
            QVERIFY2(id > last, event.id.constData());
            last = id;
        }
    }

    void resumesAfterTheHeader()
    {
        publishNow(toUser("back", "1"));
        const QByteArray seen = publishNow(toUser("back", "2"));
        publishNow(toUser("back", "3"));
        publishNow(toUser("another", "\"not mine\""));
        publishNow(toEveryone("4"));
        EventStream stream = subscribe("userId=back", {{"Last-Event-ID", seen}});
        QCOMPARE(stream.next().data, "3");
        QCOMPARE(stream.next().data, "4");
        publishNow(toUser("back", "5"));
        QCOMPARE(stream.next().data, "5");
    }

    void resumesAfterTheQuery()
    {
        const QByteArray seen = publishNow(toUser("query", "1"));
        publishNow(toUser("query", "2"));
        EventStream stream = subscribe("userId=query&lastEventId=" + seen);
        QCOMPARE(stream.next().data, "2");
    }

    void whatIsReplayedIsFilteredToo()
    {
        const QByteArray seen = publishNow(toUser("picky", "1"));
        publishNow(R"({"userId":"picky","type":"follow","data":2})");
        publishNow(R"({"userId":"picky","type":"like","event":"named","data":3})");
        EventStream stream = subscribe("userId=picky&types=like", {{"Last-Event-ID", seen}});
        const SseEvent event = stream.next();
        QCOMPARE(event.data, "3");
        QCOMPARE(event.event, "named");
    }

    void aNewClientGetsNoHistory()
    {
        publishNow(toUser("new", "1"));
        EventStream stream = subscribe("userId=new");
        QVERIFY(stream.waitForOpen());
        publishNow(toUser("new", "2"));
        QCOMPARE(stream.next().data, "2");
    }

    void manyClientsGetTheSameBytes()
    {
        std::vector<EventStream> streams;
        for (int i = 0; i < 200; ++i)
            streams.push_back(subscribe("userId=crowd"));
        for (EventStream& stream : streams)
            QVERIFY(stream.waitForOpen());
        HttpClient client(m_hub.port());
        for (int i = 0; i < 50; ++i) {
            const QJsonObject answer = publish(client, toUser("crowd", QByteArray::number(i)));
            QCOMPARE(answer.value("recipients"_L1).toInt(), 200);
        }
        for (EventStream& stream : streams) {
            for (int i = 0; i < 50; ++i)
                QCOMPARE(stream.next().data, QByteArray::number(i));
        }
    }

    void headAnswersWithoutAStream()
    {
        HttpClient client(m_hub.port());
        const HttpResponse response = client.request("HEAD", "/api/notifications?userId=42");
        QVERIFY2(response.status == 200 || response.status == 405,
            QByteArray::number(response.status).constData());
    }
};

ROOM_TEST(TstSubscribe, QCoreApplication)
#include "tst_subscribe.moc"
