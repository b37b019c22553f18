// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "hub/api_stats_schema.h"

#include "hub/api_schema.h"
#include "metrics/sample.h"
#include "net/tls_session.h"

#include <QJsonArray>

namespace fanlight::api_stats_schema {

using namespace api_schema;
using namespace Qt::Literals::StringLiterals;

namespace {

QJsonObject percentileFigures(const char* description)
{
    const auto ms = [](const char* which) { return orNull(number(which)); };
    return object(description,
        {{"count", count("So many were measured.")}, {"p50Ms", ms("Median, in milliseconds.")},
            {"p90Ms", ms("90 % were no later.")}, {"p95Ms", ms("95 %.")}, {"p99Ms", ms("99 %.")},
            {"p99.9Ms", ms("99.9 %.")}});
}

template <class Enum>
QJsonObject counts(const char* description, std::size_t size, const char* (*nameOf)(Enum))
{
    QJsonObject properties;
    QJsonArray required;
    for (std::size_t i = 0; i < size; ++i) {
        const QString reason = QString::fromLatin1(nameOf(static_cast<Enum>(i)));
        properties.insert(reason, count("So many."));
        required.append(reason);
    }
    return with(with(object(description, {}), "properties", properties), "required", required);
}

QJsonObject limitFigures()
{
    const auto one = [](const char* description) {
        return object(description,
            {{"limit", text("As it is set: auto, off, 20/s, 300/m:50.")},
                {"refused", count("Requests refused for it.")}});
    };
    return object("What one address or token may have.",
        {{"streams", one("New streams of one address.")},
            {"requests", one("Other requests of one address.")},
            {"publishes", one("Publishes with one token.")},
            {"wrongTokens",
                object("Wrong tokens of one address.",
                    {{"refused", count("Requests refused for them.")}})}});
}

QJsonObject tlsFigures()
{
    return object("What is served over TLS; with --tls-cert.",
        {{"subject", text("Of the certificate.")}, {"issuer", text("Who signed it."), false},
            {"names", listOf({{u"type"_s, u"string"_s}}, "Names it is for.")},
            {"expiresAt", time("When it expires.")},
            {"clientCertificates", flag("Whether clients must show one.")},
            {"readAt", time("When it was read.")},
            {"problem", orNull(text("Why the one on disk cannot be taken."))},
            {"handshakes", count("Whole handshakes.")},
            {"resumed", count("Clients that took up an earlier session.")},
            {"failed",
                counts("Clients that were not let in, by reason.", HandshakeFailureCount,
                    handshakeFailureName)}});
}

QJsonObject instanceFigures()
{
    return object("An instance behind the same Redis.",
        {{"name", text("Its name.")}, {"host", text("Of its machine.")},
            {"pid", number("Of its process.")}, {"version", text("Of its program.")},
            {"url", text("Where it listens.")},
            {"connections", orNull(number("Streams open now."))},
            {"deliveredPerSecond", orNull(number("Events it hands out a second."))},
            {"rssBytes", orNull(number("Resident memory."))},
            {"writeP99Ms", orNull(number("99th percentile of the write latency."))},
            {"heartbeatAgeMs", number("Since it was heard of.")},
            {"stale", flag("Whether that is too long ago.")},
            {"sharesName", flag("Whether another goes by the same name.")}});
}

QJsonObject nodeFigures()
{
    return object("A primary of a Redis Cluster.",
        {{"node", text("Its address.")}, {"up", flag("Whether it is there.")},
            {"problem", orNull(text("Why not."))}, {"slots", count("That it keeps.")},
            {"channels", count("Subscribed to at it.")},
            {"published", count("Messages published at it, by this hub.")},
            {"received", count("Messages received from it.")}});
}

QJsonObject redisFigures()
{
    return object("The link to Redis; behind Redis only.",
        {{"url", text("Of Redis, without a password.")}, {"ready", flag("Whether it serves.")},
            {"problem", orNull(text("Why not."))}, {"channels", count("Subscribed to now.")},
            {"received", orNull(number("Messages received."))},
            {"roundTripMs", orNull(number("How long it took to answer."))},
            {"reconnects", count("Links made anew.")},
            {"lag", percentileFigures("From the publish to the arrival from Redis.")},
            {"nodes", listOf(nodeFigures(), "Its primaries; of a Redis Cluster only."), false}});
}

} // namespace

QJsonObject stats()
{
    return object("Figures of this hub since its start; levels as they are now.",
        {{"instance", text("Name of this hub.")}, {"version", text("Of the program.")},
            {"listening", listOf({{u"type"_s, u"string"_s}}, "Where it listens.")},
            {"broker", word("What carries messages.", {u"memory"_s, u"redis"_s})},
            {"uptimeSeconds", number("Since the start.")}, {"shards", count("Threads that serve.")},
            {"sources", listOf(ref("Source"), "Queues whose messages are published.")},
            {"connections", count("Streams open now.")},
            {"maxConnections", count("Streams that may be open at once.")},
            {"maxPerUser", count("Of one user; 0: any number.")}, {"limits", limitFigures()},
            {"faults", count("Faults that are on.")}, {"connects", count("Streams opened.")},
            {"resumed", count("… with a Last-Event-ID.")},
            {"refused", count("Subscribers told to come back.")},
            {"disconnects",
                counts("Streams ended, by reason.", DisconnectReasonCount, disconnectReasonName)},
            {"published", count("Notifications published.")},
            {"delivered", count("Events handed to the kernel.")},
            {"bytes", count("Bytes handed to the kernel.")},
            {"droppedEvents", count("Events that slow clients lost.")},
            {"batched",
                object("Notifications that became one event with others.",
                    {{"notifications", count("So many …")},
                        {"events", count("… became so many.")}})},
            {"slowClients", count("Streams with unsent events.")},
            {"backlogBytes", count("Bytes that wait for full sockets.")},
            {"history",
                object("What is kept for clients that come back.",
                    {{"events", count("So many.")}, {"bytes", count("So large.")},
                        {"limitBytes", count("At most so large.")}})},
            {"latency",
                object("From the publish.",
                    {{"write", percentileFigures("To the system call that writes it.")},
                        {"ack",
                            percentileFigures("To the acknowledgement of the client's TCP.")}})},
            {"memory",
                object("Of the process.",
                    {{"rssBytes", orNull(number("Resident."))},
                        {"bytesPerConnection", orNull(number("Of it, for a stream."))},
                        {"kernelSocketBytes",
                            orNull(number("What the kernel holds beside it."))}})},
            {"files",
                object("Descriptors of the process.",
                    {{"open", orNull(number("Open now."))},
                        {"limit", orNull(number("At most."))}})},
            {"cpuPercent", orNull(number("Of one core."))},
            {"cpuCores", orNull(number("Cores it may use."))}, {"tls", tlsFigures(), false},
            {"redis", redisFigures(), false},
            {"instances", listOf(instanceFigures(), "Behind Redis: those there are."), false},
            {"nameConflict", orNull(text("Behind Redis: which name two go by.")), false},
            {"total",
                object("Behind Redis: over all instances.",
                    {{"connections", orNull(number("Streams open now."))},
                        {"rssBytes", orNull(number("Resident memory."))}}),
                false}});
}

} // namespace fanlight::api_stats_schema
