// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "hub/broker_switch.h"

#include "delivery/redis_sets.h"
#include "hub/audience_desk.h"
#include "hub/broker_move.h"
#include "hub/memory_budget.h"
#include "hub/message_log.h"
#include "hub/receipt_book.h"

#include <QDateTime>

namespace fanlight {

BrokerSwitch::BrokerSwitch(HubSide hub)
    : m_hub(std::move(hub))
{
    const HubOptions& options = m_hub.options;
    const auto url = options.broker == u"memory" ? std::nullopt
                                                 : redis::RedisUrl::parse(options.broker, nullptr);
    if (url) {
        startRedis(*url);
        return;
    }
    m_memory = std::make_unique<MemoryBroker>(m_hub.shards,
        MemoryBroker::Limits{options.historyCount, options.historyAge,
            static_cast<std::uint64_t>(memoryForHistory(options.historyBytes))},
        m_once);
    m_broker = m_memory.get();
    auto sets = std::make_unique<MemorySets>();
    m_sets = sets.get();
    m_hub.audience.serve(std::make_unique<Audience>(std::move(sets)), *m_memory);
}

BrokerSwitch::~BrokerSwitch()
{
    endMove(QStringLiteral("The hub has stopped."));
    m_tap.reset();
    m_watch.reset();
    m_board.reset();
    m_hub.receipts.setLink(nullptr);
    m_redis.reset(); // what it has not answered is refused, over shards that are still there
}

void BrokerSwitch::open()
{
    if (m_redis) {
        m_redis->open();
        startBoard();
    }
    look();
}

void BrokerSwitch::sayGoodbye()
{
    if (m_board)
        m_board->sayGoodbye();
}

void BrokerSwitch::close()
{
    endMove(QStringLiteral("The hub has stopped."));
    if (m_redis)
        m_redis->close();
}

void BrokerSwitch::moveToRedis(const redis::RedisUrl& url)
{
    startRedis(url);
    m_redis->adopt(m_memory->handOver(*m_redis));
    Q_EMIT moved();
    open();
}

KeptInMemory BrokerSwitch::keptInMemory() const
{
    if (!m_sets)
        return {};
    return {m_sets->count(), m_memory->figures().historyEvents};
}

void BrokerSwitch::moveAlongToRedis(
    const redis::RedisUrl& url, std::function<void(const MoveResult&)> done)
{
    const HubOptions& options = m_hub.options;
    m_moveDone = std::move(done);
    m_move = std::make_unique<BrokerMove>(
        BrokerMove::From{*m_memory, *m_sets, {options.historyCount, options.historyAge},
            options.channelPrefix.toStdString()},
        url);
    connect(m_move.get(), &BrokerMove::progressed, this,
        [this] { Q_EMIT moveProgressed(m_move->progress()); });
    connect(m_move.get(), &BrokerMove::caughtUp, this, [this, url] { switchOver(url); });
    connect(m_move.get(), &BrokerMove::failed, this, [this](const QString& error) {
        if (!m_redis)
            return endMove(error);
        open();
        endMove({},
            QStringLiteral("What came in the last moment before the move is not in its history: ")
                + error);
    });
    connect(m_move.get(), &BrokerMove::finished, this, [this] {
        open();
        endMove({},
            m_move->leftOut() > 0
                ? QStringLiteral("%1 events of history stayed behind, since that Redis has newer "
                                 "ones of their channels.")
                      .arg(m_move->leftOut())
                : QString());
    });
    m_move->start();
}

// Publishes wait in the new broker until it is opened, which is when history is complete there.
void BrokerSwitch::switchOver(const redis::RedisUrl& url)
{
    startRedis(url); // with it the audience in memory goes
    std::vector<MemoryBroker::Kept> rest;
    const EventId forgotten = m_memory->forgottenThrough();
    m_redis->adopt(m_memory->handOver(*m_redis, &rest));
    Q_EMIT moved();
    m_move->copyRest(std::move(rest), forgotten);
}

void BrokerSwitch::cancelMove()
{
    if (!m_redis)
        endMove(QStringLiteral("Cancelled."));
}

void BrokerSwitch::endMove(const QString& error, const QString& remark)
{
    const std::unique_ptr<BrokerMove> move = std::move(m_move);
    if (!move)
        return;
    move->disconnect(this);
    const auto done = std::exchange(m_moveDone, nullptr);
    done({error, remark, move->progress().done});
}

void BrokerSwitch::setWatched(bool watched)
{
    m_isWatched = watched;
    if (m_watch)
        m_watch->setWatched(watched);
}

void BrokerSwitch::tap(const QString& pattern)
{
    m_tap.reset();
    if (pattern.isEmpty())
        return;
    if (!m_redis) {
        if (m_hub.status.state == HubState::Listening)
            Q_EMIT tapFailed(QStringLiteral("The hub is not behind Redis."));
        return;
    }
    m_tap = std::make_unique<RedisTap>(
        *redis::RedisUrl::parse(m_hub.options.broker, nullptr), pattern);
    connect(m_tap.get(), &RedisTap::tapped, this, &BrokerSwitch::tapped);
    connect(m_tap.get(), &RedisTap::failed, this, &BrokerSwitch::tapFailed);
}

RedisBroker::Settings BrokerSwitch::redisSettings(const redis::RedisUrl& url) const
{
    RedisBroker::Settings settings;
    settings.url = url;
    settings.prefix = m_hub.options.channelPrefix.toStdString();
    settings.history = {m_hub.options.historyCount, m_hub.options.historyAge};
    settings.instance = m_hub.status.instance.toStdString();
    settings.messageLimit = static_cast<std::size_t>(m_hub.options.bodyLimit);
    settings.batchAll = m_hub.options.batchAll;
    settings.once = m_once;
    settings.receiptOf = [this](std::string_view token, bool isHanded) {
        return m_hub.receipts.partOf(token, isHanded);
    };
    settings.foreign = [this](const FramePtr& frame, std::optional<std::string_view> userId,
                           const MessageSteps& steps) -> std::uint64_t {
        MessageLog* const messages = m_hub.messages();
        if (!messages)
            return 0;
        MessageRecord record;
        record.timeMs = QDateTime::currentMSecsSinceEpoch();
        record.source = MessageSource::Redis;
        record.broadcast = !userId;
        record.users = userId ? 1 : 0;
        record.userId = userId.value_or(std::string_view());
        record.frame = frame;
        record.steps = steps;
        return messages->append(std::move(record));
    };
    settings.foreignUser = [this](std::uint64_t message) { m_hub.messages()->addUser(message); };
    return settings;
}

// Makes Redis the broker; what it does not serve yet waits in it.
void BrokerSwitch::startRedis(const redis::RedisUrl& url)
{
    m_redis = std::make_unique<RedisBroker>(m_hub.shards, redisSettings(url));
    connect(m_redis.get(), &RedisBroker::readyChanged, this, &BrokerSwitch::look);
    connect(m_redis.get(), &RedisBroker::gapClosed, this, &BrokerSwitch::gapClosed);
    m_hub.audience.serve(std::make_unique<Audience>(
                             std::make_unique<RedisSets>(m_redis->commands()), m_redis->keys()),
        *m_redis);
    m_hub.receipts.setLink(&m_redis->commands(), m_redis->keys());
    m_sets = nullptr;
    m_broker = m_redis.get();
    m_status.kind = QStringLiteral("redis");
    m_status.url = url.display();
}

// Heartbeats and figures; the address must be known.
void BrokerSwitch::startBoard()
{
    m_board = std::make_unique<InstanceBoard>(m_redis->commands(), m_redis->keys(),
        m_hub.status.instance, m_hub.mark, m_hub.status.url, m_hub.status.startedAtMs);
    connect(m_board.get(), &InstanceBoard::emptied, &m_hub.receipts, &ReceiptBook::writeAgain);
    m_hub.receipts.setSilence([this] { return m_board ? m_board->longestSilenceMs() : 0; });
    connect(m_board.get(), &InstanceBoard::changed, this, &BrokerSwitch::instancesChanged);
    m_board->start();
    m_watch = std::make_unique<RedisWatch>(*m_redis, m_redis->subscriberName());
    connect(m_watch.get(), &RedisWatch::sampled, this, &BrokerSwitch::sampled);
    m_watch->setWatched(m_isWatched);
    Q_EMIT opened();
}

void BrokerSwitch::look()
{
    if (m_redis) {
        if (!m_status.ready && m_redis->isReady()) {
            m_hub.receipts.writeAgain(); // it may come back without some of it
            if (m_board && m_hub.status.state == HubState::Listening)
                m_board->start(); // what takes messages is on the board
        }
        m_status.problem = QString::fromStdString(m_redis->whyNotReady());
        m_status.ready = m_redis->isReady() && m_status.problem.isEmpty();
        m_status.awaySinceMs = m_redis->awaySinceMs();
        if (!m_redis->isReady() && m_board)
            m_board->forget();
    }
    Q_EMIT changed();
}

} // namespace fanlight
