// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "hub/api_operation.h"
#include "hub/api_schema.h"

// What /api/openapi.json says of the routes by which a window elsewhere acts (hub/remote_desk.h).
namespace fanlight::api_operations {

using namespace Qt::Literals::StringLiterals;

namespace {

QJsonObject anyTextOfRemote()
{
    return {{u"type"_s, u"string"_s}};
}

QJsonObject publishKindWords()
{
    return {{u"type"_s, u"string"_s},
        {u"enum"_s, QJsonArray{u"named"_s, u"fanout"_s, u"selective"_s}},
        {u"default"_s, u"named"_s}};
}

QJsonObject audienceKindWords()
{
    return {{u"type"_s, u"string"_s}};
}

constexpr ApiParameter OfSets[]
    = {{"kind", "followers: of authors; interests: in types.", audienceKindWords}};
constexpr ApiParameter OfMembers[]
    = {{"kind", "followers: of an author; interests: in a type.", audienceKindWords},
        {"set", "The author, or the type.", anyTextOfRemote}};
constexpr ApiParameter SetsQuery[]
    = {{"contains", "Only those with this text in their name.", anyTextOfRemote}};
constexpr ApiParameter ReachQuery[]
    = {{"kind", "named: as POST /api/publish has it; fanout, selective: as those routes have it.",
        publishKindWords}};
constexpr ApiParameter ReplayQuery[]
    = {{"userId", "Whose stream; without one, broadcasts only.", anyTextOfRemote},
        {"lastEventId", "What the client saw last.", anyTextOfRemote}};
constexpr ApiParameter OfReport[] = {{"id", "Id of the event.", anyTextOfRemote}};
constexpr ApiFailure NoReport[] = {{404, "There is no receipt of that event."}};
constexpr ApiFailure NoSuchKind[] = {{404, "There is no such kind of audience."}};
constexpr ApiFailure NotChanged[] = {{409, "Why it was not changed further."}};
constexpr ApiFailure NoSecret[] = {{409, "The hub knows no secret to sign with."}};

} // namespace

constinit const ApiOperation GetOptions{
    "getOptions", "Administration", "HubOptions", "All of them."};
constinit const ApiOperation ChangeOptions{"changeOptions", "Administration", "HubOptions",
    "They are so from now on, for the streams that are there, too.", "OptionChanges", {}, {}, {},
    {}, "application/json",
    "All of them, or none. What needs a restart, tokens, and names of files are for whoever sits "
    "at the hub's machine."};
constinit const ApiOperation LookAtReach{"lookAtReach", "Administration", "Reach",
    "Whom it would reach.", "ReachRequest", {}, ReachQuery, {}, {}, "application/json",
    "The body is that of the publish."};
constinit const ApiOperation LookAtReplay{
    "lookAtReplay", "Administration", "Replay", "What it would be sent.", nullptr, {}, ReplayQuery};
constinit const ApiOperation ListSets{"listAudienceSets", "Administration", "AudienceSets",
    "10,000 of them at most.", nullptr, OfSets, SetsQuery, {}, NoSuchKind};
constinit const ApiOperation ListMembers{"listAudienceMembers", "Administration", "AudienceMembers",
    "100,000 of them at most.", nullptr, OfMembers, {}, {}, NoSuchKind};
constinit const ApiOperation ChangeAudience{"changeAudience", "Administration", "AudienceChanged",
    "It is so.", "AudienceChanges", {}, {}, {}, NotChanged};
constinit const ApiOperation GetAccess{
    "getAccess", "Administration", "AccessReport", "As the hub runs."};
constinit const ApiOperation MintToken{
    "mintToken", "Administration", "MintedToken", "The token.", "TokenWish", {}, {}, {}, NoSecret};
constinit const ApiOperation CheckRedis{"checkRedis", "Administration", "RedisCheck",
    "What was found.", "RedisAddress", {}, {}, {}, {}, "application/json",
    "The hub connects to that address from its own machine and tells what answers there: it is "
    "for administrators, two at a time."};
constinit const ApiOperation ReadFiles{"readFiles", "Administration", "FilesRead",
    "They were read, for those who connect from now on."};
constinit const ApiOperation LookAtReceipt{"lookAtReceipt", "Administration", "ReceiptReport",
    "How far it has come by now.", nullptr, OfReport, {}, {}, NoReport};
constinit const ApiOperation EndConnections{
    "endConnections", "Administration", "StreamsEnded", "They were ended.", "StreamsToEnd"};

} // namespace fanlight::api_operations
