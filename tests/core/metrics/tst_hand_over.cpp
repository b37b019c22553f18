// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "metrics/hand_over.h"

#include "support/room.h"

#include <QThread>

#include <memory>
#include <thread>

using namespace fanlight;
using namespace fanlight::testing;

class TestHandOver : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void isCalledOnceInTheThreadOfItsTarget()
    {
        QObject target;
        std::string got;
        QThread* where = nullptr;
        int calls = 0;
        std::thread other([&] {
            // What only moves is carried, too.
            auto carried = std::make_unique<std::string>("carried");
            handOver(&target, [&, carried = std::move(carried)] {
                got = *carried;
                where = QThread::currentThread();
                ++calls;
            });
        });
        other.join();
        QCOMPARE(calls, 0); // never within the call
        QTRY_COMPARE(calls, 1);
        QCOMPARE(got, std::string("carried"));
        QCOMPARE(where, QThread::currentThread());
        QCoreApplication::processEvents();
        QCOMPARE(calls, 1);
    }

    void isDroppedWhenItsTargetHasGone()
    {
        auto target = std::make_unique<QObject>();
        const auto token = std::make_shared<int>();
        bool called = false;
        handOver(target.get(), [&called, token] { called = true; });
        QCOMPARE(token.use_count(), 2L);
        target.reset();
        QCoreApplication::processEvents();
        QVERIFY(!called);
        QCOMPARE(token.use_count(), 1L); // what it carried is freed
    }
};

ROOM_TEST(TestHandOver, QCoreApplication)
#include "tst_hand_over.moc"
