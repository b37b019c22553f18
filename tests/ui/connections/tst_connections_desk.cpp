// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "connections/connections_desk.h"
#include "hub/connection_filter.h"
#include "hub/connection_windows.h"
#include "support/room.h"
#include "ui/connections/snapshots_for_tests.h"

#include <QBuffer>
#include <QItemSelection>
#include <QSignalSpy>
#include <QTest>

#include <numeric>

using namespace fanlight;
using namespace Qt::Literals::StringLiterals;

class TestConnectionsDesk : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_ended.clear();
        m_whole.clear();
        m_done = {};
        m_record = std::make_unique<ClosedConnections>();
        m_desk = std::make_unique<ConnectionsDesk>(
            ConnectionsDesk::Hands{
                {[this](const std::optional<ConnectionWish>& wish) { m_watched = wish; },
                    [this](bool, const std::function<void(const ConnectionSnapshotPtr&)>& done) {
                        m_whole.push_back(done);
                    }},
                [this](const std::vector<quint64>& ids, qint64 retryMs,
                    const std::function<void(int)>& done) {
                    m_ended = ids;
                    m_retryMs = retryMs;
                    m_done = done;
                }},
            *m_record);
        // What a view does.
        connect(m_desk.get(), &ConnectionsDesk::changed, this, [this] {
            if (m_desk->window().wish.group == ConnectionsDesk::View::Users)
                m_desk->showUsers(0, 20);
            else
                m_desk->showStreams(0, 20);
        });
    }

    void countsWhatIsShown()
    {
        QCOMPARE(m_desk->countText(), u"0 connections"_s);
        QVERIFY(!m_desk->hasOthers());
        m_desk->feed().show(testSnapshot({1}));
        QCOMPARE(m_desk->countText(), u"1 connection"_s);
        m_desk->feed().takeClosed({testClosed(1, 30, At)}, At);
        m_desk->feed().show(testSnapshot({1, 2, 11}));
        QCOMPARE(m_desk->countText(), u"3 connections · 1 closed"_s);
        QCOMPARE(m_desk->setFilter(u"backlog>0"_s), QString());
        QCOMPARE(m_desk->countText(), u"1 of 3"_s);
        m_desk->setView(ConnectionsDesk::View::Users);
        QCOMPARE(m_desk->countText(), u"1 of 4 users"_s);
        QVERIFY(m_desk->hasOthers());
        m_desk->feed().setPaused(true);
        QVERIFY(m_desk->countText().startsWith(u"1 of 4 users, paused at "_s));
    }

    void aFilterThatCannotBeReadIsNotTaken()
    {
        m_desk->feed().show(testSnapshot({1, 2, 11}));
        m_desk->setColumns(0);
        QCOMPARE(m_desk->setFilter(u"rtt>0.5ms"_s), QString());
        QVERIFY(m_desk->feed().wish().withRoundTrip);
        const int rows = m_desk->rowCount();
        QVERIFY(!m_desk->setFilter(u"rtt>much"_s).isEmpty());
        QCOMPARE(m_desk->rowCount(), rows);
        QVERIFY(m_desk->feed().wish().withRoundTrip);
        m_desk->setFilter({});
        QVERIFY(!m_desk->feed().wish().withRoundTrip);
    }

    void asksForARowsSurroundingsAndNotForEachStep()
    {
        m_desk->feed().show(testSnapshot(idsUpTo(1500)));
        m_desk->setSeenRows(0, 24);
        QCOMPARE(m_desk->feed().wish().first, 0);
        m_desk->setSeenRows(600, 624);
        const ConnectionWish wish = m_desk->feed().wish();
        QCOMPARE(wish.first, 550);
        QVERIFY(wish.count <= ConnectionWish::MostRows);
        QVERIFY(m_desk->streams().rowAt(600) && m_desk->streams().rowAt(624));
        QVERIFY(!m_desk->streams().rowAt(0));
        m_desk->setSeenRows(610, 634);
        QCOMPARE(m_desk->feed().wish(), wish);
        m_desk->setSeenRows(645, 669);
        QVERIFY(m_desk->feed().wish() != wish);
        m_desk->setSeenRows(0, 1499); // whatever the view says
        QCOMPARE(m_desk->feed().wish().count, ConnectionWish::MostRows);
    }

    void onlyOpenStreamsOfASelectionAreEnded()
    {
        m_desk->feed().takeClosed({testClosed(1, 2, At)}, At);
        m_desk->feed().show(testSnapshot({1, 3}));
        ConnectionModel& streams = m_desk->streams();
        QCOMPARE(streams.rowCount(), 3);
        m_desk->selection().select(QItemSelection(streams.index(0, 0), streams.index(1, 0)), Rows);
        m_desk->selection().select(QItemSelection(streams.index(2, 0), streams.index(2, 0)),
            QItemSelectionModel::Select | QItemSelectionModel::Rows);
        QCOMPARE(selectedIds(), (std::vector<quint64>{1, 3}));
        QVERIFY(m_whole.empty());
    }

    void allThatMatchAreAskedForOnlyWhenTheyAreNeeded()
    {
        see(windowOfRows(testSnapshot(idsUpTo(1500))));
        ConnectionModel& streams = m_desk->streams();
        QCOMPARE(streams.rowCount(), 1500);
        m_desk->selection().select(
            QItemSelection(streams.index(0, 0), streams.index(1499, 0)), Rows);
        QVERIFY(m_desk->selection().isAll());
        QVERIFY(m_whole.empty());
        std::vector<quint64> ids;
        m_desk->withSelectedIds([&](const std::vector<quint64>& found) { ids = found; });
        QCOMPARE(m_whole.size(), 1U);
        m_whole[0](testSnapshot(idsUpTo(1502)));
        QCOMPARE(ids.size(), 1502U);
    }

    void rowsThatNeverWereThereAreSelectedByTheirPlaces()
    {
        see(windowOfRows(testSnapshot(idsUpTo(1500))));
        ConnectionModel& streams = m_desk->streams();
        m_desk->selection().select(
            QItemSelection(streams.index(2, 0), streams.index(999, 0)), Rows);
        QCOMPARE(m_whole.size(), 1U); // at once: later they may have moved
        m_whole[0](testSnapshot(idsUpTo(1500)));
        QCOMPARE(m_desk->selection().keys().size(), 998U);
        QCOMPARE(selectedIds().back(), 1000U);
        QCOMPARE(m_whole.size(), 1U);
    }

    void whatIsSeenStaysWithItsFirstRowThatIsThere()
    {
        m_desk->feed().show(testSnapshot({1, 2, 3, 4, 5, 6}));
        const std::vector<quint64> seen = m_desk->keys(2, 4);
        QCOMPARE(seen, (std::vector<quint64>{3, 4, 5}));
        m_desk->feed().show(testSnapshot({2, 4, 5, 6}));
        QCOMPARE(m_desk->topRowFor(seen), std::optional<int>(0)); // 4 was the second seen
        m_desk->feed().show(testSnapshot({1}));
        QCOMPARE(m_desk->topRowFor(seen), std::nullopt);
        QVERIFY(m_desk->keys(-1, 4).empty());
    }

    void findsAStreamThatEndedAlsoWhileClosedOnesAreHidden()
    {
        m_desk->setClosedShown(false);
        m_desk->feed().takeClosed({testClosed(1, 2, At)}, At);
        m_desk->feed().show(testSnapshot({1}));
        QCOMPARE(m_desk->rowCount(), 1);
        m_desk->lookAt(keyOf(testRow(2)));
        QVERIFY(m_desk->lookedAt(keyOf(testRow(2))));
        QVERIFY(m_desk->lookedAt(keyOf(testRow(2)))->isClosed());
        m_desk->lookAt(keyOf(testRow(9)));
        QVERIFY(!m_desk->lookedAt(keyOf(testRow(9))));
    }

    void knowsTheValuesOfAField()
    {
        m_desk->feed().takeClosed({testClosed(1, 23, At)}, At);
        m_desk->feed().show(testSnapshot({1, 2, 10, 21}));
        QCOMPARE(m_desk->seenValues(u"type"_s, {}, 10), (QStringList{u"all"_s, u"like"_s}));
        QCOMPARE(
            m_desk->seenValues(u"user"_s, u"2"_s, 10), (QStringList{u"2"_s, u"21"_s, u"23"_s}));
        QCOMPARE(m_desk->seenValues(u"user"_s, {}, 2).size(), 2);
    }

    void proposesWhatTheHubKnowsOnceItHasSaidSo()
    {
        see(windowOfRows(testSnapshot(idsUpTo(300))));
        QSignalSpy came(m_desk.get(), &ConnectionsDesk::valuesCame);
        QVERIFY(m_desk->seenValues(u"user"_s, u"29"_s, 10).isEmpty());
        QCOMPARE(m_watched->valuesOf, u"user"_s);
        m_desk->feed().take(windowOfRows(testSnapshot(idsUpTo(300))));
        QCOMPARE(came.count(), 1);
        QVERIFY(m_watched->valuesOf.isEmpty()); // once is enough
        QCOMPARE(m_desk->seenValues(u"user"_s, u"29"_s, 20).size(), 11); // 29, 290 to 299
        QVERIFY(m_watched->valuesOf.isEmpty());
    }

    void tellsHowManyWereDisconnected()
    {
        m_desk->feed().show(testSnapshot({1, 2}));
        QSignalSpy told(m_desk.get(), &ConnectionsDesk::disconnected);
        m_desk->disconnectStreams({}, DisconnectIntent::all().front());
        QVERIFY(!m_done);
        m_desk->disconnectStreams({1, 2}, DisconnectIntent::after(5));
        QCOMPARE(m_ended, (std::vector<quint64>{1, 2}));
        QCOMPARE(m_retryMs, 5000);
        m_done(2);
        QCOMPARE(told.count(), 1);
        QCOMPARE(told[0][0].toInt(), 2);
        m_desk.reset();
        m_done(1);
    }

    void exportsWhatIsShownWhenItIsAsked()
    {
        m_desk->feed().show(testSnapshot({1, 2, 11}));
        TableExport::Content content;
        m_desk->withAll([&](const AllConnectionsPtr& all) { content = m_desk->csv(all); });
        QCOMPARE(content.what, u"3 connections"_s);
        m_desk->feed().show(testSnapshot({}));
        QBuffer buffer;
        buffer.open(QIODevice::WriteOnly);
        QCOMPARE(content.write(buffer), QString());
        QCOMPARE(buffer.data().count('\n'), 4);
    }

    void theFilterOfAUserFindsExactlyItsStreams()
    {
        auto snapshot = std::make_shared<ConnectionSnapshot>(*testSnapshot({1, 2, 3}));
        snapshot->rows[1].userId = u"a b"_s;
        snapshot->rows[2].userId.clear();
        m_desk->feed().show(snapshot);
        for (const ConnectionRow& row : snapshot->rows) {
            QCOMPARE(m_desk->setFilter(ConnectionFilter::ofUser(row.userId)), QString());
            QCOMPARE(m_desk->keys(0, m_desk->rowCount() - 1), std::vector{row.id});
        }
    }

