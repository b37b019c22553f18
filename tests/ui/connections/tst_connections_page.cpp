// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "connections/connection_detail.h"
#include "connections/connection_table.h"
#include "connections/connections_csv.h"
#include "connections/connections_page.h"
#include "hub/close_look.h"
#include "hub/connection_windows.h"
#include "support/fake_hub_port.h"
#include "ui/connections/snapshots_for_tests.h"
#include "ui/page_fixture.h"
#include "widgets/filter_edit.h"
#include "widgets/question.h"
#include "widgets/value_label.h"
#include "support/room.h"

#include <QBuffer>
#include <QClipboard>
#include <QDateTime>
#include <QHeaderView>
#include <QMenu>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTest>

#include <numeric>

using namespace fanlight;
using namespace Qt::Literals::StringLiterals;

namespace {

std::vector<quint64> idsFrom(quint64 first, quint64 last)
{
    std::vector<quint64> ids(last - first + 1);
    std::iota(ids.begin(), ids.end(), first);
    return ids;
}

} // namespace

class TestConnectionsPage : public QObject {
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

    void whoIsConnectedToALostHubIsNotInvented()
    {
        testing::FakeHubPort hub;
        HubLink lost;
        lost.state = HubLink::State::Lost;
        hub.setLink(lost);
        ConnectionsPage page(hub, m_around->theme, m_around->state);
        QVERIFY(showPage(page));
        QVERIFY(hasLabel(page, u"Who is connected is not known"_s));
        QVERIFY(!hasLabel(page, u"0 connections"_s));
        lost.state = HubLink::State::Connected;
        hub.setLink(lost);
        QVERIFY(!hasLabel(page, u"Who is connected is not known"_s));
    }

    void whatAHubElsewhereCannotLookAtIsSaid()
    {
        testing::FakeHubPort hub;
        CloseLook look(&hub);
        ConnectionsPage page(hub, m_around->theme, m_around->state);
        QVERIFY(showPage(page));
        page.showSnapshot(testSnapshot(idsFrom(1, 3)));
        page.streamTable()->selectRow(0);
        auto* const detail = page.findChild<ConnectionDetail*>();
        QTRY_VERIFY(detail->connectionId());
        Q_EMIT look.refused(*detail->connectionId(), u"another window looks"_s);
        QVERIFY(detail->notWatched().contains(u"another window looks"_s));
    }

    void showsTheRowsOfASnapshot()
    {
        m_page->showSnapshot(testSnapshot(idsFrom(1, 50)));
        QCOMPARE(table().model()->rowCount(), 50);
        QVERIFY(hasLabel(*m_page, u"50 connections"_s));
    }

    void aLargeSnapshotArrivesWithoutBlocking()
    {
        m_page->showSnapshot(testSnapshot(idsFrom(1, 12000)));
        QTRY_COMPARE(table().model()->rowCount(), 12000);
        QVERIFY(hasLabel(*m_page, u"12,000 connections"_s));
    }

    void selectionAndScrollPositionStayWithTheirConnections()
    {
        m_page->showSnapshot(testSnapshot(idsFrom(1, 500)));
        table().setTopRow(200);
        table().selectRow(204);
        const quint64 selected = idAt(204);
        const quint64 top = idAt(table().topRow());
        m_page->showSnapshot(testSnapshot(idsFrom(11, 510), 1));
        QCOMPARE(table().selectionModel()->selectedRows().size(), 1);
        QCOMPARE(idAt(table().selectionModel()->selectedRows().first().row()), selected);
        QCOMPARE(idAt(table().topRow()), top);
    }

    void theFilterNarrowsAndIsRemembered()
    {
        m_page->showSnapshot(testSnapshot(idsFrom(1, 110)));
        QTest::keyClick(m_page.get(), Qt::Key_F, Qt::ControlModifier);
        QTRY_VERIFY(filter().hasFocus());
        QTest::keyClicks(&filter(), u"backlog>0"_s);
        QCOMPARE(table().model()->rowCount(), 10);
        QVERIFY(hasLabel(*m_page, u"10 of 110"_s));
        makePage();
        QCOMPARE(filter().text(), u"backlog>0"_s);
    }

