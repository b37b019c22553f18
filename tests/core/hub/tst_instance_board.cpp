// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/qtredis/link_rig.h"
#include "hub/instance_board.h"
#include "support/room.h"

using namespace fanlight;
using namespace fanlight::testing;

namespace {

const QString Own = QStringLiteral("own");

} // namespace

// What an instance tells of itself, with a real Redis.
class TstInstanceBoard : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() { START_REDIS(m_redis); }
    void cleanup() { m_redis.stop(); }

    void whoLeavesIsGoneAtOnce()
    {
        LinkRig rig(settingsFor(m_redis.url()));
        QVERIFY(rig.waitForReady());
        InstanceBoard board(rig.link, RedisKeys(), Own, InstanceBoard::newMark(), {}, 0);
        board.start();
        QTRY_COMPARE(isThere(), true);
        QTRY_VERIFY(board.instances());
        board.sayGoodbye();
        rig.ask({"PING"});
        QCOMPARE(isThere(), false);
        QCOMPARE(m_redis.command({"ZCARD", "fanlight:instances"}).toInt(), 0);
    }

    // A heartbeat asks Redis twice before it writes.
    void whoLeavesDuringAHeartbeatDoesNotComeBack_data()
    {
        QTest::addColumn<int>("answers");
        for (const int answers : {0, 1, 2, 3})
            QTest::addRow("%d answers", answers) << answers;
    }
    void whoLeavesDuringAHeartbeatDoesNotComeBack()
    {
        QFETCH(int, answers);
        LinkRig rig(settingsFor(m_redis.url()));
        QVERIFY(rig.waitForReady());
        InstanceBoard board(rig.link, RedisKeys(), Own, InstanceBoard::newMark(), {}, 0);
        board.start();
        for (int i = 0; i < answers; ++i)
            rig.ask({"PING"});
        board.sayGoodbye();
        for (int i = 0; i < 4; ++i) // more than it asks
            rig.ask({"PING"});
        QCOMPARE(isThere(), false);
        QCOMPARE(m_redis.command({"ZCARD", "fanlight:instances"}).toInt(), 0);
    }

private:
    bool isThere() { return m_redis.command({"EXISTS", "fanlight:instance:own"}).toInt() == 1; }

    RedisServer m_redis;
};

ROOM_TEST(TstInstanceBoard, QCoreApplication)
#include "tst_instance_board.moc"
