// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "delivery/audience.h"
#include "delivery/memory_sets.h"
#include "delivery/redis_sets.h"

#include "qtredis/redis_link.h"
#include "support/redis_server.h"
#include "support/room.h"

#include <QTest>

#include <map>
#include <random>
#include <set>

using namespace fanlight;
using namespace fanlight::testing;

namespace {

using Names = std::set<std::string>;

// Waits for the answer of one question.
class Answers {
public:
    SetStore::Members members()
    {
        return [this](const std::string& problem, std::vector<std::string> names) {
            error = problem;
            all = Names(names.begin(), names.end());
            isUnique = all.size() == names.size();
            ++answered;
        };
    }
    SetStore::Changed changed()
    {
        return [this](const std::string& problem, std::uint64_t count) {
            error = problem;
            number = count;
            ++answered;
        };
    }
    SetStore::Page page()
    {
        return [this](const std::string& problem, const std::vector<std::string>& names, bool more,
                   std::uint64_t total) {
            error = problem;
            list = names;
            hasMore = more;
            number = total;
            ++answered;
        };
    }
    SetStore::Contained contained()
    {
        return [this](const std::string& problem, bool is) {
            error = problem;
            number = is;
            ++answered;
        };
    }
    bool wait()
    {
        ++waited;
        for (const QDeadlineTimer deadline(Patience); answered < waited && !deadline.hasExpired();)
            QCoreApplication::processEvents(
                QEventLoop::WaitForMoreEvents); // the link has a timer, if nothing else
        return answered == waited;
    }

    std::string error;
    Names all;
    std::vector<std::string> list;
    bool hasMore = false;
    bool isUnique = true;
    std::uint64_t number = 0;
    int answered = 0;

private:
    int waited = 0;
};

} // namespace

// The same in memory and in a real Redis.
class TestAudience : public QObject {
    Q_OBJECT

    RedisServer m_redis;
    std::unique_ptr<redis::RedisLink> m_link;

    std::unique_ptr<Audience> make(bool inRedis)
    {
        if (!inRedis)
            return std::make_unique<Audience>(std::make_unique<MemorySets>());
        m_redis.command({"FLUSHALL"});
        return std::make_unique<Audience>(std::make_unique<RedisSets>(*m_link));
    }

private Q_SLOTS:
    void setsInMemoryCanBeCopiedPieceByPiece()
    {
        MemorySets sets;
        sets.add("b", {"1", "2", "3"}, [](const std::string&, std::uint64_t) {});
        sets.add("a", {"1"}, [](const std::string&, std::uint64_t) {});
        sets.add("c", {"1", "2"}, [](const std::string&, std::uint64_t) {});
        std::vector<std::string> seen;
        MemorySets::Place place;
        for (auto members = sets.copyNext(place, 2); !members.empty();
             members = sets.copyNext(place, 2)) {
            QVERIFY(members.size() <= 2);
            for (const std::string& member : members)
                seen.push_back(place.set + member);
            if (place.set == "b") // what goes meanwhile does not stop it
                sets.clear("b", [](const std::string&, std::uint64_t) {});
        }
        QCOMPARE(seen, (std::vector<std::string>{"a1", "b1", "b2", "c1", "c2"}));
        QCOMPARE(sets.count(), 3U);
    }

    void whatIsChangedIsNotedInAJournal()
    {
        using Kind = MemorySets::Change::Kind;
        MemorySets sets;
        std::vector<MemorySets::Change> journal;
        const auto done = [](const std::string&, std::uint64_t) {};
        sets.add("a", {"0"}, done);
        sets.setJournal(&journal);
        sets.add("a", {"1", "2"}, done);
        sets.remove("a", {"1"}, done);
        sets.clear("a", done);
        sets.setJournal(nullptr);
        sets.add("a", {"3"}, done);
        QCOMPARE(journal.size(), 3U);
        QVERIFY(journal[0].kind == Kind::Add && journal[1].kind == Kind::Remove
            && journal[2].kind == Kind::Clear);
        QCOMPARE(journal[0].members, (std::vector<std::string>{"1", "2"}));
        QCOMPARE(journal[2].set, std::string("a"));
    }

    void initTestCase()
    {
        START_REDIS(m_redis);
        redis::RedisLink::Settings settings;
        settings.url = *redis::RedisUrl::parse(m_redis.url(), nullptr);
        m_link = std::make_unique<redis::RedisLink>(settings);
        m_link->open();
        QTRY_VERIFY(m_link->state() == redis::RedisLink::State::Ready);
    }
    void cleanupTestCase() { m_link.reset(); }

