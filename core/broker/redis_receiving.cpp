// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "broker/redis_receiving.h"

namespace fanlight {

RedisReceiving::RedisReceiving(RedisSubscriptions& subscriptions, RedisMarks& marks,
    RedisPublishing& publishing, RedisResuming& resuming, RedisGap& gap, RedisDelivery& delivery,
    MessageIntake::Settings settings)
    : m_subscriptions(subscriptions)
    , m_marks(marks)
    , m_resuming(resuming)
    , m_gap(gap)
    , m_delivery(delivery)
    , m_intake(publishing, std::move(settings))
{
}

void RedisReceiving::receive(std::string_view name, std::string_view payload)
{
    m_intake.count();
    const std::optional<SubscribedChannel*> named = m_subscriptions.named(name);
    if (!named)
        return;
    SubscribedChannel* const channel = *named;
    FanPayloadReader::Payload* const read = m_intake.read(name, payload);
    if (!read)
        return;
    RedisChannelState& state = m_subscriptions.stateOf(channel);
    if (read->id && !m_gap.isOpen() && !m_marks.isGiven(*read->id, state.newest)) {
        // whoever wrote it, Redis did not give it: the client would resume from nowhere
        read->id.reset();
        read->idText = {};
    }
    if (read->id)
        state.newest = *read->id;
    const FramePtr frame = read->frame();
    bool isOwn = false;
    RedisDelivery::Message message = m_intake.take(*read, channel, frame, frame, isOwn);
    m_resuming.arrived(channel, state, read->id, frame);
    if (m_gap.isOpen()) {
        m_gap.hold(std::move(message));
    } else {
        if (message.id)
            m_marks.saw(indexOf(channel), *message.id);
        m_delivery.deliver(std::move(message));
    }
    if (isOwn)
        m_intake.finish(read->publishedUs);
}

} // namespace fanlight
