// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "connections/connections_desk.h"
#include "support/room.h"
#include "ui/connections/snapshots_for_tests.h"

#include <QBuffer>
#include <QItemSelection>
#include <QSignalSpy>
#include <QTest>

using namespace fanlight;
using namespace Qt::Literals::StringLiterals;

class TestConnectionsDesk : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_ended.clear();
        m_done = {};
        m_record = std::make_unique<ClosedConnections>();
        m_desk = std::make_unique<ConnectionsDesk>(
            ConnectionsDesk::Hands{[](const ConnectionFeed::Answer&) {},
                [this](const std::vector<quint64>& ids, qint64 retryMs,
                    const std::function<void(int)>& done) {
                    m_ended = ids;
                    m_retryMs = retryMs;
                    m_done = done;
                }},
            *m_record);
        // What a view does.
        connect(m_desk.get(), &ConnectionsDesk::streamsArranged, this,
            [this](const ConnectionArrangement& arrangement) { m_desk->show(arrangement, 0, 20); });
        connect(m_desk.get(), &ConnectionsDesk::usersArranged, this,
            [this](const UserArrangement& arrangement) { m_desk->show(arrangement, 0, 20); });
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
        QCOMPARE(m_desk->setFilter(u"rtt>0.5ms"_s), QString());
        QVERIFY(m_desk->filtersRoundTrip());
        const int rows = m_desk->rowCount();
        QVERIFY(!m_desk->setFilter(u"rtt>much"_s).isEmpty());
        QCOMPARE(m_desk->rowCount(), rows);
        QVERIFY(m_desk->filtersRoundTrip());
        m_desk->setFilter({});
        QVERIFY(!m_desk->filtersRoundTrip());
    }

    void onlyOpenStreamsOfASelectionAreEnded()
    {
        m_desk->feed().takeClosed({testClosed(1, 2, At)}, At);
        m_desk->feed().show(testSnapshot({1, 3}));
        ConnectionModel& streams = m_desk->streams();
        QCOMPARE(streams.rowCount(), 3);
        QItemSelection selection;
        selection.select(streams.index(1, 0), streams.index(2, 0));
        selection.append(QItemSelectionRange(streams.index(0, 0), streams.index(2, 0)));
        QCOMPARE(m_desk->openIds(selection), (std::vector<quint64>{1, 3}));
    }

    void whatIsSeenStaysWithItsFirstRowThatIsThere()
    {
        m_desk->feed().show(testSnapshot({1, 2, 3, 4, 5, 6}));
        const std::vector<quint64> seen = m_desk->ids(2, 4);
        QCOMPARE(seen, (std::vector<quint64>{3, 4, 5}));
        m_desk->feed().show(testSnapshot({2, 4, 5, 6}));
        QCOMPARE(m_desk->topRowFor(seen), std::optional<int>(0)); // 4 was the second seen
        m_desk->feed().show(testSnapshot({1}));
        QCOMPARE(m_desk->topRowFor(seen), std::nullopt);
        QVERIFY(m_desk->ids(-1, 4).empty());
    }

    void findsAStreamThatEndedAlsoWhileClosedOnesAreHidden()
    {
        m_desk->setClosedShown(false);
        m_desk->feed().takeClosed({testClosed(1, 2, At)}, At);
        m_desk->feed().show(testSnapshot({1}));
        QCOMPARE(m_desk->rowCount(), 1);
        QVERIFY(m_desk->find(2));
        QVERIFY(m_desk->find(2)->isClosed());
        QVERIFY(!m_desk->find(9));
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

    void disconnectsAndWatchesWhoComesBack()
    {
        m_desk->feed().show(testSnapshot({1, 2}));
        QSignalSpy told(m_desk.get(), &ConnectionsDesk::disconnected);
        m_desk->disconnectStreams({}, DisconnectIntent::all().front());
        QVERIFY(!m_done);
        m_desk->disconnectStreams({1, 2}, DisconnectIntent::after(5));
        QCOMPARE(m_ended, (std::vector<quint64>{1, 2}));
        QCOMPARE(m_retryMs, 5000);
        QVERIFY(!m_desk->feed().returns().isActive());
        m_done(2);
        QCOMPARE(told.count(), 1);
        QCOMPARE(m_desk->feed().returns().left(), 2U);
        m_done(0); // none was there any more: what is watched stays
        QCOMPARE(m_desk->feed().returns().left(), 2U);
        m_desk.reset();
        m_done(1);
    }

    void exportsWhatIsShownWhenItIsAsked()
    {
        m_desk->feed().show(testSnapshot({1, 2, 11}));
        const TableExport::Content content = m_desk->csv();
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
            QCOMPARE(m_desk->setFilter(ConnectionsDesk::filterOfUser(row.userId)), QString());
            QCOMPARE(m_desk->ids(0, m_desk->rowCount() - 1), std::vector{row.id});
        }
    }

private:
    std::vector<quint64> m_ended;
    qint64 m_retryMs = 0;
    std::function<void(int)> m_done;
    std::unique_ptr<ClosedConnections> m_record;
    std::unique_ptr<ConnectionsDesk> m_desk;
};

ROOM_TEST(TestConnectionsDesk, QCoreApplication)
#include "tst_connections_desk.moc"
