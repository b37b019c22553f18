// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "hub/program.h"

#include "hub/log.h"

#include <QCoreApplication>
#include <QProcessEnvironment>
#include <QSettings>

#include <cstdio>

namespace fanlight::program {

namespace {

QHash<QString, QString> environment()
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
    std::fputs(text.toUtf8().constData(), stream);
    std::fputc('\n', stream);
    std::fflush(stream);
}

} // namespace

Start start(const QString& name, const QString& summary, const std::vector<OptionSpec>& ownOptions)
{
    QCoreApplication::setApplicationName(QStringLiteral("fanlight"));
    QCoreApplication::setOrganizationName(QStringLiteral("fanlight"));
    QCoreApplication::setApplicationVersion(QStringLiteral(FANLIGHT_VERSION));
    const QSettings settings;
    Start start;
    start.arguments = parseArguments(QCoreApplication::arguments().mid(1), environment(), &settings, ownOptions);
    if (start.arguments.help) {
        print(stdout, helpText(name, summary, ownOptions));
        start.exitCode = 0;
    } else if (start.arguments.version) {
        print(stdout, QStringLiteral("%1 %2").arg(name, QCoreApplication::applicationVersion()));
        start.exitCode = 0;
    } else if (QString error = start.arguments.error; !error.isEmpty() || !(error = checkHubOptions(start.arguments.hub)).isEmpty()) {
        complain(name, error);
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

void announce(const QString& url, const QString& broker) { print(stdout, QStringLiteral("Fanlight listening on %1 (%2)").arg(url, broker)); }

void complain(const QString& name, const QString& text) { print(stderr, QStringLiteral("%1: %2").arg(name, text)); }

} // namespace fanlight::program
