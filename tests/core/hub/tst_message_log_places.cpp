// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "hub/message_log.h"

#include "support/room.h"

#include <QTest>

using namespace fanlight;

namespace {

MessageRecord message(std::int64_t timeMs)
{
    MessageRecord record;
    record.timeMs = timeMs;
    record.userId = std::to_string(timeMs);
    record.frame = Frame::event({.id = std::to_string(timeMs), .data = "{}", .isJson = true});
    return record;
}

QString numbers(const std::vector<MessageRecord>& records)
{
    QStringList all;
    for (const MessageRecord& record : records)
        all << QString::number(record.number);
    return all.join(QLatin1Char(' '));
}

constexpr std::int64_t Ever = 1'000'000;

} // namespace

class TestMessageLogPlaces : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void eachReaderHasItsOwnPlace()
    {
        MessageLog log;
        for (int i = 1; i <= 5; ++i)
            log.append(message(i));
        const MessageLog::Read first = log.read({}, 3, Ever);
        QCOMPARE(numbers(first.added), QStringLiteral("1 2 3"));
        QVERIFY(first.more);
        QCOMPARE(log.pull().added.size(), std::size_t(5)); // the window's reader is another one
        QCOMPARE(numbers(log.read({}, 3, Ever).added), QStringLiteral("1 2 3"));
        const MessageLog::Read next = log.read(first.place, 3, Ever);
        QCOMPARE(numbers(next.added), QStringLiteral("4 5"));
        QVERIFY(!next.more);
        QVERIFY(log.read(next.place, 3, Ever).added.empty());
    }

    void tellsWhatChangedOnceAndWhole()
    {
        MessageLog log;
        for (int i = 1; i <= 3; ++i)
            log.append(message(i));
        const MessageLog::Place place = log.read({}, 10, Ever).place;
        log.add({{2, 7, true, {}, {}}});
        log.add({{2, 1, true, {}, {}}});
        log.add({{3, 4, true, {}, {}}});
        const MessageLog::Read read = log.read(place, 10, Ever);
        QCOMPARE(numbers(read.changed), QStringLiteral("2 3"));
        QCOMPARE(read.changed[0].figures.recipients, std::uint64_t(8));
        QVERIFY(log.read(read.place, 10, Ever).changed.empty());
    }

    void youngOnesWait()
    {
        MessageLog log;
        log.append(message(100));
        log.append(message(200));
        const MessageLog::Read read = log.read({}, 10, 150);
        QCOMPARE(numbers(read.added), QStringLiteral("1"));
        QVERIFY(!read.more);
        QCOMPARE(numbers(log.read(read.place, 10, 250).added), QStringLiteral("2"));
    }

    void aClockSetBackHoldsNothingUp()
    {
        MessageLog log;
        log.append(message(100'000));
        QCOMPARE(numbers(log.read({}, 10, 1000).added), QStringLiteral("1"));
    }

    void countsWhatItMissed()
    {
        MessageLog log;
        for (int i = 1; i <= 4; ++i)
            log.append(message(i));
        const MessageLog::Place place = log.read({}, 1, Ever).place;
        log.clear();
        log.append(message(5));
        const MessageLog::Read read = log.read(place, 10, Ever);
        QCOMPARE(numbers(read.added), QStringLiteral("5"));
        QCOMPARE(read.missed, std::uint64_t(3));
    }

    void whoComesTooLateForAllChangesGoesOn()
    {
        MessageLog log;
        log.append(message(1));
        const MessageLog::Place place = log.read({}, 10, Ever).place;
        for (std::size_t i = 0; i < MessageLog::MostChanges + 10; ++i)
            log.add({{1, 1, true, {}, {}}});
        MessageLog::Read read = log.read(place, 1000, Ever);
        while (read.more)
            read = log.read(read.place, 1000, Ever);
        QCOMPARE(read.place.change, log.end().change);
    }

    void goesOnFromWhatWasEarlier()
    {
        MessageLog log;
        std::vector<MessageRecord> earlier{message(1), message(2)};
        QVERIFY(log.begin(earlier, 41));
        QCOMPARE(log.append(message(3)), std::uint64_t(42));
        QCOMPARE(numbers(log.pull().added), QStringLiteral("40 41 42"));
        QCOMPARE(log.find(41)->userId, std::string("2"));
        QVERIFY(!log.begin(earlier, 50));
        QCOMPARE(log.end().number, std::uint64_t(42));
    }

    void earlierOnesHaveNoNumbersBelowOne()
    {
        MessageLog log;
        QVERIFY(!log.begin({message(1), message(2)}, 1));
        QCOMPARE(log.append(message(3)), std::uint64_t(1));
    }
};

ROOM_TEST(TestMessageLogPlaces, QCoreApplication)
#include "tst_message_log_places.moc"
