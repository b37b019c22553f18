// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/redis_server.h"

#include "support/process_signal.h"

#include <QFile>
#include <QTcpServer>

#include <sys/prctl.h>

namespace fanlight::testing {

RedisServer::RedisServer()
{
    m_process.setProcessChannelMode(QProcess::MergedChannels);
    m_process.setWorkingDirectory(m_folder.path());
    m_process.setChildProcessModifier([] { ::prctl(PR_SET_PDEATHSIG, SIGKILL); });
}

RedisServer::~RedisServer()
{
    if (isRunning())
        kill();
}

quint16 RedisServer::port()
{
    if (m_port == 0) {
        QTcpServer probe;
        probe.listen(QHostAddress::LocalHost);
        m_port = probe.serverPort();
    }
    return m_port;
}

QString RedisServer::url() const
{
    return QStringLiteral("redis://127.0.0.1:%1").arg(m_port);
}

bool RedisServer::start(const QStringList& arguments)
{
    return launch(QStringList{QStringLiteral("--port"), QString::number(port()),
                      QStringLiteral("--bind"), QStringLiteral("127.0.0.1"),
                      QStringLiteral("--save"), QString(), QStringLiteral("--appendonly"),
                      QStringLiteral("no"), QStringLiteral("--dir"), m_folder.path()}
            + arguments,
        "Ready to accept connections");
}

bool RedisServer::startSentinel(const QByteArray& settings)
{
    const QString name = filePath(QStringLiteral("sentinel.conf"));
    QFile file(name);
    if (!file.open(QIODevice::WriteOnly)
        || file.write("port " + QByteArray::number(port()) + "\nbind 127.0.0.1\ndir "
               + m_folder.path().toUtf8() + '\n' + settings)
            < 0)
        return false;
    file.close();
    return launch({name, QStringLiteral("--sentinel")}, "Sentinel ID is");
}

bool RedisServer::launch(const QStringList& arguments, const QByteArray& readyMark)
{
    m_client.close();
    m_log.clear();
    m_process.start(QStringLiteral("redis-server"), arguments);
    const QDeadlineTimer deadline(Patience);
    while (!m_log.contains(readyMark)) {
        const bool goesOn = m_process.waitForReadyRead(int(deadline.remainingTime()));
        m_log += m_process.readAll();
        if (!goesOn)
            return false;
    }
    return true;
}

void RedisServer::stop()
{
    m_process.terminate();
    m_process.waitForFinished(int(Patience.count()));
}

void RedisServer::kill()
{
    m_process.kill();
    m_process.waitForFinished(int(Patience.count()));
}

void RedisServer::pause()
{
    sendSignal(m_process, SIGSTOP);
}

void RedisServer::resume()
{
    sendSignal(m_process, SIGCONT);
}

QByteArray RedisServer::story() const
{
    return m_process.program().toUtf8() + ' ' + m_process.arguments().join(u' ').toUtf8() + '\n'
        + m_process.errorString().toUtf8() + '\n' + m_log.right(4000);
}

QVariant RedisServer::command(const std::vector<QByteArray>& arguments)
{
    if (!m_client.isOpen()) {
        m_client = Socket(m_port);
        m_input.clear();
    }
    QByteArray request = '*' + QByteArray::number(qsizetype(arguments.size())) + "\r\n";
    for (const QByteArray& argument : arguments)
        request += '$' + QByteArray::number(argument.size()) + "\r\n" + argument + "\r\n";
    return m_client.send(request) ? readReply() : QVariant();
}

QVariant RedisServer::readReply()
{
    const QByteArray line = readLine();
    if (line.isEmpty())
        return {};
    const QByteArray rest = line.mid(1);
    if (line[0] == '+')
        return rest;
    if (line[0] == '-')
        return line;
    const qint64 number = rest.toLongLong();
    if (line[0] == ':')
        return number;
    if (number < 0)
        return {};
    if (line[0] == '$') {
        const QByteArray text = readBytes(number + 2);
        return text.left(number);
    }
    QVariantList list;
    for (qint64 i = 0; i < number; ++i)
        list.append(readReply());
    return list;
}

QByteArray RedisServer::readLine()
{
    qsizetype end = -1;
    while ((end = m_input.indexOf("\r\n")) < 0) {
        if (!readMore())
            return {};
    }
    const QByteArray line = m_input.left(end);
    m_input.remove(0, end + 2);
    return line;
}

QByteArray RedisServer::readBytes(qsizetype size)
{
    while (m_input.size() < size) {
        if (!readMore())
            return {};
    }
    const QByteArray bytes = m_input.left(size);
    m_input.remove(0, size);
    return bytes;
}

bool RedisServer::readMore()
{
    if (m_client.receive(m_input) == Socket::Read::Data)
        return true;
    m_client.close();
    return false;
}

} // namespace fanlight::testing
