// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "http/request_parser.h"
#include "metrics/sample.h"
#include "metrics/traffic.h"
#include "net/channel.h"
#include "net/inbox.h"

#include <netinet/in.h>

#include <memory>
#include <string>
#include <vector>

namespace fanlight {

// Whom a connection comes from. A plain value.
struct ConnectionPeer {
    in6_addr address{}; // of IPv4 its first four bytes
    std::uint16_t port = 0; // 0: a proxy has told the address without it
    bool isIpv6 = false;
    bool isUnix = false; // it came over a Unix socket, and has no address

    static ConnectionPeer of(const http::NetAddress& address, std::uint16_t port);
    http::NetAddress netAddress() const;
};

// The HTTP side of a connection, given up when it becomes a stream. Requests are answered in their
// order.
struct HttpSession {
    explicit HttpSession(const http::RequestParser::Limits& limits)
        : parser(limits)
    {
    }

    struct PendingAnswer {
        FramePtr bytes; // null: not answered yet
        bool close = false;
    };
    // as its socket says, or the PROXY header in front of it
    ConnectionPeer cameFrom;
    bool hasProxyHeader = false;
    http::RequestParser parser;
    std::string unparsed; // read but not yet taken by the parser
    std::vector<PendingAnswer> answers; // of the requests from firstNumber on
    std::uint32_t firstNumber = 0;
    bool feeding = false; // requests are being taken right now, further up the stack
    bool held = false; // the parser holds a whole request that waits for the answers before it
    // bytes wait in `unparsed` or the socket until answers have gone out, or for the next turn
    bool paused = false;
    bool lastRequest = false; // nothing after the current request is read
    bool continued = false; // 100 Continue was sent for the current request
    bool inputEnded = false; // the client has shut down its side
};

// Fed: a stream that FedStreams keeps.
enum class ConnectionState : std::uint8_t { Free, Http, Stream, Fed, Closing };

// One client socket. Lives in its shard's slab and thread; small on purpose, there may be 20,000.
// Links are slab indices. Each group is written by the room it names alone.
struct Connection {
    int descriptor = -1;
    std::uint32_t generation = 0;
    ConnectionState state = ConnectionState::Free;
    bool shed : 1 = false; // it came over the cap
    // Shard: its socket is no TCP, so the kernel knows of no acknowledgements
    bool isUnix : 1 = false;
    // ProxyPreface: what it begins with has not been looked at yet
    bool mayBeginWithProxy : 1 = false;
    bool isTls : 1 = false; // Shard, when it comes: its bytes go through the TlsSide
    bool inReadLater = false; // Shard: it is read in the next turn
    bool faulty = false; // FaultGate: something is broken on purpose
    bool watched = false; // StreamSide: by the shard's StreamWatch
    struct Ack { // AckSampler
        bool isStamping = false; // transmit timestamps are set up
        bool isPending = false; // a sample is under way
    } ack;
    TrafficKind traffic = TrafficKind::Real; // Sender, when it becomes a stream

    struct Queue { // Sender: frames not yet handed to the kernel, nodes of the Outbox
        std::uint64_t bytes = 0;
        // of these at the front: head, replay and what came out of a gap, which the backlog limit
        // does not count
        std::uint64_t exemptBytes = 0;
        std::uint32_t head = NoIndex;
        std::uint32_t tail = NoIndex;
        std::uint32_t headOffset = 0; // bytes of the first frame that are already sent
        std::uint32_t lastWriteTick = 0; // of the timer wheel
        std::uint32_t dropped = 0; // events
        bool blocked : 1 = false; // the socket is full; EPOLLOUT will tell
        bool inUrgent : 1 = false;
        bool inBulk : 1 = false;
        bool endAfterFlush : 1 = false;
        bool hasLost : 1 = false; // events were dropped, and it has not been told yet
    } queue;
    // Batches: events at the end of the queue that wait for others to share a batch with; nothing
    // is ever behind them
    struct Hold {
        std::uint64_t untilNs = 0; // 0: none wait
        std::uint32_t first = NoIndex; // its node; sending stops in front of it
        std::uint32_t after = NoIndex; // the node before that, while there is one
        std::uint32_t count = 0;
        std::uint32_t bytes = 0;
    } hold;
    struct Sent { // Sender: handed to the kernel since it is a stream
        std::uint64_t events = 0;
        std::uint64_t bytes = 0;
    } sent;

    struct Stream { // StreamSide
        std::uint64_t id = 0;
        std::int64_t connectedAtMs = 0;
        Channel* channel = nullptr;
        std::unique_ptr<std::string> lastEventId; // only of those that resumed
        std::uint32_t openedTick = 0; // of the timer wheel
        std::uint32_t replayed = 0;
        std::uint16_t heardBytes = 0; // from its client, which has nothing to say
        bool http10 = false; // it goes without chunks
        bool wantsGaps = false; // as events, not as comments
        bool wantsHeartbeats = false; // likewise
        bool awaitsHistory = false; // it is sent no events before that
        std::uint16_t provenBy = 0; // as of its Subscription
    } stream;
    std::unique_ptr<HttpSession> http; // HttpSide

    struct Links { // StreamIndex
        std::uint32_t position = NoIndex;
        std::uint32_t next = NoIndex; // of the channel; also the free list of the slab
        std::uint32_t previous = NoIndex;
        std::uint32_t types = 0; // interned; 0: all
        std::uint32_t userAgent = 0; // interned
    } links;
    struct Timer { // TimerWheel
        std::uint32_t next = NoIndex;
        std::uint32_t previous = NoIndex;
        std::uint32_t tick = 0;
    } timer;
    // By the side that has it. Stream: end of its lifetime (0: none); else: when it is given up.
    std::uint32_t deadlineTick = 0;
    using Peer = ConnectionPeer;
    Peer peer; // Shard, when it comes

    bool isStream() const { return state == ConnectionState::Stream; }
    bool isFed() const { return state == ConnectionState::Fed; }
    bool isOwn() const { return traffic != TrafficKind::Real; } // of this program
    // Sent what others are sent, and nobody's recipient.
    bool isProbe() const { return traffic == TrafficKind::Probe; }
    // What the backlog limit counts, in bytes.
    std::uint64_t backlog() const { return queue.bytes - queue.exemptBytes; }
    // "127.0.0.1:40120", "[::1]:40120", "unix"; without a port where a proxy told the address
    std::string addressText() const;
};
static_assert(sizeof(Connection) <= 208, "each client costs so much");

} // namespace fanlight
