// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
// How those who come over TLS are let in.
#include "net/clock.h"
#include "net/shard.h"

namespace fanlight {

namespace {

// for handshakes of a turn, of which one is done at the least; while much is to be delivered, one
constexpr std::uint64_t LetInNs = 2'000'000;

} // namespace

// Some of those who wait to be let in, as far as time allows; the others in the next turn.
void Shard::letIn()
{
    const std::uint64_t untilNs = monotonicNs() + (m_sender.hasBulk() ? 0 : LetInNs);
    do {
        const std::optional<std::uint32_t> slot = m_tls.takeWaiting();
        if (!slot)
            return;
        shakeHands(*slot);
        if (const std::optional<std::uint32_t> surplus = m_tls.takeSurplus())
            close(*surplus, DisconnectReason::Limit);
    } while (monotonicNs() < untilNs);
}

void Shard::shakeHands(std::uint32_t slot)
{
    const ConnectionRef ref = m_context.refOf(slot);
    const TlsSide::Outcome outcome = m_tls.shakeHands(slot);
    switch (outcome) {
    case TlsSide::Outcome::Gone:
        return close(slot, DisconnectReason::Client);
    case TlsSide::Outcome::Plain:
        m_handler.handshakeFailed(*this, m_context.connections[slot], HandshakeFailure::Plain,
            "plain HTTP, where HTTPS is spoken");
        m_http.refuse(slot, "this port speaks HTTPS; use https:// instead of http://");
        break;
    case TlsSide::Outcome::Failed: {
        const Connection& connection = m_context.connections[slot];
        const TlsSession& session = m_tls.sessionOf(connection);
        m_handler.handshakeFailed(*this, connection, session.failure(), session.reason());
        finish(slot); // its alert is to reach it
        break;
    }
    case TlsSide::Outcome::Waits:
    case TlsSide::Outcome::Done:
        break;
    }
    if (outcome != TlsSide::Outcome::Waits && m_context.connections.find(ref))
        readable(slot, true); // what came behind it
    const Connection* const connection = m_context.connections.find(ref);
    if (m_context.isDraining && connection && connection->state == ConnectionState::Http
        && !m_http.isPaused(slot))
        m_http.endIfIdle(slot);
}

} // namespace fanlight
