// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/timer_wheel.h"
#include "support/room.h"

#include <QtTest>

#include <map>
#include <random>

using namespace fanlight;

namespace {

std::uint32_t takeSlot(ConnectionSlab& connections)
{
    const std::uint32_t slot = connections.take();
    connections[slot].state = ConnectionState::Http;
    return slot;
}

// A wheel beside the plainest thing that does the same: a map from slot to deadline.
class Compared {
public:
    explicit Compared(std::size_t count)
    {
        for (std::size_t i = 0; i < count; ++i)
            slots.push_back(takeSlot(connections));
    }
    void arm(std::uint32_t slot, std::uint32_t tick)
    {
        wheel.arm(slot, tick);
        armed[slot] = std::max(tick, wheel.now() + 1);
    }
    void disarm(std::uint32_t slot)
    {
        wheel.disarm(slot);
        armed.erase(slot);
    }
    // Whether each fired at its tick, none too many, none too few.
    bool advance(std::uint32_t tick)
    {
        bool same = true;
        wheel.advance(tick, [&](std::uint32_t slot) {
            const auto found = armed.find(slot);
            same = same && found != armed.end() && found->second == wheel.now();
            armed.erase(slot);
        });
        return same && wheel.now() == tick
            && std::none_of(
                armed.begin(), armed.end(), [&](const auto& one) { return one.second <= tick; });
    }

    ConnectionSlab connections;
    TimerWheel wheel{connections};
    std::vector<std::uint32_t> slots;
    std::map<std::uint32_t, std::uint32_t> armed;
};

} // namespace

class TestTimerWheel : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void ticksAreRoundedUp()
    {
        QCOMPARE(TimerWheel::ticks(0), 0U);
        QCOMPARE(TimerWheel::ticks(1), 1U);
        QCOMPARE(TimerWheel::ticks(TimerWheel::TickMs), 1U);
        QCOMPARE(TimerWheel::ticks(TimerWheel::TickMs + 1), 2U);
    }

    void aPassedDeadlineFiresAtTheNextTick()
    {
        Compared compared(2);
        QVERIFY(compared.advance(100));
        compared.arm(compared.slots[0], 5);
        compared.arm(compared.slots[1], 100);
        QVERIFY(compared.advance(101));
        QVERIFY(compared.armed.empty());
    }

    void deadlinesBeyondARevolutionWaitForTheirRound()
    {
        Compared compared(3);
        compared.arm(compared.slots[0], 1 + 3 * TimerWheel::Slots);
        compared.arm(compared.slots[1], 1 + TimerWheel::Slots);
        compared.arm(compared.slots[2], 2);
        for (std::uint32_t tick = 2; tick < 4 * TimerWheel::Slots; ++tick)
            QVERIFY(compared.advance(tick));
        QVERIFY(compared.armed.empty());
    }

    void behavesAsAListOfDeadlinesWould()
    {
        std::mt19937 random(5);
        Compared compared(60);
        std::uint32_t now = compared.wheel.now();
        for (int round = 0; round < 20'000; ++round) {
            const std::uint32_t slot = compared.slots[random() % compared.slots.size()];
            switch (random() % 4) {
            case 0:
            case 1:
                compared.arm(slot, now + random() % (random() % 10 == 0 ? 3000 : 600));
                break;
            case 2:
                compared.disarm(slot);
                break;
            default: // now and then a long rest
                now += random() % 200 == 0 ? random() % 5000 : random() % 4;
                QVERIFY(compared.advance(now));
            }
        }
        QVERIFY(compared.advance(now + 10'000));
        QVERIFY(compared.armed.empty());
    }

    void aRestWithNothingArmedCostsNothing()
    {
        Compared compared(1);
        QVERIFY(compared.advance(4'000'000'000U)); // would take minutes tick by tick
        compared.arm(compared.slots[0], 4'000'000'003U);
        QVERIFY(compared.advance(4'000'000'003U));
        QVERIFY(compared.armed.empty());
    }

    void saysWhenToLookAgain()
    {
        Compared compared(2);
        QCOMPARE(compared.wheel.ticksToNext(), 0U);
        compared.arm(compared.slots[0], compared.wheel.now() + 7);
        QCOMPARE(compared.wheel.ticksToNext(), 7U);
        compared.arm(compared.slots[1], compared.wheel.now() + 3);
        QCOMPARE(compared.wheel.ticksToNext(), 3U);
        compared.disarm(compared.slots[0]);
        compared.arm(compared.slots[1], compared.wheel.now() + TimerWheel::Slots);
        QCOMPARE(compared.wheel.ticksToNext(), TimerWheel::Slots);
        compared.disarm(compared.slots[1]);
        QCOMPARE(compared.wheel.ticksToNext(), 0U);
    }

    void neverSleepsOverADeadline()
    {
        std::mt19937 random(6);
        Compared compared(5);
        for (int round = 0; round < 2000; ++round) {
            compared.arm(compared.slots[random() % compared.slots.size()],
                compared.wheel.now() + 1 + random() % 2000);
            std::uint32_t soonest = ~0U;
            for (const auto& [slot, tick] : compared.armed)
                soonest = std::min(soonest, tick);
            const std::uint32_t rest = compared.wheel.ticksToNext();
            QVERIFY(rest > 0 && compared.wheel.now() + rest <= soonest);
            QVERIFY(compared.advance(compared.wheel.now() + rest));
        }
    }

    void whatFiresMayArmAndDisarmAny()
    {
        ConnectionSlab connections;
        TimerWheel wheel(connections);
        const std::uint32_t a = takeSlot(connections), b = takeSlot(connections),
                            c = takeSlot(connections);
        for (const std::uint32_t slot : {a, b, c})
            wheel.arm(slot, 10);
        std::vector<std::pair<std::uint32_t, std::uint32_t>> fired;
        bool first = true;
        wheel.advance(40, [&](std::uint32_t slot) {
            fired.emplace_back(wheel.now(), slot);
            if (!std::exchange(first, false))
                return;
            // the other two are due in this very tick: one is put off, one goes away
            std::vector<std::uint32_t> others;
            for (const std::uint32_t one : {a, b, c}) {
                if (one != slot)
                    others.push_back(one);
            }
            wheel.arm(others[0], 20);
            wheel.disarm(others[1]);
            connections.giveBack(others[1]);
            wheel.arm(slot, 30);
        });
        QCOMPARE(fired.size(), 3U);
        QCOMPARE(fired[0].first, 10U);
        QCOMPARE(fired[1].first, 20U);
        QCOMPARE(fired[2], std::pair(30U, fired[0].second));
        QCOMPARE(wheel.ticksToNext(), 0U);
    }
};

ROOM_TEST(TestTimerWheel, QCoreApplication)
#include "tst_timer_wheel.moc"
