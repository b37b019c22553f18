// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "hub/access_limits.h"

#include "auth/sha256.h"
#include "hub/limit_options.h"
#include "hub/log.h"
#include "hub/options.h"

#include <cstring>

namespace fanlight {

namespace {

constexpr std::uint64_t LimitLogNs = 10'000'000'000; // between two log lines of a kind
constexpr std::chrono::milliseconds LongestWait = std::chrono::hours(1);

const char* whatOf(AccessLimits::Kind kind)
{
    static constexpr std::array Names{"new streams", "requests", "publishes", "wrong tokens"};
    return Names[static_cast<std::size_t>(kind)];
}

const char* optionOf(AccessLimits::Kind kind)
{
    static constexpr std::array Names{
        "--limit-streams", "--limit-requests", "--limit-publishes", ""};
    return Names[static_cast<std::size_t>(kind)];
}

std::string secondsText(std::chrono::milliseconds wait)
{
    return std::to_string(std::chrono::ceil<std::chrono::seconds>(wait).count());
}

auth::RateLimit resolved(
    const HubOptions& options, const auth::RateLimit& limit, const auth::RateLimit& usual)
{
    if (!limit.isAuto)
        return limit;
    return options.isReachable() ? usual : auth::RateLimit();
}

} // namespace

void AccessLimits::setLimit(Bucket& bucket, const auth::RateLimit& limit, bool isAuto)
{
    bucket.exemptsLocal.store(isAuto, std::memory_order_relaxed);
    bucket.count.store(limit.count, std::memory_order_relaxed);
    bucket.perSeconds.store(limit.per.count(), std::memory_order_relaxed);
    bucket.limiter.setLimit(limit);
}

void AccessLimits::retune(const HubOptions& options)
{
    setLimit(m_streams, resolved(options, options.limitStreams, limit_options::AutoStreams),
        options.limitStreams.isAuto);
    setLimit(m_requests, resolved(options, options.limitRequests, limit_options::AutoRequests),
        options.limitRequests.isAuto);
    setLimit(m_publishes, options.limitPublishes, false);
}

std::vector<AccessLimitRow> AccessLimits::inForce(const HubOptions& options) const
{
    const auto row = [this](Kind kind, const auth::RateLimit& limit, bool isAuto) {
        return AccessLimitRow{kind, limit, isAuto, refused(kind)};
    };
    return {row(Kind::Streams, resolved(options, options.limitStreams, limit_options::AutoStreams),
                options.limitStreams.isAuto),
        row(Kind::Requests, resolved(options, options.limitRequests, limit_options::AutoRequests),
            options.limitRequests.isAuto),
        row(Kind::Publishes, options.limitPublishes, false), row(Kind::WrongTokens, {}, false)};
}

auth::MemoryKey AccessLimits::keyOf(const http::Request& request)
{
    const http::NetAddress network = request.client.network();
    auth::MemoryKey key{};
    std::memcpy(key.data(), &network.bytes, key.size());
    return key;
}

std::optional<AccessLimits::Refusal> AccessLimits::take(Bucket& bucket, Kind kind,
    const auth::MemoryKey& key, const std::string& whose, std::uint64_t nowNs)
{
    const auto wait = bucket.limiter.take(key, nowNs);
    if (wait.count() == 0)
        return std::nullopt;
    const auto waitMs = std::min(std::chrono::ceil<std::chrono::milliseconds>(wait), LongestWait);
    const std::int64_t per = bucket.perSeconds.load(std::memory_order_relaxed);
    return Refusal{kind, waitMs,
        std::string("too many ") + whatOf(kind) + " " + whose + ": more than "
            + std::to_string(bucket.count.load(std::memory_order_relaxed))
            + (per == 1         ? " a second"
                    : per == 60 ? " a minute"
                                : " an hour")
            + "; try again in " + secondsText(waitMs) + " s"};
}

std::optional<AccessLimits::Refusal> AccessLimits::takeOfAddress(
    Bucket& bucket, Kind kind, const http::Request& request, std::uint64_t nowNs)
{
    if (!bucket.limiter.isOn()
        || (bucket.exemptsLocal.load(std::memory_order_relaxed) && request.client.isLocal()
            && !request.cameThroughProxy))
        return std::nullopt;
    return take(bucket, kind, keyOf(request), "from this address", nowNs);
}

std::optional<AccessLimits::Refusal> AccessLimits::takeStream(
    const http::Request& request, std::uint64_t nowNs)
{
    return takeOfAddress(m_streams, Kind::Streams, request, nowNs);
}

std::optional<AccessLimits::Refusal> AccessLimits::takeRequest(
    const http::Request& request, std::uint64_t nowNs)
{
    return takeOfAddress(m_requests, Kind::Requests, request, nowNs);
}

std::optional<AccessLimits::Refusal> AccessLimits::takePublish(
    const std::string& name, const http::Request& request, std::uint64_t nowNs)
{
    if (!m_publishes.limiter.isOn())
        return std::nullopt;
    if (name.empty())
        return takeOfAddress(m_publishes, Kind::Publishes, request, nowNs);
    const auth::Digest digest = auth::sha256(name);
    auth::MemoryKey key{};
    std::memcpy(key.data(), digest.data(), key.size());
    return take(m_publishes, Kind::Publishes, key, "with the token “" + name + "”", nowNs);
}

std::optional<AccessLimits::Refusal> AccessLimits::lookAtToken(
    const http::Request& request, std::uint64_t nowNs) const
{
    const auth::WrongTokens::Standing standing
        = m_wrongTokens.standingOf(keyOf(request), static_cast<std::int64_t>(nowNs / 1'000'000));
    if (!standing.isSlowedDown())
        return std::nullopt;
    return Refusal{Kind::WrongTokens, standing.left,
        "slowed down: " + std::to_string(standing.tries)
            + " wrong tokens from this address; try again in " + secondsText(standing.left) + " s"};
}

void AccessLimits::countRefusal(
    const Refusal& refusal, const std::string& address, std::uint64_t nowNs)
{
    const auto kind = static_cast<std::size_t>(refusal.kind);
    const std::uint64_t count = m_refused[kind].fetch_add(1, std::memory_order_relaxed) + 1;
    std::uint64_t last = m_loggedNs[kind].load(std::memory_order_relaxed);
    if ((last != 0 && nowNs - last < LimitLogNs)
        || !m_loggedNs[kind].compare_exchange_strong(last, nowNs))
        return;
    const std::uint64_t before = m_loggedCount[kind].exchange(count, std::memory_order_relaxed);
    const char* const option = optionOf(refusal.kind);
    qCWarning(httpLog, "%llu refused%s%s; the last from %s: %s",
        static_cast<unsigned long long>(count - before), *option ? " by " : "", option,
        address.c_str(), refusal.reason.c_str());
}

std::string AccessLimits::retryAfter(const Refusal& refusal)
{
    return "Retry-After: " + secondsText(refusal.wait) + "\r\n";
}

} // namespace fanlight
