// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "http/request_parser.h"
#include "metrics/sample.h"
#include "net/channel.h"
#include "net/inbox.h"

#include <netinet/in.h>

#include <memory>
#include <string>
#include <vector>

namespace fanlight {

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

enum class ConnectionState : std::uint8_t { Free, Http, Stream, Closing };

// One client socket. Lives in its shard's slab and thread; small on purpose, there may be 20,000.
// Links are slab indices.
struct Connection {
    int descriptor = -1;
    std::uint32_t generation = 0;
    ConnectionState state = ConnectionState::Free;
    bool http10 = false; // the stream goes without chunks
    bool shed = false;
    bool blocked = false; // the socket is full; EPOLLOUT will tell
    bool inUrgent = false;
    bool inBulk = false;
    bool timestamping = false; // transmit timestamps are set up
    bool ackPending = false; // a sample is under way
    bool endAfterFlush = false;
    bool faulty = false; // something is broken on purpose; the shard's FaultGate knows
    bool watched = false; // by the shard's StreamWatch
    bool wantsGaps = false; // as events, not as comments
    bool wantsHeartbeats = false; // likewise
    bool awaitsHistory = false; // it is sent no events before that
    bool inReadLater = false;

    // queue of frames not yet handed to the kernel
    std::uint32_t queueHead = NoIndex;
    std::uint32_t queueTail = NoIndex;
    std::uint32_t headOffset = 0; // bytes of the first frame that are already sent
    std::uint32_t openedTick = 0; // of the timer wheel, when it became a stream
    std::uint64_t queuedBytes = 0;
    // events at the end of the queue that wait for others to share a batch with; nothing is ever
    // behind them
    std::uint64_t holdUntilNs = 0; // 0: none wait
    // queue node before the first of them; NoIndex: the queue begins with it
    std::uint32_t heldAfter = NoIndex;
    std::uint32_t heldCount = 0;
    std::uint32_t heldBytes = 0;
    // of these at the front: head, replay and what came out of a gap, which the backlog limit
    // does not count
    std::uint64_t exemptBytes = 0;

    std::uint32_t streamPosition = NoIndex;
    std::uint32_t channelNext = NoIndex; // also the free list of the slab
    std::uint32_t channelPrevious = NoIndex;

    std::uint32_t timerNext = NoIndex;
    std::uint32_t timerPrevious = NoIndex;
    std::uint32_t timerTick = 0;
    std::uint32_t lastWriteTick = 0;
    // stream: end of its lifetime (0: none); else: when it is given up
    std::uint32_t deadlineTick = 0;

    std::uint32_t types = 0; // interned; 0: all
    std::uint32_t userAgent = 0; // interned
    Channel* channel = nullptr;
    std::uint64_t id = 0;
    std::int64_t connectedAtMs = 0;
    std::uint64_t events = 0;
    std::uint64_t bytes = 0; // handed to the kernel since it is a stream
    std::uint32_t dropped = 0;
    std::uint32_t replayed = 0;
    std::unique_ptr<std::string> lastEventId; // only of those that resumed
    std::unique_ptr<HttpSession> http;
    in6_addr address{};
    std::uint16_t port = 0;
    std::uint16_t heardBytes = 0; // from a stream's client, which has nothing to say
    bool isIpv6 = false;
    bool hasLost = false; // events were dropped, and it has not been told yet

    bool isStream() const { return state == ConnectionState::Stream; }
    std::string addressText() const; // "127.0.0.1:40120", "[::1]:40120"
};
static_assert(sizeof(Connection) <= 208, "each client costs so much");

} // namespace fanlight
