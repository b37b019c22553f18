// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "qtredis/reply.h"

#include <memory>
#include <string>
#include <string_view>

struct redisReader; // of hiredis

namespace fanlight::redis {

// Reads replies out of the bytes of one connection, in pieces of any size, with hiredis' reader.
// Any one thread.
//
// What the other side may make it hold is bounded: an element of 512 MiB, nesting of 7, a line of
// 64 KiB, and the limits of ReplyArena for a reply. Beyond, as after bytes that are no RESP2, it is
// broken until reset().
class ReplyReader {
public:
    static constexpr std::size_t MostElementBytes = std::size_t(512) << 20; // Redis' own limit
    static constexpr std::size_t MostLineBytes = 64 << 10;

    enum class Outcome { Reply, Incomplete, Broken };

    ReplyReader();
    ~ReplyReader();
    void reset(); // for a new connection

    void feed(std::string_view bytes);
    // Goes on to the next reply; Incomplete: feed more.
    Outcome next();
    // The reply that next() found, until next() or reset().
    Reply reply() const { return m_arena.root(); }
    // What is wrong with the bytes, once next() said Broken.
    std::string error() const;

private:
    struct Free {
        void operator()(redisReader* reader) const;
    };
    const char* excess() const;

    std::unique_ptr<redisReader, Free> m_reader;
    ReplyArena m_arena;
    const char* m_excess = nullptr; // what a bound of ours says; hiredis has its own words
};

} // namespace fanlight::redis
