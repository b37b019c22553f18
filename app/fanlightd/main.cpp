// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
// The hub without a window; or the setup doctor without one.
#include "doctor/examination.h"
#include "hub/audit_log.h"
#include "hub/health_check.h"
#include "hub/local_hub.h"
#include "hub/log.h"
#include "hub/program.h"
#include "hub/service_reports.h"
#include "hub/termination.h"
#include "manual.h"
#include "metrics/csv.h"
#include "metrics/file_sink.h"
#include "options/option_help.h"

#include <QCoreApplication>

#include <algorithm>
#include <atomic>

#include <unistd.h>

using namespace fanlight;

namespace {

const QString Name = QStringLiteral("fanlightd");

const QString CheckOption = QStringLiteral("check");
const QString CsvOption = QStringLiteral("csv");
const QString CsvIntervalOption = QStringLiteral("csv-interval");

const std::vector<OptionSpec> OwnOptions = {
    {.name = "config",
        .value = "FILE",
        .help = "read options from FILE, below [hub], instead of from the settings file of the "
                "window; or FANLIGHT_CONFIG",
        .kind = OptionKind::File,
        .section = "Program",
        .hasVariable = true},
    {.name = "check",
        .value = "[URL|/PATH]",
        .help = "instead of running a hub: ask the one that these options start, or one elsewhere "
                "(unix:/PATH, too), for /healthz; exit with 0 when it lives, else 1. /readyz asks "
                "whether it serves",
        .kind = OptionKind::Url,
        .section = "Program",
        .mayLackValue = true},
    {.name = "csv",
        .value = "FILE",
        .help = "append a row of figures to FILE at every interval",
        .kind = OptionKind::File,
        .section = "Figures",
        .hasVariable = true,
        .settingsGroup = "hub"},
    {.name = "csv-interval",
        .value = "1s",
        .help = "how often; from 500ms to 1h",
        .kind = OptionKind::Duration,
        .section = "Figures",
        .range = QStringLiteral("500ms to 1h"),
        .defaultValue = QStringLiteral("1s"),
        .hasVariable = true,
        .settingsGroup = "hub"},
    manualOption("[page|conf|completion]"),
};

// What --help begins with.
QString summary()
{
    return QStringLiteral("A Server-Sent Events hub.\n")
        + exampleHelp({{QStringLiteral("fanlightd"),
                           QStringLiteral("a hub for this machine, at http://localhost:3000; what "
                                          "it keeps is in memory")},
            {QStringLiteral("fanlightd --broker redis://127.0.0.1:6379/0 --max-lifetime 15m"),
                QStringLiteral("one of several hubs behind one Redis")},
            {QStringLiteral(
                 "fanlightd --listen '[::]:443' --host hub.example --tls-cert hub.pem \\\n"
                 "      --jwt-key issuer.pem --publish-token @publish.token"),
                QStringLiteral("on the internet, for users whose tokens issuer.pem signs")},
            {QStringLiteral("fanlightd --examine https://app.example --token @admin.token"),
                QStringLiteral("what stands between browsers and a hub, and what to change")}});
}

// Nothing when it is none.
std::optional<std::chrono::milliseconds> csvIntervalOf(const ParsedArguments& arguments)
{
    const auto interval = parseDuration(arguments.extra.value(CsvIntervalOption));
    return interval && *interval >= std::chrono::milliseconds(500)
            && *interval <= std::chrono::hours(1)
        ? interval
        : std::nullopt;
}

QStringList faultsOfOwn(const ParsedArguments& arguments)
{
    QStringList faults;
    if (!csvIntervalOf(arguments))
        faults += QStringLiteral("--csv-interval: “%1” is not a duration from 500ms to 1h")
                      .arg(arguments.extra.value(CsvIntervalOption));
    for (const OptionSpec& spec : examinationOptions()) {
        if (arguments.extra.contains(QLatin1StringView(spec.name)))
            faults += spec.option() + QStringLiteral(": goes with --examine");
    }
    return faults;
}

// Writes the figures of a hub to a file, a row an interval.
class CsvFile {
public:
    // Empty when the file can be written, else why not.
    QString open(const QString& path, std::chrono::milliseconds interval)
    {
        m_interval = interval;
        FileSink::Settings settings;
        settings.path = path;
        settings.header = csv::header();
        settings.lineEnd = "\r\n";
        settings.records = "rows";
        const QString error = m_file.open(std::move(settings));
        return error.isEmpty() ? QString() : Option + error;
    }
    void add(const MetricsSample& sample, const QString& instance)
    {
        if (m_open.intervalMs == 0)
            m_open = sample;
        else
            m_open.merge(sample);
        // a timer that fires a moment early must not make it wait for the next one
        if (m_open.intervalMs + SlackMs < m_interval.count())
            return;
        const QByteArray row = csv::row(m_open, instance);
        m_open = {};
        say(m_file.write({row.constData(), std::size_t(row.size())}, 1));
        m_lostRows = m_file.lost();
    }
    void reopen() { say(m_file.reopen()); }
    qint64 lostRows() const { return m_lostRows; } // any thread

private:
    static constexpr qint64 SlackMs = 50;
    static inline const QString Option = QStringLiteral("--csv: ");

