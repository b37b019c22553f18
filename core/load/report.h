// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "load/scenario.h"
#include "metrics/latency_histogram.h"
#include "metrics/sample.h"

#include <QByteArray>
#include <QMetaType>

#include <map>
#include <optional>

namespace fanlight {

// One interval of a load test, for its charts: what the tester saw, and beside it what a Fanlight
// hub said of itself at the same time. What was not measured is Unknown. A plain value.
struct LoadSample {
    qint64 timeMs = 0; // end of the interval, milliseconds since the epoch, UTC
    qint64 intervalMs = 0;

    // levels at its end
    quint64 clients = 0; // with an open stream
    quint64 connecting = 0;
    // counts of the interval
    quint64 arrived = 0;
    quint64 opened = 0;
    quint64 events = 0;
    quint64 bytes = 0;
    quint64 published = 0;
    quint64 errors = 0;
    quint64 lost = 0; // found in it
    quint64 twice = 0;
    quint64 reconnects = 0;
    // of the interval; corrected latency, from when a message was meant to be published
    double p50Ms = Unknown;
    double p95Ms = Unknown;
    double p99Ms = Unknown;
    double connectP99Ms = Unknown;
    double cpuPercent = Unknown; // the tester's busiest thread, of one core
    double publishLagMs = Unknown; // how late the publisher was at worst

    // the hub's own figures; Unknown: no Fanlight hub, or not asked in this interval
    double hubConnections = Unknown;
    double hubDelivered = Unknown; // count of the interval
    double hubCpuPercent = Unknown;
    double hubRssBytes = Unknown;

    double perSecond(double count) const
    {
        return intervalMs > 0 ? count * 1000.0 / double(intervalMs) : Unknown;
    }
};

// What a load test counted. Every event the tester itself published carries a mark; the rest are
// `unmarked`.
struct LoadTotals {
    quint64 arrived = 0; // clients
    quint64 notAdmitted = 0; // arrivals a phase's cap held back
    quint64 mostClients = 0; // with an open stream at once
    quint64 opened = 0; // streams, those of clients that came back among them
    quint64 reconnects = 0; // … those alone
    quint64 closedByHub = 0; // streams that the other side ended
    quint64 dropped = 0; // streams the clients lost on purpose
    quint64 requests = 0; // other than streams: posts, gets
    // clients that never had an answer to their first request; those of `unanswered` among them
    quint64 failed = 0;
    quint64 unanswered = 0; // clients that still waited for an answer when the run was over
    quint64 errors = 0; // sum of LoadReport::errors

    quint64 published = 0; // handed to the hub
    quint64 accepted = 0; // answered with success
    quint64 refused = 0; // answered otherwise, or not at all: nobody need have these