    void everyoneIsFoundAndNobodyElse_data()
    {
        QTest::addColumn<bool>("inRedis");
        QTest::newRow("memory") << false;
        QTest::newRow("redis") << true;
    }
    // Against a model, at random.
    void everyoneIsFoundAndNobodyElse()
    {
        QFETCH(bool, inRedis);
        const auto audience = make(inRedis);
        Answers answers;
        std::map<std::string, Names> followers, interests; // by author, by user
        std::mt19937 random(11);
        const auto user = [&] { return "u" + std::to_string(random() % 30); };
        const auto type = [&] { return "t*" + std::to_string(random() % 5); };
        for (int i = 0; i < 600; ++i) {
            const std::string one = user();
            const std::string other = user();
            const std::string about = type();
            switch (random() % 9) {
            case 0:
            case 1: {
                const std::vector<std::string> some = {other, user(), user()};
                const std::size_t before = followers[one].size();
                followers[one].insert(some.begin(), some.end());
                audience->addFollowers(one, some, answers.changed());
                QVERIFY(answers.wait());
                QCOMPARE(answers.number, followers[one].size() - before);
                break;
            }
            case 2:
                audience->removeFollower(one, other, answers.changed());
                QVERIFY(answers.wait());
                QCOMPARE(answers.number, followers[one].erase(other));
                break;
            case 3:
            case 4:
                interests[one].insert(about);
                audience->addInterests(one, {about}, answers.changed());
                QVERIFY(answers.wait());
                break;
            case 5:
                audience->removeInterest(one, about, answers.changed());
                QVERIFY(answers.wait());
                QCOMPARE(answers.number, interests[one].erase(about));
                break;
            case 6:
                audience->followers(one, answers.members());
                QVERIFY(answers.wait());
                QVERIFY(answers.all == followers[one] && answers.isUnique);
                break;
            case 7:
                audience->interests(one, answers.members());
                QVERIFY(answers.wait());
                QVERIFY(answers.all == interests[one] && answers.isUnique);
                break;
            default: {
                Names expected;
                const bool amongFollowers = random() % 2;
                for (const auto& [name, types] : interests) {
                    if (types.contains(about) && (!amongFollowers || followers[one].contains(name)))
                        expected.insert(name);
                }
                audience->interested(
                    about, amongFollowers ? one : std::string(), answers.members());
                QVERIFY(answers.wait());
                QVERIFY(answers.all == expected && answers.isUnique);
            }
            }
            QCOMPARE(answers.error, std::string());
        }
        audience->removeFollowers("u1", answers.changed());
        QVERIFY(answers.wait());
        QCOMPARE(answers.number, followers["u1"].size());
        audience->removeInterests("u2", answers.changed());
        QVERIFY(answers.wait());
        QCOMPARE(answers.number, interests["u2"].size());
        audience->interests("u2", answers.members());
        QVERIFY(answers.wait());
        QVERIFY(answers.all.empty());
    }

