// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "hub/closed_connections.h"
#include "hub/snapshots.h"

#include <chrono>
#include <memory>
#include <vector>

namespace fanlight {

using ConnectionRowPtr = std::shared_ptr<const ConnectionRow>;
using ClosedRowsPtr = std::shared_ptr<const std::vector<ConnectionRowPtr>>;

// The streams that ended lately, for the tables: pulled from the hub's record with each snapshot. A
// value of one thread; the oldest go first.
class ClosedRows {
public:
    static constexpr std::chrono::seconds KeptFor{60};
    static constexpr std::size_t Most = 5000;

    void take(const std::vector<ClosedConnectionPtr>& closed, qint64 nowMs);
    void clear();
    // The number of the last one taken, for ClosedConnections::since().
    quint64 lastNumber() const { return m_last; }
    // Those kept, as they ended; a value of its own that later takes leave alone.
    ClosedRowsPtr rows() const { return m_rows; }

private:
    quint64 m_last = 0;
    ClosedRowsPtr m_rows = std::make_shared<std::vector<ConnectionRowPtr>>();
};

// The streams of one moment, ascending by id: those of a snapshot, and those that ended lately.
// Immutable once shared.
struct StreamRows {
    ConnectionSnapshotPtr snapshot = std::make_shared<ConnectionSnapshot>();
    // kept alive for `rows`
    ClosedRowsPtr closed = std::make_shared<std::vector<ConnectionRowPtr>>();
    std::vector<const ConnectionRow*> rows;
    std::vector<quint64> ids;
    std::vector<quint64> behind; // ids of the open ones with a backlog, ascending
    std::size_t closedCount = 0; // of rows

    const ConnectionRow& at(std::size_t index) const { return *rows[index]; }
    const ConnectionRow* find(quint64 id) const; // null: it is not there
};

// One that is in both has ended since the snapshot was taken. Pure; any thread.
std::shared_ptr<const StreamRows> mergeRows(
    const ConnectionSnapshotPtr& snapshot, const ClosedRowsPtr& closed);

} // namespace fanlight
