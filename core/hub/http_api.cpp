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
#include "net/stream_index.h"

#include "http/parameters.h"

#include <QFile>
#include <QSysInfo>

#include <simdjson.h>

namespace fanlight {

namespace {

constexpr std::string_view StreamPath = "/api/notifications";
// between two log lines about other protocols
constexpr std::uint64_t ForeignLogNs = 10'000'000'000;
constexpr std::string_view UsualHeaders
    = "Authorization, Cache-Control, Content-Type, Last-Event-ID";

constexpr http::Parameter ListParameters[]
    = {{"limit", false, "max count size pagesize perpage top"},
        {"after", false, "cursor next offset page from"}};
constexpr http::Parameter ConnectionsParameters[] = {{"filter", false, "q query search where"},
    {"limit", false, "max count size pagesize perpage top"},
    {"cursor", false, "after next offset page from"}};
constexpr http::Parameter DisconnectParameters[] = {{"retry", false, "retryms retryafter"}};

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
    names.push_back(http::hostWithoutPort(options.listenHost.toStdString()));
    names.push_back(QSysInfo::machineHostName().toLower().toStdString());
    return names;
}

QByteArray readResource(const QString& path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

// Header names as a preflight asks for them (Fetch §4.8), those that are tokens (RFC 9110 §5.6.2),
// within bounds.
std::string grantedHeaders(std::string_view asked)
{
    static constexpr std::string_view TokenMarks = "!#$%&'*+-.^_`|~";
    const auto isToken = [](char c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z')
            || TokenMarks.find(c) != std::string_view::npos;
    };
    std::string granted;
    std::size_t count = 0;
    while (!asked.empty()) {
        std::string_view name = asked.substr(0, asked.find(','));
        asked.remove_prefix(std::min(asked.size(), name.size() + 1));
        name.remove_prefix(std::min(name.find_first_not_of(" \t"), name.size()));
        name = name.substr(0, name.find_last_not_of(" \t") + 1);
        if (name.empty() || !std::all_of(name.begin(), name.end(), isToken))
            continue;
        if (++count > HttpApi::MaxAskedHeaders
            || granted.size() + name.size() > HttpApi::MaxAskedHeadersBytes)
            break;
        granted += granted.empty() ? "" : ", ";
        granted += name;
    }
    return granted;
}

// Whether a path is that of a route; what stands for each * is left as it is.
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
        segments.push_back(std::string(segment));
        path.remove_prefix(segment.size());
    }
}

void countRefusal(HttpApi::PublishRefusals& refusals, int status)
{
    refusals[static_cast<std::size_t>(prometheus_text::publishRefusalOf(status))].fetch_add(
        1, std::memory_order_relaxed);
}

std::string connectionId(std::uint64_t id)
{
    return connectionIdText(id).toStdString();
}

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
    PublishAnswer(const Call& call, PublishKind kind, const ParsedPublish& publish,
        MessageLog* messages, ReceiptBook& receipts, std::shared_ptr<PublishRefusals> refusals)
        : RecordedPublish(MessageSource::Api, kind, publish, messages,
            publish.receipt ? &receipts : nullptr, false)
        , m_refusals(std::move(refusals))
        , m_shard(call.shard)
        , m_connection(call.connection)
        , m_number(call.number)
        , m_keepAlive(call.shard.keepsAlive(call.connection))
        , m_cors(call.cors)
        , m_warning(publish.warning)
        , m_countName(kind == PublishKind::Named ? "channels"
                  : kind == PublishKind::Fanout  ? "followers"
                                                 : "interested")
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
            response.body = "{\"id\":" + (id().empty() ? "null" : jsonString(id())) + ",\""
                + m_countName + "\":" + std::to_string(audience())
                + ",\"recipients\":" + std::to_string(recipients)
                + (receipt() && !id().empty()
                        ? ",\"receipt\":" + jsonString("/api/receipts/" + http::percentEncode(id()))
                        : std::string())
                + failuresText()
                + (m_warning.empty() ? std::string() : ",\"warning\":" + jsonString(m_warning))
                + "}\n";
        } else {
            response.status = refusalStatus();
            response.body = http::errorBody(refusal());
            countRefusal(*m_refusals, response.status);
        }
        FramePtr bytes = Frame::raw(http::serialize(response, m_request, m_keepAlive));
        if (shard == &m_shard)
            m_shard.answer(m_connection, m_number, std::move(bytes), !m_keepAlive);
        else
            m_shard.post(Answer{m_connection, m_number, std::move(bytes), !m_keepAlive});
    }

