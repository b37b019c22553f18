// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "hub/snapshots.h"
#include "load/own_traffic.h"

#include <QMetaType>
#include <QString>
#include <QStringList>

#include <memory>
#include <optional>
#include <vector>

namespace fanlight {

// What is told of a stream, in the order of the window's columns. Outside (API, admin stream) each
// goes by the name columnName() gives it.
enum class ConnectionColumn {
    Id,
    User,
    Address,
    Types,
    Connected,
    Events,
    Sent,
    Backlog,
    RoundTrip,
    Agent,
    LastEventId,
    Instance,
    State,
};
inline constexpr int ConnectionColumnCount = int(ConnectionColumn::State) + 1;
QLatin1StringView columnName(ConnectionColumn column); // "user", "rtt", "event"
std::optional<ConnectionColumn> connectionColumn(QStringView name); // none: there is no such column

struct ConnectionSort {
    ConnectionColumn column = ConnectionColumn::Id;
    Qt::SortOrder order = Qt::AscendingOrder;
    bool operator==(const ConnectionSort&) const = default;
};

// The same of all streams of one user together.
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
QLatin1StringView columnName(UserColumn column);
std::optional<UserColumn> userColumn(QStringView name);

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

// One stream among those of all instances and of all runs of each. A plain value.
struct ConnectionKey {
    quint64 id = 0;
    qint64 connectedAtMs = 0; // a hub that was started again gives the same ids to others; 0: any
    QString instance; // empty: the hub that is asked
    bool operator==(const ConnectionKey&) const = default;
};
ConnectionKey keyOf(const ConnectionRow& row);

// Which rows of the hub's streams are looked at, and how. A plain value; what it may ask for is
// bounded here, and problem() tells.
struct ConnectionWish {
    static constexpr int MostRows = 200; // of one window
    // Rows in front of a window. Of all instances together the first ones alone can be looked at:
    // to know the n-th, each has to tell its first n.
    static constexpr int MostBefore = 10'000'000;
    static constexpr int MostOfAll = 1000; // rows, with those in front
    static constexpr int MostValues = 50;

    enum class Group { Streams, Users };
    enum class Scope { This, All }; // instances behind the same Redis
    static constexpr quint32 AllColumns = (1U << ConnectionColumnCount) - 1;
    static constexpr quint32 bit(ConnectionColumn column) { return 1U << int(column); }

    Group group = Group::Streams;
    // By bit(), of streams: what is not among them need not come over a network. Id, user and
    // whether it is closed always do.
    quint32 columns = AllColumns;
    ConnectionSort sort;
    UserSort userSort;
    QString filter; // of ConnectionFilter
    Traffic traffic = Traffic::All; // others are left out, and counted in `total`
    int first = 0;
    int count = 60; // 0: figures alone
    bool withRoundTrip = false; // TCP_INFO: a system call a stream
    bool withClosed = false; // also those that ended lately, below the open ones
    Scope scope = Scope::This; // All: of streams only
    // One that is told whatever the window, the filter and the columns; none: id 0.
    ConnectionKey lookedAt;
    // Up to MostValues values of a field of the filter that begin like this, to propose while one
    // is typed; no field: none.
    QString valuesOf;
    QString valuesLike;

    // Why it cannot be: names what is wrong and what is accepted; empty: it can.
    QString problem() const;
    bool operator==(const ConnectionWish&) const = default;
};

// Whether clients whose streams were ended by hand came back: of the last time that was done.
struct ConnectionReturns {
    qint64 sinceMs = 0; // UTC; when they were ended; 0: none were
    quint64 left = 0;
    quint64 back = 0;
    double medianMs = Unknown; // from the end to the new stream; Unknown: none is back
    bool isWaiting = false; // for others; over a minute afterwards
    bool operator==(const ConnectionReturns& other) const
    {
        return sinceMs == other.sinceMs && left == other.left && back == other.back
            && isWaiting == other.isWaiting;
    }
};

// What a wish found at one moment. Immutable once shared.
struct ConnectionWindow {
    ConnectionWish wish; // that it answers
    qint64 takenAtMs = 0; // UTC, of the hub that is asked; 0: the hub does not listen
    QString instance; // of that hub
    quint64 total = 0; // open streams, or users, whatever the filter; of users with withClosed
                       // also those who have left
    quint64 matching = 0; // rows there are in all, with closed ones where they are asked for
    quint64 matchingClosed = 0; // of these; of streams only
    quint64 closed = 0; // streams that ended lately and are kept, asked for or not
    // Where the rows begin: wish.first, or less where there are not so many.
    int first = 0;
    // ConnectionRow::instance of each is set where there are several
    std::vector<ConnectionRow> rows; // of Group::Streams
    std::vector<UserRow> users; // of Group::Users
    std::optional<ConnectionRow> lookedAt; // none: it is not there, nor among those that ended
    QStringList values;
    ConnectionReturns returns;
    // Of Scope::All: how many there are, with this one, and the names of those that do not answer.
    int instances = 1;
    QStringList silent;
    // The order ends here although more match: Scope::All, MostOfAll.
    bool isCut() const
    {
        return wish.scope == ConnectionWish::Scope::All
            && matching > quint64(ConnectionWish::MostOfAll);
    }
};
using ConnectionWindowPtr = std::shared_ptr<const ConnectionWindow>;

} // namespace fanlight

Q_DECLARE_METATYPE(fanlight::ConnectionWindowPtr)
