// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "broker/redis_history.h"
#include "core/broker/publisher_ids.h"
#include "qtredis/redis_link.h"
#include "support/redis_server.h"
#include "support/room.h"

#include <QtTest>

#include <algorithm>
#include <cstdlib>
#include <memory>
#include <set>

using namespace fanlight;
using namespace fanlight::testing;
using namespace Qt::Literals::StringLiterals;

namespace {

using Data = QList<QByteArray>;

// A history in a real Redis, asked as a hub does.
struct Rig {
    explicit Rig(const RedisHistory::Limits& limits = {})
    {
        if (!redis.start())
            qFatal("%s", redis.story().constData());
        redis::RedisLink::Settings settings;
        settings.url = *redis::RedisUrl::parse(redis.url(), nullptr);
        link = std::make_unique<redis::RedisLink>(settings);
        history = std::make_unique<RedisHistory>(*link, RedisKeys(), limits);
        link->open();
        if (!QTest::qWaitFor([this] { return link->state() == redis::RedisLink::State::Ready; }))
            qFatal("no link to Redis");
        history->prepare();
        stand();
    }
    ~Rig() { link->close(); }

    // Its id; the empty user is everyone.
    std::string publish(const std::string& userId, const std::string& data,
        const std::string& id = {}, RedisHistory* by = nullptr)
    {
        return publishTo(
            userId.empty() ? std::vector<std::string>() : std::vector<std::string>{userId}, data,
            id, by);
    }
    std::string publishTo(const std::vector<std::string>& userIds, const std::string& data,
        const std::string& id = {}, RedisHistory* by = nullptr)
    {
        RedisHistory::Published published;
        bool isDone = false;
        (by ? by : history.get())
            ->publish(userIds,
                std::make_shared<const std::string>(writer.afterId(
                    {.data = data, .type = {}, .event = {}, .customId = id, .publishedUs = 1})),
                nullptr, [&](const auto& answer) {
                    published = answer;
                    isDone = true;
                });
        if (!QTest::qWaitFor([&] { return isDone; }) || !published.error.empty())
            qWarning("not published: %s", published.error.c_str());
        return id.empty() ? published.id : id;
    }
    // Asked at once, before anything else happens; `isLost`: as told.
    struct Asked {
        std::vector<RedisHistory::Replay> replays;
        bool isLost = false;
        int answers = 0;
    };
    std::shared_ptr<Asked> ask(std::vector<RedisHistory::Ask> asks)
    {
        auto asked = std::make_shared<Asked>();
        history->replay(
            std::move(asks), [asked](bool isLost, std::vector<RedisHistory::Replay> replays) {
                asked->replays = std::move(replays);
                asked->isLost = isLost;
                ++asked->answers;
            });
        return asked;
    }
    std::shared_ptr<Asked> answered(std::vector<RedisHistory::Ask> asks)
    {
        auto asked = ask(std::move(asks));
        if (!QTest::qWaitFor([&] { return asked->answers > 0; }, int(Patience.count())))
            qWarning("no replay");
        return asked;
    }
    std::pair<Data, bool> resume(const std::string& userId, const std::string& lastEventId)
    {
        std::pair<Data, bool> got;
        bool isDone = false;
        history->replay({{userId, ResumeId(lastEventId)}},
            [&](bool, const std::vector<RedisHistory::Replay>& replays) {
                for (const auto& one : replays.at(0).events)
                    got.first << QByteArray::fromStdString(one.event->frame->data());
                got.second = !replays.at(0).missing.empty();
                isDone = true;
            });
        if (!QTest::qWaitFor([&] { return isDone; }))
            qWarning("no replay");
        return got;
    }
    RedisHistory::Standing stand(RedisHistory* of = nullptr)
    {
        RedisHistory::Standing standing;
        bool isDone = false;
        (of ? of : history.get())->stand([&](bool, const RedisHistory::Standing& answer) {
            standing = answer;
            isDone = true;
        });
        if (!QTest::qWaitFor([&] { return isDone; }))
            qWarning("no standing");
        return standing;
    }

