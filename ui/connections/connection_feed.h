// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "hub/stream_rows.h"
#include "hub/return_watch.h"

#include <QObject>
#include <QTimer>

#include <chrono>
#include <functional>

namespace fanlight {

// The streams of the hub: asked for once a second while they are seen, never twice at a time, and
// those that ended lately with them; whether disconnected ones come back is watched also while the
// rows are held. Main thread; a member of the page's desk.
class ConnectionFeed : public QObject {
    Q_OBJECT
public:
    using Answer = std::function<void(const ConnectionSnapshotPtr&)>;
    using Ask = std::function<void(const Answer&)>; // answered on the main thread, or never
    static constexpr std::chrono::milliseconds Interval{1000};

    // `record` must outlive this.
    ConnectionFeed(Ask ask, const ClosedConnections& record, QObject* parent = nullptr);

    void setSeen(bool seen);
    // What the hub says of itself, each time: what one that has stopped since would answer is not
    // waited for.
    void setListening(bool listening);
    void setPaused(bool paused); // the rows stay
    void request(); // now, where it is wanted

    // What the hub answers ends here.
    void show(const ConnectionSnapshotPtr& snapshot);
    // Streams that ended, shown from the next snapshot on.
    void takeClosed(const std::vector<ClosedConnectionPtr>& closed, qint64 nowMs);
    void watchReturns(const std::vector<ConnectionRow>& left, qint64 nowMs);
    void stopWatching();

    bool isPaused() const { return m_paused; }
    const ConnectionSnapshotPtr& snapshot() const { return m_snapshot; } // the last one shown
    ClosedRowsPtr closed() const { return m_closed.rows(); }
    quint64 lastClosed() const { return m_closed.lastNumber(); }
    const ReturnWatch& returns() const { return m_returns; }

Q_SIGNALS:
    void shown(); // another snapshot
    void returnsChanged();

private:
    bool isWanted() const;
    void answer(const ConnectionSnapshotPtr& snapshot);

    const Ask m_ask;
    const ClosedConnections& m_record;
    ConnectionSnapshotPtr m_snapshot = std::make_shared<ConnectionSnapshot>();
    ClosedRows m_closed;
    ReturnWatch m_returns;
    QTimer m_next;
    bool m_seen = false;
    bool m_listening = false;
    bool m_paused = false;
    bool m_asking = false;
    quint64 m_hubRun = 0;
};

} // namespace fanlight