    void escapeClearsTheFilter()
    {
        m_page->showSnapshot(testSnapshot(idsFrom(1, 22)));
        m_page->setFilter(u"backlog>0"_s);
        filter().setFocus();
        QTest::keyClick(&filter(), Qt::Key_Escape);
        QCOMPARE(filter().text(), QString());
        QCOMPARE(table().model()->rowCount(), 22);
    }

    void aWrongFilterIsSaidAndTheRowsStay()
    {
        m_page->showSnapshot(testSnapshot(idsFrom(1, 22)));
        m_page->setFilter(u"backlog>0"_s);
        m_page->setFilter(u"backlog>much"_s);
        QVERIFY(hasLabel(*m_page, ConnectionFilter::parse(u"backlog>much"_s).error()));
        QVERIFY(filter().property("invalid").toBool());
        QCOMPARE(table().model()->rowCount(), 2);
    }

    void aFilterThatMatchesNothingOffersToBeCleared()
    {
        m_page->showSnapshot(testSnapshot(idsFrom(1, 22)));
        m_page->setFilter(u"user:nobody"_s);
        QVERIFY(!table().isVisible());
        button(u"Clear filter"_s).click();
        QVERIFY(table().isVisible());
        QCOMPARE(table().model()->rowCount(), 22);
    }

    void everyFigureIsSeenInFull()
    {
        auto snapshot = std::make_shared<ConnectionSnapshot>(*testSnapshot(idsFrom(1, 60)));
        for (ConnectionRow& row : snapshot->rows) {
            row.events = 999'999;
            row.bytes = quint64(15.9 * 1024 * 1024);
            row.backlogBytes = 255 * 1024;
            row.rttMs = 0.25;
        }
        m_page->showSnapshot(snapshot);
        for (int column = 0; column < ConnectionColumnCount; ++column) {
            if (!table().isColumnHidden(column))
                QVERIFY2(table().columnWidth(column)
                        >= static_cast<QAbstractItemView&>(table()).sizeHintForColumn(column),
                    qPrintable(ConnectionModel::columnTitle(ConnectionColumn(column))));
        }
        QCOMPARE(table().horizontalScrollBar()->maximum(), 0);
    }

    void rightAlignedTitlesStandOverTheirFigures_data()
    {
        QTest::addColumn<int>("column");
        QTest::newRow("Events") << int(ConnectionColumn::Events);
        QTest::newRow("RTT") << int(ConnectionColumn::RoundTrip);
        QTest::newRow("User") << int(ConnectionColumn::User);
    }

    void rightAlignedTitlesStandOverTheirFigures()
    {
        QFETCH(const int, column);
        m_around->theme.setMode(Theme::Mode::Light);
        m_page->showSnapshot(testSnapshot(idsFrom(1, 50)));
        const QRect figure = ink(*table().viewport(),
            {table().columnViewportPosition(column), 0, table().columnWidth(column),
                table().rowHeight(0) - 2});
        QHeaderView& header = *table().horizontalHeader();
        const QRect title = ink(*header.viewport(),
            {header.sectionViewportPosition(column), 0, header.sectionSize(column),
                header.height() - 2});
        const bool right = ConnectionModel::isNumber(ConnectionColumn(column));
        const int apart = right ? figure.right() - title.right() : figure.left() - title.left();
        QVERIFY2(std::abs(apart) <= 2, qPrintable(QString::number(apart)));
    }

    void saysWhenTheHubIsNotListening()
    {
        m_page->showSnapshot(std::make_shared<ConnectionSnapshot>());
        QVERIFY(hasLabel(*m_page, u"The hub is not listening"_s));
    }

    void theHeaderSortsAndIsRemembered()
    {
        m_page->showSnapshot(testSnapshot(idsFrom(1, 40)));
        table().horizontalHeader()->setSortIndicator(
            int(ConnectionColumn::Id), Qt::DescendingOrder);
        QCOMPARE(idAt(0), 40U);
        makePage();
        m_page->showSnapshot(testSnapshot(idsFrom(1, 40)));
        QCOMPARE(idAt(0), 40U);
    }

