// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "net/interner.h"
#include "net/slab.h"

#include <algorithm>
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

namespace fanlight {

// Who is subscribed to what in one shard: all streams, those of each channel, and the types each
// takes. Never writes to sockets. The shard's thread.
class StreamIndex {
public:
    explicit StreamIndex(ConnectionSlab& connections)
        : m_connections(connections)
    {
    }

    // A stream whose Stream group is filled; of a long user agent a part is kept.
    void add(std::uint32_t slot, const std::string& types, const std::string& userAgent);
    void remove(std::uint32_t slot); // its texts are kept until release()
    void release(std::uint32_t slot);

    std::size_t size() const { return m_streams.size(); }
    bool isEmpty() const { return m_streams.empty(); }
    std::uint32_t at(std::size_t position) const { return m_streams[position]; } // a slot
    const std::vector<std::uint32_t>& all() const { return m_streams; }

    // Calls `visit(slot)` for each stream; it may end the one it is called for.
    template <class Visit> void visitAll(Visit visit)
    {
        for (std::size_t i = 0; i < m_streams.size();) {
            const std::uint32_t slot = m_streams[i];
            visit(slot);
            // else it has ended and another took its place
            if (i < m_streams.size() && m_streams[i] == slot)
                ++i;
        }
    }
    // The same for those of a channel.
    template <class Visit> void visitChannel(std::uint32_t channel, Visit visit) const
    {
        for (std::uint32_t slot
             = channel < m_channelHeads.size() ? m_channelHeads[channel] : NoIndex;
             slot != NoIndex;) {
            const std::uint32_t next = m_connections[slot].links.next;
            visit(slot);
            slot = next;
        }
    }

    // Whether a stream takes the event that is being handed out; decided once for each different
    // list of types, not for each stream.
    void beginEvent()
    {
        if (!m_types.isEmpty())
            m_verdicts.assign(m_types.size(), -1);
    }
    bool takes(const Connection& connection, std::string_view type)
    {
        if (connection.links.types == 0)
            return true;
        signed char& verdict = m_verdicts[connection.links.types];
        if (verdict < 0)
            verdict = takesType(connection, type) ? 1 : 0;
        return verdict == 1;
    }
    bool takesType(const Connection& connection, std::string_view type) const; // any
    // How many streams of these channels (or, without any, of all) take events of a type, as far as
    // they are sent events and are recipients.
    std::uint64_t countTaking(
        const std::vector<std::uint32_t>& channels, bool all, std::string_view type);

    const std::string& typesOf(const Connection& connection) const
    {
        return m_types.text(connection.links.types);
    }
    const std::string& userAgentOf(const Connection& connection) const
    {
        return m_userAgents.text(connection.links.userAgent);
    }
    std::vector<std::uint32_t> slotsOf(const std::unordered_set<std::uint64_t>& ids) const;
    std::uint32_t slotOf(std::uint64_t id) const; // NoIndex: there is none

    static constexpr std::size_t MaxUserAgentBytes = 256; // kept of a longer one

private:
    ConnectionSlab& m_connections;
    Interner m_types;
    Interner m_userAgents;
    std::vector<std::uint32_t> m_streams; // slots, dense
    std::vector<std::uint32_t> m_channelHeads; // by channel index: first subscriber, or NoIndex
    // by interned types, for the event being handed out; -1: not known yet
    std::vector<signed char> m_verdicts;
};

} // namespace fanlight
