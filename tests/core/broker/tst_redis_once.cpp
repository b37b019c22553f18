// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "broker/redis_history.h"
#include "qtredis/redis_link.h"
#include "support/redis_server.h"
#include "support/room.h"

#include <QtTest>

using namespace fanlight;
using namespace fanlight::testing;
using namespace Qt::Literals::StringLiterals;

namespace {

using Users = std::vector<std::string>;

// A history in a real Redis that is published to with keys.
struct OnceRig {
    OnceRig()
    {
        if (!redis.start())
            qFatal("%s", redis.story().constData());
        redis::RedisLink::Settings settings;
        settings.url = *redis::RedisUrl::parse(redis.url(), nullptr);
        link = std::make_unique<redis::RedisLink>(settings);
        history = std::make_unique<RedisHistory>(*link, RedisKeys(), RedisHistory::Limits());
        link->open();
        if (!QTest::qWaitFor([this] { return link->state() == redis::RedisLink::State::Ready; },
                int(Patience.count())))
            qFatal("no link to Redis");
        history->prepare();
    }
    ~OnceRig() { link->close(); }

    RedisHistory::Published publish(
        const Users& userIds, const std::string& key, bool isWhole = true, std::string id = {})
    {
        RedisHistory::Published published;
        bool isDone = false;
        const RedisHistory::OnceWish once{key,
            OnceRecord::middleText(std::max<std::size_t>(1, userIds.size()), false, 9),
            std::move(id), isWhole};
        history->publish(userIds,
            std::make_shared<const std::string>(writer.afterId(
                {.data = "\"x\"", .type = {}, .event = {}, .customId = {}, .publishedUs = 1})),
            &once, [&](const auto& answer) {
                published = answer;
                isDone = true;
            });
        if (!QTest::qWaitFor([&] { return isDone; }, int(Patience.count())))
            qWarning("no answer");
        return published;
    }
    qint64 kept(const QByteArray& user)
    {
        return redis.command({"XLEN", user.isEmpty() ? "fanlight:log"_ba : "fanlight:log:" + user})
            .toLongLong();
    }

    RedisServer redis;
    std::unique_ptr<redis::RedisLink> link;
    std::unique_ptr<RedisHistory> history;
    FanPayloadWriter writer;
};

} // namespace

