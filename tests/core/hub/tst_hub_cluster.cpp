// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "broker/redis_keys.h"
#include "core/hub/hub_rig.h"

#include "support/redis_cluster.h"
#include "support/room.h"

using namespace fanlight;
using namespace fanlight::testing;
using namespace Qt::Literals::StringLiterals;

namespace {

RedisCheck checkCluster(const QString& url)
{
    LocalHub hub;
    std::optional<RedisCheck> result;
    hub.checkRedis(url, [&](const RedisCheck& one) { result = one; });
    return QTest::qWaitFor([&] { return result.has_value(); }, int(Patience.count()))
        ? *result
        : RedisCheck{};
}

// What the step that failed says.
QString failureOf(const RedisCheck& found)
{
    for (const RedisCheckStep& step : found.steps) {
        if (step.outcome == RedisCheckStep::Outcome::Failed)
            return QString(step.name + u": "_s + step.text);
    }
    return {};
}

} // namespace

// A hub looks at a Redis Cluster, moves there, and watches it.
class TestHubCluster : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { START_CLUSTER(m_cluster, false); }

    void theRulesThatAreToldAreEnough()
    {
        const RedisKeys keys(std::string(RedisKeys::DefaultPrefix), RedisKeys::Layout::Cluster);
        for (std::size_t i = 0; i < RedisCluster::Primaries; ++i) {
            std::vector<QByteArray> user{"ACL", "SETUSER", "me", "on", ">pw"};
            for (const QByteArray& rule : QByteArray::fromStdString(keys.accessRules()).split(' '))
                user.push_back(rule);
            QCOMPARE(m_cluster.nodes[i].command(user).toByteArray(), "OK"_ba);
        }
        const QString url = m_cluster.url().replace(u"://"_s, u"://me:pw@"_s);
        const RedisCheck found = checkCluster(url);
        QVERIFY2(found.passed, qPrintable(failureOf(found)));
        HubRig rig;
        HubOptions options = onAnyPort();
        options.broker = url;
        QVERIFY(rig.start(options));
        QTRY_VERIFY2(rig.hub.status().broker.ready, qPrintable(rig.hub.status().broker.problem));
        QCOMPARE(rig.publish(to({u"42"_s}, "1")).error, QString());
    }

    void aNodeGivenAsOneRedisIsSaidToBeANode()
    {
        const QString where = u"127.0.0.1:%1"_s.arg(m_cluster.nodes[0].port());
        const QString failure = failureOf(checkCluster(u"redis://"_s + where));
        QVERIFY2(failure.contains(
                     u"is a node of a Redis Cluster: give it as redis+cluster://"_s + where),
            qPrintable(failure));
    }

    void takesAudienceAndHistoryAlong()
    {
        HubRig rig;
        QVERIFY(rig.start());
        bool isFollowed = false;
        rig.hub.changeAudience({{AudienceKind::Followers, u"7"_s, {u"41"_s, u"42"_s}, false}},
            [&](const QString& error, quint64) { isFollowed = error.isEmpty(); });
        QTRY_VERIFY(isFollowed);
        QByteArrayList ids;
        for (int i = 0; i < 5; ++i)
            ids << rig.publish(to({u"42"_s}, QByteArray::number(i))).id.toLatin1();
        std::optional<MoveResult> moved;
        rig.hub.moveToRedis(m_cluster.url(), LocalHub::Along::Everything,
            [&](const MoveResult& result) { moved = result; });
        QTRY_VERIFY(moved);
        QCOMPARE(moved->error, QString());
        QCOMPARE(moved->taken.audience, 2U);
        QCOMPARE(moved->taken.history, 5U);
        const std::size_t keeper
            = m_cluster.keeperOf(m_cluster.slotOf("fanlight:{notifications}:last-id"));
        QCOMPARE(m_cluster.nodes[keeper]
                     .command({"SCARD", "fanlight:{notifications}:followers:7"})
                     .toInt(),
            2);
        QTRY_VERIFY(rig.hub.status().broker.ready);
        EventStream back(rig.port(), "userId=42&gaps=1", {{"Last-Event-ID", ids[2]}});
        for (const char* data : {"3", "4"})
            QCOMPARE(back.next().data, QByteArray(data));

        // what it is seen to be, and a tap at any of its nodes
        std::optional<RedisSnapshot> seen;
        connect(&rig.hub, &LocalHub::redisSampled, &rig.hub,
            [&](const RedisSnapshot& one) { seen = one; });
        rig.hub.watch(HubPort::View::Redis, true);
        QTRY_VERIFY(seen && !seen->nodes.empty());
        QCOMPARE(seen->mode, u"cluster"_s);
        QCOMPARE(seen->nodes.size(), RedisCluster::Primaries);
        int slots = 0;
        for (const RedisNode& node : seen->nodes) {
            slots += node.slots;
            QCOMPARE(node.keepsThisApp,
                node.endpoint == u"127.0.0.1:%1"_s.arg(m_cluster.nodes[keeper].port()));
        }
        QCOMPARE(slots, 16384);
        QStringList tapped;
        connect(&rig.hub, &LocalHub::tapped, &rig.hub, [&](const TapBatch& batch) {
            for (const TapMessage& message : batch.messages)
                tapped.append(message.channel);
        });
        rig.hub.tapRedis(u"notifications:*"_s);
        QTRY_VERIFY_WITH_TIMEOUT(
            [&] {
                rig.publish(to({u"43"_s}, "1"));
                return tapped.contains(u"notifications:43"_s);
            }(),
            int(Patience.count()));
    }

private:
    RedisCluster m_cluster;
};

ROOM_TEST(TestHubCluster, QCoreApplication)
#include "tst_hub_cluster.moc"