    // What a snapshot has of it.
    std::map<QByteArray, QByteArray> saved()
    {
        std::map<QByteArray, QByteArray> saved;
        for (const QByteArray key :
            {"fanlight:last-id", "fanlight:heads", "fanlight:stands", "fanlight:log:42"})
            saved[key] = redis.command({"DUMP", key}).toByteArray();
        return saved;
    }
    void restore(const std::map<QByteArray, QByteArray>& saved)
    {
        for (const auto& [key, bytes] : saved) {
            if (redis.command({"RESTORE", key, "0", bytes, "REPLACE"}).toByteArray() != "OK"_ba)
                qWarning("%s was not restored", key.constData());
        }
    }

    RedisServer redis;
    std::unique_ptr<redis::RedisLink> link;
    std::unique_ptr<RedisHistory> history;
    FanPayloadWriter writer;
};

// Of some kilobytes, and told from others by its beginning.
std::string large(int number, int bytes = 20'000)
{
    return '"' + std::to_string(number) + ' ' + std::string(std::size_t(bytes), 'x') + '"';
}
QList<int> numbersIn(const RedisHistory::Replay& replay)
{
    QList<int> numbers;
    for (const RedisHistory::Replayed& one : replay.events) {
        const std::string data = one.event->frame->data();
        numbers << std::atoi(data.c_str() + 1);
    }
    return numbers;
}
QList<int> numbers(int first, int last)
{
    QList<int> list;
    for (int number = first; number <= last; ++number)
        list << number;
    return list;
}

constexpr bool Told = true;
constexpr bool Exact = false;
using Expected = std::pair<Data, bool>;

} // namespace

// What a resume is sent, and whether it is told that something is missing: exact, or told; never
// less in silence.
class TstRedisHistory : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void whatIsThereIsReplayedExactly()
    {
        Rig rig;
        const std::string first = rig.publish("42", "1");
        rig.publish("43", "\"not mine\"");
        rig.publish("", "2");
        const std::string last = rig.publish("42", "3");
        QCOMPARE(rig.resume("42", first), (Expected{{"2", "3"}, Exact}));
        QCOMPARE(rig.resume("42", last), (Expected{{}, Exact}));
        // who listens to nobody has not been sent it
        QCOMPARE(rig.resume("", first), (Expected{{"2"}, Told}));
    }

    // as a hub behind a Redis Cluster gives it
    void anIdThatTellsOfBothChannelsIsExactOnBoth()
    {
        Rig rig;
        const std::string own = rig.publish("42", "1");
        rig.publish("", "2");
        rig.publish("42", "3");
        const std::string everyones = rig.publish("", "4");
        rig.publish("42", "5");
        QCOMPARE(rig.resume("42", own + '.' + everyones), (Expected{{"3", "5"}, Exact}));
        // of another history: what that client had is not sent again
        QCOMPARE(rig.resume("42", own + ".7-0"), (Expected{{"2", "3", "4", "5"}, Told}));
    }

    void whatWasTrimmedIsTold()
    {
        Rig rig({3, std::chrono::hours(1)});
        std::vector<std::string> ids;
        for (int i = 0; i < 8; ++i)
            ids.push_back(rig.publish("42", std::to_string(i)));
        // the one that is kept beyond
        QCOMPARE(rig.resume("42", ids[4]), (Expected{{"5", "6", "7"}, Exact}));
        // which knows the one before it
        QCOMPARE(rig.resume("42", ids[3]), (Expected{{"4", "5", "6", "7"}, Exact}));
        QCOMPARE(rig.resume("42", ids[2]), (Expected{{"5", "6", "7"}, Told}));
    }

