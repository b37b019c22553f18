// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "hub/closed_connections.h"
#include "support/room.h"

#include <QtTest>

using namespace fanlight;

namespace {

ConnectionRow rowOf(const QString& user, quint64 id)
{
    ConnectionRow row;
    row.userId = user;
    row.id = id;
    return row;
}

} // namespace

class TestClosedConnections : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void theNewestOfThoseSinceAreGivenOldestFirst()
    {
        ClosedConnections closed;
        for (quint64 id = 1; id <= 5; ++id)
            closed.append(rowOf(u"1"_qs, id));
        QCOMPARE(closed.since(0).size(), 5U);
        QCOMPARE(closed.since(5).size(), 0U);
        const auto last = closed.since(1, 2);
        QCOMPARE(last.size(), 2U);
        QCOMPARE(last[0]->row.id, 4U);
        QCOMPARE(last[1]->number, 5U);
    }

    void aReaderThatGoesOnMissesNone()
    {
        ClosedConnections closed;
        for (quint64 id = 1; id <= 5; ++id)
            closed.append(rowOf(u"1"_qs, id));
        const auto first = closed.following(1, 2);
        QCOMPARE(first.size(), 2U);
        QCOMPARE(first[1]->number, 3U);
        QCOMPARE(closed.following(3, 9).size(), 2U);
    }

    void streamsOfBeforeStandInFront()
    {
        ClosedConnections closed;
        QVERIFY(closed.begin({rowOf(u"1"_qs, 8), rowOf(u"1"_qs, 9)}, 30));
        closed.append(rowOf(u"1"_qs, 1));
        const auto all = closed.since(0);
        QCOMPARE(all.size(), 3U);
        QCOMPARE(all[0]->number, 29U);
        QCOMPARE(all[2]->number, 31U);
        QVERIFY(!closed.begin({rowOf(u"1"_qs, 8)}, 40));
    }

    void theHistoryOfAUserIsNewestFirst()
    {
        ClosedConnections closed;
        for (quint64 id = 1; id <= 6; ++id)
            closed.append(rowOf(id % 2 ? u"odd"_qs : u"even"_qs, id));
        const auto odd = closed.ofUser(u"odd"_qs, 2);
        QCOMPARE(odd.size(), 2U);
        QCOMPARE(odd[0]->row.id, 5U);
        QCOMPARE(odd[1]->row.id, 3U);
        QVERIFY(closed.ofUser(u"nobody"_qs, 2).empty());
    }

    void theOldestGoFirst()
    {
        ClosedConnections closed;
        constexpr auto capacity = quint64(ClosedConnections::Capacity);
        for (quint64 id = 1; id <= capacity + 3; ++id)
            closed.append(rowOf({}, id));
        QCOMPARE(closed.evicted(), 3U);
        QCOMPARE(closed.since(0).size(), ClosedConnections::Capacity);
        QCOMPARE(closed.since(0).front()->row.id, 4U);
    }
};

ROOM_TEST(TestClosedConnections, QCoreApplication)
#include "tst_closed_connections.moc"
