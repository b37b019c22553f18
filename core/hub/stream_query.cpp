// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "hub/stream_query.h"

#include "delivery/parsed_publish.h"

#include <algorithm>
#include <vector>

namespace fanlight {

namespace {

constexpr http::Parameter Known[] = {
    {"userId", false, "user uid users userids"},
    {"types", true, "type events event eventtype eventtypes topic topics"},
    {"lastEventId", false, "lastid since after from resume"},
    {"gaps", false, "gap"},
    {"heartbeat", false, "heartbeats keepalive ping"},
    {"ticket", false, "tickets ticketid"},
    {"token", false, "jwt accesstoken authorization bearer auth idtoken"},
};

constexpr std::string_view Blanks = " \t";

std::string_view trimmed(std::string_view text)
{
    text.remove_prefix(std::min(text.find_first_not_of(Blanks), text.size()));
    return text.substr(0, text.find_last_not_of(Blanks) + 1);
}

// Calls `take` with each part between separators.
template <class Take>
void forEachPart(std::string_view text, std::string_view separators, Take take)
{
    while (!text.empty()) {
        const std::string_view part = text.substr(0, text.find_first_of(separators));
        text.remove_prefix(std::min(text.size(), part.size() + 1));
        take(part);
    }
}

// Separated by commas, or by blanks as some write it; since a type may hold blanks, too, one that
// does counts as a whole and as its words.
std::string joinTypes(const std::vector<std::string_view>& lists, std::string& types)
{
    std::vector<std::string_view> all;
    const auto add = [&all](std::string_view type) {
        if (!type.empty() && std::find(all.begin(), all.end(), type) == all.end())
            all.push_back(type);
    };
    for (const std::string_view list : lists) {
        forEachPart(list, ",", [&](std::string_view part) {
            const std::string_view type = trimmed(part);
            add(type);
            if (type.find_first_of(Blanks) != std::string_view::npos)
                forEachPart(type, Blanks, add);
        });
    }
    for (const std::string_view type : all) {
        if (std::string error = checkName("types", type); !error.empty())
            return error;
        types += types.empty() ? "" : ",";
        types += type;
    }
    if (all.size() > StreamQuery::MaxTypes || types.size() > StreamQuery::MaxTypesBytes)
        return "types: must not name more than " + std::to_string(StreamQuery::MaxTypes)
            + " types or " + std::to_string(StreamQuery::MaxTypesBytes) + " bytes";
    return {};
}

// 1 or 0; not there: off. Nothing for anything else.
std::optional<bool> switchOf(std::optional<std::string_view> value)
{
    if (!value || *value == "0" || *value == "false" || *value == "off")
        return false;
    if (*value == "1" || *value == "true" || *value == "on")
        return true;
    return std::nullopt;
}

} // namespace

std::string StreamQuery::readTypes(std::string_view list, std::string& types)
{
    return joinTypes({list}, types);
}

std::span<const http::Parameter> StreamQuery::parameters()
{
    return Known;
}

StreamQuery StreamQuery::read(std::string_view text)
{
    StreamQuery asked;
    const auto query = http::Query::parse(text);
    if (!query) {
        asked.error = "the query holds an escape that is not % and two hexadecimal digits";
        return asked;
    }
    asked.error = checkParameters(*query, Known, "a stream");
    if (!asked.error.empty())
        return asked;
    if (const auto userId = query->value("userId")) {
        asked.userId = *userId;
        asked.error = checkName("userId", *userId);
    }
    if (const auto token = query->value("token"))
        asked.token = *token;
    if (const auto ticket = query->value("ticket"))
        asked.ticket = *ticket;
    if (asked.error.empty())
        asked.error = joinTypes(query->list("types"), asked.types);
    const std::optional<bool> gaps = switchOf(query->value("gaps"));
    const std::string_view heartbeat = query->value("heartbeat").value_or("comment");
    if (asked.error.empty() && !gaps)
        asked.error = "gaps: must be 1 (events tell of gaps) or 0";
    if (asked.error.empty() && heartbeat != "event" && heartbeat != "comment")
        asked.error = "heartbeat: must be event or comment";
    asked.wantsGaps = gaps.value_or(false);
    asked.wantsHeartbeats = heartbeat == "event";
    asked.lastEventId = query->value("lastEventId").value_or("");
    return asked;
}

} // namespace fanlight
