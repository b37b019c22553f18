// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "hub/admin_api.h"
#include "hub/api_operation.h"
#include "hub/api_schema.h"
#include "hub/audience_api.h"
#include "hub/receipt_book.h"

namespace fanlight::api_operations {

using namespace api_schema;
using namespace Qt::Literals::StringLiterals;

namespace {

QJsonObject plainText()
{
    return {{u"type"_s, u"string"_s}};
}

QJsonObject nameText()
{
    QJsonObject schema = name("");
    schema.remove(u"description"_s);
    return schema;
}

QJsonObject pageSize(int most, int usual)
{
    return {
        {u"type"_s, u"integer"_s}, {u"minimum"_s, 1}, {u"maximum"_s, most}, {u"default"_s, usual}};
}

QJsonObject switchWords()
{
    return {{u"type"_s, u"string"_s},
        {u"enum"_s, QJsonArray{u"0"_s, u"1"_s, u"off"_s, u"on"_s, u"false"_s, u"true"_s}},
        {u"default"_s, u"0"_s}};
}

QJsonObject heartbeatWords()
{
    return {{u"type"_s, u"string"_s}, {u"enum"_s, QJsonArray{u"comment"_s, u"event"_s}},
        {u"default"_s, u"comment"_s}};
}

QJsonObject typeList()
{
    return {{u"type"_s, u"array"_s}, {u"items"_s, nameText()}};
}

// ---------------------------------------------------------------- parameters

constexpr ApiParameter OfReceipt[] = {{"id", "Id of the event.", plainText}};
constexpr ApiParameter OfConnection[] = {{"id", "Id of the stream, such as c-1vzt.", plainText}};
constexpr ApiParameter OfFault[] = {{"id", "Id of the fault, such as f-1.", plainText}};
constexpr ApiParameter OfSource[] = {{"name", "Name of the source.", plainText}};
constexpr ApiParameter OfDeadLetter[] = {{"name", "Name of the source.", plainText},
    {"handle", "Of the message, as the list has it.", plainText}};
constexpr ApiParameter OfUser[] = {{"userId", "The user.", nameText}};
constexpr ApiParameter OfAuthor[] = {{"userId", "The author.", nameText}};
constexpr ApiParameter OfFollower[]
    = {{"userId", "The author.", nameText}, {"follower", "The user who follows.", nameText}};
constexpr ApiParameter OfInterest[]
    = {{"userId", "The user.", nameText}, {"type", "The type.", nameText}};

constexpr ApiParameter StreamQueryParameters[] = {
    {"userId", "Whose stream; without one, and without a proof that says it, broadcasts only.",
        nameText},
    {"types", "These types only; repeated, types[]= or with commas.", typeList},
    {"lastEventId",
        "Goes on behind this event, as far as history reaches; the header Last-Event-ID counts "
        "before it.",
        plainText},
    {"gaps", "1: what is missing is told as an event fanlight-gap, not as a comment.", switchWords},
    {"heartbeat",
        "event: what keeps the line alive is an event fanlight-heartbeat, which a page sees; the "
        "first comes at once.",
        heartbeatWords},
    {"ticket", "A ticket of POST /api/tickets.", plainText},
    {"token", "The user's JWT; with --jwt-in-url only.", plainText},
};
constexpr ApiParameter StreamHeaders[] = {{"Last-Event-ID",
    "What an EventSource sends when it comes back: the id it saw last.", plainText}};
constexpr ApiParameter ConnectionsQuery[] = {
    {"filter", "In the language of the window: user:1* type:like age>10m backlog>0.", plainText},
    {"limit", "Streams of one page.",
        [] { return pageSize(AdminApi::MaxConnectionsPage, AdminApi::DefaultConnectionsPage); }},
    {"cursor", "What the page before had as “next”.", plainText},
};
constexpr ApiParameter DisconnectQuery[] = {
    {"retry", "When the client may come back, such as 5s, up to 24h; off: not at all.", plainText}};
constexpr ApiParameter SetQuery[]
    = {{"limit", "Members of one page.",
           [] { return pageSize(int(audience_api::MaxPage), int(audience_api::DefaultPage)); }},
        {"after", "What the page before had as “next”.", plainText}};
constexpr ApiParameter EndUserQuery[] = {
    {"deny", "For so long, from 1s to 720h, tokens and tickets issued before are refused as well.",
        plainText}};

// ---------------------------------------------------------------- failures of their own

constexpr ApiFailure NoReceipt[]
    = {{404, "There is no receipt of that event; ask for one with “receipt”: true."}};
constexpr ApiFailure NoConnection[] = {{404, "There is no such stream."}};
constexpr ApiFailure NoFault[] = {{404, "There is no such fault that is on."}};
constexpr ApiFailure CannotBreak[] = {{409, "So many faults are on, or there is no Redis to cut."}};

constexpr ApiFailure NoSource[] = {{404, "There is no source of that name."}};
constexpr ApiFailure NoDeadLetter[]
    = {{404, "There is no source of that name, or it has no such dead message."}};

constexpr const char* StreamDetail
    = "The body is a stream of Server-Sent Events (WHATWG HTML §9.2) that ends when the hub, the "
      "client or the way between ends it. Of each event:\n\n"
      "- `id:` by which the client resumes (`Last-Event-ID`, `lastEventId`); always there, but of "
      "events of the hub's own.\n"
      "- `event:` only where the publish named one; without it `onmessage` gets it. Names that "
      "begin with `fanlight-` are the hub's: `fanlight-gap` (schema Gap) with `gaps=1`, "
      "`fanlight-heartbeat` (`{\"retry\":2000}`, as `retry:` has it) with `heartbeat=event`.\n"
      "- `data:` what was published: a string as it is, else compact JSON; where batches were "
      "asked for, several at once are `{\"batch\":[…]}` (schema Batch) with the id of the last.\n"
      "- `retry:` after how many milliseconds to come back; first of all, and wherever it "
      "changes.\n"
      "- Lines that begin with a colon are comments: `: connection c-1vzt` first, then what keeps "
      "the line alive.\n\n"
      "A hub that is full, or an address that opens too many, gets 200 as well, with a `retry:` "
      "and an end: an EventSource never comes back after an error status. After a clean end come "
      "back with the id you saw last.";

} // namespace

constinit const ApiOperation Publish{"publish", "Publishing", "Published",
    "Every stream here has it queued, every other instance is told.", "PublishRequest", {}, {}, {},
    {}, "application/json",
    "Needs one of `userId`, `userIds` and `broadcast`: true. Numbers keep every digit, a byte "
    "order mark is ignored, `null` is as good as absent (but for `data`). After a 503 nobody has "
    "it, or Redis went away before it said so: with an `id` of your own it can be told twice."};
constinit const ApiOperation OpenStream{"openStream", "Streams", nullptr,
    "The stream; or a retry: and an end, where there is no room.", nullptr, {},
    StreamQueryParameters, StreamHeaders, {}, "text/event-stream", StreamDetail};
constinit const ApiOperation GetReceipt{"getReceipt", "Publishing", "Receipt",
    "How far it has come by now.", nullptr, OfReceipt, {}, {}, NoReceipt};
constinit const ApiOperation GetStats{"getStats", "Figures", "Stats", "The figures."};
constinit const ApiOperation ListConnections{
    "listConnections", "Streams", "Connections", "A page of them.", nullptr, {}, ConnectionsQuery};
constinit const ApiOperation EndConnection{"endConnection", "Streams", "Disconnected",
    "It was ended.", nullptr, OfConnection, DisconnectQuery, {}, NoConnection};
constinit const ApiOperation GetMetrics{"getMetrics", "Figures", nullptr,
    "The exposition format of Prometheus, 0.0.4.", nullptr, {}, {}, {}, {}, "text/plain"};
constinit const ApiOperation IsAlive{"isAlive", "Health", "Alive", "It is."};
constinit const ApiOperation IsReady{"isReady", "Health", "Ready", "It does."};
constinit const ApiOperation FanOut{"fanOut", "Publishing", "FannedOut",
    "Every stream here has it queued, every other instance is told.", "FanoutRequest"};
constinit const ApiOperation PublishSelectively{"publishSelectively", "Publishing", "Selected",
    "Every stream here has it queued, every other instance is told.", "SelectiveRequest"};

constinit const ApiOperation ListFollowers{
    "listFollowers", "Audience", "Followers", "A page of them.", nullptr, OfAuthor, SetQuery};
constinit const ApiOperation AddFollowers{"addFollowers", "Audience", "Added",
    "Those that were not there yet were added.", "Names", OfAuthor};
constinit const ApiOperation RemoveFollowers{
    "removeFollowers", "Audience", "Removed", "They were removed.", nullptr, OfAuthor};
constinit const ApiOperation IsFollower{
    "isFollower", "Audience", "Follows", "Whether he does.", nullptr, OfFollower};
constinit const ApiOperation AddFollower{
    "addFollower", "Audience", "Added", "He does; 0 where he did.", nullptr, OfFollower};
constinit const ApiOperation RemoveFollower{"removeFollower", "Audience", "Removed",
    "He does not; 0 where he did not.", nullptr, OfFollower};
constinit const ApiOperation ListInterests{
    "listInterests", "Audience", "Interests", "A page of them.", nullptr, OfUser, SetQuery};
constinit const ApiOperation AddInterests{"addInterests", "Audience", "Added",
    "Those that were not there yet were added.", "Names", OfUser};
constinit const ApiOperation RemoveInterests{
    "removeInterests", "Audience", "Removed", "They were removed.", nullptr, OfUser};
constinit const ApiOperation IsInterested{
    "isInterested", "Audience", "Interested", "Whether he is.", nullptr, OfInterest};
constinit const ApiOperation AddInterest{
    "addInterest", "Audience", "Added", "He is; 0 where he was.", nullptr, OfInterest};
constinit const ApiOperation RemoveInterest{
    "removeInterest", "Audience", "Removed", "He is not; 0 where he was not.", nullptr, OfInterest};

constinit const ApiOperation ListFaults{
    "listFaults", "Faults", "Faults", "Those that are on; with --allow-faults."};
constinit const ApiOperation BeginFault{"beginFault", "Faults", "Fault",
    "It has begun; with --allow-faults.", "FaultRequest", {}, {}, {}, CannotBreak};
constinit const ApiOperation EndFaults{
    "endFaults", "Faults", "FaultsEnded", "They were ended; with --allow-faults."};
constinit const ApiOperation EndFault{"endFault", "Faults", "FaultsEnded",
    "It was ended; with --allow-faults.", nullptr, OfFault, {}, {}, NoFault};
constinit const ApiOperation WhoAmI{"whoAmI", "Access", "WhoAmI", "Name, role, and features."};
constinit const ApiOperation CheckToken{
    "checkToken", "Access", "TokenReport", "The judgement.", "TokenToCheck"};
constinit const ApiOperation MakeTicket{"makeTicket", "Access", "Ticket",
    "The ticket, which is kept by its hash alone.", "TicketRequest"};
constinit const ApiOperation EndUserStreams{
    "endUserStreams", "Access", "UserEnded", "They were ended.", nullptr, OfUser, EndUserQuery};
constinit const ApiOperation ListSources{"listSources", "Sources", "Sources", "All of them."};
constinit const ApiOperation PauseSource{
    "pauseSource", "Sources", "SourcePaused", "It is.", nullptr, OfSource, {}, {}, NoSource};
constinit const ApiOperation ResumeSource{
    "resumeSource", "Sources", "SourceResumed", "It does.", nullptr, OfSource, {}, {}, NoSource};
constinit const ApiOperation ListDead{"listDead", "Sources", "DeadLetters",
    "The newest first, 200 at most.", nullptr, OfSource, {}, {}, NoSource};
constinit const ApiOperation SendDeadAgain{"sendDeadAgain", "Sources", "DeadSentAgain",
    "History has it, and the queue keeps it no longer.", "MendedLetter", OfDeadLetter, {}, {},
    NoDeadLetter, "application/json", nullptr, true};
constinit const ApiOperation RemoveDead{"removeDead", "Sources", "DeadRemoved", "It was removed.",
    nullptr, OfDeadLetter, {}, {}, NoDeadLetter};
constinit const ApiOperation DescribeApi{
    "describeApi", "Figures", "ApiDescription", "This description, in OpenAPI 3.1."};
constinit const ApiOperation TryPage{
    "tryPage", "Health", nullptr, "The page.", nullptr, {}, {}, {}, {}, "text/html"};

} // namespace fanlight::api_operations