    void theDetailFollowsTheSelectionAndKeepsWhatIsGone()
    {
        m_page->showSnapshot(testSnapshot(idsFrom(1, 20)));
        table().selectRow(6);
        QCOMPARE(detail().connectionId(), std::optional<quint64>(7));
        QCOMPARE(detail().value(ConnectionDetail::Fact::User), u"7"_s);
        const QString events = detail().value(ConnectionDetail::Fact::Events);
        m_page->showSnapshot(testSnapshot(idsFrom(1, 20), 1));
        QVERIFY(detail().value(ConnectionDetail::Fact::Events) != events);
        m_page->showSnapshot(testSnapshot(idsFrom(8, 20), 2));
        QVERIFY(detail().isGone());
        QCOMPARE(detail().connectionId(), std::optional<quint64>(7));
        QCOMPARE(detail().value(ConnectionDetail::Fact::User), u"7"_s);
    }

    void aFilteredConnectionIsNotGone()
    {
        m_page->showSnapshot(testSnapshot(idsFrom(1, 22)));
        table().selectRow(0);
        m_page->setFilter(u"backlog>0"_s);
        QVERIFY(!detail().isGone());
    }

    void closedStreamsStayWithTheirReasonUntilTheyAreHidden()
    {
        m_page->takeClosed({testClosed(1, 3, At, DisconnectReason::Slow)}, At);
        m_page->showSnapshot(testSnapshot({1, 2, 4}));
        QCOMPARE(table().model()->rowCount(), 3); // not shown until it is asked for
        button(u"Show closed (1)"_s).click();
        QCOMPARE(table().model()->rowCount(), 4);
        QVERIFY(!table().isColumnHidden(int(ConnectionColumn::State)));
        QCOMPARE(m_page->countText(), u"3 connections · 1 closed"_s);
        QCOMPARE( // below those that are open
            table().model()->index(3, int(ConnectionColumn::State)).data().toString(), u"slow"_s);
        m_page->setFilter(u"state:closed"_s);
        QCOMPARE(m_page->countText(), u"0 of 3 · 1 closed"_s);
        m_page->setFilter({});
        button(u"Show closed (1)"_s).click();
        QCOMPARE(table().model()->rowCount(), 3);
        QVERIFY(table().isColumnHidden(int(ConnectionColumn::State)));
        makePage();
        QVERIFY(!button(u"Show closed"_s).isChecked());
    }

    void aClosedStreamCanBeLookedIntoAndNotDisconnected()
    {
        m_page->takeClosed({testClosed(1, 3, At, DisconnectReason::Slow)}, At);
        m_page->showSnapshot(testSnapshot({1, 2, 4}));
        button(u"Show closed (1)"_s).click();
        table().selectRow(3);
        QCOMPARE(detail().connectionId(), std::optional<quint64>(3));
        QVERIFY(detail().value(ConnectionDetail::Fact::Left).startsWith(u"slow at "_s));
        QVERIFY(!button(u"Disconnect"_s).isEnabled());
    }

    void theDetailSaysWhyItsStreamLeft()
    {
        m_page->showSnapshot(testSnapshot({1, 2, 4}));
        table().selectRow(1);
        m_page->takeClosed({testClosed(1, 2, At, DisconnectReason::Kicked)}, At);
        m_page->showSnapshot(testSnapshot({1, 4}, 1));
        QVERIFY(detail().value(ConnectionDetail::Fact::Left).startsWith(u"kicked at "_s));
        QVERIFY(!detail().isGone());
    }

    void tellsWhoCameBack()
    {
        QVERIFY(listen());
        QVERIFY(take([](ConnectionWindow& window) { window.returns = {At, 2, 0, Unknown, true}; }));
        QVERIFY(hasLabel(*m_page, u"2 disconnected, 0 back, 2 not yet"_s));
        QVERIFY(take([](ConnectionWindow& window) { window.returns = {At, 2, 1, 2100, true}; }));
        QVERIFY(hasLabel(*m_page, u"2 disconnected, 1 back (median 2.1 s), 1 not yet"_s));
        button(u"Dismiss"_s).click();
        QVERIFY(!hasLabel(*m_page, u"2 disconnected, 1 back (median 2.1 s), 1 not yet"_s));
        QVERIFY(take([](ConnectionWindow& window) { window.returns = {At, 2, 2, 2100, false}; }));
        QVERIFY(!hasLabel(*m_page, u"2 disconnected, 2 back (median 2.1 s)"_s));
        QVERIFY(take([](ConnectionWindow& window) {
            window.returns = {At + 1, 1, 0, Unknown, true};
        }));
        QVERIFY(hasLabel(*m_page, u"1 disconnected, 0 back, 1 not yet"_s)); // another time
    }

