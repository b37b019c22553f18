// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "load/run_figures.h"

#include "load/load_time.h"
#include "load/tester_verdict.h"
#include "metrics/process_stats.h"
#include "net/clock.h"

#include <QDateTime>

#include <algorithm>

namespace fanlight {

using namespace Qt::Literals::StringLiterals;

namespace {
// By less than that what is sent, or heard, may be behind.
constexpr double LagSeconds = 0.02;

double share(std::uint64_t cpuNs, std::uint64_t wallNs)
{
    return wallNs > 0 ? 100.0 * double(cpuNs) / double(wallNs) : Unknown;
}

LatencyHistogram all(const LatencyRecorder& recorder)
{
    LatencyRecorder::Counts now{};
    recorder.addTo(now);
    return LatencyHistogram::difference(now, {});
}

template <std::size_t Statuses>
void add(std::map<QString, quint64>& to, const std::array<LoadCounter, LoadErrorCount>& errors,
    const std::array<LoadCounter, Statuses>& statuses, const QString& prefix)
{
    for (std::size_t i = 0; i < errors.size(); ++i) {
        if (const auto count = errors[i].value(); count > 0)
            to[prefix + QString::fromLatin1(loadErrorName(static_cast<LoadError>(i)))] += count;
    }
    for (std::size_t i = 0; i < statuses.size(); ++i) {
        if (const auto count = statuses[i].value(); count > 0)
            to[prefix + statusKind(static_cast<int>(i))] += count;
    }
}
} // namespace

LatencyHistogram RunFigures::NewSince::take(const LatencyRecorder& recorder)
{
    LatencyRecorder::Counts now{};
    recorder.addTo(now);
    LatencyHistogram result = LatencyHistogram::difference(now, m_before);
    m_before = now;
    return result;
}

RunFigures::RunFigures(ClientFigures& clients, PublishFigures* publisher, std::uint64_t startNs)
    : m_clients(clients)
    , m_publisher(publisher)
    , m_startNs(startNs)
    , m_processCpuNs(process_stats::cpuTimeNs())
    , m_takenNs(startNs)
{
}

LoadTotals RunFigures::totals() const
{
    LoadTotals sum;
    const ClientFigures& from = m_clients;
    sum.arrived = from.arrived.value();
    sum.notAdmitted = from.notAdmitted.value();
    sum.mostClients = from.mostStreaming.value();
    sum.opened = from.opened.value();
    sum.reconnects = from.reconnects.value();
    sum.closedByHub = from.closedByHub.value();
    sum.dropped = from.dropped.value();
    sum.requests = from.requests.value();
    sum.failed = from.failed.value();
    sum.unanswered = from.unanswered.value();
    sum.errors = from.errorCount();
    sum.events = from.events.value();
    sum.unmarked = from.unmarked.value();
    sum.comments = from.comments.value();
    sum.bytes = from.bytes.value();
    sum.received = from.received.value();
    sum.lost = from.gaps.value();
    sum.twice = from.twice.value();
    sum.outOfOrder = from.outOfOrder.value();
    sum.replayed = from.replayed.value();
    sum.late = from.late.value();
    sum.wrongIds = from.wrongIds.value();
    sum.missedAway = from.missedAway.value();
    sum.failedChecks = from.failedChecks.value();
    sum.failedExpects = from.failedExpects.value();
    if (m_publisher) {
        const PublishFigures& published = *m_publisher;
        sum.published = published.published.value();
        sum.accepted = published.accepted.value();
        sum.refused = published.refused.value();
        sum.errors += published.errorCount();
    }
    return sum;
}

LatencyHistogram RunFigures::latency() const
{
    return all(m_clients.latency);
}
LatencyHistogram RunFigures::connects() const
{
    return all(m_clients.connect);
}

RunFigures::Interval RunFigures::take()
{
    const std::uint64_t now = monotonicNs();
    const LoadTotals sum = totals();
    const ClientFigures& from = m_clients;
    LoadSample sample;
    sample.timeMs = QDateTime::currentMSecsSinceEpoch();
    sample.intervalMs = static_cast<qint64>((now - m_takenNs) / MillisecondNs);
    sample.clients = from.streaming.value();
    sample.connecting = from.connecting.value();
    sample.arrived = sum.arrived - m_before.arrived;
    sample.opened = sum.opened - m_before.opened;
    sample.events = sum.events - m_before.events;
    sample.bytes = sum.bytes - m_before.bytes;
    sample.published = sum.published - m_before.published;
    sample.errors = sum.errors - m_before.errors;
    sample.lost = sum.lost > m_before.lost ? sum.lost - m_before.lost : 0;
    sample.twice = sum.twice - m_before.twice;
    sample.reconnects = sum.reconnects - m_before.reconnects;
    const LatencyHistogram latency = m_latencies.take(from.latency);
    sample.p50Ms = latency.percentileMs(50);
    sample.p95Ms = latency.percentileMs(95);
    sample.p99Ms = latency.percentileMs(99);
    sample.connectP99Ms = m_connects.take(from.connect).percentileMs(99);

    const std::uint64_t clientsCpu = from.cpuNs.value();
    const std::uint64_t publishCpu = m_publisher ? m_publisher->cpuNs.value() : 0;
    sample.cpuPercent
        = share(std::max(clientsCpu - m_clientsCpuBefore, publishCpu - m_publishCpuBefore),
            now - m_takenNs);
    if (!isKnown(m_mostCpu) || sample.cpuPercent > m_mostCpu)
        m_mostCpu = sample.cpuPercent;
    m_turnMaxNs = std::max(m_turnMaxNs, m_clients.turnMaxNs.take());
    if (m_publisher) {
        const std::uint64_t lag = m_publisher->lagMaxNs.take();
        m_lagMaxNs = std::max(m_lagMaxNs, lag);
        sample.publishLagMs = double(lag) / double(MillisecondNs);
    }
    m_takenNs = now;
    m_before = sum;
    m_clientsCpuBefore = clientsCpu;
    m_publishCpuBefore = publishCpu;
    return {sample, latency};
}

void RunFigures::addTo(LoadReport& report, std::uint64_t drainBeganNs) const
{
    report.totals = totals();
    measureTimes(report, drainBeganNs);
    report.tester = tester(report.totals);
    addErrors(report);
    report.latency = all(m_clients.latency);
    report.rawLatency = all(m_clients.rawLatency);
    report.connect = all(m_clients.connect);
    report.firstByte = all(m_clients.firstByte);
    report.answer = all(m_clients.answer);
    if (m_publisher)
        report.publishAnswer = all(m_publisher->answer);
}

void RunFigures::addErrors(LoadReport& report) const
{
    add(report.errors, m_clients.errors, m_clients.statuses, {});
    report.remarks = m_clients.remarks.all();
    if (!m_publisher)
        return;
    add(report.errors, m_publisher->errors, m_publisher->statuses, u"publishing: "_s);
    for (const auto& [kind, text] : m_publisher->remarks.all())
        report.remarks.emplace(u"publishing: "_s + kind, text);
}

// What averages are over.
void RunFigures::measureTimes(LoadReport& report, std::uint64_t drainBeganNs) const
{
    const auto seconds = [](std::uint64_t ns) { return double(ns) / double(SecondNs); };
    if (m_publisher && report.totals.published > 0) {
        const std::uint64_t begin = m_startNs + toNs(report.scenario.publishing.from);
        const std::uint64_t last = m_publisher->lastSentNs.value();
        // each has its interval
        const double due = double(report.totals.published) / report.scenario.publishing.rate;
        const double took = seconds(last > begin ? last - begin : 0);
        report.publishSeconds = took <= due + LagSeconds ? due : took;
    }
    const std::uint64_t first = m_clients.firstEventNs.value();
    const double heard = seconds(m_clients.lastEventNs.value() - first);
    // An event may be behind by less than what messages may be.
    if (report.publishSeconds > 0)
        report.eventSeconds
            = heard <= report.publishSeconds + LagSeconds ? report.publishSeconds : heard;
    else
        report.eventSeconds
            = seconds((drainBeganNs > m_startNs ? drainBeganNs : monotonicNs()) - m_startNs);
}

TesterLoad RunFigures::tester(const LoadTotals& totals) const
{
    TesterLoad tester;
    const std::uint64_t wall = monotonicNs() - m_startNs;
    const std::uint64_t clientsCpu = m_clients.cpuNs.value();
    const std::uint64_t publishCpu = m_publisher ? m_publisher->cpuNs.value() : 0;
    tester.meanCpuPercent = share(std::max(clientsCpu, publishCpu), wall);
    tester.mostCpuPercent = m_mostCpu;
    tester.processCpuPercent = share(process_stats::cpuTimeNs() - m_processCpuNs, wall);
    tester.turnMaxMs = double(m_turnMaxNs) / double(MillisecondNs);
    const std::uint64_t waited = m_clients.waitNs.value();
    if (clientsCpu + waited > 0)
        tester.waitPercent = share(waited, clientsCpu + waited);
    if (totals.events > 0)
        tester.cpuNsPerEvent = double(clientsCpu) / double(totals.events);
    if (const std::uint64_t reads = m_clients.reads.value(); reads > 0)
        tester.eventsPerRead = double(totals.events) / double(reads);
    if (m_publisher && totals.published > 0) {
        tester.publishLagP99Ms = all(m_publisher->lag).percentileMs(99);
        tester.publishLagMaxMs = double(m_lagMaxNs) / double(MillisecondNs);
    }
    judgeTester(tester);
    return tester;
}

} // namespace fanlight
