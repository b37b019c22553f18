// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "net/inbox.h"
#include "net/shard_context.h"
#include "net/tls_session.h"

#include <deque>
#include <memory>
#include <optional>
#include <vector>

struct iovec;

namespace fanlight {

// The TLS of one shard: its sessions, by descriptor, and who waits to be let in. A handshake costs
// as much as a thousand deliveries, so it is done in the shard's course, a few in a turn: those
// that have begun first, so that each is over soon. A session is made when a client has said
// something; begun handshakes are at most MostBegun, and at that the oldest gives way. A hub
// without a certificate has one of these, empty, and never looks at it. The shard's thread.
class TlsSide {
public:
    explicit TlsSide(ShardContext& context)
        : m_context(context)
    {
    }

    // For connections from now on; null: there is no TLS.
    void setTls(std::shared_ptr<const TlsContext> tls) { m_tls = std::move(tls); }
    bool isOn() const { return m_tls != nullptr; }

    // ---- handshakes

    // Its client has sent something, or ended. True while it is not let in: its turn will come.
    bool awaits(std::uint32_t slot);
    bool hasWaiting() const { return !m_begun.empty() || !m_new.empty(); }
    std::optional<std::uint32_t> takeWaiting(); // whose turn it is
    enum class Outcome : std::uint8_t {
        Waits, // for its client
        Done, // it is let in; what it sent behind is to be read
        Plain, // it speaks HTTP without TLS, and is an ordinary connection now
        Failed, // it is to be ended; sessionOf() says why
        Gone, // it ended without a word
    };
    Outcome shakeHands(std::uint32_t slot);
    // Another handshake would be one too many: this one has been under way longest.
    std::optional<std::uint32_t> takeSurplus();
    // It was closed in the middle; false: it was not.
    bool countUnfinished(const Connection& connection, HandshakeFailure why);
    const TlsSession& sessionOf(const Connection& connection) const { return *at(connection); }

    // ---- bytes, of a connection that is let in; as those of Transport

    ssize_t receive(const Connection& connection, char* to, std::size_t most);
    ssize_t send(const Connection& connection, iovec* pieces, int count, bool isStamped);
    bool flush(const Connection& connection);
    bool holdsBack(const Connection& connection) const;
    void endSend(const Connection& connection);
    void forget(const Connection& connection);
    std::uint64_t wireBytes(const Connection& connection) const;
    std::uint64_t heldBytes(const Connection& connection) const;

    static constexpr std::size_t MostBegun = 1024;

private:
    TlsSession* at(const Connection& connection) const
    {
        const auto place = static_cast<std::size_t>(connection.descriptor);
        return place < m_sessions.size() ? m_sessions[place].get() : nullptr;
    }
    bool isUnderWay(const ConnectionRef& ref);
    Outcome begin(Connection& connection, std::uint32_t slot);

    ShardContext& m_context;
    std::shared_ptr<const TlsContext> m_tls;
    std::vector<std::unique_ptr<TlsSession>> m_sessions; // by descriptor
    std::deque<ConnectionRef> m_new; // their client said something, and has no session
    std::deque<ConnectionRef> m_begun; // and has one
    std::deque<ConnectionRef> m_underWay; // in the order they began; some are over
    std::size_t m_underWayCount = 0;
    std::vector<char> m_joined; // pieces of one record
};

} // namespace fanlight
