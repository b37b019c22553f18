// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "broker/broker.h"
#include "hub/fault_desk.h"
#include "hub/options.h"
#include "net/shard.h"

#include <atomic>
#include <functional>
#include <vector>

namespace fanlight {

class ClosedConnections;
class HubAccess;
struct HttpCall;
struct StreamQuery;

// Streams over HTTP: GET /api/notifications, from the request to the subscription, and their end:
// how many there are and may be, who is sent away, what meets them on purpose. Called by all shards
// at once; what it keeps is constant, atomic, or per shard.
class StreamApi {
public:
    // `broker`: the one that serves, now and then another one. `access` outlives this.
    StreamApi(const HubOptions& options, int shards, int maxStreams,
        const std::atomic<Broker*>& broker, HubAccess& access);

    // Before any shard runs. `endSurplus`: the user has more streams than may be.
    using EndSurplus = std::function<void(std::uint32_t channel, const std::string& userId)>;
    void bind(EndSurplus endSurplus) { m_endSurplus = std::move(endSurplus); }
    // Every stream that ends goes there from now on. Any thread.
    void setClosedConnections(ClosedConnections* closed)
    {
        m_closed.store(closed, std::memory_order_release);
    }
    // Retry and caps from now on. Any thread.
    void setLimits(const HubOptions& options, int maxStreams);
    int maxStreams() const { return m_maxStreams.load(std::memory_order_relaxed); }

    // ---- in the shard's thread
    // What meets new streams of the shard.
    void setNewStreamFaults(const Shard& shard, NewStreamFaults faults);
    void subscribe(const HttpCall& call);
    void sendAway(const HttpCall& call) const;
    void opened(Shard& shard, const Connection& connection);
    void closed(Shard& shard, const Connection& connection, DisconnectReason reason);
    void lost(Shard& shard, const Subscription& subscription);

private:
    bool meetsFault(const HttpCall& call, const StreamQuery& asked);
    void turnAway(const HttpCall& call, int status, const std::string& reason);

    const std::atomic<Broker*>& m_broker;
    HubAccess& m_access;
    std::atomic<int> m_maxStreams;
    std::atomic<int> m_maxPerUser; // 0: no cap
    std::atomic<std::int64_t> m_retryMs;
    std::atomic<ClosedConnections*> m_closed{nullptr}; // null: nobody looks
    EndSurplus m_endSurplus;
    std::vector<NewStreamFaults> m_newStreamFaults; // by shard, each in its thread; null: none
    std::atomic<std::uint64_t> m_nextConnection{1};
    std::atomic<std::uint64_t> m_turnedAway{0}; // since it was last logged
    std::atomic<std::uint64_t> m_turnedAwayLoggedNs{0};
    std::atomic<int> m_streams{0}; // subscribed or about to be
};

} // namespace fanlight
