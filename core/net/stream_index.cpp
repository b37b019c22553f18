// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/stream_index.h"

#include <utility>

namespace fanlight {

namespace {

// Whether the comma separated list of a connection has the type.
bool listHas(std::string_view list, std::string_view type)
{
    while (!list.empty()) {
        const std::size_t end = list.find(',');
        if (list.substr(0, end) == type)
            return true;
        list.remove_prefix(end == std::string_view::npos ? list.size() : end + 1);
    }
    return false;
}

} // namespace

void StreamIndex::add(std::uint32_t slot, const std::string& types, const std::string& userAgent)
{
    Connection& connection = m_connections[slot];
    connection.links.types = m_types.intern(types);
    connection.links.userAgent = m_userAgents.intern(userAgent.substr(0, MaxUserAgentBytes));
    connection.links.position = static_cast<std::uint32_t>(m_streams.size());
    m_streams.push_back(slot);
    Channel* channel = connection.stream.channel;
    if (!channel)
        return;
    if (channel->index >= m_channelHeads.size())
        m_channelHeads.resize(channel->index + 1, NoIndex);
    std::uint32_t& head = m_channelHeads[channel->index];
    connection.links.next = head;
    connection.links.previous = NoIndex;
    if (head != NoIndex)
        m_connections[head].links.previous = slot;
    head = slot;
    channel->streams.fetch_add(1, std::memory_order_relaxed);
}

void StreamIndex::remove(std::uint32_t slot)
{
    Connection& connection = m_connections[slot];
    m_streams[connection.links.position] = m_streams.back();
    m_connections[m_streams.back()].links.position = connection.links.position;
    m_streams.pop_back();
    Channel* channel = connection.stream.channel;
    if (!channel)
        return;
    std::uint32_t& link = connection.links.previous != NoIndex
        ? m_connections[connection.links.previous].links.next
        : m_channelHeads[channel->index];
    link = connection.links.next;
    if (connection.links.next != NoIndex)
        m_connections[connection.links.next].links.previous = connection.links.previous;
    channel->streams.fetch_sub(1, std::memory_order_relaxed);
}

void StreamIndex::release(std::uint32_t slot)
{
    Connection& connection = m_connections[slot];
    m_types.release(std::exchange(connection.links.types, 0));
    m_userAgents.release(std::exchange(connection.links.userAgent, 0));
}

bool StreamIndex::takesType(const Connection& connection, std::string_view type) const
{
    return connection.links.types == 0 || listHas(typesOf(connection), type);
}

std::uint64_t StreamIndex::countTaking(
    const std::vector<std::uint32_t>& channels, bool all, std::string_view type)
{
    std::uint64_t count = 0;
    beginEvent();
    const auto look = [&](std::uint32_t slot) {
        const Connection& connection = m_connections[slot];
        count
            += !connection.stream.awaitsHistory && !connection.isProbe() && takes(connection, type);
    };
    if (all)
        visitAll(look);
    for (const std::uint32_t channel : channels)
        visitChannel(channel, look);
    return count;
}

std::vector<std::uint32_t> StreamIndex::slotsOf(const std::unordered_set<std::uint64_t>& ids) const
{
    std::vector<std::uint32_t> found;
    for (const std::uint32_t slot : m_streams) {
        if (ids.contains(m_connections[slot].stream.id))
            found.push_back(slot);
    }
    return found;
}

std::uint32_t StreamIndex::slotOf(std::uint64_t id) const
{
    const auto found = std::find_if(m_streams.begin(), m_streams.end(),
        [&](std::uint32_t slot) { return m_connections[slot].stream.id == id; });
    return found == m_streams.end() ? NoIndex : *found;
}

} // namespace fanlight
