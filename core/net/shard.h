// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "net/batches.h"
#include "net/channel_positions.h"
#include "net/fed_streams.h"
#include "net/http_side.h"
#include "net/inbox.h"
#include "net/proxy_preface.h"
#include "net/send_observers.h"
#include "net/sender.h"
#include "net/shard_context.h"
#include "net/shard_handler.h"
#include "net/stream_index.h"
#include "net/stream_side.h"
#include "net/tls_side.h"
#include "net/transport.h"

#include <functional>
#include <mutex>
#include <thread>
#include <unordered_set>
#include <vector>

namespace fanlight {

// A thread with an epoll set of its own, its connections, their subscription index and timers.
//
// A turn: wait, read what came (requests are handled at once; a little of each, so that nobody
// waits for one who sends without end), fire timers, take the inbox in order, hand out what is due.
// What is due to a connection is queued first and sent with one system call afterwards, so messages
// of one turn share it. The rooms below do the work: HttpSide the requests, StreamSide the life of
// streams, Batches what is held back, Sender the queues to the sockets, Transport the kernel's
// side. Of those that come over TLS a few are let in at the end of a turn.
//
// Only post(), counters() and the life cycle may be used from other threads.
class Shard final : private ConnectionOwner {
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
    const ShardCounters& counters() const { return m_context.counters; }
    int index() const { return m_context.config.index; }
    std::uint64_t cpuNs() const; // of its thread, while that runs

    // ---- in the shard's thread

    // The answer to request `number`; earlier ones go first. `close` ends the connection behind it.
    void answer(ConnectionRef connection, std::uint32_t number, FramePtr bytes, bool close)
    {
        m_http.answer(connection, number, std::move(bytes), close);
    }
    // No further request is taken: a Subscription follows.
    void holdForStream(ConnectionRef connection) { m_http.holdForStream(connection); }
    // Whether further requests are taken from the connection, so that its answer may say so.
    bool keepsAlive(ConnectionRef connection) { return m_http.keepsAlive(connection); }
    bool isShed(ConnectionRef connection); // it came over the cap
    bool isDraining() const { return m_context.isDraining; }
    std::string addressOf(ConnectionRef connection);
    // Whom it comes from as its socket says, or the PROXY header in front of it, and as a proxy
    // there tells.
    struct Arrival {
        Connection::Peer peer;
        bool hasProxyHeader = false;
        bool isTls = false;
    };
    Arrival arrivalOf(ConnectionRef connection); // of one that is not a stream
    void setPeer(ConnectionRef connection, const Connection::Peer& peer);
    void countRefused() { m_context.counters.refused.add(); }
    // Time of this turn; what was read in it was published then.
    std::uint64_t turnNs() const { return m_context.turnNs; }
    std::mt19937_64& random() { return m_context.random; }

    // Visits streams at positions from `from` on, at most `most`; returns where to go on, NoIndex
    // at the end. Streams that come and go in between may be missed or seen twice.
    template <class Visit>
    std::uint32_t visitStreams(std::uint32_t from, std::uint32_t most, Visit visit)
    {
        const std::size_t end = std::min<std::size_t>(m_index.size(), std::size_t(from) + most);
        for (std::size_t i = from; i < end; ++i)
            visit(static_cast<const Connection&>(m_context.connections[m_index.at(i)]));
        return end < m_index.size() ? static_cast<std::uint32_t>(end) : NoIndex;
    }
    const std::string& typesOf(const Connection& connection) const
    {
        return m_index.typesOf(connection);
    }
    const std::string& userAgentOf(const Connection& connection) const
    {
        return m_index.userAgentOf(connection);
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
        auto operator<=>(const StreamAge&) const = default; // NOLINT(modernize-use-nullptr)
    };
    // The streams of a user.
    std::vector<StreamAge> streamsOf(std::uint32_t channel, const std::string& userId) const;
    // Sockets that come from now on, but Unix ones, speak TLS, or (null) do not; those that are
    // there go on as they are. Also before start().
    void setTls(std::shared_ptr<const TlsContext> tls) { m_tls.setTls(std::move(tls)); }
    // For streams that are there, too; of a new lifetime those who are over it are spread.
    void retune(const ShardTuning& tuning) { m_stream.retune(tuning); }
    // Breaks streams on purpose, those that are there in slices; without any: no longer.
    void setFaults(StreamFaults faults);
    void reviewFaults(); // looks again whom they concern
    // Looks closely at the stream with this id, instead of another; null: at none. False when there
    // is none.
    bool watch(std::uint64_t id, std::unique_ptr<StreamWatch> watch)
    {
        return m_stream.watch(id, std::move(watch));
    }
    const StreamWatch* watched() const { return m_observers.watch.get(); }
    FedStreams& fed() { return m_fed; } // that another thread feeds
    // null: it has gone
    const Connection* find(ConnectionRef connection)
    {
        return m_context.connections.find(connection);
    }
    // Milliseconds until a stream's lifetime is over; -1: it has none.
    std::int64_t lifetimeLeftMs(const Connection& connection) const
    {
        return m_stream.lifetimeLeftMs(connection);
    }
    // By the monotonic clock, to 50 ms.
    std::int64_t openForMs(const Connection& connection) const
    {
        return m_stream.openForMs(connection);
    }
    // How many streams of these channels (or, without any, of all) take events of a type.
    std::uint64_t countTaking(
        const std::vector<std::uint32_t>& channels, bool all, std::string_view type)
    {
        return m_index.countTaking(channels, all, type);
    }
    // Tells every stream of what it will not be sent.
    void tellGap(const Gap& gap) { m_stream.tellGap(gap); }
    void tellGap(const Gap& gap, const std::vector<std::uint32_t>& channels) // or those of these
    {
        m_stream.tellGap(gap, channels);
    }
    // From now on the user's channel is so far.
    void setPosition(std::uint32_t channel, EventId position)
    {
        m_positions.set(channel, position);
    }
    // Ends everything: streams with a retry and a clean end, requests after their answers.
    // `emptied` is called once no connection is left.
    void drain(std::function<void()> emptied);
    // Ends connections that wait for a request, or have not begun one, when descriptors are short.
    void closeIdleConnections();
    // Asks the kernel for the memory of up to `most` sockets, for the counters.
    void sampleKernelMemory(std::uint32_t most);

