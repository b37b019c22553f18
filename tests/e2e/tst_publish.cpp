// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/hub_process.h"
#include "support/room.h"

#include <QTest>

using namespace fanlight::testing;
using namespace Qt::Literals::StringLiterals;

// POST /api/publish: what it answers, and what it refuses with which words.
class TstPublish : public QObject {
    Q_OBJECT

    HubProcess m_hub;

    HttpResponse post(const QByteArray& body, const Headers& headers = {}) const
    {
        return httpPost(m_hub.port(), "/api/publish", body, headers);
    }

private Q_SLOTS:
    void initTestCase() { START_HUB(m_hub); }
    void cleanupTestCase() { QVERIFY2(m_hub.stop(), m_hub.story().constData()); }

    void answersHowManyGotIt_data()
    {
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<int>("channels");
        QTest::addColumn<int>("recipients");
        QTest::newRow("one user on two connections") << toUser("a", "1") << 1 << 2;
        QTest::newRow("a user who is away") << toUser("nobody", "1") << 1 << 0;
        QTest::newRow("several users")
            << QByteArray(R"({"userIds":["a","b","nobody"],"data":1})") << 3 << 3;
        QTest::newRow("everyone") << toEveryone("1") << 1 << 4;
        QTest::newRow("only who wants the type")
            << QByteArray(R"({"userId":"b","type":"follow","data":1})") << 1 << 0;
    }
    void answersHowManyGotIt()
    {
        QFETCH(const QByteArray, body);
        EventStream streams[]{{m_hub.port(), "userId=a"}, {m_hub.port(), "userId=a"},
            {m_hub.port(), "userId=b&types=like"}, {m_hub.port(), {}}};
        for (EventStream& stream : streams)
            QVERIFY(stream.waitForOpen());
        // Untyped events pass no filter but "all"; so that user b gets them, they are likes unless
        // said otherwise.
        QByteArray typed = body;
        if (!typed.contains("\"type\""))
            typed.replace("\"data\"", "\"type\":\"like\",\"data\"");
        const HttpResponse response = post(typed);
        QCOMPARE(response.status, 200);
        QVERIFY(response.header("Content-Type").startsWith("application/json"));
        const QJsonObject answer = response.json();
        QVERIFY2(!answer.value("id"_L1).toString().isEmpty(), response.body.constData());
        QTEST(answer.value("channels"_L1).toInt(-1), "channels");
        QTEST(answer.value("recipients"_L1).toInt(-1), "recipients");
        for (EventStream& stream : streams)
            stream.socket().close();
        QTRY_COMPARE_WITH_TIMEOUT(connectionCount(m_hub.port()), 0, int(Patience.count()));
    }

    void refusesAndNamesTheField_data()
    {
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<QString>("field");
        const auto row = [](const char* name, const char* body, const QString& field) {
            QTest::newRow(name) << QByteArray(body) << field;
        };
        row("no body", "", {});
        row("no JSON", "hello", {});
        row("cut off", R"({"userId":"42","data":)", {});
        row("something behind it", R"({"userId":"42","data":1} 2)", {});
        row("no object", "[]", {});
        row("no UTF-8", "{\"userId\":\"42\",\"data\":\"\xff\xfe\"}", {});
        row("nobody to send to", R"({"data":1})", u"userId"_s);
        row("no data", R"({"userId":"42"})", u"data"_s);
        row("userId is an object", R"({"userId":{},"data":1})", u"userId"_s);
        row("userId is true", R"({"userId":true,"data":1})", u"userId"_s);
        row("userId with LF", R"({"userId":"4\n2","data":1})", u"userId"_s);
        row("userId with CR", R"({"userId":"4\r2","data":1})", u"userId"_s);
        row("userId with NUL", R"({"userId":"4\u00002","data":1})", u"userId"_s);
        row("userIds is a text", R"({"userIds":"42","data":1})", u"userIds"_s);
        row("userIds holds an object", R"({"userIds":["42",{}],"data":1})", u"userIds"_s);
        row("userIds with LF", R"({"userIds":["42","4\n3"],"data":1})", u"userIds"_s);
        row("broadcast is a text", R"({"broadcast":"yes","data":1})", u"broadcast"_s);
        row("type is a number", R"({"userId":"42","type":5,"data":1})", u"type"_s);
        row("type with CR", R"({"userId":"42","type":"a\rb","data":1})", u"type"_s);
        row("event is a number", R"({"userId":"42","event":5,"data":1})", u"event"_s);
        row("event with LF", R"({"userId":"42","event":"a\nb","data":1})", u"event"_s);
        row("event with NUL", R"({"userId":"42","event":"a\u0000b","data":1})", u"event"_s);
        row("id is an array", R"({"userId":"42","id":[],"data":1})", u"id"_s);
        row("id with LF", R"({"userId":"42","id":"a\nb","data":1})", u"id"_s);
        row("id with NUL", R"({"userId":"42","id":"a\u0000b","data":1})", u"id"_s);
        row("retry is a text", R"({"userId":"42","retry":"soon","data":1})", u"retry"_s);
        row("retry is negative", R"({"userId":"42","retry":-1,"data":1})", u"retry"_s);
        row("retry is a fraction", R"({"userId":"42","retry":1.5,"data":1})", u"retry"_s);
        row("batch is a text", R"({"userId":"42","batch":"x","data":1})", u"batch"_s);
    }
    void refusesAndNamesTheField()
    {
        QFETCH(const QByteArray, body);
        QFETCH(const QString, field);
        const HttpResponse response = post(body);
        QCOMPARE(response.status, 400);
        QVERIFY(response.header("Content-Type").startsWith("application/json"));
        QVERIFY2(!response.error().isEmpty(), response.body.constData());
        QVERIFY2(response.error().contains(field), response.body.constData());
    }

