// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "broker/redis_history.h"
#include "hub/snapshots.h"
#include "qtredis/redis_link.h"

#include <QObject>
#include <QTimer>

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace fanlight {

// Looks whether a hub can work with a Redis, step by step, as the user its URL names: with the
// commands and on the names that the hub will use there, so that it is never better than the move.
// Leaves nothing behind. Ends by itself, after LimitMs at most, with finished(); then it is of no
// further use. The hub's thread.
class RedisChecker : public QObject {
    Q_OBJECT
public:
    RedisChecker(const QString& url, const QString& channelPrefix, QObject* parent = nullptr);
    void start();
    // The same by one that goes when it is done. `done` comes once, or not at all where the owner
    // goes before.
    static void check(const QString& url, const QString& channelPrefix, QObject* owner,
        std::function<void(const RedisCheck&)> done);

    static constexpr int LimitMs = 8000;
    static constexpr int ShardedMajor = 7; // of sharded pub/sub
    static constexpr int LeastMajor = 6; // 6.2: SMISMEMBER, CLIENT LIST TYPE
    static constexpr int LeastMinor = 2;

Q_SIGNALS:
    void finished(const fanlight::RedisCheck& check);

private:
    enum Step {
        Reachable,
        Version,
        Subscribe,
        Publish,
        Streams,
        Scripts,
        AudienceSets,
        Instances,
        StepCount
    };
    void pass(Step step, const QString& text);
    void fail(Step step, const QString& text);
    void finish();
    bool failed(Step step, const redis::Reply& reply, const QString& what);
    void checkVersion();
    void checkSubscribe();
    void checkPublish();
    void passPublish(bool& one);
    void checkStreams();
    void checkScripts();
    void checkAudience();
    void checkInstances();
    // One after another, up to the first that is refused.
    void tryAll(
        Step step, const std::vector<std::vector<std::string>>& commands, const QString& passed);

    QString m_objection; // why m_address is none
    const std::optional<redis::RedisUrl> m_address;
    const RedisKeys m_keys;
    int m_database = 0;
    std::string m_name; // of this check alone, as is what follows
    std::string m_channel;
    std::string m_key;
    int m_subscribed = 0; // channels
    bool m_heard = false; // what was published
    bool m_answered = false; // all that was asked beside it
    RedisCheck m_check;
    std::unique_ptr<redis::RedisLink> m_commands;
    std::unique_ptr<RedisHistory> m_history;
    std::unique_ptr<redis::RedisLink> m_subscriber;
    QTimer m_limit;
    Step m_step = Reachable; // under way
    bool m_isFinished = false;
};

} // namespace fanlight
