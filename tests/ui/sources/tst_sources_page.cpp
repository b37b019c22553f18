// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/sources_page.h"

#include "charts/time_chart.h"
#include "format.h"
#include "marker_log.h"
#include "publish/payload_editor.h"
#include "sources/source_charts.h"
#include "support/room.h"
#include "ui/page_fixture.h"
#include "ui/sources/sources_for_tests.h"
#include "widgets/empty_state.h"
#include "widgets/row_table.h"
#include "widgets/segmented.h"

#include <QAccessible>
#include <QClipboard>
#include <QGuiApplication>
#include <QHeaderView>
#include <QMenu>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

using namespace fanlight;
using namespace Qt::Literals::StringLiterals;

class TestSourcesPage : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init()
    {
        m_around = std::make_unique<PageSurroundings>();
        m_sources = std::make_unique<FakeSources>();
        makePage();
    }

    void cleanup()
    {
        m_page.reset();
        m_sources.reset();
        m_around.reset();
    }

    void teachesWhatASourceIs()
    {
        QVERIFY(empty().isVisible());
        QCOMPARE(empty().title(), u"No sources"_s);
        QCOMPARE(empty().commands().size(), 2); // the kinds built in
        empty().copyButton()->click();
        QVERIFY(QGuiApplication::clipboard()->text().contains(u"--source 'redis-stream://"_s));
        QSignalSpy asked(m_page.get(), &SourcesPage::settingRequested);
        empty().actionButton()->click();
        QCOMPARE(asked.size(), 1);
    }

    void aStoppedHubWithSourcesIsNoLesson()
    {
        m_sources->configured = QStringList{u"amqp://127.0.0.1/?queue=a"_s};
        tell(HubState::Stopped);
        QCOMPARE(empty().title(), u"The hub is not listening"_s);
        QVERIFY(empty().commands().isEmpty());
    }

    void showsTheFirstSourceUnasked()
    {
        take({testSource(u"b"_s), testSource(u"a"_s)});
        QCOMPARE(m_page->shownSource(), u"a"_s); // the first as they are sorted
        QCOMPARE(m_page->stateText(), u"Taking"_s);
        QCOMPARE(m_page->countText(), u"2 sources"_s);
        QCOMPARE(m_sources->asked, QStringList{u"list a"_s});
        m_page->table()->selectRow(1);
        QCOMPARE(m_page->shownSource(), u"b"_s);
        QCOMPARE(m_sources->asked.last(), u"list b"_s);
        take({testSource(u"b"_s), testSource(u"a"_s)});
        QCOMPARE(m_page->shownSource(), u"b"_s); // stays
    }

    void oneThatIsAwaySaysWhy()
    {
        QSignalSpy counted(m_page.get(), &SourcesPage::countChanged);
        take({testSource(u"a"_s), testSource(u"b"_s)});
        take({testSource(u"a"_s), testSource(u"b"_s)});
        QCOMPARE(counted.size(), 1);
        QCOMPARE(counted.last().first().toString(), u"2"_s);
        take({awaySource(u"a"_s, u"Connection refused."_s), testSource(u"b"_s)});
        QCOMPARE(counted.last().first().toString(), u"1 away"_s);
        QCOMPARE(m_page->stateText(), u"Connecting"_s);
        QCOMPARE(m_page->errorText(), u"Connection refused."_s);
        QCOMPARE(m_page->countText(), u"2 sources, 1 away"_s);
        QCOMPARE(m_told, QStringList{u"source a is away: Connection refused."_s});
        SourceRow back = testSource(u"a"_s);
        back.figures.error = u"Connection refused."_s;
        take({back, testSource(u"b"_s)});
        QCOMPARE(m_page->errorText(), u"Last error: Connection refused."_s);
        take({});
        QCOMPARE(counted.last().first().toString(), QString());
    }

    void spaceAndTheButtonPauseAndGoOn()
    {
        take({testSource(u"a"_s)});
        m_page->table()->setFocus();
        QTest::keyClick(m_page->table(), Qt::Key_Space);
        QCOMPARE(m_sources->asked.last(), u"pause a"_s);
        QCOMPARE(m_page->pauseButton()->text(), u"&Go on"_s);
        QTest::keyClick(m_page->table(), Qt::Key_Space); // the same key undoes it
        QCOMPARE(m_sources->asked.last(), u"go on a"_s);
        take({testSource(u"a"_s)});
        take({testSource(u"a"_s, SourceFigures::State::Paused)});
        m_page->pauseButton()->click();
        QCOMPARE(m_sources->asked.last(), u"go on a"_s);
        QCOMPARE(m_told.last(), u"source a goes on"_s);
    }

    void aSourceThatGoesGivesWayToAnother()
    {
        take({testSource(u"a"_s), testSource(u"b"_s)});
        take({testSource(u"b"_s), testSource(u"c"_s)});
        QCOMPARE(m_page->shownSource(), u"b"_s);
        take({});
        QVERIFY(empty().isVisible());
        take({testSource(u"c"_s)});
        QCOMPARE(m_page->shownSource(), u"c"_s);
    }

    void whatWasWrittenOutlivesARestartOfTheHub()
    {
        m_sources->letters = testLetters(2);
        take({testSource(u"a"_s)});
        m_page->letters()->table()->selectRow(0);
        m_page->letters()->view()->mend();
        m_page->letters()->view()->editor()->selectAll();
        m_page->letters()->view()->editor()->insertPlainText(u"{\"broadcast\":true}"_s);
        tell(HubState::Stopped);
        QVERIFY(empty().isVisible());
        tell(HubState::Listening);
        take({testSource(u"a"_s)});
        QCOMPARE(m_page->table()->selectionModel()->selectedRows().size(), 1);
        QVERIFY(m_page->letters()->view()->isMending());
        QCOMPARE(m_page->letters()->view()->editor()->text(), u"{\"broadcast\":true}"_s);
    }

    void saysHowManyLettersAreDead()
    {
        SourceRow row = testSource(u"a"_s);
        row.figures.dead = 1234;
        take({row});
        QVERIFY(findButton(*m_page, u"Dead letters 1,234"_s));
        row.figures.dead = 0;
        take({row});
        QVERIFY(findButton(*m_page, u"Dead letters"_s));
    }

    void drawsTheCourseOfTheSource()
    {
        m_page->views()->setCurrent(SourcesPage::Figures);
        SourceRow row = testSource(u"a"_s);
        for (int second = 1; second <= 60; ++second) {
            row.figures.lag = second;
            row.figures.refused = quint64(second) * 3;
            take({row});
        }
        SourceCharts& charts = *m_page->charts();
        QVERIFY(charts.isVisible());
        const qint64 now = SourcesTakenAt + m_seconds * 1000;
        QCOMPARE(charts.chart(SourceCharts::Lag)->valueAt(0, now), u"60"_s);
        QCOMPARE(charts.chart(SourceCharts::Throughput)->valueAt(0, now), u"42"_s);
        QCOMPARE(charts.chart(SourceCharts::Throughput)->valueAt(1, now), u"3.0"_s);
        QCOMPARE(charts.chart(SourceCharts::Lag)->range().spanMs(), 600'000.0);
        charts.spans()->setCurrent(1);
        QCOMPARE(charts.chart(SourceCharts::Lag)->range().spanMs(), 3'600'000.0);
        makePage();
        QCOMPARE(m_page->views()->current(), int(SourcesPage::Figures)); // remembered
        QCOMPARE(m_page->charts()->spans()->current(), 1);
    }

    void whatHappensIsMarkedInAllCharts()
    {
        MarkerLog markers(m_around->hub);
        m_page->follow(markers);
        take({testSource(u"a"_s)});
        take({awaySource(u"a"_s, u"Refused."_s)});
        QCOMPARE(markers.markers().size(), 1U);
        QVERIFY(markers.markers().front().text.contains(u"source a is away: Refused."_s));
        m_page->views()->setCurrent(SourcesPage::Figures);
        Q_EMIT m_page->charts()->noteWritten(SourcesTakenAt, u"here"_s);
        QCOMPARE(markers.markers().size(), 2U);
    }

    void doesNothingWhileHidden()
    {
        m_page->hide();
        take({testSource(u"a"_s)});
        QCOMPARE(m_page->table()->model()->rowCount(), 0);
        QVERIFY(m_sources->asked.isEmpty());
        m_page->show();
        QCOMPARE(m_page->table()->model()->rowCount(), 1);
        QCOMPARE(m_sources->asked, QStringList{u"list a"_s});
    }

    void sortingIsRemembered()
    {
        take({testSource(u"a"_s), testSource(u"b"_s)});
        m_page->table()->horizontalHeader()->setSortIndicator(
            SourceModel::Lag, Qt::DescendingOrder);
        makePage();
        QCOMPARE(
            m_page->table()->horizontalHeader()->sortIndicatorSection(), int(SourceModel::Lag));
        QCOMPARE(m_page->table()->horizontalHeader()->sortIndicatorOrder(), Qt::DescendingOrder);
    }

    void theMenuOfTheTable()
    {
        take({awaySource(u"a"_s, u"Refused."_s)});
        Q_EMIT m_page->table()->customContextMenuRequested({5, 5});
        auto* menu = m_page->findChild<QMenu*>();
        QVERIFY(menu);
        QStringList titles;
        for (const QAction* action : menu->actions())
            titles << QString(action->text()).remove(u'&').section(u'\t', 0, 0);
        QVERIFY2(titles.join(u',').startsWith(u"Pause,,Copy rows,Copy name,Copy address,Copy the "
                                              "last error,,"_s),
            qPrintable(titles.join(u',')));
        menu->actions().at(5)->trigger();
        QCOMPARE(QGuiApplication::clipboard()->text(), u"Refused."_s);
        menu->close();
    }

    void exportsWhatIsShown()
    {
        take({testSource(u"b"_s), testSource(u"a"_s)});
        m_page->exportTo(m_around->path(u"sources.csv"_s));
        QTRY_COMPARE(m_told.size(), 1);
        QVERIFY(m_told.first().startsWith(u"2 sources written"_s));
        QFile file(m_around->path(u"sources.csv"_s));
        QVERIFY(file.open(QIODevice::ReadOnly));
        QVERIFY(file.readAll().contains("\r\na,redis-stream,"));
    }

    void drawsManyWithTheLongestNames()
    {
        std::vector<SourceRow> rows;
        for (int i = 0; i < 20; ++i)
            rows.push_back(testSource(QString::number(i) + QString(250, u'x')));
        take(rows);
        QCOMPARE(m_page->table()->model()->rowCount(), 20);
        QVERIFY(!m_page->grab().isNull()); // marks and lines are drawn
        QAccessibleInterface* state = QAccessible::queryAccessibleInterface(m_page->table());
        QVERIFY(state);
        QCOMPARE(state->text(QAccessible::Name), u"Sources"_s);
    }

private:
    EmptyState& empty() const { return *m_page->emptyState(); }
    void makePage()
    {
        m_page = std::make_unique<SourcesPage>(
            m_sources->pageCalls(), m_around->hub, m_around->theme, m_around->state);
        m_told.clear();
        connect(m_page.get(), &SourcesPage::lastAction, this,
            [this](const QString& text) { m_told << text; });
        QVERIFY(showPage(*m_page));
    }
    void take(std::vector<SourceRow> rows)
    {
        m_page->take(testSources(std::move(rows), ++m_seconds * 1000));
    }
    void tell(HubState state)
    {
        HubStatus status;
        status.state = state;
        Q_EMIT m_around->hub.statusChanged(status);
    }

    std::unique_ptr<PageSurroundings> m_around;
    std::unique_ptr<FakeSources> m_sources;
    std::unique_ptr<SourcesPage> m_page;
    QStringList m_told;
    int m_seconds = 0;
};

ROOM_TEST(TestSourcesPage, QApplication)
#include "tst_sources_page.moc"
