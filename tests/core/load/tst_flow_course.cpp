// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "load/flow_course.h"
#include "support/room.h"

using namespace fanlight;

namespace {
LoadPlan::Step get(const char* method)
{
    LoadPlan::Step step;
    step.method = method;
    return step;
}

LoadPlan::Step loop(std::uint64_t count, std::vector<LoadPlan::Step> steps)
{
    LoadPlan::Step step;
    step.kind = LoadStep::Kind::Loop;
    step.count = count;
    step.steps = std::move(steps);
    return step;
}

QByteArray walked(const std::vector<LoadPlan::Step>& steps)
{
    FlowCourse course;
    course.begin(steps);
    std::string all;
    while (const LoadPlan::Step* const step = course.next())
        all += step->method;
    return QByteArray::fromStdString(all);
}
} // namespace

class TestFlowCourse : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void stepsComeOneAfterAnother() { QCOMPARE(walked({get("a"), get("b")}), "ab"); }
    void loopsAreWalkedRoundByRound()
    {
        QCOMPARE(walked({get("a"), loop(2, {get("b"), loop(3, {get("c")}), get("d")}), get("e")}),
            "abcccdbcccde");
    }
    void anEmptyLoopIsNothing() { QCOMPARE(walked({loop(5, {}), get("a")}), "a"); }
    void whatIsOverStaysOverUntilItBegins()
    {
        const std::vector<LoadPlan::Step> steps{get("a")};
        FlowCourse course;
        QVERIFY(!course.next());
        course.begin(steps);
        QCOMPARE(course.next(), &steps.front());
        QVERIFY(!course.next());
        QVERIFY(!course.next());
        course.begin(steps);
        QCOMPARE(course.next(), &steps.front());
    }
};

ROOM_TEST(TestFlowCourse, QCoreApplication)
#include "tst_flow_course.moc"
