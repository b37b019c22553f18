// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "load/owed.h"
#include "core/load/times.h"
#include "support/room.h"

using namespace fanlight;
using namespace fanlight::testing;

namespace {
constexpr std::uint64_t Late = 100 * Ms;
constexpr std::uint32_t User = 1;
} // namespace

// A book of two users, the figures, and one client, who is user 1.
struct OwedRig {
    void publish(std::uint32_t channel, int count)
    {
        for (int i = 0; i < count; ++i)
            book.next(channel);
    }
    void take(std::uint32_t channel, std::uint64_t number, std::uint64_t tookNs = Ms)
    {
        const std::uint64_t sent = 1000 * Ms;
        owed.take(account, {0, channel, number, sent, sent}, {sent + tookNs, opened, true});
    }

    PublishBook book{2};
    ClientFigures figures;
    Owed owed{book, Late, figures};
    Owed::Account account{User, {}, {}};
    std::uint64_t opened = 0;
};

class TestOwed : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void whatWasPublishedSinceTheOpeningIsOwed()
    {
        OwedRig rig;
        rig.publish(User, 3);
        rig.owed.open(rig.account, false);
        QCOMPARE(rig.owed.to(rig.account, {}), 0u);
        rig.publish(User, 2);
        rig.publish(0, 1);
        rig.publish(2, 7); // another user's
        QCOMPARE(rig.owed.to(rig.account, {}), 3u);
        rig.take(User, 3);
        rig.take(0, 0);
        QCOMPARE(rig.owed.to(rig.account, {}), 1u);
        QCOMPARE(rig.figures.received.value(), 2u);
    }

    void whatTheHubRefusedIsNotOwed()
    {
        OwedRig rig;
        rig.owed.open(rig.account, false);
        rig.publish(User, 3);
        rig.book.refuse(User, 1);
        QCOMPARE(rig.owed.to(rig.account, rig.owed.refused()), 2u);
        rig.take(User, 0);
        rig.take(User, 2);
        QCOMPARE(rig.figures.gaps.value(), 1u); // not known yet that it was refused
        rig.owed.settle(rig.account, true);
        QCOMPARE(rig.owed.lost(), 0u);
    }

    void whoListenedToTheEndLostTheTailAndWhoLeftDidNotReadIt()
    {
        OwedRig rig;
        rig.owed.open(rig.account, false);
        rig.publish(User, 5);
        rig.take(User, 0);
        rig.take(User, 2);
        Owed::Account leaver = rig.account;
        rig.owed.settle(rig.account, true);
        QCOMPARE(rig.owed.lost(), 3u);
        QCOMPARE(rig.owed.unread(), 0u);
        rig.owed.settle(leaver, false);
        QCOMPARE(rig.owed.lost(), 4u); // the gap
        QCOMPARE(rig.owed.unread(), 2u);
        QVERIFY(!leaver.own.isOpen());
        rig.owed.settle(leaver, true); // nothing twice
        QCOMPARE(rig.owed.lost(), 4u);
    }

    void aStreamThatTakesUpIsOwedWhatCameMeanwhile()
    {
        OwedRig rig;
        rig.owed.open(rig.account, false);
        rig.publish(User, 2);
        rig.owed.open(rig.account, true);
        QCOMPARE(rig.owed.to(rig.account, {}), 2u);
        QCOMPARE(rig.figures.missedAway.value(), 0u);
        rig.owed.open(rig.account, false); // it cannot
        QCOMPARE(rig.owed.to(rig.account, {}), 0u);
        QCOMPARE(rig.figures.missedAway.value(), 2u);
    }

    void eventsOfAnotherUserAreNobodys()
    {
        OwedRig rig;
        rig.owed.open(rig.account, false);
        rig.publish(2, 1);
        rig.take(2, 0);
        QCOMPARE(rig.figures.unmarked.value(), 1u);
        QCOMPARE(rig.figures.received.value(), 0u);
    }

    void lateTwiceAndOutOfOrderAreCounted()
    {
        OwedRig rig;
        rig.owed.open(rig.account, false);
        rig.publish(User, 3);
        rig.take(User, 0, Late);
        QCOMPARE(rig.figures.late.value(), 0u);
        rig.take(User, 2, Late + Ms);
        QCOMPARE(rig.figures.late.value(), 1u);
        QCOMPARE(rig.figures.gaps.value(), 1u);
        rig.take(User, 2);
        QCOMPARE(rig.figures.twice.value(), 1u);
        rig.take(User, 1);
        QCOMPARE(rig.figures.outOfOrder.value(), 1u);
        QCOMPARE(rig.figures.gaps.value(), 0u);
        QCOMPARE(rig.figures.received.value(), 3u);
    }

    void whatWasSentBeforeTheOpeningHasNoTime()
    {
        OwedRig rig;
        rig.opened = 2000 * Ms;
        rig.owed.open(rig.account, false);
        rig.take(User, 0, 5000 * Ms);
        QCOMPARE(rig.figures.replayed.value(), 1u);
        QCOMPARE(rig.figures.late.value(), 0u);
    }

    void manyGapsBecomeACountOnceTheHubHasAnswered()
    {
        constexpr int Clients = 20'000; // more than are kept one by one
        OwedRig rig;
        for (int i = 0; i < Clients; ++i) {
            Owed::Account one{User, {}, {}};
            rig.owed.open(one, false);
            const std::uint64_t number = rig.book.next(User);
            if (i % 2 == 1)
                rig.book.refuse(User, number);
            rig.book.settle(User, number);
            rig.owed.settle(one, true);
        }
        QCOMPARE(rig.owed.lost(), std::uint64_t(Clients / 2));
    }
};

ROOM_TEST(TestOwed, QCoreApplication)
#include "tst_owed.moc"
