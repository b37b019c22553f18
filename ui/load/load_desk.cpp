// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "load/load_desk.h"

#include "format.h"
#include "load/load_figures.h"
#include "metrics/process_stats.h"
#include "metrics/whole_file.h"

#include <QFileInfo>
#include <QPointer>

#include <algorithm>
#include <cmath>

namespace fanlight {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int FilesPerClient = 2; // both ends of a connection are in this process

double freeFilesOfThisProcess()
{
    return double(process_stats::fileLimit().soft) - process_stats::openFiles().value_or(Unknown);
}

QByteArray reportAs(const LoadReport& report, const QString& suffix)
{
    if (suffix == "html"_L1 || suffix == "htm"_L1)
        return toHtml(report);
    return suffix == "json"_L1 ? toJson(report) : toCsv(report);
}

} // namespace

LoadDesk::LoadDesk(const QString& runsFolder, RunStore::Form form, QObject* parent)
    : QObject(parent)
    , m_runner{
          [this](const LoadScenario& scenario) { m_run.start(scenario); }, [this] { m_run.stop(); }}
    , m_store(runsFolder, std::move(form))
    , m_freeFiles(freeFilesOfThisProcess)
{
    connect(&m_run, &LoadRun::progressed, this, &LoadDesk::takeProgress);
    connect(&m_run, &LoadRun::finished, this, &LoadDesk::takeReport);
    connect(&m_store, &RunStore::changed, this, [this] { m_notKept = false; });
}

LoadDesk::~LoadDesk() = default;

static bool namesAuthorization(const QStringList& headers)
{
    return std::any_of(headers.begin(), headers.end(), [](const QString& line) {
        return line.section(u':', 0, 0).trimmed().compare(u"Authorization"_s, Qt::CaseInsensitive)
            == 0;
    });
}

static bool stayAtTarget(const std::vector<LoadStep>& steps)
{
    return std::all_of(steps.begin(), steps.end(), [](const LoadStep& step) {
        return !step.path.contains(u"://"_s) && stayAtTarget(step.steps);
    });
}

// The headers of a test go wherever its requests do.
static bool goesNowhereElse(const LoadScenario& scenario)
{
    return !scenario.publishing.url.contains(u"://"_s)
        && std::all_of(scenario.flows.begin(), scenario.flows.end(),
            [](const LoadFlow& flow) { return stayAtTarget(flow.steps); });
}

// ---- running

void LoadDesk::run(
    const LoadScenario& scenario, bool ofThisHub, const QString& token, const QString& certificate)
{
    if (m_running)
        return;
    m_scenario = scenario;
    m_ofThisHub = ofThisHub;
    m_running = true;
    m_stopping = false;
    m_report.reset();
    m_file.clear();
    Q_EMIT begun();
    Q_EMIT lastAction(tr("load test started"));
    if (m_ofThisHub)
        Q_EMIT marked(tr("load test started"));
    LoadScenario sent = scenario;
    if (!token.isEmpty() && goesNowhereElse(sent)) {
        for (QStringList* const headers : {&sent.publishing.headers, &sent.headers}) {
            if (!namesAuthorization(*headers))
                *headers << u"Authorization: Bearer "_s + token;
        }
    }
    if (!sent.tls.saysWhom())
        sent.tls.pinnedFile = certificate;
    m_runner.start(sent);
}

void LoadDesk::stop()
{
    if (!m_running || m_stopping)
        return;
    m_stopping = true;
    m_runner.stop();
    Q_EMIT stopping();
}

void LoadDesk::takeProgress(const LoadProgress& progress)
{
    if (m_running)
        Q_EMIT progressed(progress);
}

void LoadDesk::takeReport(const LoadReport& report)
{
    LoadReport shown = report;
    if (m_running)
        shown.scenario = m_scenario;
    m_running = false;
    m_stopping = false;
    const bool isRun = shown.totals.arrived > 0;
    const QString file = isRun ? m_store.add(shown) : QString();
    show(shown, file);
    if (isRun && file.isEmpty()) {
        m_notKept = true;
        Q_EMIT runNotKept();
    }
    Q_EMIT lastAction(shown.failure.isEmpty() ? tr("load test over: %1 event(s), %2 lost", nullptr,
                          format::plural(double(shown.totals.events)))
                                                    .arg(format::count(double(shown.totals.events)),
                                                        format::count(double(shown.totals.lost)))
                                              : tr("load test: %1").arg(shown.failure));
    if (m_ofThisHub)
        Q_EMIT marked(tr("load test ended"));
}

