// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest> // first: moc 6.4 cannot read <concept> before it

#include "sse/foreign_json.h"
#include "sse/json_string.h"
#include "sse/utf8.h"
#include "support/room.h"

using namespace fanlight;

// What strangers send: bytes that may be no UTF-8, JSON of writers with other habits.
class TestUtf8 : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void whatIsNotUtf8IsFoundAndReplaced_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<int>("firstWrong"); // -1: none
        QTest::newRow("nothing") << QByteArray("") << QByteArray("") << -1;
        QTest::newRow("all lengths") << QByteArray("aé✓😀") << QByteArray("aé✓😀") << -1;
        QTest::newRow("Latin-1") << QByteArray("caf\xE9!") << QByteArray("caf\xEF\xBF\xBD!") << 3;
        QTest::newRow("MessagePack")
            << QByteArray("\x82\xA4type") << QByteArray("\xEF\xBF\xBD\xEF\xBF\xBDtype") << 0;
        QTest::newRow("cut") << QByteArray("é\xE2\x9C") << QByteArray("é\xEF\xBF\xBD\xEF\xBF\xBD")
                             << 2;
        QTest::newRow("half a surrogate")
            << QByteArray("a\xED\xA0\xBDz") << QByteArray("a\xEF\xBF\xBDz") << 1;
        QTest::newRow("too long a form")
            << QByteArray("\xC0\xAF") << QByteArray("\xEF\xBF\xBD\xEF\xBF\xBD") << 0;
        QTest::newRow("beyond Unicode")
            << QByteArray("\xF4\x90\x80\x80")
            << QByteArray("\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD") << 0;
    }
    void whatIsNotUtf8IsFoundAndReplaced()
    {
        QFETCH(const QByteArray, bytes);
        QFETCH(const QByteArray, text);
        QFETCH(const int, firstWrong);
        QCOMPARE(isUtf8(bytes.toStdString()), firstWrong < 0);
        QCOMPARE(static_cast<int>(static_cast<std::ptrdiff_t>(firstNotUtf8(bytes.toStdString()))),
            firstWrong);
        QCOMPARE(QByteArray::fromStdString(toUtf8(bytes.toStdString())), text);
        QCOMPARE(QByteArray::fromStdString(jsonString(bytes.toStdString())), '"' + text + '"');
    }

    void bytesAreShownEscaped()
    {
        QCOMPARE(escapeBytes("abc", 3), std::string("abc"));
        QCOMPARE(escapeBytes("abcd", 3), std::string("abc…"));
        QCOMPARE(escapeBytes("\x82\xA4"
                             "type\xFF\x1B[2J",
                     24),
            std::string("\\x82\\xa4type\\xff\\x1b[2J"));
    }

    void aByteOrderMarkIsLeftOut()
    {
        QCOMPARE(withoutByteOrderMark("\xEF\xBB\xBF{}"), std::string_view("{}"));
        QCOMPARE(withoutByteOrderMark("{}"), std::string_view("{}"));
        QCOMPARE(withoutByteOrderMark("\xEF\xBB"), std::string_view("\xEF\xBB"));
    }

    void halvesOfSurrogatesAreMended_data()
    {
        QTest::addColumn<QByteArray>("json");
        QTest::addColumn<QByteArray>("mended");
        QTest::newRow("pair") << QByteArray("\"\\ud83d\\ude00\"")
                              << QByteArray("\"\\ud83d\\ude00\"");
        QTest::newRow("high") << QByteArray("\"a\\ud83d\"") << QByteArray("\"a\\ufffd\"");
        QTest::newRow("low") << QByteArray("\"\\uDE00b\"") << QByteArray("\"\\ufffdb\"");
        QTest::newRow("high before a pair")
            << QByteArray("\"\\ud83d\\ud83d\\ude00\"") << QByteArray("\"\\ufffd\\ud83d\\ude00\"");
        QTest::newRow("high before something else")
            << QByteArray("\"\\ud83d\\n\"") << QByteArray("\"\\ufffd\\n\"");
        QTest::newRow("a backslash, not an escape")
            << QByteArray("\"\\\\ud83d\"") << QByteArray("\"\\\\ud83d\"");
        QTest::newRow("cut off") << QByteArray("\"\\ud8") << QByteArray("\"\\ud8");
    }
    void halvesOfSurrogatesAreMended()
    {
        QFETCH(const QByteArray, json);
        QFETCH(const QByteArray, mended);
        std::string text = json.toStdString();
        QCOMPARE(mendHalfSurrogates(text), json != mended);
        QCOMPARE(QByteArray::fromStdString(text), mended);
    }

    void longNumbersMakeRoomForOnesAParserTakes_data()
    {
        QTest::addColumn<QByteArray>("json");
        QTest::addColumn<QByteArray>("plain");
        QTest::newRow("short ones stay")
            << QByteArray("[1,-2.5,true]") << QByteArray("[1,-2.5,true]");
        QTest::newRow("long") << QByteArray("[1234567890123456789012, 3]")
                              << QByteArray("[0                     , 3]");
        QTest::newRow("exponent") << QByteArray("{\"a\":1e400}") << QByteArray("{\"a\":0    }");
        QTest::newRow("fraction") << QByteArray("-0.1234567890123456789")
                                  << QByteArray("0                     ");
        QTest::newRow("in a string") << QByteArray("[\"1234567890123456789012\\\"1e9\"]")
                                     << QByteArray("[\"1234567890123456789012\\\"1e9\"]");
        QTest::newRow("not a number")
            << QByteArray("[01234567890123456789012]") << QByteArray("[01234567890123456789012]");
        QTest::newRow("nor this") << QByteArray("[1e]") << QByteArray("[1e]");
    }
    void longNumbersMakeRoomForOnesAParserTakes()
    {
        QFETCH(const QByteArray, json);
        QFETCH(const QByteArray, plain);
        std::string text = json.toStdString();
        QCOMPARE(blankLongNumbers(text), json != plain);
        QCOMPARE(QByteArray::fromStdString(text), plain);
    }

    void theTypeOfWhatIsNearlyJsonIsFound_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QByteArray>("type");
        QTest::newRow("NaN") << QByteArray("{\"type\":\"like\",\"x\":NaN}") << QByteArray("like");
        QTest::newRow("a comma too many")
            << QByteArray(" {\"n\":[1,], \"type\" : \"like\",}") << QByteArray("like");
        QTest::newRow("deeper does not count")
            << QByteArray("{\"a\":{\"type\":\"no\"},\"b\":NaN}") << QByteArray("");
        QTest::newRow("as a value") << QByteArray("{\"a\":\"type\",\"b\":NaN}") << QByteArray("");
        QTest::newRow("the last of two")
            << QByteArray("{\"type\":\"a\",\"type\":\"b\",}") << QByteArray("b");
        QTest::newRow("no string") << QByteArray("{\"type\":7,}") << QByteArray("");
        QTest::newRow("no object") << QByteArray("[{\"type\":\"like\"},]") << QByteArray("");
        QTest::newRow("cut off") << QByteArray("{\"type\":\"li") << QByteArray("");
        QTest::newRow("text") << QByteArray("hello \"type\":\"x\"") << QByteArray("");
        QTest::newRow("nothing") << QByteArray("") << QByteArray("");
    }
    void theTypeOfWhatIsNearlyJsonIsFound()
    {
        QFETCH(const QByteArray, text);
        QFETCH(const QByteArray, type);
        const std::string bytes = text.toStdString();
        QCOMPARE(QByteArray::fromStdString(std::string(typeOfNearlyJson(bytes))), type);
    }

    void membersAndElementsAreFoundAsTheyStand()
    {
        QCOMPARE(JsonText("{\"a\":[1,\"}\"], \"b\" : 12345678901234567890123 }").memberValue(1),
            std::string_view("12345678901234567890123"));
        QCOMPARE(JsonText("[ 1 ,\"a,]\",[2,3],{\"x\":1}]").elements(),
            (std::vector<std::string_view>{"1", "\"a,]\"", "[2,3]", "{\"x\":1}"}));
        QVERIFY(JsonText("[ ]").elements().empty());
    }
};

ROOM_TEST(TestUtf8, QCoreApplication)
#include "tst_utf8.moc"
