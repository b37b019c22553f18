// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "fleet/fleet_page.h"

#include "fleet/fleet_compare.h"
#include "fleet/fleet_detail.h"
#include "fleet/fleet_table.h"
#include "format.h"
#include "support/fake_hub_port.h"
#include "support/room.h"
#include "ui/fleet/instances_for_tests.h"
#include "ui/page_fixture.h"
#include "widgets/empty_state.h"
#include "widgets/filter_edit.h"

#include <QClipboard>
#include <QComboBox>
#include <QGuiApplication>
#include <QHeaderView>
#include <QPushButton>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTest>

using namespace fanlight;
using namespace Qt::Literals::StringLiterals;
using fanlight::testing::FakeHubPort;

class TestFleetPage : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init()
    {
        m_around = std::make_unique<PageSurroundings>();
        m_hub = std::make_unique<FakeHubPort>(u"http://127.0.0.1:3000"_s);
        m_fleet = std::make_unique<Fleet>(*m_hub);
        m_profiles.clear();
        m_opened.clear();
        m_asked.clear();
        m_added = 0;
        FleetWays ways;
        ways.servers = [this] { return m_profiles; };
        ways.token
            = [](const QString&, const std::function<void(const QString&)>& done) { done({}); };
        ways.askForToken = [this](const QString& id) { m_asked << id; };
        ways.open = [this](const QString& id) { m_opened << u"id:"_s + id; };
        ways.openUrl = [this](const QUrl& url) { m_opened << url.toString(); };
        ways.add = [this] { ++m_added; };
        m_fleet->servers().setWays(ways);
        makePage();
    }
    void cleanup()
    {
        m_page.reset();
        m_fleet.reset();
        m_hub.reset();
        m_around.reset();
    }

    void aloneItSaysWhatItIsForAndHowOthersCome()
    {
        QVERIFY(empty().isVisible());
        QCOMPARE(empty().title(), u"This hub is the only one so far"_s);
        QCOMPARE(empty().commands(),
            (QStringList{u"fanlightd --broker redis://127.0.0.1:6379 --listen 127.0.0.1:3001"_s,
                u"fanlightd --broker redis://127.0.0.1:6379 --listen 127.0.0.1:3002"_s}));
        QSignalSpy broker(m_page.get(), &FleetPage::brokerSettingRequested);
        empty().actionButton()->click();
        QCOMPARE(broker.size(), 1);
        QCOMPARE(empty().secondActionButton()->text(), u"Add server…"_s);
        empty().secondActionButton()->click();
        QCOMPARE(m_added, 1);
    }

    void waitsForTheFirstHeartbeat()
    {
        tell(u"redis"_s);
        QCOMPARE(empty().title(), u"No heartbeat yet"_s);
        tell(u"redis"_s, HubState::Stopped);
        QCOMPARE(empty().title(), u"The hub is not listening"_s);
        tell(u"redis"_s);
        feed({here(), testInstance(u"b"_s, 2)});
        QVERIFY(!empty().isVisible());
        QCOMPARE(m_page->model().hubCount(), 2);
    }

    void sumsUpThoseThatLive()
    {
        tell(u"redis"_s);
        feed({here(), testInstance(u"b"_s, 2), testInstance(u"c"_s, 4, 8000)});
        const FleetModel& model = m_page->model();
        const int sums = model.rowCount() - 1;
        QCOMPARE(model.index(sums, FleetModel::Streams).data().toString(), u"2,000"_s);
        QCOMPARE(model.index(sums, FleetModel::Memory).data().toString(), u"20 MiB"_s);
        QCOMPARE(model.index(sums, FleetModel::Write).data().toString(), u"up to 3.0"_s);
        QVERIFY2(m_page->countText().startsWith(u"3 hub"_s)
                && m_page->countText().contains(u" not answer since "_s),
            qPrintable(m_page->countText()));
    }

    void theCountBesideItsNameIsOfThoseThatLive()
    {
        QSignalSpy counts(m_page.get(), &FleetPage::countChanged);
        m_page->hide(); // it is told from every other page
        tell(u"redis"_s);
        feed({here(), testInstance(u"b"_s, 2), testInstance(u"c"_s, 4, 8000)});
        QTRY_VERIFY(!counts.isEmpty() && counts.last()[0] == u"2"_s);
        tell(u"memory"_s);
        QTRY_COMPARE(counts.last()[0].toString(), QString());
    }

    void looksAtServersOnlyWhileItIsSeen()
    {
        QVERIFY(m_fleet->servers().isLooked());
        m_page->hide();
        QVERIFY(!m_fleet->servers().isLooked());
        m_page->show();
        QVERIFY(m_fleet->servers().isLooked());
        m_page.reset();
        QVERIFY(!m_fleet->servers().isLooked());
    }

    void doesNothingWhileHidden()
    {
        tell(u"redis"_s);
        m_page->hide();
        feed({here(), testInstance(u"b"_s, 2)});
        const int before = m_page->model().hubCount();
        m_page->refresh();
        QCOMPARE(m_page->model().hubCount(), before);
        m_page->show();
        QCOMPARE(m_page->model().hubCount(), 2);
    }

    void filterAndSortAreRemembered()
    {
        tell(u"redis"_s);
        feed({here(), testInstance(u"b"_s, 2)});
        m_page->filter()->setText(u"hub:b"_s);
        table().horizontalHeader()->setSortIndicator(FleetModel::Streams, Qt::DescendingOrder);
        QVERIFY2(m_page->countText().startsWith(u"1 of 2"_s), qPrintable(m_page->countText()));
        makePage();
        QCOMPARE(m_page->filter()->text(), u"hub:b"_s);
        QCOMPARE(table().horizontalHeader()->sortIndicatorSection(), int(FleetModel::Streams));
    }

    void aWrongFilterIsSaidAndHidesNothing()
    {
        tell(u"redis"_s);
        feed({here(), testInstance(u"b"_s, 2)});
        m_page->filter()->setText(u"p99>20"_s);
        QVERIFY(!m_page->filter()->accessibleDescription().isEmpty());
        QCOMPARE(m_page->model().hubCount(), 2);
    }

    void aFilterThatMatchesNothingOffersToBeCleared()
    {
        tell(u"redis"_s);
        feed({here(), testInstance(u"b"_s, 2)});
        m_page->filter()->setText(u"nobody"_s);
        QVERIFY(!table().isVisible());
        findButton(*m_page, u"Clear filter"_s)->click();
        QVERIFY(table().isVisible());
    }

    void aSelectedOneIsShownWithItsFiguresAndGoesOn()
    {
        tell(u"redis"_s);
        feed({here(), testInstance(u"b"_s, 2)});
        FleetDetail& detail = *m_page->detail();
        QVERIFY(!detail.isVisible());
        select(u"b"_s);
        QVERIFY(detail.isVisible());
        QCOMPARE(detail.stateText(), u"well"_s);
        using Fact = FleetDetail::Fact;
        QCOMPARE(detail.value(Fact::Address), u"http://127.0.0.1:3002"_s);
        QCOMPARE(detail.value(Fact::Through), u"its heartbeat in Redis"_s);
        QCOMPARE(detail.value(Fact::You), QString(format::Dash));
        QCOMPARE(detail.value(Fact::Published), u"10/s"_s);
        QCOMPARE(detail.value(Fact::Write), u"–, –, 3.0 ms"_s);
        QCOMPARE(detail.value(Fact::Ack), QString(format::Dash));
        QCOMPARE(detail.value(Fact::Cpu), u"10 % of 2 cores"_s);
        QCOMPARE(detail.value(Fact::Pid), u"4002"_s);
        feed({here(), testInstance(u"b"_s, 2, 8000)});
        QCOMPARE(detail.stateText(), u"away 8 s"_s);
        QCOMPARE(detail.value(Fact::Streams), QString(format::Dash));
        feed({here(), testInstance(u"d"_s, 4)});
        QCOMPARE(detail.stateText(), u"gone"_s);
        select(u"a"_s);
        QCOMPARE(detail.stateText(), u"well"_s);
        QVERIFY(!detail.openButton()->isEnabled()); // it is shown already
    }

    void aRowLeadsToTheOtherHub()
    {
        tell(u"redis"_s);
        feed({here(), testInstance(u"b"_s, 2)});
        select(u"b"_s);
        table().setFocus();
        QTest::keyClick(&table(), Qt::Key_Return);
        QTRY_COMPARE(m_opened, QStringList{u"http://127.0.0.1:3002"_s});
        m_page->detail()->openButton()->click();
        QTRY_COMPARE(m_opened.size(), 2);
        QSignalSpy browser(m_page.get(), &FleetPage::browserRequested);
        m_page->detail()->browserButton()->click();
        QCOMPARE(browser.size(), 1);
        QCOMPARE(browser[0][0].toString(), u"http://127.0.0.1:3002"_s);
        m_page->detail()->curlButton()->click();
        QCOMPARE(QGuiApplication::clipboard()->text(),
            u"curl -N 'http://127.0.0.1:3002/api/notifications?userId=42'"_s);
        select(u"a"_s);
        QTest::keyClick(&table(), Qt::Key_Return);
        QCoreApplication::processEvents();
        QCOMPARE(m_opened.size(), 2);
    }

    void aServerWithoutATokenAsksOnAClick()
    {
        ServerProfile profile;
        profile.id = u"0000000c"_s;
        profile.name = u"eu-9"_s;
        profile.url = QUrl(u"http://127.0.0.1:9"_s);
        profile.needsToken = true;
        m_profiles = {profile};
        m_fleet->servers().refresh();
        m_page->refresh();
        QTRY_COMPARE(m_page->model().hubCount(), 2);
        select(u"eu-9"_s);
        QTRY_COMPARE(m_page->detail()->stateText(), u"needs a token"_s);
        QVERIFY(m_asked.isEmpty());
        QVERIFY(m_page->detail()->askButton()->isVisible());
        m_page->detail()->askButton()->click();
        QCOMPARE(m_asked, QStringList{u"0000000c"_s});
        m_page->detail()->openButton()->click();
        QTRY_COMPARE(m_opened, QStringList{u"id:0000000c"_s});
    }

    void twoAreSetBesideEachOther()
    {
        tell(u"redis"_s);
        feed({here(), testInstance(u"b"_s, 2), testInstance(u"c"_s, 2)});
        select(u"b"_s);
        QCOMPARE(m_page->detail()->compareButton()->text(), u"Compare with c"_s);
        QVERIFY(m_page->detail()->differenceText().contains(u"Much the same: Streams"_s));
        FleetCompare* compare = m_page->compare();
        QVERIFY(compare);
        const QAbstractItemModel* model = compare->table()->model();
        QCOMPARE(model->headerData(1, Qt::Horizontal).toString(), u"b"_s);
        QCOMPARE(model->headerData(2, Qt::Horizontal).toString(), u"c"_s);
        QCOMPARE(model->index(0, 3).data().toString(), u"the same"_s);
        InstanceRow other = testInstance(u"c"_s, 2, 300);
        other.connections = 1500;
        feed({here(), testInstance(u"b"_s, 2, 300), other});
        QCOMPARE(model->index(0, 3).data().toString(), u"500 more"_s); // it goes on
        QCOMPARE(model->index(6, 3).data().toString(), QString(format::Dash)); // slow clients
        delete compare;
    }

    void copiesTheSelectedRows()
    {
        tell(u"redis"_s);
        feed({here(), testInstance(u"b"_s, 2)});
        select(u"b"_s);
        table().setFocus();
        QTest::keyClick(&table(), Qt::Key_C, Qt::ControlModifier);
        QVERIFY2(QGuiApplication::clipboard()->text().startsWith(u"b\twell\t2,000\t"_s),
            qPrintable(QGuiApplication::clipboard()->text()));
    }

    void writesTheShownRowsAsCsv()
    {
        tell(u"redis"_s);
        InstanceRow there = testInstance(u"b, the second"_s, 2);
        there.cpuPercent = Unknown;
        feed({here(), there, testInstance(u"c"_s, 3, 6000)});
        table().horizontalHeader()->setSortIndicator(FleetModel::Name, Qt::DescendingOrder);
        QSignalSpy told(m_page.get(), &FleetPage::lastAction);
        m_page->exportTo(m_around->path(u"rows.csv"_s));
        QTRY_COMPARE(told.size(), 1);
        QVERIFY(told[0][0].toString().startsWith(u"3 hub"_s));
        QFile file(m_around->path(u"rows.csv"_s));
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QList<QByteArray> lines = file.readAll().split('\n');
        QCOMPARE(lines.size(), 5); // header, three rows, the end
        QVERIFY2(lines[0].startsWith(
                     "instance,this,host,pid,version,url,started_at,heartbeat_at,heartbeat_age_s,"
                     "silent,connections,delivered_per_s,published_per_s,rss_bytes,write_p50_ms,"),
            lines[0].constData());
        QVERIFY2(lines[1].startsWith("c,0,host-3,4003,0.1.0,http://127.0.0.1:3003,"),
            lines[1].constData());
        QVERIFY2(lines[2].startsWith(
                     "\"b, the second\",0,host-2,4002,0.1.0,http://127.0.0.1:3002,"
                     "2023-11-14T22:12:20.000Z,2023-11-14T22:13:19.600Z,0.4,0,2000,400,10,"
                     "20971520,,,3,,2,"),
            lines[2].constData());
    }

    void percentilesAreThoseThatAreChosen()
    {
        tell(u"redis"_s);
        InstanceRow row = testInstance(u"b"_s, 2);
        row.writeP999Ms = 9;
        feed({here(), row});
        select(u"b"_s);
        Percentiles& percentiles = m_around->state.percentiles();
        percentiles.choose(99.9, true);
        for (const double percent : {50.0, 95.0, 99.0})
            percentiles.choose(percent, false);
        QCOMPARE(m_page->detail()->value(FleetDetail::Fact::Write), u"9.0 ms"_s);
        QVERIFY(hasLabel(*m_page, u"Write p99.9"_s));
        QCOMPARE(m_page->model().columnTitle(FleetModel::Ack), u"ACK p99.9, ms"_s);
    }

    void whereNothingElseIsSeenThereIsNothingToAdd()
    {
        const FleetPage page(
            FleetBoard::Sources{*m_hub, {}, {}, nullptr}, m_around->theme, m_around->state);
        QVERIFY(page.addButton()->isHidden());
    }

    // As wide as the page is in a window of 1360, with one selected.
    void allColumnsAreSeenBesideTheDetail()
    {
        m_page->resize(1170, 720);
        tell(u"redis"_s);
        InstanceRow busy = testInstance(u"app-server-10"_s, 2);
        busy.connections = 123'456;
        busy.deliveredPerSecond = 234'567;
        feed({here(), busy, testInstance(u"b"_s, 3, 8000)});
        select(u"app-server-10"_s);
        QVERIFY(m_page->detail()->isVisible());
        const auto right = [this](int column) {
            return table().columnViewportPosition(column) + table().columnWidth(column);
        };
        QTRY_VERIFY(right(FleetModel::Version) <= table().viewport()->width());
        QCOMPARE(table().horizontalScrollBar()->maximum(), 0);
        for (const int column : {FleetModel::Streams, FleetModel::Delivered, FleetModel::Ack})
            QVERIFY(
                table().columnWidth(column) >= table().horizontalHeader()->sectionSizeHint(column));
        // of which nothing has to be scrolled in a window of 900x560 but the facts
        QVERIFY2(m_page->layout()->minimumHeightForWidth(815) <= 430,
            qPrintable(
                u"%1, of it the detail %2"_s.arg(m_page->layout()->minimumHeightForWidth(815))
                    .arg(m_page->detail()->minimumSizeHint().height())));
        // … and in a small one without
        m_page->detail()->hide();
        m_page->resize(815, 430);
        QTRY_VERIFY(right(FleetModel::Version) <= table().viewport()->width());
    }

    // Two hundred instances, and more servers than are looked at at once, of which none answers:
    // sorted, filtered, gone through by keys.
    void twoHundredInstancesAndSeventyServersAreOneList()
    {
        constexpr int Instances = 200;
        constexpr int Servers = int(FleetServers::MostOpen) + 6;
        for (int i = 0; i < Servers; ++i) {
            ServerProfile profile;
            profile.id = u"%1"_s.arg(0xa0000000U + unsigned(i), 8, 16, QChar(u'0'));
            profile.name = u"server-%1"_s.arg(i, 2, 10, QChar(u'0'));
            profile.group = i % 2 == 0 ? u"prod"_s : u"staging"_s;
            profile.url = QUrl(u"http://127.0.0.%1:9"_s.arg(i + 2));
            m_profiles.push_back(profile);
        }
        tell(u"redis"_s);
        const auto beat = [this] {
            std::vector<InstanceRow> rows{here()};
            for (int i = 2; i <= Instances; ++i)
                rows.push_back(testInstance(u"i-%1"_s.arg(i, 3, 10, QChar(u'0')), i));
            feed(std::move(rows));
        };
        m_fleet->servers().refresh();
        beat();
        QTRY_COMPARE(m_page->model().hubCount(), Instances + Servers);
        const auto away = [this] {
            m_page->refresh();
            const auto& all = m_page->model().all();
            return std::any_of(all.begin(), all.end(),
                [](const FleetRow& row) { return row.link == FleetRow::Link::Away; });
        };
        QTRY_VERIFY(away());

        // the largest first, within its group
        table().horizontalHeader()->setSortIndicator(FleetModel::Streams, Qt::DescendingOrder);
        QCOMPARE(rowOf(u"i-199"_s), rowOf(u"i-200"_s) + 1);
        QVERIFY(rowOf(u"a"_s) > rowOf(u"i-002"_s));
        m_page->filter()->setText(u"streams>150000"_s);
        QTRY_COMPARE(m_page->model().hubCount(), 50);
        QVERIFY2(m_page->countText().startsWith(u"50 of 270"_s), qPrintable(m_page->countText()));
        m_page->filter()->setText(u"group:staging"_s);
        QTRY_COMPARE(m_page->model().hubCount(), Servers / 2);
        m_page->filter()->clear();
        QTRY_COMPARE(m_page->model().hubCount(), Instances + Servers);

        // by keys: each step is a hub, whose detail follows, and stays while figures come
        table().setFocus();
        select(u"i-200"_s);
        QString last = m_page->detail()->key();
        for (const Qt::Key key : {Qt::Key_Down, Qt::Key_Down, Qt::Key_PageDown, Qt::Key_Down,
                 Qt::Key_PageDown, Qt::Key_Up, Qt::Key_PageUp, Qt::Key_Up}) {
            QTest::keyClick(&table(), key);
            const FleetRow* row = m_page->model().hub(table().currentIndex().row());
            if (!row)
                continue; // the sums, which are no hub
            QCOMPARE(m_page->detail()->key(), row->key);
            QVERIFY(m_page->detail()->key() != last);
            last = m_page->detail()->key();
        }
        select(u"i-100"_s);
        const QString key = m_page->detail()->key();
        beat();
        QCOMPARE(m_page->detail()->key(), key);
        QCOMPARE(table().currentIndex().row(), rowOf(u"i-100"_s));
        QVERIFY(table().viewport()->rect().contains(
            table().visualRect(table().currentIndex()).center()));
        QTest::keyClick(&table(), Qt::Key_Return);
        QTRY_COMPARE(m_opened, QStringList{u"http://127.0.0.1:3100"_s});
    }

    void staysTrueWhenTheThemeChanges()
    {
        tell(u"redis"_s);
        feed({here(), testInstance(u"b"_s, 1, 8000)});
        m_around->theme.setMode(Theme::Mode::Dark);
        const int row = rowOf(u"b"_s);
        QCOMPARE(m_page->model().index(row, 0).data(Qt::ForegroundRole).value<QColor>(),
            m_around->theme.color(Theme::Role::Dim));
        QVERIFY(!m_page->grab().isNull());
    }

