// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "auth/wrong_tokens.h"
#include "support/room.h"

#include <QtTest>

#include <cstring>

using namespace fanlight::auth;

namespace {

constexpr MemoryKey Here{1};
constexpr MemoryKey There{2};

void guess(WrongTokens& tokens, const MemoryKey& address, int times, std::int64_t nowMs)
{
    for (int i = 0; i < times; ++i)
        tokens.countWrong(address, nowMs);
}

} // namespace

class TestWrongTokens : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void someAreFreeAndThenTheTimeDoublesUpToABound()
    {
        WrongTokens tokens;
        std::int64_t now = 1'000'000;
        guess(tokens, Here, WrongTokens::FreeTries - 1, now);
        QVERIFY(!tokens.standingOf(Here, now).isSlowedDown());
        QCOMPARE(tokens.standingOf(Here, now).tries, WrongTokens::FreeTries - 1);
        for (const int seconds : {1, 2, 4, 8, 16, 32, 64, 128, 256, 300, 300, 300}) {
            tokens.countWrong(Here, now);
            QCOMPARE(tokens.standingOf(Here, now).left.count(), seconds * 1000);
            QVERIFY(tokens.standingOf(Here, now + seconds * 1000 - 1).isSlowedDown());
            now += seconds * 1000;
            QVERIFY(!tokens.standingOf(Here, now).isSlowedDown());
        }
        guess(tokens, Here, 100'000, now);
        QCOMPARE(tokens.standingOf(Here, now).left, WrongTokens::LongestPause);
    }
    void othersAreNotConcerned()
    {
        WrongTokens tokens;
        guess(tokens, Here, 100, 0);
        QVERIFY(!tokens.standingOf(There, 0).isSlowedDown());
        QCOMPARE(tokens.standingOf(There, 0).tries, 0);
        QCOMPARE(tokens.addresses(), std::size_t(1)); // to ask leaves nothing behind
    }
    void afterATimeAllIsForgiven()
    {
        WrongTokens tokens;
        guess(tokens, Here, WrongTokens::FreeTries + 3, 0);
        const std::int64_t end
            = tokens.standingOf(Here, 0).left.count() + WrongTokens::Forgiven.count();
        tokens.countWrong(Here, end - 1);
        QCOMPARE(tokens.standingOf(Here, end - 1).tries, WrongTokens::FreeTries + 4);
        WrongTokens others;
        guess(others, Here, WrongTokens::FreeTries + 3, 0);
        others.countWrong(Here, end);
        QCOMPARE(others.standingOf(Here, end).tries, 1);
        QVERIFY(!others.standingOf(Here, end).isSlowedDown());
    }
    void whatWasGoodFromThereIsKnown()
    {
        WrongTokens tokens;
        const Digest good = sha256("good");
        QVERIFY(!tokens.wasGood(Here, good));
        tokens.noteGood(Here, good);
        QVERIFY(tokens.wasGood(Here, good));
        QVERIFY(!tokens.wasGood(There, good));
        QVERIFY(!tokens.wasGood(Here, sha256("other")));
    }
    void manyAddressesAreBoundedAndTheOneInUseStays()
    {
        WrongTokens tokens;
        for (std::uint32_t i = 0; i < 300'000; ++i) {
            MemoryKey key{0xff};
            std::memcpy(&key[8], &i, sizeof i);
            tokens.countWrong(key, i);
            if (i % 64 == 0)
                tokens.countWrong(Here, i);
        }
        QVERIFY(tokens.addresses() <= WrongTokens::MaxAddresses);
        QCOMPARE(tokens.standingOf(Here, 300'000).tries, 300'000 / 64 + 1);
    }
};

ROOM_TEST(TestWrongTokens, QCoreApplication)
#include "tst_wrong_tokens.moc"
