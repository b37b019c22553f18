// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "broker/redis_broker.h"

#include "broker/count_taking.h"
#include "net/clock.h"
#include "net/shard.h"
#include "qtredis/refusal.h"
#include "sse/utf8.h"

#include <QDateTime>
#include <QLoggingCategory>
#include <QRandomGenerator>

#include <algorithm>
#include <charconv>
#include <limits>

namespace fanlight {

namespace {

Q_LOGGING_CATEGORY(redisLog, "fanlight.redis")

constexpr int TickMs = 250;
constexpr std::size_t BytesShown = 24; // of a message that is not UTF-8, in the log
constexpr std::uint64_t RefusedLogNs = 1'000'000'000; // between two lines about them
constexpr const char* SubscriberPurpose = "subscriber";
constexpr std::uint64_t MaxPlausibleLagUs = 60'000'000; // more is two clocks that differ
constexpr std::size_t PublishOverhead = 512; // bytes of a publish that waits, beside its texts
constexpr std::size_t HeldOverhead = 128; // bytes of a message that is held, beside its frame
constexpr std::size_t UserOverhead = 64; // … and of each user
constexpr std::size_t FanBeginBytes = 9 + 2 * 20 + 1; // {"$fan":" and the longest id

qint64 nowMs()
{
    return QDateTime::currentMSecsSinceEpoch();
} // to be shown
qint64 steadyMs()
{
    return qint64(monotonicNs() / 1'000'000);
} // to be measured with

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
    link.rules = QString::fromStdString(RedisKeys(settings.prefix).accessRules());
    link.clientName = linkName(settings, purpose);
    link.maxBackoff = std::chrono::milliseconds(500);
    return link;
}

std::string secondsText(qint64 ms)
{
    return QString::number(double(ms) / 1000, 'f', 1).toStdString() + " s";
}

} // namespace

RedisBroker::RedisBroker(std::vector<Shard*> shards, const Settings& settings, QObject* parent)
    : QObject(parent)
    , m_shards(std::move(shards))
    , m_settings(settings)
    , m_token(QByteArray::number(QRandomGenerator::system()->generate64(), 36).toStdString())
    , m_loopChannel(RedisKeys(settings.prefix).loopChannel(settings.instance, m_token))
    , m_subscriber(linkSettings(settings, SubscriberPurpose))
    , m_commands(linkSettings(settings, "publisher"))
    , m_history(m_commands, RedisKeys(settings.prefix), settings.history)
    , m_payloads(settings.batchAll)
    , m_channels(m_shards.size())
    , m_batches(m_shards.size())
{
    m_history.setGrant(
        redis::grantLine(settings.url, QString::fromStdString(keys().accessRules())).toStdString());
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
    m_opener.setSingleShot(true);
    m_opener.setInterval(OpenAfterMs);
    connect(&m_opener, &QTimer::timeout, this, &RedisBroker::openOverdue);
}

RedisBroker::~RedisBroker()
{
    close();
}

void RedisBroker::close()
{
    m_ticker.stop();
    m_opener.stop();
    m_subscriber.disconnect(this);
    m_commands.disconnect(this);
    m_subscriber.close();
    m_history.leave();
    m_commands.close();
    refusePublishes("The hub has stopped. Whether this was published is not known.");
    std::vector<Job> jobs;
    {
        const std::lock_guard lock(m_jobsMutex);
        jobs.swap(m_jobs);
    }
    for (Job& job : jobs) {
        if (auto* publish = std::get_if<PublishJob>(&job))
            refuse(*publish, "The hub has stopped.");
    }
    for (PublishJob& job : std::exchange(m_early, {}))
        refuse(job, "The hub has stopped.");
}

void RedisBroker::open()
{
    if (m_settings.url.db != 0)
        qCWarning(redisLog, "%s", redis::databaseRemark(m_settings.url.db).c_str());
    m_subscriber.open();
    m_commands.open();
    m_ticker.start();
}

void RedisBroker::setBroken(bool paused, bool cut)
{
    m_subscriber.setPaused(paused);
    m_subscriber.setCut(cut);
    m_commands.setCut(cut);
}

void RedisBroker::adopt(ChannelTable channels)
{
    m_channels = std::move(channels);
    m_channels.forEach([this](SubscribedChannel& channel) { want(channel); });
}

// ---------------------------------------------------------------- asked by shards

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
            this, [this] { takeJobs(); }, Qt::QueuedConnection);
}

