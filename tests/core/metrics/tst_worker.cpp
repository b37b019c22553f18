// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "metrics/worker.h"
#include "support/room.h"

#include <QTest>
#include <QThread>

#include <numeric>

using namespace fanlight;

// Nothing here has a lock: what the pieces share is passed on by the worker, which the thread
// sanitizer checks.
class TstWorker : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void doesOneAfterTheOtherInAThreadOfItsOwn()
    {
        Worker worker;
        std::vector<int> done;
        std::thread::id thread;
        for (int i = 0; i < 1000; ++i) {
            worker.start([&, i] {
                done.push_back(i);
                thread = std::this_thread::get_id();
            });
        }
        worker.waitForDone();
        std::vector<int> expected(1000);
        std::iota(expected.begin(), expected.end(), 0);
        QCOMPARE(done, expected);
        QVERIFY(thread != std::this_thread::get_id());
    }

    void itsEndWaitsForAll()
    {
        int done = 0;
        {
            Worker worker;
            for (int i = 0; i < 100; ++i)
                worker.start([&] { ++done; });
        }
        QCOMPARE(done, 100);
    }

    void aPieceMayGiveMore()
    {
        Worker worker;
        int done = 0;
        worker.start([&] {
            worker.start([&] { ++done; });
            ++done;
        });
        worker.waitForDone();
        QCOMPARE(done, 2);
    }

    void whatAPieceHoldsGoesWithIt()
    {
        Worker worker;
        auto held = std::make_shared<int>(1);
        const std::weak_ptr<int> watch = held;
        worker.start([held = std::move(held)] {});
        worker.waitForDone();
        QVERIFY(watch.expired());
    }

    void answersComeInTheThreadOfTheReceiverInOrder()
    {
        Worker worker;
        QObject receiver;
        std::vector<QString> got;
        for (int i = 0; i < 100; ++i) {
            worker.start([&, i] {
                Worker::answer(&receiver, [&, text = QString::number(i)] {
                    QCOMPARE(QThread::currentThread(), receiver.thread());
                    got.push_back(text);
                });
            });
        }
        QTRY_COMPARE(got.size(), std::size_t(100));
        QCOMPARE(got.front(), QStringLiteral("0"));
        QCOMPARE(got.back(), QStringLiteral("99"));
    }

    void answersToWhoIsGoneAreDropped()
    {
        Worker worker;
        auto receiver = std::make_unique<QObject>();
        bool isCalled = false;
        worker.start([&] { Worker::answer(receiver.get(), [&] { isCalled = true; }); });
        worker.waitForDone();
        receiver.reset();
        QCoreApplication::processEvents();
        QVERIFY(!isCalled);
    }

    void nothingToDoIsNothingToWaitFor()
    {
        Worker worker;
        worker.waitForDone();
    }
};

ROOM_TEST(TstWorker, QCoreApplication)
#include "tst_worker.moc"
