// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "qtredis/reply.h"
#include "sources/source.h"

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace fanlight {

// An entry of a stream of Redis, as the app has added it or as it stands with the dead: `body` (the
// JSON of POST /api/publish), or `data` with fan-user, fan-type and fan-event; `id` names it for
// `once`. With the dead also fan-reason, fan-tries and fan-from, the id it had. A plain value.
struct RedisStreamEntry {
    std::string id;
    std::vector<std::pair<std::string, std::string>> fields; // as they were added

    // Of a reply's element, [id, [field, value, …]]. One that was trimmed has no fields.
    static RedisStreamEntry of(const redis::Reply& element);

    std::string_view value(std::string_view field) const; // empty: it is not there
    bool has(std::string_view field) const;
    // What is published, or with `wrong` why that cannot be.
    SourceContent content(std::string* wrong) const;
    DeadLetter deadLetter() const;
    // What is added to the dead.
    std::vector<std::string> buriedFields(const std::string& reason, int tries) const;
};

} // namespace fanlight
