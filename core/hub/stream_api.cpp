// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "hub/stream_api.h"

#include "delivery/parsed_publish.h"
#include "hub/closed_connections.h"
#include "hub/connection_rows.h"
#include "hub/http_call.h"
#include "hub/hub_access.h"
#include "hub/log.h"
#include "hub/snapshots.h"
#include "hub/stream_query.h"
#include "load/own_traffic.h"
#include "net/clock.h"
#include "net/stream_index.h"

namespace fanlight {

namespace {

// between two log lines about streams that were refused
constexpr std::uint64_t TurnedAwayLogNs = 10'000'000'000;

std::string connectionId(std::uint64_t id)
{
    return connectionIdText(id).toStdString();
}

} // namespace

StreamApi::StreamApi(const HubOptions& options, int shards, int maxStreams,
    const std::atomic<Broker*>& broker, HubAccess& access)
    : m_broker(broker)
    , m_access(access)
    , m_maxStreams(maxStreams)
    , m_maxPerUser(options.maxPerUser)
    , m_retryMs(options.retry.count())
    , m_newStreamFaults(static_cast<std::size_t>(shards))
{
}

// A browser never retries after an error status: a subscriber there is no room for gets a stream
// that ends at once and says when to come back, not all at the same time.
void StreamApi::sendAway(const HttpCall& call) const
{
    call.shard.countRefused();
    const auto retry = static_cast<std::uint64_t>(m_retryMs.load(std::memory_order_relaxed));
    std::uniform_int_distribution<std::uint64_t> jittered(retry, 3 * retry);
    const std::string bytes
        = http::streamHead(call.request, call.cors, http::StreamBody::UntilClose) + "retry: "
        + std::to_string(jittered(call.shard.random())) + "\n: the hub is full; come back then\n\n";
    call.shard.answer(call.connection, call.number, Frame::raw(bytes), true);
}

void StreamApi::subscribe(const HttpCall& call)
{
    StreamQuery asked = StreamQuery::read(call.request.query());
    if (!asked.error.empty())
        return call.respondError(400, asked.error);
    HubAccess::Admission admission
        = m_access.admit(call.request, asked, static_cast<std::int64_t>(realtimeNs() / 1'000'000));
    if (admission.status != 0)
        return turnAway(call, admission.status, admission.reason);
    asked.userId = std::move(admission.user);
    // A browser repeats whatever it once got: an id nobody gave is an id history does not know, not
    // an error.
    if (call.request.hasLastEventId)
        asked.lastEventId = call.request.lastEventId;
    asked.lastEventId.resize(std::min(asked.lastEventId.size(), publish_limits::NameBytes));
    if (call.request.method == http::Method::Head) {
        const bool keepAlive = call.shard.keepsAlive(call.connection);
        return call.shard.answer(call.connection, call.number,
            Frame::raw(
                http::streamHead(call.request, call.cors, http::StreamBody::None, keepAlive)),
            !keepAlive);
    }
    if (m_newStreamFaults[static_cast<std::size_t>(call.shard.index())] && meetsFault(call, asked))
        return;
    if (m_streams.fetch_add(1) >= maxStreams()) {
        m_streams.fetch_sub(1);
        return sendAway(call);
    }

    auto subscription = std::make_unique<Subscription>();
    subscription->connection = call.connection;
    subscription->id = m_nextConnection.fetch_add(1, std::memory_order_relaxed);
    // The connection ends with the stream: who would send another request on it must know.
    subscription->head = http::streamHead(call.request, call.cors, http::StreamBody::Chunks);
    subscription->opening = "retry: " + std::to_string(m_retryMs.load(std::memory_order_relaxed))
        + "\n: connection " + connectionId(subscription->id) + "\n\n";
    subscription->wantsGaps = asked.wantsGaps;
    subscription->wantsHeartbeats = asked.wantsHeartbeats;
    subscription->types = std::move(asked.types);
    subscription->userAgent = call.request.userAgent;
    subscription->expiresAtMs = admission.validUntilMs;
    subscription->traffic = own_traffic::kindOf(std::string_view(call.request.userAgent));
    subscription->lastEventId = std::move(asked.lastEventId);
    call.shard.holdForStream(call.connection);
    m_broker.load(std::memory_order_acquire)
        ->subscribe(call.shard, std::move(subscription), asked.userId.value_or(std::string()));
}

// The page hears why, and so does who reads the log, once in a while.
void StreamApi::turnAway(const HttpCall& call, int status, const std::string& reason)
{
    m_turnedAway.fetch_add(1, std::memory_order_relaxed);
    std::uint64_t last = m_turnedAwayLoggedNs.load(std::memory_order_relaxed);
    const std::uint64_t now = monotonicNs();
    if ((last == 0 || now - last > TurnedAwayLogNs)
        && m_turnedAwayLoggedNs.compare_exchange_strong(last, now)) {
        const std::uint64_t count = m_turnedAway.exchange(0, std::memory_order_relaxed);
        qCInfo(streamLog, "%llu streams refused; the last from %s: %d %s",
            static_cast<unsigned long long>(count), call.shard.addressOf(call.connection).c_str(),
            status, reason.c_str());
    }
    call.respondError(status, reason,
        status == 401 ? std::string("WWW-Authenticate: Bearer error=\"invalid_token\"\r\n")
                      : std::string());
}

// Whether the request for a stream is broken on purpose; it then has its answer, or none.
bool StreamApi::meetsFault(const HttpCall& call, const StreamQuery& asked)
{
    ConnectionRow row;
    row.userId = QString::fromStdString(asked.userId.value_or(std::string()));
    row.address = QString::fromStdString(call.shard.addressOf(call.connection));
    if (!asked.types.empty())
        row.types = QString::fromStdString(asked.types).split(u',');
    row.connectedAtMs = static_cast<qint64>(realtimeNs() / 1'000'000);
    row.userAgent
        = QString::fromStdString(call.request.userAgent.substr(0, StreamIndex::MaxUserAgentBytes));
    row.lastEventId = QString::fromStdString(asked.lastEventId);
    for (const NewStreamFault& fault :
        *m_newStreamFaults[static_cast<std::size_t>(call.shard.index())]) {
        if (!fault.filter.matches(row, row.connectedAtMs))
            continue;
        fault.tally->hits.fetch_add(1, std::memory_order_relaxed);
        call.shard.countRefused();
        if (fault.isUnavailable)
            call.respondError(503, "broken on purpose: a fault of this hub answers 503");
        else
            call.shard.abort(call.connection);
        return true;
    }
    return false;
}

void StreamApi::setNewStreamFaults(const Shard& shard, NewStreamFaults faults)
{
    m_newStreamFaults[static_cast<std::size_t>(shard.index())]
        = faults->empty() ? nullptr : std::move(faults);
}

void StreamApi::setLimits(const HubOptions& options, int maxStreams)
{
    m_maxStreams.store(maxStreams, std::memory_order_relaxed);
    m_maxPerUser.store(options.maxPerUser, std::memory_order_relaxed);
    m_retryMs.store(options.retry.count(), std::memory_order_relaxed);
}

void StreamApi::opened(Shard& shard, const Connection& connection)
{
    const int most = m_maxPerUser.load(std::memory_order_relaxed);
    if (most > 0 && connection.stream.channel
        && connection.stream.channel->streams.load(std::memory_order_relaxed)
            > static_cast<std::uint32_t>(most))
        m_endSurplus(connection.stream.channel->index, connection.stream.channel->userId);
    if (!streamLog().isInfoEnabled())
        return;
    const std::string& types = shard.typesOf(connection);
    qCInfo(streamLog, "%s connected: %s%s from %s%s%s", connectionId(connection.stream.id).c_str(),
        connection.stream.channel ? "user " : "broadcasts only",
        connection.stream.channel ? connection.stream.channel->userId.c_str() : "",
        connection.addressText().c_str(), types.empty() ? "" : ", types ", types.c_str());
}

void StreamApi::closed(Shard& shard, const Connection& connection, DisconnectReason reason)
{
    m_streams.fetch_sub(1);
    if (streamLog().isInfoEnabled()) {
        const auto seconds = double(shard.openForMs(connection)) / 1000;
        qCInfo(streamLog, "%s disconnected: %s after %.1f s, %llu events, %llu bytes",
            connectionId(connection.stream.id).c_str(), disconnectReasonName(reason), seconds,
            static_cast<unsigned long long>(connection.sent.events),
            static_cast<unsigned long long>(connection.sent.bytes));
    }
    if (ClosedConnections* closed = m_closed.load(std::memory_order_acquire))
        closed->append(closedRowOf(shard, connection, reason));
    m_broker.load(std::memory_order_acquire)
        ->unsubscribe(shard.index(), connection.stream.channel,
            connection.stream.awaitsHistory ? connection.stream.id : 0);
}

void StreamApi::lost(Shard& shard, const Subscription& subscription)
{
    m_streams.fetch_sub(1);
    m_broker.load(std::memory_order_acquire)
        ->unsubscribe(shard.index(), subscription.channel, subscription.id);
}

} // namespace fanlight
