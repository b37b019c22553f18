// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "hub/snapshots.h"

#include <algorithm>

namespace fanlight {

inline constexpr qint64 InstancesTakenAt = 1'700'000'000'000;

// An instance whose figures follow from its number; its heartbeat is `ageMs` old.
inline InstanceRow testInstance(const QString& name, int number = 1, qint64 ageMs = 400)
{
    InstanceRow row;
    row.name = name;
    row.host = QStringLiteral("host-%1").arg(number);
    row.pid = 4000 + number;
    row.version = QStringLiteral("0.1.0");
    row.url = QStringLiteral("http://127.0.0.1:%1").arg(3000 + number);
    row.startedAtMs = InstancesTakenAt - 60'000;
    row.heartbeatAtMs = InstancesTakenAt - ageMs;
    row.connections = 1000.0 * number;
    row.deliveredPerSecond = 200.0 * number;
    row.publishedPerSecond = 10;
    row.rssBytes = 10.0 * 1024 * 1024 * number;
    row.writeP99Ms = 1.5 * number;
    row.cpuPercent = 20;
    row.cpuCores = 2;
    return row;
}

// Ascending by name as the contract has it.
inline InstanceSnapshotPtr testInstances(std::vector<InstanceRow> rows)
{
    std::sort(rows.begin(), rows.end(),
        [](const InstanceRow& a, const InstanceRow& b) { return a.name < b.name; });
    auto snapshot = std::make_shared<InstanceSnapshot>();
    snapshot->takenAtMs = InstancesTakenAt;
    snapshot->rows = std::move(rows);
    return snapshot;
}

} // namespace fanlight
