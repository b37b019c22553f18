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

// A real nginx of one process on a free port of 127.0.0.1, with all its files in a folder of its
// own, as whatever user the test runs; no service is needed. It ends with this object, and with the
// test's process however that ends. Main thread.
class Nginx {
public:
    Nginx()
    {
        m_process.setProcessChannelMode(QProcess::MergedChannels);
        m_process.setChildProcessModifier([] { ::prctl(PR_SET_PDEATHSIG, SIGKILL); });
        QTcpServer probe;
        probe.listen(QHostAddress::LocalHost);
        m_port = probe.serverPort();
    }
    ~Nginx() { stop(); }

    // Starts with these lines inside one server { … } that listens, and waits until it does.
    // `listen` goes behind the address ("ssl http2"); `inHttp` stands beside the server.
    bool start(const QString& inServer, const QString& listen = {}, const QString& inHttp = {})
    {
        QString text
            = u"daemon off;\nmaster_process off;\npid nginx.pid;\nerror_log error.log;\nevents { worker_connections 256; }\nhttp {\n    access_log off;\n"_s;
        for (const QString& kind :
            {u"client_body"_s, u"proxy"_s, u"fastcgi"_s, u"uwsgi"_s, u"scgi"_s})
            text += u"    %1_temp_path %2;\n"_s.arg(kind, m_folder.filePath(kind));
        text += u"    %1\n    server {\n        listen 127.0.0.1:%2 %3;\n        %4\n    }\n}\n"_s
                    .arg(inHttp, QString::number(m_port), listen, inServer);
        QFile file(m_folder.filePath(u"nginx.conf"_s));
        if (!file.open(QIODevice::WriteOnly) || file.write(text.toUtf8()) < 0)
            return false;
        file.close();
        QString program = QStandardPaths::findExecutable(u"nginx"_s);
        if (program.isEmpty()) // where it is for administrators
            program = QStandardPaths::findExecutable(
                u"nginx"_s, {u"/usr/sbin"_s, u"/usr/local/sbin"_s});
        m_process.start(program,
            {u"-p"_s, m_folder.path(), u"-c"_s, file.fileName(), u"-e"_s,
                m_folder.filePath(u"error.log"_s)});
        for (const QDeadlineTimer deadline(Patience); !deadline.hasExpired();) {
            if (Socket(m_port).isOpen())
                return true;
            if (m_process.waitForFinished(20) || m_process.state() == QProcess::NotRunning)
                return false;
        }
        return false;
    }
    void stop()
    {
        if (m_process.state() == QProcess::NotRunning)
            return;
        m_process.kill();
        m_process.waitForFinished(int(Patience.count()));
    }
    quint16 port() const { return m_port; }
    QByteArray story() // what a failure message should say
    {
        QFile log(m_folder.filePath(u"error.log"_s));
        const bool open = log.open(QIODevice::ReadOnly);
        return m_process.program().toUtf8() + ": " + m_process.errorString().toUtf8() + '\n'
            + (m_process.isOpen() ? m_process.readAll().right(2000) : QByteArray())
            + (open ? log.readAll().right(2000) : QByteArray());
    }

private:
    QTemporaryDir m_folder;
    QProcess m_process;
    quint16 m_port = 0;
};

// Starts or fails the test, with what nginx said.
#define START_NGINX(server, ...) QVERIFY2((server).start(__VA_ARGS__), (server).story().constData())

} // namespace fanlight::testing
