// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "http/request.h"
#include "http/response.h"
#include "hub/routes.h"
#include "net/connection.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace fanlight {

class AuditLog;
struct HttpCall;
class RefusalBook;
class Shard;

// A request that needs figures of all shards, or the audience: answered in the hub's thread, once.
// A value; what it points to ends after the hub's thread has let go of it.
struct AdminRequest {
    Desk desk = Desk::Stats;
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
    Role role = Role::None; // of who asks
    std::string callerName; // empty: nobody in particular
    std::int64_t callerUntilMs = 0; // when a user's token ends, since 1970; 0: it does not
    std::int64_t callerSinceMs = 0; // when it was issued; 0: it does not say
    std::string body;
    std::string askedBy; // as HttpCall tells it
    RefusalBook* refusals = nullptr; // null: nobody keeps them
    std::string wanted; // what a refusal says was asked for
    std::string address; // of who asks, without its port
    // Of an admin stream what it shows of who asks, so that it can be looked at again.
    std::optional<http::Request> shown;
    // Set by auditAs():
    AuditLog* audit = nullptr; // null: what comes of it is not written down
    std::string auditAction;
    std::string auditTarget;

    // What comes of it goes to the audit under this name; none: it does not.
    void auditAs(std::string action, AuditLog* log, const HttpCall& call);
    // Of 401, 403 and 429 it is kept who was refused what. Any thread.
    void answer(http::Response response) const;

private:
    void noteRefusal(const http::Response& response) const;
    void tellAudit(const http::Response& response) const;
};

} // namespace fanlight