    void usersAreOneRowEachAndLeadToTheirStreams()
    {
        auto snapshot = std::make_shared<ConnectionSnapshot>(*testSnapshot(idsFrom(1, 30)));
        snapshot->rows[9].userId = u"7"_s; // a second device
        m_page->showSnapshot(snapshot);
        m_page->setView(ConnectionsPage::View::Users);
        ConnectionTable& users = *m_page->userTable();
        QVERIFY(users.isVisible());
        QCOMPARE(users.model()->rowCount(), 29);
        QCOMPARE(m_page->countText(), u"29 users"_s);
        QCOMPARE(users.model()->index(6, int(UserColumn::Streams)).data().toString(), u"2"_s);
        m_page->setFilter(u"user:7"_s);
        QCOMPARE(m_page->countText(), u"1 of 29 users"_s);
        const QString path = m_around->path(u"users.csv"_s);
        QSignalSpy told(m_page.get(), &ConnectionsPage::lastAction);
        m_page->exportTo(path);
        QTRY_COMPARE(told.count(), 1);
        QFile file(path);
        QVERIFY(file.open(QIODevice::ReadOnly));
        QVERIFY(file.readLine().startsWith("user,streams,types,"));
        QVERIFY(file.readLine().startsWith("7,2,"));
        m_page->setFilter({});
        users.setCurrentIndex(users.model()->index(6, 0));
        Q_EMIT users.activated(users.currentIndex());
        QVERIFY(table().isVisible());
        QCOMPARE(filter().text(), u"user:7"_s);
        QCOMPARE(table().model()->rowCount(), 2);
    }

    void aUuidIsSeenWholeAndALongIdIsCutInItsMiddle()
    {
        const QString uuid = u"0f8fad5b-d9cb-469f-a165-70867728950e"_s;
        auto snapshot = std::make_shared<ConnectionSnapshot>(*testSnapshot(idsFrom(1, 20)));
        snapshot->rows[3].userId = uuid;
        m_page->showSnapshot(snapshot);
        const auto user = int(ConnectionColumn::User);
        QTRY_VERIFY(table().columnWidth(user)
            >= static_cast<QAbstractItemView&>(table()).sizeHintForColumn(user));
        QCOMPARE(table().horizontalScrollBar()->maximum(), 0); // and nothing is pushed out
        snapshot = std::make_shared<ConnectionSnapshot>(*snapshot);
        snapshot->rows[4].userId = QString(256, u'x');
        m_page->showSnapshot(snapshot);
        table().horizontalHeader()->setSortIndicator(user, Qt::AscendingOrder);
        QVERIFY(table().columnWidth(user) < 400);
    }

    void theDetailTakesNoRoomUntilSomethingIsSelected()
    {
        m_page->showSnapshot(testSnapshot(idsFrom(1, 20)));
        QVERIFY(!detail().isVisible());
        table().selectRow(4);
        QVERIFY(detail().isVisible());
        button(u"Details"_s).click();
        QVERIFY(!detail().isVisible());
    }

    void aLongUserPushesNothingOutOfTheDetail()
    {
        auto snapshot = std::make_shared<ConnectionSnapshot>(*testSnapshot(idsFrom(1, 3)));
        snapshot->rows[0].userId = QString(256, u'x');
        m_page->showSnapshot(snapshot);
        table().selectRow(0);
        QCOMPARE(detail().value(ConnectionDetail::Fact::User), QString(256, u'x'));
        const QWidget& events = detail().label(ConnectionDetail::Fact::Events);
        const int right = events.mapTo(&detail(), QPoint(events.width(), 0)).x();
        QVERIFY2(right <= detail().width(), qPrintable(QString::number(right)));
        QVERIFY(detail().label(ConnectionDetail::Fact::User).isCut());
    }

