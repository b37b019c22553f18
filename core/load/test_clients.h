// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QString>
#include <QTimer>

#include <memory>

namespace fanlight {

// Loopback subscribers for a first look: each opens a stream as user 1…N, reads and throws away.
// They are virtual clients of the load tester, without a test. Used by --demo and by the window's
// "100 test clients"; belongs to the main thread.
class TestClients : public QObject {
    Q_OBJECT
public:
    explicit TestClients(QObject* parent = nullptr);
    ~TestClients() override; // closes all

    // Adds clients of the hub at 127.0.0.1:port (or ::1); those of the first call say where all go.
    // Empty when started, else why not (each takes two descriptors of this process: how many still
    // fit is said).
    QString add(int count, quint16 port);
    // All go on at another port: those that are there when their stream ends, as they would have
    // come back. Empty, or why not.
    QString follow(quint16 port);
    void removeAll();
    int wanted() const { return m_wanted; }

Q_SIGNALS:
    // Twice a second while there are any, and once with no clients after removeAll().
    void progress(int wanted, int connected, quint64 eventsReceived);

private:
    struct Running;

    QString start(quint16 port);

    std::unique_ptr<Running> m_running; // null: no clients
    int m_wanted = 0;
    QTimer m_progressTimer;
};

} // namespace fanlight
