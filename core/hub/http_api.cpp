// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "hub/http_api.h"

#include "http/field_names.h"
#include "http/parameters.h"
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
#include <QSysInfo>

#include <algorithm>

namespace fanlight {

namespace {

// between two log lines about other protocols
constexpr std::uint64_t ForeignLogNs = 10'000'000'000;
constexpr std::string_view UsualHeaders
    = "Authorization, Cache-Control, Content-Type, Last-Event-ID";

std::vector<std::string> toStrings(const QStringList& list)
{
    std::vector<std::string> strings;
    for (const QString& text : list)
        strings.push_back(text.toStdString());
    return strings;
}

std::vector<std::string> ownNames(const HubOptions& options)
{
    std::vector<std::string> names = toStrings(options.hostNames);
    for (const ListenAddress& address : options.listeners()) {
        if (!address.isUnix())
            names.push_back(address.host.toLower().toStdString());
    }
    names.push_back(QSysInfo::machineHostName().toLower().toStdString());
    return names;
}

bool listensBeyondLoopback(const HubOptions& options)
{
    const std::vector<ListenAddress> all = options.listeners();
    return std::any_of(all.begin(), all.end(), [](const ListenAddress& address) {
        return !address.isUnix() && !http::isLoopbackName(address.host.toLower().toStdString());
    });
}

QByteArray readResource(const QString& path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

// Whether the page is of the name that is asked. Over HTTPS one that came over HTTP is not: anybody
// on the way may have written it.
bool isOwnPage(const http::Request& request)
{
    for (const std::string_view host :
        {std::string_view(request.host), std::string_view(request.forwardedHost)}) {
        if (!host.empty()
            && (http::isOriginOf(request.origin, "https", host)
                || (request.forwardedProto != "https"
                    && http::isOriginOf(request.origin, "http", host))))
            return true;
    }
    return false;
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

bool isPublish(Desk desk)
{
    return desk == Desk::Publish || desk == Desk::Fanout || desk == Desk::Selective;
}

} // namespace

HttpApi::HttpApi(
    const HubOptions& options, std::unique_ptr<HubAccess> access, int shards, int maxStreams)
    : m_access(ownNames(options), toStrings(options.corsOrigins), listensBeyondLoopback(options))
    , m_corsHeaders(options.corsHeaders.join(u',').toStdString())
    , m_hubAccess(std::move(access))
    , m_limits(options)
    , m_page(readResource(QStringLiteral(":/fanlight/try/index.html")))
    , m_streams(options, shards, maxStreams, m_broker, *m_hubAccess, m_limits)
    , m_publishing(options, shards, m_broker)
{
    m_hubAccess->setWrongTokens(m_limits.wrongTokens());
    for (const QString& range : options.trustedProxies)
        m_proxies.add(range.toStdString());
}

HttpApi::~HttpApi() = default;

void HttpApi::setProofs(ProofDesk& proofs)
{
    m_proofs = &proofs;
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
    believeProxy(shard, connection, request);
    const std::string_view path = request.path();
    RouteMatch match = findRoute(request.method, path);
    const std::string& allow = match.allow;
    HttpCall call{shard, connection, number, request, corsHeaders(request), match.route,
        std::move(match.segments)};
    call.refusals = m_refusals;
    if (!mayAnswerTo(call) || !isWithinLimits(call))
        return;
    if (request.cameThroughProxy && !request.forwardedProto.empty()
        && m_front.isDue(shard.turnNs()))
        m_front.note(call.askedBy());
    if (request.method == http::Method::Options)
        return preflight(call, allow);
    if (allow.empty() || path == "*")
        return respondError(call, 404, "there is nothing at " + std::string(path));
    if (!call.route)
        return respondError(
            call, 405, "this path takes " + allow + " only", "Allow: " + allow + ", OPTIONS\r\n");
    // an orchestrator is not to end a hub that is full
    const bool isProbe = call.route->access == Access::Probe;
    if ((shard.isShed(connection) && !isProbe) || shard.isDraining()) {
        if (call.route->access == Access::Stream && request.method == http::Method::Get)
            return m_streams.sendAway(call);
        return respondError(call, 503, "the hub is full or ending; try again",
            "Retry-After: " + std::to_string(1 + shard.random()() % 5) + "\r\n");
    }
    for (std::string& segment : call.segments) {
        auto decoded = http::percentDecode(segment, false);
        if (!decoded)
            return respondError(
                call, 400, "the path holds an escape that is not % and two hexadecimal digits");
        segment = std::move(*decoded);
    }
    if (admit(call) && checkQuery(call))
        answer(call);
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

bool HttpApi::trusts(const Connection::Peer& peer) const
{
    return peer.isUnix ? m_proxies.trustsUnix() : m_proxies.trusts(peer.netAddress());
}

bool HttpApi::mayBeginWithProxy(const ConnectionPeer& peer)
{
    return !m_proxies.isEmpty() && trusts(peer);
}

// What a request says of its way here counts where it comes from a proxy that is believed, and is
// forgotten elsewhere. Behind a PROXY header the fields are perhaps the client's own: its address
// is the one in the header, unless that is a proxy's, too.
void HttpApi::believeProxy(Shard& shard, ConnectionRef connection, http::Request& request) const
{
    const Shard::Arrival arrival = shard.arrivalOf(connection);
    Connection::Peer peer = arrival.peer;
    const bool isTrusted = !m_proxies.isEmpty() && trusts(peer);
    if (isTrusted || arrival.hasProxyHeader) {
        request.forwardedHost = http::forwardedHostOf(request.forwarded, request.forwardedHost);
        request.forwardedProto = http::forwardedProtoOf(request.forwarded, request.forwardedProto);
    } else {
        request.forwardedHost.clear();
        request.forwardedProto.clear();
    }
    if (isTrusted) {
        if (const auto client = m_proxies.clientOf(request.forwarded, request.forwardedFor))
            peer = Connection::Peer::of(*client, 0);
        shard.setPeer(connection, peer);
    }
    request.client = peer.netAddress();
    request.cameThroughProxy = isTrusted || arrival.hasProxyHeader;
}

// Whether its address may have one more, and its token is looked at. What is published counts once
// it is known by whose token.
bool HttpApi::isWithinLimits(const HttpCall& call)
{
    const Route* const route = call.route;
    if (route && route->access == Access::Probe)
        return true;
    const std::uint64_t now = call.shard.turnNs();
    const http::Request& request = call.request;
    std::optional<AccessLimits::Refusal> refusal;
    if (route && route->access == Access::Stream && request.method == http::Method::Get)
        refusal = m_limits.takeStream(request, now);
    else if (!route || !isPublish(route->desk))
        refusal = m_limits.takeRequest(request, now);
    if (!refusal && m_hubAccess->looksAtTokens()) {
        refusal = m_limits.lookAtToken(request, now);
        if (refusal
            && m_hubAccess->mayShowToken(
                request, static_cast<std::int64_t>(realtimeNs() / 1'000'000)))
            return true; // it shows none, or one that is known
    }
    return !refusal || refuseFor(call, *refusal);
}

// True when it may go on all the same: the window's own may whatever there are.
bool HttpApi::refuseFor(const HttpCall& call, const AccessLimits::Refusal& refusal)
{
    const http::Request& request = call.request;
    if (m_hubAccess->isOwn(request))
        return true;
    m_limits.countRefusal(refusal, call.shard.addressOf(call.connection), call.shard.turnNs());
    const bool isStream
        = call.route && call.route->access == Access::Stream && request.method == http::Method::Get;
    if (isStream && (refusal.kind == AccessLimits::Kind::Streams || request.acceptsEvents))
        m_streams.sendAway(call, refusal.reason, refusal.wait);
    else
        respondError(call, 429, refusal.reason, AccessLimits::retryAfter(refusal));
    return false;
}

// Whether the request names this hub. A page that had its own name resolve to this machine would
// otherwise drive it.
bool HttpApi::mayAnswerTo(const HttpCall& call)
{
    const http::Request& request = call.request;
    if (request.version >= 11 && !request.hasHost) {
        respondError(call, 400, "the Host field is missing");
        return false;
    }
    // of HTTP/1.0 in the target, perhaps
    const bool namesOne = request.hasHost || !request.host.empty();
    if (!namesOne || (call.route && call.route->access == Access::Probe))
        return true;
    // The name a proxy was asked for must be the hub's, and that by which it asks: a page at a
    // browser on the proxy's machine might forge the one, but not both.
    const bool isOwn = m_access.allowsHost(request.host);
    if (isOwn && (request.forwardedHost.empty() || m_access.allowsHost(request.forwardedHost)))
        return true;
    const std::string& name = isOwn ? request.forwardedHost : request.host;
    respondError(call, 403,
        "this hub does not go by the name “" + name
            + "”; use the name or address it listens on, or start it with --host "
            + (http::isHostAndPort(name) ? http::hostWithoutPort(name) : std::string("NAME"))
            + " to let it go by that one, too");
    return false;
}

// Whether the page it comes from may.
bool HttpApi::mayComeFrom(const HttpCall& call)
{
    const Access access = call.route->access;
    const http::Request& request = call.request;
    if (access == Access::Stream || access == Access::Change) {
        if (!request.origin.empty() && !isOwnPage(request)
            && !m_access.allowsOrigin(request.origin)) {
            respondError(call, 403,
                "pages of " + request.origin
                    + " may not do this; start the hub with --cors-origin to allow them");
            return false;
        }
        // A browser sends no Origin with a GET that is not for reading, such as that of an image.
        if (request.origin.empty() && request.fetchSite == "cross-site"
            && request.fetchDest != "document") {
            respondError(call, 403,
                "pages of other sites may not do this; start the hub with --cors-origin and read "
                "it with EventSource or fetch()");
            return false;
        }
    }
    return true;
}

// Whether it comes from somebody who may. Of a stream its own desk finds out.
bool HttpApi::admit(HttpCall& call)
{
    const http::Request& request = call.request;
    if (!mayComeFrom(call))
        return false;
    if (const Role needs = call.route->role; needs != Role::None && needs != Role::User) {
        HubAccess::Caller caller
            = m_hubAccess->callerOf(request, static_cast<std::int64_t>(realtimeNs() / 1'000'000));
        if (caller.isWrongToken)
            m_limits.countWrongToken(request, call.shard.turnNs());
        if (isPublish(call.route->desk)) {
            const std::uint64_t now = call.shard.turnNs();
            const auto refusal = covers(caller.role, needs)
                ? m_limits.takePublish(caller.name, request, now)
                : m_limits.takeRequest(request, now);
            if (refusal && !refuseFor(call, *refusal))
                return false;
        }
        if (!covers(caller.role, needs)) {
            const bool isKnown = caller.role != Role::None;
            if (caller.missingKey) // for the next try
                m_proofs->wantKey(*caller.missingKey, [](auth::KeyEndpoint::Outcome) {});
            respondError(call, isKnown ? 403 : 401, m_hubAccess->refusalOf(caller, needs),
                isKnown ? "" : "WWW-Authenticate: Bearer\r\n");
            return false;
        }
        call.role = caller.role;
        call.callerName = std::move(caller.name);
        call.callerUntilMs = caller.validUntilMs;
        call.callerSinceMs = caller.issuedAtMs;
    }
    if (!request.body.empty() && !request.contentEncoding.empty()
        && request.contentEncoding != "identity") {
        respondError(call, 415,
            "Content-Encoding: “" + request.contentEncoding
                + "” is not taken; send the JSON as it is, in UTF-8",
            "Accept-Encoding: identity\r\n");
        return false;
    }
    return true;
}

bool HttpApi::checkQuery(const HttpCall& call)
{
    if (call.route->parameters.empty())
        return true;
    const auto query = http::Query::parse(call.request.query());
    const std::string error = query
        ? checkParameters(*query, call.route->parameters, "this request")
        : "the query holds an escape that is not % and two hexadecimal digits";
    if (!error.empty())
        respondError(call, 400, error);
    return error.empty();
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
    return corsHeaders(request);
}

// Says no before a desk is reached.
void HttpApi::respondError(
    const HttpCall& call, int status, std::string_view error, std::string headers)
{
    if (call.route && isPublish(call.route->desk))
        m_publishing.countRefusal(status);
    call.respondError(status, error, std::move(headers));
}

std::string HttpApi::corsHeaders(const http::Request& request) const
{
    if (request.origin.empty() || !m_access.allowsOrigin(request.origin))
        return {};
    return "Access-Control-Allow-Origin: " + request.origin
        + "\r\nAccess-Control-Allow-Credentials: true\r\nAccess-Control-Expose-Headers: Allow, "
          "Retry-After\r\n";
}

// OPTIONS. The preflight of an allowed origin is granted whatever header names it asks for, since
// it is the origin that is trusted; and for a path that is not there, too, so that the page gets to
// see the 404.
void HttpApi::preflight(const HttpCall& call, const std::string& allow)
{
    const http::Request& request = call.request;
    const bool isPreflight = !request.corsMethod.empty();
    if (allow.empty() && (call.cors.empty() || !isPreflight))
        return respondError(call, 404, "there is nothing at " + std::string(request.path()));
    if (call.cors.empty() && !request.origin.empty() && isPreflight)
        return respondError(call, 403,
            "pages of " + request.origin
                + " may not use this hub; start it with --cors-origin to allow them");
    const std::string methods = allow.empty() ? "GET, HEAD" : allow;
    std::string headers = "Allow: " + methods + ", OPTIONS\r\n";
    if (!call.cors.empty() && isPreflight) {
        const std::string granted = http::joinedFieldNames({m_corsHeaders,
            request.corsHeaders.empty() ? UsualHeaders : std::string_view(request.corsHeaders)});
        headers += "Access-Control-Allow-Methods: " + methods
            + "\r\nAccess-Control-Max-Age: 600\r\n" + "Access-Control-Allow-Headers: "
            + (granted.empty() ? std::string(UsualHeaders) : granted)
            + "\r\nVary: Access-Control-Request-Headers\r\n";
        if (request.corsPrivateNetwork)
            headers += "Access-Control-Allow-Private-Network: true\r\n";
    }
    call.respond({.status = 204, .headers = std::move(headers)});
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
