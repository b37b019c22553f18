// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "broker/redis_keys.h"
#include "net/channel.h"
#include "net/seeded_hash.h"

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace fanlight {

// A user's channel with its subscribers, counted by shard. A broker may keep more with it.
struct SubscribedChannel : Channel {
    virtual ~SubscribedChannel() = default;
    std::uint32_t subscribers = 0;
    std::vector<std::uint32_t> subscribersOfShard;

    void add(int shard)
    {
        ++subscribers;
        ++subscribersOfShard[static_cast<std::size_t>(shard)];
    }
    void remove(int shard)
    {
        --subscribers;
        --subscribersOfShard[static_cast<std::size_t>(shard)];
    }
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

    SubscribedChannel* find(std::string_view userId) const
    {
        const auto found = m_channels.find(userId);
        return found == m_channels.end() ? nullptr : found->second.get();
    }
    template <class T> T& create(std::string_view userId)
    {
        auto created = std::make_unique<T>();
        created->userId = userId;
        created->subscribersOfShard.resize(m_shards);
        if (m_freeIndices.empty()) {
            created->index = m_nextIndex++;
        } else {
            created->index = m_freeIndices.back();
            m_freeIndices.pop_back();
        }
        T& channel = *created;
        m_channels.emplace(channel.userId, std::move(created));
        return channel;
    }
    void remove(SubscribedChannel& channel)
    {
        m_freeIndices.push_back(channel.index);
        m_channels.erase(m_channels.find(channel.userId));
    }
    // The channels of users that anyone of a shard listens to, by shard; `online`: users who are
    // there.
    std::vector<std::vector<std::uint32_t>> listenedTo(
        const std::vector<std::string>& userIds, std::int64_t& online) const
    {
        std::vector<std::vector<std::uint32_t>> byShard(m_shards);
        for (const std::string& userId : userIds) {
            const SubscribedChannel* channel = find(userId);
            if (!channel || channel->subscribers == 0)
                continue;
            ++online;
            for (std::size_t i = 0; i < m_shards; ++i) {
                if (channel->subscribersOfShard[i] > 0)
                    byShard[i].push_back(channel->index);
            }
        }
        return byShard;
    }
    std::size_t size() const { return m_channels.size(); }
    std::uint32_t indexEnd() const { return m_nextIndex; } // all indices are below it
    template <class Visit> void forEach(Visit visit) const
    {
        for (const auto& [userId, channel] : m_channels)
            visit(*channel);
    }

private:
    std::size_t m_shards;
    // keys are the channels' own names
    std::unordered_map<std::string_view, std::unique_ptr<SubscribedChannel>, SeededHash> m_channels;
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
