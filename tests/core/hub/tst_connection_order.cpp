// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "hub/connection_order.h"
#include "hub/user_rows.h"
#include "ui/connections/snapshots_for_tests.h"
#include "support/room.h"

#include <QTest>

using namespace fanlight;
using namespace Qt::Literals::StringLiterals;

namespace {

std::shared_ptr<const StreamRows> openRows(const ConnectionSnapshotPtr& snapshot)
{
    return mergeRows(snapshot, std::make_shared<std::vector<ConnectionRowPtr>>());
}

std::vector<quint64> ids(const StreamRows& rows, const std::vector<quint32>& order)
{
    std::vector<quint64> found;
    for (const quint32 index : order)
        found.push_back(rows.at(index).id);
    return found;
}

std::vector<quint64> orderedIds(
    const std::shared_ptr<const StreamRows>& rows, ConnectionSort sort, const QString& filter = {})
{
    return ids(*rows, orderedStreams(*rows, ConnectionFilter(filter), sort));
}

constexpr auto Up = Qt::AscendingOrder;
constexpr auto Down = Qt::DescendingOrder;

ConnectionSnapshotPtr ofUsers(const QStringList& users)
{
    auto snapshot = std::make_shared<ConnectionSnapshot>();
    for (const QString& user : users) {
        ConnectionRow row;
        row.id = snapshot->rows.size() + 1;
        row.userId = user;
        snapshot->rows.push_back(row);
    }
    return snapshot;
}

} // namespace

