// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "broker/message_intake.h"
#include "broker/redis_delivery.h"
#include "broker/redis_gap.h"
#include "broker/redis_marks.h"
#include "broker/redis_resuming.h"
#include "broker/redis_subscriptions.h"

#include <cstdint>
#include <string_view>

namespace fanlight {

// Messages of Redis on the channels of users and on that of broadcasts: looks how far each is to be
// believed and what it has to do with who resumes, and passes it on. Ids are believed where Redis
// can have given them, and else are none. Hub thread; asks nobody back.
class RedisReceiving {
public:
    RedisReceiving(RedisSubscriptions& subscriptions, RedisMarks& marks,
        RedisPublishing& publishing, RedisResuming& resuming, RedisGap& gap,
        RedisDelivery& delivery, MessageIntake::Settings settings);

    void receive(std::string_view name, std::string_view payload);
    void addTo(BrokerFigures& figures) const { m_intake.addTo(figures); }
    void tick(std::uint64_t nowNs) { m_intake.tick(nowNs); } // logs

private:
    RedisSubscriptions& m_subscriptions;
    RedisMarks& m_marks;
    RedisResuming& m_resuming;
    RedisGap& m_gap;
    RedisDelivery& m_delivery;
    MessageIntake m_intake;
};

} // namespace fanlight