    // connections whose faults are looked at in one turn
    static constexpr std::uint32_t ReviewSlice = 512;

private:
    void run();
    int waitMs();
    void handleEvent(std::uint64_t data, std::uint32_t happened);
    void fireTimers(bool moreToRead);
    void letIn();
    void shakeHands(std::uint32_t slot);
    void takeInbox();
    void report(bool all = false);
    void reviewSlice(std::uint32_t from, std::uint64_t run);

    // inbox items
    void take(Adopt& item);
    void take(Deliver& item);
    void take(std::unique_ptr<Subscription>& item);
    void take(Answer& item)
    {
        answer(item.connection, item.number, std::move(item.bytes), item.close);
    }
    void take(Task& item) { item(*this); }
    void deliverTo(std::uint32_t channel, Batches::Delivery& delivery, Sender::Priority priority);
    void deliverToAll(Batches::Delivery& delivery, EventId position);
    bool isDue(std::uint32_t slot, std::string_view type, Batches::Delivery& delivery);

    void readable(std::uint32_t slot, bool ended);
    void writable(std::uint32_t slot);
    void readWaiting();
    void timerFired(std::uint32_t slot);
    void closeAll();

    // ConnectionOwner
    void close(std::uint32_t slot, DisconnectReason reason, bool reset = false) override;
    void finish(std::uint32_t slot) override;
    void readLater(std::uint32_t slot) override;
    void answersSent(std::uint32_t slot) override
    {
        m_context.connections[slot].isFed() ? m_fed.sent(slot) : m_http.answersSent(slot);
    }

    ShardHandler& m_handler;
    int m_epoll = -1;
    int m_wake = -1; // eventfd
    std::thread m_thread;
    // stays when the thread has ended, since other shards may still post
    std::thread::id m_threadId;
    bool m_quit = false;

    mutable std::mutex m_inboxMutex;
    std::vector<InboxItem> m_inbox; // guarded by m_inboxMutex
    std::vector<InboxItem> m_taken;

    ShardContext m_context;
    TlsSide m_tls{m_context};
    Transport m_transport{m_tls};
    SendObservers m_observers{m_context.connections, m_transport};
    Sender m_sender{m_context, m_transport, m_observers, *this};
    Batches m_batches{m_context, m_sender, *this};
    Heartbeats m_heartbeats{m_context, m_batches};
    StreamIndex m_index{m_context.connections};
    ChannelPositions m_positions;
    StreamSide m_stream;
    HttpSide m_http;
    FedStreams m_fed{m_context, m_transport, m_heartbeats, m_sender, m_observers, *this, *this};
    ProxyPreface m_preface{m_context, m_http};

    std::vector<ConnectionRef> m_readLater; // in the next turn
    std::vector<ConnectionRef> m_reading; // in this one
    std::vector<char> m_readBuffer;
    // turns in which timers did not fire, since more sockets may wait to be read
    std::uint32_t m_turnsUnfired = 0;
    std::uint64_t m_faultReview = 0; // a review that another has overtaken stops
    std::function<void()> m_emptied;
};

} // namespace fanlight
