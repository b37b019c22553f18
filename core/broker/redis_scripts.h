// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "broker/redis_script.h"
#include "qtredis/link_user.h"

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace fanlight {

// The two scripts that RedisHistory runs in Redis, and how they get there: by their hash, and whole
// where Redis does not know them (any more). Calls are numbered; Redis keeps the number of the last
// in a field of this process, so that one that went back is noticed. Hub thread; callbacks are
// forgotten when it goes.
class RedisScripts {
public:
    explicit RedisScripts(redis::RedisLink& link);

    // The payload is shared by all slices of a publish.
    struct Arguments {
        std::vector<std::string> keys; // and how many
        std::shared_ptr<const std::string> payload;
        std::vector<std::string> rest;
    };
    struct Sent {
        std::uint64_t number;
        bool isLate; // sent again, since Redis did not know the script
    };
    using Done = std::function<void(const redis::Reply&, Sent)>;

    // Once the link is ready. Not the other script: that Redis does not know it is what tells a new
    // run of it.
    void loadPublish();
    // As their texts say; `done` follows in order, but where it is late.
    void publish(std::shared_ptr<Arguments> arguments, Done done)
    {
        send(m_publish, false, std::move(arguments), std::move(done));
    }
    void stand(std::shared_ptr<Arguments> arguments, Done done)
    {
        send(m_stand, false, std::move(arguments), std::move(done));
    }
    const std::string& ownField() const { return m_ownField; } // of fanlight:heads and :stands

private:
    void send(
        const RedisScript& script, bool whole, std::shared_ptr<Arguments> arguments, Done done);

    redis::LinkUser m_link;
    const RedisScript m_publish;
    const RedisScript m_stand;
    const std::string m_ownField;
    std::uint64_t m_calls = 0;
};

} // namespace fanlight
