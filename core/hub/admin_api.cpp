// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "hub/admin_api.h"

#include "broker/redis_broker.h"
#include "delivery/parsed_publish.h"
#include "http/query.h"
#include "hub/access_desk.h"
#include "hub/connection_filter.h"
#include "hub/fault_desk.h"
#include "hub/hub_port.h"
#include "hub/hub_access.h"
#include "hub/instance_board.h"
#include "hub/limit_options.h"
#include "hub/memory_budget.h"
#include "hub/refusal_book.h"
#include "hub/sampler.h"
#include "hub/source_api.h"
#include "metrics/process_stats.h"
#include "net/clock.h"
#include "sources/source_desk.h"

#include <QDateTime>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace fanlight {

namespace {

QJsonValue figure(double value)
{
    return isKnown(value) ? QJsonValue(value) : QJsonValue();
}

// `ms`: of a percentile.
template <class Milliseconds> QJsonObject percentiles(std::uint64_t count, Milliseconds ms)
{
    return {{QStringLiteral("count"), qint64(count)}, {QStringLiteral("p50Ms"), figure(ms(50))},
        {QStringLiteral("p90Ms"), figure(ms(90))}, {QStringLiteral("p95Ms"), figure(ms(95))},
        {QStringLiteral("p99Ms"), figure(ms(99))}, {QStringLiteral("p99.9Ms"), figure(ms(99.9))}};
}

QJsonObject percentiles(const LatencyHistogram& histogram)
{
    return percentiles(
        histogram.count(), [&](double percent) { return histogram.percentileMs(percent); });
}

QJsonObject rowJson(const ConnectionRow& row)
{
    return {{QStringLiteral("id"), connectionIdText(row.id)},
        {QStringLiteral("userId"), row.userId.isEmpty() ? QJsonValue() : QJsonValue(row.userId)},
        {QStringLiteral("address"), row.address},
        {QStringLiteral("types"), QJsonArray::fromStringList(row.types)},
        {QStringLiteral("connectedAt"),
            QDateTime::fromMSecsSinceEpoch(row.connectedAtMs, Qt::UTC).toString(Qt::ISODateWithMs)},
        {QStringLiteral("events"), qint64(row.events)},
        {QStringLiteral("bytes"), qint64(row.bytes)},
        {QStringLiteral("dropped"), qint64(row.dropped)},
        {QStringLiteral("replayed"), qint64(row.replayed)},
        {QStringLiteral("backlogBytes"), row.backlogBytes},
        {QStringLiteral("rttMs"), figure(row.rttMs)}, {QStringLiteral("userAgent"), row.userAgent},
        {QStringLiteral("lastEventId"),
            row.lastEventId.isEmpty() ? QJsonValue() : QJsonValue(row.lastEventId)}};
}

QJsonArray instancesJson(const InstanceSnapshotPtr& instances)
{
    QJsonArray array;
    for (const InstanceRow& row : instances ? instances->rows : std::vector<InstanceRow>()) {
        array.append(QJsonObject{{QStringLiteral("name"), row.name},
            {QStringLiteral("host"), row.host}, {QStringLiteral("pid"), row.pid},
            {QStringLiteral("version"), row.version}, {QStringLiteral("url"), row.url},
            {QStringLiteral("connections"), figure(row.connections)},
            {QStringLiteral("deliveredPerSecond"), figure(row.deliveredPerSecond)},
            {QStringLiteral("rssBytes"), figure(row.rssBytes)},
            {QStringLiteral("writeP99Ms"), figure(row.writeP99Ms)},
            {QStringLiteral("heartbeatAgeMs"), instances->takenAtMs - row.heartbeatAtMs},
            {QStringLiteral("stale"), instances->isStale(row)},
            {QStringLiteral("sharesName"), row.sharesName}});
    }
    return array;
}

QJsonObject tlsJson(const TlsStatus& status, const prometheus_text::TlsTotals& figures)
{
    QJsonObject failed;
    for (const auto& [reason, count] : figures.failed)
        failed[QLatin1StringView(reason)] = count;
    const auto time = [](qint64 ms) {
        return QDateTime::fromMSecsSinceEpoch(ms, Qt::UTC).toString(Qt::ISODate);
    };
    return {{QStringLiteral("subject"), status.subject}, {QStringLiteral("issuer"), status.issuer},
        {QStringLiteral("names"), QJsonArray::fromStringList(status.names)},
        {QStringLiteral("expiresAt"), time(status.validUntilMs)},
        {QStringLiteral("clientCertificates"), status.asksClients},
        {QStringLiteral("readAt"), time(status.readAtMs)},
        {QStringLiteral("problem"),
            status.problem.isEmpty() ? QJsonValue() : QJsonValue(status.problem)},
        {QStringLiteral("handshakes"), qint64(figures.handshakes)},
        {QStringLiteral("resumed"), qint64(figures.resumed)}, {QStringLiteral("failed"), failed}};
}

// What one address or token may have, as it is set, and how many were refused for it.
// Primaries of a cluster.
QJsonArray nodesJson(const RedisBroker& redis)
{
    QJsonArray nodes;
    for (const ClusterNode* node : redis.nodes()) {
        int slotCount = 0;
        for (const ClusterMap::Keeper& keeper : redis.cluster()->topology().map().keepers())
            slotCount += keeper.endpoint == node->endpoint() ? keeper.slots : 0;
        nodes.append(QJsonObject{{QStringLiteral("node"), node->endpoint().text()},
            {QStringLiteral("up"), node->isUp()},
            {QStringLiteral("problem"),
                node->isUp() || node->problem().isEmpty() ? QJsonValue()
                                                          : QJsonValue(node->problem())},
            {QStringLiteral("slots"), slotCount},
            {QStringLiteral("channels"), qint64(node->channels)},
            {QStringLiteral("published"), qint64(node->published)},
            {QStringLiteral("received"), qint64(node->received)}});
    }
    return nodes;
}

QJsonObject limitsJson(const HubOptions& options, const AccessLimits& limits)
{
    using Kind = AccessLimits::Kind;
    const auto one = [&](const QString& limit, Kind kind) {
        return QJsonObject{{QStringLiteral("limit"), limit},
            {QStringLiteral("refused"), qint64(limits.refused(kind))}};
    };
    return {
        {QStringLiteral("streams"), one(limit_options::text(options.limitStreams), Kind::Streams)},
        {QStringLiteral("requests"),
            one(limit_options::text(options.limitRequests), Kind::Requests)},
        {QStringLiteral("publishes"),
            one(limit_options::text(options.limitPublishes), Kind::Publishes)},
        {QStringLiteral("wrongTokens"),
            QJsonObject{{QStringLiteral("refused"), qint64(limits.refused(Kind::WrongTokens))}}}};
}

http::Response jsonResponse(const QJsonObject& object)
{
    return {.body = QJsonDocument(object).toJson(QJsonDocument::Compact).toStdString() + '\n'};
}

http::Response errorResponse(int status, const QString& error)
{
    return {.status = status, .body = http::errorBody(error.toStdString())};
}

// The streams behind `after` that the filter takes, and how many it takes in all.
http::Response listingOf(
    const ConnectionSnapshot& snapshot, const ConnectionFilter& filter, int limit, quint64 after)
{
    QJsonArray rows;
    qint64 matching = 0;
    QJsonValue next;
    QString lastId;
    for (const ConnectionRow& row : snapshot.rows) {
        if (!filter.matches(row, snapshot.takenAtMs))
            continue;
        ++matching;
        if (row.id <= after)
            continue;
        if (rows.size() == limit) {
            next = lastId;
            continue;
        }
        rows.append(rowJson(row));
        lastId = connectionIdText(row.id);
    }
    return jsonResponse({{QStringLiteral("connections"), rows}, {QStringLiteral("next"), next},
        {QStringLiteral("total"), matching}});
}

} // namespace

