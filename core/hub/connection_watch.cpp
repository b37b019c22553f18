// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "hub/connection_watch.h"

#include "hub/connection_rows.h"
#include "metrics/hand_over.h"
#include "net/clock.h"
#include "net/shard.h"

#include <linux/sockios.h>
#include <netinet/tcp.h>
#include <sys/ioctl.h>
#include <sys/socket.h>

namespace fanlight {

namespace {

void addSocketFigures(WatchedConnection& watched, int descriptor)
{
    int unacknowledged = 0;
    if (ioctl(descriptor, SIOCOUTQ, &unacknowledged) == 0)
        watched.kernelQueueBytes = unacknowledged;
    tcp_info info{};
    socklen_t size = sizeof info;
    if (getsockopt(descriptor, IPPROTO_TCP, TCP_INFO, &info, &size) == 0) {
        watched.rttVarianceMs = info.tcpi_rttvar / 1000.0;
        watched.retransmits = info.tcpi_total_retrans;
    }
}

} // namespace

// One look at one stream. What is not constant belongs to the thread of the shard that has it.
struct ConnectionWatch::Look {
    quint64 id = 0;
    WatchedConnection last; // once it has ended: how it stood then
    bool isChunked = true;
    std::atomic<int> shardsWithout{0};
};

ConnectionWatch::ConnectionWatch(std::vector<Shard*> shards, QObject* parent)
    : QObject(parent)
    , m_shards(std::move(shards))
    , m_timer(this)
{
    m_timer.setInterval(IntervalMs);
    connect(&m_timer, &QTimer::timeout, this, &ConnectionWatch::sample);
}

ConnectionWatch::~ConnectionWatch() = default;

void ConnectionWatch::watch(quint64 id)
{
    m_timer.stop();
    m_look.reset();
    if (id == 0) {
        for (Shard* shard : m_shards)
            shard->post(Task([](Shard& one) { one.watch(0, nullptr); }));
        return;
    }
    m_look = std::make_shared<Look>();
    m_look->id = id;
    for (Shard* shard : m_shards) {
        shard->post(
            Task([this, look = m_look, shards = static_cast<int>(m_shards.size())](Shard& one) {
                auto watch = std::make_unique<StreamWatch>();
                watch->sinceMs = QDateTime::currentMSecsSinceEpoch();
                watch->mostFrames = WatchedConnection::MostFrames;
                watch->mostBytes = WatchedConnection::MostBytes;
                watch->ended = [look](const Shard& shardOfIt, const Connection& connection,
                                   DisconnectReason reason) {
                    look->last.row = closedRowOf(shardOfIt, connection, reason);
                    addSocketFigures(look->last, connection.descriptor);
                };
                if (one.watch(look->id, std::move(watch)) || ++look->shardsWithout < shards)
                    return;
                handOver(this, [this, look] {
                    if (look != m_look)
                        return;
                    m_timer.stop();
                    WatchedConnection none;
                    none.id = look->id;
                    none.takenAtMs = QDateTime::currentMSecsSinceEpoch();
                    Q_EMIT sampled(none);
                });
            }));
    }
    m_timer.start();
    sample();
}

void ConnectionWatch::sample()
{
    for (Shard* shard : m_shards) {
        shard->post(Task([this, look = m_look](Shard& one) {
            const StreamWatch* watch = one.watched();
            if (!watch)
                return;
            WatchedConnection now = look->last;
            now.id = look->id;
            now.found = true;
            now.takenAtMs = QDateTime::currentMSecsSinceEpoch();
            now.watchedSinceMs = watch->sinceMs;
            if (const Connection* connection
                = now.row.isClosed() ? nullptr : one.find(watch->connection)) {
                now.row = rowOf(one, *connection, true);
                addSocketFigures(now, connection->descriptor);
                if (const auto left = one.lifetimeLeftMs(*connection); left >= 0)
                    now.endsAtMs = now.takenAtMs + left;
                look->isChunked = !connection->stream.http10;
            }
            now.ack = watch->ack;
            now.sentBefore = watch->sentBefore;
            for (const StreamWatch::Sent& sent : watch->sent)
                now.sent.push_back({sent.timeMs, sent.frame, look->isChunked});
            handOver(this, [this, look, now = std::move(now)] {
                if (look == m_look)
                    take(now);
            });
        }));
    }
}

void ConnectionWatch::take(const WatchedConnection& connection)
{
    if (connection.row.isClosed()) {
        m_timer.stop();
        m_look.reset();
    }
    Q_EMIT sampled(connection);
}

} // namespace fanlight
