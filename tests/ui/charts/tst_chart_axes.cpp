// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/chart_markers.h"
#include "charts/chart_pointer.h"
#include "support/room.h"

#include <QTest>

using namespace fanlight;

// What is where in a chart, what is marked in it, and what a hand does on it.
class TestChartAxes : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init()
    {
        m_axes = {};
        m_axes.resize(QRect(0, 0, 460, 232));
        m_axes.setRange({10'000, 50'000, false}); // 400 pixels: 100 ms each
    }

    void timesAndPixelsAreEachOthersInverse()
    {
        QCOMPARE(m_axes.plotWidth(), 400);
        QCOMPARE(m_axes.xOf(10'000), m_axes.plot().left());
        QCOMPARE(m_axes.xOf(50'000), m_axes.plot().right());
        QCOMPARE(m_axes.timeAt(m_axes.xOf(23'000)), 23'000);
        QCOMPARE(m_axes.timeAt(-5), 10'000); // past the plot is its edge
        QCOMPARE(m_axes.timeAt(4000), 50'000);
        QCOMPARE(m_axes.nearMs(), 600.0);
    }

    void figuresStandUnderTheTopOfTheScale()
    {
        m_axes.setScale(48, false);
        QCOMPARE(m_axes.scale().top, 50.0);
        QCOMPARE(m_axes.yOf(0), m_axes.plot().bottom());
        QCOMPARE(m_axes.yOf(50), m_axes.plot().top());
        m_axes.setScale(50, false); // a line on the top would be cut in half
        QVERIFY(m_axes.scale().top > 50);
    }

    void anEmptyChartDividesByNothing()
    {
        m_axes.resize({});
        m_axes.setRange({});
        QCOMPARE(m_axes.plotWidth(), 1);
        QVERIFY(std::isfinite(m_axes.xOf(7)));
        QCOMPARE(m_axes.timeAt(100), 0);
    }

    void labelsThatWouldLieOverOneAnotherGoFurtherDown()
    {
        ChartMarkers markers;
        const auto place = [&](std::vector<qint64> times) {
            std::vector<ChartMarker> all;
            for (const qint64 time : times)
                all.push_back({time, QStringLiteral("label")});
            markers.set(all);
            return markers.places(m_axes, [](const QString&) { return 50.0; });
        };
        const auto close = place({20'000, 20'100, 20'200, 20'300});
        QCOMPARE(close.size(), 4U);
        for (int i = 0; i < ChartMarkers::MostLanes; ++i)
            QCOMPARE(close[std::size_t(i)].lane, i);
        QCOMPARE(close[3].lane, -1); // only its line
        const auto apart = place({5'000, 20'000, 30'000, 60'000});
        QCOMPARE(apart.size(), 2U); // the others are not in the range
        QCOMPARE(apart[0].marker, 1U);
        QCOMPARE(apart[1].lane, 0);
        const auto atTheEdge = place({49'900});
        QVERIFY(atTheEdge[0].left + 50 < m_axes.xOf(49'900)); // at the left of its line
    }

    void aDragIsARangeWhicheverWayItGoes()
    {
        ChartPointer pointer;
        QVERIFY(!pointer.move(100));
        pointer.press(m_axes.xOf(40'000));
        QVERIFY(pointer.move(m_axes.xOf(30'000)));
        const auto times = pointer.release(m_axes.xOf(20'000), m_axes, 10);
        QVERIFY(times);
        QCOMPARE(*times, std::pair(qint64(20'000), qint64(40'000)));
        QVERIFY(!pointer.isPressed());
        QVERIFY(!pointer.release(200, m_axes, 10)); // nothing was pressed
    }

    void aClickAndACancelledDragAreNoRange()
    {
        ChartPointer pointer;
        pointer.press(100);
        QVERIFY(!pointer.release(105, m_axes, 10));
        pointer.press(100);
        pointer.cancel();
        QVERIFY(!pointer.release(300, m_axes, 10));
    }

private:
    ChartAxes m_axes;
};

ROOM_TEST(TestChartAxes, fanlight::testing::NoApplication)
#include "tst_chart_axes.moc"
