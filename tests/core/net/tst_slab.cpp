// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/slab.h"
#include "support/room.h"

#include <QtTest>

#include <set>

using namespace fanlight;

namespace {
ConnectionRef takeLive(ConnectionSlab& slab)
{
    const std::uint32_t slot = slab.take();
    slab[slot].state = ConnectionState::Http;
    return {slot, slab[slot].generation};
}
} // namespace

class TestSlab : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everySlotIsTakenOnce()
    {
        ConnectionSlab slab;
        std::set<std::uint32_t> slots;
        for (int i = 0; i < 1000; ++i)
            QVERIFY(slots.insert(slab.take()).second);
        QCOMPARE(slab.used(), 1000U);
        QVERIFY(slab.capacity() >= 1000U);
        QVERIFY(*slots.rbegin() < slab.capacity());
    }

    void connectionsNeverMove()
    {
        ConnectionSlab slab;
        const ConnectionRef first = takeLive(slab);
        const Connection* place = slab.find(first);
        for (int i = 0; i < 1000; ++i)
            slab.take();
        QCOMPARE(slab.find(first), place);
    }

    void whoHasGoneIsNotFoundAgain()
    {
        ConnectionSlab slab;
        const ConnectionRef first = takeLive(slab);
        QVERIFY(slab.find(first));
        slab.giveBack(first.slot);
        QVERIFY(!slab.find(first));
        const ConnectionRef second = takeLive(slab);
        QCOMPARE(second.slot, first.slot); // the slot lives on, its tenant does not
        QVERIFY(!slab.find(first));
        QVERIFY(slab.find(second));
    }

    void aFreeSlotIsNoConnection()
    {
        ConnectionSlab slab;
        QVERIFY(!slab.find({0, 0}));
        QVERIFY(!slab.find({NoIndex, 0}));
        const std::uint32_t slot = slab.take();
        QVERIFY(!slab.find({slot, slab[slot].generation})); // not yet given a state
        QVERIFY(!slab.find({slab.capacity(), 0}));
    }

    void aNewTenantFindsTheSlotClean()
    {
        ConnectionSlab slab;
        const ConnectionRef first = takeLive(slab);
        slab[first.slot].sent.bytes = 7;
        slab[first.slot].extra().lastEventId = "1-0";
        slab[first.slot].queue.blocked = true;
        slab.giveBack(first.slot);
        const Connection& second = slab[slab.take()];
        QCOMPARE(second.sent.bytes, 0U);
        QVERIFY(!second.side);
        QVERIFY(!second.queue.blocked);
        QCOMPARE(second.links.next, NoIndex);
    }

    void slotsAreUsedAgainBeforeMoreAreMade()
    {
        ConnectionSlab slab;
        std::vector<std::uint32_t> slots;
        for (int round = 0; round < 10; ++round) {
            for (int i = 0; i < 100; ++i)
                slots.push_back(slab.take());
            for (const std::uint32_t slot : std::exchange(slots, {}))
                slab.giveBack(slot);
        }
        QCOMPARE(slab.used(), 0U);
        QVERIFY(slab.capacity() <= 128U);
    }

    void anAddressReadsAsPeopleWriteIt()
    {
        Connection connection;
        ConnectionPeer peer;
        peer.port = 40120;
        const unsigned char loopback[4] = {127, 0, 0, 1};
        std::memcpy(&peer.address, loopback, sizeof loopback);
        connection.setPeer(peer);
        QCOMPARE(connection.addressText(), std::string("127.0.0.1:40120"));
        peer.isIpv6 = true;
        peer.address = in6addr_loopback;
        connection.setPeer(peer);
        QCOMPARE(connection.addressText(), std::string("[::1]:40120"));
        QVERIFY(connection.peer().isIpv6);
        QCOMPARE(connection.peer().port, std::uint16_t(40120));
        peer.isUnix = true;
        connection.setPeer(peer);
        QCOMPARE(connection.addressText(), std::string("unix"));
    }

    // Of IPv6 it is beside the connection, and goes where that goes.
    void anAddressMovesWithItsConnection()
    {
        Connection first;
        ConnectionPeer peer;
        peer.isIpv6 = true;
        peer.address = in6addr_loopback;
        first.setPeer(peer);
        Connection second = std::move(first);
        QCOMPARE(second.addressText(), std::string("[::1]"));
        second = Connection();
        QCOMPARE(second.addressText(), std::string("0.0.0.0"));
        QVERIFY(!second.peer().isIpv6);
        first.setPeer(peer); // it can be used again
        QCOMPARE(first.addressText(), std::string("[::1]"));
    }

    void whatFewHaveIsMadeWhenItIsNeeded()
    {
        Connection connection;
        connection.state = ConnectionState::Stream;
        QCOMPARE(connection.knownExtra().dropped, 0U);
        QVERIFY(!connection.side);
        connection.extra().dropped = 3;
        connection.extra().replayed = 2;
        QCOMPARE(connection.knownExtra().dropped, 3U);
        QCOMPARE(connection.knownExtra().replayed, 2U);
        QVERIFY(!connection.http());
        connection.state = ConnectionState::Closing;
        QCOMPARE(connection.knownExtra().dropped, 0U);
    }

    // Fields that share a word do not disturb each other.
    void numbersThatShareAWordKeepTheirs()
    {
        Connection connection;
        connection.queue.exemptBytes = std::uint64_t(1) << 58;
        connection.queue.blocked = connection.queue.hasLost = true;
        QCOMPARE(std::uint64_t(connection.queue.exemptBytes), std::uint64_t(1) << 58);
        QVERIFY(!connection.queue.inUrgent && !connection.queue.inBulk);
        connection.queue.exemptBytes -= 1;
        QVERIFY(connection.queue.blocked && connection.queue.hasLost);
        connection.stream.connectedAtMs = 4'102'444'800'000; // in the year 2100
        connection.stream.awaitsHistory = true;
        QCOMPARE(std::int64_t(connection.stream.connectedAtMs), std::int64_t(4'102'444'800'000));
        QVERIFY(!connection.stream.http10 && !connection.stream.wantsGaps);
    }
};

ROOM_TEST(TestSlab, QCoreApplication)
#include "tst_slab.moc"
