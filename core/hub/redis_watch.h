// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "hub/snapshots.h"
#include "qtredis/link_user.h"

#include <QObject>
#include <QTimer>

#include <optional>

namespace fanlight {

class RedisBroker;

// What Redis says of itself and of this hub's links, once a second while somebody looks. The hub's
// thread.
class RedisWatch : public QObject {
    Q_OBJECT
public:
    explicit RedisWatch(
        RedisBroker& broker, const std::string& subscriberName, QObject* parent = nullptr);
    void setWatched(bool watched);

    static constexpr int IntervalMs = 1000;

Q_SIGNALS:
    void sampled(const fanlight::RedisSnapshot& redis);

private:
    void ask();
    void addBrokerFigures(RedisSnapshot& snapshot);

    RedisBroker& m_broker;
    redis::LinkUser m_link;
    const std::string m_subscriberName; // of the link, in CLIENT LIST
    QTimer m_timer;
    bool m_isAsking = false;
    std::unique_ptr<LatencyRecorder::Counts> m_lagBefore;
    double m_receivedBefore = Unknown;
    qint64 m_lookedAtMs = 0;
};

// Messages on the channels that match one of some patterns, over a link of its own, in batches.
// Survives a Redis that goes and comes back; failed() when it could not begin, and it is of no
// further use. The hub's thread.
class RedisTap : public QObject {
    Q_OBJECT
public:
    // `patterns`: as PSUBSCRIBE takes them, blanks between.
    RedisTap(const redis::RedisUrl& url, const QString& patterns, QObject* parent = nullptr);

    static constexpr int BatchMs = 250;
    static constexpr std::size_t MaxBatch = 1000; // messages; more are counted only

Q_SIGNALS:
    void tapped(const fanlight::TapBatch& batch);
    void failed(const QString& error);

private:
    void received(std::string_view channel, std::string_view payload);

    redis::RedisLink m_link;
    QTimer m_timer;
    TapBatch m_batch;
    bool m_hasBegun = false;
};

} // namespace fanlight
