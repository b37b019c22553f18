// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "broker/broker.h"
#include "broker/charge.h"
#include "broker/fan_payload.h"
#include "broker/redis_history.h"
#include "broker/redis_marks.h"
#include "broker/redis_readiness.h"
#include "broker/redis_subscriptions.h"

#include <atomic>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

namespace fanlight {

// What this process publishes over Redis, from the wish to the answer: a publish waits until Redis
// has answered for each channel and what comes back to this instance has come, or until it is
// answered with what is known by then. A large one goes in slices; one that a cluster could not
// take since it was moving its keys goes again. What waits is bounded by number and by the memory
// it holds; more is refused.
//
// Hub thread, but for job(). The history outlives it, and answers no more once the link is closed.
class RedisPublishing {
public:
    struct Settings {
        std::string token; // of this process alone
        std::size_t messageLimit = 1 << 20; // bytes; larger ones are refused
        bool batchAll = false;
    };
    // What it asks of whoever keeps the channels.
    struct Ways {
        // As RedisHistory::publish().
        std::function<void(std::span<const std::string> userIds,
            std::shared_ptr<const std::string> afterId, const RedisHistory::OnceWish* once,
            std::function<void(const RedisHistory::Published&)> done)>
            publish;
        // As RedisHistory::recall().
        std::function<void(const std::string& key,
            std::function<void(const std::string& error, std::optional<OnceRecord>)> done)>
            recall;
        // Whether a message for the user (null: everyone) comes back to this instance.
        std::function<bool(const std::string* userId)> hears;
        std::function<void(EventId id)> given; // an answer of Redis
        std::function<bool()> isReady;
        std::function<bool()> isAway; // else it is not ready since it has only now begun
        std::function<std::string()> whyNotReady;
        std::function<void()> refused; // by Redis
    };
    // A publish that was not looked at yet.
    struct Job {
        std::vector<std::string> userIds;
        std::string type, data, event, id;
        bool isJson;
        int retryMs;
        BatchWish batch;
        std::uint64_t publishedNs;
        std::shared_ptr<PublishTicket> ticket;
        Charge charge = {};
        std::string once = {};
        std::uint64_t fingerprint = 0;
    };
    // Of a publish with a key of `once`.
    struct Once {
        RedisHistory::OnceWish wish;
        std::vector<bool> isAwaited; // by user: it comes back to this instance
        std::uint64_t repeated = 0; // channels that had it already
        std::string firstId = {}; // told first, by whatever try
        std::optional<OnceRecord> first = {}; // that it completes with instead
        std::uint64_t fingerprint = 0;
    };
    // One on its way, written by this object alone; valid until finish().
    struct Own {
        std::shared_ptr<PublishTicket> ticket;
        std::uint64_t publishedNs;
        std::uint64_t sentNs; // or last heard of
        std::vector<std::string> userIds;
        std::shared_ptr<const std::string> afterId;
        bool hasCustomId = false;
        Charge charge = {};
        std::uint64_t message = 0; // in the message log
        bool isRecorded = false;
        MessageSteps steps = {};
        std::size_t nextUser = 0;
        // that Redis owes an answer: first user, how many
        std::vector<std::pair<std::size_t, std::size_t>> slices = {};
        std::size_t held = 0; // of these, that go again …
        std::string heldWhy = {}; // … since Redis said so
        bool isOver = false; // no more slices are sent
        std::int64_t messagesLeft = 0; // to come back to this instance
        std::uint64_t reached = 0; // channels it was published on
        std::vector<PublishTicket::Failure> failures = {}; // the first of them
        std::uint64_t failureCount = 0;
        std::string error = {}; // the first
        std::unique_ptr<Once> once = {}; // null: it has no key

        bool isAnswered() const { return slices.empty() && isOver; }
        bool isHeld() const { return held > 0 && held == slices.size(); }
    };

    // after which a publish is answered with what is known
    static constexpr int PublishLimitMs = 3000;
    static constexpr std::size_t MaxUnanswered = 100'000; // publishes; more are refused
    // of memory they hold; more are refused
    static constexpr std::uint64_t MaxUnansweredBytes = 256 << 20;
    static constexpr int SlicesAtOnce = 2; // of a publish to many users

    // `once`: where it counts what Redis knows to be published.
    RedisPublishing(RedisHistory& history, RedisMarks& marks, RedisSubscriptions& subscriptions,
        RedisReadiness& readiness, OnceTable& once, Settings settings);

    RedisPublishing(Ways ways, OnceTable& once, Settings settings);

    // Any thread: what is to be publish()ed. Nothing: it was refused, there is no memory for it.
    std::optional<Job> job(
        const Notification& notification, const std::shared_ptr<PublishTicket>& ticket);
    static void refuse(Job& job, const std::string& why, int status = 503);

    void publish(Job& job); // or refuses it; before it is known whether Redis is there it waits
    // Of one that has nobody to go to: completes it as the first with its key did, if that did.
    void publishToNobody(const std::string& key, std::uint64_t fingerprint,
        const std::shared_ptr<PublishTicket>& ticket);
    void publishEarly(); // now it is known
    void refuseEarly(const std::string& why);
    void refuseAll(const std::string& why); // that Redis has not answered
    void linksLost(const std::string& why); // the same, but what is known to go again
    void publishAgain(); // what a cluster was moving, now that it may have moved
    void refuseOverdue(std::uint64_t nowNs);
    std::uint64_t published() const { return m_published; }
    std::uint64_t publishedOwn() const
    {
        return m_publishedOwn;
    } // of these, PublishTicket::isOwn()

    // ---- messages that come back
    // Which publish it belongs to; null: not to one of this process that waits.
    Own* cameBack(std::string_view by, std::uint64_t publishedUs);
    // Its number in the message log, where its first frame puts it; 0: it is not kept.
    std::uint64_t recorded(Own& own, const FramePtr& frame, const MessageSteps& steps);
    void finish(std::uint64_t publishedUs); // if nothing more is to come

private:
    bool isHeardHere(const Own& own, std::size_t user); // it comes back to this instance
    void sendSlice(std::uint64_t number);
    void ask(std::uint64_t number, std::size_t begin, std::size_t size);
    void countHeard(Own& own, std::size_t begin, std::size_t size, int sign);
    void end(Own& own, const std::string& why);
    void sliceAnswered(std::uint64_t number, std::size_t begin, std::size_t size,
        const RedisHistory::Published& answer);
    void userRepeated(Own& own, std::size_t user, std::int64_t receivers);
    void endWithFirst(Own& own, std::size_t begin, std::size_t size, OnceRecord first);
    void userFailed(Own& own, std::size_t user, const std::string& why);
    void giveUp(Own& own, const std::string& why);
    static void stepped(Own& own, const MessageSteps& steps);
    void tellOutcome(Own& own);

    const Ways m_ways;
    OnceTable& m_once;
    const Settings m_settings;
    FanPayloadWriter m_writer;
    FanPayloadReader m_payloads;

    std::atomic<std::uint64_t> m_waitingBytes{0}; // of all publishes that are unanswered
    std::vector<Job> m_early; // before it was first known whether Redis is there
    // by time of publishing in microseconds, each its own
    std::unordered_map<std::uint64_t, Own> m_own;
    struct Held { // a slice of a publish
        std::uint64_t number;
        std::size_t begin;
        std::size_t size;
    };
    std::vector<Held> m_held; // that go again
    std::uint64_t m_lastOwnUs = 0;
    std::uint64_t m_published = 0;
    std::uint64_t m_publishedOwn = 0;
};

} // namespace fanlight
