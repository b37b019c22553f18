// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "redis_line.h"
#include "support/redis_server.h"
#include "support/room.h"

#include <QProcess>

using namespace fanlight;
using namespace Qt::Literals::StringLiterals;

namespace {

const QString Prefix = u"notifications:"_s;

// What a real shell passes to redis-cli: for each call its arguments, each ended by NUL; nothing is
// run.
QList<QByteArray> redisArgumentsOf(const QString& lines)
{
    QProcess shell;
    shell.start(u"sh"_s,
        {u"-c"_s,
            QString(
                u"redis_cli() { printf '%s\\0' \"$@\"; }; alias redis-cli=redis_cli\n"_s + lines)});
    shell.waitForFinished();
    QList<QByteArray> arguments = shell.readAllStandardOutput().split('\0');
    arguments.removeLast();
    return arguments;
}

PublishRequest toUser(const QString& user, const QByteArray& data)
{
    PublishRequest request;
    request.userIds = QStringList{user};
    request.data = data;
    return request;
}

} // namespace

class TestRedisLine : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void payloadsSurviveTheShell_data()
    {
        QTest::addColumn<QString>("user");
        QTest::addColumn<QByteArray>("data");
        QTest::newRow("plain") << u"42"_s << "{\"type\":\"like\"}"_ba;
        QTest::newRow("quotes") << u"it's \"me\""_s << "{\"text\":\"it's $5 `now` \\\\ \\n\"}"_ba;
        QTest::newRow("lines") << u"a b"_s << "two\nlines\n# no comment\n"_ba;
        QTest::newRow("unicode") << u"zoë"_s << "\"Grüße “”\""_ba;
        QTest::newRow("empty") << u"42"_s << ""_ba;
    }
    void payloadsSurviveTheShell()
    {
        QFETCH(QString, user);
        QFETCH(QByteArray, data);
        const QString line
            = redisCliPublish(u"redis://h:6379/0?it's"_s, Prefix, toUser(user, data));
        QCOMPARE(redisArgumentsOf(line),
            (QList<QByteArray>{
                "-u", "redis://h:6379/0?it's", "PUBLISH", "notifications:" + user.toUtf8(), data}));
    }

    void aLongOrBinaryPayloadRunsWhenItIsPasted_data()
    {
        QTest::addColumn<QByteArray>("data");
        QTest::newRow("short") << "it's"_ba;
        QTest::newRow("long") << QByteArray(
            "{\"x\":\"it's $5 \\n\\u00e9" + QByteArray(200 << 10, 'x') + "\"}");
        QTest::newRow("lines at the end") << QByteArray("a\n").repeated(50'000);
        QTest::newRow("controls") << "a\r\tb\x1b\x7f"_ba;
        QTest::newRow("binary") << QByteArray("\0\xff\xfe\n\0", 5);
        QTest::newRow("long and binary") << QByteArray("\0\xff", 2).repeated(100'000);
    }

    void aLongOrBinaryPayloadRunsWhenItIsPasted()
    {
        QFETCH(const QByteArray, data);
        testing::RedisServer redis;
        QVERIFY2(redis.start(), redis.story().constData());
        QString line = redisCliPublish(redis.url(), Prefix, toUser(u"4'2"_s, data));
        // The same line, but what it says is kept to look at.
        QCOMPARE(line.count(u" PUBLISH "_s), 1);
        line.replace(u" PUBLISH "_s, u" SET "_s);
        QProcess bash;
        bash.start(u"bash"_s, {});
        bash.write(line.toUtf8() + '\n');
        bash.closeWriteChannel();
        QVERIFY(bash.waitForFinished());
        QCOMPARE(bash.readAllStandardOutput().trimmed(), "OK"_ba);
        QCOMPARE(redis.command({"GET", "notifications:4'2"}).toByteArray(), data);
    }

    void binaryIsABufferInJavaScript()
    {
        QCOMPARE(ioredisPublish(Prefix, toUser(u"42"_s, "\xff\xfe"_ba)),
            u"await redis.publish(\"notifications:42\", Buffer.from(\"//4=\", \"base64\"));"_s);
    }

    void everyoneHasTheChannelOfNoUser()
    {
        PublishRequest request;
        request.broadcast = true;
        request.data = "1";
        QCOMPARE(redisCliPublish({}, Prefix, request), u"redis-cli PUBLISH 'notifications' '1'"_s);
        QCOMPARE(redisCliPublish({}, u"app"_s, request), u"redis-cli PUBLISH 'app' '1'"_s);
    }

    void manyUsersAreCutShortAndItIsSaid()
    {
        PublishRequest request;
        for (int user = 1; user <= 13; ++user)
            request.userIds << QString::number(user);
        request.data = "1";
        const QString text = redisCliPublish({}, Prefix, request);
        const QStringList lines = text.split(u'\n');
        QCOMPARE(lines.size(), MostChannels + 1);
        QCOMPARE(lines.last(), u"# and 3 more users, left out here"_s);
        // the comment is one for the shell, too
        QCOMPARE(redisArgumentsOf(text).size(), MostChannels * 3);
        QCOMPARE(ioredisPublish(Prefix, request).split(u'\n').last(),
            u"// and 3 more users, left out here"_s);
    }

    void saysWhatARawPublishLoses()
    {
        PublishRequest request = toUser(u"42"_s, "{\"type\":\"like\"}");
        request.type = u"like"_s; // stands in the data
        QVERIFY(!redisCliPublish({}, Prefix, request).contains(u'#'));
        request.type = u"other"_s;
        request.event = u"e"_s;
        request.retryMs = 100;
        request.once = u"k"_s;
        QCOMPARE(redisCliPublish({}, Prefix, request).section(u'\n', 0, 0),
            u"# a raw PUBLISH carries the data only, not: event name, retry, once key, type"_s);
    }

    void anAudienceWithoutChannelsHasNoLine()
    {
        PublishRequest request;
        request.kind = PublishKind::Fanout;
        request.authorId = u"42"_s;
        QVERIFY(redisLineProblem(request).contains(u"PUBLISH for each follower"_s));
        request.kind = PublishKind::Selective;
        QVERIFY(!redisLineProblem(request).isEmpty());
        QVERIFY(!redisLineProblem(PublishRequest()).isEmpty());
        QVERIFY(redisLineProblem(toUser(u"42"_s, "1")).isEmpty());
    }

    void javaScriptGetsAnObjectWhereItKeepsIt_data()
    {
        QTest::addColumn<QByteArray>("data");
        QTest::addColumn<QString>("payload");
        const auto row = [](const char* data, const char* payload) {
            QTest::newRow(data) << QByteArray(data) << QString::fromUtf8(payload);
        };
        row("{\"a\":1}", "JSON.stringify({\"a\":1})");
        row("[1,-2.5]", "JSON.stringify([1,-2.5])");
        row("{\"t\":\"12345678901234567890 \\\" 1e9\"}",
            "JSON.stringify({\"t\":\"12345678901234567890 \\\" 1e9\"})");
        row("{\"a\":12345678901234567890}", "\"{\\\"a\\\":12345678901234567890}\"");
        row("{\"a\":1e400}", "\"{\\\"a\\\":1e400}\"");
        row("{\"__proto__\":1}", "\"{\\\"__proto__\\\":1}\"");
        row("{\"a\":}", "\"{\\\"a\\\":}\"");
        row("plain 'text'", "\"plain 'text'\"");
        row("\"a\"", "\"\\\"a\\\"\"");
        row("7", "\"7\"");
    }
    void javaScriptGetsAnObjectWhereItKeepsIt()
    {
        QFETCH(QByteArray, data);
        QFETCH(QString, payload);
        QCOMPARE(ioredisPublish(Prefix, toUser(u"a\"b"_s, data)),
            QString(u"await redis.publish(\"notifications:a\\\"b\", "_s + payload + u");"_s));
    }
};

ROOM_TEST(TestRedisLine, QCoreApplication)
#include "tst_redis_line.moc"
