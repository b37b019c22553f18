// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "broker/redis_readiness.h"

#include "broker/redis_log.h"
#include "net/clock.h"

#include <QDateTime>

#include <string_view>

namespace fanlight {

RedisReadiness::RedisReadiness(redis::RedisLink& commands, RedisHistory& history, RedisMarks& marks,
    const RedisSubscriptions& subscriptions, RedisGap& gap, std::string token, QString where,
    Handlers handlers)
    : m_link(commands)
    , m_history(history)
    , m_marks(marks)
    , m_subscriptions(subscriptions)
    , m_gap(gap)
    , m_token(std::move(token))
    , m_where(std::move(where))
    , m_handlers(std::move(handlers))
{
}

std::string RedisReadiness::whyNotReady() const
{
    const std::lock_guard lock(m_whyMutex);
    return m_whyNotReady.empty() ? m_publishRefusal : m_whyNotReady;
}

qint64 RedisReadiness::awayMs() const
{
    return monotonicMs() - m_awaySinceSteadyMs;
}

void RedisReadiness::set(bool isReady, const std::string& why)
{
    {
        const std::lock_guard lock(m_whyMutex);
        m_whyNotReady = isReady ? std::string() : why;
    }
    if (!isReady && m_awaySinceMs == 0) {
        m_awaySinceMs = QDateTime::currentMSecsSinceEpoch();
        m_awaySinceSteadyMs = monotonicMs();
        qCWarning(redisLog, "Redis is away: %s", why.c_str());
    }
    const bool hasChanged = m_isReady != isReady;
    m_isReady = isReady;
    if (isReady) {
        qCInfo(redisLog, "Redis at %s is ready, %zu channels", qPrintable(m_where),
            m_subscriptions.subscribed());
        m_awaySinceMs = 0;
        lookAtEviction();
    }
    m_handlers.turned(isReady, hasChanged);
}

void RedisReadiness::filled()
{
    m_wentBack = false;
    set(true);
}

void RedisReadiness::linksLost()
{
    m_isProven = false;
    m_proof = 0;
    m_probeSentNs = 0;
}

// ---------------------------------------------------------------- the proof

// Proves both links by a message of our own, with the newest id Redis knows at that time.
void RedisReadiness::proveIfPossible()
{
    if (!m_subscriptions.isLoopConfirmed() || !isLinkUp() || (m_isReady && m_proof == 0))
        return;
    if (m_gap.isBeingFilled())
        return; // proven already
    if (m_proof == 0) {
        m_newestInRedis.reset();
        m_isProven = false;
        m_proof = m_marks.send();
        provePublishing();
    } else if (m_marks.isBack(m_proof) && m_newestInRedis && m_isProven && m_isSettled) {
        m_proof = 0;
        if (m_gap.isOpen())
            return m_gap.read();
        m_marks.begin(*m_newestInRedis);
        m_wentBack = false;
        set(true);
    }
}

void RedisReadiness::told(const RedisHistory::Standing& standing)
{
    if (standing.keptOtherwise != m_keptOtherwise && !standing.keptOtherwise.empty())
        qCWarning(redisLog,
            "History is kept as whoever publishes has it set (--history), and another instance "
            "has it otherwise: %s",
            standing.keptOtherwise.c_str());
    m_keptOtherwise = standing.keptOtherwise;
    m_wentBack = m_wentBack || (standing.wentBack && !m_isReady);
}

void RedisReadiness::tellsNothing(std::uint64_t number)
{
    if (number == m_proof)
        m_proof = m_marks.send();
}

void RedisReadiness::stands(
    std::uint64_t number, EventId newest, const RedisHistory::Standing& standing)
{
    if (number != m_proof)
        return;
    m_newestInRedis = newest;
    m_historyBorn = standing.born;
    m_isSettled = standing.isSettled;
    proveIfPossible();
}

// By the very script. At first, and while it is refused, on a channel of the users' kind; then on
// our own, so that whoever listens to all channels does not hear it every second.
void RedisReadiness::provePublishing()
{
    if (std::exchange(m_isProving, true))
        return;
    const std::string name = "fanlight-probe-" + m_token;
    m_history.prove(name,
        m_isProven && m_publishRefusal.empty() ? m_marks.channel() : m_history.keys().channel(name),
        [this](bool isLost, const std::string& error) {
            m_isProving = false;
            if (!isLost)
                publishingProven(error);
        });
}

void RedisReadiness::publishingProven(const std::string& error)
{
    const bool changed = error != m_publishRefusal;
    {
        const std::lock_guard lock(m_whyMutex);
        m_publishRefusal = error;
    }
    if (changed && !error.empty())
        qCWarning(redisLog, "Redis does not take publishes: %s", error.c_str());
    else if (changed)
        qCInfo(redisLog, "Redis takes publishes again");
    m_isProven = true;
    if (changed && m_isReady)
        m_handlers.refusalChanged();
    proveIfPossible();
}

// Said once: history that Redis evicts is lost though nothing went wrong.
void RedisReadiness::lookAtEviction()
{
    if (!m_history.isOn() || std::exchange(m_isEvictionKnown, true))
        return;
    // where that is not permitted it stays unsaid
    m_link.send({"INFO", "memory"}, [](const redis::Reply& reply) {
        const std::string_view info = reply.isError() ? std::string_view() : reply.text();
        const auto value = [info](std::string_view name) {
            const std::size_t at = info.find(name);
            return at == std::string_view::npos
                ? std::string_view()
                : info.substr(at + name.size(), info.find('\r', at) - at - name.size());
        };
        const std::string_view policy = value("\nmaxmemory_policy:"), limit = value("\nmaxmemory:");
        if (limit.empty() || limit == "0" || policy.empty() || policy == "noeviction")
            return;
        qCWarning(redisLog,
            "Redis may evict history: its maxmemory-policy is %s. Set it to noeviction, or what a "
            "client missed may be gone before its time.",
            std::string(policy).c_str());
    });
}

// ---------------------------------------------------------------- the probe

void RedisReadiness::cameBack(std::uint64_t number)
{
    if (m_probeSentNs == 0 || number < m_probe)
        return;
    m_roundTripMs = double(monotonicNs() - m_probeSentNs) / 1e6;
    m_probeSentNs = 0;
    if (!m_isReady && m_subscriptions.isUp() && !m_gap.isOpen() && m_proof == 0 && isLinkUp())
        set(true);
}

void RedisReadiness::tick(std::uint64_t nowNs)
{
    const bool linksUp = m_subscriptions.isLoopConfirmed() && isLinkUp();
    // others have yet to look what Redis has lost
    if (linksUp && m_proof != 0 && m_newestInRedis && !m_isSettled) {
        m_newestInRedis.reset();
        m_proof = m_marks.send();
    }
    if (linksUp && m_probeSentNs == 0
        && nowNs - m_lastProbeNs >= std::uint64_t(ProbeMs) * 1'000'000) {
        m_probeSentNs = m_lastProbeNs = nowNs;
        m_probe = m_marks.send();
        provePublishing();
    } else if (m_isReady && m_probeSentNs != 0
        && nowNs - m_probeSentNs > std::uint64_t(ProbeLimitMs) * 1'000'000) {
        set(false, "Redis at " + m_where.toStdString() + " does not answer.");
    }
}

} // namespace fanlight
