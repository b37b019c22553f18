// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "broker/broker.h"
#include "broker/fan_payload.h"
#include "broker/redis_delivery.h"
#include "broker/redis_gap.h"
#include "broker/redis_publishing.h"
#include "metrics/latency_histogram.h"

#include <array>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace fanlight {

// What Redis tells on a channel, as something to deliver: whose it is, when it was published, what
// has a receipt, which publish of this process has come back. What no stream may be sent is counted
// and logged. Hub thread; asks nobody back.
class MessageIntake {
public:
    struct Settings {
        std::size_t messageLimit = 1 << 20; // bytes; larger ones are dropped, counted and logged
        bool batchAll = false;
        ReceiptOf receiptOf;
        // Keeps a message of another instance, or of the app itself, in the message log; the user
        // is null for a broadcast. Returns its number; 0: it is not kept.
        std::function<std::uint64_t(const FramePtr& frame, std::optional<std::string_view> userId,
            const MessageSteps& steps)>
            foreign;
        std::function<void(std::uint64_t message)> foreignUser; // it went to one user more
    };
    MessageIntake(RedisPublishing& publishing, Settings settings);

    void count() { ++m_received; } // a message, whatever becomes of it
    // Takes a message apart; null: no stream may be sent it. Valid until the next call.
    FanPayloadReader::Payload* read(std::string_view name, std::string_view payload);
    // `frame`: what streams are sent; `logged`: the same for the message log. Whoever has passed it
    // on calls finish() where it is a publish of this process.
    RedisDelivery::Message take(const FanPayloadReader::Payload& read, SubscribedChannel* channel,
        FramePtr frame, const FramePtr& logged, bool& isOwn);
    void finish(std::uint64_t publishedUs) { m_publishing.finish(publishedUs); }
    void addTo(BrokerFigures& figures) const;
    void tick(std::uint64_t nowNs); // logs

private:
    std::uint64_t recordForeign(const FramePtr& frame, SubscribedChannel* channel,
        std::uint64_t publishedUs, std::string_view by, const MessageSteps& steps);
    static std::uint64_t publishedNsOf(std::uint64_t publishedUs, std::uint64_t nowNs);

    RedisPublishing& m_publishing;
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