    void aStreamThatWasEvictedIsMissedOnlyByWhoMissedSomething()
    {
        Rig rig;
        const std::string first = rig.publish("42", "1");
        const std::string last = rig.publish("42", "2");
        const std::string everyone = rig.publish("", "3");
        rig.redis.command({"DEL", "fanlight:log:42"});
        QCOMPARE(rig.resume("42", last), (Expected{{"3"}, Exact}));
        QCOMPARE(rig.resume("42", first), (Expected{{"3"}, Told}));
        rig.publish("42", "4");
        QCOMPARE(rig.resume("42", last), (Expected{{"3", "4"}, Exact}));
        QCOMPARE(rig.resume("42", everyone), (Expected{{"4"}, Exact}));
        QCOMPARE(rig.resume("42", first), (Expected{{"3", "4"}, Told}));
    }

    void anEventThatWasDeletedIsTold()
    {
        Rig rig;
        const std::string first = rig.publish("42", "1");
        const std::string second = rig.publish("42", "2");
        const std::string third = rig.publish("42", "3");
        rig.redis.command({"XDEL", "fanlight:log:42", QByteArray::fromStdString(second)});
        QCOMPARE(rig.resume("42", first), (Expected{{"3"}, Told}));
        QCOMPARE(rig.resume("42", third), (Expected{{}, Exact}));
        rig.redis.command({"XDEL", "fanlight:log:42", QByteArray::fromStdString(third)});
        QCOMPARE(rig.resume("42", first), (Expected{{}, Told}));
    }

    void aHistoryThatBeganAnewIsTold()
    {
        Rig rig;
        const std::string before = rig.publish("42", "1");
        rig.redis.command({"FLUSHALL"});
        QCOMPARE(rig.resume("42", before), (Expected{{}, Told}));
        const std::string after = rig.publish("42", "2");
        QCOMPARE(rig.resume("42", before), (Expected{{"2"}, Told}));
        rig.publish("42", "3");
        QCOMPARE(rig.resume("42", after), (Expected{{"3"}, Exact}));
    }

    void aHistoryThatWentBackIsToldAndNothingIsSentAgain()
    {
        Rig rig;
        std::vector<std::string> ids;
        for (int i = 0; i < 3; ++i)
            ids.push_back(rig.publish("42", std::to_string(i)));
        const std::map<QByteArray, QByteArray> saved = rig.saved();
        for (int i = 3; i < 6; ++i)
            ids.push_back(rig.publish("42", std::to_string(i)));
        rig.restore(saved);
        QCOMPARE(rig.resume("42", ids[5]), (Expected{{}, Told}));
        QVERIFY(rig.stand().wentBack); // as a hub asks once a second, and when its links are back
        QVERIFY(!rig.stand().wentBack);
        const std::string next = rig.publish("42", "new");
        QCOMPARE(rig.resume("42", ids[5]), (Expected{{"new"}, Told}));
        QCOMPARE(rig.resume("42", ids[3]), (Expected{{"new"}, Told}));
        // what came then is lost for this one, too
        QCOMPARE(rig.resume("42", ids[1]), (Expected{{"2", "new"}, Told}));
        rig.publish("42", "6");
        QCOMPARE(rig.resume("42", next), (Expected{{"6"}, Exact}));
    }

    void aHistoryThatWentBackIsSeenThoughOthersPublishedSince()
    {
        Rig rig;
        const std::string first = rig.publish("42", "1");
        const std::map<QByteArray, QByteArray> saved = rig.saved();
        RedisHistory others(*rig.link, RedisKeys(), {});
        rig.publish("42", "2", {}, &others);
        rig.stand();
        rig.restore(saved);
        rig.publish("42", "3", {}, &others);
        QVERIFY(rig.stand().wentBack);
        QCOMPARE(rig.resume("42", first), (Expected{{"3"}, Told}));
    }