AdminApi::AdminApi(HubSide hub)
    : m_hub(std::move(hub))
    , m_startedNs(monotonicNs())
{
}

void AdminApi::setRedis(const RedisBroker& redis, const InstanceBoard& board)
{
    m_redis = &redis;
    m_board = &board;
}

void AdminApi::answerMetrics(const AdminRequest& request) const
{
    prometheus_text::Totals totals = m_hub.sampler.live();
    totals.connectionsLimit = m_hub.api.streams().maxStreams();
    totals.faults = m_hub.faults.faults().size();
    for (std::size_t i = 0; i < totals.refusedPublishes.size(); ++i)
        totals.refusedPublishes[i]
            = m_hub.api.publishing().refusals()[i].load(std::memory_order_relaxed);
    if (const TlsStatus& tls = m_hub.status.tls; tls.isOn) {
        totals.tls = m_hub.sampler.tls();
        totals.tls->certificateExpiresAtSeconds = double(tls.validUntilMs) / 1000;
    }
    for (std::size_t i = 0; i < totals.limited.size(); ++i)
        totals.limited[i] = m_hub.api.limits().refused(static_cast<AccessLimits::Kind>(i));
    for (std::size_t i = 0; i < totals.turnedAway.size(); ++i)
        totals.turnedAway[i] = m_hub.refusals.count(static_cast<prometheus_text::TurnAway>(i));
    totals.historyLimitBytes
        = double(memoryForHistory(m_hub.options.historyBytes, process_stats::memoryLimit()));
    if (m_hub.sideLosses)
        totals.losses = m_hub.sideLosses();
    totals.sources = source_api::totals(*m_hub.sources.snapshot());
    if (totals.redis && m_redis) {
        totals.redis->isUp = m_hub.status.broker.ready;
        totals.redis->reconnects = m_redis->reconnects();
        totals.redis->channels = m_redis->subscribedChannels();
        totals.redis->roundTripSeconds = m_redis->roundTripMs() / 1000;
        for (const ClusterNode* node : m_redis->nodes())
            totals.redis->nodes.push_back({node->endpoint().text().toStdString(), node->isUp(),
                node->channels, node->published});
    }
    request.answer({.contentType = "text/plain; version=0.0.4; charset=utf-8",
        .body = prometheus_text::render(totals).toStdString()});
}

