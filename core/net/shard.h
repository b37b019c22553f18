// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "net/connection.h"
#include "net/delivery_follower.h"
#include "net/inbox.h"
#include "net/interner.h"
#include "net/outbox.h"
#include "net/shard_counters.h"
#include "net/slab.h"
#include "net/stream_faults.h"
#include "net/stream_watch.h"
#include "net/timer_wheel.h"

#include <chrono>
#include <mutex>
#include <queue>
#include <random>
#include <thread>
#include <unordered_map>
#include <unordered_set>

struct iovec;

namespace fanlight {

// What of it can change while a shard runs.
struct ShardTuning {
    std::chrono::milliseconds heartbeat = std::chrono::seconds(15);
    std::chrono::milliseconds maxLifetime{0}; // 0: off
    std::chrono::milliseconds retry = std::chrono::seconds(2);
    std::uint64_t backlogLimit = 256 << 10;
    bool dropWhenSlow = false; // else disconnect
};

// What a shard needs to know; the same for all of a hub but for the index.
struct ShardConfig : ShardTuning {
    int index = 0;
    http::RequestParser::Limits limits;
    bool batchAll = false; // what does not say otherwise waits to be batched
    std::chrono::milliseconds batchWindow{0}; // for what waits; 0: nothing does
    int batchMax = 100; // events of one batch
    // from its first byte to its last
    std::chrono::milliseconds requestTimeout = std::chrono::seconds(10);
    // Between requests, and without any progress of an answer. Above the 60 s for which load
    // balancers use a connection again.
    std::chrono::milliseconds idleTimeout = std::chrono::seconds(90);
};

// What is done with requests and told about streams. Called in the shard's thread; must not block.
class ShardHandler {
public:
    virtual ~ShardHandler() = default;
    // Answers now or later with Shard::answer() (from another thread: by posting an Answer), or
    // turns the connection into a stream (Shard::holdForStream(), then a Subscription). The request
    // is valid during the call.
    virtual void handleRequest(
        Shard& shard, ConnectionRef connection, std::uint32_t number, http::Request& request)
        = 0;
    // A request nobody could read was refused. Returns further lines of the answer's header (who
    // may see it, for a page).
    virtual std::string requestRefused(
        Shard&, ConnectionRef, const http::Request&, const http::RequestParser::Outcome&)
    {
        return {};
    }
    virtual void streamOpened(Shard& shard, const Connection& connection) = 0;
    virtual void streamClosed(Shard& shard, const Connection& connection, DisconnectReason reason)
        = 0;
    // A subscription whose connection had gone before it became a stream.
    virtual void subscriptionLost(Shard& shard, const Subscription& subscription) = 0;
    // What became of messages of the log, some times a second; only when there are any.
    virtual void messagesDelivered(std::vector<MessageFigures> reports) = 0;
    // A socket the shard had been given was closed; any thread's listener may have been waiting for
    // room.
    virtual void socketClosed() = 0;
};

// A thread with an epoll set of its own, its connections, their subscription index and timers.
//
// A turn: wait, read what came (requests are handled at once; a little of each, so that nobody
// waits for one who sends without end), fire timers, take the inbox in order, hand out what is due.
// What is due to a connection is queued first and sent with one system call afterwards, so messages
// of one turn share it. Small deliveries go out first; large ones in slices between which the shard
// turns again, and whatever arrives meanwhile joins the queues that have not been sent yet, in
// order.
//
// Events that are to be batched wait at the end of their connection's queue. When their time is
// over, there are enough of them, or anything else is queued for that connection, they become one
// event. So order, backlog, filters and replay are what they are without batches.
//
// Only post(), counters() and the life cycle may be used from other threads.
class Shard {
public:
    Shard(const ShardConfig& config, ShardHandler& handler);
    ~Shard(); // stop()s
    Shard(const Shard&) = delete;
    Shard& operator=(const Shard&) = delete;

    // Empty when it runs, else why it cannot (no descriptors left).
    std::string start();
    // Ends all connections at once and joins the thread; what is left in the inbox is settled.
    void stop();
    void post(InboxItem item);
    void post(std::vector<InboxItem> items);
    const ShardCounters& counters() const { return m_counters; }
    int index() const { return m_config.index; }
    std::uint64_t cpuNs() const; // of its thread, while that runs

    // ---- in the shard's thread

