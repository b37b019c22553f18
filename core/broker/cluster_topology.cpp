// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "broker/cluster_topology.h"

#include "broker/redis_log.h"
#include "net/clock.h"
#include "qtredis/cluster.h"
#include "qtredis/refusal.h"

#include <QDateTime>

#include <algorithm>
#include <charconv>

namespace fanlight {

namespace {

redis::RedisLink::Settings guideSettings(const ClusterNode::Settings& settings)
{
    using namespace std::chrono_literals;
    redis::RedisLink::Settings link;
    link.url = settings.cluster;
    link.clientName = settings.clientName + ":topology";
    link.rules = settings.rules;
    link.maxBackoff = 500ms;
    link.replyTimeout = 1000ms;
    link.pingInterval = 1000ms;
    return link;
}

// "MOVED 3999 127.0.0.1:6381"
int slotIn(std::string_view error)
{
    const std::size_t begin = error.find(' ');
    int slot = -1;
    if (begin != std::string_view::npos)
        std::from_chars(error.data() + begin + 1, error.data() + error.size(), slot);
    return slot;
}

} // namespace

ClusterTopology::ClusterTopology(const ClusterNode::Settings& settings, Handlers handlers)
    : m_settings(settings)
    , m_handlers(std::move(handlers))
    , m_guide(guideSettings(settings))
    , m_timer(this)
{
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, &ClusterTopology::ask);
    connect(&m_guide, &redis::RedisLink::ready, this, &ClusterTopology::ask);
    connect(&m_guide, &redis::RedisLink::lost, this, [this](const QString& reason) {
        m_isAsking = false;
        m_problem = reason;
        m_handlers.looked();
    });
}

void ClusterTopology::open()
{
    m_guide.open();
}

void ClusterTopology::close()
{
    m_timer.stop();
    m_guide.disconnect(this);
    m_guide.close();
    for (const auto& node : m_nodes)
        node->close();
}

ClusterNode* ClusterTopology::keeperOf(int slot) const
{
    const redis::Endpoint* endpoint = m_map.keeperOf(slot);
    const auto node = endpoint ? std::find_if(m_nodes.begin(), m_nodes.end(),
                          [&](const auto& one) { return one->endpoint() == *endpoint; })
                               : m_nodes.end();
    return node == m_nodes.end() ? nullptr : node->get();
}

bool ClusterTopology::isKeeper(const ClusterNode& node) const
{
    return std::any_of(
        m_map.keepers().begin(), m_map.keepers().end(), [&](const ClusterMap::Keeper& one) {
            return one.slots > 0 && one.endpoint == node.endpoint();
        });
}

std::uint64_t ClusterTopology::nowMs() const
{
    std::uint64_t latest = 0;
    for (const auto& node : m_nodes)
        latest = std::max(latest, node->nowMs());
    return latest != 0 ? latest : static_cast<std::uint64_t>(QDateTime::currentMSecsSinceEpoch());
}

void ClusterTopology::restarted(const ClusterNode& node)
{
    for (int slot = 0; slot < redis::KeySlots; ++slot) {
        if (const redis::Endpoint* keeper = m_map.keeperOf(slot);
            keeper && *keeper == node.endpoint())
            m_handlers.replaced(slot);
    }
}

// A slot that is moved takes all it has along, from a primary that is up. Else its replica took
// over, or what its operator gave the slot to, after it was lost.
void ClusterTopology::lookForReplaced(const ClusterMap& map)
{
    for (int slot = 0; isKnown() && slot < redis::KeySlots; ++slot) {
        const redis::Endpoint* const before = m_map.keeperOf(slot);
        const redis::Endpoint* const after = map.keeperOf(slot);
        if (before == after || (before && after && *before == *after))
            continue;
        const ClusterNode* const node = keeperOf(slot);
        const auto keeper = std::find_if(m_map.keepers().begin(), m_map.keepers().end(),
            [&](const ClusterMap::Keeper& one) { return before && one.endpoint == *before; });
        const bool isReplica = after && keeper != m_map.keepers().end()
            && std::find(keeper->replicas.begin(), keeper->replicas.end(), *after)
                != keeper->replicas.end();
        if (!before || !after || isReplica || !node || !node->isUp())
            m_handlers.replaced(slot);
    }
}

void ClusterTopology::release(const ClusterNode& node)
{
    const auto found = std::find_if(
        m_nodes.begin(), m_nodes.end(), [&](const auto& one) { return one.get() == &node; });
    if (found == m_nodes.end())
        return;
    (*found)->close();
    found->release()->deleteLater(); // it may be calling just now
    m_nodes.erase(found);
}

