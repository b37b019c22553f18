// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "broker/cluster_node.h"

#include "net/clock.h"

#include <QDateTime>

namespace fanlight {

namespace {

constexpr std::uint64_t MostAheadMs = 24 * 3'600'000; // of a node's clock, of this machine's

} // namespace

ClusterNode::ClusterNode(
    const Settings& settings, const redis::Endpoint& endpoint, Handlers handlers)
    : m_endpoint(endpoint)
    , m_isSharded(settings.isSharded)
    , m_handlers(std::move(handlers))
    , m_subscriber(linkSettings(settings, endpoint, "subscriber"))
    , m_commands(linkSettings(settings, endpoint, "publisher"))
{
    redis::RedisLink::Handlers subscriber;
    subscriber.message = [this](std::string_view channel, std::string_view payload) {
        ++received;
        m_handlers.message(channel, payload);
    };
    subscriber.subscription = [this](std::string_view channel, std::int64_t, bool isSubscribed) {
        if (isSubscribed && !m_asked.empty() && m_asked.front() == channel)
            m_asked.pop_front();
        m_handlers.confirmed(channel, isSubscribed);
    };
    if (m_isSharded)
        subscriber.refused = [this](std::string_view error) {
            if (m_asked.empty())
                return;
            const std::string channel = std::move(m_asked.front());
            m_asked.pop_front();
            m_handlers.refused(channel, error);
        };
    subscriber.turnEnded = m_handlers.turnEnded;
    m_subscriber.setHandlers(std::move(subscriber));
    redis::RedisLink::Handlers answers;
    answers.turnEnded = m_handlers.turnEnded;
    m_commands.setHandlers(std::move(answers));
    for (redis::RedisLink* link : {&m_subscriber, &m_commands}) {
        connect(link, &redis::RedisLink::ready, this, &ClusterNode::lookUp);
        connect(link, &redis::RedisLink::lost, this, &ClusterNode::linkLost);
    }
}

redis::RedisLink::Settings ClusterNode::linkSettings(
    const Settings& settings, const redis::Endpoint& endpoint, const char* purpose)
{
    using namespace std::chrono_literals;
    redis::RedisLink::Settings link;
    link.url = settings.cluster.ofNode(endpoint);
    link.rules = settings.rules;
    link.clientName = settings.clientName + ':' + purpose;
    link.maxBackoff = 500ms;
    link.pingInterval = 1000ms; // one that hangs is replaced within seconds
    return link;
}

void ClusterNode::open()
{
    m_subscriber.open();
    m_commands.open();
}

void ClusterNode::close()
{
    m_subscriber.disconnect(this);
    m_commands.disconnect(this);
    m_isUp = false;
    m_subscriber.close();
    m_commands.close();
}

void ClusterNode::setBroken(bool paused, bool cut)
{
    m_subscriber.setPaused(paused);
    m_subscriber.setCut(cut);
    m_commands.setCut(cut);
}

void ClusterNode::lookUp()
{
    using State = redis::RedisLink::State;
    if (m_isUp || m_subscriber.state() != State::Ready || m_commands.state() != State::Ready)
        return;
    m_isUp = true;
    ++m_ups;
    m_wasLost = false;
    m_problem.clear();
    m_awaySinceMs = 0;
    m_clockMs = 0; // another may be there now
    m_handlers.up();
}

void ClusterNode::linkLost(const QString& reason)
{
    m_asked.clear();
    m_timeAskedNs = 0;
    m_doubt = Doubt::None; // all of it is read again
    m_isUp = false;
    m_wasLost = true;
    m_problem = reason;
    if (m_awaySinceMs == 0)
        m_awaySinceMs = QDateTime::currentMSecsSinceEpoch();
    m_handlers.lost(reason);
}

// Sharded channels of one command have to have one slot: each has a command of its own.
void ClusterNode::subscribe(std::span<const std::string_view> names)
{
    if (!m_isSharded)
        return m_subscriber.subscribe(names);
    for (const std::string_view& name : names) {
        m_asked.emplace_back(name);
        m_subscriber.ssubscribe({&name, 1});
    }
}

void ClusterNode::unsubscribe(std::span<const std::string_view> names)
{
    if (!m_isSharded)
        return m_subscriber.unsubscribe(names);
    for (const std::string_view& name : names)
        m_subscriber.sunsubscribe({&name, 1});
}

void ClusterNode::askTime()
{
    if (m_timeAskedNs != 0)
        return;
    m_timeAskedNs = monotonicNs();
    send({"TIME"}, [this](const redis::Reply& reply) {
        m_timeAskedNs = 0;
        if (!reply.isError())
            told(
                static_cast<std::uint64_t>(redis::toQString(reply[0].text()).toULongLong()) * 1000);
    });
}

void ClusterNode::lookWhetherItHangs(std::uint64_t nowNs)
{
    if (m_timeAskedNs != 0 && nowNs > m_timeAskedNs + SilentNs)
        m_doubt = Doubt::Hangs;
}

void ClusterNode::slotsAsked()
{
    if (m_doubt == Doubt::Hangs && m_timeAskedNs == 0)
        m_doubt = Doubt::IsAsked;
}

void ClusterNode::slotsAnswered()
{
    if (m_doubt == Doubt::IsAsked)
        m_doubt = Doubt::None;
}

void ClusterNode::told(std::uint64_t nowMs)
{
    const auto hereMs = static_cast<std::uint64_t>(QDateTime::currentMSecsSinceEpoch());
    m_clockMs = nowMs <= hereMs + MostAheadMs ? nowMs : 0; // else it makes no sense
    m_clockToldNs = monotonicNs();
}

std::uint64_t ClusterNode::nowMs() const
{
    return m_clockMs == 0 ? 0 : m_clockMs + (monotonicNs() - m_clockToldNs) / 1'000'000;
}

bool ClusterNode::mayHaveGiven(EventId id) const
{
    return m_clockMs == 0 || id.ms <= nowMs() + AheadMs;
}

} // namespace fanlight
