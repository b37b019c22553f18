// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/rabbit_server.h"

#include "support/process_signal.h"
#include "support/socket.h"

#include <QFile>
#include <QFileInfo>
#include <QProcessEnvironment>
#include <QTcpServer>
#include <QUrl>

#include <sys/prctl.h>

namespace fanlight::testing {

using namespace Qt::Literals::StringLiterals;

namespace {

// Not the one in the path, which changes the user and looks into /etc.
const QString RabbitProgram = u"/usr/lib/rabbitmq/bin/rabbitmq-server"_s;

bool writeRabbitFile(const QString& name, const QByteArray& text)
{
    QFile file(name);
    return file.open(QIODevice::WriteOnly) && file.write(text) == text.size();
}

} // namespace

RabbitServer::RabbitServer()
{
    m_process.setProcessChannelMode(QProcess::MergedChannels);
    m_process.setWorkingDirectory(m_folder.path());
    m_epmd.setProcessChannelMode(QProcess::MergedChannels);
}

RabbitServer::~RabbitServer()
{
    if (isRunning())
        kill();
    if (m_epmd.state() != QProcess::NotRunning) {
        m_epmd.kill();
        m_epmd.waitForFinished(int(Patience.count()));
    }
}

bool RabbitServer::isInstalled()
{
    return QFileInfo::exists(RabbitProgram);
}

quint16 RabbitServer::freePort()
{
    QTcpServer probe;
    probe.listen(QHostAddress::LocalHost);
    return probe.serverPort();
}

quint16 RabbitServer::port()
{
    if (m_port == 0)
        m_port = freePort();
    return m_port;
}

QString RabbitServer::url(const QString& parameters)
{
    return u"amqp://%1:%2@127.0.0.1:%3/?%4"_s.arg(QLatin1StringView(User),
        QString::fromLatin1(QUrl::toPercentEncoding(QLatin1StringView(Password))),
        QString::number(port()), parameters);
}

void RabbitServer::startBound(
    QProcess& process, const QString& program, const QStringList& arguments)
{
    process.setChildProcessModifier([] { ::prctl(PR_SET_PDEATHSIG, SIGKILL); });
    process.start(program, arguments);
}

bool RabbitServer::startEpmd()
{
    if (m_epmd.state() != QProcess::NotRunning)
        return true;
    m_epmdPort = freePort();
    startBound(m_epmd, u"epmd"_s,
        {u"-port"_s, QString::number(m_epmdPort), u"-address"_s, u"127.0.0.1"_s});
    if (!m_epmd.waitForStarted(int(Patience.count())))
        return false;
    // It says nothing when it listens.
    for (const QDeadlineTimer deadline(Patience); !deadline.hasExpired();) {
        if (Socket(m_epmdPort).isOpen())
            return true;
        if (m_epmd.waitForFinished(10))
            return false;
    }
    return false;
}

bool RabbitServer::start(const QByteArray& settings)
{
    if (!startEpmd())
        return false;
    if (m_distributionPort == 0)
        m_distributionPort = freePort();
    const QString folder = m_folder.path();
    const QByteArray all = "listeners.tcp.1 = 127.0.0.1:" + QByteArray::number(port())
        + "\ndefault_user = " + User + "\ndefault_pass = " + Password
        + "\nlog.console = true\nlog.console.level = error\nlog.file = false\n" + settings;
    if (!writeRabbitFile(folder + u"/rabbitmq.conf"_s, all)
        || !writeRabbitFile(folder + u"/plugins"_s, "[].\n"))
        return false;
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.remove(u"NOTIFY_SOCKET"_s);
    const QHash<QString, QString> variables = {{u"HOME"_s, folder},
        {u"ERL_EPMD_PORT"_s, QString::number(m_epmdPort)},
        {u"RABBITMQ_NODENAME"_s, u"fanlight%1@localhost"_s.arg(m_port)},
        {u"RABBITMQ_DIST_PORT"_s, QString::number(m_distributionPort)},
        {u"RABBITMQ_MNESIA_BASE"_s, folder + u"/data"_s},
        {u"RABBITMQ_LOG_BASE"_s, folder + u"/log"_s}, {u"RABBITMQ_PID_FILE"_s, folder + u"/pid"_s},
        {u"RABBITMQ_CONF_ENV_FILE"_s, folder + u"/none"_s},
        {u"RABBITMQ_CONFIG_FILE"_s, folder + u"/rabbitmq.conf"_s},
        {u"RABBITMQ_ENABLED_PLUGINS_FILE"_s, folder + u"/plugins"_s},
        // It takes the place of the shell that starts it, so that what is killed is the server.
        {u"RABBITMQ_ALLOW_INPUT"_s, u"1"_s},
        {u"RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS"_s,
            u"-noinput -kernel inet_dist_use_interface {127,0,0,1} +S 1:1"_s}};
    for (auto it = variables.begin(); it != variables.end(); ++it)
        environment.insert(it.key(), it.value());
    m_process.setProcessEnvironment(environment);
    m_log.clear();
    startBound(m_process, RabbitProgram, {});
    // Some seconds of computing, beside as many tests as there may be.
    const QDeadlineTimer deadline(3 * Patience);
    while (!m_log.contains("completed with 0 plugins")) {
        const bool goesOn = m_process.waitForReadyRead(int(deadline.remainingTime()));
        m_log += m_process.readAll();
        if (!goesOn)
            return false;
    }
    return true;
}

void RabbitServer::stop()
{
    m_process.terminate();
    m_process.waitForFinished(int(Patience.count()));
}

void RabbitServer::kill()
{
    m_process.kill();
    m_process.waitForFinished(int(Patience.count()));
}

void RabbitServer::pause()
{
    sendSignal(m_process, SIGSTOP);
}

void RabbitServer::resume()
{
    sendSignal(m_process, SIGCONT);
}

QByteArray RabbitServer::story() const
{
    return m_process.errorString().toUtf8() + '\n' + m_log.right(4000);
}

} // namespace fanlight::testing
