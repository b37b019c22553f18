// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "fleet/fleet.h"

namespace fanlight {

// All hubs that a room knows of, a row each, in groups: the one that it shows, the one at home, the
// instances behind their Redis, the servers of the user. One that is known in several ways is one
// row. Rows are made when they are asked for. Main thread; owned by the page.
class FleetBoard : public QObject {
    Q_OBJECT
public:
    struct Sources {
        HubPort& hub; // of the room; outlives the board, as the fleet does
        QString key = {}; // of the server it is; empty: the hub at home, or none that is kept
        QString name = {}; // that the user gave it
        Fleet* fleet = nullptr; // null: nothing else is seen from there (a capture)
    };
    explicit FleetBoard(const Sources& from, QObject* parent = nullptr);

    std::vector<FleetRow> rows(qint64 nowMs) const; // in no order
    const FleetPortFeed& shown() const { return m_shown; }
    bool isHome() const; // the room is that of the hub at home
    Fleet* fleet() const { return m_from.fleet; }

Q_SIGNALS:
    void changed(); // anything but figures

private:
    FleetRow rowOf(const FleetPortFeed& feed, qint64 nowMs) const;
    void addServers(std::vector<FleetRow>& rows, qint64 nowMs) const;
    void addInstances(
        std::vector<FleetRow>& rows, std::size_t teller, const FleetPortFeed& feed) const;
    void nameGroups(std::vector<FleetRow>& rows) const;

    const Sources m_from;
    FleetPortFeed m_shown;
};

namespace fleet {

// Whether a row is the hub that tells this heartbeat. `besides`: on the machine of the one that
// reads it, so that an address of loopback is the same.
bool isInstance(const FleetRow& row, const InstanceRow& instance, bool besides);

} // namespace fleet

} // namespace fanlight
