// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "http/request_parser.h"
#include "metrics/message_figures.h"
#include "net/connection.h"
#include "net/handshake_failure.h"
#include "net/traced_delivery.h"

#include <cstdint>
#include <string>
#include <vector>

namespace fanlight {

class Shard;

// What is done with requests and told about streams. Called in the shard's thread; must not block.
class ShardHandler {
public:
    virtual ~ShardHandler() = default;
    // Answers now or later with Shard::answer() (from another thread: by posting an Answer), or
    // turns the connection into a stream (Shard::holdForStream(), then a Subscription). The request
    // is valid during the call.
    virtual void handleRequest(
        Shard& shard, ConnectionRef connection, std::uint32_t number, http::Request& request)
        = 0;
    // Whether what comes from there is believed when it begins with a PROXY header. Asked once a
    // connection.
    virtual bool mayBeginWithProxy(const ConnectionPeer&) { return false; }
    // A request nobody could read was refused. Returns further lines of the answer's header (who
    // may see it, for a page).
    virtual std::string requestRefused(
        Shard&, ConnectionRef, const http::Request&, const http::RequestParser::Outcome&)
    {
        return {};
    }
    // A client was not let in over TLS, why by kind and in words.
    virtual void handshakeFailed(
        Shard&, const Connection&, HandshakeFailure, const std::string& reason)
    {
        (void)reason;
    }
    virtual void streamOpened(Shard& shard, const Connection& connection) = 0;
    virtual void streamClosed(Shard& shard, const Connection& connection, DisconnectReason reason)
        = 0;
    // A subscription whose connection had gone before it became a stream.
    virtual void subscriptionLost(Shard& shard, const Subscription& subscription) = 0;
    // What became of messages of the log, some times a second; only when there are any.
    virtual void messagesDelivered(std::vector<MessageFigures> reports) = 0;
    // How some of them came to single clients; some times a second.
    virtual void deliveriesTraced(std::vector<TracedDelivery>) { }
    // A socket the shard had been given was closed; any thread's listener may have been waiting for
    // room.
    virtual void socketClosed() = 0;
};

} // namespace fanlight
