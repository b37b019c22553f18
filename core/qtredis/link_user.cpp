// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "qtredis/link_user.h"

namespace fanlight::redis {

void LinkUser::send(std::span<const std::string_view> args, RedisLink::Callback callback)
{
    if (m_link && !callback)
        return m_link->send(args, {});
    if (m_link) {
        return m_link->send(args,
            [alive = std::weak_ptr(m_alive), callback = std::move(callback)](const Reply& reply) {
                if (!alive.expired())
                    callback(reply);
            });
    }
    ReplyArena arena;
    if (callback)
        callback(arena.makeError("LOST The hub has stopped."));
}

} // namespace fanlight::redis
