// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "broker/broker.h"
#include "delivery/publish_parser.h"
#include "http/access_policy.h"
#include "http/response.h"
#include "hub/options.h"
#include "net/shard.h"

#include <QByteArray>

#include <functional>

namespace fanlight {

class Acceptor;

// A request that needs figures of all shards: answered in the hub's thread.
struct AdminRequest {
    enum class Kind : std::uint8_t { Stats, Connections, Disconnect, Metrics };
    Kind kind = Kind::Stats;
    Shard* shard = nullptr;
    ConnectionRef connection;
    std::uint32_t number = 0;
    bool keepAlive = true;
    std::string corsHeaders;
    int version = 11;
    bool headOnly = false;
    std::string idText; // Disconnect
    std::string query;
};

// The hub's HTTP interface: finds the route, checks who asks, subscribes and publishes in the shard's
// thread, and passes the rest on. Called by all shards at once; what it keeps is constant, atomic, or per shard.
class HttpApi : public ShardHandler {
public:
    HttpApi(const HubOptions& options, int shards, int maxStreams);

    // Before any shard runs.
    void bind(Broker& broker, Acceptor& acceptor, std::function<void(AdminRequest)> admin);

    void handleRequest(Shard& shard, ConnectionRef connection, std::uint32_t number, http::Request& request) override;
    void streamOpened(Shard& shard, const Connection& connection) override;
    void streamClosed(Shard& shard, const Connection& connection, DisconnectReason reason) override;
    void subscriptionLost(Shard& shard, Channel* channel) override;
    void socketClosed() override;

    int maxStreams() const { return m_maxStreams; }
    static void answerAdmin(const AdminRequest& request, http::Response response);

    // Limits of what a subscriber may ask for.
    static constexpr std::size_t MaxTypes = 64;
    static constexpr std::size_t MaxTypesBytes = 2048;

private:
    struct Call;
    struct Route;
    static const std::vector<Route>& routes();

    void respond(const Call& call, http::Response response, bool close = false) const;
    void respondError(const Call& call, int status, std::string_view error, std::string headers = {}) const;
    bool admit(const Call& call) const;
    void sendAway(const Call& call) const;
    void preflight(const Call& call, const std::string& allow) const;
    void subscribe(const Call& call);
    void publish(const Call& call);
    void page(const Call& call) const;
    void admin(const Call& call, AdminRequest::Kind kind) const;
    std::string corsHeaders(const http::Request& request) const;

    const HubOptions m_options;
    const int m_maxStreams;
    const http::AccessPolicy m_access;
    const QByteArray m_page;
    Broker* m_broker = nullptr;
    Acceptor* m_acceptor = nullptr;
    std::function<void(AdminRequest)> m_admin;
    std::vector<std::unique_ptr<PublishParser>> m_parsers; // by shard
    std::atomic<std::uint64_t> m_nextConnection;
    std::atomic<int> m_streams {0}; // subscribed or about to be
};

} // namespace fanlight
