// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
// The hub without a window.
#include "hub/hub.h"
#include "hub/log.h"
#include "hub/program.h"
#include "hub/termination.h"
#include "metrics/csv.h"

#include <QCoreApplication>
#include <QFile>

using namespace fanlight;

namespace {

const QString Name = QStringLiteral("fanlightd");

const std::vector<OptionSpec> OwnOptions = {
    {"csv", "FILE", "append a row of figures to FILE at every interval"},
    {"csv-interval", "1s", "how often; from 500ms to 1h"},
};

// Writes the figures of a hub to a file, a row an interval.
class CsvFile {
public:
    // Empty when the file can be written, else why not.
    QString open(const QString& path, std::chrono::milliseconds interval)
    {
        m_file.setFileName(path);
        m_interval = interval;
        if (!m_file.open(QIODevice::WriteOnly | QIODevice::Append))
            return QStringLiteral("--csv: cannot write %1: %2").arg(path, m_file.errorString());
        return m_file.size() == 0 ? put(csv::header()) : QString();
    }
    // Empty, or why the disk says no.
    QString add(const MetricsSample& sample, const QString& instance)
    {
        if (m_open.intervalMs == 0)
            m_open = sample;
        else
            m_open.merge(sample);
        // a timer that fires a moment early must not make it wait for the next one
        if (m_open.intervalMs + SlackMs < m_interval.count())
            return {};
        const QByteArray row = csv::row(m_open, instance);
        m_open = {};
        return put(row);
    }

private:
    static constexpr qint64 SlackMs = 50;

    QString put(const QByteArray& bytes)
    {
        if (m_file.write(bytes) == bytes.size() && m_file.flush())
            return {};
        return QStringLiteral("--csv: cannot write %1: %2").arg(m_file.fileName(), m_file.errorString());
    }

    QFile m_file;
    std::chrono::milliseconds m_interval {1000};
    MetricsSample m_open;
};

} // namespace

int main(int argc, char** argv)
{
    QCoreApplication application(argc, argv);
    const program::Start start = program::start(Name, QStringLiteral("A Server-Sent Events hub."), OwnOptions);
    if (start.exitCode)
        return *start.exitCode;
    const HubOptions& options = start.arguments.hub;

    CsvFile csvFile;
    const bool writesCsv = start.arguments.extra.contains(QStringLiteral("csv"));
    if (writesCsv) {
        const QString text = start.arguments.extra.value(QStringLiteral("csv-interval"), QStringLiteral("1s"));
        const auto interval = parseDuration(text);
        QString error;
        if (!interval || *interval < std::chrono::milliseconds(500) || *interval > std::chrono::hours(1))
            error = QStringLiteral("--csv-interval: “%1” is not a duration from 500ms to 1h").arg(text);
        else
            error = csvFile.open(start.arguments.extra.value(QStringLiteral("csv")), *interval);
        if (!error.isEmpty()) {
            program::complain(Name, error);
            return program::ExitUsage;
        }
    }

    LogSink log(options.logLevel);
    if (!program::openLogFile(Name, options, log))
        return program::ExitUsage;
    Hub hub;
    Termination termination;
    QString failure;
    QObject::connect(&termination, &Termination::requested, &hub, &Hub::stop);
    HubState before = HubState::Stopped;
    QObject::connect(&hub, &Hub::statusChanged, &application, [&](const HubStatus& status) {
        if (std::exchange(before, status.state) == status.state)
            return; // something else of it has changed
        if (status.state == HubState::Listening)
            program::announce(status.url, status.broker.kind);
        else if (status.state == HubState::Stopped)
            QCoreApplication::exit(0);
        else if (status.state == HubState::Failed) {
            failure = status.error;
            QCoreApplication::exit(program::ExitFailed);
        }
    });
    if (writesCsv) {
        QObject::connect(&hub, &Hub::sampled, &application, [&](const MetricsSample& sample) {
            if (const QString error = csvFile.add(sample, hub.status().instance); !error.isEmpty()) {
                failure = error;
                hub.stop();
            }
        });
    }
    hub.start(options);
    const int code = QCoreApplication::exec();
    if (failure.isEmpty())
        return code;
    program::complain(Name, failure);
    return program::ExitFailed;
}
