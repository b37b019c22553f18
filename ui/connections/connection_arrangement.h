// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "arranged_model.h"
#include "hub/stream_rows.h"
#include "connections/user_arrangement.h"
#include "hub/connection_order.h"
#include "metrics/worker.h"
#include "traffic_layer.h"

#include <QObject>

#include <optional>
#include <vector>

namespace fanlight {

using ConnectionArrangement = Arrangement<StreamRows>;

// The rows of orderedStreams(). Pure; any thread.
ConnectionArrangement arrangeConnections(const std::shared_ptr<const StreamRows>& rows,
    const ConnectionFilter& filter, ConnectionSort sort, Traffic traffic = Traffic::All);
ConnectionArrangement arrangeConnections(
    const ConnectionSnapshotPtr& snapshot, const ConnectionFilter& filter, ConnectionSort sort);

// Merges, filters and sorts off the main thread for large snapshots, one run at a time; what was
// asked meanwhile is answered by the next run, and only the newest answer is told. Lives in the
// main thread.
class ConnectionArranger : public QObject {
    Q_OBJECT
public:
    enum class View { Streams, Users };
    // Up to this many rows a thread would cost more than it saves.
    static constexpr std::size_t InlineRows = 2000;

    explicit ConnectionArranger(QObject* parent = nullptr);

    // Each asks for a new arrangement; arranged() or usersArranged() follows, for small snapshots
    // before these return.
    void setSnapshot(ConnectionSnapshotPtr snapshot,
        ClosedRowsPtr closed = std::make_shared<std::vector<ConnectionRowPtr>>());
    void setFilter(const ConnectionFilter& filter);
    void setSort(ConnectionSort sort);
    void setUserSort(UserSort sort);
    void setClosedShown(bool shown);
    void setTraffic(Traffic traffic);
    void setView(View view);

    ConnectionSort sort() const { return m_wish.sort; }
    View view() const { return m_wish.view; }
    bool showsClosed() const { return m_wish.closedShown; }
    Traffic traffic() const { return m_wish.traffic; }
    // Lets go of rows that are shown no longer, in the thread: with many it takes its time.
    void dispose(std::shared_ptr<const void> rows);

Q_SIGNALS:
    void arranged(const fanlight::ConnectionArrangement& arrangement);
    void usersArranged(const fanlight::UserArrangement& arrangement);

private:
    struct Wish {
        ConnectionSnapshotPtr snapshot = std::make_shared<ConnectionSnapshot>();
        ClosedRowsPtr closed = std::make_shared<std::vector<ConnectionRowPtr>>();
        ConnectionFilter filter;
        ConnectionSort sort;
        UserSort userSort;
        bool closedShown = true;
        Traffic traffic = Traffic::All;
        View view = View::Streams;
    };
    struct Answer {
        std::optional<ConnectionArrangement> streams;
        std::optional<UserArrangement> users;
    };
    void run();
    static Answer answer(const Wish& wish);
    void finished(const Answer& answer);
    void tell(const Answer& answer);

    Wish m_wish;
    bool m_running = false;
    bool m_stale = false; // something changed since the run began
    Worker m_worker; // its end waits for the run, so that no answer comes to a dead object
};

} // namespace fanlight
