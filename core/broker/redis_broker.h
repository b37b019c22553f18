// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "broker/broker.h"
#include "broker/cluster_channels.h"
#include "broker/redis_delivery.h"
#include "broker/redis_gap.h"
#include "broker/redis_history.h"
#include "broker/redis_keys.h"
#include "broker/redis_marks.h"
#include "broker/redis_publishing.h"
#include "broker/redis_readiness.h"
#include "broker/redis_receiving.h"
#include "broker/redis_resuming.h"
#include "broker/redis_subscriptions.h"
#include "qtredis/redis_link.h"

#include <QObject>
#include <QTimer>

#include <mutex>
#include <optional>
#include <string_view>
#include <variant>
#include <vector>

namespace fanlight {

// Many instances behind one Redis: what is published by any of them, or by anybody with a Redis
// client, reaches the subscribers of all. One link subscribes (a channel once, however many streams
// listen), one publishes and reads history.
//
// What shards ask is queued for the hub's thread, where all of the rest happens; messages are
// handed to the shards once for each read from the socket. Everything a stream is sent comes in the
// order in which Redis published it.
//
// While Redis is away streams stay and publishes are refused. When it is back the channels are
// subscribed again, a message of our own proves it, and what history holds for them since the last
// event seen is delivered before what came meanwhile.
//
// In a Redis Cluster the links go to the node that keeps what is of the whole app, over fail-overs
// and slots that are moved; the channels are ClusterChannels', each at its own node (README.md).
//
// Each of its parts does one of these things, and owns what it knows. They ask over the two links;
// close() ends both, which answers whatever is outstanding while all of them still stand, so that
// none is called when it is gone.
class RedisBroker final : public QObject, public Broker {
    Q_OBJECT
public:
    struct Settings {
        redis::RedisUrl url;
        std::string prefix = std::string(RedisKeys::DefaultPrefix);
        RedisHistory::Limits history;
        std::string instance; // its name
        std::size_t messageLimit = 1 << 20; // bytes; larger ones are dropped, counted and logged
        bool batchAll = false; // shards batch what does not say otherwise
        // In the hub's thread, as are the others.
        ReceiptOf receiptOf;
        // As RedisReceiving::Settings.
        std::function<std::uint64_t(const FramePtr& frame, std::optional<std::string_view> userId,
            const MessageSteps& steps)>
            foreign;
        std::function<void(std::uint64_t message)> foreignUser;
        std::shared_ptr<OnceTable> once = {}; // of the broker before it; null: there was none
    };
    // What keys are called where that is.
    static RedisKeys::Layout layoutOf(const redis::RedisUrl& url);

    RedisBroker(std::vector<Shard*> shards, const Settings& settings, QObject* parent = nullptr);
    ~RedisBroker() override; // close()s; no shard runs any more

    // ---- any thread
    void publish(
        const Notification& notification, const std::shared_ptr<PublishTicket>& ticket) override;
    void subscribe(Shard& shard, std::unique_ptr<Subscription> subscription,
        const std::string& userId) override;
    void unsubscribe(int shard, Channel* channel, std::uint64_t awaiting = 0) override;
    std::string whyNotReady() const override;
    std::string whyNotReadyToAll() const override { return m_readiness.whyNotReady(); }

