// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "publish/json_check.h"
#include "support/room.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QRandomGenerator>
#include <QRegularExpression>
#include <QTest>

using namespace fanlight;
using namespace Qt::Literals::StringLiterals;

namespace {

// Whether Qt would judge this text by other rules than RFC 8259: it lets unknown escapes, "1." and
// ".1" pass, and refuses numbers that no double holds.
bool isJudgedOtherwiseByQt(const QString& text)
{
    static const QRegularExpression lenient(
        u"\\\\[^\"\\\\/bfnrtu]|\\.(?!\\d)|(?<!\\d)\\.|[eE][+-]?\\d{3}"_s);
    return lenient.match(text).hasMatch();
}

bool isDocument(const QString& text)
{
    const QString begin = text.trimmed();
    return begin.startsWith(u'{') || begin.startsWith(u'[');
}

bool qtAccepts(const QString& document)
{
    return !QJsonDocument::fromJson(document.toUtf8()).isNull();
}

// Qt reads documents only; inside an array any value is one.
QJsonValue parsed(const QString& text)
{
    return QJsonDocument::fromJson('[' + text.toUtf8() + ']').array().at(0);
}

QString randomJson(QRandomGenerator& random, int depth)
{
    const QString blank = QString(random.bounded(3), u' ');
    switch (random.bounded(depth > 0 ? 8 : 6)) {
    case 0:
        return blank + u"null"_s;
    case 1:
        return blank + (random.bounded(2) ? u"true"_s : u"false"_s) + blank;
    case 2:
        return QString::number(random.bounded(-1000, 1000)) + blank;
    case 3:
        return QString::number(random.generateDouble(), 'e', 3);
    case 4:
        return u"\"a\\n\\u00e9\\\"“"_s + QString::number(random.bounded(9)) + u'"';
    case 5:
        return u"-0.5E+2"_s;
    default:
        break;
    }
    QStringList parts;
    const bool object = random.bounded(2);
    for (int i = random.bounded(4); i > 0; --i) {
        const QString name = object ? u"\"k%1\""_s.arg(i) + blank + u':' : QString();
        parts += name + randomJson(random, depth - 1);
    }
    const QString inside = parts.join(u","_s + blank);
    return QChar(object ? u'{' : u'[') + blank + inside + QChar(object ? u'}' : u']') + blank;
}

} // namespace

