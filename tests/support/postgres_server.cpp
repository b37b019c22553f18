// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/postgres_server.h"

#include "support/process_signal.h"

#include <QDir>
#include <QFile>
#include <QTcpServer>
#include <QUrl>

#include <grp.h>
#include <sys/prctl.h>
#include <unistd.h>

namespace fanlight::testing {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr uid_t PostgresNobody = 65534; // PostgreSQL does not run as root

// Of the newest that is installed; Debian has none of them in the path.
QString postgresProgram(const QString& name)
{
    const QDir versions(u"/usr/lib/postgresql"_s);
    QString best;
    int newest = 0;
    for (const QString& version : versions.entryList(QDir::Dirs | QDir::NoDotAndDotDot)) {
        const QString path = versions.filePath(version + u"/bin/"_s + name);
        if (version.toInt() > newest && QFile::exists(path)) {
            newest = version.toInt();
            best = path;
        }
    }
    return best;
}

bool writePostgresFile(const QString& name, const QByteArray& text)
{
    QFile file(name);
    return file.open(QIODevice::WriteOnly) && file.write(text) == text.size();
}

void giveToPostgres(const QString& path)
{
    if (::geteuid() == 0 && ::chown(path.toLocal8Bit().constData(), PostgresNobody, PostgresNobody))
        qWarning("%s cannot be given to another user", qPrintable(path));
}

} // namespace

PostgresServer::PostgresServer()
{
    m_process.setProcessChannelMode(QProcess::MergedChannels);
    giveToPostgres(m_folder.path());
}

PostgresServer::~PostgresServer()
{
    if (isRunning())
        kill();
}

bool PostgresServer::isInstalled()
{
    return !postgresProgram(u"initdb"_s).isEmpty() && !postgresProgram(u"postgres"_s).isEmpty();
}

quint16 PostgresServer::port()
{
    if (m_port == 0) {
        QTcpServer probe;
        probe.listen(QHostAddress::LocalHost);
        m_port = probe.serverPort();
    }
    return m_port;
}

QString PostgresServer::url(const QString& parameters)
{
    return u"postgres://%1:%2@127.0.0.1:%3/postgres?%4"_s.arg(QLatin1StringView(User),
        QString::fromLatin1(QUrl::toPercentEncoding(QLatin1StringView(Password))),
        QString::number(port()), parameters);
}

QString PostgresServer::ownCopy(const QString& file)
{
    const QString copy = m_folder.filePath(u"copy-"_s + QFileInfo(file).fileName());
    if (!QFile::copy(file, copy) || !QFile::setPermissions(copy, QFile::ReadOwner))
        qWarning("%s cannot be copied", qPrintable(file));
    giveToPostgres(copy);
    return copy;
}

void PostgresServer::run(QProcess& process, const QString& program, const QStringList& arguments)
{
    process.setWorkingDirectory(m_folder.path());
    process.setChildProcessModifier([] {
        if (::geteuid() == 0
            && (::setgroups(0, nullptr) != 0 || ::setgid(PostgresNobody) != 0
                || ::setuid(PostgresNobody) != 0))
            ::_exit(127);
        ::prctl(PR_SET_PDEATHSIG, SIGKILL); // which another user would have taken away
    });
    process.start(postgresProgram(program), arguments);
}

bool PostgresServer::makeCluster()
{
    const QString password = m_folder.filePath(u"password"_s);
    if (!writePostgresFile(password, QByteArray(Password) + '\n'))
        return false;
    giveToPostgres(password);
    QProcess process;
    process.setProcessChannelMode(QProcess::MergedChannels);
    run(process, u"initdb"_s,
        {u"--pgdata="_s + m_folder.filePath(u"data"_s), u"--username="_s + QLatin1StringView(User),
            u"--pwfile="_s + password, u"--auth=scram-sha-256"_s, u"--encoding=UTF8"_s,
            u"--no-locale"_s, u"--no-sync"_s, u"--no-instructions"_s});
    m_isMade = process.waitForFinished(int(Patience.count())) && process.exitCode() == 0;
    m_log = process.readAll();
    return m_isMade;
}

bool PostgresServer::start(const QByteArray& settings)
{
    if (!m_isMade && !makeCluster())
        return false;
    const QByteArray all = "listen_addresses = '127.0.0.1'\nport = " + QByteArray::number(port())
        + "\nunix_socket_directories = '" + m_folder.path().toUtf8()
        + "'\nfsync = off\nfull_page_writes = off\nautovacuum = off\nshared_buffers = 4MB\n"
          "max_connections = 30\nmax_wal_senders = 0\nwal_level = minimal\nmax_worker_processes = "
          "0\n"
          "max_logical_replication_workers = 0\njit = off\nlog_min_messages = log\n"
        + settings;
    const QString file = m_folder.filePath(u"data/postgresql.conf"_s);
    if (!writePostgresFile(file, all))
        return false;
    giveToPostgres(file);
    const QDeadlineTimer deadline(Patience);
    // One that was killed has to be gone, with all its processes, before the next begins.
    while (!deadline.hasExpired()) {
        m_log.clear();
        run(m_process, u"postgres"_s, {u"-D"_s, m_folder.filePath(u"data"_s)});
        while (!m_log.contains("ready to accept connections")) {
            const bool goesOn = m_process.waitForReadyRead(int(deadline.remainingTime()));
            m_log += m_process.readAll();
            if (!goesOn)
                break;
        }
        if (m_log.contains("ready to accept connections"))
            return true;
        m_process.waitForFinished(int(Patience.count()));
        if (!m_log.contains("still in use"))
            return false;
    }
    return false;
}

std::vector<qint64> PostgresServer::children() const
{
    const qint64 id = m_process.processId();
    QFile file(u"/proc/%1/task/%1/children"_s.arg(id));
    std::vector<qint64> all;
    if (id > 0 && file.open(QIODevice::ReadOnly)) {
        for (const QByteArray& child : file.readAll().split(' ')) {
            if (child.toLongLong() > 0)
                all.push_back(child.toLongLong());
        }
    }
    return all;
}

// The one that would start others first.
void PostgresServer::signalAll(int signal)
{
    const std::vector<qint64> others = children();
    sendSignal(m_process, signal);
    for (const qint64 one : others)
        sendSignal(one, signal);
}

void PostgresServer::kill()
{
    signalAll(SIGKILL);
    m_process.waitForFinished(int(Patience.count()));
}

void PostgresServer::pause()
{
    signalAll(SIGSTOP);
}

void PostgresServer::resume()
{
    signalAll(SIGCONT);
}

QByteArray PostgresServer::story() const
{
    return m_process.errorString().toUtf8() + '\n' + m_log.right(4000);
}

} // namespace fanlight::testing
