// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "metrics/message_figures.h"
#include "metrics/receipt.h"
#include "net/inbox.h"
#include "net/slab.h"
#include "net/traced_delivery.h"
#include "net/transport.h"

#include <cstdint>
#include <deque>
#include <memory>
#include <unordered_map>
#include <vector>

namespace fanlight {

// Follows what a shard delivers: how many took each message and how soon (for the message log),
// and, for messages with a receipt, whether each client's TCP has acknowledged it.
//
// Acknowledged is what the socket no longer counts as sent but unacknowledged (SIOCOUTQ). To ask
// costs a system call, a good part of what a delivery costs; so each socket is asked once, some at
// a time, when it is likely that it has: evenly spread deliveries are stamped by the kernel, which
// tells of itself, and a moment after those have come back the others are asked. Few recipients are
// stamped one and all, so that small receipts are timed exactly.
//
// The shard's thread. Costs nothing where neither log nor receipt is asked for.
class DeliveryFollower {
public:
    DeliveryFollower(ConnectionSlab& connections, const Transport& transport)
        : m_connections(connections)
        , m_transport(transport)
    {
    }
    ~DeliveryFollower();

    // A message that is about to be queued; NoIndex: nothing of it is followed.
    std::uint32_t open(const Deliver& delivery, std::uint64_t nowNs);
    // `test`: of these, clients that this program makes.
    void addRecipients(std::uint32_t tally, std::uint64_t recipients, std::uint64_t test = 0);
    // Of the batch that some messages became; keeps them until it is done itself.
    std::uint32_t openBatch(std::vector<std::uint32_t> members);
    // No queue holds it any more.
    void done(std::uint32_t tally);

    // Handed to the kernel at that time; `end`: bytes of that connection up to its last one, as
    // Transport::sentBytes() counts them;
    // `isStamped`: the kernel will tell of it; `frame`: what it was.
    void written(std::uint32_t tally, ConnectionRef connection, std::uint64_t end,
        std::uint64_t handedNs, bool isStamped, const FramePtr& frame = {});
    // Will never be: its connection went, or it was dropped.
    void lost(std::uint32_t tally);
    void connectionClosed(ConnectionRef connection);

    // The receipts (by numbers of this class) for which the kernel should stamp a delivery with
    // this tally, with the time their message was published; none: it need not. And what the kernel
    // said.
    struct StampFor {
        std::uint32_t follow;
        std::uint64_t publishedNs;
    };
    std::vector<StampFor> stampsFor(std::uint32_t tally);
    void stampArrived(std::uint32_t follow, ConnectionRef connection, std::uint64_t latencyNs);
    // An acknowledgement that was sampled, for the message log; `connection`: its id.
    std::uint64_t messageOf(std::uint32_t tally) const
    {
        return tally == NoIndex ? 0 : m_tallies[tally].message;
    }
    // A delivery of the message is the sample of so many, those since the sample before and itself,
    // which is about to be told as written.
    std::uint64_t sampled(std::uint32_t tally);
    void reportAck(std::uint64_t message, std::uint64_t latencyNs, std::uint64_t standsFor,
        std::uint64_t connection = 0);

    bool follows() const { return !m_open.empty(); }
    // Asks the sockets that are due; ends what takes too long.
    void poll(std::uint64_t nowNs, bool isSending);
    // until poll() or takeReports() has something to do; -1: never
    int waitMs(std::uint64_t nowNs) const;

    // What is due to be told to the message log; `all`: at the end.
    std::vector<MessageFigures> takeReports(std::uint64_t nowNs, bool all = false);
    // The steps of single deliveries, as far as they are traced; to be asked before takeReports().
    std::vector<TracedDelivery> takeTraced(std::uint64_t nowNs, bool all = false);
    // Ends everything: what is not acknowledged stays so.
    void endAll();

    // followed at once; the oldest ends for a newer one
    static constexpr std::size_t MaxReceipts = 1000;
    // deliveries of all receipts that are not acknowledged
    static constexpr std::size_t MaxPending = 2'000'000;
    // after which a receipt is followed no longer
    static constexpr std::uint64_t FollowNs = 60'000'000'000;
    static constexpr std::uint32_t Stamps = 128; // of one receipt, or a few more
    // sockets a poll; polls are a millisecond apart then
    static constexpr std::size_t AskedAtOnce = 64;
    static constexpr std::uint64_t ReportNs = 50'000'000; // reports wait for others
    // a message that is not sent to all by then is reported so far
    static constexpr std::uint64_t LateNs = 500'000'000;
    // deliveries of one message that are traced one by one, and steps of all in a second: what a
    // trace costs is bounded, however much is published
    static constexpr std::uint8_t TracedClients = 64;
    static constexpr std::uint32_t TracedSteps = 2000;

