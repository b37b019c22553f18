// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/dead_peer.h"
#include "support/room.h"

#include <QTest>

using namespace fanlight;
using namespace std::chrono_literals;

class TestDeadPeer : public QObject {
    Q_OBJECT

    static tcp_info told(int retransmits, int probes, std::chrono::milliseconds lastAcknowledgement)
    {
        tcp_info info{};
        info.tcpi_retransmits = static_cast<std::uint8_t>(retransmits);
        info.tcpi_probes = static_cast<std::uint8_t>(probes);
        info.tcpi_last_ack_recv = static_cast<std::uint32_t>(lastAcknowledgement.count());
        return info;
    }

private Q_SLOTS:
    void oneThatAnswersNothingForSoLong()
    {
        QVERIFY(isPeerDead(told(8, 0, 45s), 45s));
        QVERIFY(isPeerDead(told(0, 8, 50s), 45s)); // its window was shut before
        QVERIFY(!isPeerDead(told(8, 0, 44s), 45s));
    }

    // Nothing is under way, or hardly, since it was heard of: an idle stream.
    void oneThatWasSentNothing()
    {
        QVERIFY(!isPeerDead(told(0, 0, 1h), 45s));
        QVERIFY(!isPeerDead(told(1, 0, 1h), 45s));
    }

    // It acknowledges each probe, however rare they have become.
    void oneThatReadsNothing() { QVERIFY(!isPeerDead(told(0, 1, 2min), 45s)); }
};

ROOM_TEST(TestDeadPeer, QCoreApplication)
#include "tst_dead_peer.moc"
