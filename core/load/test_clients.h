// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QString>
#include <QTimer>

#include <memory>

namespace fanlight {

// Loopback subscribers for a first look: each opens a stream as user 1…N, reads and throws away.
// They live in a thread of their own with one epoll set; no object a client. Used by --demo and by
// the window's "100 test clients"; belongs to the main thread.
class TestClients : public QObject {
    Q_OBJECT
public:
    explicit TestClients(QObject* parent = nullptr);
    ~TestClients() override; // closes all

    // Adds clients of the hub at 127.0.0.1:port (or ::1). Empty when started, else why not (each takes
    // two descriptors of this process: how many still fit is said).
    QString add(int count, quint16 port);
    void removeAll();
    int wanted() const;

Q_SIGNALS:
    // Twice a second while there are any, and once with no clients after removeAll().
    void progress(int wanted, int connected, quint64 eventsReceived);

private:
    class Worker;
    std::unique_ptr<Worker> m_worker; // null: no clients
    QTimer m_progressTimer;
};

} // namespace fanlight
