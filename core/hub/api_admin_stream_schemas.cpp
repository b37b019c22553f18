// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "hub/api_admin_stream_schemas.h"

#include "hub/admin_stream_wish.h"
#include "hub/api_schema.h"
#include "hub/views/view.h"

namespace fanlight::api_admin_stream_schemas {

using namespace api_schema;
using namespace Qt::Literals::StringLiterals;

namespace {

QJsonObject viewWord()
{
    QStringList names;
    for (std::size_t i = 0; i < views::ViewCount; ++i)
        names += views::viewName(views::View(i));
    return word("What is looked at.", names);
}

QJsonObject adminWindow()
{
    return anything("Of the view connections: columns, sort, descending, filter, first, count, "
                    "group (streams or users), closed, traffic, instances (this or all), "
                    "lookedAt, valuesOf, valuesLike; see docs/admin-stream.md.");
}

QJsonObject adminWish()
{
    return request("What an admin stream tells of from now on; what is left out stays.",
        {{"views", listOf(viewWord(), "All of them."), false},
            {"record",
                listOf(word("What is recorded while the stream is open, told or not.",
                           {u"messages"_s, u"closed"_s}),
                    "All of them."),
                false},
            {"connections", adminWindow(), false},
            {"messages",
                request("Of the view messages.",
                    {{"count", whole("Rows of one event.", 0, AdminStreamWish::MostMessages),
                         false},
                        {"filter", text("As in the window."), false}}),
                false},
            {"log",
                request("Of the view log.",
                    {{"count", whole("Lines of one event.", 0, AdminStreamWish::MostLines),
                        false}}),
                false},
            {"connection",
                request("Of the view connection.",
                    {{"id", orNull(text("Of the stream that is looked at closely.")), false}}),
                false},
            {"tap",
                request("Of the view tap.",
                    {{"pattern", text("Channels, as Redis' PSUBSCRIBE has them."), false}}),
                false},
            {"since",
                request("What the reader has already.",
                    {{"log", count("Number of a line."), false},
                        {"messages", count("Number of a message."), false},
                        {"closed", count("Number of a stream that ended."), false},
                        {"audit", count("Number of an entry."), false},
                        {"moments", count("Number of a moment."), false},
                        {"sample", count("Time of a sample, in milliseconds since 1970."), false}}),
                false}});
}

} // namespace

void addTo(QJsonObject& schemas)
{
    schemas[u"AdminStreamWish"_s] = adminWish();
    schemas[u"AdminStreamChanged"_s] = object("What an admin stream tells of.",
        {{"stream", text("Its id.")}, {"views", listOf(viewWord(), "Those that are told.")}});
    schemas[u"AdminMessage"_s] = object("A published message.",
        {{"number", count("Ascending from 1 since the hub's program started.")},
            {"time", count("When it was published, in milliseconds since 1970.")},
            {"id", text("Of the event."), false}, {"type", text("Of the message."), false},
            {"bytes", count("Of its data.")},
            {"source", text("Where it came from; missing: the API."), false},
            {"kind", text("How it was published; missing: to users by name."), false},
            {"broadcast", flag("To everyone."), false},
            {"users", count("On whose channels it was published."), false},
            {"user", text("The first of them."), false},
            {"author", text("Of a fan-out, or selective among his followers."), false},
            {"batch", anything("In which batches it may go."), false},
            {"receipt", count("Number of its receipt."), false},
            {"frame", anything("What is sent: plain, in base64, and of what kind it is.")},
            {"figures", anything("Recipients and latencies."), false},
            {"steps", anything("When it was stored, and received here."), false},
            {"trace", anything("How it came to the first of its clients, one by one.")}});
}

} // namespace fanlight::api_admin_stream_schemas
