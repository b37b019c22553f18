// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "fleet/fleet_row.h"

namespace fanlight {

inline constexpr qint64 FleetNow = 1'790'000'100'000;

// A hub that is looked at and well, with figures that follow from its number.
inline FleetRow testHub(const QString& name, int number = 1, const QString& group = {})
{
    FleetRow row;
    row.key = QStringLiteral("server/") + name;
    row.serverId = name;
    row.name = name;
    row.group = group;
    row.groupTitle = group;
    row.url = QStringLiteral("https://%1.example").arg(name);
    row.version = QStringLiteral("0.2.0");
    row.role = Role::Monitor;
    row.isRoleKnown = true;
    row.link = FleetRow::Link::Up;
    row.heardAtMs = FleetNow;
    row.status.state = HubState::Listening;
    row.status.startedAtMs = FleetNow - 60'000;
    row.status.instance = name;
    row.figures.streams = 100.0 * number;
    row.figures.testStreams = 0;
    row.figures.deliveredPerSecond = 20.0 * number;
    row.figures.testDeliveredPerSecond = 0;
    row.figures.publishedPerSecond = 5;
    row.figures.slowClients = 0;
    row.figures.backlogBytes = 0;
    row.figures.rssBytes = 50e6;
    row.figures.cpuPercent = 20;
    row.figures.cpuCores = 2;
    row.figures.openFiles = 120;
    row.figures.fileLimit = 20'000;
    row.figures.ackMs[3] = 5;
    row.figures.writeMs[3] = 1;
    return row;
}

// One that is known by its heartbeat alone.
inline FleetRow testHeartbeat(const QString& name, qint64 ageMs = 400)
{
    FleetRow row = testHub(name);
    row.key = QStringLiteral("instance/") + name;
    row.serverId.clear();
    row.isRoleKnown = false;
    row.role = Role::None;
    row.link
        = ageMs > InstanceSnapshot::StaleMs ? FleetRow::Link::Silent : FleetRow::Link::Heartbeat;
    row.instance = InstanceRow();
    row.instance->name = row.instance->givenName = name;
    row.instance->pid = 4001;
    row.instance->heartbeatAtMs = FleetNow - ageMs;
    row.heartbeatAgeMs = ageMs;
    row.figures.ackMs = FleetFigures::NoLatency;
    row.figures.testStreams = row.figures.testDeliveredPerSecond = Unknown;
    if (row.link == FleetRow::Link::Silent)
        row.figures = {};
    return row;
}

} // namespace fanlight
