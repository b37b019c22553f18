// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/qtredis/link_rig.h"
#include "qtredis/command.h"
#include "qtredis/link_user.h"
#include "support/room.h"

#include <array>

using namespace fanlight::redis;
using namespace fanlight::testing;
using namespace std::chrono_literals;
using State = RedisLink::State;

namespace {

// Arguments of redis-server that make a user.
QStringList user(const QString& rules)
{
    return QStringList{u"--user"_qs} + rules.split(u' ');
}

} // namespace

class TestRedisLink : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void goesOverAUnixSocketAndComesBack()
    {
        RedisServer server;
        const QString path = server.filePath(u"redis.sock"_qs);
        LinkRig rig(settingsFor(u"unix://"_qs + path + u"?db=2"_qs));
        QVERIFY2(rig.waitForLoss().startsWith(u"There is no socket “%1”"_qs.arg(path)),
            qPrintable(rig.lost.value(0)));
        const QStringList arguments{u"--unixsocket"_qs, path};
        START_REDIS(server, arguments);
        QVERIFY2(rig.waitForReady(), qPrintable(rig.lost.last()));
        QCOMPARE(rig.link.endpoint().text(), path);
        QVERIFY(rig.ask({"CLIENT", "INFO"}).contains(" db=2 "));
        const std::string large(5 << 20, 'x');
        QVERIFY(rig.ask({"ECHO", large}).toStdString() == large);
        rig.link.subscribe(std::array<std::string_view, 1>{"a"});
        QTRY_COMPARE(rig.confirmations.size(), 1);
        rig.lost.clear();
        server.kill(); // which leaves the socket behind
        QVERIFY2(rig.waitForLoss().contains(path), qPrintable(rig.lost.value(0)));
        QTRY_VERIFY(rig.lost.last().startsWith(u"Nothing listens at the socket"_qs));
        START_REDIS(server, arguments);
        QVERIFY(rig.waitForReady(2));
    }

    void aPasswordInAFileIsReadForEachConnection()
    {
        RedisServer server;
        START_REDIS(server, {u"--requirepass"_qs, u"first"_qs});
        const QString name = server.filePath(u"password"_qs);
        LinkRig rig(settingsFor(server.url() + u"?password=@"_qs + name));
        QVERIFY2(rig.waitForLoss().contains(name), qPrintable(rig.lost.value(0)));
        const auto write = [&](const QByteArray& text) {
            QFile file(name);
            return file.open(QIODevice::WriteOnly) && file.write(text) >= 0;
        };
        QVERIFY(write("\n"));
        QTRY_VERIFY(rig.lost.last().contains(u"is empty"_qs));
        QVERIFY(write("first\n"));
        QVERIFY2(rig.waitForReady(), qPrintable(rig.lost.last()));
        QCOMPARE(rig.ask({"CONFIG", "SET", "requirepass", "second"}), QByteArray("OK"));
        QVERIFY(write("second"));
        rig.link.close();
        rig.link.open();
        QVERIFY2(rig.waitForReady(2), qPrintable(rig.lost.last()));
    }

    void becomesReadyAndNamesItself()
    {
        RedisServer server;
        START_REDIS(server);
        auto settings = settingsFor(server.url());
        settings.clientName = "fan light\n1";
        LinkRig rig(settings);
        QCOMPARE(rig.link.state(), State::Connecting);
        QVERIFY(rig.waitForReady());
        QCOMPARE(rig.link.state(), State::Ready);
        QCOMPARE(rig.link.endpoint().port, server.port());
        QCOMPARE(rig.ask({"CLIENT", "GETNAME"}), QByteArray("fan-light-1"));
        QCOMPARE(rig.link.lastError(), QString());
        QVERIFY(rig.link.bytesSent() > 0 && rig.link.bytesReceived() > 0);
        rig.link.close();
        QCOMPARE(rig.link.state(), State::Closed);
        QVERIFY(rig.lost.isEmpty());
        rig.link.open();
        QVERIFY(rig.waitForReady(2));
    }

    void whoeverIsGoneIsNotCalledAnyMore()
    {
        RedisServer server;
        START_REDIS(server);
        LinkRig rig(settingsFor(server.url()));
        QVERIFY(rig.waitForReady());
        QByteArrayList told;
        const auto note = [&](const char* who) {
            return [&told, who](const Reply& reply) {
                told.append(who + QByteArray(reply.isError() ? " lost" : " answered"));
            };
        };
        LinkUser stays(rig.link);
        auto goes = std::make_unique<LinkUser>(rig.link);
        goes->send({"PING"}, note("goes"));
        stays.send({"PING"}, note("stays"));
        goes.reset();
        QTRY_COMPARE(told, QByteArrayList({"stays answered"}));
        server.pause();
        goes = std::make_unique<LinkUser>(rig.link);
        goes->send({"PING"}, note("goes"));
        stays.send({"PING"}, note("stays"));
        goes.reset();
        rig.link.close();
        QCOMPARE(told, QByteArrayList({"stays answered", "stays lost"}));
        server.resume();
    }

    void aUserOutlivesItsLink()
    {
        std::optional<LinkUser> user;
        {
            RedisLink link(settingsFor(u"redis://127.0.0.1:1"_qs));
            user.emplace(link);
        }
        QCOMPARE(user->state(), State::Closed);
        bool isLost = false;
        user->send({"PING"}, [&](const Reply& reply) {
            isLost = reply.isError() && reply.text().starts_with("LOST ");
        });
        QVERIFY(isLost);
    }

    void comesAsWhomTheAddressSays_data()
    {
        QTest::addColumn<QString>("credentials");
        QTest::addColumn<QString>("problem"); // empty: none
        QTest::newRow("default user") << u":pa%20ss@"_qs << QString();
        QTest::newRow("user") << u"app:secret@"_qs << QString();
        QTest::newRow("none") << QString() << u"wants a password"_qs;
        QTest::newRow("wrong password")
            << u":wrong@"_qs << u"refuses the default user with this password"_qs;
        QTest::newRow("wrong user")
            << u"nobody:secret@"_qs << u"refuses user “nobody” with this password"_qs;
        QTest::newRow("too few rights")
            << u"poor:poor@"_qs << u"does not allow user “poor” what Fanlight needs"_qs;
    }
    void comesAsWhomTheAddressSays()
    {
        QFETCH(QString, credentials);
        QFETCH(QString, problem);
        RedisServer server;
        START_REDIS(server,
            QStringList{u"--requirepass"_qs, u"pa ss"_qs} + user(u"app on >secret ~* &* +@all"_qs)
                + user(u"poor on >poor ~* +get"_qs));
        LinkRig rig(settingsFor(server.url().replace(u"://"_qs, u"://"_qs + credentials)));
        if (problem.isEmpty()) {
            QVERIFY2(rig.waitForReady(), qPrintable(rig.lost.join(u'\n')));
            QCOMPARE(rig.ask({"ACL", "WHOAMI"}),
                QByteArray(credentials.startsWith(u':') ? "default" : "app"));
            return;
        }
        const QString reason = rig.waitForLoss();
        QVERIFY2(reason.contains(problem), qPrintable(reason));
        QVERIFY(reason.contains(QString::number(server.port())));
        QCOMPARE(rig.link.lastError(), reason);
        QCOMPARE(rig.link.state(), State::Waiting);
        QTRY_VERIFY(rig.lost.size() > 1); // it may be mended
    }

    void aPasswordWhereNoneIsSetIsSaid()
    {
        RedisServer server;
        START_REDIS(server);
        LinkRig rig(settingsFor(server.url().replace(u"://"_qs, u"://:x@"_qs)));
        QVERIFY2(rig.waitForLoss().contains(u"has no password, but the address gives one"),
            qPrintable(rig.lost.value(0)));
    }

    void goesToItsDatabase()
    {
        RedisServer server;
        START_REDIS(server);
        LinkRig rig(settingsFor(server.url() + u"/3"));
        QVERIFY(rig.waitForReady());
        QCOMPARE(rig.ask({"SET", "key", "value"}), QByteArray("OK"));
        QVERIFY(server.command({"GET", "key"}).isNull());
        server.command({"SELECT", "3"});
        QCOMPARE(server.command({"GET", "key"}).toByteArray(), QByteArray("value"));
        LinkRig beyond(settingsFor(server.url() + u"/99"));
        QVERIFY2(
            beyond.waitForLoss().contains(u"has no database 99"), qPrintable(beyond.lost.value(0)));
    }

    void aPipelineKeepsItsOrderAndLeavesOnceATurn()
    {
        RedisServer server;
        START_REDIS(server);
        LinkRig rig(settingsFor(server.url()));
        QVERIFY(rig.waitForReady());
        const std::uint64_t sent = rig.link.bytesSent();
        QByteArray commands;
        QByteArray expected, got;
        const auto keep = [&](const Reply& reply) { got += textOf(reply) + ' '; };
        for (int i = 0; i < 2000; ++i) {
            const std::string number = std::to_string(i);
            expected += number.c_str() + QByteArray(" ");
            if (i % 100 < 50) {
                rig.link.send({"ECHO", number}, keep);
                continue;
            }
            appendCommand(commands, {"ECHO", number});
            if (i % 100 == 99) {
                rig.link.sendRaw(commands, 50, keep);
                commands.clear();
            }
        }
        QCOMPARE(rig.link.pendingReplies(), qint64(2000));
        QCOMPARE(rig.link.bytesSent(), sent);
        QTRY_COMPARE(rig.link.pendingReplies(), qint64(0));
        QCOMPARE(got, expected);
        QVERIFY(rig.turns > 0 && rig.turns < 100);
    }

    void repliesMayBeLarge()
    {
        RedisServer server;
        START_REDIS(server);
        LinkRig rig(settingsFor(server.url()));
        QVERIFY(rig.waitForReady());
        std::string large(20 << 20, '\0');
        for (std::size_t i = 0; i < large.size(); ++i)
            large[i] = char(i * 7 + i / 256);
        QVERIFY(rig.ask({"ECHO", large}).toStdString() == large);
        QCOMPARE(rig.ask({"ECHO", "small"}), QByteArray("small"));
    }

    void hearsWhatItSubscribedTo()
    {
        RedisServer server;
        START_REDIS(server);
        LinkRig rig(settingsFor(server.url()));
        QVERIFY(rig.waitForReady());
        // Before it subscribes, a reply is a reply, whatever it looks like.
        server.command({"RPUSH", "list", "message", "a", "no message"});
        QByteArray first;
        rig.link.send(
            {"LRANGE", "list", "0", "-1"}, [&](const Reply& reply) { first = textOf(reply[2]); });
        rig.link.subscribe(
            std::array<std::string_view, 3>{"a", "b", std::string_view("c\0\r\n", 4)});
        rig.link.psubscribe(std::array<std::string_view, 1>{"p:*"});
        QTRY_COMPARE(rig.confirmations,
            QList<QByteArray>({"+a 1", "+b 2", QByteArray("+c\0\r\n 3", 7), "+p:* 4"}));
        QCOMPARE(first, QByteArray("no message"));
        QVERIFY(rig.messages.isEmpty());
        QCOMPARE(rig.link.pendingReplies(), qint64(0));

        const QByteArray binary("\0\r\n$-1\r\n*3\xff", 12);
        QCOMPARE(server.command({"PUBLISH", "a", binary}).toInt(), 1);
        server.command({"PUBLISH", QByteArray("c\0\r\n", 4), ""});
        server.command({"PUBLISH", "p:1", "x"});
        server.command({"PUBLISH", "other", "x"});
        server.command({"PUBLISH", "b", "last"});
        QTRY_COMPARE(rig.messages,
            QList<QByteArray>({"a=" + binary, QByteArray("c\0\r\n=", 5), "p:*~p:1=x", "b=last"}));

        rig.confirmations.clear();
        rig.link.unsubscribe(std::array<std::string_view, 2>{"a", "never"});
        rig.link.punsubscribe(std::array<std::string_view, 1>{"p:*"});
        QTRY_COMPARE(rig.confirmations, QList<QByteArray>({"-a 3", "-never 3", "-p:* 2"}));
        QCOMPARE(server.command({"PUBLISH", "a", "x"}).toInt(), 0);
        QVERIFY(rig.lost.isEmpty());
    }

    void subscribesToManyChannels()
    {
        RedisServer server;
        START_REDIS(server);
        LinkRig rig(settingsFor(server.url()));
        QVERIFY(rig.waitForReady());
        std::vector<std::string> names;
        for (int i = 0; i < 100'000; ++i)
            names.push_back("notifications:" + std::to_string(i));
        const std::vector<std::string_view> channels(names.begin(), names.end());
        rig.link.subscribe(channels);
        QCOMPARE(rig.link.pendingReplies(), qint64(100'000));
        QTRY_COMPARE_WITH_TIMEOUT(rig.subscriptions, std::int64_t(100'000), int(Patience.count()));
        QCOMPARE(rig.link.pendingReplies(), qint64(0));
        QCOMPARE(server.command({"PUBLISH", "notifications:99999", "x"}).toInt(), 1);
        QTRY_COMPARE(rig.messages.size(), 1);
        rig.link.unsubscribe(channels);
        QTRY_COMPARE_WITH_TIMEOUT(rig.subscriptions, std::int64_t(0), int(Patience.count()));
    }

    void aRefusedSubscriptionIsSaid()
    {
        RedisServer server;
        START_REDIS(server, user(u"app on >secret ~* resetchannels &mine:* +@all"_qs));
        LinkRig rig(settingsFor(server.url().replace(u"://"_qs, u"://app:secret@"_qs)));
        QVERIFY(rig.waitForReady());
        rig.link.subscribe(std::array<std::string_view, 1>{"mine:1"});
        QTRY_COMPARE(rig.confirmations.size(), 1);
        rig.link.subscribe(std::array<std::string_view, 1>{"yours:1"});
        QVERIFY2(rig.waitForLoss().contains(u"A subscription was refused. Redis at"),
            qPrintable(rig.lost.value(0)));
        QVERIFY(rig.lost[0].contains(u"user “app”"));
    }

    void comesBackAfterACrashAndSaysWhatWasLost()
    {
        RedisServer server;
        START_REDIS(server);
        LinkRig rig(settingsFor(server.url()));
        QVERIFY(rig.waitForReady());
        server.pause();
        QList<QByteArray> got;
        for (int i = 0; i < 3; ++i)
            rig.link.send({"ECHO", "x"}, [&got, i](const Reply& reply) {
                got.append(QByteArray::number(i) + ' ' + textOf(reply));
            });
        QByteArray two;
        appendCommand(two, {"PING"});
        appendCommand(two, {"PING"});
        rig.link.sendRaw(two, 2, [&](const Reply& reply) { got.append("raw " + textOf(reply)); });
        QCOMPARE(rig.link.pendingReplies(), qint64(5));
        server.kill();
        const QString reason = rig.waitForLoss();
        QVERIFY2(reason.contains(u"closed the connection") || reason.contains(u"broke"),
            qPrintable(reason));
        const QByteArray lost = " LOST " + reason.toUtf8();
        QCOMPARE(got,
            QList<QByteArray>({"0" + lost, "1" + lost, "2" + lost, "raw" + lost, "raw" + lost}));
        QCOMPARE(rig.link.pendingReplies(), qint64(0));
        QTRY_VERIFY(rig.lost.last().contains(u"Nothing listens at"));
        QVERIFY(rig.ask({"PING"}).startsWith("LOST Nothing listens at"));
        QCOMPARE(rig.link.reconnects(), std::uint64_t(0));
        START_REDIS(server);
        QVERIFY(rig.waitForReady(2));
        QCOMPARE(rig.link.reconnects(), std::uint64_t(1));
        QCOMPARE(rig.ask({"ECHO", "again"}), QByteArray("again"));
    }

    void aServerThatHangsIsLostAndFoundAgain()
    {
        RedisServer server;
        START_REDIS(server);
        auto settings = settingsFor(server.url());
        settings.replyTimeout = 300ms;
        settings.pingInterval = 100ms;
        LinkRig asking(settings), idle(settings), listening(settings);
        QVERIFY(asking.waitForReady() && idle.waitForReady() && listening.waitForReady());
        listening.link.subscribe(std::array<std::string_view, 1>{"a"});
        QTRY_COMPARE(listening.confirmations.size(), 1);
        server.pause();
        QByteArray answer;
        asking.link.send({"PING"}, [&](const Reply& reply) { answer = textOf(reply); });
        for (LinkRig* rig : {&asking, &idle, &listening})
            QVERIFY2(rig->waitForLoss().contains(u"does not answer: nothing came for 0.3 s"),
                qPrintable(rig->lost.value(0)));
        QVERIFY(answer.startsWith("LOST Redis at"));
        server.resume();
        QVERIFY(asking.waitForReady(2) && idle.waitForReady(2) && listening.waitForReady(2));
    }

    void anIdleLinkIsProvenAlive()
    {
        RedisServer server;
        START_REDIS(server);
        auto settings = settingsFor(server.url());
        settings.pingInterval = 50ms;
        LinkRig asking(settings), listening(settings), listenedBefore(settings);
        QVERIFY(asking.waitForReady() && listening.waitForReady() && listenedBefore.waitForReady());
        listening.link.subscribe(std::array<std::string_view, 1>{"a"});
        listenedBefore.link.subscribe(std::array<std::string_view, 1>{"a"});
        listenedBefore.link.unsubscribe(std::array<std::string_view, 1>{"a"});
        for (LinkRig* rig : {&asking, &listening, &listenedBefore}) {
            const int turns = rig->turns;
            QTRY_VERIFY(rig->turns > turns + 5);
            QTRY_COMPARE(rig->link.pendingReplies(), qint64(0));
            QVERIFY(rig->lost.isEmpty() && rig->messages.isEmpty());
        }
        server.command({"PUBLISH", "a", "x"});
        QTRY_COMPARE(listening.messages.size(), 1);
        QVERIFY(listenedBefore.messages.isEmpty());
    }

    void whatIsNotRedisIsSaid_data()
    {
        QTest::addColumn<int>("kind");
        QTest::addColumn<QString>("problem");
        QTest::newRow("HTTP") << 0 << u"answers, but it is not Redis"_qs;
        QTest::newRow("closes at once") << 1 << u"takes the connection and closes it"_qs;
        QTest::newRow("closes when asked") << 2 << u"takes the connection and closes it"_qs;
        QTest::newRow("silent") << 3 << u"takes the connection but says nothing for 0.2 s"_qs;
        QTest::newRow("greets") << 4 << u"answers, but it is not Redis"_qs;
        QTest::newRow("answers too much") << 5 << u"answers, but it is not Redis"_qs;
    }
    void whatIsNotRedisIsSaid()
    {
        QFETCH(int, kind);
        QFETCH(QString, problem);
        Impostor impostor(
            [kind](QTcpSocket& socket) {
                if (kind == 1)
                    socket.close();
                if (kind == 4)
                    socket.write("220 mail.example ESMTP\r\n");
            },
            [kind](QTcpSocket& socket) {
                if (kind == 0)
                    socket.write("HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n");
                if (kind == 2)
                    socket.close();
                if (kind == 5)
                    socket.write("+OK\r\n+PONG\r\n+more\r\n");
            });
        auto settings = settingsFor(impostor.url());
        settings.replyTimeout = 200ms;
        LinkRig rig(settings);
        const QString reason = rig.waitForLoss();
        QVERIFY2(reason.contains(problem), qPrintable(reason));
        QVERIFY(reason.contains(QString::number(impostor.serverPort())));
        QCOMPARE(rig.ready, kind == 5 ? 1 : 0);
    }

    void redisWithoutTlsIsSaidWhenTlsIsAskedFor()
    {
        RedisServer server;
        START_REDIS(server);
        auto settings = settingsFor(server.url().replace(u"redis:"_qs, u"rediss:"_qs));
        settings.connectTimeout = 200ms;
        LinkRig rig(settings);
        QVERIFY2(rig.waitForLoss().contains(u"does not speak TLS"), qPrintable(rig.lost.value(0)));
    }

    // Errors of a server as it is now and then: AUTH, CLIENT SETNAME and PING are answered with
    // these.
    void refusalsAreSaid_data()
    {
        QTest::addColumn<QByteArray>("replies");
        QTest::addColumn<QString>("problem");
        const auto row = [](const char* name, const QByteArray& replies, const QString& problem) {
            QTest::newRow(name) << replies << problem;
        };
        row("loading", "+OK\r\n+OK\r\n-LOADING Redis is loading the dataset in memory\r\n",
            u"still loading its data"_qs);
        row("no primary", "+OK\r\n+OK\r\n-MASTERDOWN Link with MASTER is down\r\n",
            u"a replica that has lost its primary"_qs);
        row("too many", "-ERR max number of clients reached\r\n", u"has no connection left"_qs);
        row("protected", "-DENIED Redis is running in protected mode because\r\n",
            u"is in protected mode"_qs);
        row("before 6", "-ERR wrong number of arguments for 'auth' command\r\n",
            u"older than version 6"_qs);
        row("others", "+OK\r\n+OK\r\n-SURPRISE hello\r\n",
            u"refuses the connection: SURPRISE hello"_qs);
        row("no PONG", "+OK\r\n+OK\r\n+PANG\r\n", u"it is not Redis"_qs);
        row("name not allowed", "+OK\r\n-ERR unknown command\r\n+PONG\r\n", QString());
    }
    void refusalsAreSaid()
    {
        QFETCH(QByteArray, replies);
        QFETCH(QString, problem);
        Impostor impostor({}, [replies](QTcpSocket& socket) { socket.write(replies); });
        LinkRig rig(settingsFor(impostor.url().replace(u"://"_qs, u"://app:x@"_qs)));
        if (problem.isEmpty())
            QVERIFY2(rig.waitForReady(), qPrintable(rig.lost.value(0)));
        else
            QVERIFY2(rig.waitForLoss().contains(problem), qPrintable(rig.lost.value(0)));
    }

    void anUnknownHostIsSaid()
    {
        LinkRig rig(settingsFor(u"redis://nowhere.invalid"_qs));
        QVERIFY2(rig.waitForLoss().contains(u"There is no host named “nowhere.invalid”"),
            qPrintable(rig.lost.value(0)));
    }

    void closeFailsWhatIsOutstandingAndIsSilent()
    {
        RedisServer server;
        START_REDIS(server);
        LinkRig rig(settingsFor(server.url()));
        QVERIFY(rig.waitForReady());
        QList<QByteArray> got;
        rig.link.send({"PING"}, [&](const Reply& reply) { got.append(textOf(reply)); });
        rig.link.close();
        QCOMPARE(got.size(), 1);
        QVERIFY(got[0].startsWith("LOST "));
        rig.link.close();
        QVERIFY(rig.lost.isEmpty());
    }

    // A callback closes while more answers of its own command and others are due.
    void aCallbackMayCloseAndOpen()
    {
        RedisServer server;
        START_REDIS(server);
        LinkRig rig(settingsFor(server.url()));
        QVERIFY(rig.waitForReady());
        QList<QByteArray> got;
        QByteArray commands;
        for (const std::string_view text : {"1", "2", "3"})
            appendCommand(commands, {"ECHO", text});
        rig.link.sendRaw(commands, 3, [&](const Reply& reply) {
            const bool isSecond = reply.text() == "2";
            if (isSecond) {
                rig.link.close();
                rig.link.send({"PING"},
                    [&](const Reply& error) { got.append("inner " + textOf(error).left(4)); });
                rig.link.open();
            }
            got.append(textOf(reply).left(4)); // it lives yet
        });
        rig.link.send(
            {"PING"}, [&](const Reply& reply) { got.append("ping " + textOf(reply).left(4)); });
        QVERIFY(rig.waitForReady(2));
        QCOMPARE(got, QList<QByteArray>({"1", "inner LOST", "2", "LOST", "ping LOST"}));
        QVERIFY(rig.lost.isEmpty());
        QCOMPARE(rig.ask({"ECHO", "x"}), QByteArray("x"));
    }

    void aHandlerMayCloseAndASlotMayDelete()
    {
        RedisServer server;
        START_REDIS(server);
        auto* const link = new RedisLink(settingsFor(server.url()), this);
        int messages = 0;
        link->setHandlers({[&](std::string_view, std::string_view) {
                               ++messages;
                               link->close();
                               link->deleteLater();
                           },
            {}, {}, {}});
        connect(link, &RedisLink::ready, this,
            [link] { link->subscribe(std::array<std::string_view, 1>{"a"}); });
        QSignalSpy deleted(link, &QObject::destroyed);
        link->open();
        QTRY_COMPARE(server.command({"PUBLISH", "a", "1"}).toInt(), 1);
        QTRY_COMPARE(deleted.size(), 1);
        QCOMPARE(messages, 1);
    }

    void isCalledBackNoMoreOnceDestroyed()
    {
        RedisServer server;
        START_REDIS(server);
        bool isCalled = false;
        {
            LinkRig rig(settingsFor(server.url()));
            QVERIFY(rig.waitForReady());
            rig.link.send({"PING"}, [&](const Reply&) { isCalled = true; });
        }
        QVERIFY(!isCalled);
    }

    void askingCosts()
    {
        RedisServer server;
        START_REDIS(server);
        LinkRig rig(settingsFor(server.url()));
        QVERIFY(rig.waitForReady());
        QBENCHMARK
        {
            int answered = 0;
            for (int i = 0; i < 1000; ++i)
                rig.link.send({"PUBLISH", "notifications:1234", "a payload of some bytes"},
                    [&](const Reply&) { ++answered; });
            while (answered < 1000)
                QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
        }
    }
};

ROOM_TEST(TestRedisLink, QCoreApplication)
#include "tst_redis_link.moc"
