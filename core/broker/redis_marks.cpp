// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "broker/redis_marks.h"

#include "net/clock.h"

#include <algorithm>
#include <charconv>
#include <limits>

namespace fanlight {

RedisMarks::RedisMarks(
    redis::RedisLink& commands, RedisHistory& history, std::string channel, Handlers handlers)
    : m_link(commands)
    , m_history(history)
    , m_channel(std::move(channel))
    , m_handlers(std::move(handlers))
{
}

// ---------------------------------------------------------------- messages of our own

std::uint64_t RedisMarks::send()
{
    const std::string number = std::to_string(++m_lastSent);
    m_loops.push_back({m_lastSent, {}});
    m_history.stand([this, loop = m_lastSent](bool isLost, const RedisHistory::Standing& standing) {
        if (!isLost)
            m_handlers.stood(loop, standing);
    });
    m_link.send({"PUBLISH", m_channel, number}, [this](const redis::Reply& reply) {
        if (reply.isError() && !reply.text().starts_with("LOST "))
            m_handlers.refused(reply.text());
    });
    return m_lastSent;
}

void RedisMarks::sendWished()
{
    if (std::exchange(m_isWished, false))
        send();
}

std::optional<std::uint64_t> RedisMarks::cameBack(std::string_view payload)
{
    std::uint64_t number = 0;
    std::from_chars(payload.data(), payload.data() + payload.size(), number);
    if (number <= m_lastBack || number > m_lastSent)
        return std::nullopt;
    m_lastBack = number;
    return number;
}

// ---------------------------------------------------------------- what Redis tells of them

void RedisMarks::told(const RedisHistory::Standing& standing)
{
    m_redisMs = standing.nowMs;
    m_redisMsToldNs = monotonicNs();
    m_likelyThrough = std::max(standing.newest, EventId{standing.nowMs, 0});
}

void RedisMarks::stands(std::uint64_t number, EventId newest)
{
    for (Loop& loop : m_loops) {
        if (loop.number == number)
            loop.newest = newest;
    }
}

void RedisMarks::forget(std::uint64_t number)
{
    std::erase_if(m_loops, [number](const Loop& loop) { return loop.number == number; });
}

// A message of our own that came back has all events before it in front of it.
void RedisMarks::pass(bool isInGap)
{
    bool hasPassed = false;
    for (; !m_loops.empty() && m_loops.front().number <= m_lastBack && m_loops.front().newest;
         m_loops.pop_front()) {
        m_passed = *m_loops.front().newest;
        hasPassed = true;
    }
    if (!hasPassed || isInGap || !m_lastSeen)
        return;
    // Further back than before: Redis has lost its history.
    m_newestGiven = m_passed < *m_lastSeen ? m_passed : std::max(m_newestGiven, m_passed);
    m_lastSeen = m_passed;
    forgetPassed();
}

void RedisMarks::fill(EventId newest)
{
    m_lastSeen = m_passed;
    m_newestGiven = std::max(newest, m_passed);
    forgetPassed();
}

void RedisMarks::forgetPassed()
{
    while (!m_seen.empty() && m_seen.front().id <= m_passed)
        m_seen.pop_front();
}

// ---------------------------------------------------------------- ids

bool RedisMarks::isGiven(EventId id, EventId newest) const
{
    if (!m_likelyThrough)
        return true; // of another Redis, perhaps: ids decide then what is in history, too
    const std::uint64_t likelyMs
        = m_likelyThrough->ms + (monotonicNs() - m_redisMsToldNs) / 1'000'000 + AheadMs;
    return id.ms <= likelyMs && id > m_lastSeen.value_or(EventId{}) && id > newest;
}

void RedisMarks::saw(std::uint32_t channel, EventId id)
{
    if (m_seen.size() >= MaxSeen) { // Redis tells nothing: it must do without the oldest
        m_lastSeen = std::max(m_lastSeen, std::optional(m_seen.front().id));
        m_seen.pop_front();
    }
    m_seen.push_back({channel, id});
    m_isWished = m_isWished || m_seen.size() % RecentKept == 0;
}

// Early by the time its answer took, and what two clocks drift apart; what is given within this
// millisecond is behind it.
EventId RedisMarks::now() const
{
    constexpr std::uint64_t DriftOneIn = 2000;
    if (m_redisMs == 0)
        return {};
    const std::uint64_t sinceMs = (monotonicNs() - m_redisMsToldNs) / 1'000'000;
    return {
        m_redisMs + sinceMs - sinceMs / DriftOneIn - 1, std::numeric_limits<std::uint64_t>::max()};
}

} // namespace fanlight
