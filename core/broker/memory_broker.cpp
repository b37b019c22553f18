// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "broker/memory_broker.h"

#include "broker/count_taking.h"
#include "net/clock.h"
#include "net/shard.h"

namespace fanlight {

namespace {

constexpr std::size_t ExpireSlice = 1000; // events forgotten by one publish at most

} // namespace

// One event of one channel. Owned by the lists it is in.
struct MemoryBroker::HistoryEntry {
    EventId id;
    std::uint64_t keptNs; // monotonic: its age, whatever is done to the clock
    FramePtr frame;
    MemoryChannel* channel;
    std::unique_ptr<std::string> customId; // when the publisher chose the id on the wire
    HistoryEntry* nextInChannel = nullptr;
    HistoryEntry* previous = nullptr; // over all channels
    HistoryEntry* next = nullptr;

    std::uint64_t bytes() const { return sizeof(HistoryEntry) + frame->allocatedBytes(); }
};

struct MemoryBroker::MemoryChannel final : SubscribedChannel {
    struct History {
        HistoryEntry* first = nullptr;
        HistoryEntry* last = nullptr;
        int count = 0;
    };
    std::unique_ptr<History> history; // null: it has none
    EventId forgottenThrough; // newest event that history no longer holds

    const HistoryEntry* first() const { return history ? history->first : nullptr; }

