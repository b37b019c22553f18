// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "delivery/publish_parser.h"
#include "support/room.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QtTest>

#include <random>

using namespace fanlight;

namespace {

constexpr std::size_t DataLimit = 1000;

ParsedPublish parsed(const QByteArray& body, std::size_t dataLimit = DataLimit)
{
    PublishParser parser(dataLimit, TypeAs::Off);
    std::string text = body.toStdString();
    return parser.parse(text);
}

// The data as it would go on the wire; fails the publish's error into it.
std::string dataOf(const QByteArray& value)
{
    const ParsedPublish publish = parsed("{\"broadcast\":true,\"data\":" + value + '}');
    return publish.error.empty() ? publish.data : "refused: " + publish.error;
}

QJsonValue randomValue(std::mt19937& random, int depth)
{
    static const QString Texts[] = {u""_qs, u"data"_qs, u"a\"b\\c/\n\t\u0001"_qs, u"é😀\u2028"_qs,
        u"{\"data\": [1, 2]}"_qs, u" , : "_qs};
    switch (random() % (depth > 0 ? 7 : 5)) {
    case 0:
        return QJsonValue();
    case 1:
        return random() % 2 == 0;
    case 2:
        return double(int(random())) / double(1 + random() % 1000);
    case 3:
        return qint64(random() % 100'000);
    case 4:
        return Texts[random() % std::size(Texts)];
    case 5: {
        QJsonArray array;
        for (auto i = random() % 5; i > 0; --i)
            array.append(randomValue(random, depth - 1));
        return array;
    }
    default: {
        QJsonObject object;
        for (auto i = random() % 5; i > 0; --i)
            object[Texts[random() % std::size(Texts)] + QString::number(random() % 3)]
                = randomValue(random, depth - 1);
        return object;
    }
    }
}

} // namespace

class TestPublishParser : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aKeyIsAnyTextOrNumber()
    {
        const auto keyOf = [](const QByteArray& key) {
            const ParsedPublish publish = parsed(R"({"userId":"42","data":1,"once":)" + key + '}');
            return publish.error.empty() ? publish.once : publish.error;
        };
        QCOMPARE(keyOf(R"("order 17/€")"), std::string("order 17/€"));
        QCOMPARE(keyOf("17"), std::string("17"));
        QCOMPARE(keyOf("null"), std::string());
        QCOMPARE(
            keyOf("123456789012345678901234567890"), std::string("123456789012345678901234567890"));
        QCOMPARE(keyOf(R"("")"), std::string("once: must not be empty"));
        QCOMPARE(keyOf("true"), std::string("once: must be a string or a whole number"));
        QCOMPARE(keyOf('"' + QByteArray(256, 'k') + '"'), std::string(256, 'k'));
        QCOMPARE(keyOf('"' + QByteArray(257, 'k') + '"'),
            std::string("once: must not be longer than 256 bytes"));
        const ParsedPublish misnamed = parsed(R"({"userId":"42","data":1,"idempotencyKey":"k"})");
        QVERIFY2(misnamed.error.find("once") != std::string::npos, misnamed.error.c_str());
    }

    void everyFieldIsTaken()
    {
        const ParsedPublish publish = parsed(
            R"({"userId":"42","type":"like","data":{"n":1},"event":"note","id":"e-1","retry":2000})");
        QCOMPARE(publish.error, std::string());
        QCOMPARE(publish.status, 200);
        QCOMPARE(publish.userIds, std::vector<std::string>({"42"}));
        QVERIFY(!publish.broadcast);
        QCOMPARE(publish.type, std::string("like"));
        QCOMPARE(publish.data, std::string("{\"n\":1}"));
        QCOMPARE(publish.event, std::string("note"));
        QCOMPARE(publish.id, std::string("e-1"));
        QCOMPARE(publish.retryMs, 2000);
    }

    void nothingIsLeftOfThePublishBefore()
    {
        PublishParser parser(DataLimit);
        std::string full
            = R"({"userIds":["1","2"],"type":"like","data":"x","event":"e","id":"i","retry":1})";
        std::string wrong = "{";
        std::string plain = R"({"broadcast":true,"data":""})";
        parser.parse(full);
        QVERIFY(!parser.parse(wrong).error.empty());
        const ParsedPublish& publish = parser.parse(plain);
        QVERIFY(publish.error.empty() && publish.userIds.empty() && publish.type.empty()
            && publish.event.empty() && publish.id.empty() && publish.data.empty());
        QCOMPARE(publish.status, 200);
        QCOMPARE(publish.retryMs, -1);
        QVERIFY(publish.broadcast);
    }

