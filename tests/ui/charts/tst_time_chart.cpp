// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/chart_board.h"
#include "ui/charts/chart_values.h"
#include "charts/chart_group.h"
#include "charts/chart_sheet.h"
#include "charts/chart_table.h"
#include "charts/legend_key.h"
#include "charts/note_edit.h"
#include "charts/percentile_series.h"
#include "format.h"
#include "support/room.h"
#include "ui_state.h"
#include "widgets/card.h"
#include "widgets/row_table.h"

#include <QAbstractItemModelTester>
#include <QAccessible>
#include <QClipboard>
#include <QDateTime>
#include <QMenu>
#include <QPushButton>
#include <QSettings>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QXmlStreamReader>

using namespace fanlight;
using namespace fanlight::testing;
using namespace Qt::Literals::StringLiterals;

namespace {
constexpr qint64 End = Begin + 60'000;

std::vector<QPointF> everySecond(const std::function<double(int)>& value)
{
    std::vector<QPointF> points;
    for (int i = 0; i <= 60; ++i)
        points.emplace_back(double(Begin + i * 1000), value(i));
    return points;
}
} // namespace

class TestTimeChart : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init()
    {
        m_theme.setMode(Theme::Mode::Light);
        m_chart = std::make_unique<TimeChart>(m_theme, QStringLiteral("Throughput, events/s"),
            [](double n) { return QString(format::rate(n) + QStringLiteral("/s")); });
        m_chart->addSeries({QStringLiteral("delivered"), Theme::Role::Series1, true});
        m_chart->addSeries({QStringLiteral("published"), Theme::Role::Series3});
        m_chart->resize(460, 232);
        m_chart->setRange({Begin, End, true});
    }

    void cleanup() { m_chart.reset(); }

    void scalesToTheGreatestValueInTheRange()
    {
        m_chart->replace(0, everySecond([](int i) { return i == 0 ? 900.0 : 48.0; }));
        QCOMPARE(m_chart->valueAxisTop(), 1000.0);
        m_chart->setRange({Begin + 10'000, End, false});
        QCOMPARE(m_chart->valueAxisTop(), 50.0);
    }

    void showsNoValueFarFromAnyPoint()
    {
        std::vector<QPointF> late;
        for (int i = 50; i <= 60; ++i)
            late.emplace_back(double(Begin + i * 1000), 9.0);
        m_chart->replace(0, late);
        QCOMPARE(m_chart->valueAt(0, Begin + 10'000), format::Dash);
        QCOMPARE(m_chart->valueAt(0, Begin + 49'500), QStringLiteral("9.0/s"));
    }

    void leavesAGapWhereNothingIsKnown()
    {
        m_chart->replace(0, everySecond([](int i) { return i > 20 && i < 40 ? Gap : 9.0; }));
        QCOMPARE(m_chart->valueAt(0, Begin + 30'000), format::Dash);
        QCOMPARE(m_chart->valueAt(0, Begin + 10'000), QStringLiteral("9.0/s"));
        const QImage image = picture();
        QVERIFY(hasInk(image, 10));
        QVERIFY(!hasInk(image, 30));
        QVERIFY(hasInk(image, 50));
    }

    void keepsItsGridInPlaceWhenItGrows()
    {
        QVERIFY(!picture().isNull());
        m_chart->resize(460, 300);
        const QImage grown = picture();
        cleanup();
        init();
        m_chart->resize(460, 300);
        QCOMPARE(grown, picture());
    }

    void aSinglePointLeavesADot()
    {
        m_chart->replace(0, everySecond([](int i) { return i == 30 ? 9.0 : Gap; }));
        QVERIFY(hasInk(picture(), 30));
    }

    void legendTogglesASeriesByClickAndByKey()
    {
        m_chart->replace(0, everySecond([](int) { return 900.0; }));
        m_chart->replace(1, everySecond([](int) { return 3.9; }));
        m_chart->show();
        QTest::mouseClick(m_chart->legendKey(0), Qt::LeftButton);
        QVERIFY(!m_chart->isSeriesShown(0));
        QCOMPARE(m_chart->valueAxisTop(), 4.0);
        QTest::keyClick(m_chart->legendKey(0), Qt::Key_Space);
        QVERIFY(m_chart->isSeriesShown(0));
        QCOMPARE(m_chart->valueAxisTop(), 1000.0);
    }

    void whatCannotBeKnownHasNoLegend()
    {
        m_chart->setSeriesAvailable(1, false);
        QVERIFY(!m_chart->isSeriesShown(1));
        QVERIFY(m_chart->legendKey(1)->isHidden());
        m_chart->setSeriesAvailable(1, true);
        QVERIFY(m_chart->isSeriesShown(1));
    }

    void tellsTheNewestFiguresToScreenReaders()
    {
        m_chart->replace(0, everySecond([](int i) { return 1000.0 + i; }));
        QCOMPARE(m_chart->accessibleName(), QStringLiteral("Throughput, events/s"));
        QCOMPARE(m_chart->accessibleDescription(),
            u"last 60 s: delivered now 1,060/s, between 1,000/s and 1,060/s; published not measured"_s);
        m_chart->setRange({Begin, End - 10'000, false});
        QVERIFY2(m_chart->accessibleDescription().contains(
                     u": delivered 1,050/s at the end, between 1,000/s and 1,050/s"_s),
            qPrintable(m_chart->accessibleDescription()));
        m_chart->setCursorTime(Begin);
        QVERIFY(m_chart->accessibleDescription().endsWith(
            QStringLiteral("delivered 1,000/s, published –")));
    }

    void screenReadersAreToldThatItIsAChart()
    {
        QAccessibleInterface* one = QAccessible::queryAccessibleInterface(m_chart.get());
        QVERIFY(one);
        QCOMPARE(one->role(), QAccessible::Chart);
        QVERIFY(one->actionInterface()->actionNames().contains(
            QAccessibleActionInterface::showMenuAction()));
        one->actionInterface()->doAction(u"ShowTable"_s);
        QTRY_VERIFY(m_chart->findChild<ChartTable*>());
    }

    void aKeyShowsTheFiguresAsATable()
    {
        m_chart->replace(0, everySecond([](int i) { return 1000.0 + i; }));
        m_chart->replace(1, {{double(Begin) + 1000, 5}, {double(Begin) + 2000, qQNaN()}});
        m_chart->setMarkers({{Begin + 2000, u"hub stopped"_s}});
        m_chart->show();
        QTest::keyClick(m_chart.get(), Qt::Key_T);
        auto* const shown = m_chart->findChild<ChartTable*>();
        QVERIFY(shown && shown->isVisible());
        const QAbstractItemModel& model = *shown->table()->model();
        QStringList titles;
        for (int column = 0; column < model.columnCount(); ++column)
            titles << model.headerData(column, Qt::Horizontal).toString();
        QCOMPARE(
            titles, (QStringList{u"Time"_s, u"delivered"_s, u"published"_s, u"What happened"_s}));
        QCOMPARE(model.rowCount(), 61);
        const auto cell
            = [&model](int row, int column) { return model.index(row, column).data().toString(); };
        QCOMPARE(cell(1, 1), u"1,001/s"_s);
        QCOMPARE(cell(1, 2), u"5.0/s"_s);
        QCOMPARE(cell(2, 2), u"–"_s);
        QCOMPARE(cell(2, 3), u"hub stopped"_s);
        QCOMPARE(cell(2, 0), format::dayAndClock(Begin + 2000));
        QVERIFY(shown->table()->hasFocus() || !shown->isActiveWindow());

        QAbstractItemModelTester tester(
            shown->table()->model(), QAbstractItemModelTester::FailureReportingMode::QtTest);
        shown->findChildren<QPushButton*>().front()->click();
        const QString copied = QGuiApplication::clipboard()->text();
        QCOMPARE(copied.count(u'\n'), 61 - 1);
        QVERIFY(copied.contains(u"1,001/s\t5.0/s"_s));

        m_chart->replace(0, everySecond([](int) { return 7.0; })); // the table stays as it was
        QCOMPARE(cell(1, 1), u"1,001/s"_s);
        QSignalSpy saves(shown, &ChartTable::saveRequested);
        QObject::disconnect(
            shown, &ChartTable::saveRequested, m_chart.get(), nullptr); // asks where
        shown->findChildren<QPushButton*>().at(1)->click();
        QCOMPARE(saves.size(), 1);
        QVERIFY(saves[0][0].toByteArray().startsWith("time,delivered,published,marker\r\n"));
    }

    void draggingAsksForTheRangeDraggedOver()
    {
        QSignalSpy zoom(m_chart.get(), &TimeChart::zoomRequested);
        drag(15, 45);
        QCOMPARE(zoom.size(), 1);
        QVERIFY(std::abs(zoom[0][0].toLongLong() - (Begin + 15'000)) < 500);
        QVERIFY(std::abs(zoom[0][1].toLongLong() - (Begin + 45'000)) < 500);
        drag(40, 20);
        QVERIFY(zoom[1][0].toLongLong() < zoom[1][1].toLongLong());
    }

    void aClickDoesNotZoom()
    {
        QSignalSpy zoom(m_chart.get(), &TimeChart::zoomRequested);
        QTest::mouseClick(m_chart.get(), Qt::LeftButton, {}, QPoint(200, 100));
        QVERIFY(zoom.isEmpty());
    }

    void escapeGoesBackToLive()
    {
        QSignalSpy live(m_chart.get(), &TimeChart::liveRequested);
        QTest::keyClick(m_chart.get(), Qt::Key_Escape);
        QCOMPARE(live.size(), 1);
    }

    void doubleClickAndEnterAskForTheWholePage()
    {
        QSignalSpy enlarge(m_chart.get(), &TimeChart::enlargeRequested);
        QTest::mouseDClick(m_chart.get(), Qt::LeftButton, {}, QPoint(200, 100));
        QTest::keyClick(m_chart.get(), Qt::Key_Return);
        QTest::keyClick(m_chart.get(), Qt::Key_Enter);
        QCOMPARE(enlarge.size(), 3);
    }

    void aNoteIsWrittenAtTheCrossHair()
    {
        QSignalSpy notes(m_chart.get(), &TimeChart::noteWritten);
        m_chart->show();
        m_chart->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(m_chart.get()));
        m_chart->setCursorTime(Begin + 20'000);
        QTest::keyClick(m_chart.get(), Qt::Key_N);
        auto* edit = m_chart->findChild<NoteEdit*>();
        QVERIFY(edit && edit->hasFocus());
        QTest::keyClicks(edit, QStringLiteral("deploy"));
        QTest::keyClick(edit, Qt::Key_Return);
        QCOMPARE(notes.size(), 1);
        QCOMPARE(notes[0][0].toLongLong(), Begin + 20'000);
        QCOMPARE(notes[0][1].toString(), QStringLiteral("deploy"));
        QTRY_VERIFY(!m_chart->findChild<NoteEdit*>());

        QTest::keyClick(m_chart.get(), Qt::Key_N);
        edit = m_chart->findChild<NoteEdit*>();
        QVERIFY(edit);
        QTest::keyClicks(edit, QStringLiteral("no"));
        QTest::keyClick(edit, Qt::Key_Escape);
        QTRY_VERIFY(!m_chart->findChild<NoteEdit*>());
        QCOMPARE(notes.size(), 1);
    }

    void theTipTellsTimeFiguresAndWhatHappened()
    {
        m_chart->replace(0, everySecond([](int i) { return 1000.0 + i; }));
        m_chart->setMarkers({{Begin + 20'000, QStringLiteral("hub stopped")}});
        QVERIFY(m_chart->tipLines().isEmpty());
        m_chart->setCursorTime(Begin + 20'000);
        const QString time
            = QDateTime::fromMSecsSinceEpoch(Begin + 20'000).toString(u"yyyy-MM-dd HH:mm:ss");
        QCOMPARE(m_chart->tipLines(),
            (QStringList{time, QStringLiteral("delivered 1,020/s"), QStringLiteral("published –"),
                time + QStringLiteral(" hub stopped")}));
        QVERIFY(m_chart->accessibleDescription().endsWith(QStringLiteral(" hub stopped")));
    }

    void aSeriesCanBeRenamedAsItsPercentileIs()
    {
        const ChartSeries p999 = percentileSeries(99.9);
        QCOMPARE(p999.name, QStringLiteral("p99.9"));
        QVERIFY(p999.dashed && !percentileSeries(99).dashed);
        m_chart->setSeriesName(1, p999.name);
        QCOMPARE(m_chart->legendKey(1)->text(), QStringLiteral("p99.9"));
        QVERIFY(m_chart->csv().startsWith("time,delivered,p99.9\r\n"));
    }

    void aDrawingSaysWhatWhoseAndWhen()
    {
        m_chart->replace(0, everySecond([](int i) { return 1000.0 + i; }));
        m_chart->setSource(QStringLiteral("hub-1 & co, http://127.0.0.1:3000"));
        m_chart->setMarkers({{Begin + 20'000, QStringLiteral("hub stopped")}});
        const QByteArray svg = m_chart->svg();
        QXmlStreamReader reader(svg);
        QStringList texts;
        int paths = 0;
        while (!reader.atEnd()) {
            if (reader.readNext() != QXmlStreamReader::StartElement)
                continue;
            paths += reader.name() == u"path";
            if (reader.name() == u"text")
                texts << reader.readElementText();
        }
        QVERIFY2(!reader.hasError(), qPrintable(reader.errorString()));
        QVERIFY(texts.contains(QStringLiteral("Throughput, events/s"))); // with its unit
        QVERIFY(texts.contains(
            QStringLiteral("hub-1 & co, http://127.0.0.1:3000; ") + rangeText(Begin, End)));
        QVERIFY(texts.contains(QStringLiteral("delivered")));
        QVERIFY(texts.contains(QStringLiteral("hub stopped")));
        QVERIFY(!texts.contains(QStringLiteral("now"))); // it is looked at later
        QVERIFY(texts.contains(QDateTime::fromMSecsSinceEpoch(Begin + 10'000).toString(u"HH:mm:ss"))
            || texts.filter(QStringLiteral(":30")).size() > 0);
        QVERIFY(paths > 10);
        const QByteArray line = m_theme.color(Theme::Role::Series1).name().toLatin1();
        QVERIFY(svg.contains(QByteArray("stroke=\"" + line + '"')));
    }

    void aPictureIsLargeEnoughToBeRead()
    {
        m_chart->resize(260, 120);
        const QImage image = m_chart->image();
        QVERIFY(image.width() >= 2 * ChartSheet::LeastSize.width());
    }

    void longNamesAreCutInTheLegendAndWholeInItsTip()
    {
        const QString name(250, QLatin1Char('x'));
        m_chart->setSeriesName(0, name);
        QVERIFY(m_chart->legendKey(0)->sizeHint().width() < 250);
        QVERIFY(m_chart->legendKey(0)->toolTip().contains(name));
    }

    void labelsOfNeighboursStandBeneathEachOther()
    {
        const auto inkIn = [this](const std::vector<TimeChart::Marker>& markers) {
            m_chart->setMarkers(markers);
            const QImage with = picture();
            m_chart->setMarkers({});
            const QImage without = picture();
            int differ = 0;
            for (int y = 0; y < with.height(); ++y) {
                for (int x = 0; x < with.width(); ++x)
                    differ += with.pixel(x, y) != without.pixel(x, y);
            }
            return differ;
        };
        const TimeChart::Marker lost{Begin + 20'000, QStringLiteral("Redis lost")};
        const TimeChart::Marker back{Begin + 20'500, QStringLiteral("Redis back after 0.5 s")};
        const TimeChart::Marker silent{Begin + 20'500, QString()};
        QVERIFY(inkIn({lost, back}) > inkIn({lost, silent}) + 50);
    }

    void markersAreDrawnAtTheirTime()
    {
        const QImage before = m_chart->image();
        m_chart->setMarkers({{Begin + 30'000, QStringLiteral("load test started")}});
        QVERIFY(before != m_chart->image());
        m_chart->setMarkers({{Begin - 30'000, QStringLiteral("too early to be seen")}});
        QCOMPARE(m_chart->image(), before);
    }

    void markersOfFaultsAreRed()
    {
        const auto redPixels = [this](TimeChart::Marker::Kind kind) {
            m_chart->setMarkers({{Begin + 30'000, QStringLiteral("delay on"), kind}});
            const QImage picture = m_chart->image();
            const QColor red = m_theme.color(Theme::Role::Bad);
            int count = 0;
            for (int y = 0; y < picture.height(); ++y) {
                for (int x = 0; x < picture.width(); ++x) {
                    const QColor one = picture.pixelColor(x, y);
                    count += std::abs(one.hue() - red.hue()) < 12 && one.saturation() > 60;
                }
            }
            return count;
        };
        const int without = redPixels(TimeChart::Marker::Kind::Event);
        QVERIFY(redPixels(TimeChart::Marker::Kind::Fault) > without + 50);
    }

    void csvHoldsTheShownRangeAndSeries()
    {
        m_chart->replace(0, everySecond([](int i) { return i == 31 ? Gap : double(i); }));
        m_chart->replace(1, everySecond([](int i) { return 0.5 * i; }));
        m_chart->setRange({Begin + 30'000, Begin + 32'000, false});
        QCOMPARE(m_chart->csv(),
            QByteArray("time,delivered,published\r\n"
                       "2023-11-14T22:13:50.000Z,30,15\r\n"
                       "2023-11-14T22:13:51.000Z,,15.5\r\n"
                       "2023-11-14T22:13:52.000Z,32,16\r\n"));
        m_chart->legendKey(1)->setChecked(false);
        QVERIFY(m_chart->csv().startsWith("time,delivered\r\n"));
    }

    // Only the plot is painted again while the labels stay.
    void aPlotPaintedAgainLooksAsIfAllHadBeen()
    {
        const auto wave = [](double at) {
            return everySecond([at](int i) { return 500 + 450 * std::sin((i + at) / 7.0); });
        };
        const auto give = [&wave](TimeChart& chart, double at) {
            chart.replace(0, wave(at));
            chart.setGaps({{Begin + 10'000 + qint64(at) * 1000, Begin + 20'000}});
        };
        for (const double at : {0.0, 3.0, 7.0}) {
            give(*m_chart, at);
            const QImage again = picture();
            TimeChart fresh(m_theme, u"Throughput, events/s"_s,
                [](double n) { return QString(format::rate(n) + QStringLiteral("/s")); });
            fresh.addSeries({u"delivered"_s, Theme::Role::Series1, true});
            fresh.addSeries({u"published"_s, Theme::Role::Series3});
            fresh.resize(460, 232);
            fresh.setRange({Begin, End, true});
            give(fresh, at);
            QCOMPARE(again, fresh.grab().toImage());
        }
    }

    void groupSharesCrossHairAndZoom()
    {
        TimeChart other(m_theme, QStringLiteral("Memory"), format::bytes);
        other.addSeries({QStringLiteral("hub RSS"), Theme::Role::Series1});
        other.replace(0, everySecond([](int i) { return 1024.0 * i; }));
        ChartGroup group;
        group.add(m_chart.get());
        group.add(&other);
        group.setLiveRange({Begin, End, true});
        QSignalSpy changed(&group, &ChartGroup::rangeChanged);

        Q_EMIT m_chart->cursorMoved(Begin + 20'000);
        QVERIFY(other.accessibleDescription().endsWith(QStringLiteral("hub RSS 20 KiB")));

        drag(15, 45);
        QVERIFY(group.isZoomed());
        QCOMPARE(changed.size(), 1);
        QVERIFY(!other.range().live);
        QCOMPARE(other.range(), m_chart->range());

        // Time goes on behind a zoom and does not move it.
        const TimeChart::Range zoomed = group.range();
        group.setLiveRange({Begin + 1000, End + 1000, true});
        QCOMPARE(other.range(), zoomed);
        Q_EMIT other.liveRequested();
        QVERIFY(!group.isZoomed());
        QCOMPARE(m_chart->range(), (TimeChart::Range{Begin + 1000, End + 1000, true}));
    }

    void aBoardShowsChartsBesideEachOtherOrOneAlone()
    {
        QTemporaryDir dir;
        QSettings settings(dir.filePath(QStringLiteral("s.ini")), QSettings::IniFormat);
        UiState state(settings);
        std::vector<Card*> cards;
        std::vector<TimeChart*> charts;
        const auto make = [&] {
            cards.clear();
            charts.clear();
            auto board = std::make_unique<ChartBoard>(&state, QStringLiteral("board"));
            for (int i = 0; i < 3; ++i) {
                cards.push_back(new Card(QString::number(i)));
                charts.push_back(
                    new TimeChart(m_theme, QString::number(i), [](double) { return QString(); }));
                cards.back()->body()->addWidget(charts.back());
                board->add(cards.back(), charts.back(), QString::number(i));
            }
            board->setColumns(2);
            board->resize(800, 600);
            board->show();
            return board;
        };
        auto board = make();
        QSignalSpy changed(board.get(), &ChartBoard::enlargedChanged);
        QTRY_VERIFY(cards[1]->x() > cards[0]->x() && cards[2]->y() > cards[0]->y());
        QTest::mouseDClick(charts[1], Qt::LeftButton, {}, QPoint(60, 60));
        QCOMPARE(board->enlarged(), 1);
        QVERIFY(!cards[0]->isVisible() && cards[1]->isVisible() && !cards[2]->isVisible());
        QTRY_COMPARE(cards[1]->width(), board->width());
        QTest::keyClick(charts[1], Qt::Key_Return);
        QVERIFY(!board->isEnlarged());
        QVERIFY(cards[0]->isVisible() && cards[2]->isVisible());
        QCOMPARE(changed.size(), 2);

        board->setShown(0, false);
        QVERIFY(!cards[0]->isVisible());
        QTRY_COMPARE(cards[1]->x(), 0); // it moves up
        board = make();
        QVERIFY(!cards[0]->isVisible() && cards[1]->isVisible()); // it is kept
        QMenu menu;
        board->addTo(menu, 1);
        QMenu* shown = menu.findChild<QMenu*>();
        QVERIFY(shown);
        QCOMPARE(shown->actions().size(), 3);
        QVERIFY(!shown->actions()[0]->isChecked());
        shown->actions()[0]->trigger();
        QVERIFY(cards[0]->isVisible());
        board->setShown(0, false);
        board->setShown(1, false);
        board->setShown(2, false); // one stays
        QVERIFY(board->isShown(2) && cards[2]->isVisible());
    }

    void groupNeverZoomsIntoNothing()
    {
        ChartGroup group;
        group.add(m_chart.get());
        group.zoom(Begin, Begin + 10);
        QCOMPARE(m_chart->range().toMs - m_chart->range().fromMs, ChartGroup::ShortestZoomMs);
    }

    void arrowKeysMoveTheCrossHairFromPointToPoint()
    {
        m_chart->replace(0, everySecond([](int i) { return double(i); }));
        ChartGroup group;
        group.add(m_chart.get());
        group.setLiveRange({Begin, End, true});
        QSignalSpy moved(m_chart.get(), &TimeChart::cursorMoved);
        const auto timeAfter = [&](Qt::Key key) {
            QTest::keyClick(m_chart.get(), key);
            return moved.last()[0].value<std::optional<qint64>>().value_or(0);
        };
        QCOMPARE(timeAfter(Qt::Key_Left), End);
        QCOMPARE(timeAfter(Qt::Key_Left), End - 1000);
        QCOMPARE(timeAfter(Qt::Key_Right), End);
        QCOMPARE(timeAfter(Qt::Key_Right), End);
    }

private:
    static constexpr int PlotLeft = 46; // as the chart lays itself out
    static constexpr int TimeLabels = 22;
    int xOf(int second) const { return PlotLeft + second * m_chart->plotWidth() / 60; }

    QImage picture() const { return m_chart->grab().toImage(); }

    bool hasInk(const QImage& image, int second) const
    {
        const QColor ink = m_theme.color(Theme::Role::Series1);
        for (int y = 0; y < image.height() - TimeLabels; ++y) {
            const QColor pixel = image.pixelColor(xOf(second), y);
            const int distance = std::abs(pixel.red() - ink.red())
                + std::abs(pixel.green() - ink.green()) + std::abs(pixel.blue() - ink.blue());
            if (distance < 250)
                return true;
        }
        return false;
    }

    void drag(int fromSecond, int toSecond)
    {
        QTest::mousePress(m_chart.get(), Qt::LeftButton, {}, QPoint(xOf(fromSecond), 100));
        QTest::mouseMove(m_chart.get(), QPoint(xOf(toSecond), 100));
        QTest::mouseRelease(m_chart.get(), Qt::LeftButton, {}, QPoint(xOf(toSecond), 100));
    }

    Theme m_theme;
    std::unique_ptr<TimeChart> m_chart;
};

ROOM_TEST(TestTimeChart, QApplication)
#include "tst_time_chart.moc"
