// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "fleet/fleet_board.h"

#include "fleet/fleet_difference.h"
#include "support/fake_hub_port.h"
#include "support/room.h"
#include "ui/fleet/fleet_for_tests.h"
#include "ui/fleet/instances_for_tests.h"

#include <QTest>

using namespace fanlight;
using namespace Qt::Literals::StringLiterals;
using fanlight::testing::FakeHubPort;

// Which hubs there are, and that one known in several ways is one row.
class TestFleetBoard : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init()
    {
        m_hub = std::make_unique<FakeHubPort>(u"http://127.0.0.1:3000"_s);
        m_fleet = std::make_unique<Fleet>(*m_hub);
        m_board = std::make_unique<FleetBoard>(FleetBoard::Sources{*m_hub, {}, {}, m_fleet.get()});
        m_profiles.clear();
        FleetWays ways;
        ways.servers = [this] { return m_profiles; };
        m_fleet->servers().setWays(ways);
    }
    void cleanup()
    {
        m_board.reset();
        m_fleet.reset();
        m_hub.reset();
    }

    void theHubOfTheWindowIsARow()
    {
        const std::vector<FleetRow> rows = all();
        QCOMPARE(rows.size(), 1U);
        QCOMPARE(rows[0].key, u"home"_s);
        QVERIFY(rows[0].isShown && rows[0].isHome);
        QCOMPARE(rows[0].groupTitle, u"This computer (memory)"_s);
    }

    void instancesStandBehindTheirRedis()
    {
        tellRedis();
        InstanceRow here = testInstance(u"a"_s, 1);
        here.isThis = true;
        Q_EMIT m_hub->instancesChanged(
            testInstances({here, testInstance(u"b"_s, 2), testInstance(u"c"_s, 3, 9000)}));
        const std::vector<FleetRow> rows = all();
        QCOMPARE(rows.size(), 3U); // the first is the window's own
        for (const FleetRow& row : rows)
            QCOMPARE(row.groupTitle, u"Redis cache.example:6379"_s);
        QCOMPARE(rows[0].host, u"host-1"_s);
        QCOMPARE(named(rows, u"b"_s).link, FleetRow::Link::Heartbeat);
        QCOMPARE(named(rows, u"b"_s).figures.streams, 2000.0);
        QCOMPARE(named(rows, u"c"_s).link, FleetRow::Link::Silent);
        QVERIFY(!isKnown(named(rows, u"c"_s).figures.streams));
    }

    void aServerThatIsAnInstanceTooIsOneRow()
    {
        tellRedis();
        ServerProfile profile;
        profile.id = u"0000000a"_s;
        profile.name = u"eu-2"_s;
        profile.url = QUrl(u"https://hub-2.example:3000"_s);
        profile.group = u"prod"_s;
        m_profiles = {profile};
        m_fleet->servers().refresh();
        InstanceRow here = testInstance(u"a"_s, 1);
        here.isThis = true;
        InstanceRow there = testInstance(u"b"_s, 2);
        there.url = u"https://hub-2.example:3000"_s;
        Q_EMIT m_hub->instancesChanged(testInstances({here, there, testInstance(u"c"_s, 3)}));
        const std::vector<FleetRow> rows = all();
        QCOMPARE(rows.size(), 3U);
        const FleetRow& both = named(rows, u"eu-2"_s);
        QCOMPARE(both.serverId, profile.id);
        QVERIFY(both.instance);
        QCOMPARE(both.host, u"host-2"_s);
        QCOMPARE(both.figures.streams, 2000.0); // its heartbeat tells, while no link is open
        for (const FleetRow& row : rows)
            QCOMPARE(row.groupTitle, u"prod (redis)"_s); // all that share its Redis
    }

    void whichHubAHeartbeatIsOf()
    {
        FleetRow row = testHub(u"eu-1"_s);
        InstanceRow beat = testInstance(u"eu-1"_s);
        beat.givenName = u"eu-1"_s;
        beat.startedAtMs = row.status.startedAtMs;
        QVERIFY(fleet::isInstance(row, beat, false)); // by its start, whatever its address
        beat.startedAtMs += 1;
        beat.url = row.url;
        QVERIFY(!fleet::isInstance(row, beat, false)); // another run, or another hub
        row.status = {};
        QVERIFY(fleet::isInstance(row, beat, false));
        row.url = beat.url = u"http://127.0.0.1:3000"_s;
        QVERIFY(!fleet::isInstance(row, beat, false)); // of its machine, not of this one
        row.url = u"https://eu-1.example"_s;
        beat.url = u"https://eu-1.example"_s;
        row.sshAlias = u"bastion"_s;
        QVERIFY(!fleet::isInstance(row, beat, false));
    }

    void aVisitedHubIsSeenBesideTheOneAtHome()
    {
        FakeHubPort far(u"https://eu-1.example"_s);
        ServerProfile profile;
        profile.id = u"0000000b"_s;
        profile.name = u"eu-1"_s;
        profile.url = QUrl(u"https://eu-1.example"_s);
        m_profiles = {profile};
        m_fleet->servers().refresh();
        const FleetBoard board({far, profile.id, profile.name, m_fleet.get()});
        const std::vector<FleetRow> rows = board.rows(FleetNow);
        QCOMPARE(rows.size(), 2U);
        QVERIFY(rows[0].isShown && !rows[0].isHome);
        QCOMPARE(rows[0].name, u"eu-1"_s);
        QCOMPARE(rows[0].groupTitle, u"Servers (memory)"_s);
        QVERIFY(rows[1].isHome && !rows[1].isShown);
    }

    void withoutAFleetThereIsTheHubAlone()
    {
        m_profiles.resize(3);
        m_fleet->servers().refresh();
        const FleetBoard alone(FleetBoard::Sources{*m_hub, {}, {}, nullptr});
        QCOMPARE(alone.rows(FleetNow).size(), 1U);
    }

    void figuresAreOverTheLastTwoSeconds()
    {
        FleetFeed feed;
        for (int i = 0; i < 10; ++i) {
            MetricsSample sample;
            sample.timeMs = FleetNow + i * 500;
            sample.intervalMs = 500;
            sample.connections = quint64(10 + i);
            sample.delivered = i < 5 ? 1000 : 5;
            sample.own.connections = 4;
            feed.take(sample, sample.timeMs);
            feed.take(sample, sample.timeMs); // told twice: counted once
        }
        QCOMPARE(feed.figures().streams, 19.0);
        QCOMPARE(feed.figures().realStreams(), 15.0);
        QCOMPARE(feed.figures().deliveredPerSecond, 10.0);
        QVERIFY(!isKnown(FleetFigures::of(feed.figures().ackMs, 99)));
        QCOMPARE(feed.streams().size(), 3); // a step each two seconds
        QCOMPARE(feed.streams().last(), 19.0F);
        MetricsSample later;
        later.timeMs = FleetNow + 60'000;
        later.intervalMs = 500;
        feed.take(later, later.timeMs);
        QVERIFY(std::isnan(feed.streams()[feed.streams().size() - 2])); // what was missed is a gap
    }

    void slowIsSaidOfTheWholeTimeItLasts()
    {
        FleetFeed feed;
        const auto take = [&feed](qint64 ms, quint64 slow) {
            MetricsSample sample;
            sample.timeMs = FleetNow + ms;
            sample.intervalMs = 2000;
            sample.connections = 100;
            sample.slowClients = slow;
            feed.take(sample, sample.timeMs);
        };
        take(0, 0);
        QCOMPARE(feed.slowSinceMs(), 0);
        take(2000, 2);
        take(4000, 3);
        QCOMPARE(feed.slowSinceMs(), FleetNow + 2000);
        take(6000, 0);
        QCOMPARE(feed.slowSinceMs(), 0);
    }

    void whatIsDifferentIsOfBothFigures()
    {
        FleetRow slow = testHub(u"eu-3"_s);
        slow.figures.slowClients = 412;
        slow.figures.backlogBytes = 2e9;
        FleetRow well = testHub(u"eu-1"_s);
        well.figures.slowClients = 9;
        well.figures.cpuPercent = Unknown;
        const QString text = fleet_difference::text(slow, well);
        QVERIFY2(text.startsWith(u"Slow clients 412 (eu-1: 9), Backlog 1.9 GiB (eu-1: 0 B)."_s),
            qPrintable(text));
        QVERIFY(text.contains(u"Much the same: Streams, Delivered"_s));
        QVERIFY(text.contains(u"Not measured of both: Redis lag p99, CPU."_s));
        QVERIFY(fleet_difference::text(well, well).startsWith(u"Nothing stands out."_s));
    }

    void theOneBesideItIsOfItsGroupAndWell()
    {
        FleetRow slow = testHub(u"eu-3"_s, 5, u"prod"_s);
        FleetRow bad = testHub(u"eu-2"_s, 5, u"prod"_s);
        bad.figures.openFiles = 19'999;
        const std::vector<FleetRow> rows{testHub(u"other"_s, 5, u"x"_s), bad,
            testHub(u"eu-1"_s, 1, u"prod"_s), slow, testHub(u"eu-4"_s, 6, u"prod"_s)};
        const auto reference = [&](const QString& before) {
            return fleet_difference::reference(rows, slow, before, FleetNow)->name;
        };
        QCOMPARE(reference({}), u"eu-4"_s);
        QCOMPARE(reference(u"server/eu-1"_s), u"eu-1"_s); // it is not changed without need
        QCOMPARE(reference(u"server/eu-2"_s), u"eu-4"_s);
        QVERIFY(!fleet_difference::reference({slow}, slow, {}, FleetNow));
    }

private:
    std::vector<FleetRow> all() const { return m_board->rows(FleetNow); }
    static const FleetRow& named(const std::vector<FleetRow>& rows, const QString& name)
    {
        static const FleetRow None;
        const auto found = std::find_if(
            rows.begin(), rows.end(), [&](const FleetRow& row) { return row.name == name; });
        return found == rows.end() ? None : *found;
    }
    void tellRedis()
    {
        HubStatus status = m_hub->status();
        status.instance = u"a"_s;
        status.broker.kind = u"redis"_s;
        status.broker.url = u"redis://cache.example:6379/0"_s;
        m_hub->setStatus(status);
    }

    std::unique_ptr<FakeHubPort> m_hub;
    std::unique_ptr<Fleet> m_fleet;
    std::unique_ptr<FleetBoard> m_board;
    std::vector<ServerProfile> m_profiles;
};

ROOM_TEST(TestFleetBoard, QApplication)
#include "tst_fleet_board.moc"