class TestJsonCheck : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void saysWhereAndWhatWasExpected_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("problem"); // empty: valid
        const auto add = [](const char* name, const QString& text, const QString& problem) {
            QTest::newRow(name) << text << problem;
        };
        add("object", u"{\"type\": \"like\"}"_s, {});
        add("scalar", u" 42 "_s, {});
        add("string", u"\"text\""_s, {});
        add("exponent", u"-1.5e+10"_s, {});
        add("escapes", u"\"\\\"\\\\\\/\\b\\f\\n\\r\\t\\u12aF\""_s, {});
        add("empty", u""_s, u"line 1, column 1: expected a JSON value"_s);
        add("word", u"like"_s, u"line 1, column 1: expected a JSON value"_s);
        add("missing colon", u"{\n  \"a\": 1,\n  \"b\" 2\n}"_s,
            u"line 3, column 7: expected “:”"_s);
        add("missing comma", u"[1 2]"_s, u"line 1, column 4: expected “,” or “]”"_s);
        add("trailing comma in object", u"{\"a\":1,}"_s,
            u"line 1, column 8: expected a name in double quotes"_s);
        add("trailing comma in array", u"[1,]"_s, u"line 1, column 4: expected a value"_s);
        add("single quotes", u"{'a':1}"_s,
            u"line 1, column 2: expected a name in double quotes or “}”"_s);
        add("open object", u"{\"a\":1"_s, u"line 1, column 7: expected “,” or “}”"_s);
        add("open string", u"\"abc"_s, u"line 1, column 5: expected a closing quote"_s);
        add("line end in string", u"\"a\nb\""_s,
            u"line 1, column 3: expected a closing quote (write \\n, \\t)"_s);
        add("escape", u"\"\\x\""_s,
            u"line 1, column 3: expected one of \" \\ / b f n r t u after “\\”"_s);
        add("unicode escape", u"\"\\u12g4\""_s,
            u"line 1, column 6: expected four hexadecimal digits after “\\u”"_s);
        add("leading zero", u"01"_s, u"line 1, column 2: expected the end of the text"_s);
        add("lone minus", u"-"_s, u"line 1, column 2: expected a digit"_s);
        add("dot without digits", u"1."_s, u"line 1, column 3: expected a digit"_s);
        add("exponent without digits", u"1e+"_s, u"line 1, column 4: expected a digit"_s);
        add("literal", u"trua"_s, u"line 1, column 4: expected “true”"_s);
        add("two values", u"{} {}"_s, u"line 1, column 4: expected the end of the text"_s);
        add("CRLF counts once", u"[\r\n1\r\n,\r\r]"_s, u"line 5, column 1: expected a value"_s);
    }

    void saysWhereAndWhatWasExpected()
    {
        QFETCH(const QString, text);
        QFETCH(const QString, problem);
        const auto found = checkJson(text);
        QCOMPARE(found ? found->text() : QString(), problem);
    }

    void tooDeepNestingIsAProblemAndNotACrash()
    {
        const QString deep = QString(500, u'[') + QString(500, u']');
        QVERIFY(!checkJson(deep));
        QVERIFY(checkJson(QString(1'000'000, u'[')));
    }

    void agreesWithQtOnGeneratedJsonAndItsMutations()
    {
        QRandomGenerator random(20);
        const QString replacements = u"{}[]:,\"\\0123456789.eE+-truefalsn u"_s;
        for (int i = 0; i < 4000; ++i) {
            QString text = randomJson(random, 4);
            QVERIFY2(!checkJson(text), qPrintable(text));
            for (int edits = random.bounded(1, 4); edits > 0 && !text.isEmpty(); --edits) {
                const qsizetype at = random.bounded(int(text.size()));
                if (random.bounded(2))
                    text[at] = replacements[random.bounded(int(replacements.size()))];
                else
                    text.remove(at, 1);
            }
            if (!isDocument(text) || isJudgedOtherwiseByQt(text))
                continue;
            QVERIFY2(checkJson(text).has_value() != qtAccepts(text), qPrintable(text));
        }
    }

    void compactAndPrettyMeanTheSameAndKeepOrderAndNumbers()
    {
        QRandomGenerator random(7);
        for (int i = 0; i < 500; ++i) {
            const QString text = randomJson(random, 4);
            const QString compact = compactJson(text);
            const QString pretty = prettyJson(text);
            QCOMPARE(parsed(compact), parsed(text));
            QCOMPARE(parsed(pretty), parsed(text));
            QCOMPARE(compactJson(pretty), compact);
        }
        const QString text
            = u"{ \"b\" : 9007199254740993 , \"a\" : [ 1.0, {} , [ ] ] , \"c\":\"x : , y\" }"_s;
        QCOMPARE(
            compactJson(text), u"{\"b\":9007199254740993,\"a\":[1.0,{},[]],\"c\":\"x : , y\"}"_s);
        QCOMPARE(prettyJson(text),
            u"{\n  \"b\": 9007199254740993,\n  \"a\": [\n    1.0,\n    {},\n    []\n  ],\n  \"c\": \"x : , y\"\n}"_s);
    }

    void stringsGoThereAndBack()
    {
        const QString text = u"it's \"quoted\" \\ and\nlonger\té “ \x01"_s;
        QCOMPARE(jsonStringValue(jsonString(text)), text);
        QVERIFY(!jsonStringValue(u"42"));
        QVERIFY(!jsonStringValue(u"\"open"));
    }
};

ROOM_TEST(TestJsonCheck, QCoreApplication)
#include "tst_json_check.moc"
