// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/sqs_groups.h"

#include "support/room.h"

#include <QTest>

using namespace fanlight;
using namespace fanlight::testing;

class TestSqsGroups : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void theNextFollowsTheFirstThatGoes()
    {
        SqsGroups groups;
        QVERIFY(groups.join("a", "a1"));
        QVERIFY(!groups.join("a", "a2"));
        QVERIFY(!groups.join("a", "a3"));
        QVERIFY(groups.join("b", "b1")); // no group waits for another
        QCOMPARE(groups.leave("a", "a2"), std::string()); // the first is still there
        QCOMPARE(groups.leave("a", "a1"), std::string("a3"));
        QCOMPARE(groups.leave("a", "a1"), std::string()); // it has gone
        QCOMPARE(groups.leave("a", "a3"), std::string());
        QVERIFY(groups.join("a", "a4"));
        QCOMPARE(groups.leave("c", "c1"), std::string());
    }

    void aGroupIsGivenBackWhole()
    {
        SqsGroups groups;
        for (const char* id : {"a1", "a2", "a3"})
            groups.join("a", id);
        groups.join("b", "b1");
        groups.leave("a", "a1");
        QCOMPARE(groups.takeAll("a"), (std::deque<std::string>{"a2", "a3"}));
        QVERIFY(groups.takeAll("a").empty());
        QVERIFY(groups.join("a", "a4"));
        groups.clear();
        QVERIFY(groups.join("b", "b2"));
    }
};

ROOM_TEST(TestSqsGroups, NoApplication)
#include "tst_sqs_groups.moc"
