// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "load/arrival_curve.h"
#include "load/phase_model.h"
#include "support/room.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>

using namespace fanlight;
using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

namespace {

LoadPhase phase(
    const QString& name, std::chrono::milliseconds duration, double rate, double rampTo = -1)
{
    LoadPhase one;
    one.name = name;
    one.duration = duration;
    one.arrivalRate = rate;
    one.rampTo = rampTo;
    return one;
}

std::vector<LoadPhase> threePhases()
{
    return {
        phase(u"warm up"_s, 10s, 10, 200), phase(u"ramp"_s, 60s, 150), phase(u"hold"_s, 120s, 0)};
}

QStringList rows(const PhaseModel& model)
{
    QStringList lines;
    for (int row = 0; row < model.rowCount(); ++row) {
        QStringList cells;
        for (int column = 0; column < model.columnCount(); ++column)
            cells << model.index(row, column).data().toString();
        lines << cells.join(u" | "_s);
    }
    return lines;
}

} // namespace

class TestPhaseModel : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init()
    {
        m_model = std::make_unique<PhaseModel>(m_theme);
        m_tester = std::make_unique<QAbstractItemModelTester>(
            m_model.get(), QAbstractItemModelTester::FailureReportingMode::Fatal);
        m_model->setPhases(threePhases());
    }

    void cleanup()
    {
        m_tester.reset();
        m_model.reset();
    }

    void showsThePhasesWithTheClientsThatHaveArrivedByTheirEnd()
    {
        QCOMPARE(rows(*m_model),
            (QStringList{u"warm up | 10s | 10 → 200 | none | 1,050"_s,
                u"ramp | 1m | 150 | none | 10,050"_s, u"hold | 2m | 0 | none | 10,050"_s}));
        QCOMPARE(m_model->phases(), threePhases());
    }

    void whatIsTypedIsThePhase()
    {
        QSignalSpy edited(m_model.get(), &PhaseModel::edited);
        set(1, PhaseModel::Name, u"climb"_s);
        set(1, PhaseModel::Duration, u"20s"_s);
        set(1, PhaseModel::Arrivals, u"500 in all"_s);
        set(1, PhaseModel::Cap, u"1200"_s);
        QCOMPARE(edited.size(), 4);
        QCOMPARE(rows(*m_model)[1], u"climb | 20s | 500 in all | 1,200 | 1,550"_s);
        LoadPhase wanted = phase(u"climb"_s, 20s, 0);
        wanted.arrivalCount = 500;
        wanted.maxClients = 1200;
        QCOMPARE(m_model->phases()[1], wanted);
        QCOMPARE(m_model->error(), QString());
    }

    void whatIsWrongStaysAsItWasTypedAndIsSaid()
    {
        set(2, PhaseModel::Arrivals, u"many"_s);
        QCOMPARE(m_model->index(2, PhaseModel::Arrivals).data().toString(), u"many"_s);
        QVERIFY2(m_model->error().startsWith(u"phase 3: “many”"_s), qPrintable(m_model->error()));
        QCOMPARE(m_model->index(2, PhaseModel::Arrivals).data(Qt::ForegroundRole).value<QColor>(),
            m_theme.color(Theme::Role::Bad));
        set(2, PhaseModel::Arrivals, u"5"_s);
        QCOMPARE(m_model->error(), QString());
        set(0, PhaseModel::Duration, u"soon"_s);
        QVERIFY(m_model->error().startsWith(u"phase 1: “soon”"_s));
    }

    void clientsAreNotTyped()
    {
        QVERIFY(!(m_model->index(0, PhaseModel::Clients).flags() & Qt::ItemIsEditable));
        QVERIFY(!m_model->setData(m_model->index(0, PhaseModel::Clients), u"5"_s));
    }

    void phasesAreAddedRemovedAndMoved()
    {
        QCOMPARE(m_model->add(2), 3);
        set(3, PhaseModel::Name, u"again"_s);
        QVERIFY(m_model->move(3, -3));
        QVERIFY(m_model->move(1, 1));
        QVERIFY(!m_model->move(0, -1));
        QVERIFY(!m_model->move(3, 1));
        m_model->remove(3);
        QStringList names;
        for (const LoadPhase& one : m_model->phases())
            names << one.name;
        QCOMPARE(names, (QStringList{u"again"_s, u"ramp"_s, u"warm up"_s}));
    }

    void thereAreNoMorePhasesThanAScenarioTakes()
    {
        while (m_model->rowCount() < int(LoadScenario::MostPhases))
            QVERIFY(m_model->add(-1) >= 0);
        QCOMPARE(m_model->add(-1), -1);
        QCOMPARE(m_model->rowCount(), int(LoadScenario::MostPhases));
    }

    void theRunningPhaseIsTinted()
    {
        m_model->setRunning(1);
        QVERIFY(m_model->index(1, 0).data(Qt::BackgroundRole).isValid());
        QVERIFY(!m_model->index(0, 0).data(Qt::BackgroundRole).isValid());
        m_model->setRunning(-1);
        QVERIFY(!m_model->index(1, 0).data(Qt::BackgroundRole).isValid());
    }

    // ---- the curve

    void theCurveRisesAsClientsArrive()
    {
        ArrivalCurve curve(m_theme);
        LoadScenario scenario;
        scenario.phases = threePhases();
        curve.setScenario(scenario);
        const QPolygonF points = curve.curve();
        QCOMPARE(points.constFirst(), QPointF(0, 0));
        QCOMPARE(points.constLast(), QPointF(1, 1));
        const auto rises
            = [](const QPointF& a, const QPointF& b) { return b.x() < a.x() || b.y() < a.y(); };
        QVERIFY(std::adjacent_find(points.begin(), points.end(), rises) == points.end());
        curve.setElapsed(10s);
        QCOMPARE(curve.runningPhase(), 1);
        curve.setElapsed(9999ms);
        QCOMPARE(curve.runningPhase(), 0);
        curve.setElapsed(190s);
        QCOMPARE(curve.runningPhase(), -1);
    }

    void aScenarioOfNobodyHasNoCurve()
    {
        ArrivalCurve curve(m_theme);
        QVERIFY(curve.curve().isEmpty());
        LoadScenario scenario;
        scenario.phases = {phase(u"pause"_s, 10s, 0)};
        curve.setScenario(scenario);
        QVERIFY(curve.curve().isEmpty());
    }

private:
    void set(int row, int column, const QString& text)
    {
        QVERIFY(m_model->setData(m_model->index(row, column), text));
    }

    Theme m_theme;
    std::unique_ptr<PhaseModel> m_model;
    std::unique_ptr<QAbstractItemModelTester> m_tester;
};

ROOM_TEST(TestPhaseModel, QApplication)
#include "tst_phase_model.moc"
