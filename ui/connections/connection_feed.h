// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "connections/still_connections.h"
#include "hub/connection_window.h"
#include "hub/stream_rows.h"

#include <QObject>

#include <functional>
#include <optional>

namespace fanlight {

// The window of rows that is looked at: watched while it is seen, and only then. While it is paused
// the rows are those of the moment it began, all of which were asked for then; whether disconnected
// clients come back is watched all the same. Main thread; a member of the page's desk.
class ConnectionFeed : public QObject {
    Q_OBJECT
public:
    struct Hands { // on the hub; answered on the main thread, or never
        std::function<void(const std::optional<ConnectionWish>& wish)> watch;
        std::function<void(
            bool withRoundTrip, const std::function<void(const ConnectionSnapshotPtr&)>& done)>
            all;
    };

    // `record` must outlive this.
    ConnectionFeed(Hands hands, const ClosedConnections& record, QObject* parent = nullptr);
    ~ConnectionFeed() override; // watches no more

    void setSeen(bool seen);
    // What the hub says of itself, each time: what one that has stopped since would answer is not
    // waited for.
    void setListening(bool listening);
    void setPaused(bool paused);
    // Another window follows, by shown().
    void setWish(const ConnectionWish& wish);

    // What the hub answers ends here.
    void take(const ConnectionWindowPtr& window);
    // All rows of one moment, which are looked at until the hub's come.
    void show(const ConnectionSnapshotPtr& snapshot);
    // Streams that ended, shown with the next of these.
    void takeClosed(const std::vector<ClosedConnectionPtr>& closed, qint64 nowMs);
    void dismissReturns(); // of the last disconnect

    bool isPaused() const { return m_paused; }
    const ConnectionWish& wish() const { return m_wish; }
    const ConnectionWindow& window() const { return *m_window; } // the last one shown
    // The rows that stay while it is paused, with those that had ended; null: they go on.
    ConnectionSnapshotPtr still() const { return m_still.snapshot(); }
    ClosedRowsPtr closed(); // that ended in the last minute, as far as they are kept
    quint64 lastClosed(); // the number of the last stream that ended
    ConnectionReturns returns() const; // left 0: there is nothing to say

Q_SIGNALS:
    void shown(); // another window
    void returnsChanged();

private:
    void update();
    void hold();
    void setWindow(const ConnectionWindowPtr& window);

    const Hands m_hands;
    const ClosedConnections& m_record;
    ConnectionWish m_wish;
    std::optional<ConnectionWish> m_watched; // as the hub was asked
    ConnectionWindowPtr m_window = std::make_shared<const ConnectionWindow>();
    ConnectionReturns m_returns;
    qint64 m_dismissedMs = 0; // ConnectionReturns::sinceMs
    ClosedRows m_closed;
    quint64 m_lastClosed = 0;
    StillConnections m_still;
    bool m_seen = false;
    bool m_listening = false;
    bool m_paused = false;
    quint64 m_pause = 0; // what was asked for an earlier one comes too late
};

// Whether a window is of the rows that are wanted, in their order, be it an earlier part of them.
bool isOfSameRows(const ConnectionWish& window, const ConnectionWish& wanted);

} // namespace fanlight
