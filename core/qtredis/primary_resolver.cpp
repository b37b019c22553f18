// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "qtredis/primary_resolver.h"

#include "qtredis/redis_link.h"

namespace fanlight::redis {

// Also called from a signal of the link itself.
void PrimaryResolver::Release::operator()(RedisLink* link) const
{
    link->disconnect();
    link->close();
    link->deleteLater();
}

void PrimaryResolver::learn(const Endpoint& primary)
{
    const bool isNew = !m_knowsPrimary || m_primary != primary;
    m_primary = primary;
    m_knowsPrimary = true;
    m_isAsking = false;
    if (m_isResolving) {
        m_isResolving = false;
        Q_EMIT found(primary);
    } else if (isNew) {
        Q_EMIT switched(primary);
    }
}

} // namespace fanlight::redis
