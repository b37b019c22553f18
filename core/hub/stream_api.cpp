// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "hub/stream_api.h"

#include "delivery/parsed_publish.h"
#include "hub/access_limits.h"
#include "hub/closed_connections.h"
#include "hub/connection_rows.h"
#include "hub/http_call.h"
#include "hub/hub_access.h"
#include "hub/log.h"
#include "hub/proof_desk.h"
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

// As X-Forwarded-For has it.
std::string addressWithoutPort(Shard& shard, ConnectionRef connection)
{
    const std::string text = shard.addressOf(connection);
    if (text.starts_with('['))
        return text.substr(1, text.find(']') - 1);
    return text.find('.') == std::string::npos ? std::string() // over a Unix socket
                                               : text.substr(0, text.find(':'));
}

std::int64_t wallMs()
{
    return static_cast<std::int64_t>(realtimeNs() / 1'000'000);
}

} // namespace

// A request for a stream while somebody else is asked about it.
struct WaitingStream {
    Shard& shard;
    ConnectionRef connection;
    std::uint32_t number;
    http::Request request;
    std::string cors;
    const Route* route;
    RefusalBook* refusals;
    StreamQuery asked;
    std::uint64_t stream;
    Admission admission;
};

StreamApi::StreamApi(const HubOptions& options, int shards, int maxStreams,
    const std::atomic<Broker*>& broker, HubAccess& access, AccessLimits& limits)
    : m_broker(broker)
    , m_access(access)
    , m_limits(limits)
    , m_maxStreams(maxStreams)
    , m_maxPerUser(options.maxPerUser)
    , m_retryMs(options.retry.count())
    , m_newStreamFaults(static_cast<std::size_t>(shards))
{
}

// A browser never retries after an error status: a subscriber there is no room for gets a stream
// that ends at once and says when to come back, not all at the same time.
void StreamApi::sendAway(
    const HttpCall& call, std::string_view why, std::chrono::milliseconds least) const
{
    call.shard.countRefused();
    const bool isLimited = least.count() > 0;
    const int status = isLimited ? 429 : 503;
    call.noteRefusal(status, why);
    if (call.request.method == http::Method::Head) // whose answer has no body to say it in
        return call.respondError(status, why);
    const std::int64_t retry
        = std::max<std::int64_t>(m_retryMs.load(std::memory_order_relaxed), least.count());
    std::uniform_int_distribution<std::int64_t> jittered(retry, 3 * retry);
    const std::string bytes
        = http::streamHead(call.request, call.cors, http::StreamBody::UntilClose)
        + "retry: " + std::to_string(jittered(call.shard.random())) + "\n: " + std::string(why)
        + "; come back then\n\n";
    call.shard.answer(call.connection, call.number, Frame::raw(bytes), true);
}

void StreamApi::subscribe(const HttpCall& call)
{
    StreamQuery asked = StreamQuery::read(call.request.query());
    if (!asked.error.empty())
        return call.respondError(400, asked.error);
    // Numbered before it is judged: a denial that comes in between knows it by that.
    const std::uint64_t stream = m_nextConnection.fetch_add(1, std::memory_order_seq_cst);
    Admission admission = m_access.admit(call.request, asked, wallMs());
    if (admission.awaits != Admission::Awaits::Nothing)
        return wait(call, std::move(asked), stream, std::move(admission));
    open(call, std::move(asked), stream, std::move(admission));
}

void StreamApi::wait(
    const HttpCall& call, StreamQuery asked, std::uint64_t stream, Admission admission)
{
    if (m_waiting.fetch_add(1) >= MaxWaiting || !m_proofs) {
        m_waiting.fetch_sub(1);
        return sendAway(call);
    }
    askElsewhere(std::make_shared<WaitingStream>(
        WaitingStream{call.shard, call.connection, call.number, call.request, call.cors, call.route,
            call.refusals, std::move(asked), stream, std::move(admission)}));
}

