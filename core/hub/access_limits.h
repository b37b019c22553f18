// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "auth/rate_limiter.h"
#include "auth/wrong_tokens.h"
#include "http/request.h"
#include "hub/access_rows.h"
#include "metrics/prometheus.h"

#include <array>
#include <atomic>
#include <chrono>
#include <optional>
#include <string>
#include <vector>

namespace fanlight {

struct HubOptions;

// How much of one address (IPv6: one /64) or one token is taken: new streams, requests, publishes,
// wrong tokens. Counts what it refuses, and says so in the log at most every ten seconds a kind.
// Called by all shards at once; the limits may change at any time.
class AccessLimits {
public:
    using Kind = prometheus_text::LimitKind;

    explicit AccessLimits(const HubOptions& options) { retune(options); }
    void retune(const HubOptions& options); // any thread

    // Why a request has to wait, and how long.
    struct Refusal {
        Kind kind;
        std::chrono::milliseconds wait;
        std::string reason;
    };
    // Nothing: it may go on. `nowNs` of the monotonic clock.
    std::optional<Refusal> takeStream(const http::Request& request, std::uint64_t nowNs);
    std::optional<Refusal> takeRequest(const http::Request& request, std::uint64_t nowNs);
    // By the name of the token that publishes; without one by the address.
    std::optional<Refusal> takePublish(
        const std::string& name, const http::Request& request, std::uint64_t nowNs);
    // Whether tokens of the address are looked at now; of those that are known already nobody asks.
    std::optional<Refusal> lookAtToken(const http::Request& request, std::uint64_t nowNs) const;

    // Its token was none that anybody has made.
    void countWrongToken(const http::Request& request, std::uint64_t nowNs)
    {
        m_wrongTokens.countWrong(keyOf(request), static_cast<std::int64_t>(nowNs / 1'000'000));
    }
    auth::WrongTokens& wrongTokens() { return m_wrongTokens; }
    static auth::MemoryKey keyOf(const http::Request& request); // of its client's network

    // One was refused. `address`: for the log.
    void countRefusal(const Refusal& refusal, const std::string& address, std::uint64_t nowNs);
    std::vector<AccessLimitRow> inForce(const HubOptions& options) const;
    std::uint64_t refused(Kind kind) const
    {
        return m_refused[static_cast<std::size_t>(kind)].load(std::memory_order_relaxed);
    }
    // "Retry-After: 3\r\n"
    static std::string retryAfter(const Refusal& refusal);

private:
    struct Bucket {
        auth::RateLimiter limiter;
        std::atomic<bool> exemptsLocal{false}; // this machine, as long as no proxy is in between
        std::atomic<std::int64_t> count{0}; // as the limit says, for texts
        std::atomic<std::int64_t> perSeconds{1};
    };
    static void setLimit(Bucket& bucket, const auth::RateLimit& limit, bool isAuto);
    static std::optional<Refusal> take(Bucket& bucket, Kind kind, const auth::MemoryKey& key,
        const std::string& whose, std::uint64_t nowNs);
    static std::optional<Refusal> takeOfAddress(
        Bucket& bucket, Kind kind, const http::Request& request, std::uint64_t nowNs);

    Bucket m_streams;
    Bucket m_requests;
    Bucket m_publishes;
    auth::WrongTokens m_wrongTokens;
    std::array<std::atomic<std::uint64_t>, prometheus_text::LimitKindCount> m_refused{};
    std::array<std::atomic<std::uint64_t>, prometheus_text::LimitKindCount> m_loggedNs{};
    std::array<std::atomic<std::uint64_t>, prometheus_text::LimitKindCount> m_loggedCount{};
};

} // namespace fanlight