    // with its place in the index; counted while it holds history
    std::uint64_t bytes() const
    {
        static_assert(sizeof(MemoryChannel) <= 72, "each client costs so much");
        return sizeof(MemoryChannel) + sizeof(History) + 4 * sizeof(void*)
            + userId.bytesElsewhere();
    }
};

MemoryBroker::MemoryBroker(
    std::vector<Shard*> shards, const Limits& limits, std::shared_ptr<OnceTable> once)
    : Broker(std::move(once))
    , m_shards(std::move(shards))
    , m_limits(limits)
    , m_channels(m_shards.size())
    , m_broadcasts(std::make_unique<MemoryChannel>())
{
    // Ids of an earlier run are below all of this one, whose history does not hold them.
    m_lastId.ms = realtimeNs() / 1'000'000;
    m_forgottenThrough = m_broadcasts->forgottenThrough = m_lastId;
}

MemoryBroker::~MemoryBroker()
{
    while (m_oldest)
        forgetOldest(*m_oldest->channel);
}

std::string MemoryBroker::nextId(const Notification& notification)
{
    const std::uint64_t ms = realtimeNs() / 1'000'000;
    if (ms > m_lastId.ms)
        m_lastId = {ms, 0};
    else
        ++m_lastId.sequence;
    return notification.id.empty() ? m_lastId.text() : std::string(notification.id);
}

void MemoryBroker::publish(
    const Notification& notification, const std::shared_ptr<PublishTicket>& ticket)
{
    if (!claim(notification, ticket))
        return;
    std::unique_lock lock(m_mutex);
    if (m_successor) {
        lock.unlock();
        return m_successor->publish(notification, ticket);
    }
    const std::string id = nextId(notification);
    if (ticket)
        ticket->setId(id);
    const EventFields fields{id, notification.event, notification.data, notification.retryMs,
        notification.isJson, notification.batch.batching()};
    const FramePtr frame = Frame::event(fields, notification.type);
    ++m_figures.published;
    m_figures.publishedOwn += ticket && ticket->isOwn();
    const std::shared_ptr<Receipt> receipt = ticket ? ticket->receipt() : nullptr;

    struct Share {
        std::uint32_t first = NoIndex;
        std::vector<std::uint32_t> all; // only from the second on
    };
    constexpr std::size_t Inline = 8;
    Share inlineShares[Inline];
    std::vector<Share> moreShares(m_shards.size() > Inline ? m_shards.size() : 0);
    Share* shares = moreShares.empty() ? inlineShares : moreShares.data();
    std::uint32_t taking = 0;

    const bool isBroadcast = notification.userIds.empty();
    if (isBroadcast) {
        keep(*m_broadcasts, frame, notification.id);
        taking = static_cast<std::uint32_t>(m_shards.size());
    }
    for (const std::string& userId : notification.userIds) {
        MemoryChannel* own = m_limits.historyCount > 0 ? &channel(userId) : findChannel(userId);
        if (!own) {
            m_forgottenThrough = m_lastId;
            continue;
        }
        keep(*own, frame, notification.id);
        for (std::size_t i = 0; own->subscribers() > 0 && i < m_shards.size(); ++i) {
            if (own->subscribersOf(i) == 0)
                continue;
            Share& share = shares[i];
            if (share.first == NoIndex) {
                share.first = own->index;
                ++taking;
            } else {
                if (share.all.empty())
                    share.all.push_back(share.first);
                share.all.push_back(own->index);
            }
        }
    }
    expire(ExpireSlice);
    // What is kept in this process is also what it has to send: one step.
    const std::uint64_t afterNs
        = ticket && notification.publishedNs != 0 ? monotonicNs() - notification.publishedNs : 0;
    const std::uint64_t message
        = ticket ? ticket->record(frame, {m_limits.historyCount > 0 ? afterNs : 0, afterNs}) : 0;

    if (taking == 0) {
        if (ticket)
            ticket->arrived(0, nullptr);
        return;
    }
    if (ticket)
        ticket->expect(taking);
    for (std::uint32_t i = 0; receipt && i < taking; ++i)
        receipt->hold();
    for (std::size_t i = 0; i < m_shards.size(); ++i) {
        if (isBroadcast || shares[i].first != NoIndex)
            m_shards[i]->post(Deliver{frame, notification.publishedNs,
                isBroadcast ? BroadcastIndex : shares[i].first, std::move(shares[i].all), ticket,
                notification.batch, message, receipt});
    }
}

void MemoryBroker::subscribe(
    Shard& shard, std::unique_ptr<Subscription> subscription, const std::string& userId)
{
    std::unique_lock lock(m_mutex);
    if (m_successor) {
        lock.unlock();
        return m_successor->subscribe(shard, std::move(subscription), userId);
    }
    MemoryChannel* own = userId.empty() ? nullptr : &channel(userId);
    if (own) {
        own->add(shard.index());
        subscription->channel = own;
    }
    if (!subscription->lastEventId.empty()) {
        ReplayFigures replay = replayAfter(subscription->lastEventId, own);
        if (!replay.missing.empty())
            subscription->gap = Gap{subscription->lastEventId, replay.missingTo, replay.missing};
        for (ReplayFigures::Event& event : replay.events)
            subscription->replay.push_back(std::move(event.frame));
    }
    shard.post(InboxItem(std::move(subscription)));
}

ReplayFigures MemoryBroker::replayAfter(
    const std::string& lastEventId, const MemoryChannel* own) const
{
    ReplayFigures replay;
    const ResumeId last(lastEventId);
    const std::optional<Cursor> from = resumePoint(last, own);
    // One that history does not know, but that may have been the hub's: what that client had is not
    // sent again. One that is yet to come is a publisher's, and forgotten, so that all there is
    // came after it.
    const auto unlessYetToCome
        = [this](std::optional<EventId> id) { return id && *id <= m_lastId ? *id : EventId{}; };
    const EventId afterOwn = from ? from->own : unlessYetToCome(last.own());
    const EventId afterEveryones = from ? from->everyone : unlessYetToCome(last.everyones());
    if (!from || (own && afterOwn < own->forgottenThrough)
        || afterEveryones < m_broadcasts->forgottenThrough)
        replay.missing = "history does not reach back to "
            + (from ? lastEventId : std::string("that event")) + "; events may be missing";
    // two lists in order of id become one
    const auto behind = [](const HistoryEntry* entry, EventId after) {
        while (entry && entry->id <= after)
            entry = entry->nextInChannel;
        return entry;
    };
    const HistoryEntry* mine = own ? behind(own->first(), afterOwn) : nullptr;
    const HistoryEntry* everyones = behind(m_broadcasts->first(), afterEveryones);
    if (!replay.missing.empty()) {
        EventId to;
        const auto lookAt
            = [&](const MemoryChannel* channel, const HistoryEntry* next, EventId after) {
                  if (channel && (!from || after < channel->forgottenThrough))
                      to = std::max(to, next ? next->id : channel->forgottenThrough);
              };
        lookAt(own, mine, afterOwn);
        lookAt(m_broadcasts.get(), everyones, afterEveryones);
        if (to != EventId{})
            replay.missingTo = to.text();
    }
    while (mine || everyones) {
        const bool isMine = !everyones || (mine && mine->id < everyones->id);
        const HistoryEntry*& next = isMine ? mine : everyones;
        replay.events.push_back({next->frame, !isMine});
        next = next->nextInChannel;
    }
    return replay;
}

void MemoryBroker::preview(const std::string& userId, const std::string& lastEventId,
    std::function<void(ReplayFigures)> done)
{
    ReplayFigures replay;
    {
        const std::lock_guard lock(m_mutex);
        if (!lastEventId.empty()) { // a new client is sent nothing
            // Of a user who is not known nothing is kept; something may have been.
            const MemoryChannel* own = userId.empty() ? nullptr : findChannel(userId);
            MemoryChannel gone;
            gone.forgottenThrough = m_forgottenThrough;
            replay = replayAfter(lastEventId, userId.empty() || own ? own : &gone);
        }
    }
    done(std::move(replay));
}

void MemoryBroker::reach(std::vector<std::string> userIds, bool everyone, std::string type,
    std::function<void(ReachFigures)> done)
{
    std::int64_t online = 0;
    std::vector<std::vector<std::uint32_t>> channels;
    {
        const std::lock_guard lock(m_mutex);
        channels = m_channels.listenedTo(userIds, online);
    }
    countTaking(m_shards, std::move(channels), everyone, type,
        [online, done = std::move(done)](std::uint64_t connections) {
            done({{}, online, connections, false});
        });
}

// Where to go on: an id a publisher chose, if history knows it, else one of the hub's own.
std::optional<Cursor> MemoryBroker::resumePoint(
    const ResumeId& last, const MemoryChannel* own) const
{
    const auto knows = [](const MemoryChannel& channel, EventId id) {
        const HistoryEntry* entry = channel.first();
        while (entry && entry->id != id)
            entry = entry->nextInChannel;
        return entry || id == channel.forgottenThrough;
    };
    if (const auto& cursor = last.cursor();
        cursor && own && knows(*own, cursor->own) && knows(*m_broadcasts, cursor->everyone))
        return cursor;
    std::optional<EventId> found, inLatin1, hubs;
    if (last.hubs()
        && (*last.hubs() == m_broadcasts->forgottenThrough
            || (own && *last.hubs() == own->forgottenThrough)))
        hubs = last.hubs();
    for (const MemoryChannel* channel :
        {own, static_cast<const MemoryChannel*>(m_broadcasts.get())}) {
        for (const HistoryEntry* entry = channel ? channel->first() : nullptr; entry;
             entry = entry->nextInChannel) {
            if (!entry->customId) {
                if (last.hubs() == entry->id)
                    hubs = entry->id;
            } else if (last.is(*entry->customId)) {
                found = std::max(found, std::optional(entry->id));
            } else if (last.isInLatin1(*entry->customId)) {
                inLatin1 = std::max(inLatin1, std::optional(entry->id));
            }
        }
    }
    const std::optional<EventId> point = std::max(found ? found : inLatin1, hubs);
    return point ? std::optional(Cursor{*point, *point}) : std::nullopt;
}

void MemoryBroker::unsubscribe(int shard, Channel* subscribed, std::uint64_t awaiting)
{
    if (!subscribed)
        return;
    std::unique_lock lock(m_mutex);
    if (m_successor) {
        lock.unlock();
        return m_successor->unsubscribe(shard, subscribed, awaiting);
    }
    auto& own = static_cast<MemoryChannel&>(*subscribed);
    own.remove(shard);
    releaseIfIdle(own);
}

MemoryBroker::MemoryChannel* MemoryBroker::findChannel(const std::string& userId) const
{
    return static_cast<MemoryChannel*>(m_channels.find(userId));
}

MemoryBroker::MemoryChannel& MemoryBroker::channel(const std::string& userId)
{
    if (MemoryChannel* known = findChannel(userId))
        return *known;
    auto& created = m_channels.create<MemoryChannel>(userId);
    created.forgottenThrough = m_forgottenThrough; // it may have been there before
    m_figures.channels = m_channels.size();
    return created;
}

void MemoryBroker::keep(MemoryChannel& channel, const FramePtr& frame, std::string_view customId)
{
    if (m_limits.historyCount == 0) {
        channel.forgottenThrough = m_lastId;
        return;
    }
    if (!channel.history) {
        channel.history = std::make_unique<MemoryChannel::History>();
        m_figures.historyBytes += channel.bytes();
    }
    MemoryChannel::History& history = *channel.history;
    auto* entry = new HistoryEntry{m_lastId, monotonicNs(), frame, &channel,
        customId.empty() ? nullptr : std::make_unique<std::string>(customId)};
    (history.last ? history.last->nextInChannel : history.first) = entry;
    history.last = entry;
    ++history.count;
    entry->previous = m_newest;
    (m_newest ? m_newest->next : m_oldest) = entry;
    m_newest = entry;
    if (m_isCopied && !m_copyNext)
        m_copyNext = entry;
    ++m_figures.historyEvents;
    m_figures.historyBytes += entry->bytes();

    if (history.count > m_limits.historyCount)
        forgetOldest(channel);
    while (m_figures.historyBytes > m_limits.historyBytes && m_oldest != entry) {
        MemoryChannel& oldest = *m_oldest->channel;
        forgetOldest(oldest);
        releaseIfIdle(oldest);
    }
}

void MemoryBroker::forgetOldest(MemoryChannel& channel)
{
    MemoryChannel::History& history = *channel.history;
    const std::unique_ptr<HistoryEntry> entry(history.first);
    history.first = entry->nextInChannel;
    --history.count;
    channel.forgottenThrough = entry->id;
    if (m_copyNext == entry.get())
        m_copyNext = entry->next;
    (entry->previous ? entry->previous->next : m_oldest) = entry->next;
    (entry->next ? entry->next->previous : m_newest) = entry->previous;
    --m_figures.historyEvents;
    m_figures.historyBytes -= entry->bytes();
    if (history.count == 0) {
        m_figures.historyBytes -= channel.bytes();
        channel.history.reset();
    }
}

void MemoryBroker::releaseIfIdle(MemoryChannel& channel)
{
    if (channel.subscribers() > 0 || channel.history || &channel == m_broadcasts.get())
        return;
    m_forgottenThrough = std::max(m_forgottenThrough, channel.forgottenThrough);
    if (m_isCopied)
        m_copiedThrough.erase(&channel);
    m_channels.remove(channel);
    m_figures.channels = m_channels.size();
}

std::size_t MemoryBroker::expire(std::size_t most)
{
    const std::uint64_t nowNs = monotonicNs();
    const auto ageNs
        = static_cast<std::uint64_t>(std::chrono::nanoseconds(m_limits.historyAge).count());
    std::size_t count = 0;
    for (; m_oldest && nowNs - m_oldest->keptNs > ageNs && count < most; ++count) {
        MemoryChannel& channel = *m_oldest->channel;
        forgetOldest(channel);
        releaseIfIdle(channel);
    }
    return count;
}

void MemoryBroker::expire()
{
    once().expire();
    const std::lock_guard lock(m_mutex);
    expire(ExpireSlice);
}

BrokerFigures MemoryBroker::figures() const
{
    BrokerFigures figures;
    {
        const std::lock_guard lock(m_mutex);
        figures = m_figures;
    }
    figures.once = once().figures();
    return figures;
}

void MemoryBroker::beginCopy()
{
    const std::lock_guard lock(m_mutex);
    m_isCopied = true;
    m_copiedThrough.clear();
    m_copyNext = m_oldest;
}

MemoryBroker::Kept MemoryBroker::copyOne()
{
    const HistoryEntry& entry = *std::exchange(m_copyNext, m_copyNext->next);
    MemoryChannel& channel = *entry.channel;
    return {channel.userId.text(), entry.id,
        std::max(std::exchange(m_copiedThrough[&channel], entry.id), channel.forgottenThrough),
        entry.frame, entry.customId ? *entry.customId : std::string()};
}

std::vector<MemoryBroker::Kept> MemoryBroker::copyNext(std::size_t most, std::size_t mostBytes)
{
    const std::lock_guard lock(m_mutex);
    std::vector<Kept> copied;
    std::size_t bytes = 0;
    while (m_copyNext && copied.size() < most && bytes < mostBytes) {
        bytes += m_copyNext->bytes();
        copied.push_back(copyOne());
    }
    return copied;
}

EventId MemoryBroker::forgottenThrough() const
{
    const std::lock_guard lock(m_mutex);
    EventId through = std::max(m_forgottenThrough, m_broadcasts->forgottenThrough);
    m_channels.forEach([&through](const SubscribedChannel& one) {
        const auto& channel = static_cast<const MemoryChannel&>(one);
        if (!channel.history)
            through = std::max(through, channel.forgottenThrough);
    });
    return through;
}

ChannelTable MemoryBroker::handOver(Broker& successor, std::vector<Kept>* rest)
{
    const std::lock_guard lock(m_mutex);
    m_successor = &successor;
    while (rest && m_copyNext)
        rest->push_back(copyOne());
    while (m_oldest) {
        MemoryChannel& channel = *m_oldest->channel;
        forgetOldest(channel);
        releaseIfIdle(channel);
    }
    return std::exchange(m_channels, ChannelTable(m_shards.size()));
}

} // namespace fanlight
