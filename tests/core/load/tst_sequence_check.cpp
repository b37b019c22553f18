// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "load/sequence_check.h"
#include "support/room.h"

#include <random>
#include <set>

using namespace fanlight;
using Outcome = SequenceCheck::Outcome;

namespace {
std::uint64_t lostUpTo(const SequenceCheck& check, std::uint64_t end)
{
    std::uint64_t sum = 0;
    for (const SequenceCheck::Range& range : check.lost(end, true))
        sum += range.end - range.begin;
    return sum;
}
} // namespace

class TestSequenceCheck : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void everythingInOrderLosesNothing()
    {
        SequenceCheck check;
        check.open(0);
        for (std::uint64_t i = 0; i < 100; ++i)
            QCOMPARE(check.take(i), Outcome::InOrder);
        QCOMPARE(lostUpTo(check, 100), 0u);
        QCOMPARE(lostUpTo(check, 103), 3u);
    }

    void aGapIsMissingUntilItComes()
    {
        SequenceCheck check;
        check.open(0);
        QCOMPARE(check.take(0), Outcome::InOrder);
        QCOMPARE(check.take(3), Outcome::Gap);
        QCOMPARE(check.missing(), 2u);
        QCOMPARE(check.take(2), Outcome::OutOfOrder);
        QCOMPARE(check.missing(), 1u);
        QCOMPARE(check.take(2), Outcome::Twice);
        QCOMPARE(check.take(1), Outcome::OutOfOrder);
        QCOMPARE(check.missing(), 0u);
        QCOMPARE(check.take(3), Outcome::Twice);
    }

    void whatWasOnItsWayAtTheOpeningMayComeAndMayNot()
    {
        SequenceCheck check;
        check.open(10);
        QCOMPARE(check.take(7), Outcome::InOrder);
        QCOMPARE(check.take(9), Outcome::InOrder); // 8 need not have come
        QCOMPARE(check.take(10), Outcome::InOrder);
        QCOMPARE(lostUpTo(check, 11), 0u);
    }

    void whatHadToComeFromTheOpeningOnIsMissing()
    {
        SequenceCheck check;
        check.open(10);
        QCOMPARE(check.take(12), Outcome::Gap);
        QCOMPARE(lostUpTo(check, 13), 2u);
    }

    void aStreamThatNeverGotAnythingLosesAllSinceItOpened()
    {
        SequenceCheck check;
        check.open(5);
        QCOMPARE(lostUpTo(check, 9), 4u);
        QCOMPARE(lostUpTo(SequenceCheck(), 9), 0u); // never open: nothing is owed
    }

    void openingAnewForgivesWhatWasPublishedWhileAway()
    {
        SequenceCheck check;
        check.open(0);
        QCOMPARE(check.take(0), Outcome::InOrder);
        QCOMPARE(check.take(2), Outcome::Gap); // 1 is lost for good
        check.open(10);
        QCOMPARE(check.take(10), Outcome::InOrder);
        QCOMPARE(lostUpTo(check, 11), 1u);
    }

    void manyGapsAreBoundedAndStillCounted()
    {
        SequenceCheck check;
        check.open(0);
        const std::uint64_t gaps = 10 * SequenceCheck::MostRanges;
        for (std::uint64_t i = 0; i <= gaps; ++i)
            check.take(2 * i);
        QCOMPARE(lostUpTo(check, 2 * gaps + 1), gaps);
    }

    // Against a model that remembers everything.
    void agreesWithAModelUnderLossRepetitionAndReordering()
    {
        std::mt19937 random(1);
        for (int round = 0; round < 200; ++round) {
            SequenceCheck check;
            check.open(0);
            std::set<std::uint64_t> came;
            std::uint64_t twice = 0;
            std::uint64_t expectedTwice = 0;
            std::vector<std::uint64_t> wire;
            for (std::uint64_t i = 0; i < 100; ++i) {
                if (random() % 10 > 0)
                    wire.push_back(i);
                if (random() % 10 == 0)
                    wire.push_back(i);
                if (wire.size() > 2 && random() % 10 == 0)
                    std::swap(wire[wire.size() - 1], wire[wire.size() - 2]);
            }
            for (const std::uint64_t number : wire) {
                expectedTwice += came.insert(number).second ? 0 : 1;
                twice += check.take(number) == Outcome::Twice ? 1 : 0;
            }
            QCOMPARE(twice, expectedTwice);
            QCOMPARE(lostUpTo(check, 100), 100 - came.size());
        }
    }
};

ROOM_TEST(TestSequenceCheck, QCoreApplication)
#include "tst_sequence_check.moc"