void StreamApi::askElsewhere(const std::shared_ptr<WaitingStream>& waiting)
{
    const Admission& admission = waiting->admission;
    switch (admission.awaits) {
    case Admission::Awaits::Nothing:
        break;
    case Admission::Awaits::Keys:
        return m_proofs->wantKey(
            admission.keyId, [this, waiting](auth::KeyEndpoint::Outcome outcome) {
                goOn(waiting, [this, waiting, outcome](const http::Request& request) {
                    if (outcome == auth::KeyEndpoint::Outcome::Fresh)
                        return m_access.admit(request, waiting->asked, wallMs(), true);
                    return Admission::later(outcome == auth::KeyEndpoint::Outcome::Away
                            ? "the keys of the issuer cannot be read"
                            : "the keys of the issuer are read again in a moment");
                });
            });
    case Admission::Awaits::Ticket:
        return m_proofs->takeTicket(*admission.ticket, waiting->stream,
            waiting->request.method == http::Method::Head,
            [this, waiting](const auth::TicketStore::Taking& taking) {
                goOn(waiting, [this, waiting, taking](const http::Request& request) {
                    Admission taken = m_access.conclude(*waiting->admission.ticket, taking,
                        waiting->asked, request.hasLastEventId, wallMs());
                    taken.isTicketTaken = taking.outcome == auth::TicketOutcome::Taken;
                    return taken;
                });
            });
    case Admission::Awaits::App: {
        const http::Request& request = waiting->request;
        const auto isStillThere = [waiting](std::function<void(bool)> answer) {
            waiting->shard.post(Task([waiting, answer = std::move(answer)](Shard& shard) {
                answer(shard.find(waiting->connection) != nullptr);
            }));
        };
        return m_proofs->askApp({request.cookie, request.authorization, request.target,
                                    addressWithoutPort(waiting->shard, waiting->connection)},
            isStillThere, [this, waiting](const auth::AppAnswer& answer) {
                goOn(waiting, [this, waiting, answer](const http::Request&) {
                    return m_access.conclude(waiting->admission, waiting->asked, answer, wallMs());
                });
            });
    }
    }
}

void StreamApi::goOn(const std::shared_ptr<WaitingStream>& waiting,
    std::function<Admission(const http::Request&)> found)
{
    waiting->shard.post(Task([this, waiting, found = std::move(found)](Shard& shard) {
        if (!shard.find(waiting->connection)) {
            m_waiting.fetch_sub(1);
            return endTicket(waiting->stream);
        }
        waiting->admission = found(waiting->request);
        if (waiting->admission.awaits != Admission::Awaits::Nothing && !shard.isDraining())
            return askElsewhere(waiting);
        m_waiting.fetch_sub(1);
        HttpCall call{shard, waiting->connection, waiting->number, waiting->request, waiting->cors,
            waiting->route};
        call.refusals = waiting->refusals;
        if (!shard.isDraining())
            return open(
                call, std::move(waiting->asked), waiting->stream, std::move(waiting->admission));
        endTicket(waiting->stream);
        sendAway(call, "the hub ends");
    }));
}

