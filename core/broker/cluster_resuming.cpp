// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "broker/cluster_resuming.h"

#include "broker/replay_part.h"
#include "net/clock.h"
#include "net/shard.h"

#include <algorithm>
#include <limits>

namespace fanlight {

namespace {

constexpr std::uint64_t GivenWithinMs = 60'000; // an id so far ahead of Redis' clock is none of it
// So long who knows more than the node of its channel waits for one that knows that, too.
constexpr std::uint64_t AheadNs = 2'500'000'000;
constexpr std::uint64_t AheadAgainNs = 250'000'000;

} // namespace

ClusterResuming::ClusterResuming(ClusterChannels& channels)
    : m_channels(channels)
    , m_ahead(channels.m_delivery,
          {[this](std::uint64_t connection) -> WaitingSubscription* {
               const auto found = m_pending.find(connection);
               return found == m_pending.end() ? nullptr : &found->second;
           },
              [this] { return m_channels.isReady(); },
              [this](std::uint64_t connection) { letIn(connection); },
              [this] { m_channels.m_handlers.turnEnded(); }})
{
}

void ClusterResuming::stop()
{
    m_ahead.stop();
}

// ---------------------------------------------------------------- who waits

void ClusterResuming::subscribe(
    Shard* shard, std::unique_ptr<Subscription> subscription, SubscribedChannel* channel)
{
    const std::uint64_t connection = subscription->id;
    m_pending.emplace(
        connection, Pending{{shard, std::move(subscription), channel, monotonicNs()}});
    m_ahead.add(connection);
    proceed({connection});
}

void ClusterResuming::proceed(const std::vector<std::uint64_t>& connections)
{
    for (const std::uint64_t connection : connections) {
        const auto found = m_pending.find(connection);
        if (found == m_pending.end() || found->second.isReading)
            continue;
        Pending& pending = found->second;
        const SubscribedChannel* lacking = nullptr;
        bool isLacking = false;
        for (const SubscribedChannel* channel :
            {static_cast<const SubscribedChannel*>(pending.channel),
                static_cast<const SubscribedChannel*>(nullptr)}) {
            if (isLacking || m_channels.isLive(channel))
                continue;
            lacking = channel;
            isLacking = true;
        }
        if (!isLacking && pending.subscription->lastEventId.empty())
            release(connection, pending);
        else if (!isLacking)
            resume(connection);
        else
            m_channels.stateOf(lacking).waiting.push_back(connection);
    }
}

void ClusterResuming::forget(std::uint64_t connection)
{
    m_pending.erase(connection); // its channel finds nobody
}

void ClusterResuming::release(std::uint64_t connection, Pending& pending)
{
    if (pending.channel) {
        ClusterChannels::State& state = m_channels.stateOf(pending.channel);
        pending.subscription->position = state.isKnown ? state.at : EventId{};
        state.isOpenEarly = state.isOpenEarly || !state.isKnown;
    }
    m_channels.m_delivery.add(
        static_cast<std::size_t>(pending.shard->index()), std::move(pending.subscription));
    m_pending.erase(connection);
}

// It has waited for a moment, and has nothing to be told but what comes.
void ClusterResuming::letIn(std::uint64_t connection)
{
    Pending& pending = m_pending.at(connection);
    pending.subscription->opening += m_channels.isReady()
        ? ": Redis is slow; events come once it has confirmed the channel\n\n"
        : ": Redis is away; events come when it is back\n\n";
    release(connection, pending);
}

void ClusterResuming::tick()
{
    std::vector<std::uint64_t> now;
    std::erase_if(m_again, [&, nowNs = monotonicNs()](std::uint64_t connection) {
        const auto pending = m_pending.find(connection);
        if (pending != m_pending.end() && pending->second.againNs > nowNs)
            return false;
        now.push_back(connection);
        return true;
    });
    if (!now.empty())
        proceed(now);
}

// ---------------------------------------------------------------- reads

void ClusterResuming::read(
    const std::string& userId, EventId from, std::function<void(ChannelPtr)> done)
{
    Reads& reads = m_reads[userId];
    Reads::Wish& next = reads.next;
    next.from = next.waiting.empty() ? from : std::min(next.from, from);
    next.waiting.push_back(std::move(done));
    if (!reads.isUnderWay)
        readNext(userId);
}

void ClusterResuming::readNext(const std::string& userId)
{
    Reads& reads = m_reads[userId];
    reads.isUnderWay = true;
    Reads::Wish now = std::exchange(reads.next, {});
    const SubscribedChannel* const asked
        = userId.empty() ? nullptr : m_channels.m_channels.find(userId);
    const EventId at = userId.empty() || asked ? m_channels.stateOf(asked).at : EventId{};
    m_channels.m_history.read(
        userId, now.from, [this, userId, at, waiting = std::move(now.waiting)](Channel channel) {
            const auto read = std::make_shared<const Channel>(std::move(channel));
            catchUp(userId, *read, at);
            if (m_reads[userId].next.waiting.empty())
                m_reads.erase(userId);
            else
                readNext(userId);
            for (const auto& one : waiting)
                one(read);
            m_channels.m_handlers.turnEnded();
        });
}

// What history has that has not come yet: streams get it now, and not again when it comes. Where
// Redis knows less than had come when it was asked, a fail-over has lost it: the channel is looked
// at, which puts its newest id back, and who waits reads once more and finds the hole.
void ClusterResuming::catchUp(const std::string& userId, const Channel& read, EventId at)
{
    SubscribedChannel* const channel
        = userId.empty() ? nullptr : m_channels.m_channels.find(userId);
    if ((!userId.empty() && !channel) || !m_channels.isLive(channel) || !read.error.empty())
        return;
    ClusterChannels::State& state = m_channels.stateOf(channel);
    if (read.newest < at && m_channels.m_history.limits().count > 0)
        return m_channels.startReading(channel, state);
    const auto next = read.behind(state.at);
    if (next == read.events.end())
        return;
    if (!(*next)->before || *(*next)->before > state.at)
        return m_channels.startReading(channel, state); // something is missing
    m_channels.recover(channel, state, read.events, false);
}

// ---------------------------------------------------------------- resume

void ClusterResuming::resume(std::uint64_t connection)
{
    if (!m_channels.m_takeovers.isRead())
        return m_again.push_back(connection);
    Pending& pending = m_pending.at(connection);
    const std::string userId = userIdOf(pending.channel);
    auto job
        = std::make_shared<Job>(Job{connection, userId, ResumeId(pending.subscription->lastEventId),
            false, false, false, m_channels.m_arrivals + 1, {}, {}, 0, {}});
    pending.isReading = true;
    ++m_channels.m_everyone.resuming;
    if (pending.channel)
        ++m_channels.stateOf(pending.channel).resuming;
    readFor(std::move(job));
}

void ClusterResuming::readFor(std::shared_ptr<Job> job)
{
    const auto ask = [this, &job](const std::string& userId, std::optional<EventId> half,
                         ChannelPtr Job::*to) {
        const SubscribedChannel* channel
            = userId.empty() ? nullptr : m_channels.m_channels.find(userId);
        EventId from = job->isAll ? EventId{} : half.value_or(EventId{});
        if (!job->last.cursor())
            from.sequence = 0; // of one half: of the other channel only the clock is known
        if (userId.empty() || channel) {
            const ClusterChannels::State& state = m_channels.stateOf(channel);
            if (state.phase == ClusterChannels::Phase::Live && from == state.at
                && job->last.cursor()) { // it has all there is
                Channel nothing;
                nothing.newest = state.at;
                (*job).*to = std::make_shared<const Channel>(std::move(nothing));
                return;
            }
            if (state.isKnown)
                from = std::min(from, state.at);
        }
        ++job->left;
        read(userId, from, [this, job, to](const ChannelPtr& channelRead) {
            (*job).*to = channelRead;
            if (--job->left == 0)
                finish(job);
        });
    };
    job->left = 1;
    if (!job->userId.empty())
        ask(job->userId, job->last.own(), &Job::own);
    ask({}, job->last.everyones(), &Job::everyones);
    if (--job->left == 0)
        finish(job);
}

// What an earlier version kept of these channels, where the app's own keys are, is read until it
// expires.
void ClusterResuming::readOld(std::shared_ptr<Job> job)
{
    job->isOldRead = true;
    const EventId fromOwn = job->isAll ? EventId{} : job->last.own().value_or(EventId{});
    const EventId fromEveryones
        = job->isAll ? EventId{} : job->last.everyones().value_or(EventId{});
    std::vector<RedisHistory::Asked> asked = {{{}, fromEveryones}};
    if (job->own)
        asked.push_back({job->userId, fromOwn});
    m_channels.m_handlers.readOld(
        std::move(asked), [this, job](const RedisHistory::Reading& reading) {
            const EventId everyones = job->last.everyones().value_or(EventId{});
            const EventId own = job->last.own().value_or(EventId{});
            const auto isEventOf = [](const RedisHistory::Channel& channel, EventId id) {
                return std::any_of(channel.events.begin(), channel.events.end(),
                    [id](const RedisHistory::EventPtr& event) { return event->id == id; });
            };
            if (!reading.isLost && reading.error.empty() && !reading.channels.empty()) {
                const bool hasOwn = job->own && reading.channels.size() > 1;
                const bool isOldClient = isEventOf(reading.channels[0], everyones)
                    || (hasOwn && isEventOf(reading.channels[1], own));
                job->isOldClient = isOldClient;
                job->everyones
                    = behindOld(reading.channels[0], job->everyones, everyones, isOldClient);
                if (hasOwn)
                    job->own = behindOld(reading.channels[1], job->own, own, isOldClient);
            }
            finish(job);
            m_channels.m_handlers.turnEnded();
        });
}

// One follows the other, for a client that was last sent something of the old one, as far as that
// is whole: what is newer was published in the new form.
ClusterResuming::ChannelPtr ClusterResuming::behindOld(
    const RedisHistory::Channel& old, const ChannelPtr& channel, EventId from, bool isOldClient)
{
    if (old.events.empty() && !isOldClient)
        return channel;
    auto both = std::make_shared<Channel>(*channel);
    both->events.clear();
    for (const RedisHistory::EventPtr& event : old.events)
        both->events.push_back(std::make_shared<const ClusterHistory::Event>(
            ClusterHistory::Event{event->id, event->before, event->frame->withId(event->customId),
                event->customId, event->receipt, {}, 0, {}}));
    const EventId through = old.events.empty() ? from : old.events.back()->id;
    bool isToLink = isOldClient && old.isWholeBehind(from);
    const bool isNothingNew = channel->behind(through) == channel->events.end();
    if (isToLink && isNothingNew)
        both->newest = through;
    for (auto event = channel->behind(through); event != channel->events.end(); ++event) {
        auto copy = std::make_shared<ClusterHistory::Event>(**event);
        if (std::exchange(isToLink, false))
            copy->before = through;
        both->events.push_back(std::move(copy));
    }
    return both;
}

void ClusterResuming::finish(const std::shared_ptr<Job>& job)
{
    std::optional<Found> found = find(*job);
    const bool mayPass
        = job->everyones->mayPass || (job->own && job->own->mayPass) || isToWait(*job);
    if (!found && !mayPass) {
        job->isAll = true;
        return readFor(job);
    }
    if (!mayPass && !found->missing.empty() && !job->isOldRead)
        return readOld(job);
    if (found)
        tellTakeover(*job, *found);
    if (job->connection == 0)
        return job->done(found);
    SubscribedChannel* const channel
        = job->userId.empty() ? nullptr : m_channels.m_channels.find(job->userId);
    const auto pending = m_pending.find(job->connection);
    const bool isHere = pending != m_pending.end();
    const bool isLive = m_channels.isLive(nullptr) && (!channel || m_channels.isLive(channel));
    std::vector<const ClusterChannels::Arrived*> since;
    const auto collect = [&](const ClusterChannels::State& state, const Channel& read) {
        const EventId through = read.events.empty() ? EventId{} : read.events.back()->id;
        for (const ClusterChannels::Arrived& one : state.arrived) {
            if (one.number >= job->firstArrival && (!one.id || *one.id > through))
                since.push_back(&one);
        }
    };
    if (isHere && isLive && !mayPass) {
        Subscription& subscription = *pending->second.subscription;
        if (!found->missing.empty())
            subscription.gap = Gap{subscription.lastEventId, found->missingTo, found->missing};
        for (Found::Event& event : found->events) {
            subscription.replay.push_back(std::move(event.frame));
            subscription.replayIds.push_back(std::move(event.id));
        }
        // What came since is in no stream yet that is only now opened.
        if (channel)
            collect(m_channels.stateOf(channel), *job->own);
        const std::size_t ofOwn = since.size();
        collect(m_channels.m_everyone, *job->everyones);
        std::vector<std::pair<const ClusterChannels::Arrived*, bool>> ordered;
        for (std::size_t i = 0; i < since.size(); ++i)
            ordered.emplace_back(since[i], i < ofOwn);
        std::sort(ordered.begin(), ordered.end(),
            [](const auto& a, const auto& b) { return a.first->number < b.first->number; });
        Cursor cursor = found->cursor;
        for (const auto& [one, isOwn] : ordered) {
            if (one->id) {
                EventId& half = isOwn ? cursor.own : cursor.everyone;
                if (*one->id <= half)
                    continue;
                half = *one->id;
            }
            subscription.replay.push_back(one->frame);
            subscription.replayIds.push_back(
                one->id && !one->hasCustomId ? cursor.text() : std::string());
        }
    }
    if (--m_channels.m_everyone.resuming == 0)
        m_channels.m_everyone.arrived.clear();
    if (channel) {
        ClusterChannels::State& state = m_channels.stateOf(channel);
        if (state.resuming > 0 && --state.resuming == 0)
            state.arrived.clear();
    }
    if (!isHere)
        return;
    pending->second.isReading = false;
    if (mayPass)
        m_again.push_back(job->connection);
    else if (!isLive)
        proceed({job->connection});
    else
        release(job->connection, pending->second);
}

// The client was told more than the node of its channel knows.
bool ClusterResuming::isAhead(const Job& job) const
{
    const auto isAheadOf = [](const Channel& channel, EventId told) {
        return channel.error.empty() && channel.newest < told && !channel.knows(told)
            && told.ms <= channel.nowMs + GivenWithinMs;
    };
    const std::optional<Cursor> cursor = job.last.cursor();
    return cursor
        && (isAheadOf(*job.everyones, cursor->everyone)
            || (job.own && isAheadOf(*job.own, cursor->own)));
}

// That node may have been replaced, which the hub has yet to hear, or its successor has yet to be
// told. What was missed is asked for again for a moment.
bool ClusterResuming::isToWait(const Job& job)
{
    const auto pending = m_pending.find(job.connection);
    if (pending == m_pending.end() || m_channels.m_history.limits().count == 0 || !isAhead(job))
        return false;
    const std::uint64_t nowNs = monotonicNs();
    std::uint64_t& sinceNs = pending->second.aheadSinceNs;
    if (sinceNs == 0)
        sinceNs = nowNs;
    if (nowNs - sinceNs > AheadNs)
        return false;
    pending->second.againNs = nowNs + AheadAgainNs;
    m_channels.m_topology.refresh();
    return true;
}

// Of what was published shortly before a primary was replaced its successor may lack some, which no
// chain of events shows once others were published there. Where none were it shows as soon as all
// hubs have put back what they know.
void ClusterResuming::tellTakeover(const Job& job, Found& found) const
{
    if (!found.missing.empty())
        return;
    const auto look = [&](const std::string& userId, EventId from, const Channel& channel) {
        const std::uint64_t lastMs
            = m_channels.m_takeovers.lastOf(m_channels.m_history.slotOf(userId));
        const bool isSettled = channel.newest <= from
            && m_channels.m_topology.nowMs() > lastMs + ClusterHistory::ToldNs / 1'000'000;
        if (lastMs == 0 || from.ms > lastMs || isSettled)
            return;
        found.missing = "a primary of the Redis Cluster was replaced since; what was published "
                        "shortly before may be missing";
        const auto next = channel.behind({lastMs, std::numeric_limits<std::uint64_t>::max()});
        found.missingTo = next == channel.events.end() ? std::string() : (*next)->id.text();
    };
    look({}, found.from.everyone, *job.everyones);
    if (job.own && found.missing.empty())
        look(job.userId, found.from.own, *job.own);
}

// Nothing: the event is not found, and not all was looked through.
std::optional<ClusterResuming::Found> ClusterResuming::find(const Job& job) const
{
    const Channel* const own = job.own.get();
    const Channel& everyones = *job.everyones;
    const ResumeId& last = job.last;
    const std::string error = !everyones.error.empty() ? everyones.error
        : own                                          ? own->error
                                                       : std::string();
    const std::uint64_t nowMs = std::max(everyones.nowMs, own ? own->nowMs : 0);
    const auto mayBeGiven = [nowMs](std::optional<EventId> id) {
        return id && (nowMs == 0 || id->ms <= nowMs + GivenWithinMs);
    };
    const std::optional<EventId> chosen
        = chosenEvent<Channel>(last, {own, &everyones}); // by the publisher
    bool isKnown = chosen.has_value();
    if (!isKnown && last.cursor())
        isKnown
            = (!own || own->knows(last.cursor()->own)) && everyones.knows(last.cursor()->everyone);
    else if (!isKnown && last.hubs()) // of one half
        isKnown = (own && own->knows(*last.hubs())) || everyones.knows(*last.hubs());
    if (!isKnown && !last.cursor() && !job.isAll && error.empty())
        return std::nullopt;
    // An id of one half is of one channel. The other one is where the clock was: what it had in the
    // same millisecond may have been sent or not, and is sent again rather than not at all.
    const std::optional<EventId> half = chosen ? chosen : last.hubs();
    const bool isOfBoth
        = job.isOldClient || !half || (own && own->knows(*half) && everyones.knows(*half));
    const auto fromOf = [&](const Channel& channel, std::optional<EventId> told) {
        if (half && (isKnown || mayBeGiven(half))) {
            const bool isExact = job.isOldClient || (channel.knows(*half) && !isOfBoth);
            return isExact || half->ms == 0
                ? *half
                : EventId{half->ms - 1, std::numeric_limits<std::uint64_t>::max()};
        }
        return isKnown || mayBeGiven(told) ? told.value_or(EventId{}) : EventId{};
    };
    Found found;
    found.cursor
        = {own ? fromOf(*own, last.own()) : EventId{}, fromOf(everyones, last.everyones())};
    found.from = found.cursor;
    const auto ageMs = static_cast<std::uint64_t>(m_channels.m_history.limits().age.count());
    const EventId expired{nowMs - std::min(nowMs, ageMs), 0};
    const auto most = static_cast<std::ptrdiff_t>(m_channels.m_history.limits().count);
    struct Next {
        const ClusterHistory::Event* event;
        bool isBroadcast;
    };
    std::vector<Next> events;
    bool isWhole = isKnown;
    EventId missingTo; // of either channel
    const auto take = [&](const Channel& channel, EventId& from, bool isBroadcast) {
        auto event = channel.behind(from);
        if (event == channel.events.end() && channel.newest != EventId{})
            from = std::min(from, channel.newest);
        const auto part = replayPart(channel, event, from, expired, most);
        event = part.first;
        if (!isKnown || !part.isWhole) {
            const EventId first = event != channel.events.end() ? (*event)->id : channel.newest;
            missingTo = std::max({missingTo, first, channel.missingTo(from)});
        }
        for (; event != channel.events.end(); ++event)
            events.push_back({event->get(), isBroadcast});
        isWhole = isWhole && part.isWhole;
    };
    if (own)
        take(*own, found.cursor.own, false);
    take(everyones, found.cursor.everyone, true);
    if (error.empty() && missingTo != EventId{} && missingTo.ms != ~std::uint64_t(0))
        found.missingTo = missingTo.text();
    std::stable_sort(events.begin(), events.end(),
        [](const Next& a, const Next& b) { return a.event->id < b.event->id; });
    for (const Next& next : events) {
        (next.isBroadcast ? found.cursor.everyone : found.cursor.own) = next.event->id;
        found.events.push_back({next.event->frame,
            next.event->customId.empty() ? found.cursor.text() : std::string(), next.isBroadcast});
    }
    if (!error.empty())
        found.missing = "history cannot be read: " + error;
    else if (!isWhole)
        found.missing = "history does not reach back to "
            + (isKnown ? last.text() : std::string("that event")) + "; events may be missing";
    return found;
}

void ClusterResuming::preview(const std::string& userId, const std::string& lastEventId,
    std::function<void(ReplayFigures)> done)
{
    auto job = std::make_shared<Job>(Job{0, userId, ResumeId(lastEventId), false, false, false, 0,
        {}, {}, 0, [done = std::move(done)](const std::optional<Found>& found) {
            ReplayFigures figures;
            if (found) {
                figures.missing = found->missing;
                figures.missingTo = found->missingTo;
                for (const Found::Event& event : found->events)
                    figures.events.push_back(
                        {event.id.empty() ? event.frame : event.frame->withId(event.id),
                            event.isBroadcast});
            } else {
                figures.missing = "Redis went away";
            }
            done(std::move(figures));
        }});
    readFor(std::move(job));
}

} // namespace fanlight
