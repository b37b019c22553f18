// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "support/patience.h"
#include "support/process_signal.h"

#include <QDir>
#include <QFile>
#include <QProcess>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTemporaryDir>
#include <QTest>

#include <pwd.h>
#include <sys/prctl.h>
#include <unistd.h>

namespace fanlight::testing {

// A real sshd on a free port of 127.0.0.1, with keys of its own, that lets in the user who runs the
// test by a key made for it, and the file of a client's settings that knows it as “bastion”. Ends
// with this object, and with the test's process however that ends. Main thread.
class SshServer {
public:
    static constexpr const char* Program = "/usr/sbin/sshd";
    static constexpr const char* Alias = "bastion";

    ~SshServer() { stop(); }

    bool start() // on the port of last time, if there was one
    {
        if (m_port == 0 && !prepare())
            return false;
        m_process.setProcessChannelMode(QProcess::MergedChannels);
        m_process.setChildProcessModifier([] { ::prctl(PR_SET_PDEATHSIG, SIGKILL); });
        m_process.start(QString::fromLatin1(Program),
            {QStringLiteral("-D"), QStringLiteral("-e"), QStringLiteral("-f"),
                file(QStringLiteral("sshd_config"))});
        return m_process.waitForStarted() && QTest::qWaitFor([this] { return answers(); }, Wait);
    }
    void stop() // with all that came in
    {
        if (m_process.state() == QProcess::NotRunning)
            return;
        // each session is a process of its own, of sshd's group or not; they end with their clients
        m_process.terminate();
        if (!m_process.waitForFinished(Wait))
            m_process.kill();
        m_process.waitForFinished(Wait);
    }
    // Ends who has come in, by the numbers of their processes, and goes on itself.
    bool endSessions()
    {
        const QList<qint64> sessions = childrenOf(m_process.processId());
        for (const qint64 session : sessions)
            sendSignal(session, SIGKILL);
        return !sessions.isEmpty();
    }
    // What ssh is given first: the settings in which the alias is.
    QStringList clientArguments() const
    {
        return {QStringLiteral("-F"), file(QStringLiteral("config"))};
    }
    // … without the key that lets in; with a host key that nobody knows.
    bool writeClient(bool isLetIn = true, bool isKnown = true) const
    {
        const QString key = isLetIn ? QStringLiteral("user") : QStringLiteral("other");
        const QByteArray config = "Host " + QByteArray(Alias) + "\n  HostName 127.0.0.1\n  Port "
            + QByteArray::number(m_port) + "\n  User " + user() + "\n  IdentitiesOnly yes\n"
            + "  IdentityFile " + file(key).toUtf8() + "\n  StrictHostKeyChecking yes\n"
            + "  UserKnownHostsFile "
            + file(isKnown ? QStringLiteral("known") : QStringLiteral("nobody")).toUtf8()
            + "\n  GlobalKnownHostsFile /dev/null\n";
        return write(QStringLiteral("config"), config);
    }
    QByteArray story() { return m_process.readAll(); } // what a failure message should say

private:
    static constexpr int Wait = int(Patience.count());

    QString file(const QString& name) const { return m_folder.filePath(name); }
    static QList<qint64> childrenOf(qint64 process)
    {
        QFile file(QStringLiteral("/proc/%1/task/%1/children").arg(process));
        QList<qint64> children;
        if (file.open(QIODevice::ReadOnly)) {
            for (const QByteArray& one : file.readAll().simplified().split(' ')) {
                if (!one.isEmpty())
                    children << one.toLongLong();
            }
        }
        return children;
    }
    static QByteArray user()
    {
        const passwd* entry = ::getpwuid(::getuid());
        return entry ? QByteArray(entry->pw_name) : QByteArray();
    }
    bool answers() const
    {
        QTcpSocket socket;
        socket.connectToHost(QStringLiteral("127.0.0.1"), m_port);
        return socket.waitForConnected(1000);
    }
    bool write(const QString& name, const QByteArray& text) const
    {
        QFile out(file(name));
        return out.open(QIODevice::WriteOnly) && out.write(text) == text.size();
    }
    QByteArray read(const QString& name) const
    {
        QFile in(file(name));
        return in.open(QIODevice::ReadOnly) ? in.readAll().trimmed() : QByteArray();
    }
    bool makeKey(const QString& name) const
    {
        return QProcess::execute(QStringLiteral("ssh-keygen"),
                   {QStringLiteral("-q"), QStringLiteral("-t"), QStringLiteral("ed25519"),
                       QStringLiteral("-N"), QString(), QStringLiteral("-f"), file(name)})
            == 0;
    }
    bool prepare()
    {
        QTcpServer free;
        if (!free.listen(QHostAddress::LocalHost, 0))
            return false;
        m_port = free.serverPort();
        free.close();
        if (::getuid() == 0)
            QDir().mkpath(QStringLiteral("/run/sshd")); // which it asks for as root
        for (const char* name : {"host", "user", "other"}) {
            if (!makeKey(QString::fromLatin1(name)))
                return false;
        }
        const QByteArray config = "ListenAddress 127.0.0.1\nPort " + QByteArray::number(m_port)
            + "\nHostKey " + file(QStringLiteral("host")).toUtf8() + "\nAuthorizedKeysFile "
            + file(QStringLiteral("user.pub")).toUtf8()
            + "\nPidFile none\nUsePAM no\nStrictModes no\nPasswordAuthentication no\n"
              "KbdInteractiveAuthentication no\nPermitRootLogin prohibit-password\n"
              "AllowTcpForwarding local\nLogLevel INFO\n";
        return write(QStringLiteral("sshd_config"), config)
            && write(QStringLiteral("known"),
                "[127.0.0.1]:" + QByteArray::number(m_port) + ' ' + read(QStringLiteral("host.pub"))
                    + '\n')
            && write(QStringLiteral("nobody"), {}) && writeClient();
    }

    QTemporaryDir m_folder;
    quint16 m_port = 0;
    QProcess m_process;
};

} // namespace fanlight::testing