QJsonArray AdminApi::features() const
{
    QJsonArray features{QStringLiteral("admin-stream")};
    for (const std::string& feature : m_hub.api.access().features())
        features.append(QString::fromStdString(feature));
    features.append(QStringLiteral("admin-routes"));
    features.append(QStringLiteral("admin-moments"));
    features.append(QStringLiteral("admin-record"));
    if (m_hub.options.allowFaults)
        features.append(QStringLiteral("faults"));
    if (m_redis)
        features.append(QStringLiteral("redis"));
    if (m_hub.status.tls.isOn)
        features.append(QStringLiteral("tls"));
    return features;
}

void AdminApi::answerWhoAmI(const AdminRequest& request) const
{
    request.answer(jsonResponse(
        {{QStringLiteral("name"),
             request.callerName.empty() ? QJsonValue()
                                        : QJsonValue(QString::fromStdString(request.callerName))},
            {QStringLiteral("role"), QString::fromLatin1(roleName(request.role))},
            {QStringLiteral("instance"), m_hub.status.instance},
            {QStringLiteral("version"), QStringLiteral(FANLIGHT_VERSION)},
            {QStringLiteral("features"), features()}}));
}

// {"token":"…"}, which is in no answer.
void AdminApi::answerTokenCheck(const AdminRequest& request) const
{
    const QJsonObject asked
        = QJsonDocument::fromJson(QByteArray::fromStdString(request.body)).object();
    if (!asked[QStringLiteral("token")].isString())
        return request.answer(
            errorResponse(400, QStringLiteral("token: must be there, and a text")));
    const std::string token = asked[QStringLiteral("token")].toString().trimmed().toStdString();
    const HubAccess& access = m_hub.api.access();
    const auto nowMs = static_cast<qint64>(realtimeNs() / 1'000'000);
    QJsonArray checks;
    for (const TokenReport::Line& line : tokenLines(access, m_hub.options, token, nowMs))
        checks.append(QJsonObject{{QStringLiteral("what"), line.what},
            {QStringLiteral("ok"), line.refusal.isEmpty()},
            {QStringLiteral("reason"),
                line.refusal.isEmpty() ? QJsonValue() : QJsonValue(line.refusal)},
            {QStringLiteral("value"), line.value.isEmpty() ? QJsonValue() : QJsonValue(line.value)},
            {QStringLiteral("timeMs"), line.timeMs == 0 ? QJsonValue() : QJsonValue(line.timeMs)}});
    const jwt::Verdict verdict = access.judge(token, nowMs);
    const auto time = [](qint64 ms) {
        return ms == 0
            ? QJsonValue()
            : QJsonValue(QDateTime::fromMSecsSinceEpoch(ms, Qt::UTC).toString(Qt::ISODateWithMs));
    };
    request.answer(jsonResponse({{QStringLiteral("ok"), verdict.isGood()},
        {QStringLiteral("reason"),
            verdict.isGood() ? QJsonValue() : QJsonValue(QString::fromStdString(verdict.refusal))},
        {QStringLiteral("userId"),
            verdict.isGood() ? QJsonValue(QString::fromStdString(verdict.user)) : QJsonValue()},
        {QStringLiteral("expiresAt"), time(verdict.validUntilMs)},
        {QStringLiteral("checks"), checks}}));
}