    void bodiesOfOtherHabitsAreTakenOrNamed()
    {
        EventStream stream(m_hub.port(), "userId=habits");
        QVERIFY(stream.waitForOpen());
        QCOMPARE(post("\xEF\xBB\xBF{\"userId\":\"habits\",\"type\":null,\"data\":{\"wei\":"
                      "123456789012345678901234567890}}")
                     .status,
            200);
        QCOMPARE(stream.next().data, R"({"wei":123456789012345678901234567890})");
        QCOMPARE(post(R"({"userId":"habits","data":"cut \ud83d"})").status, 200);
        QCOMPARE(stream.next().data, "cut \xEF\xBF\xBD");
        const HttpResponse gzip = post("\x1f\x8b", {{"Content-Encoding", "gzip"}});
        QCOMPARE(gzip.status, 415);
        QCOMPARE(gzip.header("Accept-Encoding"), "identity");
        QCOMPARE(post("\xff\xfe{").status, 415);
    }

    void idsMayBeNumbersAndComeBackAsTheyAre()
    {
        QCOMPARE(post(R"({"userId":"ids","id":1004,"data":1})").json().value("id"_L1).toString(),
            u"1004"_s);
        for (const char* id : {R"(" 1")", R"("1 ")", R"("a\tb")"}) {
            const HttpResponse response
                = post(QByteArray(R"({"userId":"ids","data":1,"id":)") + id + '}');
            QCOMPARE(response.status, 400);
            QVERIFY2(response.error().contains(u"Last-Event-ID"_s), response.body.constData());
        }
    }

    void namesWithAMeaningOfTheirOwnAreWarnedOf()
    {
        const auto warning = [&](const char* field) {
            return post(QByteArray(R"({"userId":"w","data":1,)") + field + '}')
                .json()
                .value("warning"_L1)
                .toString();
        };
        QVERIFY(warning(R"("event":"error")").contains(u"EventSource"_s));
        QVERIFY(warning(R"("event":"open")").contains(u"EventSource"_s));
        QVERIFY(warning(R"("event":"fanlight-x")").contains(u"fanlight-"_s));
        QVERIFY(warning(R"("id":"✓")").contains(u"Latin-1"_s));
        QCOMPARE(warning(R"("event":"order")"), QString());
    }

    void aRefusalLeavesTheConnectionUsable()
    {
        HttpClient client(m_hub.port());
        QCOMPARE(client.post("/api/publish", "hello").status, 400);
        QCOMPARE(client.post("/api/publish", toUser("42", "1")).status, 200);
    }

    void dataBeyondItsLimitIs413()
    {
        const HttpResponse response = post(toUser("42", jsonText(256 * 1024 + 1)));
        QCOMPARE(response.status, 413);
        QVERIFY2(response.error().contains(u"data"_s), response.body.constData());
    }

