// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/hub/hub_rig.h"
#include "hub/connection_windows.h"
#include "support/event_stream.h"
#include "support/room.h"
#include "ui/connections/snapshots_for_tests.h"

#include <QTest>

#include <numeric>

using namespace fanlight;
using namespace fanlight::testing;
using namespace Qt::Literals::StringLiterals;

namespace {

std::vector<quint64> idsTo(quint64 last)
{
    std::vector<quint64> ids(last);
    std::iota(ids.begin(), ids.end(), 1);
    return ids;
}

ClosedRowsPtr endedRows(const std::vector<ClosedConnectionPtr>& closed = {})
{
    ClosedRows rows;
    rows.take(closed, At);
    return rows.rows();
}

ConnectionWish wishOf(int first, int count)
{
    ConnectionWish wish;
    wish.first = first;
    wish.count = count;
    return wish;
}

std::vector<quint64> idsOf(const ConnectionWindow& window)
{
    std::vector<quint64> ids;
    for (const ConnectionRow& row : window.rows)
        ids.push_back(row.id);
    return ids;
}

// What is collected, answered when the test says so.
struct Collecting {
    std::vector<ConnectionWindows::Collected> asked;
    std::vector<bool> withRoundTrip;
    ConnectionWindows::Collect collect()
    {
        return [this](bool roundTrip, ConnectionWindows::Collected done) {
            asked.push_back(std::move(done));
            withRoundTrip.push_back(roundTrip);
        };
    }
    void answer(const std::vector<quint64>& ids, quint64 tick = 0)
    {
        const auto done = std::exchange(asked.back(), {});
        done(std::make_shared<ConnectionSnapshot>(*testSnapshot(ids, tick)));
    }
};

} // namespace

