// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
// The window with the hub inside.
#include "capture/capture_window.h"
#include "data_folder.h"
#include "history/history_recorder.h"
#include "hub/audit_log.h"
#include "hub/local_hub.h"
#include "hub/log.h"
#include "hub/program.h"
#include "hub/repeated_warning.h"
#include "hub/termination.h"
#include "main_window.h"
#include "manual.h"
#include "options/option_help.h"
#include "remote/remote_hub.h"
#include "servers/secret_store.h"
#include "servers/server_desk.h"
#include "settings/settings_page.h"
#include "theme/theme.h"
#include "translation.h"
#include "widgets/question.h"

#include <QApplication>
#include <QElapsedTimer>
#include <QIcon>
#include <QSettings>

#include <algorithm>
#include <csignal>
#include <cstdlib>
#include <string_view>

#include <unistd.h>

using namespace fanlight;

namespace {

const QString Name = QStringLiteral("fanlight");
const QString ThemeOption = QStringLiteral("theme");
const QString LanguageOption = language::Key;
const QString DemoOption = QStringLiteral("demo");
const QString ConnectOption = QStringLiteral("connect");
const QString OpenOption = QStringLiteral("open");
constexpr int MaxDemoClients = 100'000;

const std::vector<OptionSpec> OwnOptions = {
    {.name = "theme",
        .value = "system|light|dark",
        .help = "how the window looks this time; the settings keep it",
        .kind = OptionKind::Word,
        .section = "Window"},
    {.name = "language",
        .value = "system|de|en",
        .help = "in which language the window speaks this time; the settings keep it",
        .kind = OptionKind::Word,
        .section = "Window"},
    {.name = "demo",
        .value = "CLIENTS",
        .help = "start with that many test clients and a gentle stream of notifications",
        .kind = OptionKind::Whole,
        .section = "Window",
        .range = QStringLiteral("0 to %1").arg(MaxDemoClients)},
    {.name = "connect",
        .value = "NAME|URL",
        .help = "show a hub on a server, by its name or address; several times: the first is "
                "shown, the others are offered",
        .kind = OptionKind::Text,
        .repeat = OptionRepeat::Joined,
        .section = "Window"},
    {.name = "open",
        .value = "FILE",
        .help = "shows a capture instead of a hub; a .fanlight file as the first argument does so, "
                "too",
        .kind = OptionKind::File,
        .section = "Window"},
    manualOption("[page|completion]"),
};

// What --help begins with.
QString summary()
{
    return QStringLiteral("A window onto a Server-Sent Events hub, with the hub inside.\n")
        + exampleHelp({{QStringLiteral("fanlight"),
                           QStringLiteral("a hub at http://localhost:3000, and all that goes on "
                                          "in it")},
            {QStringLiteral("fanlight --demo 500"),
                QStringLiteral("with 500 test clients, to look around")},
            {QStringLiteral("fanlight --connect https://eu-1.example:3000"),
                QStringLiteral("a hub on a server in the same pages")},
            {QStringLiteral("fanlight monday.fanlight"),
                QStringLiteral("a capture, without a hub")},
            {QStringLiteral("fanlight --broker redis://127.0.0.1:6379/0"),
                QStringLiteral("beside other hubs behind the same Redis")}});
}

constexpr char NoDisplay[]
    = "there is no display to show the window on: set DISPLAY or WAYLAND_DISPLAY, or run "
      "fanlightd, the hub without its window";

bool asksForWordsOnly(std::string_view argument)
{
    return argument == "--help" || argument == "-h" || argument == "--version"
        || argument == "--check-config" || argument == "--manual"
        || argument.substr(0, 9) == "--manual=";
}

// Whether a display is named, of whatever kind.
bool hasDisplay(int argc, char** argv)
{
    return !qEnvironmentVariableIsEmpty("DISPLAY")
        || !qEnvironmentVariableIsEmpty("WAYLAND_DISPLAY")
        || !qEnvironmentVariableIsEmpty("QT_QPA_PLATFORM")
        || std::any_of(argv, argv + argc, [](std::string_view argument) {
               return argument == "-platform" || argument == "--platform";
           });
}

// Nothing when it is none.
std::optional<int> demoClientsOf(const QHash<QString, QString>& own)
{
    bool isNumber = true;
    const int clients = own.contains(DemoOption) ? own.value(DemoOption).toInt(&isNumber) : 0;
    return isNumber && clients >= 0 && clients <= MaxDemoClients ? std::optional(clients)
                                                                 : std::nullopt;
}

// Of --connect, in their order.
QStringList serversOf(const QHash<QString, QString>& own)
{
    return own.value(ConnectOption).split(QLatin1Char(','), Qt::SkipEmptyParts);
}

QStringList faultsOfOwn(const ParsedArguments& arguments)
{
    const QHash<QString, QString>& own = arguments.extra;
    QStringList faults;
    if (own.contains(ThemeOption) && !Theme::modeFromText(own.value(ThemeOption)))
        faults += QStringLiteral("--theme: “%1” is not a theme; use system, light or dark")
                      .arg(own.value(ThemeOption));
    if (own.contains(LanguageOption) && !language::locale(own.value(LanguageOption)))
        faults += QStringLiteral("--language: “%1” is not a language there is; use %2")
                      .arg(own.value(LanguageOption), language::all().join(QStringLiteral(", ")));
    if (!demoClientsOf(own))
        faults += QStringLiteral("--demo: “%1” is not a number of clients from 0 to %2")
                      .arg(own.value(DemoOption))
                      .arg(MaxDemoClients);
    for (const QString& server : serversOf(own)) {
        if (const QString problem = ServerDesk::connectProblem(server); !problem.isEmpty())
            faults += QStringLiteral("--connect: “%1”: %2").arg(server, problem);
    }
    return faults;
}

// A hub on a server, as the window shows it.
ServerDesk::Made makeRemoteHub(const ServerDesk::Address& address)
{
    auto hub = std::make_unique<RemoteHub>(
        RemoteAddress{address.url, address.token, address.name, address.verifyName});
    RemoteHub* const made = hub.get();
    return {std::move(hub), &made->recordLog(),
        [made](qint64 sampledUntilMs) { made->connectNow(sampledUntilMs); }};
}

// A capture as the first argument, as a desktop hands it over, is the option with its name.
std::string withOpenOption(int argc, char** argv)
{
    static constexpr std::string_view Ending = ".fanlight";
    const std::string_view first = argc > 1 ? argv[1] : "";
    return first.starts_with('-') || !first.ends_with(Ending)
        ? std::string()
        : "--" + OpenOption.toStdString() + '=' + std::string(first);
}

// A window on a capture and nothing else.
int showCapture(const QString& path, Theme& theme, QSettings& settings)
{
    CaptureWindow capture(theme, settings);
    if (const QString error = capture.load(path); !error.isEmpty()) {
        program::complain(Name, error);
        const Question* question = CaptureShow::tellProblem(nullptr, error, path);
        QObject::connect(question, &QDialog::finished, qApp, &QCoreApplication::quit);
        QApplication::exec();
        return program::ExitFailed;
    }
    Termination termination;
    QObject::connect(
        &termination, &Termination::requested, &capture.window(), &MainWindow::closeNow);
    QObject::connect(&capture, &CaptureWindow::closed, qApp, &QCoreApplication::quit);
    capture.window().show();
    return QApplication::exec();
}

// What --manual prints; empty: there is no such text.
QByteArray manualOf(const QString& what)
{
    const std::vector<OptionSpec> options = allOptionSpecs(OwnOptions);
    if (what.isEmpty() || what == QStringLiteral("page"))
        return manualRoff(windowManual(options));
    return what == CompletionWord ? bashCompletion(Name, options) : QByteArray();
}

int runWithoutWindow(int argc, char** argv)
{
    const QCoreApplication application(argc, argv);
    if (const auto what = askedManual(QCoreApplication::arguments().mid(1)))
        return program::printManual(Name, manualOf(*what));
    const program::Start start = program::start(Name, summary(), OwnOptions, faultsOfOwn);
    if (!start.exitCode)
        program::complain(Name, QString::fromLatin1(NoDisplay));
    return start.exitCode.value_or(program::ExitFailed);
}

} // namespace

