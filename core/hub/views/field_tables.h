// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "hub/audit_log.h"
#include "hub/connection_window.h"
#include "hub/message_log.h"
#include "hub/moment_log.h"
#include "hub/views/field_values.h"
#include "net/traced_delivery.h"

namespace fanlight::views {

// The fields of each value that goes over the wire: one table for both ways. A visitor takes
// (name, member) or (name, member, most), as field_values.h bounds them.
template <class Row> struct Fields;

template <> struct Fields<ConnectionRow> {
    template <class Visitor> static void visit(Visitor& v)
    {
        using R = ConnectionRow;
        v.id("id", &R::id, connectionIdText, parseConnectionId);
        v("user", &R::userId, ShortText);
        v("address", &R::address, ShortText);
        v("types", &R::types, MostEntries);
        v("connectedAt", &R::connectedAtMs);
        v("events", &R::events);
        v("bytes", &R::bytes);
        v("dropped", &R::dropped);
        v("backlog", &R::backlogBytes);
        v("rtt", &R::rttMs);
        v("agent", &R::userAgent, LongText);
        v("event", &R::lastEventId, LongText);
        v("replayed", &R::replayed);
        v("openMs", &R::openMs);
        v("closedAt", &R::closedAtMs);
        v("reason", &R::reason);
        v("instance", &R::instance, ShortText);
    }
};

template <> struct Fields<UserRow> {
    template <class Visitor> static void visit(Visitor& v)
    {
        using R = UserRow;
        v("user", &R::userId, ShortText);
        v("streams", &R::streams);
        v("types", &R::types, MostEntries);
        v("allTypes", &R::allTypes);
        v("moreTypes", &R::moreTypes);
        v("agents", &R::agents, MostEntries);
        v("moreAgents", &R::moreAgents);
        v("connectedAt", &R::connectedAtMs);
        v("events", &R::events);
        v("bytes", &R::bytes);
        v("backlog", &R::backlogBytes);
        v("closed", &R::closed);
        v("closedAt", &R::closedAtMs);
        v("reason", &R::reason);
    }
};

template <> struct Fields<ConnectionReturns> {
    template <class Visitor> static void visit(Visitor& v)
    {
        using R = ConnectionReturns;
        v("since", &R::sinceMs);
        v("left", &R::left);
        v("back", &R::back);
        v("median", &R::medianMs);
        v("waiting", &R::isWaiting);
    }
};

// All but rows and wish, which connection_codec.h tells.
template <> struct Fields<ConnectionWindow> {
    template <class Visitor> static void visit(Visitor& v)
    {
        using R = ConnectionWindow;
        v("instance", &R::instance, ShortText);
        v("total", &R::total);
        v("matching", &R::matching);
        v("matchingClosed", &R::matchingClosed);
        v("closed", &R::closed);
        v("first", &R::first);
        v("values", &R::values, MostEntries);
        v("returns", &R::returns);
        v("instances", &R::instances);
        v("silent", &R::silent, MostEntries);
    }
};

template <> struct Fields<WatchedConnection::Sent> {
    template <class Visitor> static void visit(Visitor& v)
    {
        using R = WatchedConnection::Sent;
        v("time", &R::timeMs);
        v("frame", &R::frame, WatchedConnection::MostBytes);
        v("chunked", &R::chunked);
    }
};

template <> struct Fields<WatchedConnection> {
    template <class Visitor> static void visit(Visitor& v)
    {
        using R = WatchedConnection;
        v.id("id", &R::id, connectionIdText, parseConnectionId);
        v("found", &R::found);
        v("row", &R::row);
        v("takenAt", &R::takenAtMs);
        v("watchedSince", &R::watchedSinceMs);
        v("endsAt", &R::endsAtMs);
        v("kernelQueue", &R::kernelQueueBytes);
        v("rttVariance", &R::rttVarianceMs);
        v("retransmits", &R::retransmits);
        v("ack", &R::ack);
        v("sent", &R::sent, qsizetype(R::MostFrames));
        v("sentBefore", &R::sentBefore);
    }
};

template <> struct Fields<InstanceRow> {
    template <class Visitor> static void visit(Visitor& v)
    {
        using R = InstanceRow;
        v("name", &R::name, ShortText);
        v("givenName", &R::givenName, ShortText);
        v("mark", &R::mark, ShortText);
        v("sharesName", &R::sharesName);
        v("host", &R::host, ShortText);
        v("pid", &R::pid);
        v("version", &R::version, ShortText);
        v("url", &R::url, LongText);
        v("isThis", &R::isThis);
        v("startedAt", &R::startedAtMs);
        v("heartbeatAt", &R::heartbeatAtMs);
        v("connections", &R::connections);
        v("deliveredPerSecond", &R::deliveredPerSecond);
        v("publishedPerSecond", &R::publishedPerSecond);
        v("rss", &R::rssBytes);
        v("writeP50", &R::writeP50Ms);
        v("writeP90", &R::writeP90Ms);
        v("writeP95", &R::writeP95Ms);
        v("writeP99", &R::writeP99Ms);
        v("writeP999", &R::writeP999Ms);
        v("cpuPercent", &R::cpuPercent);
        v("cpuCores", &R::cpuCores);
    }
};

template <> struct Fields<InstanceSnapshot> {
    template <class Visitor> static void visit(Visitor& v)
    {
        v("takenAt", &InstanceSnapshot::takenAtMs);
        v("rows", &InstanceSnapshot::rows, MostEntries);
    }
};

template <> struct Fields<RedisNode> {
    template <class Visitor> static void visit(Visitor& v)
    {
        using R = RedisNode;
        v("endpoint", &R::endpoint, ShortText);
        v("role", &R::role, ShortText);
        v("slots", &R::slots);
        v("keepsThisApp", &R::keepsThisApp);
        v("away", &R::isAway);
        v("channels", &R::channels);
        v("published", &R::published);
    }
};

template <> struct Fields<RedisSnapshot> {
    template <class Visitor> static void visit(Visitor& v)
    {
        using R = RedisSnapshot;
        v("takenAt", &R::takenAtMs);
        v("endpoint", &R::endpoint, ShortText);
        v("version", &R::version, ShortText);
        v("mode", &R::mode, ShortText);
        v("role", &R::role, ShortText);
        v("uptimeSeconds", &R::uptimeSeconds);
        v("roundTrip", &R::roundTripMs);
        v("lag", &R::lag);
        v("channels", &R::channels);
        v("allChannels", &R::allChannels);
        v("usedMemory", &R::usedMemoryBytes);
        v("maxMemory", &R::maxMemoryBytes);
        v("evictionPolicy", &R::evictionPolicy, ShortText);
        v("connectedClients", &R::connectedClients);
        v("commandsPerSecond", &R::commandsPerSecond);
        v("receivedPerSecond", &R::receivedPerSecond);
        v("outputBuffer", &R::outputBufferBytes);
        v("outputBufferHardLimit", &R::outputBufferHardLimit);
        v("outputBufferSoftLimit", &R::outputBufferSoftLimit);
        v("outputBufferSoftSeconds", &R::outputBufferSoftSeconds);
        v("reconnects", &R::reconnects);
        v("nodes", &R::nodes, MostEntries);
        v("nodesChangedAt", &R::nodesChangedAtMs);
        v("problem", &R::problem, LongText);
    }
};

template <> struct Fields<TapMessage> {
    template <class Visitor> static void visit(Visitor& v)
    {
        v("time", &TapMessage::timeMs);
        v("channel", &TapMessage::channel, LongText);
        v("payload", &TapMessage::payload, TapMessage::PayloadBytes);
        v("bytes", &TapMessage::payloadBytes);
    }
};

template <> struct Fields<TapBatch> {
    template <class Visitor> static void visit(Visitor& v)
    {
        v("messages", &TapBatch::messages, MostEntries);
        v("left", &TapBatch::left);
    }
};

template <> struct Fields<ReceiptFigures> {
    template <class Visitor> static void visit(Visitor& v)
    {
        using R = ReceiptFigures;
        v("recipients", &R::recipients);
        v("acknowledged", &R::acknowledged);
        v("gone", &R::gone);
        v("write", &R::write);
        v("ack", &R::ack);
        v("measured", &R::measured);
        v("lastAckNs", &R::lastAckNs);
        v("settled", &R::settled);
        v("handed", &R::handed);
        v("taken", &R::taken);
        v("test", &R::testRecipients);
    }
};

template <> struct Fields<ReceiptSnapshot::Part> {
    template <class Visitor> static void visit(Visitor& v)
    {
        using R = ReceiptSnapshot::Part;
        v("instance", &R::instance, ShortText);
        v("isThis", &R::isThis);
        v("figures", &R::figures);
        v("publishedAt", &R::publishedAtMs);
    }
};

template <> struct Fields<ReceiptSnapshot> {
    template <class Visitor> static void visit(Visitor& v)
    {
        using R = ReceiptSnapshot;
        v("number", &R::number);
        v("id", &R::id, ShortText);
        v("publishedAt", &R::publishedAtMs);
        v("takenAt", &R::takenAtMs);
        v("total", &R::total);
        v("parts", &R::parts, MostEntries);
        v("settled", &R::settled);
    }
};

template <> struct Fields<TlsStatus> {
    template <class Visitor> static void visit(Visitor& v)
    {
        using R = TlsStatus;
        v("on", &R::isOn);
        v("subject", &R::subject, LongText);
        v("issuer", &R::issuer, LongText);
        v("names", &R::names, MostEntries);
        v("validFrom", &R::validFromMs);
        v("validUntil", &R::validUntilMs);
        v("asksClients", &R::asksClients);
        v("readAt", &R::readAtMs);
        v("problem", &R::problem, LongText);
    }
};

template <> struct Fields<BrokerStatus> {
    template <class Visitor> static void visit(Visitor& v)
    {
        using R = BrokerStatus;
        v("kind", &R::kind, ShortText);
        v("url", &R::url, LongText);
        v("ready", &R::ready);
        v("problem", &R::problem, LongText);
        v("awaySince", &R::awaySinceMs);
    }
};

template <> struct Fields<HubStatus> {
    template <class Visitor> static void visit(Visitor& v)
    {
        using R = HubStatus;
        v("state", &R::state);
        v("url", &R::url, LongText);
        v("urls", &R::urls, MostEntries);
        v("localhostUrl", &R::localhostUrl, LongText);
        v("tls", &R::tls);
        v("broker", &R::broker);
        v("instance", &R::instance, ShortText);
        v("error", &R::error, LongText);
        v("startedAt", &R::startedAtMs);
        v("fileLimit", &R::fileLimit);
        v("shards", &R::shards);
    }
};

template <> struct Fields<TrafficFigures> {
    template <class Visitor> static void visit(Visitor& v)
    {
        using R = TrafficFigures;
        v("connects", &R::connects);
        v("resumed", &R::resumed);
        v("disconnects", &R::disconnects);
        v("byReason", &R::disconnectsByReason);
        v("published", &R::published);
        v("delivered", &R::delivered);
        v("bytes", &R::bytes);
        v("dropped", &R::droppedEvents);
        v("batchedIn", &R::batchedIn);
        v("batchedOut", &R::batchedOut);
        v("write", &R::write);
        v("ack", &R::ack);
        v("connections", &R::connections);
        v("slowClients", &R::slowClients);
        v("backlog", &R::backlogBytes);
    }
};

template <> struct Fields<ConnectionMemory> {
    template <class Visitor> static void visit(Visitor& v)
    {
        using R = ConnectionMemory;
        v("bytes", &R::bytes);
        v("kernelBytes", &R::kernelBytes);
        v("clients", &R::clients);
        v("time", &R::timeMs);
    }
};

template <> struct Fields<MetricsSample> {
    template <class Visitor> static void visit(Visitor& v)
    {
        using R = MetricsSample;
        Fields<TrafficFigures>::visit(v);
        v("time", &R::timeMs);
        v("interval", &R::intervalMs);
        v("own", &R::own);
        v("refused", &R::refused);
        v("redisReceived", &R::redisReceived);
        v("redisLag", &R::redisLag);
        v("allConnections", &R::allConnections);
        v("rss", &R::rssBytes);
        v("allRss", &R::allRssBytes);
        v("bytesPerConnection", &R::bytesPerConnection);
        v("memory", &R::memory);
        v("kernelSocketBytes", &R::kernelSocketBytes);
        v("openFiles", &R::openFiles);
        v("fileLimit", &R::fileLimit);
        v("cpuPercent", &R::cpuPercent);
        v("cpuCores", &R::cpuCores);
        v("hubCpuPercent", &R::hubCpuPercent);
        v("historyBytes", &R::historyBytes);
        v("historyEvents", &R::historyEvents);
    }
};

template <> struct Fields<Fault> {
    template <class Visitor> static void visit(Visitor& v)
    {
        using R = Fault;
        v.id("id", &R::id, faultIdText, parseFaultId);
        v("kind", &R::kind);
        v("filter", &R::filter, LongText);
        v("share", &R::share);
        v("every", &R::every);
        v("delay", &R::delay);
        v("events", &R::events);
        v("bytes", &R::bytes);
        v("for", &R::lasts);
        v("origin", &R::origin);
        v("since", &R::sinceMs);
        v("streams", &R::streams);
        v("hits", &R::hits);
    }
};

template <> struct Fields<LogLine> {
    template <class Visitor> static void visit(Visitor& v)
    {
        using R = LogLine;
        v("id", &R::id);
        v("time", &R::timeMs);
        v("level", &R::level);
        v("category", &R::category, ShortText);
        v("text", &R::text, LongText);
        v("place", &R::place);
    }
};

template <> struct Fields<KeptInMemory> {
    template <class Visitor> static void visit(Visitor& v)
    {
        v("audience", &KeptInMemory::audience);
        v("history", &KeptInMemory::history);
    }
};

template <> struct Fields<Moment> {
    template <class Visitor> static void visit(Visitor& v)
    {
        using R = Moment;
        v("number", &R::number);
        v("kind", &R::kind);
        v("time", &R::timeMs);
        v("text", &R::text, LongText);
        v("from", &R::fromMs);
        v("to", &R::toMs);
        v("replayed", &R::replayed);
        v("historyLost", &R::historyLost);
        v("done", &R::done);
        v("all", &R::all);
    }
};

template <> struct Fields<AuditEntry> {
    template <class Visitor> static void visit(Visitor& v)
    {
        using R = AuditEntry;
        v("id", &R::id);
        v("time", &R::timeMs);
        v("actor", &R::actor, LongText);
        v("role", &R::role, ShortText);
        v("address", &R::address, ShortText);
        v("action", &R::action, ShortText);
        v("target", &R::target, LongText);
        v("outcome", &R::outcome, LongText);
    }
};

template <> struct Fields<SourceFigures> {
    template <class Visitor> static void visit(Visitor& v)
    {
        using R = SourceFigures;
        v("state", &R::state);
        v("error", &R::error, LongText);
        v("lag", &R::lag);
        v("dead", &R::dead);
        v("taken", &R::taken);
        v("acknowledged", &R::acknowledged);
        v("refused", &R::refused);
        v("buried", &R::buried);
        v("inHand", &R::inHand);
    }
};

template <> struct Fields<SourceRow> {
    template <class Visitor> static void visit(Visitor& v)
    {
        using R = SourceRow;
        v("name", &R::name, ShortText);
        v("kind", &R::kind, ShortText);
        v("url", &R::url, LongText);
        v("figures", &R::figures);
        v("perSecond", &R::perSecond);
        v("paused", &R::isPaused);
    }
};

template <> struct Fields<SourceSnapshot> {
    template <class Visitor> static void visit(Visitor& v)
    {
        v("takenAt", &SourceSnapshot::takenAtMs);
        v("rows", &SourceSnapshot::rows, MostEntries);
    }
};

template <> struct Fields<BatchWish> {
    template <class Visitor> static void visit(Visitor& v)
    {
        v("windowMs", &BatchWish::windowMs);
        v("most", &BatchWish::most);
    }
};

template <> struct Fields<MessageSteps> {
    template <class Visitor> static void visit(Visitor& v)
    {
        v("storedNs", &MessageSteps::storedNs);
        v("receivedNs", &MessageSteps::receivedNs);
    }
};

template <> struct Fields<MessageFigures> {
    template <class Visitor> static void visit(Visitor& v)
    {
        using R = MessageFigures;
        v("recipients", &R::recipients);
        v("known", &R::isKnown);
        v("write", &R::write);
        v("ack", &R::ack);
        v("measured", &R::measured);
        v("test", &R::testRecipients);
    }
};

// Without its frame, of which codec.cpp tells.
template <> struct Fields<MessageRecord> {
    template <class Visitor> static void visit(Visitor& v)
    {
        using R = MessageRecord;
        v("number", &R::number);
        v("time", &R::timeMs);
        v("source", &R::source);
        v("kind", &R::kind);
        v("broadcast", &R::broadcast);
        v("users", &R::users);
        v("user", &R::userId, ShortText);
        v("author", &R::authorId, ShortText);
        v("batch", &R::batch);
        v("receipt", &R::receipt);
        v("steps", &R::steps);
        v("figures", &R::figures);
    }
};

template <> struct Fields<MessageTrace::Client> {
    template <class Visitor> static void visit(Visitor& v)
    {
        using R = MessageTrace::Client;
        v.id("connection", &R::connection, connectionIdText, parseConnectionId);
        v("writtenNs", &R::writtenNs);
        v("isAcknowledged", &R::isAcknowledged);
        v("acknowledgedNs", &R::acknowledgedNs);
        v("events", &R::events);
        v("batch", &R::batch, MostFrameBytes);
    }
    static constexpr qsizetype MostFrameBytes = 4 << 20;
};

template <> struct Fields<MessageTrace> {
    template <class Visitor> static void visit(Visitor& v)
    {
        v("clients", &MessageTrace::clients, qsizetype(MessageTrace::MostClients));
    }
};

} // namespace fanlight::views
