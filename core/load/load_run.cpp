// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "load/load_run.h"

#include "load/expectation.h"
#include "load/load_time.h"
#include "load/publisher.h"
#include "load/virtual_clients.h"
#include "metrics/process_stats.h"
#include "net/clock.h"

#include <QDateTime>
#include <QJsonDocument>
#include <QJsonObject>
#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QPointer>
#include <QRandomGenerator>
#include <QTimer>
#include <QUrl>

#include <thread>

namespace fanlight {

using namespace Qt::Literals::StringLiterals;
using std::chrono::milliseconds;

namespace {
constexpr milliseconds StatsTimeout{2000};
constexpr milliseconds DrainCheck{100};
constexpr milliseconds LongestDrain{30'000};
constexpr milliseconds LongestReturn{10'000}; // of clients that are away when all was published
// A tester busier than that may be what is measured.
constexpr double BusyPercent = 85;
constexpr double LagMs = 20;
constexpr double StarvedPercent = 40;
constexpr double LittlePercent = 5;

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

// What is new in a recorder since the last time it was asked.
class NewSince {
public:
    LatencyHistogram take(const LatencyRecorder& recorder)
    {
        LatencyRecorder::Counts now{};
        recorder.addTo(now);
        const LatencyHistogram result = LatencyHistogram::difference(now, m_before);
        m_before = now;
        return result;
    }

private:
    LatencyRecorder::Counts m_before{};
};

template <std::size_t Statuses>
void addErrors(std::map<QString, quint64>& to,
    const std::array<LoadCounter, LoadErrorCount>& errors,
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

// Steps of a run: look at the target (in a thread, since it blocks) and at the hub's figures, run,
// drain, report.
struct LoadRun::Private {
    struct Found {
        QString error;
        std::vector<LoadAddress> addresses; // of the plan's origins
        std::optional<PublishTarget> publish;
    };
    struct Kept {
        LoadSample sample;
        LatencyHistogram latency;
    };
    enum class State { Idle, Looking, Running, Draining, LastLook };

    explicit Private(LoadRun& owner)
        : q(owner)
    {
        sampling.setInterval(Interval);
        QObject::connect(&sampling, &QTimer::timeout, &q, [this] { tick(); });
        draining.setInterval(DrainCheck);
        QObject::connect(&draining, &QTimer::timeout, &q, [this] { checkDrain(); });
    }
    ~Private()
    {
        if (looking.joinable())
            looking.join();
    }

    void begin(const LoadScenario& what);
    void look();
    void looked(Found found);
    void launch();
    void fail(const QString& why);
    void stop();
    void tick();
    void finishTick();
    LoadSample takeSample();
    void keep(LoadSample sample, LatencyHistogram latency);
    void halve();
    LoadProgress progress(const LoadSample& sample) const;
    LoadTotals totals() const;
    bool isOver() const;
    void drain();
    void checkDrain();
    void lastLook();
    void end();
    void measureTimes(LoadReport& report) const;
    void judge(LoadReport& report) const;

    void askHub(std::function<void(const QJsonObject&)> done);
    void hubAnswered(const QJsonObject& stats);

    LoadRun& q;
    State state = State::Idle;
    LoadScenario scenario;
    std::shared_ptr<const LoadPlan> plan;
    Found found;
    std::thread looking;
    bool isLooked = false;
    bool hubLooked = false;
    bool wasStopped = false;
    quint64 serial = 0; // of the run: late answers of an earlier one are nobody's

    std::unique_ptr<PublishBook> book;
    std::unique_ptr<VirtualClients> clients;
    std::unique_ptr<Publisher> publisher;
    std::uint32_t runId = 0;
    std::uint64_t startNs = 0;
    qint64 startedAtMs = 0;
    std::uint64_t processCpuNs = 0; // at the start

    QTimer sampling;
    QTimer draining;
    std::uint64_t drainBeganNs = 0;
    std::uint64_t drainLastNs = 0; // when an event last came
    std::uint64_t drainEvents = 0;

    // of the last sample
    std::uint64_t sampledNs = 0;
    LoadTotals before;
    std::uint64_t clientsCpuBefore = 0;
    std::uint64_t publishCpuBefore = 0;
    NewSince latencies;
    NewSince connects;
    std::vector<Kept> kept;
    std::size_t perKept = 1; // intervals merged into one
    std::size_t inKept = 0;
    double mostCpu = Unknown;
    std::uint64_t turnMaxNs = 0;
    std::uint64_t lagMaxNs = 0;

    QNetworkAccessManager network;
    bool isFanlight = false;
    bool isAsking = false;
    QJsonObject hubFirst;
    QJsonObject hubLast;
    QJsonObject hubSampled; // what the last sample holds of it
    QJsonObject hubNew; // not yet in a sample
    // for the hub's figures, so that they are of the same time as the tester's
    bool tickWaits = false;
};

// ---- beginning

void LoadRun::Private::begin(const LoadScenario& what)
{
    ++serial;
    scenario = what;
    state = State::Looking;
    startedAtMs = QDateTime::currentMSecsSinceEpoch();
    wasStopped = isLooked = hubLooked = isFanlight = false;
    found = {};
    before = {};
    clientsCpuBefore = publishCpuBefore = turnMaxNs = lagMaxNs = 0;
    drainBeganNs = 0;
    latencies = connects = {};
    kept.clear();
    perKept = 1;
    inKept = 0;
    mostCpu = Unknown;
    hubFirst = hubLast = hubNew = hubSampled = {};
    tickWaits = false;
    QString error;
    plan = LoadPlan::make(scenario, error);
    if (!plan)
        return fail(error);
    if (const QString tooMany = descriptorProblem(scenario); !tooMany.isEmpty())
        return fail(tooMany);
    look();
    askHub([this](const QJsonObject& stats) {
        hubFirst = hubLast = hubSampled = stats;
        isFanlight = stats.contains("delivered"_L1) && stats.contains("connects"_L1);
        hubLooked = true;
        launch();
    });
}

void LoadRun::Private::look()
{
    if (looking.joinable())
        looking.join();
    looking = std::thread([this, plan = plan, publishes = scenario.publishing.rate > 0] {
        Found result;
        for (const LoadOrigin& origin : plan->origins) {
            const auto address = findAddress(origin.host, origin.port, result.error);
            if (!address)
                break;
            result.addresses.push_back(*address);
        }
        if (result.addresses.size() == plan->origins.size()) {
            result.error.clear();
            if (publishes
                && !(result.publish
                    = findPublishTarget(*plan, result.addresses.front(), result.error)))
                result.error = u"publishing: "_s + result.error;
            else
                result.error.clear();
        }
        // The owner joins this thread before it goes, so that it is there.
        QMetaObject::invokeMethod(
            &q, [this, result = std::move(result)]() mutable { looked(std::move(result)); },
            Qt::QueuedConnection);
    });
}

void LoadRun::Private::looked(Found result)
{
    found = std::move(result);
    isLooked = true;
    launch();
}

void LoadRun::Private::fail(const QString& why)
{
    LoadReport report;
    report.name = scenario.name;
    report.scenario = scenario;
    report.startedAtMs = startedAtMs;
    report.endedAtMs = QDateTime::currentMSecsSinceEpoch();
    report.failure = why;
    report.tester.verdict = u"nothing was measured"_s;
    checkExpectations(report);
    QMetaObject::invokeMethod(
        &q,
        [this, report] {
            state = State::Idle;
            Q_EMIT q.finished(report);
        },
        Qt::QueuedConnection);
}

void LoadRun::Private::launch()
{
    if (state != State::Looking || !isLooked || !hubLooked)
        return;
    if (!found.error.isEmpty())
        return fail(found.error);
    if (wasStopped)
        return fail(u"stopped before it began"_s);
    runId = QRandomGenerator::global()->generate();
    book = std::make_unique<PublishBook>(plan->population);
    startNs = sampledNs = monotonicNs();
    startedAtMs = QDateTime::currentMSecsSinceEpoch();
    processCpuNs = process_stats::cpuTimeNs();
    clients = std::make_unique<VirtualClients>(plan, found.addresses, *book, runId, startNs);
    if (found.publish)
        publisher
            = std::make_unique<Publisher>(*plan, std::move(*found.publish), *book, runId, startNs);
    state = State::Running;
    sampling.start();
}

void LoadRun::Private::stop()
{
    if (state == State::Idle || state == State::LastLook)
        return;
    wasStopped = true;
    if (state == State::Draining)
        return lastLook();
    if (state != State::Running)
        return;
    clients->stopArrivals();
    if (publisher)
        publisher->stop();
}

// ---- running

LoadTotals LoadRun::Private::totals() const
{
    LoadTotals sum;
    const ClientFigures& from = clients->figures();
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
    if (publisher) {
        const PublishFigures& published = publisher->figures();
        sum.published = published.published.value();
        sum.accepted = published.accepted.value();
        sum.refused = published.refused.value();
        sum.errors += published.errorCount();
    }
    return sum;
}

LoadSample LoadRun::Private::takeSample()
{
    const std::uint64_t now = monotonicNs();
    const LoadTotals sum = totals();
    const ClientFigures& from = clients->figures();
    LoadSample sample;
    sample.timeMs = QDateTime::currentMSecsSinceEpoch();
    sample.intervalMs = static_cast<qint64>((now - sampledNs) / MillisecondNs);
    sample.clients = from.streaming.value();
    sample.connecting = from.connecting.value();
    sample.arrived = sum.arrived - before.arrived;
    sample.opened = sum.opened - before.opened;
    sample.events = sum.events - before.events;
    sample.bytes = sum.bytes - before.bytes;
    sample.published = sum.published - before.published;
    sample.errors = sum.errors - before.errors;
    sample.lost = sum.lost > before.lost ? sum.lost - before.lost : 0;
    sample.twice = sum.twice - before.twice;
    sample.reconnects = sum.reconnects - before.reconnects;
    const LatencyHistogram latency = latencies.take(from.latency);
    sample.p50Ms = latency.percentileMs(50);
    sample.p95Ms = latency.percentileMs(95);
    sample.p99Ms = latency.percentileMs(99);
    sample.connectP99Ms = connects.take(from.connect).percentileMs(99);

    const std::uint64_t clientsCpu = from.cpuNs.value();
    const std::uint64_t publishCpu = publisher ? publisher->figures().cpuNs.value() : 0;
    sample.cpuPercent = share(
        std::max(clientsCpu - clientsCpuBefore, publishCpu - publishCpuBefore), now - sampledNs);
    if (!isKnown(mostCpu) || sample.cpuPercent > mostCpu)
        mostCpu = sample.cpuPercent;
    turnMaxNs = std::max(turnMaxNs, clients->figures().turnMaxNs.take());
    if (publisher) {
        const std::uint64_t lag = publisher->figures().lagMaxNs.take();
        lagMaxNs = std::max(lagMaxNs, lag);
        sample.publishLagMs = double(lag) / double(MillisecondNs);
    }
    if (!hubNew.isEmpty()) {
        sample.hubConnections = hubNew["connections"_L1].toDouble();
        // Its clock may have gone a little further than ours between the two.
        const double seconds
            = hubNew["uptimeSeconds"_L1].toDouble() - hubSampled["uptimeSeconds"_L1].toDouble();
        const double delivered
            = hubNew["delivered"_L1].toDouble() - hubSampled["delivered"_L1].toDouble();
        if (seconds > 0)
            sample.hubDelivered = delivered / seconds * double(sample.intervalMs) / 1000;
        sample.hubCpuPercent = hubNew["cpuPercent"_L1].toDouble(Unknown);
        sample.hubRssBytes = hubNew["memory"_L1]["rssBytes"_L1].toDouble(Unknown);
        hubSampled = std::exchange(hubNew, {});
    }
    sampledNs = now;
    before = sum;
    clientsCpuBefore = clientsCpu;
    publishCpuBefore = publishCpu;
    keep(sample, latency);
    return sample;
}

void LoadRun::Private::keep(LoadSample sample, LatencyHistogram latency)
{
    if (inKept > 0 && inKept < perKept) {
        Kept& open = kept.back();
        const LoadSample earlier = open.sample;
        open.latency.merge(latency);
        open.sample = sample;
        LoadSample& merged = open.sample;
        merged.intervalMs += earlier.intervalMs;
        for (auto count : {&LoadSample::arrived, &LoadSample::opened, &LoadSample::events,
                 &LoadSample::bytes, &LoadSample::published, &LoadSample::errors, &LoadSample::lost,
                 &LoadSample::twice, &LoadSample::reconnects})
            merged.*count += earlier.*count;
        merged.p50Ms = open.latency.percentileMs(50);
        merged.p95Ms = open.latency.percentileMs(95);
        merged.p99Ms = open.latency.percentileMs(99);
        for (auto most :
            {&LoadSample::connectP99Ms, &LoadSample::cpuPercent, &LoadSample::publishLagMs}) {
            if (!isKnown(merged.*most) || earlier.*most > merged.*most)
                merged.*most = earlier.*most;
        }
        for (auto level :
            {&LoadSample::hubConnections, &LoadSample::hubCpuPercent, &LoadSample::hubRssBytes}) {
            if (!isKnown(merged.*level))
                merged.*level = earlier.*level;
        }
        if (!isKnown(merged.hubDelivered))
            merged.hubDelivered = earlier.hubDelivered;
        else if (isKnown(earlier.hubDelivered))
            merged.hubDelivered += earlier.hubDelivered;
        ++inKept;
        return;
    }
    if (kept.size() == LoadReport::MostSamples)
        halve();
    kept.push_back({sample, std::move(latency)});
    inKept = 1;
}

// A long run: two neighbours become one, from now on all are that long.
void LoadRun::Private::halve()
{
    const std::vector<Kept> old = std::move(kept);
    kept.clear();
    perKept *= 2;
    const std::size_t wanted = std::exchange(perKept, 2);
    for (std::size_t i = 0; i < old.size(); ++i) {
        inKept = i % 2;
        keep(old[i].sample, old[i].latency);
    }
    perKept = wanted;
    inKept = 0;
}

LoadProgress LoadRun::Private::progress(const LoadSample& sample) const
{
    LoadProgress now;
    now.stage = state == State::Looking ? LoadProgress::Stage::Connecting
        : state == State::Running       ? LoadProgress::Stage::Running
                                        : LoadProgress::Stage::Draining;
    now.elapsed = milliseconds((monotonicNs() - startNs) / MillisecondNs);
    now.left = std::max(scenario.duration() - now.elapsed, milliseconds(0));
    milliseconds end{0};
    for (std::size_t i = 0; i < scenario.phases.size(); ++i) {
        now.phase = static_cast<int>(i);
        if ((end += scenario.phases[i].duration) > now.elapsed)
            break;
    }
    now.totals = totals();
    const LatencyHistogram latency = all(clients->figures().latency);
    now.p50Ms = latency.percentileMs(50);
    now.p95Ms = latency.percentileMs(95);
    now.p99Ms = latency.percentileMs(99);
    now.connectP99Ms = all(clients->figures().connect).percentileMs(99);
    now.sample = sample;
    return now;
}

bool LoadRun::Private::isOver() const
{
    const bool published = !publisher || publisher->isOver();
    const bool phasesOver = wasStopped || monotonicNs() >= startNs + toNs(scenario.duration());
    return phasesOver && published && (wasStopped || clients->flowsOver());
}

void LoadRun::Private::tick()
{
    // Without the hub's figures when it takes longer to give them.
    if (tickWaits || !isFanlight || isAsking)
        return finishTick();
    tickWaits = true;
    askHub([this](const QJsonObject& stats) {
        hubAnswered(stats);
        if (tickWaits)
            finishTick();
    });
}

void LoadRun::Private::finishTick()
{
    tickWaits = false;
    const LoadSample sample = takeSample();
    const QPointer<LoadRun> alive(&q);
    Q_EMIT q.progressed(progress(sample));
    if (alive && state == State::Running && isOver())
        drain();
}

// ---- the hub's own figures

void LoadRun::Private::askHub(std::function<void(const QJsonObject&)> done)
{
    const LoadUrl where = loadUrl(u"/api/stats"_s, scenario.target);
    QNetworkRequest request(
        QUrl(u"http://"_s + QString::fromStdString(where.origin.authority) + where.path));
    request.setRawHeader("User-Agent", "Fanlight load tester");
    if (const std::string& line = where.origin.credentials; !line.empty())
        request.setRawHeader(
            "Authorization", QByteArray::fromStdString(line.substr(line.find(' ') + 1)));
    request.setTransferTimeout(static_cast<int>(StatsTimeout.count()));
    isAsking = true;
    QNetworkReply* const reply = network.get(request);
    QObject::connect(
        reply, &QNetworkReply::finished, &q, [this, reply, done = std::move(done), asked = serial] {
            reply->deleteLater();
            if (asked != serial)
                return;
            isAsking = false;
            done(reply->error() == QNetworkReply::NoError
                    ? QJsonDocument::fromJson(reply->readAll()).object()
                    : QJsonObject());
        });
}

void LoadRun::Private::hubAnswered(const QJsonObject& stats)
{
    if (!stats.isEmpty())
        hubLast = hubNew = stats;
}

// ---- the end

void LoadRun::Private::drain()
{
    state = State::Draining;
    drainBeganNs = drainLastNs = monotonicNs();
    drainEvents = clients->figures().events.value();
    clients->beginDrain();
    draining.start();
}

void LoadRun::Private::checkDrain()
{
    const std::uint64_t now = monotonicNs();
    if (const std::uint64_t events = clients->figures().events.value(); events != drainEvents) {
        drainEvents = events;
        drainLastNs = now;
    }
    const auto passed = [now](std::uint64_t since, milliseconds limit) {
        return now - since > static_cast<std::uint64_t>(limit.count()) * MillisecondNs;
    };
    const std::optional<std::uint64_t> owed = clients->owed();
    // Late answers may still come; who has none by then is counted as unanswered.
    const bool waitsForAnswers = clients->figures().connecting.value() > 0
        && !passed(drainBeganNs, std::min(scenario.timeout, DrainPatience));
    if (waitsForAnswers)
        return;
    const bool waitsForReturns = clients->returning() > 0 && !passed(drainBeganNs, LongestReturn);
    if (owed == 0u || (passed(drainLastNs, DrainPatience) && !waitsForReturns)
        || passed(drainBeganNs, LongestDrain))
        lastLook();
}

void LoadRun::Private::lastLook()
{
    state = State::LastLook;
    tickWaits = false;
    draining.stop();
    sampling.stop();
    if (!isFanlight)
        return end();
    isAsking = false;
    askHub([this](const QJsonObject& stats) {
        hubAnswered(stats);
        end();
    });
}

void LoadRun::Private::end()
{
    takeSample();
    LoadReport report;
    report.name = scenario.name;
    report.scenario = scenario;
    report.startedAtMs = startedAtMs;
    report.endedAtMs = QDateTime::currentMSecsSinceEpoch();
    report.wasStopped = wasStopped;
    const VirtualClients::Outcome outcome = clients->finish();
    report.totals = totals();
    if (!kept.empty()) { // what came since the sample
        LoadSample& last = kept.back().sample;
        last.events += report.totals.events - before.events;
        last.bytes += report.totals.bytes - before.bytes;
        last.errors += report.totals.errors - before.errors;
    }
    measureTimes(report);
    judge(report);
    report.totals.lost = outcome.lost;
    report.totals.unread = outcome.unread;
    report.totals.expected = report.totals.received + outcome.lost + outcome.unread;
    const ClientFigures& from = clients->figures();
    addErrors(report.errors, from.errors, from.statuses, {});
    report.remarks = from.remarks.all();
    report.latency = all(from.latency);
    report.rawLatency = all(from.rawLatency);
    report.connect = all(from.connect);
    report.firstByte = all(from.firstByte);
    report.answer = all(from.answer);
    if (publisher) {
        addErrors(report.errors, publisher->figures().errors, publisher->figures().statuses,
            u"publishing: "_s);
        for (const auto& [kind, text] : publisher->figures().remarks.all())
            report.remarks.emplace(u"publishing: "_s + kind, text);
        report.publishAnswer = all(publisher->figures().answer);
    }
    if (isFanlight) {
        const auto grown = [this](QLatin1StringView name) {
            return static_cast<quint64>(
                std::max(hubLast[name].toDouble() - hubFirst[name].toDouble(), 0.0));
        };
        report.hub = HubFigures{hubLast["version"_L1].toString(), hubLast["broker"_L1].toString(),
            hubLast["instance"_L1].toString(), grown("connects"_L1), grown("delivered"_L1),
            grown("published"_L1)};
    }
    for (Kept& one : kept)
        report.samples.push_back(one.sample);
    checkExpectations(report);
    publisher.reset();
    clients.reset();
    book.reset();
    kept.clear();
    state = State::Idle;
    Q_EMIT q.finished(report);
}

// What averages are over.
void LoadRun::Private::measureTimes(LoadReport& report) const
{
    const auto seconds = [](std::uint64_t ns) { return double(ns) / double(SecondNs); };
    if (publisher && report.totals.published > 0) {
        const std::uint64_t begin = startNs + toNs(scenario.publishing.from);
        const std::uint64_t last = publisher->figures().lastSentNs.value();
        // each has its interval
        const double due = double(report.totals.published) / scenario.publishing.rate;
        const double took = seconds(last > begin ? last - begin : 0);
        report.publishSeconds = took <= due + LagMs / 1000 ? due : took;
    }
    const std::uint64_t first = clients->figures().firstEventNs.value();
    const double heard = seconds(clients->figures().lastEventNs.value() - first);
    // An event may be behind by less than what messages may be.
    if (report.publishSeconds > 0)
        report.eventSeconds
            = heard <= report.publishSeconds + LagMs / 1000 ? report.publishSeconds : heard;
    else
        report.eventSeconds
            = seconds((drainBeganNs > startNs ? drainBeganNs : monotonicNs()) - startNs);
}

// Whether the tester itself was what limited the run.
void LoadRun::Private::judge(LoadReport& report) const
{
    TesterLoad& tester = report.tester;
    const std::uint64_t wall = monotonicNs() - startNs;
    const std::uint64_t clientsCpu = clients->figures().cpuNs.value();
    const std::uint64_t publishCpu = publisher ? publisher->figures().cpuNs.value() : 0;
    tester.meanCpuPercent = share(std::max(clientsCpu, publishCpu), wall);
    tester.mostCpuPercent = mostCpu;
    tester.processCpuPercent = share(process_stats::cpuTimeNs() - processCpuNs, wall);
    tester.turnMaxMs = double(turnMaxNs) / double(MillisecondNs);
    const std::uint64_t waited = clients->figures().waitNs.value();
    if (clientsCpu + waited > 0)
        tester.waitPercent = share(waited, clientsCpu + waited);
    if (report.totals.events > 0)
        tester.cpuNsPerEvent = double(clientsCpu) / double(report.totals.events);
    if (const std::uint64_t reads = clients->figures().reads.value(); reads > 0)
        tester.eventsPerRead = double(report.totals.events) / double(reads);
    if (publisher && report.totals.published > 0) {
        tester.publishLagP99Ms = all(publisher->figures().lag).percentileMs(99);
        tester.publishLagMaxMs = double(lagMaxNs) / double(MillisecondNs);
    }
    const bool isBusy = tester.mostCpuPercent > BusyPercent;
    const bool isLate = tester.publishLagP99Ms > LagMs;
    // A thread that waits as long as it runs doubles what it measures.
    const bool isStarved
        = tester.waitPercent > StarvedPercent && tester.meanCpuPercent > LittlePercent;
    tester.wasBottleneck = isBusy || isStarved;
    if (isBusy)
        tester.verdict
            = u"The tester was the bottleneck: its busiest thread took %1 % of a core in some half second, so latency holds its own queue."_s
                  .arg(tester.mostCpuPercent, 0, 'f', 0);
    else if (isStarved)
        tester.verdict
            = u"The machine was short of CPU: the tester's clients waited for a core %1 % of the time they could have run, and latency holds that."_s
                  .arg(tester.waitPercent, 0, 'f', 0);
    else if (isLate)
        tester.verdict
            = u"Publishing fell behind by %1 ms (p99): the hub took messages more slowly than they were due; corrected latency counts it."_s
                  .arg(tester.publishLagP99Ms, 0, 'f', 1);
    else if (tester.mostCpuPercent >= 1)
        tester.verdict
            = u"The tester was not the bottleneck: its busiest thread took at most %1 % of a core."_s
                  .arg(tester.mostCpuPercent, 0, 'f', 0);
    else
        tester.verdict
            = u"The tester was not the bottleneck: its busiest thread took less than 1 % of a core."_s;
}

// ---- the public face

LoadRun::LoadRun(QObject* parent)
    : QObject(parent)
    , m(std::make_unique<Private>(*this))
{
    qRegisterMetaType<LoadProgress>();
    qRegisterMetaType<LoadReport>();
}

LoadRun::~LoadRun() = default;

void LoadRun::start(const LoadScenario& scenario)
{
    Q_ASSERT(!isRunning());
    m->begin(scenario);
}

bool LoadRun::isRunning() const
{
    return m->state != Private::State::Idle;
}
void LoadRun::stop()
{
    m->stop();
}
const LoadScenario& LoadRun::scenario() const
{
    return m->scenario;
}

} // namespace fanlight
