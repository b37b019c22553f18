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

    void respond(http::Response response) const;
    // {"error":"…"}; `headers` as those of a Response.
    void respondError(int status, std::string_view error, std::string headers = {}) const;
};

} // namespace fanlight
