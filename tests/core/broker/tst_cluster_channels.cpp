// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "broker/cluster_channels.h"

#include "core/broker/cluster_rig.h"
#include "qtredis/key_slot.h"
#include "support/room.h"

using namespace fanlight;
using namespace fanlight::testing;
using namespace Qt::Literals::StringLiterals;

// The channels of a cluster whose nodes say what they like.
class TstClusterChannels : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void eachChannelIsAtTheNodeThatKeepsItsSlot()
    {
        ClusterRig rig;
        QVERIFY(rig.waitForReady());
        QTRY_COMPARE(rig.first.count("SUBSCRIBE"), 1);
        QCOMPARE(rig.first.count("SUBSCRIBE", "notifications:e"), 1);
        QTRY_VERIFY(rig.second.count("SUBSCRIBE", "notifications:42") == 1
            && rig.second.count("SUBSCRIBE", "notifications") >= 1);
        QVERIFY(rig.channels->whyNotReady().empty());
        rig.first.answer = [](const FakeNode::Command& command) {
            return ClusterRig::isPublish(command) ? ClusterRig::published("5-0") : QByteArray();
        };
        const auto ticket = rig.publish("e");
        QTRY_COMPARE(ticket->completed, 1);
        QVERIFY2(ticket->refusal().empty(), ticket->refusal().c_str());
        QCOMPARE(rig.second.count("EVALSHA", "log:{notifications:e}"), 0);
    }

    void aMoveIsFollowedByPublishesAndSubscriptions()
    {
        ClusterRig rig;
        QVERIFY(rig.waitForReady() && rig.waitForChannels());
        const QByteArray moved = "-MOVED " + QByteArray::number(redis::keySlot("notifications:e"))
            + ' ' + rig.second.where().toLatin1() + "\r\n";
        rig.first.answer = [&](const FakeNode::Command& command) {
            return ClusterRig::isPublish(command) ? moved : QByteArray();
        };
        rig.second.answer = [](const FakeNode::Command& command) {
            return ClusterRig::isPublish(command) ? ClusterRig::published("5-0") : QByteArray();
        };
        const auto ticket = rig.publish("e");
        QTRY_COMPARE(ticket->completed, 1);
        QVERIFY2(ticket->refusal().empty(), ticket->refusal().c_str());
        QTRY_COMPARE(rig.second.count("SUBSCRIBE", "notifications:e"), 1);
        QTRY_COMPARE(rig.first.count("UNSUBSCRIBE", "notifications:e"), 1);
        // nothing was lost by that
        QCOMPARE(rig.gapsClosed, 0);
    }

    // What is not done elsewhere either is refused in the end, after some tries.
    void whatLeadsNowhereIsRefused_data()
    {
        QTest::addColumn<QByteArray>("first");
        QTest::addColumn<QByteArray>("second");
        QTest::addColumn<QByteArray>("why");
        QTest::newRow("each names the other") << "MOVED"_ba
                                              << "MOVED"_ba
                                              << "moving this to another node"_ba;
        QTest::newRow("names itself") << "MOVED itself"_ba
                                      << ""_ba
                                      << "moving this to another node"_ba;
        QTest::newRow("ask") << "-ASK 2063 127.0.0.1:1\r\n"_ba
                             << ""_ba
                             << "moving this to another node"_ba;
        QTest::newRow("try again") << "-TRYAGAIN Multiple keys request during rehashing\r\n"_ba
                                   << ""_ba
                                   << "moving this to another node"_ba;
        QTest::newRow("down") << "-CLUSTERDOWN The cluster is down\r\n"_ba
                              << ""_ba
                              << "does not serve this"_ba;
    }
    void whatLeadsNowhereIsRefused()
    {
        QFETCH(QByteArray, first);
        QFETCH(QByteArray, second);
        QFETCH(QByteArray, why);
        ClusterRig rig;
        QVERIFY(rig.waitForReady());
        const auto says = [](const QByteArray& what, FakeNode& other, FakeNode& own) -> QByteArray {
            return !what.startsWith("MOVED")
                ? what
                : "-MOVED 2063 " + (what == "MOVED" ? other : own).where().toLatin1() + "\r\n";
        };
        const QByteArray ofFirst = says(first, rig.second, rig.first);
        const QByteArray ofSecond = says(second, rig.first, rig.second);
        rig.first.answer = [&](const FakeNode::Command& command) {
            return ClusterRig::isPublish(command) ? ofFirst : QByteArray();
        };
        rig.second.answer = [&](const FakeNode::Command& command) {
            return ClusterRig::isPublish(command) ? ofSecond : QByteArray();
        };
        const auto ticket = rig.publish("e");
        QTRY_COMPARE_WITH_TIMEOUT(ticket->completed, 1, int(Patience.count()));
        QVERIFY2(ticket->refusal().find(why.toStdString()) != std::string::npos,
            ticket->refusal().c_str());
        QCOMPARE(ticket->refusalStatus(), 503);
        const auto tries = std::count_if(rig.first.commands.begin(), rig.first.commands.end(),
                               ClusterRig::isPublish)
            + std::count_if(
                rig.second.commands.begin(), rig.second.commands.end(), ClusterRig::isPublish);
        QVERIFY(tries > 1);
        QVERIFY(std::uint64_t(tries)
            <= ClusterHistory::RetryNs / 1'000'000 / ClusterHistory::RetryMs + 2);
        // and it is published once they know
        rig.first.answer = rig.second.answer = [](const FakeNode::Command& command) {
            return ClusterRig::isPublish(command) ? ClusterRig::published("5-0") : QByteArray();
        };
        const auto again = rig.publish("e");
        QTRY_COMPARE(again->completed, 1);
        QVERIFY2(again->refusal().empty(), again->refusal().c_str());
    }

    void anAnswerThatIsNoneOfTheScriptIsRefused_data()
    {
        QTest::addColumn<QByteArray>("answer");
        QTest::addColumn<QByteArray>("why");
        const QByteArray other = "Redis answered something else";
        QTest::newRow("a number") << ":1\r\n"_ba << other;
        QTest::newRow("nil") << "$-1\r\n"_ba << other;
        QTest::newRow("an empty list") << "*0\r\n"_ba << other;
        QTest::newRow("half of it") << "*1\r\n$3\r\n5-0\r\n"_ba << other;
        QTest::newRow("an error") << "-OOM command not allowed\r\n"_ba
                                  << "its memory limit is reached"_ba;
        QTest::newRow("no right") << "-NOPERM this user has no permissions\r\n"_ba
                                  << "may not do this"_ba;
        QTest::newRow("the end") << "hang up"_ba
                                 << "Whether this was published is not known"_ba;
        QTest::newRow("what is no reply") << "HTTP/1.1 400 Bad Request\r\n"_ba
                                          << "Whether this was published is not known"_ba;
    }
    void anAnswerThatIsNoneOfTheScriptIsRefused()
    {
        QFETCH(QByteArray, answer);
        QFETCH(QByteArray, why);
        ClusterRig rig;
        QVERIFY(rig.waitForReady());
        rig.first.answer = [&](const FakeNode::Command& command) {
            return ClusterRig::isPublish(command) ? answer : QByteArray();
        };
        const auto ticket = rig.publish("e");
        QTRY_COMPARE(ticket->completed, 1);
        QVERIFY2(ticket->refusal().find(why.toStdString()) != std::string::npos,
            ticket->refusal().c_str());
    }

    // MOVED to where nobody is, to no slot, to nowhere, again and again.
    void movesThatMakeNoSenseOpenNoLinks()
    {
        ClusterRig rig;
        QVERIFY(rig.waitForReady());
        const QByteArrayList senseless
            = {"-MOVED\r\n", "-MOVED x y\r\n", "-MOVED -7 127.0.0.1:1\r\n",
                "-MOVED 99999 127.0.0.1:1\r\n", "-MOVED 16384 127.0.0.1:1\r\n", "-MOVED 2063\r\n",
                "-MOVED 2063 127.0.0.1:99999\r\n", "-MOVED 2063 :0\r\n"};
        int told = 0;
        rig.first.answer = [&](const FakeNode::Command& command) {
            return ClusterRig::isPublish(command) ? senseless[told++ % senseless.size()]
                                                  : QByteArray();
        };
        while (told < senseless.size()) {
            const auto ticket = rig.publish("e");
            QTRY_COMPARE_WITH_TIMEOUT(ticket->completed, 1, int(Patience.count()));
            QVERIFY(!ticket->refusal().empty());
        }
        QCOMPARE(rig.channels->topology().nodes().size(), 2U);
        QVERIFY(rig.channels->isReady());
    }

    void aTableThatMakesNoSenseIsSaid()
    {
        ClusterRig rig;
        for (FakeNode* node : {&rig.first, &rig.second})
            node->slotsAnswer = "*2\r\n:1\r\n*3\r\n:0\r\n:-5\r\n*1\r\n$0\r\n\r\n";
        QTRY_VERIFY(QByteArray::fromStdString(rig.channels->whyNotReady())
                        .contains("no node of the cluster keeps any slot"));
        const auto ticket = rig.publish("e");
        QTRY_COMPARE(ticket->completed, 1);
        QVERIFY(!ticket->refusal().empty());
        rig.sayWho(rig.first.serverPort(), rig.second.serverPort());
        QVERIFY(rig.waitForReady());
    }

    void slotsThatNobodyKeepsAreSaid()
    {
        ClusterRig rig;
        for (FakeNode* node : {&rig.first, &rig.second})
            node->slotsAnswer
                = FakeNode::arrayOf({FakeNode::range(8192, 16383, {rig.second.serverPort()})});
        QTRY_VERIFY(QByteArray::fromStdString(rig.channels->whyNotReady())
                        .contains("8192 of 16384 slots have no primary"));
        const auto refused = rig.publish("e");
        QTRY_COMPARE(refused->completed, 1);
        QVERIFY2(
            refused->refusal().find("No node of the Redis Cluster keeps this channel's slot") == 0,
            refused->refusal().c_str());
        rig.second.answer = [](const FakeNode::Command& command) {
            return ClusterRig::isPublish(command) ? ClusterRig::published("5-0") : QByteArray();
        };
        const auto taken = rig.publish("42"); // whose slot is kept
        QTRY_COMPARE(taken->completed, 1);
        QVERIFY2(taken->refusal().empty(), taken->refusal().c_str());
    }

    // What does not name the one before it is held until history has said what it is.
    void aHoleIsReadFromHistory()
    {
        ClusterRig rig;
        QByteArray newest = "5-0";
        QByteArray events = "*0\r\n";
        rig.first.answer = [&](const FakeNode::Command& command) {
            if (FakeNode::isLook(command))
                return FakeNode::arrayOf({FakeNode::bulk(newest),
                    FakeNode::number(QDateTime::currentMSecsSinceEpoch()), FakeNode::number(0)});
            return command.value(0) == "XRANGE" ? events : QByteArray();
        };
        QVERIFY(rig.waitForReady() && rig.waitForChannels());
        rig.first.tell("notifications:e", R"({"$fan":"6-0,0;p=5-0","n":6})");
        QTRY_COMPARE(rig.taken.size(), 1);
        QCOMPARE(rig.first.count("XRANGE"), 0); // it follows what is known
        newest = "8-0";
        events = FakeNode::arrayOf({FakeNode::entry("6-0", "5-0"), FakeNode::entry("7-0", "6-0"),
            FakeNode::entry("8-0", "7-0")});
        rig.first.tell("notifications:e", R"({"$fan":"8-0,0;p=7-0","n":8})");
        QTRY_COMPARE(rig.first.count("XRANGE", "log:{notifications:e} 6-0"), 1);
        // and goes on from there
        const qsizetype looks = rig.first.count("EVALSHA", "last-id:{notifications:e}");
        rig.first.tell("notifications:e", R"({"$fan":"9-0,0;p=8-0","n":9})");
        QTRY_COMPARE(rig.taken.size(), 3);
        QCOMPARE(rig.first.count("EVALSHA", "last-id:{notifications:e}"), looks);
    }

    // Anybody may publish: an id that nobody gave changes nothing, whatever it says.
    void anIdThatNobodyGaveIsNotBelieved_data()
    {
        QTest::addColumn<bool>("isFirst");
        QTest::newRow("once it is known how far the channel is") << false;
        QTest::newRow("while its node is asked") << true;
    }
    void anIdThatNobodyGaveIsNotBelieved()
    {
        QFETCH(const bool, isFirst);
        constexpr const char* Nobodys
            = R"({"$fan":"18446744073709551615-18446744073709551615,0","n":1})";
        ClusterRig rig;
        bool isToTell = isFirst;
        rig.first.answer = [&](const FakeNode::Command& command) -> QByteArray {
            if (!FakeNode::isLook(command))
                return {};
            if (command.value(3).contains("{notifications:e}") && std::exchange(isToTell, false))
                rig.first.tell("notifications:e", Nobodys);
            return FakeNode::arrayOf({FakeNode::bulk("5-0"),
                FakeNode::number(QDateTime::currentMSecsSinceEpoch()), FakeNode::number(0)});
        };
        QVERIFY(rig.waitForReady() && rig.waitForChannels());
        QTRY_VERIFY(rig.first.count("EVALSHA", "last-id:{notifications:e}") >= 1);
        if (!isFirst)
            rig.first.tell("notifications:e", Nobodys);
        QTRY_COMPARE(rig.taken.size(), 1);
        // looked up, and not found; once more where it came while its node was asked
        QTRY_VERIFY(rig.first.count("EVALSHA", "last-id:{notifications:e}") >= 2);
        rig.first.tell("notifications:e", R"({"$fan":"6-0,0;p=5-0","n":6})");
        QTRY_COMPARE(rig.taken.size(), 2);
        const qsizetype looks = rig.first.count("EVALSHA", "last-id:{notifications:e}");
        rig.first.tell("notifications:e", R"({"$fan":"7-0,0;p=6-0","n":7})");
        QTRY_COMPARE(rig.taken.size(), 3);
        QCOMPARE(rig.first.count("EVALSHA", "last-id:{notifications:e}"), looks);
    }

    void pushesThatMakeNoSenseAreLeftOut()
    {
        ClusterRig rig;
        QVERIFY(rig.waitForReady() && rig.waitForChannels());
        rig.first.push({"subscribe", "notifications:nobody", "1"});
        rig.first.push({"unsubscribe", "notifications:42", "0"}); // it is not here
        rig.first.push({"message", "notifications:42", "{}"});
        rig.first.push({"message", "elsewhere", "{}"});
        rig.first.tell("notifications:e", R"({"$fan":"","n":1})");
        QTRY_COMPARE(rig.taken, (QList<QByteArray>{"e"}));
        QVERIFY(rig.channels->isReady());
        // one that is not kept any more is listened to anew
        const qsizetype before = rig.first.count("SUBSCRIBE", "notifications:e");
        rig.first.push({"unsubscribe", "notifications:e", "0"});
        QTRY_COMPARE(rig.first.count("SUBSCRIBE", "notifications:e"), before + 1);
        QTRY_COMPARE(rig.gapsClosed, 1);
    }

    // The node's other channels stay as they are.
    void aShardedChannelThatANodeDoesNotKeepIsAskedForElsewhere_data()
    {
        QTest::addColumn<QByteArray>("error");
        QTest::addColumn<bool>("isElsewhere");
        QTest::newRow("moved") << "-MOVED 2063 %\r\n"_ba << true;
        QTest::newRow("not now") << "-TRYAGAIN later\r\n"_ba << false;
        QTest::newRow("down") << "-CLUSTERDOWN Hash slot not served\r\n"_ba << false;
    }
    void aShardedChannelThatANodeDoesNotKeepIsAskedForElsewhere()
    {
        QFETCH(QByteArray, error);
        QFETCH(const bool, isElsewhere);
        ClusterRig rig(true);
        error.replace("%", rig.second.where().toLatin1());
        rig.first.answer = [&](const FakeNode::Command& command) {
            return command.value(0) == "SSUBSCRIBE" && rig.first.count("SSUBSCRIBE") < 3
                ? error
                : QByteArray();
        };
        QVERIFY(rig.waitForReady());
        FakeNode& there = isElsewhere ? rig.second : rig.first;
        QTRY_COMPARE(there.count("SSUBSCRIBE", "notifications:e"), isElsewhere ? 1 : 3);
        there.tell("notifications:e", "{}"); // of the kind "message", which is as good
        QTRY_VERIFY(there.count("EVALSHA", "last-id:{notifications:e}") == 1);
        QCOMPARE(rig.channels->reconnects(), std::uint64_t(0));
        QVERIFY(rig.channels->isReady());
        QCOMPARE(rig.gapsClosed, 0);
    }

    // It may have been replaced meanwhile, and what it tells then is nobody's history.
    void oneThatHangsIsNotBelievedBeforeItIsKnownWhoKeepsItsSlots_data()
    {
        QTest::addColumn<bool>("isReplaced");
        QTest::newRow("another does") << true;
        QTest::newRow("it does") << false;
    }
    void oneThatHangsIsNotBelievedBeforeItIsKnownWhoKeepsItsSlots()
    {
        QFETCH(const bool, isReplaced);
        ClusterRig rig;
        QByteArray newest = "5-0";
        const auto answer = [&](const FakeNode::Command& command) {
            return FakeNode::isLook(command) ? FakeNode::arrayOf({FakeNode::bulk(newest),
                       FakeNode::number(QDateTime::currentMSecsSinceEpoch()), FakeNode::number(0),
                       FakeNode::number(0)})
                                             : QByteArray();
        };
        rig.first.answer = rig.second.answer = answer;
        QVERIFY(rig.waitForReady() && rig.waitForChannels());
        const ClusterNode& node = *rig.channels->topology().nodes().front();
        QCOMPARE(node.endpoint().text(), rig.first.where());
        rig.first.hangsAt
            = [](const FakeNode::Command& command) { return command.value(0) == "TIME"; };
        QTRY_VERIFY(node.isInDoubt());
        newest = "7-0";
        rig.first.tell("notifications:e", R"({"$fan":"6-0,0;p=5-0","n":6})");
        QTRY_COMPARE(rig.taken.size(), 1);
        QCOMPARE(rig.first.count("XRANGE") + rig.second.count("XRANGE"), 0);
        if (isReplaced)
            rig.sayWho(rig.second.serverPort(), rig.second.serverPort());
        else
            rig.first.speak();
        // what is behind the last before that is read where the channel is
        const FakeNode& keeper = isReplaced ? rig.second : rig.first;
        QTRY_COMPARE(keeper.count("XRANGE", "log:{notifications:e} 5-0"), 1);
        QCOMPARE((isReplaced ? rig.first : rig.second).count("XRANGE"), 0);
        QTRY_VERIFY(isReplaced || !node.isInDoubt());
    }

    void aNodeThatWentIsNamedAndTheOthersGoOn()
    {
        ClusterRig rig;
        QVERIFY(rig.waitForReady() && rig.waitForChannels());
        const QByteArray where = rig.first.where().toLatin1();
        rig.first.close();
        rig.first.hangUp();
        QTRY_VERIFY(QByteArray::fromStdString(rig.channels->whyNotReady()).contains(where));
        QVERIFY(
            QByteArray::fromStdString(rig.channels->whyNotReady()).contains("8192 of 16384 slots"));
        rig.second.answer = [](const FakeNode::Command& command) {
            return ClusterRig::isPublish(command) ? ClusterRig::published("5-0") : QByteArray();
        };
        const auto refused = rig.publish("e"), taken = rig.publish("42");
        QTRY_VERIFY(refused->completed == 1 && taken->completed == 1);
        QVERIFY2(QByteArray::fromStdString(refused->refusal()).contains(where),
            refused->refusal().c_str());
        QVERIFY2(taken->refusal().empty(), taken->refusal().c_str());
    }
};

ROOM_TEST(TstClusterChannels, QCoreApplication)
#include "tst_cluster_channels.moc"
