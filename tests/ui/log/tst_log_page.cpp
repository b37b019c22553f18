// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "log/log_page.h"

#include "hub/local_hub.h"
#include "log/log_detail.h"
#include "log/log_model.h"
#include "log/log_names.h"
#include "log/log_parts_menu.h"
#include "theme/theme.h"
#include "ui/page_fixture.h"
#include "ui_state.h"
#include "widgets/empty_state.h"
#include "widgets/row_table.h"
#include "support/room.h"

#include <QAbstractItemModelTester>
#include <QDateTime>
#include <QFile>
#include <QMenu>
#include <QPushButton>
#include <QScrollBar>
#include <QSettings>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace fanlight;

class TestLogPage : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void showsLinesFromItsLevelUp()
    {
        LogRing ring;
        LogModel model(ring, m_theme);
        const QAbstractItemModelTester tester(&model, Fatal);
        append(ring, QtDebugMsg, 1);
        append(ring, QtInfoMsg, 2);
        append(ring, QtCriticalMsg, 1);
        QVERIFY(model.pull());
        QCOMPARE(model.rowCount(), 3);
        QCOMPARE(model.notShown(), 1U);
        model.setLeastLevel(QtWarningMsg);
        QCOMPARE(column(model, LogModel::Level), QStringList{QStringLiteral("error")});
        model.setLeastLevel(QtDebugMsg);
        QCOMPARE(model.rowCount(), 4);
        QVERIFY(!model.pull());
    }

    void forgetsTheOldestAndCountsThem()
    {
        LogRing ring;
        LogModel model(ring, m_theme);
        const QAbstractItemModelTester tester(&model, Fatal);
        append(ring, QtInfoMsg, int(LogRing::Capacity));
        model.pull();
        append(ring, QtInfoMsg, 3);
        model.pull();
        QCOMPARE(model.rowCount(), int(LogRing::Capacity));
        QCOMPARE(model.evicted(), 3U);
        QCOMPARE(model.data(model.index(0, LogModel::Text), Qt::DisplayRole).toString(),
            QStringLiteral("line 3"));
    }

    void countsWhatTheRingLostBeforeItCame()
    {
        LogRing ring;
        LogModel model(ring, m_theme);
        append(ring, QtInfoMsg, int(LogRing::Capacity) + 7);
        model.pull();
        QCOMPARE(model.evicted(), 7U);
    }

    void whatWasClearedDoesNotComeBack()
    {
        LogRing ring;
        LogModel model(ring, m_theme);
        const QAbstractItemModelTester tester(&model, Fatal);
        append(ring, QtInfoMsg, 5);
        model.pull();
        model.clear();
        QCOMPARE(model.rowCount(), 0);
        append(ring, QtInfoMsg, 1);
        model.pull();
        QCOMPARE(column(model, LogModel::Text), QStringList{QStringLiteral("line 5")});
    }

    void pauseHoldsTheViewAndKeepsRecording()
    {
        LogRing ring;
        PageSurroundings around;
        LogPage page(ring, around.hub, around.theme, around.state);
        page.show();
        page.pauseButton()->setChecked(true);
        append(ring, QtInfoMsg, 2);
        page.hide();
        page.show();
        QCOMPARE(page.model()->rowCount(), 0);
        QCOMPARE(page.countText(), QStringLiteral("kept 2, evicted 0, not shown 2"));
        page.pauseButton()->setChecked(false);
        QCOMPARE(page.model()->rowCount(), 2);
        QCOMPARE(page.countText(), QStringLiteral("kept 2, evicted 0, not shown 0"));
    }

    void hidesCategoriesAndCountsThem()
    {
        LogRing ring;
        LogModel model(ring, m_theme);
        const QAbstractItemModelTester tester(&model, Fatal);
        append(ring, QtInfoMsg, 2, QStringLiteral("fanlight.hub"));
        append(ring, QtInfoMsg, 3, QStringLiteral("fanlight.stream"));
        model.pull();
        model.setHiddenCategories(
            {QStringLiteral("fanlight.stream"), QStringLiteral("not.seen.yet")});
        QCOMPARE(model.rowCount(), 2);
        append(ring, QtInfoMsg, 1, QStringLiteral("not.seen.yet"));
        append(ring, QtInfoMsg, 1, QStringLiteral("fanlight.stream"));
        model.pull();
        QCOMPARE(model.rowCount(), 2);
        const auto categories = model.categories();
        QCOMPARE(categories.size(), 3U);
        QCOMPARE(categories[1].name, QStringLiteral("fanlight.stream"));
        QCOMPARE(categories[1].kept, 4U);
        QVERIFY(categories[1].hidden);
        model.setHiddenCategories({});
        QCOMPARE(model.rowCount(), 7);
    }

    void evictedLinesAreNotCountedForTheirCategory()
    {
        LogRing ring;
        LogModel model(ring, m_theme);
        append(ring, QtInfoMsg, 5, QStringLiteral("a"));
        model.pull();
        append(ring, QtInfoMsg, int(LogRing::Capacity), QStringLiteral("b"));
        model.pull();
        QCOMPARE(model.categories()[0].kept, 0U);
        QCOMPARE(model.categories()[1].kept, quint64(LogRing::Capacity));
        model.clear();
        QCOMPARE(model.categories()[1].kept, 0U);
    }

    void categoriesToldApartAreBounded()
    {
        LogRing ring;
        LogModel model(ring, m_theme);
        for (std::size_t i = 0; i < LogModel::MostCategories + 5; ++i)
            append(ring, QtInfoMsg, 1, QString::number(i));
        model.pull();
        QCOMPARE(model.categories().size(), LogModel::MostCategories);
        QCOMPARE(std::size_t(model.rowCount()), LogModel::MostCategories + 5);
    }

    void searchFindsOrHides()
    {
        LogRing ring;
        LogModel model(ring, m_theme);
        const QAbstractItemModelTester tester(&model, Fatal);
        append(ring, QtInfoMsg, 12);
        model.pull();
        model.setSearch(QStringLiteral("LINE 1"), false);
        QCOMPARE(model.rowCount(), 12);
        QCOMPARE(model.found(), 3U); // 1, 10, 11
        model.setSearch(QStringLiteral("LINE 1"), true);
        QCOMPARE(model.rowCount(), 3);
        append(ring, QtInfoMsg, 8);
        model.pull();
        QCOMPARE(model.rowCount(), 11);
        model.setSearch({}, true);
        QCOMPARE(model.rowCount(), 20);
    }

    void heldLinesComeAsNewRows()
    {
        LogRing ring;
        LogModel model(ring, m_theme);
        const QAbstractItemModelTester tester(&model, Fatal);
        append(ring, QtInfoMsg, 3);
        model.pull();
        QSignalSpy reset(&model, &QAbstractItemModel::modelReset);
        model.setHeld(true);
        append(ring, QtInfoMsg, 2);
        QVERIFY(model.pull());
        QCOMPARE(model.rowCount(), 3);
        model.setHeld(false);
        QCOMPARE(model.rowCount(), 5);
        QCOMPARE(reset.count(), 0);
    }

    void followsTheEndUnlessScrolledAway()
    {
        LogRing ring;
        PageSurroundings around;
        LogPage page(ring, around.hub, around.theme, around.state);
        QVERIFY(showPage(page));
        append(ring, QtInfoMsg, 300);
        page.pull();
        const QScrollBar& bar = *page.table()->verticalScrollBar();
        QTRY_VERIFY(bar.maximum() > 0 && bar.value() == bar.maximum());
        page.table()->setTopRow(100);
        append(ring, QtInfoMsg, int(LogRing::Capacity) - 250); // 50 go
        page.pull();
        QCOMPARE(page.model()->line(page.table()->topRow()).text, QStringLiteral("line 100"));
    }

    void theLineIsShownWholeAndLeadsToItsConnection()
    {
        LogRing ring;
        PageSurroundings around;
        LogPage page(ring, around.hub, around.theme, around.state);
        QVERIFY(showPage(page));
        LogLine line;
        line.timeMs = 1'700'000'000'123;
        line.category = QStringLiteral("fanlight.stream");
        line.text = QStringLiteral("disconnected c-1vzt after 3 s: slow");
        ring.append(line);
        page.pull();
        page.table()->selectRow(0);
        QVERIFY(page.detail()->timeText().endsWith(QStringLiteral("22:13:20.123 UTC")));
        QSignalSpy asked(&page, &LogPage::showConnection);
        page.detail()->connectionButton()->click();
        QCOMPARE(asked.count(), 1);
        QCOMPARE(asked[0][0].toString(), QStringLiteral("c-1vzt"));
    }

    void publishesPushOnlyPublishesOut()
    {
        LogRing ring;
        LogModel model(ring, m_theme);
        const QAbstractItemModelTester tester(&model, Fatal);
        append(ring, QtWarningMsg, 1);
        append(ring, QtInfoMsg, 2, QStringLiteral("fanlight.stream"));
        const int publishes = int(LogRing::Capacity);
        append(ring, QtInfoMsg, publishes, QStringLiteral("fanlight.publish"));
        model.pull();
        append(ring, QtInfoMsg, 1, QStringLiteral("fanlight.stream"));
        append(ring, QtInfoMsg, 5, QStringLiteral("fanlight.publish"));
        const QPersistentModelIndex stream = model.index(2, LogModel::Text);
        model.pull();
        QCOMPARE(model.rowCount(), publishes + 4);
        QCOMPARE(model.evicted(), 5U);
        QCOMPARE(stream.row(), 2);
        QCOMPARE(stream.data().toString(), QStringLiteral("line 2"));
        QCOMPARE(column(model, LogModel::Text).mid(0, 4),
            (QStringList{QStringLiteral("line 0"), QStringLiteral("line 1"),
                QStringLiteral("line 2"), QStringLiteral("line 8")}));
        QStringList kinds;
        for (const LogModel::KindCount& kind : model.kinds())
            kinds << QStringLiteral("%1 %2 %3")
                         .arg(LogModel::kindName(kind.kind))
                         .arg(kind.kept)
                         .arg(kind.evicted);
        QCOMPARE(kinds,
            (QStringList{QStringLiteral("Publishes 10000 5"), QStringLiteral("Streams 3 0"),
                QStringLiteral("Everything else, warnings and errors 1 0")}));
        model.clear();
        QVERIFY(model.kinds().empty());
    }

    void whatWasSelectedStaysWhenOthersGo()
    {
        LogRing ring;
        PageSurroundings around;
        LogPage page(ring, around.hub, around.theme, around.state);
        QVERIFY(showPage(page));
        append(ring, QtInfoMsg, 3, QStringLiteral("fanlight.stream"));
        append(ring, QtInfoMsg, int(LogRing::Capacity), QStringLiteral("fanlight.publish"));
        page.pull();
        page.table()->selectRow(1);
        append(ring, QtInfoMsg, 4000, QStringLiteral("fanlight.publish"));
        page.pull();
        QCOMPARE(page.table()->currentIndex().row(), 1);
        QCOMPARE(page.model()->line(1).text, QStringLiteral("line 1"));
        QCOMPARE(page.countText(), QStringLiteral("kept 10,003, evicted 4,000, not shown 0"));
    }

    void timesOfOtherDaysAreToldWithTheirDay()
    {
        LogRing ring;
        LogModel model(ring, m_theme);
        const auto at = [&ring](const QDateTime& when) {
            LogLine line;
            line.timeMs = when.toMSecsSinceEpoch();
            ring.append(line);
        };
        at(QDateTime(QDate(2026, 11, 29), QTime(23, 59, 59, 500)));
        at(QDateTime(QDate(2026, 11, 30), QTime(0, 0, 1)));
        model.pull();
        model.setToday(QDate(2026, 11, 29));
        QCOMPARE(column(model, LogModel::Time),
            (QStringList{
                QStringLiteral("23:59:59.500"), QStringLiteral("2026-11-30 00:00:01.000")}));
        model.setToday(QDate(2026, 11, 30)); // midnight has passed
        QCOMPARE(column(model, LogModel::Time),
            (QStringList{
                QStringLiteral("2026-11-29 23:59:59.500"), QStringLiteral("00:00:01.000")}));
    }

    void noMatchSaysSoAndShowsAllAgain()
    {
        LogRing ring;
        PageSurroundings around;
        LogPage page(ring, around.hub, around.theme, around.state);
        QVERIFY(showPage(page));
        QCOMPARE(page.emptyState()->title(), QStringLiteral("Nothing is logged"));
        append(ring, QtInfoMsg, 4);
        page.pull();
        QVERIFY(page.table()->isVisible());
        findField(page, QStringLiteral("Search the log"))->setText(QStringLiteral("nowhere"));
        findButton(page, QStringLiteral("Only matches"))->click();
        QVERIFY(!page.table()->isVisible());
        QCOMPARE(page.emptyState()->title(), QStringLiteral("No line matches"));
        QVERIFY2(page.emptyState()->text().startsWith(QStringLiteral("4 line")),
            qPrintable(page.emptyState()->text()));
        page.emptyState()->actionButton()->click();
        QVERIFY(page.table()->isVisible());
        QCOMPARE(page.model()->rowCount(), 4);
    }

    void saysWhereMoreIsShownThanIsRecorded()
    {
        LogRing ring;
        PageSurroundings around;
        LogPage page(ring, around.hub, around.theme, around.state);
        QVERIFY(showPage(page));
        const QString hint
            = QStringLiteral("lines of level debug are not recorded: see “Record from”");
        QVERIFY(!hasLabel(page, hint));
        findButton(page, QStringLiteral("Debug"))->click();
        QVERIFY(hasLabel(page, hint));
    }

    void namesWhatALineIsAbout_data()
    {
        QTest::addColumn<QString>("category");
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("connection");
        QTest::addColumn<QString>("event");
        QTest::addColumn<QString>("user");
        const auto stream = QStringLiteral("fanlight.stream");
        const auto publish = QStringLiteral("fanlight.publish");
        QTest::newRow("connected")
            << stream << QStringLiteral("c-7 connected: user 42 from 127.0.0.1:4000, types like")
            << QStringLiteral("c-7") << QString() << QStringLiteral("42");
        QTest::newRow("a user with words in it")
            << stream << QStringLiteral("c-7 connected: user a from b from [::1]:4000")
            << QStringLiteral("c-7") << QString() << QStringLiteral("a from b");
        QTest::newRow("broadcasts only")
            << stream << QStringLiteral("c-7 connected: broadcasts only from 127.0.0.1:4000")
            << QStringLiteral("c-7") << QString() << QString();
        QTest::newRow("published")
            << publish << QStringLiteral("1732-0 published by hand to user c-8: 1 recipient")
            << QString() << QStringLiteral("1732-0") << QStringLiteral("c-8");
        QTest::newRow("by the demo")
            << publish << QStringLiteral("1732-2 published by the demo to user 7: 1 recipient")
            << QString() << QStringLiteral("1732-2") << QStringLiteral("7");
        QTest::newRow("to many") << publish
                                 << QStringLiteral("1732-1 published to everyone: 12 recipients")
                                 << QString() << QStringLiteral("1732-1") << QString();
        QTest::newRow("nothing") << QStringLiteral("fanlight.hub") << QStringLiteral("draining")
                                 << QString() << QString() << QString();
    }

    void namesWhatALineIsAbout()
    {
        QFETCH(QString, category);
        QFETCH(QString, text);
        LogLine line;
        line.category = category;
        line.text = text;
        const LogNames names = namesIn(line);
        QTEST(names.connection, "connection");
        QTEST(names.event, "event");
        QTEST(names.user, "user");
    }

    void aPublishLeadsToItsMessageAndItsUser()
    {
        LogRing ring;
        PageSurroundings around;
        LogPage page(ring, around.hub, around.theme, around.state);
        QVERIFY(showPage(page));
        LogLine line;
        line.category = QStringLiteral("fanlight.publish");
        line.text = QStringLiteral("1732-0 published to user 42: 3 recipients");
        ring.append(line);
        page.pull();
        page.table()->selectRow(0);
        QSignalSpy message(&page, &LogPage::showMessage);
        QSignalSpy user(&page, &LogPage::showUser);
        QSignalSpy followed(&page, &LogPage::followRequested);
        QVERIFY(!page.detail()->connectionButton()->isVisible());
        page.detail()->messageButton()->click();
        page.detail()->userButton()->click();
        page.detail()->followButton()->click();
        QTest::keyClick(page.table(), Qt::Key_L, Qt::ControlModifier);
        QCOMPARE(followed.count(), 2);
        QCOMPARE(followed[1][0].toString(), QStringLiteral("1732-0"));
        Q_EMIT page.table()->customContextMenuRequested({2, 2});
        auto* menu = page.findChild<QMenu*>({}, Qt::FindDirectChildrenOnly);
        QVERIFY(menu);
        const QList<QAction*> ways = menu->actions();
        const auto way = std::find_if(ways.begin(), ways.end(), [](const QAction* action) {
            return action->text() == QStringLiteral("Follow the notification\tCtrl+L");
        });
        QVERIFY(way != ways.end());
        (*way)->trigger();
        QCOMPARE(followed.count(), 3);
        menu->close();
        QCOMPARE(message.count(), 1);
        QCOMPARE(message[0][0].toString(), QStringLiteral("1732-0"));
        QCOMPARE(user.count(), 1);
        QCOMPARE(user[0][0].toString(), QStringLiteral("42"));
    }

    void aLineWithoutANotificationIsNotFollowed()
    {
        LogRing ring;
        PageSurroundings around;
        LogPage page(ring, around.hub, around.theme, around.state);
        QVERIFY(showPage(page));
        append(ring, QtInfoMsg, 1);
        page.pull();
        page.table()->selectRow(0);
        QSignalSpy followed(&page, &LogPage::followRequested);
        QSignalSpy told(&page, &LogPage::lastAction);
        QVERIFY(!page.detail()->followButton()->isVisible());
        QTest::keyClick(page.table(), Qt::Key_L, Qt::ControlModifier);
        QCOMPARE(followed.count(), 0);
        QCOMPARE(told.last()[0].toString(), QStringLiteral("this line names no notification"));
    }

    void connectionIdsAreWholeWords()
    {
        QCOMPARE(connectionIdIn(QStringLiteral("a c-7, b c-8")), QStringLiteral("c-7"));
        QCOMPARE(connectionIdIn(QStringLiteral("abc-7 C-7 c-")), QString());
    }

    void enterGoesFromMatchToMatch()
    {
        LogRing ring;
        PageSurroundings around;
        LogPage page(ring, around.hub, around.theme, around.state);
        QVERIFY(showPage(page));
        append(ring, QtInfoMsg, 12);
        page.pull();
        QTest::keyClick(&page, Qt::Key_F, Qt::ControlModifier);
        auto* search = findField(page, QStringLiteral("Search the log"));
        QTRY_VERIFY(search->hasFocus());
        QTest::keyClicks(search, QStringLiteral("line 1"));
        for (const int row : {1, 10, 11, 1}) {
            QTest::keyClick(search, Qt::Key_Return);
            QCOMPARE(page.table()->currentIndex().row(), row);
        }
        QTest::keyClick(search, Qt::Key_Return, Qt::ShiftModifier);
        QCOMPARE(page.table()->currentIndex().row(), 11);
        QVERIFY(hasLabel(page, QStringLiteral("3 found")));
        search->setText(QStringLiteral("nothing"));
        QVERIFY(!page.step(1));
    }

    void categoriesAreChosenInAMenuAndRemembered()
    {
        LogRing ring;
        PageSurroundings around;
        append(ring, QtInfoMsg, 3, QStringLiteral("fanlight.hub"));
        append(ring, QtInfoMsg, 1, QStringLiteral("fanlight.http"));
        {
            LogPage page(ring, around.hub, around.theme, around.state);
            page.pull();
            Q_EMIT page.categoryMenu()->aboutToShow();
            QAction* first = page.categoryMenu()->actions().first();
            QCOMPARE(first->text(), QStringLiteral("fanlight.http  (1)"));
            first->setChecked(false);
            QCOMPARE(page.model()->rowCount(), 3);
        }
        LogPage page(ring, around.hub, around.theme, around.state);
        page.pull();
        QCOMPARE(page.model()->rowCount(), 3);
    }

    void exportsWhatIsShown()
    {
        LogRing ring;
        PageSurroundings around;
        LogPage page(ring, around.hub, around.theme, around.state);
        append(ring, QtDebugMsg, 1);
        append(ring, QtWarningMsg, 2);
        page.pull();
        QSignalSpy told(&page, &LogPage::lastAction);
        page.exportText(around.path(QStringLiteral("x.log")));
        QTRY_COMPARE(told.count(), 1);
        QCOMPARE(told[0][0].toString(), QStringLiteral("2 lines written to x.log"));
        QFile text(around.path(QStringLiteral("x.log")));
        QVERIFY(text.open(QIODevice::ReadOnly));
        QCOMPARE(
            text.readLine(), QByteArray("1970-01-01T00:00:00.000Z warning fanlight.hub: line 1\n"));
        page.exportCsv(around.path(QStringLiteral("x.csv")));
        QTRY_COMPARE(told.count(), 2);
        QFile csv(around.path(QStringLiteral("x.csv")));
        QVERIFY(csv.open(QIODevice::ReadOnly));
        QCOMPARE(csv.readLine(), QByteArray("time,level,category,text\r\n"));
        QCOMPARE(
            csv.readLine(), QByteArray("1970-01-01T00:00:00.000Z,warning,fanlight.hub,line 1\r\n"));
    }

    void saysHowThereIsALogFile()
    {
        LogRing ring;
        PageSurroundings around;
        LogPage page(ring, around.hub, around.theme, around.state);
        QVERIFY(page.fileText().contains(QStringLiteral("--log-file FILE")));
    }

    // A pull is every half a second: this is one of 10,000 lines a second.
    void pullsFiveThousandLines()
    {
        LogRing ring;
        PageSurroundings around;
        LogPage page(ring, around.hub, around.theme, around.state);
        QVERIFY(showPage(page));
        append(ring, QtInfoMsg, int(LogRing::Capacity));
        page.pull();
        QBENCHMARK
        {
            append(ring, QtInfoMsg, 5000);
            page.pull();
        }
    }

private:
    static constexpr auto Fatal = QAbstractItemModelTester::FailureReportingMode::Fatal;

    void append(LogRing& ring, QtMsgType level, int count,
        const QString& category = QStringLiteral("fanlight.hub"))
    {
        // Numbered over a ring's whole life; a ring lives as long as its test.
        if (ring.since(0, 1).empty())
            m_lines = 0;
        for (int i = 0; i < count; ++i) {
            LogLine line;
            line.level = level;
            line.category = category;
            line.text = QStringLiteral("line %1").arg(m_lines++);
            ring.append(std::move(line));
        }
    }

    static QStringList column(const LogModel& model, int column)
    {
        QStringList texts;
        for (int row = 0; row < model.rowCount(); ++row)
            texts << model.data(model.index(row, column), Qt::DisplayRole).toString();
        return texts;
    }

    Theme m_theme;
    int m_lines = 0;
};

ROOM_TEST(TestLogPage, QApplication)
#include "tst_log_page.moc"
