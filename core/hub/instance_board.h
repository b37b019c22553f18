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

namespace fanlight {

// Tells the other instances behind the same Redis how this one does, and reads how they do: a hash
// fanlight:instance:{name} that expires, and the sorted set fanlight:instances of names by heartbeat, once a second.
// All times are Redis' own. The hub's thread.
class InstanceBoard : public QObject {
    Q_OBJECT
public:
    InstanceBoard(redis::RedisLink& link, const RedisKeys& keys, const QString& name, const QString& url, qint64 startedAtMs, QObject* parent = nullptr);

    void start();
    // Takes this instance off the board.
    void sayGoodbye();
    void addSample(const MetricsSample& sample);

    const InstanceSnapshotPtr& instances() const { return m_instances; } // null before the first reading
    // Over all live instances; Unknown where they are not known.
    double totalConnections() const { return total(&InstanceRow::connections); }
    double totalRssBytes() const { return total(&InstanceRow::rssBytes); }
    // Redis is away: what was read is old.
    void forget();

    static constexpr int HeartbeatMs = 1000;
    static constexpr int MaxInstances = 1000; // that are read

Q_SIGNALS:
    void changed(const fanlight::InstanceSnapshotPtr& instances);

private:
    void beat();
    void write(qint64 nowMs);
    void read(qint64 nowMs);
    double total(double InstanceRow::* figure) const;

    redis::LinkUser m_link;
    const RedisKeys m_keys;
    const std::string m_boardKey;
    InstanceRow m_own;
    std::deque<MetricsSample> m_recent; // of the last two seconds
    InstanceSnapshotPtr m_instances;
    QTimer m_timer;
    bool m_isReading = false;
};

} // namespace fanlight
