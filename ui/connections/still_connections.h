// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "hub/connection_window.h"
#include "hub/stream_rows.h"
#include "hub/user_rows.h"
#include "metrics/worker.h"

#include <QObject>

#include <functional>

namespace fanlight {

// All rows of one moment that a wish finds, in their order. Immutable once shared.
struct AllConnections {
    ConnectionWish::Group group = ConnectionWish::Group::Streams;
    std::shared_ptr<const StreamRows> streams = std::make_shared<const StreamRows>();
    std::vector<quint32> order; // of streams, where they are asked for
    OrderedUsers users; // likewise
    const ConnectionRow& row(std::size_t place) const { return streams->at(order[place]); }
};
using AllConnectionsPtr = std::shared_ptr<const AllConnections>;
// Pure; any thread.
AllConnectionsPtr allOf(
    const ConnectionSnapshotPtr& snapshot, const ClosedRowsPtr& closed, const ConnectionWish& wish);

// Windows of rows that stay as they are. Off the main thread where there are many, one at a time;
// only the newest wish is answered. Main thread; a member of the feed.
class StillConnections : public QObject {
    Q_OBJECT
public:
    // Up to this many rows a thread would cost more than it saves.
    static constexpr std::size_t InlineRows = 2000;

    using QObject::QObject;

    void set(const ConnectionSnapshotPtr& snapshot, const ClosedRowsPtr& closed);
    void clear();
    const ConnectionSnapshotPtr& snapshot() const { return m_snapshot; } // null: there is none
    // answered() follows, with few rows before this returns.
    void answer(const ConnectionWish& wish);
    // `done` is called on the main thread, with few rows before this returns.
    void all(const ConnectionSnapshotPtr& snapshot, const ClosedRowsPtr& closed,
        const ConnectionWish& wish, const std::function<void(const AllConnectionsPtr&)>& done);

Q_SIGNALS:
    void answered(const fanlight::ConnectionWindowPtr& window);

private:
    void run();

    ConnectionSnapshotPtr m_snapshot;
    ClosedRowsPtr m_closed;
    ConnectionWish m_wish;
    bool m_isRunning = false;
    bool m_isStale = false; // something changed since the run began
    Worker m_worker; // its end waits for the run, so that no answer comes to a dead object
};

} // namespace fanlight
