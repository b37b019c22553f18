// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "broker/broker.h"
#include "hub/access_limits.h"
#include "hub/admin_request.h"
#include "hub/front_url.h"
#include "hub/http_gate.h"
#include "hub/options.h"
#include "hub/publish_api.h"
#include "hub/stream_api.h"
#include "net/shard.h"

#include <QByteArray>

#include <atomic>
#include <functional>
#include <memory>
#include <mutex>

namespace fanlight {

class Acceptor;
class AuditLog;
class HubAccess;
struct HttpCall;
class ProofDesk;
class ReceiptBook;
class RefusalBook;

// The hub's HTTP interface: finds the route (hub/routes.h), has HttpGate check who asks, and lets
// its desk answer: for streams and publishes in the shard's thread, for the rest in the hub's.
// Called by all shards at once; what it keeps is constant or atomic.
class HttpApi : public ShardHandler {
public:
    HttpApi(
        const HubOptions& options, std::unique_ptr<HubAccess> access, int shards, int maxStreams);
    ~HttpApi() override;

    // Before any shard runs.
    struct HubSide { // in the hub's thread, later
        std::function<void(AdminRequest)> admin;
        std::function<void(AudiencePublish)> publishToAudience;
        StreamApi::EndSurplus endSurplus;
    };
    void bind(Broker& broker, Acceptor& acceptor, ReceiptBook& receipts, HubSide hub);
    // Who asks others about proofs; outlives the shards' threads.
    void setProofs(ProofDesk& proofs);
    // Where it is kept who was refused what, and what was done to the hub by hand. Both outlive
    // this.
    void keepRecords(RefusalBook& refusals, AuditLog& audit)
    {
        m_refusals = &refusals;
        m_audit = &audit;
    }
    // Another broker took over; the one before lives on. Any thread.
    void setBroker(Broker& broker) { m_broker.store(&broker, std::memory_order_release); }

    // What is amiss with a hub that is ready all the same; empty: nothing. Any thread.
    void setRemark(std::string remark);

    StreamApi& streams() { return m_streams; }
    const StreamApi& streams() const { return m_streams; }
    const HubAccess& access() const { return *m_hubAccess; }
    const FrontUrl& front() const { return m_front; }
    AccessLimits& limits() { return m_limits; }
    const AccessLimits& limits() const { return m_limits; }
    HubAccess& access() { return *m_hubAccess; }
    PublishApi& publishing() { return m_publishing; }
    const PublishApi& publishing() const { return m_publishing; }

    void handleRequest(Shard& shard, ConnectionRef connection, std::uint32_t number,
        http::Request& request) override;
    bool mayBeginWithProxy(const ConnectionPeer& peer) override
    {
        return m_gate.mayBeginWithProxy(peer);
    }
    std::string requestRefused(Shard& shard, ConnectionRef connection, const http::Request& request,
        const http::RequestParser::Outcome& outcome) override;
    void handshakeFailed(Shard& shard, const Connection& connection, HandshakeFailure failure,
        const std::string& reason) override;
    void streamOpened(Shard& shard, const Connection& connection) override;
    void streamClosed(Shard& shard, const Connection& connection, DisconnectReason reason) override;
    void messagesDelivered(std::vector<MessageFigures> reports) override;
    void deliveriesTraced(std::vector<TracedDelivery> steps) override;
    void subscriptionLost(Shard& shard, const Subscription& subscription) override;
    void socketClosed() override;

private:
    void refuseUnknown(const HttpCall& call, std::string_view path);
    void answer(const HttpCall& call);
    void answerReadiness(const HttpCall& call) const;
    void answerPage(const HttpCall& call) const;
    void passToHub(const HttpCall& call) const;

    const std::unique_ptr<HubAccess> m_hubAccess;
    AccessLimits m_limits;
    FrontUrl m_front;
    const QByteArray m_page;
    std::atomic<Broker*> m_broker{nullptr};
    StreamApi m_streams;
    PublishApi m_publishing;
    HttpGate m_gate;
    Acceptor* m_acceptor = nullptr;
    RefusalBook* m_refusals = nullptr;
    AuditLog* m_audit = nullptr;
    mutable std::mutex m_remarkMutex;
    std::string m_remark;
    std::function<void(AdminRequest)> m_admin;
    // when it was last said that somebody speaks another protocol
    std::atomic<std::uint64_t> m_foreignLoggedNs{0};
};

} // namespace fanlight
