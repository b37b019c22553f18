// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/heartbeats.h"

#include <string>
#include <string_view>
#include <utility>

namespace fanlight {

namespace {
constexpr std::string_view HeartbeatEventName = "fanlight-heartbeat";
} // namespace

Heartbeats::Heartbeats(ShardContext& context, Batches& batches)
    : m_context(context)
    , m_batches(batches)
    , m_comment(Frame::text(": keep-alive\n\n"))
    , m_event(eventSaying(context.config.retry.count()))
    , m_said(context.config.retry)
{
}

std::uint32_t Heartbeats::dueTick(std::uint32_t slot) const
{
    return m_context.connections[slot].queue.lastWriteTick
        + TimerWheel::ticks(static_cast<std::uint64_t>(m_context.config.heartbeat.count()));
}

bool Heartbeats::isDue(std::uint32_t slot) const
{
    return m_context.tick - m_context.connections[slot].queue.lastWriteTick
        >= TimerWheel::ticks(static_cast<std::uint64_t>(m_context.config.heartbeat.count()));
}

void Heartbeats::send(std::uint32_t slot)
{
    m_batches.queueHeartbeat(
        slot, m_context.connections[slot].stream.wantsHeartbeats ? event() : m_comment);
}

const FramePtr& Heartbeats::event()
{
    if (std::exchange(m_said, m_context.config.retry) != m_context.config.retry)
        m_event = eventSaying(m_said.count());
    return m_event;
}

// A page hears no retry: field, but must know for how long its EventSource stays quiet.
FramePtr Heartbeats::eventSaying(std::int64_t retryMs)
{
    return Frame::notice({.event = HeartbeatEventName,
        .data = "{\"retry\":" + std::to_string(retryMs) + '}',
        .isJson = true});
}

} // namespace fanlight
