// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "charts/time_chart.h"
#include "messages/code_view.h"
#include "messages/compare_view.h"
#include "messages/delivery_view.h"
#include "messages/field_chart.h"
#include "messages/follow_view.h"
#include "messages/message_detail.h"
#include "messages/message_sides.h"
#include "messages/message_table.h"
#include "messages/messages_page.h"
#include "messages/replay_dialog.h"
#include "messages/tally_list.h"
#include "ui/messages/messages_for_tests.h"
#include "ui/page_fixture.h"
#include "widgets/empty_state.h"
#include "widgets/filter_edit.h"
#include "widgets/row_table.h"
#include "widgets/segmented.h"
#include "widgets/undo_bar.h"
#include "support/room.h"

#include <QAbstractItemModelTester>
#include <QAction>
#include <QCheckBox>
#include <QClipboard>
#include <QComboBox>
#include <QFile>
#include <QGuiApplication>
#include <QHeaderView>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QMenu>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QScrollBar>
#include <QSignalSpy>
#include <QStackedWidget>

using namespace fanlight;
using namespace Qt::Literals::StringLiterals;

class TestMessagesPage : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_around = std::make_unique<PageSurroundings>();
        m_next = 1;
        makePage();
    }

    void cleanup()
    {
        m_tester.reset();
        m_page.reset();
        m_around.reset();
    }

    void everyMessageBecomesARow()
    {
        append(3);
        QTRY_COMPARE(rows(), 3); // by its own timer
        QCOMPARE(m_page->countText(), u"kept 3, evicted 0, not shown 0"_s);
        m_around->hub.recordMessages().add({testFigures(2, 7, 300'000)});
        QTRY_COMPARE(cell(1, MessageModel::Recipients), u"7"_s);
    }

    void nothingIsDoneWhileHidden()
    {
        m_page->hide();
        append(3);
        QTest::qWait(2 * int(MessageFeed::PullInterval.count()));
        QCOMPARE(rows(), 0);
        m_page->show();
        QTRY_COMPARE(rows(), 3);
    }

    void tensOfThousandsArriveWithoutBlocking()
    {
        append(int(MessageLog::MostMessages));
        QTRY_COMPARE(rows(), int(MessageLog::MostMessages));
        QVERIFY(isAtEnd());
        QCOMPARE(m_page->countText(), u"kept 50,000, evicted 0, not shown 0"_s);
    }

    void whatIsPulledWhileItIsClearedDoesNotComeBack()
    {
        m_page->hide();
        append(1000);
        m_page->show();
        m_page->clear();
        append(1); // the one that is new
        QTRY_COMPARE(rows(), 1);
        QCOMPARE(m_page->countText(), u"kept 1, evicted 0, not shown 0"_s);
    }

    void theEndIsFollowedUntilScrolledAwayFrom()
    {
        append(200);
        m_page->pull();
        QVERIFY(isAtEnd());
        append(50);
        m_page->pull();
        QVERIFY(isAtEnd());
        table().setTopRow(30);
        const quint64 top = numberAt(table().topRow());
        append(50);
        m_page->pull();
        QCOMPARE(numberAt(table().topRow()), top);
        table().scrollToBottom();
        append(50);
        m_page->pull();
        QVERIFY(isAtEnd());
    }

    void rowsThatGoAboveDoNotMoveWhatIsSeen()
    {
        append(int(MessageLog::MostMessages));
        QTRY_COMPARE(rows(), int(MessageLog::MostMessages));
        table().setTopRow(1000);
        const quint64 top = numberAt(table().topRow());
        append(300);
        m_page->pull();
        QCOMPARE(numberAt(0), 301U);
        QCOMPARE(numberAt(table().topRow()), top);
    }

    void pauseHoldsTheRowsAndRecordingGoesOn()
    {
        append(5);
        m_page->pull();
        button(u"Pause"_s).click();
        append(10);
        m_page->pull();
        QCOMPARE(rows(), 5);
        QCOMPARE(m_page->countText(), u"kept 15, evicted 0, not shown 10"_s);
        button(u"Resume"_s).click();
        QCOMPARE(rows(), 15);
        QCOMPARE(m_page->countText(), u"kept 15, evicted 0, not shown 0"_s);
    }

    void clearReallyClears()
    {
        append(5);
        m_page->pull();
        select(0);
        button(u"Clear"_s).click();
        QCOMPARE(rows(), 0);
        QVERIFY(!detail().message());
        m_page->pull();
        QCOMPARE(m_page->countText(), u"kept 0, evicted 0, not shown 0"_s);
        QVERIFY(m_around->hub.recordMessages().pull().added.empty());
    }

    void clearCanBeUndone()
    {
        append(5);
        m_page->pull();
        m_page->clear();
        QVERIFY(m_page->undoBar()->text().startsWith(u"Cleared 5 message"_s));
        QVERIFY(!hasLabel(*m_page, u"Nothing was published yet"_s));
        QVERIFY(hasLabel(*m_page, u"What is published from now on is listed here."_s));
        append(2);
        m_page->pull();
        QCOMPARE(rows(), 2);
        m_page->undoBar()->undo();
        QTRY_COMPARE(rows(), 7);
        QCOMPARE(numberAt(0), 1U);
        QCOMPARE(m_page->countText(), u"kept 7, evicted 0, not shown 0"_s);
        QVERIFY(!m_page->undoBar()->isOffered());
    }

    void undoIsOfferedWhereTheRowsWere()
    {
        append(5);
        m_page->pull();
        m_page->clear();
        button(u"Undo"_s).click();
        QTRY_COMPARE(rows(), 5);
    }

    void clearingTwiceKeepsWhatWasClearedLast()
    {
        append(5);
        m_page->pull();
        m_page->clear();
        append(2);
        m_page->clear();
        m_page->undoBar()->undo();
        QTRY_COMPARE(rows(), 2);
    }

    void sortsByAClickOnAHeaderAndBack()
    {
        append(300);
        m_page->pull();
        table().sortByColumn(MessageModel::Time, Qt::DescendingOrder);
        QTRY_COMPARE(numberAt(0), 300U);
        QCOMPARE(table().topRow(), 0);
        append(10);
        m_page->pull();
        QCOMPARE(numberAt(0), 310U); // who looks at the top sees what comes there
        QCOMPARE(table().topRow(), 0);
        table().setTopRow(100);
        const quint64 top = numberAt(100);
        append(10);
        m_page->pull();
        QCOMPARE(numberAt(table().topRow()), top); // who scrolled away keeps the place
        table().sortByColumn(MessageModel::Time, Qt::AscendingOrder);
        QTRY_COMPARE(numberAt(0), 1U);
        QVERIFY(isAtEnd());
        append(10);
        m_page->pull();
        QVERIFY(isAtEnd());
    }

    void theOrderIsRemembered()
    {
        append(3);
        m_page->pull();
        table().sortByColumn(MessageModel::Channel, Qt::DescendingOrder);
        QTRY_COMPARE(numberAt(0), 3U);
        makePage();
        append(3); // what was pulled before is not told of again
        QTRY_COMPARE(rows(), 3);
        QCOMPARE(numberAt(0), 6U);
    }

    void fieldsOfThePayloadBecomeColumnsAndAreRemembered()
    {
        append(3);
        m_page->pull();
        select(1);
        QMenu& menu = *qobject_cast<QPushButton*>(&button(u"Columns"_s))->menu();
        Q_EMIT menu.aboutToShow();
        menuAction(menu, u"n\t"_s)->trigger();
        QCOMPARE(m_page->model()->fields(), (QStringList{u"n"_s}));
        QCOMPARE(cell(1, MessageModel::ColumnCount), u"2"_s);
        QCOMPARE(table().selectionModel()->selectedRows().size(), 1); // still the whole row
        const QHeaderView* header = table().horizontalHeader();
        QVERIFY(header->visualIndex(MessageModel::ColumnCount)
            < header->visualIndex(MessageModel::Recipients));
        QVERIFY(header->visualIndex(MessageModel::ColumnCount)
            > header->visualIndex(MessageModel::Payload));
        makePage();
        QCOMPARE(m_page->model()->fields(), (QStringList{u"n"_s}));
        QVERIFY(table().horizontalHeader()->visualIndex(MessageModel::ColumnCount)
            < table().horizontalHeader()->visualIndex(MessageModel::Recipients));
    }

    void everyColumnCanBeMadeWider()
    {
        append(3);
        m_page->pull();
        QHeaderView* header = table().horizontalHeader();
        for (int column = 0; column < MessageModel::ColumnCount; ++column)
            QCOMPARE(int(header->sectionResizeMode(column)), int(QHeaderView::Interactive));
        // all that is shown at first fits the page
        QVERIFY2(header->length() <= table().viewport()->width(),
            qPrintable(QString::number(header->length())));
        header->resizeSection(MessageModel::Payload, 333);
        m_page->resize(1300, 770);
        QCOMPARE(header->sectionSize(MessageModel::Payload), 333); // it was a wish
    }

    void aFieldNobodyHasSeenIsSaidButIsAFilter()
    {
        append(3);
        m_page->pull();
        m_page->setFilter(u"n>2"_s);
        QTRY_COMPARE(rows(), 1);
        m_page->setFilter(u"usr:1"_s);
        QTRY_COMPARE(rows(), 0);
        const auto labels = m_page->findChildren<QLabel*>();
        QVERIFY(std::any_of(labels.begin(), labels.end(), [](const QLabel* label) {
            return label->isVisible()
                && label->text().startsWith(u"No payload has had a field “usr” so far"_s);
        }));
    }

    void marksAreSetByKeyAndJumpedTo()
    {
        append(10);
        m_page->pull();
        table().setFocus();
        for (const int row : {2, 6}) {
            select(row);
            QTest::keyClick(&table(), Qt::Key_M);
        }
        QVERIFY(cell(2, MessageModel::Time).endsWith(u"◆"_s));
        QVERIFY(!cell(3, MessageModel::Time).endsWith(u"◆"_s));
        QTest::keyClick(&table(), Qt::Key_N);
        QCOMPARE(table().currentIndex().row(), 2); // round the end
        QTest::keyClick(&table(), Qt::Key_N);
        QCOMPARE(table().currentIndex().row(), 6);
        QTest::keyClick(&table(), Qt::Key_N, Qt::ShiftModifier);
        QCOMPARE(table().currentIndex().row(), 2);
        QTest::keyClick(&table(), Qt::Key_M);
        QVERIFY(!cell(2, MessageModel::Time).endsWith(u"◆"_s));
    }

    void theNextMessageThatReachedNobodyIsAKeyAway()
    {
        append(10);
        m_around->hub.recordMessages().add({testFigures(4, 3, 1000)});
        MessageFigures none;
        none.number = 8;
        none.isKnown = true;
        m_around->hub.recordMessages().add({none});
        m_page->pull();
        select(0);
        table().setFocus();
        QTest::keyClick(&table(), Qt::Key_E);
        QCOMPARE(numberAt(table().currentIndex().row()), 8U);
        m_page->looks().rules().set(u"user:5"_s, ColourRules::Red);
        QTest::keyClick(&table(), Qt::Key_E);
        QCOMPARE(numberAt(table().currentIndex().row()), 5U);
    }

    void aRuleColoursWhatItsFilterMatches()
    {
        append(3);
        m_page->pull();
        const auto ground = [this](int row) {
            return m_page->model()->index(row, 0).data(Qt::BackgroundRole).value<QColor>();
        };
        QVERIFY(!ground(1).isValid());
        filter().setText(u"user:2"_s);
        QMenu& menu = *qobject_cast<QPushButton*>(&button(u"Colours"_s))->menu();
        Q_EMIT menu.aboutToShow();
        menuAction(*menuAction(menu, u"Colour “user:2”"_s)->menu(), u"Blue"_s)->trigger();
        m_page->setFilter({});
        QTRY_COMPARE(rows(), 3);
        QCOMPARE(ground(1), ColourRules::ground(m_around->theme, ColourRules::Blue));
        QVERIFY(!ground(2).isValid());
        makePage(); // it is kept
        m_around->hub.recordMessages().append(testMessage(2));
        QTRY_COMPARE(rows(), 1);
        QCOMPARE(ground(0), ColourRules::ground(m_around->theme, ColourRules::Blue));
    }

    void namesAtTheSideAreWhole()
    {
        MessageRecord message = testMessage(1);
        message.kind = PublishKind::Fanout;
        message.authorId = "author-with-a-long-name";
        m_page->resize(1500, 770);
        m_around->hub.recordMessages().append(message);
        m_page->pull();
        MessageSides& sides = *m_page->sides();
        sides.showNow();
        RowTable& channels = *sides.channels()->table();
        const auto isWhole = [&channels] {
            const QModelIndex name = channels.model()->index(0, TallyModel::Name);
            return channels.columnWidth(TallyModel::Name) >= channels.columnWidthFor(
                       TallyModel::Name, name.data().toString(), channels.font());
        };
        QTRY_VERIFY2(isWhole(),
            qPrintable(u"%1 of %2, the lists %3, wanted %4"_s.arg(channels.columnWidth(0))
                           .arg(channels.columnWidthFor(
                               0, channels.model()->index(0, 0).data().toString(), channels.font()))
                           .arg(sides.width())
                           .arg(sides.neededWidth())));
        message.authorId = std::string(256, 'w'); // no more than a third
        m_around->hub.recordMessages().append(message);
        m_page->pull();
        sides.showNow();
        QTRY_VERIFY(sides.width() > 400);
        QVERIFY2(
            sides.width() <= m_page->width() / 3 + 1, qPrintable(QString::number(sides.width())));
        // and only what the table can spare
        QTRY_VERIFY(table().horizontalHeader()->length() <= table().viewport()->width());
    }

    void aFieldThatWasSeenIsProposed()
    {
        append(1); // {"n":…,"type":"like"}
        m_page->pull();
        FilterEdit& filter = *m_page->findChild<FilterEdit*>();
        filter.setText(u"data."_s);
        QCOMPARE(filter.proposals(), (QStringList{u"data.n>"_s, u"data.type:"_s}));
        filter.setText(u"type:"_s);
        QCOMPARE(filter.proposals(), QStringList{u"type:like"_s});
        filter.setText(u"to:u"_s);
        QCOMPARE(filter.proposals(), QStringList{u"to:user?1"_s});
    }

    void aTermThatIsBeingWrittenEmptiesNothing()
    {
        append(3);
        m_page->pull();
        FilterEdit& filter = *m_page->findChild<FilterEdit*>();
        filter.setFocus();
        QTest::keyClicks(&filter, u"data.n>"_s);
        QCOMPARE(rows(), 3);
        QVERIFY2(m_page->countText().endsWith(u"“data.n>” is unfinished"_s),
            qPrintable(m_page->countText()));
        QTest::keyClicks(&filter, u"2"_s);
        QTRY_COMPARE(rows(), 1);
        QVERIFY(!m_page->countText().contains(u"unfinished"_s));
        QTest::keyClicks(&filter, u" ty"_s); // the page goes with that, which must do no harm
    }

    void typesAndChannelsAreListedAndAskedFor()
    {
        append(3);
        m_around->hub.recordMessages().append(testMessage(1, "order"));
        m_around->hub.recordMessages().add({testFigures(4, 12, 1)});
        m_page->pull();
        m_page->sides()->showNow();
        QCOMPARE(listed(*m_page->sides()->types()), (QStringList{u"like –"_s, u"order 12"_s}));
        QCOMPARE(listed(*m_page->sides()->channels()),
            (QStringList{u"user 1 12"_s, u"user 2 –"_s, u"user 3 –"_s}));
        Q_EMIT m_page->sides()->types()->chosen(u"order"_s);
        QCOMPARE(filter().text(), u"type:order"_s);
        QTRY_COMPARE(rows(), 1);
        Q_EMIT m_page->sides()->channels()->chosen(u"user 1"_s);
        QCOMPARE(filter().text(), u"type:order to:user?1"_s);
        Q_EMIT m_page->sides()->types()->chosen(u"order"_s); // once more: not any longer
        QCOMPARE(filter().text(), u"to:user?1"_s);
        QTRY_COMPARE(rows(), 2);
    }

    void aNumericFieldIsDrawnOverTime()
    {
        append(40);
        m_page->pull();
        QVERIFY(!m_page->chart()->isVisible());
        Q_EMIT detail().chartRequested(u"n"_s);
        QVERIFY(m_page->chart()->isVisible());
        QTRY_VERIFY(m_page->chart()->summaryText().startsWith(u"40 value"_s));
        QVERIFY(m_page->chart()->summaryText().endsWith(u", 1 to 40, last 40"_s));
        m_page->setFilter(u"n>30"_s);
        QTRY_VERIFY(m_page->chart()->summaryText().startsWith(u"10 value"_s));
        QVERIFY(m_page->chart()->summaryText().endsWith(u", 31 to 40, last 40"_s));
        makePage();
        QCOMPARE(m_page->chart()->field(), u"n"_s);
        Q_EMIT m_page->chart()->closed();
        QVERIFY(!m_page->chart()->isVisible());
    }

    void theWireOfABatchIsWhatWasSentToEachClient()
    {
        append(2);
        const FramePtr batch = Frame::event({"2-0", {}, R"({"batch":[{"n":1},{"n":2}]})", -1});
        m_around->hub.recordMessages().addSteps({{1, 101, false, 1000, 2, batch}});
        m_page->pull();
        detail().views()->setCurrent(MessageDetail::Wire);
        select(0);
        QCOMPARE(detail().code()->shownText(),
            u"id: 2-0\ndata: {\"batch\":[{\"n\":1},{\"n\":2}]}\n\n"_s);
        QVERIFY(detail().sentTo()->isVisible());
        QVERIFY(detail().sentTo()->currentText().endsWith(u": one of 2 in a batch"_s));
        select(1);
        QVERIFY(!detail().sentTo()->isVisible());
        QCOMPARE(detail().code()->shownText(),
            u"id: 1700000000000-2\ndata: {\"n\":2,\"type\":\"like\"}\n\n"_s);
    }

    void aMessageIsFollowedAndLeftAgain()
    {
        append(2);
        m_page->pull();
        select(1);
        table().setFocus();
        QTest::keyClick(&table(), Qt::Key_Return);
        QVERIFY(m_page->isFollowing());
        QCOMPARE(m_page->followView()->titleText(), u"like to user 2"_s);
        QVERIFY(m_page->followView()->stepTexts().value(0).startsWith(u"Published | "_s));
        QVERIFY(action(u"Copy data"_s).isEnabled());
        QTest::keyClick(m_page->followView(), Qt::Key_Escape);
        QVERIFY(!m_page->isFollowing());
    }

    void theStoryHasThePercentilesThatAreChosen()
    {
        append(1);
        m_around->hub.recordMessages().add({testFigures(1, 7, 300'000)});
        m_page->pull();
        select(0);
        table().setFocus();
        QTest::keyClick(&table(), Qt::Key_Return);
        QCOMPARE(m_page->followView()->timesName(), u"First, p50, p95, p99, last"_s);
        m_around->state.percentiles().choose(50, false);
        m_around->state.percentiles().choose(95, false);
        QCOMPARE(m_page->followView()->timesName(), u"First, p99, last"_s);
    }

    void whatIsNoLongerKeptIsSaid()
    {
        m_page->follow(u"1-0"_s);
        QTRY_VERIFY(hasLabel(*m_page, u"Nothing of this notification is kept any more"_s));
        m_page->followView()->backButton()->click();
        append(1);
        m_page->follow(u"1700000000000-1"_s); // found by its id, though it was not pulled yet
        QCOMPARE(m_page->followView()->titleText(), u"like to user 1"_s);
    }

    void narrowPagesHaveTheirButtonsBelowTheFilter()
    {
        append(3);
        m_page->pull();
        m_page->resize(672, 430);
        QVERIFY(m_page->minimumSizeHint().width() <= 672);
        QVERIFY(!m_page->sides()->isVisible());
        QTRY_VERIFY(button(u"Export"_s).mapTo(m_page.get(), QPoint()).y()
            > filter().mapTo(m_page.get(), QPoint()).y());
    }

    void theFilterNarrowsAndIsRemembered()
    {
        append(30);
        m_page->pull();
        QTest::keyClick(m_page.get(), Qt::Key_F, Qt::ControlModifier);
        QTRY_VERIFY(filter().hasFocus());
        QTest::keyClicks(&filter(), u"user:2*"_s);
        QTRY_COMPARE(rows(), 11);
        QCOMPARE(m_page->countText(), u"kept 30, evicted 0, not shown 19"_s);
        makePage();
        QCOMPARE(filter().text(), u"user:2*"_s);
    }

    void aWrongFilterSaysWhyAndTheRowsStay()
    {
        append(30);
        m_page->pull();
        m_page->setFilter(u"user:2*"_s);
        QTRY_COMPARE(rows(), 11);
        m_page->setFilter(u"write>fast"_s);
        QVERIFY(hasLabel(*m_page, MessageFilter(u"write>fast"_s).error()));
        QVERIFY(filter().property("invalid").toBool());
        QCOMPARE(rows(), 11);
        QTest::keyClick(&filter(), Qt::Key_Escape);
        QTRY_COMPARE(rows(), 30);
    }

    void aFilterThatMatchesNothingOffersToBeCleared()
    {
        append(3);
        m_page->pull();
        m_page->setFilter(u"user:nobody"_s);
        QTRY_VERIFY(hasLabel(*m_page, u"No message matches the filter"_s));
        button(u"Clear filter"_s).click();
        QTRY_COMPARE(rows(), 3);
        QVERIFY(table().isVisible());
    }

    void onlyMessagesOfTheTrafficThatIsLookedAtAreShown()
    {
        append(4);
        MessageFigures figures;
        figures.number = 2;
        figures.isKnown = true;
        figures.recipients = figures.testRecipients = 5; // all of them test clients
        m_around->hub.recordMessages().add({figures});
        m_page->pull();
        QTRY_COMPARE(rows(), 4);
        TrafficLayer& traffic = m_around->state.traffic();
        traffic.setCurrent(Traffic::Real);
        QTRY_COMPARE(rows(), 3);
        QCOMPARE(filter().text(), QString()); // what is typed stays one's own
        traffic.setCurrent(Traffic::Test);
        QTRY_COMPARE(rows(), 1);
        QCOMPARE(numberAt(0), 2U);
        m_page->setFilter(u"user:nobody"_s);
        QTRY_COMPARE(rows(), 0);
        m_page->setFilter({});
        QTRY_COMPARE(rows(), 1);
        m_page->clear();
        append(1);
        m_page->pull();
        QTRY_VERIFY(hasLabel(*m_page, u"No message of this traffic"_s));
        button(u"Show all traffic"_s).click();
        QTRY_COMPARE(rows(), 1);
        QCOMPARE(traffic.current(), Traffic::All);
    }

    void selectionSurvivesTheFilter()
    {
        append(100);
        m_page->pull();
        select(41);
        m_page->setFilter(u"user:4*"_s);
        QTRY_COMPARE(rows(), 11);
        QCOMPARE(table().currentIndex().row(), int(m_page->model()->rowOf(42)));
        QCOMPARE(table().selectionModel()->selectedRows().size(), 1);
        QCOMPARE(detail().message()->number, 42U);
    }

    void aHubThatDoesNotListenIsSaid()
    {
        QVERIFY(hasLabel(*m_page, u"The hub is not listening"_s));
    }

    void theDetailShowsDataInEachForm()
    {
        append(1);
        m_page->pull();
        select(0);
        QCOMPARE(detail().code()->shownText(), u"{\n  \"n\": 1,\n  \"type\": \"like\"\n}"_s);
        QCOMPARE(detail().titleText(), u"1700000000000-1, JSON"_s);
        detail().views()->setCurrent(MessageDetail::Raw);
        QCOMPARE(detail().code()->shownText(), u"{\"n\":1,\"type\":\"like\"}"_s);
        detail().views()->setCurrent(MessageDetail::Wire);
        QCOMPARE(detail().code()->shownText(),
            u"id: 1700000000000-1\ndata: {\"n\":1,\"type\":\"like\"}\n\n"_s);
        detail().framing()->setChecked(true);
        QCOMPARE(detail().code()->shownText(),
            u"31\\r\\n\nid: 1700000000000-1\ndata: {\"n\":1,\"type\":\"like\"}\n\n\\r\\n\n"_s);
        makePage(); // the view is remembered
        QCOMPARE(detail().views()->current(), int(MessageDetail::Wire));
    }

    void theDetailShowsItsDeliveryAsItGoesOn()
    {
        append(2);
        m_page->pull();
        select(1);
        detail().views()->setCurrent(MessageDetail::Delivery);
        QCOMPARE(detail().delivery()->measuredText(0), u"nothing was measured"_s);
        QCOMPARE(detail().delivery()->figureText(1, u"first"_s), u"–"_s);
        m_around->hub.recordMessages().add({testFigures(2, 7, 300'000), testFigures(1, 1, 1)});
        m_page->pull();
        QCOMPARE(
            detail().delivery()->fact(DeliveryView::Fact::Recipients), u"7 on this instance"_s);
        QCOMPARE(detail().delivery()->measuredText(0), u"7 measured of 7"_s);
        QCOMPARE(detail().delivery()->figureText(0, u"p99"_s), u"0.30 ms"_s);
        QCOMPARE(detail().delivery()->measuredText(1), u"nothing was measured"_s);
    }

    void theDetailHasThePercentilesThatAreChosen()
    {
        append(1);
        m_page->pull();
        select(0);
        detail().views()->setCurrent(MessageDetail::Delivery);
        m_around->hub.recordMessages().add({testFigures(1, 7, 300'000)});
        m_page->pull();
        QCOMPARE(detail().delivery()->figureText(0, u"p90"_s), QString());
        m_around->state.percentiles().choose(90, true);
        m_around->state.percentiles().choose(50, false);
        QCOMPARE(detail().delivery()->figureText(0, u"p90"_s), u"0.30 ms"_s);
        QCOMPARE(detail().delivery()->figureText(0, u"p50"_s), QString());
        m_around->state.percentiles().choose(99, false);
        QCOMPARE(m_page->model()->headerData(MessageModel::Ack, Qt::Horizontal).toString(),
            u"Ack p95"_s);
    }

    void theDetailStaysThoughTheLogLetsItsMessageGo()
    {
        append(1);
        m_page->pull();
        select(0);
        append(int(MessageLog::MostMessages));
        m_page->pull();
        QCOMPARE(m_page->model()->rowOf(1), -1);
        QCOMPARE(detail().message()->number, 1U);
    }

    void twoSelectedMessagesAreCompared()
    {
        append(1);
        MessageRecord other = testMessage(1, "like", "{\"n\":2,\"type\":\"like\"}");
        m_around->hub.recordMessages().append(std::move(other));
        m_around->hub.recordMessages().add({testFigures(2, 7, 300'000)});
        m_page->pull();
        select(0);
        table().selectionModel()->select(
            m_page->model()->index(1, 0), QItemSelectionModel::Select | QItemSelectionModel::Rows);
        QCOMPARE(detail().comparison()->summaryText(), u"1 line differs"_s);
        QCOMPARE(detail().comparison()->markedLines(0), (std::vector<int>{1}));
        QCOMPARE(detail().comparison()->text(1), u"{\n  \"n\": 2,\n  \"type\": \"like\"\n}"_s);
        QVERIFY(detail().comparison()->figuresText().contains(u"Recipients: – → 7"_s));
        QVERIFY(!action(u"Send again"_s).isEnabled());
        select(0);
        QVERIFY(detail().code()->isVisible());
    }

    void largePayloadsAreShownInPart()
    {
        const std::string data(256 << 10, 'x');
        m_around->hub.recordMessages().append(testMessage(1, "like", data));
        m_page->pull();
        select(0);
        QCOMPARE(detail().code()->shownText().size(), CodeView::MostCharacters);
        detail().code()->showAllButton()->click();
        QCOMPARE(detail().code()->shownText().size(), qsizetype(data.size()));
    }

    void sendsAgainToAKnownAudience()
    {
        MessageRecord message = testMessage(1);
        message.kind = PublishKind::Selective;
        message.users = 9;
        message.authorId = "42";
        message.frame = Frame::event({"5-0", "liked", "{}", 300}, "like");
        message.batch = {0, 0};
        m_around->hub.recordMessages().append(std::move(message));
        m_page->pull();
        select(0);
        table().setFocus();
        QSignalSpy sent(m_page.get(), &MessagesPage::sendAgain);
        QTest::keyClick(&table(), Qt::Key_Return, Qt::ControlModifier);
        QCOMPARE(sent.count(), 0);
        QVERIFY(action(u"Send again"_s).toolTip().startsWith(u"The hub is not listening."_s));
        HubOptions options;
        options.listenHost = u"127.0.0.1"_s;
        options.listenPort = 0;
        m_around->hub.start(options);
        QTRY_VERIFY(action(u"Send again"_s).isEnabled());
        QTest::keyClick(&table(), Qt::Key_Return, Qt::ControlModifier);
        QCOMPARE(sent.count(), 1);
        const auto request = sent[0][0].value<PublishRequest>();
        QCOMPARE(int(request.kind), int(PublishKind::Selective));
        QCOMPARE(request.authorId, u"42"_s);
        QCOMPARE(request.type, u"like"_s);
        QCOMPARE(request.event, u"liked"_s);
        QCOMPARE(request.data, "{}"_ba);
        QCOMPARE(request.id, QString());
        QCOMPARE(request.retryMs, 300);
        QCOMPARE(request.batch.windowMs, 0);
        QVERIFY(request.userIds.isEmpty());
    }

    void offersAMessageAsATemplate()
    {
        append(1);
        m_page->pull();
        select(0);
        table().setFocus();
        QSignalSpy loaded(m_page.get(), &MessagesPage::useAsTemplate);
        QTest::keyClick(&table(), Qt::Key_Return, Qt::ControlModifier | Qt::ShiftModifier);
        QCOMPARE(loaded.count(), 1);
        QCOMPARE(loaded[0][0].value<PublishRequest>().userIds, (QStringList{u"1"_s}));
    }

    void anAudienceThatIsNotKnownIsSaid()
    {
        MessageRecord message = testMessage(1);
        message.users = 3;
        m_around->hub.recordMessages().append(std::move(message));
        m_page->pull();
        select(0);
        for (const QString& name :
            {u"Copy as curl"_s, u"Copy as redis-cli"_s, u"Copy as ioredis line"_s}) {
            QVERIFY(!action(name).isEnabled());
            QVERIFY(action(name).toolTip().contains(u"3 users, of whom only the first is kept"_s));
        }
        QVERIFY(action(u"Copy data"_s).isEnabled());
    }

    void copiesWhatWasAskedFor()
    {
        append(1);
        m_page->pull();
        select(0);
        table().setFocus();
        const auto copied = [this](Qt::Key key, Qt::KeyboardModifiers more = {}) {
            QTest::keyClick(&table(), key, Qt::ControlModifier | more);
            return QGuiApplication::clipboard()->text();
        };
        QCOMPARE(copied(Qt::Key_D), u"{\"n\":1,\"type\":\"like\"}"_s);
        QCOMPARE(copied(Qt::Key_I), u"1700000000000-1"_s);
        QVERIFY(copied(Qt::Key_U).startsWith(u"curl -X POST "_s));
        QCOMPARE(copied(Qt::Key_K, Qt::ShiftModifier), // without it: the window's palette
            u"redis-cli PUBLISH 'notifications:1' '{\"n\":1,\"type\":\"like\"}'"_s);
        QCOMPARE(copied(Qt::Key_J),
            u"await redis.publish(\"notifications:1\", JSON.stringify({\"n\":1,\"type\":\"like\"}));"_s);
    }

    void savesWhatIsShown_data()
    {
        QTest::addColumn<int>("format");
        QTest::newRow("CSV") << int(MessagesFormat::Csv);
        QTest::newRow("JSON") << int(MessagesFormat::Json);
    }
    void savesWhatIsShown()
    {
        QFETCH(int, format);
        append(30);
        m_page->pull();
        m_page->setFilter(u"user:2*"_s);
        QTRY_COMPARE(rows(), 11);
        QSignalSpy told(m_page.get(), &MessagesPage::lastAction);
        m_page->exportTo(m_around->path(u"out"_s), MessagesFormat(format));
        QTRY_COMPARE(told.count(), 1);
        QCOMPARE(told[0][0].toString(), u"11 messages written to out"_s);
        QFile file(m_around->path(u"out"_s));
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QByteArray text = file.readAll();
        if (MessagesFormat(format) == MessagesFormat::Csv)
            QCOMPARE(text.count("\r\n"), 12);
        else
            QCOMPARE(QJsonDocument::fromJson(text).array().size(), 11);
    }

    void anExportThatFailsIsSaid()
    {
        append(3);
        m_page->pull();
        QSignalSpy told(m_page.get(), &MessagesPage::lastAction);
        m_page->exportTo(m_around->path(u"missing/out.csv"_s), MessagesFormat::Csv);
        QTRY_COMPARE(told.count(), 1);
        QVERIFY(told[0][0].toString().startsWith(u"export failed: "_s));
    }

    void replayBeginsAtTheSelectedMessage()
    {
        append(2);
        m_page->pull();
        select(1);
        QTest::keyClick(m_page.get(), Qt::Key_R, Qt::ControlModifier);
        QVERIFY(m_page->replayDialog());
        QCOMPARE(
            findField(*m_page->replayDialog(), u"Last-Event-ID"_s)->text(), u"1700000000000-2"_s);
        QCOMPARE(findField(*m_page->replayDialog(), u"User id"_s)->text(), u"2"_s);
    }

    void everythingIsReachedByTab()
    {
        append(1);
        m_page->pull();
        select(0);
        const QStringList order = tabOrder(*m_page);
        for (const QString& name :
            {u"Filter messages"_s, u"Pause"_s, u"Clear"_s, u"Replay…"_s, u"Export"_s, u"Messages"_s,
                u"Pretty"_s, u"Use as template"_s, u"Copy"_s, u"Data, one value a line"_s})
            QVERIFY2(
                order.contains(name), qPrintable(name + u" is not in "_s + order.join(u", "_s)));
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
            QCOMPARE(MessageFilter(example).error(), QString());
        }
        QCOMPARE(fields, int(MessageFields::Names.size()));
    }

private:
    void makePage()
    {
        m_tester.reset();
        m_page = std::make_unique<MessagesPage>(m_around->hub, m_around->theme, m_around->state);
        m_tester = std::make_unique<QAbstractItemModelTester>(
            m_page->model(), QAbstractItemModelTester::FailureReportingMode::Fatal);
        QVERIFY(showPage(*m_page));
    }
    void append(int count)
    {
        for (int i = 0; i < count; ++i)
            m_around->hub.recordMessages().append(testMessage(m_next++));
    }
    MessageTable& table() { return *m_page->table(); }
    static QStringList listed(TallyList& list)
    {
        QStringList rows;
        for (int row = 0; row < list.model()->rowCount(); ++row)
            rows << list.model()->index(row, TallyModel::Name).data().toString() + u' '
                    + list.model()->index(row, TallyModel::Recipients).data().toString();
        return rows;
    }
    static QAction* menuAction(const QMenu& menu, const QString& start)
    {
        const auto actions = menu.actions();
        const auto found = std::find_if(actions.begin(), actions.end(),
            [&](const QAction* action) { return action->text().startsWith(start); });
        return found == actions.end() ? nullptr : *found;
    }
    MessageDetail& detail() { return *m_page->detail(); }
    QLineEdit& filter() { return *findField(*m_page, u"Filter messages"_s); }
    QAbstractButton& button(const QString& text) { return *findButton(*m_page, text); }
    QAction& action(const QString& text)
    {
        const auto actions = m_page->actions();
        return **std::find_if(
            actions.begin(), actions.end(), [&](const QAction* a) { return a->text() == text; });
    }
    // Not selectRow(), which looks at what keys are held down, or were in a test before.
    void select(int row)
    {
        table().selectionModel()->setCurrentIndex(m_page->model()->index(row, 0),
            QItemSelectionModel::ClearAndSelect | QItemSelectionModel::Rows);
    }
    int rows() { return m_page->model()->rowCount(); }
    quint64 numberAt(int row) { return m_page->model()->message(row).number; }
    QString cell(int row, int column)
    {
        return m_page->model()->index(row, column).data().toString();
    }
    bool isAtEnd()
    {
        const QScrollBar* bar = table().verticalScrollBar();
        return bar->value() == bar->maximum() && table().bottomRow() == rows() - 1;
    }

    std::unique_ptr<PageSurroundings> m_around;
    std::unique_ptr<MessagesPage> m_page;
    std::unique_ptr<QAbstractItemModelTester> m_tester;
    quint64 m_next = 1;
};

ROOM_TEST(TestMessagesPage, QApplication)
#include "tst_messages_page.moc"