void ClusterTopology::refresh()
{
    if (!m_isAsking && (!m_timer.isActive() || m_timer.remainingTime() > UrgentMs))
        m_timer.start(UrgentMs / 5);
}

void ClusterTopology::redirected(std::string_view error, const ClusterNode& by)
{
    if (error.starts_with("MOVED ")) {
        const int slot = slotIn(error);
        if (slot < 0 || slot >= redis::KeySlots)
            return refresh();
        const redis::Endpoint to = redis::ClusterResolver::movedTo(error, by.endpoint());
        m_moved[slot] = {to, monotonicNs()};
        ClusterMap map = m_map;
        map.move(slot, to);
        take(std::move(map));
    }
    refresh();
}

void ClusterTopology::ask()
{
    if (m_guide.state() != redis::RedisLink::State::Ready || std::exchange(m_isAsking, true))
        return;
    for (const auto& node : m_nodes)
        node->slotsAsked();
    m_guide.send({"CLUSTER", "SLOTS"}, [this](const redis::Reply& reply) {
        m_isAsking = false;
        for (const auto& node : m_nodes)
            node->slotsAnswered();
        answered(reply);
    });
}

bool ClusterTopology::isWhole() const
{
    return m_map.unkeptSlots() == 0
        && std::all_of(m_nodes.begin(), m_nodes.end(), [this](const auto& node) {
               return (node->isUp() && !node->isInDoubt()) || !isKeeper(*node);
           });
}

void ClusterTopology::askForTime()
{
    for (const auto& node : m_nodes) {
        if (node->isUp())
            node->askTime();
    }
}

void ClusterTopology::tick(std::uint64_t nowNs)
{
    for (const auto& node : m_nodes) {
        node->lookWhetherItHangs(nowNs);
        if (node->isInDoubt())
            refresh();
    }
}

void ClusterTopology::answered(const redis::Reply& reply)
{
    if (reply.isError()) {
        m_problem = QString::fromStdString(redis::explainError(reply.text()));
    } else {
        ClusterMap map = ClusterMap::read(reply, m_guide.endpoint());
        if (map.keepers().empty()) {
            m_problem = QStringLiteral("By Redis at %1 no node of the cluster keeps any slot.")
                            .arg(m_guide.endpoint().text());
        } else {
            keepMoved(map);
            take(std::move(map));
        }
    }
    m_timer.start(isWhole() && m_moved.empty() ? WatchMs : UrgentMs);
    m_handlers.looked();
}

// What a keeper of the slot said lately; unless whom it named keeps nothing any more.
void ClusterTopology::keepMoved(ClusterMap& map)
{
    std::erase_if(m_moved, [&map, nowNs = monotonicNs()](const auto& one) {
        return nowNs - one.second.atNs > MovedNs
            || std::none_of(map.keepers().begin(), map.keepers().end(),
                [&](const ClusterMap::Keeper& keeper) { return keeper.endpoint == one.second.to; });
    });
    for (const auto& [slot, moved] : m_moved)
        map.move(slot, moved.to);
}

void ClusterTopology::take(ClusterMap map)
{
    if (map == m_map)
        return;
    lookForReplaced(map);
    m_map = std::move(map);
    m_changedAtMs = QDateTime::currentMSecsSinceEpoch();
    for (const ClusterMap::Keeper& keeper : m_map.keepers()) {
        const bool isKnown = std::any_of(m_nodes.begin(), m_nodes.end(),
            [&](const auto& node) { return node->endpoint() == keeper.endpoint; });
        if (isKnown || keeper.slots == 0)
            continue;
        qCInfo(
            redisLog, "Redis at %s keeps slots of the cluster", qPrintable(keeper.endpoint.text()));
        // handlers are called when it is there only
        const auto self = std::make_shared<ClusterNode*>(nullptr);
        ClusterNode::Handlers handlers;
        handlers.up = [this, self] { m_handlers.up(**self); };
        handlers.lost = [this, self](const QString&) {
            refresh();
            m_handlers.lost(**self);
        };
        handlers.message = [this, self](std::string_view channel, std::string_view payload) {
            m_handlers.message(**self, channel, payload);
        };
        handlers.confirmed = [this, self](std::string_view channel, bool isSubscribed) {
            m_handlers.confirmed(**self, channel, isSubscribed);
        };
        handlers.refused = [this, self](std::string_view channel, std::string_view error) {
            m_handlers.refused(**self, channel, error);
        };
        handlers.turnEnded = m_handlers.turnEnded;
        m_nodes.push_back(
            std::make_unique<ClusterNode>(m_settings, keeper.endpoint, std::move(handlers)));
        *self = m_nodes.back().get();
        m_nodes.back()->open();
    }
    m_handlers.changed();
}

} // namespace fanlight