    // A snapshot that is younger than the last time anybody asked, and somebody else who publishes
    // first: only who was answered knows, and everybody waits for that.
    void whatWasPublishedLastBeforeRedisWentBackIsTold()
    {
        Rig rig;
        RedisHistory others(*rig.link, RedisKeys(), {});
        const std::string first = rig.publish("42", "1");
        rig.stand();
        rig.stand(&others);
        QVERIFY(rig.stand().isSettled);
        rig.redis.command({"HSET", "fanlight:stands", "began", "1"}); // long ago
        const std::map<QByteArray, QByteArray> saved = rig.saved();
        rig.publish("42", "2");
        rig.restore(saved);
        rig.redis.command({"SCRIPT", "FLUSH"}); // as when it is started
        RedisHistory fresh(*rig.link, RedisKeys(), {});
        QVERIFY(!rig.stand(&fresh).isSettled);
        rig.publish("42", "3", {}, &fresh);
        const RedisHistory::Standing theirs = rig.stand(&others);
        QVERIFY(!theirs.wentBack);
        QVERIFY(!theirs.isSettled);
        const RedisHistory::Standing own = rig.stand();
        QVERIFY(own.wentBack);
        QVERIFY(own.isSettled); // all have looked
        QVERIFY(rig.stand(&others).isSettled);
        QVERIFY(rig.stand(&fresh).isSettled);
        QCOMPARE(rig.resume("42", first), (Expected{{"3"}, Told}));
    }

    void whoDoesNotComeBackIsWaitedForAWhileAndItsEventsAreTakenAsLost()
    {
        Rig rig;
        auto others
            = std::make_unique<RedisHistory>(*rig.link, RedisKeys(), RedisHistory::Limits());
        const std::string first = rig.publish("42", "1");
        rig.stand(others.get());
        others.reset();
        rig.redis.command({"SCRIPT", "FLUSH"});
        QVERIFY(!rig.stand().isSettled);
        QTRY_VERIFY(rig.stand().isSettled);
        rig.publish("42", "2");
        QCOMPARE(rig.resume("42", first), (Expected{{"2"}, Told}));
        // run, began, settled, and this one
        QCOMPARE(rig.redis.command({"HLEN", "fanlight:stands"}).toInt(), 4);
    }

    void aPublishThatReachedNobodyIsNoNumberThatRedisLost()
    {
        Rig rig;
        rig.redis.command({"SET", "fanlight:log:42", "no stream"});
        bool isRefused = false;
        rig.history->publish(std::vector<std::string>{"42"},
            std::make_shared<const std::string>(",1\"}"), nullptr,
            [&](const auto& answer) { isRefused = !answer.channels.at(0).error.empty(); });
        QTRY_VERIFY(isRefused);
        QVERIFY(!rig.stand().wentBack);
    }

    // It is asked in one breath with a message of our own that has all events before it in front.
    void whatIsToldBehindTimeIsSaidToBe()
    {
        Rig rig;
        QVERIFY(!rig.stand().isLate);
        rig.redis.command({"SCRIPT", "FLUSH"});
        QVERIFY(rig.stand().isLate);
        QVERIFY(!rig.stand().isLate);
    }

    void whoHasLeftIsNotWaitedFor()
    {
        Rig rig;
        RedisHistory others(*rig.link, RedisKeys(), {});
        const std::string first = rig.publish("42", "1");
        rig.stand(&others);
        others.leave();
        rig.redis.command({"SCRIPT", "FLUSH"});
        QVERIFY(rig.stand().isSettled);
        QCOMPARE(rig.resume("42", first), (Expected{{}, Exact}));
    }

    void aRedisThatTakesNothingIsNotWaitedFor()
    {
        Rig rig;
        RedisHistory others(*rig.link, RedisKeys(), {});
        rig.stand(&others);
        rig.redis.command({"SCRIPT", "FLUSH"});
        rig.redis.command({"CONFIG", "SET", "maxmemory", "1"});
        for (int i = 0; i < 3; ++i) {
            const RedisHistory::Standing standing = rig.stand();
            QVERIFY(standing.isSettled);
            QVERIFY(!standing.wentBack); // it could not leave its number
        }
        rig.redis.command({"CONFIG", "SET", "maxmemory", "0"});
        QVERIFY(!rig.stand().wentBack);
    }

