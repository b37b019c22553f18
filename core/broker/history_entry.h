// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "qtredis/reply.h"
#include "sse/event_id.h"

#include <charconv>
#include <cstdint>
#include <optional>
#include <string_view>

namespace fanlight {

// An entry of a stream that history is kept in, as XRANGE answers with it: fields "m", the payload
// behind its id, and "p", the id before it on its channel. Valid as long as the reply.
class HistoryEntry {
public:
    // Nothing: somebody else put it there.
    static std::optional<HistoryEntry> of(const redis::Reply& entry)
    {
        const auto id = entry.size() == 2 ? EventId::parse(entry[0].text()) : std::nullopt;
        if (!id || entry[1].size() < 2)
            return std::nullopt;
        return HistoryEntry(*id, entry);
    }

    EventId id() const { return m_id; }
    std::string_view idText() const { return m_entry[0].text(); }
    std::string_view payload() const { return m_entry[1][1].text(); }
    std::optional<EventId> before() const // nothing: not known
    {
        const redis::Reply fields = m_entry[1];
        return fields.size() >= 4 && fields[2].text() == "p" ? EventId::parse(fields[3].text())
                                                             : std::nullopt;
    }

private:
    HistoryEntry(EventId id, const redis::Reply& entry)
        : m_id(id)
        , m_entry(entry)
    {
    }

    EventId m_id;
    redis::Reply m_entry;
};

// What TIME answers with, in milliseconds since 1970; 0: something else.
inline std::uint64_t redisTimeMs(const redis::Reply& time)
{
    const auto number = [](std::string_view text) {
        std::uint64_t value = 0;
        std::from_chars(text.data(), text.data() + text.size(), value);
        return value;
    };
    return number(time[0].text()) * 1000 + number(time[1].text()) / 1000;
}

} // namespace fanlight