    void aBodyBeyondItsLimitIs413BeforeItIsSent()
    {
        HttpClient client(m_hub.port());
        client.send(
            requestBytes(m_hub.port(), "POST", "/api/publish", {{"Content-Length", "1048577"}}));
        const HttpResponse response = client.read();
        QCOMPARE(response.status, 413);
        QVERIFY2(!response.error().isEmpty(), response.body.constData());
        QVERIFY2(client.waitForEnd(),
            "the rest of the body cannot be told from a next request: the hub must close");
    }

    void aChunkedBodyBeyondItsLimitIs413()
    {
        HttpClient client(m_hub.port());
        QByteArray bytes = requestBytes(
            m_hub.port(), "POST", "/api/publish", {{"Transfer-Encoding", "chunked"}});
        const QByteArray chunk = "10000\r\n" + QByteArray(0x10000, ' ') + "\r\n";
        for (int i = 0; i < 17; ++i)
            bytes += chunk;
        client.send(bytes);
        QCOMPARE(client.read().status, 413);
    }

    void aBodyOfTheFullSizeIsTaken()
    {
        QByteArray body = toUser("42", "1");
        body.prepend(QByteArray((1 << 20) - body.size(), ' '));
        QCOMPARE(post(body).status, 200);
    }

    void aChunkedBodyIsUnderstood()
    {
        HttpClient client(m_hub.port());
        const QByteArray body = toUser("42", "1");
        QByteArray bytes = requestBytes(
            m_hub.port(), "POST", "/api/publish", {{"Transfer-Encoding", "chunked"}});
        for (const char c : body)
            bytes += QByteArray("1\r\n") + c + "\r\n";
        client.send(bytes + "0\r\n\r\n");
        QCOMPARE(client.read().status, 200);
        QCOMPARE(client.post("/api/publish", body).status, 200);
    }

    void expect100ContinueIsAnsweredBeforeTheBody()
    {
        HttpClient client(m_hub.port());
        const QByteArray body = toUser("42", "1");
        client.send(requestBytes(m_hub.port(), "POST", "/api/publish",
            {{"Expect", "100-continue"}, {"Content-Length", QByteArray::number(body.size())}}));
        QCOMPARE(client.read().status, 100);
        client.send(body);
        QCOMPARE(client.read().status, 200);
    }

    void pipelinedPostsAreAnsweredInOrder()
    {
        EventStream stream(m_hub.port(), "userId=pipe");
        QVERIFY(stream.waitForOpen());
        HttpClient client(m_hub.port());
        QByteArray bytes;
        const auto idOf = [](int i) -> QByteArray { return "pipe-" + QByteArray::number(i); };
        for (int i = 0; i < 100; ++i)
            bytes += requestBytes(m_hub.port(), "POST", "/api/publish", {},
                "{\"userId\":\"pipe\",\"id\":\"" + idOf(i) + "\",\"data\":" + QByteArray::number(i)
                    + '}');
        QVERIFY(client.send(bytes));
        for (int i = 0; i < 100; ++i)
            QCOMPARE(client.read().json().value("id"_L1).toString().toUtf8(), idOf(i));
        for (int i = 0; i < 100; ++i)
            QCOMPARE(stream.next().data, QByteArray::number(i));
    }

    void withATokenItIsAskedFor()
    {
        HubProcess hub;
        START_HUB(hub, {u"--publish-token"_s, u"s3cret"_s});
        const auto status = [&hub](const Headers& headers) {
            return httpPost(hub.port(), "/api/publish", toUser("42", "1"), headers).status;
        };
        QCOMPARE(status({}), 401);
        QCOMPARE(status({{"Authorization", "Bearer s3cre"}}), 401);
        QCOMPARE(status({{"Authorization", "Bearer s3cret2"}}), 401);
        QCOMPARE(status({{"Authorization", "Basic s3cret"}}), 401);
        QCOMPARE(status({{"Authorization", "Bearer s3cret"}}), 200);
        const HttpResponse refused = httpPost(hub.port(), "/api/publish", toUser("42", "1"));
        QVERIFY2(!refused.error().isEmpty(), refused.body.constData());
        QVERIFY(refused.hasHeader("WWW-Authenticate")); // RFC 9110 §11.6.1
        EventStream reader(hub.port(), "userId=42"); // reading needs none
        QVERIFY(reader.waitForOpen());
    }
};

ROOM_TEST(TstPublish, QCoreApplication)
#include "tst_publish.moc"
