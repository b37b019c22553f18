// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "curl_line.h"
#include "delivery/publish_parser.h"
#include "hub/window_publish.h"
#include "publish/payload_editor.h"
#include "publish/publish_check.h"
#include "support/room.h"
#include "theme/theme.h"

#include <QTest>

using namespace fanlight;
using namespace Qt::Literals::StringLiterals;

namespace {

ParsedPublish overApi(const QByteArray& body, PublishKind kind = PublishKind::Named)
{
    const HubOptions hub;
    PublishParser parser(std::size_t(hub.dataLimit), hub.typeAs);
    std::string text = body.toStdString();
    text.reserve(text.size() + 64);
    return parser.parse(text, kind);
}

ParsedPublish fromWindow(const PublishRequest& request)
{
    TypeReader reader;
    return WindowPublish::parsed(request, {}, reader);
}

PublishRequest toEveryone(const QByteArray& data)
{
    PublishRequest request;
    request.broadcast = true;
    request.data = data;
    return request;
}

QString nested(int depth)
{
    return QString(depth, u'[') + QString(depth, u']');
}

} // namespace

// What the window takes and what the API takes are one rule: each of these goes through both.
class TestPublishRules : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void thePayloadIsTakenByBothOrByNeither_data()
    {
        QTest::addColumn<QString>("payload");
        const auto row
            = [](const char* name, const QString& payload) { QTest::newRow(name) << payload; };
        row("object", u"{\"type\":\"like\",\"n\":1}"_s);
        row("laid out", u"{\n\t\"a\" : [ 1 , 2 ]\r\n}\n"_s);
        row("string", u"\"hello\""_s);
        row("string with escapes", u"\"a\\n\\u00e9\\ud83d\\ude00\\\"\""_s);
        row("string of JSON", u"\"{\\\"type\\\":\\\"like\\\"}\""_s);
        row("empty string", u"\"\""_s);
        row("number", u"-12.50e+3"_s);
        row("null", u"null"_s);
        row("true", u"true"_s);
        row("empty object", u"{}"_s);
        row("no-break space in a string", u"\"a\u00a0b\""_s);
        row("emoji", u"{\"a\":\"😀\"}"_s);
        row("integer beyond 64 bits", u"{\"n\":123456789012345678901234567890}"_s);
        row("the largest of 64 bits", u"18446744073709551615"_s);
        row("number beyond a double", u"1e999"_s);
        row("many decimals", u"0.1000000000000000055511151231257827"_s);
        row("minus nought", u"[-0,-0.0]"_s);
        row("a name twice", u"{\"type\":\"a\",\"type\":\"b\",\"n\":1,\"n\":2}"_s);
        row("empty name", u"{\"\":1}"_s);
        row("type that is no string", u"{\"type\":7}"_s);
        row("type of two lines", u"{\"type\":\"a\\nb\"}"_s);
        row("type of 256 bytes", u"{\"type\":\"%1\"}"_s.arg(QString(256, u't')));
        row("type of 257 bytes", u"{\"type\":\"%1\"}"_s.arg(QString(257, u't')));
        row("half a surrogate", u"{\"a\":\"x\\ud83dy\"}"_s);
        row("the other half", u"{\"a\":\"\\ude00\"}"_s);
        row("string of half a surrogate", u"\"x\\ud83dy\""_s);
        row("NUL escaped", u"{\"a\":\"\\u0000\"}"_s);
        row("backspace escaped", u"\"\\b\\f\\u001f\""_s);
        row("DEL as it is", u"\"a\u007fb\""_s);
        row("line separator as it is", u"\"a\u2028b\""_s);
        row("paragraph separator as it is", u"{\"a\":\"x\u2029y\"}"_s);
        row("string with one", u"\"a\u2029b\""_s);
        for (const int depth : {1, 100, 511, 512, 513, 1000, 1021, 1022, 1023, 1024, 1025, 3000})
            row(qPrintable(u"%1 levels"_s.arg(depth)), nested(depth));
        // These are no JSON.
        row("nothing", QString());
        row("blanks", u"  \n"_s);
        row("comma too many", u"[1,]"_s);
        row("comma missing", u"[1 2]"_s);
        row("not closed", u"{\"a\":1"_s);
        row("two values", u"1 2"_s);
        row("single quotes", u"{'a':1}"_s);
        row("no quotes", u"{a:1}"_s);
        row("comment", u"{\"a\":1} // x"_s);
        row("leading nought", u"01"_s);
        row("leading plus", u"+1"_s);
        row("no figure before the point", u".5"_s);
        row("no figure behind it", u"5."_s);
        row("NaN", u"NaN"_s);
        row("Infinity", u"-Infinity"_s);
        row("True", u"True"_s);
        row("unknown escape", u"\"\\x41\""_s);
        row("short escape", u"\"\\u12\""_s);
        row("tab in a string", u"\"a\tb\""_s);
        row("line break in a string", u"\"a\nb\""_s);
        row("NUL in a string", u"\"a%1b\""_s.arg(QChar(u'\0')));
        row("NUL behind", u"1%1"_s.arg(QChar(u'\0')));
        row("form feed for a blank", u"[1,\f2]"_s);
        row("no-break space for a blank", u"[1,\u00a02]"_s);
        row("byte order mark", u"\ufeff{}"_s);
    }

    void thePayloadIsTakenByBothOrByNeither()
    {
        QFETCH(const QString, payload);
        Theme theme;
        PayloadEditor editor(theme);
        editor.begin(payload, false);
        const ParsedPublish api = overApi("{\"broadcast\":true,\"data\":" + payload.toUtf8() + '}');
        QCOMPARE(editor.problem() ? u"refused"_s : u"taken"_s,
            api.error.empty() ? u"taken"_s : u"refused"_s);
        if (editor.problem())
            return;
        PublishRequest request = toEveryone(editor.data());
        request.isText = editor.isText();
        ParsedPublish window = fromWindow(request);
        if (payload.startsWith(u'{')) // there it stands as an escape, which means the same
            window.data
                = QByteArray::fromStdString(window.data).replace("\\u2029", "\u2029").toStdString();
        compare(window, api);
    }

    void whatIsRefusedIsRefusedByBothAndTheRestIsTheSame_data()
    {
        QTest::addColumn<int>("kind");
        QTest::addColumn<QString>("author");
        QTest::addColumn<QStringList>("users");
        QTest::addColumn<QString>("type");
        QTest::addColumn<QString>("event");
        QTest::addColumn<QString>("id");
        QTest::addColumn<QByteArray>("data");
        QTest::addColumn<bool>("isText");
        QTest::addColumn<bool>("isTaken");
        const auto named = [](const char* name, const QStringList& users, const QString& type,
                               const QString& event, const QString& id, bool isTaken) {
            QTest::newRow(name) << int(PublishKind::Named) << QString() << users << type << event
                                << id << "{\"a\":1}"_ba << false << isTaken;
        };
        const QString longest(256, u'x');
        const QString umlauts(128, u'ä');
        named("one user", {u"42"_s}, {}, {}, {}, true);
        named("several", {u"42"_s, u"43"_s, u"42"_s}, u"like"_s, u"note"_s, u"e-1"_s, true);
        named("id with a blank within", {u"a b"_s}, {}, {}, u"a b"_s, true);
        named("id that begins with a blank", {u"42"_s}, {}, {}, u" a"_s, false);
        named("id that ends with one", {u"42"_s}, {}, {}, u"a "_s, false);
        named("id with a tab", {u"42"_s}, {}, {}, u"a\tb"_s, false);
        named("id of two lines", {u"42"_s}, {}, {}, u"a\nb"_s, false);
        named("id beyond Latin-1", {u"42"_s}, {}, {}, u"😀"_s, true);
        named("longest id", {u"42"_s}, {}, {}, longest, true);
        named("too long an id", {u"42"_s}, {}, {}, longest + u'x', false);
        named("longest user", {longest}, {}, {}, {}, true);
        named("longest user in bytes", {umlauts}, {}, {}, {}, true);
        named("too long a user in bytes", {umlauts + u'x'}, {}, {}, {}, false);
        named("one too long among others", {u"1"_s, longest + u'x'}, {}, {}, {}, false);
        named("user of two lines", {u"a\rb"_s}, {}, {}, {}, false);
        named("type with NUL", {u"42"_s}, QString(QChar(u'\0')), {}, {}, false);
        named("type of two lines", {u"42"_s}, u"a\nb"_s, {}, {}, false);
        named("too long a type", {u"42"_s}, longest + u'x', {}, {}, false);
        named("event of two lines", {u"42"_s}, {}, u"a\r\nb"_s, {}, false);
        named("event of the hub's own", {u"42"_s}, {}, u"fanlight-gap"_s, {}, true);
        named("event that means another thing", {u"42"_s}, {}, u"error"_s, {}, true);
        QStringList many;
        for (int i = 0; i < 10'000; ++i)
            many += QString::number(i);
        named("as many users as can be", many, {}, {}, {}, true);
        named("one more", many + QStringList{u"x"_s}, {}, {}, {}, false);
        const auto data = [](const char* name, const QByteArray& bytes, bool isText, bool isTaken) {
            QTest::newRow(name) << int(PublishKind::Named) << QString() << QStringList{u"42"_s}
                                << QString() << QString() << QString() << bytes << isText
                                << isTaken;
        };
        const HubOptions hub;
        const QByteArray most(hub.dataLimit, 'x');
        data("text", "hello\nworld", true, true);
        data("no text at all", "", true, true);
        data("text that could be JSON", "{\"type\":\"like\"}", true, true);
        data("text with blanks around JSON", " {\"type\": \"like\"}\n", true, true);
        data("text that is nearly JSON", "{\"type\":\"like\",}", true, true);
        data("the same, unsaid", "{\"type\":\"like\",}", false, true);
        data("text with quotes", "\"quoted\"", true, true);
        data("the same, not called a text", "\"quoted\"", false, true);
        data("text with an escape", "\\ud83d", true, true);
        data("text of controls", "a\tb\x01\x1b[0m\x7f", true, true);
        data("text with a byte order mark", "\ufeffhello"_ba, true, true);
        data("as much text as can be", most, true, true);
        data("one byte more", most + 'x', true, false);
        data("as much JSON as can be", '"' + most.chopped(2) + '"', false, true);
        data("not UTF-8", "\xff\xfe", true, false);
        const auto stored = [](const char* name, PublishKind kind, const QString& author,
                                const QString& type, const QByteArray& bytes, bool isTaken) {
            QTest::newRow(name) << int(kind) << author << QStringList() << type << QString()
                                << QString() << bytes << false << isTaken;
        };
        stored("fan-out", PublishKind::Fanout, u"7"_s, {}, "1", true);
        stored("fan-out of nobody", PublishKind::Fanout, {}, {}, "1", false);
        stored("author of two lines", PublishKind::Fanout, u"a\nb"_s, {}, "1", false);
        stored("selective", PublishKind::Selective, {}, u"like"_s, "1", true);
        stored("selective by the data", PublishKind::Selective, {}, {}, "{\"type\":\"a\"}", true);
        stored("selective without a type", PublishKind::Selective, {}, {}, "{}", false);
        stored("among followers", PublishKind::Selective, u"7"_s, u"like"_s, "1", true);
    }

    void whatIsRefusedIsRefusedByBothAndTheRestIsTheSame()
    {
        QFETCH(const int, kind);
        QFETCH(const QString, author);
        QFETCH(const QStringList, users);
        QFETCH(const QString, type);
        QFETCH(const QString, event);
        QFETCH(const QString, id);
        QFETCH(const QByteArray, data);
        QFETCH(const bool, isText);
        QFETCH(const bool, isTaken);
        PublishRequest request;
        request.kind = PublishKind(kind);
        request.authorId = author;
        request.userIds = users;
        request.type = type;
        request.event = event;
        request.id = id;
        request.data = data;
        request.isText = isText;
        const ParsedPublish window = fromWindow(request);
        QVERIFY2(window.error.empty() == isTaken, window.error.c_str());
        QCOMPARE(publishProblem(request, {}).isEmpty(), isTaken);
        if (std::string_view(QTest::currentDataTag()) == "not UTF-8")
            return; // no text can say it, so no line can be copied
        const ParsedPublish api = overApi(publishJson(request).toUtf8(), request.kind);
        QVERIFY2(api.error.empty() == isTaken, api.error.c_str());
        if (isTaken)
            compare(window, api);
    }

    void whatIsLargerThanARequestIsRefused()
    {
        // Within the limit of the data, but each byte takes six as JSON.
        PublishRequest request = toEveryone(QByteArray(200 << 10, '\x01'));
        request.isText = true;
        HubOptions hub;
        QVERIFY(publishJson(request).size() > hub.bodyLimit);
        QVERIFY2(publishProblem(request, hub).contains(u"1 MiB"_s),
            qPrintable(publishProblem(request, hub)));
        request.data.truncate(100 << 10);
        QCOMPARE(publishProblem(request, hub), QString());
    }

private:
    static void compare(const ParsedPublish& window, const ParsedPublish& api)
    {
        QCOMPARE(window.error, api.error);
        QCOMPARE(window.data, api.data);
        QCOMPARE(window.type, api.type);
        QCOMPARE(window.event, api.event);
        QCOMPARE(window.id, api.id);
        QCOMPARE(window.userIds, api.userIds);
        QCOMPARE(window.authorId, api.authorId);
        QCOMPARE(window.isJson, api.isJson);
        QCOMPARE(window.warning, api.warning);
    }
};

ROOM_TEST(TestPublishRules, QApplication)
#include "tst_publish_rules.moc"