    // The answer to request `number`; earlier ones go first. `close` ends the connection behind it.
    void answer(ConnectionRef connection, std::uint32_t number, FramePtr bytes, bool close);
    // No further request is taken: a Subscription follows.
    void holdForStream(ConnectionRef connection);
    // Whether further requests are taken from the connection, so that its answer may say so.
    bool keepsAlive(ConnectionRef connection);
    bool isShed(ConnectionRef connection); // it came over the cap
    bool isDraining() const { return m_draining; }
    std::string addressOf(ConnectionRef connection);
    void countRefused() { m_counters.refused.add(); }
    // Time of this turn; what was read in it was published then.
    std::uint64_t turnNs() const { return m_turnNs; }
    std::mt19937_64& random() { return m_random; }

    // Visits streams at positions from `from` on, at most `most`; returns where to go on, NoIndex
    // at the end. Streams that come and go in between may be missed or seen twice.
    template <class Visit>
    std::uint32_t visitStreams(std::uint32_t from, std::uint32_t most, Visit visit)
    {
        const std::size_t end = std::min<std::size_t>(m_streams.size(), std::size_t(from) + most);
        for (std::size_t i = from; i < end; ++i)
            visit(static_cast<const Connection&>(m_connections[m_streams[i]]));
        return end < m_streams.size() ? static_cast<std::uint32_t>(end) : NoIndex;
    }
    const std::string& typesOf(const Connection& connection) const
    {
        return m_types.text(connection.types);
    }
    const std::string& userAgentOf(const Connection& connection) const
    {
        return m_userAgents.text(connection.userAgent);
    }
    // Ends the streams with these ids after telling them to come back after retryMs (-1: says
    // nothing); returns how many there were.
    int endStreams(const std::unordered_set<std::uint64_t>& ids, std::int64_t retryMs,
        DisconnectReason reason);
    // The same without a word: the connection is closed, or reset, in the middle of the stream.
    int breakStreams(
        const std::unordered_set<std::uint64_t>& ids, DisconnectReason reason, bool reset);
    // Resets a connection that waits for an answer.
    void abort(ConnectionRef connection);
    struct StreamAge {
        std::int64_t connectedAtMs;
        std::uint64_t id;
        auto operator<=>(const StreamAge&) const = default;
    };
    // The streams of a user.
    std::vector<StreamAge> streamsOf(std::uint32_t channel, const std::string& userId) const;
    // For streams that are there, too; of a new lifetime those who are over it are spread.
    void retune(const ShardTuning& tuning);
    // Breaks streams on purpose, those that are there in slices; without any: no longer.
    void setFaults(StreamFaults faults);
    void reviewFaults(); // looks again whom they concern
    // Looks closely at the stream with this id, instead of another; null: at none. False when there
    // is none.
    bool watch(std::uint64_t id, std::unique_ptr<StreamWatch> watch);
    const StreamWatch* watched() const { return m_watch.get(); }
    // null: it has gone
    const Connection* find(ConnectionRef connection) { return m_connections.find(connection); }
    // Milliseconds until a stream's lifetime is over; -1: it has none.
    std::int64_t lifetimeLeftMs(const Connection& connection) const;
    std::int64_t openForMs(const Connection& connection) const; // by the monotonic clock, to 50 ms
    // How many streams of these channels (or, without any, of all) take events of a type.
    std::uint64_t countTaking(
        const std::vector<std::uint32_t>& channels, bool all, std::string_view type);
    // Tells every stream of what it will not be sent.
    void tellGap(const Gap& gap);
    void tellGap(const Gap& gap, const std::vector<std::uint32_t>& channels); // or those of these
    // Ends everything: streams with a retry and a clean end, requests after their answers.
    // `emptied` is called once no connection is left.
    void drain(std::function<void()> emptied);
    // Ends connections that wait for a request, or have not begun one, when descriptors are short.
    void closeIdleConnections();
    // Asks the kernel for the memory of up to `most` sockets, for the counters.
    void sampleKernelMemory(std::uint32_t most);

    static constexpr std::size_t MaxUserAgentBytes = 256; // kept of a longer one
    // of a client, come out of a gap; more is backlog
    static constexpr std::uint64_t MaxExemptBytes = 64 << 20;
    // bytes a stream's client may send; more is an error
    static constexpr std::size_t MaxStreamInput = 16 << 10;
    // a client's TCP that is silent for so long while it has something to acknowledge is gone …
    static constexpr int DeadPeerHeartbeats = 3;
    // … but for no less
    static constexpr std::chrono::milliseconds LeastDeadPeerTime = std::chrono::seconds(30);
    static std::chrono::milliseconds deadPeerTime(std::chrono::milliseconds heartbeat);
    // connections whose faults are looked at in one turn
    static constexpr std::uint32_t ReviewSlice = 512;

private:
    enum class Priority : std::uint8_t { Urgent, Bulk };

