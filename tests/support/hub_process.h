// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "support/event_stream.h"

#include <QProcess>
#include <QStringList>
#include <QTemporaryDir>

#include <vector>

namespace fanlight::testing {

// A real fanlightd on a free port of loopback, started for one test and stopped by it: away from
// the settings and the environment of whoever runs the tests. Ends the process on destruction. Main
// thread.
class HubProcess {
public:
    HubProcess();
    ~HubProcess();

    // Before the start: a variable the hub shall see.
    void setEnvironment(const QString& name, const QString& value);
    // Before the start: stderr, which is a file, is taken for systemd's journal.
    void logToJournal();
    // Before the start: it gets these descriptors as a service manager hands sockets down
    // (sd_listen_fds(3)), and no --listen beside them. They stay the caller's.
    void handDown(const std::vector<int>& descriptors, const QString& names = {});
    // Starts with `--listen 127.0.0.1:0` and these options (unless they say where to listen) and
    // waits for the line that tells the port. `fileLimit` lowers the number of descriptors it may
    // have.
    bool start(const QStringList& options = {}, int fileLimit = 0);
    // Starts with exactly these arguments and waits for its end: for those that must not start.
    bool runToEnd(const QStringList& arguments);

    // Asks it to drain (SIGTERM), without waiting.
    void askToStop() { m_process.terminate(); }
    // Waits for its end, asked for or not. False when it did not end in time or crashed.
    bool waitForEnd();
    // Both; true when it exited with 0, which a sanitizer's report prevents.
    bool stop();

    // SIGKILL, as a crash does it; SIGSTOP and SIGCONT: it hangs for a while.
    void crash() { m_process.kill(); }
    void pause();
    void resume();
    void hangUp(); // SIGHUP

    static QString program(); // for what is started in another way
    quint16 port() const { return m_port; }
    bool isRunning() const { return m_process.state() != QProcess::NotRunning; }
    QByteArray readyLine() const { return m_readyLine; }
    QByteArray standardOutput();
    QByteArray standardError() const; // so far
    int exitCode() const { return m_process.exitCode(); }
    QString folder() const { return m_folder.path(); } // for files of the test
    // Everything a failure message should say.
    QByteArray story() const;
    qint64 processId() const { return m_process.processId(); }

private:
    QTemporaryDir m_folder;
    QProcess m_process;
    bool m_isHanded = false;
    QByteArray m_readyLine;
    quint16 m_port = 0;
};

// Starts or fails the test, with what the hub said.
#define START_HUB(hub, ...) QVERIFY2((hub).start(__VA_ARGS__), (hub).story().constData())

// Bodies of POST /api/publish; `data` is JSON.
QByteArray toUser(const QByteArray& userId, const QByteArray& data);
QByteArray toEveryone(const QByteArray& data);
// A JSON string of that many letters.
QByteArray jsonText(qsizetype letters);

// The answer to a publish that must work; its "id" is empty when it did not.
QJsonObject publish(HttpClient& client, const QByteArray& body);

// How many streams the hub counts (GET /api/connections), -1 when it does not say.
int connectionCount(quint16 port);

} // namespace fanlight::testing
