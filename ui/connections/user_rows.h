// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "arranged_model.h"
#include "connections/stream_rows.h"
#include "hub/connection_filter.h"
#include "traffic_layer.h"

#include <QStringList>

#include <memory>
#include <vector>

namespace fanlight {

enum class UserColumn {
    User,
    Streams,
    Types,
    Connected,
    Events,
    Sent,
    Backlog,
    Closed,
    Reason,
    Agents
};
inline constexpr int UserColumnCount = int(UserColumn::Agents) + 1;

struct UserSort {
    UserColumn column = UserColumn::User;
    Qt::SortOrder order = Qt::AscendingOrder;
    bool operator==(const UserSort&) const = default;
};

// All streams of one user together. A plain value; raw numbers, no display text.
struct UserRow {
    static constexpr qsizetype MostNames = 8; // types, agents; the rest is counted
    QString userId; // empty: those who get broadcasts only
    quint32 streams = 0; // open
    QStringList types; // what its open streams ask for together
    bool allTypes = false; // one of them asks for all
    qint64 moreTypes = 0;
    QStringList agents;
    qint64 moreAgents = 0;
    qint64 connectedAtMs = 0; // of the open stream that is there longest; 0: none is
    quint64 events = 0; // of open streams, as all figures below
    quint64 bytes = 0;
    qint64 backlogBytes = 0;
    quint32 closed = 0; // streams that ended in the last minute, as far as they are kept
    qint64 closedAtMs = 0; // the last of them
    DisconnectReason reason = DisconnectReason::Client; // … and why
};

// The users of one moment, in the order of their ids. Immutable once shared.
struct UserRows {
    ConnectionSnapshotPtr snapshot = std::make_shared<ConnectionSnapshot>();
    std::vector<UserRow> rows;
    std::size_t total = 0; // users, also those that do not match
    std::vector<quint64> behind; // ids of those with a backlog, ascending
    std::vector<quint64> ids; // a hash of the user, so that a row is known again; made unique
    const UserRow& at(std::size_t index) const { return rows[index]; }
};

using UserArrangement = Arrangement<UserRows>;

// One row a user with an open stream, or with `closedShown` with one that ended lately; of these
// the users one of whose streams matches. Only streams of `traffic` are looked at and counted.
// Users that are equal stay in their natural order; those without an open stream stand below the
// others. Pure; any thread.
UserArrangement arrangeUsers(const std::shared_ptr<const StreamRows>& rows,
    const ConnectionFilter& filter, UserSort sort, bool closedShown,
    Traffic traffic = Traffic::All);

} // namespace fanlight
