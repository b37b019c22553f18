// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/redis_stream_entry.h"

#include <algorithm>
#include <charconv>

namespace fanlight {

namespace {

constexpr std::string_view BodyField = "body";
constexpr std::string_view DataField = "data";
constexpr std::string_view IdField = "id";
constexpr std::string_view UserField = "fan-user";
constexpr std::string_view TypeField = "fan-type";
constexpr std::string_view EventField = "fan-event";
constexpr std::string_view ReasonField = "fan-reason";
constexpr std::string_view TriesField = "fan-tries";
constexpr std::string_view FromField = "fan-from";

template <class Number> Number numberOf(std::string_view text)
{
    Number number{};
    std::from_chars(text.data(), text.data() + text.size(), number);
    return number;
}

} // namespace

RedisStreamEntry RedisStreamEntry::of(const redis::Reply& element)
{
    RedisStreamEntry entry;
    entry.id = element[0].text();
    const redis::Reply fields = element[1];
    for (std::size_t i = 0; i + 1 < fields.size(); i += 2)
        entry.fields.emplace_back(fields[i].text(), fields[i + 1].text());
    return entry;
}

std::string_view RedisStreamEntry::value(std::string_view field) const
{
    const auto found = std::find_if(
        fields.begin(), fields.end(), [field](const auto& one) { return one.first == field; });
    return found == fields.end() ? std::string_view() : found->second;
}

bool RedisStreamEntry::has(std::string_view field) const
{
    return std::any_of(
        fields.begin(), fields.end(), [field](const auto& one) { return one.first == field; });
}

// One that names itself by nothing is known by its place in the stream.
SourceContent RedisStreamEntry::content(std::string* wrong) const
{
    SourceContent content;
    const std::string_view from = value(FromField);
    content.id = value(IdField);
    if (content.id.empty())
        content.id = from.empty() ? std::string_view(id) : from;
    if (has(BodyField)) {
        content.body = value(BodyField);
        return content;
    }
    content.body = value(DataField);
    const auto take = [this](std::string_view field, std::optional<std::string>& text) {
        if (has(field))
            text = value(field);
    };
    take(UserField, content.user);
    take(TypeField, content.type);
    take(EventField, content.event);
    if (!has(DataField))
        *wrong = "the entry has neither a field “body” nor a field “data”";
    else if (!content.user)
        *wrong = "the entry has “data” and no “fan-user”, which says whose it is; an empty one is "
                 "everyone";
    return content;
}

DeadLetter RedisStreamEntry::deadLetter() const
{
    std::string wrong; // which is why it is dead
    DeadLetter letter;
    letter.handle = id;
    letter.content = content(&wrong);
    letter.reason = value(ReasonField);
    letter.tries = numberOf<int>(value(TriesField));
    letter.diedAtMs = numberOf<qint64>(id);
    return letter;
}

std::vector<std::string> RedisStreamEntry::buriedFields(const std::string& reason, int tries) const
{
    std::vector<std::string> all;
    for (const auto& [field, text] : fields) {
        if (field == ReasonField || field == TriesField || field == FromField)
            continue;
        all.push_back(field);
        all.push_back(text);
    }
    for (const auto& [field, text] : {std::pair(ReasonField, reason),
             std::pair(TriesField, std::to_string(tries)), std::pair(FromField, id)}) {
        all.emplace_back(field);
        all.push_back(text);
    }
    return all;
}

} // namespace fanlight
