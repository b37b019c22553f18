// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "messages/message_feed.h"
#include "messages/message_selection.h"
#include "support/room.h"
#include "ui/messages/messages_for_tests.h"

#include <QItemSelectionModel>
#include <QSignalSpy>
#include <QTest>

using namespace fanlight;
using namespace Qt::Literals::StringLiterals;

class TestMessageFeed : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init()
    {
        m_heldUp = false;
        m_changes = 0;
        m_next = 1;
        m_feed.reset();
        m_log = std::make_unique<MessageLog>();
        m_model = std::make_unique<MessageModel>(m_theme);
        m_feed = std::make_unique<MessageFeed>(
            *m_log, *m_model,
            [this](const std::function<void()>& change) {
                ++m_changes;
                change();
            },
            [this] { return m_heldUp; });
    }

    void pullsByItselfWhileSeen()
    {
        append(3);
        QTest::qWait(10);
        QCOMPARE(m_model->rowCount(), 0);
        m_feed->setSeen(true);
        QTRY_COMPARE(m_model->rowCount(), 3);
        append(2);
        QTRY_COMPARE(m_model->rowCount(), 5);
        m_feed->setSeen(false);
        append(1);
        QTest::qWait(2 * int(MessageFeed::PullInterval.count()));
        QCOMPARE(m_model->rowCount(), 5);
    }

    void whatIsManyComesInPieces()
    {
        append(5000);
        m_feed->setSeen(true);
        m_feed->pull();
        QVERIFY(m_model->rowCount() < 5000);
        QTRY_COMPARE(m_model->rowCount(), 5000);
    }

    void everyChangeOfRowsIsMadeAroundItsView()
    {
        append(1);
        m_feed->pull();
        QCOMPARE(m_changes, 2); // taken, and made into rows
        m_feed->setPaused(true);
        QCOMPARE(m_changes, 4);
    }

    void rowsThatAreBeingCopiedStay()
    {
        append(2);
        m_feed->pull();
        m_heldUp = true;
        append(2);
        m_feed->pull();
        QCOMPARE(m_model->rowCount(), 2);
        m_heldUp = false;
        QTRY_COMPARE(m_model->rowCount(), 4); // a moment later
    }

    void pausedTheRowsStayAndAreCounted()
    {
        append(2);
        m_feed->pull();
        m_feed->setPaused(true);
        append(3);
        m_feed->pull();
        QCOMPARE(m_model->rowCount(), 2);
        QCOMPARE(m_model->notShown(), 3U);
        m_feed->setPaused(false);
        QCOMPARE(m_model->rowCount(), 5);
    }

    void clearForgetsTheLogToo()
    {
        append(3);
        m_feed->pull();
        append(1); // not pulled
        m_feed->clear();
        m_feed->pull();
        QCOMPARE(m_model->rowCount(), 0);
    }

    void theSelectionStaysWithItsMessagesOverAnotherFilter()
    {
        append(6);
        m_feed->pull();
        QItemSelectionModel selected(m_model.get());
        const MessageSelection selection(*m_model, &selected);
        for (const int row : {1, 4}) {
            selected.setCurrentIndex(
                m_model->index(row, 0), QItemSelectionModel::Select | QItemSelectionModel::Rows);
        }
        QCOMPARE(selection.rows(), (std::vector<int>{1, 4}));
        QCOMPARE(selection.count(), 2);
        QCOMPARE(selection.currentRow(), 4);
        m_feed->setFilter(MessageFilter(u"!user:1 !user:5"_s));
        QTRY_COMPARE(m_model->rowCount(), 4);
        QCOMPARE(selection.rows(), (std::vector<int>{0})); // of user 2; the other is gone
        QCOMPARE(selection.currentRow(), -1);
    }

private:
    void append(int count)
    {
        for (int i = 0; i < count; ++i)
            m_log->append(testMessage(m_next++));
    }

    Theme m_theme;
    std::unique_ptr<MessageLog> m_log;
    std::unique_ptr<MessageModel> m_model;
    std::unique_ptr<MessageFeed> m_feed;
    bool m_heldUp = false;
    int m_changes = 0;
    std::uint64_t m_next = 1;
};

ROOM_TEST(TestMessageFeed, QGuiApplication)
#include "tst_message_feed.moc"
