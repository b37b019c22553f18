// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "support/socket.h"

#include <QFile>
#include <QProcess>
#include <QStandardPaths>
#include <QTcpServer>
#include <QTemporaryDir>

#include <csignal>

#include <sys/prctl.h>

namespace fanlight::testing {

using namespace Qt::Literals::StringLiterals;

// A real program that listens on a free port of 127.0.0.1 and passes connections on, with its
// configuration in a folder of its own; no service is needed. It ends with this object, and with
// the test's process however that ends. Main thread.
class ProxyProgram {
public:
    ProxyProgram(const QString& name, const QStringList& arguments)
        : m_arguments(arguments)
        , m_program(QStandardPaths::findExecutable(name))
    {
        if (m_program.isEmpty()) // where it is for administrators
            m_program
                = QStandardPaths::findExecutable(name, {u"/usr/sbin"_s, u"/usr/local/sbin"_s});
        m_process.setProcessChannelMode(QProcess::MergedChannels);
        m_process.setChildProcessModifier([] { ::prctl(PR_SET_PDEATHSIG, SIGKILL); });
        QTcpServer probe;
        probe.listen(QHostAddress::LocalHost);
        m_port = probe.serverPort();
    }
    ~ProxyProgram()
    {
        if (m_process.state() == QProcess::NotRunning)
            return;
        m_process.kill();
        m_process.waitForFinished(int(Patience.count()));
    }

    bool isInstalled() const { return !m_program.isEmpty(); }
    // Starts with this text as its configuration, %PORT being its port and %FOLDER its folder, and
    // waits until it listens. Of the arguments %CONFIG is the configuration's path.
    bool start(QString configuration)
    {
        QFile file(m_folder.filePath(u"configuration"_s));
        configuration.replace(u"%PORT"_s, QString::number(m_port))
            .replace(u"%FOLDER"_s, m_folder.path());
        if (!file.open(QIODevice::WriteOnly) || file.write(configuration.toUtf8()) < 0)
            return false;
        file.close();
        QStringList arguments = m_arguments;
        arguments.replaceInStrings(u"%CONFIG"_s, file.fileName())
            .replaceInStrings(u"%FOLDER"_s, m_folder.path());
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert(u"HOME"_s, m_folder.path());
        environment.insert(u"XDG_DATA_HOME"_s, m_folder.path());
        environment.insert(u"XDG_CONFIG_HOME"_s, m_folder.path());
        m_process.setProcessEnvironment(environment);
        m_process.start(m_program, arguments);
        for (const QDeadlineTimer deadline(Patience); !deadline.hasExpired();) {
            if (Socket(m_port).isOpen())
                return true;
            if (m_process.waitForFinished(20) || m_process.state() == QProcess::NotRunning)
                return false;
        }
        return false;
    }
    quint16 port() const { return m_port; }
    QByteArray story() // what a failure message should say
    {
        return m_program.toUtf8() + ": " + m_process.errorString().toUtf8() + '\n'
            + (m_process.isOpen() ? m_process.readAll().right(2000) : QByteArray());
    }

private:
    const QStringList m_arguments;
    QString m_program;
    QTemporaryDir m_folder;
    QProcess m_process;
    quint16 m_port = 0;
};

} // namespace fanlight::testing
