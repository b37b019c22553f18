// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "connections/connection_feed.h"
#include "support/room.h"
#include "ui/connections/snapshots_for_tests.h"

#include <QDateTime>
#include <QSignalSpy>
#include <QTest>

using namespace fanlight;

class TestConnectionFeed : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_asked.clear();
        m_record = std::make_unique<ClosedConnections>();
        m_feed = std::make_unique<ConnectionFeed>(
            [this](const ConnectionFeed::Answer& answer) { m_asked.push_back(answer); }, *m_record);
    }

    void asksOnlyWhileSeenAndListening()
    {
        m_feed->setListening(true);
        QCOMPARE(m_asked.size(), 0U);
        m_feed->setSeen(true);
        QCOMPARE(m_asked.size(), 1U);
        m_feed->setSeen(false);
        QSignalSpy shown(m_feed.get(), &ConnectionFeed::shown);
        m_asked[0](testSnapshot({1}));
        QCOMPARE(shown.count(), 0);
        m_feed->setListening(false);
        m_feed->setSeen(true);
        QCOMPARE(m_asked.size(), 1U);
    }

    void asksAgainOnlyOnceItWasAnswered()
    {
        see();
        m_feed->request();
        QCOMPARE(m_asked.size(), 1U);
        m_asked[0](testSnapshot({1, 2}));
        QCOMPARE(m_feed->snapshot()->rows.size(), 2U);
        QTRY_COMPARE(m_asked.size(), 2U); // by its clock
    }

    void whatAHubThatHasStoppedAnswersIsNotShown()
    {
        see();
        m_feed->setListening(false);
        m_feed->setListening(true);
        QCOMPARE(m_asked.size(), 2U); // the first is waited for no longer
        m_asked[0](testSnapshot({1, 2}));
        QCOMPARE(m_feed->snapshot()->rows.size(), 0U);
        m_asked[1](testSnapshot({7}));
        QCOMPARE(m_feed->snapshot()->rows.size(), 1U);
    }

    void anAnswerAfterItsEndIsNoMatter()
    {
        see();
        m_feed.reset();
        m_asked[0](testSnapshot({1}));
    }

    void pausedItKeepsTheRowsAndStillSeesWhoComesBack()
    {
        see();
        m_asked[0](testSnapshot({1, 2}));
        const qint64 leftMs = QDateTime::currentMSecsSinceEpoch();
        m_feed->setPaused(true);
        m_feed->watchReturns({testRow(1)}, leftMs);
        m_feed->request();
        QCOMPARE(m_asked.size(), 2U); // there is somebody to wait for
        auto later = std::make_shared<ConnectionSnapshot>();
        later->rows.push_back(testRow(1));
        later->rows[0].id = 90;
        later->rows[0].connectedAtMs = leftMs + 100;
        m_asked[1](later);
        QCOMPARE(m_feed->returns().back(), 1U);
        QCOMPARE(m_feed->snapshot()->rows.size(), 2U);
        m_feed->request();
        QCOMPARE(m_asked.size(), 2U); // and nobody any more
    }

    void streamsThatEndedComeWithTheNextSnapshot()
    {
        see();
        ConnectionRow row = testRow(3);
        row.closedAtMs = testSnapshot({})->takenAtMs;
        m_record->append(row);
        m_asked[0](testSnapshot({1, 2}));
        QCOMPARE(m_feed->closed()->size(), 1U);
        QCOMPARE(m_feed->lastClosed(), 1U);
        m_feed->setListening(false);
        QCOMPARE(m_feed->closed()->size(), 0U);
    }

private:
    void see()
    {
        m_feed->setListening(true);
        m_feed->setSeen(true);
    }

    std::vector<ConnectionFeed::Answer> m_asked;
    std::unique_ptr<ClosedConnections> m_record;
    std::unique_ptr<ConnectionFeed> m_feed;
};

ROOM_TEST(TestConnectionFeed, QCoreApplication)
#include "tst_connection_feed.moc"
