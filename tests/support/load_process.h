// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonObject>
#include <QProcess>
#include <QStringList>
#include <QTemporaryDir>

namespace fanlight::testing {

// A real fanlight-load and the report it writes (--json). Waiting runs the event loop, so that what
// it is pointed at may live in the test's own thread. Ends with this object, and with the test's
// process however that ends. Main thread.
class LoadProcess {
public:
    LoadProcess();
    ~LoadProcess();

    // With exactly these arguments; false when it does not start.
    bool start(const QStringList& arguments);
    // Waits for its end, as long as a run may take, and reads the report; false when it did not end
    // or crashed.
    bool waitForEnd();
    bool runToEnd(const QStringList& arguments) { return start(arguments) && waitForEnd(); }

    // With `--target http://127.0.0.1:port`, `--json` and these.
    bool startAgainst(quint16 port, const QStringList& options = {});
    bool runAgainst(quint16 port, const QStringList& options = {})
    {
        return startAgainst(port, options) && waitForEnd();
    }

    // SIGTERM, and SIGINT as Ctrl+C sends it: it ends early, with a report.
    void askToStop() { m_process.terminate(); }
    void interrupt();

    bool isRunning() const { return m_process.state() != QProcess::NotRunning; }
    int exitCode() const { return m_process.exitCode(); }
    QByteArray standardOutput() const; // so far
    QByteArray standardError() const;
    // What a run against a port wrote; empty: nothing.
    const QJsonObject& report() const { return m_report; }
    quint64 total(const QString& name) const; // of "totals"; all ones when it is not there
    // "latency", "p99Ms"; NaN when it is not measured
    double figure(const QString& group, const QString& name) const;
    // Everything a failure message should say.
    QByteArray story() const;

private:
    QByteArray contentOf(const QString& name) const;

    QTemporaryDir m_folder;
    QProcess m_process;
    QJsonObject m_report;
};

// Runs to a report with exit code 0, or fails the test with what the program said.
#define RUN_LOAD(load, ...)                                                                        \
    QVERIFY2(                                                                                      \
        (load).runAgainst(__VA_ARGS__) && (load).exitCode() == 0 && !(load).report().isEmpty(),    \
        (load).story().constData())

} // namespace fanlight::testing