    void aNewestIdThatIsMissingOrTooLowHurtsNobody()
    {
        Rig rig;
        const std::string first = rig.publish("42", "1");
        rig.redis.command({"DEL", "fanlight:last-id"});
        QCOMPARE(rig.resume("42", first), (Expected{{}, Exact}));
        QVERIFY(*EventId::parse(rig.publish("42", "2")) > *EventId::parse(first));
        rig.redis.command({"XADD", "fanlight:log:42", "9999999999999-5", "m", ",1\"}"});
        QCOMPARE(rig.publish("42", "3"), "9999999999999-6");
        rig.redis.command({"DEL", "fanlight:last-id"});
        QCOMPARE(rig.publish("43", "4"), "9999999999999-7"); // the marks know it, too
    }

    void theMarksOfChannelsInUseOutliveThoseOfOthers()
    {
        Rig rig({100, std::chrono::milliseconds(300)});
        const std::string first = rig.publish("a", "1");
        QTest::qWait(350); // as old as history reaches: time itself is what is tested
        rig.publish("b", "2");
        QCOMPARE(rig.redis.command({"EXISTS", "fanlight:heads-before"}).toInt(), 1);
        QCOMPARE(rig.resume("a", first), (Expected{{}, Exact})); // nothing came since
        QTest::qWait(350);
        rig.publish("b", "3");
        QCOMPARE(rig.redis.command({"HEXISTS", "fanlight:heads-before", ":a"}).toInt(), 0);
        rig.publish("a", "4");
        QCOMPARE(rig.resume("a", first).first, Data{"4"});
    }

    void marksThatWereEvictedAreToldUntilTheyAreThereAgain()
    {
        Rig rig;
        const std::string first = rig.publish("42", "1");
        rig.publish("42", "2");
        rig.redis.command({"DEL", "fanlight:heads"});
        QCOMPARE(rig.resume("42", first), (Expected{{"2"}, Told}));
        const std::string third = rig.publish("42", "3");
        rig.publish("42", "4");
        QCOMPARE(rig.resume("42", third), (Expected{{"4"}, Exact}));
    }

    void eventsOfAnInstanceThatKeepsLessAreTold()
    {
        Rig rig;
        RedisHistory keepsNone(*rig.link, RedisKeys(), {0, std::chrono::hours(1)});
        const std::string first = rig.publish("42", "1");
        const std::string second = rig.publish("42", "2", {}, &keepsNone);
        QCOMPARE(rig.resume("42", first), (Expected{{}, Told}));
        QCOMPARE(rig.resume("42", second), (Expected{{}, Exact})); // which has missed nothing
        QCOMPARE(rig.stand().keptOtherwise, "off");
        rig.publish("42", "3");
        QCOMPARE(rig.stand().keptOtherwise, "");
        RedisHistory keepsLess(*rig.link, RedisKeys(), {2, std::chrono::minutes(1)});
        const std::string fourth = rig.publish("42", "4", {}, &keepsLess);
        for (int i = 5; i < 10; ++i)
            rig.publish("42", std::to_string(i), {}, &keepsLess);
        QCOMPARE(rig.resume("42", fourth), (Expected{{"7", "8", "9"}, Told}));
        QCOMPARE(rig.stand().keptOtherwise, "2 events a channel for 60 s");
    }

    void idsOfPublishersAreFoundWhateverTheyLookLike_data() { addPublisherIds(); }
    void idsOfPublishersAreFoundWhateverTheyLookLike()
    {
        QFETCH(const QByteArrayList, ids);
        QFETCH(const QByteArray, sentBack);
        Rig rig;
        for (int i = 0; i < 3; ++i)
            rig.publishTo({"42", "43"}, std::to_string(i), ids[i].toStdString());
        QCOMPARE(rig.resume("42", sentBack.toStdString()), (Expected{{"2"}, Exact}));
        QCOMPARE(rig.resume("43", sentBack.toStdString()), (Expected{{"2"}, Exact}));
        QCOMPARE(rig.resume("42", "forgotten"), (Expected{{"0", "1", "2"}, Told}));
    }