    static void say(const QString& text)
    {
        if (!text.isEmpty())
            qCWarning(hubLog, "%s", qPrintable(Option + text));
    }

    FileSink m_file;
    std::atomic<qint64> m_lostRows = 0;
    std::chrono::milliseconds m_interval{1000};
    MetricsSample m_open;
};

// What main() gets, made of other words.
class CommandLine {
public:
    explicit CommandLine(std::vector<std::string> words)
        : m_words(std::move(words))
        , m_count(static_cast<int>(m_words.size()))
    {
        for (std::string& word : m_words)
            m_pointers.push_back(word.data());
        m_pointers.push_back(nullptr);
    }
    int& count() { return m_count; }
    char** words() { return m_pointers.data(); }

private:
    std::vector<std::string> m_words;
    std::vector<char*> m_pointers;
    int m_count;
};

std::vector<OptionSpec> ownOptions()
{
    std::vector<OptionSpec> all = OwnOptions;
    all.insert(all.end(), examinationOptions().begin(), examinationOptions().end());
    return all;
}

// `--examine URL`: exit code 0, 1 when something is bad, 2 for a wrong option.
int examine(const QStringList& options)
{
    const ExaminationArguments arguments = parseExamination(options);
    if (!arguments.error.isEmpty()) {
        program::complain(Name, arguments.error);
        return program::ExitUsage;
    }
    Examination examination(arguments);
    QObject::connect(&examination, &Examination::finished, qApp, [] { QCoreApplication::quit(); });
    examination.start();
    QCoreApplication::exec();
    const QByteArray report = arguments.json
        ? examinationJson(examination.settings(), examination.findings())
        : examinationText(examination.settings(), examination.findings());
    program::writeWithin(
        STDOUT_FILENO, {report.constData(), std::size_t(report.size())}, program::PrintPatience);
    return examinationExitCode(examination.findings());
}

bool asksForCheck(const QStringList& words)
{
    return std::any_of(words.begin(), words.end(), [](const QString& word) {
        return word == QStringLiteral("--check") || word.startsWith(QStringLiteral("--check="));
    });
}

// `--check`: exit code 0 when a hub lives, else 1; 2 for a wrong option. What is wrong with other
// options of the hub, or with the files they name, is no matter here: it may run for long.
int check()
{
    const ParsedArguments arguments = program::readArguments(ownOptions());
    const QString together = arguments.located(checkHubOptions(arguments.hub)).text;
    const auto fault = std::find_if(
        arguments.faults.begin(), arguments.faults.end(), [&together](const OptionFault& one) {
            return one.origin == OptionOrigin::CommandLine && one.text != together;
        });
    QString wrong = fault == arguments.faults.end() ? QString() : fault->text;
    if (wrong.isEmpty()) {
        const auto targets
            = health_check::targets(arguments.extra.value(CheckOption), arguments.hub, wrong);
        for (const health_check::Target& target : targets) {
            const health_check::Answer answer = health_check::ask(target);
            const QString line = target.text() + QStringLiteral(": ") + answer.text;
            if (answer.isGood) {
                program::say(line);
                return 0;
            }
            program::complain(Name, line);
        }
        if (!targets.empty())
            return program::ExitFailed;
        wrong.prepend(QStringLiteral("--check: "));
    }
    program::complain(Name, wrong);
    return program::ExitUsage;
}

// What --manual prints; empty: there is no such text.
QByteArray manualOf(const QString& what)
{
    const std::vector<OptionSpec> options = allOptionSpecs(ownOptions());
    if (what.isEmpty() || what == QStringLiteral("page"))
        return manualRoff(hubManual(options));
    if (what == QStringLiteral("conf"))
        return manualRoff(configManual(options));
    return what == CompletionWord ? bashCompletion(Name, options) : QByteArray();
}

bool asksForWords(const QStringList& words)
{
    return words.contains(QStringLiteral("--help")) || words.contains(QStringLiteral("-h"))
        || words.contains(QStringLiteral("--version"));
}

} // namespace

