// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "broker/channel_table.h"
#include "support/room.h"

#include <QtTest>

#include <set>

using namespace fanlight;

namespace {

std::string userNumber(int number)
{
    return "user " + std::to_string(number);
}

} // namespace

// The channels of users and who listens to them.
class TestChannelTable : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void eachIsFoundWhereverItLies()
    {
        constexpr int Users = 5000; // grows several times
        ChannelTable table(1);
        QVERIFY(!table.find("user 0"));
        std::set<std::uint32_t> indices;
        for (int i = 0; i < Users; ++i)
            indices.insert(table.create<SubscribedChannel>(userNumber(i)).index);
        QCOMPARE(table.size(), std::size_t(Users));
        QCOMPARE(indices.size(), std::size_t(Users));
        QCOMPARE(table.indexEnd(), std::uint32_t(Users));
        for (int i = 0; i < Users; ++i) {
            const SubscribedChannel* const found = table.find(userNumber(i));
            QVERIFY(found);
            QCOMPARE(found->userId, userNumber(i));
        }
        QVERIFY(!table.find("user 5000"));
        std::set<std::string> seen;
        table.forEach(
            [&](const SubscribedChannel& channel) { seen.insert(channel.userId.text()); });
        QCOMPARE(seen.size(), std::size_t(Users));
    }

    void whatWasRemovedIsGoneAndItsIndexUsedAgain()
    {
        constexpr int Users = 1000;
        ChannelTable table(1);
        for (int i = 0; i < Users; ++i)
            table.create<SubscribedChannel>(userNumber(i));
        std::set<std::uint32_t> freed;
        for (int i = 0; i < Users; i += 2) {
            SubscribedChannel* const channel = table.find(userNumber(i));
            QVERIFY(channel);
            freed.insert(channel->index);
            table.remove(*channel);
        }
        QCOMPARE(table.size(), std::size_t(Users / 2));
        for (int i = 0; i < Users; ++i)
            QCOMPARE(table.find(userNumber(i)) != nullptr, i % 2 == 1);
        for (int i = 0; i < Users / 2; ++i)
            QCOMPARE(
                freed.erase(table.create<SubscribedChannel>("new " + std::to_string(i)).index), 1U);
        QCOMPARE(table.indexEnd(), std::uint32_t(Users));
    }

    void subscribersAreCountedByShard_data()
    {
        QTest::addColumn<int>("shards");
        for (const int shards : {1, 2, 3, 64})
            QTest::addRow("%d", shards) << shards;
    }
    void subscribersAreCountedByShard()
    {
        QFETCH(const int, shards);
        ChannelTable table(static_cast<std::size_t>(shards));
        SubscribedChannel& channel = table.create<SubscribedChannel>("a");
        QCOMPARE(channel.subscribers(), 0U);
        for (int shard = 0; shard < shards; ++shard) {
            for (int i = 0; i <= shard; ++i)
                channel.add(shard);
        }
        for (int shard = 0; shard < shards; ++shard)
            QCOMPARE(channel.subscribersOf(std::size_t(shard)), std::uint32_t(shard + 1));
        QCOMPARE(channel.subscribers(), std::uint32_t(shards * (shards + 1) / 2));
        channel.remove(shards - 1);
        QCOMPARE(channel.subscribersOf(std::size_t(shards - 1)), std::uint32_t(shards - 1));

        std::int64_t online = 0;
        const auto listened = table.listenedTo({"a", "nobody"}, online);
        QCOMPARE(online, std::int64_t(1 < shards || channel.subscribers() > 0 ? 1 : 0));
        QCOMPARE(listened.size(), std::size_t(shards));
    }

    // As when another broker takes over.
    void movesWithAllOfThem()
    {
        ChannelTable first(3);
        for (int i = 0; i < 100; ++i)
            first.create<SubscribedChannel>(userNumber(i)).add(i % 3);
        const SubscribedChannel* const place = first.find("user 7");
        ChannelTable second = std::exchange(first, ChannelTable(3));
        QCOMPARE(second.size(), std::size_t(100));
        QCOMPARE(second.find("user 7"), place);
        QCOMPARE(place->subscribersOf(1), 1U);
        QCOMPARE(first.size(), std::size_t(0));
        QVERIFY(!first.find("user 7"));
        QCOMPARE(first.create<SubscribedChannel>("user 7").index, 0U);
    }
};

ROOM_TEST(TestChannelTable, QCoreApplication)
#include "tst_channel_table.moc"
