// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QTimer>

namespace fanlight {

class HubPort;

// A gentle stream of notifications for test clients to receive, so that a first look shows
// something that moves: a few likes and comments a second to single users, now and then a post for
// everyone. Every one carries "demo": true. Owned by the window; main thread.
class DemoFeed : public QObject {
    Q_OBJECT
public:
    explicit DemoFeed(HubPort& hub, QObject* parent = nullptr);

    // Publishes to users 1 to `users` while the hub listens; 0 stops.
    void setUsers(int users);

    static constexpr int IntervalMs = 250; // between notifications to single users
    static constexpr int BroadcastEvery = 20; // of these

private:
    void publishNext();

    HubPort& m_hub;
    QTimer m_timer;
    int m_users = 0;
    quint64 m_count = 0;
};

} // namespace fanlight
