// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/qtredis/link_rig.h"
#include "support/room.h"
#include "support/sentinel_cluster.h"

#include <array>

using namespace fanlight::redis;
using namespace fanlight::testing;
using namespace std::chrono_literals;

// A sentinel that was held up looks on for half a minute before it trusts its clock again.
constexpr std::chrono::milliseconds SentinelPatience = 4 * Patience;

class TestSentinel : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void followsThePrimaryWhenItCrashes()
    {
        SentinelCluster cluster;
        QVERIFY(cluster.start() && cluster.waitUntilComplete());
        LinkRig rig(settingsFor(cluster.url()));
        QVERIFY2(rig.waitForReady(), qPrintable(rig.lost.value(0)));
        QCOMPARE(rig.link.endpoint().port, cluster.primary.port());
        QCOMPARE(rig.ask({"SET", "key", "value"}), QByteArray("OK"));
        cluster.primary.kill();
        QVERIFY2(rig.waitForReady(2, SentinelPatience), qPrintable(rig.lost.join(u'\n')));
        QCOMPARE(rig.link.endpoint().port, cluster.replica.port());
        QCOMPARE(rig.ask({"SET", "key", "other"}), QByteArray("OK"));
    }

    void sentinelsWithAPasswordOfTheirOwnAreAskedWithIt()
    {
        SentinelCluster cluster;
        QVERIFY(cluster.start("of-sentinels") && cluster.waitUntilComplete());
        QFile file(cluster.primary.filePath(u"password"_qs));
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write("of-sentinels\n") > 0);
        file.close();
        LinkRig rig(settingsFor(cluster.url() + u"?sentinel-password=@"_qs + file.fileName()));
        QVERIFY2(rig.waitForReady(), qPrintable(rig.lost.value(0)));
        LinkRig without(settingsFor(cluster.url()));
        QVERIFY2(without.waitForLoss().contains(u"add ?sentinel-password=@FILE to the address"_qs),
            qPrintable(without.lost.value(0)));
        LinkRig other(settingsFor(cluster.url() + u"?sentinel-password=wrong"_qs));
        QVERIFY2(other.waitForLoss().contains(u"refuses the default user with this password"_qs),
            qPrintable(other.lost.value(0)));
        QVERIFY(!other.lost[0].contains(u"wrong"_qs));
        cluster.primary.kill();
        QVERIFY2(rig.waitForReady(2, SentinelPatience), qPrintable(rig.lost.join(u'\n')));
        QCOMPARE(rig.link.endpoint().port, cluster.replica.port());
    }

    void followsThePrimaryOverTls()
    {
        CertificateAuthority authority;
        QVERIFY(authority.make()
            && authority.sign(u"server"_qs, u"localhost"_qs, u"DNS:localhost,IP:127.0.0.1"_qs));
        SentinelCluster cluster;
        QVERIFY(cluster.start({}, &authority) && cluster.waitUntilComplete());
        LinkRig rig(settingsFor(cluster.url() + u"?ca="_qs + authority.file(u"ca.pem"_qs)));
        QVERIFY2(rig.waitForReady(), qPrintable(rig.lost.value(0)));
        QCOMPARE(rig.link.endpoint().port, cluster.portOf(cluster.primary, 0));
        LinkRig plain(settingsFor(cluster.url().replace(u"rediss+"_qs, u"redis+"_qs)));
        QVERIFY2(plain.waitForLoss().contains(u"rediss+sentinel://"_qs),
            qPrintable(plain.lost.value(0)));
        plain.link.close();
        LinkRig untrusted(settingsFor(cluster.url()));
        QVERIFY2(untrusted.waitForLoss().contains(u"is not trusted"_qs),
            qPrintable(untrusted.lost.value(0)));
        untrusted.link.close();
        cluster.primary.kill();
        QVERIFY2(rig.waitForReady(2, SentinelPatience), qPrintable(rig.lost.join(u'\n')));
        QCOMPARE(rig.link.endpoint().port, cluster.portOf(cluster.replica, 1));
        QCOMPARE(rig.ask({"SET", "key", "value"}), QByteArray("OK"));
    }

    // Without +switch-master only a time-out of 20 s would tell.
    void followsThePrimaryWhenItHangs()
    {
        SentinelCluster cluster;
        QVERIFY(cluster.start() && cluster.waitUntilComplete());
        cluster.sentinels[0].pause(); // the first it asks
        LinkRig rig(settingsFor(cluster.url()));
        QVERIFY2(rig.waitForReady(), qPrintable(rig.lost.value(0)));
        cluster.sentinels[0].resume();
        rig.link.subscribe(std::array<std::string_view, 1>{"a"});
        QTRY_COMPARE(rig.confirmations.size(), 1);
        cluster.primary.pause();
        QVERIFY2(rig.waitForReady(2, SentinelPatience), qPrintable(rig.lost.join(u'\n')));
        QVERIFY2(rig.lost[0].contains(
                     u"Sentinel has made 127.0.0.1:%1 the primary"_qs.arg(cluster.replica.port())),
            qPrintable(rig.lost[0]));
        QCOMPARE(rig.link.endpoint().port, cluster.replica.port());
        cluster.primary.resume();
    }

    void aSentinelThatIsGoneIsPassedOver()
    {
        SentinelCluster cluster;
        QVERIFY(cluster.start());
        cluster.sentinels[0].kill();
        LinkRig rig(settingsFor(cluster.url()));
        QVERIFY2(rig.waitForReady(), qPrintable(rig.lost.value(0)));
        QVERIFY(rig.lost.isEmpty());
        cluster.sentinels[1].kill(); // the one that is watched; the link itself does not care
        QCOMPARE(rig.ask({"ECHO", "x"}), QByteArray("x"));
        rig.link.close();
        rig.link.open();
        QVERIFY2(rig.waitForReady(2, SentinelPatience), qPrintable(rig.lost.value(0)));
        QVERIFY(rig.lost.isEmpty());
    }

    void sentinelsThatDoNotHelpAreSaid()
    {
        RedisServer gone, redis, sentinel;
        START_REDIS(redis);
        QVERIFY(sentinel.startSentinel(
            "sentinel monitor other 127.0.0.1 " + QByteArray::number(redis.port()) + " 1\n"));
        LinkRig rig(settingsFor(
            u"redis+sentinel://127.0.0.1:%1,127.0.0.1:%2,127.0.0.1:%3/main"_qs.arg(gone.port())
                .arg(redis.port())
                .arg(sentinel.port())));
        const QString reason = rig.waitForLoss();
        QVERIFY2(reason.startsWith(u"No sentinel tells where “main” is."), qPrintable(reason));
        QVERIFY2(
            reason.contains(
                u"Nothing listens at 127.0.0.1:%1: start the sentinel there"_qs.arg(gone.port())),
            qPrintable(reason));
        QVERIFY2(reason.contains(u"The server at 127.0.0.1:%1 is no sentinel"_qs.arg(redis.port())),
            qPrintable(reason));
        QVERIFY2(
            reason.contains(u"The sentinel at 127.0.0.1:%1 knows no primary named “main”"_qs.arg(
                sentinel.port())),
            qPrintable(reason));
        QTRY_VERIFY(rig.lost.size() > 1); // asked again
        rig.link.close();
    }

    void aReplicaIsNotTakenForThePrimary()
    {
        RedisServer primary, replica, sentinel;
        START_REDIS(primary);
        START_REDIS(replica, {u"--replicaof"_qs, u"127.0.0.1"_qs, QString::number(primary.port())});
        // a sentinel alone, which is wrong and needs too many others to change its mind
        QVERIFY(sentinel.startSentinel(
            "sentinel monitor main 127.0.0.1 " + QByteArray::number(replica.port()) + " 5\n"));
        LinkRig rig(settingsFor(u"redis+sentinel://127.0.0.1:%1/main"_qs.arg(sentinel.port())));
        QVERIFY2(
            rig.waitForLoss().contains(u"is not the primary (yet)"), qPrintable(rig.lost.value(0)));
        QCOMPARE(rig.ready, 0);
        replica.command({"REPLICAOF", "NO", "ONE"});
        QVERIFY(rig.waitForReady());
    }
};

ROOM_TEST(TestSentinel, QCoreApplication)
#include "tst_sentinel.moc"
