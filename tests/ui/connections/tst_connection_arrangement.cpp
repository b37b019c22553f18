// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "connections/connection_arrangement.h"
#include "ui/connections/snapshots_for_tests.h"
#include "support/room.h"

#include <QSignalSpy>
#include <QTest>

#include <numeric>

using namespace fanlight;
using namespace Qt::Literals::StringLiterals;

namespace {

std::vector<quint64> shownIds(const ConnectionArrangement& arrangement)
{
    std::vector<quint64> ids;
    for (std::size_t i = 0; i < arrangement.order.size(); ++i)
        ids.push_back(arrangement.row(i).id);
    return ids;
}

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

class TestConnectionArrangement : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void sortsDigitsByValueAndLettersWithoutCase()
    {
        const auto snapshot = ofUsers({u"user10"_s, u"User9"_s, u"10"_s, u"9"_s, u"abc"_s, u""_s});
        const auto sorted = arrangeConnections(snapshot, {}, {ConnectionColumn::User});
        QStringList users;
        for (std::size_t i = 0; i < sorted.order.size(); ++i)
            users += sorted.row(i).userId;
        QCOMPARE(users, (QStringList{u""_s, u"9"_s, u"10"_s, u"abc"_s, u"User9"_s, u"user10"_s}));
    }

    void equalRowsStayInTheOrderOfTheirIdsBothWays()
    {
        const auto snapshot = ofUsers({u"b"_s, u"a"_s, u"b"_s, u"a"_s});
        const auto up
            = arrangeConnections(snapshot, {}, {ConnectionColumn::User, Qt::AscendingOrder});
        const auto down
            = arrangeConnections(snapshot, {}, {ConnectionColumn::User, Qt::DescendingOrder});
        QCOMPARE(shownIds(up), (std::vector<quint64>{2, 4, 1, 3}));
        QCOMPARE(shownIds(down), (std::vector<quint64>{1, 3, 2, 4}));
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
        const auto sorted = arrangeConnections(snapshot, {}, {ConnectionColumn::RoundTrip});
        QCOMPARE(shownIds(sorted), (std::vector<quint64>{2, 4, 3, 1}));
    }

    void filtersByTheFilterLanguage()
    {
        const auto snapshot = testSnapshot({10, 11, 21, 22, 33});
        const auto behind
            = arrangeConnections(snapshot, ConnectionFilter::parse(u"backlog>0"_s), {});
        QCOMPARE(shownIds(behind), (std::vector<quint64>{11, 22, 33}));
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
        QCOMPARE(shownIds(arrangeConnections(rows, {}, {column, order})), expected);
    }

    void aStreamThatEndedStandsBelowInASortedTextToo()
    {
        const ConnectionSort byUser{ConnectionColumn::User, Qt::AscendingOrder};
        ClosedRows closed;
        closed.take({testClosed(1, 1, 1'700'000'600'000)}, 1'700'000'600'000);
        const auto rows = mergeRows(testSnapshot({2, 3}, 1), closed.rows());
        QCOMPARE(shownIds(arrangeConnections(rows, {}, byUser)), (std::vector<quint64>{2, 3, 1}));
    }

    void onlyRealOrOnlyTestClientsAreShown()
    {
        auto snapshot = std::make_shared<ConnectionSnapshot>(*testSnapshot({1, 2, 3}));
        snapshot->rows[1].userAgent = u"Fanlight test client"_s;
        const auto rows = mergeRows(snapshot, std::make_shared<std::vector<ConnectionRowPtr>>());
        const auto shown = [&rows](Traffic traffic) {
            return shownIds(arrangeConnections(rows, {}, {}, traffic));
        };
        QCOMPARE(shown(Traffic::All), (std::vector<quint64>{1, 2, 3}));
        QCOMPARE(shown(Traffic::Real), (std::vector<quint64>{1, 3}));
        QCOMPARE(shown(Traffic::Test), (std::vector<quint64>{2}));
        const auto users = arrangeUsers(rows, {}, {}, true, Traffic::Test);
        QCOMPARE(users.order.size(), 1U);
        QCOMPARE(users.row(0).userId, u"2"_s);
    }

    void smallSnapshotsAreArrangedAtOnce()
    {
        ConnectionArranger arranger;
        QSignalSpy arranged(&arranger, &ConnectionArranger::arranged);
        arranger.setSnapshot(testSnapshot({1, 2, 3}));
        QCOMPARE(arranged.count(), 1);
    }

    void largeSnapshotsAreArrangedElsewhereAndOnlyTheNewestAnswerIsTold()
    {
        ConnectionArranger arranger;
        std::vector<std::vector<quint64>> answers;
        connect(&arranger, &ConnectionArranger::arranged, this,
            [&](const ConnectionArrangement& arrangement) {
                answers.push_back(shownIds(arrangement));
            });
        std::vector<quint64> ids(ConnectionArranger::InlineRows + 500);
        std::iota(ids.begin(), ids.end(), 1);
        arranger.setSnapshot(testSnapshot(ids));
        arranger.setSort({ConnectionColumn::Id, Qt::DescendingOrder});
        QVERIFY(answers.empty());
        QTRY_COMPARE(answers.size(), 1U);
        QCOMPARE(answers.front().front(), ids.back());
    }

    void endsCleanlyWhileARunIsUnderWay()
    {
        std::vector<quint64> ids(50000);
        std::iota(ids.begin(), ids.end(), 1);
        {
            ConnectionArranger arranger;
            arranger.setSnapshot(testSnapshot(ids));
        }
        QCoreApplication::processEvents();
    }
};

ROOM_TEST(TestConnectionArrangement, QCoreApplication)
#include "tst_connection_arrangement.moc"