private:
    // Who did not get what others got.
    std::string failuresText() const
    {
        if (failureCount() == 0)
            return {};
        std::string text = ",\"failedCount\":" + std::to_string(failureCount()) + ",\"failed\":[";
        for (const Failure& failure : failures())
            text += (text.back() == '[' ? "{\"userId\":" : ",{\"userId\":")
                + jsonString(failure.userId) + ",\"error\":" + jsonString(failure.error) + '}';
        return text + ']';
    }

    const std::shared_ptr<PublishRefusals> m_refusals;
    Shard& m_shard;
    const ConnectionRef m_connection;
    const std::uint32_t m_number;
    const bool m_keepAlive;
    std::string m_cors;
    const std::string m_warning;
    http::Request m_request; // only what serialize() looks at
    const char* m_countName;
};

// Who may ask for something.
enum class Access : std::uint8_t {
    Probe, // anybody, under whatever name: an orchestrator has one of its own
    Read, // who knows the hub's name; pages read only what CORS lets them
    Stream, // no page of a foreign origin: it could not read it, but would hold it open
    Change, // likewise, and who has the token
};

struct HttpApi::Route {
    std::string_view path; // a * stands for one segment
    http::Method method;
    Access access;
    void (*handle)(HttpApi&, const Call&);
    // of its query; none: the query is not looked at
    std::span<const http::Parameter> parameters = {};
};

// Every route once: what is answered, what 405 allows, what a page may not drive.
const std::vector<HttpApi::Route>& HttpApi::routes()
{
    using http::Method;
    static const std::vector<Route> Routes = {
        {"/api/publish", Method::Post, Access::Change,
            [](HttpApi& api, const Call& call) { api.publish(call); }},
        {StreamPath, Method::Get, Access::Stream,
            [](HttpApi& api, const Call& call) { api.subscribe(call); }},
        {"/api/receipts/*", Method::Get, Access::Read,
            [](HttpApi& api, const Call& call) { api.admin(call, AdminRequest::Kind::Receipt); }},
        {"/api/stats", Method::Get, Access::Read,
            [](HttpApi& api, const Call& call) { api.admin(call, AdminRequest::Kind::Stats); }},
        {"/api/connections", Method::Get, Access::Read,
            [](HttpApi& api, const Call& call) {
                api.admin(call, AdminRequest::Kind::Connections);
            },
            ConnectionsParameters},
        {"/api/connections/*", Method::Delete, Access::Change,
            [](HttpApi& api, const Call& call) { api.admin(call, AdminRequest::Kind::Disconnect); },
            DisconnectParameters},
        {"/metrics", Method::Get, Access::Read,
            [](HttpApi& api, const Call& call) { api.admin(call, AdminRequest::Kind::Metrics); }},
        {"/healthz", Method::Get, Access::Probe,
            [](HttpApi& api, const Call& call) {
                api.respond(call, {.body = "{\"status\":\"ok\"}\n"});
            }},
        {"/readyz", Method::Get, Access::Probe,
            [](HttpApi& api, const Call& call) { api.readiness(call); }},
        {"/api/fanout", Method::Post, Access::Change,
            [](HttpApi& api, const Call& call) {
                api.publishToAudience(call, PublishKind::Fanout);
            }},
        {"/api/selective", Method::Post, Access::Change,
            [](HttpApi& api, const Call& call) {
                api.publishToAudience(call, PublishKind::Selective);
            }},
        {"/api/users/*/followers", Method::Get, Access::Read,
            [](HttpApi& api, const Call& call) { api.admin(call, AdminRequest::Kind::Followers); },
            ListParameters},
        {"/api/users/*/followers", Method::Put, Access::Change,
            [](HttpApi& api, const Call& call) { api.admin(call, AdminRequest::Kind::Followers); }},
        {"/api/users/*/followers", Method::Delete, Access::Change,
            [](HttpApi& api, const Call& call) { api.admin(call, AdminRequest::Kind::Followers); }},
        {"/api/users/*/followers/*", Method::Get, Access::Read,
            [](HttpApi& api, const Call& call) { api.admin(call, AdminRequest::Kind::Followers); }},
        {"/api/users/*/followers/*", Method::Put, Access::Change,
            [](HttpApi& api, const Call& call) { api.admin(call, AdminRequest::Kind::Followers); }},
        {"/api/users/*/followers/*", Method::Delete, Access::Change,
            [](HttpApi& api, const Call& call) { api.admin(call, AdminRequest::Kind::Followers); }},
        {"/api/users/*/interests", Method::Get, Access::Read,
            [](HttpApi& api, const Call& call) { api.admin(call, AdminRequest::Kind::Interests); },
            ListParameters},
        {"/api/users/*/interests", Method::Put, Access::Change,
            [](HttpApi& api, const Call& call) { api.admin(call, AdminRequest::Kind::Interests); }},
        {"/api/users/*/interests", Method::Delete, Access::Change,
            [](HttpApi& api, const Call& call) { api.admin(call, AdminRequest::Kind::Interests); }},
        {"/api/users/*/interests/*", Method::Get, Access::Read,
            [](HttpApi& api, const Call& call) { api.admin(call, AdminRequest::Kind::Interests); }},
        {"/api/users/*/interests/*", Method::Put, Access::Change,
            [](HttpApi& api, const Call& call) { api.admin(call, AdminRequest::Kind::Interests); }},
        {"/api/users/*/interests/*", Method::Delete, Access::Change,
            [](HttpApi& api, const Call& call) { api.admin(call, AdminRequest::Kind::Interests); }},
        {"/api/faults", Method::Get, Access::Read,
            [](HttpApi& api, const Call& call) { api.admin(call, AdminRequest::Kind::Break); }},
        {"/api/faults", Method::Post, Access::Change,
            [](HttpApi& api, const Call& call) { api.admin(call, AdminRequest::Kind::Break); }},
        {"/api/faults", Method::Delete, Access::Change,
            [](HttpApi& api, const Call& call) { api.admin(call, AdminRequest::Kind::Break); }},
        {"/api/faults/*", Method::Delete, Access::Change,
            [](HttpApi& api, const Call& call) { api.admin(call, AdminRequest::Kind::Break); }},
        {"/", Method::Get, Access::Read, [](HttpApi& api, const Call& call) { api.page(call); }},
    };
    return Routes;
}

