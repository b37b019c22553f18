// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "qtredis/primary_resolver.h"
#include "qtredis/redis_link.h"

#include <QList>
#include <QStringList>

#include <chrono>
#include <string>

namespace fanlight::redis {

// Knows which node of a Redis Cluster keeps a key, from the nodes (CLUSTER SLOTS): asks those that
// the address names and those it has heard of in turn, and goes on asking the one that answered, so
// that a fail-over, or a slot that was moved, is noticed although nothing is asked of the node that
// had it. What a node tells of itself (MOVED) is a hint where to ask first. Owned by a RedisLink,
// in its thread.
class ClusterResolver final : public PrimaryResolver {
    Q_OBJECT
public:
    struct Settings {
        RedisUrl nodes; // of a cluster
        std::string key; // empty: any node does
        QByteArray clientName;
        std::chrono::milliseconds timeout{500}; // for each node, to connect and to answer
    };
    explicit ClusterResolver(Settings settings, QObject* parent = nullptr);
    ~ClusterResolver() override;

    static constexpr int WatchMs = 1000; // how often it looks
    static constexpr qsizetype MostNodes = 1000; // that it keeps in mind

    void resolve() override;
    void stop() override;
    void hint(const Endpoint& endpoint) override { m_hint = endpoint; }
    QString hasSwitched(const Endpoint& to, const Endpoint& from) const override;
    QString isNotYet(const Peer& peer) const override;

    // Where a reply "MOVED slot host:port" points to; `asked` told it. An empty host means its own.
    static Endpoint movedTo(std::string_view error, const Endpoint& asked);

private:
    void askAll();
    void askNext();
    void ask();
    void look();
    void answered(const Reply& reply);
    Endpoint nodeOf(const Reply& node) const;
    void nodeLost(const QString& reason);
    void giveUp();

    const Settings m_settings;
    const int m_slot; // -1: any
    QList<Endpoint> m_nodes; // those named, then those heard of
    QList<Endpoint> m_left; // not asked yet in this round
    Endpoint m_asked; // who is asked, then watched
    std::optional<Endpoint> m_hint;
    QStringList m_problems; // of this round
    QTimer m_watch;
};

} // namespace fanlight::redis