// That a key of `once` is set by the script that publishes, for what it published and no more.
class TstRedisOnce : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void leavesARecordThatEnds()
    {
        OnceRig rig;
        const auto first = rig.publish({"42"}, "k");
        QCOMPARE(first.error, std::string());
        QCOMPARE(first.firstId, first.id);
        QVERIFY(!first.channels.at(0).isRepeated);
        QCOMPARE(rig.redis.command({"GET", "fanlight:once:k"}).toByteArray(),
            "0 1 - 9 " + QByteArray::fromStdString(first.id));
        const qint64 ms = rig.redis.command({"PTTL", "fanlight:once:k"}).toLongLong();
        QVERIFY2(ms > 0 && ms <= 300'000, QByteArray::number(ms).constData());
        QCOMPARE(rig.redis.command({"EXISTS", "fanlight:once-part:k"}).toLongLong(), 0);
    }
    void isNotPublishedAgain()
    {
        OnceRig rig;
        const auto first = rig.publish({"42"}, "k");
        const auto again = rig.publish({"42"}, "k");
        QVERIFY(again.first);
        QCOMPARE(again.first->result.id, first.id);
        QCOMPARE(rig.kept("42"), 1);
        QVERIFY(rig.publish({}, "k").first); // nor to anybody else
        QCOMPARE(rig.kept(""), 0);
        QVERIFY(!rig.publish({}, "other").first);
        QCOMPARE(rig.kept(""), 1);
    }
    void anIdOfThePublisherIsTold()
    {
        OnceRig rig;
        rig.publish({"42"}, "k", true, "mine");
        QCOMPARE(rig.publish({"42"}, "k", true, "mine").first->result.id, std::string("mine"));
    }
    // One whose history cannot be written is left out, and gets it with the next try.
    void aTryAfterItReachesWhomItDidNot_data()
    {
        QTest::addColumn<bool>("isWhole");
        QTest::newRow("all in one script") << true;
        QTest::newRow("a slice of more") << false;
    }
    void aTryAfterItReachesWhomItDidNot()
    {
        QFETCH(const bool, isWhole);
        OnceRig rig;
        rig.redis.command({"SET", "fanlight:log:b", "no stream"});
        const auto first = rig.publish({"a", "b", "c"}, "k", isWhole);
        QVERIFY(!first.channels.at(1).error.empty());
        QVERIFY(first.channels.at(2).error.empty());
        QCOMPARE(rig.redis.command({"EXISTS", "fanlight:once:k"}).toLongLong(), 0);
        const qint64 ms = rig.redis.command({"PTTL", "fanlight:once-part:k"}).toLongLong();
        QVERIFY2(ms > 0 && ms <= 300'000, QByteArray::number(ms).constData());
        rig.redis.command({"DEL", "fanlight:log:b"});
        const auto second = rig.publish({"a", "b", "c"}, "k", isWhole);
        QVERIFY(second.channels.at(0).isRepeated && second.channels.at(2).isRepeated);
        QVERIFY(!second.channels.at(1).isRepeated && second.channels.at(1).error.empty());
        QCOMPARE(second.firstId, first.id);
        QVERIFY(second.id != first.id);
        for (const char* user : {"a", "b", "c"})
            QCOMPARE(rig.kept(user), 1);
        const auto third = rig.publish({"a", "b", "c"}, "k", isWhole);
        QCOMPARE(third.first.has_value(), isWhole);
        if (isWhole) {
            QCOMPARE(third.first->result.id, first.id);
            QCOMPARE(rig.redis.command({"EXISTS", "fanlight:once-part:k"}).toLongLong(), 0);
        } else {
            QVERIFY(third.channels.at(1).isRepeated);
        }
        QCOMPARE(rig.kept("b"), 1);
    }
    // What is repeated gives no id, so that hubs do not take it for one that Redis has lost.
    void aRepeatedOneGivesNoId()
    {
        OnceRig rig;
        rig.publish({"a"}, "k", false);
        const QByteArray last = rig.redis.command({"GET", "fanlight:last-id"}).toByteArray();
        const auto again = rig.publish({"a"}, "k", false);
        QVERIFY(again.channels.at(0).isRepeated);
        QCOMPARE(again.channels.at(0).receivers, 0);
        QCOMPARE(rig.redis.command({"GET", "fanlight:last-id"}).toByteArray(), last);
    }
    void aResultIsRememberedAndRecalled()
    {
        OnceRig rig;
        const auto recall = [&](const std::string& key) {
            std::optional<OnceRecord> found;
            bool isDone = false;
            rig.history->recall(key, [&](const std::string& error, std::optional<OnceRecord> one) {
                if (!error.empty())
                    qWarning("%s", error.c_str());
                found = std::move(one);
                isDone = true;
            });
            if (!QTest::qWaitFor([&] { return isDone; }, int(Patience.count())))
                qWarning("no answer");
            return found;
        };
        QVERIFY(!recall("k"));
        OnceRecord record;
        record.result.audience = 2;
        rig.history->remember("k", record);
        QCOMPARE(recall("k")->result.audience, 2U);
        QVERIFY(rig.publish({"42"}, "k").first);
        QCOMPARE(rig.kept("42"), 0);
        const qint64 ms = rig.redis.command({"PTTL", "fanlight:once:k"}).toLongLong();
        QVERIFY2(ms > 0 && ms <= 300'000, QByteArray::number(ms).constData());
    }
    void aRecordOfSomebodyElseIsNoResult()
    {
        OnceRig rig;
        rig.redis.command({"SET", "fanlight:once:k", "hello"});
        const auto published = rig.publish({"42"}, "k");
        QVERIFY(!published.error.empty());
        QVERIFY(!published.first);
        QCOMPARE(rig.kept("42"), 0);
    }
};

ROOM_TEST(TstRedisOnce, QCoreApplication)
#include "tst_redis_once.moc"
