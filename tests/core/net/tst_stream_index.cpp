// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "net/stream_index.h"

#include "support/room.h"

#include <vector>

using namespace fanlight;
using namespace fanlight::testing;

namespace {

struct Rig {
    ConnectionSlab connections;
    StreamIndex index{connections};
    Channel ann{.userId = KeptName("ann"), .index = 0};
    Channel bob{.userId = KeptName("bob"), .index = 1};
    std::uint64_t lastId = 0;

    std::uint32_t open(
        Channel* channel, const std::string& types = {}, const std::string& agent = {})
    {
        const std::uint32_t slot = connections.take();
        connections[slot].state = ConnectionState::Stream;
        connections[slot].stream.id = ++lastId;
        connections[slot].stream.channel = channel;
        index.add(slot, types, agent);
        return slot;
    }
    void close(std::uint32_t slot)
    {
        index.remove(slot);
        index.release(slot);
        connections.giveBack(slot);
    }
    std::vector<std::uint32_t> ofChannel(std::uint32_t channel)
    {
        std::vector<std::uint32_t> slots;
        index.visitChannel(channel, [&](std::uint32_t slot) { slots.push_back(slot); });
        std::sort(slots.begin(), slots.end());
        return slots;
    }
};

using Slots = std::vector<std::uint32_t>;

} // namespace

class TestStreamIndex : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void channelsListTheirStreams()
    {
        Rig rig;
        const std::uint32_t one = rig.open(&rig.ann);
        const std::uint32_t two = rig.open(&rig.ann);
        const std::uint32_t three = rig.open(&rig.ann);
        const std::uint32_t other = rig.open(&rig.bob);
        rig.open(nullptr); // broadcasts only
        QCOMPARE(rig.ofChannel(0), (Slots{one, two, three}));
        QCOMPARE(rig.ofChannel(1), Slots{other});
        QCOMPARE(rig.ofChannel(7), Slots()); // nobody ever had it
        QCOMPARE(rig.ann.streams.load(), 3U);
        rig.close(two); // in the middle
        QCOMPARE(rig.ofChannel(0), (Slots{one, three}));
        rig.close(three); // the first of the list
        QCOMPARE(rig.ofChannel(0), Slots{one});
        rig.close(one);
        QCOMPARE(rig.ofChannel(0), Slots());
        QCOMPARE(rig.ann.streams.load(), 0U);
        QCOMPARE(rig.index.size(), 2U);
    }

    void whoIsVisitedMayEnd()
    {
        Rig rig;
        for (int i = 0; i < 10; ++i)
            rig.open(&rig.ann);
        int visited = 0;
        rig.index.visitAll([&](std::uint32_t slot) {
            ++visited;
            if (rig.connections[slot].stream.id % 2 == 0)
                rig.close(slot);
        });
        QCOMPARE(visited, 10);
        QCOMPARE(rig.index.size(), 5U);
        rig.index.visitChannel(0, [&](std::uint32_t slot) { rig.close(slot); });
        QVERIFY(rig.index.isEmpty());
    }

    void typesDecideWhoTakesAnEvent()
    {
        Rig rig;
        const std::uint32_t all = rig.open(&rig.ann);
        const std::uint32_t likes = rig.open(&rig.ann, "like,new-post");
        const std::uint32_t comments = rig.open(&rig.bob, "comment");
        const auto takes = [&](std::uint32_t slot, std::string_view type) {
            return rig.index.takes(rig.connections[slot], type);
        };
        rig.index.beginEvent();
        QVERIFY(takes(all, "like"));
        QVERIFY(takes(likes, "like"));
        QVERIFY(!takes(comments, "like"));
        rig.index.beginEvent();
        QVERIFY(takes(likes, "new-post"));
        rig.index.beginEvent();
        QVERIFY(!takes(likes, "new")); // the whole name
        rig.index.beginEvent();
        QVERIFY(takes(all, "")); // without a type it goes to those that take all
        QVERIFY(!takes(likes, ""));

        QCOMPARE(rig.index.countTaking({}, true, "comment"), 2U);
        QCOMPARE(rig.index.countTaking({0}, false, "comment"), 1U);
        rig.connections[all].stream.awaitsHistory = true;
        QCOMPARE(rig.index.countTaking({0}, false, "comment"), 0U);
    }

    void textsAreKeptWhileSomeoneHasThem()
    {
        Rig rig;
        const std::string agent(1000, 'a');
        const std::uint32_t one = rig.open(&rig.ann, "like", agent);
        const Connection& connection = rig.connections[one];
        QCOMPARE(rig.index.typesOf(connection), std::string("like"));
        QCOMPARE(rig.index.userAgentOf(connection).size(), StreamIndex::MaxUserAgentBytes);
        rig.index.remove(one);
        QCOMPARE(rig.index.typesOf(connection), std::string("like")); // for who is told of its end
        rig.index.release(one);
        QCOMPARE(rig.index.typesOf(connection), std::string());
    }

    void idsLeadToSlots()
    {
        Rig rig;
        rig.open(&rig.ann);
        const std::uint32_t two = rig.open(&rig.bob);
        const std::uint32_t three = rig.open(&rig.bob);
        QCOMPARE(rig.index.slotOf(2), two);
        QCOMPARE(rig.index.slotOf(9), NoIndex);
        QCOMPARE(rig.index.slotsOf({3, 9}), Slots{three});
    }
};

ROOM_TEST(TestStreamIndex, NoApplication)
#include "tst_stream_index.moc"
