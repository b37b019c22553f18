// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "support/patience.h"

#include <QProcess>
#include <QTemporaryDir>

namespace fanlight::testing {

// A real rabbitmq-server on free ports of 127.0.0.1, with a name, a folder and an epmd of its own.
// What is durable lasts over kill() and start(). It ends with this object, and with the test's
// process however that ends. Main thread.
class RabbitServer {
public:
    static constexpr const char* User = "app";
    static constexpr const char* Password = "hush/@ of a test";

    RabbitServer();
    ~RabbitServer();

    static bool isInstalled();

    // Starts, on the port of last time if there was one, and waits until it is ready. `settings`
    // are lines of rabbitmq.conf.
    bool start(const QByteArray& settings = {});
    void stop(); // as an operator does it
    void kill(); // as a crash does it
    void pause(); // SIGSTOP: it hangs
    void resume(); // SIGCONT

    quint16 port(); // taken without starting, too
    bool isRunning() const { return m_process.state() != QProcess::NotRunning; }
    // "amqp://app:…@127.0.0.1:port/?" and what is given, such as "queue=a".
    QString url(const QString& parameters);
    QByteArray story() const; // what a failure message should say

private:
    static void startBound(QProcess& process, const QString& program, const QStringList& arguments);
    static quint16 freePort();
    bool startEpmd();

    QTemporaryDir m_folder;
    QProcess m_epmd;
    QProcess m_process;
    quint16 m_port = 0;
    quint16 m_distributionPort = 0;
    quint16 m_epmdPort = 0;
    QByteArray m_log;
};

// In a test function: it goes on only where RabbitMQ is installed; in CI that is a must.
#define NEEDS_RABBITMQ()                                                                           \
    do {                                                                                           \
        if (RabbitServer::isInstalled())                                                           \
            break;                                                                                 \
        QVERIFY2(!qEnvironmentVariableIsSet("CI"),                                                 \
            "rabbitmq-server is missing; it is in resources/packages.txt");                        \
        QSKIP("rabbitmq-server is not installed (it is in resources/packages.txt)");               \
    } while (false)

// Starts or fails the test, with what the server said.
#define START_RABBIT(server, ...)                                                                  \
    QVERIFY2((server).start(__VA_ARGS__), (server).story().constData())

} // namespace fanlight::testing
