// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/delivery_follower.h"

#include "net/clock.h"
#include "support/room.h"

#include <QTest>

#include <sys/socket.h>
#include <unistd.h>

using namespace fanlight;

// What the follower itself keeps; how it fares with real clients is for tst_shard_follows.
class TestDeliveryFollower : public QObject {
    Q_OBJECT

    struct Rig {
        ShardContext context{ShardConfig()};
        TlsSide tls{context};
        Transport transport{tls};
        ConnectionSlab& connections = context.connections;
        DeliveryFollower follower{connections, transport};
        int ends[2] = {-1, -1};

        Rig() { ::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends); }
        ~Rig()
        {
            ::close(ends[0]);
            ::close(ends[1]);
        }
        ConnectionRef open()
        {
            const std::uint32_t slot = connections.take();
            connections[slot].state = ConnectionState::Stream;
            connections[slot].descriptor = ends[0]; // all share it; none is sent anything
            return {slot, connections[slot].generation};
        }
        void close(ConnectionRef ref)
        {
            follower.connectionClosed(ref);
            connections.giveBack(ref.slot);
        }
        // A message that is handed to the kernel for these.
        std::shared_ptr<Receipt> deliver(const std::vector<ConnectionRef>& to, std::uint64_t end)
        {
            auto receipt = std::make_shared<Receipt>("t", 1);
            Deliver item;
            item.publishedNs = monotonicNs();
            item.receipt = receipt;
            const std::uint32_t tally = follower.open(item, monotonicNs());
            follower.addRecipients(tally, to.size());
            for (const ConnectionRef& one : to)
                follower.written(tally, one, end, monotonicNs(), false);
            follower.done(tally);
            return receipt;
        }
    };

private Q_SLOTS:
    // However many come and go while one receipt is open.
    void onlyWhomAReceiptAsksAboutIsRemembered()
    {
        Rig rig;
        const ConnectionRef slow = rig.open();
        const auto receipt = rig.deliver({slow}, 100); // never acknowledged: it has sent nothing
        for (int i = 0; i < 100'000; ++i)
            rig.close(rig.open());
        QCOMPARE(rig.follower.closedConnections(), 0U);
        rig.close(slow);
        QCOMPARE(rig.follower.closedConnections(), 1U);
        rig.follower.poll(monotonicNs() + 10'000'000'000, false);
        QCOMPARE(rig.follower.closedConnections(), 0U);
        QVERIFY(!rig.follower.follows());
        QCOMPARE(receipt->figures().gone, 1U);
    }

    void whatHadBeenAcknowledgedByThenCounts()
    {
        Rig rig;
        const ConnectionRef one = rig.open();
        const ConnectionRef other = rig.open();
        rig.connections[one.slot].sent.bytes = 100;
        const auto receipt = rig.deliver({one, other}, 100);
        rig.close(one);
        rig.close(other);
        rig.follower.poll(monotonicNs() + 10'000'000'000, false);
        QCOMPARE(receipt->figures().acknowledged, 1U);
        QCOMPARE(receipt->figures().gone, 1U);
    }

    void severalReceiptsMayAskAboutOne()
    {
        Rig rig;
        const ConnectionRef one = rig.open();
        const auto first = rig.deliver({one}, 100);
        const auto second = rig.deliver({one}, 200);
        rig.close(one);
        QCOMPARE(rig.follower.closedConnections(), 1U);
        const ConnectionRef next = rig.open(); // in its slot
        QCOMPARE(next.slot, one.slot);
        rig.close(next);
        QCOMPARE(rig.follower.closedConnections(), 1U);
        rig.follower.endAll();
        QCOMPARE(rig.follower.closedConnections(), 0U);
    }

    void aReceiptThatIsFollowedNoLongerForgetsItsConnections()
    {
        Rig rig;
        const ConnectionRef one = rig.open();
        const auto receipt = rig.deliver({one}, 100);
        rig.follower.poll(monotonicNs() + DeliveryFollower::FollowNs + 1, false);
        QVERIFY(!rig.follower.follows());
        rig.close(one);
        QCOMPARE(rig.follower.closedConnections(), 0U);
    }
};

ROOM_TEST(TestDeliveryFollower, QCoreApplication)
#include "tst_delivery_follower.moc"
