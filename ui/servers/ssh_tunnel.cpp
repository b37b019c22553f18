// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "servers/ssh_tunnel.h"

#include "servers/server_profile.h"

#include <QTcpServer>

#include <algorithm>
#include <csignal>

#include <sys/prctl.h>

namespace fanlight {

using namespace Qt::Literals::StringLiterals;

namespace {

// Said by a command that ssh runs here once it listens on the port, and not before: whoever else
// may have taken the port meanwhile is not taken for it.
const QByteArray TunnelIsUp = "fanlight-tunnel-is-up";
constexpr int EndPatienceMs = 500;
constexpr int UsualHttpPort = 80;
constexpr int UsualHttpsPort = 443;

quint16 freePort()
{
    QTcpServer server;
    return server.listen(QHostAddress::LocalHost, 0) ? server.serverPort() : quint16(0);
}

// What ssh said, in one line: its last words say why it ended.
QString lastWords(const QByteArray& words)
{
    QStringList lines;
    for (const QString& line : QString::fromUtf8(words).split(u'\n')) {
        if (const QString said = line.simplified(); !said.isEmpty() && !said.startsWith("debug"_L1))
            lines << said;
    }
    while (lines.size() > 3)
        lines.removeFirst();
    return lines.join(u' ');
}

} // namespace

SshTunnel::SshTunnel(Way way, QObject* parent)
    : QObject(parent)
    , m_way(std::move(way))
{
    m_again.setSingleShot(true);
    m_patience.setSingleShot(true);
    connect(&m_again, &QTimer::timeout, this, &SshTunnel::begin);
    connect(&m_patience, &QTimer::timeout, &m_ssh, &QProcess::terminate);
    m_ssh.setStandardInputFile(QProcess::nullDevice());
    // It ends with this program also where that is killed.
    m_ssh.setChildProcessModifier([] { ::prctl(PR_SET_PDEATHSIG, SIGTERM); });
    connect(&m_ssh, &QProcess::readyReadStandardOutput, this, &SshTunnel::takeOutput);
    connect(&m_ssh, &QProcess::readyReadStandardError, this, [this] {
        m_words += m_ssh.readAllStandardError();
        m_words = m_words.last(std::min(m_words.size(), MostWords));
    });
    connect(&m_ssh, &QProcess::finished, this, &SshTunnel::takeEnd);
    connect(&m_ssh, &QProcess::errorOccurred, this, [this](QProcess::ProcessError error) {
        if (error == QProcess::FailedToStart)
            tryAgain(tr("%1 cannot be started: install OpenSSH's client.").arg(m_way.program));
    });
}

SshTunnel::~SshTunnel()
{
    stop();
}

SshTunnel::Way SshTunnel::Way::to(const QUrl& url, const QString& alias, const QStringList& more)
{
    const bool isTls = url.scheme() == "https"_L1;
    return {.alias = alias,
        .host = url.host(),
        .port = quint16(url.port(isTls ? UsualHttpsPort : UsualHttpPort)),
        .program = Way().program,
        .more = more};
}

QUrl SshTunnel::leadingTo(QUrl url) const
{
    url.setHost(u"127.0.0.1"_s);
    url.setPort(m_port);
    return url;
}

void SshTunnel::drop(std::unique_ptr<SshTunnel> tunnel, QObject* listener)
{
    if (!tunnel)
        return;
    tunnel->disconnect(listener);
    tunnel->stop();
    tunnel.release()->deleteLater();
}

QStringList SshTunnel::arguments(const Way& way, quint16 port)
{
    const QString host = way.host.contains(u':') ? u'[' + way.host + u']' : way.host;
    QStringList all = way.more;
    all << u"-N"_s << u"-T"_s << u"-L"_s
        << u"127.0.0.1:%1:%2:%3"_s.arg(QString::number(port), host, QString::number(way.port));
    for (const QString& option : {u"ExitOnForwardFailure=yes"_s, u"BatchMode=yes"_s,
             u"ConnectTimeout=10"_s, u"ServerAliveInterval=5"_s, u"ServerAliveCountMax=3"_s,
             // a process of its own, whatever the alias shares with others
             u"ControlMaster=no"_s, u"ControlPath=none"_s, u"PermitLocalCommand=yes"_s,
             QString(u"LocalCommand=echo "_s + QString::fromLatin1(TunnelIsUp))})
        all << u"-o"_s << option;
    all << u"--"_s << way.alias;
    return all;
}

void SshTunnel::start()
{
    if (m_isWanted)
        return;
    if (m_way.alias.isEmpty() || m_way.host.isEmpty() || m_way.port == 0
        || !ServerProfile::aliasProblem(m_way.alias).isEmpty()) {
        m_problem = tr("“%1” is no SSH alias.").arg(m_way.alias);
        QMetaObject::invokeMethod(
            this, [this] { Q_EMIT gaveUp(m_problem); }, Qt::QueuedConnection);
        return;
    }
    m_isWanted = true;
    m_pause = FirstPause;
    begin();
}

void SshTunnel::begin()
{
    if (!m_isWanted || m_ssh.state() != QProcess::NotRunning)
        return;
    if (m_port == 0)
        m_port = freePort();
    if (m_port == 0)
        return tryAgain(tr("No port of this computer is free."));
    m_words.clear();
    m_said.clear();
    m_patience.start(ConnectPatience);
    m_ssh.start(m_way.program, arguments(m_way, m_port));
}

void SshTunnel::takeOutput()
{
    m_said += m_ssh.readAllStandardOutput();
    if (!m_isUp && m_said.contains(TunnelIsUp)) {
        m_isUp = true;
        m_problem.clear();
        m_pause = FirstPause;
        m_patience.stop();
        Q_EMIT up(m_port);
    }
    m_said = m_said.last(std::min(m_said.size(), TunnelIsUp.size())); // bounded, whatever it says
}

void SshTunnel::takeEnd()
{
    m_words += m_ssh.readAllStandardError();
    const bool tookTooLong = !m_isUp && !m_patience.isActive() && m_isWanted;
    const QString words = lastWords(m_words);
    if (!m_isUp && words.contains("in use"_L1))
        m_port = 0; // somebody else has it by now
    if (words.isEmpty())
        tryAgain(tookTooLong ? tr("SSH to %1: it took too long.").arg(m_way.alias)
                             : tr("SSH to %1 has ended.").arg(m_way.alias));
    else
        tryAgain(tr("SSH to %1: %2").arg(m_way.alias, words));
}

void SshTunnel::tryAgain(const QString& problem)
{
    m_patience.stop();
    m_isUp = false;
    if (!m_isWanted)
        return;
    m_problem = problem;
    m_again.start(m_pause);
    m_pause = std::min(2 * m_pause, LongestPause);
    Q_EMIT down(m_problem);
}

void SshTunnel::stop()
{
    m_isWanted = false;
    m_isUp = false;
    m_again.stop();
    m_patience.stop();
    if (m_ssh.state() == QProcess::NotRunning)
        return;
    m_ssh.terminate();
    if (!m_ssh.waitForFinished(EndPatienceMs)) {
        m_ssh.kill();
        m_ssh.waitForFinished(EndPatienceMs);
    }
}

} // namespace fanlight
