// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "hub/closed_connections.h"
#include "hub/snapshots.h"

#include <QRandomGenerator>

#include <algorithm>

namespace fanlight {

constexpr qint64 At = 1'700'000'600'000; // of the first snapshot

// A row whose figures follow from its id and `tick`, so that a test can tell rows and moments
// apart.
inline ConnectionRow testRow(quint64 id, quint64 tick = 0)
{
    ConnectionRow row;
    row.id = id;
    row.userId = QString::number(id % 997);
    row.address = QStringLiteral("127.0.0.%1:%2").arg(id % 9 + 1).arg(40000 + id % 20000);
    row.types = id % 2 ? QStringList{QStringLiteral("like")} : QStringList();
    row.connectedAtMs = 1'700'000'000'000 + qint64(id);
    row.events = (id * 7919 + tick) % 1000;
    row.bytes = row.events * 200;
    row.backlogBytes = id % 11 ? 0 : 4096;
    row.rttMs = id % 5 ? double(id % 17) / 10 : Unknown;
    row.userAgent = QStringLiteral("curl/7.88.1");
    return row;
}

// `ids` in any order; the snapshot ascends by id as the contract has it.
inline ConnectionSnapshotPtr testSnapshot(std::vector<quint64> ids, quint64 tick = 0)
{
    std::sort(ids.begin(), ids.end());
    auto snapshot = std::make_shared<ConnectionSnapshot>();
    snapshot->takenAtMs = At + qint64(tick) * 1000;
    for (const quint64 id : ids)
        snapshot->rows.push_back(testRow(id, tick));
    snapshot->total = ids.size();
    return snapshot;
}

// A stream that ended, as the hub records it.
inline ClosedConnectionPtr testClosed(quint64 number, quint64 id, qint64 closedAtMs,
    DisconnectReason reason = DisconnectReason::Lifetime)
{
    auto closed = std::make_shared<ClosedConnection>();
    closed->number = number;
    closed->row = testRow(id);
    closed->row.closedAtMs = closedAtMs;
    closed->row.reason = reason;
    return closed;
}

// Each of the ids from 1 to `last` with the given chance in percent.
inline std::vector<quint64> randomIds(QRandomGenerator& random, quint64 last, int percent)
{
    std::vector<quint64> ids;
    for (quint64 id = 1; id <= last; ++id) {
        if (random.bounded(100) < percent)
            ids.push_back(id);
    }
    return ids;
}

} // namespace fanlight
