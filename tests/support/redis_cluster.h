// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "support/certificate_authority.h"
#include "support/redis_server.h"

#include <QProcess>
#include <QTest>

#include <algorithm>
#include <array>
#include <functional>

namespace fanlight::testing {

using namespace Qt::Literals::StringLiterals;

// A Redis Cluster of three primaries and, unless it is left out, a replica of each. Main thread.
class RedisCluster {
public:
    static constexpr std::size_t Primaries = 3;
    static constexpr int NodeTimeoutMs = 1000; // after which others take a node for gone

    // `tls`: its nodes, and the bus between them, speak it, beside the plain ports that the test
    // itself asks.
    bool start(bool withReplicas = true, const CertificateAuthority* tls = nullptr)
    {
        m_size = withReplicas ? 2 * Primaries : Primaries;
        m_tls = tls;
        for (std::size_t i = 0; i < m_size; ++i) {
            if (!startNode(i))
                return false;
        }
        for (std::size_t i = 0; i < Primaries; ++i) {
            nodes[i].command({"CLUSTER", "ADDSLOTSRANGE", QByteArray::number(firstSlot(i)),
                QByteArray::number(firstSlot(i + 1) - 1)});
        }
        for (std::size_t i = 0; i < m_size; ++i) {
            nodes[i].command({"CLUSTER", "SET-CONFIG-EPOCH", QByteArray::number(quint64(i + 1))});
            nodes[0].command({"CLUSTER", "MEET", "127.0.0.1", QByteArray::number(portOf(i)),
                QByteArray::number(m_buses[i].port())});
        }
        if (!waitUntil([this](RedisServer& node) { return knows(node, m_size); }))
            return false;
        for (std::size_t i = Primaries; i < m_size; ++i)
            nodes[i].command({"CLUSTER", "REPLICATE", idOf(i - Primaries)});
        return waitUntilComplete();
    }
    quint16 portOf(std::size_t i) { return m_tls ? m_tlsPorts[i].port() : nodes[i].port(); }
    bool startNode(std::size_t i)
    {
        const QStringList tls = !m_tls ? QStringList()
                                       : m_tls->serverArguments(portOf(i)).mid(2)
                + QStringList{u"--tls-cluster"_s, u"yes"_s, u"--tls-replication"_s, u"yes"_s};
        return nodes[i].start(
            QStringList{u"--cluster-enabled"_s, u"yes"_s, u"--cluster-port"_s,
                QString::number(m_buses[i].port()), u"--cluster-node-timeout"_s,
                QString::number(NodeTimeoutMs), u"--cluster-replica-validity-factor"_s, u"0"_s,
                u"--repl-diskless-sync-delay"_s, u"0"_s}
            + tls);
    }
    // All agree, serve, and have their replicas; without waiting.
    bool isComplete() { return whyNotComplete().isEmpty(); }
    // Of the first node that is not whole, or does not see the others so; empty: all are.
    QByteArray whyNotComplete()
    {
        for (std::size_t i = 0; i < m_size; ++i) {
            RedisServer& node = nodes[i];
            const QByteArray name = "127.0.0.1:" + QByteArray::number(node.port());
            if (!node.isRunning())
                return name + " does not run";
            const QByteArray table = node.command({"CLUSTER", "NODES"}).toByteArray();
            const QByteArray info = node.command({"CLUSTER", "INFO"}).toByteArray();
            const QByteArray replication = node.command({"INFO", "replication"}).toByteArray();
            if (!info.contains("cluster_state:ok"))
                return name + " says of the cluster: " + info.left(200);
            if (table.count(" slave ") + table.count(",slave ") != qsizetype(m_size - Primaries)
                || table.contains("fail"))
                return name + " sees: " + table;
            if (!replication.contains("role:master")
                && !replication.contains("master_link_status:up"))
                return name + " replicates nobody: " + replication.left(500);
        }
        return {};
    }
    bool waitUntilComplete()
    {
        return QTest::qWaitFor([this] { return isComplete(); }, int(2 * Patience.count()));
    }
    QString url(const QString& scheme = u"redis+cluster"_s)
    {
        return u"%1://127.0.0.1:%2,127.0.0.1:%3"_s.arg(scheme).arg(portOf(0)).arg(portOf(1));
    }
    // The primary that keeps a slot, by any node that lives, but the one that hangs; Primaries * 2:
    // nobody says.
    std::size_t keeperOf(int slot, std::size_t hanging = 2 * Primaries)
    {
        for (std::size_t i = 0; i < m_size; ++i) {
            if (!nodes[i].isRunning() || i == hanging)
                continue;
            for (const QVariant& one : nodes[i].command({"CLUSTER", "SLOTS"}).toList()) {
                const QVariantList range = one.toList();
                if (range.size() < 3 || slot < range[0].toInt() || slot > range[1].toInt())
                    continue;
                const quint16 port = quint16(range[2].toList().value(1).toInt());
                return std::size_t(std::find_if(nodes.begin(), nodes.end(),
                                       [port](RedisServer& node) { return node.port() == port; })
                    - nodes.begin());
            }
        }
        return nodes.size();
    }
    int slotOf(const QByteArray& key)
    {
        return nodes[1].command({"CLUSTER", "KEYSLOT", key}).toInt();
    }
    QByteArray idOf(std::size_t i) { return nodes[i].command({"CLUSTER", "MYID"}).toByteArray(); }

