// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "load/load_run.h"

#include "load/drain_watch.h"
#include "load/expectation.h"
#include "load/hub_watch.h"
#include "load/load_targets.h"
#include "load/load_time.h"
#include "load/publisher.h"
#include "load/run_figures.h"
#include "load/sample_series.h"
#include "load/virtual_clients.h"
#include "metrics/hand_over.h"
#include "net/clock.h"

#include <QDateTime>
#include <QPointer>
#include <QRandomGenerator>
#include <QTimer>

#include <thread>

namespace fanlight {

using namespace Qt::Literals::StringLiterals;
using std::chrono::milliseconds;

namespace {
constexpr milliseconds DrainCheck{100};
} // namespace

// Steps of a run: look at the target (in a thread, since it blocks) and at the hub's figures, run,
// drain, report.
struct LoadRun::Private {
    enum class State { Idle, Looking, Running, Draining, LastLook };

    // What there is while the threads run; the parts use those before them.
    struct Running {
        Running(const std::shared_ptr<const LoadPlan>& plan, LoadTargets&& targets);

        const std::uint32_t id; // in the marks
        const std::uint64_t startNs;
        PublishBook book;
        VirtualClients clients;
        std::unique_ptr<Publisher> publisher;
        RunFigures figures;
        SampleSeries series;
        std::optional<DrainWatch> drain;
        bool returnsStopped = false;
    };

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
    void launch();
    void fail(const QString& why);
    void stop();
    void tick();
    void finishTick();
    LoadSample takeSample();
    LoadProgress progress(const LoadSample& sample) const;
    bool isOver() const;
    void drain();
    void checkDrain();
    void lastLook();
    void end();