    void usersAreNamedOnceEachAndMayBeNumbers()
    {
        QCOMPARE(parsed(R"({"userIds":["b","a","b",7,"7"],"data":1})").userIds,
            std::vector<std::string>({"b", "a", "7"}));
        QCOMPARE(parsed(R"({"userId":42,"data":1})").userIds, std::vector<std::string>({"42"}));
        QCOMPARE(parsed(R"({"userId":-9223372036854775808,"data":1})").userIds,
            std::vector<std::string>({"-9223372036854775808"}));
        QCOMPARE(parsed(R"({"broadcast":false,"userId":"1","data":1})").userIds,
            std::vector<std::string>({"1"}));
    }

    void theTypeIsThatOfTheRequestElseThatOfTheData_data()
    {
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<QByteArray>("type");
        const auto row = [](const char* name, const char* body, const char* type) {
            QTest::newRow(name) << QByteArray(body) << QByteArray(type);
        };
        row("request", R"({"broadcast":true,"type":"a","data":{"type":"b"}})", "a");
        row("data", R"({"broadcast":true,"data":{"x":1,"type":"b"}})", "b");
        row("neither", R"({"broadcast":true,"data":{"x":1}})", "");
        row("deeper does not count", R"({"broadcast":true,"data":{"x":{"type":"b"}}})", "");
        row("no string", R"({"broadcast":true,"data":{"type":7}})", "");
        row("no object", R"({"broadcast":true,"data":["type"]})", "");
        row("data is text", "{\"broadcast\":true,\"data\":\"{\\\"type\\\":\\\"b\\\"}\"}", "");
        row("nothing one could ask for", R"({"broadcast":true,"data":{"type":"a\nb"}})", "");
        row("escaped", R"({"broadcast":true,"data":{"ty\u0070e":"\u0062"}})", "b");
    }
    void theTypeIsThatOfTheRequestElseThatOfTheData()
    {
        QFETCH(QByteArray, body);
        QFETCH(QByteArray, type);
        const ParsedPublish publish = parsed(body);
        QCOMPARE(publish.error, std::string());
        QCOMPARE(publish.type, type.toStdString());
    }