void LoadDesk::show(const LoadReport& report, const QString& file)
{
    m_report = report;
    m_file = file;
    Q_EMIT reportShown();
}

QString LoadDesk::progressText(const LoadProgress& progress) const
{
    return progressLine(progress, m_scenario.phases.size());
}

QString LoadDesk::progressLine(const LoadProgress& progress, std::size_t phases)
{
    switch (progress.stage) {
    case LoadProgress::Stage::Connecting:
        return tr("Looking at the target…");
    case LoadProgress::Stage::Draining:
        return tr("Waiting for what is on its way…");
    case LoadProgress::Stage::Running:
        break;
    }
    return tr("Phase %1 of %2, %3 left")
        .arg(std::min(progress.phase + 1, int(phases)))
        .arg(phases)
        .arg(format::minutes(progress.left.count()));
}

QString LoadDesk::descriptorNote(const LoadScenario& scenario) const
{
    const double clients = std::ceil(scenario.arrivals());
    const double needed = clients * FilesPerClient;
    const double free = m_freeFiles();
    if (!isKnown(free) || needed <= free)
        return {};
    return tr("%1 clients of this hub need %2 descriptors, two each, and %3 are free in this "
              "process: some may be refused. "
              "fanlight-load beside it, or a higher limit (ulimit -n), has room.")
        .arg(format::count(clients), format::count(needed), format::count(free));
}

void LoadDesk::saveReport(const QString& path)
{
    if (!m_report)
        return;
    const QString error
        = writeWholeFile(path, reportAs(*m_report, QFileInfo(path).suffix().toLower()));
    Q_EMIT lastAction(error.isEmpty() ? tr("report saved to %1").arg(path)
                                      : tr("report not saved: %1").arg(error));
}

// ---- runs

QString LoadDesk::runsProblem() const
{
    return m_notKept ? tr("%1 runs have names, and no more are kept: this one is not. Save its "
                          "report, or delete a run.")
                           .arg(RunStore::MostRuns)
                     : m_store.problem();
}

QString LoadDesk::runsHint() const
{
    const std::size_t rows = m_store.runs().size();
    return rows > 1
        ? tr("select two to compare; %1 of at most %2 kept").arg(rows).arg(RunStore::MostRuns)
        : QString();
}

void LoadDesk::openRun(const QString& file, const std::function<void()>& then)
{
    if (m_running)
        return;
    m_store.open(file,
        [desk = QPointer(this), file, then](
            const std::optional<LoadReport>& report, const QString& error) {
            if (desk && report) {
                if (!desk->m_running)
                    desk->show(*report, file);
                if (then)
                    then();
            } else if (desk) {
                Q_EMIT desk->lastAction(tr("run not opened: %1").arg(error));
            }
        });
}

void LoadDesk::compareRuns(const QString& older, const QString& newer)
{
    auto left = std::make_shared<std::optional<LoadReport>>();
    m_store.open(
        older, [left](const std::optional<LoadReport>& report, const QString&) { *left = report; });
    m_store.open(newer,
        [desk = QPointer(this), left](
            const std::optional<LoadReport>& right, const QString& error) {
            if (!desk)
                return;
            if (*left && right)
                Q_EMIT desk->compared(**left, *right);
            else
                Q_EMIT desk->lastAction(tr("run not opened: %1").arg(error));
        });
}

void LoadDesk::removeRuns(const QStringList& files)
{
    for (const QString& file : files)
        m_store.remove(file);
    if (!files.isEmpty())
        Q_EMIT lastAction(files.size() == 1 ? tr("run deleted")
                                            : tr("%n run(s) deleted", nullptr, int(files.size())));
}

} // namespace fanlight
