// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "qtredis/redis_url.h"
#include "sources/source_kinds.h"

#include <chrono>
#include <string_view>

namespace fanlight {

// Which stream of which Redis, and as whose consumer, as an address says it. A plain value.
struct RedisStreamPlace {
    redis::RedisUrl url;
    QString key;
    QString group;
    QString consumer; // empty: made of host and process
    QString deadKey; // "KEY:dead" unless ?dead= says otherwise
    int prefetch = Source::DefaultPrefetch;
    std::chrono::milliseconds idle = std::chrono::seconds(30); // then a consumer's are for others

    // What is wrong, in a sentence's part, or nothing.
    static QString read(const SourceUrl& url, RedisStreamPlace* place);
    // What the user of Redis needs, as ACL SETUSER takes it.
    QString rules() const;
    // An error that Redis answers with, as a sentence that says what to do.
    QString explain(std::string_view error) const;
};

SourceKind redisStreamKind();

} // namespace fanlight