    quint64 events = 0;
    quint64 unmarked = 0; // of them: not from this run
    quint64 comments = 0;
    quint64 bytes = 0; // of the responses, as read
    quint64 expected = 0; // deliveries of this run's messages to clients that were there
    quint64 received = 0; // … of which came
    quint64 lost = 0; // … of which never came; expected = received + lost + unread
    // … still owed when the client left, by itself or at the end, and by slow readers
    quint64 unread = 0;
    quint64 twice = 0;
    quint64 outOfOrder = 0; // came after a later one
    // of those received: published before the stream they came on was open, so not in the
    // latencies
    quint64 replayed = 0;
    quint64 late = 0; // took longer than the scenario's lateAfter
    quint64 wrongIds = 0; // events whose id is that of the one before
    // published while a client was away that had no id to resume from; not counted as lost
    quint64 missedAway = 0;
    quint64 failedChecks = 0; // captures that found nothing
    quint64 failedExpects = 0; // answers and events that were not as the scenario's `expect` says
};

// How busy the tester itself was. A figure of a hub is only as good as the tester had room.
struct TesterLoad {
    double meanCpuPercent = Unknown; // its busiest thread, of one core
    double mostCpuPercent = Unknown; // … in the busiest second
    double processCpuPercent = Unknown; // all its threads, mean
    double cpuNsPerEvent = Unknown; // the clients' thread
    // that came with one system call: many under load, which is cheap; one else
    double eventsPerRead = Unknown;
    double publishLagP99Ms = Unknown; // behind the intended times
    double publishLagMaxMs = Unknown;
    // of the time in which the clients' thread could have run it waited for a core
    double waitPercent = Unknown;
    double turnMaxMs = Unknown; // the longest the clients' thread was away from its sockets
    bool wasBottleneck = false;
    QString verdict; // one plain sentence
};

// What a Fanlight hub counted over the same time; others say nothing.
struct HubFigures {
    QString version;
    QString broker;
    QString instance;
    quint64 connects = 0;
    quint64 delivered = 0;
    quint64 published = 0;
};

// The outcome of one expectation.
struct ExpectationResult {
    QString text; // "p99<50ms"
    QString measured; // "3.1 ms"; "not measured"
    bool met = false; // never in a run that was stopped
    // what was measured: milliseconds, a count, a second, bytes a second, percent
    double value = Unknown;
};

// What a run came to.
enum class LoadVerdict {
    Passed, // it tested something, and all that was expected was met
    NotMet,
    // no stream, no request, no publish succeeded: whatever was expected means nothing
    NothingTested,
    NotFinished, // stopped before its end
    Failed, // could not run
};
// "passed", "not met", "nothing tested", "not finished", "failed"
const char* loadVerdictName(LoadVerdict verdict);

// A finished load test: the scenario, what came of it, second by second. A plain value that is
// kept, compared, exported.
struct LoadReport {
    QString name;
    LoadScenario scenario;
    qint64 startedAtMs = 0; // UTC
    qint64 endedAtMs = 0;
    bool wasStopped = false; // by hand, before its end
    QString failure; // why it could not run, or had to end; empty: it ran

    LoadTotals totals;
    // by kind: "connection refused", "HTTP 503", "no answer in time" …
    std::map<QString, quint64> errors;
    // by kind, or by check: where a redirect led, the first line of a refusal
    std::map<QString, QString> remarks;
    // that messages took to go, the interval behind the last one among them; 0: none went
    double publishSeconds = 0;
    // that events are averaged over: while messages went, or until the run's tail; 0: not known
    double eventSeconds = 0;
    // publish -> receive, from when it was meant to be published (corrected)
    LatencyHistogram latency;
    LatencyHistogram rawLatency; // … from when it was
    LatencyHistogram connect; // connect() until the TCP connection is there
    LatencyHistogram firstByte; // connect() until the first byte of the answer
    LatencyHistogram publishAnswer; // HTTP publish until its answer; Redis: until the reply
    LatencyHistogram answer; // other requests until the end of their answers
    TesterLoad tester;
    std::optional<HubFigures> hub;
    std::vector<LoadSample> samples; // at most MostSamples, of equal length where the run was long
    std::vector<ExpectationResult> expectations;

    static constexpr std::size_t MostSamples = 2000;

    double seconds() const { return double(endedAtMs - startedAtMs) / 1000; }
    // on average
    double perSecond(quint64 count) const
    {
        return seconds() > 0 ? double(count) / seconds() : Unknown;
    }
    // On average over the time each is of: without the tail in which the last events are waited
    // for.
    double publishedPerSecond() const;
    double eventsPerSecond() const { return average(totals.events); }
    double bytesPerSecond() const { return average(totals.bytes); }
    bool expectationsMet() const;
    LoadVerdict verdict() const;
    // Why a run that ended says nothing about its target, in a sentence; empty: it does.
    QString nothingTested() const;

private:
    double average(quint64 count) const;
};

// JSON of everything; latency distributions as their buckets, so that reading it back loses
// nothing.
QByteArray toJson(const LoadReport& report);
// Nothing, and `error` says why, when this is no report.
std::optional<LoadReport> reportFromJson(const QByteArray& json, QString& error);
// The samples, a row each (RFC 4180): time,clients,connecting,arrivals_per_s,…
QByteArray toCsv(const LoadReport& report);
// One page that needs nothing else: figures, charts (SVG), errors, the scenario; light and dark,
// printable.
QByteArray toHtml(const LoadReport& report);
// Several lines for a terminal: what came of it.
QString toText(const LoadReport& report);

} // namespace fanlight

Q_DECLARE_METATYPE(fanlight::LoadSample)
Q_DECLARE_METATYPE(fanlight::LoadReport)
