// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "delivery/parsed_publish.h"

#include "net/seeded_hash.h"
#include "sse/utf8.h"

#include <algorithm>
#include <bit>
#include <utility>

namespace fanlight {

namespace {

bool isControl(char c)
{
    return static_cast<unsigned char>(c) < 0x20 || c == 0x7F;
}

// HTTP trims a field's value, holds no controls, and pages that set headers themselves have Latin-1
// alone.
std::string checkEventId(std::string_view id, std::string& warning)
{
    if (std::string error = checkName("id", id); !error.empty())
        return error;
    if (id.front() == ' ' || id.back() == ' ')
        return "id: must not begin or end with a blank, since Last-Event-ID could not carry it "
               "back";
    if (std::any_of(id.begin(), id.end(), isControl))
        return "id: must not contain control characters, since Last-Event-ID could not carry them "
               "back";
    for (const char c : id) {
        if (static_cast<unsigned char>(c) > 0xC3) // the first byte of a character beyond U+00FF
            warning = "id: holds characters beyond Latin-1; EventSource gives it back, but fetch() "
                      "cannot send it as Last-Event-ID";
    }
    return {};
}

// A header of HTTP and a line of a log may carry it.
std::string checkOnce(std::string_view key)
{
    if (std::string error = checkName("once", key); !error.empty())
        return error;
    if (std::any_of(key.begin(), key.end(), isControl))
        return "once: must not contain control characters";
    return {};
}

// Names with a meaning of their own.
std::string warningOfEvent(std::string_view event)
{
    const std::string name(event);
    if (event == "error" || event == "open")
        return "event: “" + name
            + "” is also what EventSource calls its own event, so a page takes this one for a lost "
              "or opened connection; choose another name";
    if (event.starts_with("fanlight-"))
        return "event: names that begin with “fanlight-” are the hub's own; choose another name";
    return {};
}

// Keeps the first of each, in their order. Sorting 1,000 names costs as much as delivering to some
// of them.
void removeRepeated(std::vector<std::string>& names)
{
    if (names.size() < 2)
        return;
    // places of names by hash, from 1; 0: free
    std::vector<std::uint32_t> table(std::bit_ceil(2 * names.size()));
    const std::size_t mask = table.size() - 1;
    std::size_t kept = 0;
    for (std::size_t i = 0; i < names.size(); ++i) {
        std::size_t at = SeededHash()(names[i]) & mask;
        while (table[at] != 0 && names[table[at] - 1] != names[i])
            at = (at + 1) & mask;
        if (table[at] != 0)
            continue;
        if (kept != i)
            names[kept] = std::move(names[i]);
        table[at] = static_cast<std::uint32_t>(++kept);
    }
    names.resize(kept);
}

} // namespace

std::string checkName(std::string_view field, std::string_view text)
{
    const std::string name(field);
    if (text.empty())
        return name + ": must not be empty";
    if (text.size() > publish_limits::NameBytes)
        return name + ": must not be longer than " + std::to_string(publish_limits::NameBytes)
            + " bytes";
    if (text.find_first_of(std::string_view("\r\n\0", 3)) != std::string_view::npos)
        return name + ": must not contain CR, LF or NUL";
    if (!isUtf8(text))
        return name + ": must be UTF-8";
    return {};
}

// FNV-1a: nobody gains by two that have the same, but a warning less.
std::uint64_t fingerprintOf(const ParsedPublish& publish)
{
    std::uint64_t hash = 0xCBF29CE484222325;
    const auto add = [&hash](std::string_view text) {
        for (const char c : text)
            hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001B3;
        hash = (hash ^ 0xFF) * 0x100000001B3; // no byte of UTF-8: where it ends
    };
    for (const std::string& userId : publish.userIds)
        add(userId);
    for (const std::string* text :
        {&publish.authorId, &publish.type, &publish.data, &publish.event, &publish.id})
        add(*text);
    add(std::to_string(publish.retryMs) + (publish.broadcast ? "!" : "")
        + (publish.isJson ? "j" : ""));
    return hash;
}

void checkPublish(ParsedPublish& publish, std::size_t dataLimit, PublishKind kind)
{
    const auto refuse = [&](std::string error, int status = 400) {
        publish.error = std::move(error);
        publish.status = status;
    };
    if (kind == PublishKind::Named && !publish.broadcast && publish.userIds.empty())
        return refuse("userIds: must not be empty");
    if (kind == PublishKind::Fanout && publish.authorId.empty())
        return refuse("authorId: is missing; it is the author whose followers get this");
    if (kind == PublishKind::Selective && publish.type.empty())
        return refuse("type: is missing; those interested in it get this");
    if (publish.userIds.size() > publish_limits::UserIds)
        return refuse("userIds: must not hold more than " + std::to_string(publish_limits::UserIds)
                + " users; send several requests",
            413);
    for (const std::string& userId : publish.userIds) {
        if (std::string error
            = checkName(publish.userIds.size() == 1 ? "userId" : "userIds", userId);
            !error.empty())
            return refuse(std::move(error));
    }
    for (const auto& [field, text] : {std::pair{"authorId", &publish.authorId},
             {"type", &publish.type}, {"event", &publish.event}}) {
        if (std::string error = text->empty() ? std::string() : checkName(field, *text);
            !error.empty())
            return refuse(std::move(error));
    }
    if (std::string error
        = publish.id.empty() ? std::string() : checkEventId(publish.id, publish.warning);
        !error.empty())
        return refuse(std::move(error));
    if (std::string error = publish.once.empty() ? std::string() : checkOnce(publish.once);
        !error.empty())
        return refuse(std::move(error));
    if (publish.retryMs < -1 || publish.retryMs > publish_limits::RetryMs)
        return refuse("retry: must be a whole number of milliseconds from 0 to "
            + std::to_string(publish_limits::RetryMs));
    if (publish.data.size() > dataLimit)
        return refuse("data: " + std::to_string(publish.data.size())
                + " bytes are over the limit of " + std::to_string(dataLimit),
            413);
    if (!isUtf8(publish.data)) // by hand, perhaps
        return refuse("data: must be UTF-8");
    removeRepeated(publish.userIds); // the same user twice is one recipient
    if (std::string warning = warningOfEvent(publish.event); !warning.empty())
        publish.warning
            = publish.warning.empty() ? std::move(warning) : publish.warning + "; " + warning;
}

} // namespace fanlight
