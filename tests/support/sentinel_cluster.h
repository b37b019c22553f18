// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "support/certificate_authority.h"
#include "support/redis_server.h"

#include <QTest>

#include <algorithm>
#include <array>

namespace fanlight::testing {

using namespace Qt::Literals::StringLiterals;

// A primary "main", a replica of it and three sentinels, which may want a password of their own,
// and speak TLS, all of them, beside the plain ports that the test itself asks.
class SentinelCluster {
public:
    bool start(const QByteArray& sentinelPassword = {}, const CertificateAuthority* tls = nullptr)
    {
        m_password = sentinelPassword;
        m_isTls = tls != nullptr;
        if (!primary.start(tlsArguments(tls, 0))
            || !replica.start(
                QStringList{u"--replicaof"_s, u"127.0.0.1"_s, QString::number(portOf(primary, 0)),
                    u"--repl-diskless-sync-delay"_s, u"0"_s}
                + tlsArguments(tls, 1)))
            return false;
        QByteArray settings = "sentinel monitor main 127.0.0.1 "
            + QByteArray::number(portOf(primary, 0))
            + " 2\nsentinel down-after-milliseconds main 500\nsentinel failover-timeout main "
              "3000\n";
        if (!m_password.isEmpty())
            settings
                += "requirepass " + m_password + "\nsentinel sentinel-pass " + m_password + '\n';
        for (std::size_t i = 0; i < sentinels.size(); ++i) {
            QByteArray tlsSettings;
            const QStringList words = tlsArguments(tls, 2 + i);
            for (qsizetype word = 0; word + 1 < words.size(); word += 2)
                tlsSettings += words[word].mid(2).toUtf8() + ' ' + words[word + 1].toUtf8() + '\n';
            if (!sentinels[i].startSentinel(settings + tlsSettings))
                return false;
            if (!m_password.isEmpty())
                sentinels[i].command({"AUTH", m_password});
        }
        return true;
    }
    // Where a server speaks TLS, if they do: the primary is the first, the replica the second, then
    // the sentinels.
    quint16 portOf(RedisServer& server, std::size_t place)
    {
        return m_isTls ? m_tlsPorts[place].port() : server.port();
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
    // Who is the primary now, as the first sentinel says.
    quint16 primaryPort()
    {
        return quint16(sentinels[0]
                           .command({"SENTINEL", "get-master-addr-by-name", "main"})
                           .toList()
                           .value(1)
                           .toInt());
    }
    // One is the primary by all accounts, and the other its replica; without waiting.
    bool isWhole()
    {
        RedisServer& first = primaryPort() == portOf(primary, 0) ? primary : replica;
        RedisServer& second = &first == &primary ? replica : primary;
        return std::all_of(sentinels.begin(), sentinels.end(),
                   [](RedisServer& sentinel) { return fact(sentinel, "flags") == "master"; })
            && first.command({"INFO", "replication"}).toByteArray().contains("role:master")
            && second.command({"INFO", "replication"})
                   .toByteArray()
                   .contains("master_link_status:up");
    }
    QString url()
    {
        return u"%1://127.0.0.1:%2,127.0.0.1:%3,127.0.0.1:%4/main"_s
            .arg(m_isTls ? u"rediss+sentinel"_s : u"redis+sentinel"_s)
            .arg(portOf(sentinels[0], 2))
            .arg(portOf(sentinels[1], 3))
            .arg(portOf(sentinels[2], 4));
    }

    RedisServer primary, replica;
    std::array<RedisServer, 3> sentinels;

private:
    QStringList tlsArguments(const CertificateAuthority* tls, std::size_t place)
    {
        return !tls ? QStringList()
                    : tls->serverArguments(m_tlsPorts[place].port()).mid(2)
                + QStringList{u"--tls-replication"_s, u"yes"_s};
    }
    static QByteArray fact(RedisServer& sentinel, const QByteArray& name)
    {
        const QVariantList facts = sentinel.command({"SENTINEL", "master", "main"}).toList();
        for (qsizetype i = 0; i + 1 < facts.size(); i += 2) {
            if (facts[i].toByteArray() == name)
                return facts[i + 1].toByteArray();
        }
        return {};
    }

    QByteArray m_password;
    bool m_isTls = false;
    std::array<RedisServer, 5> m_tlsPorts; // never started
};

} // namespace fanlight::testing
