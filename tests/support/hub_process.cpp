// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/hub_process.h"

#include "support/process_signal.h"

#include <QFile>
#include <QProcessEnvironment>
#include <QRegularExpression>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace fanlight::testing {
namespace {

const QString HubProgram = QStringLiteral(FANLIGHT_HUB_PROGRAM);
const QString Shell = QStringLiteral("/bin/sh");
// the process stays the same, and is the one that the sockets are for
const QString AsHanded = QStringLiteral("LISTEN_PID=$$ exec \"$0\" \"$@\"");

QProcessEnvironment cleanEnvironment(const QString& home)
{
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    const QStringList names = environment.keys();
    for (const QString& name : names) {
        if (name.startsWith(QLatin1StringView("FANLIGHT_")))
            environment.remove(name);
    }
    environment.insert(QStringLiteral("HOME"), home);
    environment.insert(QStringLiteral("XDG_CONFIG_HOME"), home);
    environment.remove(QStringLiteral("QT_LOGGING_RULES"));
    return environment;
}

int timeoutMs()
{
    return int(Patience.count());
}

} // namespace

HubProcess::HubProcess()
{
    m_process.setProcessEnvironment(cleanEnvironment(m_folder.path()));
    // To a file: nobody reads a pipe while a test waits, and a full one would stop the hub.
    m_process.setStandardErrorFile(m_folder.filePath(QStringLiteral("stderr")));
}

HubProcess::~HubProcess()
{
    if (!isRunning())
        return;
    resume();
    m_process.kill();
    m_process.waitForFinished(timeoutMs());
}

void HubProcess::pause()
{
    sendSignal(m_process, SIGSTOP);
}
void HubProcess::hangUp()
{
    sendSignal(m_process, SIGHUP);
}
QString HubProcess::program()
{
    return HubProgram;
}
void HubProcess::resume()
{
    sendSignal(m_process, SIGCONT);
}

void HubProcess::setEnvironment(const QString& name, const QString& value)
{
    QProcessEnvironment environment = m_process.processEnvironment();
    environment.insert(name, value);
    m_process.setProcessEnvironment(environment);
}

void HubProcess::logToJournal()
{
    QFile file(m_folder.filePath(QStringLiteral("stderr"))); // the start empties it, and no more
    struct stat status { };
    if (file.open(QIODevice::WriteOnly) && ::fstat(file.handle(), &status) == 0)
        setEnvironment(QStringLiteral("JOURNAL_STREAM"),
            QStringLiteral("%1:%2").arg(quint64(status.st_dev)).arg(quint64(status.st_ino)));
}

void HubProcess::handDown(const std::vector<int>& descriptors, const QString& names)
{
    m_isHanded = true;
    setEnvironment(QStringLiteral("LISTEN_FDS"), QString::number(descriptors.size()));
    setEnvironment(QStringLiteral("LISTEN_FDNAMES"), names);
    m_process.setChildProcessModifier([descriptors] {
        constexpr int first = 3;
        constexpr int aside = 200; // lest one is overwritten before its turn
        int to = first;
        for (const int descriptor : descriptors) {
            if (::fcntl(descriptor, F_GETFD) >= 0)
                ::dup2(descriptor, aside + to);
            else
                ::close(to); // one that is not open
            ++to;
        }
        for (to = first; to < first + int(descriptors.size()); ++to) {
            if (::dup2(aside + to, to) >= 0)
                ::close(aside + to);
        }
    });
}

bool HubProcess::start(const QStringList& options, int fileLimit)
{
    QStringList arguments = options;
    if (!m_isHanded && !options.contains(QStringLiteral("--listen")))
        arguments
            = QStringList{QStringLiteral("--listen"), QStringLiteral("127.0.0.1:0")} + options;
    if (m_isHanded) {
        m_process.start(Shell, QStringList{QStringLiteral("-c"), AsHanded, HubProgram} + arguments);
    } else if (fileLimit > 0) {
        m_process.start(Shell,
            QStringList{QStringLiteral("-c"), QStringLiteral("ulimit -n \"$0\"; exec \"$@\""),
                QString::number(fileLimit), HubProgram}
                + arguments);
    } else {
        m_process.start(HubProgram, arguments);
    }
    const QDeadlineTimer deadline(Patience);
    while (!m_process.canReadLine()) {
        if (!m_process.waitForReadyRead(int(deadline.remainingTime())))
            return false;
    }
    m_readyLine = m_process.readLine();
    static const QRegularExpression url(
        QStringLiteral("^Fanlight listening on https?://\\S+:(\\d+) \\((?:memory|redis)\\)\n$"));
    m_port = quint16(url.match(QString::fromUtf8(m_readyLine)).captured(1).toUInt());
    return m_port != 0;
}

bool HubProcess::runToEnd(const QStringList& arguments)
{
    if (m_isHanded)
        m_process.start(Shell, QStringList{QStringLiteral("-c"), AsHanded, HubProgram} + arguments);
    else
        m_process.start(HubProgram, arguments);
    return m_process.waitForStarted() && waitForEnd();
}

bool HubProcess::waitForEnd()
{
    return (!isRunning() || m_process.waitForFinished(timeoutMs()))
        && m_process.exitStatus() == QProcess::NormalExit;
}

bool HubProcess::stop()
{
    askToStop();
    return waitForEnd() && exitCode() == 0;
}

QByteArray HubProcess::standardOutput()
{
    return m_process.readAllStandardOutput();
}

QByteArray HubProcess::standardError() const
{
    QFile file(m_folder.filePath(QStringLiteral("stderr")));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

QByteArray HubProcess::story() const
{
    return m_process.program().toUtf8() + ' '
        + m_process.arguments().join(QLatin1Char(' ')).toUtf8() + "\nexit code "
        + QByteArray::number(exitCode()) + "\nstdout: " + m_readyLine
        + "\nstderr: " + standardError().right(4000);
}

QByteArray toUser(const QByteArray& userId, const QByteArray& data)
{
    return "{\"userId\":\"" + userId + "\",\"data\":" + data + '}';
}

QByteArray toEveryone(const QByteArray& data)
{
    return "{\"broadcast\":true,\"data\":" + data + '}';
}

QByteArray jsonText(qsizetype letters)
{
    return '"' + QByteArray(letters, 'x') + '"';
}

QJsonObject publish(HttpClient& client, const QByteArray& body)
{
    const HttpResponse response = client.post("/api/publish", body);
    return response.status == 200 ? response.json() : QJsonObject();
}

int connectionCount(quint16 port)
{
    return httpGet(port, "/api/connections?limit=1")
        .json()
        .value(QLatin1StringView("total"))
        .toInt(-1);
}

} // namespace fanlight::testing
