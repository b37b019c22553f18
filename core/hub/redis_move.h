// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "hub/broker_switch.h"
#include "hub/redis_check.h"

#include <QString>

#include <functional>

namespace fanlight {

// Looks at a Redis, and has a hub that is in memory move there. Hub thread; over all of the hub's
// starts, owned by HubCore.
class RedisMove {
public:
    struct HubSide { // all outlive it
        QObject& hub; // while it lives questions are answered
        HubOptions& options; // the broker in these changes with a move
        const HubStatus& status;
        std::function<BrokerSwitch*()> brokers; // null: the hub does not listen
    };
    explicit RedisMove(HubSide hub);

    void check(const QString& url, std::function<void(const RedisCheck&)> done);
    // `takesAlong`: what is in memory, otherwise that ends here.
    void move(const QString& url, bool takesAlong, std::function<void(const MoveResult&)> done);

private:
    void tellMoved(const QString& url, const KeptInMemory& taken);

    const HubSide m_hub;
};

} // namespace fanlight