    void errorsNameTheField_data()
    {
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<QByteArray>("error"); // how it begins
        QTest::addColumn<int>("status");
        const auto row = [](const char* body, const char* error, int status = 400) {
            QTest::addRow("%.60s", body) << QByteArray(body) << QByteArray(error) << status;
        };
        row(R"({"data":1})", "userId: is missing");
        row(R"({"broadcast":false,"data":1})", "userId: is missing");
        row(R"({"userId":"1"})", "data: is missing");
        row(R"({"userId":"1","broadcast":true,"data":1})", "userId: give one of");
        row(R"({"userId":"1","userIds":["2"],"data":1})", "userId: give one of");
        row(R"({"userId":"","data":1})", "userId: must not be empty");
        row(R"({"userId":true,"data":1})", "userId: must be a string");
        row(R"({"userId":1.5,"data":1})", "userId: must be a string");
        row(R"({"userId":null,"data":1})", "userId: is missing");
        row(R"({"userId":"a\nb","data":1})", "userId: must not contain CR, LF or NUL");
        row(R"({"userId":"a\u0000b","data":1})", "userId: must not contain CR, LF or NUL");
        row(R"({"userIds":"1","data":1})", "userIds: must be an array");
        row(R"({"userIds":[],"data":1})", "userIds: must not be empty");
        row(R"({"userIds":["1",""],"data":1})", "userIds: must not be empty");
        row(R"({"userIds":["1",[]],"data":1})", "userIds: must be a string");
        row(R"({"broadcast":"yes","data":1})", "broadcast: must be true or false");
        row(R"({"broadcast":true,"type":5,"data":1})", "type: must be a string");
        row(R"({"broadcast":true,"type":"","data":1})", "type: must not be empty");
        row(R"({"broadcast":true,"type":"a\rb","data":1})", "type: must not contain");
        row(R"({"broadcast":true,"event":{},"data":1})", "event: must be a string");
        row(R"({"broadcast":true,"event":"a\nb","data":1})", "event: must not contain");
        row(R"({"broadcast":true,"id":7.5,"data":1})", "id: must be a string or a whole number");
        row(R"({"broadcast":true,"id":1e3,"data":1})", "id: must be a string or a whole number");
        row(R"({"broadcast":true,"id":[],"data":1})", "id: must be a string or a whole number");
        row(R"({"broadcast":true,"id":" 7","data":1})", "id: must not begin or end with a blank");
        row(R"({"broadcast":true,"id":"7 ","data":1})", "id: must not begin or end with a blank");
        row(R"({"broadcast":true,"id":"a\u0001b","data":1})",
            "id: must not contain control characters");
        row(R"({"broadcast":true,"id":"a\tb","data":1})",
            "id: must not contain control characters");
        row(R"({"broadcast":true,"id":"a\u007fb","data":1})",
            "id: must not contain control characters");
        row(R"({"broadcast":true,"type":null,"type":"a","data":1})", "type: is given twice");
        row(R"({"broadcast":true,"batch":{"max":2,"max":3},"data":1})",
            "batch: max is given twice");
        row(R"({"user_id":"1","data":1})",
            "user_id: is not a field of a publish; did you mean userId?");
        row(R"({"userId":"1","payload":1})",
            "payload: is not a field of a publish; did you mean data?");
        row(R"({"userId":"1","wobbly":1})",
            "wobbly: is not a field of a publish; known are userId, userIds");
        row(R"({"broadcast":true,"id":"a\u0000","data":1})", "id: must not contain");
        row(R"({"broadcast":true,"retry":-1,"data":1})", "retry: must be a whole number");
        row(R"({"broadcast":true,"retry":1.5,"data":1})", "retry: must be a whole number");
        row(R"({"broadcast":true,"retry":"1","data":1})", "retry: must be a whole number");
        row(R"({"broadcast":true,"retry":86400001,"data":1})", "retry: must be a whole number");
        row(R"({"broadcast":true,"datum":1})", "datum: is not a field");
        row(R"({"broadcast":true,"data":1,"data":2})", "data: is given twice");
        row(R"({"userId":"1","userId":"1","data":2})", "userId: is given twice");
        row("[]", "the body must be a JSON object");
        row("\"text\"", "the body must be a JSON object");
        row("{\n  \"userId\": \"1\",,", "the body is not valid JSON: line 2, column ");
        row("", "the body is not valid JSON: line 1");
        row(" ", "the body is not valid JSON: line 1");
        row("{\"broadcast\":true,\"data\":\"a\nb\"}",
            "the body is not valid JSON: a string holds a control character");
        row("{\"broadcast\":true,\"data\":\"\xFF\"}",
            "the body is not valid JSON: byte 26 is not UTF-8");
        row(R"({"broadcast":true,"data":0123456789012345678901})", "the body is not valid JSON");
    }
    void errorsNameTheField()
    {
        QFETCH(QByteArray, body);
        QFETCH(QByteArray, error);
        QFETCH(int, status);
        const ParsedPublish publish = parsed(body);
        QVERIFY2(publish.error.starts_with(error.toStdString()), publish.error.c_str());
        QCOMPARE(publish.status, status);
        QVERIFY(publish.error.find('\n') == std::string::npos);
    }