    LoadRun& q;
    State state = State::Idle;
    LoadScenario scenario;
    std::shared_ptr<const LoadPlan> plan;
    std::thread looking;
    std::optional<LoadTargets> targets; // once looked
    bool hubLooked = false;
    bool wasStopped = false;
    qint64 startedAtMs = 0;
    HubWatch hub;
    std::optional<Running> running;
    QTimer sampling;
    QTimer draining;
    // for the hub's figures, so that they are of the same time as the tester's
    bool tickWaits = false;
};

LoadRun::Private::Running::Running(
    const std::shared_ptr<const LoadPlan>& plan, LoadTargets&& targets)
    : id(QRandomGenerator::global()->generate())
    , startNs(monotonicNs())
    , book(plan->population)
    , clients(plan, std::move(targets.addresses), book, id, startNs)
    , publisher(targets.publish
              ? std::make_unique<Publisher>(*plan, std::move(*targets.publish), book, id, startNs)
              : nullptr)
    , figures(clients.figures(), publisher ? &publisher->figures() : nullptr, startNs)
{
}

// ---- beginning

void LoadRun::Private::begin(const LoadScenario& what)
{
    scenario = what;
    state = State::Looking;
    startedAtMs = QDateTime::currentMSecsSinceEpoch();
    wasStopped = hubLooked = tickWaits = false;
    targets.reset();
    QString error;
    plan = LoadPlan::make(scenario, error);
    if (!plan)
        return fail(error);
    if (const QString tooMany = descriptorProblem(scenario); !tooMany.isEmpty())
        return fail(tooMany);
    look();
    // what goes to another host is not for this one
    const bool publishesThere = !scenario.publishing.url.contains(u"://"_s);
    hub.begin(scenario.target, scenario.tls,
        (publishesThere ? scenario.publishing.headers : QStringList()) + scenario.headers, [this] {
            hubLooked = true;
            launch();
        });
}

void LoadRun::Private::look()
{
    if (looking.joinable())
        looking.join();
    looking = std::thread([this, wanted = plan] {
        // The owner joins this thread before it goes, so that it is there.
        handOver(&q, [this, found = findTargets(*wanted)]() mutable {
            targets = std::move(found);
            launch();
        });
    });
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
    if (state != State::Looking || !targets || !hubLooked)
        return;
    if (!targets->error.isEmpty())
        return fail(targets->error);
    if (wasStopped)
        return fail(u"stopped before it began"_s);
    startedAtMs = QDateTime::currentMSecsSinceEpoch();
    running.emplace(plan, std::move(*targets));
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
    running->clients.stopArrivals();
    if (running->publisher)
        running->publisher->stop();
}

// ---- running

LoadSample LoadRun::Private::takeSample()
{
    RunFigures::Interval interval = running->figures.take();
    hub.addTo(interval.sample);
    running->series.add(interval.sample, interval.latency);
    return interval.sample;
}

LoadProgress LoadRun::Private::progress(const LoadSample& sample) const
{
    LoadProgress now;
    now.stage = state == State::Looking ? LoadProgress::Stage::Connecting
        : state == State::Running       ? LoadProgress::Stage::Running
                                        : LoadProgress::Stage::Draining;
    now.elapsed = milliseconds((monotonicNs() - running->startNs) / MillisecondNs);
    now.left = std::max(scenario.duration() - now.elapsed, milliseconds(0));
    milliseconds end{0};
    for (std::size_t i = 0; i < scenario.phases.size(); ++i) {
        now.phase = static_cast<int>(i);
        if ((end += scenario.phases[i].duration) > now.elapsed)
            break;
    }
    now.totals = running->figures.totals();
    const LatencyHistogram latency = running->figures.latency();
    now.p50Ms = latency.percentileMs(50);
    now.p95Ms = latency.percentileMs(95);
    now.p99Ms = latency.percentileMs(99);
    now.connectP99Ms = running->figures.connects().percentileMs(99);
    now.sample = sample;
    return now;
}

bool LoadRun::Private::isOver() const
{
    const bool published = !running->publisher || running->publisher->isOver();
    const bool phasesOver
        = wasStopped || monotonicNs() >= running->startNs + toNs(scenario.duration());
    return phasesOver && published && (wasStopped || running->clients.flowsOver());
}

void LoadRun::Private::tick()
{
    // Without the hub's figures when it takes longer to give them.
    if (tickWaits || !hub.isFanlight() || hub.isAsking())
        return finishTick();
    tickWaits = true;
    hub.ask([this] {
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

// ---- the end

void LoadRun::Private::drain()
{
    state = State::Draining;
    running->drain.emplace(
        monotonicNs(), running->clients.figures().events.value(), scenario.timeout);
    running->clients.beginDrain();
    draining.start();
}

void LoadRun::Private::checkDrain()
{
    const VirtualClients& clients = running->clients;
    const DrainWatch::Left left{clients.figures().events.value(),
        clients.figures().connecting.value(), clients.returning(), clients.owed()};
    if (!running->drain->isOver(monotonicNs(), left))
        return;
    // What a client opens between the hub's last figures and ours would be ours alone.
    if (std::exchange(running->returnsStopped, true))
        lastLook();
    else
        running->clients.stopReturns();
}

void LoadRun::Private::lastLook()
{
    state = State::LastLook;
    tickWaits = false;
    draining.stop();
    sampling.stop();
    if (!hub.isFanlight())
        return end();
    hub.ask([this] { end(); });
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
    const VirtualClients::Outcome outcome = running->clients.finish();
    running->figures.addTo(report, running->drain ? running->drain->beganNs() : 0);
    LoadTotals& totals = report.totals;
    const LoadTotals& taken = running->figures.taken();
    running->series.addToLast(
        totals.events - taken.events, totals.bytes - taken.bytes, totals.errors - taken.errors);
    totals.lost = outcome.lost;
    totals.unread = outcome.unread;
    totals.expected = totals.received + outcome.lost + outcome.unread;
    report.hub = hub.figures();
    report.samples = running->series.samples();
    checkExpectations(report);
    running.reset();
    state = State::Idle;
    Q_EMIT q.finished(report);
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
