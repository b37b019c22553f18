// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "net/sender.h"
#include "net/shard_context.h"
#include "net/shard_handler.h"

#include <cstdint>
#include <string_view>

namespace fanlight {

// The requests of a connection that is not a stream: bytes become requests, answers go out in the
// order of their requests, and what is pipelined is bounded in number and in bytes. The shard's
// thread; the shard itself is only passed on to the handler.
class HttpSide {
public:
    HttpSide(ShardContext& context, Sender& sender, ConnectionOwner& owner, ShardHandler& handler,
        Shard& shard)
        : m_context(context)
        , m_sender(sender)
        , m_owner(owner)
        , m_handler(handler)
        , m_shard(shard)
    {
    }

    void open(std::uint32_t slot); // it has just been accepted
    void feed(std::uint32_t slot, std::string_view bytes);
    // Before its first request: a proxy has told whom it comes from, or could not be understood.
    void comesFrom(std::uint32_t slot, const Connection::Peer& peer);
    void refuse(std::uint32_t slot, const http::RequestParser::Outcome& outcome);
    // The client has shut down its side. False: nothing is left to be answered, it is over.
    bool inputEnded(std::uint32_t slot);
    // Goes on with requests that had to wait. False: what is in the socket has to.
    bool resume(std::uint32_t slot);
    bool isPaused(std::uint32_t slot) const
    {
        const HttpSession* const session = m_context.connections[slot].http();
        return session && session->paused;
    }
    // The answer to request `number`; earlier ones go first. `close` ends the connection behind it.
    void answer(ConnectionRef connection, std::uint32_t number, FramePtr bytes, bool close);
    void answersSent(std::uint32_t slot); // some have been
    // Answers 400 to whatever it sends, and ends it.
    void refuse(std::uint32_t slot, const char* error);
    // No further request is taken: it becomes a stream.
    void holdForStream(ConnectionRef connection);
    // Whether further requests are taken.
    bool keepsAlive(ConnectionRef connection);
    void timerFired(std::uint32_t slot);
    // While the hub ends: ends a connection that no request is left of.
    void endIfIdle(std::uint32_t slot);
    // Waits for a request, or has not begun one for some time.
    bool isIdle(const Connection& connection) const;

private:
    bool takeRequest(std::uint32_t slot);
    void continueIfAsked(std::uint32_t slot);
    void countAnswer(std::string_view bytes);
    void sendReadyAnswers(std::uint32_t slot);
    bool waitsForUs(std::uint32_t slot);
    void giveTime(std::uint32_t slot, std::chrono::milliseconds time);

    ShardContext& m_context;
    Sender& m_sender;
    ConnectionOwner& m_owner;
    ShardHandler& m_handler;
    Shard& m_shard;
};

} // namespace fanlight
