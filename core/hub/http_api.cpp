// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "hub/http_api.h"

#include "hub/api_description.h"
#include "hub/http_call.h"
#include "hub/hub_access.h"
#include "hub/log.h"
#include "hub/proof_desk.h"
#include "hub/refusal_book.h"
#include "hub/routes.h"
#include "net/acceptor.h"
#include "net/clock.h"

#include <QFile>

namespace fanlight {

namespace {

// between two log lines about other protocols
constexpr std::uint64_t ForeignLogNs = 10'000'000'000;

QByteArray readResource(const QString& path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

// What the audit calls it; empty: it is not of that kind. What administrators alone may change is,
// whatever it is.
std::string auditedAction(const Route& route)
{
    const bool isChange = route.access == Access::Change && route.role == Role::Admin;
    if (!isChange || route.desk == Desk::CheckToken || route.desk == Desk::CheckRedis)
        return {};
    // their desk tells it, without what may be secret in the body
    if (route.desk == Desk::Options || route.desk == Desk::MintToken
        || route.desk == Desk::DisconnectMany)
        return {};
    if (route.desk == Desk::Disconnect)
        return "disconnect";
    if (route.desk == Desk::EndUser)
        return "end user";
    if (route.desk == Desk::PauseSource || route.desk == Desk::ResumeSource)
        return route.desk == Desk::PauseSource ? "pause source" : "resume source";
    if (route.desk == Desk::DeadLetters)
        return route.method == http::Method::Post ? "send dead letter" : "remove dead letter";
    if (route.desk == Desk::Break)
        return route.method == http::Method::Post ? "begin fault" : "end fault";
    return http::methodName(route.method) + (' ' + std::string(route.path));
}

} // namespace

HttpApi::HttpApi(
    const HubOptions& options, std::unique_ptr<HubAccess> access, int shards, int maxStreams)
    : m_hubAccess(std::move(access))
    , m_limits(options)
    , m_page(readResource(QStringLiteral(":/fanlight/try/index.html")))
    , m_streams(options, shards, maxStreams, m_broker, *m_hubAccess, m_limits)
    , m_publishing(options, shards, m_broker)
    , m_gate(options, {*m_hubAccess, m_limits, m_streams, m_publishing})
{
    m_hubAccess->setWrongTokens(m_limits.wrongTokens());
}

HttpApi::~HttpApi() = default;

void HttpApi::setProofs(ProofDesk& proofs)
{
    m_gate.setProofs(proofs);
    m_streams.setProofs(proofs);
}

void HttpApi::bind(Broker& broker, Acceptor& acceptor, ReceiptBook& receipts, HubSide hub)
{
    setBroker(broker);
    m_acceptor = &acceptor;
    m_admin = std::move(hub.admin);
    m_publishing.bind(receipts, std::move(hub.publishToAudience));
    m_streams.bind(std::move(hub.endSurplus));
}

// ---------------------------------------------------------------- dispatch

void HttpApi::handleRequest(
    Shard& shard, ConnectionRef connection, std::uint32_t number, http::Request& request)
{
    m_gate.believeProxy(shard, connection, request);
    const std::string_view path = request.path();
    RouteMatch match = findRoute(request.method, path);
    HttpCall call{shard, connection, number, request, m_gate.corsHeaders(request), match.route,
        std::move(match.segments)};
    call.refusals = m_refusals;
    if (!m_gate.mayAnswerTo(call) || !m_gate.isWithinLimits(call))
        return;
    if (request.cameThroughProxy && !request.forwardedProto.empty()
        && m_front.isDue(shard.turnNs()))
        m_front.note(call.askedBy());
    if (request.method == http::Method::Options)
        return m_gate.preflight(call, allowedMethods(path));
    if (!call.route)
        return refuseUnknown(call, path);
    // an orchestrator is not to end a hub that is full
    const bool isProbe = call.route->access == Access::Probe;
    if ((shard.isShed(connection) && !isProbe) || shard.isDraining()) {
        if (call.route->access == Access::Stream && request.method == http::Method::Get)
            return m_streams.sendAway(call);
        return m_gate.refuse(call, 503, "the hub is full or ending; try again",
            "Retry-After: " + std::to_string(1 + shard.random()() % 5) + "\r\n");
    }
    for (std::string& segment : call.segments) {
        auto decoded = http::percentDecode(segment, false);
        if (!decoded)
            return m_gate.refuse(
                call, 400, "the path holds an escape that is not % and two hexadecimal digits");
        segment = std::move(*decoded);
    }
    if (m_gate.admit(call) && m_gate.checkQuery(call))
        answer(call);
}

// There is no such path, or it does not take the method.
void HttpApi::refuseUnknown(const HttpCall& call, std::string_view path)
{
    const std::string allowed = path == "*" ? std::string() : allowedMethods(path);
    if (allowed.empty())
        return m_gate.refuse(call, 404, "there is nothing at " + std::string(path));
    m_gate.refuse(
        call, 405, "this path takes " + allowed + " only", "Allow: " + allowed + ", OPTIONS\r\n");
}

void HttpApi::answer(const HttpCall& call)
{
    switch (call.route->desk) {
    case Desk::Health:
        return call.respond({.body = "{\"status\":\"ok\"}\n"});
    case Desk::Readiness:
        return answerReadiness(call);
    case Desk::Page:
        return answerPage(call);
    case Desk::Description:
        return api_description::answer(call);
    case Desk::Stream:
        return m_streams.subscribe(call);
    case Desk::Publish:
        return m_publishing.publish(call, PublishKind::Named);
    case Desk::Fanout:
        return m_publishing.publish(call, PublishKind::Fanout);
    case Desk::Selective:
        return m_publishing.publish(call, PublishKind::Selective);
    case Desk::Receipt:
    case Desk::Stats:
    case Desk::Connections:
    case Desk::Disconnect:
    case Desk::Metrics:
    case Desk::Followers:
    case Desk::Interests:
    case Desk::Break:
    case Desk::WhoAmI:
    case Desk::CheckToken:
    case Desk::MakeTicket:
    case Desk::EndUser:
    case Desk::Sources:
    case Desk::PauseSource:
    case Desk::ResumeSource:
    case Desk::DeadLetters:
    case Desk::Options:
    case Desk::Reach:
    case Desk::Replay:
    case Desk::AudienceSets:
    case Desk::AudienceMembers:
    case Desk::ChangeAudience:
    case Desk::AccessReport:
    case Desk::MintToken:
    case Desk::CheckRedis:
    case Desk::ReadFiles:
    case Desk::DisconnectMany:
    case Desk::ReceiptReport:
    case Desk::AdminStream:
    case Desk::PatchAdminStream:
    case Desk::AdminMessage:
        return passToHub(call);
    }
}

std::string HttpApi::requestRefused(Shard& shard, ConnectionRef connection,
    const http::Request& request, const http::RequestParser::Outcome& outcome)
{
    if (httpLog().isDebugEnabled())
        qCDebug(httpLog, "a request from %s that cannot be read: %d %s",
            shard.addressOf(connection).c_str(), outcome.errorStatus, outcome.error);
    std::uint64_t last = m_foreignLoggedNs.load(std::memory_order_relaxed);
    const std::uint64_t now = monotonicNs();
    if (outcome.isOtherProtocol && (last == 0 || now - last > ForeignLogNs)
        && m_foreignLoggedNs.compare_exchange_strong(last, now))
        qCWarning(httpLog, "from %s: %s", shard.addressOf(connection).c_str(), outcome.error);
    return m_gate.corsHeaders(request);
}

void HttpApi::socketClosed()
{
    m_acceptor->socketClosed();
}

// Who leaves in the middle was not turned away: it looked whether there is somebody, as balancers
// do.
void HttpApi::handshakeFailed(
    Shard&, const Connection& connection, HandshakeFailure failure, const std::string& reason)
{
    qCDebug(
        hubLog, "%s was not let in over TLS: %s", connection.addressText().c_str(), reason.c_str());
    if (m_refusals && failure != HandshakeFailure::Left)
        m_refusals->note(addressWithoutPort(connection.addressText()), "TLS handshake",
            RefusalRow::NoStatus, reason, static_cast<std::int64_t>(realtimeNs() / 1'000'000));
}

void HttpApi::streamOpened(Shard& shard, const Connection& connection)
{
    m_streams.opened(shard, connection);
}

void HttpApi::streamClosed(Shard& shard, const Connection& connection, DisconnectReason reason)
{
    m_streams.closed(shard, connection, reason);
}

void HttpApi::subscriptionLost(Shard& shard, const Subscription& subscription)
{
    m_streams.lost(shard, subscription);
}

void HttpApi::messagesDelivered(std::vector<MessageFigures> reports)
{
    m_publishing.messagesDelivered(reports);
}

void HttpApi::deliveriesTraced(std::vector<TracedDelivery> steps)
{
    m_publishing.deliveriesTraced(std::move(steps));
}

void HttpApi::setRemark(std::string remark)
{
    const std::scoped_lock lock(m_remarkMutex);
    m_remark = std::move(remark);
}

// ---------------------------------------------------------------- answers

void HttpApi::answerReadiness(const HttpCall& call) const
{
    const Broker& broker = *m_broker.load(std::memory_order_acquire);
    const std::string why = broker.whyNotReady();
    const std::string kind = ",\"broker\":" + jsonString(broker.kind());
    std::string remark;
    {
        const std::scoped_lock lock(m_remarkMutex);
        remark = m_remark.empty() ? std::string() : ",\"remark\":" + jsonString(m_remark);
    }
    if (why.empty())
        return call.respond({.body = "{\"status\":\"ready\"" + kind + remark + "}\n"});
    call.respond({.status = 503,
        .body = "{\"status\":\"not ready\"" + kind + ",\"error\":" + jsonString(why) + "}\n"});
}

void HttpApi::answerPage(const HttpCall& call) const
{
    http::Response response{.contentType = "text/html; charset=utf-8",
        .cacheControl = "no-cache",
        .headers = "Content-Security-Policy: default-src 'none'; style-src 'unsafe-inline'; "
                   "script-src 'unsafe-inline'; "
                   "connect-src 'self'; img-src data:; base-uri 'none'; form-action 'none'; "
                   "frame-ancestors 'none'\r\n"
                   "X-Content-Type-Options: nosniff\r\n"};
    response.body = m_page.toStdString();
    call.respond(std::move(response));
}

void HttpApi::passToHub(const HttpCall& call) const
{
    AdminRequest request;
    request.desk = call.route->desk;
    request.shard = &call.shard;
    request.connection = call.connection;
    request.number = call.number;
    request.keepAlive = call.shard.keepsAlive(call.connection);
    request.corsHeaders = call.cors;
    request.version = call.request.version;
    request.headOnly = call.request.method == http::Method::Head;
    request.method = call.request.method;
    request.segments = call.segments;
    request.body = std::move(call.request.body);
    request.query = call.request.query();
    request.role = call.role;
    request.callerName = call.callerName;
    request.callerUntilMs = call.callerUntilMs;
    request.callerSinceMs = call.callerSinceMs;
    request.askedBy = call.askedBy();
    request.refusals = m_refusals;
    request.wanted = call.wanted();
    request.address = call.peerAddress();
    if (request.desk == Desk::AdminStream) {
        request.shown.emplace();
        request.shown->authorization = call.request.authorization;
        request.shown->cookie = call.request.cookie;
        request.shown->client = call.request.client;
        request.shown->lastEventId = call.request.lastEventId;
    }
    request.auditAs(auditedAction(*call.route), m_audit, call);
    m_admin(std::move(request));
}

} // namespace fanlight
