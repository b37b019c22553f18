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

void gauge(Families& families, const char* name, const char* help, quint64 value)
{
    gauge(families, name, help, static_cast<double>(value));
}

// Our buckets keep no sum: each value counts as the middle of its bucket, which is at most 1.6 %
// off.
double middleNs(int index)
{
    const std::uint64_t lower = index == 0 ? 0 : latency_buckets::upperEdge(index - 1) + 1;
    return (static_cast<double>(lower) + static_cast<double>(latency_buckets::upperEdge(index)))
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
    for (const LatencyHistogram::Bucket& bucket : latencies.buckets()) {
        out.sample_sum += static_cast<double>(bucket.count) * middleNs(bucket.index) / NsPerSecond;
        for (std::size_t i = 0; i < LatencyBoundsNs.size(); ++i) {
            if (latency_buckets::upperEdge(bucket.index) <= LatencyBoundsNs[i])
                out.bucket[i].cumulative_count += bucket.count;
        }
    }
    families.push_back({name, help, MetricType::Histogram, {std::move(metric)}});
}

void disconnects(Families& families, const MetricsSample& sum)
{
    MetricFamily family{
        "fanlight_disconnects_total", "Streams ended, by reason.", MetricType::Counter, {}};
    for (std::size_t i = 0; i < DisconnectReasonCount; ++i) {
        ClientMetric metric = counterOf(static_cast<double>(sum.disconnectsByReason[i]));
        metric.label.push_back({"reason", disconnectReasonName(static_cast<DisconnectReason>(i))});
        family.metric.push_back(std::move(metric));
    }
    families.push_back(std::move(family));
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

void latencies(Families& families, const MetricsSample& sum)
{
    histogram(families, "fanlight_write_latency_seconds",
        "Publish to bytes handed to the kernel, every delivery.", sum.write);
    histogram(families, "fanlight_ack_latency_seconds",
        "Publish to acknowledged by the client's TCP, a sample of deliveries.", sum.ack);
    if (!sum.redisLag.isEmpty())
        histogram(families, "fanlight_redis_lag_seconds", "Published to received from Redis.",
            sum.redisLag);
}

void process(Families& families, const Totals& totals)
{
    gauge(families, "fanlight_kernel_socket_bytes", "Memory the kernel holds for the sockets.",
        totals.sum.kernelSocketBytes);
    gauge(families, "fanlight_bytes_per_connection",
        "Resident memory over the idle baseline, divided by connections.",
        totals.sum.bytesPerConnection);
    gauge(families, "process_resident_memory_bytes", "Resident memory size in bytes.",
        totals.sum.rssBytes);
    gauge(families, "process_open_fds", "Number of open file descriptors.", totals.sum.openFiles);
    gauge(families, "process_max_fds", "Maximum number of open file descriptors.",
        totals.sum.fileLimit);
    gauge(families, "process_start_time_seconds",
        "Start time of the process since unix epoch in seconds.",
        totals.startedAtSeconds > 0 ? totals.startedAtSeconds : Unknown);
}
} // namespace

QByteArray render(const Totals& totals)
{
    Families families;
    traffic(families, totals.sum);
    latencies(families, totals.sum);
    process(families, totals);
    buildInfo(families, totals.instance);
    return QByteArray::fromStdString(prometheus::TextSerializer().Serialize(families));
}

} // namespace fanlight::prometheus_text
