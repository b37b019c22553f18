// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "remote/stats_reader.h"

#include "hub/json_fields.h"

namespace fanlight {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr double MostUptime = 1e10; // seconds

bool readCounts(const QJsonObject& stats, MetricsSample& sums)
{
    JsonFields fields(stats);
    fields.whole("connections"_L1, sums.connections);
    fields.whole("connects"_L1, sums.connects);
    fields.whole("resumed"_L1, sums.resumed);
    fields.whole("refused"_L1, sums.refused);
    fields.whole("published"_L1, sums.published);
    fields.whole("delivered"_L1, sums.delivered);
    fields.whole("bytes"_L1, sums.bytes);
    fields.whole("droppedEvents"_L1, sums.droppedEvents);
    fields.whole("slowClients"_L1, sums.slowClients);
    fields.whole("backlogBytes"_L1, sums.backlogBytes);
    fields.number("cpuPercent"_L1, sums.cpuPercent, 0);
    fields.number("cpuCores"_L1, sums.cpuCores, 0);
    JsonFields batched(fields.object("batched"_L1));
    batched.whole("notifications"_L1, sums.batchedIn);
    batched.whole("events"_L1, sums.batchedOut);
    JsonFields disconnects(fields.object("disconnects"_L1));
    for (std::size_t i = 0; i < DisconnectReasonCount; ++i) {
        disconnects.whole(QLatin1StringView(disconnectReasonName(static_cast<DisconnectReason>(i))),
            sums.disconnectsByReason[i]);
        sums.disconnects += sums.disconnectsByReason[i];
    }
    JsonFields history(fields.object("history"_L1));
    history.whole("events"_L1, sums.historyEvents);
    history.whole("bytes"_L1, sums.historyBytes);
    JsonFields memory(fields.object("memory"_L1));
    memory.number("rssBytes"_L1, sums.rssBytes, 0);
    memory.number("bytesPerConnection"_L1, sums.bytesPerConnection, 0);
    memory.number("kernelSocketBytes"_L1, sums.kernelSocketBytes, 0);
    JsonFields files(fields.object("files"_L1));
    files.number("open"_L1, sums.openFiles, 0);
    files.number("limit"_L1, sums.fileLimit, 0);
    JsonFields total(fields.object("total"_L1));
    total.number("connections"_L1, sums.allConnections, 0);
    total.number("rssBytes"_L1, sums.allRssBytes, 0);
    return fields.isGood() && batched.isGood() && disconnects.isGood() && history.isGood()
        && memory.isGood() && files.isGood() && total.isGood() && fields.has("connections"_L1);
}

bool readStatus(const QJsonObject& stats, const QUrl& url, qint64 nowMs, HubStatus& status)
{
    JsonFields fields(stats);
    double uptime = 0;
    fields.text("instance"_L1, status.instance);
    fields.texts("listening"_L1, status.urls, 1000);
    fields.text("broker"_L1, status.broker.kind);
    fields.whole("shards"_L1, status.shards, 0, 100'000);
    fields.number("uptimeSeconds"_L1, uptime, 0);
    JsonFields redis(fields.object("redis"_L1));
    redis.text("url"_L1, status.broker.url);
    redis.flag("ready"_L1, status.broker.ready);
    redis.text("problem"_L1, status.broker.problem);
    status.state = HubState::Listening;
    status.url = url.toString();
    status.tls.isOn = fields.has("tls"_L1);
    status.startedAtMs = nowMs - qint64(std::min(uptime, MostUptime) * 1000);
    return fields.isGood() && redis.isGood();
}

SourceSnapshotPtr sourcesOf(const QJsonObject& stats, qint64 nowMs)
{
    auto sources = std::make_shared<SourceSnapshot>();
    sources->takenAtMs = nowMs;
    JsonFields fields(stats);
    fields.objects(
        "sources"_L1,
        [&sources](const QJsonObject& one) {
            JsonFields of(one);
            SourceRow row;
            QString state;
            of.text("name"_L1, row.name);
            of.text("kind"_L1, row.kind);
            of.text("url"_L1, row.url);
            of.text("state"_L1, state);
            of.flag("paused"_L1, row.isPaused);
            of.text("error"_L1, row.figures.error);
            of.number("lag"_L1, row.figures.lag, 0);
            of.number("dead"_L1, row.figures.dead, 0);
            of.number("perSecond"_L1, row.perSecond, 0);
            of.whole("inHand"_L1, row.figures.inHand, 0, 1e9);
            of.whole("taken"_L1, row.figures.taken);
            of.whole("acknowledged"_L1, row.figures.acknowledged);
            of.whole("refused"_L1, row.figures.refused);
            of.whole("buried"_L1, row.figures.buried);
            for (int i = 0; i < SourceStateCount; ++i) {
                if (state == sourceStateName(static_cast<SourceFigures::State>(i)))
                    row.figures.state = static_cast<SourceFigures::State>(i);
            }
            sources->rows.push_back(std::move(row));
            return of.isGood();
        },
        1000);
    return fields.isGood() && !sources->rows.empty() ? sources : nullptr;
}

// What is counted from a start never becomes less; where it does, it is from another one.
bool hasGrown(const MetricsSample& before, const MetricsSample& now)
{
    for (std::size_t i = 0; i < DisconnectReasonCount; ++i) {
        if (now.disconnectsByReason[i] < before.disconnectsByReason[i])
            return false;
    }
    return now.connects >= before.connects && now.resumed >= before.resumed
        && now.refused >= before.refused && now.published >= before.published
        && now.delivered >= before.delivered && now.bytes >= before.bytes
        && now.droppedEvents >= before.droppedEvents && now.batchedIn >= before.batchedIn
        && now.batchedOut >= before.batchedOut;
}

} // namespace

std::optional<StatsReader::Read> StatsReader::read(
    const QJsonObject& stats, const QUrl& url, qint64 nowMs)
{
    Read read;
    Before now;
    now.atMs = nowMs;
    if (!readCounts(stats, now.sums) || !readStatus(stats, url, nowMs, read.status))
        return std::nullopt;
    read.sources = sourcesOf(stats, nowMs);
    now.uptimeSeconds = stats["uptimeSeconds"_L1].toDouble();
    read.isRestarted = m_before
        && (now.uptimeSeconds < m_before->uptimeSeconds || !hasGrown(m_before->sums, now.sums));
    if (m_before && !read.isRestarted && nowMs > m_before->atMs) {
        MetricsSample sample = now.sums;
        sample.subtractCounts(m_before->sums);
        sample.refused -= m_before->sums.refused;
        sample.timeMs = nowMs;
        sample.intervalMs = nowMs - m_before->atMs;
        read.sample = sample;
    }
    m_before = now;
    return read;
}

} // namespace fanlight
