// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "hub/options.h"
#include "hub/socket_budget.h"
#include "support/room.h"

#include <QtTest>

using namespace fanlight;

class TestSocketBudget : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void requestsStillGetThroughWhenStreamsAreFull()
    {
        const SocketBudget budget = socketBudget({});
        QVERIFY(budget.streams >= 1);
        QVERIFY(budget.streams < budget.sockets);
        QVERIFY(budget.shedRoom > 0);
    }

    void aCapIsOfStreamsAlone()
    {
        HubOptions options;
        options.maxConnections = 10;
        const SocketBudget capped = socketBudget(options);
        QCOMPARE(capped.streams, 10);
        QCOMPARE(capped.sockets, socketBudget({}).sockets);
        options.maxConnections = 1'000'000'000;
        QCOMPARE(socketBudget(options).streams, socketBudget({}).streams);
    }

    void whatTheHubHoldsIsNotTakenTwice()
    {
        QCOMPARE(socketBudget({}, 100).sockets, socketBudget({}).sockets + 100);
    }
};

ROOM_TEST(TestSocketBudget, QCoreApplication)
#include "tst_socket_budget.moc"
