// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/http_side.h"

#include "http/response.h"

#include <utility>

namespace fanlight {

namespace {

constexpr int MaxTaken = 256; // requests of one connection in one turn; then it is the others' turn
// requests of one connection that may wait for their answers
constexpr std::size_t MaxPipelined = 128;
// bytes; no further requests are taken until they are sent
constexpr std::size_t MaxUnsentAnswers = 256 << 10;
// for a request over the cap to arrive
constexpr std::chrono::milliseconds ShedTime = std::chrono::milliseconds(500);
// for the first byte, when descriptors are short
constexpr std::chrono::milliseconds SilentTime = std::chrono::milliseconds(500);
// … both over TLS, which takes further round trips
constexpr std::chrono::milliseconds HandshakeTime = std::chrono::seconds(2);

// Made with its first byte: who is silent costs nothing beside.
HttpSession& begunSession(Connection& connection, const ShardConfig& config)
{
    if (!connection.side) {
        auto session = std::make_unique<HttpSession>(config.limits);
        session->cameFrom = connection.peer();
        connection.side = std::move(session);
    }
    return *connection.http();
}

} // namespace

void HttpSide::open(std::uint32_t slot)
{
    Connection& connection = m_context.connections[slot];
    connection.state = ConnectionState::Http;
    const std::chrono::milliseconds shedTime = connection.isTls ? HandshakeTime : ShedTime;
    giveTime(slot, connection.shed ? shedTime : m_context.config.requestTimeout);
}

void HttpSide::comesFrom(std::uint32_t slot, const Connection::Peer& peer)
{
    Connection& connection = m_context.connections[slot];
    connection.setPeer(peer);
    HttpSession& session = begunSession(connection, m_context.config);
    session.cameFrom = peer;
    session.hasProxyHeader = true;
}

void HttpSide::giveTime(std::uint32_t slot, std::chrono::milliseconds time)
{
    Connection& connection = m_context.connections[slot];
    connection.deadlineTick = m_context.tickAfter(time);
    m_context.timers.arm(slot, connection.deadlineTick);
}

// ---------------------------------------------------------------- requests

void HttpSide::feed(std::uint32_t slot, std::string_view bytes)
{
    const ConnectionRef ref = m_context.refOf(slot);
    HttpSession* session = &begunSession(m_context.connections[slot], m_context.config);
    std::string carried;
    if (!session->unparsed.empty()) {
        carried = std::move(session->unparsed);
        session->unparsed.clear();
        carried.append(bytes);
        bytes = carried;
    }
    session->feeding = true;
    session->paused = false;
    int taken = 0;
    while (!session->lastRequest) {
        if (session->held && !takeRequest(slot)) {
            session->paused = true;
            break;
        }
        if (!m_context.connections.find(ref))
            return;
        if (session->lastRequest)
            break;
        if (session->answers.size() >= MaxPipelined
            || m_context.connections[slot].queue.bytes > MaxUnsentAnswers) {
            session->paused = true;
            break;
        }
        if (taken == MaxTaken) {
            session->paused = true;
            m_owner.readLater(slot);
            break;
        }
        if (bytes.empty())
            break;
        const bool isFirstByte = !session->parser.isInsideRequest();
        const auto outcome = session->parser.parse(bytes);
        bytes.remove_prefix(outcome.consumed);
        if (isFirstByte && !m_context.connections[slot].shed)
            giveTime(slot, m_context.config.requestTimeout);
        if (outcome.status == http::RequestParser::Status::Failed) {
            refuse(slot, outcome);
            break;
        }
        if (outcome.status == http::RequestParser::Status::Complete) {
            session->held = true;
            session->continued = false;
            ++taken;
            continue;
        }
        continueIfAsked(slot);
        if (outcome.consumed == 0)
            break; // a header that is not whole yet is parsed again with more behind it
    }
    if (!m_context.connections.find(ref))
        return;
    session->feeding = false;
    if (session->lastRequest)
        return;
    session->unparsed.assign(bytes);
}

// Hands the request the parser holds to the handler; false while it has to wait. Only POSTs
// overtake the answers of those before them, which is what makes pipelined publishing share a turn.
bool HttpSide::takeRequest(std::uint32_t slot)
{
    Connection& connection = m_context.connections[slot];
    HttpSession& session = *connection.http();
    http::Request& request = session.parser.request();
    if (!session.answers.empty()
        && (request.method != http::Method::Post || session.answers.size() >= MaxPipelined))
        return false;
    session.held = false;
    session.lastRequest = !request.keepAlive || connection.shed || m_context.isDraining;
    const std::uint32_t number
        = session.firstNumber + static_cast<std::uint32_t>(session.answers.size());
    session.answers.emplace_back();
    m_handler.handleRequest(m_shard, {slot, connection.generation}, number, request);
    return true;
}

void HttpSide::refuse(std::uint32_t slot, const http::RequestParser::Outcome& outcome)
{
    HttpSession& session = begunSession(m_context.connections[slot], m_context.config);
    session.lastRequest = true;
    const std::uint32_t number
        = session.firstNumber + static_cast<std::uint32_t>(session.answers.size());
    session.answers.emplace_back();
    const ConnectionRef ref = m_context.refOf(slot);
    const http::Request& request = session.parser.request();
    const http::Response response{.status = outcome.errorStatus,
        .headers = m_handler.requestRefused(m_shard, ref, request, outcome),
        .body = http::errorBody(outcome.error)};
    answer(ref, number, Frame::raw(http::serialize(response, request, false)), true);
}

void HttpSide::refuse(std::uint32_t slot, const char* error)
{
    refuse(slot, {http::RequestParser::Status::Failed, 0, 400, error});
}

bool HttpSide::inputEnded(std::uint32_t slot)
{
    Connection& connection = m_context.connections[slot];
    if (!connection.http())
        return false;
    HttpSession& session = *connection.http();
    if (session.answers.empty() && connection.queue.head == NoIndex)
        return false;
    session.inputEnded = session.lastRequest = true; // it still reads its answers
    if (session.answers.empty())
        m_sender.endAfterFlush(slot);
    return true;
}

bool HttpSide::resume(std::uint32_t slot)
{
    const ConnectionRef ref = m_context.refOf(slot);
    if (!isPaused(slot))
        return true;
    feed(slot, {});
    const Connection* connection = m_context.connections.find(ref);
    if (!connection || connection->state != ConnectionState::Http || connection->http()->paused)
        return false;
    if (connection->http()->parser.isInsideRequest()) // it was us who kept the rest waiting
        giveTime(slot, m_context.config.requestTimeout);
    return true;
}

// ---------------------------------------------------------------- answers

// "HTTP/1.1 404 …"
void HttpSide::countAnswer(std::string_view bytes)
{
    constexpr std::size_t StatusAt = 9;
    const auto kind = std::size_t(bytes.size() > StatusAt ? bytes[StatusAt] - '2' : -1);
    if (kind < m_context.counters.answers.size())
        m_context.counters.answers[kind].add();
}

void HttpSide::answer(ConnectionRef ref, std::uint32_t number, FramePtr bytes, bool close)
{
    Connection* connection = m_context.connections.find(ref);
    if (!connection || connection->state != ConnectionState::Http)
        return;
    HttpSession& session = *connection->http();
    const std::uint32_t place = number - session.firstNumber;
    if (place >= session.answers.size())
        return;
    countAnswer(bytes->chunked());
    session.answers[place] = {std::move(bytes), close};
    sendReadyAnswers(ref.slot);
}

void HttpSide::sendReadyAnswers(std::uint32_t slot)
{
    Connection& connection = m_context.connections[slot];
    HttpSession& session = *connection.http();
    std::size_t ready = 0;
    bool close = false;
    while (ready < session.answers.size() && session.answers[ready].bytes && !close) {
        close = session.answers[ready].close;
        m_sender.sendText(slot, std::move(session.answers[ready].bytes));
        ++ready;
    }
    if (ready == 0)
        return;
    session.answers.erase(
        session.answers.begin(), session.answers.begin() + static_cast<std::ptrdiff_t>(ready));
    session.firstNumber += static_cast<std::uint32_t>(ready);
    if (close || (session.inputEnded && session.answers.empty())) {
        session.lastRequest = true;
        m_sender.endAfterFlush(slot);
        return;
    }
    if (session.answers.empty() && !connection.shed)
        giveTime(slot, m_context.config.idleTimeout);
    continueIfAsked(slot);
    if (!session.feeding && (session.held || session.paused || m_context.isDraining))
        m_owner.readLater(slot);
}

// Sends 100 Continue (RFC 9110 §10.1.1) once all answers before it are on their way.
void HttpSide::continueIfAsked(std::uint32_t slot)
{
    HttpSession& session = *m_context.connections[slot].http();
    if (session.continued || !session.answers.empty() || !session.parser.isInsideBody()
        || !session.parser.request().expectsContinue)
        return;
    session.continued = true;
    m_sender.sendText(slot, Frame::raw("HTTP/1.1 100 Continue\r\n\r\n"));
}

void HttpSide::answersSent(std::uint32_t slot)
{
    if (isPaused(slot) && m_context.connections[slot].queue.bytes <= MaxUnsentAnswers)
        m_owner.readLater(slot); // there is room for more
}

void HttpSide::holdForStream(ConnectionRef ref)
{
    if (Connection* connection = m_context.connections.find(ref);
        connection && connection->http()) {
        connection->http()->lastRequest = true;
        m_context.timers.disarm(ref.slot);
    }
}

bool HttpSide::keepsAlive(ConnectionRef ref)
{
    const Connection* connection = m_context.connections.find(ref);
    return connection && connection->http() && !connection->http()->lastRequest;
}

// ---------------------------------------------------------------- time

void HttpSide::timerFired(std::uint32_t slot)
{
    if (waitsForUs(slot))
        return;
    const Connection& connection = m_context.connections[slot];
    const HttpSession* const session = connection.http();
    if (session && session->parser.isInsideRequest() && !connection.queue.endAfterFlush) {
        refuse(slot,
            {http::RequestParser::Status::Failed, 0, 408, "the request did not arrive in time"});
        m_context.timers.arm(slot, m_context.tickAfter(LingerTime));
        return;
    }
    m_owner.close(slot, DisconnectReason::Limit);
}

// Whether the time that is over is not the client's fault; it then has some more.
bool HttpSide::waitsForUs(std::uint32_t slot)
{
    const Connection& connection = m_context.connections[slot];
    TimerWheel& timers = m_context.timers;
    if (connection.shed)
        return false;
    if (connection.inReadLater) {
        timers.arm(slot, m_context.tick + 1);
        return true;
    }
    const HttpSession* const session = connection.http();
    const bool isInside = session && session->parser.isInsideRequest();
    const ShardConfig& config = m_context.config;
    if (m_context.wasAway) { // what the client did meanwhile may still be on its way
        timers.arm(
            slot, m_context.tickAfter(isInside ? config.requestTimeout : config.idleTimeout));
        return true;
    }
    if (session && !session->answers.empty()) {
        timers.arm(slot, m_context.tickAfter(config.requestTimeout)); // the answer is being made
        return true;
    }
    // It reads its answers, however slowly.
    const std::uint32_t patience
        = TimerWheel::ticks(static_cast<std::uint64_t>(config.idleTimeout.count()));
    if (connection.queue.head != NoIndex
        && m_context.tick - connection.queue.lastWriteTick < patience) {
        timers.arm(slot, connection.queue.lastWriteTick + patience);
        return true;
    }
    return false;
}

void HttpSide::endIfIdle(std::uint32_t slot)
{
    Connection& connection = m_context.connections[slot];
    const HttpSession* const session = connection.http();
    if (connection.inReadLater || (session && (session->lastRequest || !session->answers.empty())))
        return;
    const bool isBegun = session && session->firstNumber > 0 && !session->parser.isInsideRequest();
    if (connection.queue.head == NoIndex && !isBegun) {
        m_context.timers.arm(slot, m_context.tickAfter(ShedTime)); // its request may be on its way
        return;
    }
    connection.http()->lastRequest = true;
    if (connection.queue.head != NoIndex)
        m_sender.endAfterFlush(slot);
    else
        m_owner.finish(slot);
}

bool HttpSide::isIdle(const Connection& connection) const
{
    const HttpSession* const session = connection.http();
    if (connection.queue.head != NoIndex || connection.shed || connection.inReadLater)
        return false;
    if (session && (!session->answers.empty() || session->parser.isInsideRequest()))
        return false;
    if (session && session->firstNumber > 0)
        return true;
    const std::uint32_t silentSince = connection.deadlineTick
        - TimerWheel::ticks(static_cast<std::uint64_t>(m_context.config.requestTimeout.count()));
    const std::chrono::milliseconds patience = connection.isTls ? HandshakeTime : SilentTime;
    return m_context.tick - silentSince
        >= TimerWheel::ticks(static_cast<std::uint64_t>(patience.count()));
}

} // namespace fanlight
