// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "broker/broker.h"
#include "broker/fan_payload.h"
#include "broker/redis_delivery.h"
#include "broker/redis_gap.h"
#include "broker/redis_marks.h"
#include "broker/redis_publishing.h"
#include "broker/redis_resuming.h"
#include "broker/redis_subscriptions.h"
#include "metrics/latency_histogram.h"

#include <array>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

namespace fanlight {

// Messages of Redis on the channels of users and on that of broadcasts: looks how far each is to be
// believed, whose it is and what it has to do with who resumes, and passes it on; what no stream
// may be sent is counted and logged. Ids are believed where Redis can have given them, and else are
// none. Hub thread; asks nobody back.
class RedisReceiving {
public:
    struct Settings {
        std::size_t messageLimit = 1 << 20; // bytes; larger ones are dropped, counted and logged
        bool batchAll = false;
        ReceiptOf receiptOf;
        // Keeps a message of another instance, or of the app itself, in the message log; the user
        // is null for a broadcast. Returns its number; 0: it is not kept.
        std::function<std::uint64_t(
            const FramePtr& frame, const std::string* userId, const MessageSteps& steps)>
            foreign;
        std::function<void(std::uint64_t message)> foreignUser; // it went to one user more
    };
    RedisReceiving(RedisSubscriptions& subscriptions, RedisMarks& marks,
        RedisPublishing& publishing, RedisResuming& resuming, RedisGap& gap,
        RedisDelivery& delivery, Settings settings);

    void receive(std::string_view name, std::string_view payload);
    void addTo(BrokerFigures& figures) const;
    void tick(std::uint64_t nowNs); // logs

private:
    std::uint64_t recordForeign(const FramePtr& frame, SubscribedChannel* channel,
        std::uint64_t publishedUs, std::string_view by, const MessageSteps& steps);
    static std::uint64_t publishedNsOf(std::uint64_t publishedUs, std::uint64_t nowNs);

    RedisSubscriptions& m_subscriptions;
    RedisMarks& m_marks;
    RedisPublishing& m_publishing;
    RedisResuming& m_resuming;
    RedisGap& m_gap;
    RedisDelivery& m_delivery;
    const Settings m_settings;
    FanPayloadReader m_payloads;

    struct Foreign { // a publish of another instance, to many users perhaps
        std::uint64_t publishedUs = 0;
        std::string by;
        std::uint64_t message = 0;
    };
    std::array<Foreign, 64> m_foreign; // the last ones, by time of publishing and who published
    std::uint64_t m_received = 0;
    std::uint64_t m_tooLarge = 0;
    std::uint64_t m_tooLargeLogged = 0;
    std::uint64_t m_notUtf8 = 0;
    std::uint64_t m_notUtf8Logged = 0;
    std::uint64_t m_notUtf8LoggedNs = 0;
    std::string m_notUtf8Sample; // channel and beginning of the first that is not logged yet
    LatencyRecorder m_lag;
};

} // namespace fanlight