    void onlyRealLeavesOutTheProgramsOwnClients()
    {
        auto snapshot = std::make_shared<ConnectionSnapshot>(*testSnapshot(idsFrom(1, 30)));
        for (std::size_t i = 0; i < 28; ++i)
            snapshot->rows[i].userAgent = u"Fanlight test client"_s;
        m_page->showSnapshot(snapshot);
        traffic().setCurrent(Traffic::Real);
        QCOMPARE(table().model()->rowCount(), 2);
        QCOMPARE(m_page->countText(), u"2 of 30, only real"_s);
        traffic().setCurrent(Traffic::Test);
        QCOMPARE(table().model()->rowCount(), 28);
        makePage();
        QCOMPARE(TrafficLayer(m_around->state).current(), Traffic::Test);
        m_page->showSnapshot(testSnapshot(idsFrom(1, 3)));
        QVERIFY(hasLabel(*m_page, u"No test client is connected"_s));
        button(u"Show all clients"_s).click();
        QCOMPARE(table().model()->rowCount(), 3);
    }

    void anUnfinishedWordLeavesTheRowsAlone()
    {
        m_page->showSnapshot(testSnapshot(idsFrom(1, 110)));
        filter().setFocus();
        QTest::keyClicks(&filter(), u"back"_s);
        QCOMPARE(table().model()->rowCount(), 110);
        QVERIFY(hasLabel(*m_page, u"110 connections, “back” is unfinished"_s));
        QVERIFY(!filter().property("invalid").toBool());
        QTest::keyClicks(&filter(), u"log>0"_s);
        QCOMPARE(table().model()->rowCount(), 10);
        QTest::keyClicks(&filter(), u" us"_s);
        QCOMPARE(table().model()->rowCount(), 10);
        QTest::keyClick(&filter(), Qt::Key_Return);
        QCOMPARE(table().model()->rowCount(), 0); // as a word
    }

    void oneThatTheLogNamesIsFoundAlsoWhereItHasEnded()
    {
        m_page->takeClosed({testClosed(1, 3, At, DisconnectReason::Slow)}, At);
        m_page->showSnapshot(testSnapshot({1, 2, 4}));
        m_page->showConnection(connectionIdText(3));
        QCOMPARE(table().model()->rowCount(), 1);
        QCOMPARE(idAt(0), 3U);
    }

    void hiddenColumnsAreRemembered()
    {
        m_page->showSnapshot(testSnapshot(idsFrom(1, 3)));
        QVERIFY(table().isColumnHidden(int(ConnectionColumn::LastEventId)));
        QMenu menu;
        table().addColumnMenu(menu);
        const auto actions = menu.actions().first()->menu()->actions();
        actions[int(ConnectionColumn::LastEventId)]->trigger();
        actions[int(ConnectionColumn::Sent)]->trigger();
        makePage();
        QVERIFY(!table().isColumnHidden(int(ConnectionColumn::LastEventId)));
        QVERIFY(table().isColumnHidden(int(ConnectionColumn::Sent)));
        QVERIFY(table().isColumnHidden(int(ConnectionColumn::Instance)));
    }

    void proposesTheValuesThatAreThere()
    {
        m_page->showSnapshot(testSnapshot(idsFrom(1, 30)));
        auto* edit = m_page->findChild<FilterEdit*>();
        edit->setText(u"type:"_s);
        QCOMPARE(edit->proposals(), (QStringList{u"type:all"_s, u"type:like"_s}));
        edit->setText(u"!user:2"_s);
        QCOMPARE(edit->proposals().size(), 10); // 20 to 29; 2 stands there
    }

    void theDetailSendsToItsUser()
    {
        m_page->showSnapshot(testSnapshot(idsFrom(1, 20)));
        table().selectRow(4);
        QSignalSpy sent(m_page.get(), &ConnectionsPage::sendToUser);
        button(u"Send to user"_s).click();
        QCOMPARE(sent.count(), 1);
        QCOMPARE(sent[0][0].toString(), u"5"_s);
    }

    void disconnectingMoreThanTenAsksFirst()
    {
        m_page->showSnapshot(testSnapshot(idsFrom(1, 11)));
        table().selectAll();
        table().setFocus();
        QTest::keyClick(&table(), Qt::Key_Delete);
        QTRY_VERIFY(m_page->findChild<Question*>());
        m_page->findChild<Question*>()->reject();
    }

