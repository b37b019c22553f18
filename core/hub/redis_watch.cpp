// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "hub/redis_watch.h"

#include "broker/redis_broker.h"
#include "hub/cluster_nodes.h"
#include "qtredis/key_slot.h"

#include <QDateTime>
#include <QHash>

namespace fanlight {

using redis::Reply;

namespace {

// "name:value" a line, as INFO answers.
QHash<QString, QString> infoFields(std::string_view info)
{
    QHash<QString, QString> fields;
    for (const QString& line :
        redis::toQString(info).split(QStringLiteral("\r\n"), Qt::SkipEmptyParts)) {
        const qsizetype colon = line.indexOf(u':');
        if (colon > 0)
            fields.insert(line.left(colon), line.mid(colon + 1));
    }
    return fields;
}

double number(const QHash<QString, QString>& fields, const QString& name)
{
    bool isNumber = false;
    const double value = fields.value(name).toDouble(&isNumber);
    return isNumber ? value : Unknown;
}

void readInfo(const Reply& reply, RedisSnapshot& snapshot)
{
    const auto fields = infoFields(reply.text());
    snapshot.version = fields.value(QStringLiteral("redis_version"));
    snapshot.mode = fields.value(QStringLiteral("redis_mode"));
    snapshot.role = fields.value(QStringLiteral("role"));
    snapshot.uptimeSeconds = number(fields, QStringLiteral("uptime_in_seconds"));
    snapshot.allChannels = number(fields, QStringLiteral("pubsub_channels"));
    snapshot.usedMemoryBytes = number(fields, QStringLiteral("used_memory"));
    if (const double limit = number(fields, QStringLiteral("maxmemory")); limit > 0)
        snapshot.maxMemoryBytes = limit;
    snapshot.evictionPolicy = fields.value(QStringLiteral("maxmemory_policy"));
    snapshot.connectedClients = number(fields, QStringLiteral("connected_clients"));
    snapshot.commandsPerSecond = number(fields, QStringLiteral("instantaneous_ops_per_sec"));
}

// "… name=fanlight:a:subscriber … omem=0 …" a client.
void readClients(const Reply& reply, const QString& name, RedisSnapshot& snapshot)
{
    for (const QString& line : redis::toQString(reply.text()).split(u'\n', Qt::SkipEmptyParts)) {
        const QStringList fields = line.split(u' ');
        if (!fields.contains(QString(QStringLiteral("name=") + name)))
            continue;
        for (const QString& field : fields) {
            if (field.startsWith(QStringLiteral("omem=")))
                snapshot.outputBufferBytes = field.mid(5).toDouble();
        }
    }
}

// "normal 0 0 0 slave 268435456 67108864 60 pubsub 33554432 8388608 60"
void readLimits(const Reply& reply, RedisSnapshot& snapshot)
{
    const QStringList words = redis::toQString(reply[1].text()).split(u' ', Qt::SkipEmptyParts);
    const qsizetype at = words.indexOf(QStringLiteral("pubsub"));
    if (at < 0 || at + 3 >= words.size())
        return;
    const auto limit = [&](qsizetype offset) {
        return words[at + offset].toDouble() > 0 ? words[at + offset].toDouble() : Unknown;
    };
    snapshot.outputBufferHardLimit = limit(1);
    snapshot.outputBufferSoftLimit = limit(2);
    snapshot.outputBufferSoftSeconds = limit(3);
}

// What this hub does at each.
void addNodeFigures(const ClusterTopology& topology, RedisSnapshot& snapshot)
{
    snapshot.nodesChangedAtMs = topology.changedAtMs();
    for (const auto& known : topology.nodes()) {
        for (RedisNode& node : snapshot.nodes) {
            if (node.endpoint != known->endpoint().text())
                continue;
            node.channels = double(known->channels);
            node.published = double(known->published);
            node.isAway = node.isAway || !known->isUp();
        }
    }
}

} // namespace

RedisWatch::RedisWatch(RedisBroker& broker, const std::string& subscriberName, QObject* parent)
    : QObject(parent)
    , m_broker(broker)
    , m_link(broker.commands())
    , m_subscriberName(subscriberName)
    , m_timer(this)
{
    m_timer.setInterval(IntervalMs);
    connect(&m_timer, &QTimer::timeout, this, &RedisWatch::ask);
}

void RedisWatch::setWatched(bool watched)
{
    if (watched == m_timer.isActive())
        return;
    m_lagBefore.reset();
    m_isAsking = false;
    if (!watched)
        return m_timer.stop();
    m_timer.start();
    ask();
}

void RedisWatch::addBrokerFigures(RedisSnapshot& snapshot)
{
    const BrokerFigures figures = m_broker.figures();
    auto lag = std::make_unique<LatencyRecorder::Counts>();
    figures.redisLag->addTo(*lag);
    if (m_lagBefore) {
        snapshot.lag = LatencyHistogram::difference(*lag, *m_lagBefore);
        if (snapshot.takenAtMs > m_lookedAtMs)
            snapshot.receivedPerSecond = (figures.redisReceived - m_receivedBefore) * 1000
                / double(snapshot.takenAtMs - m_lookedAtMs);
    }
    m_lagBefore = std::move(lag);
    m_receivedBefore = figures.redisReceived;
    m_lookedAtMs = snapshot.takenAtMs;
    snapshot.endpoint = m_link.endpoint().text();
    snapshot.roundTripMs = m_broker.isReady() ? m_broker.roundTripMs() : Unknown;
    snapshot.channels = double(m_broker.subscribedChannels());
    snapshot.reconnects = m_broker.reconnects();
}

void RedisWatch::ask()
{
    auto snapshot = std::make_shared<RedisSnapshot>();
    snapshot->takenAtMs = QDateTime::currentMSecsSinceEpoch();
    addBrokerFigures(*snapshot);
    if (m_link.state() != redis::RedisLink::State::Ready) {
        m_isAsking = false;
        snapshot->problem = QString::fromStdString(m_broker.whyNotReady());
        Q_EMIT sampled(*snapshot);
        return;
    }
    if (m_isAsking)
        return; // Redis is slow to answer
    m_isAsking = true;
    const auto note = [snapshot](const Reply& reply, const char* what) {
        if (reply.isError() && snapshot->problem.isEmpty())
            snapshot->problem = QStringLiteral("Redis does not tell this user %1: %2")
                                    .arg(QLatin1StringView(what), redis::toQString(reply.text()));
        return !reply.isError();
    };
    m_link.send({"INFO"}, [snapshot, note](const Reply& reply) {
        if (note(reply, "about itself (INFO)"))
            readInfo(reply, *snapshot);
    });
    m_link.send({"CLIENT", "LIST", "TYPE", "pubsub"}, [this, snapshot, note](const Reply& reply) {
        if (note(reply, "about its clients (CLIENT LIST)"))
            readClients(reply, QString::fromStdString(m_subscriberName), *snapshot);
    });
    if (m_broker.isInCluster())
        m_link.send({"CLUSTER", "NODES"}, [this, snapshot, note](const Reply& reply) {
            if (note(reply, "who else there is (CLUSTER NODES)"))
                snapshot->nodes
                    = readClusterNodes(reply.text(), redis::keySlot(m_broker.keys().lastId()));
            if (m_broker.cluster())
                addNodeFigures(m_broker.cluster()->topology(), *snapshot);
        });
    m_link.send({"CONFIG", "GET", "client-output-buffer-limit"},
        [this, snapshot, note](const Reply& reply) {
            if (note(reply, "its limits (CONFIG GET)"))
                readLimits(reply, *snapshot);
            m_isAsking = false;
            if (m_timer.isActive())
                Q_EMIT sampled(*snapshot);
        });
}

// ---------------------------------------------------------------- tap

RedisTap::RedisTap(const redis::RedisUrl& url, const QString& patterns, QObject* parent)
    : QObject(parent)
    , m_link([&] {
        redis::RedisLink::Settings settings;
        settings.url = url;
        settings.clientName = "fanlight:tap";
        return settings;
    }())
    , m_timer(this)
{
    redis::RedisLink::Handlers handlers;
    handlers.patternMessage = [this](std::string_view, std::string_view channel,
                                  std::string_view payload) { received(channel, payload); };
    handlers.subscription = [this](std::string_view, std::int64_t, bool) { m_hasBegun = true; };
    m_link.setHandlers(std::move(handlers));
    std::vector<std::string> wanted;
    for (const QString& pattern : patterns.split(u' ', Qt::SkipEmptyParts))
        wanted.push_back(pattern.toStdString());
    connect(&m_link, &redis::RedisLink::ready, this, [this, wanted = std::move(wanted)] {
        const std::vector<std::string_view> views(wanted.begin(), wanted.end());
        m_link.psubscribe(views);
    });
    connect(&m_link, &redis::RedisLink::lost, this, [this](const QString& reason) {
        if (m_hasBegun)
            return;
        m_link.close();
        Q_EMIT failed(reason);
    });
    connect(&m_timer, &QTimer::timeout, this, [this] {
        if (!m_batch.messages.empty() || m_batch.left > 0)
            Q_EMIT tapped(std::exchange(m_batch, {}));
    });
    m_timer.start(BatchMs);
    m_link.open();
}

void RedisTap::received(std::string_view channel, std::string_view payload)
{
    if (m_batch.messages.size() >= MaxBatch) {
        ++m_batch.left;
        return;
    }
    m_batch.messages.push_back({QDateTime::currentMSecsSinceEpoch(), redis::toQString(channel),
        QByteArray(payload.data(), std::min(qsizetype(payload.size()), TapMessage::PayloadBytes)),
        qint64(payload.size())});
}

} // namespace fanlight