    // Moves a slot as redis-cli --cluster reshard does; `halfWay` is called when some of its keys
    // have gone.
    void moveSlot(
        int slot, std::size_t from, std::size_t to, const std::function<void()>& halfWay = {})
    {
        const QByteArray number = QByteArray::number(slot);
        const QByteArray fromId = idOf(from), toId = idOf(to);
        nodes[to].command({"CLUSTER", "SETSLOT", number, "IMPORTING", fromId});
        nodes[from].command({"CLUSTER", "SETSLOT", number, "MIGRATING", toId});
        const QByteArray port = QByteArray::number(nodes[to].port());
        for (bool isHalf = static_cast<bool>(halfWay);; isHalf = false) {
            QVariantList keys
                = nodes[from].command({"CLUSTER", "GETKEYSINSLOT", number, "100"}).toList();
            if (isHalf)
                keys.resize((keys.size() + 1) / 2);
            if (keys.isEmpty())
                break;
            std::vector<QByteArray> command
                = {"MIGRATE", "127.0.0.1", port, "", "0", "5000", "REPLACE", "KEYS"};
            for (const QVariant& key : keys)
                command.push_back(key.toByteArray());
            nodes[from].command(command);
            if (isHalf)
                halfWay();
        }
        nodes[to].command({"CLUSTER", "SETSLOT", number, "NODE", toId});
        nodes[from].command({"CLUSTER", "SETSLOT", number, "NODE", toId});
    }
    // What an operator does where a move was cut by the fail-over of one of its two nodes, which
    // leaves a slot to nobody: it gets a node again, the one that has its keys. Waits, with events.
    bool fix()
    {
        QProcess cli;
        cli.setProcessChannelMode(QProcess::MergedChannels);
        const auto living = std::find_if(nodes.begin(), nodes.begin() + std::ptrdiff_t(m_size),
            [](const RedisServer& node) { return node.isRunning(); });
        cli.start(u"redis-cli"_s,
            {u"--cluster-yes"_s, u"--cluster"_s, u"fix"_s, u"127.0.0.1:%1"_s.arg(living->port())});
        const bool isDone = QTest::qWaitFor(
            [&cli] { return cli.state() == QProcess::NotRunning; }, int(Patience.count()));
        giveUnkept();
        return isDone;
    }
    // To the primary that has their keys, which redis-cli does not dare where a node that the slot
    // was to come from has become a replica.
    void giveUnkept()
    {
        std::vector<RedisServer*> primaries;
        for (std::size_t i = 0; i < m_size; ++i) {
            if (nodes[i].isRunning()
                && nodes[i].command({"INFO", "replication"}).toByteArray().contains("role:master"))
                primaries.push_back(&nodes[i]);
        }
        if (primaries.empty())
            return;
        // in whose view: one may believe that another has a slot that this one knows nothing of
        std::array<std::size_t, 16384> views{};
        for (RedisServer* node : primaries) {
            for (const QVariant& one : node->command({"CLUSTER", "SLOTS"}).toList()) {
                const QVariantList range = one.toList();
                for (int slot = range[0].toInt(); slot <= range[1].toInt(); ++slot)
                    ++views[std::size_t(slot)];
            }
        }
        for (std::size_t slot = 0; slot < views.size(); ++slot) {
            if (views[slot] == primaries.size())
                continue;
            const QByteArray number = QByteArray::number(quint64(slot));
            const auto keysAt = [&number](RedisServer* node) {
                return node->command({"CLUSTER", "COUNTKEYSINSLOT", number}).toInt();
            };
            RedisServer* const keeper = *std::max_element(primaries.begin(), primaries.end(),
                [&](RedisServer* a, RedisServer* b) { return keysAt(a) < keysAt(b); });
            for (RedisServer* node : primaries) {
                node->command({"CLUSTER", "SETSLOT", number, "STABLE"});
                node->command({"CLUSTER", "DELSLOTS", number});
            }
            keeper->command({"CLUSTER", "ADDSLOTS", number});
            keeper->command({"CLUSTER", "BUMPEPOCH"}); // so that it is believed
        }
    }
    QByteArray story()
    {
        QByteArray text;
        for (std::size_t i = 0; i < m_size; ++i) {
            if (nodes[i].isRunning())
                text += nodes[i].command({"CLUSTER", "NODES"}).toByteArray() + '\n';
        }
        return text + nodes[0].story();
    }

    std::array<RedisServer, 2 * Primaries> nodes; // the primaries, then a replica of each

private:
    static int firstSlot(std::size_t primary) { return int(16384 * primary / Primaries); }
    bool waitUntil(const std::function<bool(RedisServer&)>& holds)
    {
        return QTest::qWaitFor(
            [&] {
                return std::all_of(nodes.begin(), nodes.begin() + std::ptrdiff_t(m_size),
                    [&](RedisServer& node) { return !node.isRunning() || holds(node); });
            },
            int(Patience.count()));
    }
    static bool knows(RedisServer& node, std::size_t count)
    {
        const QByteArray table = node.command({"CLUSTER", "NODES"}).toByteArray();
        return std::size_t(table.count('\n')) == count && !table.contains("handshake");
    }

    std::array<RedisServer, 2 * Primaries> m_buses; // never started: ports of the cluster's bus
    std::size_t m_size = 0;
    const CertificateAuthority* m_tls = nullptr;
    std::array<RedisServer, 2 * Primaries> m_tlsPorts; // never started
};

// Starts or fails the test, with what the nodes said.
#define START_CLUSTER(cluster, ...)                                                                \
    QVERIFY2((cluster).start(__VA_ARGS__), (cluster).story().constData())

} // namespace fanlight::testing
