// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "auth/rate_limit.h"
#include "auth/role.h"
#include "metrics/prometheus.h"

#include <cstdint>
#include <string>
#include <vector>

namespace fanlight {

// A key that tokens of users are verified with, as it may be shown. A plain value; times are
// milliseconds since 1970.
struct AccessKeyRow {
    std::string id; // kid; empty: it has none
    std::string kind; // “RSA 2048”, “EC P-256”, “Ed25519”, “HMAC secret”
    std::vector<std::string> algorithms; // that it takes, at least one
    std::string source; // “file issuer.pem”, “secret”, “previous secret”, “JWKS”
    std::int64_t refreshedMs = 0; // when it was read last; 0: it is not read again
    std::int64_t lastUsedMs = 0; // when a token was taken that it had signed; 0: not yet
};

// A token of a role, as it may be shown: not the token.
struct AccessTokenRow {
    std::string name;
    Role role = Role::None;
    std::int64_t lastUsedMs = 0; // 0: not yet
};

// What one address or token may have, as it is in force. A plain value.
struct AccessLimitRow {
    prometheus_text::LimitKind kind = prometheus_text::LimitKind::Streams;
    auth::RateLimit limit; // off: there is none; of wrong tokens it says nothing
    bool isAuto = false; // as where the hub listens asks for; this machine is let off
    std::uint64_t refused = 0; // turned away for it
};

// Keys of publishes (`once`). A plain value.
struct OnceKeysRow {
    bool isKnown = false; // an earlier hub does not tell
    std::uint64_t keys = 0; // known now; in Redis: of publishes under way
    std::uint64_t most = 0; // kept at once; 0: they are in Redis, without a bound of the hub
    std::uint64_t forgotten = 0; // that went before their time
};

} // namespace fanlight
