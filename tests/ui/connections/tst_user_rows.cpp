// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "connections/user_model.h"
#include "ui/connections/snapshots_for_tests.h"
#include "support/room.h"

#include <QAbstractItemModelTester>

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

QStringList users(const UserArrangement& arrangement)
{
    QStringList names;
    for (std::size_t i = 0; i < arrangement.order.size(); ++i)
        names << arrangement.row(i).userId;
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
        const auto arrangement = arrangeUsers(rowsOf(snapshot, {closed, later}), {}, {}, true);
        QCOMPARE(users(arrangement), (QStringList{u"1"_s, u"2"_s}));
        const UserRow& user = arrangement.row(0);
        QCOMPARE(user.streams, 2U);
        QCOMPARE(user.types, (QStringList{u"like"_s, u"comment"_s}));
        QVERIFY(!user.allTypes);
        QVERIFY(arrangement.row(1).allTypes);
        QCOMPARE(user.agents, (QStringList{u"curl/7.88.1"_s, u"Chrome"_s}));
        QCOMPARE(user.events, snapshot->rows[0].events + snapshot->rows[2].events);
        QCOMPARE(user.connectedAtMs, snapshot->rows[0].connectedAtMs);
        QCOMPARE(user.closed, 2U);
        QCOMPARE(user.reason, DisconnectReason::Kicked);
    }

    void whoHasOnlyClosedStreamsIsShownWithThem()
    {
        const auto rows = rowsOf(testSnapshot({1}), {testClosed(1, 5, At)});
        QCOMPARE(users(arrangeUsers(rows, {}, {}, true)), (QStringList{u"1"_s, u"5"_s}));
        QCOMPARE(users(arrangeUsers(rows, {}, {}, false)), QStringList{u"1"_s});
        QCOMPARE(arrangeUsers(rows, {}, {}, false).rows->total, 1U);
    }

    void aUserIsShownWhenOneOfItsStreamsMatches()
    {
        auto snapshot = std::make_shared<ConnectionSnapshot>(*testSnapshot({1, 2, 11}));
        snapshot->rows[2].userId = u"2"_s; // the one with a backlog
        const auto arrangement
            = arrangeUsers(rowsOf(snapshot), ConnectionFilter(u"backlog>0"_s), {}, true);
        QCOMPARE(users(arrangement), QStringList{u"2"_s});
        QCOMPARE(arrangement.row(0).streams, 2U);
        QCOMPARE(arrangement.rows->total, 2U);
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
        const auto arrangement = arrangeUsers(rowsOf(snapshot), {}, {}, true);
        QCOMPARE(arrangement.row(0).agents.size(), UserRow::MostNames);
        QCOMPARE(arrangement.row(0).moreAgents, 12 - UserRow::MostNames);
        QVERIFY(UserModel::cellText(arrangement.row(0), UserColumn::Agents, At)
                    .endsWith(u" and 4 more"_s));
    }

    void sortsByStreamsAndKeepsTheModelTrue()
    {
        UserModel model;
        QAbstractItemModelTester tester(
            &model, QAbstractItemModelTester::FailureReportingMode::Fatal);
        QRandomGenerator random(2);
        for (int tick = 0; tick < 40; ++tick) {
            auto snapshot = std::make_shared<ConnectionSnapshot>(
                *testSnapshot(randomIds(random, 200, 40), quint64(tick)));
            for (ConnectionRow& row : snapshot->rows)
                row.userId = QString::number(row.id % 61);
            const UserSort sort{UserColumn(random.bounded(UserColumnCount)),
                random.bounded(2) ? Qt::AscendingOrder : Qt::DescendingOrder};
            const auto next = arrangeUsers(rowsOf(snapshot), {}, sort, true);
            model.apply(next, 0, 10);
            QCOMPARE(model.rowCount(), int(next.order.size()));
            for (int row = 0; row < model.rowCount(); ++row)
                QCOMPARE(model.user(row).userId, next.row(std::size_t(row)).userId);
        }
        const auto by = arrangeUsers(rowsOf(testSnapshot({1, 2, 998, 3})), {},
            {UserColumn::Streams, Qt::DescendingOrder}, true);
        QCOMPARE(users(by), (QStringList{u"1"_s, u"2"_s, u"3"_s})); // 998 is of user 1, too
    }
};

ROOM_TEST(TestUserRows, QCoreApplication)
#include "tst_user_rows.moc"
