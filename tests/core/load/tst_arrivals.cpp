// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "load/arrivals.h"
#include "core/load/times.h"
#include "support/room.h"

using namespace fanlight;
using namespace fanlight::testing;
using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

namespace {

LoadScenario scenarioOf(int clients, std::chrono::milliseconds within)
{
    LoadScenario scenario = simpleScenario(u"http://127.0.0.1:1"_s, {}, clients, within, 1s);
    return scenario;
}
} // namespace

struct ArrivalsRig {
    explicit ArrivalsRig(const LoadScenario& scenario)
        : plan(LoadPlan::make(scenario, error))
        , arrivals(*plan, Start, random, figures)
    {
    }

    QString error;
    std::shared_ptr<const LoadPlan> plan;
    LoadText::Random random;
    ClientFigures figures;
    Arrivals arrivals;
};

class TestArrivals : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void thePhasesAndWhoIsAddedWaitToComeIn()
    {
        ArrivalsRig rig(scenarioOf(10, 10s));
        rig.arrivals.offer(Start + 5 * Second, 0);
        QCOMPARE(rig.arrivals.waiting(), 5u);
        rig.arrivals.add(3);
        QCOMPARE(rig.arrivals.waiting(), 8u);
        QCOMPARE(rig.arrivals.next().number, 1u);
        QCOMPARE(rig.arrivals.next().number, 2u);
        QCOMPARE(rig.arrivals.waiting(), 6u);
        QCOMPARE(rig.figures.arrived.value(), 2u);
        QVERIFY(!rig.arrivals.isOver());
        rig.arrivals.offer(Start + 12 * Second, 2);
        QVERIFY(rig.arrivals.isOver());
        QCOMPARE(rig.arrivals.waiting(), 11u);
    }

    void afterAStopNobodyComes()
    {
        ArrivalsRig rig(scenarioOf(10, 10s));
        rig.arrivals.offer(Start + 5 * Second, 0);
        rig.arrivals.stop();
        rig.arrivals.add(3);
        QCOMPARE(rig.arrivals.waiting(), 0u);
        rig.arrivals.offer(Start + 6 * Second, 0);
        QCOMPARE(rig.arrivals.waiting(), 0u);
        QVERIFY(rig.arrivals.isOver());
    }

    void thoseThatWaitCountForThePhasesCap()
    {
        LoadScenario scenario = scenarioOf(10, 10s);
        scenario.phases.front().maxClients = 4;
        ArrivalsRig rig(scenario);
        rig.arrivals.offer(Start + 3 * Second, 0);
        rig.arrivals.offer(Start + 9 * Second, 0);
        QCOMPARE(rig.arrivals.waiting(), 4u);
        QCOMPARE(rig.figures.notAdmitted.value(), 5u);
    }

    void usersBeginAgainAndSharesAreSpread()
    {
        LoadScenario scenario = scenarioOf(0, 0s);
        scenario.users = 3;
        scenario.slowShare = 0.25;
        scenario.dropShare = 0.5;
        ArrivalsRig rig(scenario);
        rig.arrivals.add(8);
        QString users;
        int slow = 0;
        int droppers = 0;
        for (int i = 0; i < 8; ++i) {
            const VirtualClient::Person person = rig.arrivals.next();
            users += QString::number(person.user);
            slow += person.isSlow ? 1 : 0;
            droppers += person.isDropper ? 1 : 0;
        }
        QCOMPARE(users, u"12312312"_s);
        QCOMPARE(slow, 2);
        QCOMPARE(droppers, 4);
    }

    void flowsAreDrawnByTheirWeights()
    {
        constexpr int Draws = 4000;
        LoadScenario scenario = scenarioOf(1, 0s);
        LoadFlow flow;
        flow.steps.resize(1);
        flow.steps.front().path = u"/"_s;
        flow.weight = 3;
        scenario.flows = {flow, flow, flow};
        scenario.flows[1].weight = 1;
        scenario.flows[2].weight = 0;
        ArrivalsRig rig(scenario);
        QVERIFY2(rig.plan, qPrintable(rig.error));
        std::array<int, 3> drawn{};
        for (int i = 0; i < Draws; ++i)
            ++drawn[static_cast<std::size_t>(&rig.arrivals.drawFlow() - rig.plan->flows.data())];
        QVERIFY2(std::abs(drawn[0] - Draws * 3 / 4) < Draws / 20,
            qPrintable(u"%1 of %2"_s.arg(drawn[0]).arg(Draws)));
        QCOMPARE(drawn[2], 0);
    }
};

ROOM_TEST(TestArrivals, QCoreApplication)
#include "tst_arrivals.moc"
