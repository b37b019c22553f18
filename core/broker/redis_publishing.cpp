// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "broker/redis_publishing.h"

#include "net/clock.h"

#include <algorithm>
#include <span>

namespace fanlight {

namespace {

constexpr std::size_t PublishOverhead = 512; // bytes of a publish that waits, beside its texts
constexpr std::size_t UserOverhead = 64; // … and of each user
constexpr std::size_t FanBeginBytes = 9 + 2 * 20 + 1; // {"$fan":" and the longest id

} // namespace

RedisPublishing::RedisPublishing(RedisHistory& history, RedisMarks& marks,
    RedisSubscriptions& subscriptions, RedisReadiness& readiness, OnceTable& once,
    Settings settings)
    : RedisPublishing(
        Ways{[&history](std::span<const std::string> userIds,
                 std::shared_ptr<const std::string> afterId, const RedisHistory::OnceWish* wish,
                 std::function<void(const RedisHistory::Published&)> done) {
                 history.publish(userIds, std::move(afterId), wish, std::move(done));
             },
            [&history](const std::string& key, auto done) { history.recall(key, std::move(done)); },
            [&subscriptions](const std::string* userId) {
                return userId ? subscriptions.hears(*userId) : subscriptions.hearsBroadcasts();
            },
            [&marks](EventId id) { marks.given(id); }, [&readiness] { return readiness.isReady(); },
            [&readiness] { return readiness.awaySinceMs() != 0; },
            [&readiness] { return readiness.whyNotReady(); },
            [&readiness] { readiness.provePublishing(); }},
        once, std::move(settings))
{
}

RedisPublishing::RedisPublishing(Ways ways, OnceTable& once, Settings settings)
    : m_ways(std::move(ways))
    , m_once(once)
    , m_settings(std::move(settings))
    , m_payloads(m_settings.batchAll)
{
}

// ---------------------------------------------------------------- what is asked for

std::optional<RedisPublishing::Job> RedisPublishing::job(
    const Notification& notification, const std::shared_ptr<PublishTicket>& ticket)
{
    std::uint64_t bytes = PublishOverhead + notification.data.size();
    for (const std::string& userId : notification.userIds)
        bytes += UserOverhead + userId.size();
    Job job{{}, std::string(notification.type), {}, std::string(notification.event),
        std::string(notification.id), notification.isJson, notification.retryMs, notification.batch,
        notification.publishedNs, ticket, Charge(m_waitingBytes, bytes),
        std::string(notification.once), notification.fingerprint};
    if (m_waitingBytes.load(std::memory_order_relaxed) > MaxUnansweredBytes) {
        refuse(job,
            "Redis is too slow: publishes of " + std::to_string(MaxUnansweredBytes >> 20)
                + " MiB wait for its answer.");
        return std::nullopt;
    }
    job.userIds.assign(notification.userIds.begin(), notification.userIds.end());
    job.data = notification.data;
    return job;
}

void RedisPublishing::refuse(Job& job, const std::string& why, int status)
{
    if (!job.ticket)
        return;
    job.ticket->refuse(why, status);
    job.ticket->arrived(0, nullptr);
}

void RedisPublishing::publishEarly()
{
    for (Job& job : std::exchange(m_early, {}))
        publish(job);
}

void RedisPublishing::refuseEarly(const std::string& why)
{
    for (Job& job : std::exchange(m_early, {}))
        refuse(job, why);
}

void RedisPublishing::publish(Job& job)
{
    const bool isReady = m_ways.isReady();
    if (!isReady && !m_ways.isAway() && m_early.size() < MaxUnanswered)
        return m_early.push_back(std::move(job)); // it has only now begun
    if (!isReady)
        return refuse(job, m_ways.whyNotReady());
    if (m_own.size() >= MaxUnanswered)
        return refuse(job,
            "Redis is too slow: " + std::to_string(MaxUnanswered)
                + " publishes wait for its answer.");

    const std::uint64_t number = m_lastOwnUs = std::max(m_lastOwnUs + 1, realtimeNs() / 1000);
    const std::string_view receipt = job.ticket && job.ticket->receipt()
        ? std::string_view(job.ticket->receipt()->token())
        : std::string_view();
    const auto afterId = std::make_shared<const std::string>(m_writer.afterId({job.data, job.type,
        job.event, job.id, job.retryMs, number, job.batch, receipt, m_settings.token}));
    if (FanBeginBytes + afterId->size() > m_settings.messageLimit)
        return refuse(job,
            "data: as a message in Redis it has " + std::to_string(FanBeginBytes + afterId->size())
                + " bytes, at most " + std::to_string(m_settings.messageLimit) + " are delivered",
            413);
    if (!job.id.empty() && job.ticket && job.once.empty()) // else it may be a repeated one
        job.ticket->setId(job.id);
    // Its payload, and what of it is on its way to Redis.
    std::uint64_t bytes = PublishOverhead + afterId->size() * std::size_t(1 + SlicesAtOnce);
    for (const std::string& userId : job.userIds)
        bytes += UserOverhead + userId.size();
    job.charge = Charge(m_waitingBytes, bytes);
    Own own{job.ticket, job.publishedNs, monotonicNs(), std::move(job.userIds), afterId,
        !job.id.empty(), std::move(job.charge)};
    const std::size_t channels = std::max<std::size_t>(1, own.userIds.size());
    if (!job.once.empty())
        own.once = std::make_unique<Once>(
            Once{{job.once, OnceRecord::middleText(channels, !receipt.empty(), job.fingerprint),
                     job.id, channels <= RedisHistory::PublishSlice},
                {}, 0, {}, {}, job.fingerprint});
    for (std::size_t i = 0; i < channels; ++i) {
        const bool isHeard = isHeardHere(own, i);
        own.messagesLeft += isHeard;
        if (own.once)
            own.once->isAwaited.push_back(isHeard);
    }
    m_own.emplace(number, std::move(own));
    for (int i = 0; i < SlicesAtOnce; ++i)
        sendSlice(number);
}

bool RedisPublishing::isHeardHere(const Own& own, std::size_t user)
{
    return m_ways.hears(own.userIds.empty() ? nullptr : &own.userIds[user]);
}

// ---------------------------------------------------------------- slices

// A large publish goes in slices, so that what else is published does not wait for all of it.
void RedisPublishing::sendSlice(std::uint64_t number)
{
    const auto found = m_own.find(number);
    if (found == m_own.end() || found->second.isOver)
        return;
    Own& own = found->second;
    const std::size_t begin = own.nextUser;
    const std::size_t size = std::min(RedisHistory::PublishSlice, own.userIds.size() - begin);
    own.nextUser += size;
    own.isOver = own.nextUser == own.userIds.size();
    own.slices.emplace_back(begin, size);
    ask(number, begin, size);
}

void RedisPublishing::ask(std::uint64_t number, std::size_t begin, std::size_t size)
{
    const Own& own = m_own.at(number);
    m_ways.publish(std::span(own.userIds).subspan(begin, size), own.afterId,
        own.once ? &own.once->wish : nullptr, [this, number, begin, size](const auto& answer) {
            sliceAnswered(number, begin, size, answer);
        });
}

// What comes back of it, or does not.
void RedisPublishing::countHeard(Own& own, std::size_t begin, std::size_t size, int sign)
{
    for (std::size_t i = begin; i < begin + std::max<std::size_t>(1, size); ++i)
        own.messagesLeft += isHeardHere(own, i) ? sign : 0;
}

void RedisPublishing::publishAgain()
{
    if (!m_ways.isReady())
        return;
    for (const auto& [number, begin, size] : std::exchange(m_held, {})) {
        const auto found = m_own.find(number);
        if (found == m_own.end())
            continue; // it took too long
        --found->second.held;
        countHeard(found->second, begin, size, 1);
        ask(number, begin, size);
    }
}

void RedisPublishing::sliceAnswered(std::uint64_t number, std::size_t begin, std::size_t size,
    const RedisHistory::Published& answer)
{
    const auto found = m_own.find(number);
    if (found == m_own.end())
        return; // it took too long, and was answered
    Own& own = found->second;
    if (answer.isElsewhere) {
        ++own.held;
        own.heldWhy = answer.error;
        countHeard(own, begin, size, -1);
        return m_held.push_back({number, begin, size});
    }
    std::erase(own.slices, std::pair(begin, size));
    own.sentNs = monotonicNs();
    if (answer.first) {
        endWithFirst(own, begin, size, *answer.first);
        return finish(number);
    }
    if (own.once)
        own.once->firstId = own.hasCustomId ? own.once->wish.customId
            : answer.firstId.empty()        ? answer.id
                                            : answer.firstId;
    std::uint64_t handed = 0;
    for (std::size_t i = 0; i < answer.channels.size() && i < std::max<std::size_t>(1, size); ++i) {
        const auto& channel = answer.channels[i];
        if (!channel.error.empty()) {
            userFailed(own, begin + i, channel.error);
            continue;
        }
        if (channel.isRepeated) {
            userRepeated(own, begin + i, channel.receivers);
            continue;
        }
        if (own.reached++ == 0) {
            ++m_published;
            m_publishedOwn += own.ticket && own.ticket->isOwn();
            m_ways.given(EventId::parse(answer.id).value_or(EventId{}));
            if ((own.once || !own.hasCustomId) && own.ticket)
                own.ticket->setId(own.once ? own.once->firstId : answer.id);
            const MessageSteps steps{own.sentNs - std::min(own.sentNs, own.publishedNs), 0};
            if (!own.isRecorded)
                recorded(own, m_payloads.readHistory(answer.id, *own.afterId).frame(), steps);
            else
                stepped(own, steps);
        }
        handed += static_cast<std::uint64_t>(std::max<std::int64_t>(0, channel.receivers));
        if (own.ticket)
            own.ticket->addElsewhere(static_cast<std::uint64_t>(
                std::max<std::int64_t>(0, channel.receivers - isHeardHere(own, begin + i))));
    }
    if (own.ticket && own.ticket->receipt())
        own.ticket->receipt()->addHanded(handed);
    if (!answer.error.empty()) {
        m_ways.refused(); // is that so for all?
        for (std::size_t i = begin; i < begin + std::max<std::size_t>(1, size); ++i)
            userFailed(own, i, answer.error);
        // what prevents one slice prevents the next ones
        for (; own.nextUser < own.userIds.size(); ++own.nextUser)
            userFailed(own, own.nextUser, answer.error);
        own.isOver = true;
    }
    sendSlice(number);
    finish(number);
}

// An earlier try has reached it, perhaps one of another instance.
void RedisPublishing::userRepeated(Own& own, std::size_t user, std::int64_t receivers)
{
    own.messagesLeft -= own.once->isAwaited[user];
    ++own.once->repeated;
    if (own.ticket)
        own.ticket->addElsewhere(static_cast<std::uint64_t>(receivers));
}

// All of it had been published: nothing comes back of this slice, and no other is needed.
void RedisPublishing::endWithFirst(Own& own, std::size_t begin, std::size_t size, OnceRecord first)
{
    for (std::size_t i = begin; i < begin + std::max<std::size_t>(1, size); ++i)
        own.messagesLeft -= own.once->isAwaited[i];
    for (; own.nextUser < own.userIds.size(); ++own.nextUser)
        own.messagesLeft -= own.once->isAwaited[own.nextUser];
    own.isOver = true;
    own.once->first = std::move(first);
}

void RedisPublishing::publishToNobody(
    const std::string& key, std::uint64_t fingerprint, const std::shared_ptr<PublishTicket>& ticket)
{
    m_ways.recall(key,
        [this, key, fingerprint, ticket](
            const std::string& error, std::optional<OnceRecord> first) {
            if (!error.empty())
                ticket->refuse(error);
            if (first) {
                const bool isSame = first->fingerprint == fingerprint;
                m_once.countRepeated(key, isSame);
                ticket->repeat(first->result, isSame);
            }
            ticket->arrived(0, nullptr);
        });
}

void RedisPublishing::userFailed(Own& own, std::size_t user, const std::string& why)
{
    own.messagesLeft -= isHeardHere(own, user);
    if (own.error.empty())
        own.error = why;
    ++own.failureCount;
    if (user < own.userIds.size() && own.failures.size() < PublishTicket::MostFailures)
        own.failures.push_back({own.userIds[user], why});
}

// What Redis has not answered yet is not known, what was not sent will not be.
void RedisPublishing::giveUp(Own& own, const std::string& why)
{
    for (const auto& [begin, size] : std::exchange(own.slices, {})) {
        for (std::size_t i = begin; i < begin + std::max<std::size_t>(1, size); ++i)
            userFailed(own, i, why);
    }
    for (; own.nextUser < own.userIds.size(); ++own.nextUser)
        userFailed(own, own.nextUser, why);
    own.isOver = true;
    own.messagesLeft = 0;
}

// Refused is what reached nobody; else it is told whom it did not reach.
void RedisPublishing::tellOutcome(Own& own)
{
    const std::uint64_t repeated = own.once ? own.once->repeated : 0;
    if (own.ticket && own.once && own.once->first) {
        const bool isSame = own.once->first->fingerprint == own.once->fingerprint;
        m_once.countRepeated(own.once->wish.key, isSame);
        own.ticket->repeat(own.once->first->result, isSame);
    } else if (own.ticket && own.failureCount > 0) {
        if (own.reached + repeated == 0)
            own.ticket->refuse(own.error);
        else
            own.ticket->setFailures(std::move(own.failures), own.failureCount);
    }
    if (own.ticket && repeated > 0 && own.reached == 0 && !own.ticket->hasFirst()) {
        m_once.countRepeated(own.once->wish.key, true);
        own.ticket->markRepeated(own.once->firstId);
    }
    if (const auto ticket = std::move(own.ticket))
        ticket->arrived(0, nullptr);
}

// ---------------------------------------------------------------- messages that come back

RedisPublishing::Own* RedisPublishing::cameBack(std::string_view by, std::uint64_t publishedUs)
{
    if (m_own.empty() || by != m_settings.token)
        return nullptr;
    const auto own = m_own.find(publishedUs);
    if (own == m_own.end())
        return nullptr;
    --own->second.messagesLeft;
    return &own->second;
}

// A publish in the message log, once, with the first of its frames.
std::uint64_t RedisPublishing::recorded(Own& own, const FramePtr& frame, const MessageSteps& steps)
{
    if (std::exchange(own.isRecorded, true)) {
        stepped(own, steps);
    } else {
        own.steps.add(steps);
        own.message = own.ticket ? own.ticket->record(frame, steps) : 0;
    }
    return own.message;
}

// Of a publish to many users the first message tells; the others cost nothing.
void RedisPublishing::stepped(Own& own, const MessageSteps& steps)
{
    if (own.steps.add(steps) && own.message != 0)
        own.ticket->stepped(steps);
}

// Once Redis has answered and what comes back to this instance has come.
void RedisPublishing::finish(std::uint64_t number)
{
    const auto found = m_own.find(number);
    if (found == m_own.end() || !found->second.isAnswered() || found->second.messagesLeft > 0)
        return;
    Own own = std::move(found->second);
    m_own.erase(found);
    tellOutcome(own);
}

// ---------------------------------------------------------------- the end

void RedisPublishing::refuseAll(const std::string& why)
{
    auto all = std::exchange(m_own, {});
    for (auto& [number, own] : all)
        end(own, why);
}

void RedisPublishing::linksLost(const std::string& why)
{
    std::unordered_map<std::uint64_t, Own> all = std::exchange(m_own, {});
    for (auto& [number, own] : all) {
        if (own.isHeld())
            m_own.emplace(number, std::move(own));
        else
            end(own, why);
    }
}

void RedisPublishing::end(Own& own, const std::string& why)
{
    if (!own.isAnswered())
        giveUp(own, why);
    tellOutcome(own);
}

void RedisPublishing::refuseOverdue(std::uint64_t nowNs)
{
    std::vector<std::uint64_t> overdue;
    for (auto& [number, own] : m_own) {
        if (nowNs - own.sentNs > std::uint64_t(PublishLimitMs) * 1'000'000)
            overdue.push_back(number);
    }
    for (const std::uint64_t number : overdue) {
        Own& own = m_own.at(number);
        if (!own.isAnswered())
            giveUp(own,
                own.isHeld() ? own.heldWhy + " It was not published."
                             : "Redis does not answer. Whether this was published is not known.");
        own.messagesLeft = 0;
        finish(number);
    }
}

} // namespace fanlight
