// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "net/channel.h"
#include "sse/cursor.h"

#include <string>
#include <vector>

namespace fanlight {

// How far each user's channel is in a shard, where ids are comparable within a channel only (Redis
// Cluster): the half of an event for everyone that is not the same for all. Empty, and free, with
// any other broker. The shard's thread.
class ChannelPositions {
public:
    // {}: that is not known
    void set(const Channel* channel, EventId position)
    {
        if (channel)
            set(channel->index, position);
    }
    void set(std::uint32_t channel, EventId position)
    {
        if (channel >= m_positions.size() && position != EventId{})
            m_positions.resize(std::size_t(channel) + 1);
        if (channel < m_positions.size())
            m_positions[channel] = position;
    }
    // Of an event for everyone, to a stream of the channel (null: of broadcasts only).
    std::string idOf(const Channel* channel, EventId everyone) const
    {
        const bool isKnown = channel && channel->index < m_positions.size();
        return Cursor{isKnown ? m_positions[channel->index] : EventId{}, everyone}.text();
    }

private:
    std::vector<EventId> m_positions; // by index of the channel
};

} // namespace fanlight
