// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "net/inbox.h"

#include <QTimer>

#include <cstdint>
#include <deque>
#include <functional>
#include <memory>

namespace fanlight {

class RedisDelivery;
class Shard;
class SubscribedChannel;

// A subscription that waits for Redis: not in its shard yet, or there without its history.
struct WaitingSubscription {
    Shard* shard;
    std::unique_ptr<Subscription> subscription;
    SubscribedChannel* channel; // null: broadcasts only
    std::uint64_t sinceNs; // it waits
    bool isOpened = false; // it is a stream already
};

// Makes streams of those that wait for Redis longer than a moment, whatever Redis does: one that
// resumes is sent no events until the rest follows. Hub thread; part of whoever keeps those that
// wait.
class OpeningAhead {
public:
    static constexpr int OpenAfterMs = 100;

    struct Keeper { // of those that wait; outlives this
        std::function<WaitingSubscription*(std::uint64_t connection)> find; // null: it has gone
        std::function<bool()> isReady; // Redis is, and history is on its way
        // It has waited long enough and resumes nothing: to be let in, and forgotten.
        std::function<void(std::uint64_t connection)> letIn;
        std::function<void()> turnEnded; // after what the timer does
    };
    OpeningAhead(RedisDelivery& delivery, Keeper keeper);
    void stop(); // its timer

    void add(std::uint64_t connection); // that waits from now on
    void open(WaitingSubscription& one); // now; no more than once

private:
    void openOverdue();

    RedisDelivery& m_delivery;
    const Keeper m_keeper;
    std::deque<std::uint64_t> m_unopened; // in the order they came; some may have gone
    QTimer m_timer;
};

} // namespace fanlight
