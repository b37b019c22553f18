// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/chart_data.h"
#include "ui/charts/chart_values.h"
#include "support/room.h"

#include <QTest>

using namespace fanlight;
using namespace fanlight::testing;

namespace {

std::vector<QPointF> everySecond(std::initializer_list<double> figures)
{
    std::vector<QPointF> points;
    for (const double figure : figures)
        points.emplace_back(double(Begin) + 1000.0 * double(points.size()), figure);
    return points;
}

} // namespace

class TestChartData : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init()
    {
        m_data = {};
        m_data.add({QStringLiteral("delivered"), Theme::Role::Series1, true});
        m_data.add({QStringLiteral("published"), Theme::Role::Series3});
    }

    void theGreatestFigureIsThatOfTheRangeAndOfTheSeriesShown()
    {
        m_data.replace(0, everySecond({900, Gap, 48, 3}));
        m_data.replace(1, everySecond({1, 2, 60, 4}));
        const ChartRange late{Begin + 1000, Begin + 3000};
        QCOMPARE(m_data.most({Begin, Begin + 3000}), 900.0);
        QCOMPARE(m_data.most(late), 60.0);
        m_data.setChosen(1, false);
        QCOMPARE(m_data.most(late), 48.0);
        m_data.setAvailable(0, false);
        QCOMPARE(m_data.most(late), 0.0);
    }

    void aPointStandsForTheTimesAroundIt()
    {
        m_data.replace(0, everySecond({5, 6, 7}));
        const auto figureAt = [this](qint64 timeMs, double nearMs) {
            const QPointF* point = m_data.pointAt(m_data.line(0), timeMs, nearMs);
            return point ? point->y() : -1;
        };
        QCOMPARE(figureAt(Begin + 1400, 0), 6.0);
        QCOMPARE(figureAt(Begin + 1600, 0), 7.0);
        QCOMPARE(figureAt(Begin + 3000, 0), 7.0); // as far as points are from each other
        QCOMPARE(figureAt(Begin + 3500, 0), -1.0);
        QCOMPARE(figureAt(Begin + 3500, 2000), 7.0);
        QVERIFY(!m_data.pointAt(m_data.line(1), Begin, 1e9)); // it has none
    }

    void stepsFromPointToPointOfTheFirstSeriesShown()
    {
        m_data.replace(1, everySecond({1, 2, 3}));
        QCOMPARE(m_data.timeBeside({}, -1), std::optional(Begin + 2000));
        QCOMPARE(m_data.timeBeside(Begin + 2000, 1), std::optional(Begin + 2000));
        QCOMPARE(m_data.timeBeside(Begin + 1900, -1), std::optional(Begin + 1000));
        QCOMPARE(m_data.timeBeside(Begin, -1), std::optional(Begin));
        m_data.setChosen(1, false);
        QCOMPARE(m_data.timeBeside({}, -1), std::nullopt);
    }

    void gapsCutASeriesIntoPieces()
    {
        const auto pieces = ChartData::pieces(everySecond({Gap, 1, 2, Gap, Gap, 3, Gap}), 40);
        QCOMPARE(pieces.size(), 2U);
        QCOMPARE(pieces[0].size(), 2);
        QCOMPARE(pieces[1], (QList<QPointF>{{Begin + 5000.0, 3}, {Begin + 5040.0, 3}})); // a dot
        QVERIFY(ChartData::pieces(everySecond({Gap, Gap}), 40).empty());
    }

    void aTimeThatOneSeriesHasIsARowOfAll()
    {
        m_data.replace(0, everySecond({1, Gap}));
        m_data.replace(1, {{double(Begin) + 500, 0.5}});
        QCOMPARE(m_data.csv({Begin, Begin + 5000}),
            QByteArray("time,delivered,published\r\n"
                       "2023-11-14T22:13:20.000Z,1,\r\n"
                       "2023-11-14T22:13:20.500Z,,0.5\r\n"
                       "2023-11-14T22:13:21.000Z,,\r\n"));
    }

    void whatWasMarkedStandsAtItsOwnTime()
    {
        m_data.replace(0, everySecond({1, 2}));
        m_data.setChosen(1, false);
        QCOMPARE(
            m_data.csv({Begin, Begin + 5000},
                {{Begin + 500, QStringLiteral("hub stopped")}, {Begin + 1000, QStringLiteral("a")},
                    {Begin + 1000, QStringLiteral("b, c")},
                    {Begin + 9000, QStringLiteral("later")}}),
            QByteArray("time,delivered,marker\r\n"
                       "2023-11-14T22:13:20.000Z,1,\r\n"
                       "2023-11-14T22:13:20.500Z,,hub stopped\r\n"
                       "2023-11-14T22:13:21.000Z,2,\"a; b, c\"\r\n"));
    }

    void timeSinceAStartIsInSeconds()
    {
        m_data.replace(0, {{0, 1}, {1500, 2}});
        m_data.setChosen(1, false);
        QCOMPARE(m_data.csv({0, 5000, false, true}),
            QByteArray("seconds,delivered\r\n0.000,1\r\n1.500,2\r\n"));
    }

private:
    ChartData m_data;
};

ROOM_TEST(TestChartData, fanlight::testing::NoApplication)
#include "tst_chart_data.moc"
