// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "broker/broker.h"
#include "hub/fault_desk.h"
#include "hub/hub_access.h"
#include "hub/options.h"
#include "net/shard.h"

#include <atomic>
#include <functional>
#include <memory>
#include <vector>

namespace fanlight {

class AccessLimits;
class ClosedConnections;
class ProofDesk;
struct HttpCall;
struct StreamQuery;
struct WaitingStream;

// Streams over HTTP: GET /api/notifications, from the request to the subscription, and their end:
// how many there are and may be, who is sent away, what meets them on purpose. Called by all shards
// at once; what it keeps is constant, atomic, or per shard.
class StreamApi {
public:
    // `broker`: the one that serves, now and then another one. `access` and `limits` outlive this.
    StreamApi(const HubOptions& options, int shards, int maxStreams,
        const std::atomic<Broker*>& broker, HubAccess& access, AccessLimits& limits);

    // Before any shard runs. `endSurplus`: the user has more streams than may be.
    using EndSurplus = std::function<void(std::uint32_t channel, const std::string& userId)>;
    void bind(EndSurplus endSurplus) { m_endSurplus = std::move(endSurplus); }
    // Who is asked where a proof cannot be judged at once; outlives the shards' threads.
    void setProofs(ProofDesk& proofs) { m_proofs = &proofs; }
    // Every stream that ends goes there from now on. Any thread.
    void setClosedConnections(ClosedConnections* closed)
    {
        m_closed.store(closed, std::memory_order_release);
    }
    // Retry and caps from now on. Any thread.
    void setLimits(const HubOptions& options, int maxStreams);
    int maxStreams() const { return m_maxStreams.load(std::memory_order_relaxed); }
    // The number of a stream that is asked for from now on. Any thread.
    std::uint64_t nextStream() const { return m_nextConnection.load(std::memory_order_seq_cst); }
    // Streams whose proof somebody else is asked about. Any thread.
    int waiting() const { return m_waiting.load(std::memory_order_relaxed); }

    static constexpr int MaxWaiting = 20'000; // more are sent away

    // ---- in the shard's thread
    // What meets new streams of the shard.
    void setNewStreamFaults(const Shard& shard, NewStreamFaults faults);
    void subscribe(const HttpCall& call);
    // `why`: a client that looks is told.
    // To come back after `least` or more.
    void sendAway(const HttpCall& call, std::string_view why = "the hub is full, or ending",
        std::chrono::milliseconds least = {}) const;
    void opened(Shard& shard, const Connection& connection);
    void closed(Shard& shard, const Connection& connection, DisconnectReason reason);
    void lost(Shard& shard, const Subscription& subscription);

private:
    // It has to be asked about elsewhere; the call is answered later.
    void wait(const HttpCall& call, StreamQuery asked, std::uint64_t stream, Admission admission);
    void askElsewhere(const std::shared_ptr<WaitingStream>& waiting);
    // Goes on in the shard's thread.
    void goOn(const std::shared_ptr<WaitingStream>& waiting,
        std::function<Admission(const http::Request&)> found);
    void open(const HttpCall& call, StreamQuery asked, std::uint64_t stream, Admission admission);
    bool takeTicket(const HttpCall& call, std::uint64_t stream, const Admission& admission);
    void endTicket(std::uint64_t stream);
    void endIfUnproven(Shard& shard, const Connection& connection) const;
    bool meetsFault(const HttpCall& call, const StreamQuery& asked);
    void turnAway(const HttpCall& call, int status, const std::string& reason);

    const std::atomic<Broker*>& m_broker;
    HubAccess& m_access;
    AccessLimits& m_limits;
    ProofDesk* m_proofs = nullptr;
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
    std::atomic<int> m_waiting{0}; // before that
};

} // namespace fanlight
