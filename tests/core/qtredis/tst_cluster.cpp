// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/qtredis/fake_node.h"
#include "core/qtredis/link_rig.h"
#include "qtredis/cluster.h"
#include "qtredis/key_slot.h"
#include "qtredis/refusal.h"
#include "support/redis_cluster.h"
#include "support/room.h"

using namespace fanlight::redis;
using namespace fanlight::testing;
using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

// A link that goes where a key of a cluster is kept.
class TestCluster : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { START_CLUSTER(m_cluster); }

    void slotsAreThoseOfRedis_data()
    {
        QTest::addColumn<QByteArray>("key");
        for (const char* key : {"123456789", "", "foo", "{user1000}.following",
                 "{user1000}.followers", "foo{}{bar}", "foo{{bar}}zap", "foo{bar}{zap}", "a}b{c",
                 "fanlight:{notifications}:log:42", "\xff\xfe{\x80}"})
            QTest::newRow(QByteArray(key).toPercentEncoding().constData()) << QByteArray(key);
    }
    void slotsAreThoseOfRedis()
    {
        QFETCH(QByteArray, key);
        QCOMPARE(keySlot({key.data(), std::size_t(key.size())}), m_cluster.slotOf(key));
    }

    void whereAMoveLeadsIsRead()
    {
        const Endpoint asked{u"10.0.0.1"_qs, 7000};
        QVERIFY(ClusterResolver::movedTo("MOVED 1 10.0.0.2:7001", asked)
            == (Endpoint{u"10.0.0.2"_qs, 7001}));
        QVERIFY(ClusterResolver::movedTo("MOVED 1 fe80::2:7001", asked)
            == (Endpoint{u"fe80::2"_qs, 7001}));
        QVERIFY(
            ClusterResolver::movedTo("MOVED 1 :7001", asked) == (Endpoint{u"10.0.0.1"_qs, 7001}));
        QVERIFY(ClusterResolver::movedTo("MOVED", asked) == asked);
        QVERIFY(ClusterResolver::movedTo("MOVED 1 x:y", asked) == asked);
    }

    // Whatever a node answers, another one is asked, and the reason is said.
    void anAnswerThatMakesNoSenseIsNotFollowed_data()
    {
        QTest::addColumn<QByteArray>("answer");
        const QByteArray host = "*2\r\n$9\r\n127.0.0.1\r\n";
        QTest::newRow("nobody") << "*0\r\n"_ba;
        QTest::newRow("no list") << ":7\r\n"_ba;
        QTest::newRow("a list of none") << "*2\r\n:7\r\n$1\r\nx\r\n"_ba;
        QTest::newRow("half a range") << "*1\r\n*2\r\n:0\r\n:16383\r\n"_ba;
        QTest::newRow("no port") << "*1\r\n*3\r\n:0\r\n:16383\r\n" + host + ":0\r\n";
        QTest::newRow("a port beyond all") << "*1\r\n*3\r\n:0\r\n:16383\r\n" + host + ":71915\r\n";
        QTest::newRow("a negative one") << "*1\r\n*3\r\n:0\r\n:16383\r\n" + host + ":-1\r\n";
        QTest::newRow("a host without end") << "*1\r\n*3\r\n:0\r\n:16383\r\n*2\r\n"
                + FakeNode::bulk(QByteArray(5000, 'x')) + ":6379\r\n";
        QTest::newRow("an error") << "-ERR no\r\n"_ba;
        QTest::newRow("the end") << "hang up"_ba;
    }
    void anAnswerThatMakesNoSenseIsNotFollowed()
    {
        QFETCH(QByteArray, answer);
        FakeNode wrong, right;
        wrong.answer = [&](const FakeNode::Command& command) {
            return command.value(0) == "CLUSTER" ? answer : QByteArray();
        };
        right.slotsAnswer = FakeNode::arrayOf({FakeNode::range(0, 16383, {right.serverPort()})});
        RedisLink::Settings settings
            = settingsFor(u"redis+cluster://%1,%2"_qs.arg(wrong.where(), right.where()));
        settings.clusterKey = "key";
        LinkRig rig(settings);
        QVERIFY2(rig.waitForReady(), qPrintable(rig.lost.value(0)));
        QCOMPARE(rig.link.endpoint().port, right.serverPort());
        QCOMPARE(right.count("GET", "key"), 1);
        QCOMPARE(wrong.count("GET"), 0);
    }

    // Each says that the other one keeps the key: it is asked on, and not faster and faster.
    void aCircleIsLeftOnceItEnds()
    {
        FakeNode one, other;
        const int slot = keySlot("key");
        bool isCircle = true;
        for (FakeNode* node : {&one, &other}) {
            FakeNode& its = node == &one ? other : one;
            node->slotsAnswer = FakeNode::arrayOf({FakeNode::range(0, 16383, {its.serverPort()})});
            node->answer = [&its, &isCircle, slot](const FakeNode::Command& command) -> QByteArray {
                return isCircle && command.value(0) == "GET"
                    ? "-MOVED " + QByteArray::number(slot) + ' ' + its.where().toLatin1() + "\r\n"
                    : QByteArray();
            };
        }
        RedisLink::Settings settings
            = settingsFor(u"redis+cluster://%1,%2"_qs.arg(one.where(), other.where()));
        settings.clusterKey = "key";
        LinkRig rig(settings);
        QTRY_VERIFY(rig.lost.size() >= 4);
        QVERIFY2(rig.lost.last().contains(u"does not keep what is of this app"_qs),
            qPrintable(rig.lost.last()));
        QCOMPARE(rig.ready, 0);
        isCircle = false;
        QVERIFY(rig.waitForReady());
    }

    void goesToWhoeverKeepsTheKey()
    {
        for (const char* key : {"a", "b", "c", "d"}) {
            LinkRig rig(settings(key));
            QVERIFY2(rig.waitForReady(), qPrintable(rig.lost.value(0)));
            QCOMPARE(
                rig.link.endpoint().port, m_cluster.nodes[m_cluster.keeperOf(keySlot(key))].port());
            QCOMPARE(rig.ask({"SET", key, "1"}), QByteArray("OK"));
            QVERIFY(rig.lost.isEmpty());
        }
        LinkRig any(settings({}));
        QVERIFY2(any.waitForReady(), qPrintable(any.lost.value(0)));
    }

    // With commands under way: none of them is left without an answer, and what was not done is
    // said to be not done.
    void followsASlotThatIsMoved()
    {
        const std::string key = "moving";
        const int slot = keySlot(key);
        LinkRig rig(settings(key));
        QVERIFY2(rig.waitForReady(), qPrintable(rig.lost.value(0)));
        LinkRig listening(settings(key));
        QVERIFY(listening.waitForReady());
        QCOMPARE(rig.ask({"SET", key, "0"}), QByteArray("OK"));
        const std::size_t from = m_cluster.keeperOf(slot);
        const std::size_t to = (from + 1) % RedisCluster::Primaries;
        m_cluster.moveSlot(slot, from, to);
        int done = 0, redirected = 0, other = 0;
        for (int i = 0; i < 100; ++i)
            rig.link.send({"INCR", key}, [&](const Reply& reply) {
                (!reply.isError() ? done : isRedirection(reply.text()) ? redirected : other) += 1;
            });
        QTRY_COMPARE(done + redirected + other, 100);
        QCOMPARE(redirected, 100);
        QVERIFY2(rig.waitForReady(2), qPrintable(rig.lost.join(u'\n')));
        QCOMPARE(rig.link.endpoint().port, m_cluster.nodes[to].port());
        QCOMPARE(rig.ask({"GET", key}), QByteArray("0"));
        // nothing was asked of this one
        QVERIFY2(listening.waitForReady(2), qPrintable(listening.lost.join(u'\n')));
        QCOMPARE(listening.link.endpoint().port, m_cluster.nodes[to].port());
        m_cluster.moveSlot(slot, to, from);
        QVERIFY(rig.waitForReady(3));
    }

    void whatIsNoClusterIsSaid()
    {
        RedisServer redis, gone;
        START_REDIS(redis);
        LinkRig rig(settingsFor(
            u"redis+cluster://127.0.0.1:%1,127.0.0.1:%2"_qs.arg(gone.port()).arg(redis.port())));
        const QString reason = rig.waitForLoss();
        QVERIFY2(reason.contains(u"Nothing listens at 127.0.0.1:%1"_qs.arg(gone.port())),
            qPrintable(reason));
        QVERIFY2(
            reason.contains(u"Redis at 127.0.0.1:%1 is no node of a cluster: write redis://"_qs.arg(
                redis.port())),
            qPrintable(reason));
    }

    void goesToItOverTls()
    {
        CertificateAuthority authority;
        QVERIFY(authority.make()
            && authority.sign(u"server"_qs, u"localhost"_qs, u"DNS:localhost,IP:127.0.0.1"_qs));
        RedisCluster cluster;
        START_CLUSTER(cluster, false, &authority);
        const QString url = cluster.url(u"rediss+cluster"_qs);
        for (const char* key : {"a", "b", "c"}) {
            RedisLink::Settings settings
                = settingsFor(url + u"?ca="_qs + authority.file(u"ca.pem"_qs));
            settings.clusterKey = key;
            LinkRig rig(settings);
            QVERIFY2(rig.waitForReady(), qPrintable(rig.lost.value(0)));
            QCOMPARE(rig.link.endpoint().port, cluster.portOf(cluster.keeperOf(keySlot(key))));
            QCOMPARE(rig.ask({"SET", key, "1"}), QByteArray("OK"));
        }
        LinkRig untrusting(settingsFor(url));
        QVERIFY2(untrusting.waitForLoss().contains(u"is not trusted"_qs),
            qPrintable(untrusting.lost.value(0)));
    }

    void aUserWhoMayNotAskIsSaidWhatToGrant()
    {
        for (std::size_t i = 0; i < RedisCluster::Primaries; ++i)
            m_cluster.nodes[i].command(
                {"ACL", "SETUSER", "blind", "on", ">pw", "~*", "+ping", "+get", "+client"});
        LinkRig rig(settingsFor(
            u"redis+cluster://blind:pw@127.0.0.1:%1"_qs.arg(m_cluster.nodes[0].port())));
        QVERIFY2(rig.waitForLoss().contains(u"+cluster|slots"_qs), qPrintable(rig.lost.value(0)));
    }

    // The last one: afterwards another node is the primary.
    void followsAFailOver()
    {
        const std::string key = "failing";
        LinkRig rig(settings(key));
        QVERIFY2(rig.waitForReady(), qPrintable(rig.lost.value(0)));
        QCOMPARE(rig.ask({"SET", key, "0"}), QByteArray("OK"));
        const std::size_t primary = m_cluster.keeperOf(keySlot(key));
        m_cluster.nodes[primary].kill();
        QVERIFY2(rig.waitForReady(2), qPrintable(rig.lost.join(u'\n')));
        QCOMPARE(
            rig.link.endpoint().port, m_cluster.nodes[primary + RedisCluster::Primaries].port());
        QCOMPARE(rig.ask({"SET", key, "1"}), QByteArray("OK"));
        QVERIFY(m_cluster.startNode(primary)); // comes back as a replica
        QVERIFY2(m_cluster.waitUntilComplete(), m_cluster.story().constData());
        QCOMPARE(rig.ask({"GET", key}), QByteArray("1"));
        QCOMPARE(rig.ready, 2);
    }

private:
    RedisLink::Settings settings(const std::string& key)
    {
        RedisLink::Settings settings = settingsFor(m_cluster.url());
        settings.clusterKey = key;
        return settings;
    }

    RedisCluster m_cluster;
};

ROOM_TEST(TestCluster, QCoreApplication)
#include "tst_cluster.moc"
