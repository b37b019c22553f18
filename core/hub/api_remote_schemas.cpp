// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "hub/api_remote_schemas.h"

#include "hub/admin_answers.h"
#include "hub/api_schema.h"
#include "hub/hub_port.h"

namespace fanlight::api_remote_schemas {

using namespace api_schema;
using namespace Qt::Literals::StringLiterals;

namespace {

QJsonObject names(const char* description)
{
    return listOf({{u"type"_s, u"string"_s}}, description);
}

QJsonObject textsByName(const char* description)
{
    return {{u"type"_s, u"object"_s}, {u"description"_s, QString::fromUtf8(description)},
        {u"additionalProperties"_s, QJsonObject{{u"type"_s, u"string"_s}}}};
}

QJsonObject msSince1970(const char* description)
{
    return count(description);
}

QJsonObject replayed()
{
    return object("An event.",
        {{"id", text("On the wire.")},
            {"publishedAtMs", msSince1970("When it was published; 0: not known.")},
            {"toUser", flag("It went to the user.")}, {"toEveryone", flag("It was a broadcast.")},
            {"notifications", count("Of a batch: so many.")},
            {"type", text("By which streams select.")},
            {"wire", text("What is sent, in base64.")}});
}

QJsonObject audienceChange()
{
    return with(object("A change of a set.",
                    {{"kind", word("Of what.", {u"followers"_s, u"interests"_s})},
                        {"set", text("The author, or the type.")},
                        {"users", names("To add, or to remove."), false},
                        {"remove", flag("Whether they are removed; without users all."), false}}),
        "additionalProperties", false);
}

QJsonObject access()
{
    const QJsonObject key = object("A key of users' tokens.",
        {{"id", text("kid; empty: it has none.")}, {"kind", text("RSA 2048, HMAC secret, …")},
            {"algorithms", names("That it takes.")}, {"source", text("Where it is from.")},
            {"refreshedMs", msSince1970("When it was read last; 0: it is not read again.")},
            {"lastUsedMs", msSince1970("When it was of use last; 0: not yet.")}});
    const QJsonObject token = object("A token of a role: not the token itself.",
        {{"name", text("By which it is known.")},
            {"role", word("What it may do.", {u"monitor"_s, u"publish"_s, u"admin"_s})},
            {"lastUsedMs", msSince1970("When it was of use last; 0: not yet.")}});
    const QJsonObject limit = object("What one address or token may have.",
        {{"kind",
             word("Of what.", {u"streams"_s, u"requests"_s, u"publishes"_s, u"wrongTokens"_s})},
            {"count", count("So many; 0: there is no limit.")},
            {"perSeconds", count("… in so many seconds.")},
            {"burst", count("… and so many at once after a silence.")},
            {"auto", flag("As where the hub listens asks for.")},
            {"refused", count("Turned away for it.")}});
    const QJsonObject refusal = object("What one address was refused, for one reason.",
        {{"id", count("Ascending.")}, {"address", text("Without its port.")},
            {"wanted", text("What it asked for.")}, {"why", text("Why it was refused last.")},
            {"status", count("What it was answered; 0: it came to no request.")},
            {"firstMs", msSince1970("When first.")}, {"lastMs", msSince1970("When last.")},
            {"count", count("How often.")}});
    return object("Who may do what as the hub runs, without any secret.",
        {{"takenAtMs", msSince1970("When.")}, {"listening", flag("Whether the hub listens.")},
            {"listen", text("On what.")},
            {"front", text("By which clients reach it; empty: not known.")},
            {"reachable", flag("Whether other machines reach it.")},
            {"hasRoles", flag("Whether there are tokens of roles.")},
            {"hasKeys", flag("Whether there are keys of users' tokens.")},
            {"canMint", flag("Whether one of them is a secret.")},
            {"allowsFaults", flag("Whether faults are for the API.")},
            {"anonymous",
                word("Whom streams are for without a proof.",
                    {u"none"_s, u"broadcasts"_s, u"all"_s})},
            {"issuer", text("Whom users' tokens are from; empty: any.")},
            {"audience", text("Whom they are for.")}, {"userClaim", text("The user's claim.")},
            {"hostNames", names("It goes by as well.")},
            {"features", names("As GET /api/whoami tells them.")},
            {"keys", listOf(key, "In their order.")}, {"tokens", listOf(token, "Likewise.")},
            {"limits", listOf(limit, "Each kind.")},
            {"once",
                object("Keys of publishes (once).",
                    {{"keys", count("Known now; in Redis: of publishes under way.")},
                        {"most", count("Kept at once; 0: they are kept in Redis.")},
                        {"forgotten", count("That went before their time.")}})},
            {"refusals",
                object("Who was turned away.",
                    {{"rows", listOf(refusal, "Newest first.")},
                        {"total", count("Since the program started.")},
                        {"forgotten", count("Of these, such as are in no row any longer.")}})}});
}

void addAudience(QJsonObject& schemas)
{
    const QJsonObject set = object("An author who is followed, or a type.",
        {{"name", text("Of it.")}, {"size", count("Users.")}});
    schemas[u"AudienceSets"_s] = object("Sets of the audience.",
        {{"sets", listOf(set, "By name.")}, {"more", flag("Whether there are others.")}});
    schemas[u"AudienceMembers"_s] = object("Who is in a set.",
        {{"users", with(names("Shorter ids first."), "maxItems", int(admin_answers::MostMembers))},
            {"total", count("So many there are.")}});
    schemas[u"AudienceChanges"_s] = request("Changes, done in their order up to the first error.",
        {{"changes", listOf(audienceChange(), "With 10,000 users at most over all of them.")}});
    schemas[u"AudienceChanged"_s] = object("The audience was changed.",
        {{"changed", count("Users who were not there before, or were.")}});
}

} // namespace

void addTo(QJsonObject& schemas)
{
    addAudience(schemas);
    schemas[u"HubOptions"_s] = object("What the hub was told.",
        {{"options",
             textsByName("Each that is no secret, as it would stand behind its --name; of a URL "
                         "no user and no password.")},
            {"live", names("Those that PATCH may change.")},
            {"secret", names("Those that are set and not told.")}});
    schemas[u"OptionChanges"_s]
        = textsByName("Texts by the names of options: live ones, and no files.");
    schemas[u"ReachRequest"_s]
        = with(object("A publish, as POST /api/publish, /api/fanout or /api/selective has it.", {}),
            "additionalProperties", true);
    schemas[u"Reach"_s] = object("Whom a publish would reach.",
        {{"audience",
             orNull(count("Users named, following or interested; null: it is a broadcast."))},
            {"usersOnline", orNull(count("Of these, with a stream; null: likewise."))},
            {"connections", count("Streams of this instance that take it.")},
            {"allConnections", count("Streams of this instance.")},
            {"countsInstances", flag("Whether usersOnline is over all instances.")}});
    schemas[u"Replay"_s] = object("What a client that comes back would be sent first.",
        {{"missing", orNull(text("What it is told where history does not reach back."))},
            {"events", listOf(replayed(), "In order.")}});
    schemas[u"AccessReport"_s] = access();
    schemas[u"TokenWish"_s]
        = with(object("A token to try things with.",
                   {{"userId", text("Whose.")}, {"lifetime", text("Such as 1h; 10s to 24h.")}}),
            "additionalProperties", false);
    schemas[u"MintedToken"_s] = object("The token, which is kept nowhere.",
        {{"token", text("The JWT.")}, {"expiresMs", msSince1970("When it ends.")}});
    schemas[u"RedisAddress"_s]
        = with(object("Which Redis.", {{"url", text("redis://host:6379, as --broker has it.")}}),
            "additionalProperties", false);
    const QJsonObject step = object("A thing that was looked at.",
        {{"name", text("What.")},
            {"outcome", word("How it went.", {u"not tried"_s, u"passed"_s, u"failed"_s})},
            {"text", text("What was found, or what to do.")}});
    schemas[u"RedisCheck"_s] = object("Whether the hub could move there.",
        {{"steps", listOf(step, "In order; the first that fails explains the rest.")},
            {"passed", flag("Whether it could.")}});
    schemas[u"FilesRead"_s] = object("The files were read anew.",
        {{"problem", orNull(text("Why they will not do: those before stay."))},
            {"readAtMs",
                orNull(count("When those in use were read, in milliseconds since 1970; null: "
                             "there is no TLS."))}});
    schemas[u"StreamsToEnd"_s] = with(
        object("Which streams end, and how.",
            {{"ids", with(names("Such as c-1vzt."), "maxItems", int(admin_answers::MostEnded))},
                {"retry",
                    orNull(text("When their clients may come back, such as 5s, up to 24h; off: "
                                "not at all; break: they are told nothing, as when a network "
                                "fails.")),
                    false}}),
        "additionalProperties", false);
    schemas[u"ReceiptReport"_s] = with(
        object("How far an event has come: as the view “receipts” of the admin stream has it; what "
               "is 0, empty or not known is left out.",
            {{"id", text("Of the event."), false},
                {"publishedAt", msSince1970("When it was published."), false},
                {"settled", flag("Whether none of this will change any more."), false}}),
        "additionalProperties", true);
    schemas[u"StreamsEnded"_s]
        = object("Streams were ended.", {{"disconnected", count("So many were there.")}});
}

} // namespace fanlight::api_remote_schemas
