// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "broker/cluster_map.h"
#include "qtredis/reply_reader.h"
#include "support/room.h"

#include <QTest>

using namespace fanlight;

namespace {

ClusterMap mapOf(std::string_view answer)
{
    redis::ReplyReader reader;
    reader.feed(answer);
    if (reader.next() != redis::ReplyReader::Outcome::Reply)
        qFatal("no reply");
    return ClusterMap::read(reader.reply(), {QStringLiteral("10.0.0.9"), 7000});
}

constexpr std::string_view TwoRanges = "*2\r\n"
                                       "*4\r\n:0\r\n:8191\r\n"
                                       "*2\r\n$1\r\na\r\n:7001\r\n*2\r\n$1\r\nb\r\n:7002\r\n"
                                       "*3\r\n:8192\r\n:16000\r\n*2\r\n$0\r\n\r\n:7000\r\n";

} // namespace

// Who keeps which slot of a cluster.
class TestClusterMap : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void readsWhoKeepsWhat()
    {
        const ClusterMap map = mapOf(TwoRanges);
        QCOMPARE(map.keepers().size(), 2U);
        QCOMPARE(map.keeperOf(0)->text(), QStringLiteral("a:7001"));
        QCOMPARE(map.keeperOf(8191)->text(), QStringLiteral("a:7001"));
        // which knows no name for itself
        QCOMPARE(map.keeperOf(8192)->text(), QStringLiteral("10.0.0.9:7000"));
        QVERIFY(!map.keeperOf(16001));
        QCOMPARE(map.unkeptSlots(), 383);
        QCOMPARE(map.keepers()[0].slots, 8192);
        QCOMPARE(map.keepers()[0].replicas.size(), 1U);
        QCOMPARE(map.keepers()[0].replicas[0].text(), QStringLiteral("b:7002"));
    }

    void aSlotMoves()
    {
        ClusterMap map = mapOf(TwoRanges);
        map.move(5, {QStringLiteral("c"), 7003});
        QCOMPARE(map.keeperOf(5)->text(), QStringLiteral("c:7003"));
        QCOMPARE(map.keeperOf(4)->text(), QStringLiteral("a:7001"));
        QCOMPARE(map.keepers()[0].slots, 8191);
        QVERIFY(map != mapOf(TwoRanges));
        map.move(99999, {QStringLiteral("c"), 7003}); // nonsense
        map.move(6, {QStringLiteral("c"), 0});
        QCOMPARE(map.keepers()[0].slots, 8191);
    }

    void noMoreAreKnownThanThereMayBe()
    {
        constexpr int Told = 1500;
        std::string answer = "*" + std::to_string(Told) + "\r\n";
        for (int i = 0; i < Told; ++i) {
            const std::string slot = ":" + std::to_string(i) + "\r\n";
            answer += "*3\r\n" + slot + slot + "*2\r\n$1\r\na\r\n:" + std::to_string(1000 + i)
                + "\r\n";
        }
        ClusterMap map = mapOf(answer);
        QCOMPARE(map.keepers().size(), ClusterMap::MostKeepers);
        QVERIFY(map.keeperOf(999));
        QVERIFY(!map.keeperOf(1000));
        map.move(5, {QStringLiteral("c"), 7003});
        QCOMPARE(map.keeperOf(5)->text(), QStringLiteral("a:1005"));
    }

    void anAnswerThatMakesNoSenseTellsOfNobody()
    {
        for (const std::string_view answer :
            {"*0\r\n", "*1\r\n:3\r\n", "*1\r\n*3\r\n:-1\r\n:5\r\n*2\r\n$1\r\na\r\n:1\r\n",
                "*1\r\n*3\r\n:0\r\n:16384\r\n*2\r\n$1\r\na\r\n:1\r\n",
                "*1\r\n*3\r\n:9\r\n:5\r\n*2\r\n$1\r\na\r\n:1\r\n",
                "*1\r\n*3\r\n:0\r\n:5\r\n*2\r\n$1\r\na\r\n:71915\r\n",
                "*1\r\n*3\r\n:0\r\n:4294967301\r\n*2\r\n$1\r\na\r\n:1\r\n"})
            QVERIFY(mapOf(answer).keepers().empty());
    }
};

ROOM_TEST(TestClusterMap, QCoreApplication)
#include "tst_cluster_map.moc"
