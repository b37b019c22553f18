// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "instances/instances_page.h"

#include "format.h"
#include "instances/instance_detail.h"
#include "ui/instances/instances_for_tests.h"
#include "ui/page_fixture.h"
#include "widgets/empty_state.h"
#include "widgets/row_table.h"
#include "widgets/tile.h"
#include "support/room.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHeaderView>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

using namespace fanlight;
using namespace Qt::Literals::StringLiterals;

class TestInstancesPage : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init()
    {
        m_around = std::make_unique<PageSurroundings>();
        makePage();
    }

    void cleanup()
    {
        m_page.reset();
        m_around.reset();
    }

    void teachesInMemoryMode()
    {
        tell(u"memory"_s);
        QVERIFY(empty().isVisible());
        QCOMPARE(empty().commands(),
            (QStringList{u"fanlightd --broker redis://127.0.0.1:6379 --listen 127.0.0.1:3001"_s,
                u"fanlightd --broker redis://127.0.0.1:6379 --listen 127.0.0.1:3002"_s}));
        empty().copyButton()->click();
        QCOMPARE(QGuiApplication::clipboard()->text(), empty().commands().join(u'\n'));
        QSignalSpy asked(m_page.get(), &InstancesPage::brokerSettingRequested);
        empty().actionButton()->click();
        QCOMPARE(asked.size(), 1);
    }

    void waitsForTheFirstHeartbeat()
    {
        tell(u"redis"_s);
        QCOMPARE(empty().title(), u"No heartbeat yet"_s);
        feed({testInstance(u"a"_s)});
        QVERIFY(!empty().isVisible());
        QCOMPARE(table().model()->rowCount(), 1);
    }

    void sumsUpThoseThatLive()
    {
        tell(u"redis"_s);
        feed({testInstance(u"a"_s, 1), testInstance(u"b"_s, 2), testInstance(u"c"_s, 4, 8000)});
        QCOMPARE(tile(0), u"3,000 | over 2 instances, 1 silent"_s);
        QCOMPARE(tile(1), u"600 | over 2 instances"_s);
        QCOMPARE(tile(2), u"30 MiB | over 2 instances"_s);
        QCOMPARE(tile(3), u"3.0 | over 2 instances"_s); // the worst, not a sum
        QCOMPARE(tile(4), u"10 % of 4 cores | over 2 instances"_s); // of two hosts
    }

    void instancesOfOneHostShareItsCores()
    {
        tell(u"redis"_s);
        InstanceRow beside = testInstance(u"b"_s, 2);
        beside.host = u"host-1"_s;
        feed({testInstance(u"a"_s, 1), beside});
        QCOMPARE(tile(4), u"20 % of 2 cores | over 2 instances"_s);
    }

    void percentilesAreThoseThatAreChosen()
    {
        tell(u"redis"_s);
        InstanceRow row = testInstance(u"a"_s, 2);
        row.writeP50Ms = 1;
        row.writeP999Ms = 9;
        feed({row});
        table().selectRow(0);
        InstanceDetail& detail = *m_page->detail();
        QCOMPARE(detail.value(InstanceDetail::Fact::Write), u"1.0, –, 3.0 ms"_s);
        QVERIFY(hasLabel(*m_page, u"Write p50, p95, p99"_s));
        Percentiles& percentiles = m_around->state.percentiles();
        for (const double percent : {50.0, 95.0, 99.0})
            percentiles.choose(percent, percent == 50);
        percentiles.choose(99.9, true);
        QCOMPARE(detail.value(InstanceDetail::Fact::Write), u"1.0, 9.0 ms"_s);
        QVERIFY(hasLabel(*m_page, u"Write p50, p99.9"_s));
        QCOMPARE(m_page->tile(3)->name(), u"Highest write p99.9"_s);
        QCOMPARE(tile(3), u"9.0 | over 1 instance"_s);
        QSignalSpy told(m_page.get(), &InstancesPage::lastAction);
        m_page->exportTo(m_around->path(u"rows.csv"_s));
        QTRY_COMPARE(told.size(), 1);
        QFile file(m_around->path(u"rows.csv"_s));
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QByteArray csv = file.readAll();
        QVERIFY(csv.contains(",rss_bytes,write_p50_ms,write_p99.9_ms,cpu_percent,cpu_cores\r\n"));
        QVERIFY(csv.endsWith(",20971520,1,9,20,2\r\n"));
    }

    void aSumSaysWhomItLacks()
    {
        tell(u"redis"_s);
        InstanceRow quiet = testInstance(u"b"_s, 2);
        quiet.rssBytes = Unknown;
        feed({testInstance(u"a"_s, 1), quiet});
        QCOMPARE(tile(2), u"10 MiB | of 1 of 2 instances"_s);
    }

    void aStoppedHubShowsNoFigures()
    {
        tell(u"redis"_s);
        feed({testInstance(u"a"_s)});
        tell(u"redis"_s, HubState::Stopped);
        QCOMPARE(empty().title(), u"The hub is not listening"_s);
        QCOMPARE(m_page->tile(0)->value(), format::Dash);
    }

    void doesNothingWhileHidden()
    {
        tell(u"redis"_s);
        m_page->hide();
        feed({testInstance(u"a"_s)});
        QCOMPARE(table().model()->rowCount(), 0);
        m_page->show();
        QCOMPARE(table().model()->rowCount(), 1);
        QCOMPARE(tile(0), u"1,000 | over 1 instance"_s);
    }

    void filterAndSortAreRemembered()
    {
        tell(u"redis"_s);
        feed({testInstance(u"a"_s, 1), testInstance(u"b"_s, 2)});
        findField(*m_page, u"Filter instances"_s)->setText(u"b"_s);
        table().horizontalHeader()->setSortIndicator(
            InstanceModel::Connections, Qt::DescendingOrder);
        QVERIFY(hasLabel(*m_page, u"1 of 2"_s));
        makePage();
        QCOMPARE(findField(*m_page, u"Filter instances"_s)->text(), u"b"_s);
        QCOMPARE(
            table().horizontalHeader()->sortIndicatorSection(), int(InstanceModel::Connections));
    }

    void aFilterThatMatchesNothingOffersToBeCleared()
    {
        tell(u"redis"_s);
        feed({testInstance(u"a"_s)});
        findField(*m_page, u"Filter instances"_s)->setText(u"nobody"_s);
        QVERIFY(!table().isVisible());
        findButton(*m_page, u"Clear filter"_s)->click();
        QVERIFY(table().isVisible());
    }

    void aSelectedOneIsShownWithItsFiguresAndGoesOn()
    {
        tell(u"redis"_s);
        InstanceRow here = testInstance(u"a"_s, 1);
        here.isThis = true;
        feed({here, testInstance(u"b"_s, 2)});
        InstanceDetail& detail = *m_page->detail();
        QVERIFY(!detail.isVisible());
        table().selectRow(1);
        QVERIFY(detail.isVisible());
        QCOMPARE(detail.stateText(), u"live"_s);
        QCOMPARE(detail.value(InstanceDetail::Fact::Address), u"http://127.0.0.1:3002"_s);
        QCOMPARE(detail.value(InstanceDetail::Fact::Published), u"10/s"_s);
        QCOMPARE(detail.value(InstanceDetail::Fact::Write), u"–, –, 3.0 ms"_s);
        QCOMPARE(detail.value(InstanceDetail::Fact::Cpu), u"10 % of 2 cores"_s);
        InstanceRow busy = testInstance(u"b"_s, 2, 8000);
        busy.connections = 7;
        busy.cpuPercent = Unknown;
        feed({here, busy});
        QCOMPARE(detail.value(InstanceDetail::Fact::Connections), u"7"_s);
        QCOMPARE(detail.value(InstanceDetail::Fact::Cpu), format::Dash);
        QCOMPARE(detail.stateText(), u"silent"_s);
        feed({here});
        QCOMPARE(detail.stateText(), u"gone"_s);
        QCOMPARE(detail.value(InstanceDetail::Fact::Connections), u"7"_s);
        table().selectRow(0);
        QCOMPARE(detail.stateText(), u"this one"_s);
    }

    void aRowLeadsToTheOtherHub()
    {
        tell(u"redis"_s);
        InstanceRow nowhere = testInstance(u"b"_s, 2);
        nowhere.url.clear();
        feed({testInstance(u"a"_s, 1), nowhere});
        QSignalSpy opened(m_page.get(), &InstancesPage::openRequested);
        table().selectRow(0);
        table().setFocus();
        QTest::keyClick(&table(), Qt::Key_Return);
        QCOMPARE(opened.count(), 1);
        QCOMPARE(opened[0][0].toString(), u"http://127.0.0.1:3001"_s);
        m_page->detail()->openButton()->click();
        QCOMPARE(opened.count(), 2);
        m_page->detail()->curlButton()->click();
        QCOMPARE(QGuiApplication::clipboard()->text(),
            u"curl -N 'http://127.0.0.1:3001/api/notifications?userId=42'"_s);
        table().selectRow(1);
        QVERIFY(!m_page->detail()->openButton()->isEnabled());
        Q_EMIT table().activated(table().currentIndex());
        QCOMPARE(opened.count(), 2);
    }

    void copiesTheSelectedRows()
    {
        tell(u"redis"_s);
        feed({testInstance(u"a"_s)});
        table().selectRow(0);
        table().setFocus();
        QTest::keyClick(&table(), Qt::Key_C, Qt::ControlModifier);
        QVERIFY(QGuiApplication::clipboard()->text().startsWith(u"a\thost-1\t4001\t"_s));
    }

    void writesTheShownRowsAsCsv()
    {
        tell(u"redis"_s);
        InstanceRow here = testInstance(u"b, the second"_s, 2);
        here.isThis = true;
        here.cpuPercent = Unknown;
        feed({testInstance(u"a"_s, 1, 6000), here});
        table().horizontalHeader()->setSortIndicator(InstanceModel::Name, Qt::DescendingOrder);
        QSignalSpy told(m_page.get(), &InstancesPage::lastAction);
        m_page->exportTo(m_around->path(u"rows.csv"_s));
        QTRY_COMPARE(told.size(), 1);
        QCOMPARE(told[0][0].toString(), u"2 instances written to rows.csv"_s);
        QFile file(m_around->path(u"rows.csv"_s));
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QList<QByteArray> lines = file.readAll().split('\n');
        QCOMPARE(lines.size(), 4); // header, two rows, the end
        QCOMPARE(lines[1],
            "\"b, the second\",1,host-2,4002,0.1.0,http://127.0.0.1:3002,2023-11-14T22:12:20.000Z,"
            "2023-11-14T22:13:19.600Z,0.4,0,2000,400,10,20971520,,,3,,2\r");
        QVERIFY(lines[2].startsWith("a,0,host-1,"));
        QVERIFY(lines[2].contains(",6,1,1000,"));
    }

    void staysTrueWhenTheThemeChanges()
    {
        tell(u"redis"_s);
        feed({testInstance(u"a"_s, 1, 8000)});
        m_around->theme.setMode(Theme::Mode::Dark);
        QCOMPARE(table().model()->index(0, 0).data(Qt::ForegroundRole).value<QColor>(),
            m_around->theme.color(Theme::Role::Dim));
    }

private:
    void makePage()
    {
        m_page = std::make_unique<InstancesPage>(m_around->hub, m_around->theme, m_around->state);
        QVERIFY(showPage(*m_page));
    }

    void tell(const QString& kind, HubState state = HubState::Listening)
    {
        HubStatus status;
        status.state = state;
        status.broker.kind = kind;
        Q_EMIT m_around->hub.statusChanged(status);
    }

    void feed(std::vector<InstanceRow> rows)
    {
        Q_EMIT m_around->hub.instancesChanged(testInstances(std::move(rows)));
    }

    QString tile(int index) const
    {
        return m_page->tile(index)->value() + u" | "_s + m_page->tile(index)->detail();
    }
    RowTable& table() { return *m_page->table(); }
    EmptyState& empty() { return *m_page->emptyState(); }

    std::unique_ptr<PageSurroundings> m_around;
    std::unique_ptr<InstancesPage> m_page;
};

ROOM_TEST(TestInstancesPage, QApplication)
#include "tst_instances_page.moc"