class TestConnectionOrder : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void sortsDigitsByValueAndLettersWithoutCase()
    {
        const auto rows
            = openRows(ofUsers({u"user10"_s, u"User9"_s, u"10"_s, u"9"_s, u"abc"_s, u""_s}));
        QStringList users;
        for (const quint32 index : orderedStreams(*rows, {}, {ConnectionColumn::User, Up}))
            users += rows->at(index).userId;
        QCOMPARE(users, (QStringList{u""_s, u"9"_s, u"10"_s, u"abc"_s, u"User9"_s, u"user10"_s}));
    }

    void equalRowsStayInTheOrderOfTheirIdsBothWays()
    {
        const auto rows = openRows(ofUsers({u"b"_s, u"a"_s, u"b"_s, u"a"_s}));
        QCOMPARE(
            orderedIds(rows, {ConnectionColumn::User, Up}), (std::vector<quint64>{2, 4, 1, 3}));
        QCOMPARE(
            orderedIds(rows, {ConnectionColumn::User, Down}), (std::vector<quint64>{1, 3, 2, 4}));
    }

    void anUnknownRoundTripIsLessThanAnyKnownOne()
    {
        auto snapshot = std::make_shared<ConnectionSnapshot>();
        for (const double rtt : {0.5, Unknown, 0.1, Unknown}) {
            ConnectionRow row;
            row.id = snapshot->rows.size() + 1;
            row.rttMs = rtt;
            snapshot->rows.push_back(row);
        }
        QCOMPARE(orderedIds(openRows(snapshot), {ConnectionColumn::RoundTrip, Up}),
            (std::vector<quint64>{2, 4, 3, 1}));
    }

    void filtersByTheFilterLanguage()
    {
        const auto rows = openRows(testSnapshot({10, 11, 21, 22, 33}));
        QCOMPARE(orderedIds(rows, {}, u"backlog>0"_s), (std::vector<quint64>{11, 22, 33}));
    }

    void aPartIsThatOfTheWhole_data()
    {
        QTest::addColumn<ConnectionColumn>("column");
        for (int column = 0; column < ConnectionColumnCount; ++column) {
            const QLatin1StringView name = columnName(ConnectionColumn(column));
            QTest::newRow(name.data()) << ConnectionColumn(column);
        }
    }

    void aPartIsThatOfTheWhole()
    {
        QFETCH(ConnectionColumn, column);
        QRandomGenerator random(3);
        for (int tick = 0; tick < 30; ++tick) {
            ClosedRows closed;
            for (const quint64 id : randomIds(random, 600, 5))
                closed.take({testClosed(id, id, At, DisconnectReason(id % 3))}, At);
            const auto rows
                = mergeRows(testSnapshot(randomIds(random, 600, 50), quint64(tick)), closed.rows());
            const ConnectionSort sort{column, random.bounded(2) ? Up : Down};
            const ConnectionFilter filter(tick % 3 ? QString() : u"backlog>0"_s);
            const auto whole = orderedStreams(*rows, filter, sort);
            const Part part{std::size_t(random.bounded(400)), std::size_t(random.bounded(90))};
            const auto some = orderedStreams(*rows, filter, sort, Traffic::All, part);
            QCOMPARE(some.size(), whole.size());
            for (std::size_t i = part.first; i < part.end(some.size()); ++i)
                QCOMPARE(some[i], whole[i]);
            // What is in front of it stands in front, in whatever order.
            const std::size_t before = std::min(part.first, whole.size());
            if (part.first < whole.size() && part.count > 0)
                QVERIFY(std::is_permutation(whole.begin(), whole.begin() + std::ptrdiff_t(before),
                    some.begin(), some.begin() + std::ptrdiff_t(before)));
        }
    }

    void rowsOfSeveralInstancesHaveTheSameOrder()
    {
        QRandomGenerator random(4);
        for (int column = 0; column < ConnectionColumnCount; ++column) {
            const ConnectionSort sort{ConnectionColumn(column), random.bounded(2) ? Up : Down};
            ClosedRows closed;
            closed.take({testClosed(1, 7, At), testClosed(2, 9, At)}, At);
            const auto rows = mergeRows(testSnapshot(randomIds(random, 80, 60)), closed.rows());
            const auto order = orderedStreams(*rows, {}, sort);
            for (std::size_t i = 1; i < order.size(); ++i)
                QVERIFY2(std::is_lteq(compareConnections(
                             rows->at(order[i - 1]), rows->at(order[i]), sort, At)),
                    columnName(sort.column).data());
        }
    }

    void streamsThatEndedStandBelowTheOthers_data()
    {
        QTest::addColumn<ConnectionColumn>("column");
        QTest::addColumn<Qt::SortOrder>("order");
        QTest::addColumn<std::vector<quint64>>("expected");
        QTest::newRow("by id") << ConnectionColumn::Id << Qt::AscendingOrder
                               << std::vector<quint64>{2, 4, 6, 1, 3};
        QTest::newRow("by id, down")
            << ConnectionColumn::Id << Qt::DescendingOrder << std::vector<quint64>{6, 4, 2, 3, 1};
        QTest::newRow("by user") << ConnectionColumn::User << Qt::DescendingOrder
                                 << std::vector<quint64>{6, 4, 2, 3, 1};
        QTest::newRow("by events") << ConnectionColumn::Events << Qt::AscendingOrder
                                   << std::vector<quint64>{6, 4, 2, 3, 1};
        QTest::newRow("by state, as asked") << ConnectionColumn::State << Qt::DescendingOrder
                                            << std::vector<quint64>{1, 3, 2, 4, 6};
    }

    void streamsThatEndedStandBelowTheOthers()
    {
        QFETCH(ConnectionColumn, column);
        QFETCH(Qt::SortOrder, order);
        QFETCH(std::vector<quint64>, expected);
        ClosedRows closed;
        closed.take({testClosed(1, 1, 1'700'000'600'000), testClosed(2, 3, 1'700'000'600'000)},
            1'700'000'600'000);
        const auto rows = mergeRows(testSnapshot({2, 4, 6}), closed.rows());
        QCOMPARE(orderedIds(rows, {column, order}), expected);
    }

    void aStreamThatEndedStandsBelowInASortedTextToo()
    {
        const ConnectionSort byUser{ConnectionColumn::User, Qt::AscendingOrder};
        ClosedRows closed;
        closed.take({testClosed(1, 1, 1'700'000'600'000)}, 1'700'000'600'000);
        const auto rows = mergeRows(testSnapshot({2, 3}, 1), closed.rows());
        QCOMPARE(orderedIds(rows, byUser), (std::vector<quint64>{2, 3, 1}));
    }

    void onlyRealOrOnlyTestClientsAreShown()
    {
        auto snapshot = std::make_shared<ConnectionSnapshot>(*testSnapshot({1, 2, 3}));
        snapshot->rows[1].userAgent = u"Fanlight test client"_s;
        const auto rows = mergeRows(snapshot, std::make_shared<std::vector<ConnectionRowPtr>>());
        const auto shown = [&rows](Traffic traffic) {
            return ids(*rows, orderedStreams(*rows, {}, {}, traffic));
        };
        QCOMPARE(shown(Traffic::All), (std::vector<quint64>{1, 2, 3}));
        QCOMPARE(shown(Traffic::Real), (std::vector<quint64>{1, 3}));
        QCOMPARE(shown(Traffic::Test), (std::vector<quint64>{2}));
        const auto users = orderedUsers(*rows, {}, {}, true, Traffic::Test);
        QCOMPARE(users.rows.size(), 1U);
        QCOMPARE(users.rows[0].userId, u"2"_s);
    }
};

ROOM_TEST(TestConnectionOrder, QCoreApplication)
#include "tst_connection_order.moc"