    void bodiesOfOtherEncodingsAreNamed_data()
    {
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<QByteArray>("name");
        QTest::addColumn<int>("status");
        const QString text = u"{\"userId\":\"42\",\"data\":1}"_qs;
        const auto encoded = [&](QStringConverter::Encoding encoding, bool withMark) {
            QStringEncoder encoder(encoding,
                withMark ? QStringConverter::Flag::WriteBom : QStringConverter::Flag::Default);
            return QByteArray(encoder(text));
        };
        QTest::newRow("UTF-16LE, marked")
            << encoded(QStringConverter::Utf16LE, true) << QByteArray("UTF-16") << 415;
        QTest::newRow("UTF-16BE, marked")
            << encoded(QStringConverter::Utf16BE, true) << QByteArray("UTF-16") << 415;
        QTest::newRow("UTF-16LE") << encoded(QStringConverter::Utf16LE, false)
                                  << QByteArray("UTF-16") << 415;
        QTest::newRow("UTF-16BE") << encoded(QStringConverter::Utf16BE, false)
                                  << QByteArray("UTF-16") << 415;
        QTest::newRow("UTF-32LE, marked")
            << encoded(QStringConverter::Utf32LE, true) << QByteArray("UTF-32") << 415;
        QTest::newRow("UTF-32BE, marked")
            << encoded(QStringConverter::Utf32BE, true) << QByteArray("UTF-32") << 415;
        QTest::newRow("UTF-32LE") << encoded(QStringConverter::Utf32LE, false)
                                  << QByteArray("UTF-32") << 415;
        QTest::newRow("UTF-32BE") << encoded(QStringConverter::Utf32BE, false)
                                  << QByteArray("UTF-32") << 415;
        QTest::newRow("gzip") << QByteArray("\x1F\x8B\x08\x00\x00", 5) << QByteArray("gzip") << 415;
        QTest::newRow("NUL behind it")
            << text.toUtf8() + '\0' << QByteArray("byte 24 is NUL") << 400;
        QTest::newRow("Latin-1") << QByteArray("{\"userId\":\"42\",\"data\":\"caf\xE9\"}")
                                 << QByteArray("byte 26 is not UTF-8") << 400;
    }
    void bodiesOfOtherEncodingsAreNamed()
    {
        QFETCH(const QByteArray, body);
        QFETCH(const QByteArray, name);
        QFETCH(const int, status);
        const ParsedPublish publish = parsed(body);
        QVERIFY2(
            publish.error.find(name.toStdString()) != std::string::npos, publish.error.c_str());
        QCOMPARE(publish.status, status);
    }

    void whatRfc8259LetsAWriterDoIsTaken()
    {
        QCOMPARE(parsed("\xEF\xBB\xBF{\"userId\":\"42\",\"data\":[ 1 ]}").data, std::string("[1]"));
        const ParsedPublish absent = parsed(
            R"({"userId":"42","userIds":null,"broadcast":null,"type":null,"event":null,"id":null,"retry":null,"batch":null,"receipt":null,"data":null})");
        QCOMPARE(absent.error, std::string());
        QCOMPARE(absent.data, std::string("null"));
        QVERIFY(absent.type.empty() && absent.event.empty() && absent.id.empty()
            && absent.retryMs == -1 && !absent.receipt && absent.userIds.size() == 1);
    }

    void halvesOfSurrogatesNeverLeaveUtf8()
    {
        for (const auto& [text, sent] :
            {std::pair{"cut \\ud83d", "cut \xEF\xBF\xBD"}, {"\\udc00 low", "\xEF\xBF\xBD low"},
                {"\\ud83d\\ude00", "😀"}, {"\\ud83d\\ud83d\\ude00", "\xEF\xBF\xBD😀"}}) {
            QCOMPARE(dataOf(QByteArray("\"") + text + '"'), std::string(sent));
            QVERIFY(QString::fromStdString(dataOf(QByteArray("[\"") + text + "\"]"))
                        .toUtf8()
                        .toStdString()
                == dataOf(QByteArray("[\"") + text + "\"]"));
            const ParsedPublish named = parsed(
                QByteArray("{\"userId\":\"") + text + "\",\"type\":\"" + text + "\",\"data\":1}");
            QCOMPARE(named.error, std::string());
            QCOMPARE(named.userIds.front(), std::string(sent));
            QCOMPARE(named.type, std::string(sent));
        }
    }

