// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
// How a Shard hands out what is published.
#include "net/shard.h"

#include <utility>

namespace fanlight {

void Shard::take(Deliver& item)
{
    m_batches.forgetJoined();
    m_index.beginEvent();
    DeliveryFollower& follower = m_observers.follower;
    Outbox& outbox = m_sender.outbox();
    const std::uint32_t tally = follower.open(item, m_context.turnNs);
    Batches::Delivery delivery{outbox.addFrame(std::move(item.frame), item.publishedNs, tally)};
    delivery.isOutOfGap = item.isOutOfGap;
    m_batches.plan(delivery, item.batch);
    // making room for one client may send it to another before all have it queued
    outbox.hold(delivery.frame);
    if (item.position != EventId{} && item.channel == BroadcastIndex)
        deliverToAll(delivery, item.position);
    else if (item.channels.empty())
        deliverTo(item.channel, delivery, Sender::Priority::Urgent);
    if (item.position != EventId{} && item.channel != BroadcastIndex)
        m_positions.set(item.channel, item.position);
    const Sender::Priority priority = item.channels.size() > Batches::BulkFanOut
        ? Sender::Priority::Bulk
        : Sender::Priority::Urgent;
    for (const std::uint32_t channel : item.channels)
        deliverTo(channel, delivery, priority);
    const std::uint64_t tests = delivery.to(TrafficKind::Test);
    const std::uint64_t recipients = delivery.to(TrafficKind::Real) + tests;
    if (tally != NoIndex)
        follower.addRecipients(tally, recipients, tests);
    m_sender.letGo(delivery.frame);
    if (item.receipt)
        item.receipt->release(); // the hold of whoever posted it
    if (item.ticket)
        item.ticket->arrived(recipients, this);
}

// To the streams of a channel, or to all.
void Shard::deliverTo(std::uint32_t channel, Batches::Delivery& delivery, Sender::Priority priority)
{
    const std::string_view type = m_sender.outbox().frame(delivery.frame).frame->type();
    if (channel == BroadcastIndex && m_index.size() > Batches::BulkFanOut)
        priority = Sender::Priority::Bulk;
    const auto hand = [&](std::uint32_t slot) {
        if (isDue(slot, type, delivery))
            m_batches.deliver(slot, delivery, priority);
    };
    if (channel != BroadcastIndex)
        return m_index.visitChannel(channel, hand);
    m_index.visitAll(hand);
}

bool Shard::isDue(std::uint32_t slot, std::string_view type, Batches::Delivery& delivery)
{
    const Connection& connection = m_context.connections[slot];
    if (connection.stream.awaitsHistory || !m_index.takes(connection, type))
        return false;
    ++delivery.sentTo[static_cast<std::size_t>(connection.traffic)];
    return true;
}

// An event that is one for all streams, but under an id that also says how far the channel of the
// stream's user is: a line of its own in front. What waits for others to share a batch with has to
// have its id itself: it is small, and copied.
void Shard::deliverToAll(Batches::Delivery& delivery, EventId position)
{
    Outbox& outbox = m_sender.outbox();
    const FramePtr event = outbox.frame(delivery.frame).frame;
    if (!event->id().empty()) // the publisher's
        return deliverTo(BroadcastIndex, delivery, Sender::Priority::Urgent);
    const Outbox::OutFrame& out = outbox.frame(delivery.frame);
    const std::uint64_t publishedNs = out.publishedNs;
    const std::uint32_t tally = out.tally;
    const auto priority
        = m_index.size() > Batches::BulkFanOut ? Sender::Priority::Bulk : Sender::Priority::Urgent;
    m_index.visitAll([&](std::uint32_t slot) {
        if (!isDue(slot, event->type(), delivery))
            return;
        const std::string id
            = m_positions.idOf(m_context.connections[slot].stream.channel, position);
        if (delivery.windowNs == 0) {
            m_batches.queue(slot, outbox.addFrame(Frame::idLine(id), 0), priority);
            m_batches.deliver(slot, delivery, priority);
            return;
        }
        Batches::Delivery copy = delivery;
        copy.frame = outbox.addFrame(event->withId(id), publishedNs,
            tally == NoIndex ? NoIndex : m_observers.follower.openBatch({tally}));
        outbox.hold(copy.frame);
        m_batches.deliver(slot, copy, priority);
        m_sender.letGo(copy.frame);
    });
}

} // namespace fanlight
