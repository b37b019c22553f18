// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/chart_gaps.h"

#include "charts/time_chart.h"
#include "dashboard/dashboard_figures.h"
#include "support/room.h"
#include "traffic_layer.h"
#include "ui/page_fixture.h"

#include <QTest>

using namespace fanlight;
using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qint64 GapsBegin = 1'790'000'000'000;

MetricsSample halfSecond(qint64 endMs)
{
    MetricsSample sample;
    sample.timeMs = endMs;
    sample.intervalMs = 500;
    sample.connections = 7;
    return sample;
}

} // namespace

// Times of which nothing is known, since nobody was connected.
class TestChartGaps : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void theyAreFoundBetweenWhatWasMeasured()
    {
        PageSurroundings around;
        TimeSeries series;
        const DashboardFigures figures(series, around.state.traffic());
        const auto gaps = [&figures](qint64 fromMs, qint64 toMs) {
            return figures.gaps(fromMs, toMs, figures.range(fromMs, toMs, 10'000));
        };
        QVERIFY(gaps(GapsBegin, GapsBegin + 60'000).empty()); // nothing was ever known
        for (int i = 1; i <= 20; ++i)
            series.append(halfSecond(GapsBegin + 500 * i));
        for (int i = 1; i <= 20; ++i)
            series.append(halfSecond(GapsBegin + 40'000 + 500 * i));
        using Gap = ChartGaps::Gap;
        const Gap between{GapsBegin + 10'000, GapsBegin + 40'000};
        // what lies before the first of all is none; what lies behind the last is
        QCOMPARE(gaps(GapsBegin - 60'000, GapsBegin + 50'500), std::vector<Gap>{between});
        QCOMPARE(gaps(GapsBegin - 60'000, GapsBegin + 60'000),
            (std::vector<Gap>{between, {GapsBegin + 50'000, GapsBegin + 60'000}}));
        // … also where the range begins or ends within one, or sees nothing else
        QCOMPARE(gaps(GapsBegin + 20'000, GapsBegin + 50'000),
            (std::vector<Gap>{{GapsBegin + 20'000, GapsBegin + 40'000}}));
        QCOMPARE(gaps(GapsBegin + 5000, GapsBegin + 30'000),
            (std::vector<Gap>{{GapsBegin + 10'000, GapsBegin + 30'000}}));
        QCOMPARE(gaps(GapsBegin + 20'000, GapsBegin + 30'000),
            (std::vector<Gap>{{GapsBegin + 20'000, GapsBegin + 30'000}}));
    }

    void aBusyMomentIsNone()
    {
        PageSurroundings around;
        TimeSeries series;
        series.append(halfSecond(GapsBegin));
        series.append(halfSecond(GapsBegin + 3000));
        const DashboardFigures figures(series, around.state.traffic());
        QVERIFY(figures
                    .gaps(GapsBegin - 500, GapsBegin + 3500,
                        figures.range(GapsBegin - 500, GapsBegin + 3500, 100))
                    .empty());
    }

    void theyAreGreyedAndToldAtTheCrossHair()
    {
        PageSurroundings around;
        TimeChart chart(
            around.theme, u"Connections"_s, [](double n) { return QString::number(n); });
        chart.addSeries({u"this instance"_s, Theme::Role::Series1});
        chart.resize(600, 240);
        chart.setRange({GapsBegin, GapsBegin + 60'000, false});
        chart.replace(0, {{double(GapsBegin), 1}, {double(GapsBegin + 60'000), 1}});
        chart.show();
        const QImage before = chart.grab().toImage();
        chart.setGaps({{GapsBegin + 20'000, GapsBegin + 40'000}});
        const QImage after = chart.grab().toImage();
        const QRect plot(before.width() / 8, 0, before.width() * 7 / 8, before.height());
        int grey = 0;
        int others = 0;
        const int y = before.height() * 2 / 3;
        for (int x = plot.left(); x < plot.right(); ++x) {
            if (before.pixelColor(x, y) == after.pixelColor(x, y))
                ++others;
            else
                ++grey;
        }
        QVERIFY2(
            grey > plot.width() / 5 && grey < plot.width() / 2, qPrintable(QString::number(grey)));
        QVERIFY(others > plot.width() / 3);
        chart.setCursorTime(GapsBegin + 30'000);
        QVERIFY(chart.tipLines().contains(u"nothing was recorded then"_s));
        chart.setCursorTime(GapsBegin + 10'000);
        QVERIFY(!chart.tipLines().contains(u"nothing was recorded then"_s));
        chart.setGaps({});
        QCOMPARE(chart.grab().toImage().pixelColor(before.width() / 2, y),
            before.pixelColor(before.width() / 2, y));
    }
};

ROOM_TEST(TestChartGaps, QApplication)
#include "tst_chart_gaps.moc"
