// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "qtredis/owed_replies.h"

#include "support/room.h"

#include <QTest>

using namespace fanlight::redis;
using namespace fanlight::testing;
using Due = OwedReplies::Kind;

class TestOwedReplies : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void repliesComeInTheOrderAsked()
    {
        OwedReplies owed;
        ReplyArena arena;
        const Reply reply = arena.makeError("x");
        QStringList came;
        owed.add(Due::Ping, 1, {});
        owed.add(Due::Reply, 2, [&came](const Reply&) { came << QStringLiteral("two"); });
        owed.add(Due::Reply, 1, [&came](const Reply&) { came << QStringLiteral("one"); });
        QCOMPARE(owed.count(), 4);
        QCOMPARE(owed.kind(), Due::Ping);
        QVERIFY(owed.take().isLast);
        for (int i = 0; i < 3; ++i) {
            OwedReplies::Taken taken = owed.take();
            taken.callback(reply);
            if (!taken.isLast)
                owed.giveBack(std::move(taken.callback));
        }
        QCOMPARE(came,
            (QStringList{QStringLiteral("two"), QStringLiteral("two"), QStringLiteral("one")}));
        QVERIFY(owed.isEmpty());
        QCOMPARE(owed.count(), 0);
    }

    // An array of three words may be the answer to what was asked before it subscribed.
    void pushesComeBehindWhatWasOwedBefore()
    {
        OwedReplies owed;
        QVERIFY(!owed.mayBePush());
        owed.add(Due::Reply, 2, {});
        owed.beginPushes();
        owed.add(Due::Confirmations, 2, {});
        owed.beginPushes(); // once more
        QVERIFY(!owed.mayBePush());
        owed.take();
        QVERIFY(!owed.mayBePush());
        owed.take();
        QVERIFY(owed.mayBePush());
        owed.confirm(Due::Releases); // which nobody waits for
        QCOMPARE(owed.left(), 2);
        owed.confirm(Due::Confirmations);
        QCOMPARE(owed.left(), 1);
        owed.refuse();
        QVERIFY(owed.isEmpty());
        owed.end();
        QVERIFY(!owed.mayBePush());
    }

    void whatFailsIsToldOfEachAndMayAskAnew()
    {
        OwedReplies owed;
        ReplyArena arena;
        int failed = 0;
        owed.add(Due::Reply, 3, [&](const Reply& reply) {
            QVERIFY(reply.isError());
            if (++failed == 1)
                owed.add(Due::Reply, 1, [&failed](const Reply&) { ++failed; });
        });
        owed.add(Due::Last, 1, {});
        owed.end();
        QCOMPARE(owed.count(), 0);
        owed.fail(arena.makeError("LOST gone"));
        QCOMPARE(failed, 3);
        QCOMPARE(owed.count(), 1);
        QCOMPARE(owed.kind(), Due::Reply);
    }
};

ROOM_TEST(TestOwedReplies, NoApplication)
#include "tst_owed_replies.moc"
