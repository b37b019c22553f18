// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "support/patience.h"

#include <QProcess>
#include <QTemporaryDir>

#include <vector>

namespace fanlight::testing {

// A real PostgreSQL on a free port of 127.0.0.1 and a socket, with a cluster of its own in a folder
// of its own, as another user where the test is root. What is committed lasts over kill() and
// start(). It ends with this object, and with the test's process however that ends. Main thread.
class PostgresServer {
public:
    static constexpr const char* User = "app"; // a superuser
    static constexpr const char* Password = "hush/@ of a test";

    PostgresServer();
    ~PostgresServer();

    static bool isInstalled();

    // Makes the cluster the first time, starts, on the port of last time if there was one, and
    // waits until it is ready. `settings` are lines of postgresql.conf.
    bool start(const QByteArray& settings = {});
    void kill(); // as a crash of all its processes does it
    void pause(); // SIGSTOP: all of it hangs
    void resume(); // SIGCONT

    quint16 port();
    bool isRunning() const { return m_process.state() != QProcess::NotRunning; }
    // "postgres://app:…@127.0.0.1:port/postgres?" and what is given, such as "table=a".
    QString url(const QString& parameters);
    QString folder() const { return m_folder.path(); } // that of the socket, too
    // A copy that belongs to the user it runs as, which it insists on for a key.
    QString ownCopy(const QString& file);
    QByteArray story() const; // what a failure message should say

private:
    void run(QProcess& process, const QString& program, const QStringList& arguments);
    bool makeCluster();
    std::vector<qint64> children() const;
    void signalAll(int signal);

    QTemporaryDir m_folder;
    QProcess m_process;
    quint16 m_port = 0;
    bool m_isMade = false;
    QByteArray m_log;
};

// In a test function: it goes on only where PostgreSQL is installed; in CI that is a must.
#define NEEDS_POSTGRESQL()                                                                         \
    do {                                                                                           \
        if (PostgresServer::isInstalled())                                                         \
            break;                                                                                 \
        QVERIFY2(!qEnvironmentVariableIsSet("CI"),                                                 \
            "postgresql is missing; it is in resources/packages.txt");                             \
        QSKIP("postgresql is not installed (it is in resources/packages.txt)");                    \
    } while (false)

// Starts or fails the test, with what the server said.
#define START_POSTGRES(server, ...)                                                                \
    QVERIFY2((server).start(__VA_ARGS__), (server).story().constData())

} // namespace fanlight::testing
