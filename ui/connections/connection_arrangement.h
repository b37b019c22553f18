// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "hub/connection_filter.h"
#include "hub/snapshots.h"

#include <QObject>
#include <QThreadPool>

#include <vector>

namespace fanlight {

enum class ConnectionColumn {
    Id, User, Address, Types, Connected, Events, Sent, Backlog, RoundTrip, Agent,
};
inline constexpr int ConnectionColumnCount = int(ConnectionColumn::Agent) + 1;

struct ConnectionSort {
    ConnectionColumn column = ConnectionColumn::Id;
    Qt::SortOrder order = Qt::AscendingOrder;
    bool operator==(const ConnectionSort&) const = default;
};

// Which rows of a snapshot are shown, and in which order. A plain value; the rows stay where they are.
struct ConnectionArrangement {
    ConnectionSnapshotPtr snapshot = std::make_shared<ConnectionSnapshot>();
    std::vector<quint32> order; // indexes of snapshot->rows

    const ConnectionRow& row(std::size_t position) const { return snapshot->rows[order[position]]; }
};

// Filters and sorts a snapshot by raw figures; rows that are equal stay in the order of their ids, both
// ways. Texts are compared without case and runs of digits by value, so that user 9 comes before user 10.
// Pure; any thread.
ConnectionArrangement arrangeConnections(
    const ConnectionSnapshotPtr& snapshot, const ConnectionFilter& filter, ConnectionSort sort);

// Runs arrangeConnections() off the main thread for large snapshots, one run at a time; what was asked
// meanwhile is answered by the next run, and only the newest answer is told. Lives in the main thread.
class ConnectionArranger : public QObject {
    Q_OBJECT
public:
    // Up to this many rows a thread would cost more than it saves.
    static constexpr std::size_t InlineRows = 2000;

    explicit ConnectionArranger(QObject* parent = nullptr);

    // Each asks for a new arrangement; arranged() follows, for small snapshots before these return.
    void setSnapshot(ConnectionSnapshotPtr snapshot);
    void setFilter(const ConnectionFilter& filter);
    void setSort(ConnectionSort sort);

    ConnectionSort sort() const { return m_sort; }
    const ConnectionSnapshotPtr& snapshot() const { return m_snapshot; }

Q_SIGNALS:
    void arranged(const fanlight::ConnectionArrangement& arrangement);

private:
    void run();
    void finished(const ConnectionArrangement& arrangement);

    ConnectionSnapshotPtr m_snapshot = std::make_shared<ConnectionSnapshot>();
    ConnectionFilter m_filter;
    ConnectionSort m_sort;
    bool m_running = false;
    bool m_stale = false; // something changed since the run began
    QThreadPool m_pool; // its end waits for the run, so that no answer comes to a dead object
};

} // namespace fanlight
