// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "qtredis/reply.h"

#include <string>
#include <string_view>

namespace fanlight {

// A script in Lua, and the hash by which Redis is asked for it. A plain value.
class RedisScript {
public:
    explicit RedisScript(std::string_view text);

    const std::string& text() const { return m_text; }
    const std::string& sha() const { return m_sha; }
    // EVALSHA or, whole, EVAL with it: what a call begins with.
    std::string_view command(bool isWhole) const { return isWhole ? "EVAL" : "EVALSHA"; }
    std::string_view argument(bool isWhole) const { return isWhole ? m_text : m_sha; }
    // Redis does not know it (any more): it is to be sent whole.
    static bool isUnknown(const redis::Reply& reply)
    {
        return reply.isError() && reply.text().starts_with("NOSCRIPT");
    }

private:
    std::string m_text;
    std::string m_sha;
};

} // namespace fanlight