int main(int argc, char** argv)
{
    program::keepStandardDescriptors();
    std::string opened = withOpenOption(argc, argv);
    if (!opened.empty())
        argv[1] = opened.data();
    if (std::any_of(argv + 1, argv + argc, asksForWordsOnly) || !hasDisplay(argc, argv))
        return runWithoutWindow(argc, argv);
    // Qt aborts where the display cannot be reached, and has said so; a core dump says no more.
    std::signal(SIGABRT, [](int) {
        static constexpr std::string_view Begin = "fanlight: ";
        program::writeWithin(STDERR_FILENO, Begin, program::PrintPatience);
        program::writeWithin(STDERR_FILENO, NoDisplay, program::PrintPatience);
        program::writeWithin(STDERR_FILENO, "\n", program::PrintPatience);
        std::_Exit(program::ExitFailed);
    });
    // All is painted by the processor: what would draw by OpenGL need not be found and loaded.
    if (!qEnvironmentVariableIsSet("QT_XCB_GL_INTEGRATION"))
        qputenv("QT_XCB_GL_INTEGRATION", "none");
    QApplication application(argc, argv);
    std::signal(SIGABRT, SIG_DFL);
    const program::Start start = program::start(Name, summary(), OwnOptions, faultsOfOwn);
    if (start.exitCode)
        return *start.exitCode;
    const QHash<QString, QString>& own = start.arguments.extra;
    const std::optional<Theme::Mode> mode = Theme::modeFromText(own.value(ThemeOption));
    const std::optional<QLocale> spoken = language::locale(own.value(LanguageOption));
    const int demoClients = demoClientsOf(own).value_or(0);

    QGuiApplication::setDesktopFileName(QStringLiteral("io.github.fanlight.Fanlight"));
    QApplication::setWindowIcon(QIcon(QStringLiteral(":/fanlight/icons/fanlight-256.png")));
    LogSink log(start.arguments.hub.logLevel);
    if (!program::openLogFile(Name, start.arguments.hub, log))
        return program::ExitUsage;
    data_folder::takeOver();
    QSettings settings;
    installTranslations(spoken.value_or(*language::locale(language::saved(settings))));
    Theme theme;
    theme.setMode(mode.value_or(SettingsPage::savedThemeMode(settings)));
    if (own.contains(OpenOption))
        return showCapture(own.value(OpenOption), theme, settings);
    LocalHub hub;
    hub.setSideLosses([&log, &hub] {
        return SideLosses{log.lostOnStderr(), log.lostInFile(), 0, hub.audit().lostInFile()};
    });
    hub.setLog(log.ring());
    HistoryRecorder history(hub, QStringLiteral("local"), &log.ring());
    history.open(HistoryChoice::saved(settings));
    MainWindow window(hub, theme, settings, &log.ring());
    window.setHistory(history);
    OptionOrigins origins = start.arguments.origins;
    if (mode)
        origins.insert(ThemeOption, OptionOrigin::CommandLine);
    if (spoken)
        origins.insert(LanguageOption, OptionOrigin::CommandLine);
    window.setStart(start.arguments.hub, origins);

    ServerBook servers(settings);
    KeychainStore secrets;
    ServerDesk desk({window, servers, secrets, makeRemoteHub, [&theme] { return theme.isDark(); },
        data_folder::path() + QStringLiteral("/servers"), {}, &history});
    QObject::connect(&theme, &Theme::changed, &desk, &ServerDesk::refresh);

    Termination termination;
    QObject::connect(&termination, &Termination::requested, &window, &MainWindow::closeNow);
    QObject::connect(&termination, &Termination::hungUp, &window, [&log, &hub] {
        log.reopen();
        hub.readFilesAnew();
        hub.audit().reopen();
    });
    QObject::connect(&window, &MainWindow::closed, &application, &QCoreApplication::quit);
    bool demoStarted = false;
    HubState before = HubState::Stopped;
    RepeatedWarning failure; // a port in use is tried every two seconds
    QElapsedTimer sinceStart;
    sinceStart.start();
    QObject::connect(&hub, &LocalHub::statusChanged, &window, [&](const HubStatus& status) {
        if (std::exchange(before, status.state) == status.state)
            return; // something else of it has changed
        if (status.state == HubState::Failed) {
            const QString line = failure.take(status.error, sinceStart.elapsed());
            if (!line.isEmpty())
                qCWarning(hubLog, "%s", qPrintable(line));
        }
        if (status.state != HubState::Listening)
            return;
        if (const QString line = failure.over(); !line.isEmpty())
            qCInfo(hubLog, "%s", qPrintable(line));
        program::announce(status.url, status.urls, status.broker.kind);
        if (demoClients > 0 && !std::exchange(demoStarted, true))
            window.addTestClients(demoClients);
    });
    window.show();
    hub.start(start.arguments.hub);
    if (const QStringList wanted = serversOf(own); !wanted.isEmpty())
        desk.connectTo(wanted);
    return QApplication::exec();
}
