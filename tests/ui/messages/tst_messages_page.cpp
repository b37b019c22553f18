// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "messages/code_view.h"
#include "messages/compare_view.h"
#include "messages/delivery_view.h"
#include "messages/message_detail.h"
#include "messages/messages_page.h"
#include "messages/replay_dialog.h"
#include "ui/messages/messages_for_tests.h"
#include "ui/page_fixture.h"
#include "widgets/empty_state.h"
#include "widgets/row_table.h"
#include "widgets/segmented.h"
#include "support/room.h"

#include <QAbstractItemModelTester>
#include <QAction>
#include <QCheckBox>
#include <QClipboard>
#include <QFile>
#include <QGuiApplication>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
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
        QCOMPARE(detail().delivery()->figureText(1, 0), u"–"_s);
        m_around->hub.recordMessages().add({testFigures(2, 7, 300'000), testFigures(1, 1, 1)});
        m_page->pull();
        QCOMPARE(
            detail().delivery()->fact(DeliveryView::Fact::Recipients), u"7 on this instance"_s);
        QCOMPARE(detail().delivery()->measuredText(0), u"7 measured of 7"_s);
        QCOMPARE(detail().delivery()->figureText(0, 3), u"0.30 ms"_s);
        QCOMPARE(detail().delivery()->measuredText(1), u"nothing was measured"_s);
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
        const auto copied = [this](Qt::Key key) {
            QTest::keyClick(&table(), key, Qt::ControlModifier);
            return QGuiApplication::clipboard()->text();
        };
        QCOMPARE(copied(Qt::Key_D), u"{\"n\":1,\"type\":\"like\"}"_s);
        QCOMPARE(copied(Qt::Key_I), u"1700000000000-1"_s);
        QVERIFY(copied(Qt::Key_U).startsWith(u"curl -X POST "_s));
        QCOMPARE(copied(Qt::Key_K),
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
    RowTable& table() { return *m_page->table(); }
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