    void run();
    int waitMs() const;
    void handleEvents(int count);
    void fireTimers(bool moreToRead);
    void takeInbox();
    void report(bool all = false);

    // inbox items
    void take(Adopt& item);
    void take(Deliver& item);
    void take(std::unique_ptr<Subscription>& item);
    void replay(std::uint32_t slot, Subscription& item);
    void take(Answer& item)
    {
        answer(item.connection, item.number, std::move(item.bytes), item.close);
    }
    void take(Task& item) { item(*this); }
    struct Delivery; // one that is being handed out
    void deliverTo(std::uint32_t channel, Delivery& delivery);
    bool wants(const Connection& connection, std::uint32_t frame);
    void sendAway(std::uint32_t slot, const Subscription& subscription);

    // batches
    void hold(std::uint32_t slot, const Delivery& delivery);
    std::uint32_t firstHeld(const Connection& connection);
    void endHold(std::uint32_t slot, Priority priority);
    void endDueHolds();
    std::uint32_t joinHeld(const std::vector<std::uint32_t>& frames);
    void forgetJoined();

    // requests
    void readable(std::uint32_t slot, bool ended);
    void readLater(std::uint32_t slot);
    void readWaiting();
    void feed(std::uint32_t slot, std::string_view bytes);
    bool takeRequest(std::uint32_t slot);
    void refuse(std::uint32_t slot, const http::RequestParser::Outcome& outcome);
    void continueIfAsked(std::uint32_t slot);
    void countAnswer(std::string_view bytes);
    void sendReadyAnswers(std::uint32_t slot);
    void resume(std::uint32_t slot);
    void endIfIdle(std::uint32_t slot);

    // sending
    void queue(std::uint32_t slot, std::uint32_t frame, Priority priority);
    void append(std::uint32_t slot, std::uint32_t frame);
    void letGo(std::uint32_t frame);
    void lose(std::uint32_t frame);
    bool hasRoom(std::uint32_t slot, std::uint32_t frame);
    void queueText(std::uint32_t slot, FramePtr frame);
    void queueGap(std::uint32_t slot, const FramePtr& comment, const FramePtr& event);
    void queueHeartbeat(std::uint32_t slot);
    bool mayQueueNotice(std::uint32_t slot, std::size_t bytes);
    void queueEvent(std::uint32_t slot, const Delivery& delivery, Priority priority);
    bool mayExceedBacklog(const Connection& connection, const Delivery& delivery);
    bool makeRoom(std::uint32_t slot, std::size_t bytes);
    void dropOldest(std::uint32_t slot, std::size_t bytes);
    bool markLoss(std::uint32_t slot, std::uint32_t previous);
    void tellLoss(std::uint32_t slot);
    void forgetLoss(std::uint32_t slot);
    void rememberId(std::uint32_t slot, const Frame& event);
    void schedule(std::uint32_t slot, Priority priority);
    void flush(std::uint32_t slot);
    long sendQueued(std::uint32_t slot, iovec* pieces, int count, std::uint32_t lastNode);
    void settleSent(std::uint32_t slot, std::size_t sent);
    bool isStampFor(std::uint32_t slot, std::uint32_t tally) const;
    std::size_t allowance(std::uint32_t slot);
    void wakeFaulty();
    void reviewSlice(std::uint32_t from, std::uint64_t run);
    std::vector<std::uint32_t> slotsOf(const std::unordered_set<std::uint64_t>& ids) const;
    void flushUrgent();
    void flushBulkSlice();
    std::string_view bytesOf(const Connection& connection, std::uint32_t frame);
    bool isAckSampleDue(const Connection& connection, int events);
    std::uint32_t freeNode(std::uint32_t node);
    void readAcknowledgements(std::uint32_t slot);

    // life of a connection
    void unlinkStream(std::uint32_t slot, DisconnectReason reason);
    void endStream(std::uint32_t slot, std::int64_t retryMs, DisconnectReason reason);
    void finish(std::uint32_t slot); // everything is sent: shut down, wait for the client to close
    void close(std::uint32_t slot, DisconnectReason reason, bool reset = false);
    void timerFired(std::uint32_t slot);
    bool waitsForUs(std::uint32_t slot);
    bool isPeerDead(const Connection& connection) const;
    void armStreamTimer(std::uint32_t slot);
    std::int64_t drawRetryMs();
    std::uint32_t drawLifetime(std::uint64_t elapsedMs);
    std::uint32_t tickAfter(std::chrono::milliseconds time) const;

