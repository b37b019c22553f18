// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "broker/channel_table.h"
#include "broker/redis_channel_state.h"
#include "broker/redis_keys.h"
#include "qtredis/redis_link.h"

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace fanlight {

// What the subscribing link is subscribed to, and what of it Redis has confirmed: broadcasts, the
// channel of messages of our own, and a channel of each user anybody listens to, once, however many
// streams listen. One that nobody listens to any more stays for a moment.
//
// While the link is away channels are only noted; all are subscribed when it is up. Hub thread;
// asks nobody back, the link outlives it.
class RedisSubscriptions {
public:
    // a channel nobody listens to any more stays subscribed so long
    static constexpr int IdleMs = 2000;

    // `loopChannel`: of messages of our own.
    RedisSubscriptions(redis::RedisLink& subscriber, const RedisKeys& keys, std::string loopChannel,
        std::size_t shards);

    // Others listen to the channels: only to messages of our own.
    void listenToLoopOnly() { m_isLoopOnly = true; }

    // ---- channels; null: broadcasts
    SubscribedChannel* find(std::string_view userId) const { return m_channels.find(userId); }
    // By its name in Redis; nothing: nobody here knows it.
    std::optional<SubscribedChannel*> named(std::string_view name) const;
    RedisChannelState& stateOf(const SubscribedChannel* channel);
    // Whether a message on it comes back to this instance.
    bool hears(const std::string& userId);
    bool hearsBroadcasts() const { return m_broadcasts.isConfirmed(); }
    const ChannelTable& channels() const { return m_channels; }
    std::size_t subscribed() const { return m_channels.size() + 2; }

    // ---- listeners
    void adopt(ChannelTable channels);
    // One more of a shard; whether the channel is new here.
    std::pair<SubscribedChannel*, bool> join(const std::string& userId, int shard);
    void leave(SubscribedChannel& channel, int shard, qint64 nowMs); // of the steady clock
    void releaseIdle(qint64 nowMs); // likewise
    void flush(); // subscribes to what was joined

    // ---- the link
    bool isUp() const { return m_isUp; }
    // The last of all: once it is confirmed, all are.
    bool isLoopConfirmed() const { return m_isLoopConfirmed; }
    const std::string& loopChannel() const { return m_loopChannel; }
    void ready(); // subscribes to all, with flush()
    void lost();
    void loopConfirmed(bool isSubscribed) { m_isLoopConfirmed = isSubscribed; }
    // One command for it was executed. Which channel is confirmed now, if any is.
    std::optional<SubscribedChannel*> confirmed(std::string_view name);

private:
    void want(SubscribedChannel& channel);
    void remove(SubscribedChannel& channel);

    redis::RedisLink& m_link;
    const RedisKeys& m_keys;
    const std::string m_loopChannel;
    ChannelTable m_channels;
    std::vector<RedisChannelState> m_states; // by index of the channel
    RedisChannelState m_broadcasts;
    std::vector<std::string> m_toSubscribe;
    std::vector<SubscribedChannel*> m_idle;
    bool m_isLoopOnly = false;
    bool m_isUp = false;
    bool m_isLoopConfirmed = false;
};

} // namespace fanlight
