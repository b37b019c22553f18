// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "limits/plan_text.h"

#include "format.h"
#include "support/room.h"

using namespace fanlight;
using namespace Qt::Literals::StringLiterals;

namespace {

CostFigures costs()
{
    CostFigures one;
    one.bytesPerConnection = 1024;
    one.kernelBytesPerConnection = 3 * 1024;
    one.cpuUsPerDelivery = 2;
    one.cpuUsPerConnection = 0.5;
    one.connections = 1000;
    return one;
}

CapacityQuestion question()
{
    CapacityQuestion one;
    one.users = 10'240;
    one.instances = 2;
    one.messagesPerSecond = 10;
    one.fanOut = 100;
    return one;
}

} // namespace

class TestPlanText : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void tellsThePlanAsATable()
    {
        QStringList lines;
        for (const PlanLine& line : planLines(planCapacity(question(), costs(), {})))
            lines << QStringList{line.what, line.perInstance, line.all}.join(u" | "_s);
        QCOMPARE(lines,
            (QStringList{u"Connections | 5,120 | 10,240"_s, u"Memory of the hub | 5 MiB | 10 MiB"_s,
                u"Memory of the kernel | 15 MiB | 30 MiB"_s, u"Descriptors | 5,120 | 10,240"_s,
                u"CPU, of one core | 0.4 % | 0.7 %"_s,
                u"Deliveries | 500 events/s | 1,000 events/s"_s,
                u"From Redis | 501 messages/s | 1,002 messages/s"_s,
                u"To Redis | 19 commands/s | 38 commands/s"_s}));
    }

    void tlsTakesMemoryOfItsOwn()
    {
        CostFigures figures = costs();
        QVERIFY(!planText(u"Plan"_s, question(), figures, {}).contains(u"TLS"));
        figures.tlsBytesPerConnection = 14 * 1024;
        const std::vector<PlanLine> lines = planLines(planCapacity(question(), figures, {}));
        QCOMPARE(lines[1].perInstance, u"75 MiB"_s);
        QVERIFY(planText(u"Plan"_s, question(), figures, {}).contains(u"14 KiB"_s));
    }

    void whatIsNotKnownIsADash()
    {
        const std::vector<PlanLine> lines = planLines(planCapacity(question(), {}, {}));
        QCOMPARE(lines[1].perInstance, format::Dash);
        QCOMPARE(lines[4].all, format::Dash);
        QCOMPARE(missingFigures({}).size(), 3);
        QCOMPARE(missingFigures(costs()), QStringList());
    }

    void saysWhatIsHitFirstAndWhatWouldDo()
    {
        InstanceBounds bounds;
        bounds.fileLimit = 2048;
        CapacityPlan plan = planCapacity(question(), costs(), bounds);
        QCOMPARE(planVerdict(question(), plan),
            u"It does not fit: descriptors would be at 250 %. 5 instances would do."_s);
        bounds.fileLimit = 10'240;
        plan = planCapacity(question(), costs(), bounds);
        QCOMPARE(planVerdict(question(), plan),
            u"It fits. What is hit first: descriptors, at 50 % of what an instance may take. 1 instance would do."_s);
        bounds.fileLimit = 0;
        plan = planCapacity(question(), costs(), bounds);
        QCOMPARE(planVerdict(question(), plan),
            u"It does not fit: an instance has no room at all (descriptors). No number of instances would do."_s);
        QCOMPARE(planVerdict(question(), planCapacity(question(), costs(), {})),
            u"No bound is known yet."_s);
    }

    void textHoldsQuestionMeasurementAndAnswer()
    {
        const QString text = planText(
            u"Plan of today"_s, question(), costs(), planCapacity(question(), costs(), {}));
        QVERIFY(text.startsWith(
            u"Plan of today\n\nAsked for\n  Users online                       10,240\n"_s));
        for (const QString& part :
            {u"CPU of a delivery                        2 µs"_s, u"Memory with 1,000 clients."_s,
                u"Connections                    5,120            10,240"_s,
                u"Redis executes 1,000 PUBLISH a second"_s, u"No bound is known yet."_s})
            QVERIFY2(text.contains(part), qPrintable(part + u'\n' + text));
    }

    void microsecondsHaveAsMuchAsCounts()
    {
        QCOMPARE(microseconds(Unknown), format::Dash);
        QCOMPARE(microseconds(0.034), u"0.034 µs"_s);
        QCOMPARE(microseconds(2.13), u"2.1 µs"_s);
        QCOMPARE(microseconds(25.4), u"25 µs"_s);
    }
};

ROOM_TEST(TestPlanText, QCoreApplication)
#include "tst_plan_text.moc"
