// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "broker/fan_payload.h"
#include "qtredis/reply.h"
#include "sse/event_id.h"
#include "sse/frame.h"

#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

namespace fanlight {

// An event as history in Redis has it.
struct RedisEvent {
    EventId id;
    // on its channel; nothing: written by an earlier version, or by somebody else
    std::optional<EventId> before;
    FramePtr frame;
    std::string customId; // when the publisher chose the id on the wire
    std::string receipt = {}; // its token; empty: none was asked for
};
using RedisEventPtr = std::shared_ptr<const RedisEvent>;

// Events of history, decoded once for all streams they go to: an event is kept as long as a stream
// has yet to send it, and a moment after it was read, in which whoever comes next reads only what
// is behind it. RedisHistory's, in the hub's thread.
class RedisDecoded {
public:
    // for which a reading stands for the next one of the same channel
    static constexpr std::uint64_t LatelyNs = 1'000'000'000;

    // Adds the entries of an XRANGE of this user's channel (empty: of broadcasts) to `events`.
    // Nothing: there were none; else the id of the last of them.
    std::optional<EventId> take(
        const redis::Reply& entries, const std::string& userId, std::vector<RedisEventPtr>& events);
    // A reading has found these, all that there is from this event on; `isOfLately`: it began with
    // what lately() had.
    void haveRead(const std::string& userId, EventId from, const std::vector<RedisEventPtr>& events,
        bool isOfLately, std::uint64_t nowNs);
    // What was read lately from this event on, in order: nothing behind the last of it was looked
    // for since, and all is only if that is still in Redis. Empty: read it all.
    std::vector<RedisEventPtr> lately(
        const std::string& userId, EventId from, std::uint64_t nowNs) const;

    std::size_t bytes() const { return m_bytes; }
    std::size_t meanBytes() const { return m_meanBytes; } // of an event, of late
    // What no stream needs any more, and was not read lately, or all of it that no stream needs.
    void release(std::uint64_t nowNs, bool isAll);
    void clear(); // the same ids may mean other events now

private:
    struct Decoded {
        std::map<EventId, RedisEventPtr> events;
        // what is known to be all there was between these; through is at the lowest: nothing is
        EventId from, through;
        std::uint64_t sinceNs = 0; // monotonic
        bool isLate(std::uint64_t nowNs) const
        {
            return through == EventId{} || nowNs - sinceNs > LatelyNs;
        }
    };
    // by user; broadcasts: empty
    std::unordered_map<std::string, Decoded> m_channels;
    FanPayloadReader m_reader;
    std::size_t m_bytes = 0;
    std::size_t m_meanBytes = 8 << 10; // rather large, where nothing is known
};

} // namespace fanlight
