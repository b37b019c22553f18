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
#include <utility>
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

// An address in eight bytes: of IPv4 itself, of IPv6 where it is. Moves, and is not copied.
class KeptAddress {
public:
    KeptAddress() = default;
    KeptAddress(KeptAddress&& other) noexcept
        : m_bits(std::exchange(other.m_bits, Nothing))
    {
    }
    KeptAddress& operator=(KeptAddress&& other) noexcept
    {
        std::swap(m_bits, other.m_bits);
        return *this;
    }
    ~KeptAddress() { clear(); }

    void set(const in6_addr& address, bool isIpv6); // of IPv4 its first four bytes
    bool isIpv6() const { return (m_bits & Nothing) == 0; }
    in6_addr value() const; // likewise

private:
    static constexpr std::uint64_t Nothing = 1; // odd: no pointer, but IPv4 in the upper half
    void clear();

    std::uint64_t m_bits = Nothing;
};

// What a connection has beside itself, by its state.
struct ConnectionSide {
    virtual ~ConnectionSide() = default;
};

// What few streams have; made when one needs it.
struct StreamExtra : ConnectionSide {
    std::string lastEventId; // of one that resumed
    std::uint32_t replayed = 0; // events
    std::uint32_t dropped = 0; // likewise, since its client was slow
};

// The HTTP side of a connection, given up when it becomes a stream. Requests are answered in their
// order.
struct HttpSession : ConnectionSide {
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

// One client socket. Lives in its shard's slab and thread; small on purpose, there may be a
// million, and what a delivery looks at stands first. Links are slab indices. Each group is written
// by the room it names alone. What only some have is elsewhere: README.md accounts for every byte.
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
    bool inReadLater : 1 = false; // Shard: it is read in the next turn
    bool faulty : 1 = false; // FaultGate: something is broken on purpose
    bool watched : 1 = false; // StreamSide: by the shard's StreamWatch
    bool isPeerUnix : 1 = false; // Shard, as the port and the address below: of peer()
    struct Ack { // AckSampler
        bool isStamping : 1 = false; // transmit timestamps are set up
        bool isPending : 1 = false; // a sample is under way
    } ack;
    TrafficKind traffic = TrafficKind::Real; // Sender, when it becomes a stream
    std::uint16_t port = 0;

    struct Queue { // Sender: frames not yet handed to the kernel, nodes of the Outbox
        std::uint64_t bytes = 0;
        // of these at the front: head, replay and what came out of a gap, which the backlog limit
        // does not count
        std::uint64_t exemptBytes : 59 = 0;
        bool blocked : 1 = false; // the socket is full; EPOLLOUT will tell
        bool inUrgent : 1 = false;
        bool inBulk : 1 = false;
        bool endAfterFlush : 1 = false;
        bool hasLost : 1 = false; // events were dropped, and it has not been told yet
        std::uint32_t head = NoIndex;
        std::uint32_t tail = NoIndex;
        std::uint32_t headOffset = 0; // bytes of the first frame that are already sent
        std::uint32_t lastWriteTick = 0; // of the timer wheel
    } queue;
    struct Links { // StreamIndex
        std::uint32_t types = 0; // interned; 0: all
        std::uint32_t userAgent = 0; // interned
        std::uint32_t position = NoIndex;
        std::uint32_t next = NoIndex; // of the channel; also the free list of the slab
        std::uint32_t previous = NoIndex;
    } links;
    // Batches: the first node of events at the end of the queue that wait for others to share a
    // batch with, in front of which sending stops. Nothing is ever behind them.
    std::uint32_t heldFrom = NoIndex;
    struct Sent { // Sender: handed to the kernel since it is a stream
        std::uint64_t events = 0;
        std::uint64_t bytes = 0;
    } sent;

    struct Stream { // StreamSide
        std::uint64_t id = 0;
        std::int64_t connectedAtMs : 60 = 0;
        bool http10 : 1 = false; // it goes without chunks
        bool wantsGaps : 1 = false; // as events, not as comments
        bool wantsHeartbeats : 1 = false; // likewise
        bool awaitsHistory : 1 = false; // it is sent no events before that
        Channel* channel = nullptr;
        std::uint32_t openedTick = 0; // of the timer wheel
        std::uint16_t heardBytes = 0; // from its client, which has nothing to say
        std::uint16_t provenBy = 0; // as of its Subscription
    } stream;

    struct Timer { // TimerWheel
        std::uint32_t next = NoIndex;
        std::uint32_t previous = NoIndex;
        std::uint32_t tick = 0;
    } timer;
    // By the side that has it. Stream: end of its lifetime (0: none); else: when it is given up.
    std::uint32_t deadlineTick = 0;
    // HttpSide: an HttpSession; StreamSide, Sender: a StreamExtra; else null
    std::unique_ptr<ConnectionSide> side;
    KeptAddress address; // of peer()

    using Peer = ConnectionPeer;
    Peer peer() const { return {address.value(), port, address.isIpv6(), isPeerUnix}; }
    void setPeer(const Peer& peer);
    // Null: it is not in that state.
    HttpSession* http() const
    {
        return state == ConnectionState::Http ? static_cast<HttpSession*>(side.get()) : nullptr;
    }
    bool isStream() const { return state == ConnectionState::Stream; }
    bool isFed() const { return state == ConnectionState::Fed; }
    bool isOwn() const { return traffic != TrafficKind::Real; } // of this program
    // Sent what others are sent, and nobody's recipient.
    bool isProbe() const { return traffic == TrafficKind::Probe; }
    bool holdsBack() const { return heldFrom != NoIndex; } // events, to be batched
    // What the backlog limit counts, in bytes.
    std::uint64_t backlog() const { return queue.bytes - queue.exemptBytes; }
    StreamExtra& extra(); // of a stream; made when it has none
    // What it says without being made; also of one that is no stream.
    const StreamExtra& knownExtra() const;
    // "127.0.0.1:40120", "[::1]:40120", "unix"; without a port where a proxy told the address
    std::string addressText() const;
};
static_assert(sizeof(Connection) <= 152, "each client costs so much");

} // namespace fanlight