    void manyWhoResumeAtOnceShareWhatTheyAreSent()
    {
        Rig rig;
        const std::string first = rig.publish("42", "0");
        for (int i = 1; i <= 50; ++i)
            rig.publish("42", '"' + std::string(10'000, 'x') + '"');
        std::vector<RedisHistory::Replay> replays;
        rig.history->replay(std::vector<RedisHistory::Ask>(100, {"42", ResumeId(first)}),
            [&](bool, std::vector<RedisHistory::Replay> all) { replays = std::move(all); });
        QTRY_COMPARE(replays.size(), 100U);
        for (const auto& replay : replays) {
            QCOMPARE(replay.events.size(), 50U);
            QCOMPARE(replay.events[7].event, replays[0].events[7].event);
        }
        QVERIFY(rig.history->decodedBytes() < 1'000'000);
        rig.history->releaseUnused(true);
        QVERIFY(rig.history->decodedBytes() > 500'000); // they are in use
        const FramePtr frame = replays[0].events[0].event->frame;
        replays.clear();
        rig.history->releaseUnused(true);
        QVERIFY(rig.history->decodedBytes() > 10'000 && rig.history->decodedBytes() < 20'000);
    }

    void whoeverComesALittleLaterIsSentTheSameFrames()
    {
        Rig rig;
        const std::string first = rig.publish("42", "0");
        for (int i = 1; i <= 50; ++i)
            rig.publish("42", large(i));
        std::vector<std::shared_ptr<Rig::Asked>> waves;
        std::set<const Frame*> frames;
        for (int wave = 0; wave < 10; ++wave) {
            waves.push_back(
                rig.answered(std::vector<RedisHistory::Ask>(10, {"42", ResumeId(first)})));
            for (const auto& replay : waves.back()->replays) {
                QCOMPARE(numbersIn(replay), numbers(1, 50));
                QVERIFY(replay.missing.empty());
                for (const auto& one : replay.events)
                    frames.insert(one.event->frame.get());
            }
            rig.history->releaseUnused(true); // what streams have yet to send stays
        }
        QCOMPARE(frames.size(), 50U);
        QVERIFY(rig.history->decodedBytes() < 52 * 21'000);
    }

    void aReadingStandsForTheNextOneOfItsChannel()
    {
        Rig rig;
        const std::string first = rig.publish("42", "0");
        for (int i = 1; i <= 40; ++i)
            rig.publish("42", large(i));
        const auto before = rig.answered({{"42", ResumeId(first)}});
        QCOMPARE(numbersIn(before->replays.at(0)), numbers(1, 40));
        rig.publish("42", large(41));
        const std::uint64_t received = rig.link->bytesReceived();
        const auto after = rig.answered({{"42", ResumeId(first)}});
        QCOMPARE(numbersIn(after->replays.at(0)), numbers(1, 41));
        QVERIFY(after->replays.at(0).missing.empty());
        if (after->replays.at(0).events.at(0).event != before->replays.at(0).events.at(0).event)
            QFAIL("an event that is in use was decoded again");
        // the two events at its end, unless this machine was so slow that a moment has passed
        const std::uint64_t bytes = rig.link->bytesReceived() - received;
        QVERIFY2(bytes < 3 * 20'100 || bytes > 41 * 20'000,
            QByteArray::number(qint64(bytes)).constData());
    }

    void whatWasReadAMomentAgoAndIsGoneIsNotReplayed()
    {
        Rig rig;
        const std::string first = rig.publish("42", "0");
        for (int i = 1; i <= 5; ++i)
            rig.publish("42", large(i));
        QCOMPARE(rig.resume("42", first).second, Exact);
        rig.redis.command({"DEL", "fanlight:log:42"});
        QCOMPARE(rig.resume("42", first), (Expected{{}, Told}));
        rig.publish("42", "6");
        QCOMPARE(rig.resume("42", first), (Expected{{"6"}, Told}));
    }

    void aLongHistoryComesWholeAndInOrderThoughInPieces()
    {
        Rig rig({.count = 1000, .age = std::chrono::hours(1)});
        const std::string first = rig.publish("42", "0");
        for (int i = 1; i <= 300; ++i)
            rig.publish("42", large(i, i % 2 == 0 ? 8000 : 10));
        rig.redis.command({"XADD", "fanlight:log:42", "*", "by", "somebody else"});
        const auto all = rig.answered({{"42", ResumeId(first)}, {"43", ResumeId(first)}});
        QVERIFY(all->replays.at(0).events.size() >= 300U);
        QCOMPARE(numbersIn(all->replays.at(0)).first(300), numbers(1, 300));
        QVERIFY(all->replays.at(0).missing.empty());
        QVERIFY(all->replays.at(1).events.empty());
    }

    void whatIsPublishedBetweenTwoPiecesIsInTheSecond()
    {
        Rig rig({.count = 1000, .age = std::chrono::hours(1)});
        const std::string first = rig.publish("42", "0");
        for (int i = 1; i <= 100; ++i)
            rig.publish("42", large(i));
        // Redis takes the publish behind the first piece: it is on the same link
        const auto asked = rig.ask({{"42", ResumeId(first)}});
        rig.publish("42", large(101));
        QTRY_COMPARE_WITH_TIMEOUT(asked->answers, 1, int(Patience.count()));
        QCOMPARE(numbersIn(asked->replays.at(0)), numbers(1, 101));
        QVERIFY(asked->replays.at(0).missing.empty());
    }

    void whatIsTrimmedBetweenTwoPiecesIsTold()
    {
        Rig rig({.count = 1000, .age = std::chrono::hours(1)});
        const std::string first = rig.publish("42", "0");
        for (int i = 1; i <= 100; ++i)
            rig.publish("42", large(i));
        const auto asked = rig.ask({{"42", ResumeId(first)}});
        rig.link->send({"XTRIM", "fanlight:log:42", "MAXLEN", "20"}, {});
        QTRY_COMPARE_WITH_TIMEOUT(asked->answers, 1, int(Patience.count()));
        const QList<int> got = numbersIn(asked->replays.at(0));
        QVERIFY(got.size() > 20 && got.size() < 100);
        QCOMPARE(got.last(20), numbers(81, 100));
        QVERIFY(std::is_sorted(got.begin(), got.end()));
        QVERIFY(!asked->replays.at(0).missing.empty());
        QCOMPARE(asked->replays.at(0).missingTo,
            asked->replays.at(0).events.at(std::size_t(got.size() - 20)).event->id.text());
    }

    void aRedisThatGoesInTheMidstIsToldOnceToEachReading()
    {
        Rig rig({.count = 1000, .age = std::chrono::hours(1)});
        const std::string first = rig.publish("42", "0");
        for (int i = 1; i <= 100; ++i)
            rig.publish("42", large(i));
        std::vector<RedisHistory::Ask> many(1, {"42", ResumeId(first)});
        for (int i = 0; i < 50'000; ++i)
            many.push_back({'u' + std::to_string(i), ResumeId(first)});
        const auto one = rig.ask({{"42", ResumeId(first)}});
        const auto all = rig.ask(std::move(many));
        bool isLost = false; // behind the first pieces of both
        rig.link->send({"SHUTDOWN", "NOSAVE"}, [&](const redis::Reply&) { isLost = true; });
        QTRY_VERIFY_WITH_TIMEOUT(
            one->answers > 0 && all->answers > 0 && isLost, int(Patience.count()));
        QVERIFY(one->isLost && all->isLost);
        const auto later = rig.ask({{"42", ResumeId(first)}, {"43", ResumeId(first)}});
        QVERIFY(later->isLost);
        QVERIFY(one->answers == 1 && all->answers == 1 && later->answers == 1);
    }
};

ROOM_TEST(TstRedisHistory, QCoreApplication)
#include "tst_redis_history.moc"
