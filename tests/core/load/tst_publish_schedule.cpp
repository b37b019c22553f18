// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "load/publish_schedule.h"
#include "core/load/times.h"
#include "support/room.h"

using namespace fanlight;
using namespace fanlight::testing;
using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

namespace {

LoadScenario scenarioOf(PublishTo to, double rate)
{
    LoadScenario scenario = simpleScenario(u"http://127.0.0.1:1"_s, {}, 4, 0s, 10s);
    scenario.publishing.rate = rate;
    scenario.publishing.to = to;
    return scenario;
}
} // namespace

struct ScheduleRig {
    explicit ScheduleRig(const LoadScenario& scenario)
        : plan(LoadPlan::make(scenario, error))
        , schedule(*plan, Start, random)
    {
    }
    // The channels of the next so many.
    QList<std::uint32_t> channels(int count)
    {
        QList<std::uint32_t> all;
        for (int i = 0; i < count; ++i) {
            all.append(schedule.choose());
            schedule.sent();
        }
        return all;
    }

    QString error;
    std::shared_ptr<const LoadPlan> plan;
    LoadText::Random random;
    PublishSchedule schedule;
};

class TestPublishSchedule : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void messagesAreDueAtTheRateWhateverBecameOfThem()
    {
        LoadScenario scenario = scenarioOf(PublishTo::Each, 4);
        scenario.publishing.from = 2s;
        ScheduleRig rig(scenario);
        QCOMPARE(rig.schedule.dueNs(), Start + 2 * Second);
        rig.channels(6);
        QCOMPARE(rig.schedule.dueNs(), Start + 2 * Second + 6 * Second / 4);
    }

    void itIsOverWithTheLastPhase()
    {
        ScheduleRig rig(scenarioOf(PublishTo::Each, 1));
        rig.channels(9);
        QVERIFY(!rig.schedule.isOver(Start));
        rig.channels(1); // the next would be due as the phases end
        QVERIFY(rig.schedule.isOver(Start));
    }

    void itLastsAsLongAsItSays()
    {
        LoadScenario scenario = scenarioOf(PublishTo::Each, 1);
        scenario.publishing.lasts = 3s;
        ScheduleRig rig(scenario);
        rig.channels(2);
        QVERIFY(!rig.schedule.isOver(Start));
        rig.channels(1);
        QVERIFY(rig.schedule.isOver(Start));
    }

    void itIsOverWhenAllWereSent()
    {
        LoadScenario scenario = scenarioOf(PublishTo::Each, 100);
        scenario.publishing.count = 2;
        ScheduleRig rig(scenario);
        rig.channels(1);
        QVERIFY(!rig.schedule.isOver(Start));
        rig.channels(1);
        QVERIFY(rig.schedule.isOver(Start));
    }

    void whatCouldNotGoInTimeIsGivenUpSomeSecondsLater()
    {
        ScheduleRig rig(scenarioOf(PublishTo::Each, 1));
        QVERIFY(!rig.schedule.isOver(Start + 12 * Second));
        QVERIFY(rig.schedule.isOver(Start + 12 * Second + 1));
    }

    void eachUserComesAfterTheOther()
    {
        ScheduleRig rig(scenarioOf(PublishTo::Each, 1));
        QCOMPARE(rig.channels(6), (QList<std::uint32_t>{1, 2, 3, 4, 1, 2}));
    }

    void oneUserIsAmongThoseThereAre()
    {
        LoadScenario scenario = scenarioOf(PublishTo::One, 1);
        scenario.publishing.one = 3;
        QCOMPARE(ScheduleRig(scenario).channels(2), (QList<std::uint32_t>{3, 3}));
    }

    void everyoneIsKnownBeforeItIsChosen()
    {
        ScheduleRig rig(scenarioOf(PublishTo::All, 1));
        QCOMPARE(rig.schedule.chosen(), std::optional<std::uint32_t>(0));
        QCOMPARE(rig.channels(2), (QList<std::uint32_t>{0, 0}));
    }

    void whoWasChosenStaysUntilItIsSent()
    {
        ScheduleRig rig(scenarioOf(PublishTo::Random, 1));
        QVERIFY(!rig.schedule.chosen());
        const std::uint32_t first = rig.schedule.choose();
        for (int i = 0; i < 20; ++i)
            QCOMPARE(rig.schedule.choose(), first);
        QCOMPARE(rig.schedule.chosen(), std::optional(first));
        rig.schedule.sent();
        QVERIFY(!rig.schedule.chosen());
    }

    void theSecondUserGetsHalfOfTheFirstWhenSkewed()
    {
        constexpr int Count = 12'500; // shares of 12, 6, 4, 3
        ScheduleRig rig(scenarioOf(PublishTo::Skewed, 1));
        const QList<std::uint32_t> all = rig.channels(Count);
        const std::array<int, 4> wanted{6000, 3000, 2000, 1500};
        for (std::uint32_t user = 1; user <= 4; ++user) {
            const auto got = int(all.count(user));
            QVERIFY2(std::abs(got - wanted[user - 1]) < 300,
                qPrintable(u"%1 to user %2"_s.arg(got).arg(user)));
        }
    }
};

ROOM_TEST(TestPublishSchedule, QCoreApplication)
#include "tst_publish_schedule.moc"
