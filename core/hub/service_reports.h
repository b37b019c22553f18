// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "hub/service_manager.h"
#include "hub/snapshots.h"

#include <QElapsedTimer>
#include <QObject>
#include <QTimer>

namespace fanlight {

class LocalHub;

// Tells the service manager of a hub: that it listens, how many streams it has and how it stands
// with Redis, that it reads its files anew, that it ends; and, for the watchdog, that it lives,
// which is said only after this thread, the hub's and every shard have taken a turn since it was
// said last. Ready means that clients are served: a Redis that is away is told, not waited for,
// since the hub takes streams without it (/readyz has that). The main thread; the hub outlives it.
class ServiceReports : public QObject {
    Q_OBJECT
public:
    ServiceReports(ServiceManager manager, LocalHub& hub);

    // Around reading the files anew.
    void beginReload();
    void endReload();

    static constexpr std::chrono::milliseconds StatusInterval{1000}; // between two, at least

private:
    void stateChanged();
    void tellStatus();
    void askForPulse();
    QString text() const;

    const ServiceManager m_manager;
    LocalHub& m_hub;
    HubState m_state = HubState::Stopped;
    quint64 m_streams = 0;
    QString m_told; // status
    QElapsedTimer m_sinceTold;
    QTimer m_watchdog;
    bool m_awaitsPulse = false;
    bool m_missedOne = false; // and it was said
};

} // namespace fanlight
