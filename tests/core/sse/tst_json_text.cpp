// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sse/json_text.h"
#include "support/room.h"

#include <QTest>

#include <string>

using namespace fanlight;

class TestJsonText : public QObject {
    Q_OBJECT

    static void rows(std::initializer_list<const char*> texts)
    {
        QTest::addColumn<QByteArray>("text");
        for (const char* text : texts)
            QTest::newRow(text[0] ? text : "empty") << QByteArray(text);
    }

private Q_SLOTS:
    void json_data()
    {
        rows({"0", "-0", "-1.5e+10", "1E5", "1.0e-2", "123456789012345678901234567890", "true",
            "false", "null", "\"\"", "\"\\u00e9\\n\\\"\\/\"", "[]", "{}", " [ ] ", "\t{\n} ",
            "[1,[2,{}],\"a\"]", "{\"a\":1,\"b\":{\"c\":[null]}}", "{ \"a\" : 1 , \"a\" : 2 }",
            "[[[]]]", "\"\xc3\xa9\""});
    }
    void json()
    {
        QFETCH(const QByteArray, text);
        QVERIFY(isJsonText(text.toStdString()));
    }

    void noJson_data()
    {
        rows({"", " ", "01", "+1", "-", "1.", ".5", "1e", "1e+", "0x1", "NaN", "tru", "True", "\"",
            "\"a", "\"\\x\"", "\"\\u12g4\"", "\"\\u123", "\"\\", "\"\n\"", "[", "]", "[1", "[1,]",
            "[,1]", "[1 2]", "[1}", "{", "}", "{\"a\"}", "{\"a\":}", "{\"a\":1,}", "{a:1}", "{1:1}",
            "{\"a\":1 \"b\":2}", "1 2", "1,2", "{}{}", "[]]", "'a'", "\xef\xbb\xbf{}"});
    }
    void noJson()
    {
        QFETCH(const QByteArray, text);
        QVERIFY(!isJsonText(text.toStdString()));
    }

    void depthIsBounded()
    {
        const auto nested
            = [](std::size_t depth) { return std::string(depth, '[') + std::string(depth, ']'); };
        QVERIFY(isJsonText(nested(MaxJsonDepth)));
        QVERIFY(!isJsonText(nested(MaxJsonDepth + 1)));
        QVERIFY(!isJsonText(std::string(1 << 20, '[')));
    }

    void aByteOfStringsMayBeNul() { QVERIFY(!isJsonText(std::string_view("\"a\0b\"", 5))); }
};

ROOM_TEST(TestJsonText, QCoreApplication)
#include "tst_json_text.moc"
