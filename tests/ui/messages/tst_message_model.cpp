// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "messages/message_model.h"
#include "ui/messages/messages_for_tests.h"
#include "support/room.h"
#include "support/thread_time.h"

#include <QAbstractItemModelTester>
#include <QElapsedTimer>
#include <QSignalSpy>

using namespace fanlight;
using namespace Qt::Literals::StringLiterals;

class TestMessageModel : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_log = std::make_unique<MessageLog>();
        m_model = std::make_unique<MessageModel>(m_theme);
        m_tester = std::make_unique<QAbstractItemModelTester>(
            m_model.get(), QAbstractItemModelTester::FailureReportingMode::Fatal);
        m_nowMs = QDateTime::currentMSecsSinceEpoch();
        m_nextUser = 1;
        m_last = 0;
    }

    void cleanup()
    {
        m_tester.reset();
        m_model.reset();
    }

    void showsWhatWasPulled()
    {
        MessageRecord message = testMessage(42);
        message.source = MessageSource::Window;
        m_log->append(std::move(message));
        QCOMPARE(m_model->rowCount(), 0);
        pull();
        QCOMPARE(row(0).mid(1),
            (QStringList{u"user 42"_s, u"like"_s, u"1700000000000-42"_s, u"22 B"_s, u"–"_s, u"–"_s,
                u"–"_s, u"window"_s, u"{\"n\":42,\"type\":\"like\"}"_s}));
    }

    void figuresChangeLater()
    {
        append(3);
        pull();
        QSignalSpy changed(m_model.get(), &QAbstractItemModel::dataChanged);
        m_log->add({testFigures(2, 5, 400'000)});
        pull();
        QCOMPARE(changed.count(), 1);
        QCOMPARE(changed[0][0].toModelIndex().row(), 1);
        QCOMPARE(changed[0][1].toModelIndex().row(), 1);
        QCOMPARE(cell(1, MessageModel::Recipients), u"5"_s);
        QCOMPARE(cell(1, MessageModel::Write), u"0.40 ms"_s);
        QCOMPARE(cell(1, MessageModel::Ack), u"–"_s);
        m_log->add({testFigures(2, 1, 400'000)});
        pull();
        QCOMPARE(cell(1, MessageModel::Recipients), u"6"_s);
    }

    void aLineStandsBelowWhatWasBeforeTheWindow()
    {
        std::vector<MessageRecord> earlier{testMessage(1), testMessage(2)};
        for (MessageRecord& message : earlier)
            message.timeMs = m_nowMs - 60'000;
        QVERIFY(m_log->begin(earlier, 7));
        MessageRecord now = testMessage(3);
        now.timeMs = QDateTime::currentMSecsSinceEpoch() + 1000;
        m_log->append(std::move(now));
        pull();
        QCOMPARE(numbers(0, 9), (QList<quint64>{6, 7, 8}));
        const auto hasLine = [this](int row) {
            return m_model->index(row, 0).data(MessageModel::BoundaryRole).isValid();
        };
        QVERIFY(!hasLine(0) && hasLine(1) && !hasLine(2));
        QVERIFY(m_model->index(1, MessageModel::Time)
                    .data(Qt::AccessibleTextRole)
                    .toString()
                    .contains(u"before this window"_s));
        m_model->sort(MessageModel::Channel, Qt::DescendingOrder);
        work();
        QVERIFY(!hasLine(0) && !hasLine(1) && !hasLine(2)); // another order knows no before
    }

    void tensOfThousandsBecomeRowsInSlices()
    {
        append(20'000);
        m_model->take(m_log->pull(), m_nowMs);
        QCOMPARE(m_model->rowCount(), 0);
        QCOMPARE(m_model->notShown(), 20'000U);
        work();
        QCOMPARE(m_model->rowCount(), 20'000);
        QCOMPARE(numbers(0, 3), (QList<quint64>{1, 2, 3}));
    }

    void forgetsWithTheLog()
    {
        append(int(MessageLog::MostMessages));
        pull();
        append(7);
        pull();
        QCOMPARE(m_model->rowCount(), int(MessageLog::MostMessages));
        QCOMPARE(m_model->message(0).number, 8U);
        QCOMPARE(m_model->kept(), MessageLog::MostMessages);
        QCOMPARE(m_model->evicted(), 7U);
        QCOMPARE(m_model->notShown(), 0U);
    }

    void whatWasEvictedBeforeItWasPulledIsCounted()
    {
        append(int(MessageLog::MostMessages) + 3);
        pull();
        QCOMPARE(m_model->message(0).number, 4U);
        QCOMPARE(m_model->evicted(), 3U);
        append(int(MessageLog::MostMessages) + 5); // all that is shown goes, and more
        pull();
        QCOMPARE(m_model->message(0).number, quint64(MessageLog::MostMessages) + 9);
        QCOMPARE(m_model->rowCount(), int(MessageLog::MostMessages));
    }

    void heldRowsStayWhileRecordingGoesOn()
    {
        append(5);
        pull();
        m_model->setHeld(true);
        append(10);
        pull();
        QCOMPARE(m_model->rowCount(), 5);
        QCOMPARE(m_model->kept(), 15U);
        QCOMPARE(m_model->notShown(), 10U);
        m_log->add({testFigures(3, 2, 1000), testFigures(12, 4, 1000)});
        pull();
        QCOMPARE(cell(2, MessageModel::Recipients), u"2"_s);
        m_model->setHeld(false);
        work();
        QCOMPARE(m_model->rowCount(), 15);
        QCOMPARE(cell(11, MessageModel::Recipients), u"4"_s);
        QCOMPARE(m_model->notShown(), 0U);
    }

    void heldRowsStayThoughTheLogHasLetThemGo()
    {
        append(5);
        pull();
        m_model->setHeld(true);
        append(int(MessageLog::MostMessages));
        pull();
        QCOMPARE(m_model->rowCount(), 5);
        QCOMPARE(m_model->message(0).number, 1U);
        QCOMPARE(m_model->notShown(), quint64(MessageLog::MostMessages));
        m_model->setHeld(false);
        work();
        QCOMPARE(m_model->message(0).number, 6U);
        QCOMPARE(m_model->notShown(), 0U);
    }

    void whatWasClearedDoesNotComeBack()
    {
        append(5);
        pull();
        m_log->clear();
        m_model->clear();
        QCOMPARE(m_model->rowCount(), 0);
        QCOMPARE(m_model->kept(), 0U);
        pull();
        QCOMPARE(m_model->kept(), 0U);
        append(1);
        pull();
        QCOMPARE(m_model->rowCount(), 1);
        QCOMPARE(m_model->message(0).number, 6U);
        QCOMPARE(m_model->kept(), 1U);
    }

    void clearsWhileHeldAndWhileFiltering()
    {
        append(20);
        pull();
        m_model->setHeld(true);
        append(20);
        pull();
        m_model->setFilter(MessageFilter(u"user:1*"_s));
        m_log->clear();
        m_model->clear();
        work();
        QCOMPARE(m_model->rowCount(), 0);
        m_model->setHeld(false);
        append(10); // users 41 to 50
        pull();
        m_model->setFilter(MessageFilter(u"user:5*"_s));
        work();
        QCOMPARE(numbers(0, 5), (QList<quint64>{50}));
    }

    void aFilterNarrowsAndGoesOn()
    {
        append(100);
        pull();
        m_model->setFilter(MessageFilter(u"user:7*"_s));
        QCOMPARE(m_model->rowCount(), 100); // until all was looked through
        work();
        QCOMPARE(m_model->rowCount(), 11);
        QCOMPARE(m_model->notShown(), 89U);
        append(1000);
        pull();
        QCOMPARE(m_model->rowCount(), 111);
        m_model->setFilter({});
        work();
        QCOMPARE(m_model->rowCount(), 1100);
    }

    void whatComesAndGoesWhileAFilterLooksThroughIsNotMissed()
    {
        append(int(MessageLog::MostMessages));
        pull();
        m_model->setFilter(MessageFilter(u"user:*9"_s));
        m_model->work(m_nowMs);
        append(20'000);
        m_model->take(m_log->pull(), m_nowMs);
        work();
        QCOMPARE(m_model->rowCount(), int(MessageLog::MostMessages) / 10);
        QCOMPARE(m_model->message(0).number, 20'009U);
        QCOMPARE(quint64(m_model->rowCount()) + m_model->notShown(), m_model->kept());
    }

    void evictsUnderAFilter()
    {
        m_model->setFilter(MessageFilter(u"user:*9"_s));
        append(int(MessageLog::MostMessages));
        pull();
        const int before = m_model->rowCount();
        append(200);
        pull();
        QCOMPARE(m_model->rowCount(), before);
        QCOMPARE(m_model->message(0).number, 209U);
        QCOMPARE(quint64(m_model->rowCount()) + m_model->notShown(), m_model->kept());
    }

    void rowsComeAndGoWithTheirFigures()
    {
        m_model->setFilter(MessageFilter(u"recipients>2"_s));
        append(10);
        pull();
        QCOMPARE(m_model->rowCount(), 0);
        m_log->add({testFigures(2, 3, 1), testFigures(3, 3, 1), testFigures(7, 3, 1),
            testFigures(9, 1, 1)});
        pull();
        QCOMPARE(numbers(0, 9), (QList<quint64>{2, 3, 7}));
        m_log->add({testFigures(9, 2, 1), testFigures(4, 3, 1), testFigures(1, 9, 1)});
        pull();
        QCOMPARE(numbers(0, 9), (QList<quint64>{1, 2, 3, 4, 7, 9}));
        m_model->setFilter(MessageFilter(u"!recipients>4"_s));
        work();
        QCOMPARE(numbers(0, 9), (QList<quint64>{2, 3, 4, 5, 6, 7, 8, 9, 10}));
        m_log->add({testFigures(2, 3, 1), testFigures(3, 3, 1), testFigures(10, 8, 1)});
        pull();
        QCOMPARE(numbers(0, 9), (QList<quint64>{4, 5, 6, 7, 8, 9}));
    }

    void rowsGoAsTheyGrowOld()
    {
        m_model->setFilter(MessageFilter(u"age<10s"_s));
        append(3);
        pull();
        QCOMPARE(m_model->rowCount(), 3);
        m_nowMs += 60'000;
        MessageRecord late = testMessage(4);
        late.timeMs = m_nowMs;
        m_log->append(std::move(late));
        pull();
        QCOMPARE(numbers(0, 9), (QList<quint64>{4}));
    }

    void randomChangesLeaveWhatTheFilterSays()
    {
        std::srand(1);
        m_model->setFilter(MessageFilter(u"recipients>1"_s));
        for (int turn = 0; turn < 200; ++turn) {
            append(std::rand() % 50);
            std::vector<MessageFigures> figures;
            for (int i = std::rand() % 40; i > 0 && m_last > 0; --i)
                figures.push_back(testFigures(quint64(std::rand()) % m_last + 1, 1, 1000));
            m_log->add(figures);
            if (turn % 3 == 0)
                m_model->setHeld(turn % 2 == 0);
            if (turn % 2 == 0)
                pull();
            else
                m_model->take(m_log->pull(), m_nowMs);
        }
        m_model->setHeld(false);
        pull();
        const std::vector<MessageRecord> shown = shownMessages();
        m_model->setFilter({});
        work();
        std::vector<quint64> expected;
        for (const MessageRecord& message : shownMessages()) {
            if (message.figures.recipients > 1)
                expected.push_back(message.number);
        }
        std::vector<quint64> found;
        for (const MessageRecord& message : shown)
            found.push_back(message.number);
        QVERIFY(!expected.empty());
        QCOMPARE(found, expected);
    }

    void latencyIsOfThePercentileThatIsChosen()
    {
        append(2);
        MessageFigures skewed = testFigures(1, 90, 100'000);
        const MessageFigures slow = testFigures(1, 10, 900'000);
        skewed.write.merge(slow.write);
        m_log->add({skewed, testFigures(2, 100, 500'000)});
        pull();
        m_model->sort(MessageModel::Write, Qt::DescendingOrder);
        pull();
        const auto title
            = [this](int column) { return m_model->headerData(column, Qt::Horizontal).toString(); };
        QCOMPARE(title(MessageModel::Write), u"Write p99"_s);
        QCOMPARE(cell(0, MessageModel::Write), u"0.90 ms"_s);
        m_model->setPercent(50);
        pull(); // sorted anew, by what is shown now
        QCOMPARE(title(MessageModel::Write), u"Write p50"_s);
        QCOMPARE(title(MessageModel::Ack), u"Ack p50"_s);
        QCOMPARE(cell(0, MessageModel::Write), u"0.50 ms"_s);
        QCOMPARE(cell(1, MessageModel::Write), u"0.10 ms"_s);
    }

    void sortsByAnyColumnAndGoesOn_data()
    {
        QTest::addColumn<int>("column");
        QTest::addColumn<bool>("descending");
        QTest::newRow("size") << int(MessageModel::Size) << false;
        QTest::newRow("size, descending") << int(MessageModel::Size) << true;
        QTest::newRow("recipients") << int(MessageModel::Recipients) << true;
        QTest::newRow("write") << int(MessageModel::Write) << false;
        QTest::newRow("ack") << int(MessageModel::Ack) << true;
        QTest::newRow("whom") << int(MessageModel::Channel) << false;
        QTest::newRow("payload") << int(MessageModel::Payload) << true;
        QTest::newRow("newest first") << int(MessageModel::Time) << true;
        QTest::newRow("field") << int(MessageModel::ColumnCount) << true;
    }
    // Against a sort of all that is there, while messages come, change and go.
    void sortsByAnyColumnAndGoesOn()
    {
        QFETCH(int, column);
        QFETCH(bool, descending);
        std::srand(7);
        m_model->addField(u"n"_s);
        m_model->setFilter(MessageFilter(u"!user:*3"_s));
        const auto order = descending ? Qt::DescendingOrder : Qt::AscendingOrder;
        append(40);
        pull();
        m_model->sort(column, order);
        for (int turn = 0; turn < 60; ++turn) {
            if (turn == 57 && column == MessageModel::Recipients)
                append(int(MessageLog::MostMessages) - 1000); // from now on some go
            append(std::rand() % 40);
            std::vector<MessageFigures> figures;
            for (int i = std::rand() % 20; i > 0; --i)
                figures.push_back(testFigures(m_last - quint64(std::rand() % 30),
                    quint64(std::rand() % 9), quint64(std::rand() % 5) * 100'000));
            m_log->add(figures);
            pull();
        }
        std::vector<SortKey> keys;
        for (const quint64 number : m_model->shownNumbers()) {
            const MessageRecord& message = *m_model->find(number);
            keys.push_back(column == MessageModel::ColumnCount
                    ? MessageColumns::sortKey(message, std::string("n"))
                    : MessageColumns::sortKey(message, column, m_model->percent()));
        }
        MessageOrder expected(descending);
        expected.append(std::move(keys));
        expected.arrange({}, {});
        QVERIFY(expected.size() > 500);
        QCOMPARE(m_model->rowCount(), expected.size());
        for (int row = 0; row < expected.size(); ++row) {
            if (m_model->numberAt(row) != expected.at(row)
                || m_model->rowOf(expected.at(row)) != row)
                QFAIL(qPrintable(QString::number(row)));
        }
        m_model->sort(-1);
        work();
        QVERIFY(m_model->isInOrderOfArrival());
        QVERIFY(std::is_sorted(m_model->shownNumbers().begin(), m_model->shownNumbers().end()));
        QCOMPARE(m_model->numberAt(0), m_model->shownNumbers().front());
    }

    void whatIsSelectedStaysWithItsMessageWhileRowsMove()
    {
        append(20);
        pull();
        m_model->sort(MessageModel::Time, Qt::DescendingOrder);
        work();
        const QPersistentModelIndex seven(m_model->index(m_model->rowOf(7), 2));
        append(15);
        pull();
        QCOMPARE(m_model->message(seven.row()).number, 7U);
        QCOMPARE(seven.row(), 28);
    }

    void aSortOfTensOfThousandsIsQuick()
    {
        append(int(MessageLog::MostMessages));
        pull();
        m_model->sort(MessageModel::Payload, Qt::DescendingOrder);
        qint64 most = 0;
        bool more = true;
        while (more) {
            const qint64 before = fanlight::testing::threadMs();
            more = m_model->work(m_nowMs);
            most = std::max(most, fanlight::testing::threadMs() - before);
        }
        QVERIFY(!m_model->isInOrderOfArrival());
        QVERIFY2(most < 1000, qPrintable(QString::number(most))); // 30 where nothing else runs
    }

    void fieldsOfThePayloadAreColumns()
    {
        m_log->append(testMessage(1, "order", R"({"total":129.50,"order":{"state":"paid"}})"));
        m_log->append(testMessage(2, "like", "no JSON"));
        pull();
        QCOMPARE(m_model->addField(u"total"_s), int(MessageModel::ColumnCount));
        QCOMPARE(m_model->addField(u"order.state"_s), MessageModel::ColumnCount + 1);
        QCOMPARE(m_model->addField(u"total"_s), int(MessageModel::ColumnCount)); // once
        QCOMPARE(m_model->headerData(MessageModel::ColumnCount + 1, Qt::Horizontal).toString(),
            u"order.state"_s);
        QCOMPARE(cell(0, MessageModel::ColumnCount), u"129.50"_s);
        QCOMPARE(cell(0, MessageModel::ColumnCount + 1), u"paid"_s);
        QCOMPARE(cell(1, MessageModel::ColumnCount), QString());
        m_model->removeField(u"total"_s);
        QCOMPARE(m_model->fields(), (QStringList{u"order.state"_s}));
        QCOMPARE(cell(0, MessageModel::ColumnCount), u"paid"_s);
        for (int i = 0; i < MessageModel::MostFields; ++i)
            m_model->addField(u"f"_s + QString::number(i));
        QCOMPARE(m_model->fields().size(), MessageModel::MostFields);
    }

    void aColumnThatGoesTakesItsOrderWithIt()
    {
        append(5);
        pull();
        const int column = m_model->addField(u"n"_s);
        m_model->sort(column, Qt::DescendingOrder);
        work();
        QCOMPARE(numbers(0, 2), (QList<quint64>{5, 4}));
        m_model->removeField(u"n"_s);
        work();
        QCOMPARE(numbers(0, 2), (QList<quint64>{1, 2}));
    }

    void timesOfOtherDaysHaveADate()
    {
        MessageRecord message = testMessage(1);
        message.timeMs = QDateTime(QDate(2026, 3, 4), QTime(23, 58, 1, 20)).toMSecsSinceEpoch();
        m_log->append(std::move(message));
        pull();
        m_model->setToday(QDate(2026, 3, 4));
        QCOMPARE(cell(0, MessageModel::Time), u"23:58:01.020"_s);
        QVERIFY(!m_model->hasOtherDays());
        m_model->setToday(QDate(2026, 3, 5)); // midnight
        QCOMPARE(cell(0, MessageModel::Time), u"2026-03-04 23:58:01.020"_s);
        QVERIFY(m_model->hasOtherDays());
    }

    void onlyTheBeginningOfALongPayloadIsRead()
    {
        const std::string data = "{\"text\":\"" + std::string(200'000, 'x') + "\"}";
        m_log->append(testMessage(1, "like", data));
        m_log->append(testMessage(2, "like", "two\nlines"));
        pull();
        QCOMPARE(cell(0, MessageModel::Payload).size(), 301);
        QVERIFY(cell(0, MessageModel::Payload).endsWith(u'…'));
        QCOMPARE(cell(1, MessageModel::Payload), u"two lines"_s);
    }

    void findsRowsByNumber()
    {
        m_model->setFilter(MessageFilter(u"user:*5"_s));
        append(20);
        pull();
        QCOMPARE(m_model->rowOf(5), 0);
        QCOMPARE(m_model->rowOf(15), 1);
        QCOMPARE(m_model->rowOf(6), -1);
        QCOMPARE(m_model->rowOf(99), -1);
    }

private:
    void append(int count)
    {
        for (int i = 0; i < count; ++i)
            m_last = m_log->append(testMessage(m_nextUser++));
    }
    void pull()
    {
        m_model->take(m_log->pull(), m_nowMs);
        work();
    }
    void work()
    {
        while (m_model->work(m_nowMs)) { }
    }
    std::vector<MessageRecord> shownMessages() const
    {
        std::vector<MessageRecord> messages;
        m_model->copyRows(0, m_model->rowCount(), messages);
        return messages;
    }
    QString cell(int row, int column) const
    {
        return m_model->index(row, column).data().toString();
    }
    QStringList row(int row) const
    {
        QStringList cells;
        for (int column = 0; column < MessageModel::ColumnCount; ++column)
            cells << cell(row, column);
        return cells;
    }
    QList<quint64> numbers(int from, int most) const
    {
        QList<quint64> found;
        for (int row = from; row < m_model->rowCount() && found.size() < most; ++row)
            found << m_model->message(row).number;
        return found;
    }

    Theme m_theme;
    std::unique_ptr<MessageLog> m_log;
    std::unique_ptr<MessageModel> m_model;
    std::unique_ptr<QAbstractItemModelTester> m_tester;
    qint64 m_nowMs = 0;
    quint64 m_nextUser = 1;
    quint64 m_last = 0;
};

ROOM_TEST(TestMessageModel, QApplication)
#include "tst_message_model.moc"
