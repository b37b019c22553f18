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
};

} // namespace fanlight
