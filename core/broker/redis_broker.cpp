// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "broker/redis_broker.h"

#include "broker/count_taking.h"
#include "broker/redis_log.h"
#include "net/clock.h"
#include "net/shard.h"
#include "qtredis/refusal.h"

#include <QRandomGenerator>

#include <algorithm>
#include <array>

namespace fanlight {

namespace {

constexpr int TickMs = 250;
constexpr const char* SubscriberPurpose = "subscriber";
constexpr std::size_t MaxToldBytes = 4096; // of what instances tell each other

std::string newToken()
{
    return QByteArray::number(QRandomGenerator::system()->generate64(), 36).toStdString();
}

QByteArray linkName(const RedisBroker::Settings& settings, const char* purpose)
{
    QByteArray name
        = QByteArray("fanlight:") + QByteArray::fromStdString(settings.instance) + ':' + purpose;
    return name.replace(' ', '-'); // Redis takes no blanks in it
}

redis::RedisLink::Settings linkSettings(const RedisBroker::Settings& settings, const char* purpose)
{
    redis::RedisLink::Settings link;
    link.url = settings.url;
    const RedisKeys keys(settings.prefix, RedisBroker::layoutOf(settings.url));
    link.rules = QString::fromStdString(keys.accessRules(settings.url.isSharded));
    link.clusterKey = keys.lastId();
    link.clientName = linkName(settings, purpose);
    link.maxBackoff = std::chrono::milliseconds(500);
    return link;
}

} // namespace

RedisBroker::RedisBroker(std::vector<Shard*> shards, const Settings& settings, QObject* parent)
    : RedisBroker(std::move(shards), settings, newToken(), parent)
{
}

RedisBroker::RedisBroker(
    std::vector<Shard*> shards, const Settings& settings, const std::string& token, QObject* parent)
    : QObject(parent)
    , Broker(settings.once)
    , m_settings(settings)
    , m_subscriber(linkSettings(settings, SubscriberPurpose))
    , m_commands(linkSettings(settings, "publisher"))
    , m_history(m_commands, RedisKeys(settings.prefix, layoutOf(settings.url)), settings.history)
    , m_instancesChannel(keys().instancesChannel())
    , m_grant(redis::grantLine(
          settings.url, QString::fromStdString(keys().accessRules(settings.url.isSharded)))
                  .toStdString())
    , m_delivery(std::move(shards))
    , m_marks(m_commands, m_history, keys().loopChannel(settings.instance, token),
          {[this](std::uint64_t number, const RedisHistory::Standing& standing) {
               stood(number, standing);
           },
              [this](std::string_view error) {
                  m_readiness.set(false, redis::explainError(error, m_grant));
              }})
    , m_subscriptions(m_subscriber, keys(), m_marks.channel(), m_delivery.shards().size())
    , m_gap(m_history, m_marks, m_subscriptions, m_delivery, settings.receiptOf)
    , m_readiness(m_commands, m_history, m_marks, m_subscriptions, m_gap, token,
          settings.url.display(),
          {[this](bool isReady, bool hasChanged) { turned(isReady, hasChanged); },
              [this] { Q_EMIT readyChanged(); }})
    , m_publishing(m_history, m_marks, m_subscriptions, m_readiness, once(),
          {token, settings.messageLimit, settings.batchAll})
    , m_resuming(m_history, m_marks, m_subscriptions, m_readiness, m_delivery, [this] { flush(); })
    , m_receiving(m_subscriptions, m_marks, m_publishing, m_resuming, m_gap, m_delivery,
          {settings.messageLimit, settings.batchAll, settings.receiptOf, settings.foreign,
              settings.foreignUser})
    , m_cluster(makeCluster(token))
{
    if (m_cluster)
        m_subscriptions.listenToLoopOnly();
    m_history.setGrant(m_grant);
    once().setStore([this](const std::string& key, const OnceRecord& record) {
        post(RememberJob{key, record});
    });
    redis::RedisLink::Handlers handlers;
    handlers.message = [this](std::string_view channel, std::string_view payload) {
        received(channel, payload);
    };
    handlers.subscription = [this](std::string_view channel, std::int64_t, bool subscribed) {
        confirmed(channel, subscribed);
    };
    handlers.turnEnded = [this] { flush(); };
    m_subscriber.setHandlers(std::move(handlers));
    redis::RedisLink::Handlers answers;
    answers.turnEnded = [this] { flush(); };
    m_commands.setHandlers(std::move(answers));

    connect(&m_subscriber, &redis::RedisLink::ready, this, &RedisBroker::subscriberReady);
    connect(&m_commands, &redis::RedisLink::ready, this, &RedisBroker::commandsReady);
    connect(&m_subscriber, &redis::RedisLink::lost, this,
        [this](const QString& reason) { linkLost(true, reason); });
    connect(&m_commands, &redis::RedisLink::lost, this,
        [this](const QString& reason) { linkLost(false, reason); });
    m_ticker.setInterval(TickMs);
    connect(&m_ticker, &QTimer::timeout, this, &RedisBroker::tick);
}

RedisKeys::Layout RedisBroker::layoutOf(const redis::RedisUrl& url)
{
    return url.kind == redis::RedisUrl::Kind::Cluster ? RedisKeys::Layout::Cluster
                                                      : RedisKeys::Layout::Free;
}

std::unique_ptr<ClusterChannels> RedisBroker::makeCluster(const std::string& token)
{
    if (!isInCluster())
        return nullptr;
    const Settings& settings = m_settings;
    return std::make_unique<ClusterChannels>(keys(),
        ClusterChannels::Settings{
            {settings.url, linkName(settings, "node"),
                QString::fromStdString(keys().accessRules(settings.url.isSharded)),
                settings.url.isSharded},
            {settings.history, settings.url.isSharded, m_grant,
                [this](
                    const std::string& key, auto done) { m_history.recall(key, std::move(done)); }},
            {token, settings.messageLimit, settings.batchAll},
            {settings.messageLimit, settings.batchAll, settings.receiptOf, settings.foreign,
                settings.foreignUser}},
        m_delivery, once(),
        ClusterChannels::Handlers{[this] { Q_EMIT readyChanged(); },
            [this](qint64 fromMs, qint64 toMs, quint64 replayed, bool historyLost) {
                Q_EMIT gapClosed(fromMs, toMs, replayed, historyLost);
            },
            [this] { flush(); },
            [this](std::vector<RedisHistory::Asked> asked,
                std::function<void(RedisHistory::Reading)> done) {
                m_history.read(std::move(asked), std::move(done));
            },
            [this](std::initializer_list<std::string_view> command,
                redis::RedisLink::Callback done) { m_commands.send(command, std::move(done)); }});
}

RedisBroker::~RedisBroker()
{
    close();
    once().setStore(nullptr);
}

void RedisBroker::close()
{
    m_ticker.stop();
    m_resuming.stop();
    if (m_cluster)
        m_cluster->close();
    m_subscriber.disconnect(this);
    m_commands.disconnect(this);
    m_subscriber.close();
    m_history.leave();
    m_commands.close();
    m_publishing.refuseAll("The hub has stopped. Whether this was published is not known.");
    for (Job& job : takeJobs()) {
        if (auto* publish = std::get_if<RedisPublishing::Job>(&job))
            RedisPublishing::refuse(*publish, "The hub has stopped.");
    }
    m_publishing.refuseEarly("The hub has stopped.");
}

void RedisBroker::open()
{
    if (m_settings.url.db != 0)
        qCWarning(redisLog, "%s", redis::databaseRemark(m_settings.url.db).c_str());
    m_subscriber.open();
    m_commands.open();
    if (m_cluster)
        m_cluster->open();
    m_ticker.start();
}

void RedisBroker::setBroken(bool paused, bool cut)
{
    m_subscriber.setPaused(paused);
    m_subscriber.setCut(cut);
    m_commands.setCut(cut);
    if (m_cluster)
        m_cluster->setBroken(paused, cut);
}

std::string RedisBroker::whyNotReady() const
{
    std::string why = m_readiness.whyNotReady();
    if (m_cluster) {
        if (const std::string other = m_cluster->whyNotReady(); !other.empty())
            why += (why.empty() ? "" : " ") + other;
    }
    return why;
}

void RedisBroker::adopt(ChannelTable channels)
{
    if (m_cluster)
        m_cluster->adopt(std::move(channels));
    else
        m_subscriptions.adopt(std::move(channels));
}

std::vector<const ClusterNode*> RedisBroker::nodes() const
{
    std::vector<const ClusterNode*> nodes;
    if (!m_cluster)
        return nodes;
    for (const auto& node : m_cluster->topology().nodes()) {
        if (m_cluster->topology().isKeeper(*node))
            nodes.push_back(node.get());
    }
    return nodes;
}

std::string RedisBroker::subscriberName() const
{
    return linkName(m_settings, SubscriberPurpose).toStdString();
}

BrokerFigures RedisBroker::figures() const
{
    BrokerFigures figures;
    const RedisPublishing& publishing
        = m_cluster ? std::as_const(*m_cluster).publishing() : m_publishing;
    figures.published = publishing.published();
    figures.publishedOwn = publishing.publishedOwn();
    figures.channels = channels().size();
    figures.once = once().figures();
    if (m_cluster)
        m_cluster->addTo(figures);
    else
        m_receiving.addTo(figures);
    return figures;
}

// ---------------------------------------------------------------- asked by shards

void RedisBroker::publish(
    const Notification& notification, const std::shared_ptr<PublishTicket>& ticket)
{
    if (!claim(notification, ticket))
        return;
    RedisPublishing& publishing = m_cluster ? m_cluster->publishing() : m_publishing;
    if (std::optional<RedisPublishing::Job> job = publishing.job(notification, ticket))
        post(std::move(*job));
}

void RedisBroker::publishToNobody(
    const Notification& notification, const std::shared_ptr<PublishTicket>& ticket)
{
    if (notification.once.empty())
        return ticket->arrived(0, nullptr);
    m_publishing.publishToNobody(std::string(notification.once), notification.fingerprint, ticket);
}

void RedisBroker::subscribe(
    Shard& shard, std::unique_ptr<Subscription> subscription, const std::string& userId)
{
    post(SubscribeJob{&shard, std::move(subscription), userId});
}

void RedisBroker::unsubscribe(int shard, Channel* channel, std::uint64_t awaiting)
{
    if (channel || awaiting != 0)
        post(UnsubscribeJob{shard, channel, awaiting});
}

void RedisBroker::post(Job job)
{
    bool isFirst;
    {
        const std::lock_guard lock(m_jobsMutex);
        isFirst = m_jobs.empty();
        m_jobs.push_back(std::move(job));
    }
    if (isFirst)
        QMetaObject::invokeMethod(
            this, [this] { doJobs(); }, Qt::QueuedConnection);
}

std::vector<RedisBroker::Job> RedisBroker::takeJobs()
{
    const std::lock_guard lock(m_jobsMutex);
    return std::exchange(m_jobs, {});
}

void RedisBroker::doJobs()
{
    for (Job& job : takeJobs())
        std::visit([this](auto& one) { take(one); }, job);
    flush();
}

void RedisBroker::take(RedisPublishing::Job& job)
{
    (m_cluster ? m_cluster->publishing() : m_publishing).publish(job);
}

void RedisBroker::take(SubscribeJob& job)
{
    if (m_cluster)
        return m_cluster->subscribe(job.shard, std::move(job.subscription), job.userId);
    SubscribedChannel* channel = nullptr;
    if (!job.userId.empty()) {
        const auto [joined, isNew] = m_subscriptions.join(job.userId, job.shard->index());
        channel = joined;
        if (isNew)
            m_gap.joined(*channel);
        job.subscription->channel = channel;
    }
    m_resuming.subscribe(job.shard, std::move(job.subscription), channel);
}

void RedisBroker::take(UnsubscribeJob& job)
{
    if (m_cluster)
        return m_cluster->unsubscribe(job.shard, job.channel, job.awaiting);
    if (job.awaiting != 0)
        m_resuming.forget(job.awaiting);
    if (job.channel)
        m_subscriptions.leave(
            static_cast<SubscribedChannel&>(*job.channel), job.shard, monotonicMs());
}

void RedisBroker::reach(std::vector<std::string> userIds, bool everyone, std::string type,
    std::function<void(ReachFigures)> done)
{
    constexpr std::size_t Slice = 500; // channels of one PUBSUB NUMSUB
    struct Count {
        std::size_t left = 0; // guarded by mutex
        ReachFigures figures; // guarded by mutex
        std::mutex mutex;
        std::function<void(ReachFigures)> done;

        void add(std::uint64_t here, std::int64_t online, const std::string& error)
        {
            std::unique_lock lock(mutex);
            figures.connections += here;
            figures.usersOnline += online;
            if (figures.error.empty())
                figures.error = error;
            if (--left > 0)
                return;
            lock.unlock();
            done(std::move(figures));
        }
    };
    const auto count = std::make_shared<Count>();
    count->done = std::move(done);
    count->figures.countsInstances = true;
    const std::size_t slices = m_cluster ? 1 : (userIds.size() + Slice - 1) / Slice;
    count->left = 1 + slices;
    std::int64_t onlineHere = 0; // told by Redis, too
    countTaking(m_delivery.shards(), channels().listenedTo(userIds, onlineHere), everyone, type,
        [count](std::uint64_t connections) { count->add(connections, 0, {}); });
    // Other instances have subscribed to the channels of their users.
    if (m_cluster)
        return m_cluster->countOnline(
            userIds, [count](std::int64_t online, const std::string& error) {
                count->add(0, online, error);
            });
    for (std::size_t begin = 0; begin < userIds.size(); begin += Slice) {
        std::vector<std::string> names = {"PUBSUB", "NUMSUB"};
        for (std::size_t i = begin; i < std::min(userIds.size(), begin + Slice); ++i)
            names.push_back(m_history.prefix() + userIds[i]);
        m_commands.send(std::vector<std::string_view>(names.begin(), names.end()),
            [count](const redis::Reply& reply) {
                std::int64_t online = 0;
                for (std::size_t i = 1; !reply.isError() && i < reply.size(); i += 2)
                    online += reply[i].integer() > 0;
                count->add(
                    0, online, reply.isError() ? redis::explainError(reply.text()) : std::string());
            });
    }
}

void RedisBroker::preview(const std::string& userId, const std::string& lastEventId,
    std::function<void(ReplayFigures)> done)
{
    if (m_cluster)
        return m_cluster->preview(userId, lastEventId, std::move(done));
    m_history.replay({{userId, ResumeId(lastEventId)}},
        [done = std::move(done)](bool isLost, std::vector<RedisHistory::Replay> replays) {
            ReplayFigures figures;
            if (isLost)
                figures.missing = "Redis went away";
            for (const RedisHistory::Replay& replay : replays) {
                figures.missing = replay.missing;
                for (const RedisHistory::Replayed& one : replay.events)
                    figures.events.push_back({one.event->frame, one.isBroadcast});
            }
            done(std::move(figures));
        });
}

// ---------------------------------------------------------------- what the links tell

void RedisBroker::subscriberReady()
{
    if (!m_cluster)
        m_gap.subscriberReady();
    m_marks.subscriberReady();
    m_subscriptions.ready();
    m_subscriber.subscribe(std::array{std::string_view(m_instancesChannel)});
    flush();
}

void RedisBroker::commandsReady()
{
    m_history.prepare();
    // In a cluster both go to the node that publishes: its subscribers are told by it, in its
    // order, and counted there.
    if (m_subscriber.endpoint() != m_commands.endpoint())
        m_subscriber.follow();
    m_readiness.proveIfPossible();
}

void RedisBroker::linkLost(bool subscriber, const QString& reason)
{
    m_readiness.linksLost();
    m_gap.linksLost();
    m_marks.linksLost();
    m_readiness.set(false, reason.toStdString());
    m_publishing.linksLost(redis::explainError("LOST " + reason.toStdString())
        + " Whether this was published is not known.");
    m_resuming.linksLost();
    if (subscriber && m_subscriptions.isUp()) {
        const std::vector<std::uint64_t> waiting = m_resuming.takeWaiting();
        m_subscriptions.lost();
        m_resuming.proceed(waiting);
    }
    flush();
}

void RedisBroker::confirmed(std::string_view name, bool subscribed)
{
    if (name == m_instancesChannel)
        return;
    if (name == m_subscriptions.loopChannel()) {
        m_subscriptions.loopConfirmed(subscribed);
        return m_readiness.proveIfPossible();
    }
    if (const std::optional<SubscribedChannel*> channel = m_subscriptions.confirmed(name))
        m_resuming.confirmed(*channel);
}

void RedisBroker::received(std::string_view name, std::string_view payload)
{
    if (name == m_instancesChannel) {
        if (m_toldByInstance && payload.size() <= MaxToldBytes)
            m_toldByInstance(payload);
        return;
    }
    if (name != m_marks.channel() && !m_cluster)
        return m_receiving.receive(name, payload);
    if (const std::optional<std::uint64_t> number = m_marks.cameBack(payload))
        looped(*number);
}

// ---------------------------------------------------------------- what the parts tell

// A message of our own has come back.
void RedisBroker::looped(std::uint64_t number)
{
    m_readiness.cameBack(number);
    if (m_gap.isBefore(number)) {
        if (const auto filled = m_gap.fill(m_readiness.proof(), m_readiness.awayMs())) {
            const qint64 fromMs = m_readiness.awaySinceMs();
            m_readiness.filled();
            Q_EMIT gapClosed(fromMs, filled->atMs, filled->replayed, filled->isHistoryLost);
        }
    } else {
        m_readiness.proveIfPossible();
    }
    m_marks.pass(m_gap.isOpen());
    m_resuming.cameBack(number);
}

// Redis has told where history stood before a message of our own.
void RedisBroker::stood(std::uint64_t number, const RedisHistory::Standing& standing)
{
    const bool isTold = standing.error.empty();
    if (isTold) {
        m_marks.told(standing);
        m_readiness.told(standing);
    }
    // refused: nothing is known
    if (standing.isLate) { // behind that message: it tells nothing of what is in front of it
        m_marks.forget(number);
        m_readiness.tellsNothing(number);
        return m_marks.pass(m_gap.isOpen());
    }
    const EventId newest
        = isTold ? standing.newest : std::max(m_marks.newestGiven(), m_gap.newestGivenBefore());
    m_marks.stands(number, newest);
    m_readiness.stands(number, newest, standing);
    m_marks.pass(m_gap.isOpen());
}

void RedisBroker::turned(bool isReady, bool hasChanged)
{
    m_publishing.publishEarly();
    m_publishing.publishAgain();
    if (isReady)
        m_resuming.redisReady();
    if (hasChanged || !isReady)
        Q_EMIT readyChanged();
}

void RedisBroker::tick()
{
    const std::uint64_t nowNs = monotonicNs();
    if (!m_gap.isOpen()) // what is held names its channel
        m_subscriptions.releaseIdle(monotonicMs());
    m_publishing.publishAgain();
    m_publishing.refuseOverdue(nowNs);
    m_receiving.tick(nowNs);
    m_resuming.tick(nowNs);
    m_readiness.tick(nowNs);
    if (m_cluster)
        m_cluster->tick(nowNs);
    flush();
}

void RedisBroker::flush()
{
    m_subscriptions.flush();
    if (m_cluster)
        m_cluster->flush();
    m_resuming.readHistory();
    m_marks.sendWished();
    m_delivery.flush();
}

} // namespace fanlight
