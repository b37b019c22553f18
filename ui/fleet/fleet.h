// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "fleet/fleet_port_feed.h"
#include "fleet/fleet_servers.h"

#include <QSet>

namespace fanlight {

// What all rooms of a window know alike of the hubs there are: the one at home and the servers of
// the user. Outlives each room, so that the course of figures goes on from one to the other. Main
// thread; owned by the window.
class Fleet : public QObject {
    Q_OBJECT
public:
    explicit Fleet(HubPort& home, QObject* parent = nullptr); // which outlives it

    const FleetPortFeed& home() const { return m_home; }
    FleetServers& servers() { return m_servers; }
    // A page begins to be seen, or ends: servers are looked at while any is.
    void look(const QObject* page, bool seen);

    // Later, since a room goes by being left.
    void open(const QString& id); // empty: the hub at home
    void openUrl(const QUrl& url);

Q_SIGNALS:
    void changed(); // anything but figures

private:
    FleetPortFeed m_home;
    FleetServers m_servers;
    QSet<const QObject*> m_pages; // that are seen
};

} // namespace fanlight
