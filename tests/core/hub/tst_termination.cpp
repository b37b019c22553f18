// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "hub/termination.h"
#include "support/room.h"

#include <QSignalSpy>
#include <QtTest>

#include <cerrno>
#include <csignal>

using namespace fanlight;

class TestTermination : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void eachSignalAsksOnce_data()
    {
        QTest::addColumn<int>("signal");
        QTest::newRow("SIGTERM") << SIGTERM;
        QTest::newRow("SIGINT") << SIGINT;
    }
    void eachSignalAsksOnce()
    {
        QFETCH(int, signal);
        Termination termination;
        QSignalSpy asked(&termination, &Termination::requested);
        for (int times = 1; times <= 2; ++times) {
            std::raise(signal);
            QTRY_COMPARE(asked.size(), times);
        }
    }

    void aHangUpIsToldAndEndsNothing()
    {
        Termination termination;
        QSignalSpy asked(&termination, &Termination::requested);
        QSignalSpy hungUp(&termination, &Termination::hungUp);
        for (int times = 1; times <= 2; ++times) {
            std::raise(SIGHUP);
            QTRY_COMPARE(hungUp.size(), times);
        }
        QVERIFY(asked.isEmpty());
        std::raise(SIGHUP);
        std::raise(SIGTERM); // both before anybody looks
        QTRY_COMPARE(asked.size(), 1);
        QCOMPARE(hungUp.size(), 3);
    }

    void whatWasInterruptedKeepsItsError()
    {
        const Termination termination;
        errno = ENOENT;
        // until nothing fits in any more, which is an error of its own
        for (int i = 0; i < 100'000 && errno == ENOENT; ++i)
            std::raise(SIGHUP);
        QCOMPARE(errno, ENOENT);
    }

    void aClosedPipeIsNoReasonToEnd()
    {
        const Termination termination;
        std::raise(SIGPIPE); // would end the process
    }

    void afterItSignalsDoWhatTheyAlwaysDo()
    {
        {
            const Termination termination;
        }
        const auto before = std::signal(SIGTERM, SIG_DFL);
        QVERIFY(before == SIG_DFL);
    }
};

ROOM_TEST(TestTermination, QCoreApplication)
#include "tst_termination.moc"
