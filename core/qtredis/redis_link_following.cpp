// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
// How a RedisLink follows the primary where that changes.
#include "qtredis/cluster.h"
#include "qtredis/redis_link.h"
#include "qtredis/sentinel.h"

#include <algorithm>

namespace fanlight::redis {

namespace {

using namespace std::chrono_literals;

constexpr std::chrono::milliseconds ResolverTimeout = 500ms;

} // namespace

void RedisLink::makeResolver()
{
    const RedisUrl& url = m_settings.url;
    const Milliseconds timeout = std::min(m_settings.connectTimeout, ResolverTimeout);
    if (url.kind == RedisUrl::Kind::Cluster)
        m_resolver = std::make_unique<ClusterResolver>(
            ClusterResolver::Settings{url, m_settings.clusterKey, m_settings.clientName, timeout});
    else
        m_resolver = std::make_unique<SentinelResolver>(SentinelResolver::Settings{
            url.ofSentinels(), url.masterName, m_settings.clientName, timeout});
    connect(m_resolver.get(), &PrimaryResolver::found, this, &RedisLink::connectTo);
    connect(m_resolver.get(), &PrimaryResolver::failed, this,
        [this](const QString& reason) { drop(reason); });
    connect(m_resolver.get(), &PrimaryResolver::switched, this, &RedisLink::switched);
}

// A fail-over, as Sentinel announces it, or the cluster.
void RedisLink::switched(const Endpoint& primary)
{
    if (m_state == State::Waiting) {
        m_retry.start(0ms);
    } else if (m_socket.isOpen() && primary != m_peer.endpoint) {
        drop(m_resolver->hasSwitched(primary, m_peer.endpoint), Retry::AtOnce);
    }
}

// The node does not keep the key any more. What was asked of it before it answers first.
void RedisLink::moved(std::string_view error)
{
    m_isMoved = true;
    m_resolver->hint(ClusterResolver::movedTo(error, m_peer.endpoint));
}

void RedisLink::follow()
{
    if (m_settings.url.kind != RedisUrl::Kind::Cluster || m_state != State::Ready)
        return;
    drop(QStringLiteral("The cluster keeps what is of this app elsewhere than at %1 now.")
             .arg(m_peer.endpoint.text()),
        Retry::AtOnce);
}

} // namespace fanlight::redis
