// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "broker/redis_delivery.h"

#include "net/shard.h"

namespace fanlight {

void RedisDelivery::deliver(Message message)
{
    const SubscribedChannel* channel = message.channel;
    for (std::size_t i = 0; i < m_shards.size(); ++i) {
        if (channel && channel->subscribersOf(i) == 0)
            continue;
        if (message.ticket)
            message.ticket->expectMore(1);
        if (message.receipt)
            message.receipt->hold();
        add(i,
            Deliver{message.frame, message.publishedNs, indexOf(channel), {}, message.ticket,
                message.batch, message.message, message.receipt, message.isOutOfGap,
                message.position});
    }
}

void RedisDelivery::addToAll(const Task& task)
{
    for (std::size_t i = 0; i < m_shards.size(); ++i)
        add(i, task);
}

void RedisDelivery::flush()
{
    for (std::size_t i = 0; i < m_shards.size(); ++i) {
        if (!m_batches[i].empty())
            m_shards[i]->post(std::exchange(m_batches[i], {}));
    }
}

} // namespace fanlight
