// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "hub/connection_rows.h"

#include "net/shard.h"

#include <QDateTime>

#include <netinet/tcp.h>
#include <sys/socket.h>

#include <algorithm>

namespace fanlight {

namespace {

double roundTripMs(int descriptor)
{
    tcp_info info{};
    socklen_t size = sizeof info;
    if (getsockopt(descriptor, IPPROTO_TCP, TCP_INFO, &info, &size) < 0)
        return Unknown;
    return info.tcpi_rtt / 1000.0;
}

// What stays as it is while a stream lives.
ConnectionRow fixedPart(const Shard& shard, const Connection& connection)
{
    ConnectionRow row;
    row.id = connection.stream.id;
    if (connection.stream.channel)
        row.userId = QString::fromStdString(connection.stream.channel->userId.text());
    row.address = QString::fromStdString(connection.addressText());
    if (connection.links.types != 0)
        row.types = QString::fromStdString(shard.typesOf(connection)).split(u',');
    row.connectedAtMs = connection.stream.connectedAtMs;
    row.userAgent = QString::fromStdString(shard.userAgentOf(connection));
    row.lastEventId = QString::fromStdString(connection.knownExtra().lastEventId);
    row.replayed = connection.knownExtra().replayed;
    return row;
}

void addFigures(
    ConnectionRow& row, const Shard& shard, const Connection& connection, bool withRoundTrip)
{
    row.openMs = shard.openForMs(connection);
    row.events = connection.sent.events;
    row.bytes = connection.sent.bytes;
    row.dropped = connection.knownExtra().dropped;
    row.backlogBytes = static_cast<qint64>(connection.queue.bytes);
    if (withRoundTrip)
        row.rttMs = roundTripMs(connection.descriptor);
}

} // namespace

ConnectionRow rowOf(const Shard& shard, const Connection& connection, bool withRoundTrip)
{
    ConnectionRow row = fixedPart(shard, connection);
    addFigures(row, shard, connection, withRoundTrip);
    return row;
}

ConnectionRow closedRowOf(const Shard& shard, const Connection& connection, DisconnectReason reason)
{
    ConnectionRow row = rowOf(shard, connection, true);
    row.closedAtMs = QDateTime::currentMSecsSinceEpoch();
    row.reason = reason;
    return row;
}

// The fixed parts of a shard's rows, by id.
struct ConnectionRows::ShardTexts {
    struct Kept {
        ConnectionRow row;
        std::uint64_t round = 0; // of the last snapshot that had it
    };
    std::unordered_map<std::uint64_t, Kept> rows;
    std::uint64_t round = 0;

    const ConnectionRow& of(const Shard& shard, const Connection& connection)
    {
        const auto [at, isNew] = rows.try_emplace(connection.stream.id);
        if (isNew)
            at->second.row = fixedPart(shard, connection);
        at->second.round = round;
        return at->second.row;
    }
};

// The rows of every shard; the last slice of the last shard hands them over.
struct ConnectionRows::Collection {
    std::mutex mutex;
    std::vector<ConnectionRow> rows; // guarded by mutex
    std::size_t shardsLeft = 0; // guarded by mutex
    bool withRoundTrip = false;
    std::function<void(std::shared_ptr<ConnectionSnapshot>)> done;
};

ConnectionRows::ConnectionRows(std::vector<Shard*> shards)
    : m_shards(std::move(shards))
{
    for (std::size_t i = 0; i < m_shards.size(); ++i)
        m_texts.push_back(std::make_shared<ShardTexts>());
}

ConnectionRows::~ConnectionRows() = default;

void ConnectionRows::collect(
    bool withRoundTrip, std::function<void(std::shared_ptr<ConnectionSnapshot>)> done)
{
    m_lastAskedMs = QDateTime::currentMSecsSinceEpoch();
    auto collection = std::make_shared<Collection>();
    collection->shardsLeft = m_shards.size();
    collection->withRoundTrip = withRoundTrip;
    collection->done = std::move(done);
    for (std::size_t i = 0; i < m_shards.size(); ++i) {
        m_shards[i]->post(Task([collection, texts = m_texts[i]](Shard& one) {
            ++texts->round;
            collectSlice(one, texts, collection, 0);
        }));
    }
}

void ConnectionRows::expire()
{
    if (m_lastAskedMs == 0 || QDateTime::currentMSecsSinceEpoch() - m_lastAskedMs < KeptMs)
        return;
    m_lastAskedMs = 0;
    for (std::size_t i = 0; i < m_shards.size(); ++i)
        m_shards[i]->post(Task([texts = m_texts[i]](Shard&) { texts->rows = {}; }));
}

void ConnectionRows::collectSlice(Shard& shard, const std::shared_ptr<ShardTexts>& texts,
    const std::shared_ptr<Collection>& collection, std::uint32_t from)
{
    std::vector<ConnectionRow> rows;
    rows.reserve(RowsPerTurn);
    const std::uint32_t next
        = shard.visitStreams(from, RowsPerTurn, [&](const Connection& connection) {
              rows.push_back(texts->of(shard, connection));
              addFigures(rows.back(), shard, connection, collection->withRoundTrip);
          });
    // Another snapshot may have begun meanwhile; what it saw counts as well.
    if (next == NoIndex)
        std::erase_if(
            texts->rows, [&](const auto& kept) { return kept.second.round + 1 < texts->round; });
    std::shared_ptr<ConnectionSnapshot> snapshot;
    {
        const std::lock_guard lock(collection->mutex);
        std::move(rows.begin(), rows.end(), std::back_inserter(collection->rows));
        if (next == NoIndex && --collection->shardsLeft == 0) {
            snapshot = std::make_shared<ConnectionSnapshot>();
            snapshot->rows = std::move(collection->rows);
        }
    }
    if (next != NoIndex) {
        shard.post(Task([texts, collection, next](
                            Shard& same) { collectSlice(same, texts, collection, next); }));
        return;
    }
    if (!snapshot)
        return;
    snapshot->takenAtMs = QDateTime::currentMSecsSinceEpoch();
    collection->done(std::move(snapshot));
}

void ConnectionRows::arrange(ConnectionSnapshot& snapshot)
{
    // Rows are large: what is sorted is where they are.
    std::vector<std::pair<quint64, std::uint32_t>> order;
    order.reserve(snapshot.rows.size());
    for (const ConnectionRow& row : snapshot.rows)
        order.emplace_back(row.id, static_cast<std::uint32_t>(order.size()));
    std::sort(order.begin(), order.end());
    std::vector<ConnectionRow> rows;
    rows.reserve(order.size());
    for (const auto& [id, at] : order) {
        if (rows.empty() || rows.back().id != id)
            rows.push_back(std::move(snapshot.rows[at]));
    }
    snapshot.rows = std::move(rows);
    snapshot.total = snapshot.rows.size();
}

} // namespace fanlight
