// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "metrics/prometheus.h"

#include <prometheus/metric_family.h>
#include <prometheus/text_serializer.h>

#include <array>
#include <utility>
#include <vector>

// The families are filled directly, without a registry: all figures are summed up already, and only
// so can a histogram be made from buckets that were counted elsewhere.
namespace fanlight::prometheus_text {

namespace {
using prometheus::ClientMetric;
using prometheus::MetricFamily;
using prometheus::MetricType;
using Families = std::vector<MetricFamily>;

constexpr double NsPerSecond = 1e9;

// Upper bounds in nanoseconds, 100 µs to 10 s.
constexpr std::array<std::uint64_t, 16> LatencyBoundsNs{100'000, 250'000, 500'000, 1'000'000,
    2'500'000, 5'000'000, 10'000'000, 25'000'000, 50'000'000, 100'000'000, 250'000'000, 500'000'000,
    1'000'000'000, 2'500'000'000, 5'000'000'000, 10'000'000'000};

ClientMetric counterOf(double value)
{
    ClientMetric metric;
    metric.counter.value = value;
    return metric;
}

ClientMetric gaugeOf(double value)
{
    ClientMetric metric;
    metric.gauge.value = value;
    return metric;
}

void counter(Families& families, const char* name, const char* help, double value)
{
    if (isKnown(value))
        families.push_back({name, help, MetricType::Counter, {counterOf(value)}});
}

void counter(Families& families, const char* name, const char* help, quint64 value)
{
    counter(families, name, help, static_cast<double>(value));
}

void gauge(Families& families, const char* name, const char* help, double value)
{
    if (isKnown(value))
        families.push_back({name, help, MetricType::Gauge, {gaugeOf(value)}});
}

// One that is not known before something was measured: a series that came later would be missing in
// whatever is asked about the time before.
void gaugeFromTheStart(Families& families, const char* name, const char* help, double value)
{
    families.push_back({name, help, MetricType::Gauge, {gaugeOf(value)}});
}

void gauge(Families& families, const char* name, const char* help, quint64 value)
{
    gauge(families, name, help, static_cast<double>(value));
}

// Our buckets keep no sum: each value counts as the middle of its bucket, which is at most 1.6 %
// off. One that is known as it is does, too: later it is not, and a counter never goes back.
double middleNs(int index)
{
    return (static_cast<double>(latency_buckets::lowerEdge(index))
               + static_cast<double>(latency_buckets::upperEdge(index)))
        / 2;
}

// A bucket that straddles a bound counts above it, so no count claims more than was measured.
void histogram(
    Families& families, const char* name, const char* help, const LatencyHistogram& latencies)
{
    ClientMetric metric;
    auto& out = metric.histogram;
    out.sample_count = latencies.count();
    for (const std::uint64_t boundNs : LatencyBoundsNs)
        out.bucket.push_back({0, static_cast<double>(boundNs) / NsPerSecond});
    for (const LatencyHistogram::Step& step : latencies.steps()) {
        const int index = latency_buckets::indexOf(step.ns);
        out.sample_sum += static_cast<double>(step.count) * middleNs(index) / NsPerSecond;
        for (std::size_t i = 0; i < LatencyBoundsNs.size(); ++i) {
            if (latency_buckets::upperEdge(index) <= LatencyBoundsNs[i])
                out.bucket[i].cumulative_count += step.count;
        }
    }
    families.push_back({name, help, MetricType::Histogram, {std::move(metric)}});
}

// One series for each value of the label, whether or not anything was counted.
void counters(Families& families, const char* name, const char* help, const char* label,
    const std::vector<std::pair<const char*, double>>& values)
{
    MetricFamily family{name, help, MetricType::Counter, {}};
    for (const auto& [text, value] : values) {
        ClientMetric metric = counterOf(value);
        metric.label.push_back({label, text});
        family.metric.push_back(std::move(metric));
    }
    families.push_back(std::move(family));
}

void disconnects(Families& families, const MetricsSample& sum)
{
    std::vector<std::pair<const char*, double>> values;
    for (std::size_t i = 0; i < DisconnectReasonCount; ++i)
        values.emplace_back(disconnectReasonName(static_cast<DisconnectReason>(i)),
            static_cast<double>(sum.disconnectsByReason[i]));
    counters(families, "fanlight_disconnects_total", "Streams ended, by reason.", "reason", values);
}

void requests(Families& families, const Totals& totals)
{
    constexpr std::array<const char*, AnswerClassCount> Classes{"2xx", "3xx", "4xx", "5xx"};
    std::vector<std::pair<const char*, double>> answers;
    for (std::size_t i = 0; i < AnswerClassCount; ++i)
        answers.emplace_back(Classes[i], static_cast<double>(totals.answers[i]));
    counters(families, "fanlight_http_responses_total",
        "HTTP answers, other than streams, by class of their status.", "code", answers);

    constexpr std::array<const char*, PublishRefusalCount> Reasons{
        "invalid", "too_large", "forbidden", "unavailable", "limited"};
    std::vector<std::pair<const char*, double>> refusals;
    for (std::size_t i = 0; i < PublishRefusalCount; ++i)
        refusals.emplace_back(Reasons[i], static_cast<double>(totals.refusedPublishes[i]));
    counters(families, "fanlight_publishes_refused_total",
        "Publishes over HTTP that were refused, by reason.", "reason", refusals);

    constexpr std::array<const char*, LimitKindCount> Kinds{
        "streams", "requests", "publishes", "wrong_tokens"};
    std::vector<std::pair<const char*, double>> limited;
    for (std::size_t i = 0; i < LimitKindCount; ++i)
        limited.emplace_back(Kinds[i], static_cast<double>(totals.limited[i]));
    counters(families, "fanlight_limited_total",
        "Requests refused since an address or a token had too many, by what was too much.", "limit",
        limited);

    constexpr std::array<const char*, TurnAwayCount> Answers{
        "unauthorized", "forbidden", "limited", "full"};
    std::vector<std::pair<const char*, double>> turnedAway;
    for (std::size_t i = 0; i < TurnAwayCount; ++i)
        turnedAway.emplace_back(Answers[i], static_cast<double>(totals.turnedAway[i]));
    counters(families, "fanlight_turned_away_total",
        "Who was turned away: answered 401, 403 or 429; streams, since the hub was full or ended.",
        "reason", turnedAway);
}

// One series for each primary of a cluster.
void ofNodes(Families& families, const RedisTotals& redis)
{
    const auto add = [&](const char* name, const char* help, MetricType type, auto valueOf) {
        MetricFamily family{name, help, type, {}};
        for (const RedisTotals::Node& node : redis.nodes) {
            const auto value = static_cast<double>(valueOf(node));
            ClientMetric metric = type == MetricType::Counter ? counterOf(value) : gaugeOf(value);
            metric.label.push_back({"node", node.endpoint});
            family.metric.push_back(std::move(metric));
        }
        families.push_back(std::move(family));
    };
    using Node = RedisTotals::Node;
    add("fanlight_redis_node_up", "Whether a primary of the Redis Cluster is there; 1 or 0.",
        MetricType::Gauge, [](const Node& node) { return node.isUp ? 1 : 0; });
    add("fanlight_redis_node_channels", "Channels subscribed to at a primary of the Redis Cluster.",
        MetricType::Gauge, [](const Node& node) { return node.channels; });
    add("fanlight_redis_node_published_total",
        "Messages published at a primary of the Redis Cluster.", MetricType::Counter,
        [](const Node& node) { return node.published; });
}

void redis(Families& families, const RedisTotals& redis)
{
    if (!redis.nodes.empty())
        ofNodes(families, redis);
    gauge(families, "fanlight_redis_up", "Whether Redis is there and serves; 1 or 0.",
        quint64(redis.isUp));
    counter(families, "fanlight_redis_reconnects_total",
        "Links to Redis made anew after they were lost.", redis.reconnects);
    gauge(families, "fanlight_redis_channels", "Channels subscribed to in Redis.", redis.channels);
    gaugeFromTheStart(families, "fanlight_redis_round_trip_seconds",
        "How long Redis took to answer the last time it was asked; NaN until then.",
        redis.roundTripSeconds);
    counters(families, "fanlight_redis_refused_total",
        "Messages from Redis that were not delivered, by reason.", "reason",
        {{"too_large", static_cast<double>(redis.tooLarge)},
            {"not_utf8", static_cast<double>(redis.notUtf8)}});
}

void tls(Families& families, const TlsTotals& tls)
{
    gauge(families, "fanlight_tls_certificate_expiry_timestamp_seconds",
        "When the hub's certificate expires, since unix epoch in seconds.",
        tls.certificateExpiresAtSeconds);
    counters(families, "fanlight_tls_handshakes_total",
        "Clients that were let in over TLS: by a whole handshake, or by a session of before.",
        "kind",
        {{"full", static_cast<double>(tls.handshakes)},
            {"resumed", static_cast<double>(tls.resumed)}});
    counters(families, "fanlight_tls_handshakes_failed_total",
        "Clients that were not let in over TLS, by reason.", "reason", tls.failed);
}

// One series a source.
void ofSources(Families& families, const std::vector<SourceTotals>& sources, const char* name,
    const char* help, MetricType type, double (*valueOf)(const SourceTotals&))
{
    MetricFamily family{name, help, type, {}};
    for (const SourceTotals& source : sources) {
        ClientMetric metric
            = type == MetricType::Counter ? counterOf(valueOf(source)) : gaugeOf(valueOf(source));
        metric.label = {{"source", source.name}, {"kind", source.kind}};
        family.metric.push_back(std::move(metric));
    }
    families.push_back(std::move(family));
}

void sources(Families& families, const std::vector<SourceTotals>& all)
{
    using Source = SourceTotals;
    MetricFamily states{"fanlight_source_state", "How a source stands; 1 for its state, else 0.",
        MetricType::Gauge, {}};
    for (const Source& source : all) {
        for (const char* state : SourceStates) {
            ClientMetric metric = gaugeOf(source.state == state ? 1 : 0);
            metric.label = {{"source", source.name}, {"kind", source.kind}, {"state", state}};
            states.metric.push_back(std::move(metric));
        }
    }
    families.push_back(std::move(states));
    ofSources(families, all, "fanlight_source_lag",
        "Messages that wait in the queue; NaN: not known.", MetricType::Gauge,
        [](const Source& one) { return one.lag; });
    ofSources(families, all, "fanlight_source_dead",
        "Messages a source keeps as dead; NaN: not known.", MetricType::Gauge,
        [](const Source& one) { return one.dead; });
    ofSources(families, all, "fanlight_source_in_hand",
        "Messages taken that are not acknowledged yet.", MetricType::Gauge,
        [](const Source& one) { return one.inHand; });
    ofSources(families, all, "fanlight_source_taken_total", "Messages taken from a source.",
        MetricType::Counter, [](const Source& one) { return double(one.taken); });
    ofSources(families, all, "fanlight_source_acknowledged_total",
        "Messages published and acknowledged.", MetricType::Counter,
        [](const Source& one) { return double(one.acknowledged); });
    ofSources(families, all, "fanlight_source_refused_total",
        "How often a message of a source was refused.", MetricType::Counter,
        [](const Source& one) { return double(one.refused); });
    ofSources(families, all, "fanlight_source_buried_total",
        "Messages that were refused too often and went to the dead.", MetricType::Counter,
        [](const Source& one) { return double(one.buried); });
}

void sideOutputs(Families& families, const SideLosses& losses)
{
    counters(families, "fanlight_log_lines_lost_total",
        "Log lines that did not get to where they go.", "output",
        {{"stderr", static_cast<double>(losses.logLinesOnStderr)},
            {"file", static_cast<double>(losses.logLinesInFile)}});
    counter(families, "fanlight_csv_rows_lost_total", "Rows of --csv that could not be written.",
        static_cast<double>(losses.csvRows));
    counter(families, "fanlight_audit_lines_lost_total",
        "Lines of --audit-file that could not be written.", static_cast<double>(losses.auditLines));
}

void buildInfo(Families& families, const QString& instance)
{
    ClientMetric metric = gaugeOf(1);
    metric.label = {{"version", FANLIGHT_VERSION}, {"instance_name", instance.toStdString()}};
    families.push_back({"fanlight_build_info", "The version that runs; always 1.",
        MetricType::Gauge, {std::move(metric)}});
}

void traffic(Families& families, const MetricsSample& sum)
{
    gauge(families, "fanlight_connections", "Streams open now.", sum.connections);
    counter(families, "fanlight_connects_total", "Streams opened.", sum.connects);
    counter(
        families, "fanlight_resumed_total", "Streams opened with a Last-Event-ID.", sum.resumed);
    disconnects(families, sum);
    counter(families, "fanlight_refused_total",
        "Subscribers told to come back: connection cap, descriptors.", sum.refused);
    counter(families, "fanlight_published_total", "Notifications published.", sum.published);
    counter(families, "fanlight_delivered_total", "Events handed to the kernel.", sum.delivered);
    counter(families, "fanlight_sent_bytes_total", "Bytes handed to the kernel.", sum.bytes);
    counter(families, "fanlight_redis_received_total", "Messages received from Redis.",
        sum.redisReceived);
    counter(families, "fanlight_dropped_events_total", "Events that slow clients lost.",
        sum.droppedEvents);
    counter(families, "fanlight_batched_notifications_total",
        "Notifications for a client that went into batches.", sum.batchedIn);
    counter(families, "fanlight_batches_total", "Events those became.", sum.batchedOut);
    gauge(families, "fanlight_backlog_bytes", "Bytes waiting for full sockets.", sum.backlogBytes);
    gauge(families, "fanlight_slow_clients", "Streams with unsent events.", sum.slowClients);
    gauge(families, "fanlight_history_bytes", "Bytes kept for replay.", sum.historyBytes);
    gauge(families, "fanlight_history_events", "Events kept for replay.", sum.historyEvents);
}

void latencies(Families& families, const MetricsSample& sum, bool isBehindRedis)
{
    histogram(families, "fanlight_write_latency_seconds",
        "Publish to bytes handed to the kernel, every delivery.", sum.write);
    histogram(families, "fanlight_ack_latency_seconds",
        "Publish to acknowledged by the client's TCP, a sample of deliveries.", sum.ack);
    if (isBehindRedis || !sum.redisLag.isEmpty())
        histogram(families, "fanlight_redis_lag_seconds", "Published to received from Redis.",
            sum.redisLag);
}

void process(Families& families, const Totals& totals)
{
    gaugeFromTheStart(families, "fanlight_kernel_socket_bytes",
        "Memory the kernel holds for the sockets.", totals.sum.kernelSocketBytes);
    gaugeFromTheStart(families, "fanlight_bytes_per_connection",
        "Resident memory over the idle baseline, divided by connections; NaN until enough are "
        "open.",
        totals.sum.bytesPerConnection);
    gauge(families, "fanlight_memory_available_bytes",
        "Memory that can still be used: what the machine has, or the control groups leave.",
        totals.memoryAvailableBytes);
    counter(families, "process_cpu_seconds_total",
        "Total user and system CPU time spent in seconds.", totals.cpuSeconds);
    gauge(families, "fanlight_cpu_cores", "Processors that the process may use.",
        totals.sum.cpuCores);
    gauge(families, "process_resident_memory_bytes", "Resident memory size in bytes.",
        totals.sum.rssBytes);
    gauge(families, "process_virtual_memory_bytes", "Virtual memory size in bytes.",
        totals.virtualBytes);
    gauge(families, "process_virtual_memory_max_bytes",
        "Maximum amount of virtual memory available in bytes.", totals.virtualBytesMost);
    gauge(families, "process_threads", "Number of threads.", totals.threads);
    gauge(families, "process_open_fds", "Number of open file descriptors.", totals.sum.openFiles);
    gauge(families, "process_max_fds", "Maximum number of open file descriptors.",
        totals.sum.fileLimit);
    gauge(families, "process_start_time_seconds",
        "Start time of the process since unix epoch in seconds.",
        totals.startedAtSeconds > 0 ? totals.startedAtSeconds : Unknown);
}
} // namespace

std::optional<TurnAway> turnAwayOf(int status)
{
    switch (status) {
    case 401:
        return TurnAway::Unauthorized;
    case 403:
        return TurnAway::Forbidden;
    case 429:
        return TurnAway::Limited;
    case 503:
        return TurnAway::Full;
    default:
        return std::nullopt;
    }
}

PublishRefusal publishRefusalOf(int status)
{
    switch (status) {
    case 401:
    case 403:
        return PublishRefusal::Forbidden;
    case 413:
        return PublishRefusal::TooLarge;
    case 429:
        return PublishRefusal::Limited;
    case 503:
        return PublishRefusal::Unavailable;
    default:
        return PublishRefusal::Invalid;
    }
}

QByteArray render(const Totals& totals)
{
    Families families;
    traffic(families, totals.sum);
    gauge(families, "fanlight_connections_limit", "Streams that may be open at once.",
        totals.connectionsLimit);
    gauge(families, "fanlight_ready",
        "Whether the hub takes and delivers what is published, as /readyz says; 1 or 0.",
        quint64(totals.isReady));
    gauge(families, "fanlight_history_limit_bytes", "Bytes that history may take in this process.",
        totals.historyLimitBytes);
    requests(families, totals);
    counter(families, "fanlight_publishes_repeated_total",
        "Publishes that had the key of an earlier one (once) and were not published again.",
        totals.repeatedPublishes);
    gauge(families, "fanlight_once_keys",
        "Keys of publishes that this process knows; behind Redis those that are under way.",
        totals.onceKeys);
    counter(families, "fanlight_once_forgotten_total",
        "Keys of publishes that made room before their five minutes were over.",
        totals.onceForgotten);
    counter(families, "fanlight_gaps_told_total",
        "Times a stream was told that events are missing or may be.", totals.gapsTold);
    gauge(families, "fanlight_faults", "Faults that are on: broken on purpose.", totals.faults);
    if (totals.redis)
        redis(families, *totals.redis);
    if (totals.tls)
        tls(families, *totals.tls);
    if (!totals.sources.empty())
        sources(families, totals.sources);
    sideOutputs(families, totals.losses);
    latencies(families, totals.sum, totals.redis.has_value());
    process(families, totals);
    buildInfo(families, totals.instance);
    return QByteArray::fromStdString(prometheus::TextSerializer().Serialize(families));
}

} // namespace fanlight::prometheus_text
