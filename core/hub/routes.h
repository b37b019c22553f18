// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "auth/role.h"
#include "http/parameters.h"
#include "http/request.h"

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace fanlight {

// What answers a route.
enum class Desk : std::uint8_t {
    // in the shard's thread
    Health,
    Readiness,
    Page,
    Description,
    Stream,
    Publish,
    Fanout,
    Selective,
    // in the hub's thread, since they need all shards, or the audience
    Receipt,
    Stats,
    Connections,
    Disconnect,
    Metrics,
    Followers,
    Interests,
    Break,
    WhoAmI,
    CheckToken,
    MakeTicket,
    EndUser,
    Sources,
    PauseSource,
    ResumeSource,
    DeadLetters,
    // … what a window elsewhere does (hub/remote_desk.h)
    Options,
    Reach,
    Replay,
    AudienceSets,
    AudienceMembers,
    ChangeAudience,
    AccessReport,
    MintToken,
    CheckRedis,
    ReadFiles,
    DisconnectMany,
    ReceiptReport,
    AdminStream,
    PatchAdminStream,
    AdminMessage,
};

// From where it may be asked for.
enum class Access : std::uint8_t {
    Probe, // anybody, under whatever name: an orchestrator has one of its own
    Read, // who knows the hub's name; pages read only what CORS lets them
    Stream, // no page of a foreign origin: it could not read it, but would hold it open
    Change, // likewise
};

// What is read of a request's body; where there is none it is not looked at.
enum class RouteBody : std::uint8_t { None, JsonObject, JsonArray };

struct ApiOperation;

struct Route {
    std::string_view path; // a * stands for one segment
    http::Method method;
    Desk desk;
    Access access;
    Role role; // whose token it takes, where the hub has any
    RouteBody body;
    std::string_view description; // what it does, in one line
    const ApiOperation& operation; // what more /api/openapi.json says of it
    // of its query; none: the query is not looked at, or its desk does
    std::span<const http::Parameter> parameters = {};
};

// Every route once: what is answered, what 405 allows, what a page may not drive. Constant; any
// thread.
const std::vector<Route>& routes();

// What the table says of a request.
struct RouteMatch {
    const Route* route = nullptr; // null: there is none for the method
    std::vector<std::string> segments; // where the route has a *, as they stand in the path
};
// HEAD finds the route of GET.
RouteMatch findRoute(http::Method method, std::string_view path);

// Methods a path takes besides OPTIONS, "GET, HEAD, PUT"; for “*” those of any path. Empty: there
// is nothing.
std::string allowedMethods(std::string_view path);

} // namespace fanlight
