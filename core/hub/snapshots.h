// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "metrics/sample.h"

#include <QDateTime>
#include <QHostAddress>
#include <QMetaType>
#include <QString>
#include <QStringList>

#include <memory>
#include <vector>

namespace fanlight {

// A stream as it stood when a snapshot was taken. A plain value; raw numbers, no display text.
struct ConnectionRow {
    quint64 id = 0; // connectionIdText() makes the "c-1vzt" of wire, log and window
    QString userId; // empty: broadcasts only
    QString address; // "127.0.0.1:40120", "[::1]:40120"
    QStringList types; // empty: all
    qint64 connectedAtMs = 0; // UTC, milliseconds since the epoch
    quint64 events = 0;
    quint64 bytes = 0;
    quint64 dropped = 0;
    qint64 backlogBytes = 0;
    double rttMs = Unknown; // TCP_INFO
    QString userAgent;
    QString lastEventId; // what it resumed from; empty: it did not
    quint64 replayed = 0; // events it was sent from history on connecting
};

QString connectionIdText(quint64 id);
std::optional<quint64> parseConnectionId(QStringView text);

// All streams at one moment (or those that matched, with the number of all).
struct ConnectionSnapshot {
    qint64 takenAtMs = 0;
    std::vector<ConnectionRow> rows; // ascending by id
    quint64 total = 0; // connections when it was taken
};
using ConnectionSnapshotPtr = std::shared_ptr<const ConnectionSnapshot>;

enum class HubState { Stopped, Starting, Listening, Draining, Failed };

// What the shell shows of a hub. A plain value.
struct HubStatus {
    HubState state = HubState::Stopped;
    QString url; // "http://127.0.0.1:3000" while listening, else what it would be
    QString localhostUrl; // the same by name where it listens on localhost: for copy as curl
    QString broker; // "memory"
    QString instance;
    QString error; // why it failed, in words a user can act on
    quint16 suggestedPort = 0; // free when it was looked for, after a port in use; else 0
    qint64 startedAtMs = 0;
    quint64 fileLimit = 0;
    int shards = 0;
};

} // namespace fanlight

Q_DECLARE_METATYPE(fanlight::ConnectionSnapshotPtr)
Q_DECLARE_METATYPE(fanlight::HubStatus)