void RedisBroker::publish(
    const Notification& notification, const std::shared_ptr<PublishTicket>& ticket)
{
    std::uint64_t bytes = PublishOverhead + notification.data.size();
    for (const std::string& userId : notification.userIds)
        bytes += UserOverhead + userId.size();
    PublishJob job{{}, std::string(notification.type), {}, std::string(notification.event),
        std::string(notification.id), notification.isJson, notification.retryMs, notification.batch,
        notification.publishedNs, ticket, Charge(m_waitingBytes, bytes)};
    if (m_waitingBytes.load(std::memory_order_relaxed) > MaxUnansweredBytes)
        return refuse(job,
            "Redis is too slow: publishes of " + std::to_string(MaxUnansweredBytes >> 20)
                + " MiB wait for its answer.");
    job.userIds.assign(notification.userIds.begin(), notification.userIds.end());
    job.data = notification.data;
    post(std::move(job));
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

std::string RedisBroker::subscriberName() const
{
    return linkName(m_settings, SubscriberPurpose).toStdString();
}

std::string RedisBroker::whyNotReady() const
{
    const std::lock_guard lock(m_whyMutex);
    return m_whyNotReady.empty() ? m_publishRefusal : m_whyNotReady;
}

BrokerFigures RedisBroker::figures() const
{
    BrokerFigures figures;
    figures.published = m_published;
    figures.channels = m_channels.size();
    figures.redisReceived = double(m_received);
    figures.redisTooLarge = double(m_tooLarge);
    figures.redisNotUtf8 = double(m_notUtf8);
    figures.redisLag = &m_lag;
    return figures;
}

void RedisBroker::takeJobs()
{
    std::vector<Job> jobs;
    {
        const std::lock_guard lock(m_jobsMutex);
        jobs.swap(m_jobs);
    }
    for (Job& job : jobs)
        std::visit([this](auto& one) { take(one); }, job);
    flush();
}

void RedisBroker::refuse(PublishJob& job, const std::string& why, int status)
{
    if (!job.ticket)
        return;
    job.ticket->refuse(why, status);
    job.ticket->arrived(0, nullptr);
}

void RedisBroker::take(PublishJob& job)
{
    if (!m_ready && m_awaySinceMs == 0 && m_early.size() < MaxUnanswered)
        return m_early.push_back(std::move(job)); // it has only now begun
    if (!m_ready)
        return refuse(job, whyNotReady());
    if (m_own.size() >= MaxUnanswered)
        return refuse(job,
            "Redis is too slow: " + std::to_string(MaxUnanswered)
                + " publishes wait for its answer.");

    const std::uint64_t number = m_lastOwnUs = std::max(m_lastOwnUs + 1, realtimeNs() / 1000);
    const std::string_view receipt = job.ticket && job.ticket->receipt()
        ? std::string_view(job.ticket->receipt()->token())
        : std::string_view();
    const auto afterId = std::make_shared<const std::string>(m_writer.afterId(
        {job.data, job.type, job.event, job.id, job.retryMs, number, job.batch, receipt, m_token}));
    if (FanBeginBytes + afterId->size() > m_settings.messageLimit)
        return refuse(job,
            "data: as a message in Redis it has " + std::to_string(FanBeginBytes + afterId->size())
                + " bytes, at most " + std::to_string(m_settings.messageLimit) + " are delivered",
            413);
    if (!job.id.empty() && job.ticket)
        job.ticket->setId(job.id);
    // Its payload, and what of it is on its way to Redis.
    std::uint64_t bytes = PublishOverhead + afterId->size() * std::size_t(1 + SlicesAtOnce);
    for (const std::string& userId : job.userIds)
        bytes += UserOverhead + userId.size();
    job.charge = Charge(m_waitingBytes, bytes);
    OwnPublish own{job.ticket, job.publishedNs, monotonicNs(), std::move(job.userIds), afterId,
        !job.id.empty(), std::move(job.charge)};
    for (std::size_t i = 0; i < std::max<std::size_t>(1, own.userIds.size()); ++i)
        own.messagesLeft += isHeardHere(own, i);
    m_own.emplace(number, std::move(own));
    for (int i = 0; i < SlicesAtOnce; ++i)
        sendSlice(number);
}

bool RedisBroker::isHeardHere(const OwnPublish& own, std::size_t user)
{
    if (own.userIds.empty())
        return m_broadcasts.isConfirmed();
    const SubscribedChannel* channel = m_channels.find(own.userIds[user]);
    return channel && stateOf(channel).isConfirmed();
}

// A large publish goes in slices, so that what else is published does not wait for all of it.
void RedisBroker::sendSlice(std::uint64_t number)
{
    const auto found = m_own.find(number);
    if (found == m_own.end() || found->second.isOver)
        return;
    OwnPublish& own = found->second;
    const std::size_t begin = own.nextUser;
    const std::size_t size = std::min(RedisHistory::PublishSlice, own.userIds.size() - begin);
    own.nextUser += size;
    own.isOver = own.nextUser == own.userIds.size();
    own.slices.emplace_back(begin, size);
    m_history.publish(std::span(own.userIds).subspan(begin, size), own.afterId,
        [this, number, begin, size](
            const auto& answer) { published(number, begin, size, answer); });
}

void RedisBroker::published(std::uint64_t number, std::size_t begin, std::size_t size,
    const RedisHistory::Published& answer)
{
    const auto found = m_own.find(number);
    if (found == m_own.end())
        return; // it took too long, and was answered
    OwnPublish& own = found->second;
    std::erase(own.slices, std::pair(begin, size));
    own.sentNs = monotonicNs();
    std::uint64_t handed = 0;
    for (std::size_t i = 0; i < answer.channels.size() && i < std::max<std::size_t>(1, size); ++i) {
        const auto& channel = answer.channels[i];
        if (!channel.error.empty()) {
            userFailed(own, begin + i, channel.error);
            continue;
        }
        if (own.reached++ == 0) {
            ++m_published;
            m_newestGiven = std::max(m_newestGiven, EventId::parse(answer.id).value_or(EventId{}));
            if (!own.hasCustomId && own.ticket)
                own.ticket->setId(answer.id);
            if (!own.isRecorded)
                record(own, m_payloads.readHistory(answer.id, *own.afterId).frame());
        }
        handed += static_cast<std::uint64_t>(std::max<std::int64_t>(0, channel.receivers));
        if (own.ticket)
            own.ticket->addElsewhere(static_cast<std::uint64_t>(
                std::max<std::int64_t>(0, channel.receivers - isHeardHere(own, begin + i))));
    }
    if (own.ticket && own.ticket->receipt())
        own.ticket->receipt()->addHanded(handed);
    if (!answer.error.empty()) {
        provePublishing(); // is that so for all?
        for (std::size_t i = begin; i < begin + std::max<std::size_t>(1, size); ++i)
            userFailed(own, i, answer.error);
        // what prevents one slice prevents the next ones
        for (; own.nextUser < own.userIds.size(); ++own.nextUser)
            userFailed(own, own.nextUser, answer.error);
        own.isOver = true;
    }
    sendSlice(number);
    finishPublish(number);
}

void RedisBroker::userFailed(OwnPublish& own, std::size_t user, const std::string& why)
{
    own.messagesLeft -= isHeardHere(own, user);
    if (own.error.empty())
        own.error = why;
    ++own.failureCount;
    if (user < own.userIds.size() && own.failures.size() < PublishTicket::MostFailures)
        own.failures.push_back({own.userIds[user], why});
}

// What Redis has not answered yet is not known, what was not sent will not be.
void RedisBroker::giveUp(OwnPublish& own, const std::string& why)
{
    for (const auto& [begin, size] : std::exchange(own.slices, {})) {
        for (std::size_t i = begin; i < begin + std::max<std::size_t>(1, size); ++i)
            userFailed(own, i, why);
    }
    for (; own.nextUser < own.userIds.size(); ++own.nextUser)
        userFailed(own, own.nextUser, why);
    own.isOver = true;
    own.messagesLeft = 0;
}

// Refused is what reached nobody; else it is told whom it did not reach.
void RedisBroker::tellOutcome(OwnPublish& own)
{
    if (own.ticket && own.failureCount > 0) {
        if (own.reached == 0)
            own.ticket->refuse(own.error);
        else
            own.ticket->setFailures(std::move(own.failures), own.failureCount);
    }
    if (const auto ticket = std::move(own.ticket))
        ticket->arrived(0, nullptr);
}

// A publish in the message log, once, with the first of its frames.
void RedisBroker::record(OwnPublish& own, const FramePtr& frame)
{
    own.isRecorded = true;
    own.message = own.ticket ? own.ticket->record(frame) : 0;
}

// What another instance published to many users comes as a message for each of them.
std::uint64_t RedisBroker::recordForeign(const FramePtr& frame, SubscribedChannel* channel,
    std::uint64_t publishedUs, std::string_view by)
{
    if (!m_settings.foreign)
        return 0;
    Foreign& last = m_foreign[(publishedUs + std::hash<std::string_view>()(by)) % m_foreign.size()];
    if (publishedUs != 0 && channel && last.publishedUs == publishedUs && last.by == by) {
        if (last.message != 0)
            m_settings.foreignUser(last.message);
        return last.message;
    }
    const std::uint64_t message = m_settings.foreign(frame, channel ? &channel->userId : nullptr);
    if (publishedUs != 0)
        last = {publishedUs, std::string(by), message};
    return message;
}

// Once Redis has answered and what comes back to this instance has come.
void RedisBroker::finishPublish(std::uint64_t number)
{
    const auto found = m_own.find(number);
    if (found == m_own.end() || !found->second.isAnswered() || found->second.messagesLeft > 0)
        return;
    OwnPublish own = std::move(found->second);
    m_own.erase(found);
    tellOutcome(own);
}

void RedisBroker::refusePublishes(const std::string& why)
{
    auto all = std::exchange(m_own, {});
    for (auto& [number, own] : all) {
        if (!own.isAnswered())
            giveUp(own, why);
        tellOutcome(own);
    }
}

// ---------------------------------------------------------------- channels

RedisBroker::ChannelState& RedisBroker::stateOf(const SubscribedChannel* channel)
{
    if (!channel)
        return m_broadcasts;
    if (channel->index >= m_states.size())
        m_states.resize(std::max<std::size_t>(channel->index + 1, m_channels.indexEnd()));
    return m_states[channel->index];
}

void RedisBroker::want(SubscribedChannel& channel)
{
    ChannelState& state = stateOf(&channel);
    state.idleSinceMs = 0;
    if (state.wanted)
        return;
    state.wanted = true;
    if (!m_subscribing)
        return; // all are subscribed when the link is up
    ++state.unconfirmed;
    m_toSubscribe.push_back(m_history.prefix() + channel.userId);
}

void RedisBroker::flushSubscriptions()
{
    if (m_toSubscribe.empty())
        return;
    const std::vector<std::string_view> names(m_toSubscribe.begin(), m_toSubscribe.end());
    m_subscriber.subscribe(names);
    m_toSubscribe.clear();
}

void RedisBroker::confirmed(std::string_view name, bool subscribed)
{
    if (name == m_loopChannel) {
        m_loopConfirmed = subscribed;
        return proveIfPossible();
    }
    SubscribedChannel* channel = nullptr;
    if (name != m_history.broadcastChannel()) {
        channel = name.starts_with(m_history.prefix())
            ? m_channels.find(name.substr(m_history.prefix().size()))
            : nullptr;
        if (!channel)
            return;
    }
    ChannelState& state = stateOf(channel);
    if (state.unconfirmed == 0 || --state.unconfirmed > 0)
        return;
    if (!state.wanted) {
        state = {};
        m_channels.remove(*channel);
        return;
    }
    for (const std::uint64_t number : std::exchange(state.waiting, {}))
        proceed(number);
}

void RedisBroker::releaseIdle(qint64 now)
{
    std::vector<std::string> names;
    if (m_recovering)
        return; // what is held names its channel
    std::erase_if(m_idle, [&](SubscribedChannel* channel) {
        ChannelState& state = stateOf(channel);
        if (state.idleSinceMs == 0) {
            state.isListedIdle = false; // somebody came back
            return true;
        }
        if (now - state.idleSinceMs < IdleMs || state.unconfirmed > 0)
            return false;
        if (!m_subscribing) {
            state = {};
            m_channels.remove(*channel);
            return true;
        }
        state.wanted = state.isListedIdle = false;
        state.idleSinceMs = 0;
        ++state.unconfirmed;
        names.push_back(m_history.prefix() + channel->userId);
        return true;
    });
    if (!names.empty()) {
        flushSubscriptions();
        m_subscriber.unsubscribe(std::vector<std::string_view>(names.begin(), names.end()));
    }
}

// ---------------------------------------------------------------- subscribing and resuming

void RedisBroker::take(SubscribeJob& job)
{
    SubscribedChannel* channel = nullptr;
    if (!job.userId.empty()) {
        channel = m_channels.find(job.userId);
        if (!channel) {
            channel = &m_channels.create<SubscribedChannel>(job.userId);
            stateOf(channel).listensSince = std::max(redisNow(), m_newestGiven);
        }
        channel->add(job.shard->index());
        want(*channel);
        job.subscription->channel = channel;
    }
    const std::uint64_t connection = job.subscription->id;
    m_pending.emplace(
        connection, Pending{job.shard, std::move(job.subscription), channel, monotonicNs()});
    m_unopened.push_back(connection);
    if (!m_opener.isActive())
        m_opener.start();
    if (m_subscribing && !stateOf(channel).isConfirmed()) {
        m_pending.at(connection).awaits = Awaits::Channel;
        stateOf(channel).waiting.push_back(connection);
    } else {
        proceed(connection);
    }
}

void RedisBroker::take(UnsubscribeJob& job)
{
    if (job.awaiting != 0)
        forgetPending(job.awaiting);
    if (!job.channel)
        return;
    auto* channel = static_cast<SubscribedChannel*>(job.channel);
    channel->remove(job.shard);
    if (channel->subscribers > 0)
        return;
    ChannelState& state = stateOf(channel);
    if (!state.isListedIdle)
        m_idle.push_back(channel);
    state.isListedIdle = true;
    state.idleSinceMs = steadyMs();
}

// Its channel is confirmed, or Redis is away.
void RedisBroker::proceed(std::uint64_t connection)
{
    const auto found = m_pending.find(connection);
    if (found == m_pending.end())
        return; // it has left
    Pending& pending = found->second;
    Subscription& subscription = *pending.subscription;
    if (subscription.lastEventId.empty()) {
        if (!m_subscribing)
            subscription.opening += ": Redis is away; events come when it is back\n\n";
        return release(pending), void(m_pending.erase(found));
    }
    pending.awaits = m_ready ? Awaits::Turn : Awaits::Redis;
    pending.sinceNs = monotonicNs();
    if (m_ready)
        m_turns.push_back(connection);
    else
        openAhead(pending);
}

// Makes it a stream that is sent no events yet.
void RedisBroker::openAhead(Pending& pending)
{
    if (std::exchange(pending.isOpened, true))
        return;
    Subscription& rest = *pending.subscription;
    auto opening = std::make_unique<Subscription>();
    opening->connection = rest.connection;
    opening->channel = rest.channel;
    opening->id = rest.id;
    opening->head = std::move(rest.head);
    opening->opening = std::move(rest.opening);
    opening->opening
        += m_ready ? ": history follows\n\n" : ": history follows when Redis is back\n\n";
    opening->types = std::move(rest.types);
    opening->userAgent = std::move(rest.userAgent);
    opening->lastEventId = rest.lastEventId;
    opening->wantsGaps = rest.wantsGaps;
    opening->wantsHeartbeats = rest.wantsHeartbeats;
    opening->step = Subscription::Step::Ahead;
    rest.step = Subscription::Step::History;
    enqueue(static_cast<std::size_t>(pending.shard->index()), InboxItem(std::move(opening)));
}

// Whoever has waited for a moment becomes a stream, whatever Redis does.
void RedisBroker::openOverdue()
{
    const std::uint64_t nowNs = monotonicNs();
    for (; !m_unopened.empty(); m_unopened.pop_front()) {
        const auto found = m_pending.find(m_unopened.front());
        if (found == m_pending.end() || found->second.isOpened)
            continue;
        Pending& pending = found->second;
        if (nowNs - pending.sinceNs < std::uint64_t(OpenAfterMs) * 1'000'000) {
            m_opener.start();
            break;
        }
        if (!pending.subscription->lastEventId.empty()) {
            openAhead(pending);
            continue;
        }
        pending.subscription->opening
            += ": Redis is slow; events come once it has confirmed the channel\n\n";
        std::erase(stateOf(pending.channel).waiting, found->first);
        release(pending);
        m_pending.erase(found);
    }
    flush();
}

// Those whose turn it is share a read. A storm of them goes a read at a time, so that publishing
// has its turns, too.
void RedisBroker::readHistory()
{
    while (m_commands.state() == redis::RedisLink::State::Ready && !m_turns.empty()
        && m_reads.size() < ReadsAtOnce && m_history.decodedBytes() < ReplayBytes) {
        HistoryRead read{{}, m_arrivals + 1, {}};
        std::vector<RedisHistory::Ask> asks;
        std::unordered_set<const SubscribedChannel*> channels;
        for (; !m_turns.empty() && asks.size() < ResumesARead; m_turns.pop_front()) {
            const auto found = m_pending.find(m_turns.front());
            if (found == m_pending.end() || found->second.awaits != Awaits::Turn)
                continue;
            Pending& pending = found->second;
            if (channels.size() >= m_channelsARead && !channels.contains(pending.channel))
                break;
            channels.insert(pending.channel);
            pending.awaits = Awaits::History;
            ++m_resuming;
            if (pending.channel)
                ++stateOf(pending.channel).resuming;
            read.connections.push_back(found->first);
            asks.push_back({pending.channel ? pending.channel->userId : std::string(),
                ResumeId(pending.subscription->lastEventId)});
        }
        if (asks.empty())
            return;
        const std::uint64_t first = read.connections.front(); // no other read has it
        m_reads.push_back(std::move(read));
        m_history.replay(std::move(asks),
            [this, first, run = m_readsRun, before = m_history.decodedBytes()](
                bool isLost, std::vector<RedisHistory::Replay> replays) {
                if (isLost || run != m_readsRun)
                    return; // they start anew when Redis is back
                const std::size_t bytes
                    = m_history.decodedBytes() - std::min(before, m_history.decodedBytes());
                if (bytes > ReadBytes)
                    m_channelsARead = std::max<std::size_t>(1, m_channelsARead / 2);
                else if (bytes < ReadBytes / 4)
                    m_channelsARead = std::min(ChannelsARead, m_channelsARead * 2);
                for (HistoryRead& one : m_reads) {
                    if (one.connections.front() != first)
                        continue;
                    one.replays = std::move(replays);
                    one.barrier = m_lastLoop + 1;
                    m_loopWanted = true;
                }
            });
    }
}

void RedisBroker::finishRead(HistoryRead read)
{
    for (std::size_t i = 0; i < read.connections.size(); ++i)
        finishResume(read.connections[i], read.replays[i]);
    forgetArrived(m_broadcasts);
}

void RedisBroker::finishResume(std::uint64_t connection, const RedisHistory::Replay& replay)
{
    const auto found = m_pending.find(connection);
    if (found == m_pending.end() || found->second.awaits != Awaits::History)
        return; // it has left
    Pending& pending = found->second;
    Subscription& subscription = *pending.subscription;
    if (!replay.missing.empty())
        subscription.gap = Gap{subscription.lastEventId, replay.missingTo, replay.missing};
    subscription.replay.reserve(replay.events.size());
    for (const RedisHistory::Replayed& one : replay.events)
        subscription.replay.push_back(one.event->frame);

    // What came since is in no stream yet that is only now opened.
    std::vector<const Arrived*> since;
    const auto collect = [&](const ChannelState& state, EventId through) {
        for (const Arrived& arrived : state.arrived) {
            if (!arrived.id || *arrived.id > through)
                since.push_back(&arrived);
        }
    };
    if (pending.channel)
        collect(stateOf(pending.channel), replay.throughOwn);
    collect(m_broadcasts, replay.throughBroadcasts);
    std::sort(since.begin(), since.end(),
        [](const Arrived* a, const Arrived* b) { return a->number < b->number; });
    for (const Arrived* arrived : since)
        subscription.replay.push_back(arrived->frame);

    release(pending);
    stopResuming(pending);
    SubscribedChannel* channel = pending.channel;
    m_pending.erase(found);
    if (channel)
        forgetArrived(stateOf(channel));
}

// Those for whose replay there was no room for too long go on without it.
void RedisBroker::refuseOverdueReplays(std::uint64_t nowNs)
{
    for (; !m_turns.empty() && m_history.decodedBytes() >= ReplayBytes; m_turns.pop_front()) {
        const auto found = m_pending.find(m_turns.front());
        if (found == m_pending.end() || found->second.awaits != Awaits::Turn)
            continue;
        Pending& pending = found->second;
        if (nowNs - pending.sinceNs < std::uint64_t(ReplayWaitMs) * 1'000'000)
            return;
        pending.subscription->gap = Gap{pending.subscription->lastEventId, {},
            "too many replays are under way for history to be read; events may be missing"};
        release(pending);
        m_pending.erase(found);
    }
}

void RedisBroker::stopResuming(Pending& pending)
{
    if (pending.awaits != Awaits::History)
        return;
    pending.awaits = Awaits::Redis;
    if (pending.channel && --stateOf(pending.channel).resuming == 0)
        stateOf(pending.channel).arrived.clear();
    if (--m_resuming == 0)
        m_broadcasts.arrived.clear();
}

// It left before its history came.
void RedisBroker::forgetPending(std::uint64_t connection)
{
    const auto found = m_pending.find(connection);
    if (found == m_pending.end())
        return;
    stopResuming(found->second);
    if (found->second.awaits == Awaits::Channel)
        std::erase(stateOf(found->second.channel).waiting, connection);
    m_pending.erase(found);
}

// Somebody may be resuming at all times: what came before any of them began is not needed.
void RedisBroker::forgetArrived(ChannelState& state)
{
    if (state.arrived.size() <= ArrivedKept)
        return;
    std::uint64_t first = m_arrivals + 1;
    for (const HistoryRead& read : m_reads)
        first = std::min(first, read.firstArrival);
    std::erase_if(state.arrived, [&](const Arrived& arrived) { return arrived.number < first; });
}

void RedisBroker::release(Pending& pending)
{
    enqueue(static_cast<std::size_t>(pending.shard->index()),
        InboxItem(std::move(pending.subscription)));
}

// ---------------------------------------------------------------- what was seen

// Redis has told where history stood before a message of our own.
void RedisBroker::stood(std::uint64_t number, const RedisHistory::Standing& standing)
{
    const bool isTold = standing.error.empty();
    if (isTold) {
        m_redisMs = standing.nowMs;
        m_redisMsToldNs = monotonicNs();
        m_likelyThrough = std::max(standing.newest, EventId{standing.nowMs, 0});
        if (standing.keptOtherwise != m_keptOtherwise && !standing.keptOtherwise.empty())
            qCWarning(redisLog,
                "History is kept as whoever publishes has it set (--history), and another instance "
                "has it otherwise: %s",
                standing.keptOtherwise.c_str());
        m_keptOtherwise = standing.keptOtherwise;
        m_wentBack = m_wentBack || (standing.wentBack && !m_ready);
    }
    // refused: nothing is known
    if (standing.isLate) { // behind that message: it tells nothing of what is in front of it
        std::erase_if(m_loops, [number](const Loop& loop) { return loop.number == number; });
        if (number == m_proof)
            m_proof = sendLoop();
        return passMarks();
    }
    const EventId newest
        = isTold ? standing.newest : std::max(m_newestGiven, m_newestGivenBeforeGap);
    for (Loop& loop : m_loops) {
        if (loop.number == number)
            loop.newest = newest;
    }
    if (number == m_proof) {
        m_newestInRedis = newest;
        m_historyBorn = standing.born;
        m_isSettled = standing.isSettled;
        proveIfPossible();
    }
    passMarks();
}

// A message of our own that came back has all events before it in front of it.
void RedisBroker::passMarks()
{
    bool hasPassed = false;
    for (; !m_loops.empty() && m_loops.front().number <= m_lastLooped && m_loops.front().newest;
         m_loops.pop_front()) {
        m_markPassed = *m_loops.front().newest;
        hasPassed = true;
    }
    if (!hasPassed || m_recovering || !m_lastSeen)
        return;
    // Further back than before: Redis has lost its history.
    m_newestGiven
        = m_markPassed < *m_lastSeen ? m_markPassed : std::max(m_newestGiven, m_markPassed);
    m_lastSeen = m_markPassed;
    while (!m_seen.empty() && m_seen.front().id <= m_markPassed)
        m_seen.pop_front();
}

// Whether Redis can have given it to a message that comes now.
bool RedisBroker::isGiven(EventId id, const ChannelState& state) const
{
    if (m_recovering || !m_likelyThrough)
        return true; // of another Redis, perhaps: ids decide then what is in history, too
    const std::uint64_t likelyMs
        = m_likelyThrough->ms + (monotonicNs() - m_redisMsToldNs) / 1'000'000 + AheadMs;
    return id.ms <= likelyMs && id > m_lastSeen.value_or(EventId{}) && id > state.newest;
}

void RedisBroker::saw(const SubscribedChannel* channel, EventId id)
{
    if (m_seen.size() >= MaxSeen) { // Redis tells nothing: it must do without the oldest
        m_lastSeen = std::max(m_lastSeen, std::optional(m_seen.front().id));
        m_seen.pop_front();
    }
    m_seen.push_back({channel ? channel->index : BroadcastIndex, id});
    m_loopWanted = m_loopWanted || m_seen.size() % RecentKept == 0;
}

// The last id before now by its own clock, rather early than late: by the time its answer took, and
// what two clocks drift apart; what is given within this millisecond is behind it. The lowest id
// where that is not known.
EventId RedisBroker::redisNow() const
{
    constexpr std::uint64_t DriftOneIn = 2000;
    if (m_redisMs == 0)
        return {};
    const std::uint64_t sinceMs = (monotonicNs() - m_redisMsToldNs) / 1'000'000;
    return {
        m_redisMs + sinceMs - sinceMs / DriftOneIn - 1, std::numeric_limits<std::uint64_t>::max()};
}

// ---------------------------------------------------------------- messages

void RedisBroker::received(std::string_view name, std::string_view payload)
{
    if (name == m_loopChannel)
        return looped(payload);
    ++m_received;
    SubscribedChannel* channel = nullptr;
    if (name != m_history.broadcastChannel()) {
        channel = name.starts_with(m_history.prefix())
            ? m_channels.find(name.substr(m_history.prefix().size()))
            : nullptr;
        if (!channel)
            return;
    }
    if (payload.size() > m_settings.messageLimit) {
        ++m_tooLarge;
        return;
    }
    FanPayloadReader::Payload read = m_payloads.read(payload);
    if (read.refusal) {
        if (m_notUtf8++ == m_notUtf8Logged)
            m_notUtf8Sample
                = std::string(name) + " begins with " + escapeBytes(payload, BytesShown);
        return;
    }
    ChannelState& state = stateOf(channel);
    if (read.id && !isGiven(*read.id, state)) {
        // whoever wrote it, Redis did not give it: the client would resume from nowhere
        read.id.reset();
        read.idText = {};
    }
    const std::uint64_t nowNs = monotonicNs();
    std::uint64_t publishedNs = nowNs;
    std::shared_ptr<PublishTicket> ticket;
    std::shared_ptr<Receipt> receipt;
    auto own = m_own.end();
    if (read.id) {
        state.newest = *read.id;
        publishedNs = publishedNsOf(read.publishedUs, nowNs);
        m_lag.record(nowNs - publishedNs);
        own = m_own.empty() || read.by != m_token ? m_own.end() : m_own.find(read.publishedUs);
        if (own != m_own.end()) {
            ticket = own->second.ticket;
            publishedNs = own->second.publishedNs;
            --own->second.messagesLeft;
        }
        if (!read.receipt.empty() && m_settings.receiptOf)
            receipt = m_settings.receiptOf(read.receipt, true);
    }
    FramePtr frame = read.frame();
    if (own != m_own.end() && !own->second.isRecorded)
        record(own->second, frame);
    const std::uint64_t message = own != m_own.end()
        ? own->second.message
        : recordForeign(frame, channel, read.id ? read.publishedUs : 0, read.by);
    if (channel ? state.resuming > 0 : m_resuming > 0)
        state.arrived.push_back({++m_arrivals, read.id, frame});
    Held held{channel, read.id, std::move(frame), publishedNs, ticket, read.batch, message,
        std::move(receipt)};
    if (m_recovering) {
        if (held.receipt)
            held.receipt->hold(); // until it is known whether this one is delivered
        m_heldBytes += HeldOverhead + held.frame->allocatedBytes();
        m_held.push_back(std::move(held));
        if (m_heldBytes > HeldBytes) {
            letGoOfHeld();
            m_isHeldIncomplete = true;
        }
    } else {
        if (held.id)
            saw(channel, *held.id);
        deliver(std::move(held));
    }
    if (own != m_own.end())
        finishPublish(own->first);
}

// What is held lies in the gap: history has it, or does not, which is told. Their receipts wait for
// that.
void RedisBroker::letGoOfHeld()
{
    for (Held& held : m_held) {
        if (held.receipt)
            m_heldReceipts.push_back(std::move(held.receipt));
    }
    m_held.clear();
    m_held.shrink_to_fit();
    m_heldBytes = 0;
}

// By the clock of whoever published it; two clocks that differ must not make latencies of their
// own.
std::uint64_t RedisBroker::publishedNsOf(std::uint64_t publishedUs, std::uint64_t nowNs)
{
    const std::uint64_t nowUs = realtimeNs() / 1000;
    return publishedUs > nowUs || nowUs - publishedUs > MaxPlausibleLagUs
        ? nowNs
        : nowNs - (nowUs - publishedUs) * 1000;
}

void RedisBroker::deliver(Held message)
{
    const SubscribedChannel* channel = message.channel;
    for (std::size_t i = 0; i < m_shards.size(); ++i) {
        if (channel && channel->subscribersOfShard[i] == 0)
            continue;
        if (message.ticket)
            message.ticket->expectMore(1);
        if (message.receipt)
            message.receipt->hold();
        enqueue(i,
            Deliver{message.frame, message.publishedNs, channel ? channel->index : BroadcastIndex,
                {}, message.ticket, message.batch, message.message, message.receipt,
                message.isOutOfGap});
    }
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
    const std::size_t slices = (userIds.size() + Slice - 1) / Slice;
    count->left = 1 + slices;
    std::int64_t onlineHere = 0; // told by Redis, too
    countTaking(m_shards, m_channels.listenedTo(userIds, onlineHere), everyone, type,
        [count](std::uint64_t connections) { count->add(connections, 0, {}); });
    // Other instances have subscribed to the channels of their users.
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

void RedisBroker::flush()
{
    flushSubscriptions();
    readHistory();
    if (m_loopWanted) {
        m_loopWanted = false;
        sendLoop();
    }
    for (std::size_t i = 0; i < m_shards.size(); ++i) {
        if (!m_batches[i].empty())
            m_shards[i]->post(std::exchange(m_batches[i], {}));
    }
}

// ---------------------------------------------------------------- links

std::uint64_t RedisBroker::sendLoop()
{
    const std::string number = std::to_string(++m_lastLoop);
    m_loops.push_back({m_lastLoop, {}});
    m_history.stand([this, loop = m_lastLoop](bool isLost, const RedisHistory::Standing& standing) {
        if (!isLost)
            stood(loop, standing);
    });
    m_commands.send({"PUBLISH", m_loopChannel, number}, [this](const redis::Reply& reply) {
        if (reply.isError() && !reply.text().starts_with("LOST "))
            setReady(false,
                redis::explainError(reply.text(),
                    redis::grantLine(m_settings.url, QString::fromStdString(keys().accessRules()))
                        .toStdString()));
    });
    return m_lastLoop;
}

void RedisBroker::looped(std::string_view payload)
{
    std::uint64_t number = 0;
    std::from_chars(payload.data(), payload.data() + payload.size(), number);
    if (number <= m_lastLooped || number > m_lastLoop)
        return; // somebody else's
    m_lastLooped = number;
    if (m_probeSentNs != 0 && number >= m_probe) {
        m_roundTripMs = double(monotonicNs() - m_probeSentNs) / 1e6;
        m_probeSentNs = 0;
        if (!m_ready && m_subscribing && !m_recovering && m_proof == 0
            && m_commands.state() == redis::RedisLink::State::Ready)
            setReady(true);
    }
    if (m_recoveryBarrier != 0 && number >= m_recoveryBarrier)
        finishRecovery();
    else
        proveIfPossible();
    passMarks();
    std::vector<HistoryRead> complete;
    std::erase_if(m_reads, [&](HistoryRead& read) {
        if (read.barrier == 0 || read.barrier > number)
            return false;
        complete.push_back(std::move(read));
        return true;
    });
    for (HistoryRead& read : complete)
        finishRead(std::move(read));
}

void RedisBroker::subscriberReady()
{
    m_subscribing = true;
    m_loopConfirmed = false;
    if (!m_recovering) {
        m_lastSeenBeforeGap = m_lastSeen.value_or(EventId{});
        m_newestGivenBeforeGap = m_newestGiven;
    }
    m_recovering = m_lastSeen.has_value();
    m_likelyThrough.reset();
    m_broadcasts.wanted = true;
    m_broadcasts.unconfirmed = 1;
    m_toSubscribe = {m_history.broadcastChannel()};
    m_channels.forEach([this](SubscribedChannel& channel) {
        ChannelState& state = stateOf(&channel);
        state.wanted = true;
        state.unconfirmed = 1;
        m_toSubscribe.push_back(m_history.prefix() + channel.userId);
    });
    m_toSubscribe.push_back(m_loopChannel); // the last: once it is confirmed, all are
    flush();
}

void RedisBroker::commandsReady()
{
    m_history.prepare();
    proveIfPossible();
}

// Proves both links by a message of our own, with the newest id Redis knows at that time.
void RedisBroker::proveIfPossible()
{
    if (!m_loopConfirmed || m_commands.state() != redis::RedisLink::State::Ready
        || (m_ready && m_proof == 0))
        return;
    if (m_isReadingGap || m_recoveryBarrier != 0)
        return; // proven already
    if (m_proof == 0) {
        m_newestInRedis.reset();
        m_isProven = false;
        m_proof = sendLoop();
        provePublishing();
    } else if (m_proof != 0 && m_lastLooped >= m_proof && m_newestInRedis && m_isProven
        && m_isSettled) {
        m_proof = 0;
        if (m_recovering)
            return recover();
        m_lastSeen = m_newestGiven = *m_newestInRedis;
        m_wentBack = false;
        setReady(true);
    }
}

// By the very script. At first, and while it is refused, on a channel of the users' kind; then on
// our own, so that whoever listens to all channels does not hear it every second.
void RedisBroker::provePublishing()
{
    if (std::exchange(m_isProving, true))
        return;
    const std::string name = "fanlight-probe-" + m_token;
    m_history.prove(name,
        m_isProven && m_publishRefusal.empty() ? m_loopChannel : keys().channel(name),
        [this](bool isLost, const std::string& error) {
            m_isProving = false;
            if (!isLost)
                publishingProven(error);
        });
}

void RedisBroker::publishingProven(const std::string& error)
{
    const bool changed = error != m_publishRefusal;
    {
        const std::lock_guard lock(m_whyMutex);
        m_publishRefusal = error;
    }
    if (changed && !error.empty())
        qCWarning(redisLog, "Redis does not take publishes: %s", error.c_str());
    else if (changed)
        qCInfo(redisLog, "Redis takes publishes again");
    m_isProven = true;
    if (changed && m_ready)
        Q_EMIT readyChanged();
    proveIfPossible();
}

// Said once: history that Redis evicts is lost though nothing went wrong.
void RedisBroker::lookAtEviction()
{
    if (!m_history.isOn() || std::exchange(m_isEvictionKnown, true))
        return;
    // where that is not permitted it stays unsaid
    m_commands.send({"INFO", "memory"}, [](const redis::Reply& reply) {
        const std::string_view info = reply.isError() ? std::string_view() : reply.text();
        const auto value = [info](std::string_view name) {
            const std::size_t at = info.find(name);
            return at == std::string_view::npos
                ? std::string_view()
                : info.substr(at + name.size(), info.find('\r', at) - at - name.size());
        };
        const std::string_view policy = value("\nmaxmemory_policy:"), limit = value("\nmaxmemory:");
        if (limit.empty() || limit == "0" || policy.empty() || policy == "noeviction")
            return;
        qCWarning(redisLog,
            "Redis may evict history: its maxmemory-policy is %s. Set it to noeviction, or what a "
            "client missed may be gone before its time.",
            std::string(policy).c_str());
    });
}

void RedisBroker::linkLost(bool subscriber, const QString& reason)
{
    m_isProven = false;
    m_proof = 0;
    m_probeSentNs = 0;
    ++m_recoveryRun;
    m_isReadingGap = false;
    m_recoveryBarrier = 0;
    m_recovered.clear();
    letGoOfHeld(); // the gap is longer now; and their channels may go
    m_isHeldIncomplete = false;
    m_loops.clear();
    setReady(false, reason.toStdString());
    refusePublishes(redis::explainError("LOST " + reason.toStdString())
        + " Whether this was published is not known.");

    // Whoever is being read for starts anew when Redis is back.
    ++m_readsRun;
    m_reads.clear();
    m_turns.clear();
    for (auto& [connection, pending] : m_pending) {
        if (pending.awaits == Awaits::Channel)
            continue;
        pending.awaits = Awaits::Redis;
        openAhead(pending);
    }
    m_resuming = 0;
    m_broadcasts.resuming = 0;
    m_broadcasts.arrived.clear();
    m_channels.forEach([this](SubscribedChannel& channel) {
        stateOf(&channel).resuming = 0;
        stateOf(&channel).arrived.clear();
    });
    if (subscriber && m_subscribing) {
        m_subscribing = false;
        m_loopConfirmed = false;
        m_toSubscribe.clear();
        std::vector<std::uint64_t> waiting = std::exchange(m_broadcasts.waiting, {});
        std::vector<SubscribedChannel*> unwanted;
        m_broadcasts.unconfirmed = 0;
        m_channels.forEach([&](SubscribedChannel& channel) {
            ChannelState& state = stateOf(&channel);
            state.unconfirmed = 0;
            waiting.insert(waiting.end(), state.waiting.begin(), state.waiting.end());
            state.waiting.clear();
            if (!state.wanted)
                unwanted.push_back(&channel);
        });
        for (SubscribedChannel* channel : unwanted) {
            stateOf(channel) = {};
            m_channels.remove(*channel);
        }
        for (const std::uint64_t connection : waiting)
            proceed(connection);
    }
    flush();
}

void RedisBroker::setReady(bool ready, const std::string& why)
{
    {
        const std::lock_guard lock(m_whyMutex);
        m_whyNotReady = ready ? std::string() : why;
    }
    if (!ready && m_awaySinceMs == 0) {
        m_awaySinceMs = nowMs();
        m_awaySinceSteadyMs = steadyMs();
        qCWarning(redisLog, "Redis is away: %s", why.c_str());
    }
    const bool changed = m_ready != ready;
    m_ready = ready;
    for (PublishJob& job : std::exchange(m_early, {}))
        take(job);
    if (ready) {
        qCInfo(redisLog, "Redis at %s is ready, %zu channels", qPrintable(m_settings.url.display()),
            subscribedChannels());
        m_awaySinceMs = 0;
        lookAtEviction();
        std::vector<std::uint64_t> waiting;
        for (const auto& [connection, pending] : m_pending) {
            if (pending.awaits == Awaits::Redis)
                waiting.push_back(connection);
        }
        std::sort(waiting.begin(), waiting.end());
        for (const std::uint64_t connection : waiting)
            proceed(connection);
    }
    if (changed || !ready)
        Q_EMIT readyChanged();
}

// ---------------------------------------------------------------- the gap

// Reads what history holds of the channels anyone listens to since the last event that was seen.
void RedisBroker::recover()
{
    const std::uint64_t run = ++m_recoveryRun;
    m_recovered.clear();
    m_lostChannels.clear();
    std::vector<SubscribedChannel*> channels = {nullptr};
    m_channels.forEach([&](SubscribedChannel& channel) {
        if (channel.subscribers > 0)
            channels.push_back(&channel);
    });
    std::vector<RedisHistory::Asked> asked;
    for (const SubscribedChannel* channel : channels) {
        EventId& since = stateOf(channel).listensSince;
        if (since.ms > m_redisMs)
            since = {}; // by the clock of a Redis that another has replaced
        asked.push_back(
            {channel ? channel->userId : std::string(), std::max(m_lastSeenBeforeGap, since)});
    }
    m_isReadingGap = true;
    m_history.read(
        asked, [this, run, asked, channels = std::move(channels)](RedisHistory::Reading reading) {
            if (run != m_recoveryRun || reading.isLost)
                return;
            m_isReadingGap = false;
            const SeenSet seen(m_seen.begin(), m_seen.end());
            // by channel: all before it came live
            std::unordered_map<std::uint32_t, EventId> seenThrough;
            for (const Seen& one : m_seen)
                seenThrough[one.channel] = std::max(seenThrough[one.channel], one.id);
            for (std::size_t i = 0; i < channels.size(); ++i) {
                const RedisHistory::Channel& history = reading.channels[i];
                const std::uint32_t index = channels[i] ? channels[i]->index : BroadcastIndex;
                const auto through = seenThrough.find(index);
                const bool isWhole = history.isWholeBehind(asked[i].from)
                    || (through != seenThrough.end() && history.isWholeBehind(through->second));
                if (!reading.error.empty() || !isWhole)
                    m_lostChannels.push_back(index);
                for (auto event = history.behind(asked[i].from); event != history.events.end();
                     ++event) {
                    if (!seen.contains({index, (*event)->id}))
                        m_recovered.emplace_back(channels[i], *event);
                }
            }
            m_recoveryBarrier = sendLoop();
        });
}

void RedisBroker::finishRecovery()
{
    m_recoveryBarrier = 0;
    if (std::exchange(m_isHeldIncomplete, false)) {
        letGoOfHeld();
        return recover(); // more came meanwhile than is held: history has it by now
    }
    m_recovering = false;
    const qint64 now = nowMs();
    const bool historyLost = std::exchange(m_wentBack, false)
        || *m_newestInRedis < m_newestGivenBeforeGap || m_historyBorn > m_newestGivenBeforeGap;
    const std::size_t replayed = m_recovered.size();
    const std::string length = secondsText(steadyMs() - m_awaySinceSteadyMs);
    std::sort(m_recovered.begin(), m_recovered.end(),
        [](const auto& a, const auto& b) { return a.second->id < b.second->id; });
    const Gap gap{m_lastSeenBeforeGap.text(),
        m_recovered.empty() || historyLost ? std::string() : m_recovered.front().second->id.text(),
        "Redis was away for " + length + "; "
            + (historyLost ? std::string("its history is lost")
                           : std::to_string(replayed) + " events follow from history")
            + "; what was published past Fanlight meanwhile is lost"};
    const bool isAllLost = std::find(m_lostChannels.begin(), m_lostChannels.end(), BroadcastIndex)
        != m_lostChannels.end();
    // What is missing may be newer than what another channel has kept.
    const Gap lost{gap.from, std::max(*m_newestInRedis, m_markPassed).text(),
        "history does not hold all that was published while Redis was away; events are missing"};
    qCWarning(redisLog,
        "Redis is back after %s: %zu events delivered from history%s, which does not hold all of "
        "%zu channels",
        length.c_str(), replayed, historyLost ? "; its history was lost" : "",
        m_lostChannels.size());
    for (std::size_t i = 0; i < m_shards.size(); ++i) {
        enqueue(
            i, Task([gap, lost, historyLost, isAllLost, channels = m_lostChannels](Shard& shard) {
                shard.tellGap(gap);
                if (historyLost)
                    return; // which says it all
                if (isAllLost)
                    shard.tellGap(lost);
                else if (!channels.empty())
                    shard.tellGap(lost, channels);
            }));
    }

    m_lastSeen = m_markPassed;
    m_newestGiven = std::max(*m_newestInRedis, m_markPassed);
    while (!m_seen.empty() && m_seen.front().id <= m_markPassed)
        m_seen.pop_front();
    deliverAfterGap();
    m_heldBytes = 0;
    for (const std::shared_ptr<Receipt>& receipt : std::exchange(m_heldReceipts, {}))
        receipt->release();
    m_recovered.clear();
    m_recovered.shrink_to_fit();
    m_lostChannels.clear();
    m_broadcasts.listensSince = {};
    m_channels.forEach([this](SubscribedChannel& channel) { stateOf(&channel).listensSince = {}; });
    const qint64 from = m_awaySinceMs;
    setReady(true);
    Q_EMIT gapClosed(from, now, replayed, historyLost);
}

// What history has of the gap, and what came since, in order of their ids: history may have lost
// some of what came, and have what was published after it.
void RedisBroker::deliverAfterGap()
{
    SeenSet fromHistory;
    for (const auto& [channel, event] : m_recovered)
        fromHistory.insert({channel ? channel->index : BroadcastIndex, event->id});
    auto next = m_recovered.begin();
    const auto deliverBefore = [&](std::optional<EventId> id) {
        for (; next != m_recovered.end() && (!id || next->second->id < *id); ++next) {
            const auto& [channel, event] = *next;
            saw(channel, event->id);
            std::shared_ptr<Receipt> receipt;
            if (!event->receipt.empty() && m_settings.receiptOf)
                receipt = m_settings.receiptOf(event->receipt, false);
            deliver({channel, event->id, event->frame, 0, {}, {0, 0}, 0, std::move(receipt), true});
        }
    };
    std::vector<Held> held = std::exchange(m_held, {});
    auto nextWithId = held.begin(); // one without an id stands before it
    for (auto one = held.begin(); one != held.end(); ++one) {
        nextWithId = std::find_if(std::max(one, nextWithId), held.end(),
            [](const Held& other) { return other.id.has_value(); });
        deliverBefore(nextWithId == held.end() ? std::nullopt : nextWithId->id);
        const std::shared_ptr<Receipt> receipt = one->receipt;
        if (!one->id
            || !fromHistory.contains(
                {one->channel ? one->channel->index : BroadcastIndex, *one->id})) {
            if (one->id)
                saw(one->channel, *one->id);
            deliver(std::move(*one));
        }
        if (receipt)
            receipt->release();
    }
    deliverBefore(std::nullopt);
}

void RedisBroker::tick()
{
    const std::uint64_t nowNs = monotonicNs();
    releaseIdle(steadyMs());
    std::vector<std::uint64_t> overdue;
    for (auto& [number, own] : m_own) {
        if (nowNs - own.sentNs > std::uint64_t(PublishLimitMs) * 1'000'000)
            overdue.push_back(number);
    }
    for (const std::uint64_t number : overdue) {
        OwnPublish& own = m_own.at(number);
        if (!own.isAnswered())
            giveUp(own, "Redis does not answer. Whether this was published is not known.");
        own.messagesLeft = 0;
        finishPublish(number);
    }
    if (m_tooLarge != m_tooLargeLogged) {
        qCWarning(redisLog, "%llu messages from Redis were over %zu bytes and were not delivered",
            static_cast<unsigned long long>(m_tooLarge - m_tooLargeLogged),
            m_settings.messageLimit);
        m_tooLargeLogged = m_tooLarge;
    }
    if (m_history.decodedBytes() >= ReplayBytes
        || (m_history.decodedBytes() > 0 && nowNs - m_lastReleaseNs > 1'000'000'000)) {
        m_lastReleaseNs = nowNs;
        m_history.releaseUnused();
        refuseOverdueReplays(nowNs);
    }
    if (m_notUtf8 != m_notUtf8Logged && nowNs - m_notUtf8LoggedNs >= RefusedLogNs) {
        qCWarning(redisLog,
            "%llu messages from Redis were not UTF-8, as streams must be, and were not delivered; "
            "the first on %s",
            static_cast<unsigned long long>(m_notUtf8 - m_notUtf8Logged), m_notUtf8Sample.c_str());
        m_notUtf8Logged = m_notUtf8;
        m_notUtf8LoggedNs = nowNs;
    }
    const bool linksUp = m_loopConfirmed && m_commands.state() == redis::RedisLink::State::Ready;
    // others have yet to look what Redis has lost
    if (linksUp && m_proof != 0 && m_newestInRedis && !m_isSettled) {
        m_newestInRedis.reset();
        m_proof = sendLoop();
    }
    if (linksUp && m_probeSentNs == 0
        && nowNs - m_lastProbeNs >= std::uint64_t(ProbeMs) * 1'000'000) {
        m_probeSentNs = m_lastProbeNs = nowNs;
        m_probe = sendLoop();
        provePublishing();
    } else if (m_ready && m_probeSentNs != 0
        && nowNs - m_probeSentNs > std::uint64_t(ProbeLimitMs) * 1'000'000) {
        setReady(false, "Redis at " + m_settings.url.display().toStdString() + " does not answer.");
    }
    flush();
}

} // namespace fanlight
