// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "charts/time_chart.h"

#include "support/room.h"
#include "theme/theme.h"

#include <QApplication>
#include <QSignalSpy>

using namespace fanlight;
using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qint64 EndMs = 1'700'000'060'000;

std::vector<QPointF> flat(double figure)
{
    std::vector<QPointF> points;
    for (qint64 ms = EndMs - 60'000; ms <= EndMs; ms += 1000)
        points.emplace_back(double(ms), figure);
    return points;
}

} // namespace

class TestChartThresholds : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init()
    {
        m_theme.setMode(Theme::Mode::Light);
        m_chart = std::make_unique<TimeChart>(
            m_theme, u"Latency"_s, [](double ms) { return u"%1 ms"_s.arg(ms); });
        m_chart->addSeries({u"p50"_s, Theme::Role::Series1});
        m_chart->addSeries({u"p99"_s, Theme::Role::Series2});
        m_chart->setRange({EndMs - 60'000, EndMs, true});
        m_chart->replace(0, flat(10));
        m_chart->replace(1, flat(80));
        m_chart->resize(500, 300);
        m_chart->show();
        m_chart->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(m_chart.get()));
        m_chart->setFocus();
        m_drawn = std::make_unique<QSignalSpy>(m_chart.get(), &TimeChart::thresholdDrawn);
    }
    void cleanup()
    {
        m_drawn.reset();
        m_chart.reset();
    }

    void itIsMeantForTheHighestSeriesBelowItOrElseTheLowestAbove()
    {
        ChartData data;
        data.add({u"a"_s, Theme::Role::Series1});
        data.add({u"b"_s, Theme::Role::Series2});
        data.replace(0, flat(10));
        data.replace(1, flat(80));
        const ChartRange range{EndMs - 60'000, EndMs, true};
        const auto aim = [&](double value) { return ChartThresholds::aim(data, range, value); };
        QCOMPARE(aim(100).series, 1);
        QVERIFY(aim(100).isAbove);
        QCOMPARE(aim(50).series, 0);
        QVERIFY(aim(50).isAbove);
        QCOMPARE(aim(5).series, 0);
        QVERIFY(!aim(5).isAbove);
        data.setChosen(0, false);
        QCOMPARE(aim(50).series, 1);
        QVERIFY(!aim(50).isAbove);
        data.setChosen(1, false);
        QCOMPARE(aim(50).series, -1);
    }

    void isDraggedOutOfTheAxis()
    {
        m_chart->offerThresholds();
        const QPoint axis(10, 150);
        QTest::mousePress(m_chart.get(), Qt::LeftButton, {}, axis);
        QVERIFY(m_chart->thresholds().isSetting());
        drag({200, 60});
        const double set = *m_chart->thresholds().setting();
        QVERIFY(set > 50);
        QVERIFY(m_chart->accessibleDescription().isEmpty() == false);
        QTest::mouseRelease(m_chart.get(), Qt::LeftButton, {}, {200, 60});
        QCOMPARE(m_drawn->size(), 1);
        QCOMPARE(m_drawn->first()[1].toDouble(), set);
        QVERIFY(!m_chart->thresholds().isSetting());
    }

    void whatIsLetGoBesideThePlotIsNotSet()
    {
        m_chart->offerThresholds();
        QTest::mousePress(m_chart.get(), Qt::LeftButton, {}, {10, 150});
        QTest::mouseRelease(m_chart.get(), Qt::LeftButton, {}, {10, 150});
        QTest::mousePress(m_chart.get(), Qt::LeftButton, {}, {10, 150});
        drag({200, 60});
        QTest::mouseRelease(m_chart.get(), Qt::LeftButton, {}, {12, 60});
        QCOMPARE(m_drawn->size(), 0);
        QVERIFY(!m_chart->thresholds().isSetting());
    }

    void withoutAnOfferTheAxisZoomsAsBefore()
    {
        QTest::mousePress(m_chart.get(), Qt::LeftButton, {}, {10, 150});
        QVERIFY(!m_chart->thresholds().isSetting());
        QTest::mouseRelease(m_chart.get(), Qt::LeftButton, {}, {10, 150});
        QTest::keyClick(m_chart.get(), Qt::Key_A);
        QVERIFY(!m_chart->thresholds().isSetting());
    }

    void isDrawnByKeys()
    {
        m_chart->offerThresholds();
        QTest::keyClick(m_chart.get(), Qt::Key_A);
        QVERIFY(m_chart->thresholds().isSetting());
        const double begun = *m_chart->thresholds().setting();
        QVERIFY(begun > 80); // above the newest figure
        QVERIFY2(m_chart->accessibleDescription().startsWith(u"alert when p99 > "_s),
            qPrintable(m_chart->accessibleDescription()));
        QTest::keyClick(m_chart.get(), Qt::Key_Down);
        QVERIFY(*m_chart->thresholds().setting() < begun);
        QTest::keyClick(m_chart.get(), Qt::Key_Up);
        QCOMPARE(*m_chart->thresholds().setting(), begun);
        for (int i = 0; i < 100; ++i)
            QTest::keyClick(m_chart.get(), Qt::Key_PageDown);
        QCOMPARE(*m_chart->thresholds().setting(), 0.0);
        QTest::keyClick(m_chart.get(), Qt::Key_Return);
        QCOMPARE(m_drawn->size(), 1);
        QCOMPARE(m_drawn->first(), (QVariantList{0, 0.0, false}));
        QTest::keyClick(m_chart.get(), Qt::Key_A);
        QTest::keyClick(m_chart.get(), Qt::Key_Escape);
        QVERIFY(!m_chart->thresholds().isSetting());
        QCOMPARE(m_drawn->size(), 1);
    }

    void figuresAreAsCoarseAsAPixel()
    {
        m_chart->offerThresholds();
        QTest::keyClick(m_chart.get(), Qt::Key_A);
        const double figure = *m_chart->thresholds().setting();
        QCOMPARE(figure, std::round(figure * 10) / 10);
        m_chart->setWholeNumbers(true);
        QTest::keyClick(m_chart.get(), Qt::Key_Escape);
        QTest::keyClick(m_chart.get(), Qt::Key_A);
        const double whole = *m_chart->thresholds().setting();
        QCOMPARE(whole, std::round(whole));
    }

    void linesAreDrawnAcross()
    {
        const QImage before = m_chart->grab().toImage();
        m_chart->setThresholds({{60, u"p99 > 60 ms"_s, false}});
        const QImage waiting = m_chart->grab().toImage();
        QVERIFY(waiting != before);
        m_chart->setThresholds({{60, u"p99 > 60 ms"_s, true}});
        QVERIFY(m_chart->grab().toImage() != waiting);
        m_chart->setThresholds({{1e9, u"far away"_s, true}});
        QCOMPARE(m_chart->grab().toImage(), before);
        m_chart->setThresholds({});
        QCOMPARE(m_chart->grab().toImage(), before);
    }

private:
    void drag(const QPoint& where)
    {
        QMouseEvent move(QEvent::MouseMove, QPointF(where), m_chart->mapToGlobal(QPointF(where)),
            Qt::NoButton, Qt::LeftButton, {});
        QApplication::sendEvent(m_chart.get(), &move);
    }

    Theme m_theme;
    std::unique_ptr<TimeChart> m_chart;
    std::unique_ptr<QSignalSpy> m_drawn;
};

ROOM_TEST(TestChartThresholds, QApplication)
#include "tst_chart_thresholds.moc"
