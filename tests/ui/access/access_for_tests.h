// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "hub/access_snapshot.h"

#include <QDateTime>

namespace fanlight {

// A hub on loopback without any key or token, as it runs.
inline AccessSnapshot openAccess()
{
    AccessSnapshot access;
    access.takenAtMs = 1'800'000'000'000;
    access.isListening = true;
    access.listen = QStringLiteral("localhost:3000");
    access.anonymous = Anonymous::All;
    access.userClaim = QStringLiteral("sub");
    return access;
}

// One that strangers reach, with keys of an issuer and tokens of each role.
inline AccessSnapshot closedAccess()
{
    AccessSnapshot access = openAccess();
    access.isReachable = access.hasKeys = access.hasRoles = true;
    access.anonymous = Anonymous::None;
    access.issuer = QStringLiteral("https://id.example.com");
    AccessKeyRow key;
    key.id = "2026-11-a";
    key.kind = "EC P-256";
    key.algorithms = {"ES256"};
    key.source = "file issuer.jwks";
    key.refreshedMs = access.takenAtMs - 4 * 60'000;
    key.lastUsedMs = access.takenAtMs - 500;
    access.keys.push_back(key);
    key.id.clear();
    key.source = "previous secret";
    key.refreshedMs = 0;
    key.lastUsedMs = 0;
    access.keys.push_back(key);
    access.tokens = {{"app", Role::Publish, access.takenAtMs - 7'200'000},
        {"cron", Role::Publish, 0}, {"grafana", Role::Monitor, access.takenAtMs - 45'000}};
    return access;
}

inline RefusalRow refusalOf(std::uint64_t id, const std::string& address, const std::string& wanted,
    const std::string& why, std::uint64_t count = 1)
{
    RefusalRow row;
    row.id = id;
    row.address = address;
    row.wanted = wanted;
    row.why = why;
    row.status = 401;
    row.firstMs = QDateTime::currentMSecsSinceEpoch() - 60'000;
    row.lastMs = row.firstMs + std::int64_t(id) * 1000;
    row.count = count;
    return row;
}

inline RefusalBook::Contents someRefusals()
{
    RefusalBook::Contents refusals;
    refusals.rows
        = {refusalOf(1, "198.51.100.4", "POST /api/publish", "the publish token is missing", 1904),
            refusalOf(2, "203.0.113.77", "stream of 77", "userId: the token is of another user", 3),
            refusalOf(3, "203.0.113.9", "stream of 1284", "token expired 12 s ago")};
    refusals.total = 1910;
    refusals.forgotten = 2;
    return refusals;
}

} // namespace fanlight
