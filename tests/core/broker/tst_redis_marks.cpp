// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "broker/redis_marks.h"

#include "core/broker/redis_parts.h"
#include "support/room.h"

using namespace fanlight;
using namespace fanlight::testing;

// How far what Redis has given was seen, and which ids it can have given.
class TstRedisMarks : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void whatComesBackHasAllBeforeItInFrontOfIt()
    {
        RedisParts parts;
        RedisMarks& marks = parts.marks;
        marks.begin({100, 0});
        const std::uint64_t number = marks.send();
        for (const EventId id : {EventId{101, 0}, EventId{102, 0}, EventId{103, 0}})
            marks.saw(0, id);
        marks.stands(number, {102, 0});
        marks.pass(false);
        QCOMPARE(*marks.lastSeen(), (EventId{100, 0})); // it is still under way
        QCOMPARE(marks.cameBack(std::to_string(number)), std::optional(number));
        marks.pass(false);
        QCOMPARE(*marks.lastSeen(), (EventId{102, 0}));
        QCOMPARE(marks.seen().size(), std::size_t(1));
        QCOMPARE(marks.seen().front().id, (EventId{103, 0}));
    }
    void waitsForWhatIsInFrontOfIt()
    {
        RedisParts parts;
        RedisMarks& marks = parts.marks;
        marks.begin({100, 0});
        const std::uint64_t first = marks.send();
        const std::uint64_t second = marks.send();
        marks.stands(second, {102, 0}); // Redis has yet to tell of the first
        QVERIFY(marks.cameBack(std::to_string(second)));
        marks.pass(false);
        QCOMPARE(*marks.lastSeen(), (EventId{100, 0}));
        marks.forget(first); // which tells nothing
        marks.pass(false);
        QCOMPARE(*marks.lastSeen(), (EventId{102, 0}));
    }
    void inAGapNothingIsTakenAsSeen()
    {
        RedisParts parts;
        RedisMarks& marks = parts.marks;
        marks.begin({100, 0});
        marks.saw(0, {101, 0});
        const std::uint64_t number = marks.send();
        marks.stands(number, {105, 0});
        QVERIFY(marks.cameBack(std::to_string(number)));
        marks.pass(true);
        QCOMPARE(*marks.lastSeen(), (EventId{100, 0}));
        QCOMPARE(marks.seen().size(), std::size_t(1));
        marks.fill({104, 0}); // until then
        QCOMPARE(*marks.lastSeen(), (EventId{105, 0}));
        QCOMPARE(marks.newestGiven(), (EventId{105, 0}));
        QVERIFY(marks.seen().empty());
    }
    void goesBackWithARedisThatHasLostItsHistory()
    {
        RedisParts parts;
        RedisMarks& marks = parts.marks;
        marks.begin({100, 0});
        const std::uint64_t number = marks.send();
        marks.stands(number, {50, 0});
        QVERIFY(marks.cameBack(std::to_string(number)));
        marks.pass(false);
        QCOMPARE(*marks.lastSeen(), (EventId{50, 0}));
        QCOMPARE(marks.newestGiven(), (EventId{50, 0}));
    }
    void takesNoNumberOfSomebodyElse()
    {
        RedisParts parts;
        const std::uint64_t number = parts.marks.send();
        QVERIFY(!parts.marks.cameBack("nothing"));
        QVERIFY(!parts.marks.cameBack(std::to_string(number + 1)));
        QVERIFY(parts.marks.cameBack(std::to_string(number)));
        QVERIFY(!parts.marks.cameBack(std::to_string(number))); // again
    }
    void believesIdsThatRedisCanHaveGiven()
    {
        RedisParts parts;
        RedisMarks& marks = parts.marks;
        QVERIFY(marks.isGiven({~std::uint64_t(0), 0}, {})); // nothing is known yet
        marks.begin({100'000, 0});
        RedisHistory::Standing standing;
        standing.nowMs = 100'000;
        standing.newest = {100'000, 0};
        marks.told(standing);
        QVERIFY(marks.isGiven({100'000, 1}, {}));
        QVERIFY(!marks.isGiven({100'000, 0}, {})); // seen
        QVERIFY(!marks.isGiven({100'001, 0}, {100'001, 0})); // on its channel
        QVERIFY(!marks.isGiven({100'000 + 60'000 + RedisMarks::AheadMs, 0}, {})); // of the future
        marks.subscriberReady();
        QVERIFY(marks.isGiven({1, 0}, {})); // another Redis, perhaps
    }
};

ROOM_TEST(TstRedisMarks, QCoreApplication)
#include "tst_redis_marks.moc"
