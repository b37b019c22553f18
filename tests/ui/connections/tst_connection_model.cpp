// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "connections/connection_model.h"
#include "hub/connection_windows.h"
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

ConnectionWindow windowed(const ConnectionSnapshotPtr& snapshot, ConnectionSort sort = ById,
    int first = 0, int count = ConnectionWish::MostRows)
{
    ConnectionWish wish;
    wish.sort = sort;
    wish.first = first;
    wish.count = count;
    return *windowOf(snapshot, std::make_shared<std::vector<ConnectionRowPtr>>(), wish);
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
        model.show(windowed(snapshot), 0, 0);
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
            const auto next = windowed(snapshot, sort);

            std::set<quint64> expected;
            for (const quint64 id : selectedIds(selection)) {
                if (std::any_of(snapshot->rows.begin(), snapshot->rows.end(),
                        [id](const ConnectionRow& row) { return row.id == id; }))
                    expected.insert(id);
            }
            model.show(next, 0, 20);

            QCOMPARE(selectedIds(selection), expected);
            QCOMPARE(model.rowCount(), int(next.matching));
            for (int row = 0; row < model.rowCount(); ++row)
                QCOMPARE(model.rowAt(row)->id, next.rows[std::size_t(row)].id);
            for (int i = 0; i < 3 && model.rowCount() > 0; ++i) {
                selection.select(model.index(random.bounded(model.rowCount()), 0),
                    QItemSelectionModel::Toggle | QItemSelectionModel::Rows);
            }
        }
    }

    void unchangedOrderTellsOnlyTheVisibleFigures()
    {
        ConnectionModel model;
        model.show(windowed(testSnapshot(upTo(100))), 0, 0);
        QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
        QSignalSpy layout(&model, &QAbstractItemModel::layoutChanged);
        QCOMPARE(model.show(windowed(testSnapshot(upTo(100), 1)), 10, 29),
            ConnectionModel::Change::Figures);
        QCOMPARE(layout.count(), 0);
        QCOMPARE(changed.count(), 1);
        QCOMPARE(changed[0][0].toModelIndex().row(), 10);
        QCOMPARE(changed[0][1].toModelIndex().row(), 29);
    }

    void rowsThatComeAndGoLeaveTheOrderOfTheOthers()
    {
        ConnectionModel model;
        model.show(windowed(testSnapshot({1, 2, 3, 4, 5, 8, 9})), 0, 0);
        QCOMPARE(model.show(windowed(testSnapshot({1, 4, 5, 6, 7, 8, 9, 10})), 0, 0),
            ConnectionModel::Change::RowsOnly);
        QCOMPARE(model.rowOf(10), 7);
    }

    void anotherWindowMakesFewSignalsHoweverManyRowsThereAre()
    {
        QRandomGenerator random(5);
        ConnectionModel model;
        model.show(windowed(testSnapshot(randomIds(random, 3000, 50))), 0, 0);
        int structural = 0;
        for (const auto signal :
            {&QAbstractItemModel::rowsRemoved, &QAbstractItemModel::rowsInserted})
            connect(&model, signal, this, [&] { ++structural; });
        connect(&model, &QAbstractItemModel::layoutChanged, this, [&] { ++structural; });
        QCOMPARE(model.show(windowed(testSnapshot(randomIds(random, 3000, 50), 1),
                                {ConnectionColumn::Events, Qt::DescendingOrder}),
                     0, 0),
            ConnectionModel::Change::Order);
        QVERIFY2(structural <= 2, qPrintable(QString::number(structural)));
    }

    void rowsOutsideOfTheWindowSayNothing()
    {
        ConnectionModel model;
        model.show(windowed(testSnapshot(upTo(500)), ById, 100, 50), 0, 0);
        QCOMPARE(model.rowCount(), 500);
        QVERIFY(!model.rowAt(99) && model.rowAt(100) && model.rowAt(149) && !model.rowAt(150));
        QCOMPARE(model.index(99, int(ConnectionColumn::Id)).data().toString(), u"…"_s);
        for (int column = 1; column < ConnectionColumnCount; ++column)
            QVERIFY(!model.index(99, column).data().isValid());
        QVERIFY(!model.index(99, 0).data(ConnectionModel::ThereRole).toBool());
        QCOMPARE(model.keyAt(99), 0U);
        QCOMPARE(model.rowOf(120), 119);
        QCOMPARE(model.rowOf(99), -1);
    }

    void windowsMoveOverRowsAndThePersistentIndexesStayTrue()
    {
        QRandomGenerator random(7);
        ConnectionModel model;
        QAbstractItemModelTester tester(
            &model, QAbstractItemModelTester::FailureReportingMode::Fatal);
        for (quint64 tick = 0; tick < 80; ++tick) {
            std::vector<std::pair<QPersistentModelIndex, quint64>> held;
            for (int i = 0; i < 5 && model.rowCount() > 0; ++i) {
                const int row = random.bounded(model.rowCount());
                held.emplace_back(model.index(row, 0), model.keyAt(row));
            }
            const auto snapshot = testSnapshot(randomIds(random, 300, 90), tick);
            model.show(windowed(snapshot, ById, random.bounded(300), random.bounded(90)), 0, 20);
            for (const auto& [index, key] : held) {
                if (key == 0 || !index.isValid() || model.keyAt(index.row()) == 0)
                    continue;
                QCOMPARE(model.keyAt(index.row()), key);
            }
        }
    }

    void streamsOfOtherInstancesHaveKeysOfTheirOwn()
    {
        ConnectionRow own = testRow(5);
        ConnectionRow other = own;
        other.instance = u"hub-2"_s;
        QVERIFY(ConnectionModel::isOwn(ConnectionModel::rowKey(own)));
        QVERIFY(!ConnectionModel::isOwn(ConnectionModel::rowKey(other)));
        other.id = 6;
        QVERIFY(ConnectionModel::rowKey(own) != ConnectionModel::rowKey(other));
        ConnectionModel model;
        ConnectionWindow window;
        window.instance = u"hub-1"_s;
        window.matching = 2;
        window.rows = {own, other};
        model.show(window, 0, 0);
        QCOMPARE(model.index(0, int(ConnectionColumn::Instance)).data().toString(), u"hub-1"_s);
        QCOMPARE(model.index(1, int(ConnectionColumn::Instance)).data().toString(), u"hub-2"_s);
    }

    void findsRowsById()
    {
        ConnectionModel model;
        model.show(
            windowed(testSnapshot({5, 7, 9}), {ConnectionColumn::Id, Qt::DescendingOrder}), 0, 0);
        QCOMPARE(model.rowOf(9), 0);
        QCOMPARE(model.rowOf(5), 2);
        QCOMPARE(model.rowOf(6), -1);
    }

    void aStreamThatEndedGoesBelowTheOthersAndItsAgeStands()
    {
        ConnectionModel model;
        QAbstractItemModelTester tester(
            &model, QAbstractItemModelTester::FailureReportingMode::Fatal);
        model.show(windowed(testSnapshot({1, 2, 3})), 0, 0);
        ClosedRows closed;
        const qint64 connectedAtMs = testRow(2).connectedAtMs;
        closed.take({testClosed(1, 2, connectedAtMs + 60'000, DisconnectReason::Slow)},
            connectedAtMs + 60'000);
        QItemSelectionModel selection(&model);
        selection.select(
            model.index(1, 0), QItemSelectionModel::Select | QItemSelectionModel::Rows);
        QSignalSpy removed(&model, &QAbstractItemModel::rowsRemoved);
        ConnectionWish wish;
        wish.withClosed = true;
        model.show(*windowOf(testSnapshot({1, 3}, 5), closed.rows(), wish), 0, 2);
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
        const auto snapshot = [](qint64 backlogBytes, qint64 afterMs) {
            auto made = std::make_shared<ConnectionSnapshot>(*testSnapshot({1}));
            made->takenAtMs += afterMs;
            made->rows[0].backlogBytes = backlogBytes;
            return made;
        };
        ConnectionModel model;
        const auto isBehind = [&] {
            return model.index(0, int(ConnectionColumn::Backlog))
                .data(ConnectionModel::BehindRole)
                .toBool();
        };
        model.show(windowed(snapshot(19, 0)), 0, 0); // a heartbeat
        QVERIFY(!isBehind());
        model.show(windowed(snapshot(19, 500)), 0, 0); // the same look
        QVERIFY(!isBehind());
        model.show(windowed(snapshot(19, 1000)), 0, 0); // it waited at the look before, too
        QVERIFY(isBehind());
        model.show(windowed(snapshot(0, 2000)), 0, 0);
        QVERIFY(!isBehind());
        model.show(windowed(snapshot(19, 3000)), 0, 0);
        QVERIFY(!isBehind());
        model.show(windowed(snapshot(ConnectionModel::BehindFromBytes, 4000)), 0, 0);
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
        const auto before = windowed(testSnapshot(ids), sort, 0, 100);
        for (std::size_t i = 0; i < 100; ++i)
            ids[i * 100] = 10001 + i;
        const auto after = windowed(testSnapshot(ids, 1), sort, 0, 100);

        Theme theme;
        ConnectionModel model;
        ConnectionTable table(theme);
        table.setModel(&model);
        table.resize(1000, 700);
        table.show();
        model.show(before, 0, 25);
        table.selectRow(3);
        bool forth = false;
        QBENCHMARK
        {
            forth = !forth;
            model.show(forth ? after : before, 0, 25);
        }
        QCOMPARE(model.rowCount(), 10000);
    }
};

ROOM_TEST(TestConnectionModel, QApplication)
#include "tst_connection_model.moc"
