// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "broker/once_table.h"
#include "metrics/latency_histogram.h"
#include "metrics/sample.h"
#include "net/inbox.h"

#include <functional>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace fanlight {

class Shard;

// What is published, checked and ready: views, valid during publish().
struct Notification {
    std::span<const std::string> userIds; // each once; empty: a broadcast
    std::string_view type;
    std::string_view data;
    bool isJson = false; // the data is valid JSON; else a text
    std::string_view event;
    std::string_view id; // empty: assigned
    int retryMs = -1;
    BatchWish batch = {};
    std::uint64_t publishedNs = 0; // monotonic; where latency begins
    // Its key: what has it, too, is not published, but completes with the first one's result. With
    // a ticket. Empty: none.
    std::string_view once = {};
    std::uint64_t fingerprint = 0; // by which another publish with that key is told to be another
};

// Whom a publish would reach.
struct ReachFigures {
    std::string error; // why that is not known
    // with a stream on this instance, or on any where `countsInstances`
    std::int64_t usersOnline = 0;
    std::uint64_t connections = 0; // of this instance that take it
    bool countsInstances = false;
};

// What a subscription that resumes would be sent first.
struct ReplayFigures {
    std::string missing; // why events may be missing; empty: none are
    std::string missingTo; // those before this event, of any of its channels; empty: not known
    struct Event {
        FramePtr frame;
        bool isBroadcast = false;
    };
    std::vector<Event> events; // in order
};

struct BrokerFigures {
    std::uint64_t published = 0; // over this instance
    std::uint64_t publishedOwn = 0; // of these, by this program for its own clients
    std::uint64_t historyEvents = 0; // kept in this process
    std::uint64_t historyBytes = 0;
    std::uint64_t channels = 0; // with subscribers or history here
    OnceTable::Figures once;
    double redisReceived = Unknown; // messages
    double redisTooLarge = Unknown; // of these, not delivered
    double redisNotUtf8 = Unknown; // likewise
    const LatencyRecorder* redisLag = nullptr; // published -> received; null: does not apply
};

// Where a published notification goes, and where history is kept. Any thread unless said otherwise.
class Broker {
public:
    virtual ~Broker() = default;
    // `once`: shared by brokers that follow each other; null: it has one of its own.
    explicit Broker(std::shared_ptr<OnceTable> once = {})
        : m_once(once ? std::move(once) : std::make_shared<OnceTable>())
    {
    }
    Broker(const Broker&) = delete;
    Broker& operator=(const Broker&) = delete;

    // Whether this one is to be published, else it completes without. publish() asks by itself;
    // before it whoever has work to do that a repeated one need not cause.
    bool claim(const Notification& notification, const std::shared_ptr<PublishTicket>& ticket)
    {
        return notification.once.empty() || !ticket || ticket->hasEnd()
            || m_once->claim(notification.once, notification.fingerprint, ticket);
    }
    OnceTable& once() const { return *m_once; }

    // Publishes, or refuses (PublishTicket::refuse()). The ticket (may be null) has its id before
    // it completes, and completes once every shard that takes part has queued it; at once when
    // there is none.
    virtual void publish(
        const Notification& notification, const std::shared_ptr<PublishTicket>& ticket)
        = 0;
    // The same of one that has nobody to go to, claimed: it completes as the first with its key
    // did, if that did, though it had somebody. The hub's thread.
    virtual void publishToNobody(const Notification&, const std::shared_ptr<PublishTicket>& ticket)
    {
        ticket->arrived(0, nullptr);
    }

    // Subscribes a connection of `shard` to the user's channel (empty: broadcasts only) and to
    // broadcasts. What came after its last event id is replayed as far as history reaches; where it
    // does not reach the stream is told of a gap.
    virtual void subscribe(
        Shard& shard, std::unique_ptr<Subscription> subscription, const std::string& userId)
        = 0;
    // A stream of `shard` on the channel (null: broadcasts only) ended; `awaiting`: its connection,
    // when its history had not come yet.
    virtual void unsubscribe(int shard, Channel* channel, std::uint64_t awaiting = 0) = 0;

    // Counts users who are there and connections that take events of the type; without users:
    // everyone. `done` in any thread.
    virtual void reach(std::vector<std::string> userIds, bool everyone, std::string type,
        std::function<void(ReachFigures)> done)
        = 0;
    // What subscribe() would replay now; the user may be empty. `done` in this thread, at once or
    // later.
    virtual void preview(const std::string& userId, const std::string& lastEventId,
        std::function<void(ReplayFigures)> done)
        = 0;

    virtual const char* kind() const = 0; // "memory", "redis"
    // Forgets what is older than history reaches; called now and then.
    virtual void expire() = 0;
    virtual BrokerFigures figures() const = 0;
    // Empty while it serves, else why not, as one sentence.
    virtual std::string whyNotReady() const = 0;
    // The same as far as it concerns more than some channels: sets, and all that is of the app.
    virtual std::string whyNotReadyToAll() const { return whyNotReady(); }

protected:
    const std::shared_ptr<OnceTable> m_once;
};

} // namespace fanlight
