// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/chart_markers.h"
#include "charts/chart_pointer.h"
#include "support/room.h"

#include <QApplication>
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
        const auto close = labels({{20'000, QStringLiteral("a")}, {20'100, QStringLiteral("b")},
            {20'200, QStringLiteral("c")}});
        QCOMPARE(close.size(), 3U);
        for (int i = 0; i < ChartMarkers::MostLanes; ++i)
            QCOMPARE(close[std::size_t(i)].lane, i);
        const auto apart = labels({{5'000, QStringLiteral("a")}, {20'000, QStringLiteral("b")},
            {30'000, QStringLiteral("c")}, {60'000, QStringLiteral("d")}});
        QCOMPARE(apart.size(), 2U); // the others are not in the range
        QCOMPARE(apart[0].first, 1U);
        QCOMPARE(apart[1].lane, 0);
        const auto atTheEdge = labels({{49'900, QStringLiteral("a")}});
        QVERIFY(atTheEdge[0].left + 50 < m_axes.xOf(49'900)); // at the left of its line
    }

    void labelsOfOneSubjectBecomeOne()
    {
        std::vector<ChartMarker> ten;
        for (int i = 0; i < 10; ++i)
            ten.push_back({20'000 + 100 * i, QStringLiteral("100 test clients started"),
                ChartMarker::Kind::Event, QStringLiteral("test clients")});
        const auto one = labels(ten);
        QCOMPARE(one.size(), 1U);
        QCOMPARE(one[0].text, QStringLiteral("10 × test clients"));
        QCOMPARE(one[0].count, 10U);
        QCOMPARE(one[0].lane, 0);
        const QStringList lines = m_markers.linesOf(one[0], m_axes);
        QCOMPARE(lines.size(), int(ChartMarkers::MostTipLines) + 1);
        QVERIFY(lines[0].endsWith(QStringLiteral(" 100 test clients started")));
        QCOMPARE(lines.constLast(), QStringLiteral("and 2 more"));
    }

    void whatHasNoRowLeftIsToldTogether()
    {
        const auto four = labels({{20'000, QStringLiteral("a")}, {20'100, QStringLiteral("b")},
            {20'200, QStringLiteral("c")}, {20'300, QStringLiteral("d")}});
        QCOMPARE(four.size(), 3U);
        QCOMPARE(four[2].text, QStringLiteral("c, d"));
        std::vector<ChartMarker> many;
        for (int i = 0; i < 200; ++i)
            many.push_back({20'000 + i, QString::number(i)});
        const auto few = labels(many);
        std::size_t told = 0;
        for (const ChartMarkers::Label& label : few)
            told += label.count;
        QCOMPARE(told, 200U);
        QVERIFY2(
            few.back().text.startsWith(QStringLiteral("198 event")), qPrintable(few.back().text));
    }

    void noTwoLabelsEverLieOverEachOther()
    {
        std::vector<ChartMarker> all;
        for (qint64 at = 10'000, step = 7; at <= 50'000; at += step, step = step * 3 % 997 + 5)
            all.push_back({at, QStringLiteral("happened %1").arg(step % 9)});
        const auto placed = labels(all);
        std::size_t told = 0;
        for (const ChartMarkers::Label& one : placed) {
            told += one.count;
            QVERIFY(one.lane >= 0 && one.lane < ChartMarkers::MostLanes);
            for (const ChartMarkers::Label& other : placed) {
                if (&one != &other && one.lane == other.lane)
                    QVERIFY(
                        one.left + one.width <= other.left || other.left + other.width <= one.left);
            }
        }
        QCOMPARE(told, all.size());
    }

    void aMarkerIsToldOfNearItsLine()
    {
        m_markers.set({{20'000, QStringLiteral("hub stopped")}});
        QCOMPARE(m_markers.linesNear(m_axes, 20'300).size(), 1); // three pixels
        QVERIFY(m_markers.linesNear(m_axes, 21'000).isEmpty());
    }

    void labelsOfASmallChartAreThinnedAndNeverLieOverOneAnother()
    {
        const QFontMetrics metrics{QFont()};
        for (const QSize& size : {QSize(260, 120), QSize(200, 90), QSize(130, 60)}) {
            for (const double most : {4.8, 48'000.0, 12'000'000.0}) {
                m_axes.setScale(most, false);
                m_axes.setRange({1'000'000, 1'300'000, true});
                m_axes.resize(QRect({}, size), metrics);
                QVERIFY(m_axes.plot().width() > 20);
                double freeFrom = 0;
                const auto times = m_axes.labelledTimes(metrics);
                QVERIFY(!times.empty());
                for (const TimeMark& mark : times) {
                    const double width = metrics.horizontalAdvance(mark.text);
                    const double left = m_axes.labelLeft(mark, width);
                    QVERIFY(left >= freeFrom);
                    freeFrom = left + width;
                    QVERIFY(freeFrom <= size.width());
                }
                QCOMPARE(times.back().text, QStringLiteral("now"));
                const auto steps = m_axes.labelledSteps(metrics.height());
                QVERIFY(!steps.empty());
                for (std::size_t i = 1; i < steps.size(); ++i)
                    QVERIFY(
                        m_axes.plot().height() * (steps[i] - steps[i - 1]) / m_axes.scale().steps
                        >= metrics.height() - 1);
            }
        }
    }

    void aTipNeverLeavesTheChart()
    {
        const QRectF chart(0, 0, 260, 120);
        const QRectF plot(46, 8, 200, 88);
        for (int x = 46; x <= 246; x += 10) {
            for (const QSizeF& size : {QSizeF(100, 60), QSizeF(190, 110), QSizeF(256, 116)})
                QVERIFY(chart.contains(ChartPointer::tipPlace(size, x, chart, plot)));
        }
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
    std::vector<ChartMarkers::Label> labels(const std::vector<ChartMarker>& markers)
    {
        m_markers.set(markers);
        return m_markers.labels(m_axes, [](const QString&) { return 50.0; });
    }

    ChartAxes m_axes;
    ChartMarkers m_markers;
};

ROOM_TEST(TestChartAxes, QApplication)
#include "tst_chart_axes.moc"