    // ---- the hub's thread
    void publishToNobody(
        const Notification& notification, const std::shared_ptr<PublishTicket>& ticket) override;
    void reach(std::vector<std::string> userIds, bool everyone, std::string type,
        std::function<void(ReachFigures)> done) override;
    void preview(const std::string& userId, const std::string& lastEventId,
        std::function<void(ReplayFigures)> done) override;
    void open();
    // Lets go of Redis for good. What is unanswered is refused, so whoever asked anything must
    // still be there.
    void close();
    // Broken on purpose: the subscribing link is not read from, both links are cut.
    void setBroken(bool paused, bool cut);
    // Takes over the channels of another broker, before anything else is asked of this one.
    void adopt(ChannelTable channels);
    void expire() override { once().expire(); }
    const char* kind() const override { return "redis"; }
    BrokerFigures figures() const override;
    bool isReady() const { return m_readiness.isReady(); }
    qint64 awaySinceMs() const { return m_readiness.awaySinceMs(); } // 0: it is not
    std::size_t subscribedChannels() const
    {
        return m_subscriptions.subscribed() + (m_cluster ? m_cluster->channels().size() : 0);
    }
    // of the last message of our own; Unknown before
    double roundTripMs() const { return m_readiness.roundTripMs(); }
    std::uint64_t reconnects() const
    {
        return m_subscriber.reconnects() + m_commands.reconnects()
            + (m_cluster ? m_cluster->reconnects() : 0);
    }
    // for whoever else has something to ask, as a redis::LinkUser
    redis::RedisLink& commands() { return m_commands; }
    const RedisKeys& keys() const { return m_history.keys(); } // … and what it is called there
    bool isInCluster() const { return m_settings.url.kind == redis::RedisUrl::Kind::Cluster; }
    const ClusterChannels* cluster() const { return m_cluster.get(); } // null: there is none
    std::vector<const ClusterNode*> nodes() const; // primaries of the cluster that keep slots
    std::string subscriberName() const; // of the subscribing link, in CLIENT LIST
    // What instances tell each other over keys().instancesChannel(): all of them, this one, too.
    void setInstancesHandler(std::function<void(std::string_view payload)> handler)
    {
        m_toldByInstance = std::move(handler);
    }

Q_SIGNALS:
    void readyChanged();
    void gapClosed(qint64 fromMs, qint64 toMs, quint64 replayed, bool historyLost);

private:
    struct SubscribeJob {
        Shard* shard;
        std::unique_ptr<Subscription> subscription;
        std::string userId;
    };
    struct UnsubscribeJob {
        int shard;
        Channel* channel; // null: broadcasts only
        std::uint64_t awaiting; // the connection that waited for its history; 0: it did not
    };
    struct RememberJob { // what a publish with a key of `once` came to
        std::string key;
        OnceRecord record;
    };
    using Job = std::variant<RedisPublishing::Job, SubscribeJob, UnsubscribeJob, RememberJob>;

    // `token`: of this process alone.
    RedisBroker(std::vector<Shard*> shards, const Settings& settings, const std::string& token,
        QObject* parent);
    std::unique_ptr<ClusterChannels> makeCluster(const std::string& token);
    const ChannelTable& channels() const
    {
        return m_cluster ? m_cluster->channels() : m_subscriptions.channels();
    }
    void post(Job job);
    std::vector<Job> takeJobs();
    void doJobs();
    void take(RedisPublishing::Job& job);
    void take(SubscribeJob& job);
    void take(UnsubscribeJob& job);
    void take(RememberJob& job) { m_history.remember(job.key, job.record); }

    // what the links and the parts tell, in the order in which the parts have to hear it
    void subscriberReady();
    void commandsReady();
    void linkLost(bool subscriber, const QString& reason);
    void received(std::string_view name, std::string_view payload);
    void confirmed(std::string_view name, bool subscribed);
    void looped(std::uint64_t number);
    void stood(std::uint64_t number, const RedisHistory::Standing& standing);
    void turned(bool isReady, bool hasChanged);
    void tick();
    void flush();

    const Settings m_settings;
    redis::RedisLink m_subscriber;
    redis::RedisLink m_commands;
    RedisHistory m_history;
    const std::string m_instancesChannel;
    std::function<void(std::string_view payload)> m_toldByInstance; // may be empty
    const std::string m_grant; // what lets the Redis user do all this, as a line

    // Each knows some of those before it.
    RedisDelivery m_delivery;
    RedisMarks m_marks;
    RedisSubscriptions m_subscriptions;
    RedisGap m_gap;
    RedisReadiness m_readiness;
    RedisPublishing m_publishing;
    RedisResuming m_resuming;
    RedisReceiving m_receiving;
    std::unique_ptr<ClusterChannels> m_cluster; // null: all channels are at the one Redis

    QTimer m_ticker;
    std::mutex m_jobsMutex;
    std::vector<Job> m_jobs; // guarded by m_jobsMutex
};

} // namespace fanlight
