// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "broker/redis_gap.h"

#include "broker/redis_log.h"
#include "net/shard.h"

#include <QDateTime>

#include <algorithm>
#include <unordered_map>

namespace fanlight {

namespace {

constexpr std::size_t HeldOverhead = 128; // bytes of a message that is held, beside its frame

std::string secondsText(qint64 ms)
{
    return QString::number(double(ms) / 1000, 'f', 1).toStdString() + " s";
}

} // namespace

RedisGap::RedisGap(RedisHistory& history, RedisMarks& marks, RedisSubscriptions& subscriptions,
    RedisDelivery& delivery, ReceiptOf receiptOf)
    : m_history(history)
    , m_marks(marks)
    , m_subscriptions(subscriptions)
    , m_delivery(delivery)
    , m_receiptOf(std::move(receiptOf))
{
}

void RedisGap::subscriberReady()
{
    if (!m_isOpen) {
        m_lastSeenBefore = m_marks.lastSeen().value_or(EventId{});
        m_newestGivenBefore = m_marks.newestGiven();
    }
    m_isOpen = m_marks.lastSeen().has_value();
}

void RedisGap::linksLost()
{
    ++m_run;
    m_isReading = false;
    m_barrier = 0;
    m_recovered.clear();
    letGoOfHeld(); // and their channels may go
    m_isHeldIncomplete = false;
}

void RedisGap::joined(const SubscribedChannel& channel)
{
    m_subscriptions.stateOf(&channel).listensSince = std::max(m_marks.now(), m_marks.newestGiven());
}

void RedisGap::hold(RedisDelivery::Message message)
{
    if (message.receipt)
        message.receipt->hold(); // until it is known whether this one is delivered
    m_heldBytes += HeldOverhead + message.frame->allocatedBytes();
    m_held.push_back(std::move(message));
    if (m_heldBytes > HeldBytes) {
        letGoOfHeld();
        m_isHeldIncomplete = true;
    }
}

// What is held lies in the gap: history has it, or does not, which is told. Their receipts wait for
// that.
void RedisGap::letGoOfHeld()
{
    for (RedisDelivery::Message& held : m_held) {
        if (held.receipt)
            m_heldReceipts.push_back(std::move(held.receipt));
    }
    m_held.clear();
    m_held.shrink_to_fit();
    m_heldBytes = 0;
}

// Reads what history holds of the channels anyone listens to since the last event that was seen.
void RedisGap::read()
{
    const std::uint64_t run = ++m_run;
    m_recovered.clear();
    m_lostChannels.clear();
    std::vector<SubscribedChannel*> channels = {nullptr};
    m_subscriptions.channels().forEach([&](SubscribedChannel& channel) {
        if (channel.subscribers() > 0)
            channels.push_back(&channel);
    });
    std::vector<RedisHistory::Asked> asked;
    for (const SubscribedChannel* channel : channels) {
        EventId& since = m_subscriptions.stateOf(channel).listensSince;
        if (since.ms > m_marks.redisMs())
            since = {}; // by the clock of a Redis that another has replaced
        asked.push_back({userIdOf(channel), std::max(m_lastSeenBefore, since)});
    }
    m_isReading = true;
    m_history.read(
        asked, [this, run, asked, channels = std::move(channels)](RedisHistory::Reading reading) {
            if (run != m_run || reading.isLost)
                return;
            m_isReading = false;
            const RedisMarks::SeenSet seen(m_marks.seen().begin(), m_marks.seen().end());
            // by channel: all before it came live
            std::unordered_map<std::uint32_t, EventId> seenThrough;
            for (const RedisMarks::Seen& one : m_marks.seen())
                seenThrough[one.channel] = std::max(seenThrough[one.channel], one.id);
            for (std::size_t i = 0; i < channels.size(); ++i) {
                const RedisHistory::Channel& history = reading.channels[i];
                const std::uint32_t index = indexOf(channels[i]);
                const auto through = seenThrough.find(index);
                const bool isWhole = history.isWholeBehind(asked[i].from)
                    || (through != seenThrough.end() && history.isWholeBehind(through->second));
                if (!reading.error.empty() || !isWhole)
                    m_lostChannels.push_back(index);
                for (auto event = history.behind(asked[i].from); event != history.events.end();
                     ++event) {
                    if (!seen.contains({index, (*event)->id}))
                        m_recovered.emplace_back(channels[i], *event);
                }
            }
            m_barrier = m_marks.send();
        });
}

std::optional<RedisGap::Filled> RedisGap::fill(const Proof& proof, qint64 awayMs)
{
    m_barrier = 0;
    if (std::exchange(m_isHeldIncomplete, false)) {
        letGoOfHeld();
        read(); // more came meanwhile than is held: history has it by now
        return std::nullopt;
    }
    m_isOpen = false;
    const qint64 nowMs = QDateTime::currentMSecsSinceEpoch();
    const bool historyLost
        = proof.wentBack || proof.newest < m_newestGivenBefore || proof.born > m_newestGivenBefore;
    const std::size_t replayed = m_recovered.size();
    const std::string length = secondsText(awayMs);
    std::sort(m_recovered.begin(), m_recovered.end(),
        [](const auto& a, const auto& b) { return a.second->id < b.second->id; });
    const Gap gap{m_lastSeenBefore.text(),
        m_recovered.empty() || historyLost ? std::string() : m_recovered.front().second->id.text(),
        "Redis was away for " + length + "; "
            + (historyLost ? std::string("its history is lost")
                           : std::to_string(replayed) + " events follow from history")
            + "; what was published past Fanlight meanwhile is lost"};
    const bool isAllLost = std::find(m_lostChannels.begin(), m_lostChannels.end(), BroadcastIndex)
        != m_lostChannels.end();
    // What is missing may be newer than what another channel has kept.
    const Gap lost{gap.from, std::max(proof.newest, m_marks.passed()).text(),
        "history does not hold all that was published while Redis was away; events are missing"};
    qCWarning(redisLog,
        "Redis is back after %s: %zu events delivered from history%s, which does not hold all of "
        "%zu channels",
        length.c_str(), replayed, historyLost ? "; its history was lost" : "",
        m_lostChannels.size());
    m_delivery.addToAll(
        [gap, lost, historyLost, isAllLost, channels = m_lostChannels](Shard& shard) {
            shard.tellGap(gap);
            if (historyLost)
                return; // which says it all
            if (isAllLost)
                shard.tellGap(lost);
            else if (!channels.empty())
                shard.tellGap(lost, channels);
        });

    m_marks.fill(proof.newest);
    deliver();
    m_heldBytes = 0;
    for (const std::shared_ptr<Receipt>& receipt : std::exchange(m_heldReceipts, {}))
        receipt->release();
    m_recovered.clear();
    m_recovered.shrink_to_fit();
    m_lostChannels.clear();
    m_subscriptions.stateOf(nullptr).listensSince = {};
    m_subscriptions.channels().forEach([this](SubscribedChannel& channel) {
        m_subscriptions.stateOf(&channel).listensSince = {};
    });
    return Filled{nowMs, replayed, historyLost};
}

// What history has of the gap, and what came since, in order of their ids: history may have lost
// some of what came, and have what was published after it.
void RedisGap::deliver()
{
    RedisMarks::SeenSet fromHistory;
    for (const auto& [channel, event] : m_recovered)
        fromHistory.insert({indexOf(channel), event->id});
    auto next = m_recovered.begin();
    const auto deliverBefore = [&](std::optional<EventId> id) {
        for (; next != m_recovered.end() && (!id || next->second->id < *id); ++next) {
            const auto& [channel, event] = *next;
            m_marks.saw(indexOf(channel), event->id);
            std::shared_ptr<Receipt> receipt;
            if (!event->receipt.empty() && m_receiptOf)
                receipt = m_receiptOf(event->receipt, false);
            m_delivery.deliver(
                {channel, event->id, event->frame, 0, {}, {0, 0}, 0, std::move(receipt), true});
        }
    };
    std::vector<RedisDelivery::Message> held = std::exchange(m_held, {});
    auto nextWithId = held.begin(); // one without an id stands before it
    for (auto one = held.begin(); one != held.end(); ++one) {
        nextWithId = std::find_if(std::max(one, nextWithId), held.end(),
            [](const RedisDelivery::Message& other) { return other.id.has_value(); });
        deliverBefore(nextWithId == held.end() ? std::nullopt : nextWithId->id);
        const std::shared_ptr<Receipt> receipt = one->receipt;
        if (!one->id || !fromHistory.contains({indexOf(one->channel), *one->id})) {
            if (one->id)
                m_marks.saw(indexOf(one->channel), *one->id);
            m_delivery.deliver(std::move(*one));
        }
        if (receipt)
            receipt->release();
    }
    deliverBefore(std::nullopt);
}

} // namespace fanlight
