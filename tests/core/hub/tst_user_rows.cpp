// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "hub/user_rows.h"
#include "ui/connections/snapshots_for_tests.h"
#include "support/room.h"

using namespace fanlight;
using namespace Qt::Literals::StringLiterals;

namespace {

std::shared_ptr<const StreamRows> rowsOf(
    const ConnectionSnapshotPtr& snapshot, const std::vector<ClosedConnectionPtr>& closed = {})
{
    ClosedRows rows;
    rows.take(closed, At);
    return mergeRows(snapshot, rows.rows());
}

QStringList users(const OrderedUsers& ordered)
{
    QStringList names;
    for (const UserRow& row : ordered.rows)
        names << row.userId;
    return names;
}

} // namespace

class TestUserRows : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void addsUpTheStreamsOfAUser()
    {
        auto snapshot = std::make_shared<ConnectionSnapshot>(*testSnapshot({1, 2, 3}));
        snapshot->rows[2].userId = u"1"_s;
        snapshot->rows[2].types = {u"comment"_s};
        snapshot->rows[2].userAgent = u"Chrome"_s;
        auto closed = std::make_shared<ClosedConnection>(
            *testClosed(1, 9, At - 1000, DisconnectReason::Slow));
        closed->row.userId = u"1"_s;
        auto later = std::make_shared<ClosedConnection>(*closed);
        later->row.id = 10;
        later->row.closedAtMs = At;
        later->row.reason = DisconnectReason::Kicked;
        const auto ordered = orderedUsers(*rowsOf(snapshot, {closed, later}), {}, {}, true);
        QCOMPARE(users(ordered), (QStringList{u"1"_s, u"2"_s}));
        const UserRow& user = ordered.rows[0];
        QCOMPARE(user.streams, 2U);
        QCOMPARE(user.types, (QStringList{u"like"_s, u"comment"_s}));
        QVERIFY(!user.allTypes);
        QVERIFY(ordered.rows[1].allTypes);
        QCOMPARE(user.agents, (QStringList{u"curl/7.88.1"_s, u"Chrome"_s}));
        QCOMPARE(user.events, snapshot->rows[0].events + snapshot->rows[2].events);
        QCOMPARE(user.connectedAtMs, snapshot->rows[0].connectedAtMs);
        QCOMPARE(user.closed, 2U);
        QCOMPARE(user.reason, DisconnectReason::Kicked);
    }

    void whoHasOnlyClosedStreamsIsShownWithThem()
    {
        const auto rows = rowsOf(testSnapshot({1}), {testClosed(1, 5, At)});
        QCOMPARE(users(orderedUsers(*rows, {}, {}, true)), (QStringList{u"1"_s, u"5"_s}));
        QCOMPARE(users(orderedUsers(*rows, {}, {}, false)), QStringList{u"1"_s});
        QCOMPARE(orderedUsers(*rows, {}, {}, false).total, 1U);
    }

    void aUserIsShownWhenOneOfItsStreamsMatches()
    {
        auto snapshot = std::make_shared<ConnectionSnapshot>(*testSnapshot({1, 2, 11}));
        snapshot->rows[2].userId = u"2"_s; // the one with a backlog
        const auto ordered
            = orderedUsers(*rowsOf(snapshot), ConnectionFilter(u"backlog>0"_s), {}, true);
        QCOMPARE(users(ordered), QStringList{u"2"_s});
        QCOMPARE(ordered.rows[0].streams, 2U);
        QCOMPARE(ordered.total, 2U);
    }

    void namesAreBoundedAndTheRestIsCounted()
    {
        auto snapshot = std::make_shared<ConnectionSnapshot>();
        for (int i = 0; i < 12; ++i) {
            ConnectionRow row = testRow(quint64(i) + 1);
            row.userId = u"1"_s;
            row.userAgent = u"agent %1"_s.arg(i);
            snapshot->rows.push_back(row);
        }
        const auto ordered = orderedUsers(*rowsOf(snapshot), {}, {}, true);
        QCOMPARE(ordered.rows[0].agents.size(), UserRow::MostNames);
        QCOMPARE(ordered.rows[0].moreAgents, 12 - UserRow::MostNames);
    }

    void aPartIsThatOfTheWhole()
    {
        QRandomGenerator random(2);
        for (int tick = 0; tick < 40; ++tick) {
            auto snapshot = std::make_shared<ConnectionSnapshot>(
                *testSnapshot(randomIds(random, 200, 40), quint64(tick)));
            for (ConnectionRow& row : snapshot->rows)
                row.userId = QString::number(row.id % 61);
            const UserSort sort{UserColumn(random.bounded(UserColumnCount)),
                random.bounded(2) ? Qt::AscendingOrder : Qt::DescendingOrder};
            const auto rows = rowsOf(snapshot);
            const QStringList whole = users(orderedUsers(*rows, {}, sort, true));
            const Part part{std::size_t(random.bounded(70)), std::size_t(random.bounded(30))};
            const OrderedUsers some = orderedUsers(*rows, {}, sort, true, Traffic::All, part);
            QCOMPARE(some.rows.size(), std::size_t(whole.size()));
            for (std::size_t i = part.first; i < part.end(some.rows.size()); ++i)
                QCOMPARE(some.rows[i].userId, whole[qsizetype(i)]);
        }
    }

    void sortsByStreams()
    {
        const auto by = orderedUsers(*rowsOf(testSnapshot({1, 2, 998, 3})), {},
            {UserColumn::Streams, Qt::DescendingOrder}, true);
        QCOMPARE(users(by), (QStringList{u"1"_s, u"2"_s, u"3"_s})); // 998 is of user 1, too
    }
};

ROOM_TEST(TestUserRows, QCoreApplication)
#include "tst_user_rows.moc"