    void writesTheShownRowsAsCsv()
    {
        m_page->showSnapshot(testSnapshot(idsFrom(1, 30)));
        m_page->setFilter(u"backlog>0"_s);
        QSignalSpy told(m_page.get(), &ConnectionsPage::lastAction);
        const QString path = m_around->path(u"rows.csv"_s);
        m_page->exportTo(path);
        QTRY_COMPARE(told.count(), 1);
        QCOMPARE(told[0][0].toString(), u"2 connections written to rows.csv"_s);
        QFile file(path);
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QList<QByteArray> lines = file.readAll().split('\n');
        QCOMPARE(lines.size(), 4); // header, two rows, the end
        QVERIFY(lines[0].startsWith("id,user,address,"));
        QVERIFY(lines[1].startsWith(
            QByteArray(connectionIdText(11).toLatin1() + ",11,127.0.0.3:40011,like,")));
    }

    void saysWhyAFileCannotBeWritten()
    {
        m_page->showSnapshot(testSnapshot(idsFrom(1, 3)));
        QSignalSpy told(m_page.get(), &ConnectionsPage::lastAction);
        m_page->exportTo(m_around->path(u"missing/rows.csv"_s));
        QTRY_COMPARE(told.count(), 1);
        QVERIFY(told[0][0].toString().startsWith(u"export failed: "_s));
        QVERIFY(m_page->findChild<Question*>());
    }

    void aFullDeviceIsAnError()
    {
        QFile full(u"/dev/full"_s);
        QVERIFY(full.open(QIODevice::WriteOnly | QIODevice::Unbuffered));
        const auto none = std::make_shared<std::vector<ConnectionRowPtr>>();
        const auto all = allOf(testSnapshot(idsFrom(1, 3)), none, {});
        QVERIFY(!writeConnectionsCsv(full, *all).isEmpty());
    }

    void farRowsComeWhenTheyAreScrolledTo()
    {
        m_page->showSnapshot(testSnapshot(idsFrom(1, 1900)));
        QCOMPARE(table().model()->rowCount(), 1900);
        table().setTopRow(1200);
        QCOMPARE(idAt(1200), 1201U);
        QCOMPARE(idAt(0), 0U); // it is not there any more
        table().setTopRow(1900);
        QCOMPARE(idAt(1899), 1900U);
    }

    void whatIsSelectedStaysSoOutOfSight()
    {
        m_page->showSnapshot(testSnapshot(idsFrom(1, 1900)));
        table().selectRow(4);
        table().setTopRow(1500);
        m_page->showSnapshot(testSnapshot(idsFrom(3, 1902), 1));
        table().setTopRow(0);
        QCOMPARE(table().selectionModel()->selectedRows().size(), 1);
        QCOMPARE(idAt(table().selectionModel()->selectedRows().first().row()), 5U);
        QCOMPARE(idAt(table().currentIndex().row()), 5U);
    }

    void allThatMatchAreEndedAlsoThoseOutOfSight()
    {
        m_page->showSnapshot(testSnapshot(idsFrom(1, 1900)));
        m_page->setFilter(u"backlog>0"_s);
        table().selectAll();
        table().setFocus();
        QTest::keyClick(&table(), Qt::Key_Delete);
        QTRY_VERIFY(m_page->findChild<Question*>());
        Question& question = *m_page->findChild<Question*>();
        QVERIFY(hasLabel(question, u"Disconnect 172 connections?"_s));
        question.reject();
    }

    void rowsThatDoNotMatchAnyMoreAreNotEndedUnseen()
    {
        m_page->showSnapshot(testSnapshot(idsFrom(1, 60)));
        table().selectAll();
        m_page->setFilter(u"backlog>0"_s);
        m_page->setFilter({});
        QVERIFY(table().selectionModel()->selectedRows().size() <= 5);
    }

    void copiesRowsThatWereNeverSeen()
    {
        m_page->showSnapshot(testSnapshot(idsFrom(1, 500)));
        table().selectAll();
        table().copySelection();
        const QStringList lines = QGuiApplication::clipboard()->text().split(u'\n');
        QCOMPARE(lines.size(), 500);
        QVERIFY(lines[450].startsWith(connectionIdText(451)));
    }