HttpApi::HttpApi(const HubOptions& options, int shards, int maxStreams)
    : m_options(options)
    , m_maxStreams(maxStreams)
    , m_maxPerUser(options.maxPerUser)
    , m_retryMs(options.retry.count())
    , m_access(ownNames(options), toStrings(options.corsOrigins),
          options.publishToken.toStdString(),
          !http::isLoopbackName(http::hostWithoutPort(options.listenHost.toStdString())))
    , m_page(readResource(QStringLiteral(":/fanlight/try/index.html")))
    , m_nextConnection(1)
{
    m_newStreamFaults.resize(static_cast<std::size_t>(shards));
    for (int i = 0; i < shards; ++i)
        m_parsers.push_back(std::make_unique<PublishParser>(
            static_cast<std::size_t>(options.dataLimit), options.typeAs));
}

void HttpApi::bind(Broker& broker, Acceptor& acceptor, ReceiptBook& receipts, HubSide hub)
{
    setBroker(broker);
    m_acceptor = &acceptor;
    m_receipts = &receipts;
    m_hub = std::move(hub);
}

// ---------------------------------------------------------------- dispatch

void HttpApi::handleRequest(
    Shard& shard, ConnectionRef connection, std::uint32_t number, http::Request& request)
{
    Call call{shard, connection, number, request, corsHeaders(request), {}};
    const std::string_view path = request.path();
    const Route* match = nullptr;
    std::string allow;
    for (const Route& route : routes()) {
        std::vector<std::string> segments;
        if (path != "*" && !matches(route.path, path, segments))
            continue;
        const std::string name = http::methodName(route.method);
        if (allow.find(name) == std::string::npos) // once each, for “*”
            allow += (allow.empty() ? "" : ", ") + name
                + (route.method == http::Method::Get ? ", HEAD" : "");
        if (route.method == request.method
            || (request.method == http::Method::Head && route.method == http::Method::Get)) {
            match = &route;
            call.segments = std::move(segments);
        }
    }
    if (!mayAnswerTo(call, match))
        return;
    if (request.method == http::Method::Options)
        return preflight(call, allow);
    if (allow.empty() || path == "*")
        return respondError(call, 404, "there is nothing at " + std::string(path));
    if (!match)
        return respondError(
            call, 405, "this path takes " + allow + " only", "Allow: " + allow + ", OPTIONS\r\n");
    // an orchestrator is not to end a hub that is full
    const bool isProbe = match->access == Access::Probe;
    if ((shard.isShed(connection) && !isProbe) || shard.isDraining()) {
        if (match->access == Access::Stream && request.method == http::Method::Get)
            return sendAway(call);
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
    if (admit(call, *match) && checkQuery(call, *match))
        match->handle(*this, call);
}

// Whether the request names this hub. A page that had its own name resolve to this machine would
// otherwise drive it.
bool HttpApi::mayAnswerTo(const Call& call, const Route* route) const
{
    const http::Request& request = call.request;
    if (request.version >= 11 && !request.hasHost) {
        respondError(call, 400, "the Host field is missing");
        return false;
    }
    // of HTTP/1.0 in the target, perhaps
    const bool namesOne = request.hasHost || !request.host.empty();
    if (!namesOne || m_access.allowsHost(request.host) || (route && route->access == Access::Probe))
        return true;
    respondError(call, 403,
        "this hub does not go by the name “" + request.host
            + "”; use the name or address it listens on, or start it with --host "
            + (http::isHostAndPort(request.host) ? http::hostWithoutPort(request.host)
                                                 : std::string("NAME"))
            + " to let it go by that one, too");
    return false;
}

// Whether it comes from somebody who may.
bool HttpApi::admit(const Call& call, const Route& route) const
{
    const http::Request& request = call.request;
    if (route.access == Access::Stream || route.access == Access::Change) {
        const bool ownPage = request.origin == "http://" + request.host
            || request.origin == "https://" + request.host;
        if (!request.origin.empty() && !ownPage && !m_access.allowsOrigin(request.origin)) {
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
    if (route.access == Access::Change && m_access.needsToken()
        && !m_access.acceptsAuthorization(request.authorization)) {
        respondError(call, 401,
            "the publish token is missing or wrong; send “Authorization: Bearer TOKEN”",
            "WWW-Authenticate: Bearer\r\n");
        return false;
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

bool HttpApi::checkQuery(const Call& call, const Route& route) const
{
    if (route.parameters.empty())
        return true;
    const auto query = http::Query::parse(call.request.query());
    const std::string error = query
        ? checkParameters(*query, route.parameters, "this request")
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

void HttpApi::respond(const Call& call, http::Response response, bool close) const
{
    const bool keepAlive = !close && call.shard.keepsAlive(call.connection);
    response.headers += call.cors;
    call.shard.answer(call.connection, call.number,
        Frame::raw(http::serialize(response, call.request, keepAlive)), !keepAlive);
}

void HttpApi::respondError(
    const Call& call, int status, std::string_view error, std::string headers) const
{
    if (httpLog().isDebugEnabled())
        qCDebug(httpLog, "%s %s from %s: %d %s", http::methodName(call.request.method),
            call.request.target.c_str(), call.shard.addressOf(call.connection).c_str(), status,
            std::string(error).c_str());
    const std::string_view path = call.request.path();
    if (call.request.method == http::Method::Post
        && (path == "/api/publish" || path == "/api/fanout" || path == "/api/selective"))
        countRefusal(*m_refusals, status);
    respond(
        call, {.status = status, .headers = std::move(headers), .body = http::errorBody(error)});
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
void HttpApi::preflight(const Call& call, const std::string& allow) const
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
        const std::string granted = grantedHeaders(request.corsHeaders);
        headers += "Access-Control-Allow-Methods: " + methods
            + "\r\nAccess-Control-Max-Age: 600\r\n" + "Access-Control-Allow-Headers: "
            + (granted.empty() ? std::string(UsualHeaders) : granted)
            + "\r\nVary: Access-Control-Request-Headers\r\n";
        if (request.corsPrivateNetwork)
            headers += "Access-Control-Allow-Private-Network: true\r\n";
    }
    respond(call, {.status = 204, .headers = std::move(headers)});
}

// A browser never retries after an error status: a subscriber there is no room for gets a stream
// that ends at once and says when to come back, not all at the same time.
void HttpApi::sendAway(const Call& call) const
{
    call.shard.countRefused();
    const auto retry = static_cast<std::uint64_t>(m_retryMs.load(std::memory_order_relaxed));
    std::uniform_int_distribution<std::uint64_t> jittered(retry, 3 * retry);
    const std::string bytes
        = http::streamHead(call.request, call.cors, http::StreamBody::UntilClose) + "retry: "
        + std::to_string(jittered(call.shard.random())) + "\n: the hub is full; come back then\n\n";
    call.shard.answer(call.connection, call.number, Frame::raw(bytes), true);
}

// ---------------------------------------------------------------- subscribe

void HttpApi::subscribe(const Call& call)
{
    StreamQuery asked = StreamQuery::read(call.request.query());
    if (!asked.error.empty())
        return respondError(call, 400, asked.error);
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
    subscription->lastEventId = std::move(asked.lastEventId);
    call.shard.holdForStream(call.connection);
    m_broker.load(std::memory_order_acquire)
        ->subscribe(call.shard, std::move(subscription), asked.userId.value_or(std::string()));
}

// Whether the request for a stream is broken on purpose; it then has its answer, or none.
bool HttpApi::meetsFault(const Call& call, const StreamQuery& asked)
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
            respondError(call, 503, "broken on purpose: a fault of this hub answers 503");
        else
            call.shard.abort(call.connection);
        return true;
    }
    return false;
}

void HttpApi::setNewStreamFaults(const Shard& shard, NewStreamFaults faults)
{
    m_newStreamFaults[static_cast<std::size_t>(shard.index())]
        = faults->empty() ? nullptr : std::move(faults);
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
    if (most > 0 && connection.stream.channel
        && connection.stream.channel->streams.load(std::memory_order_relaxed)
            > static_cast<std::uint32_t>(most))
        m_hub.endSurplus(connection.stream.channel->index, connection.stream.channel->userId);
    if (!streamLog().isInfoEnabled())
        return;
    const std::string& types = shard.typesOf(connection);
    qCInfo(streamLog, "%s connected: %s%s from %s%s%s", connectionId(connection.stream.id).c_str(),
        connection.stream.channel ? "user " : "broadcasts only",
        connection.stream.channel ? connection.stream.channel->userId.c_str() : "",
        connection.addressText().c_str(), types.empty() ? "" : ", types ", types.c_str());
}

void HttpApi::streamClosed(Shard& shard, const Connection& connection, DisconnectReason reason)
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

void HttpApi::subscriptionLost(Shard& shard, const Subscription& subscription)
{
    m_streams.fetch_sub(1);
    m_broker.load(std::memory_order_acquire)
        ->unsubscribe(shard.index(), subscription.channel, subscription.id);
}

void HttpApi::socketClosed()
{
    m_acceptor->socketClosed();
}

// ---------------------------------------------------------------- publish

void HttpApi::publish(const Call& call)
{
    const ParsedPublish& parsed
        = m_parsers[static_cast<std::size_t>(call.shard.index())]->parse(call.request.body);
    if (!parsed.error.empty())
        return respondError(call, parsed.status, parsed.error);
    const auto ticket = std::make_shared<PublishAnswer>(call, PublishKind::Named, parsed,
        m_messages.load(std::memory_order_acquire), *m_receipts, m_refusals);
    m_broker.load(std::memory_order_acquire)
        ->publish(notificationOf(parsed, parsed.userIds, call.shard.turnNs()), ticket);
}

void HttpApi::publishToAudience(const Call& call, PublishKind kind)
{
    const ParsedPublish& parsed
        = m_parsers[static_cast<std::size_t>(call.shard.index())]->parse(call.request.body, kind);
    if (!parsed.error.empty())
        return respondError(call, parsed.status, parsed.error);
    m_hub.publishToAudience({kind, parsed, call.shard.turnNs(),
        std::make_shared<PublishAnswer>(call, kind, parsed,
            m_messages.load(std::memory_order_acquire), *m_receipts, m_refusals)});
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
        return respond(call, {.body = "{\"status\":\"ready\"" + kind + "}\n"});
    respond(call,
        {.status = 503,
            .body = "{\"status\":\"not ready\"" + kind + ",\"error\":" + jsonString(why) + "}\n"});
}

void HttpApi::page(const Call& call) const
{
    http::Response response{.contentType = "text/html; charset=utf-8",
        .cacheControl = "no-cache",
        .headers = "Content-Security-Policy: default-src 'none'; style-src 'unsafe-inline'; "
                   "script-src 'unsafe-inline'; "
                   "connect-src 'self'; img-src data:; base-uri 'none'; form-action 'none'; "
                   "frame-ancestors 'none'\r\n"
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
    response.headers += request.corsHeaders;
    request.shard->post(Answer{request.connection, request.number,
        Frame::raw(http::serialize(response, shape, request.keepAlive)), !request.keepAlive});
}

} // namespace fanlight