    // Connections that have gone and that a receipt still asks about; at most MaxPending, for at
    // most FollowNs.
    std::size_t closedConnections() const { return m_closed.size(); }

private:
    struct Tally {
        std::uint64_t publishedNs = 0;
        std::uint64_t message = 0; // 0: not in the log
        std::uint32_t follow = NoIndex;
        std::uint32_t uses = 0; // its frame, and batches it is in; 0: free
        std::uint32_t generation = 0;
        std::uint64_t recipients = 0; // not reported yet
        std::uint64_t testRecipients = 0; // likewise
        LatencyHistogram write; // not reported yet
        std::uint64_t written = 0;
        std::uint64_t covered = 0; // of these, up to the last one that was sampled
        std::vector<std::uint32_t> members; // of a batch
        std::uint8_t mayTrace = 0; // deliveries
    };
    struct Pending {
        ConnectionRef connection;
        std::uint64_t end = 0;
        std::uint32_t standsFor = 1; // deliveries, of a stamped one
        // it had not acknowledged then (of a stamped one: it had, but the kernel had not told)
        bool wasAsked = false;
    };
    struct Follow {
        std::shared_ptr<Receipt> receipt; // null: it ended
        std::uint64_t publishedNs = 0;
        std::uint32_t uses = 0; // tallies
        std::uint32_t stride = 1; // of so many deliveries one is stamped
        std::uint32_t untilStamp = 0;
        std::uint32_t stamps = 0; // with this stride
        std::uint32_t unstamped = 0; // written since the last one that was
        std::size_t stampedInAll = 0;
        // the stamped ones have come back, and the pass after that is planned
        bool wasLikely = false;
        std::vector<Pending> pending;
        std::size_t next = 0; // of pending, to be asked in this pass
        std::vector<Pending> stamped;
        ReceiptFigures news; // not told yet
        bool hasNews = false;
        std::uint64_t nextAskNs = 0;
        std::uint64_t toldNs = 0;
        std::uint64_t deadlineNs = 0;
        std::uint64_t message = 0; // 0: not in the log
        std::uint8_t mayTrace = 0; // acknowledgements that were seen, not timed
    };
    struct Late {
        std::uint32_t tally;
        std::uint32_t generation;
        std::uint64_t dueNs;
    };
    enum class Look : std::uint8_t { Acknowledged, Gone, Not };

    std::uint32_t takeTally();
    bool wantsStamp(const Tally& tally);
    std::uint32_t openFollow(const Deliver& delivery, std::uint64_t nowNs);
    void writtenIn(std::uint32_t tally, ConnectionRef connection, std::uint64_t end,
        std::uint64_t handedNs, bool isStamped, const FramePtr& batch, std::uint32_t events);
    void trace(TracedDelivery step);
    Look look(const Pending& pending);
    void remember(const Pending& pending);
    void forget(const Pending& pending);
    void settle(Follow& follow, const Pending& pending, Look look, std::uint64_t nowNs);
    bool ask(Follow& follow, std::uint64_t nowNs); // false: the pass goes on
    static std::uint64_t pauseNs(const Follow& follow, std::uint64_t nowNs);
    void tell(Follow& follow, std::uint64_t nowNs);
    void endIfComplete(std::uint32_t follow);
    void end(std::uint32_t follow);
    void report(Tally& tally);

    ConnectionSlab& m_connections;
    const Transport& m_transport;
    std::vector<Tally> m_tallies;
    std::vector<std::uint32_t> m_freeTallies;
    std::vector<Follow> m_follows;
    std::vector<std::uint32_t> m_freeFollows;
    std::vector<std::uint32_t> m_open; // follows, oldest first
    std::unordered_map<const Receipt*, std::uint32_t> m_followOf;
    struct Closed {
        std::uint64_t acknowledged = 0; // bytes
        std::uint32_t waiting = 0; // deliveries
    };
    // connections that went with deliveries that are followed
    std::unordered_map<std::uint64_t, Closed> m_closed;
    struct Asked {
        std::uint64_t poll = 0; // number of the poll
        std::int64_t acknowledged = 0; // bytes
        std::uint32_t waiting = 0; // deliveries that are followed
    };
    std::vector<Asked> m_asked; // by slot: several receipts wait for the same socket
    std::uint64_t m_poll = 0;
    std::size_t m_mayAsk = 0; // sockets, in this poll
    std::size_t m_pending = 0;
    std::vector<MessageFigures> m_reports;
    std::vector<TracedDelivery> m_traced;
    std::uint32_t m_mayTrace = TracedSteps; // in this second
    std::uint64_t m_traceSecond = 0;
    std::deque<Late> m_late;
    std::uint64_t m_nextReportNs = 0;
};

} // namespace fanlight