void AdminApi::answerStats(const AdminRequest& request) const
{
    const MetricsSample sum = m_hub.sampler.live().sum;
    const MetricsSample& now = sum; // levels are the newest
    const std::uint64_t uptimeMs = (monotonicNs() - m_startedNs) / 1'000'000;
    QJsonObject disconnects;
    for (std::size_t i = 0; i < DisconnectReasonCount; ++i)
        disconnects[QLatin1StringView(disconnectReasonName(static_cast<DisconnectReason>(i)))]
            = qint64(sum.disconnectsByReason[i]);
    QJsonObject stats{
        {QStringLiteral("instance"), m_hub.status.instance},
        {QStringLiteral("version"), QStringLiteral(FANLIGHT_VERSION)},
        {QStringLiteral("listening"), QJsonArray::fromStringList(m_hub.status.urls)},
        {QStringLiteral("broker"), m_hub.status.broker.kind},
        {QStringLiteral("uptimeSeconds"), double(uptimeMs) / 1000},
        {QStringLiteral("shards"), m_hub.status.shards},
        {QStringLiteral("connections"), qint64(now.connections)},
        {QStringLiteral("maxConnections"), m_hub.api.streams().maxStreams()},
        {QStringLiteral("maxPerUser"), m_hub.options.maxPerUser},
        {QStringLiteral("limits"), limitsJson(m_hub.options, m_hub.api.limits())},
        {QStringLiteral("faults"), qint64(m_hub.faults.faults().size())},
        {QStringLiteral("connects"), qint64(sum.connects)},
        {QStringLiteral("resumed"), qint64(sum.resumed)},
        {QStringLiteral("refused"), qint64(sum.refused)},
        {QStringLiteral("disconnects"), disconnects},
        {QStringLiteral("published"), qint64(sum.published)},
        {QStringLiteral("delivered"), qint64(sum.delivered)},
        {QStringLiteral("bytes"), qint64(sum.bytes)},
        {QStringLiteral("droppedEvents"), qint64(sum.droppedEvents)},
        {QStringLiteral("batched"),
            QJsonObject{{QStringLiteral("notifications"), qint64(sum.batchedIn)},
                {QStringLiteral("events"), qint64(sum.batchedOut)}}},
        {QStringLiteral("slowClients"), qint64(now.slowClients)},
        {QStringLiteral("backlogBytes"), qint64(now.backlogBytes)},
        {QStringLiteral("history"),
            QJsonObject{{QStringLiteral("events"), qint64(now.historyEvents)},
                {QStringLiteral("bytes"), qint64(now.historyBytes)},
                {QStringLiteral("limitBytes"),
                    memoryForHistory(m_hub.options.historyBytes, process_stats::memoryLimit())}}},
        {QStringLiteral("latency"),
            QJsonObject{{QStringLiteral("write"), percentiles(sum.write)},
                {QStringLiteral("ack"),
                    percentiles(
                        sum.ack.count(), [&sum](double percent) { return sum.ackMs(percent); })}}},
        {QStringLiteral("memory"),
            QJsonObject{{QStringLiteral("rssBytes"), figure(now.rssBytes)},
                {QStringLiteral("bytesPerConnection"), figure(now.bytesPerConnection)},
                {QStringLiteral("kernelSocketBytes"), figure(now.kernelSocketBytes)}}},
        {QStringLiteral("files"),
            QJsonObject{{QStringLiteral("open"), figure(now.openFiles)},
                {QStringLiteral("limit"), figure(now.fileLimit)}}},
        {QStringLiteral("cpuPercent"), figure(now.cpuPercent)},
        {QStringLiteral("cpuCores"), figure(now.cpuCores)},
        {QStringLiteral("sources"), source_api::toJson(*m_hub.sources.snapshot())},
    };
    if (m_hub.status.tls.isOn)
        stats[QStringLiteral("tls")] = tlsJson(m_hub.status.tls, m_hub.sampler.tls());
    if (m_redis) {
        stats[QStringLiteral("redis")] = QJsonObject{
            {QStringLiteral("url"), m_hub.status.broker.url},
            {QStringLiteral("ready"), m_hub.status.broker.ready},
            {QStringLiteral("problem"),
                m_hub.status.broker.problem.isEmpty() ? QJsonValue()
                                                      : QJsonValue(m_hub.status.broker.problem)},
            {QStringLiteral("channels"), qint64(m_redis->subscribedChannels())},
            {QStringLiteral("received"), figure(sum.redisReceived)},
            {QStringLiteral("roundTripMs"), figure(m_redis->roundTripMs())},
            {QStringLiteral("reconnects"), qint64(m_redis->reconnects())},
            {QStringLiteral("lag"), percentiles(sum.redisLag)}};
        if (m_redis->cluster()) {
            QJsonObject redis = stats[QStringLiteral("redis")].toObject();
            redis.insert(QStringLiteral("nodes"), nodesJson(*m_redis));
            stats[QStringLiteral("redis")] = redis;
        }
        stats[QStringLiteral("instances")] = instancesJson(m_board->instances());
        const QString shared
            = m_board->instances() ? m_board->instances()->nameConflict() : QString();
        stats[QStringLiteral("nameConflict")]
            = shared.isEmpty() ? QJsonValue() : QJsonValue(shared);
        stats[QStringLiteral("total")]
            = QJsonObject{{QStringLiteral("connections"), figure(m_board->totalConnections())},
                {QStringLiteral("rssBytes"), figure(m_board->totalRssBytes())}};
    }
    request.answer(jsonResponse(stats));
}

