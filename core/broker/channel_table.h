// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "broker/redis_keys.h"
#include "net/channel.h"
#include "net/seeded_hash.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace fanlight {

// A user's channel with its subscribers, counted by shard. A broker may keep more with it. Small on
// purpose: most users have one stream, so that each stream costs one of these.
class SubscribedChannel : public Channel {
public:
    SubscribedChannel() = default;
    virtual ~SubscribedChannel()
    {
        if (m_shards > Few)
            delete[] m_counts.many;
    }
    SubscribedChannel(const SubscribedChannel&) = delete;
    SubscribedChannel& operator=(const SubscribedChannel&) = delete;

    std::uint32_t subscribers() const
    {
        std::uint32_t sum = 0;
        for (std::uint32_t i = 0; i < m_shards; ++i)
            sum += counts()[i];
        return sum;
    }
    std::uint32_t subscribersOf(std::size_t shard) const { return counts()[shard]; }
    void add(int shard) { ++counts()[shard]; }
    void remove(int shard) { --counts()[shard]; }

private:
    friend class ChannelTable;
    static constexpr std::uint32_t Few = 2; // shards whose counts are within

    std::uint32_t* counts() { return m_shards > Few ? m_counts.many : m_counts.few; }
    const std::uint32_t* counts() const { return m_shards > Few ? m_counts.many : m_counts.few; }
    void setShards(std::size_t shards) // once
    {
        if (shards > Few)
            m_counts.many = new std::uint32_t[shards]();
        m_shards = static_cast<std::uint32_t>(shards);
    }

    std::unique_ptr<SubscribedChannel> m_next; // of the table, at the same place
    union {
        std::uint32_t few[Few] = {};
        std::uint32_t* many;
    } m_counts;
    std::uint32_t m_shards = 0;
};

// Null: broadcasts.
inline std::uint32_t indexOf(const SubscribedChannel* channel)
{
    return channel ? channel->index : BroadcastIndex;
}

// The channels of users a broker knows, each with an index that is small and its own while it
// lives. Not synchronised: the broker sees to that. Movable, so that another broker can take over.
//
// The index of a channel that has gone may be taken again: what inboxes still hold for it comes
// before any subscription to the new one.
class ChannelTable {
public:
    explicit ChannelTable(std::size_t shards)
        : m_shards(shards)
    {
    }

    ChannelTable(ChannelTable&& other) noexcept
        : m_shards(other.m_shards)
        , m_places(std::move(other.m_places))
        , m_size(std::exchange(other.m_size, 0))
        , m_freeIndices(std::move(other.m_freeIndices))
        , m_nextIndex(std::exchange(other.m_nextIndex, 0))
    {
    }
    ChannelTable& operator=(ChannelTable&& other) noexcept
    {
        std::swap(m_shards, other.m_shards);
        std::swap(m_places, other.m_places);
        std::swap(m_size, other.m_size);
        std::swap(m_freeIndices, other.m_freeIndices);
        std::swap(m_nextIndex, other.m_nextIndex);
        return *this;
    }

    SubscribedChannel* find(std::string_view userId) const
    {
        SubscribedChannel* channel
            = m_places.empty() ? nullptr : m_places[placeOf(userId, m_places.size())].get();
        while (channel && channel->userId != userId)
            channel = channel->m_next.get();
        return channel;
    }
    // Of a user who has none.
    template <class T> T& create(std::string_view userId)
    {
        auto created = std::make_unique<T>();
        created->userId = userId;
        created->setShards(m_shards);
        if (m_freeIndices.empty()) {
            created->index = m_nextIndex++;
        } else {
            created->index = m_freeIndices.back();
            m_freeIndices.pop_back();
        }
        T& channel = *created;
        if (m_size == m_places.size())
            grow();
        ++m_size;
        putAt(m_places, std::move(created));
        return channel;
    }
    void remove(SubscribedChannel& channel)
    {
        m_freeIndices.push_back(channel.index);
        std::unique_ptr<SubscribedChannel>* link
            = &m_places[placeOf(channel.userId, m_places.size())];
        while (link->get() != &channel)
            link = &(*link)->m_next;
        const std::unique_ptr<SubscribedChannel> gone = std::move(*link);
        *link = std::move(gone->m_next);
        --m_size;
    }
    // The channels of users that anyone of a shard listens to, by shard; `online`: users who are
    // there.
    std::vector<std::vector<std::uint32_t>> listenedTo(
        const std::vector<std::string>& userIds, std::int64_t& online) const
    {
        std::vector<std::vector<std::uint32_t>> byShard(m_shards);
        for (const std::string& userId : userIds) {
            const SubscribedChannel* channel = find(userId);
            if (!channel || channel->subscribers() == 0)
                continue;
            ++online;
            for (std::size_t i = 0; i < m_shards; ++i) {
                if (channel->subscribersOf(i) > 0)
                    byShard[i].push_back(channel->index);
            }
        }
        return byShard;
    }
    std::size_t size() const { return m_size; }
    std::uint32_t indexEnd() const { return m_nextIndex; } // all indices are below it
    template <class Visit> void forEach(Visit visit) const
    {
        for (const auto& first : m_places) {
            for (SubscribedChannel* channel = first.get(); channel; channel = channel->m_next.get())
                visit(*channel);
        }
    }

private:
    using Places = std::vector<std::unique_ptr<SubscribedChannel>>; // a power of two of them
    static constexpr std::size_t LeastPlaces = 16;

    static std::size_t placeOf(std::string_view userId, std::size_t places)
    {
        return SeededHash()(userId) & (places - 1);
    }
    static void putAt(Places& places, std::unique_ptr<SubscribedChannel> channel)
    {
        std::unique_ptr<SubscribedChannel>& first = places[placeOf(channel->userId, places.size())];
        channel->m_next = std::move(first);
        first = std::move(channel);
    }
    void grow()
    {
        Places places(std::max(LeastPlaces, 2 * m_places.size()));
        for (std::unique_ptr<SubscribedChannel>& first : m_places) {
            while (std::unique_ptr<SubscribedChannel> channel = std::move(first)) {
                first = std::move(channel->m_next);
                putAt(places, std::move(channel));
            }
        }
        m_places = std::move(places);
    }

    std::size_t m_shards;
    Places m_places; // lists of channels, held together by themselves
    std::size_t m_size = 0;
    std::vector<std::uint32_t> m_freeIndices;
    std::uint32_t m_nextIndex = 0;
};

// Whose channel it is by its name in Redis: null, everyone's; nothing: of none in the table.
inline std::optional<SubscribedChannel*> channelNamed(
    std::string_view name, const RedisKeys& keys, const ChannelTable& channels)
{
    if (name == keys.broadcastChannel())
        return nullptr;
    SubscribedChannel* const channel = name.starts_with(keys.prefix())
        ? channels.find(name.substr(keys.prefix().size()))
        : nullptr;
    return channel ? std::optional(channel) : std::nullopt;
}

} // namespace fanlight
