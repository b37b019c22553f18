// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "alerts/alert_book.h"
#include "fleet/fleet_servers.h"

#include <QHash>
#include <QSet>
#include <QTimer>

namespace fanlight {

// Keeps an eye on the servers that a rule names, whichever hub the window shows: has their light
// links kept open, and tells the book of rules once a second what they say of themselves. Of the
// one that is shown its own room tells. Main thread; owned by the window.
class FleetAlerts : public QObject {
    Q_OBJECT
public:
    static constexpr std::chrono::milliseconds Interval{1000};

    FleetAlerts(FleetServers& servers, AlertBook& book, QObject* parent = nullptr); // outlive it

private:
    void takeRules();
    void tell();
    AlertReading read(const QString& id, qint64 nowMs) const;

    FleetServers& m_servers;
    AlertBook& m_book;
    QSet<QString> m_watched; // ids
    QHash<QString, std::deque<MetricsSample>> m_samples; // of the last minute, by id
    QTimer m_tick;
};

} // namespace fanlight