    void numbersHaveAsManyDigitsAsTheyHave()
    {
        for (const char* number :
            {"123456789012345678901234567890", "-123456789012345678901234567890.5", "1e400",
                "0.1234567890123456789012345678901234567890", "18446744073709551616"}) {
            QCOMPARE(dataOf(number), std::string(number));
            QCOMPARE(dataOf(QByteArray("{ \"wei\" : [") + number + " , \"" + number + "\" ]}"),
                "{\"wei\":[" + std::string(number) + ",\"" + number + "\"]}");
        }
        const ParsedPublish publish = parsed(
            R"({"id":340282366920938463463374607431768211456,"userIds":[9007199254740993,"a",18446744073709551615, 123456789012345678901234],"type":"x","data":{"type":"y","n":1e999}})");
        QCOMPARE(publish.error, std::string());
        QCOMPARE(publish.id, std::string("340282366920938463463374607431768211456"));
        QCOMPARE(publish.userIds,
            (std::vector<std::string>{
                "9007199254740993", "a", "18446744073709551615", "123456789012345678901234"}));
        QCOMPARE(parsed(R"({"id":1004,"userId":18446744073709551615,"data":1})").id,
            std::string("1004"));
        QCOMPARE(parsed(R"({"userId":18446744073709551615,"data":1})").userIds,
            std::vector<std::string>({"18446744073709551615"}));
        QVERIFY(parsed(R"({"userId":1234567890123456789012.5,"data":1})")
                    .error.starts_with("userId: must be a string"));
        std::string names = "[1, 123456789012345678901234,\"x\"]";
        std::vector<std::string> read;
        QCOMPARE(parseNames(names, "followers", read), std::string());
        QCOMPARE(read, (std::vector<std::string>{"1", "123456789012345678901234", "x"}));
    }

    void namesWithAMeaningOfTheirOwnAreWarnedOf_data()
    {
        QTest::addColumn<QByteArray>("field");
        QTest::addColumn<QByteArray>("warning"); // what it contains; empty: there is none
        const auto row = [](const char* field, const char* warning) {
            QTest::newRow(field) << QByteArray(field) << QByteArray(warning);
        };
        row(R"("event":"error")", "EventSource");
        row(R"("event":"open")", "EventSource");
        row(R"("event":"fanlight-gap")", "fanlight-");
        row(R"("event":"order")", "");
        row(R"("event":"message")", "");
        row(R"("id":"order ✓")", "Latin-1");
        row(R"("id":"caf\u00e9")", "");
        row(R"("id":"order ✓","event":"error")", "Latin-1");
        row(R"("id":"order ✓","event":"open")", "EventSource");
    }
    void namesWithAMeaningOfTheirOwnAreWarnedOf()
    {
        QFETCH(const QByteArray, field);
        QFETCH(const QByteArray, warning);
        const ParsedPublish publish = parsed("{\"broadcast\":true," + field + ",\"data\":1}");
        QCOMPARE(publish.error, std::string());
        QVERIFY2(warning.isEmpty()
                ? publish.warning.empty()
                : publish.warning.find(warning.toStdString()) != std::string::npos,
            publish.warning.c_str());
    }

    void namesAreUtf8()
    {
        QCOMPARE(checkName("userId", "\xFF"), std::string("userId: must be UTF-8"));
        QCOMPARE(checkName("userId", "é✓"), std::string());
    }

    void namesMayHaveTheLimitButNoMore()
    {
        const QByteArray longest(qsizetype(publish_limits::NameBytes), 'x');
        for (const char* field : {"userId", "type", "event", "id"}) {
            const QByteArray begin
                = (qstrcmp(field, "userId") ? QByteArray("{\"broadcast\":true,") : QByteArray("{"))
                + '"' + field + "\":\"";
            QCOMPARE(parsed(begin + longest + "\",\"data\":1}").error, std::string());
            QVERIFY(parsed(begin + longest + "x\",\"data\":1}")
                        .error.starts_with(std::string(field) + ": must not be longer"));
        }
    }

    void manyUsersAreAsManyAsAllowed()
    {
        const auto to = [](std::size_t users) {
            QByteArray body = "{\"data\":1,\"userIds\":[0";
            for (std::size_t i = 1; i < users; ++i)
                body += ',' + QByteArray::number(qulonglong(i));
            return parsed(body + "]}");
        };
        QCOMPARE(to(publish_limits::UserIds).userIds.size(), publish_limits::UserIds);
        QCOMPARE(to(publish_limits::UserIds + 1).status, 413);
        QVERIFY(
            to(publish_limits::UserIds + 1).error.starts_with("userIds: must not hold more than"));
    }

    void dataMayHaveTheLimitButNoMore()
    {
        const auto text = [](std::size_t size) {
            return parsed(
                "{\"broadcast\":true,\"data\":\"" + QByteArray(qsizetype(size), 'x') + "\"}");
        };
        QCOMPARE(text(DataLimit).error, std::string());
        QCOMPARE(text(DataLimit + 1).status, 413);
        QVERIFY(
            text(DataLimit + 1).error.starts_with("data: 1001 bytes are over the limit of 1000"));
        const QByteArray blanks = "[" + QByteArray(5000, ' ') + "1]"; // what counts is what is sent
        QCOMPARE(dataOf(blanks), std::string("[1]"));
    }

