// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest> // first: moc 6.4 cannot read <concept> before it

#include "broker/fan_payload.h"
#include "sse/utf8.h"
#include "support/room.h"

#include <random>

using namespace fanlight;

namespace {

std::string payloadOf(const FanFields& fields, const std::string& id = "1732449751000-18")
{
    return "{\"$fan\":\"" + id + FanPayloadWriter().afterId(fields);
}

QByteArray bytes(std::string_view text)
{
    return QByteArray(text.data(), qsizetype(text.size()));
}

bool isJsonObject(const std::string& text)
{
    return QJsonDocument::fromJson(QByteArray::fromStdString(text)).isObject();
}

} // namespace

class TestFanPayload : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void looksAsTheContractSays()
    {
        QCOMPARE(payloadOf({.data = "{\"a\":1}",
                     .type = {},
                     .event = {},
                     .customId = {},
                     .publishedUs = 1732449751000123}),
            std::string("{\"$fan\":\"1732449751000-18,1732449751000123\",\"a\":1}"));
        QCOMPARE(
            payloadOf({.data = "{}", .type = {}, .event = {}, .customId = {}, .publishedUs = 5}),
            std::string("{\"$fan\":\"1732449751000-18,5\"}"));
        QCOMPARE(
            payloadOf({.data = "[1]", .type = {}, .event = {}, .customId = {}, .publishedUs = 5}),
            std::string("{\"$fan\":\"1732449751000-18,5;json\",\"data\":[1]}"));
        QCOMPARE(payloadOf(
                     {.data = "hi", .type = "like", .event = {}, .customId = {}, .publishedUs = 5}),
            std::string("{\"$fan\":\"1732449751000-18,5;type=like;text\",\"data\":\"hi\"}"));
        // the type the data has itself is not said twice
        QCOMPARE(payloadOf({.data = "{\"type\":\"like\"}",
                     .type = "like",
                     .event = {},
                     .customId = {},
                     .publishedUs = 5}),
            std::string("{\"$fan\":\"1732449751000-18,5\",\"type\":\"like\"}"));
    }

    void whatGoesInComesOut_data()
    {
        QTest::addColumn<QByteArray>("data");
        QTest::addColumn<QByteArray>("type");
        QTest::addColumn<QByteArray>("event");
        QTest::addColumn<QByteArray>("customId");
        QTest::addColumn<int>("retryMs");
        const auto row
            = [](const char* name, const QByteArray& data, const QByteArray& type = {},
                  const QByteArray& event = {}, const QByteArray& id = {},
                  int retry = -1) { QTest::newRow(name) << data << type << event << id << retry; };
        row("object", "{\"a\":[1,{\"b\":null}]}");
        row("empty object", "{}");
        row("object with a type", "{\"type\":\"like\",\"n\":1.50}", "like");
        row("object with another type", "{\"type\":\"like\"}", "comment");
        row("object whose type is not said", "{\"type\":\"like\"}", "");
        row("array", "[1,2,3]", "like");
        row("number", "12345678901234567890");
        row("long number", "123456789012345678901234567890");
        row("object with long numbers",
            "{\"type\":\"like\",\"wei\":123456789012345678901234567890}", "like");
        row("object with half a surrogate", "{\"type\":\"like\",\"t\":\"cut \\ud83d\"}", "like");
        row("null", "null");
        row("text", "plain \"text\" \\ with\nlines\r\n\tand\x01more", "like");
        row("empty text", "");
        row("text that looks like an object", "{\"a\":");
        row("text with blanks around an object", " {\"a\":1} ");
        row("JSON of a string", "\"quoted\"");
        row("everything", "{\"a\":1}", "ty;pe=\"%", "ev\xc3\xa9nt,;", "id %41 \"x\"", 86'400'000);
        row("its own $fan", "{\"$fan\":\"1-1,2\"}");
    }
    void whatGoesInComesOut()
    {
        QFETCH(QByteArray, data);
        QFETCH(QByteArray, type);
        QFETCH(QByteArray, event);
        QFETCH(QByteArray, customId);
        QFETCH(int, retryMs);
        // views of temporaries would not do
        const std::string dataText = data.toStdString(), typeText = type.toStdString(),
                          eventText = event.toStdString(), idText = customId.toStdString();
        FanFields in{dataText, typeText, eventText, idText, retryMs, 1732449751000123};
        in.by = "0123abcxyz";
        const std::string payload = payloadOf(in);
        QVERIFY2(isJsonObject(payload), payload.c_str());
        FanPayloadReader reader;
        for (const bool history : {false, true}) {
            const auto& out = history ? reader.readHistory("1732449751000-18",
                                  std::string_view(payload).substr(payload.find(',')))
                                      : reader.read(payload);
            QCOMPARE(bytes(out.data), data);
            QCOMPARE(bytes(out.type), type);
            QCOMPARE(bytes(out.event), event);
            QCOMPARE(bytes(out.customId), customId);
            QCOMPARE(out.retryMs, retryMs);
            QCOMPARE(out.publishedUs, 1732449751000123U);
            QCOMPARE(bytes(out.by), QByteArray("0123abcxyz"));
            QCOMPARE(out.id, EventId::parse("1732449751000-18"));
            QCOMPARE(bytes(out.idText), QByteArray("1732449751000-18"));
        }
    }

    void theTypeIsFoundHoweverTheJsonIsWritten_data()
    {
        QTest::addColumn<QByteArray>("payload");
        QTest::addColumn<QByteArray>("data"); // as delivered
        const auto row = [](const char* name, const QByteArray& payload) {
            QTest::newRow(name) << payload << payload;
        };
        row("blanks and line breaks in front", "\r\n\t {\"type\":\"like\"}");
        QTest::newRow("byte order mark")
            << QByteArray("\xEF\xBB\xBF{\"type\":\"like\"}") << QByteArray("{\"type\":\"like\"}");
        row("half a surrogate", R"({"type":"like","t":"cut \ud83d"})");
        row("long number", R"({"type":"like","wei":123456789012345678901234567890})");
        row("number beyond doubles", R"({"x":1e400,"type":"like"})");
        row("escaped", R"({"ty\u0070e":"\u006cike"})");
        row("the last of two", R"({"type":"share","type":"like"})");
        row("NaN, as Python writes it", R"({"type": "like", "x": NaN})");
        row("a comma too many", R"({"type":"like",})");
    }
    void theTypeIsFoundHoweverTheJsonIsWritten()
    {
        QFETCH(QByteArray, payload);
        QFETCH(QByteArray, data);
        const std::string text = payload.toStdString();
        for (const bool looksAtForeign : {false, true}) {
            FanPayloadReader reader(looksAtForeign);
            const auto& out = reader.read(text);
            QVERIFY(!out.refusal);
            QCOMPARE(bytes(out.type), QByteArray("like"));
            QCOMPARE(bytes(out.data), data);
        }
    }

    void whatIsNotUtf8IsRefused_data()
    {
        QTest::addColumn<QByteArray>("payload");
        QTest::newRow("MessagePack") << QByteArray("\x82\xa4type\xa4like");
        QTest::newRow("Latin-1") << QByteArray("{\"type\":\"like\",\"t\":\"caf\xe9\"}");
        QTest::newRow("own form") << QByteArray("{\"$fan\":\"1-1,5;text\",\"data\":\"\xff\"}");
        QTest::newRow("a surrogate in three bytes") << QByteArray("\xed\xa0\xbd");
    }
    void whatIsNotUtf8IsRefused()
    {
        QFETCH(QByteArray, payload);
        const std::string text = payload.toStdString();
        FanPayloadReader reader;
        QVERIFY(reader.read(text).refusal);
        // what history holds is not left out
        const auto& kept = reader.readHistory("1-1", ",5\",\"data\":\"\xff\"}");
        QVERIFY(!kept.refusal && isUtf8(kept.data));
        QVERIFY(!reader.read("{\"a\":1}").refusal);
    }

    void whatAnExtraSaysIsUtf8OnTheWire()
    {
        FanPayloadReader reader;
        const auto& out = reader.read("{\"$fan\":\"1-1,5;event=a%ffb;id=%e9\",\"a\":1}");
        QVERIFY(!out.refusal);
        QCOMPARE(bytes(out.event),
            QByteArray("a\xEF\xBF\xBD"
                       "b"));
        QCOMPARE(bytes(out.customId), QByteArray("\xEF\xBF\xBD"));
    }

    void jsonIsBelievedOnlyWhereItIs()
    {
        FanPayloadReader reader;
        const auto isJson = [&](const char* payload) { return reader.read(payload).isJson; };
        QVERIFY(isJson("{\"$fan\":\"1-0,5;json\",\"data\":[1]}"));
        QVERIFY(isJson("{\"$fan\":\"1-0,5\",\"a\":123456789012345678901234567890}"));
        QVERIFY(!isJson("{\"$fan\":\"1-0,5;json\",\"data\":}"));
        QVERIFY(!isJson("{\"$fan\":\"1-0,5;json\",\"data\":[1,]}"));
        QVERIFY(!isJson("{\"$fan\":\"1-0,5\",\"a\":NaN}"));
        QVERIFY(!isJson("{\"$fan\":\"1-0,5;text\",\"data\":\"[1]\"}"));
    }

    void whatIsNotFanlightsIsDeliveredAsItIs_data()
    {
        QTest::addColumn<QByteArray>("payload");
        QTest::addColumn<QByteArray>("type");
        QTest::newRow("object") << QByteArray("{ \"type\" : \"like\" , \"n\": 1 }")
                                << QByteArray("like");
        QTest::newRow("nested type") << QByteArray("{\"a\":{\"type\":\"like\"}}") << QByteArray();
        QTest::newRow("type is no string") << QByteArray("{\"type\":7}") << QByteArray();
        QTest::newRow("text") << QByteArray("hello \"type\"") << QByteArray();
        QTest::newRow("empty") << QByteArray() << QByteArray();
        for (const char* broken : {"{\"$fan\":\"", "{\"$fan\":\"1-1", "{\"$fan\":\"1-1,",
                 "{\"$fan\":\"1-1,\"}", "{\"$fan\":\"1-1,5", "{\"$fan\":\"1-1,5\"",
                 "{\"$fan\":\"1-1,5\"x}", "{\"$fan\":\"1-1,5;\"}", "{\"$fan\":\"1-1,5;json\"}",
                 "{\"$fan\":\"1-1,5;json\",\"data\":", "{\"$fan\":\"1-1,5;text\",\"data\":7}",
                 "{\"$fan\":\"x,5\",\"a\":1}", "{\"$fan\":\"1-1,5;retry=x\",\"a\":1}"})
            QTest::addRow("%s", broken) << QByteArray(broken) << QByteArray();
    }
    void whatIsNotFanlightsIsDeliveredAsItIs()
    {
        QFETCH(QByteArray, payload);
        QFETCH(QByteArray, type);
        FanPayloadReader reader;
        const std::string text = payload.toStdString();
        const auto& out = reader.read(text);
        QCOMPARE(bytes(out.data), payload);
        QCOMPARE(bytes(out.type), type);
        QVERIFY(!out.id);
        QVERIFY(out.idText.empty() && out.event.empty() && out.customId.empty());
        QCOMPARE(out.retryMs, -1);
    }

    void batchAndReceiptTravelAlong()
    {
        FanPayloadReader reader;
        for (const BatchWish batch : {BatchWish{}, BatchWish{0, 0}, BatchWish{250, 20},
                 BatchWish{BatchWish::HubsWindow, 0}}) {
            for (const char* data : {"{\"a\":1}", "[1]", "a text"}) {
                const std::string payload = payloadOf({.data = data,
                    .type = {},
                    .event = {},
                    .customId = {},
                    .publishedUs = 5,
                    .batch = batch,
                    .receipt = "abc1"});
                const auto& out = reader.read(payload);
                QVERIFY(out.id);
                QCOMPARE(bytes(out.data), QByteArray(data));
                QCOMPARE(out.batch.windowMs, batch.windowMs);
                QCOMPARE(out.batch.most, batch.most);
                QCOMPARE(bytes(out.receipt), QByteArray("abc1"));
                QCOMPARE(out.isJson, data[0] != 'a');
                QVERIFY(out.frame()->batching() == batch.batching());
            }
        }
        const auto& beyond = reader.read("{\"$fan\":\"1-1,5;batch=999999.999999\",\"a\":1}");
        QVERIFY(beyond.batch.windowMs <= BatchWish::HubsWindow
            && beyond.batch.most <= BatchWish::MaxMost);
        QVERIFY(!reader.read("{\"$fan\":\"1-1,5;batch=x\",\"a\":1}").id);
    }

    void foreignJsonIsLookedAtWhereItMatters()
    {
        QVERIFY(!FanPayloadReader().read("{\"a\":1}").isJson);
        FanPayloadReader looks(true);
        QVERIFY(looks.read("{\"a\":1}").isJson);
        QVERIFY(looks.read("7").isJson);
        QVERIFY(!looks.read("hello").isJson);
    }

    void namesOfNewerVersionsAreSkipped()
    {
        FanPayloadReader reader;
        const auto& out = reader.read("{\"$fan\":\"1-1,5;trace=abc\",\"a\":1}");
        QVERIFY(out.id);
        QCOMPARE(bytes(out.data), QByteArray("{\"a\":1}"));
    }

    void nothingAForeignWriterPutsIntoAFieldBreaksTheStream()
    {
        FanPayloadReader reader;
        const auto& out = reader.read("{\"$fan\":\"1-1,5;event=a%0Adata: b;id=x%0D%00y\",\"a\":1}");
        QCOMPARE(bytes(out.event), QByteArray("adata: b"));
        QCOMPARE(bytes(out.customId), QByteArray("xy"));
    }

    void anyBytesAreRead()
    {
        std::mt19937 random(7);
        FanPayloadReader reader;
        const std::string whole = payloadOf({.data = "{\"type\":\"like\",\"text\":\"abc\"}",
            .type = "x",
            .event = "e",
            .customId = "c",
            .retryMs = 7,
            .publishedUs = 5});
        for (int i = 0; i < 20'000; ++i) {
            std::string text = whole.substr(0, random() % (whole.size() + 1));
            for (std::size_t n = random() % 3; n > 0 && !text.empty(); --n)
                text[random() % text.size()] = char(random());
            const auto& out = reader.read(text);
            QCOMPARE(!out.refusal, isUtf8(text));
            QVERIFY(out.id || out.refusal || bytes(out.data) == QByteArray::fromStdString(text));
        }
    }
};

ROOM_TEST(TestFanPayload, QCoreApplication)
#include "tst_fan_payload.moc"
