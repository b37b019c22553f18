// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sse/gap.h"

#include "sse/json_string.h"

#include <algorithm>

namespace fanlight {

FramePtr Gap::comment() const
{
    std::string line = reason;
    std::replace_if(
        line.begin(), line.end(), [](char c) { return c == '\r' || c == '\n'; }, ' ');
    return Frame::text(": " + line + "\n\n");
}

FramePtr Gap::event() const
{
    const auto idOrNull
        = [](const std::string& id) { return id.empty() ? std::string("null") : jsonString(id); };
    const std::string data = "{\"from\":" + idOrNull(from) + ",\"to\":" + idOrNull(to)
        + ",\"reason\":" + jsonString(reason) + "}";
    return Frame::notice({.event = EventName, .data = data, .isJson = true});
}

} // namespace fanlight
