// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "hub/api_source_schemas.h"

#include "hub/api_schema.h"
#include "sources/source_rows.h"

namespace fanlight::api_source_schemas {

using namespace api_schema;
using namespace Qt::Literals::StringLiterals;

namespace {

QJsonObject sourceOfHub()
{
    QStringList states;
    for (int i = 0; i < SourceStateCount; ++i)
        states += sourceStateName(static_cast<SourceFigures::State>(i));
    return object("A queue whose messages are published.",
        {{"name", text("By which it is known: of its queue, or as ?name= says.")},
            {"kind", text("redis-stream, amqp, sqs, postgres, …: the scheme of its address.")},
            {"url", text("Its address, without secrets.")},
            {"state",
                word("closed; connecting, also again after a loss; taking messages; paused by "
                     "hand; waiting for the broker.",
                    states)},
            {"paused", flag("Whether it was paused by hand, whatever its state.")},
            {"error", orNull(text("Why it does not take, or what went wrong last."))},
            {"lag", orNull(count("Messages that wait in the queue; null: not known."))},
            {"dead", orNull(count("Messages it keeps as dead; null: not known."))},
            {"perSecond", orNull(number("Messages acknowledged a second, just now."))},
            {"inHand", count("Messages taken that are not acknowledged yet.")},
            {"taken", count("Messages taken since the start.")},
            {"acknowledged", count("Of these, published and acknowledged.")},
            {"refused", count("How often one was refused.")},
            {"buried", count("Messages that went to the dead.")}});
}

QJsonObject deadLetter()
{
    return object("A message that was refused too often.",
        {{"handle", text("By which it is sent again, or removed.")},
            {"reason", text("Why it was refused last.")}, {"tries", count("How often it was.")},
            {"diedAt", orNull(time("When it went to the dead; null: not known."))},
            {"body", text("Of the message.")}, {"id", text("As its publisher named it."), false},
            {"user", text("fan-user: whose the raw data is; empty: everyone's."), false},
            {"type", text("fan-type."), false}, {"event", text("fan-event."), false}});
}

QJsonObject mendedLetter()
{
    QJsonObject mended = with(request("How a dead message is sent again.", {}), "properties",
        QJsonObject{{u"body"_s,
            QJsonObject{{u"description"_s,
                            u"Instead of its own: the JSON of POST /api/publish, or a text; "
                            "without it the message is sent as it is."_s},
                {u"type"_s, QJsonArray{u"object"_s, u"string"_s, u"null"_s}}}}});
    return mended;
}

} // namespace

void addTo(QJsonObject& schemas)
{
    schemas[u"Source"_s] = sourceOfHub();
    schemas[u"Sources"_s] = object("The sources of the hub.",
        {{"sources", listOf(ref("Source"), "In the order of the options.")}});
    schemas[u"SourcePaused"_s] = object("A source takes no more.", {{"paused", text("Its name.")}});
    schemas[u"SourceResumed"_s] = object("A source goes on.", {{"resumed", text("Its name.")}});
    schemas[u"DeadLetter"_s] = deadLetter();
    schemas[u"DeadLetters"_s] = object("What a source keeps as dead.",
        {{"source", text("Its name.")}, {"dead", listOf(ref("DeadLetter"), "Newest first.")}});
    schemas[u"MendedLetter"_s] = mendedLetter();
    schemas[u"DeadSentAgain"_s]
        = object("A dead message was published and removed.", {{"published", text("Its handle.")}});
    schemas[u"DeadRemoved"_s]
        = object("A dead message was removed.", {{"removed", text("Its handle.")}});
}

} // namespace fanlight::api_source_schemas
