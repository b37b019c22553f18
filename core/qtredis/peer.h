// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "qtredis/redis_url.h"

namespace fanlight::redis {

// Who is at the other end of a link, in sentences for a person. A plain value.
struct Peer {
    Endpoint endpoint; // where it is connected, or was last
    bool isSentinel = false;

    QString who() const; // "Redis at host:port" or "The sentinel at host:port"
    // `detail`: in which way, as a clause.
    QString foreign(const QString& detail) const; // it is not Redis
    QString withoutTls(const QString& detail) const; // it does not speak TLS
};

} // namespace fanlight::redis
