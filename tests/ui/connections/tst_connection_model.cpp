// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "connections/connection_model.h"
#include "connections/connection_table.h"
#include "ui/connections/snapshots_for_tests.h"
#include "support/room.h"

#include <QAbstractItemModelTester>
#include <QItemSelectionModel>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTest>

#include <algorithm>
#include <numeric>
#include <set>

using namespace fanlight;
using namespace Qt::Literals::StringLiterals;

namespace {

constexpr ConnectionSort ById{ConnectionColumn::Id, Qt::AscendingOrder};

ConnectionArrangement arranged(const ConnectionSnapshotPtr& snapshot, ConnectionSort sort = ById)
{
    return arrangeConnections(snapshot, {}, sort);
}

// The texts of all rows, columns joined by " | ".
QStringList texts(const QAbstractItemModel& model)
{
    QStringList lines;
    for (int row = 0; row < model.rowCount(); ++row) {
        QStringList cells;
        for (int column = 0; column < model.columnCount(); ++column)
            cells += model.index(row, column).data().toString();
        lines += cells.join(u" | "_s);
    }
    return lines;
}

std::set<quint64> selectedIds(const QItemSelectionModel& selection)
{
    std::set<quint64> ids;
    for (const QModelIndex& index : selection.selectedRows())
        ids.insert(index.data(ConnectionModel::SortRole).toULongLong());
    return ids;
}

std::vector<quint64> upTo(quint64 last)
{
    std::vector<quint64> ids(last);
    std::iota(ids.begin(), ids.end(), 1);
    return ids;
}

} // namespace