    void asksForTheWindowThatIsSeenAndForNothingWhileItIsHidden()
    {
        QVERIFY(listen());
        QSignalSpy told(&m_around->hub, &HubPort::connectionsChanged);
        QTRY_VERIFY(told.count() > 1);
        const auto window = told.last()[0].value<ConnectionWindowPtr>();
        QCOMPARE(window->wish.first, 0);
        QVERIFY(window->wish.count <= ConnectionWish::MostRows);
        QVERIFY(window->wish.withRoundTrip);
        table().setColumnHidden(int(ConnectionColumn::RoundTrip), true);
        Q_EMIT table().columnsChanged();
        QTRY_VERIFY(!told.last()[0].value<ConnectionWindowPtr>()->wish.withRoundTrip);
        m_page->hide();
        QVERIFY(quietFor(told));
    }

    void eachFieldOfTheFilterIsExplained()
    {
        FilterEdit& edit = *m_page->findChild<FilterEdit*>();
        const QMenu* const menu = edit.makeFieldMenu(&edit);
        int fields = 0;
        for (const QAction* action : menu->actions()) {
            if (!action->isEnabled() || action->isSeparator())
                continue;
            ++fields;
            QVERIFY2(action->text().contains(u'\t'), qPrintable(action->text()));
            const QString example = action->text().section(u'\t', 0, 0);
            QCOMPARE(ConnectionFilter(example).error(), QString());
        }
        QCOMPARE(fields, int(ConnectionFields::Names.size()));
    }

private:
    void makePage()
    {
        m_page = std::make_unique<ConnectionsPage>(m_around->hub, m_around->theme, m_around->state);
        QVERIFY(showPage(*m_page));
    }

    bool listen()
    {
        HubOptions options;
        options.listenHost = u"127.0.0.1"_s;
        options.listenPort = 0;
        m_around->hub.start(options);
        return QTest::qWaitFor([this] { return m_around->hub.isListening(); }, 20'000);
    }
    // A window the hub might tell, after one it did.
    bool take(const std::function<void(ConnectionWindow&)>& change)
    {
        QSignalSpy told(&m_around->hub, &HubPort::connectionsChanged);
        if (!told.wait(20'000))
            return false;
        auto window
            = std::make_shared<ConnectionWindow>(*told.last()[0].value<ConnectionWindowPtr>());
        change(*window);
        m_page->takeWindow(window);
        return true;
    }
    // What was under way may still come; then nothing does for longer than windows are apart.
    static bool quietFor(QSignalSpy& told)
    {
        for (int i = 0; i < 10; ++i) {
            const auto before = told.count();
            if (!told.wait(3 * int(ConnectionWindows::Interval.count())) && told.count() == before)
                return true;
        }
        return false;
    }

    TrafficLayer& traffic() { return m_around->state.traffic(); }
    ConnectionTable& table() { return *m_page->streamTable(); }
    ConnectionDetail& detail() { return *m_page->findChild<ConnectionDetail*>(); }
    QLineEdit& filter() { return *findField(*m_page, u"Filter connections"_s); }
    quint64 idAt(int row)
    {
        return table().model()->index(row, 0).data(ConnectionModel::SortRole).toULongLong();
    }
    // What is drawn on the ground of a part of a widget.
    static QRect ink(QWidget& widget, const QRect& part)
    {
        const QImage picture = widget.grab(part).toImage();
        const QRgb ground = picture.pixel(0, 0);
        QRect drawn;
        for (int y = 0; y < picture.height(); ++y) {
            for (int x = 0; x < picture.width(); ++x) {
                if (picture.pixel(x, y) != ground)
                    drawn |= QRect(x, y, 1, 1);
            }
        }
        return drawn;
    }
    QAbstractButton& button(const QString& text) { return *findButton(*m_page, text); }

    std::unique_ptr<PageSurroundings> m_around;
    std::unique_ptr<ConnectionsPage> m_page;
};

ROOM_TEST(TestConnectionsPage, QApplication)
#include "tst_connections_page.moc"
