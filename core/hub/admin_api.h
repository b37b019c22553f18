// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "hub/connection_rows.h"
#include "hub/http_api.h"
#include "hub/snapshots.h"
#include "metrics/side_losses.h"
#include "metrics/worker.h"

#include <QJsonArray>
#include <QObject>

#include <functional>
#include <vector>

namespace fanlight {

class FaultDesk;
class InstanceBoard;
class RedisBroker;
class RefusalBook;
class Sampler;
class SourceDesk;

// Answers over HTTP what concerns the hub as a whole:
//   GET /api/stats, /metrics       figures since the start
//   GET /api/whoami                whom the hub takes the caller for
//   POST /api/tokens/check         why a token is refused
//   GET /api/connections           a page of the streams, with ?filter=, ?limit=, ?cursor=
//   DELETE /api/connections/{id}   ends one, with ?retry=
// The hub's thread; lists of streams are put together in one of its own, since shards deliver, and
// behind Redis the hub's thread carries every message. Its end waits for those.
class AdminApi : public QObject {
    Q_OBJECT
public:
    struct HubSide { // all outlive this
        const HubOptions& options;
        const HubStatus& status;
        const HttpApi& api;
        const Sampler& sampler;
        const FaultDesk& faults;
        const SourceDesk& sources;
        ConnectionRows& rows;
        const RefusalBook& refusals;
        std::function<SideLosses()> sideLosses; // empty: the program has no side outputs
        // `done` gets how many there were, in a shard's thread.
        std::function<void(
            const std::vector<quint64>& ids, qint64 retryMs, std::function<void(int)> done)>
            disconnect;
    };
    explicit AdminApi(HubSide hub);

    // From now on behind Redis; they outlive this.
    void setRedis(const RedisBroker& redis, const InstanceBoard& board);

    void answerStats(const AdminRequest& request) const;
    void answerMetrics(const AdminRequest& request) const;
    // What this hub is able to do, as /api/whoami tells it.
    QJsonArray features() const;
    void answerWhoAmI(const AdminRequest& request) const;
    void answerTokenCheck(const AdminRequest& request) const;
    void answerConnections(const AdminRequest& request);
    void answerDisconnect(const AdminRequest& request) const;

    static constexpr int MaxConnectionsPage = 1000; // rows of one answer
    static constexpr int DefaultConnectionsPage = 100;
    static constexpr int MaxListings = 16; // answers being made at once; more get 503

private:
    const HubSide m_hub;
    const quint64 m_startedNs; // monotonic
    const RedisBroker* m_redis = nullptr; // null: in memory
    const InstanceBoard* m_board = nullptr; // null: likewise
    int m_listings = 0; // under way
    Worker m_worker;
};

} // namespace fanlight
