// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sse/event_id.h"

#include <algorithm>
#include <vector>

namespace fanlight {

// What history has of one channel from an event on. Each event names the one before it, so a hole
// in the chain shows. Plain; EventPtr points to an event with an id and, as far as it is known, the
// id `before` it.
template <class EventPtr> struct EventChain {
    std::vector<EventPtr> events; // in order of id
    EventId newest; // given on the channel

    using Place = typename std::vector<EventPtr>::const_iterator;
    Place behind(EventId id) const
    {
        return std::upper_bound(events.begin(), events.end(), id,
            [](EventId one, const EventPtr& event) { return one < event->id; });
    }
    bool knows(EventId id) const // as given on the channel
    {
        return id == newest
            || std::any_of(events.begin(), events.end(),
                [id](const EventPtr& event) { return event->id == id || event->before == id; });
    }

protected:
    // Of what there is behind an event.
    struct Followed {
        EventId hole; // the event behind the last that is missing; {}: none is
        EventId last; // or the event itself
    };
    enum class Unnamed { IsHole, IsHoleAtFirst }; // an event that does not name the one before it
    Followed follow(EventId after, Unnamed unnamed) const
    {
        Followed found{{}, after};
        const Place begin = behind(after);
        for (Place event = begin; event != events.end(); ++event) {
            const auto& before = (*event)->before;
            if (before ? *before > found.last : unnamed == Unnamed::IsHole || event == begin)
                found.hole = (*event)->id;
            found.last = (*event)->id;
        }
        return found;
    }
};

} // namespace fanlight
