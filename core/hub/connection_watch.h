// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "hub/snapshots.h"

#include <QObject>
#include <QTimer>

#include <memory>
#include <vector>

namespace fanlight {

class Shard;

// Looks closely at one stream of a hub. Hub's thread; its shards outlive it, or have stopped.
class ConnectionWatch : public QObject {
    Q_OBJECT
public:
    explicit ConnectionWatch(std::vector<Shard*> shards, QObject* parent = nullptr);
    ~ConnectionWatch() override;

    void watch(quint64 id); // 0: none

    static constexpr int IntervalMs = 250;

Q_SIGNALS:
    // Until it has ended; once with `found` unset where there is no such stream.
    void sampled(const fanlight::WatchedConnection& connection);

private:
    struct Look;
    void sample();
    void take(const WatchedConnection& connection);

    const std::vector<Shard*> m_shards;
    std::shared_ptr<Look> m_look; // null: at none
    QTimer m_timer;
};

} // namespace fanlight
