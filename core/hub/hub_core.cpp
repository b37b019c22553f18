// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "hub/hub_core.h"

#include "broker/fan_payload.h"
#include "hub/audience_api.h"
#include "hub/capacity.h"
#include "hub/connection_filter.h"
#include "hub/fault_api.h"
#include "hub/hub.h"
#include "hub/log.h"
#include "hub/message_log.h"
#include "hub/recorded_publish.h"
#include "http/query.h"
#include "metrics/process_stats.h"
#include "net/clock.h"
#include "sse/visible_text.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSysInfo>
#include <QThread>

namespace fanlight {

namespace {

constexpr int DrainLimitMs = 5000;

// How the descriptors of this process are shared out.
struct SocketBudget {
    int sockets; // held at most by the hub
    int streams; // of these, so that requests still get through
    int shedRoom; // more, to be sent away
};

// `held`: sockets it has already.
SocketBudget socketBudget(const HubOptions& options, int held = 0)
{
    const auto limit
        = static_cast<int>(std::min<std::uint64_t>(process_stats::fileLimit().soft, 10'000'000));
    // for the program itself and for those sent away
    const auto reserved = static_cast<int>(reservedDescriptors(limit));
    const int open = static_cast<int>(process_stats::openFiles().value_or(16)) - held;
    SocketBudget budget{};
    budget.shedRoom = reserved / 2;
    budget.sockets = std::max(1, limit - open - reserved);
    budget.streams = std::max(1, budget.sockets - std::clamp(limit / 16, 8, 32));
    if (options.maxConnections > 0)
        budget.streams = std::min(budget.streams, options.maxConnections);
    return budget;
}

ShardTuning tuningOf(const HubOptions& options)
{
    ShardTuning tuning;
    tuning.heartbeat = options.heartbeat;
    tuning.maxLifetime = options.maxLifetime;
    tuning.retry = options.retry;
    tuning.backlogLimit = static_cast<std::uint64_t>(options.backlogLimit);
    tuning.dropWhenSlow = options.slowClient == SlowClientPolicy::Drop;
    return tuning;
}

QJsonValue figure(double value)
{
    return isKnown(value) ? QJsonValue(value) : QJsonValue();
}

QJsonObject percentiles(const LatencyHistogram& histogram)
{
    return {{QStringLiteral("count"), qint64(histogram.count())},
        {QStringLiteral("p50Ms"), figure(histogram.percentileMs(50))},
        {QStringLiteral("p95Ms"), figure(histogram.percentileMs(95))},
        {QStringLiteral("p99Ms"), figure(histogram.percentileMs(99))}};
}

QJsonObject rowJson(const ConnectionRow& row)
{
    return {{QStringLiteral("id"), connectionIdText(row.id)},
        {QStringLiteral("userId"), row.userId.isEmpty() ? QJsonValue() : QJsonValue(row.userId)},
        {QStringLiteral("address"), row.address},
        {QStringLiteral("types"), QJsonArray::fromStringList(row.types)},
        {QStringLiteral("connectedAt"),
            QDateTime::fromMSecsSinceEpoch(row.connectedAtMs, Qt::UTC).toString(Qt::ISODateWithMs)},
        {QStringLiteral("events"), qint64(row.events)},
        {QStringLiteral("bytes"), qint64(row.bytes)},
        {QStringLiteral("backlogBytes"), row.backlogBytes},
        {QStringLiteral("rttMs"), figure(row.rttMs)}, {QStringLiteral("userAgent"), row.userAgent},
        {QStringLiteral("lastEventId"),
            row.lastEventId.isEmpty() ? QJsonValue() : QJsonValue(row.lastEventId)}};
}

QJsonArray instancesJson(const InstanceSnapshotPtr& instances)
{
    QJsonArray array;
    for (const InstanceRow& row : instances ? instances->rows : std::vector<InstanceRow>()) {
        array.append(QJsonObject{{QStringLiteral("name"), row.name},
            {QStringLiteral("host"), row.host}, {QStringLiteral("pid"), row.pid},
            {QStringLiteral("version"), row.version}, {QStringLiteral("url"), row.url},
            {QStringLiteral("connections"), figure(row.connections)},
            {QStringLiteral("deliveredPerSecond"), figure(row.deliveredPerSecond)},
            {QStringLiteral("rssBytes"), figure(row.rssBytes)},
            {QStringLiteral("writeP99Ms"), figure(row.writeP99Ms)},
            {QStringLiteral("heartbeatAgeMs"), instances->takenAtMs - row.heartbeatAtMs},
            {QStringLiteral("stale"), instances->isStale(row)},
            {QStringLiteral("sharesName"), row.sharesName}});
    }
    return array;
}

http::Response jsonResponse(const QJsonObject& object)
{
    return {.body = QJsonDocument(object).toJson(QJsonDocument::Compact).toStdString() + '\n'};
}

http::Response errorResponse(int status, const QString& error)
{
    return {.status = status, .body = http::errorBody(error.toStdString())};
}

// The streams behind `after` that the filter takes, and how many it takes in all.
http::Response listingOf(
    const ConnectionSnapshot& snapshot, const ConnectionFilter& filter, int limit, quint64 after)
{
    QJsonArray rows;
    qint64 matching = 0;
    QJsonValue next;
    QString lastId;
    for (const ConnectionRow& row : snapshot.rows) {
        if (!filter.matches(row, snapshot.takenAtMs))
            continue;
        ++matching;
        if (row.id <= after)
            continue;
        if (rows.size() == limit) {
            next = lastId;
            continue;
        }
        rows.append(rowJson(row));
        lastId = connectionIdText(row.id);
    }
    return jsonResponse({{QStringLiteral("connections"), rows}, {QStringLiteral("next"), next},
        {QStringLiteral("total"), matching}});
}

QString numberedUrl(const QHostAddress& address, quint16 port)
{
    QString host = address.toString();
    if (address.protocol() == QAbstractSocket::IPv6Protocol)
        host = u'[' + host + u']';
    return QStringLiteral("http://%1:%2").arg(host).arg(port);
}

// A publish by hand.
class WindowPublish final : public RecordedPublish {
public:
    WindowPublish(PublishKind kind, const ParsedPublish& publish, MessageLog* messages,
        ReceiptBook& receipts, std::function<void(PublishResult)> done)
        : RecordedPublish(MessageSource::Window, kind, publish, messages, &receipts, true)
        , m_channels(publish.broadcast ? 1 : static_cast<int>(publish.userIds.size()))
        , m_isBroadcast(publish.broadcast)
        , m_warning(QString::fromStdString(publish.warning))
        , m_done(std::move(done))
    {
    }

protected:
    void complete(std::uint64_t recipients, Shard* shard) override
    {
        RecordedPublish::complete(recipients, shard);
        PublishResult result;
        result.id = QString::fromStdString(id());
        result.error = QString::fromStdString(refusal());
        result.receipt = result.error.isEmpty() && !id().empty() ? receipt()->number() : 0;
        result.channels = m_channels;
        result.audience = m_isBroadcast ? 0 : audience();
        result.recipients = recipients;
        result.failedCount = failureCount();
        if (!failures().empty())
            result.failure = visibleText(QString::fromStdString(
                failures().front().userId + ": " + failures().front().error));
        result.warning = m_warning;
        m_done(std::move(result));
    }

private:
    const int m_channels;
    const bool m_isBroadcast;
    const QString m_warning;
    std::function<void(PublishResult)> m_done;
};

// What a request of the window asks for, checked as those over HTTP are.
ParsedPublish parsedOf(const PublishRequest& request, const HubOptions& options, TypeReader& reader)
{
    ParsedPublish publish;
    publish.broadcast = request.kind == PublishKind::Named && request.broadcast;
    for (const QString& userId :
        publish.broadcast || request.kind != PublishKind::Named ? QStringList() : request.userIds)
        publish.userIds.push_back(userId.toStdString());
    publish.authorId
        = request.kind == PublishKind::Named ? std::string() : request.authorId.toStdString();
    publish.type = request.type.toStdString();
    publish.data = request.data.toStdString();
    publish.event = request.event.toStdString();
    publish.id = request.id.toStdString();
    publish.retryMs = request.retryMs;
    publish.batch = request.batch;
    publish.receipt = true;
    const TypeReader::Seen seen = reader.look(publish.data);
    publish.isJson = seen.isJson;
    if (publish.type.empty())
        publish.type = reader.typeOf(publish.data);
    if (request.type.isEmpty() && !checkName("type", publish.type).empty())
        publish.type.clear(); // as a type nobody can ask for
    putTypeOnWire(publish, options.typeAs, seen.hasType);
    checkPublish(publish, static_cast<std::size_t>(options.dataLimit), request.kind);
    return publish;
}

} // namespace

HubCore::HubCore(QObject* parent)
    : QObject(parent)
    , m_mark(InstanceBoard::newMark())
    , m_sampleTimer(this)
    , m_drainTimer(this)
{
    m_sampleTimer.setInterval(SampleIntervalMs);
    m_drainTimer.setInterval(DrainLimitMs);
    m_drainTimer.setSingleShot(true);
    connect(&m_sampleTimer, &QTimer::timeout, this, &HubCore::takeSample);
    connect(&m_drainTimer, &QTimer::timeout, this, &HubCore::finishStop);
}

HubCore::~HubCore()
{
    stopParts();
}

QString HubCore::instanceName() const
{
    if (!m_options.instanceName.isEmpty())
        return m_options.instanceName;
    // At random, too: containers of one host name all have process 1.
    return QStringLiteral("%1-%2-%3")
        .arg(QSysInfo::machineHostName())
        .arg(QCoreApplication::applicationPid())
        .arg(m_mark.left(4));
}

// ---------------------------------------------------------------- start and stop

void HubCore::start(const HubOptions& options)
{
    stopParts();
    m_options = options;
    m_status = {};
    m_status.state = HubState::Starting;
    m_status.instance = instanceName();
    m_status.url = QStringLiteral("http://%1:%2").arg(options.listenHost).arg(options.listenPort);
    m_status.fileLimit = process_stats::raiseFileLimit().soft;
    Q_EMIT statusChanged(m_status);
    if (const QString error = checkHubOptions(options); !error.isEmpty())
        return fail(error);
    startParts();
}

void HubCore::startParts()
{
    const SocketBudget budget = socketBudget(m_options);
    const int shards
        = m_options.shards > 0 ? m_options.shards : std::max(1, QThread::idealThreadCount());
    m_api = std::make_unique<HttpApi>(m_options, shards, budget.streams);

    ShardConfig config;
    static_cast<ShardTuning&>(config) = tuningOf(m_options);
    config.limits = {static_cast<std::uint32_t>(m_options.headerLimit),
        static_cast<std::uint64_t>(m_options.bodyLimit)};
    config.batchAll = m_options.batchAll;
    config.batchWindow = m_options.batchWindow;
    config.batchMax = m_options.batchMax;
    std::vector<Shard*> all;
    for (config.index = 0; config.index < shards; ++config.index) {
        m_shards.push_back(std::make_unique<Shard>(config, *m_api));
        all.push_back(m_shards.back().get());
    }
    m_rows = std::make_unique<ConnectionRows>(all);
    m_connectionWatch = std::make_unique<ConnectionWatch>(all);
    connect(m_connectionWatch.get(), &ConnectionWatch::sampled, this, &HubCore::connectionWatched);
    m_receipts = std::make_unique<ReceiptBook>(m_status.instance, m_mark);
    connect(m_receipts.get(), &ReceiptBook::changed, this, &HubCore::receiptChanged);
    const auto redisUrl = m_options.broker == u"memory"
        ? std::nullopt
        : redis::RedisUrl::parse(m_options.broker, nullptr);
    if (redisUrl) {
        startRedis(*redisUrl);
    } else {
        m_memory = std::make_unique<MemoryBroker>(all,
            MemoryBroker::Limits{m_options.historyCount, m_options.historyAge,
                static_cast<std::uint64_t>(m_options.historyBytes)});
        m_broker = m_memory.get();
        m_audience = std::make_unique<Audience>(std::make_unique<MemorySets>());
    }
    m_acceptor = std::make_unique<Acceptor>(all,
        Acceptor::Limits{budget.sockets, budget.shedRoom, static_cast<int>(m_options.retry.count()),
            Shard::deadPeerTime(m_options.heartbeat)});
    connect(m_acceptor.get(), &Acceptor::descriptorsShort, this, [this] {
        for (const auto& shard : m_shards)
            shard->post(Task([](Shard& one) { one.closeIdleConnections(); }));
    });
    if (m_messages)
        m_api->setMessageLog(m_messages);
    if (m_closed)
        m_api->setClosedConnections(m_closed);
    // All are called in a shard's thread; what is of an earlier run comes too late.
    m_api->bind(*m_broker, *m_acceptor, *m_receipts,
        {[this, run = m_run](AdminRequest request) {
             QMetaObject::invokeMethod(
                 this,
                 [this, run, request = std::move(request)]() mutable {
                     if (run == m_run)
                         answer(std::move(request));
                 },
                 Qt::QueuedConnection);
         },
            [this, run = m_run](AudiencePublish wanted) {
                QMetaObject::invokeMethod(
                    this,
                    [this, run, wanted = std::move(wanted)]() mutable {
                        if (run == m_run)
                            publishToAudience(std::move(wanted));
                    },
                    Qt::QueuedConnection);
            },
            [this, run = m_run](std::uint32_t channel, const std::string& userId) {
                QMetaObject::invokeMethod(
                    this,
                    [this, run, channel, userId] {
                        if (run == m_run)
                            endSurplus(channel, userId);
                    },
                    Qt::QueuedConnection);
            }});
    for (const auto& shard : m_shards) {
        if (const std::string error = shard->start(); !error.empty())
            return fail(QStringLiteral("Cannot start: %1.").arg(QString::fromStdString(error)));
    }
    if (const QString error = m_acceptor->listen(m_options.listenHost, m_options.listenPort);
        !error.isEmpty()) {
        const quint16 suggested = m_acceptor->portInUse()
            ? Acceptor::freePortAfter(m_options.listenHost, m_options.listenPort)
            : 0;
        return fail(error, suggested);
    }
    m_sampler = std::make_unique<Sampler>(all, *m_broker, *m_acceptor, m_status.instance);
    startFaults();

    m_status.state = HubState::Listening;
    m_status.url = numberedUrl(m_acceptor->addresses().constFirst(), m_acceptor->port());
    m_status.localhostUrl = m_options.listenHost == u"localhost"
        ? QStringLiteral("http://localhost:%1").arg(m_acceptor->port())
        : m_status.url;
    m_status.startedAtMs = QDateTime::currentMSecsSinceEpoch();
    m_startedNs = monotonicNs();
    m_status.shards = shards;
    qCInfo(hubLog, "listening on %s, %d shards, up to %d streams (%llu descriptors)",
        qPrintable(m_status.url), shards, budget.streams,
        static_cast<unsigned long long>(m_status.fileLimit));
    m_sampleTimer.start();
    if (m_redis) {
        m_redis->open();
        startBoard();
    }
    brokerChanged();
}

void HubCore::fail(const QString& error, quint16 suggestedPort)
{
    stopParts();
    m_status.state = HubState::Failed;
    m_status.error = error;
    m_status.suggestedPort = suggestedPort;
    Q_EMIT statusChanged(m_status);
}

void HubCore::stop()
{
    if (m_status.state != HubState::Listening) {
        if (m_status.state != HubState::Draining)
            finishStop();
        return;
    }
    m_status.state = HubState::Draining;
    Q_EMIT statusChanged(m_status);
    qCInfo(hubLog, "draining");
    endFaults();
    m_acceptor->stop();
    if (m_board)
        m_board->sayGoodbye();
    m_shardsToDrain = static_cast<int>(m_shards.size());
    m_drainTimer.start();
    for (const auto& shard : m_shards) {
        shard->post(Task([this, run = m_run](Shard& one) {
            one.drain([this, run] {
                QMetaObject::invokeMethod(
                    this,
                    [this, run] {
                        if (run == m_run && --m_shardsToDrain == 0)
                            finishStop();
                    },
                    Qt::QueuedConnection);
            });
        }));
    }
}

void HubCore::finishStop()
{
    if (m_sampler)
        takeSample(); // what the end itself did counts too
    stopParts();
    m_status.state = HubState::Stopped;
    qCInfo(hubLog, "stopped");
    Q_EMIT statusChanged(m_status);
}

void HubCore::stopParts()
{
    m_sampleTimer.stop();
    m_drainTimer.stop();
    if (m_acceptor)
        m_acceptor->stop();
    endFaults();
    for (const auto& shard : m_shards)
        shard->stop();
    if (m_redis)
        m_redis->close(); // whoever waits for its answer is still here
    m_worker.waitForDone(); // it answers over shards that are still there
    m_listings = 0;
    m_faults.reset();
    m_connectionWatch.reset();
    m_rows.reset();
    m_sampler.reset();
    m_tap.reset();
    m_watch.reset();
    m_board.reset();
    m_broker = nullptr;
    if (m_receipts)
        m_receipts->setLink(nullptr);
    m_redis.reset(); // what it has not answered is refused, over shards that are still there
    m_audience.reset();
    m_memory.reset();
    m_shards.clear();
    m_acceptor.reset();
    m_receipts.reset();
    m_api.reset();
    ++m_run;
}

void HubCore::takeSample()
{
    m_broker->expire();
    m_rows->expire();
    m_lastSample = m_sampler->sample();
    if (m_board) {
        m_board->addSample(m_lastSample);
        m_lastSample.allConnections = m_board->totalConnections();
        m_lastSample.allRssBytes = m_board->totalRssBytes();
    }
    Q_EMIT sampled(m_lastSample);
}

// ---------------------------------------------------------------- what the window asks for

void HubCore::publish(const PublishRequest& request, std::function<void(PublishResult)> done)
{
    ParsedPublish publish = parsedOf(request, m_options, m_typeReader);
    if (m_status.state != HubState::Listening)
        publish.error = "The hub is not listening.";
    if (!publish.error.empty()) {
        PublishResult refused;
        refused.error = QString::fromStdString(publish.error);
        return done(refused);
    }
    const auto ticket = std::make_shared<WindowPublish>(
        request.kind, publish, m_messages, *m_receipts, std::move(done));
    if (request.kind == PublishKind::Named)
        m_broker->publish(notificationOf(publish, publish.userIds, monotonicNs()), ticket);
    else
        publishToAudience({request.kind, std::move(publish), monotonicNs(), ticket});
}

void HubCore::reach(const PublishRequest& request, std::function<void(const Reach&)> done)
{
    const ParsedPublish publish = parsedOf(request, m_options, m_typeReader);
    Reach reach;
    if (m_status.state != HubState::Listening)
        reach.error = QStringLiteral("The hub is not listening.");
    else
        reach.error = QString::fromStdString(publish.error);
    if (!reach.error.isEmpty())
        return done(reach);
    reach.allConnections = static_cast<qint64>(m_lastSample.connections);
    auto count = [this, run = m_run, reach, everyone = publish.broadcast, type = publish.type,
                     done](const std::string& error, std::vector<std::string> users) mutable {
        if (!error.empty() || run != m_run) {
            reach.error = error.empty() ? QStringLiteral("The hub has stopped.")
                                        : QString::fromStdString(error);
            return done(reach);
        }
        if (!everyone)
            reach.audience = static_cast<qint64>(users.size());
        m_broker->reach(std::move(users), everyone, type,
            [reach, everyone, done](const ReachFigures& figures) mutable {
                reach.error = QString::fromStdString(figures.error);
                reach.usersOnline = everyone ? -1 : figures.usersOnline;
                reach.connections = static_cast<qint64>(figures.connections);
                reach.countsInstances = figures.countsInstances;
                done(reach);
            });
    };
    if (request.kind == PublishKind::Named)
        count(std::string(), publish.userIds);
    else
        findAudience(request.kind, publish, count);
}

void HubCore::previewReplay(const QString& userId, const QString& lastEventId,
    std::function<void(const ReplayPreview&)> done)
{
    ReplayPreview preview;
    const std::string user = userId.toStdString();
    if (m_status.state != HubState::Listening)
        preview.error = QStringLiteral("The hub is not listening.");
    else if (!user.empty())
        preview.error = QString::fromStdString(checkName("userId", user));
    if (preview.error.isEmpty())
        preview.error = QString::fromStdString(checkName("lastEventId", lastEventId.toStdString()));
    if (!preview.error.isEmpty())
        return done(preview);
    m_broker->preview(user, lastEventId.toStdString(),
        [this, run = m_run, done = std::move(done)](ReplayFigures replay) {
            ReplayPreview shown;
            if (run != m_run)
                shown.error = QStringLiteral("The hub has stopped.");
            shown.missing = QString::fromStdString(replay.missing);
            std::unordered_set<const Frame*> broadcasts;
            std::vector<FramePtr> frames;
            for (ReplayFigures::Event& event : replay.events) {
                if (event.isBroadcast)
                    broadcasts.insert(event.frame.get());
                frames.push_back(event.frame);
            }
            if (m_options.batchWindow.count() > 0)
                frames = joinBatches(std::move(frames), m_options.batchAll, m_options.batchMax);
            for (const FramePtr& frame : frames) {
                ReplayPreview::Event event;
                event.id = redis::toQString(frame->id());
                if (const auto id = EventId::parse(frame->id()))
                    event.publishedAtMs = static_cast<qint64>(id->ms);
                event.broadcast = broadcasts.contains(frame.get());
                event.type = redis::toQString(frame->type());
                event.wire = QByteArray(
                    frame->plain().data(), static_cast<qsizetype>(frame->plain().size()));
                shown.events.push_back(std::move(event));
            }
            done(shown);
        });
}

void HubCore::recordMessages(MessageLog& log)
{
    m_messages = &log;
    if (m_api)
        m_api->setMessageLog(&log);
}

void HubCore::collectConnections(
    bool withRoundTrip, std::function<void(std::shared_ptr<ConnectionSnapshot>)> done)
{
    if (!m_rows)
        return done(std::make_shared<ConnectionSnapshot>());
    m_rows->collect(withRoundTrip,
        [this, run = m_run, done = std::move(done)](std::shared_ptr<ConnectionSnapshot> snapshot) {
            // not where it was put together: a shard has better things to do
            QMetaObject::invokeMethod(
                this,
                [this, run, done, snapshot = std::move(snapshot)] {
                    if (run != m_run)
                        return; // who asked has gone with the hub's parts
                    ConnectionRows::arrange(*snapshot);
                    snapshot->instance = m_status.instance;
                    done(snapshot);
                },
                Qt::QueuedConnection);
        });
}

void HubCore::disconnect(
    const std::vector<quint64>& ids, qint64 retryMs, std::function<void(int)> done)
{
    endStreams(ids, std::move(done),
        [retryMs](Shard& shard, const std::unordered_set<std::uint64_t>& wanted) {
            if (retryMs == Hub::BreakOff)
                return shard.breakStreams(wanted, DisconnectReason::Kicked, true);
            return shard.endStreams(wanted, retryMs, DisconnectReason::Kicked);
        });
}

// Asks every shard to `end` those it has; `done` gets how many there were, in a shard's thread.
void HubCore::endStreams(const std::vector<quint64>& ids, std::function<void(int)> done,
    std::function<int(Shard&, const std::unordered_set<std::uint64_t>&)> end)
{
    if (m_shards.empty())
        return done(0);
    struct Progress {
        std::atomic<int> found{0};
        std::atomic<std::size_t> shardsLeft;
        std::function<void(int)> done;
    };
    auto progress = std::make_shared<Progress>();
    progress->shardsLeft = m_shards.size();
    progress->done = std::move(done);
    const auto wanted = std::make_shared<std::unordered_set<std::uint64_t>>(ids.begin(), ids.end());
    for (const auto& shard : m_shards) {
        shard->post(Task([progress, wanted, end](Shard& one) {
            progress->found += end(one, *wanted);
            if (--progress->shardsLeft == 0)
                progress->done(progress->found);
        }));
    }
}

// The user has more streams than may be: the oldest go, and are told to stay away, lest they and
// the new ones drive each other out for ever.
void HubCore::endSurplus(std::uint32_t channel, const std::string& userId)
{
    struct Found {
        std::mutex mutex;
        std::vector<Shard::StreamAge> streams; // guarded by mutex
        std::size_t shardsLeft; // guarded by mutex
    };
    const auto found = std::make_shared<Found>();
    found->shardsLeft = m_shards.size();
    for (const auto& shard : m_shards) {
        shard->post(Task([this, found, channel, userId, run = m_run](Shard& one) {
            const std::vector<Shard::StreamAge> streams = one.streamsOf(channel, userId);
            const std::lock_guard lock(found->mutex);
            found->streams.insert(found->streams.end(), streams.begin(), streams.end());
            if (--found->shardsLeft > 0)
                return;
            QMetaObject::invokeMethod(
                this,
                [this, found, run] {
                    const auto most = static_cast<std::size_t>(m_options.maxPerUser);
                    if (run != m_run || most == 0 || found->streams.size() <= most)
                        return;
                    std::sort(found->streams.begin(), found->streams.end());
                    std::vector<quint64> oldest;
                    for (std::size_t i = 0; i < found->streams.size() - most; ++i)
                        oldest.push_back(found->streams[i].id);
                    endStreams(
                        oldest, [](int) {},
                        [](Shard& same, const std::unordered_set<std::uint64_t>& wanted) {
                            return same.endStreams(
                                wanted, Hub::NeverRetry, DisconnectReason::Limit);
                        });
                },
                Qt::QueuedConnection);
        }));
    }
}

void HubCore::recordClosed(ClosedConnections& closed)
{
    m_closed = &closed;
    if (m_api)
        m_api->setClosedConnections(&closed);
}

void HubCore::watchConnection(quint64 id)
{
    if (m_connectionWatch)
        m_connectionWatch->watch(id);
}

void HubCore::changeOptions(const HubOptions& options, std::function<void(const QString&)> done)
{
    const HubOptions wanted = withLiveOptions(m_options, options);
    if (const QString error = checkHubOptions(wanted); !error.isEmpty())
        return done(error);
    const HubOptions before = std::exchange(m_options, wanted);
    for (const OptionSpec& spec : hubOptionSpecs()) {
        const QString name = QString::fromLatin1(spec.name);
        if (const QString text = hubOptionText(m_options, name);
            text != hubOptionText(before, name))
            qCInfo(hubLog, "--%s is %s from now on", spec.name, qPrintable(text));
    }
    if (m_api)
        m_api->setLimits(m_options, socketBudget(m_options, m_acceptor->openSockets()).streams);
    if (m_acceptor) {
        m_acceptor->setRetry(static_cast<int>(m_options.retry.count()));
        m_acceptor->setDeadPeerTime(Shard::deadPeerTime(m_options.heartbeat));
    }
    for (const auto& shard : m_shards)
        shard->post(Task([tuning = tuningOf(m_options)](Shard& one) { one.retune(tuning); }));
    done({});
}

void HubCore::beginFault(const Fault& fault, std::function<void(const QString&, const Fault&)> done)
{
    if (m_status.state != HubState::Listening)
        return done(QStringLiteral("The hub is not listening."), fault);
    m_faults->begin(fault, std::move(done));
}

void HubCore::endFault(quint64 id)
{
    if (m_faults)
        m_faults->end(id);
}

void HubCore::endFaults()
{
    if (m_faults)
        m_faults->endAll();
}

void HubCore::startFaults()
{
    FaultDesk::HubSide side;
    side.setStreamFaults = [this](const StreamFaults& faults) {
        for (const auto& shard : m_shards)
            shard->post(Task([faults](Shard& one) { one.setFaults(faults); }));
    };
    side.reviewStreams = [this] {
        for (const auto& shard : m_shards)
            shard->post(Task([](Shard& one) { one.reviewFaults(); }));
    };
    side.setNewStreamFaults = [this](const NewStreamFaults& faults) {
        for (const auto& shard : m_shards)
            shard->post(Task(
                [api = m_api.get(), faults](Shard& one) { api->setNewStreamFaults(one, faults); }));
    };
    side.collect
        = [this](bool withRoundTrip, const std::function<void(const ConnectionSnapshot&)>& done) {
              collectConnections(withRoundTrip,
                  [done](const std::shared_ptr<ConnectionSnapshot>& snapshot) { done(*snapshot); });
          };
    side.breakOff = [this](const std::vector<quint64>& ids, std::function<void(int)> done) {
        auto here = [this, run = m_run, done = std::move(done)](int found) {
            QMetaObject::invokeMethod(
                this,
                [this, run, done, found] {
                    if (run == m_run)
                        done(found);
                },
                Qt::QueuedConnection);
        };
        endStreams(ids, std::move(here),
            [](Shard& shard, const std::unordered_set<std::uint64_t>& wanted) {
                return shard.breakStreams(wanted, DisconnectReason::Fault, false);
            });
    };
    m_faults = std::make_unique<FaultDesk>(std::move(side));
    m_faults->setRedis(m_redis.get());
    connect(m_faults.get(), &FaultDesk::changed, this, &HubCore::faultsChanged);
    connect(m_faults.get(), &FaultDesk::happened, this, &HubCore::faultHappened);
}

// ---------------------------------------------------------------- admin answers

void HubCore::answer(AdminRequest request)
{
    switch (request.kind) {
    case AdminRequest::Kind::Stats:
        return answerStats(request);
    case AdminRequest::Kind::Connections:
        return answerConnections(request);
    case AdminRequest::Kind::Disconnect:
        return answerDisconnect(request);
    case AdminRequest::Kind::Followers:
    case AdminRequest::Kind::Interests:
        return audience_api::answer(*m_audience, std::move(request));
    case AdminRequest::Kind::Break:
        return fault_api::answer(*m_faults, m_options.allowFaults, std::move(request));
    case AdminRequest::Kind::Receipt:
        return m_receipts->answer(request);
    case AdminRequest::Kind::Metrics:
        return answerMetrics(request);
    }
}

void HubCore::answerMetrics(const AdminRequest& request)
{
    prometheus_text::Totals totals = m_sampler->live();
    totals.connectionsLimit = m_api->maxStreams();
    totals.faults = m_faults ? m_faults->faults().size() : 0;
    for (std::size_t i = 0; i < totals.refusedPublishes.size(); ++i)
        totals.refusedPublishes[i] = m_api->publishRefusals()[i].load(std::memory_order_relaxed);
    if (m_sideLosses)
        totals.losses = m_sideLosses();
    if (totals.redis && m_redis) {
        totals.redis->isUp = m_status.broker.ready;
        totals.redis->reconnects = m_redis->reconnects();
    }
    HttpApi::answerAdmin(request,
        {.contentType = "text/plain; version=0.0.4; charset=utf-8",
            .body = prometheus_text::render(totals).toStdString()});
}

void HubCore::answerStats(const AdminRequest& request)
{
    const MetricsSample sum = m_sampler->live().sum;
    const MetricsSample& now = sum; // levels are the newest
    QJsonObject disconnects;
    for (std::size_t i = 0; i < DisconnectReasonCount; ++i)
        disconnects[QLatin1StringView(disconnectReasonName(static_cast<DisconnectReason>(i)))]
            = qint64(sum.disconnectsByReason[i]);
    QJsonObject stats{
        {QStringLiteral("instance"), m_status.instance},
        {QStringLiteral("version"), QStringLiteral(FANLIGHT_VERSION)},
        {QStringLiteral("broker"), m_status.broker.kind},
        {QStringLiteral("uptimeSeconds"), double((monotonicNs() - m_startedNs) / 1'000'000) / 1000},
        {QStringLiteral("shards"), m_status.shards},
        {QStringLiteral("connections"), qint64(now.connections)},
        {QStringLiteral("maxConnections"), m_api->maxStreams()},
        {QStringLiteral("maxPerUser"), m_options.maxPerUser},
        {QStringLiteral("faults"), m_faults ? qint64(m_faults->faults().size()) : 0},
        {QStringLiteral("connects"), qint64(sum.connects)},
        {QStringLiteral("resumed"), qint64(sum.resumed)},
        {QStringLiteral("refused"), qint64(sum.refused)},
        {QStringLiteral("disconnects"), disconnects},
        {QStringLiteral("published"), qint64(sum.published)},
        {QStringLiteral("delivered"), qint64(sum.delivered)},
        {QStringLiteral("bytes"), qint64(sum.bytes)},
        {QStringLiteral("droppedEvents"), qint64(sum.droppedEvents)},
        {QStringLiteral("batched"),
            QJsonObject{{QStringLiteral("notifications"), qint64(sum.batchedIn)},
                {QStringLiteral("events"), qint64(sum.batchedOut)}}},
        {QStringLiteral("slowClients"), qint64(now.slowClients)},
        {QStringLiteral("backlogBytes"), qint64(now.backlogBytes)},
        {QStringLiteral("history"),
            QJsonObject{{QStringLiteral("events"), qint64(now.historyEvents)},
                {QStringLiteral("bytes"), qint64(now.historyBytes)},
                {QStringLiteral("limitBytes"), m_options.historyBytes}}},
        {QStringLiteral("latency"),
            QJsonObject{{QStringLiteral("write"), percentiles(sum.write)},
                {QStringLiteral("ack"), percentiles(sum.ack)}}},
        {QStringLiteral("memory"),
            QJsonObject{{QStringLiteral("rssBytes"), figure(now.rssBytes)},
                {QStringLiteral("bytesPerConnection"), figure(now.bytesPerConnection)},
                {QStringLiteral("kernelSocketBytes"), figure(now.kernelSocketBytes)}}},
        {QStringLiteral("files"),
            QJsonObject{{QStringLiteral("open"), figure(now.openFiles)},
                {QStringLiteral("limit"), figure(now.fileLimit)}}},
        {QStringLiteral("cpuPercent"), figure(now.cpuPercent)},
    };
    if (m_redis) {
        stats[QStringLiteral("redis")] = QJsonObject{{QStringLiteral("url"), m_status.broker.url},
            {QStringLiteral("ready"), m_status.broker.ready},
            {QStringLiteral("problem"),
                m_status.broker.problem.isEmpty() ? QJsonValue()
                                                  : QJsonValue(m_status.broker.problem)},
            {QStringLiteral("channels"), qint64(m_redis->subscribedChannels())},
            {QStringLiteral("received"), figure(sum.redisReceived)},
            {QStringLiteral("roundTripMs"), figure(m_redis->roundTripMs())},
            {QStringLiteral("reconnects"), qint64(m_redis->reconnects())},
            {QStringLiteral("lag"), percentiles(sum.redisLag)}};
        stats[QStringLiteral("instances")] = instancesJson(m_board->instances());
        const QString shared
            = m_board->instances() ? m_board->instances()->nameConflict() : QString();
        stats[QStringLiteral("nameConflict")]
            = shared.isEmpty() ? QJsonValue() : QJsonValue(shared);
        stats[QStringLiteral("total")]
            = QJsonObject{{QStringLiteral("connections"), figure(m_board->totalConnections())},
                {QStringLiteral("rssBytes"), figure(m_board->totalRssBytes())}};
    }
    HttpApi::answerAdmin(request, jsonResponse(stats));
}

void HubCore::answerConnections(const AdminRequest& request)
{
    const auto query = http::Query::parse(request.query);
    const auto parameter = [&](std::string_view name) {
        const auto value = query ? query->value(name) : std::nullopt;
        return value ? QString::fromUtf8(value->data(), static_cast<qsizetype>(value->size()))
                     : QString();
    };
    const ConnectionFilter filter = ConnectionFilter::parse(parameter("filter"));
    if (!filter.error().isEmpty())
        return HttpApi::answerAdmin(
            request, errorResponse(400, QStringLiteral("filter: ") + filter.error()));
    bool ok = true;
    const QString limitText = parameter("limit");
    const int limit = limitText.isEmpty() ? DefaultConnectionsPage : limitText.toInt(&ok);
    if (!ok || limit < 1 || limit > MaxConnectionsPage)
        return HttpApi::answerAdmin(request,
            errorResponse(400,
                QStringLiteral("limit: must be a number from 1 to %1").arg(MaxConnectionsPage)));
    const QString cursorText = parameter("cursor");
    const std::optional<quint64> after
        = cursorText.isEmpty() ? std::optional<quint64>(0) : parseConnectionId(cursorText);
    if (!after)
        return HttpApi::answerAdmin(request,
            errorResponse(400, QStringLiteral("cursor: must be the “next” of an earlier answer")));

    if (m_listings >= MaxListings)
        return HttpApi::answerAdmin(request,
            {.status = 503,
                .headers = "Retry-After: 1\r\n",
                .body = http::errorBody(std::to_string(MaxListings)
                    + " lists of connections are being made; try again")});
    ++m_listings;
    // Put together in a thread of its own: shards deliver, and behind Redis the hub's thread
    // carries every message.
    m_rows->collect(true,
        [this, run = m_run, request, filter, limit, after = *after](
            const std::shared_ptr<ConnectionSnapshot>& snapshot) {
            m_worker.start([this, run, request, filter, limit, after, snapshot] {
                ConnectionRows::arrange(*snapshot);
                HttpApi::answerAdmin(request, listingOf(*snapshot, filter, limit, after));
                Worker::answer(this, [this, run] {
                    if (run == m_run)
                        --m_listings;
                });
            });
        });
}

// DELETE /api/connections/{id}?retry=off|5s|1500ms
void HubCore::answerDisconnect(const AdminRequest& request)
{
    const QString idText = QString::fromStdString(request.segments.front());
    const std::optional<quint64> id = parseConnectionId(idText);
    if (!id)
        return HttpApi::answerAdmin(request,
            errorResponse(404,
                QStringLiteral("id: “%1” is not a connection id; they look like c-1vzt")
                    .arg(idText)));
    const auto query = http::Query::parse(request.query);
    qint64 retryMs = -1;
    if (const auto retry = query ? query->value("retry") : std::nullopt) {
        const QString text
            = QString::fromUtf8(retry->data(), static_cast<qsizetype>(retry->size()));
        const auto duration = parseDuration(text);
        if (text != u"off" && (!duration || duration->count() > publish_limits::RetryMs))
            return HttpApi::answerAdmin(request,
                errorResponse(400,
                    QStringLiteral(
                        "retry: must be “off” or a duration up to 24h, such as 500ms or 5s")));
        retryMs = text == u"off" ? Hub::NeverRetry : duration->count();
    }
    disconnect({*id}, retryMs, [request, idText](int found) {
        if (found == 0)
            HttpApi::answerAdmin(request,
                errorResponse(404, QStringLiteral("there is no connection %1").arg(idText)));
        else
            HttpApi::answerAdmin(request, jsonResponse({{QStringLiteral("disconnected"), idText}}));
    });
}

// ---------------------------------------------------------------- audience

void HubCore::findAudience(PublishKind kind, const ParsedPublish& publish, SetStore::Members done)
{
    if (kind == PublishKind::Fanout)
        m_audience->followers(publish.authorId, std::move(done));
    else
        m_audience->interested(publish.type, publish.authorId, std::move(done));
}

void HubCore::publishToAudience(AudiencePublish wanted)
{
    const auto refuse = [](const AudiencePublish& one, const std::string& why) {
        one.ticket->refuse(why);
        one.ticket->arrived(0, nullptr);
    };
    if (const std::string why = m_broker->whyNotReady(); !why.empty())
        return refuse(wanted, why);
    const PublishKind kind = wanted.kind;
    const ParsedPublish publish = wanted.publish;
    findAudience(kind, publish,
        [this, run = m_run, refuse, wanted = std::move(wanted)](
            const std::string& error, std::vector<std::string> users) {
            if (!error.empty())
                return refuse(wanted, error);
            wanted.ticket->setAudience(users.size());
            if (users.empty() || run != m_run)
                return wanted.ticket->arrived(0, nullptr);
            m_broker->publish(
                notificationOf(wanted.publish, users, wanted.publishedNs), wanted.ticket);
        });
}

void HubCore::listAudience(
    AudienceKind kind, const QString& contains, std::function<void(const AudienceSets&)> done)
{
    AudienceSets none;
    if (!m_audience) {
        none.error = QStringLiteral("The hub is not listening.");
        return done(none);
    }
    m_audience->sets(kind == AudienceKind::Followers, contains.toStdString(), AudienceSets::Most,
        [done = std::move(done)](
            const std::string& error, std::vector<SetStore::Size> sets, bool more) {
            AudienceSets found;
            found.error = QString::fromStdString(error);
            found.more = more;
            for (const SetStore::Size& set : sets)
                found.sets.push_back(
                    {QString::fromStdString(set.name), static_cast<qint64>(set.size)});
            done(found);
        });
}

void HubCore::listMembers(
    AudienceKind kind, const QString& set, std::function<void(const AudienceMembers&)> done)
{
    AudienceMembers none;
    if (!m_audience) {
        none.error = QStringLiteral("The hub is not listening.");
        return done(none);
    }
    const auto answer
        = [done = std::move(done)](const std::string& error, std::vector<std::string> users) {
              AudienceMembers members;
              members.error = QString::fromStdString(error);
              members.users.reserve(static_cast<qsizetype>(users.size()));
              for (const std::string& user : users)
                  members.users.append(QString::fromStdString(user));
              std::sort(members.users.begin(), members.users.end(),
                  [](const QString& a, const QString& b) {
                      return a.size() != b.size() ? a.size() < b.size() : a < b;
                  });
              done(members);
          };
    if (kind == AudienceKind::Followers)
        m_audience->followers(set.toStdString(), answer);
    else
        m_audience->interested(set.toStdString(), {}, answer);
}

// Changes of the audience that are done one after another.
struct HubCore::AudienceJob {
    std::vector<AudienceChange> changes;
    std::size_t next = 0;
    std::uint64_t run = 0; // of the hub
    quint64 changed = 0;
    std::function<void(const QString&, quint64)> done;
};

void HubCore::changeAudience(
    std::vector<AudienceChange> changes, std::function<void(const QString&, quint64)> done)
{
    std::size_t users = 0;
    QString error = m_audience ? QString() : QStringLiteral("The hub is not listening.");
    for (const AudienceChange& change : changes) {
        users += static_cast<std::size_t>(change.users.size());
        const char* name = change.kind == AudienceKind::Followers ? "author" : "type";
        if (error.isEmpty())
            error = QString::fromStdString(checkName(name, change.set.toStdString()));
        for (const QString& user : change.users) {
            if (error.isEmpty())
                error = QString::fromStdString(checkName("user", user.toStdString()));
        }
    }
    if (error.isEmpty() && users > static_cast<std::size_t>(Hub::MostChanged))
        error = QStringLiteral("At most %1 users can be changed at once.").arg(Hub::MostChanged);
    if (!error.isEmpty())
        return done(error, 0);
    const auto job = std::make_shared<AudienceJob>();
    job->changes = std::move(changes);
    job->run = m_run;
    job->done = std::move(done);
    changeNext(job);
}

void HubCore::changeNext(const std::shared_ptr<AudienceJob>& job)
{
    if (job->run != m_run)
        return job->done(QStringLiteral("The hub has stopped."), job->changed);
    if (job->next == job->changes.size())
        return job->done({}, job->changed);
    const AudienceChange& change = job->changes[job->next++];
    std::vector<std::string> names;
    for (const QString& user : change.users)
        names.push_back(user.toStdString());
    m_audience->change(change.kind == AudienceKind::Followers, change.set.toStdString(),
        std::move(names), change.remove, [this, job](const std::string& why, quint64 changed) {
            job->changed += changed;
            if (!why.empty())
                return job->done(QString::fromStdString(why), job->changed);
            // what is in memory answers at once: as a call within the call it would go deep
            QMetaObject::invokeMethod(
                this, [this, job] { changeNext(job); }, Qt::QueuedConnection);
        });
}

// ---------------------------------------------------------------- Redis

RedisBroker::Settings HubCore::redisSettings(const redis::RedisUrl& url) const
{
    RedisBroker::Settings settings;
    settings.url = url;
    settings.prefix = m_options.channelPrefix.toStdString();
    settings.history = {m_options.historyCount, m_options.historyAge};
    settings.instance = m_status.instance.toStdString();
    settings.messageLimit = static_cast<std::size_t>(m_options.bodyLimit);
    settings.batchAll = m_options.batchAll;
    settings.receiptOf = [this](std::string_view token, bool isHanded) {
        return m_receipts->partOf(token, isHanded);
    };
    settings.foreign = [this](const FramePtr& frame, const std::string* userId) -> std::uint64_t {
        if (!m_messages)
            return 0;
        MessageRecord record;
        record.timeMs = QDateTime::currentMSecsSinceEpoch();
        record.source = MessageSource::Redis;
        record.broadcast = !userId;
        record.users = userId ? 1 : 0;
        record.userId = userId ? *userId : std::string();
        record.frame = frame;
        return m_messages->append(std::move(record));
    };
    settings.foreignUser = [this](std::uint64_t message) { m_messages->addUser(message); };
    return settings;
}

// Makes Redis the broker; what it does not serve yet waits in it.
void HubCore::startRedis(const redis::RedisUrl& url)
{
    std::vector<Shard*> all;
    for (const auto& shard : m_shards)
        all.push_back(shard.get());
    m_redis = std::make_unique<RedisBroker>(all, redisSettings(url));
    connect(m_redis.get(), &RedisBroker::readyChanged, this, &HubCore::brokerChanged);
    connect(m_redis.get(), &RedisBroker::gapClosed, this, &HubCore::gapClosed);
    m_audience = std::make_unique<Audience>(
        std::make_unique<RedisSets>(m_redis->commands()), m_redis->keys());
    m_receipts->setLink(&m_redis->commands(), m_redis->keys());
    m_broker = m_redis.get();
    m_status.broker.kind = QStringLiteral("redis");
    m_status.broker.url = url.display();
}

// Heartbeats and figures; the address must be known.
void HubCore::startBoard()
{
    m_board = std::make_unique<InstanceBoard>(m_redis->commands(), m_redis->keys(),
        m_status.instance, m_mark, m_status.url, m_status.startedAtMs);
    connect(m_board.get(), &InstanceBoard::emptied, m_receipts.get(), &ReceiptBook::writeAgain);
    m_receipts->setSilence([this] { return m_board ? m_board->longestSilenceMs() : 0; });
    connect(m_board.get(), &InstanceBoard::changed, this, &HubCore::instancesChanged);
    m_board->start();
    m_watch = std::make_unique<RedisWatch>(*m_redis, m_redis->subscriberName());
    connect(m_watch.get(), &RedisWatch::sampled, this, &HubCore::redisSampled);
    m_watch->setWatched(m_redisWatched);
}

void HubCore::brokerChanged()
{
    if (m_redis) {
        if (!m_status.broker.ready && m_redis->isReady()) {
            m_receipts->writeAgain(); // it may come back without some of it
            if (m_board && m_status.state == HubState::Listening)
                m_board->start(); // what takes messages is on the board
        }
        m_status.broker.problem = QString::fromStdString(m_redis->whyNotReady());
        m_status.broker.ready = m_redis->isReady() && m_status.broker.problem.isEmpty();
        m_status.broker.awaySinceMs = m_redis->awaySinceMs();
        if (!m_redis->isReady() && m_board)
            m_board->forget();
    }
    Q_EMIT statusChanged(m_status);
}

void HubCore::checkRedis(const QString& url, std::function<void(const RedisCheck&)> done)
{
    auto* checker = new RedisChecker(url, m_options.channelPrefix, this);
    connect(checker, &RedisChecker::finished, this,
        [checker, done = std::move(done)](const RedisCheck& check) {
            checker->deleteLater();
            done(check);
        });
    checker->start();
}

void HubCore::moveToRedis(const QString& url, std::function<void(const QString& error)> done)
{
    checkRedis(url, [this, run = m_run, url, done = std::move(done)](const RedisCheck& check) {
        for (const RedisCheckStep& step : check.steps) {
            if (step.outcome == RedisCheckStep::Outcome::Failed)
                return done(step.text);
        }
        if (run != m_run || m_status.state != HubState::Listening || !m_memory || m_redis)
            return done(
                QStringLiteral("Only a listening hub that is in memory can move to Redis."));
        const auto parsed = redis::RedisUrl::parse(url, nullptr);
        startRedis(*parsed);
        m_faults->setRedis(m_redis.get());
        m_redis->adopt(m_memory->handOver(*m_redis));
        m_api->setBroker(*m_redis);
        m_sampler->setBroker(*m_redis);
        m_redis->open();
        m_options.broker = url;
        startBoard();
        brokerChanged();
        qCInfo(hubLog, "moved from memory to %s; the history in memory ends here",
            qPrintable(m_status.broker.url));
        done({});
    });
}

void HubCore::watchRedis(bool watched)
{
    m_redisWatched = watched;
    if (m_watch)
        m_watch->setWatched(watched);
}

void HubCore::tapRedis(const QString& pattern)
{
    m_tap.reset();
    if (pattern.isEmpty())
        return;
    if (!m_redis) {
        if (m_status.state == HubState::Listening)
            Q_EMIT tapFailed(QStringLiteral("The hub is not behind Redis."));
        return;
    }
    m_tap = std::make_unique<RedisTap>(*redis::RedisUrl::parse(m_options.broker, nullptr), pattern);
    connect(m_tap.get(), &RedisTap::tapped, this, &HubCore::tapped);
    connect(m_tap.get(), &RedisTap::failed, this, &HubCore::tapFailed);
}

} // namespace fanlight
