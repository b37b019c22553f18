// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "curl_line.h"
#include "support/room.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QFile>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>

using namespace fanlight;
using namespace Qt::Literals::StringLiterals;

namespace {

HubStatus listening()
{
    HubStatus status;
    status.url = u"http://127.0.0.1:3000"_s;
    return status;
}

// What a program named curl is given when the line is pasted into a real bash: its arguments, each
// ended by NUL, and behind them its input.
QByteArray pasted(const QString& line)
{
    const QTemporaryDir folder;
    QFile program(folder.filePath(u"curl"_s));
    if (!program.open(QIODevice::WriteOnly))
        return {};
    program.write("#!/bin/sh\nprintf '%s\\0' \"$@\"\ncat\n");
    program.close();
    program.setPermissions(QFile::ReadOwner | QFile::ExeOwner | QFile::WriteOwner);
    QProcess bash;
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(u"PATH"_s, folder.path() + u':' + environment.value(u"PATH"_s));
    bash.setProcessEnvironment(environment);
    bash.start(u"bash"_s, {});
    bash.write(line.toUtf8() + '\n');
    bash.closeWriteChannel();
    bash.waitForFinished();
    return bash.readAllStandardOutput() + bash.readAllStandardError();
}

// What a real shell passes on for `line`, each argument ended by NUL; the command itself is not
// run.
QList<QByteArray> argumentsOf(const QString& line)
{
    QProcess shell;
    shell.start(u"sh"_s, {u"-c"_s, u"curl() { printf '%s\\0' \"$@\"; }; "_s + line});
    shell.waitForFinished();
    QList<QByteArray> arguments = shell.readAllStandardOutput().split('\0');
    arguments.removeLast();
    return arguments;
}

} // namespace