class TestConnectionWindows : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void hasTheRowsOfTheWindowAloneAndCountsTheRest()
    {
        ConnectionWish wish = wishOf(10, 5);
        wish.sort = {ConnectionColumn::Id, Qt::DescendingOrder};
        const auto window = windowOf(testSnapshot(idsTo(100)), endedRows(), wish);
        QCOMPARE(idsOf(*window), (std::vector<quint64>{90, 89, 88, 87, 86}));
        QCOMPARE(window->first, 10);
        QCOMPARE(window->matching, 100U);
        QCOMPARE(window->total, 100U);
        wish.filter = u"backlog>0"_s;
        wish.first = 0;
        const auto filtered = windowOf(testSnapshot(idsTo(100)), endedRows(), wish);
        QCOMPARE(filtered->matching, 9U);
        QCOMPARE(filtered->total, 100U);
        QCOMPARE(filtered->rows.front().id, 99U);
    }

    void aWindowBehindTheLastRowBecomesTheLastOne()
    {
        for (const auto column :
            {ConnectionColumn::Id, ConnectionColumn::User, ConnectionColumn::Events}) {
            ConnectionWish wish = wishOf(5000, 4);
            wish.sort = {column, Qt::AscendingOrder};
            const auto window = windowOf(testSnapshot(idsTo(50)), endedRows(), wish);
            QCOMPARE(window->first, 46);
            QCOMPARE(window->rows.size(), 4U);
            ConnectionWish last = wishOf(46, 4);
            last.sort = wish.sort;
            QCOMPARE(idsOf(*window), idsOf(*windowOf(testSnapshot(idsTo(50)), endedRows(), last)));
        }
        QCOMPARE(windowOf(testSnapshot({}), endedRows(), wishOf(7, 4))->first, 0);
    }

    void closedStreamsAreCountedAndShownWhereTheyAreAskedFor()
    {
        const auto closed = endedRows({testClosed(1, 3, At), testClosed(2, 4, At)});
        ConnectionWish wish = wishOf(0, 20);
        auto window = windowOf(testSnapshot({1, 2, 3}), closed, wish); // 3 has ended since
        QCOMPARE(window->closed, 2U);
        QCOMPARE(window->matchingClosed, 0U);
        wish.withClosed = true;
        window = windowOf(testSnapshot({1, 2, 3}), closed, wish);
        QCOMPARE(idsOf(*window), (std::vector<quint64>{1, 2, 3, 4}));
        QCOMPARE(window->matching, 4U);
        QCOMPARE(window->matchingClosed, 2U);
        QCOMPARE(window->total, 2U);
    }

    void tellsOfTheOneThatIsLookedAtWhateverIsShown()
    {
        ConnectionWish wish = wishOf(0, 1);
        wish.filter = u"user:nobody"_s;
        wish.lookedAt = keyOf(testRow(5));
        const auto closed = endedRows({testClosed(1, 7, At)});
        auto window = windowOf(testSnapshot(idsTo(6)), closed, wish);
        QVERIFY(window->rows.empty());
        QVERIFY(window->lookedAt);
        QCOMPARE(window->lookedAt->id, 5U);
        wish.lookedAt = keyOf(testRow(7));
        QVERIFY(windowOf(testSnapshot(idsTo(6)), closed, wish)->lookedAt->isClosed());
        wish.lookedAt.connectedAtMs += 1; // of another run
        QVERIFY(!windowOf(testSnapshot(idsTo(6)), closed, wish)->lookedAt);
    }

    void knowsTheValuesOfAField()
    {
        ConnectionWish wish = wishOf(0, 1);
        wish.valuesOf = u"user"_s;
        wish.valuesLike = u"2"_s;
        const auto closed = endedRows({testClosed(1, 23, At)});
        QCOMPARE(windowOf(testSnapshot({1, 2, 10, 21}), closed, wish)->values,
            (QStringList{u"2"_s, u"21"_s, u"23"_s}));
        wish.valuesOf = u"type"_s;
        wish.valuesLike.clear();
        QCOMPARE(windowOf(testSnapshot({1, 2}), closed, wish)->values,
            (QStringList{u"all"_s, u"like"_s}));
        wish.valuesOf = u"user"_s;
        QCOMPARE(windowOf(testSnapshot(idsTo(500)), closed, wish)->values.size(),
            ConnectionWish::MostValues);
    }

    void usersHaveWindowsToo()
    {
        ConnectionWish wish = wishOf(3, 2);
        wish.group = ConnectionWish::Group::Users;
        wish.userSort = {UserColumn::User, Qt::DescendingOrder};
        const auto window = windowOf(testSnapshot(idsTo(9)), endedRows(), wish);
        QVERIFY(window->rows.empty());
        QCOMPARE(window->users.size(), 2U);
        QCOMPARE(window->users[0].userId, u"6"_s);
        QCOMPARE(window->matching, 9U);
        QCOMPARE(window->first, 3);
    }

    void aWishHasBounds_data()
    {
        QTest::addColumn<ConnectionWish>("wish");
        QTest::addColumn<QString>("problem"); // its beginning
        ConnectionWish wish = wishOf(0, ConnectionWish::MostRows);
        QTest::newRow("the most rows") << wish << QString();
        QTest::newRow("too many rows") << wishOf(0, ConnectionWish::MostRows + 1)
                                       << u"count: must be a number from 0 to 200"_s;
        QTest::newRow("below nothing") << wishOf(-1, 1) << u"first: "_s;
        QTest::newRow("too far") << wishOf(ConnectionWish::MostBefore + 1, 1) << u"first: "_s;
        wish.filter = u"rtt>much"_s;
        QTest::newRow("a filter that is none") << wish << u"filter: “rtt>much”"_s;
        wish = wishOf(ConnectionWish::MostOfAll - 10, 10);
        wish.scope = ConnectionWish::Scope::All;
        QTest::newRow("the last of all instances") << wish << QString();
        wish.count = 11;
        QTest::newRow("too far for all instances") << wish << u"first: of all instances"_s;
        wish = wishOf(0, 10);
        wish.scope = ConnectionWish::Scope::All;
        wish.group = ConnectionWish::Group::Users;
        QTest::newRow("users of all instances") << wish << u"instances: "_s;
    }

    void aWishHasBounds()
    {
        QFETCH(ConnectionWish, wish);
        QFETCH(QString, problem);
        if (problem.isEmpty())
            QCOMPARE(wish.problem(), QString());
        else
            QVERIFY2(wish.problem().startsWith(problem), qPrintable(wish.problem()));
        const auto window = windowOf(testSnapshot(idsTo(300)), endedRows(), wish);
        QVERIFY(window->rows.size() <= std::size_t(ConnectionWish::MostRows));
        QCOMPARE(window->rows.empty() && window->users.empty(), !problem.isEmpty());
    }

    void columnsGoByTheirNames()
    {
        for (int i = 0; i < ConnectionColumnCount; ++i)
            QCOMPARE(
                connectionColumn(QString(columnName(ConnectionColumn(i)))), ConnectionColumn(i));
        for (int i = 0; i < UserColumnCount; ++i)
            QCOMPARE(userColumn(QString(columnName(UserColumn(i)))), UserColumn(i));
        QVERIFY(!connectionColumn(u"users"));
    }

    void allWatchersLookAtTheSameRows()
    {
        Collecting rows;
        ConnectionWindows windows;
        std::vector<ConnectionWindowPtr> one;
        std::vector<ConnectionWindowPtr> other;
        windows.open(rows.collect(), u"hub"_s, nullptr);
        QVERIFY(rows.asked.empty()); // nobody looks
        const quint64 first = windows.watch(
            wishOf(0, 2), [&](const ConnectionWindowPtr& window) { one.push_back(window); });
        windows.watch(
            wishOf(1, 3), [&](const ConnectionWindowPtr& window) { other.push_back(window); });
        QCOMPARE(rows.asked.size(), 1U);
        rows.answer(idsTo(9));
        QTRY_VERIFY(one.size() == 1 && other.size() == 1);
        QCOMPARE(idsOf(*one[0]), (std::vector<quint64>{1, 2}));
        QCOMPARE(idsOf(*other[0]), (std::vector<quint64>{2, 3, 4}));
        QCOMPARE(one[0]->instance, u"hub"_s);
        windows.change(first, wishOf(7, 2)); // told without asking again
        QTRY_COMPARE(one.size(), 2U);
        QCOMPARE(idsOf(*one[1]), (std::vector<quint64>{8, 9}));
        QTRY_COMPARE(rows.asked.size(), 2U); // by its clock
        windows.end(first);
        rows.answer(idsTo(3), 1);
        QTRY_COMPARE(other.size(), 2U);
        QCOMPARE(other[1]->matching, 3U);
        QCOMPARE(one.size(), 2U);
    }

    void theRoundTripIsAskedForWhereSomebodyWantsIt()
    {
        Collecting rows;
        ConnectionWindows windows;
        std::vector<ConnectionWindowPtr> told;
        windows.open(rows.collect(), u"hub"_s, nullptr);
        const quint64 watcher = windows.watch(
            wishOf(0, 2), [&](const ConnectionWindowPtr& window) { told.push_back(window); });
        rows.answer(idsTo(9));
        QTRY_COMPARE(told.size(), 1U);
        ConnectionWish wish = wishOf(0, 2);
        wish.withRoundTrip = true;
        windows.change(watcher, wish);
        QCOMPARE(rows.withRoundTrip, (std::vector<bool>{false, true}));
    }

    void aHubThatDoesNotListenHasNoRowsAndOldOnesComeTooLate()
    {
        Collecting rows;
        ConnectionWindows windows;
        std::vector<ConnectionWindowPtr> told;
        windows.watch(
            wishOf(0, 2), [&](const ConnectionWindowPtr& window) { told.push_back(window); });
        QVERIFY(told.empty());
        QTRY_COMPARE(told.size(), 1U);
        QCOMPARE(told[0]->takenAtMs, 0);
        windows.open(rows.collect(), u"hub"_s, nullptr);
        QCOMPARE(rows.asked.size(), 1U);
        const auto late = rows.asked[0];
        windows.close();
        windows.open(rows.collect(), u"hub"_s, nullptr);
        QCOMPARE(rows.asked.size(), 2U);
        late(std::make_shared<ConnectionSnapshot>(*testSnapshot(idsTo(5))));
        rows.answer({7});
        QTRY_VERIFY(!told.back()->rows.empty());
        QCOMPARE(idsOf(*told.back()), (std::vector<quint64>{7}));
        for (const ConnectionWindowPtr& window : told)
            QVERIFY(window->matching != 5);
    }

    void tellsWhoOfTheDisconnectedComesBack()
    {
        Collecting rows;
        ConnectionWindows windows;
        ConnectionWindowPtr last;
        windows.open(rows.collect(), u"hub"_s, nullptr);
        windows.watch(wishOf(0, 2), [&](const ConnectionWindowPtr& window) { last = window; });
        rows.answer({1, 2, 3});
        QTRY_VERIFY(last);
        QCOMPARE(last->returns.left, 0U);
        windows.watchReturns({1, 2, 99});
        QTRY_COMPARE(rows.asked.size(), 2U);
        auto snapshot = std::make_shared<ConnectionSnapshot>(*testSnapshot({3, 1}));
        snapshot->takenAtMs = QDateTime::currentMSecsSinceEpoch();
        snapshot->rows[0].id = 77; // the client of stream 1, again
        snapshot->rows[0].connectedAtMs = snapshot->takenAtMs;
        rows.asked[1](snapshot);
        QTRY_COMPARE(last->returns.left, 2U);
        QCOMPARE(last->returns.back, 1U);
        QVERIFY(last->returns.isWaiting);
    }

    void aWindowOfARealHubFollowsItsStreams()
    {
        HubRig rig;
        QVERIFY(rig.start());
        std::vector<ConnectionWindowPtr> told;
        connect(&rig.hub, &HubPort::connectionsChanged, this,
            [&](const ConnectionWindowPtr& window) { told.push_back(window); });
        EventStream one(rig.port(), "userId=1");
        EventStream two(rig.port(), "userId=2");
        QVERIFY(one.waitForOpen() && two.waitForOpen());
        ConnectionWish wish = wishOf(0, 1);
        wish.sort = {ConnectionColumn::User, Qt::DescendingOrder};
        rig.hub.watchConnections(wish);
        QTRY_VERIFY(!told.empty() && told.back()->matching == 2);
        QCOMPARE(told.back()->rows.size(), 1U);
        QCOMPARE(told.back()->rows[0].userId, u"2"_s);
        QCOMPARE(told.back()->instance, rig.hub.status().instance);
        QCOMPARE(rig.disconnect({told.back()->rows[0].id}, HubPort::NeverRetry), 1);
        QTRY_COMPARE(told.back()->matching, 1U);
        QCOMPARE(told.back()->rows[0].userId, u"1"_s);
        rig.hub.stop();
        QTRY_COMPARE(told.back()->takenAtMs, 0);
        rig.hub.watchConnections(std::nullopt);
    }
};

ROOM_TEST(TestConnectionWindows, QCoreApplication)
#include "tst_connection_windows.moc"
