// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "connections/connection_feed.h"
#include "hub/connection_windows.h"
#include "support/room.h"
#include "ui/connections/snapshots_for_tests.h"

#include <QDateTime>
#include <QSignalSpy>
#include <QTest>

#include <numeric>

using namespace fanlight;
using namespace Qt::Literals::StringLiterals;

class TestConnectionFeed : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_watched.reset();
        m_whole.clear();
        m_record = std::make_unique<ClosedConnections>();
        m_feed = std::make_unique<ConnectionFeed>(
            ConnectionFeed::Hands{
                [this](const std::optional<ConnectionWish>& wish) { m_watched = wish; },
                [this](bool, const std::function<void(const ConnectionSnapshotPtr&)>& done) {
                    m_whole.push_back(done);
                }},
            *m_record);
    }

    void watchesOnlyWhileSeenAndListening()
    {
        m_feed->setListening(true);
        QVERIFY(!m_watched);
        m_feed->setSeen(true);
        QVERIFY(m_watched);
        m_feed->setSeen(false);
        QVERIFY(!m_watched);
        QSignalSpy shown(m_feed.get(), &ConnectionFeed::shown);
        m_feed->take(window({1})); // it was under way
        QCOMPARE(shown.count(), 0);
        m_feed->setListening(false);
        m_feed->setSeen(true);
        QVERIFY(!m_watched);
    }

    void anotherWishIsToldAndWhatComesOfOtherRowsIsNotShown()
    {
        see();
        QSignalSpy shown(m_feed.get(), &ConnectionFeed::shown);
        const auto before = window({1, 2});
        ConnectionWish wish = m_feed->wish();
        wish.first = 100;
        m_feed->setWish(wish);
        QCOMPARE(m_watched, std::optional(wish));
        m_feed->take(before); // an earlier part of the same rows
        QCOMPARE(shown.count(), 1);
        wish.filter = u"user:1"_s;
        m_feed->setWish(wish);
        m_feed->take(before);
        QCOMPARE(shown.count(), 1);
        m_feed->take(window({1}));
        QCOMPARE(shown.count(), 2);
    }

    void aHubThatHasStoppedHasNoRows()
    {
        see();
        m_feed->take(window({1, 2}));
        QCOMPARE(m_feed->window().matching, 2U);
        m_feed->setListening(false);
        QCOMPARE(m_feed->window().matching, 0U);
        QVERIFY(!m_watched);
    }

    void itsEndEndsTheWatch()
    {
        see();
        m_feed.reset();
        QVERIFY(!m_watched);
    }

    void pausedItKeepsAllRowsOfThatMomentAndStillSeesWhoComesBack()
    {
        see();
        m_feed->take(window({1, 2}));
        m_feed->setPaused(true);
        QVERIFY(!m_watched); // there is nobody to wait for
        QCOMPARE(m_whole.size(), 1U);
        m_whole[0](testSnapshot({1, 2, 3, 4}));
        QCOMPARE(m_feed->window().matching, 4U);
        ConnectionWish wish = m_feed->wish();
        wish.filter = u"user:3"_s;
        m_feed->setWish(wish); // answered from them
        QCOMPARE(m_feed->window().matching, 1U);
        m_feed->setPaused(false);
        QVERIFY(m_watched);
        auto waits = std::make_shared<ConnectionWindow>(*window({3}));
        waits->returns = {At, 2, 1, 100, true};
        m_feed->take(waits);
        m_feed->setPaused(true);
        QVERIFY(m_watched);
        QCOMPARE(m_watched->count, 0); // of rows nothing is asked
        auto back = std::make_shared<ConnectionWindow>(*waits);
        back->returns = {At, 2, 2, 100, false};
        m_feed->take(back);
        QCOMPARE(m_feed->returns().back, 2U);
        QVERIFY(!m_watched);
    }

    void whatIsAskedForAPauseThatIsOverIsNotShown()
    {
        see();
        m_feed->setPaused(true);
        m_feed->setPaused(false);
        m_whole[0](testSnapshot({1, 2, 3, 4}));
        QCOMPARE(m_feed->window().matching, 0U);
        QVERIFY(!m_feed->still());
    }

    void manyRowsAreFoundElsewhereAndOnlyTheNewestWishIsAnswered()
    {
        QSignalSpy shown(m_feed.get(), &ConnectionFeed::shown);
        std::vector<quint64> ids(StillConnections::InlineRows + 500);
        std::iota(ids.begin(), ids.end(), 1);
        m_feed->show(testSnapshot(ids));
        ConnectionWish wish = m_feed->wish();
        wish.sort.order = Qt::DescendingOrder;
        m_feed->setWish(wish);
        QCOMPARE(shown.count(), 0);
        QTRY_COMPARE(shown.count(), 1);
        QCOMPARE(m_feed->window().rows.front().id, ids.back());
        m_feed->show(testSnapshot(ids));
        m_feed.reset(); // while that is under way
        QCoreApplication::processEvents();
    }

    void knowsTheStreamsThatEnded()
    {
        see();
        ConnectionRow row = testRow(3);
        row.closedAtMs = QDateTime::currentMSecsSinceEpoch();
        m_record->append(row);
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
    // As the hub would answer what it was asked last.
    ConnectionWindowPtr window(const std::vector<quint64>& ids) const
    {
        return windowOf(
            testSnapshot(ids), std::make_shared<std::vector<ConnectionRowPtr>>(), m_feed->wish());
    }

    std::optional<ConnectionWish> m_watched;
    std::vector<std::function<void(const ConnectionSnapshotPtr&)>> m_whole;
    std::unique_ptr<ClosedConnections> m_record;
    std::unique_ptr<ConnectionFeed> m_feed;
};

ROOM_TEST(TestConnectionFeed, QCoreApplication)
#include "tst_connection_feed.moc"
