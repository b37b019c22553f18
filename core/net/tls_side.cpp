// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/tls_side.h"

#include <sys/socket.h>
#include <sys/uio.h>

#include <algorithm>
#include <cerrno>
#include <cstring>

namespace fanlight {

namespace {

constexpr char HandshakeRecord = 0x16; // RFC 8446 §5.1

} // namespace

// ---------------------------------------------------------------- handshakes

bool TlsSide::awaits(std::uint32_t slot)
{
    Connection& connection = m_context.connections[slot];
    const TlsSession* const session = at(connection);
    if (session ? !session->isUnderWay() : connection.state != ConnectionState::Http)
        return false;
    if (connection.inReadLater)
        return true;
    connection.inReadLater = true; // it waits for us: its time does not run
    (session ? m_begun : m_new).push_back({slot, connection.generation});
    return true;
}

std::optional<std::uint32_t> TlsSide::takeWaiting()
{
    while (hasWaiting()) {
        std::deque<ConnectionRef>& queue = m_begun.empty() ? m_new : m_begun;
        const ConnectionRef ref = queue.front();
        queue.pop_front();
        if (Connection* const connection = m_context.connections.find(ref)) {
            connection->inReadLater = false;
            return ref.slot;
        }
    }
    return std::nullopt;
}

bool TlsSide::isUnderWay(const ConnectionRef& ref)
{
    const Connection* const connection = m_context.connections.find(ref);
    const TlsSession* const session = connection && connection->isTls ? at(*connection) : nullptr;
    return session && session->isUnderWay();
}

std::optional<std::uint32_t> TlsSide::takeSurplus()
{
    while (!m_underWay.empty() && !isUnderWay(m_underWay.front()))
        m_underWay.pop_front();
    if (m_underWayCount <= MostBegun || m_underWay.empty())
        return std::nullopt;
    const std::uint32_t slot = m_underWay.front().slot;
    m_underWay.pop_front();
    return slot;
}

// The first byte tells what it speaks.
TlsSide::Outcome TlsSide::begin(Connection& connection, std::uint32_t slot)
{
    char first = 0;
    const ssize_t size = ::recv(connection.descriptor, &first, 1, MSG_DONTWAIT | MSG_PEEK);
    if (size < 0 && (errno == EAGAIN || errno == EINTR))
        return Outcome::Waits;
    if (size <= 0)
        return Outcome::Gone;
    if (first >= 'A' && first <= 'Z') {
        connection.isTls = false;
        m_context.counters.handshakeFailures[std::size_t(HandshakeFailure::Plain)].add();
        return Outcome::Plain;
    }
    const auto place = static_cast<std::size_t>(connection.descriptor);
    if (place >= m_sessions.size())
        m_sessions.resize(std::max(place + 1, m_sessions.size() * 2));
    m_sessions[place] = std::make_unique<TlsSession>(*m_tls, connection.descriptor);
    m_underWay.push_back({slot, connection.generation});
    ++m_underWayCount;
    // what OpenSSL makes of anything else need not be known
    if (first != HandshakeRecord) {
        m_sessions[place]->giveUp(HandshakeFailure::Other, "what came was no TLS");
        return Outcome::Failed;
    }
    return Outcome::Done;
}

TlsSide::Outcome TlsSide::shakeHands(std::uint32_t slot)
{
    Connection& connection = m_context.connections[slot];
    ShardCounters& counters = m_context.counters;
    Outcome outcome = Outcome::Done;
    if (!at(connection))
        outcome = begin(connection, slot);
    if (outcome == Outcome::Done) {
        TlsSession& session = *at(connection);
        switch (session.shakeHands()) {
        case TlsSession::Step::Waits:
            return Outcome::Waits;
        case TlsSession::Step::Done:
            --m_underWayCount;
            (session.wasResumed() ? counters.handshakesResumed : counters.handshakes).add();
            return Outcome::Done;
        case TlsSession::Step::Failed:
            outcome = Outcome::Failed;
        }
    }
    if (outcome == Outcome::Failed) {
        --m_underWayCount;
        counters.handshakeFailures[std::size_t(at(connection)->failure())].add();
    }
    return outcome;
}

bool TlsSide::countUnfinished(const Connection& connection, HandshakeFailure why)
{
    const TlsSession* const session = at(connection);
    const bool isUnfinished = session && session->isUnderWay();
    if (isUnfinished)
        m_context.counters.handshakeFailures[std::size_t(why)].add();
    return isUnfinished;
}

void TlsSide::forget(const Connection& connection)
{
    const auto place = static_cast<std::size_t>(connection.descriptor);
    if (place >= m_sessions.size() || !m_sessions[place])
        return;
    if (m_sessions[place]->isUnderWay())
        --m_underWayCount;
    m_sessions[place].reset();
}

// ---------------------------------------------------------------- bytes

ssize_t TlsSide::receive(const Connection& connection, char* to, std::size_t most)
{
    if (TlsSession* const session = at(connection))
        return session->receive(to, most);
    return ::recv(connection.descriptor, to, most, MSG_DONTWAIT);
}

// As much as one record holds: that is one encryption, and one system call.
ssize_t TlsSide::send(const Connection& connection, iovec* pieces, int count, bool isStamped)
{
    TlsSession* const session = at(connection);
    if (!session) {
        errno = EPROTO;
        return -1;
    }
    if (count == 1 || pieces[0].iov_len >= TlsSession::MostRecord)
        return pieces[0].iov_len == 0 ? 0
                                      : session->send(static_cast<const char*>(pieces[0].iov_base),
                                          pieces[0].iov_len, isStamped);
    m_joined.resize(TlsSession::MostRecord);
    std::size_t size = 0;
    for (int i = 0; i < count && size < m_joined.size(); ++i) {
        const std::size_t part = std::min(pieces[i].iov_len, m_joined.size() - size);
        std::memcpy(m_joined.data() + size, pieces[i].iov_base, part);
        size += part;
    }
    return size == 0 ? 0 : session->send(m_joined.data(), size, isStamped);
}

bool TlsSide::flush(const Connection& connection)
{
    TlsSession* const session = at(connection);
    return !session || !session->holdsBack() || session->flush();
}

bool TlsSide::holdsBack(const Connection& connection) const
{
    const TlsSession* const session = at(connection);
    return session && session->holdsBack();
}

void TlsSide::endSend(const Connection& connection)
{
    if (TlsSession* const session = at(connection))
        session->endSend();
    else
        ::shutdown(connection.descriptor, SHUT_WR);
}

std::uint64_t TlsSide::wireBytes(const Connection& connection) const
{
    const TlsSession* const session = at(connection);
    return session ? session->wireBytes() : 0;
}

std::uint64_t TlsSide::heldBytes(const Connection& connection) const
{
    const TlsSession* const session = at(connection);
    return session ? session->heldBytes() : 0;
}

} // namespace fanlight
