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
        QCOMPARE(isTestAgent(agent), isTest);
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
};

ROOM_TEST(TestTrafficLayer, QApplication)
#include "tst_traffic_layer.moc"
