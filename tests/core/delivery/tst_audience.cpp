// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "delivery/audience.h"

#include "qtredis/redis_link.h"
#include "support/redis_server.h"

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
    bool wait()
    {
        ++waited;
        for (const QDeadlineTimer deadline(Patience); answered < waited && !deadline.hasExpired();)
            QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents); // the link has a timer, if nothing else
        return answered == waited;
    }

    std::string error;
    Names all;
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
                audience->interested(about, amongFollowers ? one : std::string(), answers.members());
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
            audience->addInterests("user" + std::to_string(i), {"like"}, [](const std::string&, std::uint64_t) {});
        audience->interested("like", "star", answers.members());
        QVERIFY(answers.wait());
        QCOMPARE(answers.all.size(), 25U);
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
        redis::RedisLink closed(redis::RedisLink::Settings {});
        Audience audience(std::make_unique<RedisSets>(closed));
        Answers answers;
        audience.followers("7", answers.members());
        QCOMPARE(answers.answered, 1);
        QVERIFY(answers.error.find("Redis") != std::string::npos);
    }
};

QTEST_GUILESS_MAIN(TestAudience)
#include "tst_audience.moc"
