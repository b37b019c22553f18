// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonObject>

#include <span>

namespace fanlight {

// A parameter of a path, a query or a header, as /api/openapi.json describes it.
struct ApiParameter {
    const char* name;
    const char* description;
    QJsonObject (*schema)();
};

// An answer that says no, of one operation; what every request may be answered stands once, in
// hub/api_description.cpp.
struct ApiFailure {
    int status;
    const char* text;
};

// What /api/openapi.json says of a route beside what the route table knows. Constant; any thread.
struct ApiOperation {
    const char* id; // operationId, by which generated clients name their function
    const char* tag;
    const char* answer; // schema of 200 (hub/api_components.h); null: text of `contentType`
    const char* answerText;
    const char* body = nullptr; // schema of the request's body; null: none is read
    std::span<const ApiParameter> path = {}; // where the route has a *, in this order
    std::span<const ApiParameter> query = {};
    std::span<const ApiParameter> headers = {};
    std::span<const ApiFailure> failures = {};
    const char* contentType = "application/json";
    const char* detail = nullptr; // what a developer has to know; CommonMark
    bool mayLackBody = false;
};

namespace api_operations {
extern const ApiOperation Publish;
extern const ApiOperation OpenStream;
extern const ApiOperation GetReceipt;
extern const ApiOperation GetStats;
extern const ApiOperation ListConnections;
extern const ApiOperation EndConnection;
extern const ApiOperation GetMetrics;
extern const ApiOperation IsAlive;
extern const ApiOperation IsReady;
extern const ApiOperation FanOut;
extern const ApiOperation PublishSelectively;
extern const ApiOperation ListFollowers;
extern const ApiOperation AddFollowers;
extern const ApiOperation RemoveFollowers;
extern const ApiOperation IsFollower;
extern const ApiOperation AddFollower;
extern const ApiOperation RemoveFollower;
extern const ApiOperation ListInterests;
extern const ApiOperation AddInterests;
extern const ApiOperation RemoveInterests;
extern const ApiOperation IsInterested;
extern const ApiOperation AddInterest;
extern const ApiOperation RemoveInterest;
extern const ApiOperation ListFaults;
extern const ApiOperation BeginFault;
extern const ApiOperation EndFaults;
extern const ApiOperation EndFault;
extern const ApiOperation WhoAmI;
extern const ApiOperation CheckToken;
extern const ApiOperation MakeTicket;
extern const ApiOperation EndUserStreams;
extern const ApiOperation ListSources;
extern const ApiOperation PauseSource;
extern const ApiOperation ResumeSource;
extern const ApiOperation ListDead;
extern const ApiOperation SendDeadAgain;
extern const ApiOperation RemoveDead;
extern const ApiOperation GetOptions;
extern const ApiOperation ChangeOptions;
extern const ApiOperation LookAtReach;
extern const ApiOperation LookAtReplay;
extern const ApiOperation ListSets;
extern const ApiOperation ListMembers;
extern const ApiOperation ChangeAudience;
extern const ApiOperation GetAccess;
extern const ApiOperation MintToken;
extern const ApiOperation CheckRedis;
extern const ApiOperation ReadFiles;
extern const ApiOperation EndConnections;
extern const ApiOperation LookAtReceipt;
extern const ApiOperation OpenAdminStream;
extern const ApiOperation ChangeAdminStream;
extern const ApiOperation GetAdminMessage;
extern const ApiOperation DescribeApi;
extern const ApiOperation TryPage;
} // namespace api_operations

} // namespace fanlight
