// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "broker/broker.h"
#include "delivery/publish_parser.h"
#include "http/access_policy.h"
#include "http/response.h"
#include "hub/fault_desk.h"
#include "hub/options.h"
#include "hub/stream_query.h"
#include "metrics/prometheus.h"
#include "net/shard.h"

#include <QByteArray>

#include <array>
#include <atomic>
#include <functional>
#include <memory>

namespace fanlight {

class Acceptor;
class ClosedConnections;
class MessageLog;
class ReceiptBook;
class RecordedPublish;

// A request that needs figures of all shards, or the audience: answered in the hub's thread.
struct AdminRequest {
    enum class Kind : std::uint8_t {
        Stats,
        Connections,
        Disconnect,
        Metrics,
        Followers,
        Interests,
        Receipt,
        Break
    };
    Kind kind = Kind::Stats;
    http::Method method = http::Method::Get;
    Shard* shard = nullptr;
    ConnectionRef connection;
    std::uint32_t number = 0;
    bool keepAlive = true;
    std::string corsHeaders;
    int version = 11;
    bool headOnly = false;
    std::vector<std::string> segments; // of the path, where the route has a *, decoded
    std::string query;
    std::string body;
};

// A publish whose recipients the hub's thread has to look up.
struct AudiencePublish {
    PublishKind kind = PublishKind::Fanout;
    ParsedPublish publish;
    std::uint64_t publishedNs = 0;
    std::shared_ptr<RecordedPublish> ticket;
};

// The hub's HTTP interface: finds the route, checks who asks, subscribes and publishes in the
// shard's thread, and passes the rest on. Called by all shards at once; what it keeps is constant,
// atomic, or per shard.
class HttpApi : public ShardHandler {
public:
    HttpApi(const HubOptions& options, int shards, int maxStreams);

    // Before any shard runs.
    struct HubSide { // in the hub's thread, later
        std::function<void(AdminRequest)> admin;
        std::function<void(AudiencePublish)> publishToAudience;
        // The user has more streams than may be.
        std::function<void(std::uint32_t channel, const std::string& userId)> endSurplus;
    };
    void bind(Broker& broker, Acceptor& acceptor, ReceiptBook& receipts, HubSide hub);
    // Every message goes there from now on. Any thread.
    void setMessageLog(MessageLog* log) { m_messages.store(log, std::memory_order_release); }
    // Every stream that ends goes there from now on. Any thread.
    void setClosedConnections(ClosedConnections* closed)
    {
        m_closed.store(closed, std::memory_order_release);
    }
    // Retry and caps from now on. Any thread.
    void setLimits(const HubOptions& options, int maxStreams);
    // What meets new streams of the shard. In its thread.
    void setNewStreamFaults(const Shard& shard, NewStreamFaults faults);
    // Another broker took over; the one before lives on. Any thread.
    void setBroker(Broker& broker) { m_broker.store(&broker, std::memory_order_release); }

    void handleRequest(Shard& shard, ConnectionRef connection, std::uint32_t number,
        http::Request& request) override;
    std::string requestRefused(Shard& shard, ConnectionRef connection, const http::Request& request,
        const http::RequestParser::Outcome& outcome) override;
    void streamOpened(Shard& shard, const Connection& connection) override;
    void streamClosed(Shard& shard, const Connection& connection, DisconnectReason reason) override;
    void messagesDelivered(std::vector<MessageFigures> reports) override;
    void subscriptionLost(Shard& shard, const Subscription& subscription) override;
    void socketClosed() override;

    // Publishes over HTTP that were refused, by prometheus_text::PublishRefusal; written by all
    // shards.
    using PublishRefusals
        = std::array<std::atomic<std::uint64_t>, prometheus_text::PublishRefusalCount>;
    const PublishRefusals& publishRefusals() const { return *m_refusals; }

    int maxStreams() const { return m_maxStreams.load(std::memory_order_relaxed); }
    static void answerAdmin(const AdminRequest& request, http::Response response);

    // Names of header fields a preflight is granted; what it asks for beyond is not.
    static constexpr std::size_t MaxAskedHeaders = 64;
    static constexpr std::size_t MaxAskedHeadersBytes = 2048;

private:
    struct Call;
    class PublishAnswer;
    struct Route;
    static const std::vector<Route>& routes();

    void respond(const Call& call, http::Response response, bool close = false) const;
    void respondError(
        const Call& call, int status, std::string_view error, std::string headers = {}) const;
    bool mayAnswerTo(const Call& call, const Route* route) const;
    bool admit(const Call& call, const Route& route) const;
    bool checkQuery(const Call& call, const Route& route) const;
    void sendAway(const Call& call) const;
    void preflight(const Call& call, const std::string& allow) const;
    void subscribe(const Call& call);
    bool meetsFault(const Call& call, const StreamQuery& asked);
    void publish(const Call& call);
    void publishToAudience(const Call& call, PublishKind kind);
    void readiness(const Call& call) const;
    void page(const Call& call) const;
    void admin(const Call& call, AdminRequest::Kind kind) const;
    std::string corsHeaders(const http::Request& request) const;

    const HubOptions m_options;
    std::atomic<int> m_maxStreams;
    std::atomic<int> m_maxPerUser; // 0: no cap
    std::atomic<std::int64_t> m_retryMs;
    const http::AccessPolicy m_access;
    const QByteArray m_page;
    std::atomic<Broker*> m_broker{nullptr};
    std::atomic<MessageLog*> m_messages{nullptr};
    std::atomic<ClosedConnections*> m_closed{nullptr};
    std::vector<NewStreamFaults> m_newStreamFaults; // by shard, each in its thread; null: none
    // an answer may outlive this
    const std::shared_ptr<PublishRefusals> m_refusals = std::make_shared<PublishRefusals>();
    Acceptor* m_acceptor = nullptr;
    ReceiptBook* m_receipts = nullptr;
    HubSide m_hub;
    std::vector<std::unique_ptr<PublishParser>> m_parsers; // by shard
    std::atomic<std::uint64_t> m_nextConnection;
    std::atomic<int> m_streams{0}; // subscribed or about to be
    // when it was last said that somebody speaks another protocol
    std::atomic<std::uint64_t> m_foreignLoggedNs{0};
};

} // namespace fanlight
