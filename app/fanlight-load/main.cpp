// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
// The load tester without a window.
#include "hub/program.h"
#include "hub/termination.h"
#include "load/command_line.h"
#include "load/figure_text.h"
#include "load/load_run.h"
#include "load/scenario_yaml.h"
#include "load/secrets.h"
#include "load/why_no_test.h"
#include "manual.h"
#include "metrics/process_stats.h"
#include "metrics/whole_file.h"

#include <QCoreApplication>

#include <cstdio>
#include <utility>

#include <unistd.h>

using namespace fanlight;
using namespace Qt::Literals::StringLiterals;

namespace {

const QString Name = u"fanlight-load"_s;
constexpr int ExitInterrupted = 130; // as a shell reports the end by SIGINT

void print(const QByteArray& text)
{
    std::fwrite(text.constData(), 1, std::size_t(text.size()), stdout);
    std::fflush(stdout);
}

QString stageText(const LoadProgress& progress, const LoadScenario& scenario)
{
    switch (progress.stage) {
    case LoadProgress::Stage::Connecting:
        return u"looking at the target"_s;
    case LoadProgress::Stage::Draining:
        return u"waiting for what is on its way"_s;
    case LoadProgress::Stage::Running:
        break;
    }
    return u"phase %1 of %2, %3 s left"_s.arg(progress.phase + 1)
        .arg(scenario.phases.size())
        .arg(std::chrono::ceil<std::chrono::seconds>(progress.left).count());
}

// Says on stderr how far the test is: in one line that is written over on a terminal, now and then
// elsewhere.
class Progress {
public:
    void show(const LoadProgress& progress, const LoadScenario& scenario)
    {
        if (!m_isTerminal && progress.elapsed < m_next)
            return;
        m_next = progress.elapsed + Interval;
        const LoadTotals& totals = progress.totals;
        const QString text = u"%1: %2 clients, %3 events (%4/s), p99 %5, %6 lost, %7 errors"_s.arg(
            stageText(progress, scenario), countText(double(progress.sample.clients)),
            countText(double(totals.events)),
            countText(progress.sample.perSecond(double(progress.sample.events))),
            millisecondsText(progress.p99Ms), countText(double(totals.lost)),
            countText(double(totals.errors)));
        // the test does not wait for a stderr that nobody reads
        program::writeWithin(STDERR_FILENO,
            (m_isTerminal ? QString(OverTheLine + text) : QString(text + u'\n')).toStdString(),
            std::chrono::milliseconds(0));
    }
    void end()
    {
        if (m_isTerminal)
            std::fputs(OverTheLine.toLatin1().constData(), stderr);
    }

private:
    static constexpr std::chrono::seconds Interval{5};
    const QString OverTheLine = u"\r\x1b[K"_s;
    const bool m_isTerminal = ::isatty(STDERR_FILENO) == 1;
    std::chrono::milliseconds m_next{0};
};

// Empty, or why the disk says no. A file is there whole or not at all.
QString save(const char* option, const QString& path, const QByteArray& bytes)
{
    if (path.isEmpty())
        return {};
    if (path == "-"_L1) {
        print(bytes);
        return {};
    }
    const QString error = writeWholeFile(path, bytes);
    return error.isEmpty()
        ? QString()
        : u"--%1: cannot write %2: %3"_s.arg(QLatin1StringView(option), path, error);
}

QString saveAll(const LoadArguments& arguments, const LoadReport& report)
{
    QStringList problems{
        save("json", arguments.json, arguments.json.isEmpty() ? QByteArray() : toJson(report)),
        save("csv", arguments.csv, arguments.csv.isEmpty() ? QByteArray() : toCsv(report)),
        save("html", arguments.html, arguments.html.isEmpty() ? QByteArray() : toHtml(report)),
    };
    problems.removeAll(QString());
    return problems.join("; "_L1);
}

// Where no report says it.
void sayUnmet(const LoadReport& report)
{
    for (const ExpectationResult& result : report.expectations) {
        if (!result.met)
            program::complain(Name,
                u"%1: %2: %3"_s.arg(report.wasStopped ? u"not finished"_s : u"not met"_s,
                    result.text, result.measured));
    }
    if (report.totals.failedExpects > 0)
        program::complain(Name,
            u"not met: %1 answers or events were not as the scenario expects"_s.arg(
                report.totals.failedExpects));
}

// Prints and writes what came of it, and says how the program exits.
int conclude(const LoadArguments& arguments, const LoadReport& report)
{
    const bool takesStdout
        = arguments.json == "-"_L1 || arguments.csv == "-"_L1 || arguments.html == "-"_L1;
    if (!arguments.quiet && !takesStdout)
        print(toText(report).toUtf8());
    const QString unsaved = saveAll(arguments, report);
    if (!unsaved.isEmpty())
        program::complain(Name, unsaved);
    const LoadVerdict verdict = report.verdict();
    if (verdict == LoadVerdict::Failed)
        program::complain(Name, withoutSecrets(report.failure));
    else if (verdict == LoadVerdict::NothingTested)
        program::complain(Name, report.nothingTested());
    if (arguments.quiet || takesStdout)
        sayUnmet(report);
    if (verdict == LoadVerdict::NotFinished)
        return ExitInterrupted;
    return unsaved.isEmpty() && verdict == LoadVerdict::Passed ? 0 : program::ExitFailed;
}

int runTest(const LoadArguments& arguments)
{
    LoadRun run;
    Progress progress;
    Termination termination;
    LoadReport report;
    bool wasAsked = false;
    const auto stop = [&] {
        if (std::exchange(wasAsked, true))
            QCoreApplication::exit(ExitInterrupted); // without a report
        else
            run.stop();
    };
    QObject::connect(&termination, &Termination::requested, &run, stop);
    QObject::connect(&termination, &Termination::hungUp, &run, stop);
    QObject::connect(&run, &LoadRun::progressed, &run, [&](const LoadProgress& now) {
        if (!arguments.quiet)
            progress.show(now, arguments.scenario);
    });
    bool isFinished = false;
    QObject::connect(&run, &LoadRun::finished, &run, [&](const LoadReport& finished) {
        report = finished;
        isFinished = true;
        QCoreApplication::exit(0);
    });
    run.start(arguments.scenario);
    const int code = QCoreApplication::exec();
    if (!arguments.quiet)
        progress.end();
    return isFinished ? conclude(arguments, report) : code;
}

// What --manual prints; empty: there is no such text.
QByteArray manualOf(const QString& what)
{
    if (what.isEmpty() || what == "page"_L1)
        return manualRoff(loadManual(loadOptionSpecs()));
    return what == CompletionWord ? bashCompletion(Name, loadOptionSpecs()) : QByteArray();
}

} // namespace

int main(int argc, char** argv)
{
    program::keepStandardDescriptors();
    QCoreApplication application(argc, argv);
    QCoreApplication::setApplicationVersion(QStringLiteral(FANLIGHT_VERSION));
    if (const auto what = askedManual(QCoreApplication::arguments().mid(1)))
        return program::printManual(Name, manualOf(*what));
    const LoadArguments arguments = parseLoadArguments(QCoreApplication::arguments().mid(1));
    if (!arguments.error.isEmpty()) {
        program::complain(Name, arguments.error);
        return program::ExitUsage;
    }
    if (arguments.help) {
        print(loadHelp().toUtf8());
        return 0;
    }
    if (arguments.version) {
        print((Name + u' ' + QCoreApplication::applicationVersion() + u'\n').toUtf8());
        return 0;
    }
    for (const QString& note : arguments.notes)
        program::complain(Name, withoutSecrets(note));
    if (arguments.printScenario) {
        print(writeScenario(withoutSecrets(arguments.scenario)));
        return 0;
    }
    process_stats::raiseFileLimit();
    if (const QString problem = whyNoTest(arguments); !problem.isEmpty()) {
        program::complain(Name, problem);
        return program::ExitUsage;
    }
    return runTest(arguments);
}
