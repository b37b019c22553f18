// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "traffic_layer.h"

#include "ui/page_fixture.h"
#include "support/room.h"

#include <QSignalSpy>
#include <QTest>

using namespace fanlight;
using namespace Qt::Literals::StringLiterals;

class TestTrafficLayer : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void knowsItsOwnClientsByTheirAgent_data()
    {
        QTest::addColumn<QString>("agent");
        QTest::addColumn<bool>("isTest");
        QTest::newRow("test client") << u"Fanlight test client"_s << true;
        QTest::newRow("load test") << u"Fanlight load tester"_s << true;
        QTest::newRow("doctor") << u"Fanlight setup doctor"_s << true;
        QTest::newRow("browser") << u"Mozilla/5.0 (X11; Linux x86_64)"_s << false;
        QTest::newRow("an app of that name") << u"Fanlight-App/3"_s << false;
        QTest::newRow("none") << QString() << false;
    }

    void knowsItsOwnClientsByTheirAgent()
    {
        QFETCH(QString, agent);
        QFETCH(bool, isTest);
        QCOMPARE(own_traffic::isOwn(QStringView(agent)), isTest);
        QCOMPARE(own_traffic::isOwn(std::string_view(agent.toStdString())), isTest);
        QVERIFY(isIn(Traffic::All, agent));
        QCOMPARE(isIn(Traffic::Test, agent), isTest);
        QCOMPARE(isIn(Traffic::Real, agent), !isTest);
    }

    void tellsAndKeepsWhatWasChosen()
    {
        PageSurroundings around;
        TrafficLayer layer(around.state);
        QCOMPARE(layer.current(), Traffic::All);
        QSignalSpy changed(&layer, &TrafficLayer::changed);
        layer.setCurrent(Traffic::Real);
        layer.setCurrent(Traffic::Real);
        QCOMPARE(changed.count(), 1);
        QCOMPARE(TrafficLayer(around.state).current(), Traffic::Real);
    }

    void isOfferedOnPagesThatFollowOnceThereIsSomethingToTellApart()
    {
        PageSurroundings around;
        TrafficLayer layer(around.state);
        QWidget page;
        layer.addPage(page);
        page.show();
        QSignalSpy offered(&layer, &TrafficLayer::offeredChanged);
        MetricsSample sample;
        sample.connections = 3;
        layer.takeSample(sample);
        QVERIFY(!layer.isOffered());
        sample.own.connections = 2;
        layer.takeSample(sample);
        QVERIFY(layer.isOffered());
        QCOMPARE(offered.count(), 1);
        page.hide();
        QVERIFY(!layer.isOffered());
        QCOMPARE(offered.count(), 2);
        page.show();
        layer.takeSample({}); // they have gone; what was measured is still shown
        QVERIFY(layer.isOffered());
        QCOMPARE(offered.count(), 3);
    }

    void aLayerThatWasKeptIsOfferedSoThatOneCanLeaveIt()
    {
        PageSurroundings around;
        TrafficLayer(around.state).setCurrent(Traffic::Test);
        TrafficLayer layer(around.state);
        QWidget page;
        layer.addPage(page);
        page.show();
        QVERIFY(layer.isOffered());
        layer.setCurrent(Traffic::All);
        QVERIFY(!layer.isOffered());
    }

    void saysWhatIsLeftOut()
    {
        MetricsSample sample;
        sample.connections = 1301;
        sample.own.connections = 300;
        QCOMPARE(TrafficLayer::leftOut(Traffic::All, sample), QString());
        QCOMPARE(TrafficLayer::leftOut(Traffic::Real, sample), u"without 300 test clients"_s);
        QCOMPARE(TrafficLayer::leftOut(Traffic::Test, sample), u"without 1,001 real clients"_s);
        sample.own.connections = 1;
        QCOMPARE(TrafficLayer::leftOut(Traffic::Real, sample), u"without 1 test client"_s);
        QCOMPARE(TrafficLayer::leftOut(Traffic::Real, {}), u"without test traffic"_s);
        QCOMPARE(TrafficLayer::leftOut(Traffic::Test, {}), u"without real traffic"_s);
    }
};

ROOM_TEST(TestTrafficLayer, QApplication)
#include "tst_traffic_layer.moc"
