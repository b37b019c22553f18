// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "broker/redis_keys.h"
#include "net/channel.h"
#include "net/seeded_hash.h"

#include <algorithm>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace fanlight {

// How many listen in each shard: in eight bytes where there are one or two.
class ShardCounts {
public:
    ShardCounts() = default;
    ~ShardCounts()
    {
        if (isElsewhere())
            delete[] elsewhere();
    }
    ShardCounts(const ShardCounts&) = delete;
    ShardCounts& operator=(const ShardCounts&) = delete;

    void setShards(std::size_t shards) // once, before anybody is counted
    {
        if (shards <= Few)
            return;
        auto* const counts = new std::uint32_t[shards + 1]();
        counts[0] = static_cast<std::uint32_t>(shards);
        m_bits = reinterpret_cast<std::uintptr_t>(counts) | Elsewhere;
    }
    std::uint32_t of(std::size_t shard) const
    {
        if (isElsewhere())
            return elsewhere()[shard + 1];
        return shard == 0 ? static_cast<std::uint32_t>(m_bits) >> 1
                          : static_cast<std::uint32_t>(m_bits >> 32);
    }
    std::uint32_t all() const
    {
        if (!isElsewhere())
            return of(0) + of(1);
        std::uint32_t sum = 0;
        for (std::uint32_t i = 0; i < elsewhere()[0]; ++i)
            sum += of(i);
        return sum;
    }
    void add(std::size_t shard)
    {
        if (isElsewhere())
            ++elsewhere()[shard + 1];
        else
            m_bits += one(shard);
    }
    void remove(std::size_t shard)
    {
        if (isElsewhere())
            --elsewhere()[shard + 1];
        else
            m_bits -= one(shard);
    }

private:
    static constexpr std::size_t Few = 2;
    static constexpr std::uint64_t Elsewhere = 1;

    static std::uint64_t one(std::size_t shard)
    {
        return std::uint64_t(shard == 0 ? 2 : 1) << 32 * shard;
    }
    bool isElsewhere() const { return (m_bits & Elsewhere) != 0; }
    std::uint32_t* elsewhere() const { return std::bit_cast<std::uint32_t*>(m_bits & ~Elsewhere); }

    // Even: of the first shard above that bit, of the second in the upper half. Odd: where the
    // number of shards is, and behind it those of each.
    std::uint64_t m_bits = 0;
};

// A user's channel with its subscribers, counted by shard. A broker may keep more with it. Small on
// purpose: most users have one stream, so that each stream costs one of these.
class SubscribedChannel : public Channel {
public:
    SubscribedChannel() = default;
    virtual ~SubscribedChannel() = default;
    SubscribedChannel(const SubscribedChannel&) = delete;
    SubscribedChannel& operator=(const SubscribedChannel&) = delete;

    std::uint32_t subscribers() const { return m_counts.all(); }
    std::uint32_t subscribersOf(std::size_t shard) const { return m_counts.of(shard); }
    void add(int shard) { m_counts.add(static_cast<std::size_t>(shard)); }
    void remove(int shard) { m_counts.remove(static_cast<std::size_t>(shard)); }

private:
    friend class ChannelTable;

    std::unique_ptr<SubscribedChannel> m_next; // of the table, at the same place
    ShardCounts m_counts;
};

// Null: broadcasts.
inline std::uint32_t indexOf(const SubscribedChannel* channel)
{
    return channel ? channel->index : BroadcastIndex;
}
// Empty: broadcasts.
inline std::string userIdOf(const SubscribedChannel* channel)
{
    return channel ? channel->userId.text() : std::string();
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
        created->m_counts.setShards(m_shards);
        if (m_freeIndices.empty()) {
            created->index = m_nextIndex++;
        } else {
            created->index = m_freeIndices.back();
            m_freeIndices.pop_back();
        }
        T& channel = *created;
        if (m_size == PerPlace * m_places.size())
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
    static constexpr std::size_t PerPlace = 2; // channels, on average, at most

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
