// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "load/run_store.h"

#include "data_folder.h"
#include "load/load_figures.h"
#include "metrics/whole_file.h"

#include <QDir>
#include <QFile>

#include <algorithm>

namespace fanlight {

using namespace Qt::Literals::StringLiterals;

namespace {
const QString Suffix = u".json"_s;
} // namespace

RunSummary RunSummary::of(const LoadReport& report, const QString& file)
{
    RunSummary run;
    run.file = file;
    run.name = load_figures::isNamed(report) ? report.name : QString();
    run.startedAtMs = report.startedAtMs;
    run.mode = load_figures::mode(report);
    run.clients = double(report.totals.mostClients);
    run.eventsPerSecond = load_figures::eventsPerSecond(report);
    run.p50Ms = report.latency.percentileMs(50);
    run.p95Ms = report.latency.percentileMs(95);
    run.p99Ms = report.latency.percentileMs(99);
    // Where nothing was published, nothing could be lost.
    run.lost = report.totals.published > 0 ? double(report.totals.lost) : Unknown;
    run.wasStopped = report.wasStopped;
    run.expectationsMet = report.expectationsMet();
    return run;
}

RunStore::Form RunStore::json()
{
    return {toJson, reportFromJson};
}

QString RunStore::defaultFolder()
{
    return data_folder::path() + u"/load-tests"_s;
}

RunStore::RunStore(const QString& folder, Form form, QObject* parent)
    : QObject(parent)
    , m_folder(folder)
    , m_form(std::move(form))
{
}

RunStore::~RunStore()
{
    m_worker.waitForDone();
}

std::optional<LoadReport> RunStore::read(const QString& file, QString& error) const
{
    QFile in(path(file));
    if (!in.open(QIODevice::ReadOnly))
        error = in.errorString();
    else if (in.size() > MostFileBytes)
        error = tr("more than %1 MiB").arg(MostFileBytes >> 20);
    else
        return m_form.read(in.readAll(), error);
    return std::nullopt;
}

QString RunStore::write(const QString& file, const LoadReport& report) const
{
    QDir().mkpath(m_folder);
    const QString error = writeWholeFile(path(file), m_form.write(report));
    return error.isEmpty() ? QString() : tr("The run is not kept: %1").arg(error);
}

void RunStore::load()
{
    m_worker.start([this] {
        std::vector<RunSummary> runs;
        QStringList unread;
        const QStringList files = QDir(m_folder).entryList({u'*' + Suffix}, QDir::Files);
        for (const QString& file : files) {
            QString error;
            if (const auto report = read(file, error))
                runs.push_back(RunSummary::of(*report, file));
            else
                unread << tr("%1: %2").arg(file, error);
        }
        const QString problem = unread.isEmpty()
            ? QString()
            : tr("%1 of %2 kept run(s) cannot be read, the first is %3", nullptr, int(files.size()))
                  .arg(unread.size())
                  .arg(files.size())
                  .arg(unread.constFirst());
        Worker::answer(this, [this, runs, problem] { loaded(runs, problem); });
    });
}

// Runs that were added meanwhile stay.
void RunStore::loaded(const std::vector<RunSummary>& runs, const QString& problem)
{
    for (const RunSummary& run : runs) {
        if (find(run.file) == m_runs.end())
            insert(run);
    }
    m_problem = problem;
    Q_EMIT changed();
}

std::vector<RunSummary>::iterator RunStore::find(const QString& file)
{
    return std::find_if(
        m_runs.begin(), m_runs.end(), [&file](const RunSummary& run) { return run.file == file; });
}

void RunStore::insert(const RunSummary& run)
{
    const auto place = std::upper_bound(m_runs.begin(), m_runs.end(), run,
        [](const RunSummary& a, const RunSummary& b) { return a.startedAtMs > b.startedAtMs; });
    m_runs.insert(place, run);
}

QString RunStore::freeFileName(qint64 startedAtMs) const
{
    const auto isTaken = [this](const QString& name) {
        return std::any_of(m_runs.begin(), m_runs.end(), [&](const RunSummary& run) {
            return run.file == name;
        }) || QFile::exists(path(name));
    };
    const QString base = u"run-"_s + QString::number(startedAtMs);
    QString name = base + Suffix;
    for (int i = 2; isTaken(name); ++i)
        name = base + u'-' + QString::number(i) + Suffix;
    return name;
}

QString RunStore::add(const LoadReport& report)
{
    while (m_runs.size() >= MostRuns) {
        const auto oldest = std::find_if(m_runs.rbegin(), m_runs.rend(),
            [](const RunSummary& run) { return run.name.isEmpty(); });
        if (oldest == m_runs.rend())
            return {};
        remove(oldest->file);
    }
    const QString file = freeFileName(report.startedAtMs);
    insert(RunSummary::of(report, file));
    Q_EMIT changed();
    m_worker.start([this, file, report] {
        const QString problem = write(file, report);
        Worker::answer(this, [this, problem] { setProblem(problem); });
    });
    return file;
}

void RunStore::remove(QString file) // by value: it may be that of the run that goes
{
    const auto run = find(file);
    if (run == m_runs.end())
        return;
    m_runs.erase(run);
    Q_EMIT changed();
    m_worker.start([file = path(file)] { QFile::remove(file); });
}

void RunStore::rename(QString file, const QString& name)
{
    const auto run = find(file);
    const QString newName = name.trimmed().left(MostNameCharacters);
    if (run == m_runs.end() || run->name == newName)
        return;
    run->name = newName;
    Q_EMIT changed();
    m_worker.start([this, file, newName] {
        QString problem;
        if (auto report = read(file, problem)) {
            report->name = newName;
            problem = write(file, *report);
        }
        Worker::answer(this, [this, problem] { setProblem(problem); });
    });
}

void RunStore::open(const QString& file, Opened done)
{
    m_worker.start([this, file, done = std::move(done)] {
        QString error;
        const std::optional<LoadReport> report = read(file, error);
        Worker::answer(this, [done, report, error] { done(report, error); });
    });
}

void RunStore::setProblem(const QString& problem)
{
    if (problem == m_problem)
        return;
    m_problem = problem;
    Q_EMIT changed();
}

} // namespace fanlight
