// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "broker/redis_keys.h"
#include "qtredis/key_slot.h"
#include "support/room.h"

#include <QTest>

#include <set>
#include <vector>

using namespace fanlight;

namespace {

// One of each kind.
std::vector<std::string> namesOf(const RedisKeys& keys)
{
    return {keys.lastId(), keys.log({}), keys.log("42"), keys.instances(), keys.instance("a"),
        keys.receipt("t"), keys.receiptId("1-0"), keys.interestsOf("42"), keys.followers("7"),
        keys.interests("like"), keys.loopChannel("a", "1")};
}

} // namespace

// What everything of an app is called in Redis.
class TestRedisKeys : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void theDefaultPrefixHasTheShortNames()
    {
        const RedisKeys keys;
        QCOMPARE(namesOf(keys),
            (std::vector<std::string>{"fanlight:last-id", "fanlight:log", "fanlight:log:42",
                "fanlight:instances", "fanlight:instance:a", "fanlight:receipt:t",
                "fanlight:receipt-id:1-0", "fanlight:interests-of:42", "followers:7",
                "interests:like", "fanlight:loop:a:1"}));
        QCOMPARE(keys.channel("42"), std::string("notifications:42"));
        QCOMPARE(keys.broadcastChannel(), std::string("notifications"));
    }

    void anyOtherPrefixStandsInFrontOfAll()
    {
        const RedisKeys keys("shop:");
        QCOMPARE(keys.log("42"), std::string("fanlight:shop:log:42"));
        QCOMPARE(keys.followers("7"), std::string("fanlight:shop:followers:7"));
        QCOMPARE(keys.channel("42"), std::string("shop:42"));
        QCOMPARE(keys.broadcastChannel(), std::string("shop"));
        for (const std::string& name : namesOf(keys))
            QVERIFY2(name.starts_with("fanlight:shop:"), name.c_str());
    }

    // and what one script of a publish writes
    void inAClusterAChannelsKeysHaveItsSlot()
    {
        const RedisKeys keys(std::string(RedisKeys::DefaultPrefix), RedisKeys::Layout::Cluster);
        QCOMPARE(keys.channelLog("42"), std::string("fanlight:log:{notifications:42}"));
        QCOMPARE(keys.channelLastId("42"), std::string("fanlight:last-id:{notifications:42}"));
        QCOMPARE(keys.channelLog({}), std::string("fanlight:log:{notifications}"));
        for (const char* user : {"42", "a:b", "x y", "}"})
            QCOMPARE(
                redis::keySlot(keys.channelLog(user)), redis::keySlot(keys.channelLastId(user)));
        QCOMPARE(redis::keySlot(keys.channelLog("42")), redis::keySlot(keys.channel("42")));
        QVERIFY(keys.channelLog("}") != keys.channelLog("%7D"));
    }

    void inAClusterOneNodeKeepsAllOfAnApp()
    {
        for (const std::string& prefix :
            {std::string(RedisKeys::DefaultPrefix), std::string("shop:"), std::string("{shop}:"),
                std::string("}:"), std::string("{}"), std::string("a{b}c")}) {
            const RedisKeys keys(prefix, RedisKeys::Layout::Cluster);
            std::vector<std::string> names = namesOf(keys);
            for (const std::string& name :
                {keys.heads(), keys.headsBefore(), keys.stands(), keys.ticket("h"),
                    keys.ticketHolder("m"), keys.denied(), keys.log("}x{"), keys.followers("{a}")})
                names.push_back(name);
            for (const std::string& name : names)
                QCOMPARE(redis::keySlot(name), redis::keySlot(keys.lastId()));
            QCOMPARE(keys.channel("42"), prefix + "42");
        }
        const RedisKeys keys(std::string(RedisKeys::DefaultPrefix), RedisKeys::Layout::Cluster);
        QCOMPARE(keys.log("42"), std::string("fanlight:{notifications}:log:42"));
        QCOMPARE(keys.followers("7"), std::string("fanlight:{notifications}:followers:7"));
        QVERIFY(keys.accessRules().ends_with(" +cluster|slots"));
        QVERIFY(keys.accessRules().find("+spublish") == std::string::npos); // of Redis 7
        QVERIFY(keys.accessRules(true).find(" +spublish ") != std::string::npos);
        QVERIFY(RedisKeys().accessRules().find("cluster") == std::string::npos);
    }

    void appsShareNoName()
    {
        std::set<std::string> names;
        std::size_t count = 0;
        for (const char* prefix :
            {"notifications:", "shop:", "forum:", "notifications", "shop:notifications:", "a"}) {
            QCOMPARE(RedisKeys::objection(prefix), std::string());
            const auto some = namesOf(RedisKeys(prefix));
            names.insert(some.begin(), some.end());
            count += some.size();
        }
        QCOMPARE(names.size(), count);
    }

    void aPrefixWithoutColonRunsIntoNoName()
    {
        QCOMPARE(RedisKeys("shop").log("42"), std::string("fanlight:shop:log:42"));
    }

    void aPrefixThatHidesAmongTheHubsOwnKeysIsRefused()
    {
        for (const std::string_view word : RedisKeys::OwnWords) {
            for (const std::string& prefix :
                {std::string(word), std::string(word) + ':', std::string(word) + ":app:"})
                QVERIFY2(
                    RedisKeys::objection(prefix).find(word) != std::string::npos, prefix.c_str());
        }
        QVERIFY(!RedisKeys::objection(":").empty());
        for (const char* prefix : {"logs:", "app:log:", "notifications:log:"})
            QCOMPARE(RedisKeys::objection(prefix), std::string());
    }

    void everyNameOfTheHubBeginsWithAWordThatIsKept()
    {
        const RedisKeys keys;
        for (std::string name : namesOf(keys)) {
            if (name.starts_with(keys.root()))
                name.erase(0, keys.root().size());
            QVERIFY2(!RedisKeys::objection(name).empty(), name.c_str());
        }
    }
};

ROOM_TEST(TestRedisKeys, QCoreApplication)
#include "tst_redis_keys.moc"