    void manyAreReadInPages_data() { everyoneIsFoundAndNobodyElse_data(); }
    void manyAreReadInPages()
    {
        QFETCH(bool, inRedis);
        const auto audience = make(inRedis);
        Answers answers;
        std::vector<std::string> many;
        for (int i = 0; i < 25'000; ++i)
            many.push_back("user" + std::to_string(i));
        audience->addFollowers("star", many, answers.changed());
        QVERIFY(answers.wait());
        QCOMPARE(answers.number, 25'000U);
        audience->followers("star", answers.members());
        QVERIFY(answers.wait());
        QVERIFY(answers.all == Names(many.begin(), many.end()) && answers.isUnique);
        for (int i = 0; i < 25'000; i += 1000)
            audience->addInterests(
                "user" + std::to_string(i), {"like"}, [](const std::string&, std::uint64_t) {});
        audience->interested("like", "star", answers.members());
        QVERIFY(answers.wait());
        QCOMPARE(answers.all.size(), 25U);
    }

    void pagesFollowEachOtherInOrder_data() { everyoneIsFoundAndNobodyElse_data(); }
    void pagesFollowEachOtherInOrder()
    {
        QFETCH(bool, inRedis);
        const auto audience = make(inRedis);
        Answers answers;
        Names many;
        for (int i = 0; i < 3500; ++i)
            many.insert("user" + std::to_string(i * 11 % 3500));
        audience->addFollowers("star", {many.begin(), many.end()}, answers.changed());
        QVERIFY(answers.wait());
        std::vector<std::string> seen;
        std::string after;
        do {
            audience->followersPage("star", after, 999, answers.page());
            QVERIFY(answers.wait());
            QCOMPARE(answers.error, std::string());
            QCOMPARE(answers.number, 3500U);
            QCOMPARE(answers.list.size(), answers.hasMore ? 999U : 503U);
            seen.insert(seen.end(), answers.list.begin(), answers.list.end());
            after = seen.back();
        } while (answers.hasMore);
        QVERIFY(seen == std::vector<std::string>(many.begin(), many.end()));
        audience->followersPage("star", "user9990", 1, answers.page()); // the last is user999
        QVERIFY(answers.wait());
        QVERIFY(answers.list.empty() && !answers.hasMore);
        audience->followersPage("star", {}, 3500, answers.page());
        QVERIFY(answers.wait());
        QVERIFY(answers.list.size() == 3500 && !answers.hasMore);
        audience->followersPage("nobody", {}, 10, answers.page());
        QVERIFY(answers.wait());
        QVERIFY(answers.list.empty() && answers.number == 0);
        audience->isFollower("star", "user7", answers.contained());
        QVERIFY(answers.wait());
        QCOMPARE(answers.number, 1U);
        audience->isFollower("star", "user", answers.contained());
        QVERIFY(answers.wait());
        QCOMPARE(answers.number, 0U);
    }

    // What anybody may ask for: pieces of many take turns, and those who look for names share a
    // walk.
    void longListsHoldNobodyUp()
    {
        const auto audience = make(true);
        Answers answers;
        std::vector<std::string> many;
        for (int i = 0; i < 10'000; ++i)
            many.push_back("user" + std::to_string(i));
        audience->addFollowers("star", many, answers.changed());
        QVERIFY(answers.wait());
        int read = 0;
        int refused = 0;
        const auto count = [&](const std::string& error) { ++(error.empty() ? read : refused); };
        for (std::size_t i = 0; i < RedisSets::MaxReaders; ++i)
            audience->followersPage("star", {}, 1,
                [&](const std::string& error, const std::vector<std::string>&, bool,
                    std::uint64_t) { count(error); });
        audience->followersPage("star", {}, 1,
            [&](const std::string& error, const std::vector<std::string>&, bool, std::uint64_t) {
                count(error);
            });
        audience->interests("user1",
            [&](const std::string& error, const std::vector<std::string>&) { count(error); });
        QCOMPARE(refused, 2); // at once
        bool isAnswered = false; // somebody else, long before 64 times 10 pieces are read
        m_link->send({"PING"}, [&](const redis::Reply& reply) {
            isAnswered = !reply.isError() && read < int(RedisSets::MaxReaders);
        });
        QTRY_VERIFY(isAnswered);
        QVERIFY(read < int(RedisSets::MaxReaders));
        QTRY_COMPARE_WITH_TIMEOUT(read, int(RedisSets::MaxReaders), 60'000);
    }

    void namesAreFoundAmongOtherKeysForAllWhoAskAtOnce()
    {
        const auto audience = make(true);
        Answers answers;
        for (int i = 0; i < 30; ++i)
            audience->addInterests(
                "u" + std::to_string(i), {"t" + std::to_string(i % 3), "all"}, answers.changed());
        while (answers.answered < 30)
            QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
        m_redis.command({"EVAL",
            "for i = 1, 20000 do redis.call('SET', 'other:' .. i, 'x') end return 1", "0"});
        const auto calls = [&] {
            std::uint64_t number = 0;
            bool isThere = false;
            m_link->send({"INFO", "commandstats"}, [&](const redis::Reply& reply) {
                const std::string text(reply.text());
                const std::size_t at = text.find("cmdstat_scan:calls=");
                number = at == std::string::npos ? 0 : std::stoull(text.substr(at + 19));
                isThere = true;
            });
            while (!isThere)
                QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
            return number;
        };
        const std::uint64_t before = calls();
        int right = 0;
        int answered = 0;
        for (int i = 0; i < 30; ++i) {
            audience->interests("u" + std::to_string(i),
                [&, i](const std::string& error, const std::vector<std::string>& types) {
                    right += error.empty()
                        && Names(types.begin(), types.end())
                            == Names{"all", "t" + std::to_string(i % 3)};
                    ++answered;
                });
        }
        QTRY_COMPARE_WITH_TIMEOUT(answered, 30, 20'000);
        QCOMPARE(right, 30);
        const std::uint64_t walked = calls() - before;
        // two walks of some 20 pieces, not 30
        QVERIFY2(walked >= 20 && walked <= 60, qPrintable(QString::number(walked)));
    }

    void memoryIsBounded()
    {
        MemorySets sets;
        Answers answers;
        std::vector<std::string> most;
        for (std::uint64_t i = 0; i < MemorySets::MaxMembers; ++i)
            most.push_back(std::to_string(i));
        sets.add("a", most, answers.changed());
        QCOMPARE(answers.error, std::string());
        sets.add("b", {"x"}, answers.changed());
        QVERIFY(answers.error.find("at most") != std::string::npos);
        sets.remove("a", {"7"}, answers.changed());
        sets.add("b", {"x"}, answers.changed());
        QCOMPARE(answers.error, std::string());
        sets.clear("a", answers.changed());
        QCOMPARE(answers.number, MemorySets::MaxMembers - 1);
    }

    void whatTheAppKeepsElseUnderTheNameIsNamed()
    {
        const auto audience = make(true);
        Answers answers;
        m_redis.command({"SET", "followers:7", "no set"});
        audience->followers("7", answers.members());
        QVERIFY(answers.wait());
        QVERIFY2(answers.error.find("something else") != std::string::npos, answers.error.c_str());
        audience->addFollowers("7", {"1"}, answers.changed());
        QVERIFY(answers.wait());
        QVERIFY(answers.error.find("something else") != std::string::npos);
    }

    void aRedisThatIsAwayAnswersWithAnError()
    {
        redis::RedisLink closed(redis::RedisLink::Settings{});
        Audience audience(std::make_unique<RedisSets>(closed));
        Answers answers;
        audience.followers("7", answers.members());
        QCOMPARE(answers.answered, 1);
        QVERIFY(answers.error.find("Redis") != std::string::npos);
    }
};

ROOM_TEST(TestAudience, QCoreApplication)
#include "tst_audience.moc"