    void tooDeepIsSaid()
    {
        const QByteArray deep = QByteArray(5000, '[') + QByteArray(5000, ']');
        QVERIFY(!parsed("{\"broadcast\":true,\"data\":" + deep + '}', 1 << 20).error.empty());
        const QByteArray justTooDeep = QByteArray(1023, '[') + QByteArray(1023, ']');
        const std::string error
            = parsed("{\"broadcast\":true,\"data\":" + justTooDeep + '}', 1 << 20).error;
        QVERIFY2(error.find("64 bits") == std::string::npos, error.c_str());
    }

    void dataIsSentAsItStands_data()
    {
        QTest::addColumn<QByteArray>("value");
        QTest::addColumn<QByteArray>("sent");
        const auto row = [](const char* value, const char* sent) {
            QTest::addRow("%s", value) << QByteArray(value) << QByteArray(sent);
        };
        for (const char* same : {"1.0", "1e5", "1E+5", "-0", "-0.0", "0.10",
                 "1.7976931348623157e308", "9223372036854775807", "18446744073709551615",
                 "3.141592653589793238462643383279", "true", "false", "null", "{}", "[]"})
            row(same, same);
        row(R"("text")", "text");
        row(R"("")", "");
        row("\"a\\\"b\\\\c\\/d\\u00e9\\ud83d\\ude00\\n\"", "a\"b\\c/dé😀\n");
        row(R"( [ 1 , 2.50 , "a b" ] )", R"([1,2.50,"a b"])");
        row("{\r\n\t\"a b\" : [ { \"c\" : 1.0 } ]\n}", "{\"a b\":[{\"c\":1.0}]}");
        row("{\"a\":\"x \\\" y\",\"b\":\"\\\\\"}", "{\"a\":\"x \\\" y\",\"b\":\"\\\\\"}");
        row(R"(["\u0041","\/"])", R"(["\u0041","\/"])");
        row(R"({"data":{"data":"data"}})", R"({"data":{"data":"data"}})");
    }
    void dataIsSentAsItStands()
    {
        QFETCH(QByteArray, value);
        QFETCH(QByteArray, sent);
        QCOMPARE(dataOf(value), sent.toStdString());
    }

    void theDataIsFoundWhereverItStands()
    {
        for (const char* body : {"{\"data\":[1],\"broadcast\":true,\"type\":\"data\"}",
                 "{ \"type\" : \"}{\\\"data\\\":2\" , \"broadcast\" : true , \"data\" : [1] }",
                 "{\"broadcast\":true,\"event\":\"data\",\"id\":\"\\\"\",\"d\\u0061ta\":[1],"
                 "\"retry\":5}",
                 "{\"userIds\":[\"data\",\"]\",\"\\\\\"],\"data\":[1]}"}) {
            const ParsedPublish publish = parsed(body);
            QCOMPARE(publish.error, std::string());
            QCOMPARE(publish.data, std::string("[1]"));
        }
    }

    void anyDocumentArrivesAsItWas()
    {
        std::mt19937 random(9);
        for (int i = 0; i < 3000; ++i) {
            const QJsonValue value = randomValue(random, 4);
            QJsonObject object{{u"broadcast"_qs, true}, {u"data"_qs, value}};
            if (random() % 2)
                object[u"type"_qs] = u"data"_qs;
            const QByteArray body = QJsonDocument(object).toJson(
                random() % 2 ? QJsonDocument::Compact : QJsonDocument::Indented);
            const ParsedPublish publish = parsed(body, 1 << 20);
            QVERIFY2(publish.error.empty(), publish.error.c_str());
            if (value.isString())
                QCOMPARE(QString::fromStdString(publish.data), value.toString());
            else
                QCOMPARE(
                    QJsonDocument::fromJson('[' + QByteArray::fromStdString(publish.data) + ']')
                        .array()
                        .at(0),
                    value);
        }
    }
};

ROOM_TEST(TestPublishParser, QCoreApplication)
#include "tst_publish_parser.moc"
