// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "hub/api_components.h"

#include "auth/role.h"
#include "delivery/parsed_publish.h"
#include "hub/api_admin_stream_schemas.h"
#include "hub/api_remote_schemas.h"
#include "hub/api_schema.h"
#include "hub/api_source_schemas.h"
#include "hub/api_stats_schema.h"
#include "hub/fault.h"
#include "metrics/sample.h"
#include "metrics/units.h"
#include "sse/batch.h"

namespace fanlight::api_components {

using namespace api_schema;
using namespace Qt::Literals::StringLiterals;

namespace {

// ---------------------------------------------------------------- publishing

QJsonObject batchWish()
{
    const QJsonObject own = with(
        object("A window of its own.",
            {{"windowMs",
                 whole("How long it waits for others, in milliseconds.", 1, BatchWish::MaxWindowMs),
                 false},
                {"max", whole("So many go out at once without waiting.", 1, BatchWish::MaxMost),
                    false}}),
        "additionalProperties", false);
    return {{u"description"_s,
                u"Whether notifications that come shortly after one another are one event, "
                "{\"batch\":[…]}: true for the hub's window (--batch-window), false for none."_s},
        {u"oneOf"_s,
            QJsonArray{
                QJsonObject{{u"type"_s, u"boolean"_s}}, own, QJsonObject{{u"type"_s, u"null"_s}}}}};
}

QJsonObject publishRequest(const char* description, Members targets)
{
    QJsonObject schema = request(description,
        {{"type",
             name("What it is, which streams may select by (?types=) and which data that is "
                  "an object without a type gets as its first member."),
             false},
            {"event",
                name("Name of the event on the wire, for addEventListener(); without one onmessage "
                     "gets it."),
                false},
            {"id", id("Its id on the wire; without one the hub gives it one."), false},
            {"retry",
                whole("When clients shall come back after a break, in milliseconds.", 0,
                    publish_limits::RetryMs),
                false},
            {"receipt", flag("Whether GET /api/receipts/{id} shall say who has it."), false},
            {"once",
                id("A key of your choice. Another publish with the same key within five minutes is "
                   "not published, but answered with what the first one came to."),
                false},
            {"data",
                anything("What clients get: a string as it is, anything else as compact "
                         "JSON.")}});
    QJsonObject properties = schema["properties"_L1].toObject();
    properties.insert("batch"_L1, batchWish());
    const QJsonObject more = request("", targets)["properties"_L1].toObject();
    for (auto at = more.begin(); at != more.end(); ++at)
        properties.insert(at.key(), at.value());
    schema.insert("properties"_L1, properties);
    QJsonArray required = schema["required"_L1].toArray();
    for (const Member& target : targets) {
        if (target.isRequired)
            required.append(QLatin1StringView(target.name));
    }
    return with(std::move(schema), "required", required);
}

QJsonObject published(const char* description, const char* audience, const char* what)
{
    const QJsonObject failure = object("A user whom nothing was published to.",
        {{"userId", text("The user.")}, {"error", text("Why.")}});
    return object(description,
        {{"id", orNull(text("Of the event; null where nobody was to get it."))},
            {audience, count(what)},
            {"recipients",
                count("Streams it goes to: those of this hub, and whoever else is subscribed to "
                      "the channel in Redis.")},
            {"receipt", text("Path of the receipt that was asked for."), false},
            {"failedCount", count("Users whom it could not be published to."), false},
            {"failed", listOf(failure, "The first of them."), false},
            {"repeated",
                flag("There: nothing was published, since it has the “once” of an earlier publish, "
                     "whose result this is."),
                false},
            {"warning", text("It is taken, but may not do what was meant."), false}});
}

QJsonObject receiptLatency(const char* description)
{
    const auto ms = [](const char* which) { return orNull(number(which)); };
    return object(description,
        {{"measured", count("So many were measured.")},
            {"firstMs", ms("The first, in milliseconds.")}, {"p50Ms", ms("Median.")},
            {"p90Ms", ms("90 % were no later.")}, {"p95Ms", ms("95 %.")}, {"p99Ms", ms("99 %.")},
            {"p99.9Ms", ms("99.9 %.")}, {"lastMs", ms("The last.")}});
}

QJsonObject receiptFigures(const char* description, Members more)
{
    QJsonObject schema = object(description,
        {{"recipients", count("Streams it went to.")},
            {"acknowledged", count("Of these, whose TCP has acknowledged it.")},
            {"unacknowledged", count("… has not yet.")}, {"gone", count("… ended before it had.")},
            {"settled", flag("Whether none of this will change any more.")},
            {"write", receiptLatency("From the publish to the system call that writes it.")},
            {"ack", receiptLatency("From the publish to the acknowledgement.")}});
    const QJsonObject others = object("", more);
    QJsonObject properties = schema["properties"_L1].toObject();
    const QJsonObject added = others["properties"_L1].toObject();
    for (auto at = added.begin(); at != added.end(); ++at)
        properties.insert(at.key(), at.value());
    schema.insert("properties"_L1, properties);
    QJsonArray required = schema["required"_L1].toArray();
    for (const QJsonValue one : others["required"_L1].toArray())
        required.append(one);
    return with(std::move(schema), "required", required);
}

QJsonObject receipt()
{
    const QJsonObject bucket = with(with(listOf({{u"type"_s, u"number"_s}},
                                             "Milliseconds up to, and how many acknowledgements."),
                                        "minItems", 2),
        "maxItems", 2);
    return receiptFigures("How far an event has come, over all instances.",
        {{"id", text("Of the event.")}, {"publishedAt", time("When it was published.")},
            {"unknown",
                count("Messages that Redis handed to a subscriber who has not told what became of "
                      "them.")},
            {"histogram", listOf(bucket, "Acknowledgements by how long they took.")},
            {"instances",
                listOf(receiptFigures("Of one instance.", {{"instance", text("Its name.")}}),
                    "The same of each.")}});
}

// ---------------------------------------------------------------- administration

QJsonObject connection()
{
    return object("An open stream.",
        {{"id", text("Its id, such as c-1vzt.")},
            {"userId", orNull(text("Whose it is; null: broadcasts only."))},
            {"address", text("Of the client, with its port.")},
            {"types", listOf({{u"type"_s, u"string"_s}}, "It gets these only; none: all.")},
            {"connectedAt", time("When it was opened.")}, {"events", count("Events sent.")},
            {"bytes", count("Bytes sent.")}, {"dropped", count("Events that found no room.")},
            {"replayed", count("Events it was sent from history when it was opened.")},
            {"backlogBytes", count("Bytes that wait.")},
            {"rttMs", orNull(number("Round trip of its TCP, in milliseconds."))},
            {"userAgent", text("What it calls itself.")},
            {"lastEventId", orNull(text("It came back behind this event."))}});
}

QJsonObject faultMembers(QJsonObject schema, bool isAsked)
{
    QStringList kinds;
    for (int i = 0; i < FaultKindCount; ++i)
        kinds.append(faultKindName(static_cast<FaultKind>(i)));
    const QJsonObject more = object("",
        {{"kind", word("What breaks.", kinds)},
            {"filter", text("Which streams, as GET /api/connections?filter= has it; all without."),
                false},
            {"share", number("drop: this share of them; above 0, up to 1."), false},
            {"every", text("drop: so often, such as 10s; once without."), false},
            {"delay", text("delay: so much later."), false},
            {"events", whole("cut: after so many.", 0, double(Fault::MostCount)), false},
            {"bytes",
                whole("cut: after so many; drip: so many a second.", 0, double(Fault::MostCount)),
                false},
            {"for", text("It ends by itself after that."), false}});
    QJsonObject properties = more["properties"_L1].toObject();
    const QJsonObject own = schema["properties"_L1].toObject();
    for (auto at = own.begin(); at != own.end(); ++at)
        properties.insert(at.key(), at.value());
    QJsonArray required = schema["required"_L1].toArray();
    required.append(u"kind"_s);
    schema.insert("properties"_L1, properties);
    schema.insert("required"_L1, required);
    return isAsked ? with(schema, "additionalProperties", false) : schema;
}

QJsonObject fault()
{
    return faultMembers(
        object("A fault that is on.",
            {{"id", text("By which it is ended, such as f-1.")},
                {"what", text("What it does, in words.")}, {"since", time("When it began.")},
                {"origin", word("Who began it.", {u"api"_s, u"window"_s})},
                {"streams", count("Streams it acts on now.")},
                {"hits", count("What it has broken so far.")}}),
        false);
}

QJsonObject tokenReport()
{
    const QJsonObject check = object("A claim, judged by itself.",
        {{"what",
             text("signature, claims, exp, nbf, iss, aud, user, or denied while users are locked "
                  "out.")},
            {"ok", flag("Whether it is good.")}, {"reason", orNull(text("Why not."))},
            {"value", orNull(text("What the token says; null: nothing."))},
            {"timeMs", orNull(number("… where it is a time, in milliseconds since 1970."))}});
    return object("What the hub says of a token.",
        {{"ok", flag("Whether it opens a stream.")},
            {"reason", orNull(text("Why not: the first that is wrong."))},
            {"userId", orNull(text("Whose it is."))},
            {"expiresAt", orNull(time("When it ends, with the leeway; null: it does not."))},
            {"checks", listOf(check, "Claim by claim.")}});
}

QJsonObject ticketRequest()
{
    const auto either = [](const char* description, const char* type) {
        return with(text(description), "type", QJsonArray{u"string"_s, QString::fromLatin1(type)});
    };
    return request("Which stream the ticket opens.",
        {{"userId",
             with(text("Whose stream; a user's own token needs none."), "type",
                 QJsonArray{u"string"_s, u"integer"_s}),
             false},
            {"types",
                with(with(text("It gets these only; one text with commas will do."), "type",
                         QJsonArray{u"string"_s, u"array"_s}),
                    "items", QJsonObject{{u"type"_s, u"string"_s}}),
                false},
            {"ttl",
                either("Until when it must be used: a duration such as 60s, or seconds; from "
                       "1s to 1h.",
                    "number"),
                false},
            {"until",
                either("When the stream ends at the latest: a time with its zone, or seconds since "
                       "1970.",
                    "number"),
                false}});
}

QJsonObject setPage(const char* description, const char* list, const char* what)
{
    return object(description,
        {{"userId", text("Whose.")}, {list, listOf({{u"type"_s, u"string"_s}}, what)},
            {"next", orNull(text("?after= of the next page; null: there is none."))},
            {"total", count("So many in all.")}});
}

} // namespace

QJsonObject schemas()
{
    const QJsonObject names
        = listOf({{u"type"_s, QJsonArray{u"string"_s, u"integer"_s}}}, "Names, or whole numbers.");
    QJsonObject all{
        {u"Error"_s,
            object("What went wrong, for people.", {{"error", text("One line, without a stop.")}})},
        {u"PublishRequest"_s,
            publishRequest("A notification, and one of userId, userIds and broadcast: true.",
                {{"userId", id("To one user."), false},
                    {"userIds",
                        with(with(listOf(id("A user."), "To several, each once."), "minItems", 1),
                            "maxItems", int(publish_limits::UserIds)),
                        false},
                    {"broadcast", flag("To everybody."), false}})},
        {u"FanoutRequest"_s,
            publishRequest("A notification for all who follow an author.",
                {{"authorId", id("Whose followers get it.")}})},
        {u"SelectiveRequest"_s,
            publishRequest("A notification for all who are interested in its type, which may also "
                           "stand in the data.",
                {{"authorId", id("Only among the followers of this author."), false}})},
        {u"Published"_s,
            published("A notification was published.", "channels", "Channels it went to.")},
        {u"FannedOut"_s,
            published("A notification was published.", "followers", "Followers of the author.")},
        {u"Selected"_s,
            published("A notification was published.", "interested", "Users who want the type.")},
        {u"Receipt"_s, receipt()},
        {u"Stats"_s, api_stats_schema::stats()},
        {u"Connection"_s, connection()},
        {u"Connections"_s,
            object("A page of streams, in the order they were opened.",
                {{"connections", listOf(ref("Connection"), "The page.")},
                    {"next", orNull(text("?cursor= of the next page; null: there is none."))},
                    {"total", count("Streams that the filter takes, over all pages.")}})},
        {u"Disconnected"_s, object("A stream was ended.", {{"disconnected", text("Its id.")}})},
        {u"Names"_s, names},
        {u"Followers"_s,
            setPage("A page of the followers of an author.", "followers", "In their order.")},
        {u"Follows"_s,
            object("Whether a user follows an author.",
                {{"userId", text("The author.")}, {"follower", text("The user.")},
                    {"follows", flag("Whether he does.")}})},
        {u"Interests"_s,
            setPage(
                "A page of the types a user is interested in.", "interests", "In their order.")},
        {u"Interested"_s,
            object("Whether a user is interested in a type.",
                {{"userId", text("The user.")}, {"type", text("The type.")},
                    {"interested", flag("Whether he is.")}})},
        {u"Added"_s,
            object("What was not there yet was added.",
                {{"userId", text("To whose.")}, {"added", count("So many.")}})},
        {u"Removed"_s,
            object("What was there was removed.",
                {{"userId", text("From whose.")}, {"removed", count("So many.")}})},
        {u"Fault"_s, fault()},
        {u"FaultRequest"_s, faultMembers(object("What to break.", {}), true)},
        {u"Faults"_s,
            object("The faults that are on.", {{"faults", listOf(ref("Fault"), "Oldest first.")}})},
        {u"FaultsEnded"_s, object("Faults were ended.", {{"ended", count("So many.")}})},
        {u"WhoAmI"_s,
            object("Whom the hub takes the caller for.",
                {{"name", orNull(text("Of the token, or the user; null: nobody in particular."))},
                    {"role",
                        word("What he may do.",
                            {QString::fromLatin1(roleName(Role::None)),
                                QString::fromLatin1(roleName(Role::User)),
                                QString::fromLatin1(roleName(Role::Monitor)),
                                QString::fromLatin1(roleName(Role::Publish)),
                                QString::fromLatin1(roleName(Role::Admin))})},
                    {"instance", text("Name of this hub.")}, {"version", text("Of the program.")},
                    {"features",
                        listOf({{u"type"_s, u"string"_s}},
                            "What it is able to do: admin-moments, admin-record, admin-routes, "
                            "admin-stream, anonymous-all, "
                            "anonymous-broadcasts, authorize, faults, jwks, jwt, jwt-in-url, "
                            "redis, roles, tickets, "
                            "tls.")}})},
        {u"TokenToCheck"_s, object("A user's token.", {{"token", text("The JWT.")}})},
        {u"TokenReport"_s, tokenReport()},
        {u"TicketRequest"_s, ticketRequest()},
        {u"Ticket"_s,
            object("A ticket, which opens one stream.",
                {{"ticket", text("For ?ticket=.")},
                    {"expiresIn", count("Seconds in which it must be used.")},
                    {"url", text("The path of the stream, with the ticket in it.")},
                    {"link",
                        text("The same behind the name by which the hub was asked, where it knows "
                             "that."),
                        false}})},
        {u"UserEnded"_s,
            object("The streams of a user were ended.",
                {{"userId", text("Whose.")}, {"ended", count("Streams.")},
                    {"instances", number("Instances that have answered.")},
                    {"complete", flag("Whether all have.")},
                    {"deniedUntil",
                        orNull(time("Until when what was issued before is refused."))}})},
        {u"Alive"_s, object("The process lives.", {{"status", word("So it is.", {u"ok"_s})}})},
        {u"Ready"_s,
            object("What is published is taken and delivered.",
                {{"status", word("So it is.", {u"ready"_s})},
                    {"broker", word("What carries messages.", {u"memory"_s, u"redis"_s})},
                    {"remark", text("What is amiss all the same: a source is away."), false}})},
        {u"NotReady"_s,
            object("What is published would not be delivered, or the hub ends.",
                {{"status", word("So it is.", {u"not ready"_s}), false},
                    {"broker", word("What carries messages.", {u"memory"_s, u"redis"_s}), false},
                    {"error", text("Why.")}})},
        {u"ApiDescription"_s,
            with(object("An OpenAPI description.", {}), "additionalProperties", true)},
        {u"Gap"_s,
            object("Data of an event fanlight-gap (?gaps=1): events that this stream was not sent "
                   "and nobody can send it any more. The page should fetch what it shows.",
                {{"from", orNull(text("Id of the last event before it; null: not known."))},
                    {"to", orNull(text("Id of the first behind it, or of the newest by then."))},
                    {"reason", text("Why, for people.")}})},
        {u"Batch"_s,
            object("Data of an event that is several notifications, where batches were asked for.",
                {{"batch", listOf(anything("The data of one."), "In their order.")}})},
    };
    api_source_schemas::addTo(all);
    api_remote_schemas::addTo(all);
    api_admin_stream_schemas::addTo(all);
    return all;
}

namespace {

struct FailureText {
    int status;
    const char* name;
    const char* text;
};
constexpr FailureText FailureTexts[] = {
    {400, "BadRequest", "The request cannot be read, or something in it is wrong, which is named."},
    {401, "Unauthorized", "It needs a token, or another one."},
    {403, "Forbidden",
        "Not by this name of the hub, not from a page of this origin, or not for this role."},
    {404, "NotFound", "There is no such thing."},
    {405, "MethodNotAllowed", "The path takes other methods, which Allow names."},
    {408, "RequestTimeout", "The request did not arrive whole within ten seconds."},
    {409, "Conflict", "It cannot be done as things are."},
    {413, "ContentTooLarge", "The body, or the data in it, is larger than the hub takes."},
    {415, "UnsupportedMediaType",
        "The body is compressed or in another encoding; JSON in UTF-8 is taken."},
    {417, "ExpectationFailed", "Expect: only 100-continue is understood."},
    {429, "TooManyRequests", "The address or the token had more than it may; see Retry-After."},
    {431, "HeaderFieldsTooLarge", "The target and the header fields are larger than 16 KiB."},
    {501, "NotImplemented", "Transfer-Encoding: only chunked is understood."},
    {503, "Unavailable", "The hub is full or ends, or its broker is away; see Retry-After."},
};

} // namespace

const char* failureName(int status)
{
    for (const FailureText& one : FailureTexts) {
        if (one.status == status)
            return one.name;
    }
    return nullptr;
}

QJsonObject failures()
{
    const auto header = [](const QJsonObject& schema, const char* description) {
        return QJsonObject{{u"description"_s, QString::fromUtf8(description)},
            {u"required"_s, true}, {u"schema"_s, schema}};
    };
    QJsonObject all;
    for (const FailureText& one : FailureTexts) {
        QJsonObject headers;
        if (one.status == 401)
            headers[u"WWW-Authenticate"_s]
                = header({{u"type"_s, u"string"_s}}, "Bearer, and what is wrong with a token.");
        if (one.status == 405)
            headers[u"Allow"_s] = header({{u"type"_s, u"string"_s}}, "Methods the path takes.");
        if (one.status == 429 || one.status == 503)
            headers[u"Retry-After"_s] = header({{u"type"_s, u"integer"_s}, {u"minimum"_s, 1}},
                "Seconds after which to try again.");
        QJsonObject response{{u"description"_s, QString::fromUtf8(one.text)},
            {u"content"_s,
                QJsonObject{{u"application/json"_s, QJsonObject{{u"schema"_s, ref("Error")}}}}}};
        if (!headers.isEmpty())
            response[u"headers"_s] = headers;
        all[QLatin1StringView(one.name)] = response;
    }
    return all;
}

QJsonObject securitySchemes()
{
    const auto key = [](const char* place, const char* name, const char* description) {
        return QJsonObject{{u"type"_s, u"apiKey"_s}, {u"in"_s, QString::fromLatin1(place)},
            {u"name"_s, QString::fromLatin1(name)},
            {u"description"_s, QString::fromUtf8(description)}};
    };
    return {{u"roleToken"_s,
                QJsonObject{{u"type"_s, u"http"_s}, {u"scheme"_s, u"bearer"_s},
                    {u"description"_s,
                        u"A token of --admin-token, --publish-token or --monitor-token. Which "
                        "role an operation needs is its x-role; admin may do everything. A hub "
                        "without any that only this machine reaches asks for none."_s}}},
        {u"userToken"_s,
            QJsonObject{{u"type"_s, u"http"_s}, {u"scheme"_s, u"bearer"_s},
                {u"bearerFormat"_s, u"JWT"_s},
                {u"description"_s,
                    u"A JWT of the user, signed with a key the hub knows (--jwt-key, --jwks-url, "
                    "--jwt-secret)."_s}}},
        {u"hostCookie"_s, key("cookie", "__Host-fanlight_token", "The user's JWT as a cookie.")},
        {u"cookie"_s, key("cookie", "fanlight_token", "The user's JWT as a cookie.")},
        {u"ticket"_s,
            key("query", "ticket", "A ticket of POST /api/tickets: it opens one stream.")},
        {u"tokenInUrl"_s,
            key("query", "token", "The user's JWT in the URL; with --jwt-in-url only.")}};
}

} // namespace fanlight::api_components
