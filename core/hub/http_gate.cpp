// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "hub/http_gate.h"

#include "http/field_names.h"
#include "http/parameters.h"
#include "hub/http_call.h"
#include "hub/hub_access.h"
#include "hub/proof_desk.h"
#include "hub/publish_api.h"
#include "hub/routes.h"
#include "hub/stream_api.h"
#include "net/clock.h"

#include <QSysInfo>

#include <algorithm>

namespace fanlight {

namespace {

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

bool isPublish(Desk desk)
{
    return desk == Desk::Publish || desk == Desk::Fanout || desk == Desk::Selective;
}

} // namespace

HttpGate::HttpGate(const HubOptions& options, const Desks& desks)
    : m_access(ownNames(options), toStrings(options.corsOrigins), listensBeyondLoopback(options))
    , m_corsHeaders(options.corsHeaders.join(u',').toStdString())
    , m_hubAccess(desks.access)
    , m_limits(desks.limits)
    , m_streams(desks.streams)
    , m_publishing(desks.publishing)
{
    for (const QString& range : options.trustedProxies)
        m_proxies.add(range.toStdString());
}

bool HttpGate::trusts(const ConnectionPeer& peer) const
{
    return peer.isUnix ? m_proxies.trustsUnix() : m_proxies.trusts(peer.netAddress());
}

bool HttpGate::mayBeginWithProxy(const ConnectionPeer& peer) const
{
    return !m_proxies.isEmpty() && trusts(peer);
}

// What a request says of its way here counts where it comes from a proxy that is believed, and is
// forgotten elsewhere. Behind a PROXY header the fields are perhaps the client's own: its address
// is the one in the header, unless that is a proxy's, too.
void HttpGate::believeProxy(Shard& shard, ConnectionRef connection, http::Request& request) const
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
bool HttpGate::isWithinLimits(const HttpCall& call)
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
    if (!refusal && m_hubAccess.looksAtTokens()) {
        refusal = m_limits.lookAtToken(request, now);
        if (refusal
            && m_hubAccess.mayShowToken(
                request, static_cast<std::int64_t>(realtimeNs() / 1'000'000)))
            return true; // it shows none, or one that is known
    }
    return !refusal || refuseFor(call, *refusal);
}

// True when it may go on all the same: the window's own may whatever there are.
bool HttpGate::refuseFor(const HttpCall& call, const AccessLimits::Refusal& refusal)
{
    const http::Request& request = call.request;
    if (m_hubAccess.isOwn(request))
        return true;
    m_limits.countRefusal(refusal, call.shard.addressOf(call.connection), call.shard.turnNs());
    const bool isStream
        = call.route && call.route->access == Access::Stream && request.method == http::Method::Get;
    if (isStream && (refusal.kind == AccessLimits::Kind::Streams || request.acceptsEvents))
        m_streams.sendAway(call, refusal.reason, refusal.wait);
    else
        refuse(call, 429, refusal.reason, AccessLimits::retryAfter(refusal));
    return false;
}

// Whether the request names this hub. A page that had its own name resolve to this machine would
// otherwise drive it.
bool HttpGate::mayAnswerTo(const HttpCall& call)
{
    const http::Request& request = call.request;
    if (request.version >= 11 && !request.hasHost) {
        refuse(call, 400, "the Host field is missing");
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
    refuse(call, 403,
        "this hub does not go by the name “" + name
            + "”; use the name or address it listens on, or start it with --host "
            + (http::isHostAndPort(name) ? http::hostWithoutPort(name) : std::string("NAME"))
            + " to let it go by that one, too");
    return false;
}

// Whether the page it comes from may.
bool HttpGate::mayComeFrom(const HttpCall& call)
{
    const Access access = call.route->access;
    const http::Request& request = call.request;
    if (access == Access::Stream || access == Access::Change) {
        if (!request.origin.empty() && !isOwnPage(request)
            && !m_access.allowsOrigin(request.origin)) {
            refuse(call, 403,
                "pages of " + request.origin
                    + " may not do this; start the hub with --cors-origin to allow them");
            return false;
        }
        // A browser sends no Origin with a GET that is not for reading, such as that of an image.
        if (request.origin.empty() && request.fetchSite == "cross-site"
            && request.fetchDest != "document") {
            refuse(call, 403,
                "pages of other sites may not do this; start the hub with --cors-origin and read "
                "it with EventSource or fetch()");
            return false;
        }
    }
    return true;
}

// Whether it comes from somebody who may. Of a stream its own desk finds out.
bool HttpGate::admit(HttpCall& call)
{
    const http::Request& request = call.request;
    if (!mayComeFrom(call))
        return false;
    if (const Role needs = call.route->role; needs != Role::None && needs != Role::User) {
        HubAccess::Caller caller
            = m_hubAccess.callerOf(request, static_cast<std::int64_t>(realtimeNs() / 1'000'000));
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
            refuse(call, isKnown ? 403 : 401, m_hubAccess.refusalOf(caller, needs),
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
        refuse(call, 415,
            "Content-Encoding: “" + request.contentEncoding
                + "” is not taken; send the JSON as it is, in UTF-8",
            "Accept-Encoding: identity\r\n");
        return false;
    }
    return true;
}

bool HttpGate::checkQuery(const HttpCall& call)
{
    if (call.route->parameters.empty())
        return true;
    const auto query = http::Query::parse(call.request.query());
    const std::string error = query
        ? checkParameters(*query, call.route->parameters, "this request")
        : "the query holds an escape that is not % and two hexadecimal digits";
    if (!error.empty())
        refuse(call, 400, error);
    return error.empty();
}

void HttpGate::refuse(const HttpCall& call, int status, std::string_view error, std::string headers)
{
    if (call.route && isPublish(call.route->desk))
        m_publishing.countRefusal(status);
    call.respondError(status, error, std::move(headers));
}

std::string HttpGate::corsHeaders(const http::Request& request) const
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
void HttpGate::preflight(const HttpCall& call, const std::string& allow)
{
    const http::Request& request = call.request;
    const bool isPreflight = !request.corsMethod.empty();
    if (allow.empty() && (call.cors.empty() || !isPreflight))
        return refuse(call, 404, "there is nothing at " + std::string(request.path()));
    if (call.cors.empty() && !request.origin.empty() && isPreflight)
        return refuse(call, 403,
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

} // namespace fanlight
