// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "hub/http_api.h"

#include "hub/closed_connections.h"
#include "hub/connection_rows.h"
#include "hub/log.h"
#include "hub/message_log.h"
#include "hub/recorded_publish.h"
#include "hub/snapshots.h"
#include "net/acceptor.h"
#include "net/clock.h"

#include "http/query.h"

#include <QFile>
#include <QSysInfo>

#include <simdjson.h>

namespace fanlight {

namespace {

constexpr std::string_view StreamType = "text/event-stream";
const std::string NoStore = "Cache-Control: no-store\r\n";

std::vector<std::string> ownNames(const HubOptions& options)
{
    return {http::hostWithoutPort(options.listenHost.toStdString()), QSysInfo::machineHostName().toLower().toStdString()};
}

std::vector<std::string> toStrings(const QStringList& list)
{
    std::vector<std::string> strings;
    for (const QString& text : list)
        strings.push_back(text.toStdString());
    return strings;
}

QByteArray readResource(const QString& path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

// Whether a path is that of a route; what stands for each * is decoded.
bool matches(std::string_view route, std::string_view path, std::vector<std::string>& segments)
{
    for (;;) {
        const std::size_t star = route.find('*');
        if (star == std::string_view::npos)
            return path == route;
        if (!path.starts_with(route.substr(0, star)))
            return false;
        route.remove_prefix(star + 1);
        path.remove_prefix(star);
        const std::string_view segment = path.substr(0, path.find('/'));
        if (segment.empty())
            return false;
        segments.push_back(http::percentDecode(segment, false).value_or(std::string(segment)));
        path.remove_prefix(segment.size());
    }
}

// 1 or 0, as a parameter; not there: off. Nothing for anything else.
std::optional<bool> switchOf(std::optional<std::string_view> value)
{
    if (!value || *value == "0" || *value == "false" || *value == "off")
        return false;
    if (*value == "1" || *value == "true" || *value == "on")
        return true;
    return std::nullopt;
}

std::string connectionId(std::uint64_t id) { return connectionIdText(id).toStdString(); }

} // namespace

// One request on its way through.
struct HttpApi::Call {
    Shard& shard;
    ConnectionRef connection;
    std::uint32_t number;
    http::Request& request;
    std::string cors;
    std::vector<std::string> segments; // of the path, where the route has a *, decoded
};

// Answers a publish once every shard has queued it.
class HttpApi::PublishAnswer final : public RecordedPublish {
public:
    PublishAnswer(const Call& call, PublishKind kind, const ParsedPublish& publish, MessageLog* messages, ReceiptBook& receipts)
        : RecordedPublish(MessageSource::Api, kind, publish, messages, publish.receipt ? &receipts : nullptr, false)
        , m_shard(call.shard)
        , m_connection(call.connection)
        , m_number(call.number)
        , m_keepAlive(call.shard.keepsAlive(call.connection))
        , m_cors(call.cors)
        , m_countName(kind == PublishKind::Named ? "channels" : kind == PublishKind::Fanout ? "followers" : "interested")
    {
        m_request.version = call.request.version;
    }

protected:
    void complete(std::uint64_t recipients, Shard* shard) override
    {
        RecordedPublish::complete(recipients, shard);
        http::Response response;
        response.headers = std::move(m_cors);
        if (refusal().empty()) {
            response.body = "{\"id\":" + (id().empty() ? "null" : jsonString(id())) + ",\"" + m_countName + "\":" + std::to_string(audience())
                + ",\"recipients\":" + std::to_string(recipients) + (receipt() && !id().empty() ? ",\"receipt\":" + jsonString("/api/receipts/" + http::percentEncode(id())) : std::string()) + "}\n";
        } else {
            response.status = 503;
            response.headers += "Retry-After: 1\r\n";
            response.body = http::errorBody(refusal());
        }
        FramePtr bytes = Frame::raw(http::serialize(response, m_request, m_keepAlive));
        if (shard == &m_shard)
            m_shard.answer(m_connection, m_number, std::move(bytes), !m_keepAlive);
        else
            m_shard.post(Answer {m_connection, m_number, std::move(bytes), !m_keepAlive});
    }

private:
    Shard& m_shard;
    const ConnectionRef m_connection;
    const std::uint32_t m_number;
    const bool m_keepAlive;
    std::string m_cors;
    http::Request m_request; // only what serialize() looks at
    const char* m_countName;
};

struct HttpApi::Route {
    std::string_view path; // a * stands for one segment
    http::Method method;
    bool changesState;
    void (*handle)(HttpApi&, const Call&);
};

// Every route once: what is answered, what 405 allows, what a page may not drive.
const std::vector<HttpApi::Route>& HttpApi::routes()
{
    using http::Method;
    static const std::vector<Route> Routes = {
        {"/api/publish", Method::Post, true, [](HttpApi& api, const Call& call) { api.publish(call); }},
        {"/api/notifications", Method::Get, false, [](HttpApi& api, const Call& call) { api.subscribe(call); }},
        {"/api/receipts/*", Method::Get, false, [](HttpApi& api, const Call& call) { api.admin(call, AdminRequest::Kind::Receipt); }},
        {"/api/stats", Method::Get, false, [](HttpApi& api, const Call& call) { api.admin(call, AdminRequest::Kind::Stats); }},
        {"/api/connections", Method::Get, false, [](HttpApi& api, const Call& call) { api.admin(call, AdminRequest::Kind::Connections); }},
        {"/api/connections/*", Method::Delete, true, [](HttpApi& api, const Call& call) { api.admin(call, AdminRequest::Kind::Disconnect); }},
        {"/metrics", Method::Get, false, [](HttpApi& api, const Call& call) { api.admin(call, AdminRequest::Kind::Metrics); }},
        {"/healthz", Method::Get, false, [](HttpApi& api, const Call& call) { api.respond(call, {.headers = NoStore, .body = "{\"status\":\"ok\"}\n"}); }},
        {"/readyz", Method::Get, false, [](HttpApi& api, const Call& call) { api.readiness(call); }},
        {"/api/fanout", Method::Post, true, [](HttpApi& api, const Call& call) { api.publishToAudience(call, PublishKind::Fanout); }},
        {"/api/selective", Method::Post, true, [](HttpApi& api, const Call& call) { api.publishToAudience(call, PublishKind::Selective); }},
        {"/api/users/*/followers", Method::Get, false, [](HttpApi& api, const Call& call) { api.admin(call, AdminRequest::Kind::Followers); }},
        {"/api/users/*/followers", Method::Put, true, [](HttpApi& api, const Call& call) { api.admin(call, AdminRequest::Kind::Followers); }},
        {"/api/users/*/followers", Method::Delete, true, [](HttpApi& api, const Call& call) { api.admin(call, AdminRequest::Kind::Followers); }},
        {"/api/users/*/followers/*", Method::Get, false, [](HttpApi& api, const Call& call) { api.admin(call, AdminRequest::Kind::Followers); }},
        {"/api/users/*/followers/*", Method::Put, true, [](HttpApi& api, const Call& call) { api.admin(call, AdminRequest::Kind::Followers); }},
        {"/api/users/*/followers/*", Method::Delete, true, [](HttpApi& api, const Call& call) { api.admin(call, AdminRequest::Kind::Followers); }},
        {"/api/users/*/interests", Method::Get, false, [](HttpApi& api, const Call& call) { api.admin(call, AdminRequest::Kind::Interests); }},
        {"/api/users/*/interests", Method::Put, true, [](HttpApi& api, const Call& call) { api.admin(call, AdminRequest::Kind::Interests); }},
        {"/api/users/*/interests", Method::Delete, true, [](HttpApi& api, const Call& call) { api.admin(call, AdminRequest::Kind::Interests); }},
        {"/api/users/*/interests/*", Method::Get, false, [](HttpApi& api, const Call& call) { api.admin(call, AdminRequest::Kind::Interests); }},
        {"/api/users/*/interests/*", Method::Put, true, [](HttpApi& api, const Call& call) { api.admin(call, AdminRequest::Kind::Interests); }},
        {"/api/users/*/interests/*", Method::Delete, true, [](HttpApi& api, const Call& call) { api.admin(call, AdminRequest::Kind::Interests); }},
        {"/api/faults", Method::Get, false, [](HttpApi& api, const Call& call) { api.admin(call, AdminRequest::Kind::Break); }},
        {"/api/faults", Method::Post, true, [](HttpApi& api, const Call& call) { api.admin(call, AdminRequest::Kind::Break); }},
        {"/api/faults", Method::Delete, true, [](HttpApi& api, const Call& call) { api.admin(call, AdminRequest::Kind::Break); }},
        {"/api/faults/*", Method::Delete, true, [](HttpApi& api, const Call& call) { api.admin(call, AdminRequest::Kind::Break); }},
        {"/", Method::Get, false, [](HttpApi& api, const Call& call) { api.page(call); }},
    };
    return Routes;
}

HttpApi::HttpApi(const HubOptions& options, int shards, int maxStreams)
    : m_options(options)
    , m_maxStreams(maxStreams)
    , m_maxPerUser(options.maxPerUser)
    , m_retryMs(options.retry.count())
    , m_access(ownNames(options), toStrings(options.corsOrigins), options.publishToken.toStdString(),
          !http::isLoopbackName(http::hostWithoutPort(options.listenHost.toStdString())))
    , m_page(readResource(QStringLiteral(":/fanlight/try/index.html")))
    , m_nextConnection(1)
{
    m_newStreamFaults.resize(static_cast<std::size_t>(shards));
    for (int i = 0; i < shards; ++i)
        m_parsers.push_back(std::make_unique<PublishParser>(static_cast<std::size_t>(options.dataLimit), options.typeAs));
}

void HttpApi::bind(Broker& broker, Acceptor& acceptor, ReceiptBook& receipts, HubSide hub)
{
    setBroker(broker);
    m_acceptor = &acceptor;
    m_receipts = &receipts;
    m_hub = std::move(hub);
}

// ---------------------------------------------------------------- dispatch

void HttpApi::handleRequest(Shard& shard, ConnectionRef connection, std::uint32_t number, http::Request& request)
{
    Call call {shard, connection, number, request, corsHeaders(request), {}};
    if (request.version >= 11 && !request.hasHost)
        return respondError(call, 400, "the Host field is missing");
    if (request.hasHost && !m_access.allowsHost(request.host))
        return respondError(call, 403, "this hub does not go by the name “" + request.host + "”; use the name or address it listens on");

    const std::string_view path = request.path();
    const Route* match = nullptr;
    std::string allow;
    for (const Route& route : routes()) {
        std::vector<std::string> segments;
        if (!matches(route.path, path, segments))
            continue;
        allow += (allow.empty() ? "" : ", ") + std::string(http::methodName(route.method)) + (route.method == http::Method::Get ? ", HEAD" : "");
        const bool isHead = request.method == http::Method::Head && route.method == http::Method::Get && path != "/api/notifications";
        if (route.method == request.method || isHead) {
            match = &route;
            call.segments = std::move(segments);
        }
    }
    if (allow.empty())
        return respondError(call, 404, "there is nothing at " + std::string(path));
    if (path == "/api/notifications")
        allow = "GET";
    if (request.method == http::Method::Options)
        return preflight(call, allow);
    if (!match)
        return respondError(call, 405, "this path takes " + allow + " only", "Allow: " + allow + "\r\n");
    const bool isProbe = path == "/healthz" || path == "/readyz"; // an orchestrator is not to end a hub that is full
    if ((shard.isShed(connection) && !isProbe) || shard.isDraining()) {
        if (path == "/api/notifications")
            return sendAway(call);
        return respondError(call, 503, "the hub is full or ending; try again", "Retry-After: " + std::to_string(1 + shard.random()() % 5) + "\r\n");
    }
    if (match->changesState && !admit(call))
        return;
    match->handle(*this, call);
}

// Whether a request that changes state comes from somebody who may.
bool HttpApi::admit(const Call& call) const
{
    const http::Request& request = call.request;
    const bool ownPage = request.origin == "http://" + request.host || request.origin == "https://" + request.host;
    if (!request.origin.empty() && !ownPage && !m_access.allowsOrigin(request.origin)) {
        respondError(call, 403, "pages of " + request.origin + " may not do this; start the hub with --cors-origin to allow them");
        return false;
    }
    if (m_access.needsToken() && !m_access.acceptsAuthorization(request.authorization)) {
        respondError(call, 401, "the publish token is missing or wrong; send “Authorization: Bearer TOKEN”", "WWW-Authenticate: Bearer\r\n");
        return false;
    }
    return true;
}

void HttpApi::respond(const Call& call, http::Response response, bool close) const
{
    const bool keepAlive = !close && call.shard.keepsAlive(call.connection);
    response.headers += call.cors;
    call.shard.answer(call.connection, call.number, Frame::raw(http::serialize(response, call.request, keepAlive)), !keepAlive);
}

void HttpApi::respondError(const Call& call, int status, std::string_view error, std::string headers) const
{
    if (httpLog().isDebugEnabled())
        qCDebug(httpLog, "%s %s from %s: %d %s", http::methodName(call.request.method), call.request.target.c_str(),
            call.shard.addressOf(call.connection).c_str(), status, std::string(error).c_str());
    respond(call, {.status = status, .headers = std::move(headers), .body = http::errorBody(error)});
}

std::string HttpApi::corsHeaders(const http::Request& request) const
{
    if (request.origin.empty() || !m_access.allowsOrigin(request.origin))
        return {};
    return "Access-Control-Allow-Origin: " + request.origin + "\r\nAccess-Control-Allow-Credentials: true\r\nVary: Origin\r\n";
}

void HttpApi::preflight(const Call& call, const std::string& allow) const
{
    std::string headers = "Allow: " + allow + ", OPTIONS\r\n";
    if (!call.cors.empty()) {
        headers += "Access-Control-Allow-Methods: " + allow + "\r\nAccess-Control-Max-Age: 600\r\n";
        headers += "Access-Control-Allow-Headers: Authorization, Cache-Control, Content-Type, Last-Event-ID\r\n";
    } else if (!call.request.origin.empty()) {
        return respondError(call, 403, "pages of " + call.request.origin + " may not use this hub; start it with --cors-origin to allow them");
    }
    respond(call, {.status = 204, .headers = std::move(headers)});
}

// A browser never retries after an error status: a subscriber there is no room for gets a stream that ends at once
// and says when to come back, not all at the same time.
void HttpApi::sendAway(const Call& call) const
{
    call.shard.countRefused();
    const auto retry = static_cast<std::uint64_t>(m_retryMs.load(std::memory_order_relaxed));
    std::uniform_int_distribution<std::uint64_t> jittered(retry, 3 * retry);
    std::string bytes = "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nCache-Control: no-store\r\nX-Accel-Buffering: no\r\n"
                        "Connection: close\r\n"
        + call.cors + "\r\nretry: " + std::to_string(jittered(call.shard.random())) + "\n: the hub is full; come back then\n\n";
    call.shard.answer(call.connection, call.number, Frame::raw(bytes), true);
}

// ---------------------------------------------------------------- subscribe

void HttpApi::subscribe(const Call& call)
{
    const auto query = http::Query::parse(call.request.query());
    if (!query)
        return respondError(call, 400, "the query holds an escape that is not % and two hexadecimal digits");
    const auto userId = query->value("userId");
    if (userId) {
        if (const std::string error = checkName("userId", *userId); !error.empty())
            return respondError(call, 400, error);
        if (!simdjson::validate_utf8(userId->data(), userId->size()))
            return respondError(call, 400, "userId: must be UTF-8");
    }
    std::string types;
    std::size_t count = 0;
    for (std::string_view left = query->value("types").value_or(""); !left.empty();) {
        const std::size_t comma = left.find(',');
        const std::string_view type = left.substr(0, comma);
        left.remove_prefix(comma == std::string_view::npos ? left.size() : comma + 1);
        if (type.empty())
            continue;
        if (const std::string error = checkName("types", type); !error.empty())
            return respondError(call, 400, error);
        types += (count++ ? "," : "") + std::string(type);
        if (count > MaxTypes || types.size() > MaxTypesBytes)
            return respondError(call, 400, "types: must not name more than " + std::to_string(MaxTypes) + " types or " + std::to_string(MaxTypesBytes) + " bytes");
    }
    const std::optional<bool> wantsGaps = switchOf(query->value("gaps"));
    if (!wantsGaps)
        return respondError(call, 400, "gaps: must be 1 (events tell of gaps) or 0");
    const std::string_view heartbeat = query->value("heartbeat").value_or("comment");
    if (heartbeat != "event" && heartbeat != "comment")
        return respondError(call, 400, "heartbeat: must be event or comment");
    // A browser repeats whatever it once got: an id nobody gave is an id history does not know, not an error.
    std::string lastEventId(call.request.hasLastEventId ? std::string_view(call.request.lastEventId) : query->value("lastEventId").value_or(""));
    lastEventId.resize(std::min(lastEventId.size(), publish_limits::NameBytes));
    if (m_newStreamFaults[static_cast<std::size_t>(call.shard.index())] && meetsFault(call, std::string(userId.value_or("")), types, lastEventId))
        return;
    if (m_streams.fetch_add(1) >= maxStreams()) {
        m_streams.fetch_sub(1);
        return sendAway(call);
    }

    auto subscription = std::make_unique<Subscription>();
    subscription->connection = call.connection;
    subscription->id = m_nextConnection.fetch_add(1, std::memory_order_relaxed);
    const bool chunked = call.request.version >= 11;
    // The connection ends with the stream: who would send another request on it must know.
    subscription->head = (chunked ? "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n" : "HTTP/1.0 200 OK\r\n")
        + std::string("Connection: close\r\nContent-Type: ") + std::string(StreamType) + "\r\nCache-Control: no-store\r\nX-Accel-Buffering: no\r\n" + call.cors + "\r\n";
    subscription->opening = "retry: " + std::to_string(m_retryMs.load(std::memory_order_relaxed)) + "\n: connection " + connectionId(subscription->id) + "\n\n";
    subscription->wantsGaps = *wantsGaps;
    subscription->wantsHeartbeats = heartbeat == "event";
    subscription->types = std::move(types);
    subscription->userAgent = call.request.userAgent;
    subscription->lastEventId = lastEventId;
    call.shard.holdForStream(call.connection);
    m_broker.load(std::memory_order_acquire)->subscribe(call.shard, std::move(subscription), std::string(userId.value_or("")));
}

// Whether the request for a stream is broken on purpose; it then has its answer, or none.
bool HttpApi::meetsFault(const Call& call, const std::string& userId, const std::string& types, const std::string& lastEventId)
{
    ConnectionRow row;
    row.userId = QString::fromStdString(userId);
    row.address = QString::fromStdString(call.shard.addressOf(call.connection));
    if (!types.empty())
        row.types = QString::fromStdString(types).split(u',');
    row.connectedAtMs = static_cast<qint64>(realtimeNs() / 1'000'000);
    row.userAgent = QString::fromStdString(call.request.userAgent.substr(0, Shard::MaxUserAgentBytes));
    row.lastEventId = QString::fromStdString(lastEventId);
    for (const NewStreamFault& fault : *m_newStreamFaults[static_cast<std::size_t>(call.shard.index())]) {
        if (!fault.filter.matches(row, row.connectedAtMs))
            continue;
        fault.tally->hits.fetch_add(1, std::memory_order_relaxed);
        call.shard.countRefused();
        if (fault.isUnavailable)
            respondError(call, 503, "broken on purpose: a fault of this hub answers 503", "Retry-After: 1\r\n");
        else
            call.shard.abort(call.connection);
        return true;
    }
    return false;
}

void HttpApi::setNewStreamFaults(const Shard& shard, NewStreamFaults faults)
{
    m_newStreamFaults[static_cast<std::size_t>(shard.index())] = faults->empty() ? nullptr : std::move(faults);
}

void HttpApi::setLimits(const HubOptions& options, int maxStreams)
{
    m_maxStreams.store(maxStreams, std::memory_order_relaxed);
    m_maxPerUser.store(options.maxPerUser, std::memory_order_relaxed);
    m_retryMs.store(options.retry.count(), std::memory_order_relaxed);
}

void HttpApi::streamOpened(Shard& shard, const Connection& connection)
{
    const int most = m_maxPerUser.load(std::memory_order_relaxed);
    if (most > 0 && connection.channel && connection.channel->streams.load(std::memory_order_relaxed) > static_cast<std::uint32_t>(most))
        m_hub.endSurplus(connection.channel->index, connection.channel->userId);
    if (!streamLog().isInfoEnabled())
        return;
    const std::string& types = shard.typesOf(connection);
    qCInfo(streamLog, "%s connected: %s%s from %s%s%s", connectionId(connection.id).c_str(), connection.channel ? "user " : "broadcasts only",
        connection.channel ? connection.channel->userId.c_str() : "", connection.addressText().c_str(), types.empty() ? "" : ", types ", types.c_str());
}

void HttpApi::streamClosed(Shard& shard, const Connection& connection, DisconnectReason reason)
{
    m_streams.fetch_sub(1);
    if (streamLog().isInfoEnabled()) {
        const auto seconds = double(shard.openForMs(connection)) / 1000;
        qCInfo(streamLog, "%s disconnected: %s after %.1f s, %llu events, %llu bytes", connectionId(connection.id).c_str(), disconnectReasonName(reason), seconds,
            static_cast<unsigned long long>(connection.events), static_cast<unsigned long long>(connection.bytes));
    }
    if (ClosedConnections* closed = m_closed.load(std::memory_order_acquire))
        closed->append(closedRowOf(shard, connection, reason));
    m_broker.load(std::memory_order_acquire)->unsubscribe(shard.index(), connection.channel, connection.awaitsHistory ? connection.id : 0);
}

void HttpApi::subscriptionLost(Shard& shard, const Subscription& subscription)
{
    m_streams.fetch_sub(1);
    m_broker.load(std::memory_order_acquire)->unsubscribe(shard.index(), subscription.channel, subscription.id);
}

void HttpApi::socketClosed() { m_acceptor->socketClosed(); }

// ---------------------------------------------------------------- publish

void HttpApi::publish(const Call& call)
{
    const ParsedPublish& parsed = m_parsers[static_cast<std::size_t>(call.shard.index())]->parse(call.request.body);
    if (!parsed.error.empty())
        return respondError(call, parsed.status, parsed.error);
    const auto ticket = std::make_shared<PublishAnswer>(call, PublishKind::Named, parsed, m_messages.load(std::memory_order_acquire), *m_receipts);
    m_broker.load(std::memory_order_acquire)->publish(notificationOf(parsed, parsed.userIds, call.shard.turnNs()), ticket);
}

void HttpApi::publishToAudience(const Call& call, PublishKind kind)
{
    const ParsedPublish& parsed = m_parsers[static_cast<std::size_t>(call.shard.index())]->parse(call.request.body, kind);
    if (!parsed.error.empty())
        return respondError(call, parsed.status, parsed.error);
    m_hub.publishToAudience({kind, parsed, call.shard.turnNs(), std::make_shared<PublishAnswer>(call, kind, parsed, m_messages.load(std::memory_order_acquire), *m_receipts)});
}

void HttpApi::messagesDelivered(std::vector<MessageFigures> reports)
{
    if (MessageLog* log = m_messages.load(std::memory_order_acquire))
        log->add(reports);
}

// ---------------------------------------------------------------- the rest

void HttpApi::readiness(const Call& call) const
{
    const Broker& broker = *m_broker.load(std::memory_order_acquire);
    const std::string why = broker.whyNotReady();
    const std::string kind = ",\"broker\":" + jsonString(broker.kind());
    if (why.empty())
        return respond(call, {.headers = NoStore, .body = "{\"status\":\"ready\"" + kind + "}\n"});
    respond(call, {.status = 503, .headers = NoStore + "Retry-After: 1\r\n", .body = "{\"status\":\"not ready\"" + kind + ",\"error\":" + jsonString(why) + "}\n"});
}

void HttpApi::page(const Call& call) const
{
    http::Response response {.contentType = "text/html; charset=utf-8",
        .headers = "Cache-Control: no-cache\r\nContent-Security-Policy: default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; "
                   "connect-src 'self'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'\r\n"
                   "X-Content-Type-Options: nosniff\r\n"};
    response.body = m_page.toStdString();
    respond(call, std::move(response));
}

void HttpApi::admin(const Call& call, AdminRequest::Kind kind) const
{
    AdminRequest request;
    request.kind = kind;
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
    m_hub.admin(std::move(request));
}

void HttpApi::answerAdmin(const AdminRequest& request, http::Response response)
{
    http::Request shape;
    shape.version = request.version;
    shape.method = request.headOnly ? http::Method::Head : http::Method::Get;
    response.headers += NoStore + request.corsHeaders;
    request.shard->post(Answer {request.connection, request.number, Frame::raw(http::serialize(response, shape, request.keepAlive)), !request.keepAlive});
}

} // namespace fanlight
