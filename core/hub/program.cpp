// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "hub/program.h"

#include "hub/config_check.h"
#include "hub/hub_access.h"
#include "hub/log.h"
#include "hub/tls_desk.h"

#include <QCoreApplication>
#include <QProcessEnvironment>
#include <QSettings>

#include <algorithm>
#include <cerrno>
#include <climits>
#include <cstdio>

#include <fcntl.h>
#include <poll.h>
#include <unistd.h>

namespace fanlight::program {

namespace {

QHash<QString, QString> fanlightVariables()
{
    const QProcessEnvironment system = QProcessEnvironment::systemEnvironment();
    QHash<QString, QString> variables;
    for (const QString& key : system.keys()) {
        if (key.startsWith(u"FANLIGHT_"))
            variables.insert(key, system.value(key));
    }
    return variables;
}

void print(std::FILE* stream, const QString& text)
{
    const QByteArray line = text.toUtf8() + '\n';
    std::fflush(stream);
    writeWithin(::fileno(stream), {line.constData(), std::size_t(line.size())}, PrintPatience);
}

// --check-config: all that is wrong on stderr; whether it would do, on stdout.
int sayWhatIsWrong(const QString& name, const ConfigReport& report)
{
    for (const QString& note : report.notes)
        complain(name, QStringLiteral("note: ") + note);
    for (const OptionFault& fault : report.faults)
        complain(name, fault.text);
    if (report.faults.empty())
        print(stdout, report.summary);
    return report.exitCode();
}

// The first thing that is wrong; empty: nothing is.
QString faultOf(const ParsedArguments& arguments, const OwnFaults& ownFaults)
{
    if (!arguments.error.isEmpty())
        return arguments.error;
    const QStringList own = ownFaults ? ownFaults(arguments) : QStringList();
    if (!own.isEmpty())
        return arguments.located(own.first()).text;
    QString error; // of the files, which are looked at
    if (HubAccess::make(arguments.hub, {}, error))
        error = TlsDesk::check(arguments.hub);
    return error.isEmpty() ? QString() : arguments.located(error).text;
}

} // namespace

void keepStandardDescriptors()
{
    for (int descriptor = STDIN_FILENO; descriptor <= STDERR_FILENO; ++descriptor) {
        if (::fcntl(descriptor, F_GETFD) < 0 && errno == EBADF)
            ::open("/dev/null", O_RDWR); // takes the lowest that is free, which is this one
    }
}

bool writeWithin(int descriptor, std::string_view text, std::chrono::milliseconds patience)
{
    const auto deadline = std::chrono::steady_clock::now() + patience;
    while (!text.empty()) {
        const auto left = std::chrono::ceil<std::chrono::milliseconds>(
            deadline - std::chrono::steady_clock::now());
        pollfd wanted{descriptor, POLLOUT, 0};
        const int ready
            = ::poll(&wanted, 1, int(std::max<std::chrono::milliseconds::rep>(0, left.count())));
        if (ready < 0 && errno == EINTR)
            continue;
        if (ready <= 0)
            return false;
        // what is ready takes that much without blocking
        const ssize_t written
            = ::write(descriptor, text.data(), std::min<std::size_t>(text.size(), PIPE_BUF));
        if (written < 0 && errno != EINTR && errno != EAGAIN)
            return false;
        text.remove_prefix(std::size_t(std::max<ssize_t>(0, written)));
    }
    return true;
}

ParsedArguments readArguments(const std::vector<OptionSpec>& ownOptions)
{
    QCoreApplication::setApplicationName(QStringLiteral("fanlight"));
    QCoreApplication::setOrganizationName(QStringLiteral("fanlight"));
    QCoreApplication::setApplicationVersion(QStringLiteral(FANLIGHT_VERSION));
    const QSettings settings;
    return parseArguments(
        QCoreApplication::arguments().mid(1), fanlightVariables(), &settings, ownOptions);
}

Start start(const QString& name, const QString& summary, const std::vector<OptionSpec>& ownOptions,
    const OwnFaults& ownFaults)
{
    Start start;
    start.arguments = readArguments(ownOptions);
    if (start.arguments.help) {
        print(stdout, helpText(name, summary, ownOptions));
        start.exitCode = 0;
    } else if (start.arguments.version) {
        print(stdout, QStringLiteral("%1 %2").arg(name, QCoreApplication::applicationVersion()));
        start.exitCode = 0;
    } else if (start.arguments.checkConfig) {
        const QSettings settings;
        start.exitCode = sayWhatIsWrong(name,
            checkConfig(start.arguments, allOptionSpecs(ownOptions), fanlightVariables(), &settings,
                ownFaults ? ownFaults(start.arguments) : QStringList()));
    } else if (const QString fault = faultOf(start.arguments, ownFaults); !fault.isEmpty()) {
        complain(name, fault);
        start.exitCode = ExitUsage;
    }
    return start;
}

bool openLogFile(const QString& name, const HubOptions& options, LogSink& log)
{
    if (options.logFile.isEmpty())
        return true;
    const QString error = log.setFile(options.logFile, options.logFileSize, options.logFiles);
    if (!error.isEmpty())
        complain(name, QStringLiteral("--log-file: ") + error);
    return error.isEmpty();
}

void announce(const QString& url, const QStringList& urls, const QString& broker)
{
    const auto line = QStringLiteral("Fanlight listening on %1 (%2)");
    QStringList lines{line.arg(url, broker)};
    for (const QString& other : urls) {
        if (other != url)
            lines.append(line.arg(other, broker));
    }
    print(stdout, lines.join(QLatin1Char('\n')));
}

int printManual(const QString& name, const QByteArray& text)
{
    if (text.isEmpty()) {
        complain(
            name, QStringLiteral("--manual: there is no such text; --help has those there are"));
        return ExitUsage;
    }
    const bool isWritten = std::fwrite(text.constData(), 1, std::size_t(text.size()), stdout)
            == std::size_t(text.size())
        && std::fflush(stdout) == 0;
    return isWritten ? 0 : ExitFailed;
}

void say(const QString& text)
{
    print(stdout, text);
}

void complain(const QString& name, const QString& text)
{
    print(stderr, QStringLiteral("%1: %2").arg(name, text));
}

} // namespace fanlight::program