class TestConnectionModel : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void makesTextsFromRawFigures()
    {
        ConnectionRow row;
        row.id = 7;
        row.userId = u"42"_s;
        row.address = u"127.0.0.1:40120"_s;
        row.connectedAtMs = 1000;
        row.events = 2310;
        row.bytes = 481 * 1024;
        row.rttMs = 1.5;
        auto snapshot = std::make_shared<ConnectionSnapshot>();
        snapshot->takenAtMs = 660'000;
        snapshot->rows.push_back(row);
        snapshot->instance = u"hub-1"_s;
        ConnectionModel model;
        model.apply(arranged(snapshot), 0, 0);
        const QString expected = connectionIdText(7)
            + u" | 42 | 127.0.0.1:40120 | all | 00:10:59 | 2,310 | 481 KiB | 0 | 1.5 ms | – | – | hub-1 | live"_s;
        QCOMPARE(texts(model), QStringList{expected});
        QCOMPARE(model.index(0, int(ConnectionColumn::Sent))
                     .data(ConnectionModel::SortRole)
                     .toULongLong(),
            quint64(481 * 1024));
    }

    void randomSnapshotsKeepModelAndSelectionTrue_data()
    {
        QTest::addColumn<quint32>("seed");
        for (quint32 seed = 1; seed <= 12; ++seed)
            QTest::addRow("seed %u", seed) << seed;
    }

    void randomSnapshotsKeepModelAndSelectionTrue()
    {
        QFETCH(const quint32, seed);
        QRandomGenerator random(seed);
        ConnectionModel model;
        QAbstractItemModelTester tester(
            &model, QAbstractItemModelTester::FailureReportingMode::Fatal);
        QItemSelectionModel selection(&model);
        for (quint64 tick = 0; tick < 60; ++tick) {
            const int chances[] = {0, 3, 50, 90, 97, 100};
            const auto snapshot
                = testSnapshot(randomIds(random, 150, chances[random.bounded(6)]), tick);
            const ConnectionSort sort{ConnectionColumn(random.bounded(ConnectionColumnCount)),
                random.bounded(2) ? Qt::AscendingOrder : Qt::DescendingOrder};
            const auto next = arranged(snapshot, sort);

            std::set<quint64> expected;
            for (const quint64 id : selectedIds(selection)) {
                if (std::any_of(snapshot->rows.begin(), snapshot->rows.end(),
                        [id](const ConnectionRow& row) { return row.id == id; }))
                    expected.insert(id);
            }
            model.apply(next, 0, 20);

            QCOMPARE(selectedIds(selection), expected);
            QCOMPARE(model.rowCount(), int(next.order.size()));
            for (int row = 0; row < model.rowCount(); ++row)
                QCOMPARE(model.connection(row).id, next.row(std::size_t(row)).id);
            for (int i = 0; i < 3 && model.rowCount() > 0; ++i) {
                selection.select(model.index(random.bounded(model.rowCount()), 0),
                    QItemSelectionModel::Toggle | QItemSelectionModel::Rows);
            }
        }
    }

    void unchangedOrderTellsOnlyTheVisibleFigures()
    {
        ConnectionModel model;
        model.apply(arranged(testSnapshot(upTo(100))), 0, 0);
        QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
        QSignalSpy layout(&model, &QAbstractItemModel::layoutChanged);
        QCOMPARE(model.apply(arranged(testSnapshot(upTo(100), 1)), 10, 29),
            ConnectionModel::Change::Figures);
        QCOMPARE(layout.count(), 0);
        QCOMPARE(changed.count(), 1);
        QCOMPARE(changed[0][0].toModelIndex().row(), 10);
        QCOMPARE(changed[0][1].toModelIndex().row(), 29);
    }

    void fewNewAndGoneRowsAreToldAsRuns()
    {
        ConnectionModel model;
        model.apply(arranged(testSnapshot({1, 2, 3, 4, 5, 8, 9})), 0, 0);
        QSignalSpy removed(&model, &QAbstractItemModel::rowsRemoved);
        QSignalSpy inserted(&model, &QAbstractItemModel::rowsInserted);
        QCOMPARE(model.apply(arranged(testSnapshot({1, 4, 5, 6, 7, 8, 9, 10})), 0, 0),
            ConnectionModel::Change::RowsOnly);
        QCOMPARE(removed.count(), 1);
        QCOMPARE(inserted.count(), 2);
    }

    void manyScatteredChangesMakeAtMostFourSignals()
    {
        QRandomGenerator random(5);
        ConnectionModel model;
        model.apply(arranged(testSnapshot(randomIds(random, 3000, 50))), 0, 0);
        int structural = 0;
        for (const auto signal :
            {&QAbstractItemModel::rowsRemoved, &QAbstractItemModel::rowsInserted})
            connect(&model, signal, this, [&] { ++structural; });
        connect(&model, &QAbstractItemModel::layoutChanged, this, [&] { ++structural; });
        QCOMPARE(model.apply(arranged(testSnapshot(randomIds(random, 3000, 50), 1),
                                 {ConnectionColumn::Events, Qt::DescendingOrder}),
                     0, 0),
            ConnectionModel::Change::Order);
        QVERIFY2(structural <= 4, qPrintable(QString::number(structural)));
    }

    void findsRowsById()
    {
        ConnectionModel model;
        model.apply(
            arranged(testSnapshot({5, 7, 9}), {ConnectionColumn::Id, Qt::DescendingOrder}), 0, 0);
        QCOMPARE(model.rowOf(9), 0);
        QCOMPARE(model.rowOf(5), 2);
        QCOMPARE(model.rowOf(6), -1);
    }

    void aStreamThatEndedGoesBelowTheOthersAndItsAgeStands()
    {
        ConnectionModel model;
        QAbstractItemModelTester tester(
            &model, QAbstractItemModelTester::FailureReportingMode::Fatal);
        model.apply(arranged(testSnapshot({1, 2, 3})), 0, 0);
        ClosedRows closed;
        const qint64 connectedAtMs = testRow(2).connectedAtMs;
        closed.take({testClosed(1, 2, connectedAtMs + 60'000, DisconnectReason::Slow)},
            connectedAtMs + 60'000);
        QItemSelectionModel selection(&model);
        selection.select(
            model.index(1, 0), QItemSelectionModel::Select | QItemSelectionModel::Rows);
        QSignalSpy removed(&model, &QAbstractItemModel::rowsRemoved);
        model.apply(
            arrangeConnections(mergeRows(testSnapshot({1, 3}, 5), closed.rows()), {}, ById), 0, 2);
        QCOMPARE(removed.count(), 0);
        QCOMPARE(selectedIds(selection), std::set<quint64>{2});
        QVERIFY(model.index(2, 0).data(ConnectionModel::ClosedRole).toBool());
        QVERIFY(!model.index(1, 0).data(ConnectionModel::ClosedRole).toBool());
        QCOMPARE(model.index(2, int(ConnectionColumn::State)).data().toString(), u"slow"_s);
        QCOMPARE(model.index(2, int(ConnectionColumn::RoundTrip)).data().toString(), u"–"_s);
        QCOMPARE(model.index(2, int(ConnectionColumn::Connected)).data().toString(), u"00:01:00"_s);
    }

    void whatIsOnItsWayIsNoBacklog()
    {
        const auto snapshot = [](qint64 backlogBytes) {
            auto made = std::make_shared<ConnectionSnapshot>(*testSnapshot({1}));
            made->rows[0].backlogBytes = backlogBytes;
            return made;
        };
        ConnectionModel model;
        const auto isBehind = [&] {
            return model.index(0, int(ConnectionColumn::Backlog))
                .data(ConnectionModel::BehindRole)
                .toBool();
        };
        model.apply(arranged(snapshot(19)), 0, 0); // a heartbeat
        QVERIFY(!isBehind());
        model.setBehindBefore({1}); // it waited at the look before, too
        QVERIFY(isBehind());
        model.apply(arranged(snapshot(0)), 0, 0);
        QVERIFY(!isBehind());
        model.setBehindBefore({});
        model.apply(arranged(snapshot(ConnectionModel::BehindFromBytes)), 0, 0);
        QVERIFY(isBehind());
    }

    // What the main thread pays for one answer of a hub with 10,000 connections.
    void appliesAnAnswerOfTenThousandRows_data()
    {
        QTest::addColumn<bool>("byEvents");
        QTest::newRow("100 come and go, in the order of ids") << false;
        QTest::newRow("100 come and go, figures move all rows") << true;
    }

    void appliesAnAnswerOfTenThousandRows()
    {
        QFETCH(const bool, byEvents);
        const ConnectionSort sort
            = byEvents ? ConnectionSort{ConnectionColumn::Events, Qt::DescendingOrder} : ById;
        std::vector<quint64> ids = upTo(10000);
        const auto before = arranged(testSnapshot(ids), sort);
        for (std::size_t i = 0; i < 100; ++i)
            ids[i * 100] = 10001 + i;
        const auto after = arranged(testSnapshot(ids, 1), sort);

        Theme theme;
        ConnectionModel model;
        ConnectionTable table(theme);
        table.setModel(&model);
        table.resize(1000, 700);
        table.show();
        model.apply(before, 0, 25);
        table.selectRow(3);
        bool forth = false;
        QBENCHMARK
        {
            forth = !forth;
            model.apply(forth ? after : before, 0, 25);
        }
        QCOMPARE(model.rowCount(), 10000);
    }
};

ROOM_TEST(TestConnectionModel, QApplication)
#include "tst_connection_model.moc"