void StreamApi::open(
    const HttpCall& call, StreamQuery asked, std::uint64_t stream, Admission admission)
{
    const bool isTurnedAway = admission.status != 0 || admission.comesBack;
    if (isTurnedAway)
        endTicket(stream); // kept elsewhere it was taken already
    if (admission.isWrongToken)
        m_limits.countWrongToken(call.request, call.shard.turnNs());
    if (admission.status != 0)
        return turnAway(call, admission.status, admission.reason);
    if (isTurnedAway)
        return sendAway(call, admission.reason);
    asked.userId = admission.user;
    if (!admission.types.empty())
        asked.types = std::move(admission.types);
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
        return endTicket(stream);
    if (m_streams.fetch_add(1) >= maxStreams()) {
        m_streams.fetch_sub(1);
        endTicket(stream);
        return sendAway(call);
    }
    if (admission.ticket && !takeTicket(call, stream, admission)) {
        m_streams.fetch_sub(1);
        return;
    }

    auto subscription = std::make_unique<Subscription>();
    subscription->connection = call.connection;
    subscription->id = stream;
    // The connection ends with the stream: who would send another request on it must know.
    subscription->head = http::streamHead(call.request, call.cors, http::StreamBody::Chunks);
    subscription->opening = "retry: " + std::to_string(m_retryMs.load(std::memory_order_relaxed))
        + "\n: connection " + connectionId(subscription->id) + "\n\n";
    subscription->wantsGaps = asked.wantsGaps;
    subscription->wantsHeartbeats = asked.wantsHeartbeats;
    subscription->types = std::move(asked.types);
    subscription->userAgent = call.request.userAgent;
    subscription->expiresAtMs = admission.validUntilMs;
    subscription->provenBy = admission.provenBy;
    subscription->traffic = own_traffic::kindOf(std::string_view(call.request.userAgent));
    subscription->lastEventId = std::move(asked.lastEventId);
    call.shard.holdForStream(call.connection);
    m_broker.load(std::memory_order_acquire)
        ->subscribe(call.shard, std::move(subscription), asked.userId.value_or(std::string()));
}

// Where it is kept here; elsewhere it was. False: somebody else was faster, and the call is
// answered.
bool StreamApi::takeTicket(const HttpCall& call, std::uint64_t stream, const Admission& admission)
{
    if (admission.isTicketTaken)
        return true;
    const auth::TicketStore::Taking taking
        = m_access.tickets().take(*admission.ticket, stream, wallMs());
    if (taking.outcome == auth::TicketOutcome::Taken)
        return true;
    const Admission late
        = m_access.conclude(*admission.ticket, taking, {}, call.request.hasLastEventId, wallMs());
    if (late.comesBack)
        sendAway(call, late.reason);
    else
        turnAway(call, late.status, late.reason);
    return false;
}

// The stream that holds a ticket ends, or does not come to be: its client may come back with it.
void StreamApi::endTicket(std::uint64_t stream)
{
    if (const auto elsewhere = m_access.tickets().ended(stream, wallMs()))
        m_proofs->ticketEnded(*elsewhere, stream);
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
        m_endSurplus(connection.stream.channel->index, connection.stream.channel->userId.text());
    endIfUnproven(shard, connection);
    if (!streamLog().isInfoEnabled())
        return;
    const std::string& types = shard.typesOf(connection);
    qCInfo(streamLog, "%s connected: %s%s from %s%s%s", connectionId(connection.stream.id).c_str(),
        connection.stream.channel ? "user " : "broadcasts only",
        connection.stream.channel ? connection.stream.channel->userId.text().c_str() : "",
        connection.addressText().c_str(), types.empty() ? "" : ", types ", types.c_str());
}

// It was let in before its user was denied, or by what is good no longer, and has come to be a
// stream after the others were ended.
void StreamApi::endIfUnproven(Shard& shard, const Connection& connection) const
{
    const Connection::Stream& stream = connection.stream;
    std::optional<DisconnectReason> why;
    if (stream.id < m_access.firstProven()
        && !m_access.lets(stream.provenBy, stream.channel != nullptr))
        why = DisconnectReason::Expired;
    if (stream.channel && !m_access.denials().isEmpty()) {
        const auto denial = m_access.denials().find(stream.channel->userId.text(), wallMs());
        if (denial && stream.id < denial->firstStream)
            why = DisconnectReason::Denied;
    }
    if (why)
        shard.post(Task(
            [id = stream.id, reason = *why](Shard& one) { one.endStreams({id}, -1, reason); }));
}

void StreamApi::closed(Shard& shard, const Connection& connection, DisconnectReason reason)
{
    m_streams.fetch_sub(1);
    endTicket(connection.stream.id);
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
    endTicket(subscription.id);
    m_broker.load(std::memory_order_acquire)
        ->unsubscribe(shard.index(), subscription.channel, subscription.id);
}

} // namespace fanlight
