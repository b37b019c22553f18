// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "qtredis/redis_link.h"
#include "sources/redis_stream_entry.h"
#include "sources/redis_stream_kind.h"

#include <functional>
#include <string>
#include <vector>

namespace fanlight {

// Where a stream source of Redis keeps what was refused too often: another stream, of bounded
// length. What it says of an error is a sentence. In its source's thread; its source's, as the link
// is.
class RedisDeadStream {
public:
    RedisDeadStream(redis::RedisLink& link, const RedisStreamPlace& place);

    using Done = std::function<void(const QString& error)>;
    void bury(const RedisStreamEntry& entry, const std::string& reason, int tries, Done done);
    void count(std::function<void(double entries)> done); // Unknown: Redis does not say
    // The newest first, MostDeadListed of Source at most.
    void list(std::function<void(const QString& error, std::vector<DeadLetter> letters)> done);
    void remove(const std::string& handle, Done done);

    static constexpr int MostKept = 10'000; // about; the oldest go

private:
    redis::RedisLink& m_link;
    const RedisStreamPlace m_place;
    const std::string m_key;
};

} // namespace fanlight
