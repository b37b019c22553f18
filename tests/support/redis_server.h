// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "support/socket.h"

#include <QProcess>
#include <QTemporaryDir>
#include <QVariant>

#include <vector>

namespace fanlight::testing {

// A real redis-server (or sentinel) on a free port of 127.0.0.1, without persistence, in a folder
// of its own. It ends with this object, and with the test's process however that ends. Main thread.
class RedisServer {
public:
    RedisServer();
    ~RedisServer();

    // Starts, on the port of last time if there was one, and waits until it is ready. `arguments`
    // go to redis-server.
    bool start(const QStringList& arguments = {});
    // The same as a sentinel, with these lines as its settings.
    bool startSentinel(const QByteArray& settings);
    void stop(); // SHUTDOWN, as an operator does it
    void kill(); // as a crash does it
    void pause(); // SIGSTOP: it hangs
    void resume(); // SIGCONT

    // Takes a free port without starting: nobody listens there for now.
    quint16 port();
    QString url() const; // "redis://127.0.0.1:port"
    bool isRunning() const { return m_process.state() != QProcess::NotRunning; }
    QString filePath(const QString& name) const { return m_folder.filePath(name); }
    QByteArray story() const; // what a failure message should say

    // Runs one command and waits for its answer: QByteArray (an error begins with "-"), qint64,
    // QVariantList, or null; also when the server is gone. One connection for all; not for
    // subscriptions.
    QVariant command(const std::vector<QByteArray>& arguments);
    // Closes that connection, which the next command opens again.
    void disconnect() { m_client.close(); }

private:
    bool launch(const QStringList& arguments, const QByteArray& readyMark);
    QVariant readReply();
    QByteArray readLine();
    QByteArray readBytes(qsizetype size);
    bool readMore();

    QTemporaryDir m_folder;
    QProcess m_process;
    quint16 m_port = 0;
    QByteArray m_log;
    Socket m_client;
    QByteArray m_input;
};

// Starts or fails the test, with what the server said.
#define START_REDIS(server, ...) QVERIFY2((server).start(__VA_ARGS__), (server).story().constData())

} // namespace fanlight::testing
