// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "broker/redis_keys.h"
#include "hub/snapshots.h"
#include "metrics/sample.h"
#include "qtredis/link_user.h"

#include <QObject>
#include <QTimer>

#include <deque>
#include <optional>
#include <string>

namespace fanlight {

// Tells the other instances behind the same Redis how this one does, and reads how they do: a hash
// fanlight:instance:{name} that expires, and the sorted set fanlight:instances of names by
// heartbeat, once a second. All times are Redis' own. The hub's thread.
//
// Two may go by one name, by mistake. Each heartbeat carries the mark of its process; whoever finds
// a mark that is not its own under its name goes by "name~mark" meanwhile, so that neither writes
// over the other. When that heartbeat goes on, both are told so; when it has stopped, it was of a
// process that died, and the name is taken over.
class InstanceBoard : public QObject {
    Q_OBJECT
public:
    InstanceBoard(redis::RedisLink& link, const RedisKeys& keys, const QString& name,
        const QString& mark, const QString& url, qint64 startedAtMs, QObject* parent = nullptr);
    // By which a process is told from all others, at random: 8 letters and digits.
    static QString newMark();
    // What an instance is called: as it was told, or by its machine, process and mark.
    static QString nameOf(const QString& wanted, const QString& mark);

    void start();
    // Takes this instance off the board, also where a heartbeat is under way. It is not started
    // again.
    void sayGoodbye();
    void addSample(const MetricsSample& sample);

    // null before the first reading
    const InstanceSnapshotPtr& instances() const { return m_instances; }
    // Over all live instances; Unknown where they are not known.
    double totalConnections() const { return total(&InstanceRow::connections); }
    double totalRssBytes() const { return total(&InstanceRow::rssBytes); }
    // The longest any other instance has not been heard of, in milliseconds; the largest number
    // while that is not known.
    qint64 longestSilenceMs() const;
    // Redis is away: what was read is old.
    void forget();

    // a heartbeat under our name that has stopped for so long is of the dead
    static constexpr int TakeOverMs = 3000;
    static constexpr int HeartbeatMs = 1000;
    static constexpr int MaxInstances = 1000; // that are read

Q_SIGNALS:
    void changed(const fanlight::InstanceSnapshotPtr& instances);
    // Redis no longer has what was written a moment ago: it was emptied.
    void emptied();

private:
    void beat();
    void claim(const std::string& mark, const std::string& heartbeat);
    void goBy(const QString& name);
    void write(qint64 nowMs);
    void read(qint64 nowMs);
    void look(InstanceSnapshot& snapshot);
    double total(double InstanceRow::*figure) const;

    redis::LinkUser m_link;
    const RedisKeys m_keys;
    const std::string m_boardKey;
    InstanceRow m_own;
    std::deque<MetricsSample> m_recent; // of the last two seconds
    InstanceSnapshotPtr m_instances;
    QTimer m_timer;
    bool m_isReading = false;
    bool m_hasLeft = false;
    bool m_wasWritten = false; // since the link was last lost
    struct Other { // seen under our name
        std::string mark;
        std::string heartbeat;
        qint64 sinceNs = 0; // it has not changed; monotonic
    };
    std::optional<Other> m_other;
    bool m_isShared = false; // its heartbeat goes on
    bool m_isWarned = false;
    std::uint64_t m_readAtNs = 0; // m_instances
};

} // namespace fanlight
