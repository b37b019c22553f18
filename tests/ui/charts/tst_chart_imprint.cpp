// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/chart_imprint.h"

#include "charts/chart_axes.h"
#include "charts/chart_data.h"
#include "charts/chart_gaps.h"
#include "charts/chart_markers.h"
#include "charts/time_chart.h"
#include "support/room.h"

#include <QtTest>

#include <cmath>
#include <limits>

using namespace fanlight;
using namespace Qt::Literals::StringLiterals;

namespace {

constexpr QRect Place{0, 0, 460, 230};
constexpr qint64 Second = 1000;
constexpr qint64 Span = 300 * Second;

// Five minutes of one line, a point a second.
struct Picture {
    std::vector<QPointF> points;
    qint64 toMs = 1'790'000'000'000;
    bool live = true;
    ChartMarkers markers;
    ChartGaps gaps;
    std::optional<qint64> crossHairMs;

    explicit Picture(double (*figure)(int second), int moved = 0)
    {
        toMs += moved * Second;
        for (int i = moved; i <= moved + 300; ++i)
            points.emplace_back(double(toMs - Span + (i - moved) * Second), figure(i));
    }
    ChartImprint imprint() const
    {
        ChartData data;
        data.replace(data.add({u"of it"_s, Theme::Role::Series1}), points);
        ChartAxes axes;
        const ChartRange range{toMs - Span, toMs, live, false};
        axes.setRange(range);
        axes.setScale(data.most(range), false);
        axes.resize(Place);
        return {Place.size(), data, axes, gaps, markers, crossHairMs};
    }
};

double none(int)
{
    return 0;
}
double unknown(int)
{
    return std::numeric_limits<double>::quiet_NaN();
}
double always(int)
{
    return 700;
}
double wave(int second)
{
    return 500 + 400 * std::sin(second / 7.0);
}

} // namespace

class TestChartImprint : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void whatIsEvenLooksTheSameASecondLater()
    {
        QVERIFY(Picture(none).imprint() == Picture(none, 1).imprint());
        QVERIFY(Picture(always).imprint() == Picture(always, 7).imprint());
    }

    void whatMovesDoesNot()
    {
        QVERIFY(Picture(wave).imprint() == Picture(wave).imprint());
        QVERIFY(!(Picture(wave).imprint() == Picture(wave, 2).imprint()));
        QVERIFY(!(Picture(none).imprint() == Picture(always).imprint()));
    }

    void oneOtherPointIsSeen()
    {
        Picture other(always);
        other.points[150].setY(710);
        QVERIFY(!(Picture(always).imprint() == other.imprint()));
        other.points[150].setY(std::numeric_limits<double>::quiet_NaN());
        QVERIFY(!(Picture(always).imprint() == other.imprint()));
    }

    void aLineThatGrowsIsSeenEveryFewPixels()
    {
        const auto sinceSecond200 = [](double (*figure)(int), int moved) {
            Picture picture(figure, moved);
            picture.points.erase(picture.points.begin(), picture.points.begin() + 200 - moved);
            return picture.imprint();
        };
        QVERIFY(!(sinceSecond200(always, 0) == sinceSecond200(always, 4)));
        QVERIFY(!(sinceSecond200(wave, 0) == sinceSecond200(wave, 1)));
        int changes = 0;
        for (int moved = 1; moved <= 60; ++moved)
            changes += !(sinceSecond200(always, moved - 1) == sinceSecond200(always, moved));
        QVERIFY2(changes >= 15 && changes <= 21, qPrintable(QString::number(changes))); // of 80 px
    }

    void whereNothingIsKnownIsNoInk()
    {
        Picture begun(unknown);
        begun.points.erase(begun.points.begin(), begun.points.begin() + 200);
        QVERIFY(begun.imprint() == Picture(unknown).imprint());
        Picture one(unknown);
        one.points[290].setY(7);
        QVERIFY(!(one.imprint() == Picture(unknown).imprint()));
    }

    void theFrameIsThatOfAnotherFigureInTheSameScale()
    {
        const ChartImprint now = Picture(wave).imprint();
        QVERIFY(now.hasFrameOf(Picture(wave, 3).imprint()));
        QVERIFY(!now.hasFrameOf(Picture(none).imprint()));
        QVERIFY(!now.hasFrameOf(ChartImprint()));
        QVERIFY(!ChartImprint().hasFrameOf(ChartImprint()));
        Picture clock(wave);
        clock.live = false;
        QVERIFY(!now.hasFrameOf(clock.imprint()));
    }

    void labelsOfTheClockMoveWithIt()
    {
        Picture now(always);
        Picture later(always, 1);
        now.live = later.live = false;
        QVERIFY(!(now.imprint() == later.imprint()));
    }

    void whatLiesOverItCounts()
    {
        const Picture plain(always);
        Picture marked(always);
        marked.markers.set({{marked.toMs - 100 * Second, u"noted"_s}});
        QVERIFY(!(plain.imprint() == marked.imprint()));
        Picture later(always, 3);
        later.markers.set({{marked.toMs - 100 * Second, u"noted"_s}}); // has moved on with time
        QVERIFY(!(marked.imprint() == later.imprint()));
        Picture gone(always);
        gone.gaps.set({{gone.toMs - 100 * Second, gone.toMs - 50 * Second}});
        QVERIFY(!(plain.imprint() == gone.imprint()));
        Picture looked(always);
        looked.crossHairMs = looked.toMs - 60 * Second;
        QVERIFY(!(plain.imprint() == looked.imprint()));
    }

    void ofNoChartIsLikeNoOther()
    {
        QVERIFY(ChartImprint().isEmpty());
        QVERIFY(!Picture(none).imprint().isEmpty());
        QVERIFY(!(Picture(none).imprint() == ChartImprint()));
    }

    // A chart at rest is not painted; one that has news is, and so is one in other colours.
    void aChartAtRestIsLeftAlone()
    {
        Theme theme;
        theme.setMode(Theme::Mode::Light);
        TimeChart chart(theme, u"Figures"_s, [](double n) { return QString::number(n); });
        chart.addSeries({u"of it"_s, Theme::Role::Series1});
        chart.resize(460, 230);
        chart.show();
        QVERIFY(QTest::qWaitForWindowExposed(&chart));
        Paints paints;
        chart.installEventFilter(&paints);
        const auto give = [&chart](const Picture& picture) {
            chart.setRange({picture.toMs - Span, picture.toMs, true, false});
            chart.replace(0, picture.points);
        };
        give(Picture(always));
        QTRY_VERIFY(paints.count > 0);
        const QImage before = chart.grab().toImage();
        QCoreApplication::processEvents();
        paints.count = 0;
        give(Picture(always, 1));
        give(Picture(always, 2));
        QTest::qWait(50); // a paint that does not come has no cause to wait for
        QCOMPARE(paints.count, 0);
        QCOMPARE(chart.grab().toImage(), before);
        paints.count = 0;
        give(Picture(wave, 3));
        QTRY_VERIFY(paints.count > 0);
        QVERIFY(chart.grab().toImage() != before);
        theme.setMode(Theme::Mode::Dark);
        paints.count = 0;
        give(Picture(wave, 3));
        QTRY_VERIFY(paints.count > 0);
        theme.setMode(Theme::Mode::System);
    }

private:
    struct Paints : QObject {
        int count = 0;
        bool eventFilter(QObject* watched, QEvent* event) override
        {
            count += event->type() == QEvent::Paint;
            return QObject::eventFilter(watched, event);
        }
    };
};

ROOM_TEST(TestChartImprint, QApplication)
#include "tst_chart_imprint.moc"
