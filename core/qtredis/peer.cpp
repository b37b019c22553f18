// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "qtredis/peer.h"

namespace fanlight::redis {

QString Peer::who() const
{
    return (isSentinel ? QStringLiteral("The sentinel at %1") : QStringLiteral("Redis at %1"))
        .arg(endpoint.text());
}

QString Peer::foreign(const QString& detail) const
{
    return QStringLiteral("The server at %1 answers, but it is not Redis (%2).")
        .arg(endpoint.text(), detail);
}

QString Peer::withoutTls(const QString& detail) const
{
    return (isSentinel ? QStringLiteral("The sentinel at %1 does not speak TLS with us (%2): for "
                                        "sentinels without TLS write redis+sentinel://.")
                       : QStringLiteral("The server at %1 does not speak TLS with us (%2): for a "
                                        "Redis without TLS write redis://."))
        .arg(endpoint.text(), detail);
}

} // namespace fanlight::redis