private:
    void makePage()
    {
        m_page = std::make_unique<FleetPage>(
            FleetBoard::Sources{*m_hub, {}, {}, m_fleet.get()}, m_around->theme, m_around->state);
        QVERIFY(showPage(*m_page));
    }
    static InstanceRow here()
    {
        InstanceRow row = testInstance(u"a"_s, 1);
        row.isThis = true;
        return row;
    }
    void tell(const QString& kind, HubState state = HubState::Listening)
    {
        HubStatus status;
        status.state = state;
        status.instance = u"a"_s;
        status.url = u"http://127.0.0.1:3000"_s;
        status.broker.kind = kind;
        status.broker.url = kind == u"redis"_s ? u"redis://127.0.0.1:6379"_s : QString();
        m_hub->setStatus(status);
        m_page->refresh();
    }
    void feed(std::vector<InstanceRow> rows)
    {
        auto snapshot = std::make_shared<InstanceSnapshot>(*testInstances(std::move(rows)));
        Q_EMIT m_hub->instancesChanged(snapshot);
        m_page->refresh();
    }
    int rowOf(const QString& name) const
    {
        for (int row = 0; row < m_page->model().rowCount(); ++row) {
            const FleetRow* hub = m_page->model().hub(row);
            if (hub && hub->name == name)
                return row;
        }
        return -1;
    }
    void select(const QString& name) { table().selectRow(rowOf(name)); }
    FleetTable& table() { return *m_page->table(); }
    EmptyState& empty() { return *m_page->emptyState(); }

    std::unique_ptr<PageSurroundings> m_around;
    std::unique_ptr<FakeHubPort> m_hub;
    std::unique_ptr<Fleet> m_fleet;
    std::unique_ptr<FleetPage> m_page;
    std::vector<ServerProfile> m_profiles;
    QStringList m_opened;
    QStringList m_asked;
    int m_added = 0;
};

ROOM_TEST(TestFleetPage, QApplication)
#include "tst_fleet_page.moc"
