// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "hub/closed_connections.h"
#include "hub/connection_window.h"
#include "hub/return_watch.h"
#include "hub/stream_rows.h"
#include "metrics/worker.h"

#include <QObject>
#include <QTimer>

#include <chrono>
#include <functional>
#include <map>
#include <memory>
#include <vector>

namespace fanlight {

// What a wish finds among the streams of one moment, those that ended lately with them. The rows in
// front of the window are not brought in order, nor those behind it. Pure; any thread.
std::shared_ptr<ConnectionWindow> windowOf(
    const ConnectionSnapshotPtr& snapshot, const ClosedRowsPtr& closed, const ConnectionWish& wish);
// The same with all rows from the first to the window's last, as they are put together with those
// of other instances.
std::shared_ptr<ConnectionWindow> frontOf(
    const ConnectionSnapshotPtr& snapshot, const ClosedRowsPtr& closed, const ConnectionWish& wish);

// The windows that are watched: this program's own, and those of admin streams. All of them look at
// the same rows, which are collected while anybody watches, and are made in a thread of their own:
// what one costs neither shards nor the hub's thread pay. Lives in the hub's thread, over its
// starts.
class ConnectionWindows : public QObject {
public:
    using Told = std::function<void(const ConnectionWindowPtr&)>;
    using Collected = std::function<void(std::shared_ptr<ConnectionSnapshot>)>;
    // Takes a snapshot whose rows are still to be brought in order; its answer comes in any thread,
    // or never.
    using Collect = std::function<void(bool withRoundTrip, Collected done)>;

    explicit ConnectionWindows(QObject* parent = nullptr);
    ~ConnectionWindows() override;

    // The hub listens: there are rows of this instance. `closed` outlives this, or is null: nobody
    // keeps those that ended.
    void open(Collect collect, const QString& instance, const ClosedConnections* closed);
    void setClosed(const ClosedConnections* closed);
    void close(); // every watcher is told a window without a moment

    // From now on `told` is called in the hub's thread with each new window, twice a second (once a
    // second with more than ManyRows streams), and soon after the wish has changed; at once for a
    // hub that does not listen, never before this returns. A wish with a problem finds nothing.
    // The number is used never again.
    quint64 watch(const ConnectionWish& wish, Told told);
    void change(quint64 watcher, const ConnectionWish& wish);
    void end(quint64 watcher);

    // The front of it once, for who asks from elsewhere; never before this returns, and not at all
    // where the hub does not listen or ends.
    void once(const ConnectionWish& wish, Told told);
    // Puts a front of this instance together with those of the others, for wishes of all of them;
    // null: there are none. `told` is called in the hub's thread once, or never.
    using Join = std::function<void(
        const ConnectionWish& wish, const ConnectionWindowPtr& front, Told told)>;
    void setJoin(Join join) { m_join = std::move(join); }

    // These are ended by hand now: windows tell who of them comes back.
    void watchReturns(const std::vector<quint64>& ids);

    static constexpr std::chrono::milliseconds Interval{500};
    static constexpr std::chrono::milliseconds SlowInterval{1000};
    static constexpr std::size_t ManyRows = 5000;

private:
    struct Scene { // immutable once shared
        ConnectionSnapshotPtr snapshot;
        ClosedRowsPtr closed;
        ConnectionReturns returns;
        bool withRoundTrip = false;
    };
    using ScenePtr = std::shared_ptr<const Scene>;
    // Touched by the worker's pieces only, and there is one at a time.
    struct Bench {
        ClosedRows closed;
        ReturnWatch returns;
    };
    struct Watcher {
        ConnectionWish wish;
        Told told;
        bool isMaking = false;
        bool isStale = false; // it was changed, or there are newer rows, since that began
    };

    bool wantsRoundTrip() const;
    void collect();
    void take(const ScenePtr& scene);
    void make(quint64 watcher);
    void made(quint64 watcher, const ConnectionWindowPtr& window);
    void tellNothing(quint64 watcher);
    void join(quint64 watcher, const ConnectionWindowPtr& window, bool isFront);
    void answerOnce(const ScenePtr& scene);

    std::map<quint64, Watcher> m_watchers;
    quint64 m_last = 0;
    std::vector<std::pair<ConnectionWish, Told>> m_once; // wait for rows
    Join m_join;
    Collect m_collect; // null: the hub does not listen
    QString m_instance;
    const ClosedConnections* m_closed = nullptr;
    ScenePtr m_scene; // null: none was taken since it listens
    std::shared_ptr<Bench> m_bench = std::make_shared<Bench>();
    quint64 m_run = 0; // what an earlier one collected comes too late
    bool m_isCollecting = false;
    QTimer m_next;
    Worker m_worker; // last: its end waits for what is under way
};

} // namespace fanlight