class TestCurlLine : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void wordsSurviveTheShell_data()
    {
        QTest::addColumn<QString>("word");
        QTest::newRow("plain") << u"like"_s;
        QTest::newRow("empty") << u""_s;
        QTest::newRow("quotes") << u"it's \"so\" 'said'"_s;
        QTest::newRow("expansions") << u"$HOME `id` $(id) ~ * ! \\ \\n"_s;
        QTest::newRow("newlines") << u"a\nb\n\n"_s;
        QTest::newRow("unicode") << u"héllo “”"_s;
    }

    void wordsSurviveTheShell()
    {
        QFETCH(const QString, word);
        QCOMPARE(argumentsOf(u"curl "_s + shellQuoted(word)), QList<QByteArray>{word.toUtf8()});
    }

    void publishesTheSameRequest()
    {
        PublishRequest request;
        request.userIds = QStringList{u"it's 42"_s};
        request.type = u"$type"_s;
        request.event = u"new\"post"_s;
        request.once = u"order 17"_s;
        request.data = "{\"text\":\"it's $5\",\"b\":1,\"a\":[1.0]}";
        const auto arguments = argumentsOf(curlPublish(listening(), request, false));
        QCOMPARE(arguments.value(2), "http://127.0.0.1:3000/api/publish"_ba);
        const QJsonObject body = QJsonDocument::fromJson(arguments.last()).object();
        QCOMPARE(body.value(u"userId"_s).toString(), u"it's 42"_s);
        QCOMPARE(body.value(u"type"_s).toString(), u"$type"_s);
        QCOMPARE(body.value(u"event"_s).toString(), u"new\"post"_s);
        QCOMPARE(body.value(u"data"_s).toObject().value(u"text"_s).toString(), u"it's $5"_s);
        QVERIFY(arguments.last().contains("\"b\":1,\"a\":[1.0]"));
        QVERIFY(!body.contains(u"id"_s));
        QCOMPARE(body.value(u"once"_s).toString(), u"order 17"_s);
    }

    void aPlainTextGoesAsAJsonString_data()
    {
        QTest::addColumn<QByteArray>("data");
        QTest::newRow("text") << "two\nlines"_ba;
        QTest::newRow("text with quotes") << "\"quoted\""_ba;
        QTest::newRow("nearly JSON") << "{\"a\":}"_ba;
    }

    void aPlainTextGoesAsAJsonString()
    {
        QFETCH(const QByteArray, data);
        PublishRequest request;
        request.broadcast = true;
        request.data = data;
        const auto arguments = argumentsOf(curlPublish(listening(), request, false));
        const QJsonObject body = QJsonDocument::fromJson(arguments.last()).object();
        QCOMPARE(body.value(u"data"_s).toString().toUtf8(), data);
        QVERIFY(body.value(u"broadcast"_s).toBool());
    }

    void aLongPayloadRunsWhenItIsPasted_data()
    {
        QTest::addColumn<QByteArray>("data");
        QTest::newRow("JSON") << QByteArray(
            "{\"text\":\"it's $5 `id` \\\\ %s é\",\"x\":\"" + QByteArray(200 << 10, 'x') + "\"}");
        QTest::newRow("text of lines") << QByteArray("it's a 'line'\n").repeated(15'000);
        QTest::newRow("text of controls") << QByteArray("\t\x1b\x7f\x03").repeated(20'000);
    }

    void aLongPayloadRunsWhenItIsPasted()
    {
        QFETCH(const QByteArray, data);
        PublishRequest request;
        request.userIds = QStringList{u"42"_s};
        request.data = data;
        const QString line = curlPublish(listening(), request, false);
        QVERIFY(line.startsWith(u"printf %s "_s));
        QVERIFY(std::none_of(line.begin(), line.end(),
            [](QChar c) { return c < u' ' || c == QChar(0x7f); })); // nothing a terminal acts on
        const QByteArray given = pasted(line);
        const qsizetype end = given.lastIndexOf('\0');
        const QByteArrayList arguments{"-X", "POST", "http://127.0.0.1:3000/api/publish", "-H",
            "Content-Type: application/json", "--data-binary", "@-"};
        QCOMPARE(given.first(end), arguments.join('\0'));
        QCOMPARE(given.sliced(end + 1),
            publishJson(request).replace(QChar(0x7f), u"\\u007f"_s).toUtf8());
    }

    void aShortOneIsAnArgument()
    {
        PublishRequest request;
        request.broadcast = true;
        request.data = QByteArray(60'000, 'x');
        const QString line = curlPublish(listening(), request, false);
        QVERIFY(line.startsWith(u"curl -X POST "_s));
        QVERIFY(pasted(line).endsWith(QByteArray(publishJson(request).toUtf8() + '\0')));
    }

    void aTextThatCouldBeJsonStaysAText()
    {
        PublishRequest request;
        request.broadcast = true;
        request.data = "{\"a\":1}";
        QVERIFY(publishJson(request).endsWith(u"\"data\":{\"a\":1}}"_s));
        request.isText = true;
        QVERIFY(publishJson(request).endsWith(u"\"data\":\"{\\\"a\\\":1}\"}"_s));
    }

    void severalUsersAreAnArray()
    {
        PublishRequest request;
        request.userIds = QStringList{u"1"_s, u"2"_s};
        request.data = "1";
        const auto arguments = argumentsOf(curlPublish(listening(), request, false));
        const QJsonObject body = QJsonDocument::fromJson(arguments.last()).object();
        QCOMPARE(body.value(u"userIds"_s).toArray(), (QJsonArray{u"1"_s, u"2"_s}));
    }

    void everyKindHasItsRoute_data()
    {
        QTest::addColumn<int>("kind");
        QTest::addColumn<QString>("author");
        QTest::addColumn<QByteArray>("path");
        QTest::addColumn<QByteArray>("body");
        QTest::newRow("fan-out") << int(PublishKind::Fanout) << u"42"_s << "/api/fanout"_ba
                                 << "{\"authorId\":\"42\",\"data\":{\"type\":\"like\"}}"_ba;
        QTest::newRow("selective")
            << int(PublishKind::Selective) << QString() << "/api/selective"_ba
            << "{\"type\":\"like\",\"data\":{\"type\":\"like\"}}"_ba;
        QTest::newRow("among followers")
            << int(PublishKind::Selective) << u"42"_s << "/api/selective"_ba
            << "{\"authorId\":\"42\",\"type\":\"like\",\"data\":{\"type\":\"like\"}}"_ba;
    }

    void everyKindHasItsRoute()
    {
        QFETCH(const int, kind);
        QFETCH(const QString, author);
        QFETCH(const QByteArray, path);
        QFETCH(const QByteArray, body);
        PublishRequest request;
        request.kind = PublishKind(kind);
        request.authorId = author;
        request.data = "{\"type\":\"like\"}";
        const auto arguments = argumentsOf(curlPublish(listening(), request, false));
        QCOMPARE(arguments.value(2), "http://127.0.0.1:3000"_ba + path);
        QCOMPARE(arguments.last(), body);
    }

    void batchingIsSaidWhereItDiffersFromTheHub_data()
    {
        QTest::addColumn<bool>("batchAll");
        QTest::addColumn<int>("windowMs");
        QTest::addColumn<int>("most");
        QTest::addColumn<QByteArray>("expected");
        QTest::newRow("as the hub is set") << false << -1 << 0 << ""_ba;
        QTest::newRow("now") << false << 0 << 0 << ""_ba;
        QTest::newRow("now though all are batched") << true << 0 << 0 << "\"batch\":false,"_ba;
        QTest::newRow("batched") << false << 100 << 0 << "\"batch\":true,"_ba;
        QTest::newRow("batched as all are") << true << 100 << 100 << ""_ba;
        QTest::newRow("another window") << false << 250 << 0 << "\"batch\":{\"windowMs\":250},"_ba;
        QTest::newRow("another number") << false << 100 << 20 << "\"batch\":{\"max\":20},"_ba;
        QTest::newRow("both") << true << 250 << 20 << "\"batch\":{\"windowMs\":250,\"max\":20},"_ba;
    }

    void batchingIsSaidWhereItDiffersFromTheHub()
    {
        QFETCH(const bool, batchAll);
        QFETCH(const int, windowMs);
        QFETCH(const int, most);
        QFETCH(const QByteArray, expected);
        HubOptions hub;
        hub.batchAll = batchAll;
        PublishRequest request;
        request.broadcast = true;
        request.batch = {windowMs, most};
        request.data = "1";
        const auto arguments = argumentsOf(curlPublish(listening(), request, false, hub));
        QCOMPARE(arguments.last(), "{\"broadcast\":true,"_ba + expected + "\"data\":1}"_ba);
    }

    void followersArePutAsAnArray()
    {
        const auto arguments
            = argumentsOf(curlFollowers(listening(), u"a/b"_s, {u"1"_s, u"it's"_s}, true));
        QCOMPARE(arguments.value(1), "PUT"_ba);
        QCOMPARE(arguments.value(2), "http://127.0.0.1:3000/api/users/a%2Fb/followers"_ba);
        QCOMPARE(arguments.last(), "[\"1\",\"it's\"]"_ba);
        QVERIFY(curlInterests(listening(), u"42"_s, {u"like"_s}, false)
                    .contains(u"/api/users/42/interests' "_s));
    }

    void theTokenComesFromTheEnvironmentAndNotFromTheClipboard()
    {
        PublishRequest request;
        request.broadcast = true;
        request.data = "1";
        QVERIFY(curlPublish(listening(), request, true).contains(u"$FANLIGHT_PUBLISH_TOKEN"_s));
    }

    void aFaultHasOnlyWhatIsSetUp()
    {
        Fault fault;
        fault.kind = FaultKind::Drop;
        fault.share = 0.5;
        fault.every = std::chrono::seconds(10);
        fault.filter = u"agent:it's*"_s;
        fault.lasts = std::chrono::seconds(30);
        QList<QByteArray> arguments = argumentsOf(curlBeginFault(listening(), fault, false));
        QCOMPARE(arguments.value(1), "POST"_ba);
        QCOMPARE(arguments.value(2), "http://127.0.0.1:3000/api/faults"_ba);
        QCOMPARE(arguments.last(),
            "{\"kind\":\"drop\",\"filter\":\"agent:it's*\",\"share\":0.5,\"every\":\"10s\",\"for\":\"30s\"}"_ba);
        Fault cut;
        cut.kind = FaultKind::Cut;
        cut.events = 10;
        cut.bytes = 65536;
        arguments = argumentsOf(curlBeginFault(listening(), cut, false));
        QCOMPARE(arguments.last(), "{\"kind\":\"cut\",\"events\":10,\"bytes\":65536}"_ba);
        QVERIFY(curlBeginFault(listening(), cut, true).contains(u"$FANLIGHT_ADMIN_TOKEN"_s));
    }

    void aFaultIsEndedByItsId()
    {
        const QList<QByteArray> arguments = argumentsOf(curlEndFault(listening(), u"f-1"_s, false));
        QCOMPARE(arguments.value(1), "DELETE"_ba);
        QCOMPARE(arguments.value(2), "http://127.0.0.1:3000/api/faults/f-1"_ba);
        QVERIFY(curlEndFault(listening(), u"f-1"_s, true).contains(u"$FANLIGHT_ADMIN_TOKEN"_s));
    }

    void subscribingEncodesTheUser()
    {
        HubStatus status = listening();
        status.localhostUrl = u"http://localhost:3000"_s;
        QCOMPARE(curlSubscribe(status, u"a&b"_s),
            u"curl -N 'http://localhost:3000/api/notifications?userId=a%26b'"_s);
        QCOMPARE(curlSubscribe(status, {}), u"curl -N 'http://localhost:3000/api/notifications'"_s);
        QCOMPARE(curlSubscribe(status, u"42"_s, true),
            u"curl -N 'http://localhost:3000/api/notifications?userId=42' -H \"Authorization: Bearer $FANLIGHT_USER_TOKEN\""_s);
        HubOptions options;
        QVERIFY(!streamsNeedToken(options));
        options.jwtSecret = u"@secret"_s;
        QVERIFY(streamsNeedToken(options));
        options = {};
        options.anonymous = Anonymous::None;
        QVERIFY(streamsNeedToken(options));
    }
};

ROOM_TEST(TestCurlLine, QCoreApplication)
#include "tst_curl_line.moc"
