// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "hub/message_log.h"
#include "support/room.h"

#include <QTest>

#include <thread>

using namespace fanlight;

namespace {

MessageRecord message(const std::string& data)
{
    MessageRecord record;
    record.frame = Frame::event({"1-0", {}, data}, "like");
    return record;
}

MessageFigures figures(std::uint64_t number, std::uint64_t recipients)
{
    MessageFigures one;
    one.number = number;
    one.recipients = recipients;
    for (std::uint64_t i = 0; i < recipients; ++i)
        one.write.record(1'000'000 * (i + 1));
    return one;
}

} // namespace

class TestMessageLog : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void pullsWhatCameInOrder()
    {
        MessageLog log;
        QCOMPARE(log.append(message("a")), 1U);
        QCOMPARE(log.append(message("b")), 2U);
        MessageLog::Pull pull = log.pull();
        QCOMPARE(pull.added.size(), 2U);
        QCOMPARE(pull.added[0].number, 1U);
        QCOMPARE(QByteArray::fromStdString(pull.added[1].frame->data()), QByteArray("b"));
        QCOMPARE(pull.firstKept, 1U);
        QVERIFY(log.pull().added.empty());
        log.append(message("c"));
        pull = log.pull();
        QCOMPARE(pull.added.size(), 1U);
        QCOMPARE(pull.added[0].number, 3U);
    }

    void stepsAreAddedToWhatIsKeptAndStayAsTheyWere()
    {
        MessageLog log;
        MessageRecord first = message("a");
        first.steps = {0, 300};
        const std::uint64_t number = log.append(first);
        log.addSteps(number, {500, 0});
        log.addSteps(number, {700, 900}); // a later part of the same publish
        log.addSteps(number + 1, {1, 1}); // there is none
        QCOMPARE(log.find(number)->steps, (MessageSteps{500, 300}));
    }

    void othersLookByNumberAndLeaveTheReaderAlone()
    {
        MessageLog log;
        for (int i = 0; i < 10; ++i)
            log.append(message(i % 2 == 0 ? "even" : "odd"));
        MessageLog::Look look = log.look(2, 3);
        QCOMPARE(look.added.size(), 3U);
        QCOMPARE(look.added.front().number, 8U);
        QCOMPARE(look.added.back().number, 10U);
        QCOMPARE(look.left, 5U);
        QCOMPARE(look.last, 10U);
        look = log.look(
            0, 2, [](const MessageRecord& record) { return record.frame->data() == "odd"; });
        QCOMPARE(look.added.size(), 2U);
        QCOMPARE(look.added.front().number, 8U);
        QCOMPARE(look.left, 3U);
        QVERIFY(log.look(10, 5).added.empty());
        QVERIFY(log.look(99, 5).added.empty());
        QCOMPARE(log.pull().added.size(), 10U);
    }

    void othersLearnWhatHasChanged()
    {
        MessageLog log;
        for (int i = 0; i < 3; ++i)
            log.append(message("x"));
        std::uint64_t revision = log.look(0, 3).change;
        QVERIFY(log.changedAmong({1, 2, 3}, revision).empty());
        log.add({figures(2, 5)});
        log.add({figures(3, 1)});
        const auto changed = log.changedAmong({1, 2, 77}, revision);
        QCOMPARE(changed.size(), 1U);
        QCOMPARE(changed[0].number, 2U);
        QCOMPARE(changed[0].figures.recipients, 5U);
        QVERIFY(log.changedAmong({1, 2, 3}, revision).empty());
    }

    void manyArePulledInPieces()
    {
        MessageLog log;
        for (int i = 0; i < 25; ++i)
            log.append(message("x"));
        for (const std::uint64_t first : {1U, 11U, 21U}) {
            const MessageLog::Pull pull = log.pull(10);
            QCOMPARE(pull.added.front().number, first);
            QCOMPARE(pull.added.size(), first == 21 ? 5U : 10U);
            QCOMPARE(pull.more, first != 21);
        }
        QVERIFY(log.pull(10).added.empty());
        log.append(message("x"));
        QCOMPARE(log.pull(10).added.front().number, 26U);
    }

    void figuresOfPulledMessagesFollow()
    {
        MessageLog log;
        log.append(message("a"));
        log.add({figures(1, 2)});
        MessageLog::Pull pull = log.pull();
        QCOMPARE(pull.added[0].figures.recipients, 2U);
        QVERIFY(pull.changed.empty());
        log.add({figures(1, 3), figures(99, 1), figures(1, 1)});
        pull = log.pull();
        QCOMPARE(pull.changed.size(), 1U);
        QCOMPARE(pull.changed[0].recipients, 6U);
        QCOMPARE(pull.changed[0].write.count(), 6U);
        QVERIFY(log.pull().changed.empty());
    }

    void theOldestGoFirst()
    {
        MessageLog log;
        for (std::size_t i = 0; i < MessageLog::MostMessages + 10; ++i)
            log.append(message("x"));
        const MessageLog::Pull pull = log.pull();
        QCOMPARE(pull.added.size(), MessageLog::MostMessages);
        QCOMPARE(pull.firstKept, 11U);
        QCOMPARE(pull.evicted, 10U);
        log.add({figures(3, 1)}); // of one that has gone
        QVERIFY(log.pull().changed.empty());
    }

    void bytesAreBounded()
    {
        MessageLog log;
        const std::string large(1 << 20, 'x');
        for (int i = 0; i < 200; ++i)
            log.append(message(large));
        MessageLog::Pull pull = log.pull();
        QVERIFY(pull.bytes <= MessageLog::MostBytes);
        QVERIFY(pull.bytes > MessageLog::MostBytes - (2 << 20));
        QCOMPARE(pull.added.size() + pull.evicted, 200U);
        log.clear();
        pull = log.pull();
        QCOMPARE(pull.bytes, 0U);
        QCOMPARE(pull.evicted, 0U);
        QCOMPARE(pull.firstKept, 201U);
        QCOMPARE(log.append(message("x")), 201U);
    }

    void usersOfAPublishThatComesInPieces()
    {
        MessageLog log;
        MessageRecord record = message("x");
        record.users = 1;
        log.append(record);
        log.addUser(1);
        log.addUser(2); // there is none
        QCOMPARE(log.pull().added[0].users, 2U);
    }

    void whatWasClearedComesBackInFrontOfWhatCameSince()
    {
        MessageLog log;
        for (int i = 0; i < 3; ++i)
            log.append(message("a"));
        log.pull(2);
        const auto cleared = log.clear();
        QCOMPARE(cleared->messages(), 3U);
        log.append(message("b"));
        log.add({figures(4, 7)});
        QCOMPARE(log.pull().added.size(), 1U);
        QVERIFY(log.restore(cleared));
        const MessageLog::Pull pull = log.pull();
        QCOMPARE(pull.firstKept, 1U);
        QCOMPARE(pull.added.size(), 4U); // all once more, also what had not been pulled
        QCOMPARE(pull.added[3].figures.recipients, 7U);
        QVERIFY(!log.restore(cleared)); // once
    }

    void whatWasClearedDoesNotComeBackWithAGap()
    {
        MessageLog log;
        log.append(message("a"));
        const auto first = log.clear();
        log.append(message("b"));
        const auto second = log.clear();
        QVERIFY(!log.restore(first));
        QVERIFY(log.restore(second));
        const auto third = log.clear();
        for (std::size_t i = 0; i < MessageLog::MostMessages + 1; ++i)
            log.append(message("c"));
        QVERIFY(!log.restore(third)); // the first of those that came is gone already
    }

    void whatComesBackKeepsToTheBounds()
    {
        MessageLog log;
        for (std::size_t i = 0; i < MessageLog::MostMessages; ++i)
            log.append(message("a"));
        const auto cleared = log.clear();
        for (int i = 0; i < 5; ++i)
            log.append(message("b"));
        QVERIFY(log.restore(cleared));
        const MessageLog::Pull pull = log.pull();
        QCOMPARE(pull.added.size(), MessageLog::MostMessages);
        QCOMPARE(pull.firstKept, 6U);
        QCOMPARE(pull.evicted, 5U);
    }

    void manyMayWriteWhileOneReads()
    {
        MessageLog log;
        std::vector<std::thread> writers;
        for (int i = 0; i < 4; ++i) {
            writers.emplace_back([&] {
                for (int n = 0; n < 5000; ++n) {
                    const std::uint64_t number = log.append(message("x"));
                    log.add({figures(number, 1)});
                }
            });
        }
        std::uint64_t last = 0;
        std::uint64_t recipients = 0;
        std::unordered_map<std::uint64_t, std::uint64_t> of;
        const auto read = [&] {
            MessageLog::Pull pull = log.pull();
            for (const MessageRecord& record : pull.added) {
                QCOMPARE(record.number, ++last);
                of[record.number] = record.figures.recipients;
            }
            for (const MessageFigures& one : pull.changed)
                of[one.number] = one.recipients;
        };
        while (last < 20'000)
            read();
        for (std::thread& writer : writers)
            writer.join();
        read();
        for (const auto& [number, count] : of)
            recipients += count;
        QCOMPARE(recipients, 20'000U);
    }
};

ROOM_TEST(TestMessageLog, QCoreApplication)
#include "tst_message_log.moc"
