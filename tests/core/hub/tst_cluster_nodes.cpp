// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "hub/cluster_nodes.h"

#include "support/room.h"

#include <QTest>

using namespace fanlight;

// What a node of a Redis Cluster says of the others.
class TestClusterNodes : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void readsRolesSlotsAndWhoIsAway()
    {
        const std::string answer
            = "b1 127.0.0.1:7002@17002 master - 0 1 2 connected 5461-10922\n"
              "a1 127.0.0.1:7001@17001,node-a myself,master - 0 0 1 connected 0-5460 10923 "
              "[93->-b1]\n"
              "c1 127.0.0.1:7003@17003 master,fail - 1 1 3 disconnected\n"
              "d1 127.0.0.1:7004@17004 slave a1 0 1 1 connected\n"
              "e1 127.0.0.1:7005@17005 slave,fail? b1 0 1 2 connected\n"
              "f1 :0@0 master,noaddr - 1 1 0 disconnected\n"
              "nonsense\n";
        const std::vector<RedisNode> expected{
            {QStringLiteral("127.0.0.1:7001"), QStringLiteral("master"), 5462, true, false},
            {QStringLiteral("127.0.0.1:7002"), QStringLiteral("master"), 5462, false, false},
            {QStringLiteral("127.0.0.1:7003"), QStringLiteral("master"), 0, false, true},
            {QStringLiteral("127.0.0.1:7004"), QStringLiteral("slave"), 0, false, false},
            {QStringLiteral("127.0.0.1:7005"), QStringLiteral("slave"), 0, false, true}};
        QVERIFY(readClusterNodes(answer, 10923) == expected);
        QVERIFY(readClusterNodes({}, 0).empty());
        QVERIFY(!readClusterNodes(answer, 10924)[0].keepsThisApp);
    }
};

ROOM_TEST(TestClusterNodes, QCoreApplication)
#include "tst_cluster_nodes.moc"
