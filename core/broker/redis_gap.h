// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "broker/redis_delivery.h"
#include "broker/redis_history.h"
#include "broker/redis_marks.h"
#include "broker/redis_subscriptions.h"

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace fanlight {

// This instance's part in a receipt; null: there is none. `isHanded`: for a message as Redis
// counted it when it was published, not one that history had.
using ReceiptOf = std::function<std::shared_ptr<Receipt>(std::string_view token, bool isHanded)>;

// What streams have missed while Redis was away. Once the links are proven again it is read from
// history, since the last event that was seen, for the channels anyone listens to; what comes live
// meanwhile is held. When a message of our own that was sent after that has come back, both are
// delivered in order of their ids, and streams are told what is missing.
//
// Hub thread. Answers of a history that was read before the links were lost again are let go; the
// history outlives it, and answers no more once the link is closed.
class RedisGap {
public:
    // of messages that wait until the gap before them is filled; beyond, history is read anew
    static constexpr std::size_t HeldBytes = 256 << 20;

    RedisGap(RedisHistory& history, RedisMarks& marks, RedisSubscriptions& subscriptions,
        RedisDelivery& delivery, ReceiptOf receiptOf);

    // Messages are held until the gap before them is filled.
    bool isOpen() const { return m_isOpen; }
    bool isBeingFilled() const { return m_isReading || m_barrier != 0; }
    // newer than Redis knows afterwards: it has lost its history
    EventId newestGivenBefore() const { return m_newestGivenBefore; }

    void subscriberReady(); // it opens, when anything was seen before
    void linksLost(); // it is longer now
    // A channel is subscribed to that was not before.
    void joined(const SubscribedChannel& channel);
    void hold(RedisDelivery::Message message);

    void read(); // the links are proven
    // Once this message of our own has come back it is to be filled.
    bool isBefore(std::uint64_t number) const { return m_barrier != 0 && number >= m_barrier; }
    struct Proof { // what Redis told with it
        EventId newest;
        EventId born; // where history began
        bool wentBack; // Redis did, since the links were lost
    };
    struct Filled {
        qint64 atMs; // since the epoch
        std::size_t replayed;
        bool isHistoryLost;
    };
    // Delivers; nothing: it is read anew. `awayMs`: how long Redis was away.
    std::optional<Filled> fill(const Proof& proof, qint64 awayMs);

private:
    void deliver();
    void letGoOfHeld();

    RedisHistory& m_history;
    RedisMarks& m_marks;
    RedisSubscriptions& m_subscriptions;
    RedisDelivery& m_delivery;
    const ReceiptOf m_receiptOf;

    bool m_isOpen = false;
    EventId m_lastSeenBefore;
    EventId m_newestGivenBefore;
    std::vector<RedisDelivery::Message> m_held;
    std::uint64_t m_heldBytes = 0;
    bool m_isHeldIncomplete = false; // more came
    std::vector<std::shared_ptr<Receipt>> m_heldReceipts; // of what was held and let go
    std::vector<std::pair<SubscribedChannel*, RedisHistory::EventPtr>> m_recovered;
    // of which history does not hold all of the gap; broadcasts: BroadcastIndex
    std::vector<std::uint32_t> m_lostChannels;
    bool m_isReading = false;
    std::uint64_t m_barrier = 0; // history is read; the message of our own behind it
    std::uint64_t m_run = 0; // answers to an earlier one come too late
};

} // namespace fanlight
