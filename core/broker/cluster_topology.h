// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "broker/cluster_map.h"
#include "broker/cluster_node.h"
#include "qtredis/redis_link.h"

#include <QObject>
#include <QTimer>

#include <cstdint>
#include <functional>
#include <memory>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace fanlight {

// The nodes of a Redis Cluster that keep slots, each with its links, and who keeps which slot. That
// is asked (CLUSTER SLOTS) at the start, every 30 s, and several times a second from when a node
// says that a slot has moved, hangs, or is lost, until all are up again. Hub thread; owned by
// ClusterChannels, which is told, and lets go of nodes that keep nothing any more.
class ClusterTopology final : public QObject {
    Q_OBJECT
public:
    struct Handlers {
        std::function<void()> changed; // who keeps what
        // The slot has a primary, or none, that may lack what the one before it was told last.
        std::function<void(int slot)> replaced;
        std::function<void(ClusterNode& node)> up;
        std::function<void(ClusterNode& node)> lost; // it was up
        std::function<void()> looked; // at a node that is not up: readiness may say otherwise
        std::function<void(ClusterNode& node, std::string_view channel, std::string_view payload)>
            message;
        std::function<void(ClusterNode& node, std::string_view channel, bool isSubscribed)>
            confirmed;
        std::function<void(ClusterNode& node, std::string_view channel, std::string_view error)>
            refused; // of a sharded channel
        std::function<void()> turnEnded;
    };
    static constexpr int WatchMs = 30'000;
    static constexpr int UrgentMs = 250;
    // so long what MOVED said counts for more than the table of a node, which may not know it yet
    static constexpr std::uint64_t MovedNs = 5'000'000'000;

    ClusterTopology(const ClusterNode::Settings& settings, Handlers handlers);
    void open();
    void close();

    const ClusterMap& map() const { return m_map; }
    bool isKnown() const { return !m_map.keepers().empty(); }
    const QString& problem() const { return m_problem; } // why it is not
    qint64 changedAtMs() const { return m_changedAtMs; } // since the epoch; 0: never
    ClusterNode* keeperOf(int slot) const; // null: nobody is known
    const std::vector<std::unique_ptr<ClusterNode>>& nodes() const { return m_nodes; }
    bool isKeeper(const ClusterNode& node) const;
    std::uint64_t nowMs() const; // of the node whose clock is ahead; without any, by this one's
    void restarted(const ClusterNode& node); // it is another process, and may lack something
    void release(const ClusterNode& node); // no channel is at it any more

    void refresh(); // something is not as the map says
    void askForTime();
    void tick(std::uint64_t nowNs);
    // What a node answered about a slot: MOVED names who keeps it.
    void redirected(std::string_view error, const ClusterNode& by);

private:
    void ask();
    void answered(const redis::Reply& reply);
    void keepMoved(ClusterMap& map);
    void take(ClusterMap map);
    void lookForReplaced(const ClusterMap& map);
    bool isWhole() const;

    const ClusterNode::Settings m_settings;
    const Handlers m_handlers;
    redis::RedisLink m_guide; // to any node
    QTimer m_timer;
    bool m_isAsking = false;
    ClusterMap m_map;
    struct Moved {
        redis::Endpoint to;
        std::uint64_t atNs; // monotonic
    };
    std::unordered_map<int, Moved> m_moved; // by slot, lately
    qint64 m_changedAtMs = 0;
    QString m_problem;
    std::vector<std::unique_ptr<ClusterNode>> m_nodes;
};

} // namespace fanlight
