// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "broker/memory_broker.h"
#include "broker/redis_broker.h"
#include "hub/instance_board.h"
#include "hub/kept_in_memory.h"
#include "hub/options.h"
#include "hub/redis_check.h"
#include "hub/redis_watch.h"
#include "hub/snapshots.h"

#include <QObject>

#include <functional>
#include <memory>
#include <optional>
#include <vector>

namespace fanlight {

class AudienceDesk;
class BrokerMove;
class MemorySets;
class MessageLog;
class ReceiptBook;

// Which broker serves, with all that goes with Redis: the board of instances, the figures of the
// Redis page, the tap; and the move from memory to Redis without a stream noticing. From the hub's
// start to its end, in the hub's thread.
class BrokerSwitch : public QObject {
    Q_OBJECT
public:
    struct HubSide { // all outlive this
        const std::vector<Shard*> shards;
        const HubOptions& options;
        const HubStatus& status;
        ReceiptBook& receipts;
        AudienceDesk& audience;
        std::function<MessageLog*()> messages; // null: nobody looks
        const QString mark; // of this process
    };
    // As the options say.
    explicit BrokerSwitch(HubSide hub);
    ~BrokerSwitch() override;

    // The hub listens: links, and the board with its address.
    void open();
    // Before streams are drained: nobody need count on this instance any more.
    void sayGoodbye();
    // What Redis has not answered is refused; whoever asked must still be there.
    void close();

    Broker& broker() const { return *m_broker; }
    RedisBroker* redis() const { return m_redis.get(); } // null: in memory
    InstanceBoard* board() const { return m_board.get(); } // null: likewise, or not open yet
    // Where it stands, as the window is told.
    const BrokerStatus& status() const { return m_status; }

    // Only from memory. moved() comes before it opens its links.
    void moveToRedis(const redis::RedisUrl& url);
    // The same with all that is in memory: it goes along first, while memory serves;
    // moveProgressed() tells how far it is. `done` is called once, also where the move is cancelled
    // or the hub stops.
    void moveAlongToRedis(const redis::RedisUrl& url, std::function<void(const MoveResult&)> done);
    void cancelMove(); // until moved()
    bool isMoving() const { return m_move != nullptr; }
    KeptInMemory keptInMemory() const; // nothing behind Redis

    void setWatched(bool watched); // the Redis page is open
    void tap(const QString& pattern); // empty: no longer

Q_SIGNALS:
    void changed(); // its status
    void moved();
    void moveProgressed(const fanlight::MoveProgress& progress);
    void opened(); // there is a board
    void instancesChanged(const fanlight::InstanceSnapshotPtr& instances);
    void sampled(const fanlight::RedisSnapshot& redis);
    void tapped(const fanlight::TapBatch& batch);
    void tapFailed(const QString& error);
    void gapClosed(qint64 fromMs, qint64 toMs, quint64 replayed, bool historyLost);

private:
    RedisBroker::Settings redisSettings(const redis::RedisUrl& url) const;
    void startRedis(const redis::RedisUrl& url);
    void startBoard();
    void look();
    void switchOver(const redis::RedisUrl& url);
    void endMove(const QString& error, const QString& remark = {});

    const HubSide m_hub;
    BrokerStatus m_status;
    // its keys stay known here over a move
    const std::shared_ptr<OnceTable> m_once = std::make_shared<OnceTable>();
    std::unique_ptr<MemoryBroker> m_memory; // null: the hub started behind Redis
    std::unique_ptr<RedisBroker> m_redis;
    Broker* m_broker = nullptr; // the one that serves
    std::unique_ptr<InstanceBoard> m_board;
    std::unique_ptr<RedisWatch> m_watch;
    std::unique_ptr<RedisTap> m_tap;
    bool m_isWatched = false;
    MemorySets* m_sets = nullptr; // the audience in memory; null behind Redis
    std::unique_ptr<BrokerMove> m_move; // under way
    std::function<void(const MoveResult&)> m_moveDone;
};

} // namespace fanlight
