// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "qtredis/redis_link.h"

#include <QPointer>

namespace fanlight::redis {

// How anybody but its owner asks over a link: a member of whoever asks. As long as it lives its
// callbacks are called, with "LOST …" once the link is closed or gone; when it goes they are
// forgotten, so that a callback may capture the asker. Neither has to outlive the other. The link's
// thread.
class LinkUser {
public:
    explicit LinkUser(RedisLink& link)
        : m_link(&link)
    {
    }
    LinkUser(const LinkUser&) = delete;
    LinkUser& operator=(const LinkUser&) = delete;

    // As RedisLink::send().
    void send(std::span<const std::string_view> args, RedisLink::Callback callback);
    void send(std::initializer_list<std::string_view> args, RedisLink::Callback callback)
    {
        send(std::span(args.begin(), args.size()), std::move(callback));
    }
    RedisLink::State state() const { return m_link ? m_link->state() : RedisLink::State::Closed; }
    Endpoint endpoint() const { return m_link ? m_link->endpoint() : Endpoint(); }

private:
    const QPointer<RedisLink> m_link;
    const std::shared_ptr<char> m_alive = std::make_shared<char>();
};

} // namespace fanlight::redis
