// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sources/amqp_link.h"
#include "sources/amqp_message.h"

#include <chrono>
#include <functional>
#include <memory>
#include <mutex>
#include <thread>
#include <vector>

namespace fanlight {

class AmqpDeadPlace;

// Takes the messages of one queue: a thread of its own with a connection of its own, which comes
// back after a loss. What passes between it and the source goes by turns, not by messages: it
// collects what arrived, and the source what is to be acknowledged, each under one lock. Belongs to
// the source, in whose thread it is called; the destructor waits, seconds at most.
class AmqpThread {
public:
    static constexpr std::chrono::milliseconds FirstPause{50}; // before it connects again
    static constexpr std::chrono::milliseconds LongestPause{5000};
    // One that lived as long was a good one.
    static constexpr std::chrono::seconds GoodWhile{5};

    struct Ack {
        std::uint64_t tag = 0;
        bool isMultiple = false; // and all before it
    };
    // What happened since it was last asked for.
    struct News {
        // Counts connections. Deliveries are of this one; those of earlier ones are void.
        std::uint64_t epoch = 0;
        bool isConnected = false;
        QString error; // why it is not, or what was
        std::vector<std::shared_ptr<const AmqpDelivery>> deliveries;
        // That could not be taken for their size, and lie with the dead already; acknowledged.
        std::vector<std::string> buried;
    };

    // `told` is called in this thread when there is news, once until it is taken.
    AmqpThread(const AmqpPlace& place, std::size_t mostBody, std::function<void()> told);
    ~AmqpThread();
    AmqpThread(const AmqpThread&) = delete;
    AmqpThread& operator=(const AmqpThread&) = delete;

    News takeNews();
    void acknowledge(std::uint64_t epoch, const std::vector<Ack>& acks);
    void setTaking(bool isTaking); // false: what it has is finished, no more comes
    void requestStop(); // what was acknowledged before still is

private:
    // One that is past the bound, on its way to the dead piece by piece.
    struct Oversized {
        Oversized(const AmqpPlace& place, std::size_t mostBody);
        ~Oversized();

        AmqpLink link;
        std::unique_ptr<AmqpDeadPlace> dead;
    };

    void run();
    QString serve(AmqpLink& link);
    QString start(AmqpLink& link);
    QString turn(AmqpLink& link, bool* isBusy);
    QString obey(AmqpLink& link);
    QString switchTaking(AmqpLink& link, bool wants);
    QString takeFrame(AmqpLink& link, const amqp_frame_t& frame);
    QString takeMessage(AmqpLink& link);
    QString passOn(const amqp_frame_t& frame);
    void waitForEither(int descriptor, std::chrono::milliseconds most);
    void tell(); // what was collected
    void tellState(bool isConnected, const QString& error);
    void wake();
    bool isStopping();

    const AmqpPlace m_place;
    const std::size_t m_mostBody;
    const std::function<void()> m_told;
    const int m_wake; // eventfd

    // the thread's
    AmqpReader m_reader;
    std::unique_ptr<Oversized> m_oversized;
    std::vector<std::shared_ptr<const AmqpDelivery>> m_collected;
    std::vector<std::string> m_collectedBuried;
    std::size_t m_attempt = 0; // of connecting
    std::uint64_t m_epoch = 0;
    std::uint64_t m_consumers = 0; // that were started; names them
    bool m_isConsuming = false;

    std::mutex m_mutex;
    News m_news; // guarded by m_mutex, as are the next
    bool m_isNewsTold = false;
    std::vector<Ack> m_acks;
    std::uint64_t m_acksEpoch = 0;
    bool m_isTaking = true;
    bool m_isStopping = false;
    AmqpLink* m_opening = nullptr; // may be interrupted
    std::thread m_thread; // last
};

} // namespace fanlight
