// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "auth/role.h"
#include "http/request.h"
#include "http/response.h"
#include "net/connection.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace fanlight {

class RefusalBook;
struct Route;
class Shard;

// One request on its way through, in its shard's thread. Valid during the call of the shard.
struct HttpCall {
    Shard& shard;
    ConnectionRef connection;
    std::uint32_t number;
    http::Request& request;
    std::string cors; // lines of every answer
    const Route* route = nullptr; // null: there is none
    std::vector<std::string> segments = {}; // of the path, where the route has a *, decoded
    Role role = Role::None; // of who asks, once that is known
    std::string callerName = {}; // empty: nobody in particular
    std::int64_t callerUntilMs = 0; // when a user's token ends; 0: it does not
    std::int64_t callerSinceMs = 0; // when it was issued; 0: it does not say
    RefusalBook* refusals = nullptr; // null: nobody keeps them

    void respond(http::Response response) const;
    // {"error":"…"}; `headers` as those of a Response.
    // Of 401, 403 and 429 it is kept who was refused what.
    void respondError(int status, std::string_view error, std::string headers = {}) const;
    // … where the answer says so otherwise, as a stream does that ends at once.
    void noteRefusal(int status, std::string_view why) const;
    std::string peerAddress() const; // without its port
    std::string wanted() const; // “stream of 42”, “GET /api/stats”
    // Scheme, name and port by which it was asked, as a trusted proxy tells them:
    // “https://app.example”. Empty: it does not say, or came over a Unix socket.
    std::string askedBy() const;
};

// “[::1]:40120” and “10.0.0.1:40120” without their port.
std::string addressWithoutPort(const std::string& address);
// Which statuses mean that somebody was turned away, and are kept.
constexpr bool isRefusal(int status)
{
    return status == 401 || status == 403 || status == 429;
}

} // namespace fanlight
