// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "load/test_clients.h"
#include "metrics/sample.h"

#include <QObject>
#include <QProcess>
#include <QTemporaryDir>
#include <QTimer>

#include <memory>

class QNetworkAccessManager;

namespace fanlight {

// Measures what a connection takes of memory where nothing else grows: a hub without a window is
// started beside this program, clients of this process connect to it, and the kernel says what its
// resident memory grew by. A first crowd pays for what is needed once, the figure is of those who
// come after it. The hub and the clients are gone afterwards. Main thread.
class MemoryProbe : public QObject {
    Q_OBJECT
public:
    static constexpr int FirstClients = 500;
    static constexpr int Clients = 2000; // that are measured
    static constexpr int PatienceMs = 30'000;

    // `program`: fanlightd; empty: the one beside this program, or the first in PATH.
    explicit MemoryProbe(const QString& program = {}, QObject* parent = nullptr);
    ~MemoryProbe() override; // breaks it off

    bool isRunning() const { return bool(m_hub); }
    void start(); // finished() or failed() follows

Q_SIGNALS:
    void finished(const fanlight::ConnectionMemory& measured);
    void failed(const QString& error); // one sentence

private:
    void readAddress();
    void connectFirst(quint16 port);
    void progress(int wanted, int connected);
    void askKernelMemory();
    void finish(double kernelSocketBytes);
    void fail(const QString& error);
    void end();
    double residentBytes() const; // of the hub

    const QString m_program;
    std::unique_ptr<QTemporaryDir> m_config; // so that no settings of the user's apply
    std::unique_ptr<QProcess> m_hub; // null: nothing runs
    std::unique_ptr<TestClients> m_clients;
    std::unique_ptr<QNetworkAccessManager> m_network;
    QTimer m_patience;
    quint16 m_port = 0;
    int m_quietTicks = 0; // since all were there
    double m_firstBytes = Unknown; // with the first crowd
    double m_bytes = Unknown; // a connection
};

} // namespace fanlight
