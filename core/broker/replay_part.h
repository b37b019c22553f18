// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "broker/resume_id.h"
#include "sse/event_id.h"

#include <algorithm>
#include <cstddef>
#include <initializer_list>
#include <optional>

namespace fanlight {

// What a resume finds in histories of channels, whoever keeps them: RedisHistory::Channel or
// ClusterHistory::Channel. Pure; any thread.

// The newest event whose id its publisher chose and the client was last sent; one whose id is the
// same in Latin-1 only where there is no other. Channels may be null.
template <class Channel>
std::optional<EventId> chosenEvent(
    const ResumeId& last, std::initializer_list<const Channel*> channels)
{
    std::optional<EventId> chosen;
    std::optional<EventId> inLatin1;
    for (const Channel* const channel : channels) {
        for (std::size_t i = 0; channel && i < channel->events.size(); ++i) {
            const auto& event = *channel->events[i];
            if (event.customId.empty())
                continue;
            if (last.is(event.customId))
                chosen = std::max(chosen, std::optional(event.id));
            else if (last.isInLatin1(event.customId))
                inLatin1 = std::max(inLatin1, std::optional(event.id));
        }
    }
    return chosen ? chosen : inLatin1;
}

// From where on a channel's events are replayed, and whether those are all there were.
template <class Iterator> struct ReplayPart {
    Iterator first;
    bool isWhole;
};

// `behind`: the first event behind `from`. Of a part that is not whole no more than `most` are
// replayed (0: all), without the one that is kept beyond; none that has expired.
template <class Channel, class Iterator>
ReplayPart<Iterator> replayPart(
    const Channel& channel, Iterator behind, EventId from, EventId expired, std::ptrdiff_t most)
{
    ReplayPart<Iterator> part{behind,
        channel.isWholeBehind(from)
            && (behind == channel.events.end() || (*behind)->id >= expired)};
    if (!part.isWhole && most > 0 && channel.events.end() - part.first > most)
        part.first = channel.events.end() - most;
    while (part.first != channel.events.end() && (*part.first)->id < expired)
        ++part.first;
    return part;
}

} // namespace fanlight