private:
    static constexpr auto Rows = QItemSelectionModel::ClearAndSelect | QItemSelectionModel::Rows;
    static std::vector<quint64> idsUpTo(quint64 last)
    {
        std::vector<quint64> ids(last);
        std::iota(ids.begin(), ids.end(), 1);
        return ids;
    }
    // As the hub would answer what it was asked.
    ConnectionWindowPtr windowOfRows(const ConnectionSnapshotPtr& snapshot) const
    {
        return windowOf(
            snapshot, std::make_shared<std::vector<ConnectionRowPtr>>(), m_desk->feed().wish());
    }
    void see(const ConnectionWindowPtr& window)
    {
        m_desk->feed().setListening(true);
        m_desk->feed().setSeen(true);
        m_desk->feed().take(window);
    }
    std::vector<quint64> selectedIds()
    {
        std::vector<quint64> ids;
        m_desk->withSelectedIds([&](const std::vector<quint64>& found) { ids = found; });
        return ids;
    }

    std::optional<ConnectionWish> m_watched;
    std::vector<std::function<void(const ConnectionSnapshotPtr&)>> m_whole;
    std::vector<quint64> m_ended;
    qint64 m_retryMs = 0;
    std::function<void(int)> m_done;
    std::unique_ptr<ClosedConnections> m_record;
    std::unique_ptr<ConnectionsDesk> m_desk;
};

ROOM_TEST(TestConnectionsDesk, QCoreApplication)
#include "tst_connections_desk.moc"
