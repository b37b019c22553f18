// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "fleet/fleet_model.h"

#include "format.h"
#include "support/room.h"
#include "ui/fleet/fleet_for_tests.h"

#include <QAbstractItemModelTester>
#include <QElapsedTimer>
#include <QPersistentModelIndex>
#include <QTest>

using namespace fanlight;
using namespace Qt::Literals::StringLiterals;

Q_DECLARE_METATYPE(fanlight::FleetRow)

class TestFleetModel : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init()
    {
        m_theme.setMode(Theme::Mode::Light);
        m_model = std::make_unique<FleetModel>(m_theme);
        m_tester = std::make_unique<QAbstractItemModelTester>(
            m_model.get(), QAbstractItemModelTester::FailureReportingMode::Fatal);
    }
    void cleanup()
    {
        m_tester.reset();
        m_model.reset();
    }

    void groupsStandUnderTheirHeadings()
    {
        FleetRow local = testHub(u"local"_s, 3, u"This computer"_s);
        local.groupOrder = 3;
        m_model->setRows(
            {local, testHub(u"eu-2"_s, 2, u"prod"_s), testHub(u"eu-1"_s, 1, u"prod"_s)}, FleetNow);
        QCOMPARE(names(),
            (QStringList{u"[prod]"_s, u"eu-1"_s, u"eu-2"_s, u"[This computer]"_s, u"local"_s,
                u"All real"_s}));
        QCOMPARE(cell(5, FleetModel::Streams), u"600"_s);
        QCOMPARE(cell(5, FleetModel::Delivered), u"120"_s);
        QCOMPARE(cell(5, FleetModel::Ack), u"up to 5.0"_s);
        QCOMPARE(m_model->hubCount(), 3);
    }

    void oneIsNoSum()
    {
        m_model->setRows({testHub(u"a"_s)}, FleetNow);
        QCOMPARE(names(), (QStringList{u"[]"_s, u"a"_s}));
    }

    void sortsWithinGroups()
    {
        m_model->setRows({testHub(u"a"_s, 1, u"x"_s), testHub(u"b"_s, 9, u"x"_s),
                             testHub(u"c"_s, 2, u"y"_s), testHub(u"d"_s, 7, u"y"_s)},
            FleetNow);
        m_model->sort(FleetModel::Streams, Qt::DescendingOrder);
        QCOMPARE(names(),
            (QStringList{u"[x]"_s, u"b"_s, u"a"_s, u"[y]"_s, u"d"_s, u"c"_s, u"All real"_s}));
        m_model->sort(FleetModel::Streams, Qt::AscendingOrder);
        QCOMPARE(names().mid(0, 3), (QStringList{u"[x]"_s, u"a"_s, u"b"_s}));
    }

    void aSelectedRowIsFollowedWhereverItGoes()
    {
        m_model->setRows({testHub(u"a"_s, 1), testHub(u"b"_s, 2), testHub(u"c"_s, 3)}, FleetNow);
        const QPersistentModelIndex at = m_model->index(m_model->rowOf(u"server/b"_s), 0);
        m_model->sort(FleetModel::Streams, Qt::DescendingOrder);
        m_model->setRows({testHub(u"d"_s, 9), testHub(u"b"_s, 2), testHub(u"c"_s, 3)}, FleetNow);
        QVERIFY(at.isValid());
        QCOMPARE(m_model->hub(at.row())->name, u"b"_s);
        m_model->setRows({testHub(u"d"_s, 9)}, FleetNow);
        QVERIFY(!at.isValid());
        m_model->setRows({}, FleetNow);
        QCOMPARE(m_model->rowCount(), 0);
    }

    void testClientsAreNoneOfTheRealOnes()
    {
        FleetRow demo = testHub(u"demo"_s, 5);
        demo.figures.testStreams = demo.figures.streams;
        demo.figures.testDeliveredPerSecond = demo.figures.deliveredPerSecond;
        m_model->setRows({testHub(u"a"_s, 1), demo}, FleetNow);
        QCOMPARE(m_model->standing(*m_model->find(u"server/demo"_s)).text, u"test clients"_s);
        QCOMPARE(cell(m_model->rowCount() - 1, FleetModel::Streams), u"100"_s);
        QCOMPARE(cell(m_model->rowOf(u"server/demo"_s), FleetModel::Streams), u"500"_s);
    }

    void coresOfAMachineCountOnce()
    {
        FleetRow one = testHub(u"a"_s);
        FleetRow other = testHub(u"b"_s);
        one.host = other.host = u"app-1"_s;
        m_model->setRows({one, other}, FleetNow);
        QCOMPARE(m_model->sums().cpuCores, 2.0);
        QCOMPARE(m_model->sums().cpuPercent, 40.0);
        QCOMPARE(cell(m_model->rowCount() - 1, FleetModel::Cpu), u"20 %"_s);
    }

    void howAHubIs_data()
    {
        QTest::addColumn<FleetRow>("row");
        QTest::addColumn<QString>("text");
        QTest::addColumn<int>("tone");
        const auto add = [](const char* name, const std::function<void(FleetRow&)>& change,
                             const QString& text, Pill::Tone tone) {
            FleetRow row = testHub(u"a"_s);
            change(row);
            QTest::newRow(name) << row << text << int(tone);
        };
        using Tone = Pill::Tone;
        using Link = FleetRow::Link;
        add(
            "well", [](FleetRow&) {}, u"well"_s, Tone::Good);
        add(
            "away",
            [](FleetRow& row) {
                row.link = Link::Away;
                row.sinceMs = FleetNow - 190'000;
            },
            u"away 3 min"_s, Tone::Bad);
        add(
            "a wrong token", [](FleetRow& row) { row.link = Link::NeedsLogin; }, u"cannot log in"_s,
            Tone::Bad);
        add(
            "no token", [](FleetRow& row) { row.link = Link::NeedsToken; }, u"needs a token"_s,
            Tone::Neutral);
        add(
            "ssh", [](FleetRow& row) { row.link = Link::NeedsWay; }, u"through SSH"_s,
            Tone::Neutral);
        add(
            "slow for long enough",
            [](FleetRow& row) { row.slowSinceMs = FleetNow - fleet::SlowAfterMs; }, u"slow"_s,
            Tone::Warning);
        add(
            "slow for a moment", [](FleetRow& row) { row.slowSinceMs = FleetNow - 1000; },
            u"well"_s, Tone::Good);
        add(
            "files", [](FleetRow& row) { row.figures.openFiles = 17'000; }, u"files 85 %"_s,
            Tone::Warning);
        add(
            "redis", [](FleetRow& row) { row.status.broker.awaySinceMs = FleetNow - 1; },
            u"Redis away"_s, Tone::Warning);
        add(
            "older", [](FleetRow& row) { row.isOlder = true; }, u"older"_s, Tone::Neutral);
        add(
            "stopped", [](FleetRow& row) { row.status.state = HubState::Stopped; }, u"stopped"_s,
            Tone::Neutral);
        add(
            "its turn",
            [](FleetRow& row) {
                row.link = Link::Turn;
                row.heardAtMs = FleetNow - 40'000;
            },
            u"seen 40 s ago"_s, Tone::Neutral);
        add(
            "a publisher", [](FleetRow& row) { row.role = Role::Publish; }, u"may not look"_s,
            Tone::Neutral);
        add(
            "silent", [](FleetRow& row) { row = testHeartbeat(u"a"_s, 125'000); }, u"away 2 min"_s,
            Tone::Bad);
        add(
            "a name of two",
            [](FleetRow& row) {
                row = testHeartbeat(u"a"_s);
                row.instance->sharesName = true;
            },
            u"name used twice"_s, Tone::Warning);
    }
    void howAHubIs()
    {
        QFETCH(const FleetRow, row);
        QFETCH(const QString, text);
        QFETCH(const int, tone);
        const FleetStanding standing = fleet::standingOf(row, FleetNow);
        QCOMPARE(standing.text, text);
        QCOMPARE(int(standing.tone), tone);
    }

    void whatIsNotMeasuredIsADash()
    {
        m_model->setRows({testHeartbeat(u"far"_s), testHeartbeat(u"gone"_s, 60'000)}, FleetNow);
        const int far = m_model->rowOf(u"instance/far"_s);
        QCOMPARE(cell(far, FleetModel::Streams), u"100"_s);
        QCOMPARE(cell(far, FleetModel::Ack), QString(format::Dash));
        QCOMPARE(cell(far, FleetModel::Write), u"1.0"_s);
        const int gone = m_model->rowOf(u"instance/gone"_s);
        for (const int column : {FleetModel::Streams, FleetModel::Delivered, FleetModel::Ack,
                 FleetModel::Cpu, FleetModel::Memory})
            QCOMPARE(cell(gone, column), QString(format::Dash));
        QCOMPARE(cell(gone, FleetModel::Heartbeat), u"silent for 60 s"_s);
    }

    void headingsAreReadButNeitherSelectedNorReachedByKeys()
    {
        m_model->setRows({testHub(u"a"_s, 1, u"prod"_s), testHub(u"b"_s, 1, u"prod"_s)}, FleetNow);
        QCOMPARE(m_model->flags(m_model->index(0, 0)), Qt::ItemNeverHasChildren);
        QVERIFY(m_model->flags(m_model->index(1, 0)) & Qt::ItemIsSelectable);
        QCOMPARE(m_model->index(0, 0).data().toString(), u"prod"_s);
        QCOMPARE(m_model->index(1, 0).data(Qt::AccessibleTextRole).toString(), u"a, group prod"_s);
    }

    void filters_data()
    {
        QTest::addColumn<QString>("filter");
        QTest::addColumn<QStringList>("shown");
        QTest::newRow("none") << QString() << QStringList{u"a"_s, u"b"_s, u"c"_s};
        QTest::newRow("p99") << u"p99>20ms"_s << QStringList{u"b"_s};
        QTest::newRow("either") << u"p99>20ms or descriptors>80%"_s << QStringList{u"b"_s, u"c"_s};
        QTest::newRow("both") << u"p99>20ms descriptors>80%"_s << QStringList();
        QTest::newRow("a word") << u"prod"_s << QStringList{u"a"_s, u"b"_s};
        QTest::newRow("a name") << u"hub:c*"_s << QStringList{u"c"_s};
        QTest::newRow("a state") << u"state:files*"_s << QStringList{u"c"_s};
        QTest::newRow("turned round") << u"!hub:a"_s << QStringList{u"b"_s, u"c"_s};
        QTest::newRow("a number") << u"streams>=200 OR hub:a"_s
                                  << QStringList{u"a"_s, u"b"_s, u"c"_s};
        QTest::newRow("not measured") << u"lag>0ms"_s << QStringList();
    }
    void filters()
    {
        QFETCH(const QString, filter);
        QFETCH(const QStringList, shown);
        FleetRow slow = testHub(u"b"_s, 2, u"prod"_s);
        slow.figures.ackMs[3] = 38.2;
        FleetRow full = testHub(u"c"_s, 3, u"staging"_s);
        full.figures.openFiles = 19'000;
        m_model->setRows({testHub(u"a"_s, 1, u"prod"_s), slow, full}, FleetNow);
        const FleetFilter parsed(filter);
        QCOMPARE(parsed.error(), QString());
        m_model->setFilter(parsed);
        QStringList got;
        for (const FleetRow& row : m_model->shown())
            got << row.name;
        QCOMPARE(got, shown);
    }

    void aWrongFilterSaysWhatWillDo()
    {
        QVERIFY(FleetFilter(u"p99>20"_s).error().contains(u"5ms"_s));
        QVERIFY(FleetFilter(u"descriptors>much"_s).error().contains(u"80%"_s));
        QVERIFY(FleetFilter(u"p98:x"_s).error().contains(u"no field “p98”"_s));
        QVERIFY(FleetFilter(u"or hub:a"_s).error().contains(u"stands between"_s));
        QVERIFY(FleetFilter(u"hub:a or"_s).error().contains(u"stands between"_s));
        QVERIFY(FleetFilter(u"p99>20"_s).matches(testHub(u"a"_s), FleetNow)); // hides nothing
    }

    void aThousandHubsComeAndGo()
    {
        std::vector<FleetRow> rows;
        for (int i = 0; i < 1000; ++i)
            rows.push_back(testHub(u"hub-%1"_s.arg(i), i % 7 + 1, u"group %1"_s.arg(i % 20)));
        m_tester.reset(); // looks at each cell each time
        m_model->setRows(rows, FleetNow);
        QCOMPARE(m_model->hubCount(), 1000);
        QCOMPARE(m_model->rowCount(), 1021);
        m_model->sort(FleetModel::Streams, Qt::DescendingOrder);
        rows.erase(rows.begin(), rows.begin() + 500);
        m_model->setRows(rows, FleetNow);
        QCOMPARE(m_model->hubCount(), 500);
        m_model->setRows({}, FleetNow);
        QCOMPARE(m_model->rowCount(), 0);
    }

private:
    QStringList names() const
    {
        QStringList all;
        for (int row = 0; row < m_model->rowCount(); ++row) {
            const QString name = cell(row, FleetModel::Name);
            const auto line = m_model->index(row, 0).data(FleetModel::LineRole).toInt();
            all << (line == int(FleetModel::Line::Heading) ? u"["_s + name + u"]" : name);
        }
        return all;
    }
    QString cell(int row, int column) const
    {
        return m_model->index(row, column).data().toString();
    }

    Theme m_theme;
    std::unique_ptr<FleetModel> m_model;
    std::unique_ptr<QAbstractItemModelTester> m_tester;
};

ROOM_TEST(TestFleetModel, QApplication)
#include "tst_fleet_model.moc"
