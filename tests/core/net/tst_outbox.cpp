// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/outbox.h"
#include "support/room.h"

#include <QtTest>

#include <deque>
#include <random>

using namespace fanlight;

namespace {
FramePtr frameOf(const std::string& text)
{
    return Frame::raw(text);
}
std::string_view textOf(Outbox& outbox, std::uint32_t frame)
{
    return outbox.frame(frame).frame ? outbox.frame(frame).frame->plain()
                                     : std::string_view("(gone)");
}
} // namespace

class TestOutbox : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aFrameGoesWithItsLastNode()
    {
        Outbox outbox;
        const std::uint32_t frame = outbox.addFrame(frameOf("x"), 5, 3);
        const std::uint32_t first = outbox.addNode(frame);
        const std::uint32_t second = outbox.addNode(frame);
        QCOMPARE(outbox.frame(frame).pending, 2U);
        QCOMPARE(outbox.frame(frame).publishedNs, 5U);
        QCOMPARE(outbox.frame(frame).tally, 3U);
        outbox.freeNode(first);
        QCOMPARE(textOf(outbox, frame), std::string_view("x"));
        outbox.freeNode(second);
        QVERIFY(!outbox.frame(frame).frame);
    }

    void aFrameNobodyTookGoesWhenItIsLetGo()
    {
        Outbox outbox;
        const std::uint32_t frame = outbox.addFrame(frameOf("x"), 0);
        outbox.hold(frame);
        QVERIFY(outbox.letGo(frame));
        QVERIFY(!outbox.frame(frame).frame);
        const std::uint32_t other = outbox.addFrame(frameOf("y"), 0);
        outbox.releaseIfUnused(other);
        QVERIFY(!outbox.frame(other).frame);
    }

    void aHeldFrameStaysHoweverSoonItIsSent()
    {
        Outbox outbox;
        const std::uint32_t frame = outbox.addFrame(frameOf("x"), 0);
        outbox.hold(frame);
        outbox.freeNode(outbox.addNode(frame)); // sent to one before the next has it queued
        QCOMPARE(textOf(outbox, frame), std::string_view("x"));
        const std::uint32_t node = outbox.addNode(frame);
        QVERIFY(!outbox.letGo(frame));
        QCOMPARE(textOf(outbox, frame), std::string_view("x"));
        outbox.freeNode(node);
        QVERIFY(!outbox.frame(frame).frame);
    }

    void nodesChainAndTellWhoIsNext()
    {
        Outbox outbox;
        const std::uint32_t frame = outbox.addFrame(frameOf("x"), 0);
        const std::uint32_t first = outbox.addNode(frame);
        const std::uint32_t second = outbox.addNode(frame);
        QCOMPARE(outbox.node(first).next, NoIndex);
        outbox.node(first).next = second;
        QCOMPARE(outbox.freeNode(first), second);
        QCOMPARE(outbox.freeNode(second), NoIndex);
    }

    void placesAreUsedAgain()
    {
        Outbox outbox;
        for (int round = 0; round < 1000; ++round) {
            const std::uint32_t frame = outbox.addFrame(frameOf("x"), 0);
            QCOMPARE(frame, 0U);
            const std::uint32_t node = outbox.addNode(frame);
            QCOMPARE(node, 0U);
            QCOMPARE(outbox.node(node).next, NoIndex);
            outbox.freeNode(node);
        }
    }

    void queuesKeepTheirOrderAndTheirFrames()
    {
        std::mt19937 random(8);
        Outbox outbox;
        struct Queue {
            std::uint32_t head = NoIndex;
            std::uint32_t tail = NoIndex;
            std::deque<std::string> expected;
        };
        std::vector<Queue> queues(10);
        for (int round = 0; round < 20'000; ++round) {
            if (random() % 3 == 0) { // publish to some
                const std::string text = std::to_string(round);
                const std::uint32_t frame = outbox.addFrame(frameOf(text), 0);
                outbox.hold(frame);
                for (Queue& queue : queues) {
                    if (random() % 2)
                        continue;
                    const std::uint32_t node = outbox.addNode(frame);
                    (queue.tail == NoIndex ? queue.head : outbox.node(queue.tail).next) = node;
                    queue.tail = node;
                    queue.expected.push_back(text);
                }
                outbox.letGo(frame);
            } else if (Queue& queue = queues[random() % queues.size()];
                       queue.head != NoIndex) { // send one
                QCOMPARE(textOf(outbox, outbox.node(queue.head).frame),
                    std::string_view(queue.expected.front()));
                queue.expected.pop_front();
                queue.head = outbox.freeNode(queue.head);
                if (queue.head == NoIndex)
                    queue.tail = NoIndex;
            }
        }
        for (Queue& queue : queues) {
            for (; queue.head != NoIndex; queue.head = outbox.freeNode(queue.head)) {
                QCOMPARE(textOf(outbox, outbox.node(queue.head).frame),
                    std::string_view(queue.expected.front()));
                queue.expected.pop_front();
            }
            QVERIFY(queue.expected.empty());
        }
    }
};

ROOM_TEST(TestOutbox, QCoreApplication)
#include "tst_outbox.moc"