void AdminApi::answerConnections(const AdminRequest& request)
{
    const auto query = http::Query::parse(request.query);
    const auto parameter = [&](std::string_view name) {
        const auto value = query ? query->value(name) : std::nullopt;
        return value ? QString::fromUtf8(value->data(), static_cast<qsizetype>(value->size()))
                     : QString();
    };
    const ConnectionFilter filter = ConnectionFilter::parse(parameter("filter"));
    if (!filter.error().isEmpty())
        return request.answer(errorResponse(400, QStringLiteral("filter: ") + filter.error()));
    bool ok = true;
    const QString limitText = parameter("limit");
    const int limit = limitText.isEmpty() ? DefaultConnectionsPage : limitText.toInt(&ok);
    if (!ok || limit < 1 || limit > MaxConnectionsPage)
        return request.answer(errorResponse(
            400, QStringLiteral("limit: must be a number from 1 to %1").arg(MaxConnectionsPage)));
    const QString cursorText = parameter("cursor");
    const std::optional<quint64> after
        = cursorText.isEmpty() ? std::optional<quint64>(0) : parseConnectionId(cursorText);
    if (!after)
        return request.answer(
            errorResponse(400, QStringLiteral("cursor: must be the “next” of an earlier answer")));

    if (m_listings >= MaxListings) {
        http::Response busy = errorResponse(503,
            QStringLiteral("%1 lists of connections are being made; try again").arg(MaxListings));
        busy.headers = "Retry-After: 1\r\n";
        return request.answer(std::move(busy));
    }
    ++m_listings;
    m_hub.rows.collect(true,
        [this, request, filter, limit, after = *after](
            const std::shared_ptr<ConnectionSnapshot>& snapshot) {
            m_worker.start([this, request, filter, limit, after, snapshot] {
                ConnectionRows::arrange(*snapshot);
                request.answer(listingOf(*snapshot, filter, limit, after));
                Worker::answer(this, [this] { --m_listings; });
            });
        });
}

// DELETE /api/connections/{id}?retry=off|5s|1500ms
void AdminApi::answerDisconnect(const AdminRequest& request) const
{
    const QString idText = QString::fromStdString(request.segments.front());
    const std::optional<quint64> id = parseConnectionId(idText);
    if (!id)
        return request.answer(errorResponse(404,
            QStringLiteral("id: “%1” is not a connection id; they look like c-1vzt").arg(idText)));
    const auto query = http::Query::parse(request.query);
    qint64 retryMs = -1;
    if (const auto retry = query ? query->value("retry") : std::nullopt) {
        const QString text
            = QString::fromUtf8(retry->data(), static_cast<qsizetype>(retry->size()));
        const auto duration = parseDuration(text);
        if (text != u"off" && (!duration || duration->count() > publish_limits::RetryMs))
            return request.answer(errorResponse(400,
                QStringLiteral(
                    "retry: must be “off” or a duration up to 24h, such as 500ms or 5s")));
        retryMs = text == u"off" ? HubPort::NeverRetry : duration->count();
    }
    m_hub.disconnect({*id}, retryMs, [request, idText](int found) {
        if (found == 0)
            request.answer(
                errorResponse(404, QStringLiteral("there is no connection %1").arg(idText)));
        else
            request.answer(jsonResponse({{QStringLiteral("disconnected"), idText}}));
    });
}

} // namespace fanlight