    ShardConfig m_config;
    ShardHandler& m_handler;
    ShardCounters m_counters;

    int m_epoll = -1;
    int m_wake = -1; // eventfd
    std::thread m_thread;
    // stays when the thread has ended, since other shards may still post
    std::thread::id m_threadId;
    bool m_quit = false;

    std::mutex m_inboxMutex;
    std::vector<InboxItem> m_inbox; // guarded by m_inboxMutex
    std::vector<InboxItem> m_taken;

    ConnectionSlab m_connections;
    TimerWheel m_timers{m_connections};
    Interner m_types;
    Interner m_userAgents;
    Outbox m_outbox;
    std::vector<std::uint32_t> m_streams; // slots, dense
    std::vector<std::uint32_t> m_channelHeads; // by channel index: first subscriber, or NoIndex
    // by interned types, for the event being handed out; -1: not known yet
    std::vector<signed char> m_typeVerdicts;

    std::vector<ConnectionRef> m_readLater; // in the next turn
    std::vector<ConnectionRef> m_reading; // in this one
    std::vector<std::uint32_t> m_urgent;
    std::vector<std::uint32_t> m_bulk;
    std::size_t m_bulkBegin = 0;

    DeliveryFollower m_follower{m_connections};
    struct Wake {
        std::uint64_t ns;
        ConnectionRef connection;
        bool operator>(const Wake& other) const { return ns > other.ns; }
    };
    using Wakes = std::priority_queue<Wake, std::vector<Wake>, std::greater<>>;
    static std::vector<ConnectionRef> takeDue(Wakes& wakes, std::uint64_t nowNs);
    Wakes m_holdEnds; // some may be out of date
    Wakes m_faultWakes;
    FaultGate m_faults{m_connections};
    std::uint64_t m_faultReview = 0; // a review that another has overtaken stops
    std::unique_ptr<StreamWatch> m_watch;
    // frames that became the last batch, which the next connection may be due as well
    std::vector<std::uint32_t> m_joined;
    std::uint32_t m_joinedFrame = NoIndex; // held while m_joined is valid

    // Events in a row that a slow client lost. It is told where they are missing, in one notice
    // that is written when it is about to be sent: until then more of them may be dropped.
    struct Loss {
        std::uint32_t node = NoIndex; // of its queue: stands where they were
        std::string from; // the last event before them
        std::uint32_t events = 0;
    };
    std::unordered_map<std::uint32_t, Loss> m_losses; // by slot, of those with Connection::hasLost
    std::uint32_t m_lossMark; // frame of such a node until then; without a byte
    // by slot, while events may be dropped: of the last event sent
    std::vector<std::string> m_lastIds;

    struct AckSample {
        std::uint64_t publishedNs = 0; // monotonic; 0: nothing whole was sent with it
        std::uint64_t sentNs = 0; // monotonic
        std::uint64_t sentRealNs = 0;
        std::uint32_t tally = NoIndex; // of the last event; only compared
        std::uint64_t message = 0;
        std::vector<DeliveryFollower::StampFor> receipts = {}; // it is for
    };
    std::unordered_map<std::uint32_t, AckSample> m_ackSamples; // by slot
    std::int64_t m_ackCountdown = 0; // deliveries until the next sample
    std::int64_t m_ackStride = 1;
    std::uint32_t m_acksThisPeriod = 0;
    std::uint64_t m_ackPeriodEndNs = 0;

    std::uint64_t m_turnNs = 0;
    std::uint64_t m_startNs = 0;
    std::uint32_t m_tick = 1; // of this turn; timers that are due by now fire in its course
    // this turn is late by more than a second, and timers have not fired since
    bool m_wasAway = false;
    // turns in which timers did not fire, since more sockets may wait to be read
    std::uint32_t m_turnsUnfired = 0;
    std::mt19937_64 m_random;
    bool m_draining = false;
    std::function<void()> m_emptied;
    FramePtr m_heartbeatFrame;
    FramePtr m_heartbeatEvent;
    FramePtr m_lastChunkFrame;
    std::vector<char> m_readBuffer;
};

} // namespace fanlight
