// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "hub/fault.h"
#include "hub/kept_samples.h"
#include "hub/snapshots.h"
#include "sources/source_rows.h"

#include <QJsonObject>

#include <deque>
#include <optional>

namespace fanlight {

class AuditLog;
class ClosedConnections;
class LogRing;
class MessageLog;
class MomentLog;

// What admin streams can be told of a hub at one moment: the newest of each view that somebody
// looks at. Written by AdminStreams; the hub's thread.
struct AdminFacts {
    QJsonObject hub; // status, version, features
    const KeptSamples* samples = nullptr; // never null, as those below
    const MessageLog* messages = nullptr;
    const ClosedConnections* closed = nullptr;
    const AuditLog* audit = nullptr;
    const MomentLog* moments = nullptr;
    const LogRing* log = nullptr; // null: the program keeps none
    Faults faults;
    InstanceSnapshotPtr instances; // null: not behind Redis
    SourceSnapshotPtr sources; // null: not known
    std::optional<RedisSnapshot> redis;
    std::deque<ReceiptSnapshot> receipts; // the newest ones, by the time they were published
    static constexpr std::size_t MostReceipts = 32;
};

} // namespace fanlight
