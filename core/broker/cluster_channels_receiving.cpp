// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
// What ClusterChannels is told on its channels, and what it reads of them.
#include "broker/cluster_channels.h"
#include "broker/cluster_resuming.h"
#include "broker/redis_log.h"
#include "net/shard.h"

#include <QDateTime>

#include <algorithm>

namespace fanlight {

namespace {

constexpr std::size_t HeldMessageBytes = 128; // beside its frame

} // namespace

void ClusterChannels::received(ClusterNode& node, std::string_view name, std::string_view payload)
{
    m_intake.count();
    const std::optional<SubscribedChannel*> found = named(name);
    if (!found)
        return;
    SubscribedChannel* const channel = *found;
    State& state = stateOf(channel);
    if (state.node != &node || (state.phase != Phase::Live && state.phase != Phase::Reading))
        return; // of a subscription that another stands in for
    FanPayloadReader::Payload* const read = m_intake.read(name, payload);
    if (!read)
        return;
    // whoever wrote it, Redis did not give it, and nobody can look it up
    if (read->id && m_history.limits().count == 0 && !node.mayHaveGiven(*read->id))
        read->id.reset();
    const std::optional<EventId> before = read->id ? EventId::parse(read->before) : std::nullopt;
    if (read->id && state.isKnown && *read->id <= state.at) {
        if (before || state.phase != Phase::Live) { // it came by history
            if (m_publishing.cameBack(read->by, read->publishedUs))
                m_publishing.finish(read->publishedUs);
            return;
        }
        // Redis has forgotten the channel, and is behind: it is told where it was
        read->id.reset();
        startReading(channel, state);
    }
    const bool isCustom = !read->customId.empty();
    const FramePtr logged = channel ? FramePtr() : read->frame();
    read->idText = {};
    FramePtr bare;
    if (!channel || !read->id || isCustom || state.resuming > 0)
        bare = read->frame();
    FramePtr frame = bare;
    if (channel && read->id && !isCustom) {
        const std::string id = Cursor{*read->id, m_everyone.at}.text();
        read->idText = id;
        frame = read->frame();
        read->idText = {};
    }
    const std::uint64_t publishedUs = read->publishedUs;
    bool isOwn = false;
    RedisDelivery::Message message
        = m_intake.take(*read, channel, frame, logged ? logged : frame, isOwn);
    arrived(state, message.id, bare, isCustom);
    receivedLive(channel, state, {std::move(message), before, isCustom});
    if (isOwn)
        m_publishing.finish(publishedUs);
}

// Anybody may publish: an id is believed where it names the one before it, else looked up.
void ClusterChannels::receivedLive(SubscribedChannel* channel, State& state, Held held)
{
    const bool isNext
        = !held.message.id || held.before == state.at || m_history.limits().count == 0;
    const bool isLive = state.phase == Phase::Live;
    if (isLive && isNext && !state.node->isInDoubt())
        return deliver(channel, state, std::move(held.message));
    hold(state, std::move(held));
    if (isLive && state.node->isInDoubt()) { // another may keep the channel by now
        state.phase = Phase::Reading;
        state.run = ++m_runs;
        state.isLooking = false;
    } else if (isLive) {
        startReading(channel, state);
    }
}

void ClusterChannels::arrived(
    State& state, const std::optional<EventId>& id, const FramePtr& bare, bool isCustom)
{
    if (state.resuming > 0)
        state.arrived.push_back({id, bare, isCustom, ++m_arrivals});
}

void ClusterChannels::hold(State& state, Held held)
{
    if (held.message.receipt)
        held.message.receipt->hold(); // until it is known whether this one is delivered
    state.heldBytes += HeldMessageBytes + held.message.frame->allocatedBytes();
    state.held.push_back(std::move(held));
    if (state.heldBytes > HeldBytes) {
        letGoOfHeld(state);
        state.isHeldIncomplete = true;
    }
}

void ClusterChannels::letGoOfHeld(State& state)
{
    for (Held& held : state.held) {
        if (held.message.receipt)
            held.message.receipt->release();
    }
    state.held.clear();
    state.heldBytes = 0;
}

// Under an id that tells of both channels; an event for everyone gets it in each shard.
FramePtr ClusterChannels::framed(
    const SubscribedChannel* channel, const FramePtr& bare, EventId id) const
{
    if (!channel || !bare->id().empty())
        return bare;
    return bare->withId(Cursor{id, m_everyone.at}.text());
}

void ClusterChannels::deliver(SubscribedChannel*, State& state, RedisDelivery::Message message)
{
    if (message.id) {
        state.at = message.position = *message.id;
    }
    m_delivery.deliver(std::move(message));
}

void ClusterChannels::startReading(SubscribedChannel* channel, State& state)
{
    state.phase = Phase::Reading;
    state.run = ++m_runs;
    state.isLooking = true;
    state.lookedMs = m_topology.nowMs();
    state.heldWhenLooked = state.held.size();
    state.isHeldIncomplete = false;
    const std::string userId = userIdOf(channel);
    const EventId at = state.isKnown ? state.at : EventId{};
    m_history.look(*state.node, userId, std::max(at, m_history.toldOn(userId)), at,
        [this, userId, run = state.run](const ClusterHistory::Look& look) {
            SubscribedChannel* const same = userId.empty() ? nullptr : m_channels.find(userId);
            if (!userId.empty() && !same)
                return;
            State& now = stateOf(same);
            if (now.run != run)
                return;
            now.isLooking = false;
            looked(same, now, look);
        });
}

void ClusterChannels::looked(
    SubscribedChannel* channel, State& state, const ClusterHistory::Look& look)
{
    if (look.channel.mayPass || state.node->isInDoubt())
        return; // again with tick(), or where the slot is
    if (state.isHeldIncomplete)
        return startReading(channel, state); // history has it by now
    const bool isRead = look.channel.error.empty();
    if (!isRead)
        qCWarning(redisLog, "What was published on %s cannot be read: %s", nameOf(channel).c_str(),
            look.channel.error.c_str());
    if (!state.isKnown) {
        state.isKnown = true;
        const bool isWhole = deliverHeld(channel, state, look.channel.newest);
        state.at = std::max(state.at, look.channel.newest);
        if (!isWhole)
            return startReading(channel, state);
    } else {
        const bool isWhole = isRead && !look.isForked && look.channel.isWholeBehind(state.at);
        const qint64 cutSinceMs = std::exchange(state.cutSinceMs, 0);
        const bool isCut = cutSinceMs != 0;
        m_historyLost = m_historyLost || look.wentBack;
        if (isCut || !isWhole)
            tellGap(channel, state, look, isWhole, cutSinceMs);
        recover(channel, state, look.channel.events, isCut);
        if (isCut && --m_cut == 0)
            m_handlers.gapClosed(
                m_cutSinceMs, QDateTime::currentMSecsSinceEpoch(), m_replayed, m_historyLost);
        if (!deliverHeld(channel, state, state.at))
            return startReading(channel, state);
        if (m_history.limits().count > 0)
            state.at = std::max(state.at, look.channel.newest);
    }
    becomeLive(channel, state);
    m_handlers.turnEnded();
}

void ClusterChannels::becomeLive(SubscribedChannel* channel, State& state)
{
    state.phase = Phase::Live;
    if (std::exchange(state.isOpenEarly, false) && channel) {
        const Task task = [index = channel->index, at = state.at](
                              Shard& shard) { shard.setPosition(index, at); };
        tellShards(channel, task);
    }
    m_resuming->proceed(std::exchange(state.waiting, {}));
}

void ClusterChannels::tellShards(const SubscribedChannel* channel, const Task& task)
{
    for (std::size_t i = 0; i < m_delivery.shards().size(); ++i) {
        if (!channel || channel->subscribersOf(i) > 0)
            m_delivery.add(i, task);
    }
}

// False: behind what was read an event is missing, too.
bool ClusterChannels::deliverHeld(SubscribedChannel* channel, State& state, EventId given)
{
    std::vector<Held> all = std::exchange(state.held, {});
    const std::size_t looked = std::exchange(state.heldWhenLooked, 0);
    state.heldBytes = 0;
    const bool isKept = m_history.limits().count > 0 && given != EventId{};
    for (std::size_t i = 0; i < all.size(); ++i) {
        Held& held = all[i];
        RedisDelivery::Message& message = held.message;
        const EventId known = std::max(state.at, given);
        if (message.id && isKept && *message.id > known && held.before != known) {
            if (i >= looked) {
                for (; i < all.size(); ++i)
                    state.held.push_back(std::move(all[i]));
                return false;
            }
            message.id.reset(); // history was read since and does not have it: it is none
            if (channel && !held.isCustom)
                message.frame = message.frame->withId({});
        }
        const std::shared_ptr<Receipt> receipt = message.receipt;
        if (!message.id || *message.id > state.at) {
            // everyone's channel may have gone on since
            if (message.id && channel && !held.isCustom)
                message.frame = message.frame->withId(Cursor{*message.id, m_everyone.at}.text());
            deliver(channel, state, std::move(message));
        }
        if (receipt)
            receipt->release();
    }
    return true;
}

void ClusterChannels::recover(SubscribedChannel* channel, State& state,
    const std::vector<ClusterHistory::EventPtr>& events, bool isOutOfGap)
{
    for (const ClusterHistory::EventPtr& event : events) {
        if (event->id <= state.at)
            continue;
        m_replayed += isOutOfGap;
        std::shared_ptr<Receipt> receipt;
        if (!event->receipt.empty() && m_receiptOf)
            receipt = m_receiptOf(event->receipt, false);
        RedisPublishing::Own* const own = m_publishing.cameBack(event->by, event->publishedUs);
        arrived(state, event->id, event->frame, !event->customId.empty());
        deliver(channel, state,
            {channel, event->id, framed(channel, event->frame, event->id),
                own ? own->publishedNs : 0, own ? own->ticket : nullptr, {0, 0}, 0,
                std::move(receipt), isOutOfGap});
        if (own)
            m_publishing.finish(event->publishedUs);
    }
}

void ClusterChannels::tellGap(const SubscribedChannel* channel, const State& state,
    const ClusterHistory::Look& look, bool isWhole, qint64 cutSinceMs)
{
    const ClusterHistory::Channel& history = look.channel;
    const auto behind = history.behind(state.at);
    const std::size_t recovered = static_cast<std::size_t>(history.events.end() - behind);
    Gap gap{look.isForked ? std::string() : state.at.text(), {}, {}};
    if (look.isForked)
        gap.reason = "a primary of the Redis Cluster was replaced; what was published about then "
                     "may be missing";
    else if (cutSinceMs != 0)
        gap.reason = "Redis was away for "
            + QString::number(
                double(QDateTime::currentMSecsSinceEpoch() - cutSinceMs) / 1000, 'f', 1)
                  .toStdString()
            + " s; "
            + (isWhole ? std::to_string(recovered) + " events follow from history"
                       : std::string("history does not hold all that was published meanwhile"))
            + "; what was published past Fanlight meanwhile is lost";
    else
        gap.reason = "history does not hold all that was published; events are missing";
    if (!isWhole) {
        EventId to = history.missingTo(state.at);
        if (to == EventId{} && look.isForked)
            to = behind == history.events.end() ? history.newest : (*behind)->id;
        gap.to = to == EventId{} || !history.error.empty() ? std::string() : to.text();
    } else if (recovered > 0) {
        gap.to = (*behind)->id.text();
    }
    if (!channel)
        return m_delivery.addToAll([gap](Shard& shard) { shard.tellGap(gap); });
    tellShards(channel, [gap, channels = std::vector{channel->index}](Shard& shard) {
        shard.tellGap(gap, channels);
    });
}

} // namespace fanlight