int main(int argc, char** argv)
{
    program::keepStandardDescriptors();
    QString wrongSockets;
    HandedSockets sockets = HandedSockets::takeFromEnvironment(wrongSockets);
    QString unheard;
    ServiceManager serviceManager = ServiceManager::takeFromEnvironment(unheard);
    CommandLine commandLine(sockets.appliedTo({argv, argv + argc}));
    QCoreApplication application(commandLine.count(), commandLine.words());
    const QStringList words = QCoreApplication::arguments().mid(1);
    if (const auto what = askedManual(words))
        return program::printManual(Name, manualOf(*what));
    if (asksForExamination(words) && !asksForWords(words))
        return examine(words);
    if (asksForCheck(words) && !asksForWords(words))
        return check();
    Termination termination; // from here on no signal is lost, nor fatal
    Termination::reapOrphans();
    if (!wrongSockets.isEmpty()) {
        program::complain(Name, wrongSockets);
        return program::ExitUsage;
    }
    const program::Start start = program::start(Name, summary(), ownOptions(), faultsOfOwn);
    if (start.exitCode)
        return *start.exitCode;
    const HubOptions& options = start.arguments.hub;

    CsvFile csvFile;
    const bool writesCsv = start.arguments.extra.contains(CsvOption);
    if (writesCsv) {
        const QString error = csvFile.open(start.arguments.extra.value(CsvOption),
            csvIntervalOf(start.arguments).value_or(std::chrono::seconds(1)));
        if (!error.isEmpty()) {
            program::complain(Name, start.arguments.located(error).text);
            return program::ExitUsage;
        }
    }

    LogSink log(options.logLevel);
    if (!program::openLogFile(Name, options, log))
        return program::ExitUsage;
    LocalHub hub;
    if (const QString error = hub.audit().follow({}, options); !error.isEmpty()) {
        program::complain(Name, error);
        return program::ExitUsage;
    }
    hub.setSideLosses([&log, &csvFile, &hub] {
        return SideLosses{
            log.lostOnStderr(), log.lostInFile(), csvFile.lostRows(), hub.audit().lostInFile()};
    });
    hub.setLog(log.ring());
    if (!unheard.isEmpty())
        qCWarning(hubLog, "%s", qPrintable(unheard));
    if (!sockets.isEmpty()) {
        qCInfo(hubLog, "the service manager has handed down %s; that goes before --listen",
            qPrintable(sockets.text()));
        hub.useSockets(std::move(sockets));
    }
    ServiceReports reports(std::move(serviceManager), hub);
    QString failure;
    QObject::connect(&termination, &Termination::requested, &hub, &LocalHub::stop);
    QObject::connect(&termination, &Termination::hungUp, &application, [&] {
        reports.beginReload();
        log.reopen();
        hub.audit().reopen();
        csvFile.reopen();
        hub.readFilesAnew([&] { reports.endReload(); });
    });
    HubState before = HubState::Stopped;
    QObject::connect(&hub, &LocalHub::statusChanged, &application, [&](const HubStatus& status) {
        if (std::exchange(before, status.state) == status.state)
            return; // something else of it has changed
        if (status.state == HubState::Listening)
            program::announce(status.url, status.urls, status.broker.kind);
        else if (status.state == HubState::Stopped)
            QCoreApplication::exit(0);
        else if (status.state == HubState::Failed) {
            failure = status.error;
            QCoreApplication::exit(program::ExitFailed);
        }
    });
    if (writesCsv) {
        QObject::connect(&hub, &LocalHub::sampled, &application,
            [&](const MetricsSample& sample) { csvFile.add(sample, hub.status().instance); });
    }
    hub.start(options);
    const int code = QCoreApplication::exec();
    if (failure.isEmpty())
        return code;
    program::complain(Name, failure);
    return program::ExitFailed;
}
