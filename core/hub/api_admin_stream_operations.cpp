// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "hub/api_operation.h"
#include "hub/api_schema.h"

namespace fanlight::api_operations {

using namespace api_schema;
using namespace Qt::Literals::StringLiterals;

namespace {

QJsonObject adminText()
{
    return {{u"type"_s, u"string"_s}};
}

QJsonObject viewList()
{
    return {{u"type"_s, u"array"_s}, {u"items"_s, adminText()}};
}

constexpr ApiParameter OfAdminStream[]
    = {{"id", "Id of the stream, such as a-1f2e3d4c.", adminText}};
constexpr ApiParameter OfAdminMessage[] = {{"number", "Of the message.", adminText}};
constexpr ApiParameter AdminStreamQuery[]
    = {{"views", "What is looked at; repeated, or with commas: sample,connections,log.", viewList}};
constexpr ApiParameter AdminStreamHeaders[]
    = {{"Last-Event-ID", "The id seen last, to go on from there.", adminText}};
constexpr ApiFailure NoAdminStream[] = {{404, "There is no such stream of the caller's."},
    {409, "Another window looks closely at a stream, or taps; a hub does one at a time."}};
constexpr ApiFailure NoAdminMessage[] = {{404, "There is no such message, or no longer."}};

constexpr const char* AdminStreamDetail
    = "A stream of Server-Sent Events: `snapshot` first, then `delta` at most twice a second, each "
      "with an id to resume from. Rows come by key, with the fields that changed; see "
      "docs/admin-stream.md. A reader that falls behind is told what there is then, and never a "
      "queue of what was.";

} // namespace

constinit const ApiOperation OpenAdminStream{"openAdminStream", "Figures", nullptr, "The stream.",
    nullptr, {}, AdminStreamQuery, AdminStreamHeaders, {}, "text/event-stream", AdminStreamDetail};
constinit const ApiOperation ChangeAdminStream{"changeAdminStream", "Figures", "AdminStreamChanged",
    "It does.", "AdminStreamWish", OfAdminStream, {}, {}, NoAdminStream};
constinit const ApiOperation GetAdminMessage{"getAdminMessage", "Figures", "AdminMessage",
    "The message, as long as it is kept.", nullptr, OfAdminMessage, {}, {}, NoAdminMessage};

} // namespace fanlight::api_operations
