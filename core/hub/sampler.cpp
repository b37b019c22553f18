// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "hub/sampler.h"

#include "metrics/process_stats.h"
#include "net/acceptor.h"
#include "net/clock.h"

#include <algorithm>
#include <cmath>

namespace fanlight {

namespace {

constexpr int FileCountEvery = 20; // samples; counting 20,000 descriptors takes milliseconds
constexpr double FewFiles = 2000; // so many are counted every time
constexpr int KernelSampleEvery = 4;
constexpr std::uint32_t KernelSampleSockets = 64; // a shard
constexpr std::uint64_t MostReadingNs = 1'000'000; // of the processor time
constexpr int MostReadings = 4;

void addTraffic(TrafficFigures& sum, const TrafficCounters& counters)
{
    sum.connects += counters.connects.value();
    sum.resumed += counters.resumed.value();
    for (std::size_t i = 0; i < DisconnectReasonCount; ++i) {
        sum.disconnectsByReason[i] += counters.disconnects[i].value();
        sum.disconnects += counters.disconnects[i].value();
    }
    sum.delivered += counters.delivered.value();
    sum.bytes += counters.bytes.value();
    sum.droppedEvents += counters.droppedEvents.value();
    sum.batchedIn += counters.batchedIn.value();
    sum.batchedOut += counters.batchedOut.value();
    sum.connections += counters.streams.value();
    sum.slowClients += counters.slowClients.value();
    sum.backlogBytes += counters.backlogBytes.value();
}

} // namespace

Sampler::Sampler(std::vector<Shard*> shards, const Broker& broker, const Acceptor& acceptor,
    const QString& instance)
    : m_shards(std::move(shards))
    , m_broker(&broker)
    , m_acceptor(acceptor)
    , m_now(std::make_unique<Counts>())
    , m_before(std::make_unique<Counts>())
    , m_live(std::make_unique<Counts>())
    , m_socketObjectBytes(process_stats::socketObjectBytes().value_or(Unknown))
    , m_cores(process_stats::usableCores().value_or(Unknown))
    , m_lastNs(monotonicNs())
    , m_lastCpuNs(process_stats::cpuTimeNs())
    , m_lastCpuAtNs(m_lastNs)
    , m_lastHubCpuNs(hubCpuNs())
{
    m_totals.instance = instance;
    m_totals.startedAtSeconds = process_stats::standing().startedAtSeconds;
}

void Sampler::setBroker(const Broker& broker)
{
    const BrokerFigures figures = m_broker->figures();
    m_publishedBefore += figures.published;
    m_publishedOwnBefore += figures.publishedOwn;
    m_broker = &broker;
}

void Sampler::read(Counts& counts) const
{
    counts = {};
    MetricsSample& sum = counts.figures;
    for (const Shard* shard : m_shards) {
        const ShardCounters& counters = shard->counters();
        sum.refused += counters.refused.value();
        addTraffic(sum, counters.real);
        counters.real.write.addTo(counts.real.write);
        counters.real.ack.addTo(counts.real.ack);
        if (counters.own.connects.value() == 0)
            continue; // and never had any
        addTraffic(sum.own, counters.own);
        counters.own.write.addTo(counts.own.write);
        counters.own.ack.addTo(counts.own.ack);
    }
    sum.addCounts(sum.own);
    sum.connections += sum.own.connections;
    sum.slowClients += sum.own.slowClients;
    sum.backlogBytes += sum.own.backlogBytes;
    const BrokerFigures broker = m_broker->figures();
    sum.published = m_publishedBefore + broker.published;
    sum.own.published = m_publishedOwnBefore + broker.publishedOwn;
    sum.historyBytes = broker.historyBytes;
    sum.historyEvents = broker.historyEvents;
    sum.redisReceived = broker.redisReceived;
    if (broker.redisLag)
        broker.redisLag->addTo(counts.redisLag);
}

// What was counted between the two, with the levels of the later one.
MetricsSample Sampler::between(const Counts& before, const Counts& now)
{
    MetricsSample sample = now.figures;
    const MetricsSample& earlier = before.figures;
    sample.timeMs = static_cast<qint64>(realtimeNs() / 1'000'000);
    sample.subtractCounts(earlier);
    sample.own.subtractCounts(earlier.own);
    sample.refused -= earlier.refused;
    sample.own.write = LatencyHistogram::difference(now.own.write, before.own.write);
    sample.own.ack = LatencyHistogram::difference(now.own.ack, before.own.ack);
    sample.write = LatencyHistogram::difference(now.real.write, before.real.write);
    sample.write.merge(sample.own.write);
    sample.ack = LatencyHistogram::difference(now.real.ack, before.real.ack);
    sample.ack.merge(sample.own.ack);
    sample.redisReceived -= isKnown(earlier.redisReceived) ? earlier.redisReceived : 0;
    sample.redisLag = LatencyHistogram::difference(now.redisLag, before.redisLag);
    return sample;
}

MetricsSample Sampler::sample()
{
    std::swap(m_now, m_before);
    read(*m_now);
    const std::uint64_t nowNs = monotonicNs();
    MetricsSample sample = between(*m_before, *m_now);
    sample.intervalMs = static_cast<qint64>((nowNs - m_lastNs) / 1'000'000);

    m_lastNs = nowNs;
    addCpu(sample);
    addProcessFigures(sample);
    addKernelMemory(sample);

    m_totals.sum.merge(sample);
    return sample;
}

prometheus_text::Totals Sampler::live() const
{
    read(*m_live);
    MetricsSample since = between(*m_now, *m_live);
    since.intervalMs = static_cast<qint64>((monotonicNs() - m_lastNs) / 1'000'000);
    // what the system has to be asked for is as old as the last sample
    const MetricsSample& last = m_totals.sum;
    for (double MetricsSample::*level :
        {&MetricsSample::rssBytes, &MetricsSample::bytesPerConnection,
            &MetricsSample::kernelSocketBytes, &MetricsSample::openFiles, &MetricsSample::fileLimit,
            &MetricsSample::cpuPercent, &MetricsSample::cpuCores, &MetricsSample::hubCpuPercent})
        since.*level = last.*level;
    since.memory = last.memory;
    if (!isKnown(since.rssBytes)) { // no sample was taken yet
        since.rssBytes = process_stats::residentBytes().value_or(Unknown);
        since.cpuCores = m_cores;
        since.kernelSocketBytes = 0;
        since.openFiles = process_stats::openFiles().value_or(Unknown);
        since.fileLimit = double(process_stats::fileLimit().soft);
    }
    prometheus_text::Totals totals = m_totals;
    totals.sum.merge(since);
    const process_stats::Standing standing = process_stats::standing();
    totals.virtualBytes = standing.virtualBytes;
    totals.virtualBytesMost = standing.virtualBytesMost;
    totals.threads = standing.threads;
    totals.memoryAvailableBytes = process_stats::availableBytes().value_or(Unknown);
    totals.isReady = m_broker->whyNotReady().empty();
    totals.cpuSeconds = double(process_stats::cpuTimeNs()) / 1e9;
    for (const Shard* shard : m_shards) {
        const ShardCounters& counters = shard->counters();
        for (std::size_t i = 0; i < totals.answers.size(); ++i)
            totals.answers[i] += counters.answers[i].value();
        totals.gapsTold += counters.gapsTold.value();
    }
    const BrokerFigures broker = m_broker->figures();
    totals.repeatedPublishes = broker.once.repeated;
    totals.onceKeys = broker.once.keys;
    totals.onceForgotten = broker.once.forgotten;
    if (broker.redisLag) {
        totals.redis.emplace();
        totals.redis->tooLarge = isKnown(broker.redisTooLarge) ? quint64(broker.redisTooLarge) : 0;
        totals.redis->notUtf8 = isKnown(broker.redisNotUtf8) ? quint64(broker.redisNotUtf8) : 0;
    }
    return totals;
}

prometheus_text::TlsTotals Sampler::tls() const
{
    prometheus_text::TlsTotals tls;
    std::array<std::uint64_t, HandshakeFailureCount> failed{};
    for (const Shard* shard : m_shards) {
        const ShardCounters& counters = shard->counters();
        tls.handshakes += counters.handshakes.value();
        tls.resumed += counters.handshakesResumed.value();
        for (std::size_t i = 0; i < failed.size(); ++i)
            failed[i] += counters.handshakeFailures[i].value();
    }
    for (std::size_t i = 0; i < failed.size(); ++i)
        tls.failed.emplace_back(
            handshakeFailureName(static_cast<HandshakeFailure>(i)), double(failed[i]));
    return tls;
}

// Of the shards' threads and of this one.
std::uint64_t Sampler::hubCpuNs() const
{
    timespec used{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &used);
    auto sum = std::uint64_t(used.tv_sec) * 1'000'000'000 + std::uint64_t(used.tv_nsec);
    for (const Shard* shard : m_shards)
        sum += shard->cpuNs();
    return sum;
}

// By the clock at the very moment at which the times are read: this thread may lose its turn before
// and after. Threads that end in between tell what they used all the same, so more than there are
// cores is a reading that was late.
void Sampler::addCpu(MetricsSample& sample)
{
    const std::uint64_t hubNs = hubCpuNs();
    std::uint64_t beganNs;
    std::uint64_t cpuNs;
    std::uint64_t nowNs;
    int reads = 0;
    do {
        beganNs = monotonicNs();
        cpuNs = process_stats::cpuTimeNs();
        nowNs = monotonicNs();
    } while (nowNs - beganNs > MostReadingNs && ++reads < MostReadings);
    sample.cpuCores = m_cores;
    if (nowNs > m_lastCpuAtNs) {
        const double percent = 100.0 / double(nowNs - m_lastCpuAtNs);
        const double most = isKnown(m_cores) ? 100.0 * m_cores : HUGE_VAL;
        sample.cpuPercent = std::min(most, percent * double(cpuNs - m_lastCpuNs));
        if (hubNs >= m_lastHubCpuNs)
            sample.hubCpuPercent = std::min(most, percent * double(hubNs - m_lastHubCpuNs));
    }
    m_lastCpuNs = cpuNs;
    m_lastHubCpuNs = hubNs;
    m_lastCpuAtNs = nowNs;
}

// What the process has grown by since nothing was connected is of the connections as long as
// nothing was published, and as long as they become more: memory that is free again stays with the
// process. The figure stays as it was last measured.
void Sampler::measureMemory(const MetricsSample& sample)
{
    m_publishedSinceIdle += sample.published + sample.delivered;
    if (sample.connections == 0) {
        m_idleResidentBytes = sample.rssBytes;
        m_publishedSinceIdle = 0;
        m_mostSinceIdle = 0;
    }
    const double grown = sample.rssBytes - m_idleResidentBytes;
    const bool isMost = sample.connections >= m_mostSinceIdle;
    m_mostSinceIdle = std::max<std::uint64_t>(m_mostSinceIdle, sample.connections);
    if (isMost && sample.connections >= MinConnectionsForMemory && m_publishedSinceIdle == 0
        && grown > 0)
        m_memory = {grown / double(sample.connections), Unknown, sample.connections, sample.timeMs};
}

void Sampler::addProcessFigures(MetricsSample& sample)
{
    sample.rssBytes = process_stats::residentBytes().value_or(Unknown);
    if (!m_isShared)
        measureMemory(sample);
    sample.bytesPerConnection = m_memory.bytes;
    sample.memory = m_memory;

    const int sockets = m_acceptor.openSockets();
    if (m_samplesUntilFileCount-- == 0) {
        const double files = process_stats::openFiles().value_or(Unknown);
        m_samplesUntilFileCount = files < FewFiles ? 0 : FileCountEvery;
        m_filesBesidesSockets = files - sockets;
    }
    sample.openFiles = m_filesBesidesSockets + sockets;
    sample.fileLimit = double(process_stats::fileLimit().soft);
}

// The buffers of a sample of sockets, for all, and the objects the kernel keeps for each.
void Sampler::addKernelMemory(MetricsSample& sample)
{
    std::uint64_t bytes = 0;
    std::uint64_t looked = 0;
    for (const Shard* shard : m_shards) {
        bytes += shard->counters().sampledKernelBytes.value();
        looked += shard->counters().sampledSockets.value();
    }
    if (sample.connections > 0 && m_samplesUntilKernelSample-- <= 0) {
        m_samplesUntilKernelSample = KernelSampleEvery;
        for (Shard* shard : m_shards)
            shard->post(Task([](Shard& one) { one.sampleKernelMemory(KernelSampleSockets); }));
    }
    if (sample.connections == 0)
        sample.kernelSocketBytes = 0;
    else if (looked > 0)
        sample.kernelSocketBytes = double(sample.connections)
            * (double(bytes) / double(looked)
                + (std::isnan(m_socketObjectBytes) ? 0 : m_socketObjectBytes));
}

} // namespace fanlight
