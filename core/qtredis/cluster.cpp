// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "qtredis/cluster.h"

#include "qtredis/key_slot.h"

#include <algorithm>
#include <charconv>

namespace fanlight::redis {

namespace {

constexpr std::size_t MostHostBytes = 255;

// A node that does not know its own name says "", nil or "?": it is where it was asked.
QString hostOr(std::string_view host, const QString& asked)
{
    return host.empty() || host == "?" ? asked : toQString(host);
}

quint16 portIn(std::string_view text)
{
    quint16 port = 0;
    std::from_chars(text.data(), text.data() + text.size(), port);
    return port;
}

} // namespace

ClusterResolver::ClusterResolver(Settings settings, QObject* parent)
    : PrimaryResolver(parent)
    , m_settings(std::move(settings))
    , m_slot(m_settings.key.empty() ? -1 : keySlot(m_settings.key))
    , m_nodes(m_settings.nodes.endpoints)
    , m_watch(this)
{
    m_watch.setSingleShot(true);
    m_watch.setInterval(WatchMs);
    connect(&m_watch, &QTimer::timeout, this, &ClusterResolver::look);
}

ClusterResolver::~ClusterResolver()
{
    stop();
}

Endpoint ClusterResolver::movedTo(std::string_view error, const Endpoint& asked)
{
    const std::size_t space = error.rfind(' '), colon = error.rfind(':');
    if (space == std::string_view::npos || colon == std::string_view::npos || colon < space)
        return asked;
    const quint16 port = portIn(error.substr(colon + 1));
    return port == 0
        ? asked
        : Endpoint{
            hostOr(error.substr(space + 1, colon - space - 1).substr(0, MostHostBytes), asked.host),
            port};
}

QString ClusterResolver::hasSwitched(const Endpoint& to, const Endpoint& from) const
{
    return QStringLiteral("The cluster keeps what is of this app at %1 now, in place of %2.")
        .arg(to.text(), from.text());
}

QString ClusterResolver::isNotYet(const Peer& peer) const
{
    return QStringLiteral(
        "%1 does not keep what is of this app (yet), but the cluster says so: it is asked again.")
        .arg(peer.who());
}

void ClusterResolver::resolve()
{
    stop();
    m_isResolving = true;
    askAll();
}

void ClusterResolver::stop()
{
    m_isResolving = false;
    m_watch.stop();
    m_link.reset();
}

// Whoever was asked last comes last: what it said has not helped.
void ClusterResolver::askAll()
{
    m_isAsking = true;
    m_problems.clear();
    const auto last = std::find(m_nodes.begin(), m_nodes.end(), m_asked);
    if (last != m_nodes.end())
        std::rotate(last, last + 1, m_nodes.end());
    m_left = m_nodes;
    if (const std::optional<Endpoint> first = std::exchange(m_hint, std::nullopt)) {
        m_left.removeAll(*first);
        m_left.prepend(*first);
    }
    askNext();
}

void ClusterResolver::askNext()
{
    if (m_left.isEmpty()) {
        giveUp();
        return;
    }
    m_asked = m_left.takeFirst();
    RedisLink::Settings settings;
    settings.url = m_settings.nodes.ofNode(m_asked);
    settings.clientName = m_settings.clientName;
    settings.connectTimeout = settings.replyTimeout = m_settings.timeout;
    m_link.reset(new RedisLink(settings, this));
    connect(m_link.get(), &RedisLink::ready, this, &ClusterResolver::ask);
    connect(m_link.get(), &RedisLink::lost, this, &ClusterResolver::nodeLost);
    m_link->open();
}

void ClusterResolver::ask()
{
    m_link->send({"CLUSTER", "SLOTS"}, [this](const Reply& reply) { answered(reply); });
}

void ClusterResolver::look()
{
    if (m_link && m_link->state() == RedisLink::State::Ready)
        ask();
    else
        askAll();
}

Endpoint ClusterResolver::nodeOf(const Reply& node) const
{
    const std::int64_t port = node[1].integer();
    const bool isSense = port > 0 && port <= 0xFFFF && node[0].text().size() <= MostHostBytes;
    return isSense ? Endpoint{hostOr(node[0].text(), m_asked.host), static_cast<quint16>(port)}
                   : Endpoint{m_asked.host, 0};
}

void ClusterResolver::answered(const Reply& reply)
{
    if (reply.isError() && reply.text().starts_with("LOST "))
        return; // nodeLost() comes
    const QString where = m_asked.text();
    if (reply.isError()) {
        const std::string_view error = reply.text();
        nodeLost(error.find("cluster support disabled") != std::string_view::npos
                ? QStringLiteral("Redis at %1 is no node of a cluster: write redis://.").arg(where)
                : error.starts_with("NOPERM")
                ? QStringLiteral("Redis at %1 does not tell this user who keeps what: grant it "
                                 "+cluster|slots there. It says: %2")
                      .arg(where, toQString(error))
                : QStringLiteral("Redis at %1 does not tell who keeps what; it says: %2")
                      .arg(where, toQString(error)));
        return;
    }
    // each: first slot, last slot, its primary, its replicas
    std::optional<Endpoint> primary;
    QList<Endpoint> nodes = m_settings.nodes.endpoints;
    for (std::size_t i = 0; i < reply.size(); ++i) {
        const Reply range = reply[i];
        const bool isOurs
            = m_slot < 0 || (range[0].integer() <= m_slot && m_slot <= range[1].integer());
        if (isOurs && !primary && range.size() > 2)
            primary = nodeOf(range[2]);
        for (std::size_t at = 2; at < range.size() && nodes.size() < MostNodes; ++at) {
            if (const Endpoint node = nodeOf(range[at]); node.port != 0 && !nodes.contains(node))
                nodes.append(node);
        }
    }
    if (!primary || primary->port == 0) {
        nodeLost(m_slot < 0
                ? QStringLiteral("By Redis at %1 no node of the cluster keeps any slot: look at "
                                 "CLUSTER SHARDS there.")
                      .arg(where)
                : QStringLiteral("By Redis at %1 no node of the cluster keeps what is of this app "
                                 "(slot %2): look at CLUSTER SHARDS there.")
                      .arg(where)
                      .arg(m_slot));
        return;
    }
    if (reply.size() > 0)
        m_nodes = std::move(nodes);
    m_watch.start();
    learn(*primary);
}

void ClusterResolver::nodeLost(const QString& reason)
{
    m_link.reset();
    if (m_isAsking) {
        m_problems.append(reason);
        askNext();
    } else { // it was watched
        m_watch.start();
    }
}

void ClusterResolver::giveUp()
{
    m_isAsking = false;
    if (!m_isResolving) {
        m_watch.start();
        return;
    }
    m_isResolving = false;
    m_problems.removeDuplicates();
    Q_EMIT failed(QStringLiteral("No node of the cluster tells who keeps what is of this app. %1")
                      .arg(m_problems.join(u' ')));
}

} // namespace fanlight::redis
