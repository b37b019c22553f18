// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "support/redis_server.h"

#include <QTest>

#include <algorithm>
#include <array>

namespace fanlight::testing {

using namespace Qt::Literals::StringLiterals;

// A primary "main", a replica of it and three sentinels.
class SentinelCluster {
public:
    bool start()
    {
        if (!primary.start()
            || !replica.start({u"--replicaof"_s, u"127.0.0.1"_s, QString::number(primary.port()),
                u"--repl-diskless-sync-delay"_s, u"0"_s}))
            return false;
        const QByteArray settings = "sentinel monitor main 127.0.0.1 "
            + QByteArray::number(primary.port())
            + " 2\nsentinel down-after-milliseconds main 500\nsentinel failover-timeout main "
              "3000\n";
        for (RedisServer& sentinel : sentinels) {
            if (!sentinel.startSentinel(settings))
                return false;
        }
        return true;
    }
    // All know each other, so that a fail-over is possible.
    bool waitUntilComplete()
    {
        return QTest::qWaitFor(
                   [this] {
                       return std::all_of(
                           sentinels.begin(), sentinels.end(), [](RedisServer& sentinel) {
                               return fact(sentinel, "num-other-sentinels") == "2"
                                   && fact(sentinel, "num-slaves") == "1";
                           });
                   },
                   int(Patience.count()))
            && QTest::qWaitFor(
                [this] {
                    return replica.command({"INFO", "replication"})
                        .toByteArray()
                        .contains("master_link_status:up");
                },
                int(Patience.count()));
    }
    QString url()
    {
        return u"redis+sentinel://127.0.0.1:%1,127.0.0.1:%2,127.0.0.1:%3/main"_s
            .arg(sentinels[0].port())
            .arg(sentinels[1].port())
            .arg(sentinels[2].port());
    }

    RedisServer primary, replica;
    std::array<RedisServer, 3> sentinels;

private:
    static QByteArray fact(RedisServer& sentinel, const QByteArray& name)
    {
        const QVariantList facts = sentinel.command({"SENTINEL", "master", "main"}).toList();
        for (qsizetype i = 0; i + 1 < facts.size(); i += 2) {
            if (facts[i].toByteArray() == name)
                return facts[i + 1].toByteArray();
        }
        return {};
    }
};

} // namespace fanlight::testing
