// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "fleet/fleet_row.h"
#include "hub/hub_port.h"

#include <map>

namespace fanlight {

// What the fleet page knows of a hub that a room shows, and of the instances it tells of: listens
// to its port and asks for nothing. Main thread; owned by the board or the fleet.
class FleetPortFeed : public QObject {
    Q_OBJECT
public:
    static constexpr std::size_t MostInstances = 1000;

    explicit FleetPortFeed(HubPort& hub, QObject* parent = nullptr); // which outlives it

    HubPort& hub() const { return m_hub; }
    const FleetFeed& feed() const { return m_feed; }
    const InstanceSnapshot& instances() const { return *m_instances; }
    const FleetFeed& instanceFeed(const QString& name) const; // an empty one, where it is unknown
    // Link, role and figures of the hub, into its row.
    void fill(FleetRow& row, qint64 nowMs) const;

Q_SIGNALS:
    void changed(); // anything but figures

private:
    void takeStatus(const HubStatus& status);
    void takeInstances(const InstanceSnapshotPtr& instances);

    HubPort& m_hub;
    FleetFeed m_feed;
    qint64 m_runSinceMs = 0;
    InstanceSnapshotPtr m_instances = std::make_shared<InstanceSnapshot>();
    std::map<QString, FleetFeed> m_instanceFeeds; // by name
};

} // namespace fanlight
