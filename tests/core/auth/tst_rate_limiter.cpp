// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "auth/rate_limiter.h"
#include "support/room.h"

#include <QRandomGenerator>
#include <QtTest>

#include <thread>

using namespace fanlight::auth;
using namespace std::chrono_literals;

namespace {

constexpr std::uint64_t LimiterSecond = 1'000'000'000;
constexpr MemoryKey OneKey{1};
constexpr MemoryKey OtherKey{2};

int takenAtOnce(RateLimiter& limiter, const MemoryKey& key, std::uint64_t nowNs, int tries)
{
    int taken = 0;
    for (int i = 0; i < tries; ++i)
        taken += limiter.take(key, nowNs).count() == 0;
    return taken;
}

} // namespace

class TestRateLimiter : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aBurstIsTakenAndThenTheRate()
    {
        RateLimiter limiter;
        limiter.setLimit({20, 1s, 100, false});
        QVERIFY(limiter.isOn());
        std::uint64_t now = 7 * LimiterSecond;
        QCOMPARE(takenAtOnce(limiter, OneKey, now, 300), 100);
        QCOMPARE(limiter.take(OneKey, now), std::chrono::nanoseconds(50ms));
        QCOMPARE(takenAtOnce(limiter, OneKey, now + LimiterSecond, 300), 20);
        QCOMPARE(takenAtOnce(limiter, OneKey, now + 3 * LimiterSecond, 300), 40);
        // it is full again, and never more than that
        QCOMPARE(takenAtOnce(limiter, OneKey, now + 3600 * LimiterSecond, 300), 100);
    }
    void whatIsRefusedTakesNothing()
    {
        RateLimiter limiter;
        limiter.setLimit({1, 1s, 1, false});
        QCOMPARE(limiter.take(OneKey, 0).count(), 0);
        for (int i = 0; i < 1000; ++i)
            QCOMPARE(limiter.take(OneKey, LimiterSecond / 4), std::chrono::nanoseconds(750ms));
        QCOMPARE(limiter.take(OneKey, LimiterSecond).count(), 0);
    }
    void eachKeyHasItsOwn()
    {
        RateLimiter limiter;
        limiter.setLimit(RateLimit::of(1, 60s));
        QCOMPARE(takenAtOnce(limiter, OneKey, 0, 50), 10);
        QCOMPARE(takenAtOnce(limiter, OtherKey, 0, 50), 10);
        QCOMPARE(limiter.size(), std::size_t(2));
    }
    void whenItIsOffAllMayAndNothingIsKept()
    {
        RateLimiter limiter;
        QVERIFY(!limiter.isOn());
        QCOMPARE(takenAtOnce(limiter, OneKey, 0, 1000), 1000);
        QCOMPARE(limiter.size(), std::size_t(0));
    }
    void itMayChangeAtAnyTime()
    {
        RateLimiter limiter;
        limiter.setLimit({1, 3600s, 10, false});
        QCOMPARE(takenAtOnce(limiter, OneKey, 0, 50), 10);
        limiter.setLimit({100, 1s, 100, false}); // it is empty, and fills as it now should
        QCOMPARE(takenAtOnce(limiter, OneKey, LimiterSecond, 200), 0);
        QCOMPARE(takenAtOnce(limiter, OneKey, 2 * LimiterSecond, 200), 100);
        limiter.setLimit({});
        QCOMPARE(takenAtOnce(limiter, OneKey, 2 * LimiterSecond, 200), 200);
    }
    // Over any time no more than a bucket and what flowed into it; and whoever waits as long as
    // told gets one.
    void neverMoreThanTheLimitWhateverComes()
    {
        QRandomGenerator random(15);
        for (int round = 0; round < 200; ++round) {
            const RateLimit limit{1 + random.bounded(1000),
                std::chrono::seconds(1 + random.bounded(60)), 1 + random.bounded(100), false};
            RateLimiter limiter;
            limiter.setLimit(limit);
            const std::uint64_t begin = random.bounded(1'000'000) * LimiterSecond;
            std::uint64_t now = begin;
            std::int64_t taken = 0;
            for (int i = 0; i < 2000; ++i) {
                now += random.bounded(int(
                    2 * std::chrono::nanoseconds(limit.per).count() / limit.count % 1'000'000'000
                    + 1));
                const auto wait = limiter.take(OneKey, now);
                if (wait.count() == 0) {
                    ++taken;
                } else if (random.bounded(8) == 0) {
                    now += std::uint64_t(wait.count());
                    QCOMPARE(limiter.take(OneKey, now).count(), 0);
                    ++taken;
                }
                const double flowed
                    = double(now - begin) / 1e9 * double(limit.count) / double(limit.per.count());
                QVERIFY(double(taken) <= double(limit.burst) + flowed * 1.001 + 1);
            }
        }
    }
    void manyKeysAreBounded()
    {
        RateLimiter limiter;
        limiter.setLimit(RateLimit::of(1, 60s));
        for (std::uint32_t i = 0; i < 200'000; ++i) {
            MemoryKey key{};
            std::memcpy(key.data(), &i, sizeof i);
            limiter.take(key, i);
        }
        QVERIFY(limiter.size() <= RateLimiter::MaxKeys);
        QVERIFY(limiter.size() > RateLimiter::MaxKeys / 2);
    }
    void manyThreadsTakeNoMoreTogether()
    {
        RateLimiter limiter;
        limiter.setLimit({1, 3600s, 1000, false});
        std::atomic<int> taken{0};
        std::vector<std::thread> threads;
        for (int i = 0; i < 4; ++i)
            threads.emplace_back([&] { taken += takenAtOnce(limiter, OneKey, 5, 1000); });
        for (std::thread& thread : threads)
            thread.join();
        QCOMPARE(taken.load(), 1000);
    }
};

ROOM_TEST(TestRateLimiter, QCoreApplication)
#include "tst_rate_limiter.moc"
