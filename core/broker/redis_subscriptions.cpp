// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "broker/redis_subscriptions.h"

#include <algorithm>

namespace fanlight {

RedisSubscriptions::RedisSubscriptions(redis::RedisLink& subscriber, const RedisKeys& keys,
    std::string loopChannel, std::size_t shards)
    : m_link(subscriber)
    , m_keys(keys)
    , m_loopChannel(std::move(loopChannel))
    , m_channels(shards)
{
}

// ---------------------------------------------------------------- channels

std::optional<SubscribedChannel*> RedisSubscriptions::named(std::string_view name) const
{
    return channelNamed(name, m_keys, m_channels);
}

RedisChannelState& RedisSubscriptions::stateOf(const SubscribedChannel* channel)
{
    if (!channel)
        return m_broadcasts;
    if (channel->index >= m_states.size())
        m_states.resize(std::max<std::size_t>(channel->index + 1, m_channels.indexEnd()));
    return m_states[channel->index];
}

bool RedisSubscriptions::hears(const std::string& userId)
{
    const SubscribedChannel* channel = m_channels.find(userId);
    return channel && stateOf(channel).isConfirmed();
}

void RedisSubscriptions::remove(SubscribedChannel& channel)
{
    stateOf(&channel) = {};
    m_channels.remove(channel);
}

// ---------------------------------------------------------------- listeners

void RedisSubscriptions::adopt(ChannelTable channels)
{
    m_channels = std::move(channels);
    m_channels.forEach([this](SubscribedChannel& channel) { want(channel); });
}

std::pair<SubscribedChannel*, bool> RedisSubscriptions::join(const std::string& userId, int shard)
{
    SubscribedChannel* channel = m_channels.find(userId);
    const bool isNew = !channel;
    if (isNew)
        channel = &m_channels.create<SubscribedChannel>(userId);
    channel->add(shard);
    want(*channel);
    return {channel, isNew};
}

void RedisSubscriptions::want(SubscribedChannel& channel)
{
    auto& state = stateOf(&channel).subscribed;
    state.idleSinceMs = 0;
    if (state.isWanted)
        return;
    state.isWanted = true;
    if (!m_isUp)
        return; // all are subscribed when the link is up
    ++state.unconfirmed;
    m_toSubscribe.push_back(m_keys.channel(channel.userId));
}

void RedisSubscriptions::leave(SubscribedChannel& channel, int shard, qint64 nowMs)
{
    channel.remove(shard);
    if (channel.subscribers() > 0)
        return;
    auto& state = stateOf(&channel).subscribed;
    if (!state.isListedIdle)
        m_idle.push_back(&channel);
    state.isListedIdle = true;
    state.idleSinceMs = nowMs;
}

void RedisSubscriptions::releaseIdle(qint64 nowMs)
{
    std::vector<std::string> names;
    std::erase_if(m_idle, [&](SubscribedChannel* channel) {
        auto& state = stateOf(channel).subscribed;
        if (state.idleSinceMs == 0) {
            state.isListedIdle = false; // somebody came back
            return true;
        }
        if (nowMs - state.idleSinceMs < IdleMs || state.unconfirmed > 0)
            return false;
        if (!m_isUp) {
            remove(*channel);
            return true;
        }
        state.isWanted = state.isListedIdle = false;
        state.idleSinceMs = 0;
        ++state.unconfirmed;
        names.push_back(m_keys.channel(channel->userId));
        return true;
    });
    if (!names.empty()) {
        flush();
        m_link.unsubscribe(std::vector<std::string_view>(names.begin(), names.end()));
    }
}

void RedisSubscriptions::flush()
{
    if (m_toSubscribe.empty())
        return;
    const std::vector<std::string_view> names(m_toSubscribe.begin(), m_toSubscribe.end());
    m_link.subscribe(names);
    m_toSubscribe.clear();
}

// ---------------------------------------------------------------- the link

void RedisSubscriptions::ready()
{
    m_isUp = true;
    m_isLoopConfirmed = false;
    if (m_isLoopOnly) {
        m_toSubscribe = {m_loopChannel};
        return;
    }
    m_broadcasts.subscribed.isWanted = true;
    m_broadcasts.subscribed.unconfirmed = 1;
    m_toSubscribe = {m_keys.broadcastChannel()};
    m_channels.forEach([this](SubscribedChannel& channel) {
        auto& state = stateOf(&channel).subscribed;
        state.isWanted = true;
        state.unconfirmed = 1;
        m_toSubscribe.push_back(m_keys.channel(channel.userId));
    });
    m_toSubscribe.push_back(m_loopChannel);
}

void RedisSubscriptions::lost()
{
    m_isUp = false;
    m_isLoopConfirmed = false;
    m_toSubscribe.clear();
    std::vector<SubscribedChannel*> unwanted;
    m_broadcasts.subscribed.unconfirmed = 0;
    m_channels.forEach([&](SubscribedChannel& channel) {
        auto& state = stateOf(&channel).subscribed;
        state.unconfirmed = 0;
        if (!state.isWanted)
            unwanted.push_back(&channel);
    });
    for (SubscribedChannel* channel : unwanted)
        remove(*channel);
}

std::optional<SubscribedChannel*> RedisSubscriptions::confirmed(std::string_view name)
{
    const std::optional<SubscribedChannel*> channel = named(name);
    if (!channel)
        return std::nullopt;
    auto& state = stateOf(*channel).subscribed;
    if (state.unconfirmed == 0 || --state.unconfirmed > 0)
        return std::nullopt;
    if (!state.isWanted) {
        remove(**channel);
        return std::nullopt;
    }
    return channel;
}

} // namespace fanlight
