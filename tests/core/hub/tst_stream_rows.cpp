// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "hub/stream_rows.h"
#include "ui/connections/snapshots_for_tests.h"
#include "support/room.h"

using namespace fanlight;

class TestStreamRows : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void keepsWhatEndedForAMinute()
    {
        ClosedRows rows;
        rows.take({testClosed(1, 1, At), testClosed(2, 2, At + 30'000)}, At + 30'000);
        QCOMPARE(rows.rows()->size(), 2U);
        QCOMPARE(rows.lastNumber(), 2U);
        rows.take({}, At + 60'000);
        QCOMPARE(rows.rows()->size(), 2U);
        rows.take({}, At + 60'001);
        QCOMPARE(rows.rows()->size(), 1U);
        QCOMPARE(rows.rows()->front()->id, 2U);
    }

    void keepsTheNewestOfTooMany()
    {
        ClosedRows rows;
        std::vector<ClosedConnectionPtr> closed;
        for (quint64 i = 1; i <= ClosedRows::Most + 3; ++i)
            closed.push_back(testClosed(i, i, At));
        rows.take(closed, At);
        QCOMPARE(rows.rows()->size(), ClosedRows::Most);
        QCOMPARE(rows.rows()->front()->id, 4U);
    }

    void mergesByIdAndPrefersTheEnd()
    {
        ClosedRows closed;
        closed.take({testClosed(1, 4, At), testClosed(2, 2, At), testClosed(3, 9, At)}, At);
        const auto rows = mergeRows(testSnapshot({1, 2, 5}), closed.rows());
        QCOMPARE(rows->ids, (std::vector<quint64>{1, 2, 4, 5, 9}));
        QCOMPARE(rows->closedCount, 3U);
        QVERIFY(rows->find(2)->isClosed());
        QVERIFY(!rows->find(5)->isClosed());
        QVERIFY(!rows->find(3));
    }

    void anIdThatIsGivenAgainIsTheLiveOne()
    {
        auto other = std::make_shared<ClosedConnection>(*testClosed(1, 2, At));
        other->row.connectedAtMs -= 5000; // of a hub before
        ClosedRows closed;
        closed.take({other, testClosed(2, 2, At)}, At);
        QCOMPARE(mergeRows(testSnapshot({1}), closed.rows())->ids, (std::vector<quint64>{1, 2}));
        ClosedRows old;
        old.take({other}, At);
        QVERIFY(!mergeRows(testSnapshot({2}), old.rows())->find(2)->isClosed());
    }
};

ROOM_TEST(TestStreamRows, QCoreApplication)
#include "tst_stream_rows.moc"
